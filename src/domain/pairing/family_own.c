#include "domain/pairing/family_own.h"

#include "base/national_id.h"
#include "base/text.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/family_parts.h"

const struct shape family_shape = SHAPE(family,
	COLUMN(family, id), COLUMN(family, code), COLUMN(family, state, .names = family_state_names),
	COLUMN(family, name, .nullable = true), COLUMN(family, telephone, .nullable = true), COLUMN(family, address, .nullable = true),
	COLUMN(family, county), COLUMN(family, township), COLUMN(family, village, .nullable = true), COLUMN(family, unit),
	TAG_COLUMNS(family), AVAILABLE_COLUMNS(family), COLUMN(family, travel_km), COLUMN(family, capacity), COLUMN(family, applied_at),
	COLUMN(family, vetting_at, .nullable = true), COLUMN(family, renewal_asked_at, .nullable = true),
	COLUMN(family, approved_until, .nullable = true), COLUMN(family, reason, .nullable = true), COLUMN(family, live_pairs),
	COLUMN(family, erasure_asked));

const struct shape family_adult_shape = SHAPE(family_adult,
	COLUMN(family_adult, id), COLUMN(family_adult, relation, .names = relation_names), COLUMN(family_adult, name, .nullable = true),
	COLUMN(family_adult, id_number, .nullable = true));

struct stored_family {
	struct family shown;
	struct bytes name_sealed, telephone_sealed, address_sealed;
};
#define SHOWN(field_name, ...)                                                                                      \
	{ .name = #field_name, .offset = offsetof(struct stored_family, shown.field_name),                             \
	  .type = COLUMN_TYPE_OF(((struct stored_family *)0)->shown.field_name), __VA_ARGS__ }
static const struct shape stored_family_shape = SHAPE(stored_family,
	SHOWN(id), SHOWN(code), SHOWN(state, .names = family_state_names), SHOWN(county), SHOWN(township), SHOWN(village, .nullable = true),
	SHOWN(unit), SHOWN(tutoring), SHOWN(company), SHOWN(clothing), SHOWN(books), SHOWN(holidays), SHOWN(weekday), SHOWN(weekend),
	SHOWN(holiday), SHOWN(travel_km), SHOWN(capacity), SHOWN(applied_at), SHOWN(vetting_at, .nullable = true),
	SHOWN(renewal_asked_at, .nullable = true), SHOWN(approved_until, .nullable = true), SHOWN(reason, .nullable = true),
	SHOWN(live_pairs), SHOWN(erasure_asked), COLUMN(stored_family, name_sealed, .nullable = true),
	COLUMN(stored_family, telephone_sealed, .nullable = true), COLUMN(stored_family, address_sealed, .nullable = true));

static const struct statement own = {
	.sql = "SELECT f.id, f.code, f.state, COALESCE(IF(d.level = 'village', g.name, p.name), '') AS county, "
	       "COALESCE(IF(d.level = 'village', p.name, d.name), '') AS township, IF(d.level = 'village', d.name, NULL) AS village, "
	       "u.name AS unit, " TAGS_OF("f.offers") ", " AVAILABLE_OF("f.available") ", f.travel_km, f.capacity, f.applied_at, "
	       "f.vetting_at, f.renewal_asked_at, f.approved_until, f.reason, "
	       "(SELECT COUNT(*) FROM pair l WHERE l.family_id = f.id AND l.live) AS live_pairs, "
	       "EXISTS (SELECT 1 FROM personal_request r WHERE r.subject = CONCAT('family:', f.code) AND r.kind = 'erasure' "
	       "AND r.decided_at IS NULL) AS erasure_asked, f.name_sealed, f.telephone_sealed, f.address_sealed "
	       "FROM family f JOIN unit u ON u.id = f.unit_id JOIN division d ON d.code = f.home_code "
	       "LEFT JOIN division p ON p.code = d.parent_code LEFT JOIN division g ON g.code = p.parent_code WHERE f.id = ?",
	.params = "i", .row = &stored_family_shape };

struct stored_adult {
	int64_t id;
	const char *adult_key;
	enum relation relation;
	struct bytes name_sealed, id_number_sealed;
};
static const struct shape stored_adult_shape = SHAPE(stored_adult,
	COLUMN(stored_adult, id), COLUMN(stored_adult, adult_key), COLUMN(stored_adult, relation, .names = relation_names),
	COLUMN(stored_adult, name_sealed, .nullable = true), COLUMN(stored_adult, id_number_sealed, .nullable = true));

static const struct statement adults_of = {
	.sql = "SELECT id, adult_key, relation, name_sealed, id_number_sealed FROM family_adult WHERE family_id = ? AND left_at IS NULL "
	       "ORDER BY id",
	.params = "i", .row = &stored_adult_shape };

const struct statement *const family_own_statements[] = { &own, &adults_of, NULL };

enum err family_open(const struct keyring *keyring, struct arena *arena, const struct sealed_place *place, const char *row,
		     struct bytes sealed, const char **out)
{
	struct secret secret;

	TRY(seal_open(keyring, arena, place_in(place, row), sealed, &secret));
	*out = secret.hidden;
	return OK;
}

const char *family_mask_start(struct arena *arena, const char *text, int characters)
{
	const char *end = text;

	for (int i = 0; i < characters && text != NULL; i++)
		if (text_next(&end) == 0)
			break;
	return text == NULL || end == text ? NULL : arena_print(arena, "%.*s*", (int)(end - text), text);
}

enum { address_characters_shown = 3 };

enum err family_find_own(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct family *out)
{
	const char *name, *telephone, *address;
	struct stored_family stored;

	TRY(db_one(db, arena, &own, &stored, family_id));
	TRY(family_open(keyring, arena, &place_family_name, stored.shown.code, stored.name_sealed, &name));
	TRY(family_open(keyring, arena, &place_family_telephone, stored.shown.code, stored.telephone_sealed, &telephone));
	TRY(family_open(keyring, arena, &place_family_address, stored.shown.code, stored.address_sealed, &address));
	*out = stored.shown;
	out->name = family_mask_start(arena, name, 1);
	out->telephone = telephone != NULL ? text_mask_telephone(arena, telephone) : NULL;
	out->address = family_mask_start(arena, address, address_characters_shown);
	return OK;
}

enum err family_list_adults(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct rows *out)
{
	const struct stored_adult *stored;
	struct family_adult *shown;
	struct rows rows;

	TRY(db_all(db, arena, &adults_of, &rows, family_id));
	stored = rows.row;
	shown = ARENA_ARRAY(arena, struct family_adult, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const char *name, *number;

		TRY(family_open(keyring, arena, &place_family_adult_name, stored[i].adult_key, stored[i].name_sealed, &name));
		TRY(family_open(keyring, arena, &place_family_adult_id_number, stored[i].adult_key, stored[i].id_number_sealed, &number));
		shown[i] = (struct family_adult){ .id = stored[i].id, .relation = stored[i].relation,
						  .name = family_mask_start(arena, name, 1),
						  .id_number = number != NULL ? national_id_mask(arena, number) : NULL };
	}
	*out = (struct rows){ .row = shown, .count = rows.count };
	return OK;
}
