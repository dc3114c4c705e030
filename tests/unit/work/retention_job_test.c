/* The hourly job as the worker runs it: all kinds in turn, in slices, and a log that counts. */
#include "work/retention_job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "domain/office/work.h"
#include "personal_data.h"

static const struct job_kind *const kinds[] = { &retention_job, NULL };

/* Whatever is due, until nothing is. */
static void run_all(struct giving *giving, struct timestamp now)
{
	const struct clock clock = { .fixed = now };
	struct work work = { .db = worker, .keyring = giving->keyring, .clock = &clock, .fault = &giving->fault };
	bool found = true;

	if (job_schedule(&work, &giving->arena, kinds) != OK)
		fail_msg("%s", giving->fault.text);
	while (found)
		if (job_work(&work, &giving->arena, kinds, 1000, &found) != OK)
			fail_msg("%s", giving->fault.text);
}

static const char done_jobs[] = "SELECT COUNT(*) AS n FROM job WHERE kind = 'retention' AND state = 'done'";

static void an_hours_work_wipes_everything_that_is_old(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO attempt SELECT 'x', CONCAT(REPEAT('a', 20), LPAD(seq, 12, '0')), " NOON ", 1 FROM "
														"seq_1_to_450");
	make_student(giving, "LEFT00001", "'2010-06-15'");
	make_pledge(giving, "WITHDRAWN", "'2010-06-15 04:00:00'", 0, "person");
	run_all(giving, days_later(10));
	assert_int_equal(giving_number(giving, done_jobs), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM attempt"), 0);
	assert_int_equal(giving_number(giving, student_is_gone), 1);
	assert_int_equal(giving_number(giving, pledges_gone), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM job_line WHERE code = 'wiped' AND detail = 'attempt'"),
			 3);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(number) AS SIGNED) AS n FROM job_line WHERE detail = 'attempt'"),
			 450);
	assert_int_equal(giving_number(giving, "SELECT number AS n FROM job_line WHERE detail = 'student'"), 1);
	assert_int_equal(giving_number(giving, "SELECT total - position AS n FROM job"), 0);
}

static void it_comes_again_after_an_hour_and_not_before(void **state)
{
	struct giving *giving = *state;
	static const int64_t hour_us = INT64_C(3600000000);

	run_all(giving, giving_noon());
	assert_int_equal(giving_number(giving, done_jobs), 1);
	run_all(giving, (struct timestamp){ giving_noon().us + hour_us / 60 });
	assert_int_equal(giving_number(giving, done_jobs), 1);
	run_all(giving, (struct timestamp){ giving_noon().us + hour_us });
	assert_int_equal(giving_number(giving, done_jobs), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_hours_work_wipes_everything_that_is_old, personal_clean),
		cmocka_unit_test_setup(it_comes_again_after_an_hour_and_not_before, personal_clean),
	};

	return cmocka_run_group_tests(tests, personal_start, personal_stop);
}
