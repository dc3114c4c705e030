#include "domain/office/attempt.h"

#include <string.h>

struct attempt {
	const char *kind;
	int64_t failures;
};

static const struct shape attempt_shape = SHAPE(attempt, COLUMN(attempt, kind), COLUMN(attempt, failures));

static const struct statement of_three = {
	.sql = "SELECT kind, CAST(failures AS SIGNED) AS failures FROM attempt "
	       "WHERE (kind = ? AND subject = ? AND window_start = ?) OR (kind = ? AND subject = ? AND window_start = ?) "
	       "OR (kind = ? AND subject = ? AND window_start = ?)",
	.params = "sxtsxtsxt", .row = &attempt_shape };

static const struct statement add = {
	.sql = "INSERT INTO attempt (kind, subject, window_start, failures) VALUES (?, ?, ?, 1) "
	       "ON DUPLICATE KEY UPDATE failures = failures + 1",
	.params = "sxt" };

const struct statement *const attempt_statements[] = { &of_three, &add, NULL };

static const int64_t window_us = INT64_C(60000000) * attempt_window_minutes;

static struct timestamp window_start(struct timestamp now)
{
	return (struct timestamp){ now.us - now.us % window_us };
}

int64_t attempt_seconds_left(struct timestamp now)
{
	return (window_us - now.us % window_us + 999999) / 1000000;
}

/* Fewer than three: the last is asked for again. */
enum err attempt_check_all(struct db *db, struct arena *arena, const struct attempt_limit *limits, size_t count, struct timestamp now,
			   bool *limited)
{
	const struct timestamp window = window_start(now);
	const struct attempt_limit *last = &limits[count - 1], *second = count > 1 ? &limits[1] : last;
	const struct attempt *attempts;
	bool reached = false;
	struct rows rows;

	TRY(db_all(db, arena, &of_three, &rows, limits[0].kind, limits[0].subject, window, second->kind, second->subject, window,
		   last->kind, last->subject, window));
	attempts = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		for (size_t which = 0; which < count; which++)
			reached |= strcmp(attempts[i].kind, limits[which].kind) == 0 && attempts[i].failures >= limits[which].failures;
	*limited = reached;
	return OK;
}

enum err attempt_check(struct db *db, struct arena *arena, const struct attempt_limit limits[2], struct timestamp now,
		       bool *limited)
{
	return attempt_check_all(db, arena, limits, 2, now, limited);
}

enum err attempt_fail_all(struct db *db, const struct attempt_limit *limits, size_t count, struct timestamp now)
{
	const struct timestamp window = window_start(now);

	for (size_t i = 0; i < count; i++)
		TRY(db_run(db, &add, NULL, limits[i].kind, limits[i].subject, window));
	return OK;
}

enum err attempt_fail(struct db *db, const struct attempt_limit limits[2], struct timestamp now)
{
	return attempt_fail_all(db, limits, 2, now);
}
