/* Passwords of staff: Argon2id (RFC 9106) by libsodium, in its encoded form, which carries salt and costs. One computation
 * takes password_memory_bytes; at most one a core runs at a time in a process, the others wait, so that a flood of sign-ins
 * costs time and not memory. */
#ifndef YM_CRYPT_PASSWORD_H
#define YM_CRYPT_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

enum { password_chars_min = 12, password_chars_max = 128 };	/* of UTF-8 text (NIST SP 800-63B §5.1.1.2: length, no composition rules) */

/* The encoded hash, in the arena. E_BUSY: no memory for it now. */
enum err password_hash(struct arena *arena, const char *password, const char **out) MUST_CHECK;

/* `hash` NULL takes the same time and says no: an unknown login is not told from a wrong password. */
enum err password_matches(const char *hash, const char *password, bool *out) MUST_CHECK;

/* Made with weaker costs than today's: hash anew at the next sign-in. */
bool password_hash_is_old(const char *hash);

/* Twelve characters a person can read out, for a first password. In the arena. */
char *password_new(struct arena *arena);

#endif
