/* Instances too large for trying everything, against a slow solver of another kind; and what must not change the result: the order of
 * lines, prices to start from, numbers at the edge of what fits. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "instance.h"
#include "reference.h"
#include "scratch.h"
#include "solve/instance_text.h"

enum { rounds = 1000, permuted_rounds = 60 };

static struct solver *solved(const struct assignment *input)
{
	struct fault fault = { .text = "" };
	struct solver *solver;

	if (solver_new(input, &solver, &fault) != OK || solver_run(solver, &fault) != OK)
		fail_msg("%s", fault.text);
	return solver;
}

static void check_same(const struct assignment_totals *found, const struct assignment_totals *expected)
{
	for (int i = 0; i < ASSIGNMENT_PLACES; i++)
		assert_int_equal(found->students_with[i], expected->students_with[i]);
	assert_int_equal(found->pairs, expected->pairs);
	assert_int_equal(found->score, expected->score);
}

/* The pairs themselves obey the input and add up to the totals. */
static void check_pairs(const struct assignment *input, const struct solver *solver, const struct assignment_totals *totals)
{
	uint32_t *const taken = ARENA_ARRAY(&arena, uint32_t, input->family_count);
	struct assignment_totals counted = { .pairs = 0 };
	struct assignment_pair pairs[ASSIGNMENT_PLACES];

	for (uint32_t s = 0; s < input->student_count; s++) {
		const uint32_t count = solver_pairs_of(solver, s, pairs);

		assert_true(count <= input->places[s]);
		for (uint32_t i = 0; i < count; i++) {
			uint32_t e = input->first[s];

			while (e < input->first[s + 1] && input->family[e] != pairs[i].family)
				e++;
			assert_true(e < input->first[s + 1]);
			assert_int_equal(pairs[i].score, input->score[e]);
			assert_int_equal(pairs[i].student, s);
			assert_int_equal(pairs[i].place, i + 1);
			assert_true(++taken[pairs[i].family] <= input->capacity[pairs[i].family]);
			assert_true(i == 0 || pairs[i - 1].family != pairs[i].family);
			counted.students_with[i]++;
			counted.pairs++;
			counted.score += pairs[i].score;
		}
	}
	check_same(&counted, totals);
}

static void check_input(const struct assignment *input, const struct assignment_totals *expected)
{
	struct solver *const solver = solved(input);
	struct assignment_totals found;

	solver_totals(solver, &found);
	check_same(&found, expected);
	check_pairs(input, solver, expected);
	solver_free(solver);
}

static void check_kind(const struct instance_kind *kind)
{
	struct random random = { .state = kind->students + kind->score };

	for (int round = 0; round < rounds; round++) {
		struct assignment_totals expected;
		struct instance instance;

		instance_make(&random, kind, &instance);
		reference_solve(&instance.input, &expected);
		check_input(&instance.input, &expected);
		instance_free(&instance);
		arena_reset(&arena);
	}
}

static void dozens_far_and_near(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 24, .families = 40, .places = 4, .capacity = 3, .candidates = 8, .score = 1000 });
	check_kind(&(struct instance_kind){
		.students = 30, .families = 40, .places = 2, .capacity = 1, .candidates = 6, .score = 50, .near = true });
}

static void dozens_of_ties(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 24, .families = 40, .places = 2, .capacity = 1, .candidates = 5, .score = 1 });
	check_kind(&(struct instance_kind){
		.students = 24, .families = 24, .places = 3, .capacity = 2, .candidates = 5, .score = 0, .near = true });
}

static void scarce_families(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){
		.students = 30, .families = 20, .places = 2, .capacity = 1, .candidates = 6, .score = UINT16_MAX, .exact = true });
}

static void every_edge_there(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){
		.students = 14, .families = 18, .places = 2, .capacity = 1, .candidates = 18, .score = 30, .exact = true });
}

/* As text, in an order that chance decides; the ids keep the order but are others. */
static void write_shuffled(struct random *random, const struct assignment *input, int64_t step, struct buffer *out)
{
	const uint32_t edges = input->first[input->student_count], lines = input->student_count + input->family_count + edges;
	char **const line = ARENA_ARRAY(&arena, char *, lines);
	uint32_t count = 0;

	for (uint32_t s = 0; s < input->student_count; s++) {
		line[count++] = arena_print(&arena, "s %" PRId64 " %u\n", s * step - 7, input->places[s]);
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++)
			line[count++] = arena_print(&arena, "e %" PRId64 " %" PRId64 " %u\n", s * step - 7, input->family[e] * step,
						    input->score[e]);
	}
	for (uint32_t f = 0; f < input->family_count; f++)
		line[count++] = arena_print(&arena, "f %" PRId64 " %" PRIu32 "\n", f * step, input->capacity[f]);
	buffer_print(out, "p %" PRIu32 " %" PRIu32 " %" PRIu32 "\n", input->student_count, input->family_count, edges);
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t with = i + random_below(random, count - i);
		char *const chosen = line[with];

		line[with] = line[i];
		buffer_append_string(out, chosen);
	}
}

static void check_same_pairs(const struct solver *one, const struct solver *other, uint32_t students)
{
	struct assignment_pair pairs[ASSIGNMENT_PLACES], again[ASSIGNMENT_PLACES];

	for (uint32_t s = 0; s < students; s++) {
		const uint32_t count = solver_pairs_of(one, s, pairs);

		assert_int_equal(solver_pairs_of(other, s, again), count);
		for (uint32_t i = 0; i < count; i++) {
			assert_int_equal(again[i].family, pairs[i].family);
			assert_int_equal(again[i].place, pairs[i].place);
		}
	}
}

