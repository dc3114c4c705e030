/* A row of the form: an adult who lives in the home. */
#include <string.h>

#include "base/national_id.h"
#include "base/person.h"
#include "crypt/token.h"
#include "domain/office/consent.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/family_parts.h"

const char *const relation_names[] = { "self", "spouse", "parent", "child", "other", NULL };

static const struct statement elsewhere_of = {
	.sql = "SELECT COUNT(*) AS n FROM family_adult a JOIN family f ON f.id = a.family_id WHERE a.id_number_index IN (?, ?) "
	       "AND a.left_at IS NULL AND f.live AND f.id <> ?",
	.params = "xxi", .row = &db_number };

static const struct statement insert = {
	.sql = "INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "issxxxsd" };

const struct statement *const family_adult_statements[] = { &elsewhere_of, &insert, NULL };

static const char *const number_reasons[] = {
	[NATIONAL_ID_LENGTH] = "length", [NATIONAL_ID_OLD_FORM] = "old_form", [NATIONAL_ID_CHARACTER] = "character",
	[NATIONAL_ID_DAY] = "day", [NATIONAL_ID_FUTURE] = "future", [NATIONAL_ID_CHECK] = "check" };

void family_refuse(struct family_refusals *refusals, const char *field, const char *reason)
{
	if (refusals->count < family_refusals_max)
		refusals->item[refusals->count++] = (struct family_refusal){ field, reason };
}

const char *family_row_field(struct arena *arena, const char *name, int row)
{
	return arena_print(arena, "%s_%d", name, row);
}

static void read_number(struct arena *arena, const struct adult_wish *wish, int row, struct date today, struct adult *out,
			struct family_refusals *refusals)
{
	const char *field = family_row_field(arena, "id_number", row);
	struct national_id number;
	enum national_id_fault fault;

	if (wish->id_number[0] == '\0') {
		family_refuse(refusals, field, "missing");
		return;
	}
	fault = national_id_read(arena, wish->id_number, today, &number);
	if (fault != NATIONAL_ID_FINE) {
		family_refuse(refusals, field, number_reasons[fault]);
		return;
	}
	if (!age_is_full(number.birth, family_grown_up_years, today))
		family_refuse(refusals, field, "minor");
	out->id_number = number.number;
	out->birth = number.birth;
	out->male = number.male;
}

bool family_read_adult(struct arena *arena, const struct adult_wish *wish, int row, struct date today, struct adult *out,
		       struct family_refusals *refusals)
{
	struct adult adult = { .relation = row == 1 ? RELATION_SELF : wish->relation, .name = wish->name, .id_number = "" };

	if (row > 1 && wish->name[0] == '\0' && wish->id_number[0] == '\0' && wish->relation == RELATION_SELF)
		return false;
	if (wish->name[0] == '\0')
		family_refuse(refusals, family_row_field(arena, "name", row), "missing");
	if (row > 1 && wish->relation == RELATION_SELF)
		family_refuse(refusals, family_row_field(arena, "relation", row), "missing");
	read_number(arena, wish, row, today, &adult, refusals);
	*out = adult;
	return true;
}

enum err family_number_elsewhere(struct db *db, struct arena *arena, const struct keyring *keyring, const char *id_number,
				 int64_t family_id, bool *elsewhere)
{
	struct bytes indexes[2];
	int64_t count;

	blind_indexes(keyring, arena, purpose_family_adult_id_number, id_number, indexes);
	TRY(db_one(db, arena, &elsewhere_of, &count, indexes[0], indexes[1], family_id));
	*elsewhere = count > 0;
	return OK;
}

enum err family_insert_adult(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id,
			     const struct adult *adult)
{
	const char *key = identifier_new(arena);

	return db_run(db, &insert, NULL, family_id, key, relation_names[adult->relation],
		      seal_text(keyring, arena, place_in(&place_family_adult_name, key), adult->name),
		      seal_text(keyring, arena, place_in(&place_family_adult_id_number, key), adult->id_number),
		      blind_index(keyring, arena, purpose_family_adult_id_number, adult->id_number), adult->male ? "male" : "female",
		      adult->birth);
}
