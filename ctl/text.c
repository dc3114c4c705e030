/* yimeng text: the texts of consents and notices, as files NAME.zh.txt, NAME.en.txt. As database user ym_worker. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "base/text.h"
#include "command.h"
#include "crypt/key.h"
#include "domain/office/consent.h"

enum { body_bytes_max = 65535, languages_max = 2 };

struct text_run {
	struct arena arena;
	struct fault fault;
	struct db *db;
	struct timestamp now;
	const char *config;
	struct policy_words words[languages_max];
	struct policy_wish wish;
	int64_t version;	/* 0: the newest says the same */
};

static const char *language_of(const char *file)
{
	static const char *const languages[] = { "zh", "en" };
	const size_t length = strlen(file);

	for (size_t i = 0; i < sizeof languages / sizeof languages[0]; i++)
		if (length > 7 && strncmp(file + length - 7, ".", 1) == 0 && strncmp(file + length - 6, languages[i], 2) == 0 &&
		    strcmp(file + length - 4, ".txt") == 0)
			return languages[i];
	return NULL;
}

static enum err read_body(struct text_run *run, const char *path, const char **body)
{
	char *bytes = arena_alloc(&run->arena, body_bytes_max + 1);
	FILE *file = fopen(path, "re");
	size_t length;

	if (file == NULL)
		return fault_note(&run->fault, E_INVALID, "%s: %s", path, strerror(errno));
	length = fread(bytes, 1, body_bytes_max + 1, file);
	fclose(file);
	if (length > body_bytes_max || !text_is_utf8(bytes, length))
		return fault_note(&run->fault, E_INVALID, "%s: not UTF-8, or longer than %d bytes", path, body_bytes_max);
	*body = text_trim(&run->arena, arena_copy(&run->arena, bytes, length));
	return OK;
}

static enum err says_the_same(struct text_run *run, bool *same)
{
	const struct policy_wish *wish = &run->wish;
	bool all = true;

	for (size_t i = 0; i < wish->count; i++) {
		struct policy_text text;
		const enum err err = policy_current(run->db, &run->arena, wish->kind, wish->purpose, wish->words[i].language, &text);

		if (err != OK && err != E_NOT_FOUND)
			return err;
		all &= err == OK && strcmp(text.language, wish->words[i].language) == 0 && strcmp(text.body, wish->words[i].body) == 0;
	}
	*same = all;
	return OK;
}

/* A version asks everybody anew: the same words again make none. */
static enum err publish(void *context)
{
	struct text_run *run = context;
	bool same;

	TRY(says_the_same(run, &same));
	return same ? OK : policy_publish(run->db, &run->arena, &actor_command, &run->wish, run->now, &run->version);
}

static enum err with_database(struct text_run *run)
{
	struct settings settings;
	struct db_options database;
	enum err err;

	TRY(settings_load(&run->arena, run->config, &settings, &run->fault));
	TRY(settings_database(&run->arena, &settings, "worker", &database, &run->fault));
	run->db = db_new(&database);
	db_set_fault(run->db, &run->fault);
	err = db_ready(run->db);
	if (err == OK)
		err = db_transaction(run->db, publish, NULL, run, NULL);
	db_close(run->db);
	db_thread_end();
	if (err == E_INVALID && run->fault.text[0] == '\0')
		return fault_note(&run->fault, err, "a text needs a file in Chinese, none twice, none empty");
	return err;
}

/* publish [--notice] PURPOSE FILE … [CONFIG]: what has no language in its name is the last, CONFIG. */
static bool read_arguments(int argc, char **argv, struct text_run *run, char ***files)
{
	int at = 2;

	if (argc < 4 || strcmp(argv[1], "publish") != 0)
		return false;
	if (strcmp(argv[at], "--notice") == 0) {
		run->wish.kind = POLICY_NOTICE;
		at++;
	}
	run->wish.purpose = argv[at++];
	*files = argv + at;
	for (; at < argc && language_of(argv[at]) != NULL; at++)
		run->wish.count++;
	run->config = at < argc ? argv[at++] : YM_CONF_DIR "/yimeng.conf";
	return at == argc && run->wish.count > 0 && run->wish.count <= languages_max && run->wish.purpose[0] != '-';
}

static enum err read_files(struct text_run *run, char **files)
{
	for (size_t i = 0; i < run->wish.count; i++) {
		run->words[i].language = language_of(files[i]);
		TRY(read_body(run, files[i], &run->words[i].body));
	}
	run->wish.words = run->words;
	return OK;
}

static int run_text(int argc, char **argv)
{
	const struct clock clock = { 0 };
	struct text_run run = { .now = clock_now(&clock), .wish.kind = POLICY_CONSENT };
	char **files;
	enum err err;

	if (!read_arguments(argc, argv, &run, &files)) {
		fprintf(stderr, "usage: yimeng text publish [--notice] PURPOSE FILE.zh.txt [FILE.en.txt] [CONFIG]\n");
		return EXIT_TROUBLE;
	}
	arena_init(&run.arena, 0);
	err = crypt_start(&run.fault);
	if (err == OK)
		err = read_files(&run, files);
	if (err == OK)
		err = with_database(&run);
	if (err != OK)
		fprintf(stderr, "yimeng text: %s\n", run.fault.text[0] != '\0' ? run.fault.text : err_name(err));
	else if (run.version == 0)
		printf("%s %s: the newest version says the same\n", policy_kind_names[run.wish.kind], run.wish.purpose);
	else
		printf("%s %s: version %" PRId64 "\n", policy_kind_names[run.wish.kind], run.wish.purpose, run.version);
	arena_free(&run.arena);
	return err == OK ? 0 : EXIT_TROUBLE;
}

const struct command text_command = {
	.name = "text", .arguments = "publish PURPOSE FILE ...", .help = "Publish the words of a consent or a notice.", .run = run_text };
