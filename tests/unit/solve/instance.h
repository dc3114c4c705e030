/* Random instances for the solver's tests, and what is right for small ones, found by trying everything. */
#ifndef YM_TESTS_SOLVE_INSTANCE_H
#define YM_TESTS_SOLVE_INSTANCE_H

#include "solve/assignment.h"

struct random {
	uint64_t state;
};

uint32_t random_below(struct random *random, uint32_t limit);	/* 0 where the limit is 0 */

struct instance_kind {
	uint32_t students, families;	/* at most */
	uint32_t places, capacity;	/* at most */
	uint32_t candidates;		/* at most, a student */
	uint16_t score;			/* at most */
	bool exact;			/* as many students, families, candidates, not at most */
	bool near;			/* candidates lie near the student, as on a map */
};

struct instance {
	struct assignment input;
	uint8_t *places;
	uint32_t *capacity, *first, *family;
	uint16_t *score;
};

void instance_make(struct random *random, const struct instance_kind *kind, struct instance *out);
void instance_free(struct instance *instance);

/* Each student's edges in another order. */
void instance_shuffle(struct random *random, struct instance *instance);

/* The best totals, by trying all sets of families for each student. For a handful of nodes. */
void instance_best(const struct instance *instance, struct assignment_totals *out);

/* Solve and compare with instance_best. */
void instance_check(const struct instance *instance);

#endif
