/* The one source of the time of day. Statements and rules take the time as a parameter from here, never NOW(). */
#ifndef YM_BASE_CLOCK_H
#define YM_BASE_CLOCK_H

#include "base/date.h"

/* Zeroed: the system's clock. A test sets `fixed`. */
struct clock {
	struct timestamp fixed;	/* us == 0: not fixed */
};

struct timestamp clock_now(const struct clock *clock);
struct date clock_today(const struct clock *clock);	/* Asia/Shanghai */

/* Monotonic milliseconds, for deadlines; unrelated to the time of day. */
int64_t clock_monotonic_ms(void);

#endif
