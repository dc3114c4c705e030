/* Working days, by the calendar and without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/office/holiday.h"
#include "staff_server.h"

static struct date day(int year, int month, int of_month)
{
	return date_from_civil((struct civil){ year, month, of_month });
}

static void days_that_differ_are_counted_as_the_notices_say(void **state)
{
	static const struct {
		int from[3];
		int64_t count;
		int to[3];
	} all[] = { { { 2018, 9, 28 }, 1, { 2018, 9, 29 } },	/* a Saturday that is worked */
		    { { 2018, 9, 28 }, 3, { 2018, 10, 8 } },	/* the week of the first of October */
		    { { 2018, 11, 9 }, 1, { 2018, 11, 12 } }, { { 2018, 11, 9 }, 15, { 2018, 11, 30 } },
		    { { 2018, 12, 28 }, 2, { 2019, 1, 2 } },	/* over the year's end */
		    { { 2019, 4, 30 }, 1, { 2019, 5, 5 } },	/* a Sunday that is worked */
		    { { 2026, 2, 13 }, 2, { 2026, 2, 24 } }, { { 2026, 9, 30 }, 1, { 2026, 10, 8 } },
		    { { 2020, 1, 22 }, 3, { 2020, 1, 27 } } };	/* no calendar: weekends alone */
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		struct date found;

		assert_int_equal(working_days_after(giving->db, &giving->arena, day(all[i].from[0], all[i].from[1], all[i].from[2]),
						    all[i].count, &found), OK);
		assert_int_equal(found.day, day(all[i].to[0], all[i].to[1], all[i].to[2]).day);
	}
}

static void a_day_ends_at_midnight_in_shanghai(void **state)
{
	(void)state;
	assert_int_equal(date_at(day_end(day(2018, 11, 9))).day, day(2018, 11, 9).day);
	assert_int_equal(date_at(later(day_end(day(2018, 11, 9)), 1)).day, day(2018, 11, 10).day);
}

static void a_year_without_rows_is_not_known(void **state)
{
	struct giving *giving = *state;
	bool known = false;

	assert_int_equal(holiday_known(giving->db, &giving->arena, day(2018, 6, 1), &known), OK);
	assert_true(known);
	assert_int_equal(holiday_known(giving->db, &giving->arena, day(2020, 6, 1), &known), OK);
	assert_false(known);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(days_that_differ_are_counted_as_the_notices_say),
					    cmocka_unit_test(a_day_ends_at_midnight_in_shanghai),
					    cmocka_unit_test(a_year_without_rows_is_not_known) };

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
