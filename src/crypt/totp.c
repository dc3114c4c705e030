#include "crypt/totp.h"

#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>

#include "base/buffer.h"

enum { secret_bytes = 20, recovery_chars = 10 };

/* Without 0 1 I L O U: read out and written down without doubt. 30 signs, ten of them: 49 bits. */
static const char recovery_alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

char *totp_secret_new(struct arena *arena)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	char secret[secret_bytes * 8 / 5];

	/* Each sign is five of the 160 bits: no padding, whatever the encoder of base32 thinks of it. */
	for (size_t i = 0; i < sizeof secret; i++)
		secret[i] = alphabet[randombytes_uniform(sizeof alphabet - 1)];
	return arena_copy(arena, secret, sizeof secret);
}

/* RFC 3986: everything but the unreserved. */
static void append_encoded(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (isascii(*text) && (isalnum((unsigned char)*text) || strchr("-._~", *text) != NULL))
			buffer_append_char(out, *text);
		else
			buffer_print(out, "%%%02X", (unsigned char)*text);
	}
}

char *totp_url(struct arena *arena, const char *secret, const char *issuer, const char *login)
{
	struct buffer url;

	buffer_init(&url, arena, 160);
	buffer_append_string(&url, "otpauth://totp/");
	append_encoded(&url, issuer);
	buffer_append_string(&url, ":");
	append_encoded(&url, login);
	buffer_append_string(&url, "?secret=");
	append_encoded(&url, secret);
	buffer_append_string(&url, "&issuer=");
	append_encoded(&url, issuer);
	return url.data;
}

struct secret_key {
	char bytes[64];
	size_t length;
};

static enum err decode(const char *secret, struct secret_key *out)
{
	char *bytes = NULL;
	size_t length = 0;
	enum err err = E_INTERNAL;

	if (oath_base32_decode(secret, strlen(secret), &bytes, &length) != OATH_OK)
		return E_INTERNAL;
	if (length > 0 && length <= sizeof out->bytes) {
		memcpy(out->bytes, bytes, length);
		out->length = length;
		err = OK;
	}
	sodium_memzero(bytes, length);
	free(bytes);
	return err;
}

static enum err code_of(const struct secret_key *key, int64_t step, char code[totp_digits + 1])
{
	if (step < 0 || oath_totp_generate(key->bytes, key->length, (time_t)(step * totp_step_seconds), totp_step_seconds,
					   OATH_TOTP_DEFAULT_START_TIME, totp_digits, code) != OATH_OK)
		return E_INTERNAL;
	return OK;
}

enum err totp_code(struct arena *arena, const char *secret, int64_t step, const char **out)
{
	char code[totp_digits + 1];
	struct secret_key key;
	enum err err;

	TRY(decode(secret, &key));
	err = code_of(&key, step, code);
	sodium_memzero(&key, sizeof key);
	if (err == OK)
		*out = arena_copy(arena, code, totp_digits);
	return err;
}

/* Six digits, blanks between them passed over. */
static bool take_digits(const char *typed, char digits[totp_digits + 1])
{
	size_t count = 0;

	for (; *typed != '\0'; typed++) {
		if (*typed == ' ')
			continue;
		if (*typed < '0' || *typed > '9' || count == totp_digits)
			return false;
		digits[count++] = *typed;
	}
	digits[count] = '\0';
	return count == totp_digits;
}

enum err totp_check(const char *secret, const char *code, struct timestamp now, int64_t last_step, int64_t *step)
{
	const int64_t present = now.us / 1000000 / totp_step_seconds;
	char digits[totp_digits + 1], right[totp_digits + 1];
	struct secret_key key;
	int64_t found = -1;
	enum err err = OK;

	if (!take_digits(code, digits))
		return E_DENIED;
	TRY(decode(secret, &key));
	for (int64_t at = present - totp_window_steps; err == OK && at <= present + totp_window_steps; at++) {
		err = code_of(&key, at, right);
		if (err == OK && sodium_memcmp(digits, right, totp_digits) == 0 && at > last_step && found < 0)
			found = at;
	}
	sodium_memzero(&key, sizeof key);
	TRY(err);
	if (found < 0)
		return E_DENIED;
	*step = found;
	return OK;
}

const char **recovery_codes_new(struct arena *arena)
{
	const char **codes = ARENA_ARRAY(arena, const char *, recovery_codes + 1);

	for (size_t i = 0; i < recovery_codes; i++) {
		char code[recovery_chars];

		for (size_t at = 0; at < recovery_chars; at++)
			code[at] = recovery_alphabet[randombytes_uniform(sizeof recovery_alphabet - 1)];
		codes[i] = arena_print(arena, "%.4s-%.4s-%.2s", code, code + 4, code + 8);
	}
	return codes;
}

/* As code_new's codes are typed: letters small or large, groups parted as one likes. */
char *recovery_code_canonical(struct arena *arena, const char *typed)
{
	struct buffer out;

	buffer_init(&out, arena, 16);
	for (; *typed != '\0'; typed++)
		if (strchr(" -\t", *typed) == NULL)
			buffer_append_char(&out, (char)(*typed >= 'a' && *typed <= 'z' ? *typed - 'a' + 'A' : *typed));
	return out.data;
}
