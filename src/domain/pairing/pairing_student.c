#include "domain/pairing/pairing_student.h"

#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/pairing/pair.h"

const char *const pairing_state_names[] = { "identified", "screened", "open", "closed", NULL };
const char *const pairing_close_names[] = { "guardian", "left", "school", "no_need", NULL };

const struct shape pairing_student_shape = SHAPE(pairing_student,
	COLUMN(pairing_student, student_id), COLUMN(pairing_student, code), COLUMN(pairing_student, school),
	COLUMN(pairing_student, path), COLUMN(pairing_student, county), COLUMN(pairing_student, stage, .names = stage_names),
	COLUMN(pairing_student, grade), COLUMN(pairing_student, state, .names = pairing_state_names),
	COLUMN(pairing_student, consented), COLUMN(pairing_student, township), COLUMN(pairing_student, home),
	COLUMN(pairing_student, village), TAG_COLUMNS(pairing_student), COLUMN(pairing_student, places), COLUMN(pairing_student, pairs),
	COLUMN(pairing_student, filled), COLUMN(pairing_student, household), COLUMN(pairing_student, apart),
	COLUMN(pairing_student, wants_woman), COLUMN(pairing_student, teacher, .nullable = true),
	COLUMN(pairing_student, screened_by, .nullable = true), COLUMN(pairing_student, edited_by),
	COLUMN(pairing_student, identified_at), COLUMN(pairing_student, screened_at, .nullable = true),
	COLUMN(pairing_student, opened_at, .nullable = true), COLUMN(pairing_student, closed_at, .nullable = true),
	COLUMN(pairing_student, close_reason, .names = pairing_close_names), COLUMN(pairing_student, birth));

#define PAIRS_OF "(SELECT COUNT(*) FROM pair p WHERE p.student_id = ps.student_id AND p.live = TRUE)"
#define ROWS(from)                                                                                                  \
	"SELECT ps.student_id, s.code, u.name AS school, s.path, c.name AS county, s.stage, s.grade, ps.state, "      \
	"EXISTS (SELECT 1 FROM consent k JOIN policy_text t ON t.id = k.text_id WHERE k.subject = CONCAT('student:', s.code) " \
	"AND k.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = 'pairing' AND t.version = "                \
	"(SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = 'pairing')) AS consented, " \
	"d.code AS township, d.name AS home, COALESCE(v.name, '') AS village, " TAGS_OF("ps.tags") ", ps.places, "   \
	PAIRS_OF " AS pairs, " PAIRS_OF " >= ps.places AS filled, COALESCE(ps.household, 0) AS household, NOT ps.together AS apart, " \
	"ps.wants_woman, a.login AS teacher, b.login AS screened_by, COALESCE(ps.edited_by, 0) AS edited_by, "         \
	"ps.identified_at, ps.screened_at, ps.opened_at, ps.closed_at, COALESCE(ps.close_reason, 'guardian') AS close_reason, s.birth " \
	"FROM " from " JOIN unit u ON u.id = s.school_id JOIN division d ON d.code = LEFT(ps.home_code, 9) "          \
	"JOIN division c ON c.code = LEFT(ps.home_code, 6) LEFT JOIN division v ON v.code = ps.home_code AND v.level = 'village' " \
	"LEFT JOIN account a ON a.id = ps.teacher_id LEFT JOIN account b ON b.id = ps.screened_by "

static const struct statement by_code = {
	.sql = ROWS("student s JOIN pairing_student ps ON ps.student_id = s.id") "WHERE s.code = ? AND s.path LIKE CONCAT(?, '%')",
	.params = "ss", .row = &pairing_student_shape };
/* From the wide the index of the state, in order; from a township or a school its students, who are few. */
static const struct statement list_wide = {
	.sql = ROWS("(SELECT student_id FROM pairing_student FORCE INDEX (pairing_student_by_state) WHERE state = ? AND student_id > ? "
		    "AND EXISTS (SELECT 1 FROM student w WHERE w.id = student_id AND w.path LIKE CONCAT(?, '%')) "
		    "ORDER BY student_id LIMIT ?) n JOIN pairing_student ps ON ps.student_id = n.student_id "
		    "JOIN student s ON s.id = n.student_id") "ORDER BY ps.student_id",
	.params = "sisi", .row = &pairing_student_shape };
