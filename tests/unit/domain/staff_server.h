/* The office's tests: the giving area's private MariaDB with an org tree and people in it. */
#ifndef YM_TESTS_STAFF_SERVER_H
#define YM_TESTS_STAFF_SERVER_H

#include "domain/office/sign_in.h"
#include "giving_server.h"

/* city 1; counties 2 and 3; township 4 and school 5 in county 2; township 7 and school 8 in county 3; charity 6. */
enum { CITY_UNIT = 1, COUNTY_UNIT = 2, OTHER_COUNTY_UNIT = 3, TOWNSHIP_UNIT = 4, SCHOOL_UNIT = 5, CHARITY_UNIT = 6,
       OTHER_TOWNSHIP_UNIT = 7, OTHER_SCHOOL_UNIT = 8 };

#define STAFF_PASSWORD "correct horse battery"
#define STAFF_SECRET "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

/* cmocka fixtures. */
int staff_start(void **state);
int staff_stop(void **state);
int staff_clean(void **state);		/* the org tree as above; no accounts, sessions, delays */

/* An enrolled member of staff with the password and secret above. */
int64_t staff_account(struct giving *giving, const char *login, enum office_role role, int64_t unit_id);
/* The same, of whom the authenticator is still to be enrolled. */
int64_t staff_newcomer(struct giving *giving, const char *login, enum office_role role, int64_t unit_id);

/* That person, acting in the role. */
struct actor staff_actor(struct giving *giving, const char *login);

/* The authenticator's code at an instant. */
const char *staff_code(struct giving *giving, struct timestamp at);

struct timestamp later(struct timestamp at, int64_t seconds);

struct sign_in_wish staff_wish(const char *login, const char *password, const char *code);

/* Run `work` in a transaction, as serve does. */
enum err staff_transaction(struct giving *giving, enum err (*work)(void *context), void *context);

#endif
