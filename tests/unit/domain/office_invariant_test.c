/* Every invariant of the office notices what breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/invariant.h"
#include "staff_server.h"

static int64_t broken_rows(struct giving *giving, const char *name)
{
	for (const struct invariant *invariant = office_invariants; invariant->name != NULL; invariant++) {
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

static void the_tests_own_data_break_none(void **state)
{
	struct giving *giving = *state;

	for (const struct invariant *invariant = office_invariants; invariant->name != NULL; invariant++)
		if (broken_rows(giving, invariant->name) != 0)
			fail_msg("broken: %s", invariant->name);
}

/* What breaks which. CHECKs that would refuse it first are off. */
static const struct breach {
	const char *invariant, *sql;
} breaches[] = {
	{ "a unit's path is the chain of its parents", "UPDATE unit SET path = '/1/3/4/5/' WHERE id = 5" },
	{ "a unit's path is the chain of its parents", "UPDATE unit SET parent_id = 3 WHERE id = 4" },
	{ "the org tree has one root", "UPDATE unit SET parent_id = NULL, kind = 'city' WHERE id = 3" },
	{ "a unit that lasts is placed as it says", "UPDATE unit SET name = 'County' WHERE id = 2" },
	{ "a unit that lasts is placed as it says", "UPDATE unit_placement SET parent_id = 3 WHERE unit_id = 4" },
	{ "a unit that lasts is placed as it says", "DELETE FROM unit_placement WHERE unit_id = 4" },
	{ "a unit has at most one current placement",
	  "INSERT INTO unit_placement (unit_id, parent_id, name, valid_from) VALUES (2, 1, 'county', '2024-01-01')" },
	{ "a unit that ended has no current placement", "UPDATE unit SET valid_to = '2024-01-01' WHERE id = 5" },
	{ "placements of a unit do not overlap",
	  "INSERT INTO unit_placement (unit_id, parent_id, name, valid_from, valid_to) VALUES (2, 1, 'x', '2019-01-01', '2020-01-02')" },
	{ "no unit outlasts its parent", "UPDATE unit SET valid_to = '2024-01-01' WHERE id = 4" },
	{ "a student's path is the school's", "UPDATE student SET path = '/1/3/'" },
	{ "a grant's path is its unit's, and its login its account's", "UPDATE role_grant SET path = '/9/' LIMIT 1" },
	{ "an account's live grants are counted", "UPDATE account SET live_grants = 7 LIMIT 1" },
	{ "nobody granted a role to oneself", "UPDATE role_grant SET granted_by = account_id" },
	{ "an administrator's role goes with no other",
	  "INSERT INTO role_grant (account_id, role, unit_id, granted_at) SELECT account_id, 'audit', 1, '2026-01-01' FROM role_grant" },
	{ "who submitted a campaign did not approve it", "UPDATE campaign_revision SET decided_by = submitted_by, approved = TRUE" },
	{ "who keyed a request about personal data did not decide it", "UPDATE personal_request SET decided_by = asked_by" },
	{ "no disabled account has a live session", "UPDATE account SET disabled_at = '2026-01-01'" },
	{ "no live session acts in a role that ended", "UPDATE role_grant SET revoked_at = '2026-01-01'" },
	{ "a session acts in a role of its own account", "UPDATE staff_session SET account_id = (SELECT MAX(id) FROM account)" },
	{ "no live session is full without an authenticator", "UPDATE account SET totp_confirmed_at = NULL" },
	{ "an account has at most ten unused recovery codes",
	  "INSERT INTO recovery_code (account_id, code_digest) SELECT a.id, UNHEX(SHA2(seq, 256)) FROM account a JOIN seq_1_to_11" },
	{ "the head of the audit trail is its last event", "UPDATE audit_head SET seq = seq + 1" },
};

static void fill(struct giving *giving)
{
	const int64_t id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);

	staff_account(giving, "zhao", ROLE_COUNTY, 0);
	giving_sql(giving, "SET SESSION check_constraint_checks = 0");
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO staff_session (token_digest, account_id, grant_id, stage, method, "
		"started_at, seen_at, address, browser) SELECT UNHEX(SHA2('x', 256)), account_id, id, 'full', 'password', "
		"'2026-06-14', '2026-06-14', '192.0.2.7', '' FROM role_grant WHERE account_id = %lld", (long long)id));
	giving_sql(giving, "INSERT INTO student (code, school_id, path, birth, sex, stage, grade, hardship, row_digest, since, updated_at, "
		"id_number_sealed) VALUES ('A', 5, '/1/2/4/5/', '2016-01-01', 'male', 'primary', 3, 'other', REPEAT('x', 32), "
		"'2026-01-01', '2026-01-01', 'x')");
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO campaign_revision (campaign_id, kind, submitted_at, submitted_by) "
		"VALUES (1, 'publication', '2026-01-01', %lld)", (long long)id));
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO personal_request (kind, subject, unit_path, asked_at, asked_by, "
		"due_on) VALUES ('erasure', 'student:A', '/1/', '2026-01-01', %lld, '2026-01-22')", (long long)id));
}

static void each_breach_is_noticed(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
		staff_clean(state);
		fill(giving);
		if (broken_rows(giving, breaches[i].invariant) != 0)
			fail_msg("broken before: %s", breaches[i].invariant);
		giving_sql(giving, breaches[i].sql);
		if (broken_rows(giving, breaches[i].invariant) == 0)
			fail_msg("not noticed: %s", breaches[i].sql);
	}
	giving_sql(giving, "UPDATE audit_head SET seq = (SELECT COALESCE(MAX(seq), 0) FROM audit_event)");
	giving_sql(giving, "SET SESSION check_constraint_checks = 1");
}

static void each_invariant_has_a_breach(void **state)
{
	(void)state;
	for (const struct invariant *invariant = office_invariants; invariant->name != NULL; invariant++) {
		bool tried = false;

		for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++)
			tried |= strcmp(breaches[i].invariant, invariant->name) == 0;
		if (!tried)
			fail_msg("nothing breaks: %s", invariant->name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_tests_own_data_break_none, staff_clean),
		cmocka_unit_test_setup(each_breach_is_noticed, staff_clean),
		cmocka_unit_test(each_invariant_has_a_breach),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
