/* A second solver, slow and short, that shares no thought with the first: it has no unit B and no prices. A gain is five numbers compared
 * one after the other, and the best way for one more pair is searched for by Bellman and Ford's method until none gains anything. */
#ifndef YM_TESTS_SOLVE_REFERENCE_H
#define YM_TESTS_SOLVE_REFERENCE_H

#include "solve/assignment.h"

/* For some dozens of students. */
void reference_solve(const struct assignment *input, struct assignment_totals *out);

#endif
