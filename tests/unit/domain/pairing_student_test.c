/* What is changed of a student after the screening is screened again, by somebody else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/pairing/pairing_student.h"
#include "pairing_server.h"

/* One step in a transaction of its own. */
struct step {
	struct giving *giving;
	const struct actor *actor;
	struct pairing_wish wish;
	struct pairing_refusal refusal;
};

static enum err put(void *context)
{
	struct step *step = context;

	return pairing_student_put(step->giving->db, &step->giving->arena, step->actor, pairing_student_code(1), &step->wish,
				   giving_noon(), &step->refusal);
}

static enum err screen(void *context)
{
	struct step *step = context;

	return pairing_student_screen(step->giving->db, &step->giving->arena, step->actor, pairing_student_code(1), giving_noon(),
				      &step->refusal);
}

/* Student 1 as the fixture has it: open, screened by the county. */
static struct step as_it_is(struct giving *giving)
{
	return (struct step){ .giving = giving, .actor = &school_clerk,
			      .wish = { .township = "371302001", .village = "", .tutoring = true, .books = true, .places = 2, .sibling = "",
					.teacher = "" } };
}

static struct pairing_student run(struct step *step, enum err (*work)(void *step))
{
	struct pairing_student student;

	assert_int_equal(db_transaction(step->giving->db, work, NULL, step, NULL), OK);
	assert_int_equal(pairing_student_find(step->giving->db, &step->giving->arena, NULL, pairing_student_code(1), &student), OK);
	return student;
}

static void an_edit_that_changes_nothing_keeps_the_screening(void **state)
{
	struct step step = as_it_is(*state);
	struct pairing_student student = run(&step, put);

	assert_int_equal(student.state, PAIRING_OPEN);
	assert_string_equal(student.screened_by, "county");
	assert_int_equal(student.edited_by, 0);
	/* Nor is how many families, or who answers for contact, a thing to be screened, even by who screened. */
	step.actor = &county_officer;
	step.wish.places = 3;
	step.wish.teacher = "school";
	student = run(&step, put);
	assert_int_equal(student.state, PAIRING_OPEN);
	assert_int_equal(student.places, 3);
	assert_int_equal(student.edited_by, 0);
}

static void a_change_of_what_was_screened_is_screened_again(void **state)
{
	static const struct change {
		const char *township, *sibling;
		bool tutoring, apart, wants_woman;
	} changes[] = {
		{ "371302001", "", false, false, false }, { "371302001", "", true, true, false }, { "371302001", "", true, false, true },
		{ "371311001", "", true, false, false }, { "371302001", "S00000002", true, false, false } };

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		struct step step;
		struct pairing_student student;

		pairing_clean(state);
		step = as_it_is(*state);
		step.wish.township = changes[i].township;
		step.wish.sibling = changes[i].sibling;
		step.wish.tutoring = changes[i].tutoring;
		step.wish.apart = changes[i].apart;
		step.wish.wants_woman = changes[i].wants_woman;
		student = run(&step, put);
		if (student.state != PAIRING_IDENTIFIED)
			fail_msg("change %zu left it %s", i, pairing_state_names[student.state]);
		assert_null(student.screened_by);
		assert_int_equal(student.edited_by, school_clerk.account_id);
		assert_int_equal(db_transaction(step.giving->db, screen, NULL, &step, NULL), E_CONFLICT);
		assert_string_equal(step.refusal.reason, "same_person");
		step.actor = &county_officer;
		assert_int_equal(run(&step, screen).state, PAIRING_SCREENED);
	}
}

static enum err accept_by_family(void *context)
{
	struct pairing_step *step = context;

	return pair_family_accept(step->giving->db, &step->giving->arena, step->family_id, step->code, step->now, &step->refusal);
}

/* But what is only held waits until the student is open again. */
static void a_pair_that_lives_goes_on(void **state)
{
	const char *code = pairing_at(*state, 1, 1, PAIR_ACTIVE, giving_noon()), *held = pairing_at(*state, 1, 2, PAIR_HELD, giving_noon());
	struct pairing_step accept = { .giving = *state, .student_id = 1, .family_id = 2, .code = held, .now = giving_noon() };
	struct step step = as_it_is(*state);

	step.wish.company = true;
	assert_int_equal(run(&step, put).state, PAIRING_IDENTIFIED);
	assert_int_equal(pairing_state(*state, code), PAIR_ACTIVE);
	assert_int_equal(pairing_state(*state, held), PAIR_HELD);
	assert_int_equal(pairing_run(&accept, accept_by_family), E_CONFLICT);
	assert_int_equal(accept.refusal, PAIR_STUDENT_NOT_OPEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_edit_that_changes_nothing_keeps_the_screening, pairing_clean),
		cmocka_unit_test_setup(a_change_of_what_was_screened_is_screened_again, pairing_clean),
		cmocka_unit_test_setup(a_pair_that_lives_goes_on, pairing_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
