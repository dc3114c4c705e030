/* Nodes by distance, for searches whose distances only grow: a radix heap (Ahuja, Mehlhorn, Orlin, Tarjan 1990). Bucket b holds the nodes whose
 * distance differs from that of the last one taken in bit b - 1 and in none above it; bucket 0 those that are as far. When it is empty the lowest
 * bucket that is not is dealt out to those below it. Distances of a search differ by few points, so a node moves once or twice; a binary heap
 * would compare it a dozen times. Within a bucket the newest goes first: the order is a matter of the input alone. */
#ifndef YM_SOLVE_HEAP_H
#define YM_SOLVE_HEAP_H

#include "solve/state.h"

/* A search looks no farther than that at first, and so many times as far whenever it finds nothing: mostly the end is near, and
 * until it is known everything would have to be noted. Beyond all points come units. */
enum { search_first = 16, search_share = 8, search_points = 1000 };

struct way {
	int64_t length;		/* only shorter ones are looked for */
	uint32_t end;		/* node; NOBODY: none was found yet */
};

/* Where an edge leads that is not too long. A list is looked through in pieces, and what a piece leads to is asked for before any
 * of it is needed: it may have to come from far. */
struct near {
	uint32_t node;
	int64_t distance;
};

enum { search_piece = 32, cache_line = 64 };

/* The edges are going to be read. */
static inline void fetch_edges(const struct edge *edge, uint32_t count)
{
	for (const struct edge *const end = edge + count; edge < end; edge += cache_line / sizeof *edge)
		__builtin_prefetch(edge);
}

static inline int64_t search_farther(int64_t length)
{
	return length > search_points ? FAR : search_share * length;
}

static inline void heap_link(struct solver *solver, uint32_t node, int64_t distance)
{
	const uint64_t differs = (uint64_t)(distance ^ solver->heap_last);
	const uint32_t bucket = differs == 0 ? 0 : 64U - (uint32_t)__builtin_clzll(differs);
	const bool used = (solver->heap_used >> bucket & 1) != 0;
	const uint32_t next = used ? solver->heap_first[bucket] : NOBODY;

	if (used)
		solver->heap[next].before = node;
	solver->heap[node] = (struct heap_link){ .before = NOBODY, .next = next };
	solver->heap_first[bucket] = node;
	solver->heap_used |= UINT64_C(1) << bucket;
	solver->label[node].at = bucket;
}

static inline void heap_unlink(struct solver *solver, uint32_t node)
{
	const struct heap_link link = solver->heap[node];
	const uint32_t bucket = solver->label[node].at;

	if (link.next != NOBODY)
		solver->heap[link.next].before = link.before;
	if (link.before != NOBODY)
		solver->heap[link.before].next = link.next;
	else if (link.next != NOBODY)
		solver->heap_first[bucket] = link.next;
	else
		solver->heap_used &= ~(UINT64_C(1) << bucket);
}

/* Fill bucket 0 from the lowest there is. */
static inline void heap_deal(struct solver *solver)
{
	const uint32_t bucket = (uint32_t)__builtin_ctzll(solver->heap_used), first = solver->heap_first[bucket];

	solver->heap_last = solver->label[first].distance;
	for (uint32_t node = solver->heap[first].next; node != NOBODY; node = solver->heap[node].next)
		if (solver->label[node].distance < solver->heap_last)
			solver->heap_last = solver->label[node].distance;
	solver->heap_used &= ~(UINT64_C(1) << bucket);
	for (uint32_t node = first, next; node != NOBODY; node = next) {
		next = solver->heap[node].next;
		heap_link(solver, node, solver->label[node].distance);
	}
}

/* Is anything left that is nearer than that? */
static inline bool heap_has_nearer(struct solver *solver, int64_t distance)
{
	if (solver->heap_used == 0)
		return false;
	if ((solver->heap_used & 1) == 0)
		heap_deal(solver);
	return solver->heap_last < distance;
}

/* The nearest. Something is left: heap_has_nearer was asked. */
static inline uint32_t heap_pop(struct solver *solver)
{
	const uint32_t node = solver->heap_first[0];

	heap_unlink(solver, node);
	solver->label[node].at = NOBODY;
	return node;
}

/* A shorter way to a node that does not wait in the heap. */
static inline void heap_label(struct solver *solver, uint32_t node, int64_t distance, uint32_t from)
{
	struct label *const label = &solver->label[node];

	CHECK(distance >= solver->heap_last && distance < label->distance);
	if (label->distance == FAR)
		solver->touched[solver->touched_count++] = node;
	label->distance = distance;
	label->from = from;
}

/* A way of that length to the node was found: note it if it is shorter. */
static inline void heap_reach(struct solver *solver, uint32_t node, int64_t distance, uint32_t from)
{
	struct label *const label = &solver->label[node];

	if (distance >= label->distance)
		return;
	CHECK(distance >= solver->heap_last);
	if (label->distance == FAR) {
		solver->touched[solver->touched_count++] = node;
	} else {
		CHECK(label->at != NOBODY);
		heap_unlink(solver, node);
	}
	label->distance = distance;
	label->from = from;
	heap_link(solver, node, distance);
}

/* Forget all labels. */
static inline void heap_clear(struct solver *solver)
{
	for (uint32_t i = 0; i < solver->touched_count; i++)
		solver->label[solver->touched[i]] = (struct label){ .distance = FAR, .from = NOBODY, .at = NOBODY };
	solver->touched_count = 0;
	solver->heap_used = 0;
	solver->heap_last = 0;
}

#endif