static const struct statement list_narrow = {
	.sql = ROWS("(SELECT q.student_id FROM student w FORCE INDEX (student_by_path) STRAIGHT_JOIN pairing_student q "
		    "ON q.student_id = w.id AND q.state = ? AND q.student_id > ? WHERE w.path LIKE CONCAT(?, '%') "
		    "ORDER BY q.student_id LIMIT ?) n JOIN pairing_student ps ON ps.student_id = n.student_id "
		    "JOIN student s ON s.id = n.student_id") "ORDER BY ps.student_id",
	.params = "sisi", .row = &pairing_student_shape };

/* Who is put in: on the register, in the scope. */
struct candidate {
	int64_t id, school_id;
	const char *path;
};
static const struct shape candidate_shape = SHAPE(candidate,
	COLUMN(candidate, id), COLUMN(candidate, school_id), COLUMN(candidate, path));
static const struct statement candidate_by_code = {
	.sql = "SELECT id, school_id, path FROM student WHERE code = ? AND path LIKE CONCAT(?, '%') AND erased_at IS NULL "
	       "AND left_on IS NULL",
	.params = "ss", .row = &candidate_shape };

struct found_code {
	const char *code;
};
static const struct shape found_code_shape = SHAPE(found_code, COLUMN(found_code, code));
static const struct statement township_known = {
	.sql = "SELECT code FROM division WHERE code = ? AND level = 'township'", .params = "s", .row = &found_code_shape };
static const struct statement village_by_name = {
	.sql = "SELECT code FROM division WHERE parent_code = ? AND name = ? AND level = 'village' ORDER BY code LIMIT 1", .params = "ss",
	.row = &found_code_shape };
static const struct statement household_of = {
	.sql = "SELECT COALESCE(ps.household, ps.student_id) AS n FROM pairing_student ps JOIN student s ON s.id = ps.student_id "
	       "WHERE s.code = ? AND s.path LIKE CONCAT(?, '%')",
	.params = "ss", .row = &db_number };
static const struct statement teacher_of = {
	.sql = "SELECT a.id AS n FROM account a WHERE a.login = ? AND a.disabled_at IS NULL AND EXISTS (SELECT 1 FROM role_grant g "
	       "WHERE g.account_id = a.id AND g.role = 'school' AND g.unit_id = ? AND g.revoked_at IS NULL)",
	.params = "si", .row = &db_number };

/* What was screened: a change of it by anybody is to be screened again. Places and the teacher are none of it. */
#define AS_SCREENED                                                                                                 \
	"(state <> 'closed' AND home_code = VALUES(home_code) AND tags = VALUES(tags) AND together = VALUES(together) " \
	"AND wants_woman = VALUES(wants_woman) AND household <=> COALESCE(VALUES(household), household))"
static const struct statement put = {
	.sql = "INSERT INTO pairing_student (student_id, home_code, tags, places, household, together, wants_woman, teacher_id, identified_at, "
	       "edited_by) VALUES (?, ?, ?, ?, NULLIF(?, 0), ?, ?, NULLIF(?, 0), ?, NULLIF(?, 0)) ON DUPLICATE KEY UPDATE "
	       "screened_by = IF(" AS_SCREENED ", screened_by, NULL), screened_at = IF(" AS_SCREENED ", screened_at, NULL), "
	       "opened_at = IF(" AS_SCREENED ", opened_at, NULL), edited_by = IF(" AS_SCREENED ", edited_by, VALUES(edited_by)), "
	       "identified_at = IF(state = 'closed', VALUES(identified_at), identified_at), "
	       "closed_at = NULL, close_reason = NULL, home_code = VALUES(home_code), tags = VALUES(tags), places = VALUES(places), "
	       "household = COALESCE(VALUES(household), household), together = VALUES(together), wants_woman = VALUES(wants_woman), "
	       "teacher_id = VALUES(teacher_id)",
	.params = "isiiibbiti" };
static const struct statement join_household = {
	.sql = "UPDATE pairing_student SET household = ? WHERE student_id = ?", .params = "ii" };
static const struct statement screen = {
	.sql = "UPDATE pairing_student SET screened_at = ?, screened_by = ? WHERE student_id = ? AND state = 'identified'", .params = "tii" };
