/* The steps of a pair: from every state, which of them are refused, and with which word; on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pairing_server.h"

enum { STUDENT = 1, FAMILY = 1, OTHER_FAMILY = 2, OTHER_STUDENT = 2 };

/* One step a function: what the table below calls. */
#define OF_STEP(name, ...)                                                      \
	static enum err name(void *context)                                     \
	{                                                                       \
		struct pairing_step *step = context;                            \
		struct db *db = step->giving->db;                               \
		struct arena *arena = &step->giving->arena;                     \
		return __VA_ARGS__;                                             \
	}

static const struct pair_ending completed = { .reason = END_COMPLETED, .words = "grown up" };
static const struct pair_ending barring = { .reason = END_SAFEGUARDING, .for_cause = true };

OF_STEP(family_accept, pair_family_accept(db, arena, step->family_id, step->code, step->now, &step->refusal))
OF_STEP(family_decline, pair_family_decline(db, arena, step->family_id, step->code, DECLINE_TIME, step->now, &step->refusal))
OF_STEP(guardian_accept, pair_guardian_accept(db, arena, &actor_nobody, pairing_student_code(step->student_id), step->code,
					      GIVEN_TELEPHONE_CODE, step->now, &step->refusal))
OF_STEP(guardian_paper, pair_guardian_accept(db, arena, step->actor, pairing_student_code(step->student_id), step->code,
					     GIVEN_PAPER, step->now, &step->refusal))
OF_STEP(guardian_decline, pair_guardian_decline(db, arena, &actor_nobody, pairing_student_code(step->student_id), step->code,
						GIVEN_TELEPHONE_CODE, step->now, &step->refusal))
OF_STEP(guardian_go_on, pair_guardian_go_on(db, arena, &actor_nobody, pairing_student_code(step->student_id), step->code,
					    GIVEN_TELEPHONE_CODE, step->now, &step->refusal))
OF_STEP(paper_go_on, pair_guardian_go_on(db, arena, step->actor, pairing_student_code(step->student_id), step->code,
					 GIVEN_PAPER, step->now, &step->refusal))
OF_STEP(school_accept, pair_school_accept(db, arena, step->actor, step->code, step->now, &step->refusal))
OF_STEP(school_decline, pair_school_decline(db, arena, step->actor, step->code, "too far", step->now, &step->refusal))
OF_STEP(approve, pair_approve(db, arena, step->actor, step->code, step->now, &step->refusal))
OF_STEP(activate, pair_activate(db, arena, step->actor, step->code, step->now, &step->refusal))
OF_STEP(guardian_pause, pair_pause(db, arena, &actor_nobody, step->pair_id, PAUSE_GUARDIAN, step->now, &step->refusal))
OF_STEP(family_pause, pair_pause(db, arena, &actor_nobody, step->pair_id, PAUSE_FAMILY, step->now, &step->refusal))
OF_STEP(staff_pause, pair_pause(db, arena, step->actor, step->pair_id, PAUSE_STAFF, step->now, &step->refusal))
OF_STEP(resume, pair_resume(db, arena, step->actor, step->code, step->now, &step->refusal))
OF_STEP(ask_end, pair_ask_end(db, arena, &actor_nobody, step->pair_id, PARTY_GUARDIAN, step->now, &step->refusal))
OF_STEP(end, pair_end(db, arena, step->actor, step->pair_id, &completed, step->now, &step->refusal))
OF_STEP(end_for_cause, pair_end(db, arena, step->actor, step->pair_id, &barring, step->now, &step->refusal))
OF_STEP(expire, pair_expire(db, arena, step->pair_id, step->now, &step->refusal))

