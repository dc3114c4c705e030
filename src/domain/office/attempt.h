/* Failed look-ups are counted in the database, per kind and subject (a keyed digest of an address or a code) and quarter of an
 * hour, so that every process and machine counts together. domain.md §3, design.md §8. */
#ifndef YM_DOMAIN_OFFICE_ATTEMPT_H
#define YM_DOMAIN_OFFICE_ATTEMPT_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "db/db.h"

enum { attempt_window_minutes = 15 };

/* Who is counted, and how many failures in a window end the looking. */
struct attempt_limit {
	const char *kind;		/* at most 20 characters */
	struct bytes subject;		/* 32 bytes */
	int64_t failures;
};

/* Has either of the two (what was tried, and who tried) used up its failures of the present window? One statement for both. */
enum err attempt_check(struct db *db, struct arena *arena, const struct attempt_limit limits[2], struct timestamp now,
		       bool *limited) MUST_CHECK;

/* The same of up to attempt_limits_max at once (what was tried, who tried, and all together), still one statement. */
enum { attempt_limits_max = 3 };
enum err attempt_check_all(struct db *db, struct arena *arena, const struct attempt_limit *limits, size_t count, struct timestamp now,
			   bool *limited) MUST_CHECK;

/* Whole seconds, at least 1, until the present window ends and failures count anew. */
int64_t attempt_seconds_left(struct timestamp now);

/* One more for both. Commits with the caller's transaction, which must not be rolled back for the failure itself. */
enum err attempt_fail(struct db *db, const struct attempt_limit limits[2], struct timestamp now) MUST_CHECK;

enum err attempt_fail_all(struct db *db, const struct attempt_limit *limits, size_t count, struct timestamp now) MUST_CHECK;

extern const struct statement *const attempt_statements[];

#endif
