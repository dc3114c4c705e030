/* A form token as the site itself would have made it, for tests of time: good for so many seconds from now (below 0: it ended).
 *	form_token SETTINGS SESSION FORM SECONDS */
#include <stdio.h>
#include <stdlib.h>

#include "app/settings.h"
#include "base/clock.h"
#include "crypt/token.h"

static enum err print_token(struct arena *arena, char **words, struct fault *fault)
{
	const struct clock clock = { .fixed = { 0 } };
	const int64_t late_us = (strtoll(words[4], NULL, 10) - 60) * 1000000;	/* a token's time is in whole minutes */
	struct settings settings;
	struct keyring *keyring;

	TRY(crypt_start(fault));
	TRY(settings_load(arena, words[1], &settings, fault));
	TRY(keyring_load(arena, settings.key_file, &keyring, fault));
	puts(form_token_new(keyring, arena, words[2], words[3],
			    (struct timestamp){ clock_now(&clock).us + late_us }, 1));
	return OK;
}

int main(int argc, char **argv)
{
	struct fault fault = { "" };
	struct arena arena;
	enum err err;

	if (argc != 5) {
		fputs("usage: form_token SETTINGS SESSION FORM SECONDS\n", stderr);
		return 2;
	}
	arena_init(&arena, 0);
	err = print_token(&arena, argv, &fault);
	if (err != OK)
		fprintf(stderr, "form_token: %s\n", fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
