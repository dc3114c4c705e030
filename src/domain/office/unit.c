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

#define COLUMNS                                                                                                      \
	"SELECT u.id, u.kind, u.code, u.name, COALESCE(u.parent_id, 0) AS parent_id, p.name AS parent_name, u.path, "  \
	"COALESCE(u.charity_id, 0) AS charity_id, u.valid_from, u.valid_to "
#define UNIT COLUMNS "FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE "

static const struct statement by_id = {
	.sql = UNIT "u.id = ? AND u.path LIKE CONCAT(?, '%')", .params = "is", .row = &unit_shape };

/* Each list reads one index; the server cannot know which finds a page soonest, we do. Of the kind, if one is asked for; lasting
 * at a day, or ended by it; with a name that begins so; after the last row shown. */
#define LIST(index, first, lasts, in_params)                                                                         \
	{ .sql = COLUMNS "FROM unit u FORCE INDEX (" index ") LEFT JOIN unit p ON p.id = u.parent_id WHERE " first     \
		 " AND (NOT ? OR u.kind = ?) AND " lasts " AND u.name LIKE ? AND (u.name > ? OR (u.name = ? AND u.id > ?)) " \
		 "ORDER BY u.name, u.id LIMIT ?",                                                                     \
	  .params = in_params, .row = &unit_shape }
#define LASTS "(u.valid_to IS NULL OR u.valid_to > ?)"
#define ENDED "u.ends = TRUE AND u.valid_to <= ?"
#define IN_SCOPE "u.path LIKE CONCAT(?, '%')"

static const struct statement list_below = LIST("unit_by_parent", "u.parent_id = ? AND " IN_SCOPE, LASTS, "isbsdsssii");
static const struct statement list_ended_below =
	LIST("unit_by_parent_and_end", "u.parent_id = ? AND " IN_SCOPE, ENDED, "isbsdsssii");
/* A wide scope holds a good part of all names, which the index gives in order; a narrow one has few rows to sort. */
static const struct statement list_wide = LIST("unit_by_name", IN_SCOPE, LASTS, "sbsdsssii");
static const struct statement list_wide_of_kind = LIST("unit_by_kind", "u.kind = ? AND " IN_SCOPE, LASTS, "ssbsdsssii");
static const struct statement list_narrow = LIST("unit_by_path", IN_SCOPE, LASTS, "sbsdsssii");
static const struct statement list_of_town = LIST("unit_of_town", "u.town_path = ?", LASTS, "sbsdsssii");
static const struct statement list_ended = LIST("unit_by_end", IN_SCOPE, ENDED, "sbsdsssii");
static const struct statement list_ended_narrow = LIST("unit_by_end_and_path", IN_SCOPE, ENDED, "sbsdsssii");

static const struct statement history = {
	.sql = "SELECT h.name, p.name AS parent_name, h.valid_from, h.valid_to FROM unit_placement h "
	       "LEFT JOIN unit p ON p.id = h.parent_id WHERE h.unit_id = ? ORDER BY h.valid_from DESC, h.id DESC LIMIT 200",
	.params = "i", .row = &unit_placement_shape };

/* As deep as a path goes: the root, county, township, school, and room for two more. */
enum { levels_max = 6 };
static const struct statement ancestors = {
	.sql = UNIT "u.id IN (?, ?, ?, ?, ?, ?) ORDER BY LENGTH(u.path)", .params = "iiiiii", .row = &unit_shape };

const struct statement *const unit_statements[] = {
	&by_id, &list_below, &list_ended_below, &list_wide, &list_wide_of_kind, &list_of_town, &list_narrow,
	&list_ended, &list_ended_narrow, &history, &ancestors, NULL };

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

/* A county, or all of them. */
static bool is_wide(const char *scope)
{
	return scope_width(scope) <= SCOPE_OF_COUNTY;
}

static const struct statement *statement_in_scope(const struct unit_search *search, const char *scope)
{
	const enum scope_width width = scope_width(scope);

	if (search->ended)
		return width == SCOPE_WIDEST ? &list_ended : &list_ended_narrow;
	return is_wide(scope) ? &list_wide : width == SCOPE_OF_TOWN ? &list_of_town : &list_narrow;
}

static enum err list_rows(struct db *db, struct arena *arena, const struct unit_search *search, const char *scope,
			  struct date today, struct rows *rows)
{
	const char *kind = unit_kind_names[search->kind], *words = db_like_start(arena, search->words);
	const char *after = search->after_name != NULL ? search->after_name : "";
	const int64_t limit = search->rows + 1;		/* one more tells whether there is a next page */

	if (search->parent_id != 0)
		return db_all(db, arena, search->ended ? &list_ended_below : &list_below, rows, search->parent_id, scope,
			      search->of_kind, kind, today, words, after, after, search->after_id, limit);
	if (search->of_kind && !search->ended && is_wide(scope))
		return db_all(db, arena, &list_wide_of_kind, rows, kind, scope, search->of_kind, kind, today, words, after, after,
			      search->after_id, limit);
	return db_all(db, arena, statement_in_scope(search, scope), rows, scope, search->of_kind, kind, today, words, after,
		      after, search->after_id, limit);
}

enum err unit_list(struct db *db, struct arena *arena, const struct unit_search *search, struct date today, struct rows *out,
		   bool *more)
{
	const char *scope = scope_of(search->scope);
	struct rows rows;

	if (scope[0] != '/')
		return E_NOT_FOUND;
	TRY(list_rows(db, arena, search, scope, today, &rows));
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
