/* What a run found, list by list: whom a line is about is read where it stands, and masked. */
#include <string.h>

#include "domain/aid/gap.h"
#include "domain/office/sealed_places.h"

const struct shape gap_line_shape = SHAPE(gap_line,
	COLUMN(gap_line, id), COLUMN(gap_line, path), COLUMN(gap_line, unit), COLUMN(gap_line, student, .nullable = true),
	COLUMN(gap_line, name, .nullable = true), COLUMN(gap_line, birth_year), COLUMN(gap_line, stage, .names = stage_names),
	COLUMN(gap_line, grade), COLUMN(gap_line, hardship, .names = hardship_names), COLUMN(gap_line, programme, .nullable = true),
	COLUMN(gap_line, programme_en, .nullable = true), COLUMN(gap_line, award, .nullable = true), COLUMN(gap_line, amount),
	COLUMN(gap_line, missing));

/* As it comes, before it is masked. */
struct stored_line {
	int64_t id;
	const char *path, *unit, *student;
	const char *key;		/* the row of the sealed name; NULL: gone */
	struct bytes name;
	int64_t birth_year;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	const char *programme, *programme_en, *award;
	struct money amount;
	int64_t missing;
};
static const struct shape stored_line_shape = SHAPE(stored_line,
	COLUMN(stored_line, id), COLUMN(stored_line, path), COLUMN(stored_line, unit), COLUMN(stored_line, student, .nullable = true),
	COLUMN(stored_line, key, .nullable = true), COLUMN(stored_line, name, .nullable = true), COLUMN(stored_line, birth_year),
	COLUMN(stored_line, stage, .names = stage_names), COLUMN(stored_line, grade), COLUMN(stored_line, hardship, .names = hardship_names),
	COLUMN(stored_line, programme, .nullable = true), COLUMN(stored_line, programme_en, .nullable = true),
	COLUMN(stored_line, award, .nullable = true), COLUMN(stored_line, amount), COLUMN(stored_line, missing));

/* Two ranges of the primary key side by side: the rest of the path where the last page ended, and the paths beyond. */
#define AFTER                                                                                                       \
	"WHERE l.run_id = ? AND l.kind = ? AND ((l.path = ? AND l.id > ?) OR (l.path > ? AND l.path < ?)) ORDER BY l.path, l.id LIMIT ?"
#define PARAMS "ississi"

static const struct statement of_students = {
	.sql = "SELECT l.id, l.path, u.name AS unit, s.code AS student, s.code AS `key`, s.name_sealed AS name, YEAR(s.birth) AS birth_year, "
	       "s.stage, CAST(s.grade AS SIGNED) AS grade, s.hardship, p.title AS programme, p.title_en AS programme_en, a.code AS award, "
	       "COALESCE(l.amount_fen, 0) AS amount, CAST(l.missing AS SIGNED) AS missing FROM gap_line l "
	       "JOIN student s ON s.id = l.student_id JOIN unit u ON u.id = s.school_id LEFT JOIN programme p ON p.id = l.programme_id "
	       "LEFT JOIN award a ON a.id = l.award_id " AFTER,
	.params = PARAMS, .row = &stored_line_shape };
static const struct statement of_persons = {
	.sql = "SELECT l.id, l.path, u.name AS unit, CAST(NULL AS CHAR) AS student, v.person_key AS `key`, v.name_sealed AS name, "
	       "YEAR(v.birth) AS birth_year, 'kindergarten' AS stage, 0 AS grade, v.hardship, CAST(NULL AS CHAR) AS programme, "
	       "CAST(NULL AS CHAR) AS programme_en, CAST(NULL AS CHAR) AS award, 0 AS amount, 0 AS missing FROM gap_line l JOIN poverty_person v ON v.id = l.poverty_person_id JOIN unit u ON u.id = v.unit_id " AFTER,
	.params = PARAMS, .row = &stored_line_shape };

const struct statement *const gap_list_statements[] = { &of_students, &of_persons, NULL };

static enum err mask(const struct keyring *keyring, struct arena *arena, const struct stored_line *stored, struct gap_line *out)
{
	const struct sealed_place *place = stored->student != NULL ? &place_student_name : &place_poverty_person_name;
	struct secret name = { NULL };

	if (stored->name.data != NULL)
		TRY(seal_open(keyring, arena, place_in(place, stored->key), stored->name, &name));
	*out = (struct gap_line){
		.id = stored->id, .path = stored->path, .unit = stored->unit, .student = stored->student,
		.name = name.hidden != NULL ? student_mask_name(arena, name.hidden) : NULL, .birth_year = stored->birth_year,
		.stage = stored->stage, .grade = stored->grade, .hardship = stored->hardship, .programme = stored->programme,
		.programme_en = stored->programme_en, .award = stored->award, .amount = stored->amount, .missing = stored->missing };
	return OK;
}

enum err gap_line_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct gap_search *search, struct rows *out,
		       bool *more)
{
	const struct statement *statement = search->kind == GAP_NOT_ENROLLED ? &of_persons : &of_students;
	const char *path = search->after_path != NULL ? search->after_path : search->path;
	char *end = arena_copy_string(arena, search->path);
	struct gap_line *lines;
	struct rows stored;
	size_t count;

	if (strncmp(path, search->path, strlen(search->path)) != 0 || end[0] == '\0')
		return E_INVALID;
	end[strlen(end) - 1] = '/' + 1;		/* the first path beyond: paths end with a slash */
	TRY(db_all(db, arena, statement, &stored, search->run_id, gap_kind_names[search->kind], path, search->after_id, path, end,
		   search->rows + 1));
	count = stored.count > (size_t)search->rows ? (size_t)search->rows : stored.count;
	lines = ARENA_ARRAY(arena, struct gap_line, count + 1);
	for (size_t i = 0; i < count; i++)
		TRY(mask(keyring, arena, (const struct stored_line *)stored.row + i, &lines[i]));
	*out = (struct rows){ lines, count };
	*more = stored.count > count;
	return OK;
}
