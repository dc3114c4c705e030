#include "crypt/token.h"

#include <inttypes.h>
#include <string.h>

#include "crypt/keyring.h"

enum {
	token_bytes = 32,
	token_chars = 43,
	identifier_bytes = 16,
	nonce_bytes = 16,
	nonce_chars = 22,
	mac_bytes = 32,
	mac_chars = 43,
	expiry_digits_most = 12,
	base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING
};

static char *encoded(struct arena *arena, const uint8_t *bytes, size_t length)
{
	const size_t room = sodium_base64_encoded_len(length, base64_variant);

	return sodium_bin2base64(arena_alloc(arena, room), room, bytes, length, base64_variant);
}

/* `text` is exactly `length` bytes in this encoding. Unused bits at the end must be zero: one value, one spelling. */
static bool decodes(const char *text, size_t chars, uint8_t *out, size_t length)
{
	const char *end;
	size_t decoded;

	return sodium_base642bin(out, length, text, chars, NULL, &decoded, &end, base64_variant) == 0 && decoded == length &&
	       end == text + chars;
}

char *identifier_new(struct arena *arena)
{
	uint8_t random[identifier_bytes];

	randombytes_buf(random, sizeof random);
	return encoded(arena, random, sizeof random);
}

char *token_new(struct arena *arena)
{
	uint8_t random[token_bytes];

	randombytes_buf(random, sizeof random);
	return encoded(arena, random, sizeof random);
}

bool token_is_well_formed(const char *token)
{
	uint8_t bytes[token_bytes];

	return strlen(token) == token_chars && decodes(token, token_chars, bytes, sizeof bytes);
}

struct bytes digest_bytes(struct arena *arena, struct bytes bytes)
{
	uint8_t *digest = arena_alloc(arena, crypto_generichash_BYTES);

	crypto_generichash(digest, crypto_generichash_BYTES, bytes.data, bytes.length, NULL, 0);
	return (struct bytes){ .data = digest, .length = crypto_generichash_BYTES };
}

struct bytes digest_text(struct arena *arena, const char *text)
{
	return digest_bytes(arena, (struct bytes){ .data = (const uint8_t *)text, .length = strlen(text) });
}

bool bytes_equal(struct bytes a, struct bytes b)
{
	return a.length == b.length && (a.length == 0 || sodium_memcmp(a.data, b.data, a.length) == 0);
}

/* Each part but the last ends with its NUL: what one part loses no other can gain. `head` is `expiry.nonce` as spelled. */
static void sign(const struct key *key, const char *session, const char *form, const char *head, size_t head_length,
		 uint8_t mac[mac_bytes])
{
	crypto_generichash_state state;

	crypto_generichash_init(&state, key->use[KEY_SIGNS_FORMS], key_bytes, mac_bytes);
	crypto_generichash_update(&state, (const uint8_t *)session, strlen(session) + 1);
	crypto_generichash_update(&state, (const uint8_t *)form, strlen(form) + 1);
	crypto_generichash_update(&state, (const uint8_t *)head, head_length);
	crypto_generichash_final(&state, mac, mac_bytes);
}

char *form_token_new(const struct keyring *keyring, struct arena *arena, const char *session, const char *form,
		     struct timestamp now, int64_t valid_minutes)
{
	uint8_t nonce[nonce_bytes], mac[mac_bytes];
	char *head;

	randombytes_buf(nonce, sizeof nonce);
	head = arena_print(arena, "%" PRId64 ".%s", now.us / 1000000 + valid_minutes * 60,
			   encoded(arena, nonce, sizeof nonce));
	sign(ring_sealing(keyring_ring(keyring)), session, form, head, strlen(head), mac);
	return arena_print(arena, "%s.%s", head, encoded(arena, mac, sizeof mac));
}

/* A token's parts, still unverified. */
struct token_parts {
	int64_t expiry;			/* seconds since 1970 */
	const char *nonce;
	size_t head_length;		/* of `expiry.nonce` */
	uint8_t mac[mac_bytes];
};

static bool take_apart(const char *token, struct token_parts *out)
{
	uint8_t nonce[nonce_bytes];
	size_t digits = 0;

	out->expiry = 0;
	while (token[digits] >= '0' && token[digits] <= '9' && digits < expiry_digits_most)
		out->expiry = out->expiry * 10 + (token[digits++] - '0');
	if (digits == 0 || strlen(token) != digits + 1 + nonce_chars + 1 + mac_chars)
		return false;
	out->nonce = token + digits + 1;
	out->head_length = digits + 1 + nonce_chars;
	return token[digits] == '.' && token[out->head_length] == '.' &&
	       decodes(out->nonce, nonce_chars, nonce, sizeof nonce) &&
	       decodes(token + out->head_length + 1, mac_chars, out->mac, sizeof out->mac);
}

/* A form outlives a change of keys: any key of the ring may have signed it. */
static bool was_signed(const struct keyring *keyring, const char *session, const char *form, const char *token,
		       const struct token_parts *parts)
{
	const struct ring *ring = keyring_ring(keyring);
	uint8_t mac[mac_bytes];

	for (size_t i = ring->count; i-- > 0;) {
		sign(&ring->key[i], session, form, token, parts->head_length, mac);
		if (sodium_memcmp(mac, parts->mac, sizeof mac) == 0)
			return true;
	}
	return false;
}

enum form_token_state form_token_check(const struct keyring *keyring, struct arena *arena, const char *session,
				       const char *form, struct timestamp now, const char *token, const char **nonce)
{
	struct token_parts parts;

	if (!take_apart(token, &parts) || !was_signed(keyring, session, form, token, &parts))
		return FORM_TOKEN_FORGED;
	*nonce = arena_copy(arena, parts.nonce, nonce_chars);
	return now.us / 1000000 <= parts.expiry ? FORM_TOKEN_GOOD : FORM_TOKEN_STALE;
}

uint32_t random_below(uint32_t bound)
{
	return randombytes_uniform(bound);
}
