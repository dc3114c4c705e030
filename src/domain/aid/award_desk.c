#include "domain/aid/award_desk.h"

#include "domain/aid/award_parts.h"
#include "domain/office/job.h"
#include "domain/office/sealed_places.h"

const struct shape award_entry_shape = SHAPE(award_entry,
	COLUMN(award_entry, id), COLUMN(award_entry, code), COLUMN(award_entry, state, .names = award_state_names),
	COLUMN(award_entry, student_code), COLUMN(award_entry, school), COLUMN(award_entry, programme), COLUMN(award_entry, programme_en),
	COLUMN(award_entry, period), COLUMN(award_entry, stage, .names = stage_names), COLUMN(award_entry, grade),
	COLUMN(award_entry, amount), COLUMN(award_entry, appealed), COLUMN(award_entry, changed_at));

#define OF_AWARD(field, ...)                                                                                        \
	{ .name = #field, .offset = offsetof(struct award_desk, award.field),                                       \
	  .type = COLUMN_TYPE_OF(((struct award_desk *)0)->award.field), __VA_ARGS__ }
const struct shape award_desk_shape = SHAPE(award_desk,
	OF_AWARD(id), OF_AWARD(code), OF_AWARD(student_id), OF_AWARD(programme_id), OF_AWARD(version_id), OF_AWARD(decided_for),
	OF_AWARD(path), OF_AWARD(period), OF_AWARD(tier), OF_AWARD(amount), OF_AWARD(applied_at, .nullable = true),
	OF_AWARD(verified_at, .nullable = true), OF_AWARD(approved_at, .nullable = true), OF_AWARD(refused_at, .nullable = true),
	OF_AWARD(confirmed_at, .nullable = true), OF_AWARD(appealed_at, .nullable = true), OF_AWARD(decided_at, .nullable = true),
	OF_AWARD(notice_id), OF_AWARD(paid_on, .nullable = true), OF_AWARD(refusal, .names = award_refusal_names),
	OF_AWARD(state, .names = award_state_names), COLUMN(award_desk, student_code), COLUMN(award_desk, school),
	COLUMN(award_desk, programme), COLUMN(award_desk, programme_en), COLUMN(award_desk, law_ref), COLUMN(award_desk, version),
	COLUMN(award_desk, stage, .names = stage_names), COLUMN(award_desk, grade), COLUMN(award_desk, paid),
	COLUMN(award_desk, computed_at, .nullable = true), COLUMN(award_desk, computed_by, .nullable = true),
	COLUMN(award_desk, applied_by, .nullable = true), COLUMN(award_desk, verified_by, .nullable = true),
	COLUMN(award_desk, approved_by, .nullable = true), COLUMN(award_desk, refused_by, .nullable = true),
	COLUMN(award_desk, decided_by, .nullable = true), COLUMN(award_desk, sheet, .nullable = true), COLUMN(award_desk, sheet_line),
	COLUMN(award_desk, objections_until, .nullable = true), COLUMN(award_desk, stands));

#define ENTRIES                                                                                                     \
	"SELECT STRAIGHT_JOIN a.id, a.code, a.state, s.code AS student_code, u.name AS school, p.title AS programme, "   \
	"p.title_en AS programme_en, a.period, s.stage, CAST(s.grade AS SIGNED) AS grade, a.amount_fen AS amount, "      \
	"a.appealed_at IS NOT NULL AND a.decided_at IS NULL AS appealed, a.changed_at FROM award a "
#define JOINS "JOIN student s ON s.id = a.student_id JOIN unit u ON u.id = s.school_id JOIN programme p ON p.id = a.programme_id "
#define FILTERS                                                                                                     \
	"a.id < ? AND a.path LIKE CONCAT(?, '%') AND (? OR a.state = ?) AND (? = 0 OR a.programme_id = ?) AND (? = '' OR a.period = ?) " \
	"AND (NOT ? OR (a.appealed_at IS NOT NULL AND a.decided_at IS NULL)) ORDER BY a.id DESC LIMIT ?"
#define FILTER_PARAMS "isbsiissbi"

/* The widest scopes read awards, newest first, by what narrows most; a township or a school has few. */
static const struct statement of_all = { .sql = ENTRIES "FORCE INDEX (PRIMARY) " JOINS "WHERE " FILTERS, .params = FILTER_PARAMS,
					 .row = &award_entry_shape };
