#include "domain/pairing/visit_desk.h"

#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/visit_parts.h"

const struct shape reported_shape = SHAPE(reported,
	COLUMN(reported, id), COLUMN(reported, pair_code), COLUMN(reported, student_code), COLUMN(reported, family_code),
	COLUMN(reported, school), COLUMN(reported, planned_on), COLUMN(reported, happened_on, .nullable = true),
	COLUMN(reported, part, .names = visit_part_names), COLUMN(reported, place, .names = visit_place_names),
	COLUMN(reported, with_whom, .names = visit_with_names), COLUMN(reported, state, .names = visit_state_names),
	COLUMN(reported, minutes), COLUMN(reported, note, .nullable = true), COLUMN(reported, reported_at, .nullable = true),
	COLUMN(reported, review, .names = visit_review_names), COLUMN(reported, reviewed_at, .nullable = true),
	COLUMN(reported, review_words, .nullable = true));

struct stored_report {
	struct reported reported;
	const char *visit_key;
	struct bytes note;
};
#define IN_REPORT(field, ...)                                                                                       \
	{ .name = #field, .offset = offsetof(struct stored_report, reported.field),                                    \
	  .type = COLUMN_TYPE_OF(((struct stored_report *)0)->reported.field), __VA_ARGS__ }
static const struct shape stored_report_shape = SHAPE(stored_report,
	IN_REPORT(id), IN_REPORT(pair_code), IN_REPORT(student_code), IN_REPORT(family_code), IN_REPORT(school), IN_REPORT(planned_on),
	IN_REPORT(happened_on, .nullable = true), IN_REPORT(part, .names = visit_part_names),
	IN_REPORT(place, .names = visit_place_names), IN_REPORT(with_whom, .names = visit_with_names),
	IN_REPORT(state, .names = visit_state_names), IN_REPORT(minutes), IN_REPORT(reported_at, .nullable = true),
	IN_REPORT(review, .names = visit_review_names), IN_REPORT(reviewed_at, .nullable = true), IN_REPORT(review_words, .nullable = true),
	COLUMN(stored_report, visit_key), COLUMN(stored_report, note, .nullable = true));

#define REPORTED                                                                                                    \
	"SELECT v.id, p.code AS pair_code, s.code AS student_code, f.code AS family_code, u.name AS school, v.planned_on, "    \
	"v.happened_on, v.part, v.place, v.with_whom, " VISIT_STATE " AS state, CAST(COALESCE(v.minutes, 0) AS SIGNED) AS minutes, " \
	"v.reported_at, COALESCE(v.review, 'none') AS review, v.reviewed_at, v.review_words, v.visit_key, v.note_sealed AS note " \
	"FROM visit v JOIN pair p ON p.id = v.pair_id JOIN student s ON s.id = p.student_id JOIN family f ON f.id = p.family_id " \
	"JOIN unit u ON u.id = s.school_id WHERE s.path LIKE CONCAT(?, '%') AND v.outcome IN ('done', 'attempted') "
static const struct statement open_reports = {
	.sql = REPORTED "AND v.review IS NULL AND v.id > ? ORDER BY v.id LIMIT ?", .params = "sii", .row = &stored_report_shape };
static const struct statement reviewed_reports = {
	.sql = REPORTED "AND v.review IS NOT NULL AND (? = 0 OR v.id < ?) ORDER BY v.id DESC LIMIT ?", .params = "siii",
	.row = &stored_report_shape };

static const struct statement one_report = { .sql = REPORTED "AND v.id = ?", .params = "si", .row = &stored_report_shape };

struct visit_place_of {
	const char *pair_code, *path;
};
static const struct shape visit_place_of_shape = SHAPE(visit_place_of, COLUMN(visit_place_of, pair_code), COLUMN(visit_place_of, path));
static const struct statement one = {
	.sql = "SELECT p.code AS pair_code, s.path FROM visit v JOIN pair p ON p.id = v.pair_id JOIN student s ON s.id = p.student_id "
	       "WHERE v.id = ?", .params = "i", .row = &visit_place_of_shape };

static const struct statement review = {
	.sql = "UPDATE visit SET review = ?, reviewed_at = ?, reviewed_by = ?, review_words = NULLIF(?, '') "
	       "WHERE id = ? AND review IS NULL AND outcome IN ('done', 'attempted')",
	.params = "stisi" };

