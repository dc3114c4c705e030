#include "work/retention_job.h"

#include "domain/office/retention.h"
#include "domain/office/work.h"

enum { slice_rows = 200, every_minutes = 60 };

static size_t kinds(void)
{
	size_t count = 0;

	while (retention_wipings[count].subject != NULL)
		count++;
	return count;
}

/* The position is the kind that is being wiped; a step is one slice of it. */
static enum err wipe_slice(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct timestamp now = clock_now(work->clock);
	const size_t which = (size_t)job->position, count = kinds();
	int64_t wiped;

	step->total = (int64_t)count;
	if (which >= count) {
		step->position = (int64_t)count;
		step->done = true;
		return OK;
	}
	TRY(retention_wipe(work->db, arena, &actor_worker, which, slice_rows, now, &wiped));
	if (wiped > 0)
		TRY(job_log(work->db, job->id, "wiped", wiped, retention_wipings[which].subject, now));
	step->position = wiped < slice_rows ? job->position + 1 : job->position;
	step->done = step->position == (int64_t)count;
	return OK;
}

const struct job_kind retention_job = { .name = "retention", .step = wipe_slice, .every_minutes = every_minutes };
