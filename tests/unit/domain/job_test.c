/* The queue, on the real schema: turns, fences, cancelling, what is tried again. Workers that are
 * killed: job_killed_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/actor.h"
#include "domain/office/job.h"
#include "domain/office/work.h"
#include "giving_server.h"

static const struct statement add_one = { .sql = "INSERT INTO counted (n) VALUES (?)", .params = "i" };

static enum err count_ten(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena;
	step->total = 100;
	for (int64_t i = 0; i < 10; i++)
		TRY(db_run(work->db, &add_one, NULL, job->position + i));
	step->position = job->position + 10;
	step->done = step->position == 100;
	return OK;
}

static enum err refuse(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena, (void)step;
	TRY(db_run(work->db, &add_one, NULL, job->position));
	return fault_note(work->fault, E_INVALID, "row 7 has no name");
}

static enum err be_busy(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena, (void)job, (void)step;
	return fault_note(work->fault, E_BUSY, "the gateway is away");
}

static const struct statement ask_cancel = {
	.sql = "UPDATE job SET cancel_asked_at = queued_at WHERE id = ?", .params = "i" };

static enum err count_and_be_cancelled(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	TRY(count_ten(work, arena, job, step));
	return job->position == 20 ? db_run(work->context, &ask_cancel, NULL, job->id) : OK;
}

/* As if another worker had waited for half a minute, in vain. */
static const struct statement lose = {
	.sql = "UPDATE job SET claim = claim + 1 WHERE id = ?", .params = "i" };

static enum err count_and_lose(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	TRY(count_ten(work, arena, job, step));
	return job->position == 20 ? db_run(work->context, &lose, NULL, job->id) : OK;
}

static const struct statement note_end = { .sql = "INSERT INTO counted (n) VALUES (-?)", .params = "i" };

static enum err wipe(struct work *work, struct arena *arena, const struct job *job)
{
	(void)arena;
	return db_run(work->db, &note_end, NULL, (int64_t)job->state);
}

static enum err wipe_badly(struct work *work, struct arena *arena, const struct job *job)
{
	TRY(wipe(work, arena, job));
	return E_INVALID;
}

static const struct job_kind counting = { .name = "count", .step = count_ten, .end = wipe };
static const struct job_kind refusing = { .name = "refuse", .step = refuse, .end = wipe };
static const struct job_kind busy = { .name = "busy", .step = be_busy };
static const struct job_kind cancelled = { .name = "cancelled", .step = count_and_be_cancelled, .end = wipe };
static const struct job_kind lost = { .name = "lost", .step = count_and_lose, .end = wipe };
static const struct job_kind bad_end = { .name = "bad_end", .step = count_ten, .end = wipe_badly };
static const struct job_kind hourly = { .name = "hourly", .step = count_ten, .every_minutes = 60 };
static const struct job_kind *const kinds[] = { &counting, &refusing, &busy, &cancelled, &lost, &bad_end, &hourly, NULL };

struct desk {
	struct giving *giving;
	struct db *other;
	struct clock clock;
};

static struct desk desk_of(void **state)
{
	static struct db_options options = { .user = "root", .database = "yimeng", .connect_ms = 2000, .read_ms = 10000 };
	struct giving *giving = *state;
	struct desk desk = { .giving = giving, .clock = { giving_noon() } };

	options.socket = giving->socket;
	desk.other = db_new(&options);
	return desk;
}

static void leave(struct desk *desk)
{
	db_close(desk->other);
}

static int64_t queue(struct desk *desk, const struct job_wish *wish)
{
	int64_t id = 0;

	assert_int_equal(job_queue(desk->giving->db, &desk->giving->arena, &actor_worker, wish, desk->clock.fixed, &id), OK);
	return id;
}

static int64_t queue_kind(struct desk *desk, const char *kind)
{
	return queue(desk, &(struct job_wish){ .kind = kind });
}

