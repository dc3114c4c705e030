/* After any changes the repaired solution is as good as a fresh solve of what the instance has become. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"
#include "solve/state.h"

enum { rounds = 60, changes = 60, nodes_max = 400, score_max = 60 };

/* The instance as a table: score + 1 of each edge, 0: none. Slow and simple beside the solver's lists. */
struct table {
	uint32_t students, families;
	uint8_t places[nodes_max];
	uint32_t capacity[nodes_max];
	uint16_t edge[nodes_max][nodes_max];
};

static struct table *table_of(const struct instance *instance)
{
	struct table *const table = calloc(1, sizeof *table);

	assert_non_null(table);
	table->students = instance->input.student_count;
	table->families = instance->input.family_count;
	memcpy(table->places, instance->places, table->students * sizeof *table->places);
	memcpy(table->capacity, instance->capacity, table->families * sizeof *table->capacity);
	for (uint32_t s = 0; s < table->students; s++)
		for (uint32_t e = instance->first[s]; e < instance->first[s + 1]; e++)
			table->edge[s][instance->family[e]] = (uint16_t)(instance->score[e] + 1);
	return table;
}

static void solve_afresh(const struct table *table, struct assignment_totals *out)
{
	static uint32_t first[nodes_max + 1], family[nodes_max * nodes_max];
	static uint16_t score[nodes_max * nodes_max];
	const struct assignment input = { .student_count = table->students, .family_count = table->families, .places = table->places,
		.capacity = table->capacity, .first = first, .family = family, .score = score, .score_max = score_max };
	struct solver *solver;
	uint32_t count = 0;

	for (uint32_t s = 0; s < table->students; s++) {
		for (uint32_t f = 0; f < table->families; f++) {
			if (table->edge[s][f] == 0)
				continue;
			family[count] = f;
			score[count++] = (uint16_t)(table->edge[s][f] - 1);
		}
		first[s + 1] = count;
	}
	assert_int_equal(solver_new(&input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	solver_totals(solver, out);
	solver_free(solver);
}

static void set_score(struct random *random, struct table *table, struct solver *solver, uint32_t s, uint32_t f)
{
	const uint16_t score = (uint16_t)random_below(random, score_max + 1);

	table->edge[s][f] = (uint16_t)(score + 1);
	assert_int_equal(solver_set_score(solver, s, f, score), OK);
}

static void arrive(struct random *random, struct table *table, struct solver *solver, bool is_student)
{
	uint32_t id, edges = random_below(random, 8);

	if (is_student) {
		table->places[table->students] = (uint8_t)random_below(random, 4);
		assert_int_equal(solver_add_student(solver, table->places[table->students], &id), OK);
		assert_int_equal(id, table->students++);
	} else {
		table->capacity[table->families] = random_below(random, 3);
		assert_int_equal(solver_add_family(solver, table->capacity[table->families], &id), OK);
		assert_int_equal(id, table->families++);
	}
	while (edges-- > 0) {
		const uint32_t s = is_student ? id : random_below(random, table->students);
		const uint32_t f = is_student ? random_below(random, table->families) : id;

		if (s < table->students && f < table->families)
			set_score(random, table, solver, s, f);
	}
}

static void change(struct random *random, struct table *table, struct solver *solver)
{
	const uint32_t s = random_below(random, table->students), f = random_below(random, table->families);

	if (table->students == 0 || table->families == 0) {
		arrive(random, table, solver, table->students == 0);
		return;
	}
	switch (random_below(random, 6)) {
	case 0:
		table->capacity[f] = random_below(random, 4);
		assert_int_equal(solver_set_capacity(solver, f, table->capacity[f]), OK);
		break;
	case 1:
		table->places[s] = (uint8_t)random_below(random, ASSIGNMENT_PLACES + 1);
		assert_int_equal(solver_set_places(solver, s, table->places[s]), OK);
		break;
	case 2:
		set_score(random, table, solver, s, f);
		break;
	case 3:
		assert_int_equal(solver_drop_edge(solver, s, f), table->edge[s][f] != 0 ? OK : E_NOT_FOUND);
		table->edge[s][f] = 0;
		break;
	default:
		arrive(random, table, solver, random_below(random, 2) == 0);
	}
}

/* No pair but of edges, places and capacities there are: the totals are of this instance. */
static void check_pairs(const struct table *table, const struct solver *solver)
{
	uint32_t taken[nodes_max] = { 0 };

	for (uint32_t s = 0; s < table->students; s++) {
		struct assignment_pair pairs[ASSIGNMENT_PLACES];
		const uint32_t count = solver_pairs_of(solver, s, pairs);

		assert_true(count <= table->places[s]);
		for (uint32_t i = 0; i < count; i++) {
			assert_int_equal(table->edge[s][pairs[i].family], pairs[i].score + 1);
			assert_true(++taken[pairs[i].family] <= table->capacity[pairs[i].family]);
		}
	}
}

static void change_and_compare(struct random *random, const struct instance_kind *kind)
{
	struct assignment_totals repaired, fresh;
	struct fault fault = { .text = "" };
	struct instance instance;
	struct solver *solver;

	instance_make(random, kind, &instance);
	instance.input.score_max = score_max;
	struct table *const table = table_of(&instance);

	assert_int_equal(solver_new(&instance.input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	for (int i = 0; i < changes; i++) {
		for (uint32_t n = random_below(random, 3) + 1; n > 0; n--)
			change(random, table, solver);
		if (solver_repair(solver, &fault) != OK)
			fail_msg("%s", fault.text);
		solver_totals(solver, &repaired);
		solve_afresh(table, &fresh);
		assert_memory_equal(&repaired, &fresh, sizeof fresh);
		check_pairs(table, solver);
	}
	assert_int_equal(solver_run(solver, NULL), OK);
	solver_totals(solver, &repaired);
	assert_memory_equal(&repaired, &fresh, sizeof fresh);
	solver_free(solver);
	instance_free(&instance);
	free(table);
}

static void small_ones(void **state)
{
	struct random random = { .state = 11 };

	(void)state;
	for (int round = 0; round < rounds; round++)
		change_and_compare(&random, &(struct instance_kind){
			.students = 9, .families = 12, .places = 4, .capacity = 3, .candidates = 5, .score = score_max });
}

static void larger_ones(void **state)
{
	struct random random = { .state = 12 };

	(void)state;
	for (int round = 0; round < rounds / 4; round++)
		change_and_compare(&random, &(struct instance_kind){ .students = 80, .families = 150, .places = 2, .capacity = 1,
			.candidates = 9, .score = score_max, .exact = true, .near = true });
}

static void what_cannot_be_is_refused(void **state)
{
	const uint8_t places[] = { 1 };
	const uint32_t capacity[] = { 1 }, first[] = { 0, 1 }, family[] = { 0 };
	const uint16_t score[] = { 10 };
	const struct assignment input = { .student_count = 1, .family_count = 1, .places = places, .capacity = capacity,
		.first = first, .family = family, .score = score };
	struct solver *solver;
	uint32_t id = 7;

	(void)state;
	assert_int_equal(solver_new(&input, &solver, NULL), OK);
	assert_int_equal(solver_set_capacity(solver, 1, 1), E_INVALID);
	assert_int_equal(solver_set_places(solver, 1, 1), E_INVALID);
	assert_int_equal(solver_set_places(solver, 0, ASSIGNMENT_PLACES + 1), E_INVALID);
	assert_int_equal(solver_set_score(solver, 0, 0, 11), E_INVALID);
	assert_int_equal(solver_drop_edge(solver, 0, 1), E_INVALID);
	assert_int_equal(solver_add_student(solver, ASSIGNMENT_PLACES + 1, &id), E_INVALID);
	assert_int_equal(id, 7);
	solver_free(solver);
}

/* The unit is made for a quarter and a thousand places more. */
static void more_than_the_unit_allows_is_refused(void **state)
{
	const struct assignment input = { .first = (const uint32_t[]){ 0 }, .score_max = 10 };
	struct solver *solver;
	uint32_t id, count = 0;

	(void)state;
	assert_int_equal(solver_new(&input, &solver, NULL), OK);
	assert_int_equal(solver_add_family(solver, UINT32_MAX, &id), OK);
	while (solver_add_student(solver, ASSIGNMENT_PLACES, &id) == OK)
		count++;
	assert_in_range(count, 200, 400);
	assert_int_equal(solver_add_student(solver, ASSIGNMENT_PLACES, &id), E_CONFLICT);
	assert_int_equal(solver_repair(solver, NULL), OK);
	solver_free(solver);
}

/* One price or level is off by that: the certificate of what changed says what that of everything says. Returns whether it holds. */
static bool holds_off_by(struct solver *solver, uint32_t node, int64_t by)
{
	int64_t *const dual = node % 2 == 0 ? &solver->level[node / 2] : &solver->price[node / 2];
	enum err err;

	*dual += by;
	note_change(solver, node, by > 0 ? ROSE : FELL);
	err = solve_certify_changed(solver, NULL);
	assert_int_equal(err, solve_certify(solver, NULL));
	*dual -= by;
	solver->is_changed[node] = 0;
	solver->changed_count = 0;
	return err == OK;
}

static void the_certificate_of_changes_is_as_strict(void **state)
{
	static const int64_t steps[] = { -30, -3, -1, 1, 3, 30 };
	const struct instance_kind kind = { .students = 40, .families = 60, .places = 3, .capacity = 2, .candidates = 9, .score = score_max };
	struct random random = { 7 };
	uint32_t held = 0, broken = 0;

	(void)state;
	for (uint32_t round = 0; round < rounds; round++) {
		struct instance instance;
		struct solver *solver;

		instance_make(&random, &kind, &instance);
		assert_int_equal(solver_new(&instance.input, &solver, NULL), OK);
		assert_int_equal(solver_run(solver, NULL), OK);
		assert_int_equal(solve_begin_changes(solver), OK);
		for (uint32_t node = 0; node < solver->node_room; node++) {
			if (node / 2 >= (node % 2 == 0 ? solver->student_count : solver->family_count))
				continue;
			for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
				(*(holds_off_by(solver, node, steps[i]) ? &held : &broken))++;
		}
		solver_free(solver);
		instance_free(&instance);
	}
	assert_true(held > 1000 && broken > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_ones), cmocka_unit_test(larger_ones), cmocka_unit_test(what_cannot_be_is_refused),
		cmocka_unit_test(more_than_the_unit_allows_is_refused),
		cmocka_unit_test(the_certificate_of_changes_is_as_strict),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
