#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"

static struct buffer new_buffer(struct arena *arena, size_t expected)
{
	struct buffer buffer;

	arena_init(arena, 0);
	buffer_init(&buffer, arena, expected);
	return buffer;
}

static void an_empty_buffer_is_an_empty_string(void **state)
{
	struct arena arena;
	const struct buffer buffer = new_buffer(&arena, 0);

	(void)state;
	assert_string_equal(buffer.data, "");
	assert_int_equal(buffer.length, 0);
	arena_free(&arena);
}

static void it_grows_from_nothing_and_stays_terminated(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 0);

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		buffer_append_char(&buffer, (char)('a' + i % 26));
		assert_int_equal(buffer.data[i + 1], '\0');
	}
	assert_int_equal(buffer.length, 100000);
	for (size_t i = 0; i < 100000; i++)
		assert_int_equal(buffer.data[i], 'a' + i % 26);
	arena_free(&arena);
}

static void exactly_filling_leaves_room_for_the_nul(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 8);
	const char *const before = buffer.data;

	(void)state;
	buffer_append(&buffer, "12345678", 8);
	assert_ptr_equal(buffer.data, before);
	assert_int_equal(buffer.capacity, 9);
	buffer_append_string(&buffer, "9");
	assert_string_equal(buffer.data, "123456789");
	arena_free(&arena);
}

static void nothing_from_null_is_appended(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 8);

	(void)state;
	buffer_append(&buffer, NULL, 0);
	assert_string_equal(buffer.data, "");
	arena_free(&arena);
}

static void integers_are_written_as_printf_would(void **state)
{
	static const int64_t numbers[] = { 0, 1, -1, 9, 10, 99, 100, 101, -100, 1234567890, INT32_MIN, INT64_MAX, INT64_MIN };
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 0);

	(void)state;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		char expected[32];

		(void)snprintf(expected, sizeof expected, "%lld", (long long)numbers[i]);
		buffer_clear(&buffer);
		buffer_append_int(&buffer, numbers[i]);
		assert_string_equal(buffer.data, expected);
	}
	arena_free(&arena);
}

static void print_that_does_not_fit_grows(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 4);

	(void)state;
	buffer_print(&buffer, "%s", "1234");
	buffer_print(&buffer, "%s=%d", "five", 5);
	assert_string_equal(buffer.data, "1234five=5");
	assert_int_equal(buffer.length, 10);
	arena_free(&arena);
}

static void print_whose_nul_alone_does_not_fit_grows(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 8);

	(void)state;
	assert_int_equal(buffer.capacity, 9);
	buffer_print(&buffer, "%d", 123456789);
	assert_string_equal(buffer.data, "123456789");
	arena_free(&arena);
}

static void clear_keeps_the_memory(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 100);
	const char *const before = buffer.data;

	(void)state;
	buffer_append_string(&buffer, "words");
	buffer_clear(&buffer);
	assert_string_equal(buffer.data, "");
	assert_int_equal(buffer.length, 0);
	assert_ptr_equal(buffer.data, before);
	arena_free(&arena);
}

static void reserve_lets_raw_bytes_be_written(void **state)
{
	struct arena arena;
	struct buffer buffer = new_buffer(&arena, 1);

	(void)state;
	buffer_reserve(&buffer, 5000);
	assert_true(buffer.capacity - buffer.length > 5000);
	memset(buffer.data, 'x', 5001);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_is_an_empty_string),
		cmocka_unit_test(it_grows_from_nothing_and_stays_terminated),
		cmocka_unit_test(exactly_filling_leaves_room_for_the_nul),
		cmocka_unit_test(nothing_from_null_is_appended),
		cmocka_unit_test(integers_are_written_as_printf_would),
		cmocka_unit_test(print_that_does_not_fit_grows),
		cmocka_unit_test(print_whose_nul_alone_does_not_fit_grows),
		cmocka_unit_test(clear_keeps_the_memory),
		cmocka_unit_test(reserve_lets_raw_bytes_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
