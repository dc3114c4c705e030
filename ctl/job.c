/* yimeng job: the queue, from the command line. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "domain/office/job.h"
#include "progress.h"

enum { list_rows = 50, follow_ms = 300 };

struct job_desk {
	struct arena arena;
	struct fault fault;
	struct clock clock;
	struct settings settings;
	struct db_options database;
	struct db *db;
	int64_t id;
};

static int trouble(const struct job_desk *desk, enum err err)
{
	if (err == E_NOT_FOUND)
		fprintf(stderr, "yimeng job: there is no job %" PRId64 "\n", desk->id);
	else if (err == E_CONFLICT)
		fprintf(stderr, "yimeng job: job %" PRId64 " has ended already\n", desk->id);
	else
		fprintf(stderr, "yimeng job: %s\n", desk->fault.text[0] != '\0' ? desk->fault.text : err_name(err));
	return err == E_NOT_FOUND || err == E_CONFLICT ? EXIT_WRONG : EXIT_TROUBLE;
}

static void print_job(const struct job *job)
{
	printf("%8" PRId64 "  %-10s%-16s%4" PRId64 " %%  %12" PRId64 " of %-12" PRId64 "%8" PRId64 "/s  ", job->id,
	       job_state_names[job->state], job->kind, job->percent, job->shown, job->total, job->rows_per_second);
	if (job->seconds_left >= 0)
		printf("%" PRId64 " s left  ", job->seconds_left);
	printf("%s%s%s\n", job->login != NULL ? job->login : "-", job->failure != NULL ? "  " : "",
	       job->failure != NULL ? job->failure : "");
}

static enum err list(struct job_desk *desk)
{
	const struct job_search search = { .rows = list_rows };
	const struct job *jobs;
	struct rows rows;
	bool more;

	TRY(job_list(desk->db, &desk->arena, &search, clock_now(&desk->clock), &rows, &more));
	jobs = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		print_job(&jobs[i]);
	return OK;
}

static enum err look(struct job_desk *desk, struct job *out)
{
	return job_find(desk->db, &desk->arena, NULL, desk->id, clock_now(&desk->clock), out);
}

static enum err show(struct job_desk *desk)
{
	const struct job_line *lines;
	struct buffer when;
	struct job job;
	struct rows rows;

	TRY(look(desk, &job));
	print_job(&job);
	TRY(job_lines(desk->db, &desk->arena, desk->id, &rows));
	lines = rows.row;
	for (size_t i = rows.count; i > 0; i--) {
		buffer_init(&when, &desk->arena, 32);
		timestamp_append_minute(&when, lines[i - 1].at);
		printf("%s  %s %" PRId64 "%s%s\n", when.data, lines[i - 1].code, lines[i - 1].number,
		       lines[i - 1].detail != NULL ? " " : "", lines[i - 1].detail != NULL ? lines[i - 1].detail : "");
	}
	return OK;
}

/* On a terminal a bar; elsewhere a line whenever the share has changed. */
static enum err follow(struct job_desk *desk)
{
	const struct timespec pause = { .tv_nsec = follow_ms * 1000000L };
	const bool plain = !isatty(STDERR_FILENO);
	struct progress progress = { .words = "" };
	int64_t said = -1;
	struct job job;

	for (;;) {
		const enum err err = look(desk, &job);

		if (err != OK) {
			progress_end(&progress);
			return err;
		}
		if (job.state > JOB_RUNNING)
			break;
		if (plain && job.percent != said)
			print_job(&job);
		said = job.percent;
		/* The bar's speed is the job's, not that of the last seconds on top of all that was there before. */
		if (progress.started_ms == 0 && !timestamp_is_none(job.started_at))
			progress.started_ms = clock_monotonic_ms() - (clock_now(&desk->clock).us - job.started_at.us) / 1000;
		progress_show(&progress, job.shown, job.total);
		arena_reset(&desk->arena);
		fflush(stdout);
		nanosleep(&pause, NULL);
	}
	progress_end(&progress);
	print_job(&job);
	return OK;
}

static enum err cancel_within(void *context)
{
	struct job_desk *desk = context;

	return job_cancel(desk->db, &desk->arena, &actor_command, desk->id, clock_now(&desk->clock));
}

static enum err cancel(struct job_desk *desk)
{
	return db_transaction(desk->db, cancel_within, NULL, desk, NULL);
}

static const struct verb {
	const char *name;
	bool of_one;
	enum err (*run)(struct job_desk *desk);
} verbs[] = { { "list", false, list }, { "show", true, show }, { "follow", true, follow }, { "cancel", true, cancel } };

static const struct verb *find_verb(const char *name)
{
	for (size_t i = 0; name != NULL && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

static bool read_id(const char *text, int64_t *out)
{
	char *end;

	*out = text != NULL ? strtoll(text, &end, 10) : 0;
	return *out > 0 && *end == '\0';
}

static enum err run_verb(struct job_desk *desk, const struct verb *verb, const char *config)
{
	/* What must outlive a verb's own resets. */
	struct arena settings;
	enum err err;

	arena_init(&settings, 0);
	err = settings_load(&settings, config, &desk->settings, &desk->fault);
	if (err == OK)
		err = settings_database(&settings, &desk->settings, "worker", &desk->database, &desk->fault);
	if (err == OK) {
		desk->db = db_new(&desk->database);
		db_set_fault(desk->db, &desk->fault);
		err = db_ready(desk->db);
		if (err == OK)
			err = verb->run(desk);
		db_close(desk->db);
		db_thread_end();
	}
	arena_free(&settings);
	return err;
}

static int run(int argc, char **argv)
{
	const struct verb *verb = find_verb(argc > 1 ? argv[1] : NULL);
	const int words = verb != NULL && verb->of_one ? 3 : 2;
	struct job_desk desk = { .id = 0 };
	enum err err;

	if (verb == NULL || argc < words || argc > words + 1 || (verb->of_one && !read_id(argv[2], &desk.id))) {
		fprintf(stderr, "usage: yimeng job list | show ID | follow ID | cancel ID [CONFIG]\n");
		return EXIT_TROUBLE;
	}
	arena_init(&desk.arena, 0);
	err = run_verb(&desk, verb, argc > words ? argv[words] : YM_CONF_DIR "/yimeng.conf");
	arena_free(&desk.arena);
	return err == OK ? 0 : trouble(&desk, err);
}

const struct command job_command = {
	.name = "job", .arguments = "list | show|follow|cancel ID [CONFIG]", .help = "Look at jobs, wait for one, or cancel it.", .run = run };
