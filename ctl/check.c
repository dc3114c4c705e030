#include <stdio.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "domain/aid/award_invariant.h"
#include "domain/aid/help_invariant.h"
#include "domain/aid/rule_invariant.h"
#include "domain/giving/invariant.h"
#include "domain/office/holiday.h"
#include "domain/office/invariant.h"
#include "domain/pairing/invariant.h"

static const struct invariant *const lists[] = {
	giving_invariants, office_invariants, pairing_invariants, help_invariants, award_invariants, rule_invariants, NULL };

/* One line per invariant; the number is of rows that break it. */
static int check_list(struct db *db, struct arena *arena, struct fault *fault, const struct invariant *list)
{
	int broken = 0;

	for (const struct invariant *invariant = list; invariant->name != NULL; invariant++) {
		int64_t rows;

		if (invariant_count(db, arena, invariant, &rows) != OK) {
			fprintf(stderr, "yimeng check: %s: %s\n", invariant->name, fault->text);
			return EXIT_TROUBLE;
		}
		printf("%-8s%s", rows == 0 ? "holds" : "BROKEN", invariant->name);
		if (rows != 0)
			printf(" (%lld rows)", (long long)rows);
		putchar('\n');
		broken += rows != 0;
	}
	return broken == 0 ? 0 : EXIT_WRONG;
}

/* A year whose calendar nobody entered has only weekends: deadlines in working days are shorter than people think. */
static int warn_of_calendar(struct db *db, struct arena *arena, struct fault *fault)
{
	static const struct clock clock;
	const struct date today = clock_today(&clock);
	bool known;

	if (holiday_known(db, arena, today, &known) != OK) {
		fprintf(stderr, "yimeng check: holiday: %s\n", fault->text);
		return EXIT_TROUBLE;
	}
	if (!known)
		printf("warning no calendar of %d in holiday: only weekends rest\n", date_to_civil(today).year);
	return 0;
}

static int check_all(struct db *db, struct arena *arena, struct fault *fault, bool demo)
{
	int worst = warn_of_calendar(db, arena, fault);

	for (const struct invariant *const *list = lists; *list != NULL && worst != EXIT_TROUBLE; list++) {
		const int status = check_list(db, arena, fault, *list);

		worst = status > worst ? status : worst;
	}
	if (!demo && worst != EXIT_TROUBLE) {
		const int status = check_list(db, arena, fault, rule_live_invariants);

		worst = status > worst ? status : worst;
	}
	return worst;
}

static int run(int argc, char **argv)
{
	const char *config = argc == 2 ? argv[1] : YM_CONF_DIR "/yimeng.conf";
	struct fault fault = { 0 };
	struct settings settings;
	struct db_options database;
	struct arena arena;
	struct db *db;
	int status = EXIT_TROUBLE;

	if (argc > 2) {
		fprintf(stderr, "usage: yimeng check [CONFIG]\n");
		return EXIT_TROUBLE;
	}
	arena_init(&arena, 0);
	if (settings_load(&arena, config, &settings, &fault) == OK &&
	    settings_database(&arena, &settings, "check", &database, &fault) == OK) {
		db = db_new(&database);
		db_set_fault(db, &fault);
		if (db_ready(db) == OK)
			status = check_all(db, &arena, &fault, settings.demo);
		else
			fprintf(stderr, "yimeng check: %s\n", fault.text);
		db_close(db);
		db_thread_end();
	} else {
		fprintf(stderr, "yimeng check: %s\n", fault.text);
	}
	arena_free(&arena);
	return status;
}

const struct command check_command = {
	.name = "check", .arguments = "[CONFIG]", .help = "Ask the database whether every invariant holds.", .run = run };
