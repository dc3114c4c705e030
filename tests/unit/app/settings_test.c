/* yimeng.conf: what is refused, and how it says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/settings.h"

static const char complete[] =
	"[site]\npublic_url = https://edu.example\ntitle = t\norganiser = o\nsite_code = 1\nicp = i\npolice = p\ncontact = c\n"
	"[view]\npages_dir = /p\n[safety]\nkey_file = /k\n";

struct loaded {
	struct arena arena;
	struct settings settings;
	struct fault fault;
	enum err err;
};

/* Load a file that has `more` behind the complete settings. */
static struct loaded *load(const char *text, const char *more)
{
	struct loaded *loaded = calloc(1, sizeof *loaded);
	char path[] = "/tmp/ym-settings.XXXXXX";
	const int descriptor = mkstemp(path);

	assert_non_null(loaded);
	assert_true(descriptor >= 0);
	assert_true(dprintf(descriptor, "%s%s", text, more) > 0);
	close(descriptor);
	arena_init(&loaded->arena, 0);
	loaded->err = settings_load(&loaded->arena, path, &loaded->settings, &loaded->fault);
	unlink(path);
	return loaded;
}

static void unload(struct loaded *loaded)
{
	arena_free(&loaded->arena);
	free(loaded);
}

static void assert_refused(const char *text, const char *more, const char *word)
{
	struct loaded *loaded = load(text, more);

	assert_int_equal(loaded->err, E_INVALID);
	if (strstr(loaded->fault.text, word) == NULL)
		fail_msg("\"%s\" does not name %s", loaded->fault.text, word);
	unload(loaded);
}

static void what_is_left_out_has_its_default(void **state)
{
	struct loaded *loaded = load(complete, "");

	(void)state;
	assert_int_equal(loaded->err, OK);
	assert_string_equal(loaded->settings.base, "/yimeng");
	assert_int_equal(loaded->settings.workers, 16);
	assert_int_equal(loaded->settings.transport, TRANSPORT_PARKED);
	assert_false(loaded->settings.demo);
	unload(loaded);
}

static void a_key_nobody_declared_is_refused(void **state)
{
	(void)state;
	assert_refused(complete, "[server]\nworkres = 3\n", "workres");
}

static void a_number_out_of_range_is_refused(void **state)
{
	(void)state;
	assert_refused(complete, "[server]\nworkers = 0\n", "workers");
	assert_refused(complete, "[server]\nworkers = many\n", "workers");
}

static void an_empty_foot_does_not_start(void **state)
{
	static const char empty[] =
		"[site]\npublic_url = https://edu.example\ntitle = t\norganiser =\nsite_code = 1\nicp = i\npolice = p\n"
		"contact = c\n[view]\npages_dir = /p\n[safety]\nkey_file = /k\n";

	(void)state;
	assert_refused(empty, "", "organiser");
}

static void assert_url(const char *url, const char *more, bool good)
{
	char text[512];
	struct loaded *loaded;

	snprintf(text, sizeof text, "[site]\npublic_url = %s\n%s", url, strstr(complete, "title"));
	loaded = load(text, more);
	if ((loaded->err == OK) != good)
		fail_msg("%s: %s", url, good ? loaded->fault.text : "taken");
	if (!good && strstr(loaded->fault.text, "public_url") == NULL)
		fail_msg("\"%s\" does not name public_url", loaded->fault.text);
	unload(loaded);
}

static void the_public_url_is_as_browsers_write_it(void **state)
{
	static const char *const good[] = { "http://edu.example", "https://edu.example:8443", "http://edu.example:8080",
					    "https://edu.example:80", "http://[2001:db8::80]" };
	static const char *const bad[] = { "https://Edu.example", "https://edu.example:443", "http://edu.example:80" };

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_url(good[i], "", true);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_url(bad[i], "", false);
}

static void a_demo_stays_on_its_machine(void **state)
{
	static const char *const own[] = { "http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080" };
	static const char *const others[] = { "https://edu.example", "http://127.0.0.1.example", "http://localhosts:8080" };

	(void)state;
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
		assert_url(own[i], "[site]\ndemo = yes\n", true);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		assert_url(others[i], "[site]\ndemo = yes\n", false);
}

static void the_public_url_has_no_path(void **state)
{
	static const char *const urls[] = { "edu.example", "https://", "https://edu.example/", "ftp://edu.example",
					    "https://edu.example/portal", "https://a b" };

	(void)state;
	for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
		assert_url(urls[i], "", false);
}

static void the_base_is_a_path(void **state)
{
	(void)state;
	assert_refused(complete, "[site]\nbase = yimeng\n", "base");
	assert_refused(complete, "[site]\nbase = /yimeng/\n", "base");
}

static void a_password_is_read_for_its_user(void **state)
{
	struct loaded *loaded = load(complete, "");
	char dir[] = "/tmp/ym-passwords.XXXXXX", path[64];
	struct db_options database;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/ym_pledge", dir);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("open sesame\n", file);
	fclose(file);
	loaded->settings.password_dir = dir;
	assert_int_equal(settings_database(&loaded->arena, &loaded->settings, "pledge", &database, &loaded->fault), OK);
	assert_string_equal(database.user, "ym_pledge");
	assert_string_equal(database.password, "open sesame");
	assert_int_equal(settings_database(&loaded->arena, &loaded->settings, "match", &database, &loaded->fault), E_INVALID);
	unlink(path);
	rmdir(dir);
	unload(loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_left_out_has_its_default),
		cmocka_unit_test(a_key_nobody_declared_is_refused),
		cmocka_unit_test(a_number_out_of_range_is_refused),
		cmocka_unit_test(an_empty_foot_does_not_start),
		cmocka_unit_test(the_public_url_is_as_browsers_write_it),
		cmocka_unit_test(a_demo_stays_on_its_machine),
		cmocka_unit_test(the_public_url_has_no_path),
		cmocka_unit_test(the_base_is_a_path),
		cmocka_unit_test(a_password_is_read_for_its_user),
	};

	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
