/* Do the queries of the list's page stay flat? On two databases in turn.
 *
 *	list_query CONFIG_SMALL CONFIG_LARGE	prints `query small_us large_us ratio` for every list, and for the totals and the
 *						counties beside it: medians of interleaved rounds */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/settings.h"
#include "base/clock.h"
#include "domain/giving/campaign.h"
#include "domain/office/county.h"

enum { ROUNDS = 15, QUERIES_A_ROUND = 200 };

struct side {
	struct settings settings;
	struct db_options options;
	struct db *db;
	double us[ROUNDS];
};

static double now_us(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	const double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double median(const double *numbers)
{
	double sorted[ROUNDS];

	for (int i = 0; i < ROUNDS; i++)
		sorted[i] = numbers[i];
	qsort(sorted, ROUNDS, sizeof *sorted, compare);
	return sorted[ROUNDS / 2];
}

static enum err open_side(struct side *side, struct arena *process, const char *config, struct fault *fault)
{
	TRY(settings_load(process, config, &side->settings, fault));
	TRY(settings_database(process, &side->settings, "pledge", &side->options, fault));
	side->db = db_new(&side->options);
	db_set_fault(side->db, fault);
	return db_ready(side->db);
}

/* One query of the page; `search` is for the lists. */
typedef enum err query(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today);

static enum err ask_list(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today)
{
	struct rows rows;
	bool more;

	TRY(campaign_list(db, arena, search, today, &rows, &more));
	return rows.count == campaign_page_rows ? OK : E_NOT_FOUND;	/* a shorter page would be less work */
}

static enum err ask_totals(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today)
{
	struct campaign_totals totals;

	(void)search;
	return campaign_sum(db, arena, today, &totals);
}

static enum err ask_counties(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today)
{
	struct rows rows;

	(void)search;
	(void)today;
	return county_list(db, arena, &rows);
}

static enum err run_round(struct side *side, struct arena *arena, query *ask, const struct campaign_search *search, int round)
{
	const struct clock clock = { .fixed = { 0 } };
	const double start = now_us();

	for (int i = 0; i < QUERIES_A_ROUND; i++) {
		TRY(ask(side->db, arena, search, clock_today(&clock)));
		arena_reset(arena);
	}
	if (round >= 0)
		side->us[round] = (now_us() - start) / QUERIES_A_ROUND;
	return OK;
}

static enum err compare_sides(struct side *small, struct side *large, struct arena *arena, const char *name, query *ask,
			      const struct campaign_search *search)
{
	double ratio[ROUNDS];

	for (int round = -1; round < ROUNDS; round++) {	/* -1: prepares, and warms the buffer pool */
		TRY(run_round(small, arena, ask, search, round));
		TRY(run_round(large, arena, ask, search, round));
		if (round >= 0)
			ratio[round] = large->us[round] / small->us[round];
	}
	printf("%s %.1f %.1f %.3f\n", name, median(small->us), median(large->us), median(ratio));
	return OK;
}

static enum err compare_lists(struct side *small, struct side *large, struct arena *arena)
{
	for (enum campaign_scope scope = CAMPAIGN_SCOPE_OPEN; scope <= CAMPAIGN_SCOPE_ENDED; scope++) {
		for (enum campaign_sort sort = CAMPAIGN_SORT_ENDING; sort <= CAMPAIGN_SORT_NEWEST; sort++) {
			const struct campaign_search search = { .scope = scope, .sort = sort, .page = 1 };
			char name[40];

			snprintf(name, sizeof name, "list-%s-%s", campaign_scope_names[scope], campaign_sort_names[sort]);
			TRY(compare_sides(small, large, arena, name, ask_list, &search));
		}
	}
	return OK;
}

static enum err run(struct arena *process, struct arena *scratch, char **argv, struct fault *fault)
{
	struct side small, large;

	TRY(open_side(&small, process, argv[1], fault));
	TRY(open_side(&large, process, argv[2], fault));
	TRY(compare_lists(&small, &large, scratch));
	TRY(compare_sides(&small, &large, scratch, "totals", ask_totals, NULL));
	TRY(compare_sides(&small, &large, scratch, "counties", ask_counties, NULL));
	db_close(small.db);
	db_close(large.db);
	return OK;
}

int main(int argc, char **argv)
{
	struct arena process, scratch;
	struct fault fault = { "" };
	enum err err;

	if (argc != 3) {
		fputs("usage: list_query CONFIG_SMALL CONFIG_LARGE\n", stderr);
		return 2;
	}
	arena_init(&process, 0);
	arena_init(&scratch, 0);
	err = run(&process, &scratch, argv, &fault);
	if (err != OK)
		fprintf(stderr, "list_query: %s: %s\n", err_name(err), fault.text);
	arena_free(&scratch);
	arena_free(&process);
	return err == OK ? 0 : 1;
}
