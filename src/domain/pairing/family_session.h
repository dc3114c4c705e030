/* A family that signed in by a telephone code: 30 minutes idle, 8 hours in all. Only the digest of its token is stored. A family that
 * was suspended, denied or that withdrew signs in, too: to see how it stands, and to have its data. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_SESSION_H
#define YM_DOMAIN_PAIRING_FAMILY_SESSION_H

#include "domain/pairing/family.h"

enum { family_idle_minutes = 30, family_absolute_hours = 8 };

extern const char family_code_purpose[];	/* of the telephone code that signs in (domain/office/telephone_code.h) */

/* Whose session it is; counts as seen, at most once a minute. E_NOT_FOUND: none, ended, idle, or over. Outside a transaction. */
enum err family_session_find(struct db *db, struct arena *arena, const char *token, struct timestamp now,
			     struct family_member *out) MUST_CHECK;

/* The family of this telephone (canonical): the live one, else the newest that was not erased. E_NOT_FOUND: none. */
enum err family_find_by_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
				  struct family_member *out) MUST_CHECK;

/* In the caller's transaction, audited ("family_sign_in"). The token is new: what the browser had before is nobody's session. */
enum err family_session_start(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now,
			      const char **token) MUST_CHECK;

/* Sign out. Ended before is as good. */
enum err family_session_end(struct db *db, const struct family_member *family, struct timestamp now) MUST_CHECK;

extern const struct statement *const family_session_statements[];

#endif
