/* Awards: who gets them, and every step from every state; on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "award_server.h"
#include "domain/aid/award_parts.h"

enum { STUDENT = 1, NOT_BOARDING = 7, UNKNOWN = 8 };

#define OF_STEP(name, ...)                                                      \
	static enum err name(void *context)                                     \
	{                                                                       \
		struct award_step *step = context;                              \
		struct db *db = step->giving->db;                               \
		struct arena *arena = &step->giving->arena;                     \
		return __VA_ARGS__;                                             \
	}

OF_STEP(agree, award_agree(db, arena, step->actor, step->code, step->now, &step->word))
OF_STEP(verify, award_verify(db, arena, step->actor, step->code, step->now, &step->word))
OF_STEP(approve, award_approve(db, arena, step->actor, step->code, step->now, &step->word))
OF_STEP(refuse, award_refuse(db, arena, step->actor, step->code, step->refusal, "why", step->now, &step->word))
OF_STEP(appeal, award_appeal(db, arena, step->actor, step->code, step->now, &step->word))
OF_STEP(confirm, award_confirm(db, arena, step->code, step->now, &step->word))
OF_STEP(decide, award_decide(db, arena, step->giving->keyring, step->actor, step->code, step->stands, "why", step->now, &step->word))
OF_STEP(compute, award_compute_slice(db, arena, step->giving->keyring, step->actor, step->with, 0, 100, step->now, step->out))
OF_STEP(apply, award_apply(db, arena, step->giving->keyring, step->actor, pairing_student_code(((const int64_t *)step->with)[0]),
			   ((const int64_t *)step->with)[1], ((const int64_t *)step->with)[2] == 0 ? "2026-0" : AWARD_PERIOD, step->now,
			   &step->code, &step->word))

static const struct named_step {
	const char *name;
	enum err (*work)(void *step);
	const struct actor *actor;
	enum award_state after[AWARD_REFUSED + 1];	/* by the state before; AWARD_COMPUTED: refused with AWARD_STATE */
} steps[] = {
	{ "agrees", agree, &school_clerk, { [AWARD_COMPUTED] = AWARD_APPLIED } },
	{ "verifies", verify, &school_clerk, { [AWARD_APPLIED] = AWARD_VERIFIED } },
	{ "approves", approve, &county_officer, { [AWARD_NOTICED] = AWARD_APPROVED } },
	{ "refuses", refuse, &school_clerk,
	  { [AWARD_COMPUTED] = AWARD_REFUSED, [AWARD_APPLIED] = AWARD_REFUSED, [AWARD_VERIFIED] = AWARD_REFUSED,
	    [AWARD_NOTICED] = AWARD_REFUSED } },
	{ "appeals", appeal, &actor_nobody, { [AWARD_REFUSED] = AWARD_REFUSED, [AWARD_APPROVED] = AWARD_APPROVED } },
	{ "confirms", confirm, NULL, { [AWARD_PAID] = AWARD_CONFIRMED } },
	{ "decides", decide, &city_officer, { AWARD_COMPUTED } },
};

static int64_t trail(struct giving *giving)
{
	return giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event");
}

static void each_step_from_each_state(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		for (enum award_state from = AWARD_COMPUTED; from <= AWARD_REFUSED; from++) {
			const enum award_state after = steps[i].after[from];
			const bool may = after != AWARD_COMPUTED;
			struct award_step step = { .giving = giving, .actor = steps[i].actor, .now = award_after_objections(giving_noon()) };
			int64_t events;
			enum err err;

			award_clean(state);
			step.code = award_at(giving, STUDENT, from, giving_noon());
			events = trail(giving);
			err = award_run(&step, steps[i].work);
			if (err != (may ? OK : E_CONFLICT) || step.word != (may ? AWARD_FINE : AWARD_STATE) ||
			    award_state_now(giving, step.code) != (may ? after : from) || trail(giving) != events + may)
				fail_msg("%s, %s: %s %s, now %s, %s", award_state_names[from], steps[i].name, err_name(err),
					 award_word_names[step.word], award_state_names[award_state_now(giving, step.code)],
					 giving->fault.text);
		}
}

