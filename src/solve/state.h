/* What the phases share. Students and families bear the solver's own numbers here (input.c), not the caller's. */
#ifndef YM_SOLVE_STATE_H
#define YM_SOLVE_STATE_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "solve/assignment.h"

/* Invariants, checked where sanitizers or coverage are on, or by -DSOLVE_CHECKS. */
#if defined(SOLVE_CHECKS) || ARENA_POISONS
#define SOLVE_CHECKED 1
#else
#define SOLVE_CHECKED 0
#endif
#define CHECK(condition)                                \
	do {                                            \
		if (SOLVE_CHECKED && !(condition))      \
			abort();                        \
	} while (0)

#define NOBODY UINT32_MAX
#define NOT_PLACED (UINT32_MAX - 1)	/* of a group that no family could take */
#define FAR INT64_MAX		/* the label of a node that was not reached */

struct edge {
	uint32_t to;		/* a family in a student's list, a student in a family's */
	uint16_t score;
};

/* A run of edges or holders in a pool. */
struct span {
	uint32_t at, count;
	uint32_t room;		/* what the span may grow to before it moves to the pool's end */
};

struct student {
	struct span edges;
	uint32_t held[ASSIGNMENT_PLACES];	/* families, in no order */
	uint16_t held_score[ASSIGNMENT_PLACES];
	uint8_t places, held_count;
	uint8_t taken;		/* places in use: held_count, and those a family is still being sought for */
};

struct family {
	struct span edges;
	struct span holders;	/* students; room is room_of the family */
	uint32_t capacity;
	uint32_t holder_space;	/* what the pool has for holders here: at least their room */
};

/* A label of the searches. A node is a student (2·s) or a family (2·f + 1). */
struct label {
	int64_t distance;
	uint32_t from;		/* the node before it */
	uint32_t at;		/* its bucket in the heap, or NOBODY */
};

/* A node's neighbours in its bucket of the heap. */
struct heap_link {
	uint32_t before, next;
};

/* How much of a pool is handed out, and how much there is. */
struct pool {
	uint32_t count, room;
};

struct solver {
	struct assignment input;
	struct assignment listed;	/* what the lists were made of: the input, or where it is dense the best of it, which is kept here */
	uint32_t *kept_first, *kept_family;
	uint16_t *kept_score;
	bool dense;
	uint8_t *own_places;		/* with groups: the input's, less what the groups have taken, and in place of those */
	uint32_t *own_capacity;
	uint32_t *unit_family;		/* [caller's student]: the caller's family its group was given, or NOT_PLACED; NOBODY: of no group;
					 * NULL: there are none */
	uint16_t *unit_score;
	int64_t unit;			/* B */
	int64_t length_max;		/* L: no more places than this may come together */
	uint32_t student_count, family_count;
	uint32_t student_room, family_room;
	struct student *student;
	struct family *family;
	int64_t *price, *level;		/* [family], [student], apart from the rest: they are what the loops over edges read */
	uint32_t *student_of, *family_of;	/* the solver's number of the caller's */
	uint32_t *student_id, *family_id;	/* and back */
	struct edge *student_edges, *family_edges;
	uint32_t *holders;
	struct pool student_edge_pool, family_edge_pool, holder_pool;
	struct label *label;		/* [node]; node_room of them, and of heap and touched */
	uint32_t node_room;
	struct heap_link *heap;		/* [node] */
	uint32_t heap_first[64];	/* [bucket] */
	uint64_t heap_used;		/* bits: the buckets that are not empty */
	int64_t heap_last;		/* the distance of the last node taken */
	uint32_t *touched;		/* nodes with a label; where there are no labels, scratch for a list of nodes */
	uint32_t touched_count;
	uint32_t *changed;		/* nodes whose price, level or pairs may differ from what was certified; NULL before any change */
	uint8_t *is_changed;		/* [node]: bits of enum change */
	uint32_t changed_count;
	int64_t places_total, capacity_total;
	size_t bytes;
	bool solved;			/* and certified, but for the changed nodes */
	bool edited;			/* the caller's arrays do not tell the instance any more */
};

static inline struct edge *edges_of_student(const struct solver *solver, uint32_t s)
{
	return solver->student_edges + solver->student[s].edges.at;
}

static inline struct edge *edges_of_family(const struct solver *solver, uint32_t f)
{
	return solver->family_edges + solver->family[f].edges.at;
}

