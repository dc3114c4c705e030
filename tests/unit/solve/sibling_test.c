/* Groups stay together, as many of them as can, with the best score, and the others get the best of what is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"

enum { rounds = 2000, students_max = 8, groups_max = 4 };

static const struct instance_kind kind = { .students = students_max, .families = 5, .places = 2, .capacity = 4, .candidates = 4, .score = 20 };

struct groups {
	uint32_t count, first[groups_max + 1], member[students_max];
};

/* Neighbouring students, from the first on; each wants at least one place. */
static void make_groups(struct random *random, struct instance *instance, struct groups *out)
{
	uint32_t s = 0;

	*out = (struct groups){ .count = 0 };
	while (out->count < groups_max && s + 2 <= instance->input.student_count) {
		const uint32_t size = s + 3 <= instance->input.student_count ? 2 + random_below(random, 2) : 2;

		for (uint32_t i = 0; i < size; i++, s++) {
			out->member[out->first[out->count] + i] = s;
			if (instance->places[s] == 0)
				instance->places[s] = 1;
		}
		out->count++;
		out->first[out->count] = out->first[out->count - 1] + size;
	}
	instance->input.group_count = out->count;
	instance->input.group_first = out->first;
	instance->input.group_member = out->member;
}

struct attempt {
	const struct instance *instance;
	const struct groups *groups;
	uint32_t room[8];
	uint32_t students, best_students;
	int64_t score, best_score;
};

static int64_t score_of(const struct instance *instance, uint32_t s, uint32_t f)
{
	for (uint32_t e = instance->first[s]; e < instance->first[s + 1]; e++)
		if (instance->family[e] == f)
			return instance->score[e];
	return -1;
}

static int64_t group_score(const struct attempt *attempt, uint32_t g, uint32_t f)
{
	int64_t total = 0;

	for (uint32_t i = attempt->groups->first[g]; i < attempt->groups->first[g + 1]; i++) {
		const int64_t score = score_of(attempt->instance, attempt->groups->member[i], f);

		if (score < 0)
			return -1;
		total += score;
	}
	return total;
}

static void try_groups(struct attempt *attempt, uint32_t g)
{
	if (g == attempt->groups->count) {
		if (attempt->students > attempt->best_students ||
		    (attempt->students == attempt->best_students && attempt->score > attempt->best_score)) {
			attempt->best_students = attempt->students;
			attempt->best_score = attempt->score;
		}
		return;
	}
	try_groups(attempt, g + 1);
	for (uint32_t f = 0; f < attempt->instance->input.family_count; f++) {
		const uint32_t size = attempt->groups->first[g + 1] - attempt->groups->first[g];
		const int64_t score = group_score(attempt, g, f);

		if (score < 0 || attempt->room[f] < size)
			continue;
		attempt->room[f] -= size;
		attempt->students += size;
		attempt->score += score;
		try_groups(attempt, g + 1);
		attempt->room[f] += size;
		attempt->students -= size;
		attempt->score -= score;
	}
}

/* Each group at one family or none; takes their room from the instance and makes an ordinary one of the rest. */
static void take_groups_out(struct instance *instance, const struct groups *groups, const struct solver *solver, struct attempt *found)
{
	struct assignment_pair pair[ASSIGNMENT_PLACES];

	for (uint32_t g = 0; g < groups->count; g++) {
		const uint32_t size = groups->first[g + 1] - groups->first[g];
		const uint32_t placed = solver_pairs_of(solver, groups->member[groups->first[g]], pair);
		const uint32_t family = pair[0].family;

		for (uint32_t i = groups->first[g]; i < groups->first[g + 1]; i++) {
			instance->places[groups->member[i]] = 0;
			assert_int_equal(solver_pairs_of(solver, groups->member[i], pair), placed);
			if (placed == 0)
				continue;
			assert_int_equal(pair[0].family, family);
			assert_int_equal(pair[0].score, score_of(instance, groups->member[i], family));
			found->score += pair[0].score;
		}
		if (placed == 0)
			continue;
		assert_true(instance->capacity[family] >= size);
		instance->capacity[family] -= size;
		found->students += size;
	}
}

