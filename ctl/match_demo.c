/* yimeng match demo, yimeng match run: generated families and students for a demonstration or the benchmark, and a run of the solver over
 * a unit, from the command line. As database user ym_worker. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "crypt/key.h"
#include "domain/pairing/demo_pairing.h"
#include "domain/pairing/match_run.h"
#include "match_desk.h"

enum { read_ms_least = 60000, people_most = 100000 };

struct desk {
	struct arena arena, scratch;
	struct fault fault;
	struct clock clock;
	struct settings settings;
	struct keyring *keyring;
	struct db *db;
	int64_t first, second;		/* arguments */
	int64_t id;
	struct match_totals totals;
};

static enum err make_people(void *context)
{
	struct desk *desk = context;

	return demo_pairing_make(desk->db, &desk->scratch, desk->keyring, (size_t)desk->first, (size_t)desk->second, clock_now(&desk->clock));
}

static enum err demo(struct desk *desk)
{
	const enum err err = db_transaction(desk->db, make_people, NULL, desk, NULL);

	if (err == E_CONFLICT)
		printf("they were made before\n");
	else if (err == E_NOT_FOUND)
		return fault_note(&desk->fault, err, "there are no schools below townships: load data/demo_units.sql");
	else if (err == OK)
		printf("students\t%" PRId64 "\nfamilies\t%" PRId64 "\n", desk->first, desk->second);
	return err == E_CONFLICT ? OK : err;
}

static enum err ask_and_solve(void *context)
{
	struct desk *desk = context;
	const struct timestamp now = clock_now(&desk->clock);
	struct actor actor = actor_command;
	struct match_points weights;
	int64_t version;

	TRY(match_weights_current(desk->db, &desk->scratch, &weights, &version));
	TRY(match_run_ask(desk->db, &desk->scratch, &actor, desk->first, &weights, now, &desk->id));
	return match_run_solve(desk->db, &desk->scratch, desk->id, now, &desk->totals, &desk->fault);
}

static enum err run_now(struct desk *desk)
{
	const int64_t began_ms = clock_monotonic_ms();
	const struct match_totals *totals = &desk->totals;
	const enum err err = db_transaction_committed(desk->db, ask_and_solve, NULL, desk, NULL);

	if (err == E_NOT_FOUND)
		return fault_note(&desk->fault, err, "there is no unit %" PRId64, desk->first);
	TRY(err);
	printf("run\t%" PRId64 "\nstudents\t%" PRId64 "\nfamilies\t%" PRId64 "\nedges\t%" PRId64 "\nfirst\t%" PRId64 "\nsecond\t%" PRId64
	       "\nscore\t%" PRId64 "\nrounds\t%" PRId64 "\nms\t%" PRId64 "\n", desk->id, totals->students, totals->families, totals->edges,
	       totals->first_places, totals->second_places, totals->score, totals->rounds, clock_monotonic_ms() - began_ms);
	return OK;
}

static enum err with_database(struct desk *desk, const char *config, enum err (*work)(struct desk *desk))
{
	struct db_options database;
	enum err err;

	TRY(settings_load(&desk->arena, config, &desk->settings, &desk->fault));
	TRY(settings_database(&desk->arena, &desk->settings, "worker", &database, &desk->fault));
	TRY(keyring_load(&desk->arena, desk->settings.key_file, &desk->keyring, &desk->fault));
	if (database.read_ms < read_ms_least)
		database.read_ms = read_ms_least;
	desk->db = db_new(&database);
	db_set_fault(desk->db, &desk->fault);
	err = db_ready(desk->db);
	if (err == OK)
		err = work(desk);
	db_close(desk->db);
	db_thread_end();
	return err;
}

static int at_desk(struct desk *desk, const char *config, const char *name, enum err (*work)(struct desk *desk))
{
	enum err err;

	arena_init(&desk->arena, 0);
	arena_init(&desk->scratch, 0);
	err = crypt_start(&desk->fault);
	if (err == OK)
		err = with_database(desk, config, work);
	if (err != OK)
		fprintf(stderr, "yimeng match %s: %s\n", name, desk->fault.text[0] != '\0' ? desk->fault.text : err_name(err));
	arena_free(&desk->scratch);
	arena_free(&desk->arena);
	return err != OK ? EXIT_TROUBLE : 0;
}

static bool read_number(const char *text, int64_t most, int64_t *out)
{
	char *end;

	*out = strtoll(text, &end, 10);
	return *text != '\0' && *end == '\0' && *out >= 1 && *out <= most;
}

static int run_demo(int argc, char **argv)
{
	struct desk desk = { 0 };

	if (!read_number(argv[1], people_most, &desk.first) || !read_number(argv[2], people_most, &desk.second)) {
		fprintf(stderr, "yimeng match demo: how many students and families, 1 to %d each\n", people_most);
		return EXIT_TROUBLE;
	}
	return at_desk(&desk, argc > 3 ? argv[3] : YM_CONF_DIR "/yimeng.conf", "demo", demo);
}

static int run_run(int argc, char **argv)
{
	struct desk desk = { 0 };

	if (!read_number(argv[1], INT64_MAX, &desk.first)) {
		fprintf(stderr, "yimeng match run: the number of a unit\n");
		return EXIT_TROUBLE;
	}
	return at_desk(&desk, argc > 2 ? argv[2] : YM_CONF_DIR "/yimeng.conf", "run", run_now);
}

const struct match_verb match_demo_verb = {
	.name = "demo", .arguments = "STUDENTS FAMILIES [CONFIG]", .least = 2, .most = 3, .run = run_demo };
const struct match_verb match_run_verb = { .name = "run", .arguments = "UNIT [CONFIG]", .least = 1, .most = 2, .run = run_run };
