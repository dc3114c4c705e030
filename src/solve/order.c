/* Numbers by breadth-first search over students: a student, its families, their students, … A township's nodes then lie together,
 * and a search that stays near its start stays in the cache. A matter of speed only; the result is in the caller's numbers. */
#include "solve/state.h"

enum { crowded = 64 };	/* a family of more students says nothing of nearness, and its list would be read again and again */

struct walk {
	const struct assignment *input;
	uint32_t *first, *student;	/* the students of each family */
	uint32_t *queue;		/* students in their new order */
	uint32_t queued, families;
};

static void note_student(struct solver *solver, struct walk *walk, uint32_t s)
{
	if (solver->student_of[s] != NOBODY)
		return;
	solver->student_of[s] = walk->queued;
	solver->student_id[walk->queued++] = s;
}

static int by_number(const void *one, const void *other)
{
	const uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

/* The student's new families, by the caller's numbers: the order of its edges must not matter. */
static void visit(struct solver *solver, struct walk *walk, uint32_t s)
{
	const uint32_t from = walk->families;
	uint32_t *const family = solver->family_id;
	bool sorted = true;

	for (uint32_t e = walk->input->first[s]; e < walk->input->first[s + 1]; e++) {
		const uint32_t f = walk->input->family[e];

		if (solver->family_of[f] != NOBODY)
			continue;
		sorted = sorted && (walk->families == from || family[walk->families - 1] < f);
		solver->family_of[f] = 0;
		family[walk->families++] = f;
	}
	if (!sorted)
		qsort(family + from, walk->families - from, sizeof *family, by_number);
	for (uint32_t i = from; i < walk->families; i++) {
		const uint32_t f = family[i];

		solver->family_of[f] = i;
		if (walk->first[f + 1] - walk->first[f] > crowded)
			continue;
		for (uint32_t j = walk->first[f]; j < walk->first[f + 1]; j++)
			note_student(solver, walk, walk->student[j]);
	}
}

static void list_students(const struct assignment *input, struct walk *walk)
{
	const uint32_t edges = input->first[input->student_count];

	for (uint32_t e = 0; e < edges; e++)
		walk->first[input->family[e] + 1]++;
	for (uint32_t f = 0; f < input->family_count; f++)
		walk->first[f + 1] += walk->first[f];
	for (uint32_t s = input->student_count; s-- > 0;)
		for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++)
			walk->student[--walk->first[input->family[e] + 1]] = s;
	/* Each end was moved to its beginning by that. */
	for (uint32_t f = 0; f < input->family_count; f++)
		walk->first[f] = walk->first[f + 1];
	walk->first[input->family_count] = edges;
}

/* Before there are edges and labels, their memory is free. */
void solve_order(struct solver *solver)
{
	const struct assignment *const input = &solver->listed;
	struct walk walk = { .input = input, .first = solver->touched, .student = (uint32_t *)(void *)solver->family_edges };

	list_students(input, &walk);
	memset(solver->student_of, 0xFF, input->student_count * sizeof *solver->student_of);
	memset(solver->family_of, 0xFF, input->family_count * sizeof *solver->family_of);
	for (uint32_t s = 0, next = 0; s < input->student_count; s++) {
		note_student(solver, &walk, s);
		while (next < walk.queued)
			visit(solver, &walk, solver->student_id[next++]);
	}
	for (uint32_t f = 0; f < input->family_count; f++)
		if (solver->family_of[f] == NOBODY) {
			solver->family_of[f] = walk.families;
			solver->family_id[walk.families++] = f;
		}
}
