#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/field.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

enum size { SMALL, LARGE };
static const char *const size_names[] = { "small", "large", NULL };

struct row {
	const char *text;
	struct money money;
	int64_t integer;
	struct date date;
	enum size size;
	bool check;
};

static struct row row;

static enum field_fault accept(const struct field *field, const char *typed)
{
	row = (struct row){ .text = "untouched", .money = { -1 }, .integer = -99, .date = { 7 } };
	return field_accept(&arena, field, typed, &row);
}

/* The field takes what was typed and keeps `kept`. */
static void takes(enum field_kind kind, const char *typed, const char *kept)
{
	const struct field field = FIELD(row, text, .kind = kind);

	assert_int_equal(FIELD_FINE, accept(&field, typed));
	assert_string_equal(kept, row.text);
}

static void refuses(enum field_kind kind, const char *typed, enum field_fault fault)
{
	const struct field field = FIELD(row, text, .kind = kind);

	if (accept(&field, typed) != fault)
		print_message("typed: %s\n", typed);
	assert_int_equal(fault, accept(&field, typed));
	assert_string_equal("untouched", row.text);
}

static void text_is_trimmed_and_kept(void **state)
{
	(void)state;
	takes(FIELD_TEXT, "  a <b>&amp; \xe3\x80\x80", "a <b>&amp;");
	takes(FIELD_TEXT, "a\tb", "a b");
	refuses(FIELD_TEXT, "a\nb", FIELD_BAD_CHARACTER);
	refuses(FIELD_TEXT, "a\x01", FIELD_BAD_CHARACTER);
	refuses(FIELD_TEXT, "a\xe2\x80\xae" "b", FIELD_BAD_CHARACTER);
}

static void lines_end_in_one_newline_each(void **state)
{
	(void)state;
	takes(FIELD_LINES, "a\r\nb\rc\nd\r\n", "a\nb\nc\nd");
	takes(FIELD_LINES, "<script>alert(1)</script>", "<script>alert(1)</script>");
	refuses(FIELD_LINES, "a\x1b[31m", FIELD_BAD_CHARACTER);
}

static void length_is_counted_in_characters(void **state)
{
	const struct field field = FIELD(row, text, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 3);
	const struct field unlimited = FIELD(row, text, .kind = FIELD_TEXT);
	char long_text[202];

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&field, "\xe5\xbc\xa0\xe4\xb8\x89\xe4\xb8\x89"));
	assert_int_equal(FIELD_TOO_LONG, accept(&field, "abcd"));
	assert_int_equal(FIELD_TOO_SHORT, accept(&field, " a "));
	memset(long_text, 'x', sizeof long_text);
	long_text[sizeof long_text - 1] = '\0';
	assert_int_equal(FIELD_TOO_LONG, accept(&unlimited, long_text));
	long_text[200] = '\0';
	assert_int_equal(FIELD_FINE, accept(&unlimited, long_text));
}

static void a_name_of_five_thousand_characters_is_too_long(void **state)
{
	char name[5001];

	(void)state;
	memset(name, 'x', sizeof name);
	name[sizeof name - 1] = '\0';
	refuses(FIELD_NAME, name, FIELD_TOO_LONG);
}

static void what_is_not_typed_is_nothing(void **state)
{
	const struct field text = FIELD(row, text, .kind = FIELD_TEXT);
	const struct field nullable = { .column = COLUMN(row, text, .nullable = true), .kind = FIELD_NAME };
	const struct field date = FIELD(row, date, .kind = FIELD_DATE);
	const struct field trap = FIELD(row, text, .kind = FIELD_TRAP);
	const struct field check = FIELD(row, check, .kind = FIELD_CHECK);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&text, NULL));
	assert_string_equal("", row.text);
	assert_int_equal(FIELD_FINE, accept(&text, " \xe3\x80\x80\t"));
	assert_string_equal("", row.text);
	assert_int_equal(FIELD_FINE, accept(&nullable, ""));
	assert_null(row.text);
	assert_int_equal(FIELD_FINE, accept(&date, ""));
	assert_true(date_is_none(row.date));
	assert_int_equal(FIELD_FINE, accept(&trap, "filled"));
	assert_string_equal("", row.text);
	assert_int_equal(FIELD_FINE, accept(&check, NULL));
	assert_false(row.check);
}

static void what_is_required_must_be_typed(void **state)
{
	const struct field fields[] = {
		FIELD(row, text, .kind = FIELD_TEXT, .required = true), FIELD(row, money, .kind = FIELD_MONEY, .required = true),
		FIELD(row, check, .kind = FIELD_CHECK, .required = true), FIELD_ENUM(row, size, size_names, .required = true),
	};

	(void)state;
	for EACH(i, fields) {
		assert_int_equal(FIELD_REQUIRED, accept(&fields[i], NULL));
		if (fields[i].kind != FIELD_CHECK)
			assert_int_equal(FIELD_REQUIRED, accept(&fields[i], "  "));
	}
}

