/* A run in memory: what is the best, who may not, why, and that leaving edges out leaves nothing out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/key.h"
#include "domain/pairing/match_plan.h"
#include "scratch.h"
#include "solve/assignment.h"

enum { most = 1200 };

static const struct match_points weights = { .village = 80, .township = 120, .county = 100, .distance = 150, .fit = 250,
					     .waiting = 120, .vulnerability = 100, .continuity = 80 };

/* Three townships in a row, about 11 km apart, the last in another county. */
static const struct match_place places[] = {
	{ "371302001", 35000000, 118000000 }, { "371302002", 35100000, 118000000 }, { "371328101", 35200000, 118000000 } };
#define NEAR "371302001001"
#define NEAR_TOO "371302001002"
#define NEXT "371302002001"
#define FAR "371328101001"

static struct match_student students[most];
static struct match_family families[most];
static struct match_past past[16];

static struct match_input input_of(size_t student_count, size_t family_count, size_t past_count)
{
	const struct timestamp now = { INT64_C(1541725200) * 1000000 };

	return (struct match_input){ .students = { students, student_count }, .families = { families, family_count },
				     .past = { past, past_count }, .places = { places, 3 }, .now = now, .today = date_at(now) };
}

static void set_student(size_t which, const char *home)
{
	students[which] = (struct match_student){ .id = (int64_t)which + 1, .home_code = home, .room = 1,
						  .opened_at = { INT64_C(1538352000) * 1000000 },
						  .hardship = HARDSHIP_REGISTERED_POOR, .sex = SEX_FEMALE, .stage = STAGE_PRIMARY };
}

static void set_family(size_t which, const char *home)
{
	families[which] = (struct match_family){ .id = (int64_t)which + 101, .home_code = home, .room = 1, .travel_km = 5 };
}

static struct match_plan made(const struct match_input *input)
{
	struct match_plan plan;
	struct fault fault = { "" };

	assert_int_equal(match_plan_make(&arena, input, &weights, &plan, &fault), OK);
	return plan;
}

static const struct match_choice *choice_at(const struct match_plan *plan, size_t which)
{
	assert_true(which < plan->choices.count);
	return (const struct match_choice *)plan->choices.row + which;
}

static void the_nearest_is_chosen_and_told_why(void **state)
{
	struct match_input input;
	struct match_plan plan;
	const struct match_choice *choice;

	(void)state;
	set_student(0, NEAR);
	set_family(0, NEAR_TOO);
	set_family(1, NEAR);
	input = input_of(1, 2, 0);
	plan = made(&input);
	assert_int_equal(plan.choices.count, 1);
	choice = choice_at(&plan, 0);
	assert_int_equal(choice->family_id, 102);
	assert_int_equal(choice->points.village, 80);
	assert_int_equal(choice->points.distance, 150);
	assert_int_equal(choice->points.vulnerability, 40);
	assert_int_equal(choice->score, points_sum(&choice->points));
	assert_int_equal(choice->runner_up_id, 101);
	assert_int_equal(choice->runner_up_short, 80);
	assert_int_equal(plan.unpaired.count, 1);
	assert_int_equal(((const struct match_unpaired *)plan.unpaired.row)->why, UNPAIRED_OUTSCORED);
	assert_int_equal(((const struct match_unpaired *)plan.unpaired.row)->nearest_id, 1);
	assert_int_equal(((const struct match_unpaired *)plan.unpaired.row)->nearest_short, 80);
	assert_int_equal(plan.totals.edges, 2);
}

/* One student, one family, and what makes the two impossible. */
static enum left_why why_not(size_t past_count)
{
	const struct match_input input = input_of(1, 1, past_count);
	const struct match_plan plan = made(&input);

	assert_int_equal(plan.choices.count, 0);
	assert_int_equal(plan.left.count, 1);
	return ((const struct match_left *)plan.left.row)->why;
}

static void hard_rules_hold(void **state)
{
	struct match_input input;

	(void)state;
	set_student(0, NEAR);
	set_family(0, NEAR);
	students[0].wants_woman = true;
	assert_int_equal(why_not(0), LEFT_NONE_FITS);
	families[0].woman = true;
	input = input_of(1, 1, 0);
	assert_int_equal(made(&input).choices.count, 1);
	students[0].books = true;
	assert_int_equal(why_not(0), LEFT_NONE_FITS);
	families[0].books = true;
	assert_int_equal(made(&input).choices.count, 1);
	past[0] = (struct match_past){ .student_id = 1, .family_id = 101, .barred = true };
	assert_int_equal(why_not(1), LEFT_NONE_FITS);
	past[0] = (struct match_past){ .student_id = 1, .family_id = 101, .live = true };
	assert_int_equal(why_not(1), LEFT_NONE_FITS);
	families[0].home_code = NEXT;
	assert_int_equal(why_not(0), LEFT_NONE_IN_REACH);
	families[0].travel_km = 12;
	assert_int_equal(made(&input).choices.count, 1);
}

