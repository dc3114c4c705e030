#include "crypt/sealed_token.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "crypt/seal.h"

enum { base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING, token_chars_max = 2048 };

char *sealed_token_new(const struct keyring *keyring, struct arena *arena, const char *owner, const char *purpose, const char *text,
		       struct timestamp expires)
{
	const struct place place = { "token", purpose, owner };
	const struct bytes sealed = seal_text(keyring, arena, place, arena_print(arena, "%" PRId64 " %s", expires.us, text));
	const size_t room = sodium_base64_encoded_len(sealed.length, base64_variant);

	return sodium_bin2base64(arena_alloc(arena, room), room, sealed.data, sealed.length, base64_variant);
}

enum err sealed_token_open(const struct keyring *keyring, struct arena *arena, const char *owner, const char *purpose,
			   const char *token, struct timestamp now, const char **out)
{
	const struct place place = { "token", purpose, owner };
	const size_t chars = strlen(token);
	uint8_t *sealed = arena_alloc(arena, chars + 1);
	struct secret text;
	const char *end;
	char *after;
	size_t length;

	if (chars > token_chars_max ||
	    sodium_base642bin(sealed, chars, token, chars, NULL, &length, &end, base64_variant) != 0 || end != token + chars)
		return E_DENIED;
	if (seal_open(keyring, arena, place, (struct bytes){ .data = sealed, .length = length }, &text) != OK || text.hidden == NULL)
		return E_DENIED;
	if (strtoll(text.hidden, &after, 10) <= now.us || *after != ' ')
		return E_DENIED;
	*out = after + 1;
	return OK;
}
