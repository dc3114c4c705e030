/* What an account's and a session's rows keep of their secrets, as the programs would have stored it, for tests.
 *	staff_secret SETTINGS account LOGIN PASSWORD TOTP_SECRET	the password's hash; the secret sealed, in hexadecimal
 *	staff_secret SETTINGS session		a token; its digest in hexadecimal */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "crypt/password.h"
#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/office/sealed_places.h"

static void print_hexadecimal(struct bytes bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		printf("%02x", bytes.data[i]);
	putchar('\n');
}

static enum err print_account(struct arena *arena, const struct keyring *keyring, char **words)
{
	const char *hash;

	TRY(password_hash(arena, words[1], &hash));
	puts(hash);
	print_hexadecimal(seal_text(keyring, arena, place_in(&place_account_totp_secret, words[0]), words[2]));
	return OK;
}

static enum err print_secrets(struct arena *arena, int count, char **words, struct fault *fault)
{
	struct settings settings;
	struct keyring *keyring;

	TRY(crypt_start(fault));
	TRY(settings_load(arena, words[1], &settings, fault));
	TRY(keyring_load(arena, settings.key_file, &keyring, fault));
	if (count == 6 && strcmp(words[2], "account") == 0)
		return print_account(arena, keyring, words + 3);
	if (count == 3 && strcmp(words[2], "session") == 0) {
		const char *token = token_new(arena);

		puts(token);
		print_hexadecimal(digest_text(arena, token));
		return OK;
	}
	return fault_note(fault, E_INVALID, "usage: staff_secret SETTINGS account LOGIN PASSWORD SECRET | session");
}

int main(int argc, char **argv)
{
	struct fault fault = { "" };
	struct arena arena;
	enum err err = E_INVALID;

	arena_init(&arena, 0);
	if (argc >= 3)
		err = print_secrets(&arena, argc, argv, &fault);
	if (err != OK)
		fprintf(stderr, "staff_secret: %s\n", fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
