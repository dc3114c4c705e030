#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "domain/office/reseal.h"
#include "key_desk.h"

enum { grace_usual_seconds = 60, grace_most_seconds = 7 * 86400, settled_seconds = 60, read_ms_least = 600000 };

int key_trouble(const struct fault *fault, enum err err)
{
	fprintf(stderr, "yimeng key: %s\n", fault->text[0] != '\0' ? fault->text : err_name(err));
	return err == E_CONFLICT ? EXIT_WRONG : EXIT_TROUBLE;
}

static enum err open_desk(struct desk *desk, const char *config)
{
	struct db_options *database = &desk->database;

	TRY(crypt_start(&desk->fault));
	TRY(settings_load(&desk->arena, config != NULL ? config : YM_CONF_DIR "/yimeng.conf", &desk->settings, &desk->fault));
	TRY(settings_database(&desk->arena, &desk->settings, "worker", database, &desk->fault));
	TRY(keyring_load(&desk->arena, desk->settings.key_file, &desk->keyring, &desk->fault));
	/* A count goes through a whole table. */
	database->read_ms = database->read_ms < read_ms_least ? read_ms_least : database->read_ms;
	desk->db = db_new(database);
	db_set_fault(desk->db, &desk->fault);
	return db_ready(desk->db);
}

static int with_desk(const char *config, const struct typed *typed, int (*work)(struct desk *desk, const struct typed *typed))
{
	struct desk desk = { 0 };
	int status;
	enum err err;

	arena_init(&desk.arena, 0);
	arena_init(&desk.scratch, 0);
	err = open_desk(&desk, config);
	status = err == OK ? work(&desk, typed) : key_trouble(&desk.fault, err);
	if (desk.db != NULL)
		db_close(desk.db);
	db_thread_end();
	arena_free(&desk.scratch);
	arena_free(&desk.arena);
	return status;
}

static int make_new(const struct typed *typed)
{
	const char *path = typed->words[0];
	struct fault fault = { 0 };
	struct stat stat_of;
	unsigned id = 1;
	enum err err = crypt_start(&fault);

	if (err == OK && stat(path, &stat_of) != 0)
		err = keyring_create(path, &fault);
	else if (err == OK && (err = keyring_append(path, typed->grace_seconds, &id, &fault)) == OK)
		printf("key %u seals in %" PRId64 " s; then run: yimeng key rotate\n", id, typed->grace_seconds);
	return err == OK ? 0 : key_trouble(&fault, err);
}

/* --- status --- */

static int print_status(struct desk *desk, const struct typed *typed)
{
	const struct key_row *keys;
	const size_t count = keyring_list(desk->keyring, &desk->arena, &keys);
	struct buffer since;

	(void)typed;
	for (size_t i = 0; i < count; i++) {
		buffer_init(&since, &desk->arena, 32);
		timestamp_append_minute(&since, (struct timestamp){ keys[i].from * 1000000 });
		printf("key %u, since %s%s\n", keys[i].id, keys[i].from > 0 ? since.data : "the beginning",
		       keys[i].seals ? ": seals" : keys[i].from > clock_now(&desk->clock).us / 1000000 ? ": to come" : "");
	}
	printf("%-20s", "rows");
	for (size_t i = 0; i < count; i++)
		printf("   key %-6u", keys[i].id);
	putchar('\n');
	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		printf("%-20s", table->name);
		for (size_t i = 0; i < count; i++) {
			int64_t rows;
			const enum err err = reseal_count(desk->db, &desk->arena, table, keys[i].id, &rows);

			if (err != OK) {
				putchar('\n');
				return key_trouble(&desk->fault, err);
			}
			printf("%13" PRId64, rows);
		}
		putchar('\n');
	}
	return 0;
}

/* --- retire --- */

struct retiring {
	struct desk *desk;
	unsigned id;
	bool used;
};

static enum err look_for_rows(void *context)
{
	struct retiring *retiring = context;
	struct desk *desk = retiring->desk;

	retiring->used = false;
	for (const struct resealed_table *table = resealed_tables; table->name != NULL && !retiring->used; table++) {
		TRY(reseal_is_used(desk->db, &desk->scratch, table, retiring->id, &retiring->used));
		if (retiring->used)
			fprintf(stderr, "yimeng key: rows of %s are sealed with key %u; run: yimeng key rotate\n", table->name, retiring->id);
	}
	return OK;
}

