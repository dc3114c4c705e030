/* A delay that grows with each failure: 1, 2, 4 … 60 s after the last one; a quarter of an hour without a failure begins anew.
 * Kept in the database, so that every process and machine counts together. A try is counted before it is judged, and taken
 * back when it was right: of many at once only the first is judged. A try that comes too soon is not counted, or whoever
 * keeps trying would keep the rightful one out for ever. design.md §8, domain.md §5. */
#ifndef YM_DOMAIN_OFFICE_DELAY_H
#define YM_DOMAIN_OFFICE_DELAY_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "db/db.h"

enum { delay_seconds_max = 60, delay_fade_minutes = 15 };

struct delay {
	const char *kind;		/* at most 20 characters */
	struct bytes subject;		/* 32 bytes, keyed digest */
	int64_t free;			/* failures that cost nothing */
};

/* Count a try of each (at most two; always name kinds in the same order) in the caller's transaction. E_BUSY: too soon,
 * nothing counted, *wait_seconds is when. */
enum err delay_begin(struct db *db, struct arena *arena, const struct delay *delays, size_t count, struct timestamp now,
		     int64_t *wait_seconds) MUST_CHECK;

/* The try was right: it does not count. `whole`: neither do those before. */
enum err delay_forgive(struct db *db, const struct delay *delay, bool whole) MUST_CHECK;

extern const struct statement *const delay_statements[];

#endif
