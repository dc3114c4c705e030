#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { bar_columns = 30, draw_every_ms = 100 };

static void draw(struct progress *progress, int64_t done, int64_t total, int64_t ms)
{
	const int64_t per_second = ms > 0 ? done * 1000 / ms : 0;
	char bar[bar_columns + 1];
	int columns;

	if (total <= 0) {
		columns = fprintf(stderr, "\r%s %" PRId64 ", %" PRId64 "/s", progress->words, done, per_second);
	} else {
		const int64_t left = total > done ? total - done : 0;
		const int full = (int)((total - left) * bar_columns / total);

		memset(bar, '.', bar_columns);
		memset(bar, '#', (size_t)full);
		bar[bar_columns] = '\0';
		columns = fprintf(stderr, "\r%s [%s] %3d %%, %" PRId64 "/s, %" PRId64 " s left", progress->words, bar,
				  (int)((total - left) * 100 / total), per_second, per_second > 0 ? left / per_second : 0);
	}
	/* What the longer line before left over. */
	if (columns < progress->drawn)
		fprintf(stderr, "%*s", progress->drawn - columns, "");
	progress->drawn = columns;
	fflush(stderr);
}

void progress_show(struct progress *progress, int64_t done, int64_t total)
{
	const int64_t now = clock_monotonic_ms();

	if (!isatty(STDERR_FILENO))
		return;
	if (progress->started_ms == 0)
		progress->started_ms = now;
	if (now - progress->drawn_ms < draw_every_ms)
		return;
	progress->drawn_ms = now;
	draw(progress, done, total, now - progress->started_ms);
}

void progress_end(struct progress *progress)
{
	if (progress->drawn > 0)
		fprintf(stderr, "\r%*s\r", progress->drawn, "");
	progress->drawn = 0;
}