static void a_good_earlier_pair_comes_first(void **state)
{
	const struct match_input input = input_of(1, 2, 1);
	struct match_plan plan;

	(void)state;
	set_student(0, NEAR);
	set_family(0, NEAR_TOO);
	set_family(1, NEAR_TOO);
	past[0] = (struct match_past){ .student_id = 1, .family_id = 102, .good = true };
	plan = made(&input);
	assert_int_equal(choice_at(&plan, 0)->family_id, 102);
	assert_int_equal(choice_at(&plan, 0)->points.continuity, 80);
}

static void whoever_has_one_waits_behind_whoever_has_none(void **state)
{
	struct match_input input;
	struct match_plan plan;

	(void)state;
	set_student(0, NEAR);
	set_student(1, NEXT);
	students[0].pairs = 1;
	set_family(0, NEAR);
	families[0].travel_km = 20;
	input = input_of(2, 1, 0);
	plan = made(&input);
	assert_int_equal(plan.choices.count, 1);
	assert_int_equal(choice_at(&plan, 0)->student_id, 2);
	assert_int_equal(plan.totals.first_places, 2);
	set_family(1, NEAR);
	input = input_of(2, 2, 0);
	plan = made(&input);
	assert_int_equal(plan.choices.count, 2);
	assert_int_equal(choice_at(&plan, 0)->place, 2);
	assert_int_equal(plan.totals.second_places, 1);
}

static void brothers_and_sisters_go_together(void **state)
{
	struct match_input input;
	struct match_plan plan;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		set_student(i, NEAR);
	students[0].household = students[2].household = 1;
	set_family(0, NEAR);
	set_family(1, NEAR_TOO);
	families[1].room = 2;
	input = input_of(3, 2, 0);
	plan = made(&input);
	assert_int_equal(plan.choices.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(choice_at(&plan, i)->family_id, choice_at(&plan, i)->student_id == 2 ? 101 : 102);
	families[1].room = 1;	/* none has room for both: they wait, rather than be apart */
	plan = made(&input);
	assert_int_equal(plan.choices.count, 1);
	assert_int_equal(plan.left.count, 2);
}

static void a_sister_follows_to_the_family_that_has_her_brother(void **state)
{
	struct match_input input;
	struct match_plan plan;

	(void)state;
	set_student(0, NEAR);
	students[0].id = 5;
	students[0].household = 4;
	set_family(0, NEAR);
	set_family(1, NEAR_TOO);
	past[0] = (struct match_past){ .student_id = 4, .family_id = 102, .household = 4, .live = true };
	input = input_of(1, 2, 1);
	plan = made(&input);
	assert_int_equal(plan.choices.count, 1);
	assert_int_equal(choice_at(&plan, 0)->family_id, 102);
	input = input_of(1, 1, 1);	/* that family has no room left */
	assert_int_equal(made(&input).choices.count, 0);
}

static uint32_t draw(uint64_t *seed, uint32_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % below;
}

static void crowd(size_t student_count, size_t family_count, uint64_t seed)
{
	static const char *const homes[] = { NEAR, NEAR_TOO, NEXT, FAR };

	for (size_t i = 0; i < student_count; i++) {
		set_student(i, homes[draw(&seed, 4)]);
		students[i].room = 1 + draw(&seed, 3);
		students[i].books = draw(&seed, 2) != 0;
		students[i].company = draw(&seed, 2) != 0;
		students[i].hardship = (enum hardship)draw(&seed, 6);
		students[i].wants_woman = draw(&seed, 4) == 0;
	}
	for (size_t i = 0; i < family_count; i++) {
		set_family(i, homes[draw(&seed, 4)]);
		families[i].travel_km = 1 + draw(&seed, 30);
		families[i].room = 1 + draw(&seed, 2);
		families[i].books = draw(&seed, 2) != 0;
		families[i].tutoring = draw(&seed, 2) != 0;
		families[i].woman = draw(&seed, 4) != 0;
	}
}

/* The solver given every edge at once. */
static void solve_whole(const struct match_input *input, struct assignment_totals *totals)
{
	const size_t student_count = input->students.count, family_count = input->families.count;
	struct match_reach *reach = match_reach_new(&arena, input, &weights);
	uint32_t *first = ARENA_ARRAY(&arena, uint32_t, student_count + 1), *capacity = ARENA_ARRAY(&arena, uint32_t, family_count + 1);
	uint32_t *family = ARENA_ARRAY(&arena, uint32_t, student_count * family_count + 1), count = 0;
	uint16_t *score = ARENA_ARRAY(&arena, uint16_t, student_count * family_count + 1);
	uint8_t *room = ARENA_ARRAY(&arena, uint8_t, student_count + 1);
	struct fault fault = { "" };
	struct solver *solver;

	for (uint32_t i = 0; i < student_count; i++) {
		struct reach_walk walk;
		struct reach_edge edge;

		room[i] = (uint8_t)students[i].room;
		for (reach_begin(reach, i, &walk); reach_next(&walk, &edge);)
			if (edge.fits) {
				family[count] = edge.family;
				score[count++] = edge.score;
			}
		first[i + 1] = count;
	}
	for (uint32_t i = 0; i < family_count; i++)
		capacity[i] = (uint32_t)families[i].room;
	const struct assignment whole = { .student_count = (uint32_t)student_count, .family_count = (uint32_t)family_count,
					  .places = room, .capacity = capacity, .first = first, .family = family, .score = score,
					  .score_max = score_max };
	assert_int_equal(solver_new(&whole, &solver, &fault), OK);
	assert_int_equal(solver_run(solver, &fault), OK);
	solver_totals(solver, totals);
	solver_free(solver);
}

static void assert_whole(size_t student_count, size_t family_count, uint64_t seed)
{
	struct assignment_totals totals;
	struct match_input input;
	struct match_plan plan;

	crowd(student_count, family_count, seed);
	input = input_of(student_count, family_count, 0);
	plan = made(&input);
	solve_whole(&input, &totals);
	assert_int_equal(plan.totals.first_places, totals.students_with[0]);
	assert_int_equal(plan.totals.second_places, totals.students_with[1]);
	assert_int_equal(plan.totals.third_places, totals.students_with[2]);
	assert_int_equal(plan.totals.score, totals.score);
	assert_int_equal(plan.choices.count, totals.pairs);
	arena_reset(&arena);
}

static void edges_that_are_left_out_change_nothing(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++)
		assert_whole(1 + seed % 12, 1 + seed % 17, seed);
	assert_whole(600, 400, 7);
	assert_whole(300, 1200, 8);
	assert_whole(1000, 1000, 9);
}