static const struct named_step {
	const char *name;
	enum err (*work)(void *step);
	const struct actor *actor;
	enum pair_state after[PAIR_ENDED + 1];	/* by the state before; PAIR_PROPOSED: refused with PAIR_STATE */
} steps[] = {
	{ "family accepts", family_accept, NULL, { [PAIR_HELD] = PAIR_FAMILY_ACCEPTED } },
	{ "family declines", family_decline, NULL,
	  { [PAIR_HELD] = PAIR_ENDED, [PAIR_FAMILY_ACCEPTED] = PAIR_ENDED, [PAIR_ACCEPTED] = PAIR_ENDED, [PAIR_APPROVED] = PAIR_ENDED } },
	{ "guardian accepts", guardian_accept, NULL, { [PAIR_FAMILY_ACCEPTED] = PAIR_FAMILY_ACCEPTED } },
	{ "guardian accepts on paper", guardian_paper, &school_clerk, { [PAIR_FAMILY_ACCEPTED] = PAIR_FAMILY_ACCEPTED } },
	{ "guardian declines", guardian_decline, NULL,
	  { [PAIR_FAMILY_ACCEPTED] = PAIR_ENDED, [PAIR_ACCEPTED] = PAIR_ENDED, [PAIR_APPROVED] = PAIR_ENDED } },
	{ "school accepts", school_accept, &school_clerk, { [PAIR_FAMILY_ACCEPTED] = PAIR_FAMILY_ACCEPTED } },
	{ "school declines", school_decline, &school_clerk,
	  { [PAIR_HELD] = PAIR_ENDED, [PAIR_FAMILY_ACCEPTED] = PAIR_ENDED, [PAIR_ACCEPTED] = PAIR_ENDED, [PAIR_APPROVED] = PAIR_ENDED } },
	{ "approves", approve, &county_officer, { [PAIR_ACCEPTED] = PAIR_APPROVED } },
	{ "activates", activate, &county_officer, { [PAIR_APPROVED] = PAIR_ACTIVE } },
	{ "guardian pauses", guardian_pause, NULL,
	  { [PAIR_HELD] = PAIR_PAUSED, [PAIR_FAMILY_ACCEPTED] = PAIR_PAUSED, [PAIR_ACCEPTED] = PAIR_PAUSED, [PAIR_APPROVED] = PAIR_PAUSED,
	    [PAIR_ACTIVE] = PAIR_PAUSED, [PAIR_PAUSED] = PAIR_PAUSED } },
	{ "staff pause", staff_pause, &county_officer,
	  { [PAIR_HELD] = PAIR_PAUSED, [PAIR_FAMILY_ACCEPTED] = PAIR_PAUSED, [PAIR_ACCEPTED] = PAIR_PAUSED, [PAIR_APPROVED] = PAIR_PAUSED,
	    [PAIR_ACTIVE] = PAIR_PAUSED } },
	{ "guardian says go on", guardian_go_on, NULL, { PAIR_PROPOSED } },
	{ "resumes", resume, &school_clerk, { [PAIR_PAUSED] = PAIR_ACTIVE } },
	{ "asks for the end", ask_end, NULL, { [PAIR_ACTIVE] = PAIR_ENDING, [PAIR_PAUSED] = PAIR_ENDING } },
	{ "ends", end, &school_clerk,
	  { [PAIR_HELD] = PAIR_ENDED, [PAIR_FAMILY_ACCEPTED] = PAIR_ENDED, [PAIR_ACCEPTED] = PAIR_ENDED, [PAIR_APPROVED] = PAIR_ENDED,
	    [PAIR_ACTIVE] = PAIR_ENDED, [PAIR_PAUSED] = PAIR_ENDED, [PAIR_ENDING] = PAIR_ENDED } },
	{ "expires", expire, NULL, { PAIR_PROPOSED } },
};

static struct pairing_step step_on(struct giving *giving, const char *code, const struct actor *actor)
{
	return (struct pairing_step){ .giving = giving, .actor = actor, .code = code, .pair_id = pairing_id(giving, code),
				      .student_id = STUDENT, .family_id = FAMILY, .now = giving_noon() };
}

static int64_t trail(struct giving *giving)
{
	return giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event");
}

static void each_step_from_each_state(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		for (enum pair_state from = PAIR_HELD; from <= PAIR_ENDED; from++) {
			const enum pair_state after = steps[i].after[from];
			struct pairing_step step;
			int64_t events;
			enum err err;

			pairing_clean(state);
			step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, from, giving_noon()), steps[i].actor);
			events = trail(giving);
			err = pairing_run(&step, steps[i].work);
			if (err != (after == PAIR_PROPOSED ? E_CONFLICT : OK) ||
			    step.refusal != (after == PAIR_PROPOSED ? PAIR_STATE : PAIR_FINE) ||
			    pairing_state(giving, step.code) != (after == PAIR_PROPOSED ? from : after) ||
			    trail(giving) != events + (after != PAIR_PROPOSED))
				fail_msg("%s, %s: %s %s, now %s, %s", pair_state_names[from], steps[i].name, err_name(err),
					 pair_refusal_names[step.refusal], pair_state_names[pairing_state(giving, step.code)],
					 giving->fault.text);
		}
}

