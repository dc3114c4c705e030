/* Every invariant of awards notices what breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "award_server.h"
#include "domain/aid/award_invariant.h"

static int64_t broken_rows(struct giving *giving, const char *name)
{
	for (const struct invariant *invariant = award_invariants; invariant->name != NULL; invariant++) {
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

/* Awards in every state, and an objection that was decided. */
static void fill(struct giving *giving)
{
	static const enum award_state states[] = { AWARD_CONFIRMED, AWARD_PAID, AWARD_APPROVED, AWARD_NOTICED, AWARD_VERIFIED, AWARD_REFUSED };

	for (int64_t i = 0; i < 6; i++)
		award_at(giving, i + 1, states[i], giving_noon());
	giving_sql(giving, "INSERT INTO award_objection (code, notice_id, form_digest, raised_at, decided_at, decided_by, upheld, reason) "
			   "SELECT 'BJC000001', notice_id, REPEAT('x', 32), '2026-06-16', '2026-06-17', (SELECT id FROM account WHERE login = 'city'), "
			   "FALSE, 'no' FROM award WHERE student_id = 1");
}

static void the_tests_own_data_break_none(void **state)
{
	fill(*state);
	for (const struct invariant *invariant = award_invariants; invariant->name != NULL; invariant++)
		if (broken_rows(*state, invariant->name) != 0)
			fail_msg("broken: %s", invariant->name);
}

#define FIRST " WHERE student_id = 1"
#define AGAIN(period, programme)                                                                                    \
	"INSERT INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_digest, changed_at) " \
	"SELECT CONCAT('X', LPAD(student_id, 8, '0')), student_id, " programme ", " programme ", decided_for, path, " period ", 1, 1, " \
	"facts_digest, changed_at FROM award"

/* What breaks which. CHECKs that would refuse it first are off. */
static const struct breach {
	const char *invariant, *sql;
} breaches[] = {
	{ "who verified an award did not approve it", "UPDATE award SET approved_by = verified_by" FIRST },
	{ "an appeal was decided by another than who verified",
	  "UPDATE award SET appealed_at = '2026-06-20', decided_at = '2026-06-21', stands = TRUE, decided_by = verified_by" FIRST },
	{ "nothing was approved before the days of objection were over", "UPDATE award SET approved_at = '2026-06-21 15:59'" FIRST },
	{ "nothing was approved while an objection was open", "UPDATE award_objection SET decided_at = '2026-06-29'" },
	{ "nothing was approved while an objection was open",
	  "UPDATE award_objection SET decided_at = NULL, decided_by = NULL, upheld = NULL, reason = NULL" },
	{ "no more was paid than approved, and only what was approved", "UPDATE award SET paid_fen = amount_fen + 1" FIRST },
	{ "no more was paid than approved, and only what was approved", "UPDATE award SET paid_on = '2026-06-21'" FIRST },
	{ "no more was paid than approved, and only what was approved", "UPDATE award SET approved_at = NULL" FIRST },
	{ "the rule an award was decided by was published and in force on that day", "UPDATE award SET decided_for = '2025-12-31'" FIRST },
	{ "the rule an award was decided by was published and in force on that day", "UPDATE award SET version_id = 902" FIRST },
	{ "the rule an award was decided by was published and in force on that day",
	  "UPDATE award SET programme_id = 903, version_id = 903" FIRST },
	{ "an award's tier is one of its rule", "UPDATE award SET tier = 9" FIRST },
	{ "a year's aid and its terms' do not stand together", AGAIN("'2026-0'", "901") FIRST },
	{ "a quota is kept", AGAIN("period", "902") },
	{ "a sheet is of one school, programme and period", "UPDATE award_notice SET period = '2026-2'" },
	{ "a line of a sheet is one award's", "UPDATE award a JOIN award b ON b.student_id = 1 SET a.notice_id = b.notice_id WHERE a.student_id = 2" },
	{ "who decided an objection had not verified on its sheet", "UPDATE award_objection SET decided_by = (SELECT id FROM account WHERE login = 'school')" },
};

static void each_breach_is_noticed(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof breaches / sizeof breaches[0]; i++) {
		award_clean(state);
		fill(giving);
		if (broken_rows(giving, breaches[i].invariant) != 0)
			fail_msg("broken before: %s", breaches[i].invariant);
		giving_sql(giving, "SET SESSION check_constraint_checks = 0");
		giving_sql(giving, breaches[i].sql);
		giving_sql(giving, "SET SESSION check_constraint_checks = 1");
		if (broken_rows(giving, breaches[i].invariant) == 0)
			fail_msg("not noticed: %s", breaches[i].sql);
	}
}

/* What a key refuses is tried without it. */
static void two_of_one_period_are_noticed(void **state)
{
	struct giving *giving = *state;

	fill(giving);
	giving_sql(giving, "ALTER TABLE award ADD KEY award_of_student (student_id), DROP KEY award_once");
	giving_sql(giving, AGAIN("period", "901") FIRST);
	assert_true(broken_rows(giving, "a student has a programme's aid for a period once") > 0);
	giving_sql(giving, "DELETE FROM award WHERE code LIKE 'X0%'");
	giving_sql(giving, "ALTER TABLE award ADD UNIQUE KEY award_once (student_id, programme_id, period), DROP KEY award_of_student");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_tests_own_data_break_none, award_clean),
		cmocka_unit_test_setup(each_breach_is_noticed, award_clean),
		cmocka_unit_test_setup(two_of_one_period_are_noticed, award_clean),
	};

	return cmocka_run_group_tests(tests, award_start, pairing_stop);
}
