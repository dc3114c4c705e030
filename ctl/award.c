/* yimeng award: who gets a programme's aid in a period, of the whole register, as the job of the pages does it. As database user ym_worker. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "domain/aid/award.h"

enum { slice_rows = 500 };

struct award_run {
	struct arena arena, slice_arena;
	struct fault fault;
	struct db *db;
	struct keyring *keyring;
	struct timestamp now;
	struct award_order order;
	const char *programme, *config;
	struct award_slice slice;
	int64_t after, added;
};

static const struct statement programme_id = {
	.sql = "SELECT id AS n FROM programme WHERE code = ?", .params = "s", .row = &db_number };

struct root {
	const char *path;
};
static const struct shape root_shape = SHAPE(root, COLUMN(root, path));
static const struct statement root_of = {
	.sql = "SELECT path FROM unit WHERE parent_id IS NULL AND kind = 'city' ORDER BY id LIMIT 1", .row = &root_shape };

static enum err compute(void *context)
{
	struct award_run *run = context;

	return award_compute_slice(run->db, &run->slice_arena, run->keyring, &actor_command, &run->order, run->after, slice_rows, run->now,
				   &run->slice);
}

static enum err compute_all(struct award_run *run)
{
	struct root root;
	enum err err = db_one(run->db, &run->arena, &programme_id, &run->order.programme_id, run->programme);

	if (err == E_NOT_FOUND)
		return fault_note(&run->fault, err, "no programme %s", run->programme);
	TRY(err);
	TRY(db_one(run->db, &run->arena, &root_of, &root));
	run->order.scope = root.path;
	do {
		err = db_transaction_committed(run->db, compute, NULL, run, NULL);
		if (err == E_NOT_FOUND)
			return fault_note(&run->fault, err, "%s has no rule in force today", run->programme);
		TRY(err);
		run->after = run->slice.last_id;
		run->added += run->slice.added;
		arena_reset(&run->slice_arena);
	} while (run->slice.more);
	return OK;
}

static enum err with_database(struct award_run *run)
{
	struct settings settings;
	struct db_options database;
	enum err err;

	TRY(crypt_start(&run->fault));
	TRY(settings_load(&run->arena, run->config, &settings, &run->fault));
	TRY(keyring_load(&run->arena, settings.key_file, &run->keyring, &run->fault));
	TRY(settings_database(&run->arena, &settings, "worker", &database, &run->fault));
	run->db = db_new(&database);
	db_set_fault(run->db, &run->fault);
	err = db_ready(run->db);
	if (err == OK)
		err = compute_all(run);
	db_close(run->db);
	db_thread_end();
	return err;
}

static int run_award(int argc, char **argv)
{
	const struct clock clock = { 0 };
	struct award_run run = { .now = clock_now(&clock) };
	enum err err;

	if (argc < 4 || argc > 5 || strcmp(argv[1], "compute") != 0 || !award_period_holds(argv[3])) {
		fprintf(stderr, "usage: yimeng award compute PROGRAMME PERIOD [CONFIG]\n");
		return EXIT_TROUBLE;
	}
	run.programme = argv[2];
	run.order.period = argv[3];
	run.config = argc == 5 ? argv[4] : YM_CONF_DIR "/yimeng.conf";
	arena_init(&run.arena, 0);
	arena_init(&run.slice_arena, 0);
	err = with_database(&run);
	if (err != OK)
		fprintf(stderr, "yimeng award: %s\n", run.fault.text[0] != '\0' ? run.fault.text : err_name(err));
	else
		printf("%s %s: %" PRId64 " awards added\n", run.programme, run.order.period, run.added);
	arena_free(&run.slice_arena);
	arena_free(&run.arena);
	return err == OK ? 0 : EXIT_TROUBLE;
}

const struct command award_command = {
	.name = "award", .arguments = "compute PROGRAMME PERIOD", .help = "Compute who of the register gets aid.", .run = run_award };
