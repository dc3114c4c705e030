/* The giving area's tests run against a private MariaDB with the schema, started once per test program. */
#ifndef YM_TESTS_GIVING_SERVER_H
#define YM_TESTS_GIVING_SERVER_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

struct giving {
	struct arena arena;
	struct db *db;
	struct keyring *keyring;
	struct fault fault;
	char socket[128];
};

/* cmocka group fixtures; *state is a struct giving. */
int giving_start(void **state);
int giving_stop(void **state);

/* cmocka test fixture: no pledges, and the campaigns of giving_campaign_… as they were. */
int giving_clean(void **state);

/* Run one statement without parameters; fails the test when it fails. */
void giving_sql(struct giving *giving, const char *sql);

/* The one integer, named `n`, that the query answers. */
int64_t giving_number(struct giving *giving, const char *sql);

/* Fails the test where an invariant of giving does not hold. */
void giving_assert_invariants(struct giving *giving);

/* The day the tests live in, noon in Shanghai. */
struct timestamp giving_noon(void);

enum { CAMPAIGN_OPEN_NOW = 1, CAMPAIGN_OVER = 2, CAMPAIGN_TO_COME = 3, CAMPAIGN_UNPUBLISHED = 4, CAMPAIGN_CLOSED_EARLY = 5 };

#endif
