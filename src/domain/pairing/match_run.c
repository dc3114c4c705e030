#include "domain/pairing/match_run.h"

#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "domain/office/unit.h"

const char *const run_state_names[] = { "waiting", "solved", "failed", "discarded", NULL };

const struct shape match_run_shape = SHAPE(match_run,
	COLUMN(match_run, id), COLUMN(match_run, unit_id), COLUMN(match_run, unit), COLUMN(match_run, path),
	COLUMN(match_run, login, .nullable = true), COLUMN(match_run, job_id), COLUMN(match_run, state, .names = run_state_names),
	COLUMN(match_run, asked_at), COLUMN(match_run, solved_at, .nullable = true), POINT_COLUMNS(match_run, weights),
	COLUMN(match_run, digest, .nullable = true), COLUMN(match_run, students), COLUMN(match_run, families), COLUMN(match_run, edges),
	COLUMN(match_run, first_places), COLUMN(match_run, second_places), COLUMN(match_run, third_places),
	COLUMN(match_run, fourth_places), COLUMN(match_run, score), COLUMN(match_run, blocking_pairs), COLUMN(match_run, solve_us),
	COLUMN(match_run, total_us), COLUMN(match_run, first_percent), COLUMN(match_run, second_percent),
	COLUMN(match_run, mean_score), COLUMN(match_run, mean_days), COLUMN(match_run, proposals), COLUMN(match_run, undecided),
	COLUMN(match_run, approved), COLUMN(match_run, refused), COLUMN(match_run, refused_meanwhile), COLUMN(match_run, unpaired),
	COLUMN(match_run, left));

/* What came of its proposals is counted for one run only: a list of runs does without. */
#define RUNS(counts, from)                                                                                          \
	"SELECT r.id, r.unit_id, u.name AS unit, r.path, a.login, COALESCE(r.job_id, 0) AS job_id, "                \
	"CASE WHEN r.discarded_at IS NOT NULL THEN 'discarded' WHEN r.solved_at IS NOT NULL THEN 'solved' "         \
	"WHEN j.state IN ('failed', 'cancelled') THEN 'failed' ELSE 'waiting' END AS state, r.asked_at, r.solved_at, " \
	POINT_NAMES("r.") ", LOWER(LEFT(HEX(r.input_digest), 16)) AS digest, r.students, r.families, r.edges, r.first_places, " \
	"r.second_places, r.third_places, r.fourth_places, r.score, r.blocking_pairs, r.solve_us, r.total_us, "      \
	"r.first_places * 100 DIV GREATEST(r.students, 1) AS first_percent, "                                         \
	"r.second_places * 100 DIV GREATEST(r.students, 1) AS second_percent, "                                       \
	"r.score DIV GREATEST(r.proposals, 1) AS mean_score, r.waited_days DIV GREATEST(r.served, 1) AS mean_days, "    \
	"CAST(r.proposals AS SIGNED) AS proposals, " counts                                                            \
	", CAST(r.unpaired AS SIGNED) AS unpaired, CAST(r.left_over AS SIGNED) AS `left` "                            \
	"FROM " from " JOIN unit u ON u.id = r.unit_id LEFT JOIN account a ON a.id = r.account_id LEFT JOIN job j ON j.id = r.job_id "
#define NO_COUNTS "0 AS undecided, 0 AS approved, 0 AS refused, 0 AS refused_meanwhile"
#define COUNTED(condition, name) "(SELECT COUNT(*) FROM match_proposal p WHERE p.run_id = r.id AND " condition ") AS " name
#define COUNTS                                                                                                     \
	COUNTED("p.decision IS NULL AND p.refusal IS NULL", "undecided") ", " COUNTED("p.decision = 'approved'", "approved") ", " \
	COUNTED("p.decision = 'refused'", "refused") ", "                                                            \
	COUNTED("p.decision IS NULL AND p.refusal IS NOT NULL", "refused_meanwhile")

