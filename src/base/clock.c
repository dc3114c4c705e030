#include "base/clock.h"

#include <time.h>

struct timestamp clock_now(const struct clock *clock)
{
	struct timespec now;

	if (clock->fixed.us != 0)
		return clock->fixed;
	(void)clock_gettime(CLOCK_REALTIME, &now);	/* cannot fail for this clock */
	return (struct timestamp){ now.tv_sec * INT64_C(1000000) + now.tv_nsec / 1000 };
}

struct date clock_today(const struct clock *clock)
{
	return date_at(clock_now(clock));
}

int64_t clock_monotonic_ms(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}
