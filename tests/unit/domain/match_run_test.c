/* Runs against the real schema: what is stored, that the same input gives the same, and who decides. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/match_decide.h"
#include "domain/pairing/match_run.h"
#include "domain/pairing/offer.h"
#include "pairing_server.h"

static struct match_points weights = { .village = 80, .township = 120, .county = 100, .distance = 150, .fit = 250, .waiting = 120,
				       .vulnerability = 100, .continuity = 80 };

struct run_step {
	struct giving *giving;
	const struct actor *actor;
	int64_t unit_id, run_id, family_id;
	const char *student, *family, *instead, *word, *code;
	struct match_slice slice;
	struct match_totals totals;
};

static enum err transact(struct run_step *step, enum err (*work)(void *step))
{
	step->word = NULL;
	return db_transaction(step->giving->db, work, NULL, step, NULL);
}

static enum err ask(void *context)
{
	struct run_step *step = context;

	return match_run_ask(step->giving->db, &step->giving->arena, step->actor, step->unit_id, &weights, giving_noon(), &step->run_id);
}

static enum err solve(void *context)
{
	struct run_step *step = context;

	return match_run_solve(step->giving->db, &step->giving->arena, step->run_id, giving_noon(), &step->totals, NULL);
}

static enum err approve(void *context)
{
	struct run_step *step = context;

	return match_approve(step->giving->db, &step->giving->arena, step->actor, step->run_id, step->student, step->family, giving_noon(),
			     &step->word);
}

static enum err refuse(void *context)
{
	struct run_step *step = context;

	return match_refuse(step->giving->db, &step->giving->arena, step->actor, step->run_id, step->student, step->family, "why",
			    giving_noon(), &step->word);
}

static enum err override(void *context)
{
	struct run_step *step = context;

	return match_override(step->giving->db, &step->giving->arena, step->actor, step->run_id, step->student, step->family, step->instead,
			      "why", giving_noon(), &step->word);
}

static enum err approve_slice(void *context)
{
	struct run_step *step = context;

	return match_approve_slice(step->giving->db, &step->giving->arena, step->actor, step->run_id, 4, giving_noon(), &step->slice);
}

static enum err offer(void *context)
{
	struct run_step *step = context;

	return offer_best_student(step->giving->db, &step->giving->arena, step->actor, "/1/", step->family_id, giving_noon(), &step->code);
}

static enum err discard(void *context)
{
	struct run_step *step = context;

	return match_run_discard(step->giving->db, &step->giving->arena, step->actor, step->run_id, giving_noon());
}

static struct run_step solved(struct giving *giving, int64_t unit_id)
{
	struct run_step step = { .giving = giving, .actor = &city_officer, .unit_id = unit_id };

	assert_int_equal(transact(&step, ask), OK);
	assert_int_equal(transact(&step, solve), OK);
	return step;
}

/* The first proposal that nobody decided of. */
static void take_first(struct run_step *step)
{
	const struct match_proposal_search search = { .run_id = step->run_id, .undecided = true, .rows = 1 };
	const struct match_proposal *first;
	struct rows rows;
	bool more;

	assert_int_equal(match_proposal_list(step->giving->db, &step->giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	first = rows.row;
	step->student = first->student;
	step->family = first->family;
}

static void a_run_is_stored_whole(void **state)
{
	struct giving *giving = *state;
	struct run_step step = solved(giving, CITY_UNIT);
	struct match_run run;

	assert_int_equal(match_run_find(giving->db, &giving->arena, "/1/", step.run_id, &run), OK);
	assert_int_equal(run.state, RUN_SOLVED);
	assert_int_equal(run.students, PAIRING_STUDENTS);
	assert_int_equal(run.first_places, PAIRING_FAMILIES);	/* one place each, all in reach */
	assert_int_equal(run.proposals, PAIRING_FAMILIES);
	assert_int_equal(run.undecided, PAIRING_FAMILIES);
	assert_int_equal(run.left, PAIRING_STUDENTS - PAIRING_FAMILIES);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE score <> village + township + county "
					       "+ distance + fit + waiting + vulnerability + continuity"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE township <> 120"), 0);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(students) AS SIGNED) AS n FROM match_figure WHERE grouping = 'sex'"), PAIRING_STUDENTS);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_left WHERE student_id = 9 AND why = 'none_in_reach'"), 1);
	assert_int_equal(transact(&step, solve), E_CONFLICT);	/* once is enough */
}