static bool turn(struct desk *desk, int64_t slice_ms)
{
	struct work work = { .db = desk->giving->db, .keyring = desk->giving->keyring, .clock = &desk->clock,
			     .fault = &desk->giving->fault, .context = desk->other };
	bool found = false;

	if (job_work(&work, &desk->giving->arena, kinds, slice_ms, &found) != OK)
		fail_msg("%s", desk->giving->fault.text);
	return found;
}

static struct job look(struct desk *desk, int64_t id)
{
	struct job job;

	assert_int_equal(job_find(desk->giving->db, &desk->giving->arena, NULL, id, desk->clock.fixed, &job), OK);
	return job;
}

static void pass(struct desk *desk, int64_t seconds)
{
	desk->clock.fixed.us += seconds * 1000000;
}

static void assert_counted(struct desk *desk, int64_t rows)
{
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(*) AS n FROM counted WHERE n >= 0"), rows);
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(DISTINCT n) AS n FROM counted WHERE n >= 0"), rows);
}

static void assert_end_called(struct desk *desk, enum job_state state)
{
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(*) AS n FROM counted WHERE n < 0"), 1);
	assert_int_equal(giving_number(desk->giving, "SELECT MIN(n) AS n FROM counted"), -(int)state);
}

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM job_line");
	giving_sql(giving, "DELETE FROM job");
	giving_sql(giving, "DELETE FROM counted");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

static int start(void **state)
{
	if (giving_start(state) != 0)
		return -1;
	giving_sql(*state, "CREATE TABLE counted (n BIGINT NOT NULL)");
	return 0;
}

static void a_job_is_done_step_by_step(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "count");
	struct job job;

	assert_true(turn(&desk, 0));
	job = look(&desk, id);
	assert_int_equal(job.state, JOB_WAITING);	/* its slice is over: others have their turn */
	assert_int_equal(job.position, 10);
	assert_int_equal(job.percent, 10);
	assert_true(turn(&desk, 10000));
	job = look(&desk, id);
	assert_int_equal(job.state, JOB_DONE);
	assert_int_equal(job.percent, 100);
	assert_false(turn(&desk, 0));
	assert_counted(&desk, 100);
	assert_end_called(&desk, JOB_DONE);
	leave(&desk);
}

static void jobs_take_turns(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t first = queue_kind(&desk, "count");
	int64_t second;

	pass(&desk, 1);
	second = queue_kind(&desk, "count");
	pass(&desk, 1);
	assert_true(turn(&desk, 0));
	assert_int_equal(look(&desk, first).position, 10);
	pass(&desk, 1);
	assert_true(turn(&desk, 0));
	assert_int_equal(look(&desk, first).position + look(&desk, second).position, 20);
	assert_int_equal(look(&desk, second).position, 10);
	leave(&desk);
}

static void a_job_waits_for_its_time(void **state)
{
	struct desk desk = desk_of(state);

	queue(&desk, &(struct job_wish){ .kind = "count", .not_before = { desk.clock.fixed.us + 60000000 } });
	assert_false(turn(&desk, 0));
	pass(&desk, 60);
	assert_true(turn(&desk, 0));
	leave(&desk);
}

static void the_same_once_key_is_the_same_job(void **state)
{
	struct desk desk = desk_of(state);
	const struct job_wish wish = { .kind = "count", .once_key = "import:12" };

	assert_int_equal(queue(&desk, &wish), queue(&desk, &wish));
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	leave(&desk);
}

static void a_step_that_fails_is_rolled_back_and_says_why(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "refuse");
	struct job job;

	assert_true(turn(&desk, 0));
	job = look(&desk, id);
	assert_int_equal(job.state, JOB_FAILED);
	assert_string_equal(job.failure, "row 7 has no name");
	assert_counted(&desk, 0);
	assert_end_called(&desk, JOB_FAILED);
	assert_false(turn(&desk, 0));
	leave(&desk);
}

static void a_busy_step_is_tried_later_and_not_for_ever(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "busy");
	int tries = 0;

	assert_true(turn(&desk, 0));
	assert_int_equal(look(&desk, id).state, JOB_WAITING);
	assert_false(turn(&desk, 0));
	for (tries = 1; look(&desk, id).state == JOB_WAITING; tries += turn(&desk, 0))
		pass(&desk, 5);
	assert_int_equal(tries, job_attempts_max);
	assert_int_equal(look(&desk, id).state, JOB_FAILED);
	assert_string_equal(look(&desk, id).failure, "the gateway is away");
	leave(&desk);
}

