#include "domain/aid/gap.h"

#include <string.h>

#include "domain/aid/award.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "domain/office/unit.h"

const char *const gap_kind_names[] = { "left_out", "not_entitled", "to_ask", "not_enrolled", "not_listed", NULL };
const char *const gap_state_names[] = { "waiting", "done", "failed", NULL };

const struct shape gap_run_shape = SHAPE(gap_run,
	COLUMN(gap_run, id), COLUMN(gap_run, unit_id), COLUMN(gap_run, unit), COLUMN(gap_run, path), COLUMN(gap_run, period),
	COLUMN(gap_run, day), COLUMN(gap_run, login, .nullable = true), COLUMN(gap_run, job_id),
	COLUMN(gap_run, state, .names = gap_state_names), COLUMN(gap_run, asked_at), COLUMN(gap_run, done_at, .nullable = true),
	COLUMN(gap_run, students), COLUMN(gap_run, left_out), COLUMN(gap_run, not_entitled), COLUMN(gap_run, to_ask),
	COLUMN(gap_run, not_enrolled), COLUMN(gap_run, not_listed), COLUMN(gap_run, ms), COLUMN(gap_run, lines_kept),
	COLUMN(gap_run, whole));

#define RUNS                                                                                                        \
	"SELECT r.id, r.unit_id, u.name AS unit, r.path, r.period, r.day, a.login, COALESCE(r.job_id, 0) AS job_id, " \
	"CASE WHEN r.done_at IS NOT NULL THEN 'done' WHEN j.state IN ('failed', 'cancelled') THEN 'failed' ELSE 'waiting' END AS state, " \
	"r.asked_at, r.done_at, CAST(r.students AS SIGNED) AS students, CAST(r.left_out AS SIGNED) AS left_out, " \
	"CAST(r.not_entitled AS SIGNED) AS not_entitled, CAST(r.to_ask AS SIGNED) AS to_ask, " \
	"CAST(r.not_enrolled AS SIGNED) AS not_enrolled, CAST(r.not_listed AS SIGNED) AS not_listed, r.us DIV 1000 AS ms, r.lines_kept, " \
	"r.path LIKE CONCAT(?, '%') AS whole " \
	"FROM gap_run r JOIN unit u ON u.id = r.unit_id LEFT JOIN account a ON a.id = r.account_id LEFT JOIN job j ON j.id = r.job_id "

/* In the scope, or around it. */
#define MEETS "(r.path LIKE CONCAT(?, '%') OR ? LIKE CONCAT(r.path, '%'))"

static const struct statement by_id = {
	.sql = RUNS "WHERE r.id = ? AND " MEETS, .params = "siss", .row = &gap_run_shape };
static const struct statement list = {
	.sql = RUNS "WHERE r.id < ? AND " MEETS " ORDER BY r.id DESC LIMIT ?", .params = "sissi", .row = &gap_run_shape };
static const struct statement insert = {
	.sql = "INSERT INTO gap_run (unit_id, path, period, day, account_id, asked_at) VALUES (?, ?, ?, ?, NULLIF(?, 0), ?)",
	.params = "issdit" };
static const struct statement set_job = { .sql = "UPDATE gap_run SET job_id = ? WHERE id = ?", .params = "ii" };

const struct shape gap_programme_shape = SHAPE(gap_programme,
	COLUMN(gap_programme, programme_id), COLUMN(gap_programme, title), COLUMN(gap_programme, title_en), COLUMN(gap_programme, eligible),
	COLUMN(gap_programme, awarded), COLUMN(gap_programme, left_out), COLUMN(gap_programme, not_entitled), COLUMN(gap_programme, to_ask),
	COLUMN(gap_programme, amount), COLUMN(gap_programme, percent));
