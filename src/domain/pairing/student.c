#include "domain/pairing/student.h"

#include <string.h>

#include "base/national_id.h"
#include "base/text.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student_parts.h"

const char *const stage_names[] = { "kindergarten", "primary", "junior", "senior", "vocational", "university", NULL };
const char *const hardship_names[] = { "registered_poor", "minimum_living", "extreme_poverty", "orphan", "disabled", "other", NULL };
const char *const sex_names[] = { "female", "male", NULL };

const char student_personal_fields[] = "name id_number guardian telephone address";

const struct shape student_facts_shape = SHAPE(student_facts,
	COLUMN(student_facts, name), COLUMN(student_facts, id_number), COLUMN(student_facts, guardian),
	COLUMN(student_facts, telephone), COLUMN(student_facts, address), COLUMN(student_facts, school_id),
	COLUMN(student_facts, stage, .names = stage_names), COLUMN(student_facts, grade),
	COLUMN(student_facts, hardship, .names = hardship_names), COLUMN(student_facts, since),
	COLUMN(student_facts, left_on, .nullable = true));

const struct shape student_row_shape = SHAPE(student_row,
	COLUMN(student_row, id), COLUMN(student_row, code), COLUMN(student_row, school_id), COLUMN(student_row, path),
	COLUMN(student_row, name, .nullable = true), COLUMN(student_row, id_number, .nullable = true),
	COLUMN(student_row, guardian, .nullable = true), COLUMN(student_row, telephone, .nullable = true),
	COLUMN(student_row, address, .nullable = true), COLUMN(student_row, id_number_index, .nullable = true),
	COLUMN(student_row, row_digest), COLUMN(student_row, stage, .names = stage_names), COLUMN(student_row, grade),
	COLUMN(student_row, hardship, .names = hardship_names), COLUMN(student_row, since),
	COLUMN(student_row, left_on, .nullable = true));

const struct shape stored_student_shape = SHAPE(stored_student,
	COLUMN(stored_student, id), COLUMN(stored_student, code), COLUMN(stored_student, school), COLUMN(stored_student, path),
	COLUMN(stored_student, school_id), COLUMN(stored_student, name, .nullable = true),
	COLUMN(stored_student, id_number, .nullable = true), COLUMN(stored_student, guardian, .nullable = true),
	COLUMN(stored_student, telephone, .nullable = true), COLUMN(stored_student, birth_year),
	COLUMN(stored_student, sex, .names = sex_names), COLUMN(stored_student, stage, .names = stage_names),
	COLUMN(stored_student, grade), COLUMN(stored_student, hardship, .names = hardship_names), COLUMN(stored_student, since),
	COLUMN(stored_student, left_on, .nullable = true), COLUMN(stored_student, updated_at),
	COLUMN(stored_student, erased_at, .nullable = true));

const struct shape student_shape = SHAPE(student,
	COLUMN(student, id), COLUMN(student, code), COLUMN(student, school), COLUMN(student, path), COLUMN(student, school_id),
	COLUMN(student, name, .nullable = true), COLUMN(student, id_number, .nullable = true),
	COLUMN(student, guardian, .nullable = true), COLUMN(student, telephone, .nullable = true), COLUMN(student, birth_year),
	COLUMN(student, sex, .names = sex_names), COLUMN(student, stage, .names = stage_names), COLUMN(student, grade),
	COLUMN(student, hardship, .names = hardship_names), COLUMN(student, since), COLUMN(student, left_on, .nullable = true),
	COLUMN(student, updated_at), COLUMN(student, erased_at, .nullable = true));

const struct shape student_past_shape = SHAPE(student_past,
	COLUMN(student_past, changed_at), COLUMN(student_past, login, .nullable = true), COLUMN(student_past, fields),
	COLUMN(student_past, import_id));

static const struct statement by_code = {
	.sql = STORED_STUDENT " WHERE s.code = ?", .params = "s", .row = &stored_student_shape };

static const struct statement row_by_code = {
	.sql = STUDENT_ROW " WHERE code = ? AND erased_at IS NULL", .params = "s", .row = &student_row_shape };

static const struct statement history_of = {
	.sql = "SELECT h.changed_at, a.login, h.fields, COALESCE(h.import_id, 0) AS import_id FROM student_history h "
	       "LEFT JOIN account a ON a.id = h.account_id WHERE h.student_id = ? ORDER BY h.id DESC LIMIT 50",
	.params = "i", .row = &student_past_shape };

const struct statement *const student_statements[] = {
	&by_code, &row_by_code, &history_of, NULL };

