/* The queue, on the real schema: turns, fences, what is due. How jobs end: job_end_test.c; workers that are killed:
 * job_killed_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "job_desk.h"

static void a_job_is_done_step_by_step(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "count");
	struct job job;

	assert_true(desk_turn(&desk, 0));
	job = desk_look(&desk, id);
	assert_int_equal(job.state, JOB_WAITING);	/* its slice is over: others have their turn */
	assert_int_equal(job.position, 10);
	assert_int_equal(job.percent, 10);
	assert_true(desk_turn(&desk, 10000));
	job = desk_look(&desk, id);
	assert_int_equal(job.state, JOB_DONE);
	assert_int_equal(job.percent, 100);
	assert_false(desk_turn(&desk, 0));
	assert_counted(&desk, 100);
	assert_end_called(&desk, JOB_DONE);
	desk_leave(&desk);
}

static void jobs_take_turns(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t first = desk_queue_kind(&desk, "count");
	int64_t second;

	desk_pass(&desk, 1);
	second = desk_queue_kind(&desk, "count");
	desk_pass(&desk, 1);
	assert_true(desk_turn(&desk, 0));
	assert_int_equal(desk_look(&desk, first).position, 10);
	desk_pass(&desk, 1);
	assert_true(desk_turn(&desk, 0));
	assert_int_equal(desk_look(&desk, first).position + desk_look(&desk, second).position, 20);
	assert_int_equal(desk_look(&desk, second).position, 10);
	desk_leave(&desk);
}

static void a_job_waits_for_its_time(void **state)
{
	struct desk desk = desk_of(state);

	desk_queue(&desk, &(struct job_wish){ .kind = "count", .not_before = { desk.clock.fixed.us + 60000000 } });
	assert_false(desk_turn(&desk, 0));
	desk_pass(&desk, 60);
	assert_true(desk_turn(&desk, 0));
	desk_leave(&desk);
}

static void the_same_once_key_is_the_same_job(void **state)
{
	struct desk desk = desk_of(state);
	const struct job_wish wish = { .kind = "count", .once_key = "import:12" };

	assert_int_equal(desk_queue(&desk, &wish), desk_queue(&desk, &wish));
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	desk_leave(&desk);
}

static void a_worker_that_lost_its_job_commits_nothing(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "lost");

	assert_true(desk_turn(&desk, 10000));
	assert_counted(&desk, 20);
	assert_int_equal(desk_look(&desk, id).state, JOB_RUNNING);
	assert_int_equal(desk_look(&desk, id).position, 20);
	desk_leave(&desk);
}

static void a_job_whose_worker_fell_silent_is_taken_over(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "lost");

	assert_true(desk_turn(&desk, 10000));
	giving_sql(desk.giving, "UPDATE job SET kind = 'count'");
	desk_pass(&desk, job_heartbeat_seconds);
	assert_false(desk_turn(&desk, 10000));
	desk_pass(&desk, 1);
	assert_true(desk_turn(&desk, 10000));
	assert_int_equal(desk_look(&desk, id).state, JOB_DONE);
	assert_counted(&desk, 100);
	desk_leave(&desk);
}

static void a_pulse_keeps_a_long_step_alive(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "lost");
	struct job_hold hold = { 0 };

	assert_true(desk_turn(&desk, 10000));
	desk_pass(&desk, job_heartbeat_seconds + 1);
	hold.id = id;
	hold.claim = desk_look(&desk, id).claim;
	assert_int_equal(job_pulse(desk.giving->db, &hold, desk.clock.fixed), OK);
	assert_false(desk_turn(&desk, 0));
	desk_pass(&desk, job_heartbeat_seconds + 1);
	hold.claim -= 1;		/* who lost it keeps nothing alive */
	assert_int_equal(job_pulse(desk.giving->db, &hold, desk.clock.fixed), OK);
	assert_true(desk_turn(&desk, 0));
	desk_leave(&desk);
}

/* What it shows is for the eye: whoever takes the job over begins at its position. */
static void a_long_step_shows_how_far_it_is(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "lost");
	struct job_hold hold = { 0 };
	struct work work = { .hold = &hold };
	struct job job;

	assert_true(desk_turn(&desk, 10000));
	hold.id = id;
	hold.claim = desk_look(&desk, id).claim;
	job_show(&work, 700);
	assert_int_equal(job_pulse(desk.giving->db, &hold, desk.clock.fixed), OK);
	job = desk_look(&desk, id);
	assert_int_equal(job.shown, 700);
	assert_true(job.position < 700);
	work.hold = NULL;
	job_show(&work, 800);
	desk_leave(&desk);
}

static void what_is_due_is_queued_once_an_hour(void **state)
{
	struct desk desk = desk_of(state);
	struct work work = { .db = desk.giving->db, .clock = &desk.clock, .fault = &desk.giving->fault };

	for (int i = 0; i < 3; i++)
		assert_int_equal(job_schedule(&work, &desk.giving->arena, desk_kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	assert_true(desk_turn(&desk, 10000));
	assert_int_equal(job_schedule(&work, &desk.giving->arena, desk_kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 1);
	desk_pass(&desk, 3600);
	assert_int_equal(job_schedule(&work, &desk.giving->arena, desk_kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 2);
	desk_pass(&desk, 3600);		/* the last one waits still */
	assert_int_equal(job_schedule(&work, &desk.giving->arena, desk_kinds), OK);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job"), 2);
	desk_leave(&desk);
}

static void a_list_pages_and_keeps_to_its_scope(void **state)
{
	struct desk desk = desk_of(state);
	struct job_search search = { .rows = 2 };
	const struct job *jobs;
	struct rows rows;
	struct job job;
	bool more;

	desk_queue(&desk, &(struct job_wish){ .kind = "a", .unit_path = "/1/5/" });
	desk_queue(&desk, &(struct job_wish){ .kind = "b", .unit_path = "/1/50/" });
	desk_queue(&desk, &(struct job_wish){ .kind = "c", .unit_path = "/1/5/7/" });
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
	desk_leave(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_job_is_done_step_by_step, desk_clean),
		cmocka_unit_test_setup(jobs_take_turns, desk_clean),
		cmocka_unit_test_setup(a_job_waits_for_its_time, desk_clean),
		cmocka_unit_test_setup(the_same_once_key_is_the_same_job, desk_clean),
		cmocka_unit_test_setup(a_worker_that_lost_its_job_commits_nothing, desk_clean),
		cmocka_unit_test_setup(a_job_whose_worker_fell_silent_is_taken_over, desk_clean),
		cmocka_unit_test_setup(a_pulse_keeps_a_long_step_alive, desk_clean),
		cmocka_unit_test_setup(a_long_step_shows_how_far_it_is, desk_clean),
		cmocka_unit_test_setup(what_is_due_is_queued_once_an_hour, desk_clean),
		cmocka_unit_test_setup(a_list_pages_and_keeps_to_its_scope, desk_clean),
	};

	return cmocka_run_group_tests_name("job", tests, desk_start, giving_stop);
}
