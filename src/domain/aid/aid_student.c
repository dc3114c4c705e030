#include "domain/aid/aid_student.h"

#include "domain/office/audit.h"

struct registered {
	int64_t id;
	const char *code;
	int64_t school_id;
	const char *path;
	struct date birth;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since;
};
static const struct shape registered_shape = SHAPE(registered,
	COLUMN(registered, id), COLUMN(registered, code), COLUMN(registered, school_id), COLUMN(registered, path),
	COLUMN(registered, birth), COLUMN(registered, stage, .names = stage_names), COLUMN(registered, grade),
	COLUMN(registered, hardship, .names = hardship_names), COLUMN(registered, since));

struct stated {
	int64_t student_id;
	const char *field, *value;
};
static const struct shape stated_shape = SHAPE(stated, COLUMN(stated, student_id), COLUMN(stated, field), COLUMN(stated, value));

#define REGISTERED                                                                                                  \
	"SELECT s.id, s.code, s.school_id, s.path, s.birth, s.stage, s.grade, s.hardship, s.since FROM student s "
#define ON_IT " AND s.left_on IS NULL AND s.erased_at IS NULL "
#define STATED "SELECT f.student_id, f.field, f.value FROM "

/* The wide read students by id; a township or a school has few, read by path and put in order. */
static const struct statement page_wide = {
	.sql = REGISTERED "FORCE INDEX (PRIMARY) WHERE s.id > ? AND s.path LIKE CONCAT(?, '%')" ON_IT "ORDER BY s.id LIMIT ?",
	.params = "isi", .row = &registered_shape };
static const struct statement page_narrow = {
	.sql = REGISTERED "FORCE INDEX (student_by_path) WHERE s.id > ? AND s.path LIKE CONCAT(?, '%')" ON_IT "ORDER BY s.id LIMIT ?",
	.params = "isi", .row = &registered_shape };
static const struct statement by_code = { .sql = REGISTERED "WHERE s.code = ?" ON_IT, .params = "s", .row = &registered_shape };

static const struct statement stated_wide = {
	.sql = STATED "aid_fact f WHERE f.student_id > ? AND f.student_id <= ? ORDER BY f.student_id", .params = "ii", .row = &stated_shape };
static const struct statement stated_narrow = {
	.sql = STATED "student s FORCE INDEX (student_by_path) STRAIGHT_JOIN aid_fact f ON f.student_id = s.id "
	       "WHERE s.path LIKE CONCAT(?, '%') AND f.student_id > ? AND f.student_id <= ? ORDER BY f.student_id",
	.params = "sii", .row = &stated_shape };

const struct statement *const aid_student_statements[] = { &page_wide, &page_narrow, &by_code, &stated_wide, &stated_narrow, NULL };

void aid_student_from_register(enum stage stage, int64_t grade, enum hardship hardship, struct date birth, struct date day,
			       struct facts *out)
{
	static const enum fact_field of_hardship[] = {
		[HARDSHIP_REGISTERED_POOR] = FACT_REGISTERED_POOR, [HARDSHIP_MINIMUM_LIVING] = FACT_MINIMUM_LIVING,
		[HARDSHIP_EXTREME_POVERTY] = FACT_EXTREME_POVERTY, [HARDSHIP_ORPHAN] = FACT_ORPHAN, [HARDSHIP_DISABLED] = FACT_DISABLED,
		[HARDSHIP_OTHER] = FACT_OTHER_HARDSHIP };
	int64_t age;

	*out = (struct facts){ .known = 0 };
	fact_set(out, FACT_STAGE, (int64_t)stage);
	fact_set(out, FACT_GRADE, grade);
	if (fact_age(birth, day, &age) == OK)
		fact_set(out, FACT_AGE, age);
	fact_set(out, FACT_ON_ROLL, 1);
	fact_set(out, FACT_SCHOOL_PLACE, PLACE_CITY);
	fact_set(out, of_hardship[hardship], 1);
}

/* E_INTERNAL: what is stored is no fact, or not one of its values. */
static enum err take_stated(const struct stated *row, struct facts *facts)
{
	const int field = fact_find(row->field);
	int64_t value;

	if (field < 0 || fact_parse((enum fact_field)field, row->value, &value) != OK)
		return E_INTERNAL;
	fact_set(facts, (enum fact_field)field, value);
	return OK;
}

static struct aid_student from_row(const struct registered *row, struct date day)
{
	struct aid_student student = { .id = row->id, .code = row->code, .school_id = row->school_id, .path = row->path,
				       .stage = row->stage, .hardship = row->hardship, .since = row->since };

	aid_student_from_register(row->stage, row->grade, row->hardship, row->birth, day, &student.facts);
	return student;
}

enum err aid_student_page(struct db *db, struct arena *arena, const struct aid_student_search *search, struct rows *out, bool *more)
{
	const bool narrow = scope_width(search->scope) >= SCOPE_OF_TOWN;
	const struct registered *row;
	const struct stated *said;
	struct aid_student *students;
	struct rows read, stated = { NULL, 0 };
	size_t count, at = 0;

	TRY(db_all(db, arena, narrow ? &page_narrow : &page_wide, &read, search->after_id, search->scope, search->rows + 1));
	row = read.row;
	count = read.count > (size_t)search->rows ? (size_t)search->rows : read.count;
	if (count > 0 && narrow)
		TRY(db_all(db, arena, &stated_narrow, &stated, search->scope, search->after_id, row[count - 1].id));
	else if (count > 0)
		TRY(db_all(db, arena, &stated_wide, &stated, search->after_id, row[count - 1].id));
	said = stated.row;
	students = ARENA_ARRAY(arena, struct aid_student, count);
	for (size_t i = 0; i < count; i++) {
		students[i] = from_row(&row[i], search->day);
		while (at < stated.count && said[at].student_id < row[i].id)
			at++;
		for (; at < stated.count && said[at].student_id == row[i].id; at++)
			TRY(take_stated(&said[at], &students[i].facts));
		fact_imply(&students[i].facts);
	}
	*more = read.count > count;
	*out = (struct rows){ students, count };
	return OK;
}

static enum err stated_of(struct db *db, struct arena *arena, int64_t id, struct facts *facts)
{
	const struct stated *said;
	struct rows stated;

	TRY(db_all(db, arena, &stated_wide, &stated, id - 1, id));
	said = stated.row;
	for (size_t i = 0; i < stated.count; i++)
		TRY(take_stated(&said[i], facts));
	return OK;
}

enum err aid_fact_stated(struct db *db, struct arena *arena, int64_t student_id, struct facts *out)
{
	struct facts facts = { .known = 0 };

	TRY(stated_of(db, arena, student_id, &facts));
	*out = facts;
	return OK;
}

enum err aid_student_facts(struct db *db, struct arena *arena, const char *scope, const char *code, struct date day,
			   struct aid_student *out, bool *elsewhere)
{
	struct registered row;
	struct aid_student student;
	enum err err;

	*elsewhere = false;
	err = db_one(db, arena, &by_code, &row, code);
	TRY(err);
	if (!scope_holds(scope, row.path)) {
		*elsewhere = true;
		return E_NOT_FOUND;
	}
	student = from_row(&row, day);
	TRY(stated_of(db, arena, row.id, &student.facts));
	fact_imply(&student.facts);
	*out = student;
	return OK;
}