static const struct statement of_state = { .sql = ENTRIES "FORCE INDEX (award_by_state) " JOINS "WHERE a.state = ? AND " FILTERS,
					   .params = "s" FILTER_PARAMS, .row = &award_entry_shape };
static const struct statement of_programme = {
	.sql = ENTRIES "FORCE INDEX (award_by_programme) " JOINS "WHERE a.programme_id = ? AND " FILTERS, .params = "i" FILTER_PARAMS,
	.row = &award_entry_shape };
static const struct statement of_few = { .sql = ENTRIES "FORCE INDEX (award_by_path) " JOINS "WHERE " FILTERS, .params = FILTER_PARAMS,
					 .row = &award_entry_shape };
static const struct statement of_student = {
	.sql = ENTRIES "FORCE INDEX (award_once) " JOINS "WHERE a.student_id = ? ORDER BY a.id DESC LIMIT 50", .params = "i",
	.row = &award_entry_shape };

#define NAME_OF(column, alias) "(SELECT c.name FROM account c WHERE c.id = a." column ") AS " alias
static const struct statement desk = {
	.sql = "SELECT a.id, a.code, a.student_id, a.programme_id, a.version_id, a.decided_for, a.path, a.period, CAST(a.tier AS SIGNED) AS tier, "
	       "a.amount_fen AS amount, a.applied_at, a.verified_at, a.approved_at, a.refused_at, a.confirmed_at, a.appealed_at, a.decided_at, "
	       "COALESCE(a.notice_id, 0) AS notice_id, a.paid_on, COALESCE(a.refusal, 'not_entitled') AS refusal, a.state, "
	       "s.code AS student_code, u.name AS school, p.title AS programme, p.title_en AS programme_en, v.law_ref, "
	       "CAST(v.version AS SIGNED) AS version, s.stage, CAST(s.grade AS SIGNED) AS grade, COALESCE(a.paid_fen, 0) AS paid, a.computed_at, "
	       NAME_OF("computed_by", "computed_by") ", " NAME_OF("applied_by", "applied_by") ", " NAME_OF("verified_by", "verified_by") ", "
	       NAME_OF("approved_by", "approved_by") ", " NAME_OF("refused_by", "refused_by") ", " NAME_OF("decided_by", "decided_by") ", "
	       "n.code AS sheet, CAST(COALESCE(a.notice_line, 0) AS SIGNED) AS sheet_line, n.objections_until, COALESCE(a.stands, FALSE) AS stands "
	       "FROM award a JOIN student s ON s.id = a.student_id JOIN unit u ON u.id = s.school_id JOIN programme p ON p.id = a.programme_id "
	       "JOIN aid_rule_version v ON v.id = a.version_id LEFT JOIN award_notice n ON n.id = a.notice_id WHERE a.code = ?",
	.params = "s", .row = &award_desk_shape };

struct pinned {
	struct bytes facts;
};
static const struct shape pinned_shape = SHAPE(pinned, COLUMN(pinned, facts));
static const struct statement pinned_of = {
	.sql = "SELECT facts_sealed AS facts FROM award WHERE code = ? AND facts_sealed IS NOT NULL", .params = "s", .row = &pinned_shape };

const struct shape award_programme_shape = SHAPE(award_programme,
	COLUMN(award_programme, id), COLUMN(award_programme, title), COLUMN(award_programme, title_en), COLUMN(award_programme, chosen));
static const struct statement programmes = {
	.sql = "SELECT p.id, p.title, p.title_en, p.id = ? AS chosen FROM programme p WHERE EXISTS (SELECT 1 FROM aid_rule_version v "
	       "WHERE v.programme_id = p.id AND v.state = 'published' AND v.valid_from <= ? AND (v.valid_to IS NULL OR v.valid_to >= ?)) "
	       "ORDER BY p.position, p.id LIMIT 200",
	.params = "idd", .row = &award_programme_shape };

const struct shape award_heap_shape = SHAPE(award_heap,
	COLUMN(award_heap, school_id), COLUMN(award_heap, school), COLUMN(award_heap, programme_id), COLUMN(award_heap, programme),
	COLUMN(award_heap, programme_en), COLUMN(award_heap, period), COLUMN(award_heap, applied), COLUMN(award_heap, verified),
	COLUMN(award_heap, noticed));
