/* Rows found and written many at a time. */
#include <string.h>

#include "base/national_id.h"
#include "crypt/token.h"
#include "domain/giving/code.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/student_parts.h"

/* Sixty-four keys of one IN: both indexes of as many ID numbers as student_many says. */
struct number_keys {
	struct bytes key[2 * student_many];
};
struct code_keys {
	const char *key[student_many];
};

#define NUMBER_KEY(n) { .name = "key", .offset = (n) * sizeof(struct bytes), .type = COLUMN_BYTES, .nullable = true }
#define CODE_KEY(n) { .name = "key", .offset = (n) * sizeof(const char *), .type = COLUMN_TEXT, .nullable = true }
#define FOUR(KEY, n) KEY(n), KEY((n) + 1), KEY((n) + 2), KEY((n) + 3)
#define SIXTEEN(KEY, n) FOUR(KEY, n), FOUR(KEY, (n) + 4), FOUR(KEY, (n) + 8), FOUR(KEY, (n) + 12)
#define SIXTEEN_PLACES "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"

static const struct shape number_keys_shape = {
	.name = "number_keys", .size = sizeof(struct number_keys), .count = 2 * student_many,
	.columns = (const struct column[]){ SIXTEEN(NUMBER_KEY, 0), SIXTEEN(NUMBER_KEY, 16), SIXTEEN(NUMBER_KEY, 32),
					    SIXTEEN(NUMBER_KEY, 48) } };
static const struct shape code_keys_shape = {
	.name = "code_keys", .size = sizeof(struct code_keys), .count = student_many,
	.columns = (const struct column[]){ SIXTEEN(CODE_KEY, 0), SIXTEEN(CODE_KEY, 16) } };

static const struct statement by_numbers = {
	.sql = STUDENT_ROW " WHERE id_number_index IN (" SIXTEEN_PLACES ", " SIXTEEN_PLACES ", " SIXTEEN_PLACES ", " SIXTEEN_PLACES ")",
	.bind = &number_keys_shape, .row = &student_row_shape };
static const struct statement by_codes = {
	.sql = STUDENT_ROW " WHERE code IN (" SIXTEEN_PLACES ", " SIXTEEN_PLACES ") AND erased_at IS NULL",
	.bind = &code_keys_shape, .row = &student_row_shape };

/* What both an insert and an update say of a row, sealed; `id` of an update only. */
struct written_student {
	const char *code;
	int64_t school_id;
	const char *path;
	struct bytes name, id_number, guardian, telephone, address;
	struct bytes id_number_index, name_index, telephone_index, row_digest;
	struct date birth;
	enum sex sex;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
	struct timestamp updated_at;
	int64_t id;
};

#define WRITTEN                                                                                                     \
	COLUMN(written_student, school_id), COLUMN(written_student, path), COLUMN(written_student, name),           \
	COLUMN(written_student, id_number), COLUMN(written_student, guardian, .nullable = true),                    \
	COLUMN(written_student, telephone, .nullable = true), COLUMN(written_student, address, .nullable = true),   \
	COLUMN(written_student, id_number_index), COLUMN(written_student, name_index),                              \
	COLUMN(written_student, telephone_index, .nullable = true), COLUMN(written_student, row_digest),            \
	COLUMN(written_student, birth), COLUMN(written_student, sex, .names = sex_names),                           \
	COLUMN(written_student, stage, .names = stage_names), COLUMN(written_student, grade),                       \
	COLUMN(written_student, hardship, .names = hardship_names), COLUMN(written_student, since),                 \
	COLUMN(written_student, left_on, .nullable = true), COLUMN(written_student, updated_at)

static const struct shape inserted_shape = SHAPE(written_student, WRITTEN, COLUMN(written_student, code));
static const struct shape updated_shape = SHAPE(written_student, WRITTEN, COLUMN(written_student, id));

