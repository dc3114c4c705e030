/* Pairs as staff find them, within the scope of the student's school. */
#include "domain/pairing/pair_card.h"
#include "domain/pairing/pair_parts.h"

const struct shape pair_entry_shape = SHAPE(pair_entry,
	COLUMN(pair_entry, id), COLUMN(pair_entry, code), COLUMN(pair_entry, state, .names = pair_state_names),
	COLUMN(pair_entry, student_code), COLUMN(pair_entry, school), COLUMN(pair_entry, family_code),
	COLUMN(pair_entry, stage, .names = stage_names), COLUMN(pair_entry, grade), COLUMN(pair_entry, proposed_at),
	COLUMN(pair_entry, held_until, .nullable = true), COLUMN(pair_entry, updated_at));

#define OF_PAIR(field, ...)                                                                                         \
	{ .name = #field, .offset = offsetof(struct pair_desk, pair.field),                                         \
	  .type = COLUMN_TYPE_OF(((struct pair_desk *)0)->pair.field), __VA_ARGS__ }

const struct shape pair_desk_shape = SHAPE(pair_desk,
	OF_PAIR(id), OF_PAIR(code), OF_PAIR(student_id), OF_PAIR(family_id), OF_PAIR(run_id), OF_PAIR(place),
	OF_PAIR(state, .names = pair_state_names), OF_PAIR(proposed_at), OF_PAIR(held_until, .nullable = true),
	OF_PAIR(family_accepted_at, .nullable = true), OF_PAIR(guardian_accepted_at, .nullable = true),
	OF_PAIR(school_accepted_at, .nullable = true), OF_PAIR(approved_at, .nullable = true),
	OF_PAIR(activated_at, .nullable = true), OF_PAIR(paused_at, .nullable = true), OF_PAIR(ending_at, .nullable = true),
	OF_PAIR(ended_at, .nullable = true), OF_PAIR(pause_reason, .names = pause_reason_names),
	OF_PAIR(end_reason, .names = end_reason_names), OF_PAIR(ending_by, .names = pair_party_names),
	COLUMN(pair_desk, path), COLUMN(pair_desk, student_code), COLUMN(pair_desk, school), COLUMN(pair_desk, family_code),
	COLUMN(pair_desk, stage, .names = stage_names), COLUMN(pair_desk, grade),
	COLUMN(pair_desk, proposed_by, .nullable = true), COLUMN(pair_desk, school_accepted_by, .nullable = true),
	COLUMN(pair_desk, guardian_witness, .nullable = true), COLUMN(pair_desk, approved_by, .nullable = true),
	COLUMN(pair_desk, activated_by, .nullable = true), COLUMN(pair_desk, guardian_channel, .nullable = true),
	COLUMN(pair_desk, decline_reason, .nullable = true), COLUMN(pair_desk, ended_words, .nullable = true),
	COLUMN(pair_desk, for_cause), COLUMN(pair_desk, consented), COLUMN(pair_desk, family_approved),
	COLUMN(pair_desk, approved_until, .nullable = true), COLUMN(pair_desk, concerns));

#define ENTRIES                                                                                                     \
	"SELECT STRAIGHT_JOIN p.id, p.code, p.state, s.code AS student_code, u.name AS school, f.code AS family_code, s.stage, " \
	"CAST(s.grade AS SIGNED) AS grade, p.proposed_at, p.held_until, p.updated_at "
#define ENTRY_JOINS "JOIN family f ON f.id = p.family_id JOIN unit u ON u.id = s.school_id "

/* The widest scopes read pairs, the newest first; a township or a school has few students, and reads from them. */
static const struct statement of_all = {
	.sql = ENTRIES "FROM pair p JOIN student s ON s.id = p.student_id " ENTRY_JOINS
	       "WHERE p.id < ? AND s.path LIKE CONCAT(?, '%') ORDER BY p.id DESC LIMIT ?",
	.params = "isi", .row = &pair_entry_shape };

