/* Voiding a check that was not passed uncovers an older one that was: who did it does not approve on what is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/pairing/family_desk.h"
#include "pairing_server.h"

static struct actor noter, voider;

/* Family 1 with its one adult, whose checks were all passed. */
static int clean(void **state)
{
	struct giving *giving = *state;

	if (pairing_clean(state) != 0)
		return -1;
	staff_account(giving, "noter", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "voider", ROLE_COUNTY, COUNTY_UNIT);
	noter = staff_actor(giving, "noter");
	voider = staff_actor(giving, "voider");
	giving_sql(giving, "INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, sex, birth) "
			   "VALUES (1, 'adult1', 'self', 'x', 'x', 'female', '1980-01-01')");
	giving_sql(giving, "INSERT INTO vetting_check (family_id, adult_id, rule_id, passed, checked_on, valid_until, noted_at, noted_by) "
			   "SELECT 1, IF(r.covers = 'adult', d.id, NULL), r.id, TRUE, '2026-01-01', '2026-12-31', '2026-01-01', a.id "
			   "FROM vetting_rule r, account a, family_adult d WHERE a.login = 'noter'");
	return 0;
}

/* One step in a transaction of its own. */
struct step {
	struct giving *giving;
	const struct actor *actor;
	struct timestamp now;
	int64_t number;
	const char *refusal;
};

static enum err note_failed(void *context)
{
	struct step *step = context;
	const struct check_wish wish = { .rule_id = step->number, .checked_on = date_at(step->now), .reference = "" };
	struct family_refusal field;

	return family_note_check(step->giving->db, &step->giving->arena, step->actor, "F00000001", &wish, step->now, &field, &step->refusal);
}

static enum err void_check(void *context)
{
	struct step *step = context;

	return family_void_check(step->giving->db, &step->giving->arena, step->actor, "F00000001", step->number, "reason", step->now);
}

static enum err approve(void *context)
{
	struct step *step = context;

	return family_approve(step->giving->db, &step->giving->arena, step->actor, "F00000001", step->now, &step->refusal);
}

static enum err run(struct step *step, const struct actor *actor, enum err (*work)(void *step))
{
	step->now = later(step->now, 1);
	step->actor = actor;
	step->refusal = "";
	return db_transaction(step->giving->db, work, NULL, step, NULL);
}

static struct step voided(struct giving *giving)
{
	struct step step = { .giving = giving, .now = giving_noon() };

	step.number = giving_number(giving, "SELECT MIN(id) AS n FROM vetting_rule WHERE covers = 'family'");
	assert_int_equal(run(&step, &noter, note_failed), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM family WHERE id = 1 AND approved_at IS NULL"), 1);
	assert_int_equal(run(&step, &voider, approve), E_CONFLICT);
	assert_string_equal(step.refusal, "missing");
	step.number = giving_number(giving, "SELECT MAX(id) AS n FROM vetting_check");
	assert_int_equal(run(&step, &voider, void_check), OK);
	return step;
}

static void who_voided_a_check_does_not_approve_on_what_is_left(void **state)
{
	struct giving *giving = *state;
	struct step step = voided(giving);

	assert_int_equal(run(&step, &voider, approve), E_CONFLICT);
	assert_string_equal(step.refusal, "voided");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM family WHERE id = 1 AND approved_at IS NULL"), 1);
	assert_int_equal(run(&step, &city_officer, approve), OK);
}

static void of_what_was_voided_before_the_last_approval_nobody_asks(void **state)
{
	struct giving *giving = *state;
	struct step step = voided(giving);

	assert_int_equal(run(&step, &city_officer, approve), OK);
	assert_int_equal(run(&step, &voider, approve), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM family_approval WHERE family_id = 1"), 2);
	/* Nor after that one ended. */
	giving_sql(giving, "UPDATE family SET approved_at = NULL, approved_by = NULL, approved_until = NULL WHERE id = 1");
	assert_int_equal(run(&step, &voider, approve), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_voided_a_check_does_not_approve_on_what_is_left, clean),
		cmocka_unit_test_setup(of_what_was_voided_before_the_last_approval_nobody_asks, clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