/* What a step forward rests on, taken away: each word. */
static const struct missing {
	const char *sql;
	enum pair_refusal word;
} missing[] = {
	{ "UPDATE family SET approved_until = '2026-06-14' WHERE id = 1", PAIR_FAMILY_NOT_APPROVED },
	{ "UPDATE family SET suspended_at = '2026-06-01' WHERE id = 1", PAIR_FAMILY_NOT_APPROVED },
	{ "UPDATE family SET withdrawn_at = '2026-06-01' WHERE id = 1", PAIR_FAMILY_NOT_APPROVED },
	{ "UPDATE family SET capacity = 0 WHERE id = 1", PAIR_FAMILY_FULL },
	{ "UPDATE consent SET withdrawn_at = '2026-06-01' WHERE subject = 'student:S00000001'", PAIR_NO_CONSENT },
	{ "INSERT INTO policy_text (kind, purpose, version, language, body, digest, published_at) "
	  "VALUES ('consent', 'pairing', 2, 'zh', 'b', REPEAT('x', 32), '2026-02-01')", PAIR_NO_CONSENT },
	{ "UPDATE pairing_student SET closed_at = '2026-06-01', close_reason = 'no_need' WHERE student_id = 1", PAIR_STUDENT_NOT_OPEN },
	{ "UPDATE student SET left_on = '2026-06-01' WHERE id = 1", PAIR_STUDENT_NOT_OPEN },
};

static void no_step_forward_without_what_it_rests_on(void **state)
{
	static const struct {
		enum pair_state from;
		enum err (*work)(void *step);
		const struct actor *actor;
	} forward[] = { { PAIR_HELD, family_accept, NULL }, { PAIR_FAMILY_ACCEPTED, guardian_accept, NULL },
			{ PAIR_FAMILY_ACCEPTED, school_accept, &school_clerk }, { PAIR_ACCEPTED, approve, &county_officer },
			{ PAIR_APPROVED, activate, &county_officer }, { PAIR_PAUSED, resume, &school_clerk } };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof forward / sizeof forward[0]; i++)
		for (size_t m = 0; m < sizeof missing / sizeof missing[0]; m++) {
			struct pairing_step step;

			pairing_clean(state);
			step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, forward[i].from, giving_noon()), forward[i].actor);
			giving_sql(giving, missing[m].sql);
			assert_int_equal(pairing_run(&step, forward[i].work), E_CONFLICT);
			if (step.refusal != missing[m].word)
				fail_msg("%s: %s", missing[m].sql, pair_refusal_names[step.refusal]);
			assert_int_equal(pairing_state(giving, step.code), forward[i].from);
		}
}

static void nothing_is_proposed_without_what_it_rests_on(void **state)
{
	struct giving *giving = *state;

	for (size_t m = 0; m < sizeof missing / sizeof missing[0]; m++) {
		struct pairing_step step = { .giving = giving, .actor = &county_officer, .student_id = STUDENT, .family_id = FAMILY,
					     .now = giving_noon() };

		pairing_clean(state);
		giving_sql(giving, missing[m].sql);
		assert_int_equal(pairing_propose(&step), E_CONFLICT);
		assert_int_equal(step.refusal, missing[m].word);
	}
}

static enum pair_refusal proposal_refused(struct giving *giving, int64_t student_id, int64_t family_id)
{
	struct pairing_step step = { .giving = giving, .actor = &county_officer, .student_id = student_id, .family_id = family_id,
				     .now = giving_noon() };

	assert_int_equal(pairing_propose(&step), E_CONFLICT);
	return step.refusal;
}

static void neither_side_has_more_than_its_room(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, STUDENT, FAMILY, PAIR_HELD, giving_noon());
	assert_int_equal(proposal_refused(giving, STUDENT, FAMILY), PAIR_EXISTS);
	assert_int_equal(proposal_refused(giving, OTHER_STUDENT, FAMILY), PAIR_FAMILY_FULL);
	pairing_at(giving, STUDENT, OTHER_FAMILY, PAIR_ACTIVE, giving_noon());
	assert_int_equal(proposal_refused(giving, STUDENT, 3), PAIR_STUDENT_FULL);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair"), 2);
}

/* An ended pair leaves room; one that was ended for cause bars the two, and them alone. */
static void a_pair_ended_for_cause_never_comes_back(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_ENDED, giving_noon()), &county_officer);

	step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_ACTIVE, giving_noon()), &county_officer);
	assert_int_equal(pairing_run(&step, end_for_cause), OK);
	assert_int_equal(proposal_refused(giving, STUDENT, FAMILY), PAIR_BARRED);
	pairing_at(giving, STUDENT, OTHER_FAMILY, PAIR_HELD, giving_noon());
	pairing_at(giving, OTHER_STUDENT, FAMILY, PAIR_HELD, giving_noon());
}

