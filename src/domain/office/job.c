#include "domain/office/job.h"

#include "domain/office/audit.h"
#include "domain/office/job_columns.h"

const char *const job_state_names[] = { "waiting", "running", "done", "failed", "cancelled", NULL };

const char *const job_failure_names[] = { "broken", "busy", "unknown_kind", "abandoned", "sheet_full", "key_unknown",
	"not_allowed", NULL };

const struct shape job_shape = SHAPE(job,
	COLUMN(job, id), COLUMN(job, kind), COLUMN(job, subject), COLUMN(job, state, .names = job_state_names),
	COLUMN(job, account_id), COLUMN(job, login, .nullable = true), COLUMN(job, unit_path),
	COLUMN(job, input, .nullable = true), COLUMN(job, total), COLUMN(job, position), COLUMN(job, shown), COLUMN(job, percent), COLUMN(job, claim),
	COLUMN(job, attempts), COLUMN(job, queued_at), COLUMN(job, started_at, .nullable = true),
	COLUMN(job, heartbeat_at, .nullable = true), COLUMN(job, ended_at, .nullable = true),
	COLUMN(job, cancel_asked_at, .nullable = true), COLUMN(job, rows_per_second), COLUMN(job, seconds_left),
	COLUMN(job, failure, .nullable = true));

const struct shape job_line_shape = SHAPE(job_line,
	COLUMN(job_line, at), COLUMN(job_line, code), COLUMN(job_line, number), COLUMN(job_line, detail, .nullable = true));

static const struct statement insert = {
	.sql = "INSERT INTO job (kind, subject, once_key, account_id, unit_path, input, total, queued_at, not_before) "
	       "VALUES (?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?, ?)",
	.params = "sssissitt" };

static const struct statement by_once_key = {
	.sql = "SELECT id AS n FROM job WHERE once_key = ?", .params = "s", .row = &db_number };

/* After the duplicate was met: whoever queued it has committed, which an older view of the database would not show. */
static const struct statement by_once_key_now = {
	.sql = "SELECT id AS n FROM job WHERE once_key = ? LOCK IN SHARE MODE", .params = "s", .row = &db_number };

#define OF_KIND "(? = '' OR j.kind = ?) ORDER BY j.id DESC LIMIT ?"

static const struct statement list = {
	.sql = JOB_COLUMNS "WHERE j.id < ? AND " OF_KIND, .params = "issi", .row = &job_shape };

/* Asked by itself, the server reads the whole state backwards, the id's bound only filters then. */
static const struct statement list_of_state = {
	.sql = JOB_COLUMNS_FROM("FORCE INDEX (job_by_state)") "WHERE j.state = ? AND j.id < ? AND " OF_KIND, .params = "sissi", .row = &job_shape };

/* A scope by its depth: most jobs are in the widest, whose order is the table's; those of a county or a town stand together in an
 * index, newest last; a school has few. */
#define IN_SCOPE(index, holds)                                                                                        \
	{ .sql = JOB_COLUMNS_FROM("FORCE INDEX (" index ")") "WHERE " holds " AND j.id < ? AND " OF_KIND,              \
	  .params = "sissi", .row = &job_shape }
#define OF_STATE_IN_SCOPE(index, holds)                                                                               \
	{ .sql = JOB_COLUMNS_FROM("FORCE INDEX (" index ")") "WHERE " holds " AND j.state = ? AND j.id < ? AND " OF_KIND, \
	  .params = "ssissi", .row = &job_shape }
#define BELOW "j.unit_path LIKE CONCAT(?, '%')"
static const struct statement list_in_scope[scope_widths] = {
	[SCOPE_WIDEST] = IN_SCOPE("PRIMARY", BELOW),
	[SCOPE_OF_COUNTY] = IN_SCOPE("job_of_county", "j.county_path = ?"),
	[SCOPE_OF_TOWN] = IN_SCOPE("job_of_town", "j.town_path = ?"),
	[SCOPE_NARROW] = IN_SCOPE("job_by_unit", BELOW) };
static const struct statement list_of_state_in_scope[scope_widths] = {
	[SCOPE_WIDEST] = OF_STATE_IN_SCOPE("job_by_state", BELOW),
	[SCOPE_OF_COUNTY] = OF_STATE_IN_SCOPE("job_of_county_by_state", "j.county_path = ?"),
	[SCOPE_OF_TOWN] = OF_STATE_IN_SCOPE("job_of_town_by_state", "j.town_path = ?"),
	[SCOPE_NARROW] = OF_STATE_IN_SCOPE("job_by_unit_and_state", BELOW) };

static const struct statement by_id = {
	.sql = JOB_COLUMNS "WHERE j.id = ? AND j.unit_path LIKE CONCAT(?, '%')", .params = "is", .row = &job_shape };

static const struct statement lines_of = {
	.sql = "SELECT at, code, number, detail FROM job_line WHERE job_id = ? ORDER BY id DESC LIMIT 200", .params = "i",
	.row = &job_line_shape };

static const struct statement add_line = {
	.sql = "INSERT INTO job_line (job_id, at, code, number, detail) VALUES (?, ?, ?, ?, ?)", .params = "itsis" };

static const struct statement cancel_waiting = {
	.sql = "UPDATE job SET state = 'cancelled', cancel_asked_at = ?, ended_at = ?, end_due = TRUE "
	       "WHERE id = ? AND state = 'waiting'",
	.params = "tti" };

static const struct statement cancel_running = {
	.sql = "UPDATE job SET cancel_asked_at = COALESCE(cancel_asked_at, ?) WHERE id = ? AND state = 'running'", .params = "ti" };

static const struct statement exists = { .sql = "SELECT id AS n FROM job WHERE id = ?", .params = "i", .row = &db_number };

