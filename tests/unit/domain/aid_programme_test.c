/* The book of a day: published versions in force, in order, each with its own clauses and tiers; and one version by itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/aid/programme.h"
#include "domain/pairing/student.h"
#include "giving_server.h"

static struct date day(int year, int month, int in_month)
{
	return date_from_civil((struct civil){ year, month, in_month });
}

/* Two programmes, the second listed first; the first has an older version, one in force and a draft. */
static int with_programmes(void **state)
{
	static const char *const made[] = {
		"DELETE FROM programme WHERE id > 2",
		"INSERT INTO programme (id, code, kind, given_by, title, title_en, how_to_ask, how_to_ask_en, position, created_at) VALUES "
		"(1, 'boarding_subsidy', 'subsidy', 'nation', 'boarding', 'Boarding', 'at school', 'At school', 2, '2018-01-01'), "
		"(2, 'loan', 'loan', 'nation', 'loan', 'Loan', 'in the county', 'In the county', 1, '2018-01-01')",
		"INSERT INTO aid_rule_version (id, programme_id, version, valid_from, valid_to, law_ref, source, drafted_at) VALUES "
		"(11, 1, 1, '2015-01-01', '2017-12-31', 'law 1', 'memory', '2018-01-01'), "
		"(12, 1, 2, '2018-01-01', NULL, 'law 2', 'memory', '2018-01-01'), "
		"(13, 1, 3, '2019-01-01', NULL, 'law 3', 'memory', '2018-01-01'), "
		"(21, 2, 1, '2018-06-01', NULL, 'law 4', 'memory', '2018-01-01')",
		"INSERT INTO aid_tier (version_id, tier, amount_fen, per, up_to, title) VALUES (11, 1, 100000, 'year', FALSE, ''), "
		"(12, 1, 125000, 'year', FALSE, 'junior'), (12, 2, 100000, 'year', FALSE, 'primary'), (13, 1, 5, 'once', FALSE, ''), "
		"(21, 1, 800000, 'year', TRUE, '')",
		"INSERT INTO aid_clause (version_id, tier, group_number, position, field, op, value, reason, reason_en) VALUES "
		"(11, 0, 0, 1, 'boarding', 'is', 'yes', 'old', 'old'), "
		"(12, 1, 0, 1, 'stage', 'is', 'junior', 'tier', 'tier'), (12, 0, 1, 1, 'registered_poor', 'is', 'yes', 'poor', 'poor'), "
		"(12, 0, 0, 2, 'stage', 'in', 'primary,junior', 'stage', 'stage'), (12, 0, 0, 1, 'boarding', 'is', 'yes', 'boards', 'boards'), "
		"(13, 0, 0, 1, 'age', 'at_most', '5', 'draft', 'draft'), (21, 0, 0, 1, 'tuition', 'at_least', '0.50', 'fee', 'fee')",
		"UPDATE aid_rule_version SET published_at = '2018-01-01' WHERE id <> 13" };
	static bool done;

	if (!done)
		for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
			giving_sql(*state, made[i]);
	done = true;
	return 0;
}

static void the_book_has_what_is_in_force(void **state)
{
	struct giving *giving = *state;
	struct programme_book book;

	assert_int_equal(programme_book_load(giving->db, &giving->arena, day(2018, 11, 9), &book), OK);
	assert_int_equal(book.count, 2);
	assert_int_equal(book.day.day, day(2018, 11, 9).day);
	assert_string_equal(book.programmes[0].code, "loan");
	assert_string_equal(book.programmes[1].code, "boarding_subsidy");
	assert_int_equal(book.programmes[1].version, 2);
	assert_string_equal(book.programmes[1].law_ref, "law 2");
	assert_true(date_is_none(book.programmes[1].valid_to));
	assert_int_equal(book.rules[0].version_id, 21);
	assert_int_equal(book.rules[0].clauses[0].value, 50);
	assert_true(book.rules[0].tiers[0].up_to);
	assert_int_equal(book.rules[1].version_id, 12);
	assert_int_equal(book.rules[1].programme_id, 1);
	assert_int_equal(book.rules[1].clause_count, 4);
	assert_int_equal(book.rules[1].tier_count, 2);
	assert_string_equal(book.rules[1].clauses[0].reason, "boards");
	assert_int_equal(book.rules[1].clauses[1].choices, 1 << STAGE_PRIMARY | 1 << STAGE_JUNIOR);
	assert_string_equal(book.rules[1].clauses[2].reason, "poor");
	assert_int_equal(book.rules[1].clauses[3].tier, 1);
	assert_int_equal(book.rules[1].tiers[1].amount.fen, 100000);
}