static const struct statement open_student = {
	.sql = "UPDATE pairing_student SET opened_at = ? WHERE student_id = ? AND state = 'screened'", .params = "ti" };
static const struct statement close_student = {
	.sql = "UPDATE pairing_student SET closed_at = ?, close_reason = ? WHERE student_id = ? AND state <> 'closed'", .params = "tsi" };

const struct shape township_shape = SHAPE(township, COLUMN(township, code), COLUMN(township, name));
static const struct statement townships = {
	.sql = "SELECT t.code, t.name FROM unit u JOIN division t ON t.parent_code = u.code AND t.level = 'township' "
	       "WHERE u.kind = 'county' AND (? LIKE CONCAT(u.path, '%') OR u.path LIKE CONCAT(?, '%')) ORDER BY t.code",
	.params = "ss", .row = &township_shape };

const struct statement *const pairing_student_statements[] = {
	&by_code, &list_wide, &list_narrow, &candidate_by_code, &township_known, &village_by_name, &household_of, &teacher_of, &put,
	&join_household, &screen, &open_student, &close_student, &townships, NULL };

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *code,
			    const char *path, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .unit_path = path, .outcome = AUDIT_DONE, .detail = detail,
					   .subject = arena_print(arena, "student:%s", code) };

	return audit_write(db, arena, actor, &event, now);
}

static enum err refuse(struct pairing_refusal *refusal, enum err err, const char *field, const char *reason)
{
	*refusal = (struct pairing_refusal){ field, reason };
	return err;
}

enum err pairing_student_find(struct db *db, struct arena *arena, const char *scope, const char *code, struct pairing_student *out)
{
	return db_one(db, arena, &by_code, out, code, scope != NULL ? scope : "");
}

enum err pairing_student_list(struct db *db, struct arena *arena, const char *scope, enum pairing_state state, int64_t after, int64_t rows,
			      struct rows *out, bool *more)
{
	const enum scope_width width = scope_width(scope);
	const bool is_wide = width == SCOPE_WIDEST || width == SCOPE_OF_COUNTY;

	TRY(db_all(db, arena, is_wide ? &list_wide : &list_narrow, out, pairing_state_names[state], after, scope, rows + 1));
	*more = out->count > (size_t)rows;
	out->count -= *more;
	return OK;
}

enum err pairing_townships(struct db *db, struct arena *arena, const char *path, struct rows *out)
{
	return db_all(db, arena, &townships, out, path, path);
}

/* The wish's names turned into what is stored. */
struct resolved {
	const char *home_code;
	int64_t household, teacher_id;
};

static enum err resolve_home(struct db *db, struct arena *arena, const struct pairing_wish *wish, struct resolved *out,
			     struct pairing_refusal *refusal)
{
	struct found_code found;
	enum err err = db_one(db, arena, &township_known, &found, wish->township);

	if (err == E_NOT_FOUND)
		return refuse(refusal, E_INVALID, "township", "unknown");
	TRY(err);
	if (wish->village[0] != '\0') {
		err = db_one(db, arena, &village_by_name, &found, wish->township, wish->village);
		if (err == E_NOT_FOUND)
			return refuse(refusal, E_INVALID, "village", "unknown");
		TRY(err);
	}
	out->home_code = found.code;
	return OK;
}

static enum err resolve(struct db *db, struct arena *arena, const struct actor *actor, const struct candidate *student,
			const char *code, const struct pairing_wish *wish, struct resolved *out, struct pairing_refusal *refusal)
{
	enum err err;

	*out = (struct resolved){ 0 };
	TRY(resolve_home(db, arena, wish, out, refusal));
	if (wish->sibling[0] != '\0') {
		err = strcmp(wish->sibling, code) == 0 ? E_NOT_FOUND :
		      db_one(db, arena, &household_of, &out->household, wish->sibling, actor->unit_path);
		if (err == E_NOT_FOUND)
			return refuse(refusal, E_INVALID, "sibling", "unknown");
		TRY(err);
	}
	if (wish->teacher[0] != '\0') {
		err = db_one(db, arena, &teacher_of, &out->teacher_id, wish->teacher, student->school_id);
		if (err == E_NOT_FOUND)
			return refuse(refusal, E_INVALID, "teacher", "other_school");
		TRY(err);
	}
	return OK;
}

