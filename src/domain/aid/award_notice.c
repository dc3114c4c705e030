#include "domain/aid/award_notice.h"

#include "base/text.h"
#include "domain/aid/award_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const struct shape award_notice_shape = SHAPE(award_notice,
	COLUMN(award_notice, id), COLUMN(award_notice, code), COLUMN(award_notice, school), COLUMN(award_notice, path),
	COLUMN(award_notice, programme), COLUMN(award_notice, programme_en), COLUMN(award_notice, period), COLUMN(award_notice, awards),
	COLUMN(award_notice, posted_on), COLUMN(award_notice, objections_until), COLUMN(award_notice, removed_on),
	COLUMN(award_notice, open), COLUMN(award_notice, running));

const struct shape award_notice_line_shape = SHAPE(award_notice_line,
	COLUMN(award_notice_line, line), COLUMN(award_notice_line, name, .nullable = true), COLUMN(award_notice_line, stage, .names = stage_names),
	COLUMN(award_notice_line, grade));

const struct shape award_notice_count_shape = SHAPE(award_notice_count,
	COLUMN(award_notice_count, programme), COLUMN(award_notice_count, programme_en), COLUMN(award_notice_count, period),
	COLUMN(award_notice_count, awards));

#define NOTICES(path, by)                                                                                             \
	"SELECT n.id, n.code, u.name AS school, " path " AS path, p.title AS programme, p.title_en AS programme_en, n.period, " \
	"CAST(n.awards AS SIGNED) AS awards, n.posted_on, n.objections_until, n.removed_on, " \
	"(SELECT COUNT(*) FROM award_objection o WHERE o.notice_id = n.id AND o.decided_at IS NULL) AS open, " \
	"(n.posted_on <= ? AND n.objections_until >= ?) AS running FROM award_notice n " by "JOIN unit u ON u.id = n.school_id " \
	"JOIN programme p ON p.id = n.programme_id "

static const struct statement by_code = {
	.sql = NOTICES("u.path", "") "WHERE n.code = ?", .params = "dds", .row = &award_notice_shape };
static const struct statement newest = {
	.sql = NOTICES("n.path", "") "WHERE n.id < ? AND n.path LIKE CONCAT(?, '%') ORDER BY n.id DESC LIMIT ?", .params = "ddisi",
	.row = &award_notice_shape };
static const struct statement of_few = {
	.sql = NOTICES("n.path", "FORCE INDEX (award_notice_by_path) ") "WHERE n.id < ? AND n.path LIKE CONCAT(?, '%') ORDER BY n.id DESC LIMIT ?", .params = "ddisi",
	.row = &award_notice_shape };

static const struct statement counts = {
	.sql = "SELECT p.title AS programme, p.title_en AS programme_en, n.period, CAST(SUM(n.awards) AS SIGNED) AS awards FROM award_notice n "
	       "FORCE INDEX (award_notice_by_day) JOIN programme p ON p.id = n.programme_id WHERE n.objections_until >= ? AND n.posted_on <= ? "
	       "GROUP BY p.id, n.period HAVING SUM(n.awards) >= ? ORDER BY p.position, p.id, n.period LIMIT 200",
	.params = "ddi", .row = &award_notice_count_shape };

struct stored_line {
	int64_t line;
	const char *code;
	struct bytes name;
	enum stage stage;
	int64_t grade;
};
static const struct shape stored_line_shape = SHAPE(stored_line,
	COLUMN(stored_line, line), COLUMN(stored_line, code), COLUMN(stored_line, name, .nullable = true),
	COLUMN(stored_line, stage, .names = stage_names), COLUMN(stored_line, grade));
static const struct statement lines = {
	.sql = "SELECT CAST(a.notice_line AS SIGNED) AS line, s.code, s.name_sealed AS name, s.stage, CAST(s.grade AS SIGNED) AS grade "
	       "FROM award a JOIN student s ON s.id = a.student_id WHERE a.notice_id = ? ORDER BY a.notice_line",
	.params = "i", .row = &stored_line_shape };

struct school {
	const char *path;
};
static const struct shape school_shape = SHAPE(school, COLUMN(school, path));
static const struct statement school_of = {
	.sql = "SELECT path FROM unit WHERE id = ? AND kind = 'school'", .params = "i", .row = &school_shape };
static const struct statement verified = {
	.sql = "SELECT " AWARD_COLUMNS " FROM award a FORCE INDEX (award_of_programme) WHERE a.programme_id = ? AND a.period = ? "
	       "AND a.state = 'verified' AND a.path = ? ORDER BY a.id LIMIT ? FOR UPDATE",
	.params = "issi", .row = &award_shape };

