/* Pairs students with families, as well as can be, and proves it. Numbers in, pairs out.
 *
 * The problem. Student s may have up to places[s] families (0…4), family f up to capacity[f] students, and only along edges,
 * each with a score 0…W. Wanted, in this order: as many students as possible with one family, then as many second places as
 * possible, then third, then fourth, then the greatest total score.
 *
 * One number for it. With L = min(all places, all capacities) + 1 and the unit B = L·W + 1, an i-th place is worth (5 - i)·B.
 * Any step from one solution to a better one is a cycle of changes that wins at most one place, loses at most one, and moves the
 * score by less than B; so the sums are ordered as the list above is. (4·L·W < 2^61 is checked: nothing overflows.)
 *
 * The proof. Give each family a price p ≥ 0, the points a student forgoes by taking it; an edge's profit is score - p. Give each
 * student a level t. If
 *   - every pair's profit is ≥ t, and that of every other edge of the student is ≤ t,
 *   - every place in use is worth it, v(i) + t ≥ 0, and no empty place would be, v(i) + t ≤ 0,
 *   - and every family with room has price 0,
 * then no other solution is better: add the inequalities up. That is the certificate; solver_run checks it on the caller's own
 * arrays, edge by edge, and gives no result without it. Prices and levels are also the reasons: an edge that was not chosen is
 * short by t - (score - p) points.
 *
 * The way there, a file each:
 *   sibling.c   groups that stay together are placed first, by trying all ways; the rest of this is about the others
 *   dense.c     of hundreds of edges a student the best, and afterwards those that were missed
 *   order.c     numbers students and families anew, so that neighbours lie together in memory
 *   input.c     checks the arrays and copies the edges, from both sides
 *   coarse.c    the same problem without scores: how many places there can be, and so the prices but for some points
 *   auction.c, bid.c  students bid for families, in ever smaller steps: nearly the right prices, soon
 *   settle.c    given prices, keeps the pairs that fit them, sets the levels, counts who is short of a place
 *   forward.c   the cheapest chain of moves that gives a student its missing place (Dijkstra); prices rise
 *   backward.c  the cheapest chain that fills a family which has room and a price, or brings its price to 0; prices fall
 *   certificate.c  the proof above
 *   change.c    what comes, goes or changes after a run; the same searches repair it
 *   lowest.c    of all prices that prove it, the lowest; reason.c  why this one, and why not that one
 *   result.c    totals and pairs
 *
 * One thread, integers only, no clock and no chance: the same input gives the same pairs, in whatever order a student's edges come. */
#ifndef YM_SOLVE_ASSIGNMENT_H
#define YM_SOLVE_ASSIGNMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { ASSIGNMENT_PLACES = 4 };		/* the most families a student can have */

/* The instance. The caller numbers students and families by registration, so that the same people make the same instance. Among several
 * optima the same instance always gets the same one, but not one that favours the earlier: ties are not broken by rank. A solution that
 * was repaired after changes may be another optimum than a fresh run's. The arrays are the caller's and must live until solver_free. */
struct assignment {
	uint32_t student_count, family_count;
	const uint8_t *places;		/* [student] 0…ASSIGNMENT_PLACES */
	const uint32_t *capacity;	/* [family] */
	const uint32_t *first;		/* [student_count + 1]: where a student's edges begin; first[0] is 0 */
	const uint32_t *family;		/* [edge] in any order within a student, none twice */
	const uint16_t *score;		/* [edge] */
	uint16_t score_max;		/* W: no score, also of a later change, is above it; 0: the largest there is */
	const int64_t *prices;		/* [family] of an earlier run, to start from; NULL: none. They need not fit, only help */
	int64_t price_unit;		/* solver_unit of that run */
	uint32_t group_count;		/* siblings: each group goes to one family, with a place for each, or to none (sibling.c) */
	const uint32_t *group_first;	/* [group_count + 1]: where its students begin; group_first[0] is 0 */
	const uint32_t *group_member;	/* students, each in one group at most; none gets another family beside the group's */
};

struct assignment_pair {
	uint32_t student, family;
	uint16_t score;
	uint8_t place;			/* 1…: the student's best family is its first; of equal scores the earlier registered one */
};