const struct statement *const job_statements[] = {
	&insert, &by_once_key, &by_once_key_now, &list, &list_of_state, &list_in_scope[SCOPE_WIDEST], &list_in_scope[SCOPE_OF_COUNTY],
	&list_in_scope[SCOPE_OF_TOWN], &list_in_scope[SCOPE_NARROW], &list_of_state_in_scope[SCOPE_WIDEST],
	&list_of_state_in_scope[SCOPE_OF_COUNTY], &list_of_state_in_scope[SCOPE_OF_TOWN], &list_of_state_in_scope[SCOPE_NARROW],
	&by_id, &lines_of, &add_line, &cancel_waiting, &cancel_running, &exists, NULL };

static const char *text_or(const char *text, const char *otherwise)
{
	return text != NULL ? text : otherwise;
}

enum err job_queue(struct db *db, struct arena *arena, const struct actor *actor, const struct job_wish *wish, struct timestamp now,
		   int64_t *id)
{
	/* A wish that says nothing of the time is zeroed, and 1970 is over as well. */
	const struct timestamp not_before = wish->not_before.us > now.us ? wish->not_before : now;
	enum err err;

	if (wish->once_key != NULL) {
		err = db_one(db, arena, &by_once_key, id, wish->once_key);
		if (err != E_NOT_FOUND)
			return err;
	}
	err = db_run(db, &insert, NULL, wish->kind, text_or(wish->subject, ""), wish->once_key, actor->account_id,
		     text_or(wish->unit_path, text_or(actor->unit_path, "")), wish->input, wish->total, now, not_before);
	if (err == E_CONFLICT && wish->once_key != NULL)
		return db_one(db, arena, &by_once_key_now, id, wish->once_key);
	if (err == OK)
		*id = db_last_id(db);
	return err;
}

enum err job_log(struct db *db, int64_t job_id, const char *code, int64_t number, const char *detail, struct timestamp now)
{
	return db_run(db, &add_line, NULL, job_id, now, code, number, detail);
}

void job_work_out(struct job *job, struct timestamp now)
{
	const bool ended = !timestamp_is_none(job->ended_at);
	const int64_t until_us = ended ? job->ended_at.us : now.us;
	int64_t us;

	if (job->failure != NULL && column_name_index(job_failure_names, job->failure) < 0)
		job->failure = job_failure_names[JOB_BROKEN];
	job->percent = job->state == JOB_DONE ? 100 : 0;
	if (job->total > 0 && job->state != JOB_DONE)
		job->percent = job->shown >= job->total ? 100 : job->shown * 100 / job->total;
	job->rows_per_second = 0;
	job->seconds_left = -1;
	if (timestamp_is_none(job->started_at) || job->shown <= 0 || until_us <= job->started_at.us)
		return;
	us = until_us - job->started_at.us;
	job->rows_per_second = (int64_t)((double)job->shown * 1e6 / (double)us);
	if (!ended && job->total > job->shown)
		job->seconds_left = (int64_t)((double)(job->total - job->shown) * (double)us / (double)job->shown / 1e6) + 1;
}

static enum err ask_list(struct db *db, struct arena *arena, const struct job_search *search, struct rows *out)
{
	const int64_t before = search->before > 0 ? search->before : INT64_MAX;
	const char *scope = text_or(search->scope, "");
	const char *kind = text_or(search->kind, "");
	const char *state = job_state_names[search->state];
	const int64_t rows = search->rows + 1;

	if (scope[0] != '\0' && search->of_state)
		return db_all(db, arena, &list_of_state_in_scope[scope_width(scope)], out, scope, state, before, kind, kind, rows);
	if (scope[0] != '\0')
		return db_all(db, arena, &list_in_scope[scope_width(scope)], out, scope, before, kind, kind, rows);
	if (search->of_state)
		return db_all(db, arena, &list_of_state, out, state, before, kind, kind, rows);
	return db_all(db, arena, &list, out, before, kind, kind, rows);
}

enum err job_list(struct db *db, struct arena *arena, const struct job_search *search, struct timestamp now, struct rows *out,
		  bool *more)
{
	struct rows found;
	struct job *jobs;
	size_t count;

	TRY(ask_list(db, arena, search, &found));
	count = found.count > (size_t)search->rows ? (size_t)search->rows : found.count;
	jobs = ARENA_ARRAY(arena, struct job, count);
	for (size_t i = 0; i < count; i++) {
		jobs[i] = ((const struct job *)found.row)[i];
		job_work_out(&jobs[i], now);
	}
	*more = found.count > count;
	*out = (struct rows){ .row = jobs, .count = count };
	return OK;
}

enum err job_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct timestamp now, struct job *out)
{
	struct job job;

	TRY(db_one(db, arena, &by_id, &job, id, text_or(scope, "")));
	job_work_out(&job, now);
	*out = job;
	return OK;
}

enum err job_lines(struct db *db, struct arena *arena, int64_t id, struct rows *out)
{
	return db_all(db, arena, &lines_of, out, id);
}

/* The row is found by its key, so its lock is kept although the state did not fit: it cannot begin to run in between. */
enum err job_cancel(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now)
{
	const struct audit_event event = { .action = "job_cancel", .subject = arena_print(arena, "job:%lld", (long long)id) };
	uint64_t matched = 0;
	int64_t there;

	TRY(db_run(db, &cancel_waiting, &matched, now, now, id));
	if (matched == 0)
		TRY(db_run(db, &cancel_running, &matched, now, id));
	if (matched == 0) {
		TRY(db_one(db, arena, &exists, &there, id));
		return E_CONFLICT;
	}
	return audit_write(db, arena, actor, &event, now);
}
