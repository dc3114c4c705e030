/* A heap of nodes by distance, four children to a node. A node's place is in its label, so that a distance can fall; the distance is in the
 * heap too, so that to compare two need not fetch their labels. Ties go by node: the order is a matter of the input alone. */
#ifndef YM_SOLVE_HEAP_H
#define YM_SOLVE_HEAP_H

#include "solve/state.h"

enum { heap_children = 4 };

static inline bool heap_before(struct heap_item a, struct heap_item b)
{
	return a.distance < b.distance || (a.distance == b.distance && a.node < b.node);
}

static inline void heap_put(struct solver *solver, uint32_t place, struct heap_item item)
{
	solver->heap[place] = item;
	solver->label[item.node].at = place;
}

static inline void heap_rise(struct solver *solver, uint32_t place, struct heap_item item)
{
	while (place > 0 && heap_before(item, solver->heap[(place - 1) / heap_children])) {
		heap_put(solver, place, solver->heap[(place - 1) / heap_children]);
		place = (place - 1) / heap_children;
	}
	heap_put(solver, place, item);
}

static inline uint32_t heap_pop(struct solver *solver)
{
	const struct heap_item *const heap = solver->heap;
	const uint32_t top = heap[0].node, count = --solver->heap_count;
	const struct heap_item last = heap[count];
	uint32_t place = 0, child;

	solver->label[top].at = NOBODY;
	if (count == 0)
		return top;
	while ((child = heap_children * place + 1) < count) {
		const uint32_t end = child + heap_children < count ? child + heap_children : count;

		for (uint32_t other = child + 1; other < end; other++)
			if (heap_before(heap[other], heap[child]))
				child = other;
		if (!heap_before(heap[child], last))
			break;
		heap_put(solver, place, heap[child]);
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
	heap_rise(solver, label->at, (struct heap_item){ .distance = distance, .node = node });
}

/* Is anything left that is nearer than that? */
static inline bool heap_has_nearer(const struct solver *solver, int64_t distance)
{
	return solver->heap_count > 0 && solver->heap[0].distance < distance;
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