#define SUM_OF(column) "CAST(SUM(t." column ") AS SIGNED) AS " column
static const struct statement by_programme = {
	.sql = "SELECT t.programme_id, p.title, p.title_en, " SUM_OF("eligible") ", " SUM_OF("awarded") ", " SUM_OF("left_out") ", "
	       SUM_OF("not_entitled") ", " SUM_OF("to_ask") ", CAST(SUM(t.awarded_fen) AS SIGNED) AS amount, "
	       "CAST(SUM(t.left_out) * 100 DIV GREATEST(SUM(t.eligible), 1) AS SIGNED) AS percent FROM gap_tally t "
	       "JOIN programme p ON p.id = t.programme_id WHERE t.run_id = ? AND t.path LIKE CONCAT(?, '%') "
	       "GROUP BY t.programme_id ORDER BY p.position, p.id",
	.params = "is", .row = &gap_programme_shape };

const struct shape gap_place_shape = SHAPE(gap_place,
	COLUMN(gap_place, unit_id), COLUMN(gap_place, name), COLUMN(gap_place, left_out), COLUMN(gap_place, not_entitled),
	COLUMN(gap_place, to_ask), COLUMN(gap_place, not_enrolled), COLUMN(gap_place, not_listed), COLUMN(gap_place, percent));
const struct shape gap_counts_shape = SHAPE(gap_counts,
	COLUMN(gap_counts, left_out), COLUMN(gap_counts, not_entitled), COLUMN(gap_counts, to_ask), COLUMN(gap_counts, not_enrolled),
	COLUMN(gap_counts, not_listed));
#define ANY_KIND "l.kind IN ('left_out', 'not_entitled', 'to_ask', 'not_enrolled', 'not_listed') "
#define SUM_OF_KIND(kind) "CAST(COALESCE(SUM(l.kind = '" kind "'), 0) AS SIGNED) AS " kind
static const struct statement counted = {
	.sql = "SELECT " SUM_OF_KIND("left_out") ", " SUM_OF_KIND("not_entitled") ", " SUM_OF_KIND("to_ask") ", "
	       SUM_OF_KIND("not_enrolled") ", " SUM_OF_KIND("not_listed") " FROM gap_line l WHERE l.run_id = ? AND " ANY_KIND
	       "AND l.path LIKE CONCAT(?, '%')",
	.params = "is", .row = &gap_counts_shape };

/* A path's next part after the scope's is the unit right below it. */
static const struct statement by_place = {
	.sql = "SELECT t.unit_id, u.name, t.left_out, t.not_entitled, t.to_ask, t.not_enrolled, t.not_listed, "
	       "CAST(t.left_out * 100 DIV GREATEST(MAX(t.left_out) OVER (), 1) AS SIGNED) AS percent FROM ("
	       "SELECT CAST(SUBSTRING_INDEX(SUBSTRING(l.path, LENGTH(?) + 1), '/', 1) AS SIGNED) AS unit_id, " SUM_OF_KIND("left_out")
	       ", " SUM_OF_KIND("not_entitled") ", " SUM_OF_KIND("to_ask") ", " SUM_OF_KIND("not_enrolled") ", " SUM_OF_KIND("not_listed")
	       " FROM gap_line l "
	       "WHERE l.run_id = ? AND " ANY_KIND "AND l.path LIKE CONCAT(?, '_%') GROUP BY 1) t JOIN unit u ON u.id = t.unit_id ORDER BY t.left_out DESC, u.name, u.id",
	.params = "sis", .row = &gap_place_shape };

const struct statement *const gap_run_statements[] = { &by_id, &list, &insert, &set_job, &by_programme, &counted, &by_place, NULL };

struct city {
	int64_t id;
	const char *path;
};
static const struct shape city_shape = SHAPE(city, COLUMN(city, id), COLUMN(city, path));
static const struct statement cities = {
	.sql = "SELECT id, path FROM unit WHERE kind = 'city' AND parent_id IS NULL AND valid_to IS NULL", .params = "", .row = &city_shape };
/* Those that nobody asked for, no sheet rests on, and newer ones follow. */
static const struct statement old_nights = {
	.sql = "SELECT r.id AS n FROM gap_run r WHERE r.lines_kept AND r.account_id IS NULL AND r.asked_at < ? "
	       "AND NOT EXISTS (SELECT 1 FROM aid_sheet s WHERE s.run_id = r.id) ORDER BY r.id LIMIT 10",
	.params = "t", .row = &db_number };
