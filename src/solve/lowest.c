/* Prices that prove the optimum are not the only ones; of all that do, one set is lowest in every family at once, and it is what is quoted:
 * then the students' levels are highest, and what an edge falls short by is what its score would have to rise before it could be chosen.
 *
 * Dijkstra from nowhere: a price may fall by no more than itself, a level rise no further than an empty place allows, and between
 * neighbours no further than one's own slack lets the other's change through. The shortest distance is how far each can go. */
#include "solve/heap.h"

static void limit_alone(struct solver *solver)
{
	for (uint32_t s = 0; s < solver->student_count; s++) {
		const struct student *const student = &solver->student[s];

		if (student->places > student->held_count)
			heap_reach(solver, 2 * s, -solver->level[s] - place_worth(solver, student->held_count + 1U), NOBODY);
	}
	for (uint32_t f = 0; f < solver->family_count; f++)
		heap_reach(solver, 2 * f + 1, solver->price[f], NOBODY);
}

static void limit_holders(struct solver *solver, uint32_t f)
{
	const struct span holders = solver->family[f].holders;

	for (uint32_t i = 0; i < holders.count; i++) {
		const uint32_t s = solver->holders[holders.at + i];
		const struct student *const student = &solver->student[s];

		heap_reach(solver, 2 * s, solver->label[2 * f + 1].distance +
			   profit(solver, f, student->held_score[held_at(student, f)]) - solver->level[s], NOBODY);
	}
}

static void limit_families(struct solver *solver, uint32_t s)
{
	const struct student *const student = &solver->student[s];
	const struct edge *const list = edges_of_student(solver, s);
	const int64_t base = solver->label[2 * s].distance + solver->level[s];

	for (uint32_t i = 0; i < student->edges.count; i++)
		if (held_at(student, list[i].to) < 0)
			heap_reach(solver, 2 * list[i].to + 1, base - profit(solver, list[i].to, list[i].score), NOBODY);
}

static void lower_all(struct solver *solver)
{
	limit_alone(solver);
	while (heap_has_nearer(solver, FAR)) {
		const uint32_t node = heap_pop(solver);

		if (node % 2 == 1)
			limit_holders(solver, node / 2);
		else
			limit_families(solver, node / 2);
	}
	for (uint32_t i = 0; i < solver->touched_count; i++) {
		const uint32_t node = solver->touched[i];

		if (node % 2 == 1)
			solver->price[node / 2] -= solver->label[node].distance;
		else
			solver->level[node / 2] += solver->label[node].distance;
	}
	heap_clear(solver);
}

/* Edges that were left out limit the fall too: where it went too far bring those in and let it fall again, from the beginning. */
static enum err lower_dense(struct solver *solver)
{
	const size_t price_bytes = solver->family_count * sizeof *solver->price, level_bytes = solver->student_count * sizeof *solver->level;
	int64_t *const price = malloc(price_bytes + 1), *const level = malloc(level_bytes + 1);
	enum err err = price != NULL && level != NULL ? OK : E_BUSY;
	uint32_t added = 1;

	if (err == OK) {
		memcpy(price, solver->price, price_bytes);
		memcpy(level, solver->level, level_bytes);
	}
	while (err == OK && added > 0) {
		memcpy(solver->price, price, price_bytes);
		memcpy(solver->level, level, level_bytes);
		lower_all(solver);
		err = solve_add_better(solver, &added);
	}
	free(price);
	free(level);
	return err;
}

enum err solver_lower_prices(struct solver *solver, struct fault *fault)
{
	if (solver->dense)
		TRY(lower_dense(solver));
	else
		lower_all(solver);
	return solve_certify(solver, fault);
}
