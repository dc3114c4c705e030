/* Rules as rows: what a version has, read and written whole. */
#ifndef YM_DOMAIN_AID_RULE_STORE_H
#define YM_DOMAIN_AID_RULE_STORE_H

#include "db/db.h"
#include "domain/aid/rule_wish.h"

/* A version that is not there has nothing. */
enum err rule_wish_load(struct db *db, struct arena *arena, int64_t version_id, struct rule_wish *out) MUST_CHECK;

/* Into a draft that has nothing yet, in the caller's transaction. Clauses in any order. */
enum err rule_wish_store(struct db *db, struct arena *arena, int64_t version_id, const struct rule_wish *wish) MUST_CHECK;

extern const struct statement *const rule_store_statements[];		/* reading */
extern const struct statement *const rule_store_write_statements[];

#endif