static const struct statement drop_lines = { .sql = "DELETE FROM gap_line WHERE run_id = ?", .params = "i" };
static const struct statement lines_dropped = { .sql = "UPDATE gap_run SET lines_kept = FALSE WHERE id = ?", .params = "i" };

const struct statement *const gap_night_statements[] = { &cities, &old_nights, &drop_lines, &lines_dropped, NULL };

static enum err queue_run(struct db *db, struct arena *arena, const struct actor *actor, int64_t unit_id, const char *path,
			  const char *period, struct timestamp now, int64_t *id)
{
	struct job_wish wish = { .kind = "gap", .unit_path = path, .not_before = { TIMESTAMP_NONE_US } };
	int64_t made, job;

	TRY(db_run(db, &insert, NULL, unit_id, path, period, date_at(now), actor->account_id, now));
	made = db_last_id(db);
	wish.subject = arena_print(arena, "gap_run:%lld", (long long)made);
	TRY(job_queue(db, arena, actor, &wish, now, &job));
	TRY(db_run(db, &set_job, NULL, job, made));
	*id = made;
	return OK;
}

enum err gap_run_ask(struct db *db, struct arena *arena, const struct actor *actor, int64_t unit_id, const char *period,
		     struct timestamp now, int64_t *id)
{
	struct audit_event event = { .action = "gap_reconcile", .outcome = AUDIT_DONE };
	struct unit unit;
	int64_t made;

	if (!award_period_holds(period))
		return E_INVALID;
	TRY(unit_find(db, arena, actor->unit_path, unit_id, &unit));
	TRY(queue_run(db, arena, actor, unit.id, unit.path, period, now, &made));
	event.subject = arena_print(arena, "gap_run:%lld", (long long)made);
	event.unit_path = unit.path;
	TRY(audit_write(db, arena, actor, &event, now));
	*id = made;
	return OK;
}

static enum err drop_old(struct db *db, struct arena *arena, struct timestamp now)
{
	const struct timestamp before = { now.us - (int64_t)gap_nights_kept * 24 * 3600 * 1000000 };
	struct rows rows;

	TRY(db_all(db, arena, &old_nights, &rows, before));
	for (size_t i = 0; i < rows.count; i++) {
		const int64_t id = ((const int64_t *)rows.row)[i];

		TRY(db_run(db, &drop_lines, NULL, id));
		TRY(db_run(db, &lines_dropped, NULL, id));
	}
	return OK;
}

enum err gap_run_nightly(struct db *db, struct arena *arena, struct timestamp now, int64_t *count)
{
	const struct city *city;
	struct rows rows;
	int64_t id;

	TRY(drop_old(db, arena, now));
	TRY(db_all(db, arena, &cities, &rows));
	city = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		TRY(queue_run(db, arena, &actor_worker, city[i].id, city[i].path, award_period_of(arena, date_at(now)), now, &id));
	*count = (int64_t)rows.count;
	return OK;
}

enum err gap_run_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct gap_run *out)
{
	if (scope == NULL)
		scope = "";
	return db_one(db, arena, &by_id, out, scope, id, scope, scope);
}

enum err gap_run_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out, bool *more)
{
	TRY(db_all(db, arena, &list, out, scope, before > 0 ? before : INT64_MAX, scope, scope, rows + 1));
	*more = out->count > (size_t)rows;
	out->count -= *more;
	return OK;
}

enum err gap_by_programme(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct rows *out)
{
	return db_all(db, arena, &by_programme, out, run_id, path);
}

enum err gap_by_place(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct rows *out)
{
	return db_all(db, arena, &by_place, out, path, run_id, path);
}

enum err gap_count(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct gap_counts *out)
{
	return db_one(db, arena, &counted, out, run_id, path);
}

const char *gap_run_part(const struct gap_run *run, const char *scope)
{
	return strlen(run->path) > strlen(scope) ? run->path : scope;
}