static const struct field amount = FIELD(row, money, .kind = FIELD_MONEY, .min = 100, .max = 100000000);

static void an_amount_is_kept_in_fen(void **state)
{
	static const struct {
		const char *typed;
		int64_t fen;
	} amounts[] = {
		{ "100", 10000 }, { " 100.5 ", 10050 }, { "1,000.00", 100000 }, { "\xef\xbc\x91\xef\xbc\x90\xef\xbc\x90", 10000 },
		{ "\xc2\xa5" "100", 10000 }, { "\xef\xbf\xa5 100", 10000 }, { "100 \xe5\x85\x83", 10000 }, { "1", 100 },
		{ "1000000", 100000000 },
	};

	(void)state;
	for EACH(i, amounts) {
		assert_int_equal(FIELD_FINE, accept(&amount, amounts[i].typed));
		assert_int_equal(amounts[i].fen, row.money.fen);
	}
}

static void an_amount_that_is_none_says_why(void **state)
{
	static const struct {
		const char *typed;
		enum field_fault fault;
	} amounts[] = {
		{ "0", FIELD_TOO_SMALL }, { "-1", FIELD_TOO_SMALL }, { "0.99", FIELD_TOO_SMALL }, { "0.001", FIELD_NOT_A_NUMBER },
		{ "1e9", FIELD_NOT_A_NUMBER }, { "100,00", FIELD_NOT_A_NUMBER }, { "99999999999", FIELD_TOO_LARGE },
		{ "1000000.01", FIELD_TOO_LARGE }, { "99999999999999999999999999", FIELD_TOO_LARGE }, { "abc", FIELD_NOT_A_NUMBER },
		{ "\xe5\x85\x83", FIELD_NOT_A_NUMBER }, { "1 000", FIELD_NOT_A_NUMBER }, { "+1", FIELD_NOT_A_NUMBER },
		{ "--1", FIELD_NOT_A_NUMBER }, { "0x10", FIELD_NOT_A_NUMBER }, { "1.", FIELD_NOT_A_NUMBER },
		{ "\xc2\xa5\xc2\xa5" "1", FIELD_NOT_A_NUMBER }, { "NaN", FIELD_NOT_A_NUMBER }, { "100;DROP", FIELD_NOT_A_NUMBER },
	};

	(void)state;
	for EACH(i, amounts) {
		if (accept(&amount, amounts[i].typed) != amounts[i].fault)
			print_message("typed: %s\n", amounts[i].typed);
		assert_int_equal(amounts[i].fault, accept(&amount, amounts[i].typed));
		assert_int_equal(-1, row.money.fen);
	}
}

static void an_amount_without_limits_may_be_zero(void **state)
{
	const struct field any = FIELD(row, money, .kind = FIELD_MONEY);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&any, "0"));
	assert_int_equal(0, row.money.fen);
	assert_int_equal(FIELD_FINE, accept(&any, "10000000000000"));
	assert_int_equal(FIELD_TOO_LARGE, accept(&any, "10000000000001"));
}

static void an_integer_keeps_its_sign_and_limits(void **state)
{
	const struct field any = FIELD(row, integer, .kind = FIELD_INTEGER);
	const struct field page = FIELD(row, integer, .kind = FIELD_INTEGER, .min = 1, .max = 1000);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&any, "-9223372036854775808"));
	assert_true(row.integer == INT64_MIN);
	assert_int_equal(FIELD_FINE, accept(&any, "9223372036854775807"));
	assert_int_equal(FIELD_TOO_LARGE, accept(&any, "9223372036854775808"));
	assert_int_equal(FIELD_TOO_SMALL, accept(&any, "-9223372036854775809"));
	assert_int_equal(FIELD_FINE, accept(&page, " \xef\xbc\x91\xef\xbc\x92 "));
	assert_int_equal(12, row.integer);
	assert_int_equal(FIELD_TOO_SMALL, accept(&page, "0"));
	assert_int_equal(FIELD_TOO_LARGE, accept(&page, "1001"));
	assert_int_equal(FIELD_NOT_A_NUMBER, accept(&page, "1.5"));
	assert_int_equal(FIELD_NOT_A_NUMBER, accept(&page, "-"));
	assert_int_equal(FIELD_NOT_A_NUMBER, accept(&page, "+1"));
}

static void a_date_is_a_day_that_exists(void **state)
{
	const struct field date = FIELD(row, date, .kind = FIELD_DATE);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&date, "2018-11-09"));
	assert_int_equal(2018, date_to_civil(row.date).year);
	assert_int_equal(FIELD_NOT_A_DATE, accept(&date, "2018-02-29"));
	assert_int_equal(FIELD_NOT_A_DATE, accept(&date, "2018-11-09T00:00"));
	assert_int_equal(FIELD_NOT_A_DATE, accept(&date, "09.11.2018"));
}

