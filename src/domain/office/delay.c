#include "domain/office/delay.h"

struct row {
	int64_t failures;
	struct timestamp last_at;
};

static const struct shape row_shape = SHAPE(row, COLUMN(row, failures), COLUMN(row, last_at));

/* The row's lock, whether it was there or not; a new one begins before any time. */
static const struct statement lock = {
	.sql = "INSERT INTO sign_in_delay (kind, subject, failures, last_at) VALUES (?, ?, 0, '1970-01-01') "
	       "ON DUPLICATE KEY UPDATE failures = failures",
	.params = "sx" };

static const struct statement read_locked = {
	.sql = "SELECT CAST(failures AS SIGNED) AS failures, last_at FROM sign_in_delay WHERE kind = ? AND subject = ? FOR UPDATE",
	.params = "sx", .row = &row_shape };

static const struct statement count_one = {
	.sql = "UPDATE sign_in_delay SET failures = IF(last_at <= ?, 0, failures) + 1, last_at = ? WHERE kind = ? AND subject = ?",
	.params = "ttsx" };

static const struct statement forgive = {
	.sql = "UPDATE sign_in_delay SET failures = IF(?, 0, IF(failures > 0, failures - 1, 0)) WHERE kind = ? AND subject = ?",
	.params = "bsx" };

const struct statement *const delay_statements[] = { &lock, &read_locked, &count_one, &forgive, NULL };

static const int64_t second_us = 1000000;

static struct timestamp faded_before(struct timestamp now)
{
	return (struct timestamp){ now.us - delay_fade_minutes * 60 * second_us };
}

static int64_t seconds_after(int64_t failures)
{
	int64_t seconds = 1;

	if (failures <= 0)
		return 0;
	while (--failures > 0 && seconds < delay_seconds_max)
		seconds *= 2;
	return seconds < delay_seconds_max ? seconds : delay_seconds_max;
}

/* Whole seconds still to wait; 0: none. */
static int64_t wait_of(const struct row *row, int64_t free, struct timestamp now)
{
	int64_t left_us, seconds;

	if (row->last_at.us <= faded_before(now).us)
		return 0;
	left_us = row->last_at.us + seconds_after(row->failures - free) * second_us - now.us;
	if (left_us <= 0)
		return 0;
	seconds = (left_us + second_us - 1) / second_us;
	return seconds < delay_seconds_max ? seconds : delay_seconds_max;	/* clocks of two machines differ */
}

enum err delay_begin(struct db *db, struct arena *arena, const struct delay *delays, size_t count, struct timestamp now,
		     int64_t *wait_seconds)
{
	int64_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		struct row row;
		int64_t wait;

		TRY(db_run(db, &lock, NULL, delays[i].kind, delays[i].subject));
		TRY(db_one(db, arena, &read_locked, &row, delays[i].kind, delays[i].subject));
		wait = wait_of(&row, delays[i].free, now);
		longest = wait > longest ? wait : longest;
	}
	if (longest > 0) {
		*wait_seconds = longest;
		return E_BUSY;
	}
	for (size_t i = 0; i < count; i++)
		TRY(db_run(db, &count_one, NULL, faded_before(now), now, delays[i].kind, delays[i].subject));
	return OK;
}

enum err delay_forgive(struct db *db, const struct delay *delay, bool whole)
{
	return db_run(db, &forgive, NULL, whole, delay->kind, delay->subject);
}