/* Rows that came in another order are the same input. */
static void insertion_order_changes_nothing(void **state)
{
	struct giving *giving = *state;

	solved(giving, CITY_UNIT);
	giving_sql(giving, "CREATE TEMPORARY TABLE kept_student AS SELECT * FROM pairing_student");
	giving_sql(giving, "CREATE TEMPORARY TABLE kept_family AS SELECT * FROM family");
	giving_sql(giving, "SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM family");
	giving_sql(giving, "SET STATEMENT foreign_key_checks = 0 FOR DELETE FROM pairing_student");
	giving_sql(giving, "INSERT INTO pairing_student (student_id, home_code, tags, identified_at, screened_at, screened_by, opened_at) "
			   "SELECT student_id, home_code, tags, identified_at, screened_at, screened_by, opened_at FROM kept_student "
			   "ORDER BY student_id * 7 MOD 11");
	giving_sql(giving, "INSERT INTO family (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, "
			   "telephone_index, offers, travel_km, capacity, applied_at, vetting_at, approved_at, approved_by, approved_until, "
			   "form_digest, payload_digest, updated_at) SELECT id, code, unit_id, path, home_code, name_sealed, "
			   "telephone_sealed, address_sealed, telephone_index, offers, travel_km, capacity, applied_at, vetting_at, "
			   "approved_at, approved_by, approved_until, form_digest, payload_digest, updated_at FROM kept_family "
			   "ORDER BY id * 5 MOD 7");
	solved(giving, CITY_UNIT);
	giving_sql(giving, "DROP TEMPORARY TABLE kept_student, kept_family");
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT input_digest) AS n FROM match_run WHERE id > "
					       "(SELECT MAX(id) FROM match_run) - 2"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT student_id, family_id, place, score) AS n FROM match_proposal"),
			 PAIRING_FAMILIES);
}

static void what_hard_rules_forbid_is_never_proposed(void **state)
{
	struct giving *giving = *state;
	const struct timestamp now = giving_noon();
	struct run_step step;

	pairing_at(giving, 1, 1, PAIR_ACTIVE, now);
	pairing_at(giving, 8, 4, PAIR_HELD, now);
	giving_sql(giving, "UPDATE pair SET ended_at = '2018-11-01', end_reason = 'safeguarding', for_cause = TRUE");
	giving_sql(giving, "UPDATE family SET approved_until = '2018-01-01' WHERE id = 2");
	giving_sql(giving, "UPDATE family SET suspended_at = '2018-01-01' WHERE id = 3");
	giving_sql(giving, "UPDATE consent SET withdrawn_at = '2018-01-01' WHERE subject = 'student:S00000002'");
	giving_sql(giving, "UPDATE pairing_student SET wants_woman = TRUE WHERE student_id = 3");
	giving_sql(giving, "UPDATE pairing_student SET closed_at = '2018-01-01', close_reason = 'school' WHERE student_id = 4");
	step = solved(giving, CITY_UNIT);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE student_id = 1 AND family_id = 1"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE family_id IN (2, 3)"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE student_id IN (2, 3, 4)"), 0);
	assert_int_equal(step.totals.students, PAIRING_STUDENTS - 2);
	assert_int_equal(step.totals.families, PAIRING_FAMILIES - 2);
}

static void a_pair_that_ended_well_comes_first_again(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, 8, 6, PAIR_ACTIVE, giving_noon());
	giving_sql(giving, "UPDATE pair SET ended_at = '2018-11-01', end_reason = 'moved'");
	solved(giving, CITY_UNIT);
	assert_int_equal(giving_number(giving, "SELECT continuity AS n FROM match_proposal WHERE student_id = 8 AND family_id = 6"), 80);
}

static void of_two_who_decide_one_wins(void **state)
{
	struct giving *giving = *state;
	struct run_step step = solved(giving, CITY_UNIT), second;

	take_first(&step);
	second = step;
	second.actor = &county_officer;
	second.run_id = step.run_id;
	assert_int_equal(transact(&second, approve), E_NOT_FOUND);	/* the run is the city's */
	second.actor = &city_officer;
	assert_int_equal(transact(&step, approve), OK);
	assert_int_equal(transact(&second, approve), E_CONFLICT);
	assert_string_equal(second.word, "state");
	assert_int_equal(transact(&second, refuse), E_CONFLICT);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE state = 'held'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE decision = 'approved' AND pair_id IS NOT NULL"), 1);
}

