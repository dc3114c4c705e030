/* What the worker does about requests for help: what is late for its level goes to the level above. In its caller's transaction, at most
 * `rows` at a time; running it again changes nothing. */
#ifndef YM_DOMAIN_AID_HELP_WORKER_H
#define YM_DOMAIN_AID_HELP_WORKER_H

#include "base/arena.h"
#include "db/db.h"

/* To an officer of that level with the fewest open ones; none there: it stays whose it is, and stands in the level's queue. The level above
 * has the time for looking at it (help_rule) until the next. Each level once. Audited. */
enum err help_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now,
		    int64_t *climbed) MUST_CHECK;

extern const struct statement *const help_worker_statements[];

#endif