static const struct statement insert = {
	.sql = "INSERT INTO student (school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, "
	       "id_number_index, name_index, telephone_index, row_digest, birth, sex, stage, grade, hardship, since, left_on, "
	       "updated_at, code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &inserted_shape };
static const struct statement update = {
	.sql = "UPDATE student SET school_id = ?, path = ?, name_sealed = ?, id_number_sealed = ?, guardian_sealed = ?, "
	       "telephone_sealed = ?, address_sealed = ?, id_number_index = ?, name_index = ?, telephone_index = ?, row_digest = ?, "
	       "birth = ?, sex = ?, stage = ?, grade = ?, hardship = ?, since = ?, left_on = ?, updated_at = ? WHERE id = ?",
	.bind = &updated_shape };

struct written_history {
	int64_t student_id;
	const char *history_key;
	struct timestamp changed_at;
	int64_t account_id, import_id;
	const char *fields;
	struct bytes before;
};
static const struct shape written_history_shape = SHAPE(written_history,
	COLUMN(written_history, student_id), COLUMN(written_history, history_key), COLUMN(written_history, changed_at),
	COLUMN(written_history, account_id), COLUMN(written_history, import_id), COLUMN(written_history, fields),
	COLUMN(written_history, before));

static const struct statement insert_history = {
	.sql = "INSERT INTO student_history (student_id, history_key, changed_at, account_id, import_id, fields, before_sealed) "
	       "VALUES (?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?, ?)",
	.bind = &written_history_shape };

const struct statement *const student_writer_statements[] = { &by_numbers, &by_codes, &insert, &update, &insert_history, NULL };

const struct statement *const student_past_statements[] = { &insert_history, NULL };

enum err student_find_by_numbers(struct db *db, struct arena *arena, const struct keyring *keyring, const char *const *numbers,
				 size_t count, const struct student_row **out)
{
	struct number_keys keys = { 0 };
	const struct student_row *row;
	struct rows rows;
	size_t asked = 0;

	for (size_t i = 0; i < count; i++) {
		out[i] = NULL;
		if (numbers[i] == NULL)
			continue;
		blind_indexes(keyring, arena, purpose_student_id_number, numbers[i], &keys.key[2 * i]);
		asked++;
	}
	if (asked == 0)
		return OK;
	TRY(db_all(db, arena, &by_numbers, &rows, &keys));
	row = rows.row;
	for (size_t r = 0; r < rows.count; r++)
		for (size_t i = 0; i < 2 * count; i++)
			if (keys.key[i].data != NULL && bytes_equal(keys.key[i], row[r].id_number_index))
				out[i / 2] = &row[r];
	return OK;
}

enum err student_find_by_codes(struct db *db, struct arena *arena, const char *const *codes, size_t count,
			       const struct student_row **out)
{
	struct code_keys keys = { 0 };
	const struct student_row *row;
	struct rows rows;
	size_t asked = 0;

	for (size_t i = 0; i < count; i++) {
		out[i] = NULL;
		keys.key[i] = codes[i];
		asked += codes[i] != NULL;
	}
	if (asked == 0)
		return OK;
	TRY(db_all(db, arena, &by_codes, &rows, &keys));
	row = rows.row;
	for (size_t r = 0; r < rows.count; r++)
		for (size_t i = 0; i < count; i++)
			if (codes[i] != NULL && strcmp(codes[i], row[r].code) == 0)
				out[i] = &row[r];
	return OK;
}

static struct bytes seal(const struct keyring *keyring, struct arena *arena, const struct sealed_place *place, const char *code,
			 const char *text)
{
	return seal_text(keyring, arena, place_in(place, code), text[0] != '\0' ? text : NULL);
}

/* E_INVALID: the number is none; who writes has read it. */
static enum err seal_row(const struct keyring *keyring, struct arena *arena, const struct student_writer *writer,
			 const struct student_change *change, struct written_student *out)
{
	const struct student_facts *facts = &change->facts;
	const char *code = change->code;
	struct national_id id;

	if (national_id_read(arena, facts->id_number, date_at(writer->now), &id) != NATIONAL_ID_FINE)
		return E_INVALID;
	*out = (struct written_student){
		.id = change->before != NULL ? change->before->id : 0, .code = code, .school_id = facts->school_id, .path = change->path,
		.name = seal(keyring, arena, &place_student_name, code, facts->name),
		.id_number = seal(keyring, arena, &place_student_id_number, code, facts->id_number),
		.guardian = seal(keyring, arena, &place_student_guardian, code, facts->guardian),
		.telephone = seal(keyring, arena, &place_student_telephone, code, facts->telephone),
		.address = seal(keyring, arena, &place_student_address, code, facts->address),
		.id_number_index = blind_index(keyring, arena, purpose_student_id_number, facts->id_number),
		.name_index = blind_index(keyring, arena, purpose_student_name, facts->name),
		.row_digest = blind_index(keyring, arena, purpose_student_row, student_canonical(arena, facts)),
		.birth = id.birth, .sex = id.male ? SEX_MALE : SEX_FEMALE, .stage = facts->stage, .grade = facts->grade,
		.hardship = facts->hardship, .since = facts->since, .left_on = facts->left_on, .updated_at = writer->now };
	if (facts->telephone[0] != '\0')
		out->telephone_index = blind_index(keyring, arena, purpose_student_telephone, facts->telephone);
	return OK;
}

/* One field of the facts as a text; a place is told by its path of the day. */
static void append_value(struct buffer *out, const struct column *column, const struct student_facts *facts)
{
	const void *at = column_at(column, facts);

	switch (column->type) {
	case COLUMN_TEXT: buffer_append_string(out, *(const char *const *)at); break;
	case COLUMN_INT64: buffer_append_int(out, *(const int64_t *)at); break;
	case COLUMN_UINT32: buffer_append_string(out, column->names[*(const uint32_t *)at]); break;
	case COLUMN_DATE: date_append(out, *(const struct date *)at); break;
	default: break;
	}
}

/* Names of the fields that differ, and `name length:value` of what they said before, a line each. */
static void compare(struct arena *arena, const struct student_facts *was, const struct student_facts *is, const char **fields,
		    const char **before)
{
	struct buffer names, values, old, new;

	buffer_init(&names, arena, 64);
	buffer_init(&values, arena, 128);
	buffer_init(&old, arena, 64);
	buffer_init(&new, arena, 64);
	for (size_t i = 0; i < student_facts_shape.count; i++) {
		const struct column *column = &student_facts_shape.columns[i];

		buffer_clear(&old);
		buffer_clear(&new);
		append_value(&old, column, was);
		append_value(&new, column, is);
		if (strcmp(old.data, new.data) == 0)
			continue;
		buffer_print(&names, "%s%s", names.length > 0 ? " " : "", column->name);
		buffer_print(&values, "%s %zu:%s\n", column->name, old.length, old.data);
	}
	*fields = names.data;
	*before = values.data;
}

enum err student_keep_past(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
			   struct student_change *changes, size_t count)
{
	struct written_history *history = ARENA_ARRAY(arena, struct written_history, count);
	size_t written = 0;

	for (size_t i = 0; i < count; i++) {
		struct student_change *change = &changes[i];
		const char *key, *before;

		if (change->before == NULL)
			continue;
		TRY(student_open(keyring, arena, change->before, &change->was));
		compare(arena, &change->was, &change->facts, &change->fields, &before);
		key = identifier_new(arena);
		history[written++] = (struct written_history){
			.student_id = change->before->id, .history_key = key, .changed_at = writer->now,
			.account_id = writer->account_id, .import_id = writer->import_id, .fields = change->fields,
			.before = seal_text(keyring, arena, place_in(&place_student_history_before, key), before) };
	}
	if (written == 0)
		return OK;
	return db_run_many(db, &insert_history, (struct rows){ .row = history, .count = written }, NULL);
}

enum err student_write(struct db *db, struct arena *arena, const struct keyring *keyring, const struct student_writer *writer,
		       struct student_change *changes, size_t count)
{
	struct written_student *added = ARENA_ARRAY(arena, struct written_student, count);
	struct written_student *updated = ARENA_ARRAY(arena, struct written_student, count);
	size_t add = 0, change = 0;

	for (size_t i = 0; i < count; i++) {
		const bool is_new = changes[i].before == NULL;

		changes[i].code = is_new ? code_new(arena) : changes[i].before->code;
		TRY(seal_row(keyring, arena, writer, &changes[i], is_new ? &added[add++] : &updated[change++]));
	}
	TRY(student_keep_past(db, arena, keyring, writer, changes, count));
	if (change > 0)
		TRY(db_run_many(db, &update, (struct rows){ .row = updated, .count = change }, NULL));
	if (add > 0)
		TRY(db_run_many(db, &insert, (struct rows){ .row = added, .count = add }, NULL));
	return OK;
}
