/* yimeng match demo, yimeng match run: generated families and students for a demonstration or the benchmark, and a run of the solver over
 * a unit, from the command line. As database user ym_worker. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	const char *file;
	struct demo_words words;
	int64_t id;
	struct match_totals totals;
};

static enum err make_people(void *context)
{
	struct desk *desk = context;

	return demo_pairing_make(desk->db, &desk->scratch, desk->keyring, &desk->words, (size_t)desk->first, (size_t)desk->second,
				 clock_now(&desk->clock));
}

/* A line: what the words are for, a tab, words with blanks between. */
static void take_words(struct desk *desk, char *line)
{
	static const char *const kinds[] = { "surname", "given", "village", "road", NULL };
	const char **const lists[] = { desk->words.surname, desk->words.given, desk->words.village, desk->words.road };
	size_t *const counts[] = { &desk->words.surnames, &desk->words.givens, &desk->words.villages, &desk->words.roads };
	char *rest = NULL, *word = strtok_r(line, " \t\n", &rest);
	const int kind = word != NULL ? column_name_index(kinds, word) : -1;

	while (kind >= 0 && *counts[kind] < demo_words_max && (word = strtok_r(NULL, " \t\n", &rest)) != NULL)
		lists[kind][(*counts[kind])++] = arena_copy_string(&desk->arena, word);
}

static enum err read_words(struct desk *desk)
{
	FILE *file = fopen(desk->file, "re");
	char line[1000];

	if (file == NULL)
		return fault_note(&desk->fault, E_INVALID, "%s: %s", desk->file, strerror(errno));
	while (fgets(line, sizeof line, file) != NULL)
		take_words(desk, line);
	fclose(file);
	if (desk->words.surnames == 0 || desk->words.givens == 0 || desk->words.villages == 0 || desk->words.roads == 0)
		return fault_note(&desk->fault, E_INVALID, "%s: no line of surname, given, village or road", desk->file);
	return OK;
}

static enum err demo(struct desk *desk)
{
	enum err err;

	TRY(read_words(desk));
	err = db_transaction(desk->db, make_people, NULL, desk, NULL);

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

	desk.file = argv[1];
	if (!read_number(argv[2], people_most, &desk.first) || !read_number(argv[3], people_most, &desk.second)) {
		fprintf(stderr, "yimeng match demo: how many students and families, 1 to %d each\n", people_most);
		return EXIT_TROUBLE;
	}
	return at_desk(&desk, argc > 4 ? argv[4] : YM_CONF_DIR "/yimeng.conf", "demo", demo);
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
	.name = "demo", .arguments = "WORDS STUDENTS FAMILIES [CONFIG]", .least = 3, .most = 4, .run = run_demo };
const struct match_verb match_run_verb = { .name = "run", .arguments = "UNIT [CONFIG]", .least = 1, .most = 2, .run = run_run };
