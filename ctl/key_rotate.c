/* yimeng key rotate: by a worker, or here. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "domain/office/reseal.h"
#include "key_desk.h"
#include "progress.h"
#include "work/reseal_job.h"

enum { poll_ms = 300, patience_ms = 10000 };

struct slice {
	struct desk *desk;
	const struct resealed_table *table;
	struct resealed result;
	int64_t after;
};

static enum err do_slice(void *context)
{
	struct slice *slice = context;

	return reseal_slice(slice->desk->db, &slice->desk->scratch, slice->desk->keyring, slice->table, slice->after, &slice->result);
}

static void forget_slice(void *context)
{
	struct slice *slice = context;

	arena_reset(&slice->desk->scratch);
}

static enum err seal_table(struct desk *desk, const struct resealed_table *table, int64_t *wrong)
{
	struct progress progress = { .words = table->name };
	struct slice slice = { .desk = desk, .table = table };
	int64_t highest = 0, changed = 0;
	enum err err = reseal_highest(desk->db, &desk->arena, table, &highest);

	while (err == OK && !slice.result.end) {
		arena_reset(&desk->scratch);
		err = db_transaction_committed(desk->db, do_slice, forget_slice, &slice, NULL);
		if (err != OK)
			break;
		slice.after = slice.result.last;
		changed += slice.result.changed;
		if (slice.result.wrong > 0)
			fprintf(stderr, "yimeng key: %s: %" PRId64 " rows from id %" PRId64 " on do not open\n", table->name,
				slice.result.wrong, slice.result.first_wrong);
		*wrong += slice.result.wrong;
		progress_show(&progress, slice.after, highest);
	}
	progress_end(&progress);
	if (err == OK)
		printf("%-20s%13" PRId64 " rows sealed anew\n", table->name, changed);
	return err;
}

static int rotate_here(struct desk *desk)
{
	int64_t wrong = 0;

	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		const enum err err = seal_table(desk, table, &wrong);

		if (err != OK)
			return key_trouble(&desk->fault, err);
	}
	return wrong == 0 ? 0 : EXIT_WRONG;
}

struct queueing {
	struct desk *desk;
	int64_t id;
};

static enum err queue(void *context)
{
	struct queueing *queueing = context;
	struct desk *desk = queueing->desk;

	return reseal_job_queue(desk->db, &desk->scratch, desk->keyring, &actor_command, clock_now(&desk->clock), &queueing->id);
}

static void forget_queueing(void *context)
{
	arena_reset(&((struct queueing *)context)->desk->scratch);
}

static enum err print_lines(struct desk *desk, int64_t id, bool *wrong)
{
	const struct job_line *line;
	struct rows rows;

	TRY(job_lines(desk->db, &desk->arena, id, &rows));
	line = rows.row;
	*wrong = rows.count > 0;
	for (size_t i = rows.count; i-- > 0;)
		fprintf(stderr, "yimeng key: %s %" PRId64 " %s\n", line[i].code, line[i].number, line[i].detail != NULL ? line[i].detail : "");
	return OK;
}

static int report_end(struct desk *desk, const struct job *job)
{
	bool wrong;
	const enum err err = print_lines(desk, job->id, &wrong);

	if (err != OK)
		return key_trouble(&desk->fault, err);
	printf("job %" PRId64 ": %s%s%s\n", job->id, job_state_names[job->state], job->failure != NULL ? ": " : "",
	       job->failure != NULL ? job->failure : "");
	return job->state == JOB_DONE && !wrong ? 0 : EXIT_WRONG;
}

/* A bar on a terminal; elsewhere a line for every tenth. */
static void show(struct progress *progress, const struct job *job, int64_t *told)
{
	progress_show(progress, job->position, job->total);
	if (isatty(STDERR_FILENO) || job->percent / 10 == *told)
		return;
	*told = job->percent / 10;
	printf("job %" PRId64 ": %" PRId64 " %%\n", job->id, job->percent);
	fflush(stdout);
}

static int follow(struct desk *desk, int64_t id)
{
	struct progress progress = { .words = "sealing anew" };
	const int64_t begun_ms = clock_monotonic_ms();
	bool warned = false;
	int64_t told = 0;
	struct job job;

	for (;;) {
		enum err err;

		arena_reset(&desk->scratch);
		err = job_find(desk->db, &desk->scratch, NULL, id, clock_now(&desk->clock), &job);
		if (err != OK) {
			progress_end(&progress);
			return key_trouble(&desk->fault, err);
		}
		if (job.state != JOB_WAITING && job.state != JOB_RUNNING)
			break;
		show(&progress, &job, &told);
		if (!warned && timestamp_is_none(job.started_at) && clock_monotonic_ms() - begun_ms > patience_ms) {
			fprintf(stderr, "yimeng key: no worker takes job %" PRId64 " yet; is yimeng worker running? (--now does it here)\n", id);
			warned = true;
		}
		usleep(poll_ms * 1000);
	}
	progress_end(&progress);
	return report_end(desk, &job);
}

int key_rotate(struct desk *desk, const struct typed *typed)
{
	struct queueing queueing = { .desk = desk };
	const struct key_row *keys;
	const size_t count = keyring_list(desk->keyring, &desk->arena, &keys);
	enum err err;

	if (count < 2 || !keys[count - 1].seals) {
		fprintf(stderr, "yimeng key: %s: %s\n", desk->settings.key_file,
			count < 2 ? "there is one key only; add one first: yimeng key new" : "the newest key does not seal yet");
		return EXIT_WRONG;
	}
	if (typed->now)
		return rotate_here(desk);
	err = db_transaction(desk->db, queue, forget_queueing, &queueing, NULL);
	if (err != OK)
		return key_trouble(&desk->fault, err);
	printf("job %" PRId64 ": sealing with key %u\n", queueing.id, keys[count - 1].id);
	fflush(stdout);
	return follow(desk, queueing.id);
}
