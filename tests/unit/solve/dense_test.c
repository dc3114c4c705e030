/* Where edges are left out at first the result is that of all edges. The same instance is solved again among so many students without
 * any edge that its average is no longer dense. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"

enum { rounds = 4, students = 60, families = 700 };

static struct solver *solve(const struct assignment *input)
{
	struct fault fault = { .text = "" };
	struct solver *solver;

	assert_int_equal(solver_new(input, &solver, &fault), OK);
	if (solver_run(solver, &fault) != OK || solver_lower_prices(solver, &fault) != OK)
		fail_msg("%s", fault.text);
	return solver;
}

static bool is_free(const struct solver *solver, uint32_t family)
{
	for (uint32_t s = 0; s < students; s++) {
		struct assignment_pair pairs[ASSIGNMENT_PLACES];
		const uint32_t count = solver_pairs_of(solver, s, pairs);

		for (uint32_t i = 0; i < count; i++)
			if (pairs[i].family == family)
				return false;
	}
	return true;
}

static void compare(struct random *random, const struct instance_kind *kind)
{
	static uint8_t places[2 * students];
	static uint32_t first[2 * students + 1];
	struct assignment_totals dense_totals, sparse_totals;
	struct instance instance;

	instance_make(random, kind, &instance);
	for (uint32_t f = kind->families / 8; f < kind->families; f++)
		instance.capacity[f] = kind->capacity == 1 && f % 4 != 0 ? 0 : kind->capacity;	/* few enough to be fought over */
	struct assignment padded = instance.input;

	for (uint32_t s = 0; s < 2 * students; s++) {
		places[s] = s < students ? instance.places[s] : 0;
		first[s + 1] = s < students ? instance.first[s + 1] : first[s];
	}
	padded.student_count = 2 * students;
	padded.places = places;
	padded.first = first;
	struct solver *const dense = solve(&instance.input), *const sparse = solve(&padded);

	assert_true(solver_bytes(dense) < solver_bytes(sparse));
	solver_totals(dense, &dense_totals);
	solver_totals(sparse, &sparse_totals);
	assert_memory_equal(&dense_totals, &sparse_totals, sizeof dense_totals);
	for (uint32_t f = 0; f < kind->families; f++) {
		struct assignment_miss miss[2];

		if (instance.capacity[f] == 0)
			continue;
		assert_int_equal(solver_price(dense, f), solver_price(sparse, f));
		if (!is_free(dense, f) || !is_free(sparse, f))
			continue;
		assert_true(solver_nearest_miss(dense, f, &miss[0]) && solver_nearest_miss(sparse, f, &miss[1]));
		assert_int_equal(miss[0].student, miss[1].student);
		assert_int_equal(miss[0].short_by, miss[1].short_by);
	}
	assert_int_equal(solver_set_capacity(dense, 0, 1), E_CONFLICT);
	solver_free(dense);
	solver_free(sparse);
	instance_free(&instance);
}

static void check_kind(uint16_t score, uint32_t capacity, uint32_t places)
{
	struct random random = { .state = score + capacity };

	for (int round = 0; round < rounds; round++)
		compare(&random, &(struct instance_kind){ .students = students, .families = families, .places = places,
			.capacity = capacity, .candidates = families, .score = score, .exact = true });
}

static void many_scores(void **state)
{
	(void)state;
	check_kind(1000, 1, 2);
}

static void hardly_any_scores(void **state)
{
	(void)state;
	check_kind(1, 1, 3);
}

static void scores_beyond_the_buckets(void **state)
{
	(void)state;
	check_kind(UINT16_MAX, 1, 4);
}

static void room_for_all(void **state)
{
	(void)state;
	check_kind(30, 3, 2);
}

static void an_edge_twice_is_refused(void **state)
{
	struct random random = { .state = 9 };
	struct instance instance;
	struct solver *solver = NULL;

	(void)state;
	instance_make(&random, &(struct instance_kind){ .students = students, .families = families, .places = 1, .capacity = 1,
		.candidates = families, .score = 9, .exact = true }, &instance);
	instance.family[5] = instance.family[6];
	assert_int_equal(solver_new(&instance.input, &solver, NULL), E_INVALID);
	assert_null(solver);
	instance_free(&instance);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(many_scores), cmocka_unit_test(hardly_any_scores), cmocka_unit_test(scores_beyond_the_buckets),
		cmocka_unit_test(room_for_all), cmocka_unit_test(an_edge_twice_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
