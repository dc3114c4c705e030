/* Personal fields at rest. XChaCha20-Poly1305; the additional data is `table|column|row|key id`, so a value moved to another
 * place does not open. Stored form: 1 byte format, 2 bytes key id (big endian), 24 bytes nonce, ciphertext and tag. */
#ifndef YM_CRYPT_SEAL_H
#define YM_CRYPT_SEAL_H

#include "base/arena.h"
#include "base/bytes.h"
#include "crypt/key.h"

/* Where a value lives. `row` is the row's own never-changing key as text (a pledge's code). */
struct place {
	const char *table, *column, *row;
};

/* Decrypted personal data: a type of its own, so that no log and no view takes it. Who reads `hidden` answers for where it goes. */
struct secret {
	const char *hidden;
};

/* Sealed bytes in the arena. NULL `text` seals to nothing (data NULL). */
struct bytes seal_text(const struct keyring *keyring, struct arena *arena, struct place place, const char *text);

/* E_INTERNAL: altered, moved, or sealed with a key that is not in the ring. Nothing opens to hidden == NULL. */
enum err seal_open(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes sealed,
		   struct secret *out) MUST_CHECK;

/* The id of the key a sealed value needs; 0: not a sealed value. */
unsigned seal_key_id(struct bytes sealed);

/* Bytes instead of a text (a piece of a file). */
struct bytes seal_bytes(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes content);
enum err seal_open_bytes(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes sealed,
			 struct bytes *out) MUST_CHECK;

/* Keyed BLAKE2b of `purpose` and a text already in canonical form: finds a row by a sealed value. 32 bytes in the arena.
 * By the key that seals now: for what is stored. */
struct bytes blind_index(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical);

/* The same by the key that seals now and by the other one of the ring (the same twice where there is one key only): for what is
 * looked for, `IN (?, ?)`, so that old and new rows both answer while a rotation runs. */
void blind_indexes(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical,
		   struct bytes out[2]);

/* Is `stored` the index of this text by any key of the ring? In constant time per key. */
bool blind_index_is(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical,
		    struct bytes stored);

#endif
