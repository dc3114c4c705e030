/* What the trail keeps of a change, and how it reads back. */
#include "domain/office/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const colour_names[] = { "red", "green", NULL };
struct thing {
	int64_t number;
	uint32_t small, colour;
	bool flag;
	const char *title, *telephone;
	struct money goal;
	struct date day;
	struct timestamp at;
	struct bytes sealed;
};
static const struct shape thing_shape = SHAPE(thing,
	COLUMN(thing, number), COLUMN(thing, small), COLUMN(thing, colour, .names = colour_names), COLUMN(thing, flag),
	COLUMN(thing, title, .nullable = true), COLUMN(thing, telephone), COLUMN(thing, goal),
	COLUMN(thing, day, .nullable = true), COLUMN(thing, at, .nullable = true), COLUMN(thing, sealed, .nullable = true));

static const struct thing before = {
	.number = 1, .small = 2, .title = "old \"title\"", .telephone = "13800000000", .goal = { 123450 },
	.day = { DATE_NONE_DAY },
	.at = { TIMESTAMP_NONE_US }, .sealed = { (const uint8_t *)"ab", 2 } };

static struct arena arena;

static void rows_alike_have_no_difference(void **state)
{
	struct thing after = before;

	(void)state;
	after.title = "old \"title\"";
	after.sealed.data = (const uint8_t *)"ab";
	assert_null(difference_json(&arena, &thing_shape, &before, &after, NULL));
}

static void each_type_says_what_it_was_and_is(void **state)
{
	struct thing after = before;

	(void)state;
	after.number = -5;
	after.colour = 1;
	after.flag = true;
	after.title = NULL;
	after.goal.fen = 5;
	after.day = date_from_civil((struct civil){ 2026, 2, 28 });
	after.at.us = INT64_C(1541754720000000);
	assert_string_equal(difference_json(&arena, &thing_shape, &before, &after, NULL),
			    "{\"number\":[1,-5],\"colour\":[\"red\",\"green\"],\"flag\":[false,true],\"title\":[\"old "
			    "\\\"title\\\"\",null],\"goal\":[1234.50,0.05],\"day\":[null,\"2026-02-28\"],\"at\":[null,\"2018-11-09T17:12:00+08:00\"]}");
}

static void hidden_values_and_bytes_are_not_kept(void **state)
{
	struct thing after = before;

	(void)state;
	after.telephone = "13900000000";
	after.sealed.length = 1;
	after.title = "new";
	assert_string_equal(difference_json(&arena, &thing_shape, &before, &after, "name telephone"),
			    "{\"title\":[\"old \\\"title\\\"\",\"new\"],\"telephone\":[true,true],\"sealed\":[true,true]}");
	assert_non_null(strstr(difference_json(&arena, &thing_shape, &before, &after, "telephones tele"), "139"));
}

static struct rows changes_of(const char *detail)
{
	struct rows rows;

	audit_changes(&arena, detail, &rows);
	return rows;
}

static void it_reads_back_what_was_written(void **state)
{
	struct thing after = before;
	const struct audit_change *change;
	struct rows rows;

	(void)state;
	after.title = "a\nb\\c \xE5\xAD\x97";
	after.telephone = "x";
	after.flag = true;
	rows = changes_of(difference_json(&arena, &thing_shape, &before, &after, "telephone"));
	change = rows.row;
	assert_int_equal(rows.count, 3);
	assert_string_equal(change[0].name, "flag");
	assert_string_equal(change[0].before, "false");
	assert_string_equal(change[0].after, "true");
	assert_false(change[0].hidden);
	assert_string_equal(change[1].name, "title");
	assert_string_equal(change[1].before, "old \"title\"");
	assert_string_equal(change[1].after, "a\nb\\c \xE5\xAD\x97");
	assert_string_equal(change[2].name, "telephone");
	assert_true(change[2].hidden);
}

static void other_details_are_single(void **state)
{
	const struct rows rows = changes_of(" {\"rows\": 12, \"list\":[1,2,3], \"in\" : {\"a\":\"}\"}, "
					    "\"none\":null,\"u\":\"\\u5b57\\u0000\"} ");
	const struct audit_change *change = rows.row;

	(void)state;
	assert_int_equal(rows.count, 5);
	for (size_t i = 0; i < rows.count; i++)
		assert_true(change[i].single);
	assert_string_equal(change[0].after, "12");
	assert_string_equal(change[1].after, "[1,2,3]");
	assert_string_equal(change[2].after, "{\"a\":\"}\"}");
	assert_null(change[3].after);
	assert_string_equal(change[4].after, "\xE5\xAD\x97\xEF\xBF\xBD");
}

static void what_is_no_object_gives_no_rows(void **state)
{
	static const char *const texts[] = { NULL, "", "{", "{}", "[1]", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":\"",
					     "{\"a\":\"\\", "{\"a\":\"\\u12",
					     "{\"a\":[1,", "{\"a\":[[", "{\"a\":{\"b\":\"" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_int_equal(changes_of(texts[i]).count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_alike_have_no_difference), cmocka_unit_test(each_type_says_what_it_was_and_is),
		cmocka_unit_test(hidden_values_and_bytes_are_not_kept), cmocka_unit_test(it_reads_back_what_was_written),
		cmocka_unit_test(other_details_are_single), cmocka_unit_test(what_is_no_object_gives_no_rows),
	};

	arena_init(&arena, 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
