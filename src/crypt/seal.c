#include "crypt/seal.h"

#include <string.h>

#include "crypt/keyring.h"

enum {
	seal_format = 1,
	head_bytes = 3,		/* format, key id */
	nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	overhead_bytes = head_bytes + nonce_bytes + tag_bytes,
	id_digits_most = 5,
	place_bytes_usual = 160
};

/* `table|column|row|key id`. Names of tables and columns and the keys of rows hold no `|`. By hand: this runs for every field of
 * every row, and printf takes longer than the sealing. */
struct place_text {
	char usual[place_bytes_usual];
	const char *text;
	size_t length;
};

static char *put(char *at, const char *text, size_t length)
{
	memcpy(at, text, length);
	at[length] = '|';
	return at + length + 1;
}

static void place_text(struct arena *arena, struct place place, unsigned key_id, struct place_text *out)
{
	const size_t table = strlen(place.table), column = strlen(place.column), row = strlen(place.row);
	const size_t most = table + column + row + 3 + id_digits_most;
	char *const text = most <= sizeof out->usual ? out->usual : arena_alloc(arena, most);
	char digits[id_digits_most], *at = text;
	size_t count = 0;

	at = put(at, place.table, table);
	at = put(at, place.column, column);
	at = put(at, place.row, row);
	do {
		digits[count++] = (char)('0' + key_id % 10);
	} while ((key_id /= 10) > 0);
	while (count > 0)
		*at++ = digits[--count];
	out->text = text;
	out->length = (size_t)(at - text);
}

struct bytes seal_bytes(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes content)
{
	const struct key *key = ring_sealing(keyring_ring(keyring));
	struct place_text where;
	uint8_t *sealed;

	if (content.data == NULL)
		return (struct bytes){ .data = NULL };
	sealed = arena_alloc(arena, overhead_bytes + content.length);
	place_text(arena, place, key->id, &where);
	sealed[0] = seal_format;
	sealed[1] = (uint8_t)(key->id >> 8);
	sealed[2] = (uint8_t)(key->id & 0xff);
	randombytes_buf(sealed + head_bytes, nonce_bytes);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + head_bytes + nonce_bytes, NULL, content.data, content.length,
						   (const uint8_t *)where.text, where.length, NULL, sealed + head_bytes,
						   key->use[KEY_SEALS]);
	return (struct bytes){ .data = sealed, .length = overhead_bytes + content.length };
}

struct bytes seal_text(const struct keyring *keyring, struct arena *arena, struct place place, const char *text)
{
	const struct bytes content = { .data = (const uint8_t *)text, .length = text != NULL ? strlen(text) : 0 };

	return seal_bytes(keyring, arena, place, content);
}

unsigned seal_key_id(struct bytes sealed)
{
	if (sealed.data == NULL || sealed.length < overhead_bytes || sealed.data[0] != seal_format)
		return 0;
	return (unsigned)sealed.data[1] << 8 | sealed.data[2];
}

enum err seal_open_bytes(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes sealed,
			 struct bytes *out)
{
	const struct key *key = ring_find(keyring_ring(keyring), seal_key_id(sealed));
	struct place_text where;
	uint8_t *content;

	if (sealed.data == NULL) {
		*out = (struct bytes){ .data = NULL };
		return OK;
	}
	if (key == NULL)
		return E_INTERNAL;
	place_text(arena, place, key->id, &where);
	content = arena_alloc(arena, sealed.length - overhead_bytes + 1);	/* with a NUL behind it, should it be a text */
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(content, NULL, NULL, sealed.data + head_bytes + nonce_bytes,
						       sealed.length - head_bytes - nonce_bytes, (const uint8_t *)where.text,
						       where.length, sealed.data + head_bytes, key->use[KEY_SEALS]) != 0)
		return E_INTERNAL;
	*out = (struct bytes){ .data = content, .length = sealed.length - overhead_bytes };
	return OK;
}

enum err seal_open(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes sealed,
		   struct secret *out)
{
	struct bytes content;

	TRY(seal_open_bytes(keyring, arena, place, sealed, &content));
	out->hidden = (const char *)content.data;
	return OK;
}

static void index_by(const struct key *key, const char *purpose, const char *canonical, uint8_t index[crypto_generichash_BYTES])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key->use[KEY_INDEXES], key_bytes, crypto_generichash_BYTES);
	/* With its NUL, so that no other purpose and text run together to the same bytes. */
	crypto_generichash_update(&state, (const uint8_t *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, (const uint8_t *)canonical, strlen(canonical));
	crypto_generichash_final(&state, index, crypto_generichash_BYTES);
}

static struct bytes new_index(struct arena *arena, const struct key *key, const char *purpose, const char *canonical)
{
	uint8_t *index = arena_alloc(arena, crypto_generichash_BYTES);

	index_by(key, purpose, canonical, index);
	return (struct bytes){ .data = index, .length = crypto_generichash_BYTES };
}

struct bytes blind_index(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical)
{
	return new_index(arena, ring_sealing(keyring_ring(keyring)), purpose, canonical);
}

/* The other key: the one before it or, while a new key's time has not come here, the one after it: a machine whose clock is a
 * little ahead may have begun to use it. */
void blind_indexes(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical,
		   struct bytes out[2])
{
	const struct ring *ring = keyring_ring(keyring);
	const struct key *sealing = ring_sealing(ring);

	out[0] = new_index(arena, sealing, purpose, canonical);
	out[1] = ring->count == 1 ? out[0] : new_index(arena, sealing == ring->key ? sealing + 1 : sealing - 1, purpose, canonical);
}

bool blind_index_is(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical,
		    struct bytes stored)
{
	const struct ring *ring = keyring_ring(keyring);
	uint8_t index[crypto_generichash_BYTES];
	bool is = false;

	(void)arena;
	if (stored.length != sizeof index)
		return false;
	/* By every key, found or not: how long it takes says nothing. */
	for (size_t i = 0; i < ring->count; i++) {
		index_by(&ring->key[i], purpose, canonical, index);
		is = (sodium_memcmp(index, stored.data, sizeof index) == 0) | is;
	}
	return is;
}
