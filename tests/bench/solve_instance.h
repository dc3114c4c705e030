/* Instances for the solver, made of a seed: the same bytes on every machine, so that figures can be compared. */
#ifndef YM_TESTS_SOLVE_INSTANCE_H
#define YM_TESTS_SOLVE_INSTANCE_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"

/* How candidates are chosen. */
enum layout {
	LAYOUT_NEAR,		/* most from the same township, fewer the farther away */
	LAYOUT_ANYWHERE,	/* all families alike, two scores: nothing but ties */
	LAYOUT_ALL		/* every family of every student */
};

struct instance_kind {
	const char *name;
	uint32_t students, families;
	uint32_t degree;	/* candidates of a student, on average */
	uint32_t cities;	/* copies of Linyi's townships, side by side */
	enum layout layout;
};

/* Ends with one that has no name. */
extern const struct instance_kind instance_kinds[];

const struct instance_kind *instance_kind_find(const char *name);

/* The edges of student s are first[s] up to first[s + 1], families rising. Ids are position + 1: they say nothing of the township,
 * as registration numbers do not. */
struct instance {
	uint32_t student_count, family_count, edge_count;
	uint32_t *first;
	uint32_t *family;
	uint16_t *score;	/* 0 … 1000 */
	uint8_t *places;	/* of a student */
	uint32_t *capacity;	/* of a family */
};

/* `divisions` is the path of data/divisions.csv. E_INVALID: it has no townships. */
MUST_CHECK enum err instance_make(struct arena *arena, const struct instance_kind *kind, uint64_t seed, const char *divisions,
				  struct instance *out);

/* In the text format that `yimeng match solve` reads. */
void instance_write(const struct instance *instance, FILE *out);

#endif
