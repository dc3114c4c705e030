#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

struct run {
	const char *bytes;
	size_t length;
};

#define RUN(literal) { literal, sizeof(literal) - 1 }

static void well_formed_text_is_utf8(void **state)
{
	static const struct run runs[] = {
		RUN(""), RUN("a"), RUN("plain ASCII, longer than eight"), RUN("\x7F"), RUN("\xC2\x80"), RUN("\xDF\xBF"),
		RUN("\xE0\xA0\x80"), RUN("\xED\x9F\xBF"), RUN("\xEE\x80\x80"), RUN("\xEF\xBF\xBF"), RUN("\xF0\x90\x80\x80"),
		RUN("\xF4\x8F\xBF\xBF"), RUN("1234567\u6C82\u8499" "12345678\U0001F600"),
	};

	(void)state;
	for EACH (i, runs) {
		if (!text_is_utf8(runs[i].bytes, runs[i].length))
			fail_msg("row %zu is refused", i);
	}
}

static void malformed_text_is_not(void **state)
{
	static const struct run runs[] = {
		RUN("\0"), RUN("1234567\0" "89012345"), RUN("12345678\0"), RUN("\x80"), RUN("\xBF"), RUN("\xC0\x80"), RUN("\xC1\xBF"),
		RUN("\xC2"), RUN("\xC2\x41"), RUN("\xE0\x9F\xBF"), RUN("\xE4\xB8"), RUN("\xE4\xB8\x41"), RUN("\xED\xA0\x80"),
		RUN("\xED\xBF\xBF"), RUN("\xF0\x8F\xBF\xBF"), RUN("\xF0\x90\x80"), RUN("\xF4\x90\x80\x80"),
		{ "\xC2\x80", 1 }, { "\xE4\xB8\xAD", 2 }, { "\xE4\xB8\xAD", 1 }, { "\xF0\x90\x80\x80", 3 },
		RUN("\xF5\x80\x80\x80"), RUN("\xFF"), RUN("\xFE"), RUN("12345678\xE4\xB8"), RUN("\xF8\x88\x80\x80\x80"),
	};

	(void)state;
	for EACH (i, runs) {
		if (text_is_utf8(runs[i].bytes, runs[i].length))
			fail_msg("row %zu is accepted", i);
	}
}

static void a_bad_byte_is_found_at_every_place(void **state)
{
	char bytes[40];

	(void)state;
	for (size_t bad = 0; bad < sizeof bytes; bad++) {
		memset(bytes, 'x', sizeof bytes);
		assert_true(text_is_utf8(bytes, sizeof bytes));
		bytes[bad] = '\0';
		assert_false(text_is_utf8(bytes, sizeof bytes));
		bytes[bad] = '\x80';
		assert_false(text_is_utf8(bytes, sizeof bytes));
	}
}

static void characters_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_count(""), 0);
	assert_int_equal(text_count("abc"), 3);
	assert_int_equal(text_count("\u6C82\u8499\u52A9\u5B66"), 4);
	assert_int_equal(text_count("a\U0001F600\u00E9"), 3);
}

static void code_points_are_decoded_in_turn(void **state)
{
	const char *cursor = "a\u00E9\u6C82\U0001F600\U0010FFFF";

	(void)state;
	assert_int_equal(text_next(&cursor), 'a');
	assert_int_equal(text_next(&cursor), 0xE9);
	assert_int_equal(text_next(&cursor), 0x6C82);
	assert_int_equal(text_next(&cursor), 0x1F600);
	assert_int_equal(text_next(&cursor), 0x10FFFF);
	assert_int_equal(text_next(&cursor), 0);
	assert_int_equal(text_next(&cursor), 0);
}

static void a_malformed_sequence_neither_ends_the_text_nor_passes_its_end(void **state)
{
	static const char *const texts[] = { "\xF0\x9F\x98", "\xE4\xB8", "\xC3", "\x80", "\xFF", "\xFF\xFF",
					     "\xF0\x80\x80\x80x", "\xC0\x80x", "\xED\xA0\x80x" };

	(void)state;
	for EACH (i, texts) {
		const char *cursor = texts[i];

		while (text_next(&cursor) != 0)
			assert_true(cursor <= texts[i] + strlen(texts[i]));
		assert_ptr_equal(cursor, texts[i] + strlen(texts[i]));
	}
}