enum err pairing_student_put(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
			     const struct pairing_wish *wish, struct timestamp now, struct pairing_refusal *refusal)
{
	struct pairing_student before, after;
	struct candidate student;
	struct resolved resolved;
	enum err was;

	TRY(db_one(db, arena, &candidate_by_code, &student, code, actor->unit_path));
	TRY(resolve(db, arena, actor, &student, code, wish, &resolved, refusal));
	was = pairing_student_find(db, arena, NULL, code, &before);
	if (was != OK && was != E_NOT_FOUND)
		return was;
	if (was == OK && wish->places < before.pairs)
		return refuse(refusal, E_INVALID, "places", "has_pairs");
	TRY(db_run(db, &put, NULL, student.id, resolved.home_code, TAG_BITS(wish), wish->places, resolved.household, !wish->apart,
		   wish->wants_woman, resolved.teacher_id, now, actor->account_id));
	/* The first of a household goes by its own id. */
	if (resolved.household != 0 && resolved.household != student.id)
		TRY(db_run(db, &join_household, NULL, resolved.household, resolved.household));
	TRY(pairing_student_find(db, arena, NULL, code, &after));
	return write_trail(db, arena, actor, "pairing_student_edit", code, student.path,
			   was == OK ? difference_json(arena, &pairing_student_shape, &before, &after, "birth") : NULL, now);
}

enum err pairing_student_screen(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
				struct pairing_refusal *refusal)
{
	struct pairing_student student;
	uint64_t changed;

	TRY(pairing_student_find(db, arena, actor->unit_path, code, &student));
	if (student.edited_by == actor->account_id)
		return refuse(refusal, E_CONFLICT, "screen", "same_person");
	TRY(db_run(db, &screen, &changed, now, actor->account_id, student.student_id));
	if (changed == 0)
		return refuse(refusal, E_CONFLICT, "screen", "state");
	return write_trail(db, arena, actor, "pairing_student_screen", code, student.path, NULL, now);
}

enum err pairing_student_open(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			      struct pairing_refusal *refusal)
{
	struct pairing_student student;
	uint64_t changed;

	TRY(pairing_student_find(db, arena, actor->unit_path, code, &student));
	if (student.state != PAIRING_SCREENED)
		return refuse(refusal, E_CONFLICT, "open", "state");
	if (!student.consented)
		return refuse(refusal, E_CONFLICT, "open", "no_consent");
	TRY(db_run(db, &open_student, &changed, now, student.student_id));
	if (changed == 0)
		return refuse(refusal, E_CONFLICT, "open", "state");
	return write_trail(db, arena, actor, "pairing_student_open", code, student.path, NULL, now);
}

enum err pairing_student_close(struct db *db, struct arena *arena, const struct actor *actor, const char *code, enum pairing_close reason,
			       struct timestamp now, struct pairing_refusal *refusal)
{
	struct pairing_student student;
	uint64_t changed;

	TRY(pairing_student_find(db, arena, actor->unit_path, code, &student));
	if (student.pairs > 0)
		return refuse(refusal, E_CONFLICT, "close", "has_pairs");
	TRY(db_run(db, &close_student, &changed, now, pairing_close_names[reason], student.student_id));
	if (changed == 0)
		return refuse(refusal, E_CONFLICT, "close", "state");
	return write_trail(db, arena, actor, "pairing_student_close", code, student.path,
			   arena_print(arena, "{\"close_reason\":\"%s\"}", pairing_close_names[reason]), now);
}

enum err pairing_student_consent(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t text_id,
				 struct timestamp now)
{
	struct pairing_student student;
	struct consent_wish wish = { .text_id = text_id, .channel = CONSENT_PAPER, .given_by = CONSENTER_GUARDIAN };
	int64_t id;

	TRY(pairing_student_find(db, arena, actor->unit_path, code, &student));
	wish.subject = arena_print(arena, "student:%s", code);
	wish.unit_path = student.path;
	wish.birth = student.birth;
	if (age_is_full(student.birth, 18, date_at(now)))
		wish.given_by = CONSENTER_SELF;
	return consent_give(db, arena, actor, &wish, now, &id);
}
