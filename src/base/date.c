#include "base/date.h"

#include <stdio.h>

static const int64_t us_per_second = 1000000;
static const int32_t seconds_per_day = 86400;
static const int32_t shanghai_offset_seconds = 8 * 3600;

/* Days from 0000-03-01, where a 400-year era of the Gregorian calendar begins, to 1970-01-01.
 * With March first the leap day ends the year and the months' lengths follow one line. */
static const int64_t days_to_1970 = 719468;
static const int64_t days_per_era = 146097;

static int64_t floor_divide(int64_t number, int64_t by)
{
	return number / by - (number % by < 0);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

bool civil_is_valid(struct civil civil)
{
	return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
	       civil.day <= days_in_month(civil.year, civil.month);
}

struct date date_from_civil(struct civil civil)
{
	const int64_t year = civil.month > 2 ? civil.year : civil.year - 1;
	const int64_t month = (civil.month + 9) % 12;	/* since March */
	const int64_t era = floor_divide(year, 400);
	const int64_t year_of_era = year - era * 400;
	const int64_t day_of_year = (153 * month + 2) / 5 + civil.day - 1;
	const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return (struct date){ (int32_t)(era * days_per_era + day_of_era - days_to_1970) };
}

static struct civil civil_of_day(int64_t day)
{
	const int64_t since = day + days_to_1970;
	const int64_t era = floor_divide(since, days_per_era);
	const int64_t day_of_era = since - era * days_per_era;
	const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	const int64_t month = (5 * day_of_year + 2) / 153;	/* since March */

	return (struct civil){
		.year = (int)(year_of_era + era * 400 + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};
}

struct civil date_to_civil(struct date date)
{
	return civil_of_day(date.day);
}

/* `count` ASCII digits at `text`, or -1. */
static int digits_at(const char *text, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

enum err date_parse(const char *text, struct date *out)
{
	if (strlen(text) != strlen("YYYY-MM-DD") || text[4] != '-' || text[7] != '-')
		return E_INVALID;

	const struct civil civil = { digits_at(text, 4), digits_at(text + 5, 2), digits_at(text + 8, 2) };

	if (!civil_is_valid(civil))
		return E_INVALID;
	*out = date_from_civil(civil);
	return OK;
}

/* An instant as the wall clock in Shanghai shows it. */
struct wall {
	int64_t day;	/* since 1970-01-01 */
	int32_t second;	/* of that day */
};

static struct wall wall_at(struct timestamp at)
{
	const int64_t seconds = floor_divide(at.us, us_per_second) + shanghai_offset_seconds;
	const int64_t day = floor_divide(seconds, seconds_per_day);

	return (struct wall){ day, (int32_t)(seconds - day * seconds_per_day) };
}

struct date date_at(struct timestamp at)
{
	if (timestamp_is_none(at))
		return (struct date){ DATE_NONE_DAY };
	return (struct date){ (int32_t)wall_at(at).day };
}

enum { year_bytes_max = 12, text_bytes_max = 48 };	/* -2147483648; the longest form below with such a year */

/* The writers step through a fixed place and append once: a list of rows writes many of these. */
static char *put_two(char *at, int number)
{
	at[0] = (char)('0' + number / 10);
	at[1] = (char)('0' + number % 10);
	return at + 2;
}

static char *put_string(char *at, const char *string)
{
	const size_t length = strlen(string);

	memcpy(at, string, length);
	return at + length;
}

/* Four digits; a year no calendar of ours has is written as it is. */
static char *put_year(char *at, int year)
{
	if (year < 0 || year > 9999)
		return at + snprintf(at, year_bytes_max, "%d", year);
	return put_two(put_two(at, year / 100), year % 100);
}

static char *put_day(char *at, int64_t day)
{
	const struct civil civil = civil_of_day(day);

	at = put_year(at, civil.year);
	*at++ = '-';
	at = put_two(at, civil.month);
	*at++ = '-';
	return put_two(at, civil.day);
}

static char *put_hour_minute(char *at, int32_t second)
{
	at = put_two(at, second / 3600);
	*at++ = ':';
	return put_two(at, second / 60 % 60);
}

static char *put_hour_minute_second(char *at, int32_t second)
{
	at = put_hour_minute(at, second);
	*at++ = ':';
	return put_two(at, second % 60);
}

void date_append(struct buffer *buffer, struct date date)
{
	char text[text_bytes_max];

	if (!date_is_none(date))
		buffer_append(buffer, text, (size_t)(put_day(text, date.day) - text));
}

void timestamp_append_iso(struct buffer *buffer, struct timestamp at)
{
	if (timestamp_is_none(at))
		return;

	const struct wall wall = wall_at(at);
	char text[text_bytes_max];
	char *end = put_day(text, wall.day);

	*end++ = 'T';
	end = put_hour_minute_second(end, wall.second);
	end = put_string(end, "+08:00");
	buffer_append(buffer, text, (size_t)(end - text));
}

void timestamp_append_minute(struct buffer *buffer, struct timestamp at)
{
	if (timestamp_is_none(at))
		return;

	const struct wall wall = wall_at(at);
	char text[text_bytes_max];
	char *end = put_day(text, wall.day);

	*end++ = ' ';
	end = put_hour_minute(end, wall.second);
	buffer_append(buffer, text, (size_t)(end - text));
}

void timestamp_append_rfc822(struct buffer *buffer, struct timestamp at)
{
	static const char weekdays[][4] = { "Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed" };	/* day 0 was a Thursday */
	static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

	if (timestamp_is_none(at))
		return;

	const struct wall wall = wall_at(at);
	const struct civil civil = civil_of_day(wall.day);
	char text[text_bytes_max];
	char *end = put_string(text, weekdays[wall.day - floor_divide(wall.day, 7) * 7]);

	end = put_string(end, ", ");
	end = put_two(end, civil.day);
	*end++ = ' ';
	end = put_string(end, months[civil.month - 1]);
	*end++ = ' ';
	end = put_year(end, civil.year);
	*end++ = ' ';
	end = put_hour_minute_second(end, wall.second);
	end = put_string(end, " +0800");
	buffer_append(buffer, text, (size_t)(end - text));
}
