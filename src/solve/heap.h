/* A binary heap of nodes by their labels' distances. A node's place is in its label, so that a distance can fall. Ties go by
 * node, which makes the order, and so the result, a matter of the input alone. */
#ifndef YM_SOLVE_HEAP_H
#define YM_SOLVE_HEAP_H

#include "solve/state.h"

static inline bool heap_before(const struct solver *solver, uint32_t a, uint32_t b)
{
	const int64_t left = solver->label[a].distance, right = solver->label[b].distance;

	return left < right || (left == right && a < b);
}

static inline void heap_put(struct solver *solver, uint32_t place, uint32_t node)
{
	solver->heap[place] = node;
	solver->label[node].at = place;
}

static inline void heap_rise(struct solver *solver, uint32_t place, uint32_t node)
{
	while (place > 0 && heap_before(solver, node, solver->heap[(place - 1) / 2])) {
		heap_put(solver, place, solver->heap[(place - 1) / 2]);
		place = (place - 1) / 2;
	}
	heap_put(solver, place, node);
}

static inline uint32_t heap_pop(struct solver *solver)
{
	const uint32_t top = solver->heap[0], last = solver->heap[--solver->heap_count];
	uint32_t place = 0, child;

	solver->label[top].at = NOBODY;
	if (solver->heap_count == 0)
		return top;
	while ((child = 2 * place + 1) < solver->heap_count) {
		if (child + 1 < solver->heap_count && heap_before(solver, solver->heap[child + 1], solver->heap[child]))
			child++;
		if (!heap_before(solver, solver->heap[child], last))
			break;
		heap_put(solver, place, solver->heap[child]);
		place = child;
	}
	heap_put(solver, place, last);
	return top;
}

/* A way of that length to the node was found: note it if it is shorter. */
static inline void heap_reach(struct solver *solver, uint32_t node, int64_t distance, uint32_t from)
{
	struct label *const label = &solver->label[node];

	if (distance >= label->distance)
		return;
	CHECK(distance >= 0);
	if (label->distance == FAR) {
		solver->touched[solver->touched_count++] = node;
		label->at = solver->heap_count++;
	}
	CHECK(label->at != NOBODY);
	label->distance = distance;
	label->from = from;
	heap_rise(solver, label->at, node);
}

/* Forget all labels. */
static inline void heap_clear(struct solver *solver)
{
	for (uint32_t i = 0; i < solver->touched_count; i++)
		solver->label[solver->touched[i]] = (struct label){ .distance = FAR, .from = NOBODY, .at = NOBODY };
	solver->touched_count = 0;
	solver->heap_count = 0;
}

#endif
