/* The suite's keys: one file, mode 0600 or, where each program is a Unix user of its own, 0640 of a group of theirs; made by
 * `yimeng key new` (quickstart does), never in the repository.
 * Text, one key a line: `<id> <64 hexadecimal digits> [from <seconds since 1970>]`. The highest id whose time has come seals
 * and indexes, all open and are compared with. From each 32-byte key the keys for each purpose are derived (crypto_kdf), so
 * that no two uses share one.
 *
 * A new key comes into use while everything runs: `yimeng key new` appends a line that begins to seal a minute later, and
 * every process reads the file again within a second of its change (through the descriptor it kept: a confined process opens
 * no file), so all know a key before the first of them seals with it. */
#ifndef YM_CRYPT_KEY_H
#define YM_CRYPT_KEY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"

struct keyring;

/* Call once before any other function of this room (sodium_init). */
enum err crypt_start(struct fault *fault) MUST_CHECK;

/* E_INVALID: missing, malformed, writable by the group, or anything at all to others. Lives in `arena`, in memory locked against swapping where
 * the system allows. The file stays open. */
enum err keyring_load(struct arena *arena, const char *path, struct keyring **out, struct fault *fault) MUST_CHECK;

/* Read the file again if it changed; looks at most once a second, so it may be called at each request, by any thread. A file
 * that became wrong changes nothing (false, and the fault says why). */
bool keyring_refresh(struct keyring *keyring, struct fault *fault);

/* Write a new file with one random key that seals at once. E_CONFLICT where it exists. */
enum err keyring_create(const char *path, struct fault *fault) MUST_CHECK;

/* Append a random key that seals `grace_seconds` from now. E_CONFLICT: the newest key's time has not come yet, or an older one was
 * not retired (look-ups compare with two keys), or the file is full. *id is the new key's. */
enum err keyring_append(const char *path, int64_t grace_seconds, unsigned *id, struct fault *fault) MUST_CHECK;

/* Take a key out of the file, in place. E_CONFLICT: it seals, or is about to; E_NOT_FOUND: no such key. The caller has made sure
 * that nothing is sealed with it. */
enum err keyring_retire(const char *path, unsigned id, struct fault *fault) MUST_CHECK;

/* The id of the key that seals now, and of the oldest in the ring. */
unsigned keyring_current(const struct keyring *keyring);
unsigned keyring_oldest(const struct keyring *keyring);

/* The keys of the ring, ascending by id: what a person may know of them. The rows live in `arena`. */
struct key_row {
	unsigned id;
	int64_t from;		/* seconds since 1970; 0: not said */
	bool seals;
};
size_t keyring_list(const struct keyring *keyring, struct arena *arena, const struct key_row **out);

#endif
