#include "work/help_job.h"

#include "domain/aid/help_worker.h"
#include "domain/office/work.h"

enum { slice_rows = 100, every_minutes = 10 };

/* A step is a slice; who has climbed is not found again. */
static enum err climb(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct timestamp now = clock_now(work->clock);
	int64_t count = 0;

	TRY(help_climb(work->db, arena, slice_rows, now, &count));
	if (count > 0)
		TRY(job_log(work->db, job->id, "helps_climbed", count, NULL, now));
	step->position = job->position + count;
	step->total = step->position;
	step->done = count < slice_rows;
	return OK;
}

const struct job_kind help_job = { .name = "help", .step = climb, .every_minutes = every_minutes };
