#include "domain/aid/poverty_person.h"

#include "base/national_id.h"
#include "crypt/token.h"
#include "domain/office/sealed_places.h"

static const struct shape poverty_row_shape = SHAPE(poverty_row,
	COLUMN(poverty_row, id), COLUMN(poverty_row, unit_id), COLUMN(poverty_row, person_key), COLUMN(poverty_row, path),
	COLUMN(poverty_row, name_index), COLUMN(poverty_row, hardship, .names = hardship_names),
	COLUMN(poverty_row, left_on, .nullable = true));

static const struct statement find = {
	.sql = "SELECT id, unit_id, person_key, path, name_index, hardship, left_on FROM poverty_person WHERE id_number_index IN (?, ?)",
	.params = "xx", .row = &poverty_row_shape };

struct written {
	int64_t unit_id;
	const char *path;
	struct bytes id_number, name, id_number_index, name_index;
	struct date birth;
	enum hardship hardship;
	struct date left_on;
	int64_t import_id;
	struct timestamp updated_at;
	const char *person_key;
};
static const struct shape written_shape = SHAPE(written,
	COLUMN(written, unit_id), COLUMN(written, path), COLUMN(written, id_number), COLUMN(written, name), COLUMN(written, id_number_index),
	COLUMN(written, name_index), COLUMN(written, birth), COLUMN(written, hardship, .names = hardship_names),
	COLUMN(written, left_on, .nullable = true), COLUMN(written, import_id), COLUMN(written, updated_at), COLUMN(written, person_key));

static const struct statement insert = {
	.sql = "INSERT INTO poverty_person (unit_id, path, id_number_sealed, name_sealed, id_number_index, name_index, birth, hardship, left_on, "
	       "import_id, updated_at, person_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULLIF(?, 0), ?, ?)",
	.bind = &written_shape };
static const struct statement update = {
	.sql = "UPDATE poverty_person SET unit_id = ?, path = ?, id_number_sealed = ?, name_sealed = ?, id_number_index = ?, name_index = ?, "
	       "birth = ?, hardship = ?, left_on = ?, import_id = NULLIF(?, 0), updated_at = ? WHERE person_key = ?",
	.bind = &written_shape };

const struct statement *const poverty_statements[] = { &find, &insert, &update, NULL };

enum err poverty_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *id_number, struct poverty_row *out)
{
	struct bytes keys[2];

	blind_indexes(keyring, arena, purpose_student_id_number, id_number, keys);
	return db_one(db, arena, &find, out, keys[0], keys[1]);
}

bool poverty_says(const struct keyring *keyring, struct arena *arena, const struct poverty_row *row, const struct poverty_facts *facts)
{
	return row->unit_id == facts->unit_id && row->hardship == facts->hardship && row->left_on.day == facts->left_on.day &&
	       blind_index_is(keyring, arena, purpose_student_name, facts->name, row->name_index);
}

enum err poverty_write(struct db *db, struct arena *arena, const struct keyring *keyring, const struct poverty_row *before,
		       const struct poverty_facts *facts, const char *path, int64_t import_id, struct timestamp now)
{
	const char *key = before != NULL ? before->person_key : identifier_new(arena);
	struct national_id id;
	struct written row;

	if (national_id_read(arena, facts->id_number, date_at(now), &id) != NATIONAL_ID_FINE)
		return E_INVALID;
	row = (struct written){
		.unit_id = facts->unit_id, .path = path, .birth = id.birth, .hardship = facts->hardship, .left_on = facts->left_on,
		.import_id = import_id, .updated_at = now, .person_key = key,
		.id_number = seal_text(keyring, arena, place_in(&place_poverty_person_id_number, key), id.number),
		.name = seal_text(keyring, arena, place_in(&place_poverty_person_name, key), facts->name),
		.id_number_index = blind_index(keyring, arena, purpose_student_id_number, id.number),
		.name_index = blind_index(keyring, arena, purpose_student_name, facts->name) };
	return db_run(db, before != NULL ? &update : &insert, NULL, &row);
}
