/* Passwords of staff: Argon2id (RFC 9106) by libsodium, in its encoded form, which carries salt and costs. One computation
 * takes password_memory_bytes; at most one a core runs at a time in a process, the others wait, so that a flood of sign-ins
 * costs time and not memory. */
#ifndef YM_CRYPT_PASSWORD_H
#define YM_CRYPT_PASSWORD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"

enum { password_chars_min = 12, password_chars_max = 128 };	/* of UTF-8 text (NIST SP 800-63B §5.1.1.2: length, no composition rules) */

/* RFC 9106 §4, the second recommended option (libsodium computes one lane), above OWASP's least of 19 MiB and two passes: some 0.1 s
 * of one core, and as much for each guess at a stolen hash. */
enum { password_memory_bytes = 64 * 1024 * 1024, password_passes = 3 };

/* The encoded hash, in the arena. E_BUSY: no memory for it now. */
enum err password_hash(struct arena *arena, const char *password, const char **out) MUST_CHECK;

/* `hash` NULL takes the same time and says no: an unknown login is not told from a wrong password. */
enum err password_matches(const char *hash, const char *password, bool *out) MUST_CHECK;

/* Made with weaker costs than today's: hash anew at the next sign-in. */
bool password_hash_is_old(const char *hash);

/* Twelve characters a person can read out, for a first password. In the arena. */
char *password_new(struct arena *arena);

#endif
