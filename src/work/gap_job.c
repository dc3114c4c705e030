#include "work/gap_job.h"

#include <stdlib.h>
#include <string.h>

#include "domain/aid/gap.h"
#include "domain/office/work.h"

enum { slice_rows = 2000, every_minutes = 24 * 60 };

/* The position is the last student's id. */
static enum err compare(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const char *colon = strchr(job->subject, ':');
	const struct timestamp now = clock_now(work->clock);
	struct gap_slice slice;

	TRY(gap_run_step(work->db, arena, colon != NULL ? strtoll(colon + 1, NULL, 10) : 0, job->position, slice_rows, now, &slice));
	step->position = slice.last_id;
	step->total = slice.done ? slice.last_id : step->total;
	step->done = slice.done;
	return OK;
}

const struct job_kind gap_job = { .name = "gap", .step = compare };

static enum err ask(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	int64_t count;

	(void)job;
	TRY(gap_run_nightly(work->db, arena, clock_now(work->clock), &count));
	step->position = step->total = count;
	step->done = true;
	return OK;
}

const struct job_kind gap_night_job = { .name = "gap_night", .step = ask, .every_minutes = every_minutes };