struct assignment_totals {
	uint32_t students_with[ASSIGNMENT_PLACES];	/* with at least one, two, three, four families */
	uint32_t pairs;
	int64_t score;
};

/* An edge that was not chosen, and by how many points. A unit and more (solver_unit): the family is needed for another place. */
struct assignment_miss {
	uint32_t student, family;
	uint16_t score;
	int64_t short_by;		/* 0: it could as well have been chosen */
};

struct solver;

/* Check and copy; groups are placed here. E_INVALID: the arrays contradict each other, a score is above score_max, 4·L·W is not below 2^61; E_BUSY: no memory. */
enum err solver_new(const struct assignment *input, struct solver **out, struct fault *fault) MUST_CHECK;
void solver_free(struct solver *solver);	/* NULL: nothing */

/* Solve and certify, as if for the first time. E_BUSY: no memory; E_INTERNAL: the certificate does not hold, there is no result. */
enum err solver_run(struct solver *solver, struct fault *fault) MUST_CHECK;

/* The rest asks the last run, which was OK. */

void solver_totals(const struct solver *solver, struct assignment_totals *out);

/* The student's pairs, first place first, and how many. */
uint32_t solver_pairs_of(const struct solver *solver, uint32_t student, struct assignment_pair out[ASSIGNMENT_PLACES]);

int64_t solver_price(const struct solver *solver, uint32_t family);
int64_t solver_level(const struct solver *solver, uint32_t student);

/* Put the lowest prices that prove the optimum in place of those found, and certify again. They depend on the instance alone, not on how the
 * solver got there; the levels are the highest then. Once before prices are stored or reasons are given. */
enum err solver_lower_prices(struct solver *solver, struct fault *fault) MUST_CHECK;

/* The family this student would have had if not this one of its pairs: false: there is none, or that is no pair. */
bool solver_runner_up(const struct solver *solver, uint32_t student, uint32_t family, struct assignment_miss *out);

/* The student this family missed by the fewest points. Of a family without a student: by how many more that edge's score would have to be at
 * least (one point further and it is chosen), prices being lowest. False: no student without it has an edge to it. */
bool solver_nearest_miss(const struct solver *solver, uint32_t family, struct assignment_miss *out);

/* Edges whose student and whose family would both get a better score by leaving somebody, or have a place open. As a figure only: an assignment
 * without any exists, but would leave students without a family. */
uint64_t solver_blocking_pairs(const struct solver *solver);

/* Changes, in any number, and then one solver_repair, which starts from the prices there are and looks only where it has to. Ids are those of
 * the input; new ones follow on. E_INVALID: no such student or family, a score above score_max; E_CONFLICT: there would be more places than the
 * unit allows for (a quarter more than at first, if the numbers were not near their limit), a group would lose its family, or the instance was
 * dense (dense.c): make a new solver; E_BUSY: no memory.
 * Whoever leaves gets capacity or places 0. */
enum err solver_set_capacity(struct solver *solver, uint32_t family, uint32_t capacity) MUST_CHECK;
enum err solver_set_places(struct solver *solver, uint32_t student, uint8_t places) MUST_CHECK;
enum err solver_set_score(struct solver *solver, uint32_t student, uint32_t family, uint16_t score) MUST_CHECK;	/* adds the edge if it is new */
enum err solver_drop_edge(struct solver *solver, uint32_t student, uint32_t family) MUST_CHECK;	/* E_NOT_FOUND: there is none */
enum err solver_add_family(struct solver *solver, uint32_t capacity, uint32_t *out) MUST_CHECK;
enum err solver_add_student(struct solver *solver, uint8_t places, uint32_t *out) MUST_CHECK;

/* The best again, and certified: every inequality that the changes or the repair touched. E_INTERNAL as solver_run; the solver is then good for
 * solver_run or solver_free only. */
enum err solver_repair(struct solver *solver, struct fault *fault) MUST_CHECK;

int64_t solver_unit(const struct solver *solver);	/* B */
size_t solver_bytes(const struct solver *solver);	/* allocated now */

#endif
