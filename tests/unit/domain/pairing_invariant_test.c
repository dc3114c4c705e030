/* Every invariant of pairing notices what breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/invariant.h"
#include "pairing_server.h"

static int64_t broken_rows(struct giving *giving, const char *name)
{
	for (const struct invariant *invariant = pairing_invariants; invariant->name != NULL; invariant++) {
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

/* Pairs in every state, a released field and one that was taken back, a concern, a message, a visit. */
static void fill(struct giving *giving)
{
	static const enum pair_state states[] = { PAIR_ACTIVE, PAIR_HELD, PAIR_FAMILY_ACCEPTED, PAIR_APPROVED, PAIR_PAUSED, PAIR_ENDED };

	for (int64_t i = 0; i < PAIRING_FAMILIES; i++)
		pairing_at(giving, i + 1, i + 1, states[i], giving_noon());
	giving_sql(giving, "INSERT INTO pair_release (pair_id, field, released_at, channel, withdrawn_at) SELECT id, 'name', activated_at, "
			   "'telephone_code', NULL FROM pair WHERE state = 'active' UNION ALL SELECT id, 'sex', activated_at, "
			   "'telephone_code', activated_at FROM pair WHERE state = 'active'");
	giving_sql(giving, "INSERT INTO consent (text_id, subject, given_by, channel, given_at, withdrawn_at) SELECT 2, CONCAT('pair:', code, "
			   "':name'), 'guardian', 'telephone_code', activated_at, NULL FROM pair WHERE state = 'active' UNION ALL SELECT 2, "
			   "CONCAT('pair:', code, ':sex'), 'guardian', 'telephone_code', activated_at, activated_at FROM pair "
			   "WHERE state = 'active'");
	giving_sql(giving, "INSERT INTO concern (code, kind, raised_by, pair_id, path, form_digest, raised_at, due_at, report_due_at) SELECT "
			   "'C00000001', 'harm', 'teacher', id, '/1/', REPEAT('x', 32), '2026-06-01', '2026-07-01', '2026-06-02' FROM pair "
			   "WHERE state = 'paused'");
	giving_sql(giving, "INSERT INTO pair_message (pair_id, message_key, sender, form_digest, sent_at) SELECT id, REPEAT('m', 22), 'family', "
			   "REPEAT('x', 32), '2026-06-15 05:00:00' FROM pair WHERE state = 'active'");
	giving_sql(giving, "INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at) SELECT id, REPEAT('v', 22), "
			   "'2026-06-20', 'morning', 'school', 'teacher', '2026-06-15 05:00:00' FROM pair WHERE state = 'active'");
	giving_sql(giving, "INSERT INTO family_approval (family_id, approved_at, approved_by) SELECT id, approved_at, approved_by FROM family");
	giving_sql(giving, "INSERT INTO vetting_check (family_id, rule_id, passed, checked_on, valid_until, noted_at, noted_by, voided_at, "
			   "void_reason, voided_by) SELECT 1, MIN(r.id), FALSE, '2026-01-01', '2026-12-31', '2026-01-01', MIN(a.id), '2026-01-02', "
			   "'error', MIN(a.id) FROM vetting_rule r, account a WHERE a.login = 'city'");
	giving_sql(giving, "SET SESSION check_constraint_checks = 0");
}

static void the_tests_own_data_break_none(void **state)
{
	fill(*state);
	for (const struct invariant *invariant = pairing_invariants; invariant->name != NULL; invariant++)
		if (broken_rows(*state, invariant->name) != 0)
			fail_msg("broken: %s", invariant->name);
}

#define ACTIVE " WHERE state = 'active'"
#define AGAIN(columns, values)                                                                                      \
	"INSERT INTO pair (code, student_id, family_id, proposed_at, held_at, held_until, updated_at" columns ") "   \
	"SELECT 'P00000001', student_id, family_id, proposed_at, held_at, held_until, updated_at" values " FROM pair" ACTIVE

#define UNFOUNDED(by)                                                                                               \
	"UPDATE concern SET officer_id = (SELECT MIN(id) FROM account), closed_at = '2026-06-02', outcome = 'unfounded', " by

