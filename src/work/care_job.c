#include "work/care_job.h"

#include "domain/office/work.h"
#include "domain/pairing/concern_worker.h"
#include "domain/pairing/contact.h"
#include "domain/pairing/pair_message_desk.h"
#include "domain/pairing/visit_desk.h"

enum { slice_rows = 100, every_minutes = 10 };

enum { MISS_VISITS, CLIMB_MESSAGES, CLIMB_CONCERNS, TELL_OFFICERS, REMIND_FAMILIES, parts };

/* Words of the job's log. */
static const char *const codes[parts] = { "visits_missed", "messages_climbed", "concerns_climbed", "officers_told", "families_reminded" };

static enum err do_part(struct work *work, struct arena *arena, int64_t part, struct timestamp now, int64_t *count)
{
	switch (part) {
	case MISS_VISITS: return visit_miss(work->db, arena, slice_rows, now, count);
	case CLIMB_MESSAGES: return pair_message_climb(work->db, arena, slice_rows, now, count);
	case CLIMB_CONCERNS: return concern_climb(work->db, arena, slice_rows, now, count);
	case TELL_OFFICERS: return concern_tell(work->db, arena, work->keyring, slice_rows, now, count);
	default: break;
	}
	if (work->contact_days > 0)
		return contact_remind(work->db, arena, work->keyring, work->contact_days, slice_rows, now, count);
	*count = 0;
	return OK;
}

/* The position is the part; a step is one slice of it. */
static enum err care(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	const struct timestamp now = clock_now(work->clock);
	int64_t count = 0;

	step->total = parts;
	TRY(do_part(work, arena, job->position, now, &count));
	if (count > 0)
		TRY(job_log(work->db, job->id, codes[job->position], count, NULL, now));
	step->position = count < slice_rows ? job->position + 1 : job->position;
	step->done = step->position == parts;
	return OK;
}

const struct job_kind care_job = { .name = "care", .step = care, .every_minutes = every_minutes };
