#include "work/award_job.h"

#include <stdlib.h>
#include <string.h>

#include "domain/aid/award.h"
#include "domain/office/account.h"
#include "domain/office/right.h"
#include "domain/office/work.h"

enum { slice_rows = 500 };

/* job->input is "<role> <period>", the subject "programme:<id>"; the position is the last student seen. */
static enum err read_order(struct arena *arena, const struct job *job, struct actor *actor, struct award_order *order)
{
	const char *colon = strchr(job->subject, ':'), *space = job->input != NULL ? strchr(job->input, ' ') : NULL;
	int role;

	if (colon == NULL || space == NULL || job->account_id == 0 || job->login == NULL)
		return E_INTERNAL;
	role = column_name_index(office_role_names, arena_print(arena, "%.*s", (int)(space - job->input), job->input));
	if (role < 0 || !award_period_holds(space + 1))
		return E_INTERNAL;
	*actor = (struct actor){ .account_id = job->account_id, .login = job->login, .unit_path = job->unit_path,
				 .role = (enum office_role)role, .second_factor_at = { TIMESTAMP_NONE_US } };
	*order = (struct award_order){ .programme_id = strtoll(colon + 1, NULL, 10), .period = space + 1, .scope = job->unit_path };
	return OK;
}

static enum err tell(struct work *work, const struct job *job, const struct award_slice *slice, struct timestamp now)
{
	if (slice->added > 0)
		TRY(job_log(work->db, job->id, "awards_added", slice->added, NULL, now));
	if (slice->had > 0)
		TRY(job_log(work->db, job->id, "awards_there", slice->had, NULL, now));
	return slice->unknown > 0 ? job_log(work->db, job->id, "facts_missing", slice->unknown, NULL, now) : OK;
}

static enum err compute(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct timestamp now = clock_now(work->clock);
	struct award_order order;
	struct award_slice slice;
	struct actor actor;
	enum err err;
	bool held;

	TRY(read_order(arena, job, &actor, &order));
	/* Before every slice: the right may be gone since it was asked for. */
	TRY(role_is_held(work->db, arena, job->account_id, office_role_names[actor.role], job->unit_path, &held));
	if (!held || !right_held(actor.role, ACTION_AWARD_COMPUTE))
		return job_refuse(work, JOB_NOT_ALLOWED, E_DENIED);
	err = award_compute_slice(work->db, arena, work->keyring, &actor, &order, job->position, slice_rows, now, &slice);
	if (err == E_DENIED)
		return job_refuse(work, JOB_NOT_ALLOWED, E_DENIED);
	TRY(err);
	step->position = slice.last_id;
	step->total = job->total;
	step->done = !slice.more;
	return tell(work, job, &slice, now);
}

const struct job_kind award_job = { .name = "award_compute", .step = compute };
