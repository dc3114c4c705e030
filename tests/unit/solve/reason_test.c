/* Reasons mean what the header says, each by its definition: solve again with the instance changed by just that much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"

enum { rounds = 1500 };

static const struct instance_kind kind = { .students = 8, .families = 14, .places = 3, .capacity = 2, .candidates = 5, .score = 30 };

static struct solver *solve(const struct instance *instance)
{
	struct solver *solver;

	assert_int_equal(solver_new(&instance->input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	assert_int_equal(solver_lower_prices(solver, NULL), OK);
	return solver;
}

/* All places and points as one number, in that unit. */
static int64_t worth_now(const struct instance *instance, int64_t unit)
{
	struct solver *const solver = solve(instance);
	struct assignment_totals totals;
	int64_t worth;

	solver_totals(solver, &totals);
	worth = totals.score;
	for (int i = 0; i < ASSIGNMENT_PLACES; i++)
		worth += (ASSIGNMENT_PLACES - i) * unit * totals.students_with[i];
	solver_free(solver);
	return worth;
}

static void a_price_is_what_one_more_would_bring(void **state)
{
	struct random random = { .state = 1 };

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct instance instance;

		instance_make(&random, &kind, &instance);
		struct solver *const solver = solve(&instance);
		const int64_t unit = solver_unit(solver), before = worth_now(&instance, unit);

		for (uint32_t f = 0; f < instance.input.family_count; f++) {
			instance.capacity[f]++;
			assert_int_equal(solver_price(solver, f), worth_now(&instance, unit) - before);
			instance.capacity[f]--;
		}
		solver_free(solver);
		instance_free(&instance);
	}
}

static uint32_t edge_of(const struct instance *instance, uint32_t student, uint32_t family)
{
	uint32_t e = instance->first[student];

	while (e < instance->first[student + 1] && instance->family[e] != family)
		e++;
	return e;
}

static bool is_paired(const struct solver *solver, uint32_t student, uint32_t family)
{
	struct assignment_pair pairs[ASSIGNMENT_PLACES];
	const uint32_t count = solver_pairs_of(solver, student, pairs);

	for (uint32_t i = 0; i < count; i++)
		if (pairs[i].family == family)
			return true;
	return false;
}

static bool has_student(const struct solver *solver, const struct instance *instance, uint32_t family)
{
	for (uint32_t s = 0; s < instance->input.student_count; s++)
		if (is_paired(solver, s, family))
			return true;
	return false;
}

static void a_miss_is_short_by_just_that(void **state)
{
	struct random random = { .state = 2 };
	uint32_t met = 0;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct instance instance;

		instance_make(&random, &kind, &instance);
		instance.input.score_max = 1000;
		struct solver *const solver = solve(&instance);
		const int64_t unit = solver_unit(solver), before = worth_now(&instance, unit);

		for (uint32_t f = 0; f < instance.input.family_count; f++) {
			struct assignment_miss miss;

			if (instance.capacity[f] == 0 || has_student(solver, &instance, f) || !solver_nearest_miss(solver, f, &miss))
				continue;
			const uint32_t e = edge_of(&instance, miss.student, f);

			assert_int_equal(instance.score[e], miss.score);
			instance.score[e] = (uint16_t)(miss.score + miss.short_by);
			assert_int_equal(worth_now(&instance, unit), before);
			instance.score[e]++;
			assert_int_equal(worth_now(&instance, unit), before + 1);
			instance.score[e] = miss.score;
			met++;
		}
		solver_free(solver);
		instance_free(&instance);
	}
	assert_true(met > rounds / 4);
}

static void the_runner_up_is_the_best_of_the_rest(void **state)
{
	struct random random = { .state = 3 };
	uint32_t met = 0;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct instance instance;
		struct assignment_pair pairs[ASSIGNMENT_PLACES];
		struct assignment_miss miss;

		instance_make(&random, &kind, &instance);
		struct solver *const solver = solve(&instance);

		for (uint32_t s = 0; s < instance.input.student_count; s++) {
			if (solver_pairs_of(solver, s, pairs) == 0 || !solver_runner_up(solver, s, pairs[0].family, &miss))
				continue;
			assert_false(is_paired(solver, s, miss.family));
			const int64_t ours = pairs[0].score - solver_price(solver, pairs[0].family);

			assert_int_equal(miss.short_by, ours - (miss.score - solver_price(solver, miss.family)));
			for (uint32_t e = instance.first[s]; e < instance.first[s + 1]; e++)
				if (!is_paired(solver, s, instance.family[e]) && instance.capacity[instance.family[e]] > 0)
					assert_true(ours - (instance.score[e] - solver_price(solver, instance.family[e])) >= miss.short_by);
			met++;
		}
		solver_free(solver);
		instance_free(&instance);
	}
	assert_true(met > rounds / 4);
}

/* Two students want two families the other way round than the sum does. */
static void a_blocking_pair_is_counted(void **state)
{
	const uint8_t places[] = { 1, 1 };
	const uint32_t capacity[] = { 1, 1 }, first[] = { 0, 2, 4 }, family[] = { 0, 1, 0, 1 };
	const uint16_t score[] = { 10, 9, 8, 1 };
	const struct assignment input = { .student_count = 2, .family_count = 2, .places = places, .capacity = capacity,
		.first = first, .family = family, .score = score };
	struct solver *solver;

	(void)state;
	assert_int_equal(solver_new(&input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	assert_true(is_paired(solver, 0, 1) && is_paired(solver, 1, 0));	/* 17, not 11 */
	assert_int_equal(solver_blocking_pairs(solver), 1);
	solver_free(solver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_price_is_what_one_more_would_bring), cmocka_unit_test(a_miss_is_short_by_just_that),
		cmocka_unit_test(the_runner_up_is_the_best_of_the_rest), cmocka_unit_test(a_blocking_pair_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