static const struct statement of_state = {
	.sql = ENTRIES "FROM pair p FORCE INDEX (pair_by_state) JOIN student s ON s.id = p.student_id " ENTRY_JOINS
	       "WHERE p.state = ? AND p.id < ? AND s.path LIKE CONCAT(?, '%') ORDER BY p.id DESC LIMIT ?",
	.params = "sisi", .row = &pair_entry_shape };

static const struct statement of_few = {
	.sql = ENTRIES "FROM student s FORCE INDEX (student_by_path) JOIN pair p FORCE INDEX (pair_of_student) ON p.student_id = s.id "
	       ENTRY_JOINS "WHERE s.path LIKE CONCAT(?, '%') AND p.id < ? AND (? OR p.state = ?) ORDER BY p.id DESC LIMIT ?",
	.params = "sibsi", .row = &pair_entry_shape };

#define NAME_OF(column, alias) "(SELECT a.name FROM account a WHERE a.id = p." column ") AS " alias

static const struct statement desk = {
	.sql = "SELECT " PAIR_COLUMNS ", s.path, s.code AS student_code, u.name AS school, f.code AS family_code, s.stage, "
	       "CAST(s.grade AS SIGNED) AS grade, " NAME_OF("proposed_by", "proposed_by") ", "
	       NAME_OF("school_accepted_by", "school_accepted_by") ", " NAME_OF("guardian_witness_id", "guardian_witness") ", "
	       NAME_OF("approved_by", "approved_by") ", " NAME_OF("activated_by", "activated_by") ", "
	       "CAST(p.guardian_channel AS CHAR) AS guardian_channel, CAST(p.decline_reason AS CHAR) AS decline_reason, p.ended_words, "
	       "p.for_cause, EXISTS (SELECT 1 FROM consent c JOIN policy_text t ON t.id = c.text_id "
	       "WHERE c.subject = CONCAT('student:', s.code) AND c.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = 'pairing' "
	       "AND t.version = (SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = 'pairing')) AS consented, "
	       "COALESCE(f.state = 'approved' AND f.approved_until >= ?, FALSE) AS family_approved, f.approved_until, "
	       "(SELECT COUNT(*) FROM concern c WHERE c.pair_id = p.id AND c.state IN ('raised', 'taken')) AS concerns "
	       "FROM pair p JOIN student s ON s.id = p.student_id JOIN unit u ON u.id = s.school_id JOIN family f ON f.id = p.family_id "
	       "WHERE p.code = ?",
	.params = "ds", .row = &pair_desk_shape };

const struct statement *const pair_desk_statements[] = { &of_all, &of_state, &of_few, &desk, NULL };

enum err pair_list(struct db *db, struct arena *arena, const struct pair_search *search, struct rows *out, bool *more)
{
	const int64_t before = search->before > 0 ? search->before : INT64_MAX, limit = search->rows + 1;
	const char *state = pair_state_names[search->state];
	struct rows rows;

	if (scope_width(search->scope) >= SCOPE_OF_TOWN)
		TRY(db_all(db, arena, &of_few, &rows, search->scope, before, !search->of_state, state, limit));
	else if (search->of_state)
		TRY(db_all(db, arena, &of_state, &rows, state, before, search->scope, limit));
	else
		TRY(db_all(db, arena, &of_all, &rows, before, search->scope, limit));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count = (size_t)search->rows;
	*out = rows;
	return OK;
}

enum err pair_desk_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct timestamp now,
			struct pair_desk *out, bool *elsewhere)
{
	struct pair_desk found;
	const enum err err = db_one(db, arena, &desk, &found, date_at(now), code);

	if (err == E_NOT_FOUND)
		*elsewhere = false;
	TRY(err);
	if (!scope_holds(scope, found.path)) {
		*elsewhere = true;
		return E_NOT_FOUND;
	}
	*out = found;
	return OK;
}
