/* The counties of the city, as forms, filters and pages list them. Public data. */
#ifndef YM_DOMAIN_OFFICE_COUNTY_H
#define YM_DOMAIN_OFFICE_COUNTY_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

struct county {
	const char *code;
	const char *name;
};
extern const struct shape county_shape;

/* In code order. Rows of county_shape, in the arena. */
enum err county_list(struct db *db, struct arena *arena, struct rows *out) MUST_CHECK;

extern const struct statement *const county_statements[];

#endif