static void amounts_of_a_period_make_the_whole(void **state)
{
	static const struct money odd = { 100001 };

	(void)state;
	assert_int_equal(award_amount(odd, PER_YEAR, "2026-0").fen, 100001);
	assert_int_equal(award_amount(odd, PER_YEAR, "2026-1").fen, 50000);
	assert_int_equal(award_amount(odd, PER_YEAR, "2026-2").fen, 50001);
	assert_int_equal(award_amount(odd, PER_TERM, "2026-1").fen, 100001);
	assert_int_equal(award_amount(odd, PER_TERM, "2026-0").fen, 200002);
	assert_int_equal(award_amount(odd, PER_MONTH, "2026-2").fen, 500005);
	assert_int_equal(award_amount(odd, PER_MONTH, "2026-0").fen, 1000010);
	assert_int_equal(award_amount(odd, PER_ONCE, "2026-2").fen, 100001);
}

static void periods_are_a_year_and_a_part(void **state)
{
	static const char *const wrong[] = { "", "2026", "2026-3", "2026-10", "1999-1", "2100-1", "20x6-1", "2026/1" };

	(void)state;
	assert_true(award_period_holds("2018-0"));
	assert_true(award_period_holds("2026-2"));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(award_period_holds(wrong[i]));
}

static struct award_slice computed(struct giving *giving, int64_t programme, const char *period, const char *scope, enum err expected)
{
	const struct award_order order = { .programme_id = programme, .period = period, .scope = scope };
	struct award_slice slice = { 0 };
	struct award_step step = { .giving = giving, .actor = &city_officer, .now = giving_noon(), .with = &order, .out = &slice };
	const enum err err = award_run(&step, compute);

	if (err != expected)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return slice;
}

static void computing_adds_who_is_entitled_once(void **state)
{
	struct giving *giving = *state;
	struct award_slice slice = computed(giving, LIVING, AWARD_PERIOD, "/1/", OK);

	assert_int_equal(slice.seen, 9);
	assert_int_equal(slice.added, 8);
	assert_int_equal(slice.unknown, 1);		/* nobody said whether student 8 boards */
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM award WHERE student_id = 8"), 0);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(amount_fen) AS SIGNED) AS n FROM award WHERE tier = 1"), 7 * 50000);
	assert_int_equal(giving_number(giving, "SELECT amount_fen AS n FROM award WHERE tier = 2"), 25000);
	slice = computed(giving, LIVING, AWARD_PERIOD, "/1/", OK);
	assert_int_equal(slice.added, 0);
	assert_int_equal(slice.had, 8);
	/* The other term is another award, the year is the same money again. */
	assert_int_equal(computed(giving, LIVING, "2026-2", "/1/3/", OK).added, 1);
	assert_int_equal(computed(giving, LIVING, "2026-0", "/1/", OK).added, 0);
	assert_int_equal(computed(giving, LIVING, "2027-0", "/1/2/", OK).added, 7);
	computed(giving, NO_RULE, AWARD_PERIOD, "/1/", E_NOT_FOUND);
}

static void who_left_the_register_gets_none(void **state)
{
	giving_sql(*state, "UPDATE student SET left_on = '2026-05-01' WHERE id = 1");
	assert_int_equal(computed(*state, LIVING, AWARD_PERIOD, "/1/", OK).added, 7);
}

static void a_quota_is_filled_in_its_order_and_never_beyond(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "UPDATE student SET hardship = 'orphan' WHERE id <= 7");
	giving_sql(giving, "UPDATE student SET since = '2025-08-01' WHERE id = 6");
	computed(giving, TOP_UP, AWARD_PERIOD, "/1/2/", E_DENIED);
	assert_int_equal(computed(giving, TOP_UP, AWARD_PERIOD, "/1/", OK).added, 3);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM award WHERE student_id IN (8, 9, 6)"), 3);
	assert_int_equal(computed(giving, TOP_UP, AWARD_PERIOD, "/1/", OK).added, 0);
	giving_sql(giving, "UPDATE award SET refused_at = '2026-06-15', refusal = 'left' WHERE student_id = 6");
	assert_int_equal(computed(giving, TOP_UP, AWARD_PERIOD, "/1/", OK).added, 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM award WHERE student_id = 1"), 1);
	/* Once is once: in no other period either. */
	assert_int_equal(computed(giving, TOP_UP, "2026-2", "/1/", OK).added, 3);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM (SELECT student_id FROM award WHERE refused_at IS NULL "
					       "GROUP BY student_id HAVING COUNT(*) > 1) t"), 0);
}

