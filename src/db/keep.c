/* Rows given again for a moment: what a statement with keep_ms gave, for the same parameters. */
#include "db/connection.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

struct kept {
	struct arena arena;		/* the rows, and the parameters they were given for */
	struct rows rows;
	int64_t taken_ms;
	union param_value *values;	/* NULL: nothing is kept */
	enum enum_field_types *types;	/* tells nothing from zero */
};

/* Numbers, dates and times: their values are all there is to compare. */
bool db_may_keep(const struct statement *statement)
{
	if (statement->keep_ms == 0)
		return true;
	return statement->row != NULL && statement->bind == NULL &&
	       (statement->params == NULL || strspn(statement->params, "iubmdt") == strlen(statement->params));
}

/* Texts and bytes are the only columns that point anywhere. */
static struct rows copy_rows(struct arena *arena, const struct shape *shape, struct rows rows)
{
	char *copies = arena_alloc_array(arena, rows.count, shape->size);

	if (rows.count > 0)
		memcpy(copies, rows.row, rows.count * shape->size);
	for (char *row = copies; row < copies + rows.count * shape->size; row += shape->size) {
		for (size_t i = 0; i < shape->count; i++) {
			const struct column *column = &shape->columns[i];
			const char **text = (const char **)(void *)(row + column->offset);
			struct bytes *bytes = (struct bytes *)(void *)(row + column->offset);

			if (column->type == COLUMN_TEXT && *text != NULL)
				*text = arena_copy_string(arena, *text);
			else if (column->type == COLUMN_BYTES && bytes->data != NULL)
				bytes->data = (const uint8_t *)arena_copy(arena, (const char *)bytes->data, bytes->length);
		}
	}
	return (struct rows){ .row = copies, .count = rows.count };
}

static bool same_parameters(const struct prepared *prepared, const struct kept *kept)
{
	for (size_t i = 0; i < prepared->param_count; i++)
		if (kept->types[i] != prepared->params[i].buffer_type ||
		    memcmp(&kept->values[i], &prepared->values[i], sizeof kept->values[i]) != 0)
			return false;
	return true;
}

bool db_take_kept(const struct db *db, const struct prepared *prepared, struct arena *arena, struct rows *out)
{
	const struct kept *kept = prepared->kept;

	if (kept == NULL || kept->values == NULL || db->in_transaction || !same_parameters(prepared, kept) ||
	    clock_monotonic_ms() - kept->taken_ms >= prepared->statement->keep_ms)
		return false;
	*out = copy_rows(arena, prepared->statement->row, kept->rows);
	return true;
}

void db_keep(const struct db *db, struct prepared *prepared, struct rows rows)
{
	struct kept *kept = prepared->kept;

	if (prepared->statement->keep_ms == 0 || db->in_transaction)
		return;
	if (kept == NULL) {
		kept = prepared->kept = calloc(1, sizeof *kept);
		if (kept == NULL)
			abort();
		arena_init(&kept->arena, 4096);
	}
	arena_reset(&kept->arena);
	kept->rows = copy_rows(&kept->arena, prepared->statement->row, rows);
	kept->values = ARENA_ARRAY(&kept->arena, union param_value, prepared->param_count);
	kept->types = ARENA_ARRAY(&kept->arena, enum enum_field_types, prepared->param_count);
	for (size_t i = 0; i < prepared->param_count; i++) {
		kept->values[i] = prepared->values[i];
		kept->types[i] = prepared->params[i].buffer_type;
	}
	kept->taken_ms = clock_monotonic_ms();
}

void db_forget_kept(struct prepared *prepared)
{
	if (prepared->kept != NULL)
		arena_free(&prepared->kept->arena);
	free(prepared->kept);
	prepared->kept = NULL;
}
