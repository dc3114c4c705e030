/* Where a child goes to school, chosen step by step by anybody: counties, townships of a county, schools of a township. Public data. */
#ifndef YM_DOMAIN_OFFICE_UNIT_CHOICE_H
#define YM_DOMAIN_OFFICE_UNIT_CHOICE_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

struct unit_choice {
	int64_t id;
	const char *name;
};
extern const struct shape unit_choice_shape;

/* What lies directly below a unit today; parent_id 0: the counties. Rows of unit_choice. */
enum err unit_choices(struct db *db, struct arena *arena, int64_t parent_id, struct date today, struct rows *out) MUST_CHECK;

extern const struct statement *const unit_choice_statements[];

#endif