static void nobody_gets_more_than_there_is(void **state)
{
	const struct match_choice *choices;
	struct match_input input;
	struct match_plan plan;
	int64_t taken[most] = { 0 }, got[most] = { 0 };

	(void)state;
	crowd(500, 700, 3);
	input = input_of(500, 700, 0);
	plan = made(&input);
	choices = plan.choices.row;
	for (size_t i = 0; i < plan.choices.count; i++) {
		got[choices[i].student_id - 1]++;
		taken[choices[i].family_id - 101]++;
		assert_true(choices[i].runner_up_short >= 0);
		assert_true(choices[i].metres <= families[choices[i].family_id - 101].travel_km * 1000);
	}
	for (size_t i = 0; i < 500; i++)
		assert_true(got[i] <= students[i].room);
	for (size_t i = 0; i < 700; i++)
		assert_true(taken[i] <= families[i].room);
}

/* The sums over groups are the totals; the input has one digest, and another where a single thing differs. */
static void figures_add_up_and_the_digest_tells(void **state)
{
	const struct match_figure *figures;
	struct match_input input;
	struct match_plan plan;
	int64_t counted[4] = { 0 }, matched[4] = { 0 };
	struct bytes again;

	(void)state;
	crowd(300, 200, 4);
	input = input_of(300, 200, 0);
	plan = made(&input);
	figures = plan.figures.row;
	for (size_t i = 0; i < plan.figures.count; i++) {
		counted[figures[i].grouping] += figures[i].students;
		matched[figures[i].grouping] += figures[i].matched;
	}
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(counted[i], 300);
		assert_int_equal(matched[i], plan.totals.first_places);
	}
	again = match_input_digest(&arena, &input);
	assert_memory_equal(again.data, plan.input_digest.data, again.length);
	families[7].travel_km++;
	assert_memory_not_equal(match_input_digest(&arena, &input).data, plan.input_digest.data, again.length);
}

static void an_empty_scope_is_no_fault(void **state)
{
	const struct match_input none = input_of(0, 0, 0), one = input_of(0, 1, 0), nobody = input_of(1, 0, 0);
	struct match_plan plan = made(&none);

	(void)state;
	assert_int_equal(plan.choices.count, 0);
	set_family(0, NEAR);
	plan = made(&one);
	set_student(0, NEAR);
	students[0].pairs = 1;
	assert_int_equal(made(&nobody).left.count, 1);
	assert_int_equal(plan.unpaired.count, 1);
	assert_int_equal(((const struct match_unpaired *)plan.unpaired.row)->why, UNPAIRED_NONE_IN_REACH);
}

static void distances_are_those_of_the_sphere(void **state)
{
	(void)state;
	assert_int_equal(great_circle_metres(35000000, 118000000, 35000000, 118000000), 0);
	assert_in_range(great_circle_metres(35000000, 118000000, 36000000, 118000000), 111194, 111196);
	assert_in_range(great_circle_metres(35104600, 118356400, 36651200, 117120100), 204000, 206000);	/* Linyi to Jinan */
}

static int begin(void **state)
{
	(void)state;
	return crypt_start(NULL) == OK ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_nearest_is_chosen_and_told_why), TEST(hard_rules_hold), TEST(a_good_earlier_pair_comes_first),
		TEST(whoever_has_one_waits_behind_whoever_has_none), TEST(brothers_and_sisters_go_together),
		TEST(a_sister_follows_to_the_family_that_has_her_brother), TEST(edges_that_are_left_out_change_nothing),
		TEST(nobody_gets_more_than_there_is), TEST(figures_add_up_and_the_digest_tells), TEST(an_empty_scope_is_no_fault),
		TEST(distances_are_those_of_the_sphere) };

	return cmocka_run_group_tests(tests, begin, NULL);
}
