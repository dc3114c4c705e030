/* Workers that are killed at any moment, and workers that go on although another took their job over: each row exactly once. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/office/actor.h"
#include "domain/office/job.h"
#include "domain/office/work.h"
#include "giving_server.h"

enum { counted_rows = 10000, rows_a_step = 20, workers = 2, kills_at_least = 20 };

static const struct statement add_one = { .sql = "INSERT INTO counted (n) VALUES (?)", .params = "i" };

static enum err count(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena;
	step->total = counted_rows;
	for (int64_t i = 0; i < rows_a_step; i++)
		TRY(db_run(work->db, &add_one, NULL, job->position + i));
	step->position = job->position + rows_a_step;
	step->done = step->position == counted_rows;
	return OK;
}

static const struct job_kind counting = { .name = "count", .step = count };
static const struct job_kind hourly = { .name = "hourly", .step = count, .every_minutes = 60 };
static const struct job_kind *const kinds[] = { &counting, NULL };
static const struct job_kind *const planned[] = { &hourly, NULL };

static void work_for_ever(struct giving *giving, struct work *work)
{
	bool found;

	for (;;) {
		if (db_ready(work->db) != OK || job_work(work, &giving->arena, kinds, 50, &found) != OK || !found)
			usleep(2000);
		arena_reset(&giving->arena);
	}
}

static void plan_once(struct giving *giving, struct work *work)
{
	_exit(db_ready(work->db) == OK && job_schedule(work, &giving->arena, planned) == OK ? 0 : 1);
}

/* Each worker lives a minute later than the one before: to it all others have fallen silent, so it takes the job from one that is
 * alive and amid a step as well as from a dead one. */
static pid_t begin_worker(struct giving *giving, int generation, void (*run)(struct giving *, struct work *))
{
	const struct db_options options = { .socket = giving->socket, .user = "root", .database = "yimeng", .connect_ms = 2000,
					    .read_ms = 10000 };
	struct clock clock = { { giving_noon().us + INT64_C(60000000) * generation } };
	struct fault fault = { 0 };
	const pid_t pid = fork();

	if (pid == 0) {
		struct arena arena;
		struct giving own = { .db = db_new(&options) };

		arena_init(&arena, 0);
		own.arena = arena;
		db_set_fault(own.db, &fault);
		run(&own, &(struct work){ .db = own.db, .clock = &clock, .fault = &fault });
		_exit(0);
	}
	assert_true(pid > 0);
	return pid;
}

static bool is_done(struct giving *giving)
{
	return giving_number(giving, "SELECT COUNT(*) AS n FROM job WHERE state = 'done'") == 1;
}

static void end(pid_t pid)
{
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void every_row_is_counted_once_whoever_is_killed(void **state)
{
	struct giving *giving = *state;
	pid_t pids[workers];
	int generation = 0, kills = 0;
	int64_t id;

	assert_int_equal(job_queue(giving->db, &giving->arena, &actor_worker, &(struct job_wish){ .kind = "count" },
				   giving_noon(), &id), OK);
	for (int i = 0; i < workers; i++)
		pids[i] = begin_worker(giving, ++generation, work_for_ever);
	while (!is_done(giving) && kills < 500) {
		usleep(15000 + arc4random_uniform(40000));
		end(pids[kills % workers]);
		pids[kills % workers] = begin_worker(giving, ++generation, work_for_ever);
		kills++;
	}
	for (int i = 0; i < workers; i++)
		end(pids[i]);
	assert_true(is_done(giving));
	print_message("%d kills, claim %lld\n", kills, (long long)giving_number(giving, "SELECT claim AS n FROM job"));
	assert_true(kills >= kills_at_least);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM counted"), counted_rows);
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT n) AS n FROM counted"), counted_rows);
	assert_int_equal(giving_number(giving, "SELECT MAX(n) AS n FROM counted"), counted_rows - 1);
}

static void what_is_due_is_queued_once_by_many_workers(void **state)
{
	struct giving *giving = *state;
	pid_t pids[4];
	int status;

	for (int round = 0; round < 10; round++) {
		for (int i = 0; i < 4; i++)
			pids[i] = begin_worker(giving, 60 * round, plan_once);
		for (int i = 0; i < 4; i++) {
			assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		}
		assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM job"), round + 1);
		giving_sql(giving, "UPDATE job SET state = 'done'");
	}
}

static int clean(void **state)
{
	giving_sql(*state, "DELETE FROM job");
	giving_sql(*state, "DELETE FROM counted");
	return 0;
}

static int start(void **state)
{
	if (giving_start(state) != 0)
		return -1;
	giving_sql(*state, "CREATE TABLE counted (n BIGINT NOT NULL)");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_row_is_counted_once_whoever_is_killed, clean),
		cmocka_unit_test_setup(what_is_due_is_queued_once_by_many_workers, clean),
	};

	return cmocka_run_group_tests_name("job_killed", tests, start, giving_stop);
}
