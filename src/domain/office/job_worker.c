#include "domain/office/job.h"

#include <string.h>

#include "domain/office/job_columns.h"
#include "domain/office/work.h"

static const struct statement fell_silent = {
	.sql = "SELECT id AS n FROM job WHERE state = 'running' AND heartbeat_at < ? ORDER BY heartbeat_at LIMIT 1 FOR UPDATE SKIP LOCKED",
	.params = "t", .row = &db_number };

static const struct statement is_due = {
	.sql = "SELECT id AS n FROM job WHERE state = 'waiting' AND not_before <= ? ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED",
	.params = "t", .row = &db_number };

static const struct statement claim = {
	.sql = "UPDATE job SET state = 'running', claim = claim + 1, attempts = attempts + 1, heartbeat_at = ?, shown = 0, "
	       "started_at = COALESCE(started_at, ?) WHERE id = ?",
	.params = "tti" };

static const struct statement by_id = { .sql = JOB_COLUMNS "WHERE j.id = ?", .params = "i", .row = &job_shape };

/* The fence: what a step did is committed only together with this, and this only by whoever holds the claim. */
#define HELD " WHERE id = ? AND claim = ? AND state = 'running'"

static const struct statement advance = {
	.sql = "UPDATE job SET position = ?, total = ?, attempts = 0, failure = NULL, heartbeat_at = ?, not_before = ?, state = ?, "
	       "ended_at = ?, end_due = ?" HELD " AND cancel_asked_at IS NULL",
	.params = "iittstbii" };

static const struct statement put_off = {
	.sql = "UPDATE job SET state = 'waiting', not_before = ?, failure = ?" HELD, .params = "tsii" };

static const struct statement end = {
	.sql = "UPDATE job SET state = ?, ended_at = ?, failure = ?, end_due = TRUE" HELD, .params = "stsii" };

static const struct statement pulse = { .sql = "UPDATE job SET heartbeat_at = ?, shown = ?" HELD, .params = "tiii" };

static const struct statement end_due = {
	.sql = "SELECT id AS n FROM job WHERE end_due = TRUE ORDER BY id LIMIT 1", .row = &db_number };

static const struct statement end_called = {
	.sql = "UPDATE job SET end_due = FALSE WHERE id = ? AND end_due = TRUE", .params = "i" };

static const struct statement under_way = {
	.sql = "SELECT COUNT(*) AS n FROM job WHERE state IN ('waiting', 'running') AND kind = ?", .params = "s", .row = &db_number };

const struct statement *const job_worker_statements[] = {
	&fell_silent, &is_due, &claim, &by_id, &advance, &put_off, &end, &pulse, &end_due, &end_called, &under_way, NULL };

struct run {
	struct work *work;
	struct arena *arena;		/* the job's */
	struct arena scratch;		/* a step's */
	const struct job_kind *const *kinds;
	const struct job_kind *kind;	/* NULL: none of ours */
	struct job job;
	struct job_step step;		/* what the last one came to, and the state it left the job in: true once committed */
	enum job_state state;
	int64_t until_ms;		/* of the slice */
	bool fenced;			/* the last step found that the claim is another's, or that cancelling was asked */
	const char *trouble;		/* why the last step failed, for the log; NULL: it did not, or nobody knows */
	bool late;			/* another worker has seen to the job's end */
};

static const struct job_kind *find_kind(const struct job_kind *const *kinds, const char *name)
{
	for (; *kinds != NULL; kinds++)
		if (strcmp((*kinds)->name, name) == 0)
			return *kinds;
	return NULL;
}

static struct timestamp later(struct timestamp now, int64_t seconds)
{
	return (struct timestamp){ now.us + seconds * 1000000 };
}

static enum err take(void *context)
{
	struct run *run = context;
	struct db *db = run->work->db;
	const struct timestamp now = clock_now(run->work->clock);
	int64_t id;
	enum err err = db_one(db, run->arena, &fell_silent, &id, later(now, -job_heartbeat_seconds));

	if (err == E_NOT_FOUND)
		err = db_one(db, run->arena, &is_due, &id, now);
	TRY(err);
	TRY(db_run(db, &claim, NULL, now, now, id));
	return db_one(db, run->arena, &by_id, &run->job, id);
}

static bool slice_is_over(const struct run *run)
{
	return clock_monotonic_ms() >= run->until_ms || (run->work->stopping != NULL && atomic_load(run->work->stopping));
}

