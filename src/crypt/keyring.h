/* Inside the crypt room only: the keys themselves. */
#ifndef YM_CRYPT_KEYRING_H
#define YM_CRYPT_KEYRING_H

#include <sodium.h>
#include <stdbool.h>

#include "crypt/key.h"

enum key_use { KEY_SEALS, KEY_INDEXES, KEY_SIGNS_FORMS, key_uses };

enum { key_bytes = 32, keyring_keys = 64, key_id_max = 65535 };

struct key {
	unsigned id;
	uint8_t use[key_uses][key_bytes];	/* derived; the key in the file is not kept */
};

/* Ascending by id: the last one seals. */
struct keyring {
	size_t count;
	struct key key[keyring_keys];
};

/* NULL: not in the ring. */
const struct key *keyring_find(const struct keyring *keyring, unsigned id);

/* Blind indexes stay comparable when a new key comes to seal: they keep to the first key of the ring. */
const uint8_t *keyring_index_key(const struct keyring *keyring);

const struct key *keyring_newest(const struct keyring *keyring);

#endif
