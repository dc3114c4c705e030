/* The same instance solved by LEMON, the library that the solver is measured against. */
#ifndef YM_TESTS_SOLVE_LEMON_H
#define YM_TESTS_SOLVE_LEMON_H

#include <stdbool.h>
#include <stdint.h>

#include "solve/assignment.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What makes one solution as good as another. */
struct solve_totals {
	int64_t filled[ASSIGNMENT_PLACES];	/* students with at least one family, two, three, four */
	int64_t score;
};

struct lemon_way {
	const char *name;
	bool exhaustive;	/* looks at all arcs at every step: for small instances only */
};

/* Ends with one that has no name. */
extern const struct lemon_way lemon_ways[];

/* The processor time is that of LEMON's run(), and of numbering the nodes where the way does that; the graph is built before. False: LEMON
 * found no optimum. */
bool lemon_solve(const struct assignment *instance, const struct lemon_way *way, double *cpu_seconds, struct solve_totals *out);

#ifdef __cplusplus
}
#endif

#endif
