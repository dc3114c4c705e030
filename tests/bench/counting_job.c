/* The queue's own cost: a job whose steps do nothing but count, on a database of the bench.
 *	counting_job SETTINGS STEPS ROWS_A_STEP SLICE_MS
 * prints steps a second, rows a second, kilobytes of PSS at a tenth of the steps and at the end, and how many transactions a second
 * do nothing but the UPDATE that ends a step. */
#include <stdio.h>
#include <stdlib.h>

#include "app/settings.h"
#include "base/clock.h"
#include "domain/office/actor.h"
#include "domain/office/job.h"
#include "domain/office/work.h"

struct counting {
	struct db *db;
	struct arena *arena;
	const struct clock *clock;
	int64_t steps, rows, slice_ms, id;
};

static enum err count(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct counting *counting = work->context;

	(void)arena;
	step->total = counting->steps * counting->rows;
	step->position = job->position + counting->rows;
	step->done = step->position >= step->total;
	return OK;
}

static const struct job_kind counting_kind = { .name = "bench_count", .step = count };
static const struct job_kind *const kinds[] = { &counting_kind, NULL };

static enum err queue(void *context)
{
	struct counting *counting = context;

	return job_queue(counting->db, counting->arena, &actor_command, &(struct job_wish){ .kind = "bench_count" },
			 clock_now(counting->clock), &counting->id);
}

static const struct statement bare_update = {
	.sql = "UPDATE job SET heartbeat_at = ?, position = position + 1 WHERE id = ?", .params = "ti" };

static enum err do_bare(void *context)
{
	struct counting *counting = context;

	return db_run(counting->db, &bare_update, NULL, clock_now(counting->clock), counting->id);
}

enum { bare_most = 5000 };

static enum err run_bare(struct counting *counting, double *per_second)
{
	const int64_t count = counting->steps < bare_most ? counting->steps : bare_most, began = clock_monotonic_ms();

	for (int64_t i = 0; i < count; i++)
		TRY(db_transaction_committed(counting->db, do_bare, NULL, counting, NULL));
	*per_second = (double)count * 1e3 / (double)(clock_monotonic_ms() - began);
	return OK;
}

static long memory(void)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "re");
	char line[128];
	long kilobytes = 0;

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "Pss: %ld", &kilobytes) == 1)
			break;
	if (file != NULL)
		fclose(file);
	return kilobytes;
}

static enum err run(struct counting *counting, struct fault *fault, double *seconds, long *early, long *late)
{
	struct work work = { .db = counting->db, .clock = counting->clock, .fault = fault, .context = counting };
	const int64_t began = clock_monotonic_ms();
	struct job job = { .position = 0 };

	*early = 0;
	TRY(db_transaction(counting->db, queue, NULL, counting, NULL));
	while (job.state < JOB_DONE) {
		bool found;

		arena_reset(counting->arena);
		TRY(job_work(&work, counting->arena, kinds, counting->slice_ms, &found));
		TRY(job_find(counting->db, counting->arena, NULL, counting->id, clock_now(counting->clock), &job));
		if (*early == 0 && job.position * 10 >= job.total)
			*early = memory();
	}
	*late = memory();
	*seconds = (double)(clock_monotonic_ms() - began) / 1e3;
	return job.state == JOB_DONE ? OK : E_INTERNAL;
}

static enum err open_and_run(struct arena *process, char **words, struct fault *fault)
{
	const struct clock clock = { .fixed = { 0 } };
	struct counting counting = { .clock = &clock, .steps = strtoll(words[2], NULL, 10), .rows = strtoll(words[3], NULL, 10),
				     .slice_ms = strtoll(words[4], NULL, 10) };
	struct settings settings;
	struct db_options database;
	struct arena arena;
	double seconds = 0, bare = 0;
	long early, late;
	enum err err;

	TRY(settings_load(process, words[1], &settings, fault));
	TRY(settings_database(process, &settings, "worker", &database, fault));
	arena_init(&arena, 0);
	counting.arena = &arena;
	counting.db = db_new(&database);
	db_set_fault(counting.db, fault);
	err = db_ready(counting.db);
	if (err == OK)
		err = run(&counting, fault, &seconds, &early, &late);
	if (err == OK)
		err = run_bare(&counting, &bare);
	if (err == OK)
		printf("%.0f %.0f %ld %ld %.0f\n", (double)counting.steps / seconds,
		       (double)(counting.steps * counting.rows) / seconds, early, late, bare);
	db_close(counting.db);
	arena_free(&arena);
	return err;
}

int main(int argc, char **argv)
{
	struct fault fault = { "" };
	struct arena process;
	enum err err;

	if (argc != 5) {
		fputs("usage: counting_job SETTINGS STEPS ROWS_A_STEP SLICE_MS\n", stderr);
		return 2;
	}
	arena_init(&process, 0);
	err = open_and_run(&process, argv, &fault);
	if (err != OK)
		fprintf(stderr, "counting_job: %s\n", fault.text);
	arena_free(&process);
	return err == OK ? 0 : 1;
}