/* What breaks which. CHECKs that would refuse it first are off. */
static const struct breach {
	const char *invariant, *sql;
} breaches[] = {
	{ "a family has no more live pairs than it has room for", "UPDATE family SET capacity = 0 WHERE id = 1" },
	{ "a family has no more live pairs than it has room for", "UPDATE pair SET family_id = 1 WHERE family_id = 2" },
	{ "a student has no more live pairs than places", "UPDATE pair SET student_id = 1 WHERE family_id IN (2, 3)" },
	{ "who screened a student is not who keyed it last", "UPDATE pairing_student SET edited_by = screened_by WHERE student_id = 1" },
	{ "a student and a family are one live pair at most",
	  "ALTER TABLE pair DROP KEY pair_live" },
	{ "a pair that was ever active was accepted by all three and approved", "UPDATE pair SET guardian_accepted_at = NULL" ACTIVE },
	{ "a pair that was ever active was accepted by all three and approved", "UPDATE pair SET approved_at = NULL" ACTIVE },
	{ "its steps came one after the other", "UPDATE pair SET approved_at = '2026-06-01'" ACTIVE },
	{ "who accepted for the school, or witnessed the guardian's paper, did not approve",
	  "UPDATE pair SET approved_by = school_accepted_by" ACTIVE },
	{ "who accepted for the school, or witnessed the guardian's paper, did not approve",
	  "UPDATE pair SET guardian_witness_id = approved_by" ACTIVE },
	{ "an active pair rests on the guardian's consent", "UPDATE consent SET withdrawn_at = '2026-06-15'" },
	{ "an active pair rests on an approved family", "UPDATE family SET suspended_at = '2026-06-15' WHERE id = 1" },
	{ "an active pair rests on an approved family", "UPDATE family SET approved_until = '2026-06-14' WHERE id = 1" },
	{ "who approved a family had voided none of its checks since the approval before",
	  "UPDATE vetting_check SET voided_by = (SELECT approved_by FROM family WHERE id = 1)" },
	{ "two that were dissolved for cause are no pair again",
	  AGAIN(", ended_at, end_reason, for_cause", ", '2026-06-15', 'safeguarding', TRUE") },
	{ "every released field has its consent", "UPDATE consent SET withdrawn_at = '2026-06-15' WHERE subject LIKE '%:name'" },
	{ "a release that was taken back has no consent that stands", "UPDATE consent SET withdrawn_at = NULL" },
	{ "nothing is released before the pair was active", "UPDATE pair_release SET released_at = '2026-06-01'" },
	{ "a pair with an open concern is not active", "UPDATE pair SET paused_at = NULL, pause_reason = NULL" },
	{ "suspected harm has the clock of its report", "UPDATE concern SET report_due_at = NULL" },
	{ "suspected harm is unfounded without a report by another's word than its officers'",
	  UNFOUNDED("closed_by = (SELECT MIN(id) FROM account), unfounded_by = (SELECT MIN(id) FROM account)") },
	{ "suspected harm is unfounded without a report by another's word than its officers'",
	  UNFOUNDED("closed_by = (SELECT MAX(id) FROM account), unfounded_by = NULL") },
	{ "no concern is with the officer it is about",
	  "UPDATE concern SET officer_id = (SELECT MIN(id) FROM account), not_officer_id = (SELECT MIN(id) FROM account)" },
	{ "a message is read after somebody decided so", "UPDATE pair_message SET released = TRUE" },
	{ "a review is of a visit that was reported", "UPDATE visit SET review = 'confirmed'" },
};

static void each_breach_is_noticed(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
		const bool unkeyed = strncmp(breaches[i].sql, "ALTER", 5) == 0;

		giving_sql(giving, "SET SESSION check_constraint_checks = 1");
		pairing_clean(state);
		fill(giving);
		if (broken_rows(giving, breaches[i].invariant) != 0)
			fail_msg("broken before: %s", breaches[i].invariant);
		/* What a key refuses is tried on what the key does not see. */
		giving_sql(giving, unkeyed ? AGAIN("", "") " AND FALSE" : breaches[i].sql);
		if (unkeyed) {
			giving_sql(giving, breaches[i].sql);
			giving_sql(giving, AGAIN("", ""));
		}
		if (broken_rows(giving, breaches[i].invariant) == 0)
			fail_msg("not noticed: %s", breaches[i].sql);
		if (unkeyed) {
			giving_sql(giving, "DELETE FROM pair WHERE code = 'P00000001'");
			giving_sql(giving, "ALTER TABLE pair ADD UNIQUE KEY pair_live (student_id, family_id, live)");
		}
	}
	giving_sql(giving, "SET SESSION check_constraint_checks = 1");
}

static void each_invariant_has_a_breach(void **state)
{
	(void)state;
	for (const struct invariant *invariant = pairing_invariants; invariant->name != NULL; invariant++) {
		bool tried = false;

		for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++)
			tried |= strcmp(breaches[i].invariant, invariant->name) == 0;
		if (!tried)
			fail_msg("nothing breaks: %s", invariant->name);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_tests_own_data_break_none, pairing_clean),
		cmocka_unit_test_setup(each_breach_is_noticed, pairing_clean),
		cmocka_unit_test(each_invariant_has_a_breach),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
