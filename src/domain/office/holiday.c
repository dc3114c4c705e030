#include "domain/office/holiday.h"

/* A working day for every day of a long holiday and more: two calendar days each, and a month. */
enum { days_for_one = 2, days_beside = 31 };

struct differing_day {
	struct date day;
	bool works;
};
static const struct shape differing_day_shape = SHAPE(differing_day, COLUMN(differing_day, day), COLUMN(differing_day, works));

static const struct statement differing = {
	.sql = "SELECT day, works FROM holiday WHERE day > ? AND day <= ? ORDER BY day", .params = "dd", .row = &differing_day_shape };
static const struct statement known = {
	.sql = "SELECT COUNT(*) AS n FROM holiday WHERE day BETWEEN ? AND ?", .params = "dd", .row = &db_number };

const struct statement *const holiday_statements[] = { &differing, &known, NULL };

/* 1970-01-01 was a Thursday. */
static bool is_weekday(struct date day)
{
	const int32_t since_monday = ((day.day + 3) % 7 + 7) % 7;

	return since_monday < 5;
}

enum err working_days_after(struct db *db, struct arena *arena, struct date day, int64_t count, struct date *out)
{
	const struct date last = { day.day + (int32_t)count * days_for_one + days_beside };
	const struct differing_day *differs;
	struct rows rows;
	struct date at = day;
	size_t next = 0;

	TRY(db_all(db, arena, &differing, &rows, day, last));
	differs = rows.row;
	while (count > 0) {
		bool works;

		at.day++;
		works = is_weekday(at);
		if (next < rows.count && differs[next].day.day == at.day)
			works = differs[next++].works;
		count -= works;
	}
	*out = at;
	return OK;
}

struct timestamp day_end(struct date day)
{
	static const int64_t day_us = INT64_C(86400000000), shanghai_us = 8 * INT64_C(3600000000);

	return (struct timestamp){ (day.day + INT64_C(1)) * day_us - shanghai_us - 1000000 };
}

enum err holiday_known(struct db *db, struct arena *arena, struct date day, bool *out)
{
	const int year = date_to_civil(day).year;
	int64_t count;

	TRY(db_one(db, arena, &known, &count, date_from_civil((struct civil){ year, 1, 1 }), date_from_civil((struct civil){ year, 12, 31 })));
	*out = count > 0;
	return OK;
}