struct overdue_plan {
	int64_t id;
	const char *pair_code, *path;
};
static const struct shape overdue_plan_shape = SHAPE(overdue_plan,
	COLUMN(overdue_plan, id), COLUMN(overdue_plan, pair_code), COLUMN(overdue_plan, path));

static const struct statement overdue = {
	.sql = "SELECT v.id, p.code AS pair_code, s.path FROM visit v JOIN pair p ON p.id = v.pair_id JOIN student s ON s.id = p.student_id "
	       "WHERE v.outcome IS NULL AND v.cancelled_at IS NULL AND v.planned_on < ? ORDER BY v.planned_on, v.id LIMIT ?",
	.params = "di", .row = &overdue_plan_shape };
static const struct statement miss = {
	.sql = "UPDATE visit SET outcome = 'missed' WHERE id = ? AND outcome IS NULL AND cancelled_at IS NULL", .params = "i" };

const struct statement *const visit_desk_statements[] = { &open_reports, &reviewed_reports, &one_report, &one, &review, NULL };
const struct statement *const visit_worker_statements[] = { &overdue, &miss, NULL };

static enum err open_report(const struct keyring *keyring, struct arena *arena, const struct stored_report *stored, struct reported *out)
{
	struct secret note;

	TRY(seal_open(keyring, arena, place_in(&place_visit_note, stored->visit_key), stored->note, &note));
	*out = stored->reported;
	out->note = note.hidden;
	return OK;
}

enum err visit_desk_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, int64_t id,
			 struct reported *out)
{
	struct stored_report stored;

	TRY(db_one(db, arena, &one_report, &stored, scope, id));
	return open_report(keyring, arena, &stored, out);
}

enum err visit_desk_list(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, bool reviewed,
			 int64_t after, int64_t rows, struct rows *out, bool *more)
{
	const struct stored_report *stored;
	struct reported *reports;
	struct rows read;

	if (reviewed)
		TRY(db_all(db, arena, &reviewed_reports, &read, scope, after, after, rows + 1));
	else
		TRY(db_all(db, arena, &open_reports, &read, scope, after, rows + 1));
	stored = read.row;
	*more = (int64_t)read.count > rows;
	read.count -= *more;
	reports = ARENA_ARRAY(arena, struct reported, read.count);
	for (size_t i = 0; i < read.count; i++)
		TRY(open_report(keyring, arena, &stored[i], &reports[i]));
	*out = (struct rows){ reports, read.count };
	return OK;
}

enum err visit_exists(struct db *db, struct arena *arena, int64_t id, const char **pair_code)
{
	struct visit_place_of visit;

	TRY(db_one(db, arena, &one, &visit, id));
	*pair_code = visit.pair_code;
	return OK;
}

enum err visit_review(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum visit_review how,
		      const char *words, struct timestamp now)
{
	struct audit_event event = { .action = "visit_review", .reason = words };
	struct visit_place_of visit;
	uint64_t reviewed = 0;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &one, &visit, id));
	if (!scope_holds(actor->unit_path, visit.path))
		return E_NOT_FOUND;
	TRY(db_run(db, &review, &reviewed, visit_review_names[how], now, actor->account_id, words != NULL ? words : "", id));
	if (reviewed == 0)
		return E_CONFLICT;
	event.subject = arena_print(arena, "pair:%s", visit.pair_code);
	event.unit_path = visit.path;
	event.detail = arena_print(arena, "{\"visit\":%lld,\"review\":\"%s\"}", (long long)id, visit_review_names[how]);
	return audit_write(db, arena, actor, &event, now);
}

enum err visit_miss(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *missed)
{
	const struct date since = { date_at(now).day - visit_report_days };
	const struct overdue_plan *plan;
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &overdue, &due, since, rows));
	plan = due.row;
	for (size_t i = 0; i < due.count; i++) {
		const struct audit_event event = {
			.action = "visit_miss", .subject = arena_print(arena, "pair:%s", plan[i].pair_code), .unit_path = plan[i].path,
			.detail = arena_print(arena, "{\"visit\":%lld}", (long long)plan[i].id) };

		TRY(db_run(db, &miss, NULL, plan[i].id));
		TRY(audit_write(db, arena, &actor_worker, &event, now));
	}
	*missed = (int64_t)due.count;
	return OK;
}