static void what_was_decided_on_is_pinned_sealed(void **state)
{
	struct giving *giving = *state;
	const char *code = award_at(giving, STUDENT, AWARD_COMPUTED, giving_noon());
	const char *text = award_facts_text(&giving->arena, &(struct facts){ .known = 1U << FACT_BOARDING, .value = { [FACT_BOARDING] = 1 } });
	struct facts facts;

	assert_string_equal(text, "boarding=yes\n");
	assert_int_equal(award_facts_parse(&giving->arena, text, &facts), OK);
	assert_int_equal(facts.known, 1U << FACT_BOARDING);
	assert_int_equal(award_facts_parse(&giving->arena, "boarding\n", &facts), E_INTERNAL);
	assert_int_equal(award_facts_parse(&giving->arena, "boarding=perhaps\n", &facts), E_INTERNAL);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM award WHERE code = '%s' AND version_id = 901 "
			 "AND decided_for = '2026-06-15' AND INSTR(facts_sealed, 'boarding') = 0", code)), 1);
}

static void a_family_asks_at_the_school(void **state)
{
	struct giving *giving = *state;
	const int64_t of_one[] = { 1, LIVING, 1 }, of_unknown[] = { UNKNOWN, LIVING, 1 }, whole_year[] = { 1, LIVING, 0 },
		      elsewhere[] = { STUDENT_ELSEWHERE, LIVING, 1 }, draft[] = { 1, NO_RULE, 1 };
	struct award_step step = { .giving = giving, .actor = &school_clerk, .now = giving_noon(), .with = of_one };

	assert_int_equal(award_run(&step, apply), OK);
	assert_int_equal(award_state_now(giving, step.code), AWARD_APPLIED);
	assert_int_equal(award_run(&step, apply), E_CONFLICT);
	assert_int_equal(step.word, AWARD_EXISTS);
	step.with = whole_year;
	assert_int_equal(award_run(&step, apply), E_CONFLICT);
	assert_int_equal(step.word, AWARD_EXISTS);
	step.with = of_unknown;
	assert_int_equal(award_run(&step, apply), E_CONFLICT);
	assert_int_equal(step.word, AWARD_FACT_MISSING);
	step.with = elsewhere;
	assert_int_equal(award_run(&step, apply), E_NOT_FOUND);
	step.with = draft;
	assert_int_equal(award_run(&step, apply), E_NOT_FOUND);
}

static void who_verified_does_not_approve(void **state)
{
	struct giving *giving = *state;
	struct award_step step = { .giving = giving, .actor = &school_clerk, .now = award_after_objections(giving_noon()),
				   .code = award_at(giving, STUDENT, AWARD_NOTICED, giving_noon()) };

	assert_int_equal(award_run(&step, approve), E_CONFLICT);
	assert_int_equal(step.word, AWARD_SAME_PERSON);
	step.actor = &county_officer;
	assert_int_equal(award_run(&step, approve), OK);
}

/* To the day, in Shanghai: noon, and seven days with the first. */
static void nothing_is_approved_while_one_may_object(void **state)
{
	struct giving *giving = *state;
	struct award_step step = { .giving = giving, .actor = &county_officer, .now = later(giving_noon(), 6 * 24 * 3600 + 12 * 3600 - 1),
				   .code = award_at(giving, STUDENT, AWARD_NOTICED, giving_noon()) };

	assert_int_equal(award_run(&step, approve), E_CONFLICT);
	assert_int_equal(step.word, AWARD_OBJECTIONS_RUN);
	step.now = later(step.now, 1);
	assert_int_equal(award_run(&step, approve), OK);
}

