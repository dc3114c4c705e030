#include "work/pairing_job.h"

#include "domain/office/work.h"
#include "domain/pairing/pair_worker.h"

enum { slice_rows = 100, every_minutes = 1 };

enum { EXPIRE, LAPSE, TELL, parts = TELL + pair_notices };

static enum err do_part(struct work *work, struct arena *arena, int64_t part, struct timestamp now, int64_t *count)
{
	switch (part) {
	case EXPIRE: return pair_expire_due(work->db, arena, slice_rows, now, count);
	case LAPSE: return pair_lapse_due(work->db, arena, slice_rows, now, count);
	default: return pair_tell(work->db, arena, work->keyring, part - TELL, slice_rows, now, count);
	}
}

/* The position is the part; a step is one slice of it. */
static enum err care(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	static const char *const codes[] = { [EXPIRE] = "pairs_expired", [LAPSE] = "pairs_lapsed", [TELL] = "pair_notices" };
	const struct timestamp now = clock_now(work->clock);
	int64_t count = 0;

	step->total = parts;
	TRY(do_part(work, arena, job->position, now, &count));
	if (count > 0)
		TRY(job_log(work->db, job->id, codes[job->position < TELL ? job->position : TELL], count, NULL, now));
	step->position = count < slice_rows ? job->position + 1 : job->position;
	step->done = step->position == parts;
	return OK;
}

const struct job_kind pairing_job = { .name = "pairing", .step = care, .every_minutes = every_minutes };