/* What an i-th place is worth, i = 1…4. */
static inline int64_t place_worth(const struct solver *solver, uint32_t i)
{
	return (int64_t)(ASSIGNMENT_PLACES + 1 - i) * solver->unit;
}

/* Of a family that takes nobody. */
static inline int64_t closed_price(const struct solver *solver)
{
	return (ASSIGNMENT_PLACES + 1) * solver->unit;
}

static inline int64_t profit(const struct solver *solver, uint32_t f, uint16_t score)
{
	return score - solver->price[f];
}

/* What happened to a node since the last certificate. */
enum change {
	MOVED = 1,		/* its pairs, its edges or its room: anything */
	ROSE = 2, FELL = 4	/* its price or level */
};

static inline void note_change(struct solver *solver, uint32_t node, enum change change)
{
	if (solver->changed == NULL)
		return;
	if (solver->is_changed[node] == 0)
		solver->changed[solver->changed_count++] = node;
	solver->is_changed[node] = (uint8_t)(solver->is_changed[node] | change);
}

/* The capacity, as far as there are students for it. Where edges are left out their number says nothing. */
static inline uint32_t room_of(const struct solver *solver, const struct family *family)
{
	const uint32_t most = solver->dense ? solver->student_count : family->edges.count;

	return family->capacity < most ? family->capacity : most;
}

static inline bool has_room(const struct family *family)
{
	return family->holders.count < family->holders.room;
}

/* Where the student holds the family, or -1. */
static inline int held_at(const struct student *student, uint32_t f)
{
	for (int i = 0; i < student->held_count; i++)
		if (student->held[i] == f)
			return i;
	return -1;
}

/* input.c */
enum err solve_take_input(struct solver *solver, struct fault *fault) MUST_CHECK;
enum err solve_alloc(struct solver *solver, size_t count, size_t size, void *out) MUST_CHECK;	/* zeroed; counted in bytes */

/* settle.c: pairs come and go only here */
uint16_t solve_score(const struct solver *solver, uint32_t s, uint32_t f);	/* of an edge there is */
void solve_hold(struct solver *solver, uint32_t s, uint32_t f, uint16_t score);
uint16_t solve_release(struct solver *solver, uint32_t s, uint32_t f);
uint32_t solve_least_held(const struct solver *solver, const struct student *student);	/* of one with a pair */
void solve_settle_family(struct solver *solver, uint32_t f);
void solve_settle(struct solver *solver, uint32_t s);

/* sibling.c: give groups their families, and the solver the rest as its input. */
enum err solve_place_groups(struct solver *solver, struct fault *fault) MUST_CHECK;

/* order.c: number students and families so that neighbours lie together. */
void solve_order(struct solver *solver);

/* coarse.c: the prices of the problem without scores: whole units. */
enum err solve_coarsely(struct solver *solver) MUST_CHECK;

/* auction.c: prices near the right ones, pairs that fit them but for some points. */
enum err solve_by_auction(struct solver *solver) MUST_CHECK;

/* forward.c: the student has taken a place more than it holds; afterwards one fewer is missing. */
void solve_forward(struct solver *solver, uint32_t s);

/* The moves of a way that the labels note, from its end back to the student it starts from: each holds the family after it and
 * lets the one before it go; a student at the end gives a place up. */
void solve_move_along(struct solver *solver, uint32_t start, uint32_t end);

/* backward.c: the family has room and a price; afterwards one slot fewer is empty, or the price is 0. */
void solve_backward(struct solver *solver, uint32_t f);

/* change.c: an edge more, which there was not, and its family's room; noting the student is the caller's. */
enum err solve_begin_changes(struct solver *solver) MUST_CHECK;
enum err solve_add_edge(struct solver *solver, uint32_t s, uint32_t f, uint16_t score) MUST_CHECK;

/* dense.c */
bool solve_is_dense(const struct assignment *input);
enum err solve_keep_best(struct solver *solver, struct fault *fault) MUST_CHECK;
enum err solve_add_better(struct solver *solver, uint32_t *added) MUST_CHECK;	/* edges that were left out */

/* certificate.c: of everything, by the caller's arrays while they tell the instance; of what changed since the last one: an inequality
 * has but one student, one family or one of each, so that one whose nodes did not change still holds. */
enum err solve_certify(const struct solver *solver, struct fault *fault) MUST_CHECK;
enum err solve_certify_changed(const struct solver *solver, struct fault *fault) MUST_CHECK;

#endif
