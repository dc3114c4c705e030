/* Forgetting a family: all that is sealed, what finds it, and its adults. Code, place, dates and pairs stay for the statistics. Who asks
 * is forgotten once it has left; only a pair that ended for cause keeps its family, sealed, for its time (domain.md §2). Without being
 * asked: by the rules family_unpaired, family_paired, family_for_cause (retention_rule). */
#ifndef YM_DOMAIN_PAIRING_FAMILY_ERASURE_H
#define YM_DOMAIN_PAIRING_FAMILY_ERASURE_H

#include "domain/office/retention.h"

/* What stands against it today; *until: the last day of a duty to keep. E_NOT_FOUND: no such family. */
enum err family_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today, enum erasure_obstacle *out,
				 struct date *until) MUST_CHECK;

/* In the caller's transaction, who writes the trail. E_NOT_FOUND: none, or erased already. */
enum err family_erase(struct db *db, const char *code, struct timestamp now) MUST_CHECK;

/* Those whose time is over: rows of erasable_shape, at most so many. */
enum err family_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out) MUST_CHECK;

extern const struct statement *const family_obstacle_statements[], *const family_erasure_statements[];

#endif
