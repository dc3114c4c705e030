/* A text that a browser keeps for us and cannot read, change or lend to another session: sealed, as base64url, with its expiry. */
#ifndef YM_CRYPT_SEALED_TOKEN_H
#define YM_CRYPT_SEALED_TOKEN_H

#include "base/arena.h"
#include "base/date.h"
#include "crypt/key.h"

/* `owner` is what it is bound to (a session's token), `purpose` what it is for. In the arena. */
char *sealed_token_new(const struct keyring *keyring, struct arena *arena, const char *owner, const char *purpose, const char *text,
		       struct timestamp expires);

/* The text. E_DENIED: not ours, altered, of another owner or purpose, or expired at `now`. */
enum err sealed_token_open(const struct keyring *keyring, struct arena *arena, const char *owner, const char *purpose,
			   const char *token, struct timestamp now, const char **out) MUST_CHECK;

#endif
