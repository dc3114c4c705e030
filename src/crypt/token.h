/* Random tokens, digests of them, and signed form tokens. */
#ifndef YM_CRYPT_TOKEN_H
#define YM_CRYPT_TOKEN_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"
#include "crypt/key.h"

/* 256 random bits, base64url without padding: 43 characters. */
char *token_new(struct arena *arena);
bool token_is_well_formed(const char *token);

/* 128 random bits, 22 characters of base64url: the name of a row before it is stored (its place for sealing). */
char *identifier_new(struct arena *arena);

/* BLAKE2b-256 of a text or bytes: what is stored of a token, and the digest of a payload. */
struct bytes digest_text(struct arena *arena, const char *text);
struct bytes digest_bytes(struct arena *arena, struct bytes bytes);
bool bytes_equal(struct bytes a, struct bytes b);	/* in constant time for equal lengths */

/* A form's token, `expiry.nonce.mac`: the MAC covers session, form, expiry and nonce. The nonce is the form's idempotency
 * key: one display of a form, one nonce. */
enum form_token_state { FORM_TOKEN_GOOD, FORM_TOKEN_STALE, FORM_TOKEN_FORGED };

char *form_token_new(const struct keyring *keyring, struct arena *arena, const char *session, const char *form,
		     struct timestamp now, int64_t valid_minutes);

/* `*nonce` is set for GOOD and STALE (the token is ours, only old). A token of another session or form is FORGED. */
enum form_token_state form_token_check(const struct keyring *keyring, struct arena *arena, const char *session,
				       const char *form, struct timestamp now, const char *token, const char **nonce);

/* Uniform in 0 … bound-1. */
uint32_t random_below(uint32_t bound);

#endif
