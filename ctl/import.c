/* yimeng import: the same imports that staff make, from a file at hand; for set-up. As database user ym_worker. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "crypt/key.h"
#include "progress.h"
#include "work/import_job.h"

enum { read_ms_least = 60000, bad_rows_said = 20 };

struct typed {
	enum import_of of;
	const char *file, *source, *config;
	int64_t unit_id;
	bool commit;
};

struct run {
	const struct typed *typed;
	struct arena arena, scratch;	/* scratch: of one transaction */
	struct fault fault;
	struct clock clock;
	struct settings settings;
	struct work work;
	struct progress progress;
	int fd;
	int64_t id, total, took_ms;
	bool commit;			/* what the transaction at hand does */
	struct import import;
	struct import_result result;
};

static void show(void *context, int64_t rows)
{
	struct run *run = context;

	progress_show(&run->progress, rows, run->total);
}

static enum err ask(void *context)
{
	struct run *run = context;
	const char *slash = strrchr(run->typed->file, '/');
	const struct import_wish wish = { .kind = run->typed->of, .unit_id = run->typed->unit_id, .source = run->typed->source,
					  .file_name = slash != NULL ? slash + 1 : run->typed->file };

	return import_create(run->work.db, &run->scratch, &actor_command, &wish, clock_now(&run->clock), &run->id);
}

static enum err ask_commit(void *context)
{
	struct run *run = context;

	return import_commit(run->work.db, &run->scratch, &actor_command, &run->import, clock_now(&run->clock));
}

static enum err go_over(void *context)
{
	struct run *run = context;

	TRY(import_find(run->work.db, &run->scratch, NULL, run->id, &run->import));
	return import_over_file(&run->work, &run->scratch, &run->import, run->fd, run->commit, show, run, &run->result);
}

static void forget(void *context)
{
	struct run *run = context;

	arena_reset(&run->scratch);
}

/* The result lives until the next one. */
static enum err transact(struct run *run, enum err (*work)(void *context))
{
	const int64_t began_ms = clock_monotonic_ms();
	enum err err;

	arena_reset(&run->scratch);
	err = db_transaction_committed(run->work.db, work, forget, run, NULL);
	run->took_ms = clock_monotonic_ms() - began_ms;
	return err;
}

static void say_counts(const struct run *run, const char *what)
{
	const struct import_counts *counts = &run->result.counts;

	printf("%s\t%" PRId64 " rows\t%" PRId64 " new\t%" PRId64 " changed\t%" PRId64 " same\t%" PRId64 " bad\t%" PRId64 " ms\n", what,
	       counts->seen, counts->added, counts->changed, counts->same, counts->bad, run->took_ms);
}

static enum err say_bad(struct run *run)
{
	const struct import_bad *bad;
	struct rows rows;
	bool more;

	TRY(import_bad_list(run->work.db, &run->scratch, run->work.keyring, &run->import, 0, bad_rows_said, &rows, &more));
	bad = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		printf("line %" PRId64 "\t%s\t%s\n", bad[i].line_number, bad[i].field, bad[i].reason);
	if (more)
		printf("…\n");
	return OK;
}

static enum err check(struct run *run)
{
	run->progress = (struct progress){ .words = "check" };
	TRY(transact(run, go_over));
	progress_end(&run->progress);
	if (run->result.refusal != NULL)
		return fault_note(&run->fault, E_INVALID, "the file is refused: %s", run->result.refusal);
	if (run->result.needs_person)
		return fault_note(&run->fault, E_INVALID, "the headings lack required columns (found: %s)",
				  run->result.mapping != NULL ? run->result.mapping : "none");
	say_counts(run, "checked");
	return say_bad(run);
}

static enum err commit(struct run *run)
{
	run->total = run->result.counts.seen;
	if (run->result.counts.added + run->result.counts.changed == 0)
		return OK;
	TRY(transact(run, ask_commit));
	run->progress = (struct progress){ .words = "commit" };
	run->commit = true;
	TRY(transact(run, go_over));
	progress_end(&run->progress);
	say_counts(run, "committed");
	return OK;
}