static void control_characters_are_found(void **state)
{
	static const char *const texts[] = { "\x01", "a\tb", "\x1F", "\x7F", "\xC2\x80", "\xC2\x9F", "\u2028", "\u2029", "\u202A",
					     "\u202E", "\u2066", "\u2069", "\uFEFF", "abc\u202E", "\r", "a\rb", "\r\r\n" };

	(void)state;
	for EACH (i, texts) {
		if (!text_has_control(texts[i], false) || !text_has_control(texts[i], true))
			fail_msg("row %zu passes", i);
	}
}

static void newlines_pass_only_where_allowed(void **state)
{
	(void)state;
	assert_true(text_has_control("a\nb", false));
	assert_true(text_has_control("a\r\nb", false));
	assert_false(text_has_control("a\nb", true));
	assert_false(text_has_control("a\r\n\r\nb\n", true));
}

static void ordinary_text_has_no_control(void **state)
{
	(void)state;
	assert_false(text_has_control("", false));
	assert_false(text_has_control("~ \u00A0\u6C82\u8499\uFF01\U0001F600", false));
}

static void full_width_ascii_folds(void **state)
{
	(void)state;
	assert_string_equal(text_fold_width(&arena, "\uFF01\uFF10\uFF21\uFF5A\uFF5E"), "!0Az~");
	assert_string_equal(text_fold_width(&arena, "\u6C82\u3000\u8499 x"), "\u6C82 \u8499 x");
	assert_string_equal(text_fold_width(&arena, "\uFF00\uFF5F\uFFE5"), "\uFF00\uFF5F\uFFE5");
	assert_string_equal(text_fold_width(&arena, ""), "");
}

static void blanks_are_trimmed_at_both_ends_only(void **state)
{
	(void)state;
	assert_string_equal(text_trim(&arena, " \t\u3000\u00A0\r\n a b \u3000 c\u3000\u00A0 \n"), "a b \u3000 c");
	assert_string_equal(text_trim(&arena, "\u3000\u3000"), "");
	assert_string_equal(text_trim(&arena, ""), "");
	assert_string_equal(text_trim(&arena, "\u6C80"), "\u6C80");
	assert_string_equal(text_trim(&arena, "\u00E0"), "\u00E0");	/* ends with the last byte of U+00A0 */
}

static void names_keep_their_first_character(void **state)
{
	(void)state;
	assert_string_equal(text_mask_name(&arena, "\u738B\u5C0F\u660E"), "\u738B**");
	assert_string_equal(text_mask_name(&arena, "\u738B"), "\u738B**");
	assert_string_equal(text_mask_name(&arena, "Ann"), "A**");
	assert_string_equal(text_mask_name(&arena, "\U00020000\u660E"), "\U00020000**");
	assert_string_equal(text_mask_name(&arena, ""), "");
}

static void telephones_keep_three_and_four(void **state)
{
	(void)state;
	assert_string_equal(text_mask_telephone(&arena, "13800000000"), "138****0000");
	assert_string_equal(text_mask_telephone(&arena, "0539-8123456"), "053*****3456");
	assert_string_equal(text_mask_telephone(&arena, "12345678"), "123*5678");
	assert_string_equal(text_mask_telephone(&arena, "1234567"), "*******");
	assert_string_equal(text_mask_telephone(&arena, "1"), "*");
	assert_string_equal(text_mask_telephone(&arena, ""), "");
	assert_string_equal(text_mask_telephone(&arena, "\uFF11\uFF13\uFF18" "00000000"), "\uFF11\uFF13\uFF18****0000");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(well_formed_text_is_utf8),
		TEST(malformed_text_is_not),
		TEST(a_bad_byte_is_found_at_every_place),
		TEST(characters_are_counted_not_bytes),
		TEST(code_points_are_decoded_in_turn),
		TEST(a_malformed_sequence_neither_ends_the_text_nor_passes_its_end),
		TEST(control_characters_are_found),
		TEST(newlines_pass_only_where_allowed),
		TEST(ordinary_text_has_no_control),
		TEST(full_width_ascii_folds),
		TEST(blanks_are_trimmed_at_both_ends_only),
		TEST(names_keep_their_first_character),
		TEST(telephones_keep_three_and_four),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