static void a_waiting_job_is_cancelled_at_once_and_wiped_by_the_worker(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "count");

	assert_true(turn(&desk, 0));
	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, id, desk.clock.fixed), OK);
	assert_int_equal(look(&desk, id).state, JOB_CANCELLED);
	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, id, desk.clock.fixed), E_CONFLICT);
	assert_true(turn(&desk, 0));
	assert_end_called(&desk, JOB_CANCELLED);
	assert_counted(&desk, 10);
	assert_false(turn(&desk, 0));
	leave(&desk);
}

static void a_running_job_that_is_cancelled_commits_no_further_step(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "cancelled");

	assert_true(turn(&desk, 10000));
	assert_int_equal(look(&desk, id).state, JOB_CANCELLED);
	assert_int_equal(look(&desk, id).position, 20);
	assert_counted(&desk, 20);
	assert_end_called(&desk, JOB_CANCELLED);
	leave(&desk);
}

static void cancelling_what_never_was_finds_nothing(void **state)
{
	struct desk desk = desk_of(state);

	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, 99, desk.clock.fixed), E_NOT_FOUND);
	leave(&desk);
}

static void a_worker_that_lost_its_job_commits_nothing(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "lost");

	assert_true(turn(&desk, 10000));
	assert_counted(&desk, 20);
	assert_int_equal(look(&desk, id).state, JOB_RUNNING);
	assert_int_equal(look(&desk, id).position, 20);
	leave(&desk);
}

static void a_job_whose_worker_fell_silent_is_taken_over(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "lost");

	assert_true(turn(&desk, 10000));
	giving_sql(desk.giving, "UPDATE job SET kind = 'count'");
	pass(&desk, job_heartbeat_seconds);
	assert_false(turn(&desk, 10000));
	pass(&desk, 1);
	assert_true(turn(&desk, 10000));
	assert_int_equal(look(&desk, id).state, JOB_DONE);
	assert_counted(&desk, 100);
	leave(&desk);
}

static void a_pulse_keeps_a_long_step_alive(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "lost");
	struct job_hold hold = { 0 };

	assert_true(turn(&desk, 10000));
	pass(&desk, job_heartbeat_seconds + 1);
	hold.id = id;
	hold.claim = look(&desk, id).claim;
	assert_int_equal(job_pulse(desk.giving->db, &hold, desk.clock.fixed), OK);
	assert_false(turn(&desk, 0));
	pass(&desk, job_heartbeat_seconds + 1);
	hold.claim -= 1;		/* who lost it keeps nothing alive */
	assert_int_equal(job_pulse(desk.giving->db, &hold, desk.clock.fixed), OK);
	assert_true(turn(&desk, 0));
	leave(&desk);
}

static void a_job_that_ends_its_workers_fails_at_last(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "count");

	giving_sql(desk.giving, "UPDATE job SET state = 'running', claim = 5, attempts = 5, heartbeat_at = '2026-01-01'");
	assert_true(turn(&desk, 0));
	assert_int_equal(look(&desk, id).state, JOB_FAILED);
	assert_counted(&desk, 0);
	leave(&desk);
}

static void a_kind_that_nobody_knows_fails(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = queue_kind(&desk, "of yesterday");

	assert_true(turn(&desk, 0));
	assert_int_equal(look(&desk, id).state, JOB_FAILED);
	leave(&desk);
}

static void an_end_that_fails_is_noted_and_undone(void **state)
{
	struct desk desk = desk_of(state);

	queue_kind(&desk, "bad_end");
	assert_true(turn(&desk, 10000));
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM counted WHERE n < 0"), 0);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job_line WHERE code = 'end_failed'"), 1);
	assert_false(turn(&desk, 0));
	leave(&desk);
}

