/* The org tree in memory, to find units by what people call them. */
#include <string.h>

#include "base/text.h"
#include "domain/office/import_parts.h"

struct place_row {
	int64_t id;
	enum unit_kind kind;
	const char *code, *name;
	int64_t parent_id;
	const char *path;
	bool ended;
};
static const struct shape place_row_shape = SHAPE(place_row,
	COLUMN(place_row, id), COLUMN(place_row, kind, .names = unit_kind_names), COLUMN(place_row, code), COLUMN(place_row, name),
	COLUMN(place_row, parent_id), COLUMN(place_row, path), COLUMN(place_row, ended));

#define ALL_UNITS                                                                                                   \
	"SELECT id, kind, COALESCE(code, '') AS code, name, COALESCE(parent_id, 0) AS parent_id, path, valid_to IS NOT NULL AS ended " \
	"FROM unit ORDER BY id"

static const struct statement all = { .sql = ALL_UNITS, .row = &place_row_shape };
static const struct statement all_locked = { .sql = ALL_UNITS " LOCK IN SHARE MODE", .row = &place_row_shape };

const struct statement *const import_place_statements[] = { &all, &all_locked, NULL };

enum { buckets = 8192 };

struct entry {
	struct import_place place;
	struct entry *next_named, *next_coded, *next_id;
};

struct import_places {
	struct arena *arena;
	struct entry *named[buckets], *coded[buckets], *by_id[buckets];
};

static size_t bucket_of(const char *text)
{
	uint32_t hash = 2166136261U;

	for (; *text != '\0'; text++)
		hash = (hash ^ (uint8_t)*text) * 16777619U;
	return hash % buckets;
}

/* As names are compared: what a pen would not tell apart. */
static char *fold(struct arena *arena, const char *text)
{
	char *folded = text_fold_width(arena, text), *to = folded;

	for (const char *from = folded; *from != '\0'; from++)
		if (*from != ' ' && *from != '\t')
			*to++ = *from;
	*to = '\0';
	return folded;
}

static void link_entry(struct import_places *places, struct entry *entry, const char *folded_name)
{
	struct entry **named = &places->named[bucket_of(folded_name)];
	struct entry **coded = &places->coded[bucket_of(entry->place.code)];
	struct entry **by_id = &places->by_id[(size_t)entry->place.id % buckets];

	entry->next_named = *named;
	*named = entry;
	entry->next_id = *by_id;
	*by_id = entry;
	if (entry->place.code[0] == '\0')
		return;
	entry->next_coded = *coded;
	*coded = entry;
}

struct import_place *import_places_add(struct import_places *places, const struct import_place *place)
{
	struct entry *entry = ARENA_NEW(places->arena, struct entry);

	entry->place = *place;
	entry->place.name = fold(places->arena, place->name);
	entry->place.code = arena_copy_string(places->arena, place->code);
	entry->place.path = arena_copy_string(places->arena, place->path);
	link_entry(places, entry, entry->place.name);
	return &entry->place;
}

enum err import_places_load(struct db *db, struct arena *arena, bool lock, struct import_places **out)
{
	struct import_places *places = ARENA_NEW(arena, struct import_places);
	const struct place_row *row;
	struct rows rows;

	places->arena = arena;
	TRY(db_all(db, arena, lock ? &all_locked : &all, &rows));
	row = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		struct entry *entry = ARENA_NEW(arena, struct entry);

		entry->place = (struct import_place){ .id = row[i].id, .kind = row[i].kind, .code = row[i].code,
						      .name = fold(arena, row[i].name), .parent_id = row[i].parent_id,
						      .path = row[i].path, .ended = row[i].ended };
		link_entry(places, entry, entry->place.name);
	}
	*out = places;
	return OK;
}

static const struct import_place *place_by_id(const struct import_places *places, int64_t id)
{
	for (const struct entry *entry = places->by_id[(size_t)id % buckets]; entry != NULL; entry = entry->next_id)
		if (entry->place.id == id)
			return &entry->place;
	return NULL;
}

const struct import_place *import_places_below(const struct import_places *places, struct arena *scratch, int64_t parent_id,
					       const char *name)
{
	const char *folded = fold(scratch, name);

	for (const struct entry *entry = places->named[bucket_of(folded)]; entry != NULL; entry = entry->next_named)
		if (entry->place.parent_id == parent_id && !entry->place.ended && strcmp(entry->place.name, folded) == 0)
			return &entry->place;
	return NULL;
}

const struct import_place *import_places_by_code(const struct import_places *places, enum unit_kind kind, const char *code)
{
	for (const struct entry *entry = places->coded[bucket_of(code)]; entry != NULL; entry = entry->next_coded)
		if (entry->place.kind == kind && strcmp(entry->place.code, code) == 0)
			return &entry->place;
	return NULL;
}

/* What was met on the way to a unit that may be taken, so that the refusal can say the nearest truth. */
struct search {
	const char *scope;
	unsigned kinds;
	const struct import_place *found;
	size_t fits;
	bool other_kind, outside, ended;
};

static void consider(struct search *search, const struct import_place *place)
{
	if ((search->kinds >> place->kind & 1U) == 0) {
		search->other_kind = true;
	} else if (!scope_holds(search->scope, place->path)) {
		search->outside = true;
	} else if (place->ended) {
		search->ended = true;
	} else {
		search->found = place;
		search->fits++;
	}
}

/* The names before the last slash are those of units above, in order, though not of each. */
static bool lies_below(const struct import_places *places, const struct import_place *place, const char *above, size_t length)
{
	while (length > 0) {
		size_t name_at = length;

		while (name_at > 0 && above[name_at - 1] != '/')
			name_at--;
		do {
			place = place_by_id(places, place->parent_id);
			if (place == NULL)
				return false;
		} while (strlen(place->name) != length - name_at || memcmp(place->name, above + name_at, length - name_at) != 0);
		length = name_at > 0 ? name_at - 1 : 0;
	}
	return true;
}

const struct import_place *import_places_find(const struct import_places *places, struct arena *scratch, const char *text,
					      const char *scope, unsigned kinds, const char **reason)
{
	const char *folded = fold(scratch, text), *slash = strrchr(folded, '/');
	const char *name = slash != NULL ? slash + 1 : folded;
	struct search search = { .scope = scope, .kinds = kinds };

	for (const struct entry *entry = places->coded[bucket_of(folded)]; entry != NULL; entry = entry->next_coded)
		if (strcmp(entry->place.code, folded) == 0)
			consider(&search, &entry->place);
	for (const struct entry *entry = places->named[bucket_of(name)]; search.fits == 0 && entry != NULL; entry = entry->next_named)
		if (strcmp(entry->place.name, name) == 0 &&
		    (slash == NULL || lies_below(places, &entry->place, folded, (size_t)(slash - folded))))
			consider(&search, &entry->place);
	if (search.fits == 1)
		return search.found;
	*reason = search.fits > 1 ? "unit_ambiguous" : search.ended ? "unit_ended" : search.outside ? "unit_outside"
		: search.other_kind ? "unit_kind" : "unit_unknown";
	return NULL;
}
