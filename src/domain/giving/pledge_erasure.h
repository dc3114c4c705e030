/* Forgetting who gave: the personal fields of a pledge and what finds them. What was promised and paid stays. */
#ifndef YM_DOMAIN_GIVING_PLEDGE_ERASURE_H
#define YM_DOMAIN_GIVING_PLEDGE_ERASURE_H

#include "base/arena.h"
#include "db/db.h"
#include "domain/office/retention.h"

/* A promise that stands is in use; money that came is accounted for until the rule pledge_paid has passed since the last of it.
 * *until: the last day it is retained; none otherwise. E_NOT_FOUND: no such pledge. */
enum err pledge_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today,
				 enum erasure_obstacle *out, struct date *until) MUST_CHECK;

/* In the caller's transaction, who has looked at the obstacle and writes the trail. An organisation keeps its name and credit
 * code, which are nobody's personal data. E_NOT_FOUND: none of this code, or erased before. */
enum err pledge_erase(struct db *db, const char *code, struct timestamp now) MUST_CHECK;

/* Those whose time is over: ended without money by the rule pledge_unpaid, with money by pledge_paid. At most `rows` struct
 * erasable. */
enum err pledge_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out) MUST_CHECK;

extern const struct statement *const pledge_obstacle_statements[];	/* deciding */
extern const struct statement *const pledge_erasure_statements[];	/* the worker's */

#endif