static enum err do_step(void *context)
{
	struct run *run = context;
	struct work *work = run->work;
	struct job_step *step = &run->step;
	struct timestamp now;
	uint64_t held = 0;

	run->fenced = false;
	*step = (struct job_step){ .position = run->job.position, .total = run->job.total };
	TRY(run->kind->step(work, &run->scratch, &run->job, step));
	now = clock_now(work->clock);
	run->state = step->done ? JOB_DONE : slice_is_over(run) ? JOB_WAITING : JOB_RUNNING;
	TRY(db_run(work->db, &advance, &held, step->position, step->total, now, now, job_state_names[run->state],
		   step->done ? now : (struct timestamp){ TIMESTAMP_NONE_US }, (int)step->done, run->job.id, run->job.claim));
	if (held > 0)
		return OK;
	run->fenced = true;
	return E_CONFLICT;
}

static void forget_attempt(void *context)
{
	struct run *run = context;

	arena_reset(&run->scratch);
}

static const char *words_of(struct run *run, enum err err)
{
	const struct fault *fault = run->work->fault;

	return fault != NULL && fault->text[0] != '\0' ? arena_copy_string(run->arena, fault->text) : err_name(err);
}

static void clear_fault(struct work *work)
{
	work->why = JOB_BROKEN;
	if (work->fault != NULL)
		work->fault->text[0] = '\0';
}

enum err job_refuse(struct work *work, enum job_failure why, enum err err)
{
	work->why = why;
	return err;
}

static enum err end_as(struct run *run, enum job_state state, const char *failure)
{
	uint64_t held;

	TRY(db_run(run->work->db, &end, &held, job_state_names[state], clock_now(run->work->clock), failure, run->job.id,
		   run->job.claim));
	run->job.state = state;
	return OK;
}

/* Seconds until the next try, after so many without a step. */
static int64_t pause_after(int64_t attempts)
{
	return INT64_C(5) << (attempts < 8 ? attempts : 8);
}

/* A lost connection may be opened again at once; while the server is away the job stays as it is, and is taken over. */
static enum err bear_failure(struct run *run, enum err err)
{
	struct work *work = run->work;
	const char *failure = job_failure_names[work->why == JOB_BROKEN && err == E_BUSY ? JOB_BUSY : work->why];
	const struct timestamp at = later(clock_now(work->clock), pause_after(run->job.attempts));

	run->trouble = words_of(run, err);
	TRY(db_ready(work->db));
	clear_fault(work);
	if (err != E_BUSY || run->job.attempts >= job_attempts_max)
		return end_as(run, JOB_FAILED, failure);
	return db_run(work->db, &put_off, NULL, at, failure, run->job.id, run->job.claim);
}

/* The claim is another's, who goes on; or somebody wants the job to end. */
static enum err heed_fence(struct run *run)
{
	struct job now;

	TRY(db_one(run->work->db, run->arena, &by_id, &now, run->job.id));
	if (now.claim != run->job.claim || now.state != JOB_RUNNING || timestamp_is_none(now.cancel_asked_at))
		return OK;
	return end_as(run, JOB_CANCELLED, NULL);
}

static enum err do_steps(struct run *run)
{
	if (run->kind == NULL)
		return end_as(run, JOB_FAILED, job_failure_names[JOB_UNKNOWN_KIND]);
	if (!timestamp_is_none(run->job.cancel_asked_at))
		return end_as(run, JOB_CANCELLED, NULL);
	if (run->job.attempts > job_attempts_max)
		return end_as(run, JOB_FAILED, run->job.failure != NULL ? run->job.failure : job_failure_names[JOB_ABANDONED]);
	do {
		enum err err;

		arena_reset(&run->scratch);
		clear_fault(run->work);
		err = db_transaction_committed(run->work->db, do_step, forget_attempt, run, NULL);
		if (err != OK)
			return run->fenced ? heed_fence(run) : bear_failure(run, err);
		run->job.position = run->step.position;
		run->job.total = run->step.total;
		run->job.state = run->state;
	} while (run->job.state == JOB_RUNNING);
	return OK;
}

static enum err call_end(void *context)
{
	struct run *run = context;
	uint64_t due;

	TRY(db_run(run->work->db, &end_called, &due, run->job.id));
	run->late = due == 0;
	if (run->late)
		return OK;
	return run->kind != NULL && run->kind->end != NULL ? run->kind->end(run->work, &run->scratch, &run->job) : OK;
}

