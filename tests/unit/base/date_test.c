#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static int32_t day_of(const char *text)
{
	struct date date = { 0 };

	if (date_parse(text, &date) != OK)
		fail_msg("\"%s\" is refused", text);
	return date.day;
}

static void known_days_count_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day_of("1970-01-01"), 0);
	assert_int_equal(day_of("1969-12-31"), -1);
	assert_int_equal(day_of("2000-02-29"), 11016);
	assert_int_equal(day_of("2018-11-09"), 17844);
	assert_int_equal(day_of("0001-01-01"), -719162);
	assert_int_equal(day_of("9999-12-31"), 2932896);
}

static void every_day_from_1_to_9999_is_the_next_and_converts_back(void **state)
{
	struct civil civil = { 1, 1, 1 };
	int32_t day = date_from_civil(civil).day;

	(void)state;
	for (; civil.year <= 9999; day++) {
		const struct civil back = date_to_civil((struct date){ day });

		assert_int_equal(date_from_civil(civil).day, day);
		assert_true(back.year == civil.year && back.month == civil.month && back.day == civil.day);
		civil.day++;
		if (!civil_is_valid(civil))
			civil = (struct civil){ civil.year, civil.month + 1, 1 };
		if (civil.month > 12)
			civil = (struct civil){ civil.year + 1, 1, 1 };
	}
	assert_int_equal(day, 2932897);
}

static void a_leap_day_exists_only_in_leap_years(void **state)
{
	(void)state;
	assert_true(civil_is_valid((struct civil){ 2000, 2, 29 }));
	assert_true(civil_is_valid((struct civil){ 2024, 2, 29 }));
	assert_false(civil_is_valid((struct civil){ 1900, 2, 29 }));
	assert_false(civil_is_valid((struct civil){ 2023, 2, 29 }));
	assert_false(civil_is_valid((struct civil){ 2000, 2, 30 }));
}

static void what_is_no_date_is_refused(void **state)
{
	static const char *const texts[] = { "", "2018-11-9", "2018-1-09", "18-11-09", "2018/11-09", "2018-11/09", "2018-11-09 ", " 2018-11-09",
					     "2018-11-09T00:00", "2018-13-01", "2018-00-01", "2018-01-00", "2018-04-31", "1900-02-29",
					     "0000-01-01", "2018-11-0a", "+018-11-09", "-018-11-09", "20181109", "2018-11--9",
					     "10000-01-1" };

	(void)state;
	for EACH (i, texts) {
		struct date date = { 77 };

		if (date_parse(texts[i], &date) != E_INVALID)
			fail_msg("\"%s\" was taken", texts[i]);
		assert_int_equal(date.day, 77);
	}
}

static void the_day_turns_at_sixteen_utc(void **state)
{
	const int64_t hour = INT64_C(3600000000);
	const int32_t day = day_of("2018-11-09");
	const int64_t midnight_utc = day * 24 * hour;

	(void)state;
	assert_int_equal(date_at((struct timestamp){ midnight_utc }).day, day);
	assert_int_equal(date_at((struct timestamp){ midnight_utc + 16 * hour - 1 }).day, day);
	assert_int_equal(date_at((struct timestamp){ midnight_utc + 16 * hour }).day, day + 1);
	assert_int_equal(date_at((struct timestamp){ -8 * hour - 1 }).day, -1);
	assert_int_equal(date_at((struct timestamp){ -8 * hour }).day, 0);
}

static void nothing_stays_nothing(void **state)
{
	const struct timestamp never = { TIMESTAMP_NONE_US };
	struct arena arena;
	struct buffer buffer;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&buffer, &arena, 0);
	assert_true(date_is_none(date_at(never)));
	date_append(&buffer, (struct date){ DATE_NONE_DAY });
	timestamp_append_iso(&buffer, never);
	timestamp_append_minute(&buffer, never);
	timestamp_append_rfc822(&buffer, never);
	assert_string_equal(buffer.data, "");
	arena_free(&arena);
}

static void instants_are_written_in_shanghai_time(void **state)
{
	const struct timestamp at = { INT64_C(1541754725987654) };	/* date -u: 2018-11-09T09:12:05 */
	struct arena arena;
	struct buffer buffer;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&buffer, &arena, 0);
	timestamp_append_iso(&buffer, at);
	assert_string_equal(buffer.data, "2018-11-09T17:12:05+08:00");
	buffer_clear(&buffer);
	timestamp_append_minute(&buffer, at);
	assert_string_equal(buffer.data, "2018-11-09 17:12");
	buffer_clear(&buffer);
	timestamp_append_rfc822(&buffer, at);
	assert_string_equal(buffer.data, "Fri, 09 Nov 2018 17:12:05 +0800");
	buffer_clear(&buffer);
	date_append(&buffer, (struct date){ day_of("0987-06-05") });
	assert_string_equal(buffer.data, "0987-06-05");
	arena_free(&arena);
}

static void instants_before_1970_and_at_the_ends_are_written(void **state)
{
	struct arena arena;
	struct buffer buffer;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&buffer, &arena, 0);
	timestamp_append_rfc822(&buffer, (struct timestamp){ -INT64_C(86400000000) });
	assert_string_equal(buffer.data, "Wed, 31 Dec 1969 08:00:00 +0800");
	buffer_clear(&buffer);
	timestamp_append_iso(&buffer, (struct timestamp){ INT64_MAX });
	assert_string_equal(buffer.data, "294247-01-10T12:00:54+08:00");
	buffer_clear(&buffer);
	timestamp_append_iso(&buffer, (struct timestamp){ INT64_MIN + 1 });
	assert_string_equal(buffer.data, "-290308-12-22T03:59:05+08:00");
	buffer_clear(&buffer);
	date_append(&buffer, (struct date){ INT32_MAX });
	assert_string_equal(buffer.data, "5881580-07-11");
	buffer_clear(&buffer);
	date_append(&buffer, (struct date){ INT32_MIN + 1 });
	assert_string_equal(buffer.data, "-5877641-06-24");
	arena_free(&arena);
}

static void a_fixed_clock_stands_still(void **state)
{
	const struct clock clock = { .fixed = { INT64_C(1541779200000000) } };	/* 2018-11-09T16:00Z */

	(void)state;
	assert_int_equal(clock_now(&clock).us, INT64_C(1541779200000000));
	assert_int_equal(clock_today(&clock).day, day_of("2018-11-10"));
}

static void the_systems_clock_goes_forward(void **state)
{
	const struct clock clock = { 0 };
	const int64_t before = clock_monotonic_ms();
	const struct timestamp now = clock_now(&clock);

	(void)state;
	assert_true(now.us > INT64_C(1700000000000000));	/* November 2023 */
	assert_true(clock_monotonic_ms() >= before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days_count_from_1970),
		cmocka_unit_test(every_day_from_1_to_9999_is_the_next_and_converts_back),
		cmocka_unit_test(a_leap_day_exists_only_in_leap_years),
		cmocka_unit_test(what_is_no_date_is_refused),
		cmocka_unit_test(the_day_turns_at_sixteen_utc),
		cmocka_unit_test(nothing_stays_nothing),
		cmocka_unit_test(instants_are_written_in_shanghai_time),
		cmocka_unit_test(instants_before_1970_and_at_the_ends_are_written),
		cmocka_unit_test(a_fixed_clock_stands_still),
		cmocka_unit_test(the_systems_clock_goes_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