static void a_choice_is_one_of_its_names(void **state)
{
	const struct field choice = FIELD_ENUM(row, size, size_names);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&choice, "large"));
	assert_int_equal(LARGE, row.size);
	assert_int_equal(FIELD_FINE, accept(&choice, ""));
	assert_int_equal(SMALL, row.size);
	assert_int_equal(FIELD_NOT_A_CHOICE, accept(&choice, "Large"));
	assert_int_equal(FIELD_NOT_A_CHOICE, accept(&choice, "1"));
	assert_int_equal(FIELD_NOT_A_CHOICE, accept(&choice, "larger"));
}

static void a_check_is_on_or_absent(void **state)
{
	const struct field check = FIELD(row, check, .kind = FIELD_CHECK);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&check, "1"));
	assert_true(row.check);
	assert_int_equal(FIELD_FINE, accept(&check, "on"));
	assert_true(row.check);
	assert_int_equal(FIELD_NOT_A_CHOICE, accept(&check, "yes"));
	assert_int_equal(FIELD_NOT_A_CHOICE, accept(&check, ""));
}

static void reference_codes_are_read_as_people_type_them(void **state)
{
	(void)state;
	takes(FIELD_CODE, "ym7k-24qx-9", "YM7K24QX9");
	takes(FIELD_CODE, " YM7K 24QX 9 ", "YM7K24QX9");
	takes(FIELD_CODE, "oOiIlL", "001111");
	takes(FIELD_CODE, "\xef\xbc\xb9\xef\xbc\xad\xef\xbc\x97", "YM7");
	refuses(FIELD_CODE, "YM7K_24QX", FIELD_NOT_A_CODE);
	refuses(FIELD_CODE, "\xe5\xbc\xa0", FIELD_NOT_A_CODE);
	refuses(FIELD_CODE, "- -", FIELD_NOT_A_CODE);
}

static void identifiers_are_checked_by_gb_32100(void **state)
{
	(void)state;
	takes(FIELD_GB32100, "51371300ma0000007d", "51371300MA0000007D");
	takes(FIELD_GB32100, " \xef\xbc\x95" "1371300MA0000007D", "51371300MA0000007D");
	takes(FIELD_GB32100, "91371300MA3C00003E", "91371300MA3C00003E");
	refuses(FIELD_GB32100, "51371300MA0000007E", FIELD_NOT_AN_IDENTIFIER);
	refuses(FIELD_GB32100, "51371300MA0000007", FIELD_NOT_AN_IDENTIFIER);
}

static void digits_are_as_many_as_declared(void **state)
{
	const struct field last_four = FIELD(row, text, .kind = FIELD_DIGITS, .max_chars = 4);

	(void)state;
	assert_int_equal(FIELD_FINE, accept(&last_four, " 0123 "));
	assert_string_equal("0123", row.text);
	assert_int_equal(FIELD_FINE, accept(&last_four, "\xef\xbc\x90" "123"));
	assert_string_equal("0123", row.text);
	assert_int_equal(FIELD_TOO_SHORT, accept(&last_four, "123"));
	assert_int_equal(FIELD_TOO_LONG, accept(&last_four, "12345"));
	assert_int_equal(FIELD_NOT_A_NUMBER, accept(&last_four, "12a4"));
}

static void a_token_has_url_safe_characters_only(void **state)
{
	(void)state;
	takes(FIELD_TOKEN, "aZ09-_.~", "aZ09-_.~");
	refuses(FIELD_TOKEN, "a b", FIELD_BAD_CHARACTER);
	refuses(FIELD_TOKEN, "a'b", FIELD_BAD_CHARACTER);
	refuses(FIELD_TOKEN, "\xe5\xbc\xa0", FIELD_BAD_CHARACTER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(text_is_trimmed_and_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(lines_end_in_one_newline_each, set_up, tear_down),
		cmocka_unit_test_setup_teardown(length_is_counted_in_characters, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_of_five_thousand_characters_is_too_long, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_not_typed_is_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_required_must_be_typed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_amount_is_kept_in_fen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_amount_that_is_none_says_why, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_amount_without_limits_may_be_zero, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_integer_keeps_its_sign_and_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_date_is_a_day_that_exists, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_choice_is_one_of_its_names, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_check_is_on_or_absent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(reference_codes_are_read_as_people_type_them, set_up, tear_down),
		cmocka_unit_test_setup_teardown(identifiers_are_checked_by_gb_32100, set_up, tear_down),
		cmocka_unit_test_setup_teardown(digits_are_as_many_as_declared, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_token_has_url_safe_characters_only, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