static void all_are_approved_in_slices_and_what_cannot_be_is_told(void **state)
{
	struct giving *giving = *state;
	struct run_step step = solved(giving, CITY_UNIT);

	giving_sql(giving, "UPDATE family SET suspended_at = '2018-01-01' WHERE id = 2");
	assert_int_equal(transact(&step, approve_slice), OK);
	assert_true(step.slice.more);
	assert_int_equal(transact(&step, approve_slice), OK);
	assert_false(step.slice.more);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE state = 'held'"), PAIRING_FAMILIES - 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE family_id = 2 AND decision IS NULL "
					       "AND refusal = 'family_not_approved'"), 1);
}

static void an_override_keeps_the_hard_rules(void **state)
{
	struct giving *giving = *state;
	struct run_step step;

	giving_sql(giving, "UPDATE family SET offers = 'company' WHERE id = 5");
	giving_sql(giving, "UPDATE family SET approved_until = '2018-01-01' WHERE id = 6");
	step = solved(giving, CITY_UNIT);
	take_first(&step);
	step.instead = "F00000005";
	assert_int_equal(transact(&step, override), E_CONFLICT);
	assert_string_equal(step.word, "does_not_fit");
	step.instead = "F00000006";
	assert_int_equal(transact(&step, override), E_CONFLICT);
	assert_string_equal(step.word, "unknown");
	giving_sql(giving, "UPDATE family SET approved_until = '2026-12-31' WHERE id = 6");
	assert_int_equal(transact(&step, override), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE override AND decision = 'approved' AND "
					       "family_id = 6 AND reason = 'why'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE family_id = 6 AND state = 'held'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM match_proposal WHERE decision = 'refused'"), 1);
}

static void a_discarded_run_is_decided_of_no_more(void **state)
{
	struct run_step step = solved(*state, CITY_UNIT);

	take_first(&step);
	assert_int_equal(transact(&step, discard), OK);
	assert_int_equal(transact(&step, discard), E_CONFLICT);
	assert_int_equal(transact(&step, approve), E_NOT_FOUND);
}

static void a_new_family_is_offered_its_best_student(void **state)
{
	struct giving *giving = *state;
	struct run_step step = { .giving = giving, .actor = &city_officer, .family_id = 3 };

	/* Everybody else has somebody: this one is new. */
	giving_sql(giving, "UPDATE family SET capacity = 0 WHERE id <> 3");
	giving_sql(giving, "UPDATE student SET hardship = 'orphan' WHERE id = 5");
	assert_int_equal(transact(&step, offer), OK);
	assert_non_null(step.code);
	assert_int_equal(giving_number(giving, "SELECT student_id AS n FROM pair WHERE family_id = 3 AND state = 'held'"), 5);
	assert_int_equal(transact(&step, offer), OK);	/* it has no room now: nothing, and no fault */
	assert_null(step.code);
}

static void weights_are_bounded(void **state)
{
	struct run_step step = { .giving = *state, .actor = &city_officer, .unit_id = CITY_UNIT };

	weights.village += 1;
	assert_int_equal(transact(&step, ask), E_INVALID);
	weights.village = -1;
	assert_int_equal(transact(&step, ask), E_INVALID);
	weights.village = 80;
	step.actor = &county_officer;
	assert_int_equal(transact(&step, ask), E_NOT_FOUND);	/* outside the scope */
}

static int clean(void **state)
{
	static const char *const emptied[] = { "DELETE FROM match_figure", "DELETE FROM match_left", "DELETE FROM match_unpaired",
					       "DELETE FROM concern", "DELETE FROM pair_notice", "DELETE FROM match_proposal",
					       "DELETE FROM pair", "DELETE FROM match_run", "DELETE FROM job_line", "DELETE FROM job", NULL };

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(*state, *sql);
	return pairing_clean(state);
}

#define TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_run_is_stored_whole), TEST(insertion_order_changes_nothing), TEST(what_hard_rules_forbid_is_never_proposed),
		TEST(a_pair_that_ended_well_comes_first_again), TEST(of_two_who_decide_one_wins),
		TEST(all_are_approved_in_slices_and_what_cannot_be_is_told), TEST(an_override_keeps_the_hard_rules),
		TEST(a_discarded_run_is_decided_of_no_more), TEST(a_new_family_is_offered_its_best_student), TEST(weights_are_bounded) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
