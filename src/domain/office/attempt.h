/* Failed look-ups are counted in the database, per kind and subject (a keyed digest of an address or a code) and quarter of an
 * hour, so that every process and machine counts together. domain.md §3, design.md §8. */
#ifndef YM_DOMAIN_OFFICE_ATTEMPT_H
#define YM_DOMAIN_OFFICE_ATTEMPT_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "db/db.h"

enum { attempt_window_minutes = 15 };

/* Failures of this subject in the present window. */
enum err attempt_count(struct db *db, struct arena *arena, const char *kind, struct bytes subject, struct timestamp now,
		       int64_t *out) MUST_CHECK;

/* Whole seconds, at least 1, until the present window ends and failures count anew. */
int64_t attempt_seconds_left(struct timestamp now);

/* One more. Commits with the caller's transaction, which must not be rolled back for the failure itself. */
enum err attempt_fail(struct db *db, const char *kind, struct bytes subject, struct timestamp now) MUST_CHECK;

extern const struct statement *const attempt_statements[];

#endif
