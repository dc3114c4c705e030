/* The text format: what is good comes out sorted by id, what is bad is refused with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "scratch.h"
#include "solve/instance_text.h"

static void read_good(const char *text, struct instance_text *out)
{
	struct text_fault fault = { .refusal = TEXT_SOUND };

	if (instance_text_read(&arena, text, strlen(text), out, &fault) != OK)
		fail_msg("refused: %s, line %d", text_refusal_name(fault.refusal), (int)fault.line);
}

static void check_bad(const char *text, size_t length, enum text_refusal refusal, uint64_t line)
{
	struct instance_text instance = { .input = { .student_count = 77 } };
	struct text_fault fault = { .refusal = TEXT_SOUND };

	assert_int_equal(instance_text_read(&arena, text, length, &instance, &fault), E_INVALID);
	assert_string_equal(text_refusal_name(fault.refusal), text_refusal_name(refusal));
	assert_int_equal(fault.line, line);
	assert_int_equal(instance.input.student_count, 77);
}

static const char small[] = "p 2 3 4\ns 20 2\nf 7 1\ne 20 9 500\ns -5 0\nf 9223372036854775807 3\nf 9 4294967295\ne -5 9 0\n"
			    "e 20 9223372036854775807 65535\ne 20 7 1\n";

static void check_small(const char *text)
{
	struct instance_text instance;

	read_good(text, &instance);
	assert_int_equal(instance.input.student_count, 2);
	assert_int_equal(instance.input.family_count, 3);
	assert_memory_equal(instance.student_id, ((int64_t[]){ -5, 20 }), 2 * sizeof(int64_t));
	assert_memory_equal(instance.family_id, ((int64_t[]){ 7, 9, INT64_MAX }), 3 * sizeof(int64_t));
	assert_memory_equal(instance.input.places, ((uint8_t[]){ 0, 2 }), 2);
	assert_memory_equal(instance.input.capacity, ((uint32_t[]){ 1, UINT32_MAX, 3 }), 3 * sizeof(uint32_t));
	assert_memory_equal(instance.input.first, ((uint32_t[]){ 0, 1, 4 }), 3 * sizeof(uint32_t));
	assert_memory_equal(instance.input.family, ((uint32_t[]){ 1, 0, 1, 2 }), 4 * sizeof(uint32_t));
	assert_memory_equal(instance.input.score, ((uint16_t[]){ 0, 1, 500, UINT16_MAX }), 4 * sizeof(uint16_t));
}

static void lines_in_any_order(void **state)
{
	(void)state;
	check_small(small);
	check_small("p 2 3 4\ne 20 9223372036854775807 65535\ne 20 9 500\ne 20 7 1\nf 9 4294967295\ns 20 2\ne -5 9 0\nf 7 1\ns -5 0\n"
		    "f 9223372036854775807 3");
	check_small("p 2 3 4\nf 7 1\nf 9 4294967295\nf 9223372036854775807 3\ns -5 0\ns 20 2\ne -5 9 0\ne 20 7 1\ne 20 9 500\n"
		    "e 20 9223372036854775807 65535\n");
}

static void nobody_at_all(void **state)
{
	struct instance_text instance;

	(void)state;
	read_good("p 0 0 0\n", &instance);
	assert_int_equal(instance.input.first[0], 0);
	read_good("p 1 0 0\ns -9223372036854775808 4", &instance);
	assert_true(instance.student_id[0] == INT64_MIN);
	assert_int_equal(instance.input.first[1], 0);
}

static void ids_far_apart(void **state)
{
	struct instance_text instance;

	(void)state;
	read_good("p 3 2 2\ns 9223372036854775807 1\ns -9223372036854775808 1\ns 0 1\nf 1 1\nf 4000000000000000000 1\n"
		  "e 0 4000000000000000000 5\ne 9223372036854775807 1 6\n", &instance);
	assert_memory_equal(instance.input.first, ((uint32_t[]){ 0, 0, 1, 2 }), 4 * sizeof(uint32_t));
	assert_memory_equal(instance.input.family, ((uint32_t[]){ 1, 0 }), 2 * sizeof(uint32_t));
}

static void bad_lines(void **state)
{
	static const struct bad {
		const char *text;
		enum text_refusal refusal;
		uint64_t line;
	} bad[] = {
		{ "", TEXT_NO_HEAD, 1 },
		{ "s 1 1\np 1 0 0\n", TEXT_NO_HEAD, 1 },
		{ "p 0 0 0\np 0 0 0\n", TEXT_SECOND_HEAD, 2 },
		{ "\np 0 0 0\n", TEXT_UNKNOWN_LINE, 1 },
		{ "p 0 0 0\n\n", TEXT_UNKNOWN_LINE, 2 },
		{ "p 0 0 0\nc hello\n", TEXT_UNKNOWN_LINE, 2 },
		{ "p 0 0 0\n s 1 1\n", TEXT_UNKNOWN_LINE, 2 },
		{ "p 0 0\n", TEXT_NUMBER, 1 },
		{ "p 0 0 \n", TEXT_NUMBER, 1 },
		{ "p  0 0 0\n", TEXT_NUMBER, 1 },
		{ "p\t0 0 0\n", TEXT_NUMBER, 1 },
		{ "p0 0 0\n", TEXT_NUMBER, 1 },
		{ "p +1 0 0\n", TEXT_NUMBER, 1 },
		{ "p 0 0 0x1\n", TEXT_TRAILING, 1 },
		{ "p 0 0 0 \n", TEXT_TRAILING, 1 },
		{ "p 0 0 0\r\n", TEXT_TRAILING, 1 },
		{ "p 0 0 0 0\n", TEXT_TRAILING, 1 },
		{ "p 1 0 0\ns 1.5 1\n", TEXT_NUMBER, 2 },
		{ "p 1 0 0\ns - 1\n", TEXT_NUMBER, 2 },
		{ "p 1 0 0\ns 9223372036854775808 1\n", TEXT_NUMBER, 2 },
		{ "p 1 0 0\ns -9223372036854775809 1\n", TEXT_NUMBER, 2 },
		{ "p 1 0 0\ns 99999999999999999999999 1\n", TEXT_NUMBER, 2 },
		{ "p -1 0 0\n", TEXT_COUNT, 1 },
		{ "p 0 -1 0\n", TEXT_COUNT, 1 },
		{ "p 0 4294967295 0\n", TEXT_COUNT, 1 },
		{ "p 0 0 4294967295\n", TEXT_COUNT, 1 },
		{ "p 4294967294 0 0\ns 1 1\n", TEXT_STUDENT_COUNT, 1 },
		{ "p 0 0 0\ns 1 1\n", TEXT_STUDENT_COUNT, 1 },
		{ "p 0 2 0\nf 1 1\n", TEXT_FAMILY_COUNT, 1 },
		{ "p 1 1 2\ns 1 1\nf 1 1\ne 1 1 1\n", TEXT_EDGE_COUNT, 1 },
		{ "p 1 0 0\ns 1 5\n", TEXT_PLACES, 2 },
		{ "p 1 0 0\ns 1 -1\n", TEXT_PLACES, 2 },
		{ "p 0 1 0\nf 1 -1\n", TEXT_CAPACITY, 2 },
		{ "p 0 1 0\nf 1 4294967296\n", TEXT_CAPACITY, 2 },
		{ "p 1 1 1\ns 1 1\nf 1 1\ne 1 1 65536\n", TEXT_SCORE, 4 },
		{ "p 1 1 1\ns 1 1\nf 1 1\ne 1 1 -1\n", TEXT_SCORE, 4 },
		{ "p 2 0 0\ns 1 1\ns 1 2\n", TEXT_STUDENT_TWICE, 3 },
		{ "p 2 0 0\ns 7 1\ns 007 2\n", TEXT_STUDENT_TWICE, 3 },
		{ "p 0 3 0\nf 0 1\nf 1 1\nf -0 2\n", TEXT_FAMILY_TWICE, 4 },
		{ "p 1 2 3\ne 1 1 3\ne 1 2 3\ne 1 1 4\ns 1 1\nf 1 1\nf 2 1\n", TEXT_EDGE_TWICE, 4 },
		{ "p 1 1 1\ns 1 1\nf 1 1\ne 2 1 1\n", TEXT_NO_STUDENT, 4 },
		{ "p 1 1 1\ns 1 1\nf 1 1\ne 1 2 1\n", TEXT_NO_FAMILY, 4 },
		{ "p 0 0 1\ne 1 2 1\n", TEXT_NO_STUDENT, 2 },
		{ "p 2 1 1\ns 1 1\ns 3 1\nf 1 1\ne 2 1 1\n", TEXT_NO_STUDENT, 5 } };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		check_bad(bad[i].text, strlen(bad[i].text), bad[i].refusal, bad[i].line);
}

static void bytes_that_are_no_text(void **state)
{
	static const char nul[] = "p 1 0 0\ns 1\0 1\n";
	char longest[256] = "p 1 0 0\ns ";
	const size_t begun = strlen(longest), full = text_line_most - strlen("s ") - strlen("1 1");
	struct instance_text instance;

	(void)state;
	check_bad(nul, sizeof nul - 1, TEXT_NUL, 2);
	check_bad("\0", 1, TEXT_NUL, 1);
	memset(longest + begun, '0', full + 1);
	memcpy(longest + begun + full, "1 1\n", 5);
	read_good(longest, &instance);
	memcpy(longest + begun + full, "01 1\n", 6);
	check_bad(longest, strlen(longest), TEXT_LONG_LINE, 2);
	memset(longest + begun, '0', sizeof longest - begun);
	check_bad(longest, sizeof longest, TEXT_LONG_LINE, 2);
}

static void each_piece_of_a_good_text_is_refused(void **state)
{
	struct instance_text instance;
	struct text_fault fault;

	(void)state;
	/* Without its last line's end it is good; the last number's digits may go, but one. */
	for (size_t length = 0; length + 2 < strlen(small); length++)
		assert_int_equal(instance_text_read(&arena, small, length, &instance, &fault), E_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_in_any_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_at_all, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ids_far_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_lines, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bytes_that_are_no_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_piece_of_a_good_text_is_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
