/* Which column feeds which field: by the source's kept mapping, by the words we know, or as somebody said. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/office/import_parts.h"

enum { names_enough = 2 };	/* so many required fields named in a row make it the headings */

struct kept_heading {
	const char *field, *heading;
};
static const struct shape kept_heading_shape = SHAPE(kept_heading, COLUMN(kept_heading, field), COLUMN(kept_heading, heading));

static const struct statement kept_of = {
	.sql = "SELECT field, heading FROM import_mapping WHERE kind = ? AND unit_id = ? AND source = ?", .params = "sis",
	.row = &kept_heading_shape };
static const struct statement keep = {
	.sql = "INSERT INTO import_mapping (kind, unit_id, source, field, heading) VALUES (?, ?, ?, ?, ?) "
	       "ON DUPLICATE KEY UPDATE heading = ?",
	.params = "sissss" };

const struct statement *const import_map_statements[] = { &kept_of, NULL }, *const import_keep_statements[] = { &keep, NULL };

void import_map_none(struct import_mapping *mapping)
{
	mapping->line = 0;
	for (size_t i = 0; i < import_columns_max; i++)
		mapping->column[i] = -1;
}

static int find_field(const struct import_kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].column.name, name) == 0)
			return (int)i;
	return -1;
}

static bool is_complete(const struct import_kind *kind, const struct import_mapping *mapping)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].required && mapping->column[i] < 0)
			return false;
	return true;
}

/* The field a heading names: the source's own word for one wins over all that others call so. */
static int field_named(const struct import_run *run, struct arena *arena, const char *heading)
{
	const char *folded = sheet_fold(arena, heading), *name;

	if (folded[0] == '\0')
		return -1;
	for (size_t i = 0; run->kept != NULL && i < run->kind->field_count; i++)
		if (run->kept[i] != NULL && strcmp(run->kept[i], folded) == 0)
			return (int)i;
	name = sheet_field_of(run->words, arena, heading);
	return name != NULL ? find_field(run->kind, name) : -1;
}

size_t import_map_row(const struct import_run *run, struct arena *arena, int64_t number, const struct cell *cells, size_t count,
		      struct import_mapping *out, bool *complete)
{
	size_t required = 0;

	import_map_none(out);
	for (size_t i = 0; i < count; i++) {
		const int field = field_named(run, arena, cells[i].text);

		if (field < 0 || out->column[field] >= 0)
			continue;
		/* A field that the source's own mapping has is not taken from a column of another name. */
		if (run->kept != NULL && run->kept[field] != NULL &&
		    strcmp(run->kept[field], sheet_fold(arena, cells[i].text)) != 0)
			continue;
		out->column[field] = (int)i;
		required += run->kind->fields[field].required;
	}
	out->line = number;
	*complete = is_complete(run->kind, out);
	return required >= names_enough || *complete ? required : 0;
}

char *import_mapping_text(struct arena *arena, const struct import_kind *kind, const struct import_mapping *mapping)
{
	struct buffer text;

	buffer_init(&text, arena, 200);
	buffer_append_int(&text, mapping->line);
	for (size_t i = 0; i < kind->field_count; i++)
		if (mapping->column[i] >= 0)
			buffer_print(&text, " %s=%d", kind->fields[i].column.name, mapping->column[i]);
	return text.data;
}

/* Our own text; what does not fit it was not written by us. */
enum err import_mapping_read(const struct import_kind *kind, const char *text, struct import_mapping *out, bool *complete)
{
	struct import_mapping mapping;
	char *end;

	import_map_none(&mapping);
	mapping.line = strtoll(text, &end, 10);
	if (end == text || mapping.line < 1)
		return E_INTERNAL;
	while (*end == ' ') {
		const char *name = end + 1, *equals = strchr(name, '=');
		size_t field = 0;

		if (equals == NULL)
			return E_INTERNAL;
		while (field < kind->field_count && (strncmp(kind->fields[field].column.name, name, (size_t)(equals - name)) != 0 ||
						     kind->fields[field].column.name[equals - name] != '\0'))
			field++;
		if (field == kind->field_count)
			return E_INTERNAL;
		mapping.column[field] = (int)strtol(equals + 1, &end, 10);
	}
	if (*end != '\0')
		return E_INTERNAL;
	*out = mapping;
	*complete = is_complete(kind, &mapping);
	return OK;
}

enum err import_mapping_kept(struct db *db, struct arena *arena, const struct import_kind *kind, int64_t unit_id, const char *source,
			     const char *const **out)
{
	const struct kept_heading *row;
	const char **headings;
	struct rows rows;

	TRY(db_all(db, arena, &kept_of, &rows, import_of_names[kind->of], unit_id, source));
	*out = NULL;
	if (rows.count == 0)
		return OK;
	headings = ARENA_ARRAY(arena, const char *, kind->field_count);
	row = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const int field = find_field(kind, row[i].field);

		if (field >= 0)
			headings[field] = sheet_fold(arena, row[i].heading);
	}
	*out = headings;
	return OK;
}

enum err import_mapping_keep(struct db *db, const struct import_kind *kind, int64_t unit_id, const char *source, const char *field,
			     const char *heading)
{
	return db_run(db, &keep, NULL, import_of_names[kind->of], unit_id, source, field, heading, heading);
}
