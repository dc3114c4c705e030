/* Every invariant of published rules notices what breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/aid/fact.h"
#include "domain/aid/rule_invariant.h"
#include "staff_server.h"

static int64_t broken_rows(struct giving *giving, const struct invariant *list, const char *name)
{
	for (const struct invariant *invariant = list; invariant->name != NULL; invariant++) {
		int64_t broken;

		if (strcmp(invariant->name, name) != 0)
			continue;
		if (invariant_count(giving->db, &giving->arena, invariant, &broken) != OK)
			fail_msg("%s: %s", name, giving->fault.text);
		return broken;
	}
	fail_msg("no invariant \"%s\"", name);
	return -1;
}

#define VERSION(columns, values)                                                                                     \
	"INSERT INTO aid_rule_version (programme_id, version, valid_from, valid_to, law_ref, source, drafted_at, published_at" columns \
	") SELECT id, " values " FROM programme WHERE code = 'trial'"
#define SOUND_FROM_2018 "1, '2018-01-01', '2018-12-31', 'l', 's', '2018-01-01', "

static void fill(struct giving *giving)
{
	giving_sql(giving, "SET SESSION check_constraint_checks = 1");
	/* What is published stays, by its triggers: each trial has a programme of its own. */
	giving_sql(giving, "UPDATE programme SET code = CONCAT('done_', id) WHERE code = 'trial'");
	giving_sql(giving, "INSERT INTO programme (code, kind, given_by, title, title_en, how_to_ask, how_to_ask_en, position, created_at) "
			   "VALUES ('trial', 'grant', 'city', 't', 't', 'h', 'h', 1, '2018-01-01')");
	giving_sql(giving, VERSION("", SOUND_FROM_2018 "NULL"));
	giving_sql(giving, "INSERT INTO aid_tier SELECT MAX(id), 1, 100, 'year', FALSE, '', '' FROM aid_rule_version");
	giving_sql(giving, "INSERT INTO aid_clause SELECT MAX(id), 0, 0, 1, 'stage', 'is', 'senior', 'r', 'r' FROM aid_rule_version");
	giving_sql(giving, "SET SESSION check_constraint_checks = 0");
}

#define PUBLISH "UPDATE aid_rule_version SET published_at = '2018-01-01' WHERE published_at IS NULL"

static const struct breach {
	const char *invariant, *sql, *then;
} breaches[] = {
	{ "published rules of a programme hold on different days",
	  VERSION("", "2, '2018-12-31', NULL, 'l', 's', '2018-01-01', '2018-01-01'"), PUBLISH },
	{ "who published a rule neither drafted nor submitted it", "UPDATE aid_rule_version SET drafted_by = 1, published_by = 1 WHERE published_at IS NULL",
	  PUBLISH },
	{ "a rule that somebody drafted was published by somebody", "UPDATE aid_rule_version SET drafted_by = 1 WHERE published_at IS NULL", PUBLISH },
	{ "a published rule has an amount", "DELETE t FROM aid_tier t JOIN aid_rule_version v ON v.id = t.version_id WHERE v.published_at IS NULL",
	  PUBLISH },
	{ "a published rule has a condition",
	  "DELETE c FROM aid_clause c JOIN aid_rule_version v ON v.id = c.version_id WHERE v.published_at IS NULL", PUBLISH },
	{ "conditions of published rules ask for facts there are",
	  "UPDATE aid_clause c JOIN aid_rule_version v ON v.id = c.version_id SET c.field = 'colour' WHERE v.published_at IS NULL", PUBLISH },
	{ "conditions of published rules belong to amounts there are",
	  "UPDATE aid_clause c JOIN aid_rule_version v ON v.id = c.version_id SET c.tier = 2 WHERE v.published_at IS NULL", PUBLISH },
};

static void each_breach_is_noticed(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "SET SESSION foreign_key_checks = 0");
	for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
		int64_t before;

		fill(giving);
		before = broken_rows(giving, rule_invariants, breaches[i].invariant);
		giving_sql(giving, breaches[i].sql);
		giving_sql(giving, breaches[i].then);
		if (broken_rows(giving, rule_invariants, breaches[i].invariant) <= before)
			fail_msg("not noticed: %s", breaches[i].sql);
	}
	giving_sql(giving, "SET SESSION foreign_key_checks = 1");
}

static void a_rule_nobody_compared_is_noticed_outside_a_demonstration(void **state)
{
	struct giving *giving = *state;
	const char *name = rule_live_invariants[0].name;
	const int64_t before = broken_rows(giving, rule_live_invariants, name);

	fill(giving);
	assert_int_equal(broken_rows(giving, rule_live_invariants, name), before);
	giving_sql(giving, PUBLISH);
	assert_int_equal(broken_rows(giving, rule_live_invariants, name), before + 1);
}

static void the_facts_it_knows_are_those_there_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < fact_fields; i++) {
		bool known = false;

		for (const struct invariant *invariant = rule_invariants; invariant->name != NULL; invariant++)
			known |= strstr(invariant->statement.sql, fact_entries[i].name) != NULL;
		if (!known)
			fail_msg("unknown: %s", fact_entries[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_breach_is_noticed),
		cmocka_unit_test(a_rule_nobody_compared_is_noticed_outside_a_demonstration),
		cmocka_unit_test(the_facts_it_knows_are_those_there_are),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