static void no_new_pair_while_a_concern_about_the_old_one_is_open(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, STUDENT, FAMILY, PAIR_ENDED, giving_noon());
	giving_sql(giving, "INSERT INTO concern (code, kind, raised_by, pair_id, path, form_digest, raised_at, due_at) SELECT 'CONCERN01', "
			   "'unease', 'other', id, '/1/', REPEAT('c', 32), updated_at, updated_at FROM pair");
	assert_int_equal(proposal_refused(giving, STUDENT, FAMILY), PAIR_CONCERN_OPEN);
	pairing_at(giving, STUDENT, OTHER_FAMILY, PAIR_HELD, giving_noon());
}

/* The same person under another family's name. */
static void who_is_barred_stays_barred_in_another_family(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_ACTIVE, giving_noon()), &county_officer);

	giving_sql(giving, "INSERT INTO family_adult (family_id, adult_key, relation, id_number_index, sex, birth) "
			   "SELECT id, CONCAT('same-', id), 'self', REPEAT('n', 32), 'female', '1980-01-01' FROM family WHERE id <= 2");
	assert_int_equal(pairing_run(&step, end_for_cause), OK);
	assert_int_equal(proposal_refused(giving, STUDENT, OTHER_FAMILY), PAIR_BARRED);
	pairing_at(giving, STUDENT, 3, PAIR_HELD, giving_noon());
}

/* To the microsecond. */
static void a_hold_is_over_when_its_time_is(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_HELD, giving_noon()), NULL);

	step.now = later(giving_noon(), pair_hold_hours * 3600);
	assert_int_equal(pairing_run(&step, family_accept), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_HOLD_OVER);
	step.now.us--;
	assert_int_equal(pairing_run(&step, expire), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_STATE);
	assert_int_equal(pairing_run(&step, family_accept), OK);
	/* And each step gives time anew. */
	step.now = later(giving_noon(), pair_hold_hours * 3600 + 60);
	assert_int_equal(pairing_run(&step, guardian_accept), OK);
	step.now = later(step.now, pair_hold_hours * 3600);
	assert_int_equal(pairing_run(&step, expire), OK);
	assert_int_equal(pairing_state(giving, step.code), PAIR_ENDED);
	pairing_at(giving, STUDENT, FAMILY, PAIR_HELD, giving_noon());
}

/* An approval holds through its last day in Shanghai, and no minute longer. */
static void an_approval_runs_out_at_midnight_in_shanghai(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_HELD, giving_noon()), NULL);

	giving_sql(giving, "UPDATE family SET approved_until = '2026-06-15' WHERE id = 1");
	step.now = later(giving_noon(), 12 * 3600);
	assert_int_equal(pairing_run(&step, family_accept), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_FAMILY_NOT_APPROVED);
	step.now = later(giving_noon(), 12 * 3600 - 1);
	assert_int_equal(pairing_run(&step, family_accept), OK);
}

static void who_accepted_does_not_approve(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_FAMILY_ACCEPTED, giving_noon()), &city_officer);

	assert_int_equal(pairing_run(&step, school_accept), OK);
	step.actor = &county_officer;
	assert_int_equal(pairing_run(&step, guardian_paper), OK);
	assert_int_equal(pairing_run(&step, approve), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_SAME_PERSON);
	step.actor = &city_officer;
	assert_int_equal(pairing_run(&step, approve), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_SAME_PERSON);
	step.actor = &school_clerk;
	assert_int_equal(pairing_run(&step, approve), OK);
}

static void nobody_acts_on_others_pairs(void **state)
{
	static enum err (*const by_staff[])(void *step) = { school_accept, school_decline, approve, activate, resume, guardian_paper };
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_FAMILY_ACCEPTED, giving_noon()),
					   &other_school_clerk);
	struct pair pair;

	for (size_t i = 0; i < sizeof by_staff / sizeof by_staff[0]; i++)
		assert_int_equal(pairing_run(&step, by_staff[i]), E_NOT_FOUND);
	step.family_id = OTHER_FAMILY;
	assert_int_equal(pairing_run(&step, family_accept), E_NOT_FOUND);
	assert_int_equal(pairing_run(&step, family_decline), E_NOT_FOUND);
	step.student_id = OTHER_STUDENT;
	assert_int_equal(pairing_run(&step, guardian_accept), E_NOT_FOUND);
	assert_int_equal(pairing_run(&step, guardian_decline), E_NOT_FOUND);
	assert_int_equal(pairing_run(&step, guardian_go_on), E_NOT_FOUND);
	/* Paper without a witness is none. */
	step.student_id = STUDENT;
	step.actor = &actor_nobody;
	assert_int_equal(pairing_run(&step, guardian_paper), E_NOT_FOUND);
	assert_int_equal(pair_find_of_family(giving->db, &giving->arena, OTHER_FAMILY, step.code, &pair), E_NOT_FOUND);
	assert_int_equal(pair_find_of_family(giving->db, &giving->arena, FAMILY, step.code, &pair), OK);
	assert_int_equal(pair_find_of_student(giving->db, &giving->arena, "S00000002", step.code, &pair), E_NOT_FOUND);
	assert_int_equal(pair_find_of_student(giving->db, &giving->arena, "S00000001", step.code, &pair), OK);
	assert_int_equal(pair_find_in_scope(giving->db, &giving->arena, "/1/3/", step.code, &pair), E_NOT_FOUND);
	assert_int_equal(pair_find_in_scope(giving->db, &giving->arena, "/1/2/4/5/", step.code, &pair), OK);
	assert_int_equal(pair.state, PAIR_FAMILY_ACCEPTED);
}

