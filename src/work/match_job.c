#include "work/match_job.h"

#include <stdlib.h>
#include <string.h>

#include "domain/office/work.h"
#include "domain/pairing/match_run.h"

static enum err solve(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const char *colon = strchr(job->subject, ':');
	const struct timestamp now = clock_now(work->clock);
	struct match_totals totals;

	TRY(match_run_solve(work->db, arena, colon != NULL ? strtoll(colon + 1, NULL, 10) : 0, now, &totals, work->fault));
	step->position = step->total = totals.students;
	step->done = true;
	return job_log(work->db, job->id, "matched", totals.first_places, NULL, now);
}

const struct job_kind match_run_job = { .name = "match_run", .step = solve };