/* Every field with its length before it, so that no two rows read the same. */
char *student_canonical(struct arena *arena, const struct student_facts *facts)
{
	const char *const texts[] = { facts->name, facts->id_number, facts->guardian, facts->telephone, facts->address };
	struct buffer canonical;

	buffer_init(&canonical, arena, 256);
	buffer_append_int(&canonical, facts->school_id);
	buffer_append_char(&canonical, ' ');
	buffer_append_int(&canonical, (int64_t)facts->stage);
	buffer_append_char(&canonical, ' ');
	buffer_append_int(&canonical, facts->grade);
	buffer_append_char(&canonical, ' ');
	buffer_append_int(&canonical, (int64_t)facts->hardship);
	buffer_append_char(&canonical, ' ');
	buffer_append_int(&canonical, facts->since.day);
	buffer_append_char(&canonical, ' ');
	buffer_append_int(&canonical, facts->left_on.day);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		buffer_append_char(&canonical, ' ');
		buffer_append_int(&canonical, (int64_t)strlen(texts[i]));
		buffer_append_char(&canonical, ':');
		buffer_append_string(&canonical, texts[i]);
	}
	return canonical.data;
}

bool student_says(const struct keyring *keyring, struct arena *arena, const struct student_row *row, const struct student_facts *facts)
{
	return blind_index_is(keyring, arena, purpose_student_row, student_canonical(arena, facts), row->row_digest);
}

static enum err open_field(const struct keyring *keyring, struct arena *arena, const struct sealed_place *place, const char *code,
			   struct bytes sealed, const char **out)
{
	struct secret secret;

	TRY(seal_open(keyring, arena, place_in(place, code), sealed, &secret));
	*out = secret.hidden != NULL ? secret.hidden : "";
	return OK;
}

enum err student_open(const struct keyring *keyring, struct arena *arena, const struct student_row *row, struct student_facts *out)
{
	struct student_facts facts = { .school_id = row->school_id, .stage = row->stage, .grade = row->grade,
				       .hardship = row->hardship, .since = row->since, .left_on = row->left_on };

	TRY(open_field(keyring, arena, &place_student_name, row->code, row->name, &facts.name));
	TRY(open_field(keyring, arena, &place_student_id_number, row->code, row->id_number, &facts.id_number));
	TRY(open_field(keyring, arena, &place_student_guardian, row->code, row->guardian, &facts.guardian));
	TRY(open_field(keyring, arena, &place_student_telephone, row->code, row->telephone, &facts.telephone));
	TRY(open_field(keyring, arena, &place_student_address, row->code, row->address, &facts.address));
	*out = facts;
	return OK;
}

/* Staff see the surname and one star, whatever the name's length; the public sees two (text_mask_name). */
const char *student_mask_name(struct arena *arena, const char *name)
{
	const char *second = name;

	return text_next(&second) == 0 ? NULL : arena_print(arena, "%.*s*", (int)(second - name), name);
}

static const char *mask_telephone(struct arena *arena, const char *telephone)
{
	return telephone[0] != '\0' ? text_mask_telephone(arena, telephone) : NULL;
}

enum err student_mask(const struct keyring *keyring, struct arena *arena, const struct stored_student *stored, struct student *out)
{
	const char *name, *id_number, *guardian, *telephone;

	TRY(open_field(keyring, arena, &place_student_name, stored->code, stored->name, &name));
	TRY(open_field(keyring, arena, &place_student_id_number, stored->code, stored->id_number, &id_number));
	TRY(open_field(keyring, arena, &place_student_guardian, stored->code, stored->guardian, &guardian));
	TRY(open_field(keyring, arena, &place_student_telephone, stored->code, stored->telephone, &telephone));
	*out = (struct student){
		.id = stored->id, .code = stored->code, .school = stored->school, .path = stored->path,
		.school_id = stored->school_id, .name = student_mask_name(arena, name),
		.id_number = id_number[0] != '\0' ? national_id_mask(arena, id_number) : NULL,
		.guardian = student_mask_name(arena, guardian), .telephone = mask_telephone(arena, telephone),
		.birth_year = stored->birth_year, .sex = stored->sex, .stage = stored->stage, .grade = stored->grade,
		.hardship = stored->hardship, .since = stored->since, .left_on = stored->left_on,
		.updated_at = stored->updated_at, .erased_at = stored->erased_at };
	return OK;
}

static bool lies_in(const char *path, const char *scope)
{
	return scope == NULL || strncmp(path, scope, strlen(scope)) == 0;
}

enum err student_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
		      struct student *out)
{
	struct stored_student stored;

	TRY(db_one(db, arena, &by_code, &stored, code));
	if (!lies_in(stored.path, scope))
		return E_NOT_FOUND;
	return student_mask(keyring, arena, &stored, out);
}

enum err student_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
			struct student_facts *out)
{
	struct student_row row;

	TRY(db_one(db, arena, &row_by_code, &row, code));
	if (!lies_in(row.path, scope))
		return E_NOT_FOUND;
	return student_open(keyring, arena, &row, out);
}

enum err student_history(struct db *db, struct arena *arena, int64_t id, struct rows *out)
{
	return db_all(db, arena, &history_of, out, id);
}
