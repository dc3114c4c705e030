#include "crypt/seal.h"

#include <string.h>

#include "crypt/keyring.h"

enum {
	seal_format = 1,
	head_bytes = 3,		/* format, key id */
	nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES,
	overhead_bytes = head_bytes + nonce_bytes + tag_bytes
};

/* Names of tables and columns and the keys of rows hold no `|`. */
static const char *additional_data(struct arena *arena, struct place place, unsigned key_id)
{
	return arena_print(arena, "%s|%s|%s|%u", place.table, place.column, place.row, key_id);
}

struct bytes seal_text(const struct keyring *keyring, struct arena *arena, struct place place, const char *text)
{
	const struct key *key = keyring_newest(keyring);
	const char *place_text;
	size_t length;
	uint8_t *sealed;

	if (text == NULL)
		return (struct bytes){ .data = NULL };
	length = strlen(text);
	sealed = arena_alloc(arena, overhead_bytes + length);
	place_text = additional_data(arena, place, key->id);
	sealed[0] = seal_format;
	sealed[1] = (uint8_t)(key->id >> 8);
	sealed[2] = (uint8_t)(key->id & 0xff);
	randombytes_buf(sealed + head_bytes, nonce_bytes);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + head_bytes + nonce_bytes, NULL, (const uint8_t *)text, length,
						   (const uint8_t *)place_text, strlen(place_text), NULL,
						   sealed + head_bytes, key->use[KEY_SEALS]);
	return (struct bytes){ .data = sealed, .length = overhead_bytes + length };
}

enum err seal_open(const struct keyring *keyring, struct arena *arena, struct place place, struct bytes sealed,
		   struct secret *out)
{
	const struct key *key;
	const char *place_text;
	uint8_t *text;

	if (sealed.data == NULL) {
		out->hidden = NULL;
		return OK;
	}
	if (sealed.length < overhead_bytes || sealed.data[0] != seal_format)
		return E_INTERNAL;
	key = keyring_find(keyring, (unsigned)sealed.data[1] << 8 | sealed.data[2]);
	if (key == NULL)
		return E_INTERNAL;
	place_text = additional_data(arena, place, key->id);
	text = arena_alloc(arena, sealed.length - overhead_bytes + 1);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(text, NULL, NULL, sealed.data + head_bytes + nonce_bytes,
						       sealed.length - head_bytes - nonce_bytes, (const uint8_t *)place_text,
						       strlen(place_text), sealed.data + head_bytes,
						       key->use[KEY_SEALS]) != 0)
		return E_INTERNAL;
	out->hidden = (const char *)text;
	return OK;
}

struct bytes blind_index(const struct keyring *keyring, struct arena *arena, const char *purpose, const char *canonical)
{
	crypto_generichash_state state;
	uint8_t *index = arena_alloc(arena, crypto_generichash_BYTES);

	crypto_generichash_init(&state, keyring_index_key(keyring), key_bytes, crypto_generichash_BYTES);
	/* With its NUL, so that no other purpose and text run together to the same bytes. */
	crypto_generichash_update(&state, (const uint8_t *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, (const uint8_t *)canonical, strlen(canonical));
	crypto_generichash_final(&state, index, crypto_generichash_BYTES);
	return (struct bytes){ .data = index, .length = crypto_generichash_BYTES };
}