static void forget_retiring(void *context)
{
	arena_reset(&((struct retiring *)context)->desk->scratch);
}

/* Forms that people have before them were signed with the key that sealed then. */
static bool has_settled(const struct desk *desk, const struct key_row *sealing, bool hurry)
{
	const int64_t for_seconds = clock_now(&desk->clock).us / 1000000 - sealing->from;
	const int64_t needed = hurry ? settled_seconds : desk->settings.form_minutes * 60 + settled_seconds;

	if (for_seconds >= needed)
		return true;
	fprintf(stderr, "yimeng key: key %u seals since %" PRId64 " s; wait %" PRId64 " s more%s\n", sealing->id, for_seconds,
		needed - for_seconds, hurry ? "" : ", or --now: forms shown before will be refused");
	return false;
}

static int retire(struct desk *desk, const struct typed *typed)
{
	struct retiring retiring = { .desk = desk };
	const struct key_row *keys;
	const size_t count = keyring_list(desk->keyring, &desk->arena, &keys);
	char *end;
	const unsigned long id = strtoul(typed->words[0], &end, 10);
	enum err err;

	if (*end != '\0' || id == 0 || id > UINT16_MAX) {
		fprintf(stderr, "yimeng key: %s is no id of a key\n", typed->words[0]);
		return EXIT_TROUBLE;
	}
	retiring.id = (unsigned)id;
	for (size_t i = 0; i < count; i++) {
		if (keys[i].seals && keys[i].id == id) {
			fprintf(stderr, "yimeng key: key %lu seals; a newer one must take its place first\n", id);
			return EXIT_WRONG;
		}
		if (keys[i].seals && !has_settled(desk, &keys[i], typed->now))
			return EXIT_WRONG;
	}
	err = db_transaction_committed(desk->db, look_for_rows, forget_retiring, &retiring, NULL);
	if (err == OK && retiring.used)
		return EXIT_WRONG;
	if (err == OK)
		err = keyring_retire(desk->settings.key_file, retiring.id, &desk->fault);
	return err == OK ? 0 : key_trouble(&desk->fault, err);
}

/* --- */

static bool take_grace(const char *text, int64_t *out)
{
	char *end;
	const long long seconds = strtoll(text, &end, 10);

	if (*text == '\0' || *end != '\0' || seconds < 0 || seconds > grace_most_seconds)
		return false;
	*out = seconds;
	return true;
}

static bool take_apart(int argc, char **argv, struct typed *out)
{
	out->grace_seconds = grace_usual_seconds;
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--now") == 0)
			out->now = true;
		else if (strcmp(argv[i], "--grace") == 0) {
			if (++i == argc || !take_grace(argv[i], &out->grace_seconds))
				return false;
		} else if (argv[i][0] == '-' || out->count == 2)
			return false;
		else
			out->words[out->count++] = argv[i];
	}
	return true;
}

static int run(int argc, char **argv)
{
	struct typed typed = { 0 };
	const char *verb = argc >= 2 ? argv[1] : "";

	if (take_apart(argc, argv, &typed)) {
		if (strcmp(verb, "new") == 0 && typed.count == 1)
			return make_new(&typed);
		if (strcmp(verb, "status") == 0 && typed.count <= 1)
			return with_desk(typed.words[0], &typed, print_status);
		if (strcmp(verb, "rotate") == 0 && typed.count <= 1)
			return with_desk(typed.words[0], &typed, key_rotate);
		if (strcmp(verb, "retire") == 0 && typed.count >= 1)
			return with_desk(typed.words[1], &typed, retire);
	}
	fprintf(stderr, "usage: yimeng key new FILE [--grace SECONDS]\n"
			"       yimeng key status [CONFIG]\n"
			"       yimeng key rotate [--now] [CONFIG]\n"
			"       yimeng key retire ID [--now] [CONFIG]\n");
	return EXIT_TROUBLE;
}

const struct command key_command = {
	.name = "key", .arguments = "new|status|rotate|retire ...", .help = "Make, count, change and retire the keys of sealed fields.",
	.run = run };
