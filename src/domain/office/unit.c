#include "domain/office/unit.h"

#include <string.h>

const char *const unit_kind_names[] = { "city", "county", "township", "school", "department", "charity", NULL };

const struct shape unit_shape = SHAPE(unit,
	COLUMN(unit, id), COLUMN(unit, kind, .names = unit_kind_names), COLUMN(unit, code, .nullable = true), COLUMN(unit, name),
	COLUMN(unit, parent_id), COLUMN(unit, parent_name, .nullable = true), COLUMN(unit, path), COLUMN(unit, charity_id),
	COLUMN(unit, valid_from), COLUMN(unit, valid_to, .nullable = true));

const struct shape unit_placement_shape = SHAPE(unit_placement,
	COLUMN(unit_placement, name), COLUMN(unit_placement, parent_name, .nullable = true), COLUMN(unit_placement, valid_from),
	COLUMN(unit_placement, valid_to, .nullable = true));

#define UNIT                                                                                                         \
	"SELECT u.id, u.kind, u.code, u.name, COALESCE(u.parent_id, 0) AS parent_id, p.name AS parent_name, u.path, "  \
	"COALESCE(u.charity_id, 0) AS charity_id, u.valid_from, u.valid_to FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE "

static const struct statement by_id = {
	.sql = UNIT "u.id = ? AND u.path LIKE CONCAT(?, '%')", .params = "is", .row = &unit_shape };

/* Of the kind, if one is asked for; lasting or ended; with a name that begins so; after the last row shown. */
#define FILTERED                                                                                                     \
	"AND (NOT ? OR u.kind = ?) AND (u.valid_to IS NOT NULL AND u.valid_to <= ?) = ? AND u.name LIKE ? "           \
	"AND (u.name > ? OR (u.name = ? AND u.id > ?)) ORDER BY u.name, u.id LIMIT ?"

static const struct statement list_below = {
	.sql = UNIT "u.parent_id = ? AND u.path LIKE CONCAT(?, '%') " FILTERED, .params = "isbsdbsssii", .row = &unit_shape };

static const struct statement list_in_scope = {
	.sql = UNIT "u.path LIKE CONCAT(?, '%') " FILTERED, .params = "sbsdbsssii", .row = &unit_shape };

static const struct statement history = {
	.sql = "SELECT h.name, p.name AS parent_name, h.valid_from, h.valid_to FROM unit_placement h "
	       "LEFT JOIN unit p ON p.id = h.parent_id WHERE h.unit_id = ? ORDER BY h.valid_from DESC, h.id DESC LIMIT 200",
	.params = "i", .row = &unit_placement_shape };

/* As deep as a path goes: the root, county, township, school, and room for two more. */
enum { levels_max = 6 };
static const struct statement ancestors = {
	.sql = UNIT "u.id IN (?, ?, ?, ?, ?, ?) ORDER BY LENGTH(u.path)", .params = "iiiiii", .row = &unit_shape };

const struct statement *const unit_statements[] = {
	&by_id, &list_below, &list_in_scope, &history, &ancestors, NULL };

static const char *scope_of(const char *scope)
{
	return scope != NULL ? scope : "/";
}

enum err unit_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct unit *out)
{
	/* An empty scope holds nothing; as a pattern it would hold everything. */
	if (scope_of(scope)[0] != '/')
		return E_NOT_FOUND;
	return db_one(db, arena, &by_id, out, id, scope_of(scope));
}

static const char *prefix_pattern(struct arena *arena, const char *words)
{
	struct buffer pattern;

	buffer_init(&pattern, arena, 64);
	for (const char *c = words != NULL ? words : ""; *c != '\0'; c++) {
		if (*c == '%' || *c == '_' || *c == '\\')
			buffer_append_char(&pattern, '\\');
		buffer_append_char(&pattern, *c);
	}
	buffer_append_char(&pattern, '%');
	return pattern.data;
}

enum err unit_list(struct db *db, struct arena *arena, const struct unit_search *search, struct date today, struct rows *out,
		   bool *more)
{
	const char *scope = scope_of(search->scope), *kind = unit_kind_names[search->kind];
	const char *words = prefix_pattern(arena, search->words);
	const char *after = search->after_name != NULL ? search->after_name : "";
	const int64_t limit = search->rows + 1;		/* one more tells whether there is a next page */
	struct rows rows;

	if (scope[0] != '/')
		return E_NOT_FOUND;
	if (search->parent_id != 0)
		TRY(db_all(db, arena, &list_below, &rows, search->parent_id, scope, search->of_kind, kind, today, search->ended,
			   words, after, after, search->after_id, limit));
	else
		TRY(db_all(db, arena, &list_in_scope, &rows, scope, search->of_kind, kind, today, search->ended, words, after,
			   after, search->after_id, limit));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count = (size_t)search->rows;
	*out = rows;
	return OK;
}

enum err unit_history(struct db *db, struct arena *arena, int64_t id, struct rows *out)
{
	return db_all(db, arena, &history, out, id);
}

enum err unit_ancestors(struct db *db, struct arena *arena, const char *path, struct rows *out)
{
	int64_t ids[levels_max] = { 0 };
	size_t count = 0;

	for (const char *c = path; *c != '\0'; c++)
		if (*c == '/')
			count += c[1] != '\0';
		else if (count > 0 && count <= levels_max && *c >= '0' && *c <= '9')
			ids[count - 1] = ids[count - 1] * 10 + (*c - '0');
	return db_all(db, arena, &ancestors, out, ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]);
}
