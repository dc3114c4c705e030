/* How jobs end: done, failed, cancelled, given up; and that what they left is wiped once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "job_desk.h"

static void a_step_that_fails_is_rolled_back_and_says_why(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "refuse");
	struct job job;

	assert_true(desk_turn(&desk, 0));
	job = desk_look(&desk, id);
	assert_int_equal(job.state, JOB_FAILED);
	assert_string_equal(job.failure, "broken");
	assert_string_equal(desk_said, "row 7 has no name");
	assert_counted(&desk, 0);
	assert_end_called(&desk, JOB_FAILED);
	assert_false(desk_turn(&desk, 0));
	desk_leave(&desk);
}

static void a_step_that_names_its_reason_is_shown_by_that_name(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "refuse_by_name"), after = desk_queue_kind(&desk, "refuse");

	assert_true(desk_turn(&desk, 0));
	assert_string_equal(desk_look(&desk, id).failure, "sheet_full");
	assert_true(desk_turn(&desk, 0));
	assert_string_equal(desk_look(&desk, after).failure, "broken");
	desk_leave(&desk);
}

static void a_reason_that_nobody_knows_is_shown_as_broken(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "count");

	giving_sql(desk.giving, "UPDATE job SET state = 'failed', failure = 'the file broke'");
	assert_string_equal(desk_look(&desk, id).failure, "broken");
	desk_leave(&desk);
}

static void a_busy_step_is_tried_later_and_not_for_ever(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "busy");
	int tries = 0;

	assert_true(desk_turn(&desk, 0));
	assert_int_equal(desk_look(&desk, id).state, JOB_WAITING);
	assert_false(desk_turn(&desk, 0));
	for (tries = 1; desk_look(&desk, id).state == JOB_WAITING; tries += desk_turn(&desk, 0))
		desk_pass(&desk, 5);
	assert_int_equal(tries, job_attempts_max);
	assert_int_equal(desk_look(&desk, id).state, JOB_FAILED);
	assert_string_equal(desk_look(&desk, id).failure, "busy");
	assert_string_equal(desk_said, "the gateway is away");
	desk_leave(&desk);
}

static void a_waiting_job_is_cancelled_at_once_and_wiped_by_the_worker(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "count");

	assert_true(desk_turn(&desk, 0));
	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, id, desk.clock.fixed), OK);
	assert_int_equal(desk_look(&desk, id).state, JOB_CANCELLED);
	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, id, desk.clock.fixed), E_CONFLICT);
	assert_true(desk_turn(&desk, 0));
	assert_end_called(&desk, JOB_CANCELLED);
	assert_counted(&desk, 10);
	assert_false(desk_turn(&desk, 0));
	desk_leave(&desk);
}

static void a_running_job_that_is_cancelled_commits_no_further_step(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "cancelled");

	assert_true(desk_turn(&desk, 10000));
	assert_int_equal(desk_look(&desk, id).state, JOB_CANCELLED);
	assert_int_equal(desk_look(&desk, id).position, 20);
	assert_counted(&desk, 20);
	assert_end_called(&desk, JOB_CANCELLED);
	desk_leave(&desk);
}

static void cancelling_what_never_was_finds_nothing(void **state)
{
	struct desk desk = desk_of(state);

	assert_int_equal(job_cancel(desk.giving->db, &desk.giving->arena, &actor_command, 99, desk.clock.fixed), E_NOT_FOUND);
	desk_leave(&desk);
}

static void a_job_that_ends_its_workers_fails_at_last(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "count");

	giving_sql(desk.giving, "UPDATE job SET state = 'running', claim = 5, attempts = 5, heartbeat_at = '2026-01-01'");
	assert_true(desk_turn(&desk, 0));
	assert_int_equal(desk_look(&desk, id).state, JOB_FAILED);
	assert_string_equal(desk_look(&desk, id).failure, "abandoned");
	assert_counted(&desk, 0);
	desk_leave(&desk);
}

static void a_kind_that_nobody_knows_fails(void **state)
{
	struct desk desk = desk_of(state);
	const int64_t id = desk_queue_kind(&desk, "of yesterday");

	assert_true(desk_turn(&desk, 0));
	assert_int_equal(desk_look(&desk, id).state, JOB_FAILED);
	assert_string_equal(desk_look(&desk, id).failure, "unknown_kind");
	desk_leave(&desk);
}

static void an_end_that_fails_is_noted_and_undone(void **state)
{
	struct desk desk = desk_of(state);

	desk_queue_kind(&desk, "bad_end");
	assert_true(desk_turn(&desk, 10000));
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM counted WHERE n < 0"), 0);
	assert_int_equal(giving_number(desk.giving, "SELECT COUNT(*) AS n FROM job_line WHERE code = 'end_failed' AND detail IS NULL"), 1);
	assert_false(desk_turn(&desk, 0));
	desk_leave(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_step_that_fails_is_rolled_back_and_says_why, desk_clean),
		cmocka_unit_test_setup(a_step_that_names_its_reason_is_shown_by_that_name, desk_clean),
		cmocka_unit_test_setup(a_reason_that_nobody_knows_is_shown_as_broken, desk_clean),
		cmocka_unit_test_setup(a_busy_step_is_tried_later_and_not_for_ever, desk_clean),
		cmocka_unit_test_setup(a_waiting_job_is_cancelled_at_once_and_wiped_by_the_worker, desk_clean),
		cmocka_unit_test_setup(a_running_job_that_is_cancelled_commits_no_further_step, desk_clean),
		cmocka_unit_test_setup(cancelling_what_never_was_finds_nothing, desk_clean),
		cmocka_unit_test_setup(a_job_that_ends_its_workers_fails_at_last, desk_clean),
		cmocka_unit_test_setup(a_kind_that_nobody_knows_fails, desk_clean),
		cmocka_unit_test_setup(an_end_that_fails_is_noted_and_undone, desk_clean),
	};

	return cmocka_run_group_tests_name("job_end", tests, desk_start, giving_stop);
}
