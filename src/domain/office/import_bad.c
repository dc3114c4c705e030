/* Rows that are not taken: their line, what is wrong, and their cells, sealed. */
#include <stdlib.h>
#include <string.h>

#include "domain/office/import_parts.h"
#include "domain/office/sealed_places.h"

enum { rows_at_once = 64, packed_max = 7900 };

struct bad_row {
	int64_t import_id, line_number;
	const char *field, *reason;
	struct bytes cells;
};
static const struct shape bad_row_shape = SHAPE(bad_row,
	COLUMN(bad_row, import_id), COLUMN(bad_row, line_number), COLUMN(bad_row, field), COLUMN(bad_row, reason),
	COLUMN(bad_row, cells));

struct bad_line {
	int64_t line_number;
};
static const struct shape bad_line_shape = SHAPE(bad_line, COLUMN(bad_line, line_number));

static const struct statement insert = {
	.sql = "INSERT INTO import_bad_row (import_id, line_number, field, reason, cells_sealed) VALUES (?, ?, ?, ?, ?)",
	.bind = &bad_row_shape };
static const struct statement forget = { .sql = "DELETE FROM import_bad_row WHERE import_id = ?", .params = "i" };
static const struct statement lines_of = {
	.sql = "SELECT line_number FROM import_bad_row WHERE import_id = ? AND line_number > 0 ORDER BY line_number", .params = "i",
	.row = &bad_line_shape };

const struct statement *const import_bad_statements[] = { &insert, &forget, &lines_of, NULL };

struct import_bad_rows {
	struct db *db;
	const struct keyring *keyring;
	int64_t import_id;
	struct arena scratch;			/* of the rows not yet sent */
	struct bad_row rows[rows_at_once];
	size_t count;
	const int64_t *loaded;			/* ascending */
	size_t loaded_count;
	int64_t wanted[import_bad_rows_max];
	size_t wanted_count;
	bool wanted_sorted;
};

static void release(void *handle)
{
	struct import_bad_rows *bad = handle;

	arena_free(&bad->scratch);
}

struct import_bad_rows *import_bad_new(struct arena *arena, struct db *db, const struct keyring *keyring, int64_t import_id)
{
	struct import_bad_rows *bad = ARENA_NEW(arena, struct import_bad_rows);

	bad->db = db;
	bad->keyring = keyring;
	bad->import_id = import_id;
	arena_init(&bad->scratch, 0);
	arena_defer(arena, release, bad);
	return bad;
}

enum err import_bad_forget(struct import_bad_rows *bad)
{
	return db_run(bad->db, &forget, NULL, bad->import_id);
}

enum err import_bad_load(struct import_bad_rows *bad, struct arena *arena)
{
	struct rows rows;

	TRY(db_all(bad->db, arena, &lines_of, &rows, bad->import_id));
	bad->loaded = (const int64_t *)rows.row;
	bad->loaded_count = rows.count;
	return OK;
}

size_t import_bad_loaded(const struct import_bad_rows *bad)
{
	return bad->loaded_count;
}

static int by_number(const void *a, const void *b)
{
	const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

bool import_bad_has(const struct import_bad_rows *bad, int64_t line)
{
	return bad->loaded_count > 0 && bsearch(&line, bad->loaded, bad->loaded_count, sizeof line, by_number) != NULL;
}

void import_bad_want(struct import_bad_rows *bad, int64_t line)
{
	if (bad->wanted_count < import_bad_rows_max)
		bad->wanted[bad->wanted_count++] = line;
	bad->wanted_sorted = false;
}

bool import_bad_wants(const struct import_bad_rows *bad)
{
	return bad->wanted_count > 0;
}

bool import_bad_wants_line(struct import_bad_rows *bad, int64_t line)
{
	if (!bad->wanted_sorted)
		qsort(bad->wanted, bad->wanted_count, sizeof bad->wanted[0], by_number);
	bad->wanted_sorted = true;
	return bsearch(&line, bad->wanted, bad->wanted_count, sizeof line, by_number) != NULL;
}

enum err import_bad_flush(struct import_bad_rows *bad)
{
	const struct rows rows = { .row = bad->rows, .count = bad->count };

	if (bad->count == 0)
		return OK;
	TRY(db_run_many(bad->db, &insert, rows, NULL));
	bad->count = 0;
	arena_reset(&bad->scratch);
	return OK;
}

/* `length:text` after each other; what does not fit is left out, cell by cell. */
static struct bytes pack_cells(struct arena *arena, const struct cell *cells, size_t count)
{
	struct buffer packed;

	buffer_init(&packed, arena, 256);
	for (size_t i = 0; i < count; i++) {
		const char *text = cells[i].text;

		if (packed.length + strlen(text) + 4 * (count - i) + 4 > packed_max)
			text = "";
		buffer_print(&packed, "%zu:%s", strlen(text), text);
	}
	return (struct bytes){ .data = (const uint8_t *)packed.data, .length = packed.length };
}

enum err import_bad_add(struct import_bad_rows *bad, int64_t line, const char *field, const char *reason, const struct cell *cells,
			size_t count)
{
	struct arena *arena = &bad->scratch;
	const char *row = arena_print(arena, "%lld/%lld", (long long)bad->import_id, (long long)line);

	bad->rows[bad->count++] = (struct bad_row){
		.import_id = bad->import_id, .line_number = line, .field = arena_copy_string(arena, field),
		.reason = arena_copy_string(arena, reason),
		.cells = seal_bytes(bad->keyring, arena, place_in(&place_import_bad_row_cells, row),
				    pack_cells(arena, cells, count)) };
	return bad->count == rows_at_once ? import_bad_flush(bad) : OK;
}

const char *const *import_cells_unpack(struct arena *arena, struct bytes packed, size_t *count)
{
	const char *at = arena_copy(arena, (const char *)packed.data, packed.length);
	const char **cells = ARENA_ARRAY(arena, const char *, packed.length / 2 + 1);
	const char *const end = at + packed.length;

	*count = 0;
	while (at < end) {
		char *colon;
		const unsigned long length = strtoul(at, &colon, 10);

		if (*colon != ':' || length > (unsigned long)(end - colon - 1))
			break;
		cells[(*count)++] = arena_copy(arena, colon + 1, length);
		at = colon + 1 + length;
	}
	return cells;
}