static const struct statement heaps = {
	.sql = "SELECT u.id AS school_id, u.name AS school, p.id AS programme_id, p.title AS programme, p.title_en AS programme_en, a.period, "
	       "COUNT(IF(a.state = 'applied', 1, NULL)) AS applied, COUNT(IF(a.state = 'verified', 1, NULL)) AS verified, "
	       "COUNT(IF(a.state = 'noticed', 1, NULL)) AS noticed FROM award a FORCE INDEX (award_by_state) JOIN unit u ON u.path = a.path "
	       "JOIN programme p ON p.id = a.programme_id LEFT JOIN award_notice n ON n.id = a.notice_id "
	       "WHERE a.state IN ('applied', 'verified', 'noticed') AND a.path LIKE CONCAT(?, '%') AND (n.id IS NULL OR n.objections_until < ?) "
	       "GROUP BY u.id, p.id, a.period ORDER BY u.path, p.position, a.period LIMIT ?",
	.params = "sdi", .row = &award_heap_shape };

const struct statement *const award_desk_statements[] = {
	&of_all, &of_state, &of_programme, &of_few, &of_student, &desk, &pinned_of, &programmes, &heaps, NULL };

enum err award_list(struct db *db, struct arena *arena, const struct award_search *search, struct rows *out, bool *more)
{
	const int64_t before = search->before > 0 ? search->before : INT64_MAX, limit = search->rows + 1, programme = search->programme_id;
	const char *scope = search->scope, *state = award_state_names[search->state], *period = search->period;
	const bool any = !search->of_state, appealed = search->appealed;
	struct rows rows;

	if (scope_width(scope) >= SCOPE_OF_TOWN)
		TRY(db_all(db, arena, &of_few, &rows, before, scope, any, state, programme, programme, period, period, appealed, limit));
	else if (search->of_state)
		TRY(db_all(db, arena, &of_state, &rows, state, before, scope, any, state, programme, programme, period, period, appealed, limit));
	else if (programme != 0)
		TRY(db_all(db, arena, &of_programme, &rows, programme, before, scope, any, state, programme, programme, period, period, appealed,
			   limit));
	else
		TRY(db_all(db, arena, &of_all, &rows, before, scope, any, state, programme, programme, period, period, appealed, limit));
	*more = rows.count > (size_t)search->rows;
	rows.count -= *more;
	*out = rows;
	return OK;
}

enum err award_list_of_student(struct db *db, struct arena *arena, int64_t student_id, struct rows *out)
{
	return db_all(db, arena, &of_student, out, student_id);
}

enum err award_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct award_desk *out, bool *elsewhere)
{
	struct award_desk found;

	*elsewhere = false;
	TRY(db_one(db, arena, &desk, &found, code));
	if (!scope_holds(scope, found.award.path)) {
		*elsewhere = true;
		return E_NOT_FOUND;
	}
	*out = found;
	return OK;
}

enum err award_pinned_facts(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code, struct facts *out)
{
	struct pinned pinned;
	struct secret text;

	TRY(db_one(db, arena, &pinned_of, &pinned, code));
	TRY(seal_open(keyring, arena, place_in(&place_award_facts, code), pinned.facts, &text));
	return award_facts_parse(arena, text.hidden, out);
}

enum err award_programmes(struct db *db, struct arena *arena, struct date day, int64_t chosen, struct rows *out)
{
	return db_all(db, arena, &programmes, out, chosen, day, day);
}

enum err award_heaps(struct db *db, struct arena *arena, const char *scope, struct date today, int64_t rows, struct rows *out)
{
	return db_all(db, arena, &heaps, out, scope, today, rows);
}

enum err award_ask_compute(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const char *period,
			   struct timestamp now, int64_t *job_id)
{
	struct job_wish wish = { .kind = "award_compute", .unit_path = actor->unit_path };
	const struct award_programme *programme;
	struct rows rows;
	bool found = false;

	if (!award_period_holds(period))
		return E_INVALID;
	TRY(award_programmes(db, arena, date_at(now), 0, &rows));
	programme = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		found = found || programme[i].id == programme_id;
	if (!found)
		return E_NOT_FOUND;
	wish.subject = arena_print(arena, "programme:%lld", (long long)programme_id);
	wish.input = arena_print(arena, "%s %s", office_role_names[actor->role], period);
	return job_queue(db, arena, actor, &wish, now, job_id);
}