static enum err import_file(struct run *run)
{
	enum err err = transact(run, ask);

	if (err == E_NOT_FOUND)
		return fault_note(&run->fault, err, "there is no unit %" PRId64, run->typed->unit_id);
	TRY(err);
	TRY(check(run));
	return run->typed->commit ? commit(run) : OK;
}

static enum err with_database(struct run *run)
{
	struct db_options database;
	enum err err;

	TRY(settings_load(&run->arena, run->typed->config, &run->settings, &run->fault));
	TRY(settings_database(&run->arena, &run->settings, "worker", &database, &run->fault));
	if (database.read_ms < read_ms_least)
		database.read_ms = read_ms_least;
	TRY(keyring_load(&run->arena, run->settings.key_file, &run->work.keyring, &run->fault));
	run->work.schema_dir = arena_print(&run->arena, "%s/../schema", run->settings.messages_dir);
	run->work.clock = &run->clock;
	run->work.fault = &run->fault;
	run->fd = open(run->typed->file, O_RDONLY | O_CLOEXEC);
	if (run->fd < 0)
		return fault_note(&run->fault, E_INVALID, "%s: %s", run->typed->file, strerror(errno));
	run->work.db = db_new(&database);
	db_set_fault(run->work.db, &run->fault);
	err = db_ready(run->work.db);
	if (err == OK)
		err = import_file(run);
	db_close(run->work.db);
	db_thread_end();
	close(run->fd);
	return err;
}

static bool read_arguments(int argc, char **argv, struct typed *out)
{
	static const struct option names[] = { { "unit", required_argument, NULL, 'u' }, { "source", required_argument, NULL, 's' },
					       { "commit", no_argument, NULL, 'c' }, { 0 } };
	int letter, of;

	*out = (struct typed){ .config = YM_CONF_DIR "/yimeng.conf" };
	while ((letter = getopt_long(argc, argv, "", names, NULL)) != -1) {
		char *end = NULL;

		if (letter == '?')
			return false;
		if (letter == 'u')
			out->unit_id = strtoll(optarg, &end, 10);
		if (letter == 's')
			out->source = optarg;
		out->commit = out->commit || letter == 'c';
		if (end != NULL && *end != '\0')
			return false;
	}
	of = optind + 1 < argc ? column_name_index(import_of_names, argv[optind]) : -1;
	if (of < 0 || out->unit_id < 1 || out->source == NULL || strlen(out->source) > import_source_chars || argc - optind > 3)
		return false;
	out->of = (enum import_of)of;
	out->file = argv[optind + 1];
	if (argc - optind == 3)
		out->config = argv[optind + 2];
	return true;
}

static int run_import(int argc, char **argv)
{
	struct typed typed;
	struct run run = { .typed = &typed };
	enum err err;

	if (!read_arguments(argc, argv, &typed)) {
		fprintf(stderr, "usage: yimeng import %s\n", import_command.arguments);
		return EXIT_TROUBLE;
	}
	arena_init(&run.arena, 0);
	arena_init(&run.scratch, 0);
	err = crypt_start(&run.fault);
	if (err == OK)
		err = with_database(&run);
	if (err != OK)
		fprintf(stderr, "yimeng import: %s\n", run.fault.text[0] != '\0' ? run.fault.text : err_name(err));
	arena_free(&run.scratch);
	arena_free(&run.arena);
	return err != OK ? EXIT_TROUBLE : run.result.counts.bad > 0 ? EXIT_WRONG : 0;
}

const struct command import_command = {
	.name = "import", .arguments = "unit|student|campaign FILE --unit ID --source NAME [--commit] [CONFIG]",
	.help = "Look a file through, say which rows are bad, and write the others.", .run = run_import };
