/* A progress bar on the terminal of whoever waits: on stderr, one line that is drawn again, and nothing where it is no terminal. */
#ifndef YM_CTL_PROGRESS_H
#define YM_CTL_PROGRESS_H

#include <stdint.h>

struct progress {
	const char *words;		/* what is being done */
	int64_t started_ms, drawn_ms;	/* monotonic; zeroed at first */
	int drawn;			/* columns of the line that stands there */
};

/* Draws at most ten times a second: bar, share, speed, time left. `total` 0: not known. */
void progress_show(struct progress *progress, int64_t done, int64_t total);

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
