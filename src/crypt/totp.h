/* One-time codes of an authenticator: TOTP (RFC 6238, HMAC-SHA-1, 6 digits, steps of 30 s), by liboath. */
#ifndef YM_CRYPT_TOTP_H
#define YM_CRYPT_TOTP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

enum { totp_digits = 6, totp_step_seconds = 30, totp_window_steps = 1 };	/* one step early or late: clocks differ */

/* 160 random bits in base32, as authenticators take it. In the arena. */
char *totp_secret_new(struct arena *arena);

/* otpauth://totp/ISSUER:LOGIN?secret=…&issuer=… ; both percent-encoded. */
char *totp_url(struct arena *arena, const char *secret, const char *issuer, const char *login);

/* Is `code` right at `now`, for a step after `last_step`? OK: *step is the one it was made in, to be stored as the new
 * last step in the same transaction. E_DENIED: wrong, used, or out of the window. Blanks in the code are passed over. */
enum err totp_check(const char *secret, const char *code, struct timestamp now, int64_t last_step, int64_t *step) MUST_CHECK;

/* The code of a step, for tests and the demonstration's print. */
enum err totp_code(struct arena *arena, const char *secret, int64_t step, const char **out) MUST_CHECK;

/* Ten codes that stand in for the authenticator once each: "K7QF-2M9X-WD", read out without doubt. In the arena, a NULL
 * behind the last. */
enum { recovery_codes = 10 };
const char **recovery_codes_new(struct arena *arena);
/* As typed (blanks, hyphens, small letters) to the form that is digested. In the arena. */
char *recovery_code_canonical(struct arena *arena, const char *typed);

#endif