static void check(struct random *random)
{
	struct assignment_totals totals, rest;
	struct attempt attempt = { .students = 0 }, found = { .students = 0 };
	struct instance instance;
	struct groups groups;
	struct solver *solver;

	instance_make(random, &kind, &instance);
	make_groups(random, &instance, &groups);
	attempt.instance = &instance;
	attempt.groups = &groups;
	memcpy(attempt.room, instance.capacity, instance.input.family_count * sizeof *attempt.room);
	try_groups(&attempt, 0);
	assert_int_equal(solver_new(&instance.input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	solver_totals(solver, &totals);
	take_groups_out(&instance, &groups, solver, &found);
	assert_int_equal(found.students, attempt.best_students);
	assert_int_equal(found.score, attempt.best_score);
	instance_best(&instance, &rest);
	assert_int_equal(totals.students_with[0], rest.students_with[0] + found.students);
	for (int i = 1; i < ASSIGNMENT_PLACES; i++)
		assert_int_equal(totals.students_with[i], rest.students_with[i]);
	assert_int_equal(totals.score, rest.score + found.score);
	solver_free(solver);
	instance_free(&instance);
}

static void groups_first_then_the_rest(void **state)
{
	struct random random = { .state = 21 };

	(void)state;
	for (int round = 0; round < rounds; round++)
		check(&random);
}

static const uint8_t two_places[] = { 1, 2 };
static const uint32_t room_for_two[] = { 2 }, first_of_two[] = { 0, 1, 2 }, same_family[] = { 0, 0 };
static const uint16_t two_scores[] = { 3, 4 };
static const uint32_t both_first[] = { 0, 2 };

static struct assignment two_siblings(const uint32_t *member)
{
	return (struct assignment){ .student_count = 2, .family_count = 1, .places = two_places, .capacity = room_for_two,
		.first = first_of_two, .family = same_family, .score = two_scores, .group_count = 1, .group_first = both_first,
		.group_member = member };
}

static void groups_that_cannot_be_are_refused(void **state)
{
	static const uint32_t twice[] = { 0, 0 }, nobody[] = { 0, 2 }, fine[] = { 0, 1 };
	struct assignment input = two_siblings(twice);
	struct solver *solver;

	(void)state;
	assert_int_equal(solver_new(&input, &solver, NULL), E_INVALID);
	input = two_siblings(nobody);
	assert_int_equal(solver_new(&input, &solver, NULL), E_INVALID);
	input = two_siblings(fine);
	input.group_first = (const uint32_t[]){ 0, 0 };
	assert_int_equal(solver_new(&input, &solver, NULL), E_INVALID);
}

static void changes_leave_a_group_alone(void **state)
{
	static const uint32_t member[] = { 0, 1 };
	const struct assignment input = two_siblings(member);
	struct assignment_pair pairs[ASSIGNMENT_PLACES];
	struct solver *solver;

	(void)state;
	assert_int_equal(solver_new(&input, &solver, NULL), OK);
	assert_int_equal(solver_run(solver, NULL), OK);
	assert_int_equal(solver_set_places(solver, 1, 0), E_CONFLICT);
	assert_int_equal(solver_set_capacity(solver, 0, 1), E_CONFLICT);
	assert_int_equal(solver_set_capacity(solver, 0, 3), OK);
	assert_int_equal(solver_repair(solver, NULL), OK);
	assert_int_equal(solver_pairs_of(solver, 1, pairs), 1);
	assert_int_equal(pairs[0].score, 4);
	solver_free(solver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_first_then_the_rest), cmocka_unit_test(groups_that_cannot_be_are_refused),
		cmocka_unit_test(changes_leave_a_group_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