/* What a guardian stopped goes on only after the guardian said so, and then by the school. */
static void a_guardians_stop_outweighs_the_others(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_ACTIVE, giving_noon()), &school_clerk);

	assert_int_equal(pairing_run(&step, family_pause), OK);
	assert_int_equal(pairing_run(&step, guardian_pause), OK);
	assert_int_equal(pairing_run(&step, family_pause), E_CONFLICT);
	assert_int_equal(pairing_run(&step, resume), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_GUARDIAN_PAUSED);
	assert_int_equal(pairing_run(&step, guardian_go_on), OK);
	assert_int_equal(pairing_state(giving, step.code), PAIR_PAUSED);
	assert_int_equal(pairing_run(&step, resume), OK);
	assert_int_equal(pairing_state(giving, step.code), PAIR_ACTIVE);
}

/* On paper it takes two. */
static void who_keyed_go_on_does_not_resume(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_ACTIVE, giving_noon()), &school_clerk);

	assert_int_equal(pairing_run(&step, guardian_pause), OK);
	assert_int_equal(pairing_run(&step, paper_go_on), OK);
	assert_int_equal(pairing_run(&step, resume), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_SAME_PERSON);
	step.actor = &county_officer;
	assert_int_equal(pairing_run(&step, resume), OK);
	assert_int_equal(pairing_state(giving, step.code), PAIR_ACTIVE);
}

static void nothing_resumes_while_a_concern_is_open(void **state)
{
	struct giving *giving = *state;
	struct pairing_step step = step_on(giving, pairing_at(giving, STUDENT, FAMILY, PAIR_PAUSED, giving_noon()), &school_clerk);

	giving_sql(giving, "INSERT INTO concern (code, kind, raised_by, pair_id, path, form_digest, raised_at, due_at) "
			   "SELECT 'C00000001', 'unease', 'teacher', id, '/1/', REPEAT('x', 32), '2026-06-01', '2026-07-01' FROM pair");
	assert_int_equal(pairing_run(&step, resume), E_CONFLICT);
	assert_int_equal(step.refusal, PAIR_CONCERN_OPEN);
	giving_sql(giving, "UPDATE concern SET closed_at = '2026-06-02', closed_by = (SELECT id FROM account WHERE login = 'county'), "
			   "outcome = 'settled'");
	assert_int_equal(pairing_run(&step, resume), OK);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_step_from_each_state, pairing_clean),
		cmocka_unit_test_setup(no_step_forward_without_what_it_rests_on, pairing_clean),
		cmocka_unit_test_setup(nothing_is_proposed_without_what_it_rests_on, pairing_clean),
		cmocka_unit_test_setup(neither_side_has_more_than_its_room, pairing_clean),
		cmocka_unit_test_setup(a_pair_ended_for_cause_never_comes_back, pairing_clean),
		cmocka_unit_test_setup(who_is_barred_stays_barred_in_another_family, pairing_clean),
		cmocka_unit_test_setup(no_new_pair_while_a_concern_about_the_old_one_is_open, pairing_clean),
		cmocka_unit_test_setup(a_hold_is_over_when_its_time_is, pairing_clean),
		cmocka_unit_test_setup(an_approval_runs_out_at_midnight_in_shanghai, pairing_clean),
		cmocka_unit_test_setup(who_accepted_does_not_approve, pairing_clean),
		cmocka_unit_test_setup(nobody_acts_on_others_pairs, pairing_clean),
		cmocka_unit_test_setup(a_guardians_stop_outweighs_the_others, pairing_clean),
		cmocka_unit_test_setup(who_keyed_go_on_does_not_resume, pairing_clean),
		cmocka_unit_test_setup(nothing_resumes_while_a_concern_is_open, pairing_clean),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
