/* Values as the programs store them, for rows that tests plant: one line of hexadecimal each.
 *	sealed SETTINGS (seal TABLE COLUMN ROW TEXT | index PURPOSE TEXT)… */
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "crypt/seal.h"

static void print_hexadecimal(struct bytes bytes)
{
	for (size_t i = 0; i < bytes.length; i++)
		printf("%02x", bytes.data[i]);
	putchar('\n');
}

static enum err print_all(struct arena *arena, const struct keyring *keyring, int count, char **words)
{
	int at = 0;

	while (at < count)
		if (strcmp(words[at], "seal") == 0 && count - at >= 5) {
			const struct place place = { words[at + 1], words[at + 2], words[at + 3] };

			print_hexadecimal(seal_text(keyring, arena, place, words[at + 4]));
			at += 5;
		} else if (strcmp(words[at], "index") == 0 && count - at >= 3) {
			print_hexadecimal(blind_index(keyring, arena, words[at + 1], words[at + 2]));
			at += 3;
		} else {
			return E_INVALID;
		}
	return OK;
}

static enum err run(struct arena *arena, int count, char **words, struct fault *fault)
{
	struct settings settings;
	struct keyring *keyring;

	TRY(crypt_start(fault));
	TRY(settings_load(arena, words[0], &settings, fault));
	TRY(keyring_load(arena, settings.key_file, &keyring, fault));
	return print_all(arena, keyring, count - 1, words + 1);
}

int main(int argc, char **argv)
{
	struct fault fault = { "usage: sealed SETTINGS (seal TABLE COLUMN ROW TEXT | index PURPOSE TEXT)…" };
	struct arena arena;
	enum err err = E_INVALID;

	arena_init(&arena, 0);
	if (argc >= 2)
		err = run(&arena, argc - 1, argv + 1, &fault);
	if (err != OK)
		fprintf(stderr, "sealed: %s\n", fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
