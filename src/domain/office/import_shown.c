/* What pages and downloads show of an import: headings, fields, bad rows. */
#include <string.h>

#include "domain/office/import_parts.h"
#include "domain/office/import_record.h"
#include "domain/office/sealed_places.h"

const struct shape import_heading_shape = SHAPE(import_heading, COLUMN(import_heading, number), COLUMN(import_heading, heading));
const struct shape import_field_state_shape = SHAPE(import_field_state,
	COLUMN(import_field_state, number), COLUMN(import_field_state, field), COLUMN(import_field_state, required),
	COLUMN(import_field_state, column));
const struct shape import_bad_shape = SHAPE(import_bad,
	COLUMN(import_bad, line_number), COLUMN(import_bad, field), COLUMN(import_bad, reason),
	COLUMN(import_bad, shown, .nullable = true));

struct stored_bad {
	int64_t line_number;
	const char *field, *reason;
	struct bytes cells;
};
static const struct shape stored_bad_shape = SHAPE(stored_bad,
	COLUMN(stored_bad, line_number), COLUMN(stored_bad, field), COLUMN(stored_bad, reason), COLUMN(stored_bad, cells));

#define BAD_ROWS "SELECT line_number, field, reason, cells_sealed AS cells FROM import_bad_row WHERE import_id = ? AND "

static const struct statement headings_of = { .sql = BAD_ROWS "line_number = 0", .params = "i", .row = &stored_bad_shape };
static const struct statement bad_after = {
	.sql = BAD_ROWS "line_number > ? ORDER BY line_number LIMIT ?", .params = "iii", .row = &stored_bad_shape };

const struct statement *const import_shown_statements[] = { &headings_of, &bad_after, NULL };

static enum err open_cells(struct arena *arena, const struct keyring *keyring, int64_t import_id, const struct stored_bad *stored,
			   struct import_bad_cells *out)
{
	const char *row = arena_print(arena, "%lld/%lld", (long long)import_id, (long long)stored->line_number);
	struct bytes packed;

	TRY(seal_open_bytes(keyring, arena, place_in(&place_import_bad_row_cells, row), stored->cells, &packed));
	*out = (struct import_bad_cells){ .line_number = stored->line_number, .field = stored->field, .reason = stored->reason };
	out->cells = import_cells_unpack(arena, packed, &out->count);
	return OK;
}

enum { number_digits_min = 11 };		/* of a mobile telephone; an ID number has more */

/* Of a file without headings the fullest row was taken for them, and it is a person's: no page shows it, no mapping keeps it. */
static bool is_a_persons(const struct import_bad_cells *row)
{
	for (size_t i = 0; i < row->count; i++)
		for (const char *at = row->cells[i]; *at != '\0'; at++) {
			const size_t digits = strspn(at, "0123456789");

			if (digits >= number_digits_min)
				return true;
			at += digits > 0 ? digits - 1 : 0;
		}
	return false;
}

enum err import_headings(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import *import,
			 struct rows *out)
{
	struct import_heading *headings;
	struct import_bad_cells cells;
	struct stored_bad stored;

	TRY(db_one(db, arena, &headings_of, &stored, import->id));
	TRY(open_cells(arena, keyring, import->id, &stored, &cells));
	headings = ARENA_ARRAY(arena, struct import_heading, cells.count);
	for (size_t i = 0; i < cells.count; i++)
		headings[i] = (struct import_heading){ .number = (int64_t)i + 1, .heading = is_a_persons(&cells) ? "" : cells.cells[i] };
	*out = (struct rows){ .row = headings, .count = cells.count };
	return OK;
}

enum err import_field_states(struct arena *arena, const struct import *import, struct rows *out)
{
	const struct import_kind *kind = import_kinds[import->kind];
	struct import_field_state *states = ARENA_ARRAY(arena, struct import_field_state, kind->field_count);
	struct import_mapping mapping;
	bool complete;

	import_map_none(&mapping);
	if (import->mapping != NULL)
		TRY(import_mapping_read(kind, import->mapping, &mapping, &complete));
	for (size_t i = 0; i < kind->field_count; i++)
		states[i] = (struct import_field_state){ .number = (int64_t)i + 1, .field = kind->fields[i].column.name,
							 .required = kind->fields[i].required, .column = mapping.column[i] + 1 };
	*out = (struct rows){ .row = states, .count = kind->field_count };
	return OK;
}

/* The cell of the field, unless it is personal or the whole row is meant. */
static const char *shown_cell(const struct import_kind *kind, const struct import_mapping *mapping, const struct import_bad_cells *bad)
{
	for (size_t i = 0; i < kind->field_count; i++) {
		const int column = mapping->column[i];

		if (strcmp(kind->fields[i].column.name, bad->field) == 0)
			return !kind->fields[i].personal && column >= 0 && (size_t)column < bad->count && bad->cells[column][0] != '\0'
				? bad->cells[column] : NULL;
	}
	return NULL;
}

enum err import_bad_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import *import, int64_t after,
			 int64_t rows, struct rows *out, bool *more)
{
	const struct import_kind *kind = import_kinds[import->kind];
	struct import_bad_cells *cells;
	struct import_mapping mapping;
	struct import_bad *bad;
	size_t count;
	bool complete;

	import_map_none(&mapping);
	if (import->mapping != NULL)
		TRY(import_mapping_read(kind, import->mapping, &mapping, &complete));
	TRY(import_bad_page(db, arena, keyring, import->id, after, rows + 1, &cells, &count));
	*more = count > (size_t)rows;
	if (*more)
		count = (size_t)rows;
	bad = ARENA_ARRAY(arena, struct import_bad, count);
	for (size_t i = 0; i < count; i++)
		bad[i] = (struct import_bad){ .line_number = cells[i].line_number, .field = cells[i].field, .reason = cells[i].reason,
					      .shown = shown_cell(kind, &mapping, &cells[i]) };
	*out = (struct rows){ .row = bad, .count = count };
	return OK;
}

enum err import_bad_page(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t import_id, int64_t after,
			 int64_t rows, struct import_bad_cells **out, size_t *count)
{
	const struct stored_bad *stored;
	struct import_bad_cells *cells;
	struct rows found;

	TRY(db_all(db, arena, &bad_after, &found, import_id, after, rows));
	stored = found.row;
	cells = ARENA_ARRAY(arena, struct import_bad_cells, found.count);
	for (size_t i = 0; i < found.count; i++)
		TRY(open_cells(arena, keyring, import_id, &stored[i], &cells[i]));
	*out = cells;
	*count = found.count;
	return OK;
}
