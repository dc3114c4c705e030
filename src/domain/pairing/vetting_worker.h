/* Families are told a month and a day before their approval ends. (What lapsed stops pairs: pair_worker.h.) */
#ifndef YM_DOMAIN_PAIRING_VETTING_WORKER_H
#define YM_DOMAIN_PAIRING_VETTING_WORKER_H

#include "crypt/key.h"
#include "db/db.h"

/* Tell at most `rows` families by SMS, each once for each end: vetting_soon_days before, and on the day before. In the caller's
 * transaction. */
enum err vetting_warn(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t rows, struct timestamp now,
		      int64_t *told) MUST_CHECK;

extern const struct statement *const vetting_worker_statements[];

#endif
