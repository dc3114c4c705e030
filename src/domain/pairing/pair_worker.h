/* What time alone does to pairs: holds run out, approvals and consents lapse; and whoever must act is told, once a step, without a
 * word about the child. The worker's: each function is a slice, in the caller's transaction, that may be run again. */
#ifndef YM_DOMAIN_PAIRING_PAIR_WORKER_H
#define YM_DOMAIN_PAIRING_PAIR_WORKER_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

/* Holds whose time is over end (expired): student and family are free again. At most `rows`; *count: how many were looked at. */
enum err pair_expire_due(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *count) MUST_CHECK;

/* Active pairs whose family is approved no more, whose student left the register, or whose guardian's consent stands in
 * no version, pause. A new version of the text stops
 * no pair: it is asked for at the next step. */
enum err pair_lapse_due(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *count) MUST_CHECK;

/* Notices, each once for a pair (pair_notice): the family that is asked, the guardian and the school's staff after the family accepted,
 * the county's after all accepted, each again a day before the hold's end; family and guardian when it is active, the family when it came
 * to nothing after it had accepted. Staff are told on their own telephone, where they have one. */
enum { pair_notices = 11 };
enum err pair_tell(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t notice, int64_t rows, struct timestamp now,
		   int64_t *count) MUST_CHECK;

extern const struct statement *const pair_worker_statements[], *const pair_notice_statements[];

#endif