struct new_notice {
	const char *code;
	int64_t school_id;
	const char *path;
	int64_t programme_id;
	const char *period;
	int64_t awards;
	struct date posted_on, objections_until, removed_on;
	struct timestamp made_at;
	int64_t made_by;
};
static const struct shape new_notice_shape = SHAPE(new_notice,
	COLUMN(new_notice, code), COLUMN(new_notice, school_id), COLUMN(new_notice, path), COLUMN(new_notice, programme_id),
	COLUMN(new_notice, period), COLUMN(new_notice, awards), COLUMN(new_notice, posted_on), COLUMN(new_notice, objections_until),
	COLUMN(new_notice, removed_on), COLUMN(new_notice, made_at), COLUMN(new_notice, made_by));
static const struct statement insert = {
	.sql = "INSERT INTO award_notice (code, school_id, path, programme_id, period, awards, posted_on, objections_until, removed_on, made_at, "
	       "made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_notice_shape };
static const struct statement put_on = {
	.sql = "UPDATE award SET notice_id = ?, notice_line = ?, changed_at = ? WHERE id = ?", .params = "iiti" };

const struct statement *const award_notice_statements[] = { &by_code, &counts, NULL };
const struct statement *const award_notice_desk_statements[] = {
	&by_code, &newest, &of_few, &lines, &school_of, &verified, &insert, &put_on, NULL };

static enum err write_post(struct db *db, struct arena *arena, const struct actor *actor, const struct new_notice *notice,
			   const struct award *awards, struct timestamp now)
{
	const int64_t id = db_last_id(db);

	for (int64_t i = 0; i < notice->awards; i++) {
		TRY(db_run(db, &put_on, NULL, id, i + 1, now, awards[i].id));
		TRY(award_write_trail(db, arena, actor, "award_notice", &awards[i], NULL,
				      arena_print(arena, "{\"sheet\":\"%s\"}", notice->code), now));
	}
	return OK;
}

enum err award_notice_post(struct db *db, struct arena *arena, const struct actor *actor, const struct award_notice_wish *wish,
			   struct timestamp now, const char **code, enum award_word *word)
{
	const struct date today = date_at(now);
	struct new_notice notice = { .code = code_new(arena), .school_id = wish->group.school_id, .programme_id = wish->group.programme_id,
				     .period = wish->group.period, .posted_on = wish->posted_on, .made_at = now,
				     .made_by = actor->account_id };
	struct school school;
	struct rows rows;

	if (wish->days < award_notice_days_least || wish->days > award_notice_days_most || wish->posted_on.day < today.day ||
	    wish->posted_on.day > today.day + award_notice_ahead_days || !award_period_holds(wish->group.period))
		return E_INVALID;
	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &school_of, &school, wish->group.school_id));
	if (!scope_holds(actor->unit_path, school.path))
		return E_NOT_FOUND;
	TRY(db_all(db, arena, &verified, &rows, wish->group.programme_id, wish->group.period, school.path, (int64_t)award_notice_lines_most));
	if (rows.count == 0)
		return award_cannot(word, AWARD_NOTHING);
	notice.path = school.path;
	notice.awards = (int64_t)rows.count;
	notice.objections_until.day = wish->posted_on.day + (int32_t)wish->days - 1;
	notice.removed_on.day = notice.objections_until.day + 1;
	TRY(db_run(db, &insert, NULL, &notice));
	TRY(write_post(db, arena, actor, &notice, rows.row, now));
	*code = notice.code;
	return OK;
}

enum err award_notice_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct date today,
			   struct rows *out, bool *more)
{
	const int64_t from = before > 0 ? before : INT64_MAX;
	const struct statement *statement = scope_width(scope) >= SCOPE_OF_TOWN ? &of_few : &newest;
	struct rows read;

	TRY(db_all(db, arena, statement, &read, today, today, from, scope, rows + 1));
	*more = read.count > (size_t)rows;
	read.count -= *more;
	*out = read;
	return OK;
}

enum err award_notice_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct date today,
			   struct award_notice *out)
{
	struct award_notice notice;

	TRY(db_one(db, arena, &by_code, &notice, today, today, code));
	if (scope != NULL && !scope_holds(scope, notice.path))
		return E_NOT_FOUND;
	*out = notice;
	return OK;
}

enum err award_notice_lines(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct rows *out)
{
	const struct stored_line *stored;
	struct award_notice_line *shown;
	struct rows rows;

	TRY(db_all(db, arena, &lines, &rows, id));
	stored = rows.row;
	shown = ARENA_ARRAY(arena, struct award_notice_line, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct secret name;

		TRY(seal_open(keyring, arena, place_in(&place_student_name, stored[i].code), stored[i].name, &name));
		shown[i] = (struct award_notice_line){ .line = stored[i].line, .stage = stored[i].stage, .grade = stored[i].grade,
						       .name = student_mask_name(arena, name.hidden != NULL ? name.hidden : "") };
	}
	*out = (struct rows){ shown, rows.count };
	return OK;
}

enum err award_notice_counts(struct db *db, struct arena *arena, struct date today, struct rows *out)
{
	return db_all(db, arena, &counts, out, today, today, (int64_t)award_notice_least);
}
