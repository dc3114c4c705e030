/* Working days: Monday to Friday, but for days that differ (table holiday: public holidays and the weekends worked instead). A year without
 * a row is not known yet: only its weekends rest. */
#ifndef YM_DOMAIN_OFFICE_HOLIDAY_H
#define YM_DOMAIN_OFFICE_HOLIDAY_H

#include "base/arena.h"
#include "base/date.h"
#include "db/db.h"

enum { working_days_most = 250 };

/* The `count`th working day (1 … working_days_most) after `day`. */
enum err working_days_after(struct db *db, struct arena *arena, struct date day, int64_t count, struct date *out) MUST_CHECK;

/* The last instant of a day in Shanghai. */
struct timestamp day_end(struct date day);

/* Is there a calendar of the year this day is in? */
enum err holiday_known(struct db *db, struct arena *arena, struct date day, bool *out) MUST_CHECK;

extern const struct statement *const holiday_statements[];

#endif
