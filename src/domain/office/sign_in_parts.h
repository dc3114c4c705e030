/* Inside signing in and accounts: what their files share. */
#ifndef YM_DOMAIN_OFFICE_SIGN_IN_PARTS_H
#define YM_DOMAIN_OFFICE_SIGN_IN_PARTS_H

#include "base/date.h"
#include "db/db.h"

/* All live sessions of an account but one (0: all), or those that act in a role. In the caller's transaction. */
enum err sessions_end_but(struct db *db, int64_t account_id, int64_t session_id, struct timestamp now) MUST_CHECK;
enum err sessions_end_of_grant(struct db *db, int64_t grant_id, struct timestamp now) MUST_CHECK;

/* May this be a password of that login? NULL, or "too_short", "too_long", "common". */
const char *password_objection(const char *password, const char *login);

#endif
