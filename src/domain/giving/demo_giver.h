/* The demonstration's givers: data/demo.sql loads them in clear behind a zero byte, for SQL cannot seal. Invented, as all of it. */
#ifndef YM_DOMAIN_GIVING_DEMO_GIVER_H
#define YM_DOMAIN_GIVING_DEMO_GIVER_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

/* Seal and index those that are not yet. In the caller's transaction; harmless to repeat. */
enum err demo_givers_seal(struct db *db, struct arena *arena, const struct keyring *keyring) MUST_CHECK;

extern const struct statement *const demo_giver_statements[];

#endif
