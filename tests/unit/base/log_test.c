#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

/* Standard error becomes a socket that keeps each write(2) apart. */
static int saved_stderr, reader;

static int set_up(void **state)
{
	int pair[2];

	(void)state;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return -1;
	saved_stderr = dup(STDERR_FILENO);
	if (saved_stderr < 0 || dup2(pair[1], STDERR_FILENO) < 0)
		return -1;
	(void)close(pair[1]);
	reader = pair[0];
	return fcntl(reader, F_SETFL, O_NONBLOCK);
}

static int tear_down(void **state)
{
	(void)state;
	(void)dup2(saved_stderr, STDERR_FILENO);
	(void)close(saved_stderr);
	return close(reader);
}

/* The next write(2), as a string; empty where there was none. */
static const char *next_write(char *room, size_t size)
{
	const ssize_t got = recv(reader, room, size - 1, 0);

	room[got < 0 ? 0 : got] = '\0';
	return room;
}

static void a_line_is_one_write_with_its_priority(void **state)
{
	char room[2000];

	(void)state;
	log_line(LOG_LEVEL_INFO, "served %d", 7);
	log_line(LOG_LEVEL_ERROR, "%s", "broken");
	assert_string_equal(next_write(room, sizeof room), "<6>served 7\n");
	assert_string_equal(next_write(room, sizeof room), "<3>broken\n");
	assert_string_equal(next_write(room, sizeof room), "");
}

static void control_characters_become_question_marks(void **state)
{
	char room[2000];

	(void)state;
	log_line(LOG_LEVEL_INFO, "%s", "a\nb\r\t\x1B[31m\x7F\xC2\x9B\u00E9\u6C82");
	assert_string_equal(next_write(room, sizeof room), "<6>a?b???[31m???\u00E9\u6C82\n");
}

static void a_long_line_ends_at_a_thousand_bytes(void **state)
{
	char room[2000], message[1500];

	(void)state;
	memset(message, 'x', sizeof message - 1);
	message[sizeof message - 1] = '\0';
	log_line(LOG_LEVEL_INFO, "%s", message);
	assert_int_equal(strlen(next_write(room, sizeof room)), 1000);
	assert_int_equal(room[999], '\n');
	log_line(LOG_LEVEL_INFO, "%.996s", message);
	assert_int_equal(strlen(next_write(room, sizeof room)), 1000);
	assert_int_equal(room[998], 'x');
}

static void a_long_line_is_cut_between_characters(void **state)
{
	char room[2000], message[1501];

	(void)state;
	for (size_t i = 0; i < 500; i++)
		memcpy(message + 3 * i, "\u6C82", 4);
	log_line(LOG_LEVEL_INFO, "x%s", message);
	assert_int_equal(strlen(next_write(room, sizeof room)), 3 + 1 + 331 * 3 + 1);
	assert_memory_equal(room + strlen(room) - 4, "\u6C82\n", 4);
}

static void errno_survives(void **state)
{
	(void)state;
	(void)close(STDERR_FILENO);
	errno = ENOENT;
	log_line(LOG_LEVEL_INFO, "to nobody");
	assert_int_equal(errno, ENOENT);
}

static void references_are_ten_readable_characters(void **state)
{
	(void)state;
	for (int i = 0; i < 1000; i++) {
		const struct reference reference = reference_new();

		assert_int_equal(strlen(reference.text), 10);
		assert_int_equal(strspn(reference.text, "23456789ABCDEFGHJKMNPQRSTUVWXYZ"), 10);
	}
}

static void references_use_the_whole_alphabet_and_differ(void **state)
{
	int seen[128] = { 0 };
	struct reference last = { "" };

	(void)state;
	for (int i = 0; i < 1000; i++) {
		const struct reference reference = reference_new();

		assert_string_not_equal(reference.text, last.text);
		last = reference;
		for (size_t at = 0; at < 10; at++)
			seen[(unsigned char)reference.text[at]]++;
	}
	/* 323 of each expected of 10,000; 200 is seven deviations away. */
	for (const char *character = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; *character != '\0'; character++)
		assert_in_range(seen[(unsigned char)*character], 200, 450);
}

static void the_first_fault_is_kept(void **state)
{
	struct fault fault = { "" };

	(void)state;
	assert_int_equal(fault_note(&fault, E_BUSY, "errno %d", 111), E_BUSY);
	assert_int_equal(fault_note(&fault, E_INTERNAL, "later"), E_INTERNAL);
	assert_string_equal(fault.text, "errno 111");
	assert_int_equal(fault_note(NULL, E_DENIED, "nobody asks"), E_DENIED);
}

static void a_long_fault_is_cut(void **state)
{
	struct fault fault = { "" };

	(void)state;
	(void)fault_note(&fault, E_BUSY, "%400d", 1);
	assert_int_equal(strlen(fault.text), FAULT_BYTES - 1);
}

static void every_error_has_its_name(void **state)
{
	(void)state;
	assert_string_equal(err_name(OK), "OK");
	assert_string_equal(err_name(E_INVALID), "E_INVALID");
	assert_string_equal(err_name(E_NOT_FOUND), "E_NOT_FOUND");
	assert_string_equal(err_name(E_DENIED), "E_DENIED");
	assert_string_equal(err_name(E_CONFLICT), "E_CONFLICT");
	assert_string_equal(err_name(E_BUSY), "E_BUSY");
	assert_string_equal(err_name(E_INTERNAL), "E_INTERNAL");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_line_is_one_write_with_its_priority),
		TEST(control_characters_become_question_marks),
		TEST(a_long_line_ends_at_a_thousand_bytes),
		TEST(a_long_line_is_cut_between_characters),
		TEST(errno_survives),
		cmocka_unit_test(references_are_ten_readable_characters),
		cmocka_unit_test(references_use_the_whole_alphabet_and_differ),
		cmocka_unit_test(the_first_fault_is_kept),
		cmocka_unit_test(a_long_fault_is_cut),
		cmocka_unit_test(every_error_has_its_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