static void what_is_due_is_queued_once_an_hour(void **state)
{
	struct desk desk = desk_of(state);
	struct work work = { .db = desk.giving->db, .clock = &desk.clock, .fault = &desk.giving->fault };

	for (int i = 0; i < 3; i++)
		assert_int_equal(job_schedule(&work, &desk.giving->arena, kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	assert_true(turn(&desk, 10000));
	assert_int_equal(job_schedule(&work, &desk.giving->arena, kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	pass(&desk, 3600);
	assert_int_equal(job_schedule(&work, &desk.giving->arena, kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 2);
	pass(&desk, 3600);		/* the last one waits still */
	assert_int_equal(job_schedule(&work, &desk.giving->arena, kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 2);
	leave(&desk);
}

static void a_list_pages_and_keeps_to_its_scope(void **state)
{
	struct desk desk = desk_of(state);
	struct job_search search = { .rows = 2 };
	const struct job *jobs;
	struct rows rows;
	struct job job;
	bool more;

	queue(&desk, &(struct job_wish){ .kind = "a", .unit_path = "/1/5/" });
	queue(&desk, &(struct job_wish){ .kind = "b", .unit_path = "/1/50/" });
	queue(&desk, &(struct job_wish){ .kind = "c", .unit_path = "/1/5/7/" });
	assert_int_equal(job_list(desk.giving->db, &desk.giving->arena, &search, desk.clock.fixed, &rows, &more), OK);
	assert_int_equal(rows.count, 2);
	assert_true(more);
	jobs = rows.row;
	search.before = jobs[1].id;
	assert_int_equal(job_list(desk.giving->db, &desk.giving->arena, &search, desk.clock.fixed, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	assert_false(more);
	search = (struct job_search){ .rows = 9, .scope = "/1/5/", .of_state = true, .state = JOB_WAITING };
	assert_int_equal(job_list(desk.giving->db, &desk.giving->arena, &search, desk.clock.fixed, &rows, &more), OK);
	assert_int_equal(rows.count, 2);
	jobs = rows.row;
	assert_string_equal(jobs[0].kind, "c");
	assert_int_equal(job_find(desk.giving->db, &desk.giving->arena, "/1/50/", jobs[0].id, desk.clock.fixed, &job), E_NOT_FOUND);
	search.kind = "a";
	assert_int_equal(job_list(desk.giving->db, &desk.giving->arena, &search, desk.clock.fixed, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	leave(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_job_is_done_step_by_step, clean),
		cmocka_unit_test_setup(jobs_take_turns, clean),
		cmocka_unit_test_setup(a_job_waits_for_its_time, clean),
		cmocka_unit_test_setup(the_same_once_key_is_the_same_job, clean),
		cmocka_unit_test_setup(a_step_that_fails_is_rolled_back_and_says_why, clean),
		cmocka_unit_test_setup(a_busy_step_is_tried_later_and_not_for_ever, clean),
		cmocka_unit_test_setup(a_waiting_job_is_cancelled_at_once_and_wiped_by_the_worker, clean),
		cmocka_unit_test_setup(a_running_job_that_is_cancelled_commits_no_further_step, clean),
		cmocka_unit_test_setup(cancelling_what_never_was_finds_nothing, clean),
		cmocka_unit_test_setup(a_worker_that_lost_its_job_commits_nothing, clean),
		cmocka_unit_test_setup(a_job_whose_worker_fell_silent_is_taken_over, clean),
		cmocka_unit_test_setup(a_pulse_keeps_a_long_step_alive, clean),
		cmocka_unit_test_setup(a_job_that_ends_its_workers_fails_at_last, clean),
		cmocka_unit_test_setup(a_kind_that_nobody_knows_fails, clean),
		cmocka_unit_test_setup(an_end_that_fails_is_noted_and_undone, clean),
		cmocka_unit_test_setup(what_is_due_is_queued_once_an_hour, clean),
		cmocka_unit_test_setup(a_list_pages_and_keeps_to_its_scope, clean),
	};

	return cmocka_run_group_tests_name("job", tests, start, giving_stop);
}
