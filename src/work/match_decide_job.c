#include "work/match_decide_job.h"

#include <stdlib.h>
#include <string.h>

#include "domain/office/account.h"
#include "domain/office/right.h"
#include "domain/office/work.h"
#include "domain/pairing/match_decide.h"

enum { slice_rows = 25 };

static enum err approve(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const char *colon = strchr(job->subject, ':');
	const int role = job->input != NULL ? column_name_index(office_role_names, job->input) : -1;
	const struct timestamp now = clock_now(work->clock);
	struct actor actor = { .account_id = job->account_id, .login = job->login, .unit_path = job->unit_path,
			       .second_factor_at = { TIMESTAMP_NONE_US } };
	struct match_slice slice;
	bool held;

	if (role < 0 || job->account_id == 0 || job->login == NULL || colon == NULL)
		return E_INTERNAL;
	actor.role = (enum office_role)role;
	/* Before every slice: the right may be gone since it was asked for. */
	TRY(role_is_held(work->db, arena, job->account_id, job->input, job->unit_path, &held));
	if (!held || !right_held(actor.role, ACTION_MATCH_DECIDE))
		return job_refuse(work, JOB_NOT_ALLOWED, E_DENIED);
	TRY(match_approve_slice(work->db, arena, &actor, strtoll(colon + 1, NULL, 10), slice_rows, now, &slice));
	step->position = job->position + slice.approved + slice.refused;
	step->total = job->total;
	step->done = !slice.more;
	if (slice.refused > 0)
		TRY(job_log(work->db, job->id, "not_possible", slice.refused, NULL, now));
	return slice.approved > 0 ? job_log(work->db, job->id, "approved", slice.approved, NULL, now) : OK;
}

const struct job_kind match_decide_job = { .name = "match_decide", .step = approve };