static void check_permuted(struct random *random, const struct instance_kind *kind, int64_t step)
{
	struct instance_text read;
	struct instance instance;
	struct text_fault fault;
	struct buffer text;

	instance_make(random, kind, &instance);
	buffer_init(&text, &arena, 0);
	write_shuffled(random, &instance.input, step, &text);
	assert_int_equal(instance_text_read(&arena, text.data, text.length, &read, &fault), OK);
	struct solver *const one = solved(&instance.input), *const other = solved(&read.input);

	check_same_pairs(one, other, instance.input.student_count);
	instance_shuffle(random, &instance);
	struct solver *const third = solved(&instance.input);

	check_same_pairs(one, third, instance.input.student_count);
	solver_free(one);
	solver_free(other);
	solver_free(third);
	instance_free(&instance);
	arena_reset(&arena);
}

static void permuted_input_gives_the_same_pairs(void **state)
{
	struct random random = { .state = 11 };

	(void)state;
	for (int round = 0; round < permuted_rounds; round++) {
		check_permuted(&random, &(struct instance_kind){
			.students = 300, .families = 500, .places = 2, .capacity = 1, .candidates = 12, .score = 3, .near = true }, 1);
		check_permuted(&random, &(struct instance_kind){
			.students = 60, .families = 60, .places = 4, .capacity = 3, .candidates = 9, .score = 1 }, INT64_C(1) << 50);
	}
}

static void any_prices_to_start_from(void **state)
{
	static const int64_t nonsense[] = { 0, 1, -1, 999, INT64_MAX, INT64_MIN, INT64_MAX / 4, INT64_C(1) << 60 };
	static const int64_t units[] = { 1, 2, 1001, INT64_MAX, 0, -5, INT64_MIN };
	const struct instance_kind kind = {
		.students = 40, .families = 60, .places = 3, .capacity = 2, .candidates = 8, .score = 1000, .near = true };
	struct random random = { .state = 5 };

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct assignment_totals expected;
		struct instance instance;

		instance_make(&random, &kind, &instance);
		reference_solve(&instance.input, &expected);
		int64_t *const prices = ARENA_ARRAY(&arena, int64_t, instance.input.family_count);

		for (uint32_t f = 0; f < instance.input.family_count; f++)
			prices[f] = nonsense[random_below(&random, sizeof nonsense / sizeof nonsense[0])];
		instance.input.prices = prices;
		instance.input.price_unit = units[random_below(&random, sizeof units / sizeof units[0])];
		check_input(&instance.input, &expected);
		instance_free(&instance);
		arena_reset(&arena);
	}
}

static void prices_of_the_last_run_give_the_same_totals(void **state)
{
	const struct instance_kind kind = {
		.students = 60, .families = 90, .places = 2, .capacity = 2, .candidates = 8, .score = 1000, .near = true };
	struct random random = { .state = 6 };

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct assignment_totals expected;
		struct instance instance;

		instance_make(&random, &kind, &instance);
		struct solver *const first = solved(&instance.input);
		int64_t *const prices = ARENA_ARRAY(&arena, int64_t, instance.input.family_count);

		for (uint32_t f = 0; f < instance.input.family_count; f++)
			prices[f] = solver_price(first, f);
		solver_totals(first, &expected);
		instance.input.prices = prices;
		instance.input.price_unit = solver_unit(first);
		check_input(&instance.input, &expected);
		solver_free(first);
		instance_free(&instance);
		arena_reset(&arena);
	}
}

/* Every number as large as its type allows: 150,000 students who all may have the same four families, of endless room. */
static void numbers_as_large_as_they_come(void **state)
{
	enum { students = 150000, families = ASSIGNMENT_PLACES };
	uint8_t *const places = ARENA_ARRAY(&arena, uint8_t, students);
	uint32_t *const first = ARENA_ARRAY(&arena, uint32_t, students + 1), *const family = ARENA_ARRAY(&arena, uint32_t, students * families);
	uint32_t *const capacity = ARENA_ARRAY(&arena, uint32_t, families);
	uint16_t *const score = ARENA_ARRAY(&arena, uint16_t, students * families);
	const struct assignment input = {
		.student_count = students, .family_count = families, .places = places, .capacity = capacity, .first = first,
		.family = family, .score = score };
	struct assignment_totals found;

	(void)state;
	for (uint32_t f = 0; f < families; f++)
		capacity[f] = UINT32_MAX;
	for (uint32_t s = 0; s < students; s++) {
		places[s] = ASSIGNMENT_PLACES;
		first[s + 1] = first[s] + families;
		for (uint32_t f = 0; f < families; f++) {
			family[first[s] + f] = f;
			score[first[s] + f] = UINT16_MAX;
		}
	}
	struct solver *const solver = solved(&input);

	solver_totals(solver, &found);
	assert_int_equal(found.pairs, students * families);
	assert_int_equal(found.score, (int64_t)students * families * UINT16_MAX);
	/* The promise that nothing overflows. */
	assert_true(solver_unit(solver) > (int64_t)students * families * UINT16_MAX);
	assert_true(solver_unit(solver) < (INT64_C(1) << 61) / ASSIGNMENT_PLACES);
	solver_free(solver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(dozens_far_and_near, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dozens_of_ties, set_up, tear_down),
		cmocka_unit_test_setup_teardown(scarce_families, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_edge_there, set_up, tear_down),
		cmocka_unit_test_setup_teardown(permuted_input_gives_the_same_pairs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(any_prices_to_start_from, set_up, tear_down),
		cmocka_unit_test_setup_teardown(prices_of_the_last_run_give_the_same_totals, set_up, tear_down),
		cmocka_unit_test_setup_teardown(numbers_as_large_as_they_come, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