static const struct statement by_id = {
	.sql = RUNS(COUNTS, "match_run r") "WHERE r.id = ? AND r.path LIKE CONCAT(?, '%')", .params = "is", .row = &match_run_shape };
static const struct statement list = {
	.sql = RUNS(NO_COUNTS, "match_run r") "WHERE r.path LIKE CONCAT(?, '%') AND r.id < ? ORDER BY r.id DESC LIMIT ?",
	.params = "sii", .row = &match_run_shape };

struct weight_version {
	int64_t version;
	struct match_points weights;
};
static const struct shape weight_version_shape = SHAPE(weight_version,
	COLUMN(weight_version, version), POINT_COLUMNS(weight_version, weights));
static const struct statement newest_weights = {
	.sql = "SELECT version, " POINT_NAMES("") " FROM match_weight ORDER BY version DESC LIMIT 1", .params = "",
	.row = &weight_version_shape };

static const struct statement insert = {
	.sql = "INSERT INTO match_run (unit_id, path, account_id, " POINT_NAMES("") ", asked_at) "
	       "VALUES (?, ?, NULLIF(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "isiiiiiiiiit" };
static const struct statement set_job = { .sql = "UPDATE match_run SET job_id = ? WHERE id = ?", .params = "ii" };
static const struct statement discard = {
	.sql = "UPDATE match_run SET discarded_at = ? WHERE id = ? AND discarded_at IS NULL", .params = "ti" };

const struct shape run_figure_shape = SHAPE(run_figure,
	COLUMN(run_figure, grouping, .names = match_grouping_names), COLUMN(run_figure, name), COLUMN(run_figure, words, .nullable = true),
	COLUMN(run_figure, students), COLUMN(run_figure, matched), COLUMN(run_figure, second), COLUMN(run_figure, waited_days),
	COLUMN(run_figure, percent), COLUMN(run_figure, second_percent), COLUMN(run_figure, mean_days));
static const struct statement figures = {
	.sql = "SELECT f.grouping, f.name, d.name AS words, f.students, f.matched, f.second, f.waited_days, "
	       "f.matched * 100 DIV GREATEST(f.students, 1) AS percent, f.second * 100 DIV GREATEST(f.students, 1) AS second_percent, "
	       "f.waited_days DIV GREATEST(f.served, 1) AS mean_days FROM match_figure f "
	       "LEFT JOIN division d ON f.grouping = 'county' AND d.code = f.name WHERE f.run_id = ? ORDER BY f.grouping, f.name",
	.params = "i", .row = &run_figure_shape };

const struct shape run_unpaired_shape = SHAPE(run_unpaired,
	COLUMN(run_unpaired, family_id), COLUMN(run_unpaired, family), COLUMN(run_unpaired, county),
	COLUMN(run_unpaired, why, .names = unpaired_why_names), COLUMN(run_unpaired, nearest, .nullable = true),
	COLUMN(run_unpaired, nearest_short));
static const struct statement unpaired = {
	.sql = "SELECT m.family_id, f.code AS family, d.name AS county, m.why, s.code AS nearest, COALESCE(m.short, 0) AS nearest_short "
	       "FROM match_unpaired m JOIN family f ON f.id = m.family_id JOIN division d ON d.code = LEFT(f.home_code, 6) "
	       "LEFT JOIN student s ON s.id = m.nearest_id WHERE m.run_id = ? AND m.family_id > ? ORDER BY m.family_id LIMIT ?",
	.params = "iii", .row = &run_unpaired_shape };

const struct shape run_left_shape = SHAPE(run_left,
	COLUMN(run_left, student_id), COLUMN(run_left, student), COLUMN(run_left, county), COLUMN(run_left, why, .names = left_why_names));
static const struct statement left = {
	.sql = "SELECT m.student_id, s.code AS student, d.name AS county, m.why FROM match_left m JOIN student s ON s.id = m.student_id "
	       "JOIN pairing_student ps ON ps.student_id = m.student_id JOIN division d ON d.code = LEFT(ps.home_code, 6) "
	       "WHERE m.run_id = ? AND m.student_id > ? ORDER BY m.student_id LIMIT ?",
	.params = "iii", .row = &run_left_shape };

const struct statement *const match_run_statements[] = {
	&by_id, &list, &newest_weights, &insert, &set_job, &discard, &figures, &unpaired, &left, NULL };

enum err match_weights_current(struct db *db, struct arena *arena, struct match_points *out, int64_t *version)
{
	struct weight_version newest;

	TRY(db_one(db, arena, &newest_weights, &newest));
	*out = newest.weights;
	*version = newest.version;
	return OK;
}

static bool weights_are_sound(const struct match_points *weights)
{
	const int64_t parts[score_parts] = { weights->village, weights->township, weights->county, weights->distance, weights->fit,
					     weights->waiting, weights->vulnerability, weights->continuity };

	for (size_t i = 0; i < score_parts; i++)
		if (parts[i] < 0 || parts[i] > score_max)
			return false;
	return points_sum(weights) >= 1 && points_sum(weights) <= score_max;
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t id,
			    const char *path, struct timestamp now)
{
	const struct audit_event event = { .action = action, .unit_path = path, .outcome = AUDIT_DONE,
					   .subject = arena_print(arena, "match_run:%lld", (long long)id) };

	return audit_write(db, arena, actor, &event, now);
}

enum err match_run_ask(struct db *db, struct arena *arena, const struct actor *actor, int64_t unit_id, const struct match_points *weights,
		       struct timestamp now, int64_t *id)
{
	const struct match_points *w = weights;
	struct job_wish wish = { .kind = "match_run" };
	struct unit unit;
	int64_t made, job;

	if (!weights_are_sound(weights))
		return E_INVALID;
	TRY(unit_find(db, arena, actor->unit_path, unit_id, &unit));
	TRY(db_run(db, &insert, NULL, unit_id, unit.path, actor->account_id, w->village, w->township, w->county, w->distance, w->fit,
		   w->waiting, w->vulnerability, w->continuity, now));
	made = db_last_id(db);
	wish.subject = arena_print(arena, "match_run:%lld", (long long)made);
	wish.unit_path = unit.path;
	TRY(job_queue(db, arena, actor, &wish, now, &job));
	TRY(db_run(db, &set_job, NULL, job, made));
	TRY(write_trail(db, arena, actor, "match_run", made, unit.path, now));
	*id = made;
	return OK;
}

enum err match_run_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out, bool *more)
{
	TRY(db_all(db, arena, &list, out, scope, before > 0 ? before : INT64_MAX, rows + 1));
	*more = out->count > (size_t)rows;
	out->count -= *more;
	return OK;
}

enum err match_run_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct match_run *out)
{
	return db_one(db, arena, &by_id, out, id, scope != NULL ? scope : "");
}

enum err match_run_discard(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now)
{
	struct match_run run;
	uint64_t changed;

	TRY(match_run_find(db, arena, actor->unit_path, id, &run));
	TRY(db_run(db, &discard, &changed, now, id));
	if (changed == 0)
		return E_CONFLICT;
	return write_trail(db, arena, actor, "match_discard", id, run.path, now);
}

enum err match_run_figures(struct db *db, struct arena *arena, int64_t id, struct rows *out)
{
	return db_all(db, arena, &figures, out, id);
}

enum err match_run_unpaired(struct db *db, struct arena *arena, int64_t id, int64_t after, int64_t rows, struct rows *out, bool *more)
{
	TRY(db_all(db, arena, &unpaired, out, id, after, rows + 1));
	*more = out->count > (size_t)rows;
	out->count -= *more;
	return OK;
}

enum err match_run_left(struct db *db, struct arena *arena, int64_t id, int64_t after, int64_t rows, struct rows *out, bool *more)
{
	TRY(db_all(db, arena, &left, out, id, after, rows + 1));
	*more = out->count > (size_t)rows;
	out->count -= *more;
	return OK;
}
