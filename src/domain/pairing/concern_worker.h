/* What the worker does about concerns. Each in its caller's transaction, at most `rows` at a time. */
#ifndef YM_DOMAIN_PAIRING_CONCERN_WORKER_H
#define YM_DOMAIN_PAIRING_CONCERN_WORKER_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

/* Those past their deadline, or past that of the mandatory report, go to an officer of the city, once. Audited. */
enum err concern_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *climbed) MUST_CHECK;

/* Whoever was given one is told by SMS: its code and its deadline. */
enum err concern_tell(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t rows, struct timestamp now,
		      int64_t *count) MUST_CHECK;

extern const struct statement *const concern_worker_statements[];

#endif
