/* Days and instants. A civil date is one of Asia/Shanghai (UTC+8, no daylight saving since 1991);
 * an instant is UTC in microseconds since 1970. Both have a value for "none", as an SQL NULL arrives; it is written as
 * nothing. */
#ifndef YM_BASE_DATE_H
#define YM_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

struct date {
	int32_t day;	/* days since 1970-01-01; DATE_NONE_DAY: none */
};

struct timestamp {
	int64_t us;	/* microseconds since 1970-01-01T00:00:00Z; TIMESTAMP_NONE_US: none */
};

#define DATE_NONE_DAY INT32_MIN
#define TIMESTAMP_NONE_US INT64_MIN

struct civil {
	int year, month, day;	/* 1-based month and day, proleptic Gregorian */
};

static inline bool date_is_none(struct date date) { return date.day == DATE_NONE_DAY; }
static inline bool timestamp_is_none(struct timestamp at) { return at.us == TIMESTAMP_NONE_US; }

struct date date_from_civil(struct civil civil);	/* a valid civil date, 0001…9999 */
struct civil date_to_civil(struct date date);
bool civil_is_valid(struct civil civil);

/* `YYYY-MM-DD`, whole string, a day that exists. E_INVALID otherwise. */
enum err date_parse(const char *text, struct date *out) MUST_CHECK;

/* The civil date in Asia/Shanghai at that instant. */
struct date date_at(struct timestamp at);

void date_append(struct buffer *buffer, struct date date);			/* 2018-11-09 */
void timestamp_append_iso(struct buffer *buffer, struct timestamp at);		/* 2018-11-09T17:12:00+08:00 */
void timestamp_append_minute(struct buffer *buffer, struct timestamp at);	/* 2018-11-09 17:12, Asia/Shanghai */
void timestamp_append_rfc822(struct buffer *buffer, struct timestamp at);	/* Fri, 09 Nov 2018 17:12:00 +0800 */

#endif
