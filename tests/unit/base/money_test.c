#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/money.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static void assert_parses(const char *text, int64_t fen)
{
	struct money money = { -1 };

	if (money_parse(text, &money) != OK || money.fen != fen)
		fail_msg("\"%s\" is not %lld fen", text, (long long)fen);
}

static void assert_refused(const char *text)
{
	struct money money = { -77 };

	if (money_parse(text, &money) != E_INVALID)
		fail_msg("\"%s\" was taken as %lld fen", text, (long long)money.fen);
	assert_int_equal(money.fen, -77);
}

static void whole_yuan_and_two_decimals_are_taken(void **state)
{
	(void)state;
	assert_parses("0", 0);
	assert_parses("1", 100);
	assert_parses("100", 10000);
	assert_parses("100.5", 10050);
	assert_parses("100.50", 10050);
	assert_parses("0.01", 1);
	assert_parses("0.00", 0);
	assert_parses("99999999999", INT64_C(9999999999900));
}

static void groups_of_three_are_taken(void **state)
{
	(void)state;
	assert_parses("1,000", 100000);
	assert_parses("12,345.67", 1234567);
	assert_parses("123,456,789", INT64_C(12345678900));
}

static void full_width_forms_are_taken(void **state)
{
	(void)state;
	assert_parses("\uFF11\uFF10\uFF10", 10000);
	assert_parses("\uFF11\uFF0C\uFF10\uFF10\uFF10\uFF0E\uFF15", 100050);
	assert_parses("1\uFF0C000.\uFF195", 100095);
}

static void misplaced_commas_are_refused(void **state)
{
	static const char *const texts[] = { "100,00", "1,00", "1000,000", ",100", "1,", "1,000,", "1,,000", "1,0000",
					     "1,000,00", "1.000,00", "0.5,0", ",", "1,234567", "1,23,456", "0,100" };

	(void)state;
	for EACH (i, texts)
		assert_refused(texts[i]);
}

static void a_fraction_of_a_fen_is_refused(void **state)
{
	(void)state;
	assert_refused("0.001");
	assert_refused("1.000");
}

static void signs_exponents_blanks_and_words_are_refused(void **state)
{
	static const char *const texts[] = { "", "+5", "-1", "\uFF0D1", "1e9", "0x10", " 1", "1 ", "1\n", "1 000", "\u3000" "1",
					     "\u00A5" "100", "\uFFE5" "100", "100\u5143", "abc", "1a", "NaN", "1.2.3", "1..2",
					     "\uFF11\xEF", "\xEF\xBC", "1\xEF\xBC", "\xFF", "\u0661" };

	(void)state;
	for EACH (i, texts)
		assert_refused(texts[i]);
}

static void a_point_needs_digits_on_both_sides(void **state)
{
	(void)state;
	assert_refused(".5");
	assert_refused("5.");
	assert_refused(".");
	assert_refused("\uFF0E5");
}

static void superfluous_leading_zeros_are_refused(void **state)
{
	(void)state;
	assert_refused("007");
	assert_refused("00.5");
	assert_refused("00");
	assert_refused("0100");
}

static void the_largest_amount_is_the_limit(void **state)
{
	(void)state;
	assert_parses("10000000000000", money_max_fen);
	assert_parses("10,000,000,000,000.00", money_max_fen);
	assert_parses("9999999999999.99", money_max_fen - 1);
	assert_refused("10000000000000.01");
	assert_refused("10000000000001");
	assert_refused("92233720368547758.08");
	assert_refused("184467440737095516.16");
	assert_refused("99999999999999999999999999999999999999999999999999");
}

struct written {
	int64_t fen;
	const char *plain, *grouped;
};

static void amounts_are_written_plain_and_grouped(void **state)
{
	static const struct written rows[] = {
		{ 0, "0.00", "0.00" },
		{ 5, "0.05", "0.05" },
		{ 99999, "999.99", "999.99" },
		{ 100000, "1000.00", "1,000.00" },
		{ 12345678, "123456.78", "123,456.78" },
		{ 100000000, "1000000.00", "1,000,000.00" },
		{ -5, "-0.05", "-0.05" },
		{ -100000, "-1000.00", "-1,000.00" },
		{ INT64_C(1000000000000000), "10000000000000.00", "10,000,000,000,000.00" },
		{ INT64_MAX, "92233720368547758.07", "92,233,720,368,547,758.07" },
		{ INT64_MIN, "-92233720368547758.08", "-92,233,720,368,547,758.08" },
	};
	struct arena arena;
	struct buffer buffer;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&buffer, &arena, 0);
	for EACH (i, rows) {
		buffer_clear(&buffer);
		money_append_plain(&buffer, (struct money){ rows[i].fen });
		assert_string_equal(buffer.data, rows[i].plain);
		buffer_clear(&buffer);
		money_append_grouped(&buffer, (struct money){ rows[i].fen });
		assert_string_equal(buffer.data, rows[i].grouped);
	}
	arena_free(&arena);
}

static void what_is_written_reads_back(void **state)
{
	struct arena arena;
	struct buffer buffer;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&buffer, &arena, 0);
	for (int64_t fen = 0; fen <= money_max_fen; fen = fen * 3 + 1) {
		buffer_clear(&buffer);
		money_append_plain(&buffer, (struct money){ fen });
		assert_parses(buffer.data, fen);
		buffer_clear(&buffer);
		money_append_grouped(&buffer, (struct money){ fen });
		assert_parses(buffer.data, fen);
	}
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_yuan_and_two_decimals_are_taken),
		cmocka_unit_test(groups_of_three_are_taken),
		cmocka_unit_test(full_width_forms_are_taken),
		cmocka_unit_test(misplaced_commas_are_refused),
		cmocka_unit_test(a_fraction_of_a_fen_is_refused),
		cmocka_unit_test(signs_exponents_blanks_and_words_are_refused),
		cmocka_unit_test(a_point_needs_digits_on_both_sides),
		cmocka_unit_test(superfluous_leading_zeros_are_refused),
		cmocka_unit_test(the_largest_amount_is_the_limit),
		cmocka_unit_test(amounts_are_written_plain_and_grouped),
		cmocka_unit_test(what_is_written_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
