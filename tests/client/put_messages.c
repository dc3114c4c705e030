/* Messages in the outbox as the programs put them, for tests of the worker: codes to so many numbers, from TO on; or, where TO is
 * an address, as many mails to it.
 *	put_messages SETTINGS TO COUNT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "crypt/key.h"
#include "domain/office/outbox.h"

struct putting {
	struct db *db;
	struct arena *arena;
	struct keyring *keyring;
	const char *to;
	int64_t count;
};

static enum err put_all(void *context)
{
	static const struct message_value values[] = { { "code", "246810" }, { "minutes", "10" }, { NULL, NULL } };
	const struct clock clock = { .fixed = { 0 } };
	struct putting *putting = context;
	const int64_t first = strtoll(putting->to, NULL, 10);
	const bool mail = strchr(putting->to, '@') != NULL;

	for (int64_t i = 0; i < putting->count; i++) {
		const char *number = arena_print(putting->arena, "%lld", (long long)(first + i));
		const struct message message = { .channel = mail ? CHANNEL_MAIL : CHANNEL_SMS, .template = "code", .values = values,
						 .to = mail ? putting->to : number };

		TRY(outbox_put(putting->db, putting->arena, putting->keyring, &message, clock_now(&clock)));
	}
	return OK;
}

static enum err open_and_put(struct arena *arena, char **words, struct fault *fault)
{
	struct putting putting = { .arena = arena, .to = words[2], .count = strtoll(words[3], NULL, 10) };
	struct settings settings;
	struct db_options database;
	enum err err;

	TRY(crypt_start(fault));
	TRY(settings_load(arena, words[1], &settings, fault));
	TRY(settings_database(arena, &settings, "worker", &database, fault));
	TRY(keyring_load(arena, settings.key_file, &putting.keyring, fault));
	putting.db = db_new(&database);
	db_set_fault(putting.db, fault);
	err = db_ready(putting.db);
	if (err == OK)
		err = db_transaction(putting.db, put_all, NULL, &putting, NULL);
	db_close(putting.db);
	return err;
}

int main(int argc, char **argv)
{
	struct fault fault = { "" };
	struct arena arena;
	enum err err;

	if (argc != 4) {
		fputs("usage: put_messages SETTINGS TO COUNT\n", stderr);
		return 2;
	}
	arena_init(&arena, 0);
	err = open_and_put(&arena, argv, &fault);
	if (err != OK)
		fprintf(stderr, "put_messages: %s\n", fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
