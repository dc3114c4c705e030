/* A row in every table that has sealed columns, and keys that change: for the tests of rotation. */
#ifndef YM_TESTS_SEALED_ROWS_H
#define YM_TESTS_SEALED_ROWS_H

#include "domain/giving/pledge.h"
#include "domain/office/reseal.h"
#include "domain/pairing/student.h"
#include "giving_server.h"

/* What is personal in those rows; none may stand anywhere in clear. */
#define SEALED_TELEPHONE "13812345678"
#define SEALED_NEW_TELEPHONE "13711112222"
#define SEALED_GUARDIAN_TELEPHONE "13987654321"
#define SEALED_ID_NUMBER "371302190001010002"
#define SEALED_ADDRESS "12 Unfindable Lane, \xE8\x92\x99\xE9\x98\xB4"
#define SEALED_MAIL "somebody.special@example.org"
#define SEALED_NAME "Zhuge Unfindable"
extern const char *const sealed_personal[];	/* ended by NULL */

/* cmocka fixtures over staff_server's: a ring of key 1 only, no rows. */
int sealed_start(void **state);
int sealed_clean(void **state);
int sealed_stop(void **state);

const char *sealed_key_path(struct giving *giving);
/* Key 2 seals from now on; giving->keyring is loaded anew. */
void sealed_new_key(struct giving *giving);
/* Key 1 leaves the file; giving->keyring is loaded anew. */
void sealed_retire(struct giving *giving);

/* A row in each of resealed_tables, under the key that seals. What opens and finds them again: sealed_check. */
struct sealed_rows {
	const char *pledge_code;
	int64_t upload_id;
};
void sealed_store(struct giving *giving, struct sealed_rows *out);

/* `sql` selects place and sealed of one row: it opens and says this. */
void sealed_assert_opens(struct giving *giving, const struct sealed_place *where, const char *sql, const char *text);

/* Every value opens and says what was stored, every index finds its row, by the keys there are. */
void sealed_check(struct giving *giving, const struct sealed_rows *rows);

struct pledge_wish sealed_wish(void);

/* A connection as ym_worker, with the rights it has. The caller closes it. */
struct db *sealed_worker(struct giving *giving);

#endif
