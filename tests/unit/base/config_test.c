#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/config.h"

enum loop { LOOP_PARKED, LOOP_PLAIN };

struct settings {
	int64_t workers;
	int64_t offset;
	bool demo;
	enum loop loop;
	const char *socket;
	const char *contact;
};

static const char *const loop_names[] = { "parked", "plain", NULL };

static const struct config_key keys[] = {
	CONFIG(settings, "server", workers, .fallback = "16", .min = 1, .max = 256, .help = "Threads."),
	CONFIG(settings, "server", offset, .fallback = "-5", .help = "Any number."),
	CONFIG(settings, "server", loop, .column.names = loop_names, .fallback = "parked", .help = "Which loop."),
	CONFIG(settings, "site", demo, .fallback = "no",
	       .help = "A sentence that is too long for one line of the file and so has to be broken at a blank, for inih "
		       "reads lines of 200 bytes at most and would otherwise take its tail for a line of its own, which "
		       "then would be no comment."),
	CONFIG(settings, "site", socket, .fallback = "", .help = "Path; empty: none."),
	CONFIG(settings, "site", contact, .fallback = "office, room 1", .help = "Text."),
	{ 0 }
};

static const struct config_key strict_keys[] = {
	CONFIG(settings, "site", socket, .help = "Path."),
	CONFIG(settings, "server", workers, .fallback = "16", .min = 1, .max = 256, .help = "Threads."),
	{ 0 }
};

static const char path[] = "config_test.conf";
static struct arena arena;
static struct fault fault;
static struct settings settings;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	fault = (struct fault){ "" };
	settings = (struct settings){ .workers = 77, .socket = "untouched" };
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	(void)unlink(path);
	return 0;
}

static enum err load_bytes(const struct config_key *declared, const char *bytes, size_t length)
{
	FILE *const file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return config_load(&arena, path, declared, &settings, &fault);
}

static enum err load(const char *text)
{
	return load_bytes(keys, text, strlen(text));
}

static void assert_refused(const char *text, const char *why)
{
	set_up(NULL);
	if (load(text) != E_INVALID)
		fail_msg("taken: %s", text);
	if (strcmp(fault.text, why) != 0)
		fail_msg("\"%s\" instead of \"%s\"", fault.text, why);
	assert_int_equal(settings.workers, 77);
	assert_string_equal(settings.socket, "untouched");
	tear_down(NULL);
}

static void an_empty_file_gives_the_defaults(void **state)
{
	(void)state;
	assert_int_equal(load(""), OK);
	assert_int_equal(settings.workers, 16);
	assert_int_equal(settings.offset, -5);
	assert_int_equal(settings.loop, LOOP_PARKED);
	assert_false(settings.demo);
	assert_string_equal(settings.socket, "");
	assert_string_equal(settings.contact, "office, room 1");
	assert_string_equal(fault.text, "");
}

static void given_values_are_taken(void **state)
{
	(void)state;
	assert_int_equal(load("; comment\n# another\n[server]\nworkers = 256\nloop=plain\r\noffset=-9223372036854775808\n\n[site]\n"
			      "demo = yes\nsocket = /run/a b/x.sock ; inline comment\ncontact: \u6C82\u8499"),
			 OK);
	assert_int_equal(settings.workers, 256);
	assert_int_equal(settings.offset, INT64_MIN);
	assert_int_equal(settings.loop, LOOP_PLAIN);
	assert_true(settings.demo);
	assert_string_equal(settings.socket, "/run/a b/x.sock");
	assert_string_equal(settings.contact, "\u6C82\u8499");
}

static void numbers_that_do_not_fit_are_refused(void **state)
{
	static const char *const typed[] = { "0", "257", "-1", "+5", "5x", "0x10", "1e2", "", "-", "1-2", "5 5",
					     "99999999999999999999", "-99999999999999999999" };

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
		char text[100];

		(void)snprintf(text, sizeof text, "[server]\nworkers = %s\n", typed[i]);
		assert_refused(text, "config_test.conf:2: [server] workers must be a whole number from 1 to 256");
	}
}

static void other_values_that_do_not_fit_are_refused(void **state)
{
	(void)state;
	assert_refused("[site]\n\ndemo = true\n", "config_test.conf:3: [site] demo must be yes or no");
	assert_refused("[server]\nloop = Plain\n", "config_test.conf:2: [server] loop must be one of: parked, plain");
	assert_refused("[server]\noffset = 9223372036854775808\n", "config_test.conf:2: [server] offset must be a whole number");
	assert_refused("[site]\nsocket = \xFF\n", "config_test.conf:2: [site] socket must be text in UTF-8");
}

static void unknown_keys_and_sections_are_refused(void **state)
{
	(void)state;
	assert_refused("[server]\nworker = 1\n", "config_test.conf:2: there is no key [server] worker");
	assert_refused("[servers]\nworkers = 1\n", "config_test.conf:2: there is no key [servers] workers");
	assert_refused("[site]\nworkers = 1\n", "config_test.conf:2: there is no key [site] workers");
	assert_refused("workers = 1\n", "config_test.conf:1: there is no key [] workers");
}