static void an_appeal_is_decided_anew_by_another(void **state)
{
	struct giving *giving = *state;
	struct award_step step = { .giving = giving, .actor = &actor_nobody, .now = giving_noon(),
				   .code = award_at(giving, STUDENT, AWARD_REFUSED, giving_noon()) };

	step.now = later(giving_noon(), (award_appeal_days + 1) * INT64_C(86400));
	assert_int_equal(award_run(&step, appeal), E_CONFLICT);
	assert_int_equal(step.word, AWARD_TOO_LATE);
	step.now = later(giving_noon(), award_appeal_days * INT64_C(86400));
	assert_int_equal(award_run(&step, appeal), OK);
	assert_int_equal(award_run(&step, appeal), E_CONFLICT);
	assert_int_equal(step.word, AWARD_APPEALED_BEFORE);
	step.actor = &school_clerk;
	assert_int_equal(award_run(&step, decide), E_CONFLICT);
	assert_int_equal(step.word, AWARD_SAME_PERSON);
	/* By the facts of today: it does not board any more. */
	giving_sql(giving, "UPDATE aid_fact SET value = 'no' WHERE student_id = 1");
	step.actor = &county_officer;
	assert_int_equal(award_run(&step, decide), OK);
	assert_int_equal(award_state_now(giving, step.code), AWARD_APPLIED);
	assert_int_equal(giving_number(giving, "SELECT amount_fen AS n FROM award"), 25000);
	assert_int_equal(award_run(&step, decide), E_CONFLICT);
}

static void an_appeal_that_cannot_be_met_says_why(void **state)
{
	struct giving *giving = *state;
	struct award_step step = { .giving = giving, .actor = &actor_nobody, .now = giving_noon(),
				   .code = award_at(giving, STUDENT, AWARD_REFUSED, giving_noon()) };

	assert_int_equal(award_run(&step, appeal), OK);
	step.actor = &county_officer;
	giving_sql(giving, "DELETE FROM aid_fact WHERE student_id = 1");
	assert_int_equal(award_run(&step, decide), E_CONFLICT);
	assert_int_equal(step.word, AWARD_FACT_MISSING);
	giving_sql(giving, "UPDATE student SET stage = 'senior' WHERE id = 1");
	assert_int_equal(award_run(&step, decide), E_CONFLICT);
	assert_int_equal(step.word, AWARD_NOT_ENTITLED);
	step.stands = true;
	assert_int_equal(award_run(&step, decide), OK);
	assert_int_equal(award_state_now(giving, step.code), AWARD_REFUSED);
}

static void nobody_acts_on_others_awards(void **state)
{
	static enum err (*const by_staff[])(void *step) = { agree, verify, approve, refuse, appeal, decide };
	struct giving *giving = *state;
	struct award_step step = { .giving = giving, .actor = &other_school_clerk, .now = giving_noon(),
				   .code = award_at(giving, STUDENT, AWARD_APPLIED, giving_noon()) };

	for (size_t i = 0; i < sizeof by_staff / sizeof by_staff[0]; i++)
		assert_int_equal(award_run(&step, by_staff[i]), E_NOT_FOUND);
	step.code = "NONESUCH0";
	step.actor = &city_officer;
	for (size_t i = 0; i < sizeof by_staff / sizeof by_staff[0]; i++)
		assert_int_equal(award_run(&step, by_staff[i]), E_NOT_FOUND);
	assert_int_equal(award_run(&step, confirm), E_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_of_a_period_make_the_whole),
		cmocka_unit_test(periods_are_a_year_and_a_part),
		cmocka_unit_test_setup(each_step_from_each_state, award_clean),
		cmocka_unit_test_setup(computing_adds_who_is_entitled_once, award_clean),
		cmocka_unit_test_setup(who_left_the_register_gets_none, award_clean),
		cmocka_unit_test_setup(a_quota_is_filled_in_its_order_and_never_beyond, award_clean),
		cmocka_unit_test_setup(what_was_decided_on_is_pinned_sealed, award_clean),
		cmocka_unit_test_setup(a_family_asks_at_the_school, award_clean),
		cmocka_unit_test_setup(who_verified_does_not_approve, award_clean),
		cmocka_unit_test_setup(nothing_is_approved_while_one_may_object, award_clean),
		cmocka_unit_test_setup(an_appeal_is_decided_anew_by_another, award_clean),
		cmocka_unit_test_setup(an_appeal_that_cannot_be_met_says_why, award_clean),
		cmocka_unit_test_setup(nobody_acts_on_others_awards, award_clean),
	};

	return cmocka_run_group_tests(tests, award_start, pairing_stop);
}
