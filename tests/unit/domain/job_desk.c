#include "job_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct statement add_one = { .sql = "INSERT INTO counted (n) VALUES (?)", .params = "i" };

static enum err count_ten(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena;
	step->total = 100;
	for (int64_t i = 0; i < 10; i++)
		TRY(db_run(work->db, &add_one, NULL, job->position + i));
	step->position = job->position + 10;
	step->done = step->position == 100;
	return OK;
}

static enum err refuse(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena, (void)step;
	TRY(db_run(work->db, &add_one, NULL, job->position));
	return fault_note(work->fault, E_INVALID, "row 7 has no name");
}

static enum err refuse_by_name(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena, (void)job, (void)step;
	return job_refuse(work, JOB_SHEET_FULL, E_INVALID);
}

static enum err be_busy(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	(void)arena, (void)job, (void)step;
	return fault_note(work->fault, E_BUSY, "the gateway is away");
}

static const struct statement ask_cancel = {
	.sql = "UPDATE job SET cancel_asked_at = queued_at WHERE id = ?", .params = "i" };

static enum err count_and_be_cancelled(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	TRY(count_ten(work, arena, job, step));
	return job->position == 20 ? db_run(work->context, &ask_cancel, NULL, job->id) : OK;
}

/* As if another worker had waited for half a minute, in vain. */
static const struct statement lose = {
	.sql = "UPDATE job SET claim = claim + 1 WHERE id = ?", .params = "i" };

static enum err count_and_lose(struct work *work, struct arena *arena, const struct job *job, struct job_step *step)
{
	TRY(count_ten(work, arena, job, step));
	return job->position == 20 ? db_run(work->context, &lose, NULL, job->id) : OK;
}

static const struct statement note_end = { .sql = "INSERT INTO counted (n) VALUES (-?)", .params = "i" };

static enum err wipe(struct work *work, struct arena *arena, const struct job *job)
{
	(void)arena;
	return db_run(work->db, &note_end, NULL, (int64_t)job->state);
}

static enum err wipe_badly(struct work *work, struct arena *arena, const struct job *job)
{
	TRY(wipe(work, arena, job));
	return E_INVALID;
}

static const struct job_kind counting = { .name = "count", .step = count_ten, .end = wipe };
static const struct job_kind refusing = { .name = "refuse", .step = refuse, .end = wipe };
static const struct job_kind naming = { .name = "refuse_by_name", .step = refuse_by_name };
static const struct job_kind busy = { .name = "busy", .step = be_busy };
static const struct job_kind cancelled = { .name = "cancelled", .step = count_and_be_cancelled, .end = wipe };
static const struct job_kind lost = { .name = "lost", .step = count_and_lose, .end = wipe };
static const struct job_kind bad_end = { .name = "bad_end", .step = count_ten, .end = wipe_badly };
static const struct job_kind hourly = { .name = "hourly", .step = count_ten, .every_minutes = 60 };
const struct job_kind *const desk_kinds[] = { &counting, &refusing, &naming, &busy, &cancelled, &lost, &bad_end, &hourly, NULL };

char desk_said[FAULT_BYTES];

static void hear_end(void *context, const struct job *job, const char *trouble)
{
	(void)context, (void)job;
	snprintf(desk_said, sizeof desk_said, "%s", trouble != NULL ? trouble : "");
}

struct desk desk_of(void **state)
{
	static struct db_options options = { .user = "root", .database = "yimeng", .connect_ms = 2000, .read_ms = 10000 };
	struct giving *giving = *state;
	struct desk desk = { .giving = giving, .clock = { giving_noon() } };

	options.socket = giving->socket;
	desk.other = db_new(&options);
	return desk;
}

void desk_leave(struct desk *desk)
{
	db_close(desk->other);
}

int64_t desk_queue(struct desk *desk, const struct job_wish *wish)
{
	int64_t id = 0;

	assert_int_equal(job_queue(desk->giving->db, &desk->giving->arena, &actor_worker, wish, desk->clock.fixed, &id), OK);
	return id;
}

int64_t desk_queue_kind(struct desk *desk, const char *kind)
{
	return desk_queue(desk, &(struct job_wish){ .kind = kind });
}

bool desk_turn(struct desk *desk, int64_t slice_ms)
{
	struct work work = { .db = desk->giving->db, .keyring = desk->giving->keyring, .clock = &desk->clock,
			     .fault = &desk->giving->fault, .context = desk->other, .ended = hear_end };
	bool found = false;

	if (job_work(&work, &desk->giving->arena, desk_kinds, slice_ms, &found) != OK)
		fail_msg("%s", desk->giving->fault.text);
	return found;
}

struct job desk_look(struct desk *desk, int64_t id)
{
	struct job job;

	assert_int_equal(job_find(desk->giving->db, &desk->giving->arena, NULL, id, desk->clock.fixed, &job), OK);
	return job;
}

void desk_pass(struct desk *desk, int64_t seconds)
{
	desk->clock.fixed.us += seconds * 1000000;
}

void assert_counted(struct desk *desk, int64_t rows)
{
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(*) AS n FROM counted WHERE n >= 0"), rows);
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(DISTINCT n) AS n FROM counted WHERE n >= 0"), rows);
}

void assert_end_called(struct desk *desk, enum job_state state)
{
	assert_int_equal(giving_number(desk->giving, "SELECT COUNT(*) AS n FROM counted WHERE n < 0"), 1);
	assert_int_equal(giving_number(desk->giving, "SELECT MIN(n) AS n FROM counted"), -(int)state);
}

int desk_clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM job_line");
	giving_sql(giving, "DELETE FROM job");
	giving_sql(giving, "DELETE FROM counted");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

int desk_start(void **state)
{
	if (giving_start(state) != 0)
		return -1;
	giving_sql(*state, "CREATE TABLE counted (n BIGINT NOT NULL)");
	return 0;
}
