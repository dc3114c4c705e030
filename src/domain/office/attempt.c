#include "domain/office/attempt.h"

struct attempt {
	int64_t failures;
};

static const struct shape attempt_shape = SHAPE(attempt, COLUMN(attempt, failures));

static const struct statement count = {
	.sql = "SELECT CAST(COALESCE(SUM(failures), 0) AS SIGNED) AS failures FROM attempt "
	       "WHERE kind = ? AND subject = ? AND window_start = ?",
	.params = "sxt", .row = &attempt_shape };

static const struct statement add = {
	.sql = "INSERT INTO attempt (kind, subject, window_start, failures) VALUES (?, ?, ?, 1) "
	       "ON DUPLICATE KEY UPDATE failures = failures + 1",
	.params = "sxt" };

const struct statement *const attempt_statements[] = { &count, &add, NULL };

static const int64_t window_us = INT64_C(60000000) * attempt_window_minutes;

static struct timestamp window_start(struct timestamp now)
{
	return (struct timestamp){ now.us - now.us % window_us };
}

int64_t attempt_seconds_left(struct timestamp now)
{
	return (window_us - now.us % window_us + 999999) / 1000000;
}

enum err attempt_count(struct db *db, struct arena *arena, const char *kind, struct bytes subject, struct timestamp now,
		       int64_t *out)
{
	struct attempt attempt;

	TRY(db_one(db, arena, &count, &attempt, kind, subject, window_start(now)));
	*out = attempt.failures;
	return OK;
}

enum err attempt_fail(struct db *db, const char *kind, struct bytes subject, struct timestamp now)
{
	return db_run(db, &add, NULL, kind, subject, window_start(now));
}
