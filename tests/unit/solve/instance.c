#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"

uint32_t random_below(struct random *random, uint32_t limit)
{
	random->state += UINT64_C(0x9E3779B97F4A7C15);
	uint64_t mixed = random->state;

	mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
	mixed ^= mixed >> 31;
	return limit == 0 ? 0 : (uint32_t)((mixed >> 32) * limit >> 32);
}

static void *take(size_t count, size_t size)
{
	void *const memory = calloc(count + 1, size);

	assert_non_null(memory);
	return memory;
}

static uint32_t choose(struct random *random, uint32_t most, bool exact)
{
	return exact ? most : random_below(random, most + 1);
}

/* One student's candidates, none twice. */
static void make_edges(struct random *random, const struct instance_kind *kind, struct instance *made, uint32_t s)
{
	const uint32_t families = made->input.family_count, begin = made->first[s];
	uint32_t wanted = choose(random, kind->candidates, kind->exact), width = 2 * kind->candidates + 2;

	if (wanted > families)
		wanted = families;
	if (!kind->near || width > families)
		width = families;
	const uint32_t around = (uint32_t)((uint64_t)s * families / (made->input.student_count + 1));

	made->first[s + 1] = begin;
	while (made->first[s + 1] - begin < wanted) {
		const uint32_t family = (around + random_below(random, width)) % families;
		uint32_t e = begin;

		while (e < made->first[s + 1] && made->family[e] != family)
			e++;
		if (e < made->first[s + 1])
			continue;
		made->family[e] = family;
		made->score[e] = (uint16_t)random_below(random, kind->score + 1U);
		made->first[s + 1]++;
	}
}

void instance_make(struct random *random, const struct instance_kind *kind, struct instance *out)
{
	struct instance made = { .input = {
		.student_count = choose(random, kind->students, kind->exact),
		.family_count = choose(random, kind->families, kind->exact) } };
	const uint32_t students = made.input.student_count, families = made.input.family_count;
	const size_t edges = (size_t)students * kind->candidates;

	made.input.places = made.places = take(students, sizeof *made.places);
	made.input.capacity = made.capacity = take(families, sizeof *made.capacity);
	made.input.first = made.first = take(students + (size_t)1, sizeof *made.first);
	made.input.family = made.family = take(edges, sizeof *made.family);
	made.input.score = made.score = take(edges, sizeof *made.score);
	for (uint32_t f = 0; f < families; f++)
		made.capacity[f] = kind->exact ? kind->capacity : random_below(random, kind->capacity + 1);
	for (uint32_t s = 0; s < students; s++) {
		made.places[s] = (uint8_t)choose(random, kind->places, kind->exact);
		make_edges(random, kind, &made, s);
	}
	*out = made;
}

void instance_free(struct instance *instance)
{
	free(instance->places);
	free(instance->capacity);
	free(instance->first);
	free(instance->family);
	free(instance->score);
}

void instance_shuffle(struct random *random, struct instance *instance)
{
	for (uint32_t s = 0; s < instance->input.student_count; s++) {
		const uint32_t begin = instance->first[s], count = instance->first[s + 1] - begin;

		for (uint32_t i = count; i > 1; i--) {
			const uint32_t a = begin + i - 1, b = begin + random_below(random, i);
			const uint32_t family = instance->family[a];
			const uint16_t score = instance->score[a];

			instance->family[a] = instance->family[b];
			instance->score[a] = instance->score[b];
			instance->family[b] = family;
			instance->score[b] = score;
		}
	}
}

struct attempt {
	const struct instance *instance;
	uint32_t *room;
	struct assignment_totals now, best;
};

static int compare_totals(const struct assignment_totals *a, const struct assignment_totals *b)
{
	for (int i = 0; i < ASSIGNMENT_PLACES; i++)
		if (a->students_with[i] != b->students_with[i])
			return a->students_with[i] > b->students_with[i] ? 1 : -1;
	return (a->score > b->score) - (a->score < b->score);
}

/* Edge e of student s, who has `held` families already: without it, then with it. */
static void try_edge(struct attempt *attempt, uint32_t s, uint32_t e, uint32_t held)
{
	const struct instance *const instance = attempt->instance;

	while (s < instance->input.student_count && (e == instance->first[s + 1] || held == instance->places[s])) {
		s++;
		held = 0;
		if (s < instance->input.student_count)
			e = instance->first[s];
	}
	if (s >= instance->input.student_count) {
		if (compare_totals(&attempt->now, &attempt->best) > 0)
			attempt->best = attempt->now;
		return;
	}
	try_edge(attempt, s, e + 1, held);
	if (attempt->room[instance->family[e]] == 0)
		return;
	attempt->room[instance->family[e]]--;
	attempt->now.students_with[held]++;
	attempt->now.pairs++;
	attempt->now.score += instance->score[e];
	try_edge(attempt, s, e + 1, held + 1);
	attempt->room[instance->family[e]]++;
	attempt->now.students_with[held]--;
	attempt->now.pairs--;
	attempt->now.score -= instance->score[e];
}

void instance_best(const struct instance *instance, struct assignment_totals *out)
{
	struct attempt attempt = { .instance = instance, .room = take(instance->input.family_count, sizeof *attempt.room) };

	memcpy(attempt.room, instance->capacity, instance->input.family_count * sizeof *attempt.room);
	if (instance->input.student_count > 0)
		try_edge(&attempt, 0, 0, 0);
	free(attempt.room);
	*out = attempt.best;
}

void instance_check(const struct instance *instance)
{
	struct assignment_totals best, found;
	struct solver *solver;
	struct fault fault = { .text = "" };

	instance_best(instance, &best);
	assert_int_equal(solver_new(&instance->input, &solver, &fault), OK);
	if (solver_run(solver, &fault) != OK)
		fail_msg("%s", fault.text);
	solver_totals(solver, &found);
	for (int i = 0; i < ASSIGNMENT_PLACES; i++)
		assert_int_equal(found.students_with[i], best.students_with[i]);
	assert_int_equal(found.pairs, best.pairs);
	assert_int_equal(found.score, best.score);
	solver_free(solver);
}
