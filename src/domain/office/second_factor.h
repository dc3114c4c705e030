/* Inside signing in: what a typed code proves. Read first, without touching anything; used up in the transaction it counts in. */
#ifndef YM_DOMAIN_OFFICE_SECOND_FACTOR_H
#define YM_DOMAIN_OFFICE_SECOND_FACTOR_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "crypt/key.h"
#include "db/db.h"

enum factor_kind { FACTOR_WRONG, FACTOR_TOTP, FACTOR_RECOVERY };

struct factor {
	enum factor_kind kind;
	int64_t step;			/* of a TOTP code */
	struct bytes digest;		/* of a recovery code; whether it is one, factor_use says */
};

/* Whose authenticator. */
struct enrolment {
	int64_t account_id;
	const char *login;
	struct bytes totp_secret_sealed;
	int64_t totp_last_step;
};

enum err factor_read(const struct keyring *keyring, struct arena *arena, const struct enrolment *enrolment, const char *code,
		     struct timestamp now, struct factor *out) MUST_CHECK;

/* In the caller's transaction. E_DENIED: wrong, or used meanwhile. */
enum err factor_use(struct db *db, const struct enrolment *enrolment, const struct factor *factor, struct timestamp now) MUST_CHECK;

enum err recovery_codes_left(struct db *db, struct arena *arena, int64_t account_id, int64_t *left) MUST_CHECK;

/* Ten new ones, stored as digests; those before are void. In the caller's transaction. */
enum err recovery_codes_replace(struct db *db, struct arena *arena, int64_t account_id, const char *login, struct timestamp now,
				const char *const **codes) MUST_CHECK;
enum err recovery_codes_void(struct db *db, int64_t account_id, struct timestamp now) MUST_CHECK;

extern const struct statement *const second_factor_statements[];

#endif