static void a_key_given_twice_is_refused(void **state)
{
	(void)state;
	assert_refused("[server]\nworkers = 1\n[site]\n[server]\nworkers = 1\n",
		       "config_test.conf:5: [server] workers is given twice, or its line is continued");
	assert_refused("[site]\ncontact = one\n  two\n",
		       "config_test.conf:3: [site] contact is given twice, or its line is continued");
}

static void what_is_no_line_of_an_ini_file_is_refused(void **state)
{
	(void)state;
	assert_refused("[server]\nworkers\n", "config_test.conf:2: neither [section], key = value, nor a comment");
	assert_refused("[server\nworkers = 1\n", "config_test.conf:1: neither [section], key = value, nor a comment");
}

static void the_first_fault_in_the_file_is_told(void **state)
{
	(void)state;
	assert_refused("[server]\nworkers = 0\nloop = x\nnonsense\n",
		       "config_test.conf:2: [server] workers must be a whole number from 1 to 256");
}

static void a_line_is_never_cut(void **state)
{
	char text[1000] = "[site]\ncontact = ";
	const size_t start = strlen(text);

	(void)state;
	memset(text + start, 'x', 100);
	assert_int_equal(load(text), OK);
	assert_int_equal(strlen(settings.contact), 100);
	memset(text + start, 'x', 500);
	settings.socket = "untouched";
	assert_int_equal(load(text), E_INVALID);
	assert_memory_equal(fault.text, "config_test.conf:2: the line is longer than ", 44);
	assert_string_equal(settings.socket, "untouched");
}

static void a_nul_is_refused(void **state)
{
	static const char text[] = "[site]\ncontact = a\0b\n";

	(void)state;
	assert_int_equal(load_bytes(keys, text, sizeof text - 1), E_INVALID);
	assert_memory_equal(fault.text, "config_test.conf:2: the line is longer", 38);
}

static void a_missing_key_is_named(void **state)
{
	(void)state;
	assert_int_equal(load_bytes(strict_keys, "", 0), E_INVALID);
	assert_string_equal(fault.text, "config_test.conf: [site] socket is missing; it must be text in UTF-8");
	assert_int_equal(settings.workers, 77);
}

static void a_file_that_is_not_there_is_named(void **state)
{
	(void)state;
	assert_int_equal(config_load(&arena, "no/such/file", keys, &settings, &fault), E_INVALID);
	assert_string_equal(fault.text, "no/such/file: No such file or directory");
}

static void a_folder_is_no_file(void **state)
{
	(void)state;
	assert_int_equal(config_load(&arena, "/", keys, &settings, &fault), E_INVALID);
	assert_string_equal(fault.text, "/: cannot be read");
}

static void a_default_that_does_not_fit_is_a_fault(void **state)
{
	static const struct config_key wrong[] = {
		CONFIG(settings, "server", workers, .fallback = "0", .min = 1, .max = 2, .help = "Threads."), { 0 }
	};

	(void)state;
	assert_int_equal(load_bytes(wrong, "", 0), E_INVALID);
	assert_string_equal(fault.text, "the default of [server] workers is not a whole number from 1 to 2");
}

static void the_description_loads_back_as_the_defaults(void **state)
{
	struct buffer words;

	(void)state;
	buffer_init(&words, &arena, 0);
	config_describe(keys, &words);
	if (load(words.data) != OK)
		fail_msg("%s", fault.text);
	assert_int_equal(settings.workers, 16);
	assert_int_equal(settings.offset, -5);
	assert_int_equal(settings.loop, LOOP_PARKED);
	assert_string_equal(settings.contact, "office, room 1");
	/* Every key is there, not left to its default: */
	for (const struct config_key *key = keys; key->section != NULL; key++) {
		char line[100];

		(void)snprintf(line, sizeof line, "\n%s = %s\n", key->column.name, key->fallback);
		assert_non_null(strstr(words.data, line));
	}
}

static void the_description_tells_what_must_be_set(void **state)
{
	struct buffer words;

	(void)state;
	buffer_init(&words, &arena, 0);
	config_describe(strict_keys, &words);
	assert_string_equal(words.data,
			    "[site]\n\n# Path.\n# text in UTF-8\n# Must be set.\n# socket =\n\n"
			    "[server]\n\n# Threads.\n# a whole number from 1 to 256\nworkers = 16\n");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_file_gives_the_defaults),
		TEST(given_values_are_taken),
		TEST(numbers_that_do_not_fit_are_refused),
		TEST(other_values_that_do_not_fit_are_refused),
		TEST(unknown_keys_and_sections_are_refused),
		TEST(a_key_given_twice_is_refused),
		TEST(what_is_no_line_of_an_ini_file_is_refused),
		TEST(the_first_fault_in_the_file_is_told),
		TEST(a_line_is_never_cut),
		TEST(a_nul_is_refused),
		TEST(a_missing_key_is_named),
		TEST(a_file_that_is_not_there_is_named),
		TEST(a_folder_is_no_file),
		TEST(a_default_that_does_not_fit_is_a_fault),
		TEST(the_description_loads_back_as_the_defaults),
		TEST(the_description_tells_what_must_be_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
