/* What rules may ask about a child: names, ranges, text there and back, clauses on them, and what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/aid/rule.h"
#include "domain/pairing/student.h"

static void every_field_is_found_by_its_name(void **state)
{
	(void)state;
	for (int field = 0; field < fact_fields; field++) {
		assert_non_null(fact_entries[field].name);
		assert_int_equal(fact_find(fact_entries[field].name), field);
	}
	assert_int_equal(fact_find("no_such"), -1);
	assert_int_equal(fact_find(""), -1);
}

static void every_small_value_reads_back(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (int field = 0; field < fact_fields; field++)
		for (int64_t value = fact_entries[field].min; value <= fact_entries[field].max && value < 2000; value++) {
			int64_t back = -1;

			assert_int_equal(fact_parse((enum fact_field)field, fact_text(&arena, (enum fact_field)field, value), &back), OK);
			assert_int_equal(back, value);
		}
	arena_free(&arena);
}

static void what_is_not_the_fields_is_refused(void **state)
{
	static const struct {
		enum fact_field field;
		const char *text;
	} wrong[] = {
		{ FACT_STAGE, "college" }, { FACT_STAGE, "" }, { FACT_STAGE, "0" }, { FACT_GRADE, "0" }, { FACT_GRADE, "10" }, { FACT_GRADE, "01" },
		{ FACT_GRADE, "-1" }, { FACT_GRADE, "1.0" }, { FACT_GRADE, " 1" }, { FACT_GRADE, "99999999999999999999" }, { FACT_AGE, "61" },
		{ FACT_BOARDING, "1" }, { FACT_BOARDING, "YES" }, { FACT_BOARDING, "unknown" }, { FACT_TUITION, "-1" },
		{ FACT_TUITION, "100000.01" }, { FACT_TUITION, "1.001" }, { FACT_TUITION, "1e3" }, { FACT_TUITION, "" } };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int64_t value = 77;

		assert_int_equal(fact_parse(wrong[i].field, wrong[i].text, &value), E_INVALID);
		assert_int_equal(value, 77);
	}
}

static struct date day(int year, int month, int in_month)
{
	return date_from_civil((struct civil){ year, month, in_month });
}

static void a_birthday_counts_from_its_day(void **state)
{
	int64_t age = -1;

	(void)state;
	assert_int_equal(fact_age(day(2008, 9, 1), day(2018, 8, 31), &age), OK);
	assert_int_equal(age, 9);
	assert_int_equal(fact_age(day(2008, 9, 1), day(2018, 9, 1), &age), OK);
	assert_int_equal(age, 10);
	assert_int_equal(fact_age(day(2016, 2, 29), day(2018, 2, 28), &age), OK);
	assert_int_equal(age, 1);
	assert_int_equal(fact_age(day(2018, 9, 1), day(2018, 9, 1), &age), OK);
	assert_int_equal(age, 0);
	assert_int_equal(fact_age(day(2018, 9, 2), day(2018, 9, 1), &age), E_INVALID);
	assert_int_equal(fact_age(day(1900, 1, 1), day(2018, 9, 1), &age), E_INVALID);
	assert_int_equal(fact_age((struct date){ DATE_NONE_DAY }, day(2018, 9, 1), &age), E_INVALID);
	assert_int_equal(age, 0);
}

static void what_follows_never_changes_what_is_known(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	fact_imply(&facts);
	assert_int_equal(facts.known, 0);
	fact_set(&facts, FACT_STAGE, STAGE_PRIMARY);
	fact_set(&facts, FACT_ADMITTED, true);
	fact_imply(&facts);
	assert_int_equal(facts.value[FACT_ADMITTED], true);
	assert_true(fact_is_known(&facts, FACT_OTHER_LOAN));
	assert_int_equal(facts.value[FACT_OTHER_LOAN], false);
	facts = (struct facts){ 0 };
	fact_set(&facts, FACT_STAGE, STAGE_UNIVERSITY);
	fact_imply(&facts);
	assert_int_equal(facts.value[FACT_ADMITTED], true);
	assert_false(fact_is_known(&facts, FACT_OTHER_LOAN));
	assert_false(fact_is_known(&facts, FACT_MAJOR));
}

static void clauses_read_back(void **state)
{
	struct rule_clause clause = { .tier = 3 };
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	assert_int_equal(rule_clause_parse(FACT_STAGE, OP_IN, "junior,primary", &clause), OK);
	assert_string_equal(rule_clause_text(&arena, &clause), "primary,junior");
	assert_int_equal(rule_clause_parse(FACT_GRADE, OP_IN, "1,9", &clause), OK);
	assert_string_equal(rule_clause_text(&arena, &clause), "1,9");
	assert_int_equal(rule_clause_parse(FACT_TUITION, OP_AT_MOST, "8000.50", &clause), OK);
	assert_int_equal(clause.value, 800050);
	assert_string_equal(rule_clause_text(&arena, &clause), "8000.50");
	assert_int_equal(clause.tier, 3);
	arena_free(&arena);
}

static void clauses_that_make_no_sense_are_refused(void **state)
{
	static const struct {
		enum fact_field field;
		enum clause_op op;
		const char *value;
	} wrong[] = {
		{ FACT_STAGE, OP_IN, "primary," }, { FACT_STAGE, OP_IN, "" }, { FACT_STAGE, OP_IN, "primary,primary" },
		{ FACT_STAGE, OP_IN, "primary, junior" }, { FACT_STAGE, OP_IS, "primary,junior" }, { FACT_STAGE, OP_AT_LEAST, "primary" },
		{ FACT_STAGE, OP_IN, "kindergartenkindergartenkindergarten" }, { FACT_BOARDING, OP_IN, "yes" },
		{ FACT_BOARDING, OP_AT_MOST, "yes" }, { FACT_AGE, OP_IN, "3,4" }, { FACT_TUITION, OP_IN, "1" }, { FACT_GRADE, OP_IS, "ten" } };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct rule_clause clause = { .value = 5 };

		assert_int_equal(rule_clause_parse(wrong[i].field, wrong[i].op, wrong[i].value, &clause), E_INVALID);
		assert_int_equal(clause.value, 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_found_by_its_name),
		cmocka_unit_test(every_small_value_reads_back),
		cmocka_unit_test(what_is_not_the_fields_is_refused),
		cmocka_unit_test(a_birthday_counts_from_its_day),
		cmocka_unit_test(what_follows_never_changes_what_is_known),
		cmocka_unit_test(clauses_read_back),
		cmocka_unit_test(clauses_that_make_no_sense_are_refused) };

	return cmocka_run_group_tests_name("aid_fact", tests, NULL, NULL);
}
