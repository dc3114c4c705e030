/* The suite's keys: one file, mode 0600, made by `yimeng key new` (quickstart does), never in the repository.
 * Text, one key a line: `<id> <64 hexadecimal digits>`; the highest id seals, all open. From each 32-byte key the keys
 * for each purpose are derived (crypto_kdf), so that no two uses share one. */
#ifndef YM_CRYPT_KEY_H
#define YM_CRYPT_KEY_H

#include "base/arena.h"
#include "base/err.h"

struct keyring;

/* Call once before any other function of this room (sodium_init). */
enum err crypt_start(struct fault *fault) MUST_CHECK;

/* E_INVALID: missing, malformed, or readable by group or others. Lives in `arena`, in memory locked against swapping where
 * the system allows. */
enum err keyring_load(struct arena *arena, const char *path, struct keyring **out, struct fault *fault) MUST_CHECK;

/* Write a new file with one random key. E_CONFLICT where it exists. */
enum err keyring_create(const char *path, struct fault *fault) MUST_CHECK;

/* The id of the key that seals. */
unsigned keyring_current(const struct keyring *keyring);

#endif
