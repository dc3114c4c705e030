/* What must always be true of the stored data (domain.md §1), each as a query that counts the rows which break it. */
#ifndef YM_DOMAIN_GIVING_INVARIANT_H
#define YM_DOMAIN_GIVING_INVARIANT_H

#include "base/arena.h"
#include "db/db.h"

struct invariant {
	const char *name;		/* the rule in one sentence; NULL ends the table */
	struct statement statement;	/* one row, one column `broken` */
};

extern const struct invariant giving_invariants[];

enum err invariant_count(struct db *db, struct arena *arena, const struct invariant *invariant, int64_t *broken) MUST_CHECK;

#endif