static void the_day_chooses_the_version(void **state)
{
	struct giving *giving = *state;
	struct programme_book book;

	assert_int_equal(programme_book_load(giving->db, &giving->arena, day(2017, 12, 31), &book), OK);
	assert_int_equal(book.count, 1);
	assert_int_equal(book.programmes[0].version, 1);
	assert_int_equal(book.rules[0].version_id, 11);
	assert_int_equal(book.rules[0].clause_count, 1);
	assert_int_equal(programme_book_load(giving->db, &giving->arena, day(2014, 12, 31), &book), OK);
	assert_int_equal(book.count, 0);
}

static void one_version_is_read_in_whatever_state(void **state)
{
	struct giving *giving = *state;
	struct rule rule;

	assert_int_equal(rule_load(giving->db, &giving->arena, 13, &rule), OK);
	assert_int_equal(rule.programme_id, 1);
	assert_int_equal(rule.clause_count, 1);
	assert_int_equal(rule.clauses[0].field, FACT_AGE);
	assert_int_equal(rule.tiers[0].per, PER_ONCE);
	rule.version_id = 99;
	assert_int_equal(rule_load(giving->db, &giving->arena, 14, &rule), E_NOT_FOUND);
	assert_int_equal(rule.version_id, 99);
}

static void a_field_nobody_knows_is_our_mistake(void **state)
{
	struct giving *giving = *state;
	struct rule rule;

	giving_sql(giving, "INSERT INTO aid_clause (version_id, position, field, op, value, reason, reason_en) "
			   "VALUES (13, 2, 'hair', 'is', 'yes', 'r', 'r')");
	assert_int_equal(rule_load(giving->db, &giving->arena, 13, &rule), E_INTERNAL);
	giving_sql(giving, "UPDATE aid_clause SET field = 'age' WHERE field = 'hair'");
	assert_int_equal(rule_load(giving->db, &giving->arena, 13, &rule), E_INTERNAL);
	giving_sql(giving, "DELETE FROM aid_clause WHERE version_id = 13 AND position = 2");
}

/* It would fit everybody. */
static void a_version_without_conditions_is_in_no_book(void **state)
{
	struct giving *giving = *state;
	struct programme_book book = { .count = 77 };

	giving_sql(giving, "INSERT INTO aid_rule_version (id, programme_id, version, valid_from, valid_to, law_ref, source, drafted_at) "
			   "VALUES (14, 1, 4, '2010-01-01', '2010-12-31', 'law', 'memory', '2018-01-01')");
	giving_sql(giving, "INSERT INTO aid_tier (version_id, tier, amount_fen, per) VALUES (14, 1, 100, 'year')");
	giving_sql(giving, "UPDATE aid_rule_version SET published_at = '2018-01-01' WHERE id = 14");
	assert_int_equal(programme_book_load(giving->db, &giving->arena, day(2010, 6, 1), &book), E_BUSY);
	assert_int_equal(book.count, 77);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_book_has_what_is_in_force, with_programmes),
		cmocka_unit_test_setup(the_day_chooses_the_version, with_programmes),
		cmocka_unit_test_setup(one_version_is_read_in_whatever_state, with_programmes),
		cmocka_unit_test_setup(a_field_nobody_knows_is_our_mistake, with_programmes),
		cmocka_unit_test_setup(a_version_without_conditions_is_in_no_book, with_programmes) };

	return cmocka_run_group_tests_name("aid_programme", tests, giving_start, giving_stop);
}