/* Its own end failed, for good: that is noted instead of being tried for ever. */
static enum err give_end_up(void *context)
{
	struct run *run = context;
	const struct timestamp now = clock_now(run->work->clock);

	TRY(db_run(run->work->db, &end_called, NULL, run->job.id));
	return job_log(run->work->db, run->job.id, "end_failed", 0, NULL, now);
}

static enum err see_end(struct run *run)
{
	struct work *work = run->work;
	enum err err;

	arena_reset(&run->scratch);
	TRY(db_one(work->db, run->arena, &by_id, &run->job, run->job.id));
	job_work_out(&run->job, clock_now(work->clock));
	run->kind = find_kind(run->kinds, run->job.kind);
	err = db_transaction_committed(work->db, call_end, forget_attempt, run, NULL);
	if (err != OK && err != E_BUSY) {
		run->trouble = words_of(run, err);
		err = db_transaction_committed(work->db, give_end_up, NULL, run, NULL);
	}
	if (err == OK && !run->late && work->ended != NULL)
		work->ended(work->context, &run->job, run->trouble);
	return err;
}

static void hold(struct work *work, int64_t id, int64_t claim_number)
{
	if (work->hold == NULL)
		return;
	atomic_store(&work->hold->claim, claim_number);
	atomic_store(&work->hold->shown, 0);
	atomic_store(&work->hold->id, id);
}

static enum err work_on(struct run *run)
{
	enum err err = db_transaction_committed(run->work->db, take, NULL, run, NULL);

	if (err == OK) {
		run->kind = find_kind(run->kinds, run->job.kind);
		hold(run->work, run->job.id, run->job.claim);
		err = do_steps(run);
		hold(run->work, 0, 0);
		if (err == OK && run->job.state != JOB_WAITING && run->job.state != JOB_RUNNING)
			err = see_end(run);
		return err;
	}
	if (err != E_NOT_FOUND)
		return err;
	/* Ended by a person while it waited, or by a worker that then died. */
	TRY(db_one(run->work->db, run->arena, &end_due, &run->job.id));
	return see_end(run);
}

enum err job_work(struct work *work, struct arena *arena, const struct job_kind *const *kinds, int64_t slice_ms, bool *found)
{
	struct run run = { .work = work, .arena = arena, .kinds = kinds, .until_ms = clock_monotonic_ms() + slice_ms };
	enum err err;

	clear_fault(work);
	arena_init(&run.scratch, 0);
	err = work_on(&run);
	arena_free(&run.scratch);
	*found = err == OK;
	return err == E_NOT_FOUND ? OK : err;
}

void job_show(struct work *work, int64_t rows)
{
	if (work->hold != NULL)
		atomic_store(&work->hold->shown, rows);
}

enum err job_pulse(struct db *db, struct job_hold *held, struct timestamp now)
{
	const int64_t id = atomic_load(&held->id);

	return id == 0 ? OK : db_run(db, &pulse, NULL, now, (int64_t)atomic_load(&held->shown), id,
				     (int64_t)atomic_load(&held->claim));
}

struct plan {
	struct work *work;
	struct arena *arena;
	const struct job_kind *kind;
	struct timestamp now;
};

static enum err queue_due(void *context)
{
	struct plan *plan = context;
	const int64_t minute = plan->now.us / 60000000;
	const struct job_wish wish = { .kind = plan->kind->name, .unit_path = "",
		.once_key = arena_print(plan->arena, "%s@%lld", plan->kind->name,
					(long long)(minute - minute % plan->kind->every_minutes)) };
	int64_t id;

	return job_queue(plan->work->db, plan->arena, &actor_worker, &wish, plan->now, &id);
}

enum err job_schedule(struct work *work, struct arena *arena, const struct job_kind *const *kinds)
{
	struct plan plan = { .work = work, .arena = arena, .now = clock_now(work->clock) };

	for (; *kinds != NULL; kinds++) {
		int64_t unfinished;

		plan.kind = *kinds;
		if (plan.kind->every_minutes == 0)
			continue;
		/* One that takes longer than its period does not pile up. */
		TRY(db_one(work->db, arena, &under_way, &unfinished, plan.kind->name));
		if (unfinished == 0)
			TRY(db_transaction_committed(work->db, queue_due, NULL, &plan, NULL));
	}
	return OK;
}
