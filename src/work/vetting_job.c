#include "work/vetting_job.h"

#include "domain/office/work.h"
#include "domain/pairing/vetting_worker.h"

enum { slice_rows = 100, every_minutes = 60 };

/* Who was told is found no more: a step is the next slice, until there is none. */
static enum err vet(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct timestamp now = clock_now(work->clock);
	int64_t count = 0;

	TRY(vetting_warn(work->db, arena, work->keyring, slice_rows, now, &count));
	if (count > 0)
		TRY(job_log(work->db, job->id, "families_warned", count, NULL, now));
	step->position = job->position + 1;
	step->total = step->position;
	step->done = count < slice_rows;
	return OK;
}

const struct job_kind vetting_job = { .name = "vetting", .step = vet, .every_minutes = every_minutes };
