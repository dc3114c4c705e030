#include "domain/pairing/family_home.h"

const char *const home_level_names[] = { "city", "county", "township", "village", NULL };

const struct shape home_place_shape = SHAPE(home_place,
	COLUMN(home_place, code), COLUMN(home_place, name), COLUMN(home_place, level, .names = home_level_names));

const struct shape home_shape = SHAPE(home,
	COLUMN(home, code), COLUMN(home, level, .names = home_level_names), COLUMN(home, county, .nullable = true),
	COLUMN(home, township, .nullable = true), COLUMN(home, village, .nullable = true));

static const struct shape home_unit_shape = SHAPE(home_unit, COLUMN(home_unit, id), COLUMN(home_unit, path));

static const struct statement counties = {
	.sql = "SELECT code, name, level FROM division WHERE level = 'county' ORDER BY code", .params = "", .row = &home_place_shape,
	.keep_ms = 60000 };

static const struct statement below_it = {
	.sql = "SELECT code, name, level FROM division WHERE parent_code = ? AND level IN ('township', 'village') ORDER BY code",
	.params = "s", .row = &home_place_shape };

static const struct statement by_code = {
	.sql = "SELECT d.code, d.level, CASE d.level WHEN 'county' THEN d.name WHEN 'township' THEN p.name WHEN 'village' THEN g.name END "
	       "AS county, CASE d.level WHEN 'township' THEN d.name WHEN 'village' THEN p.name END AS township, "
	       "IF(d.level = 'village', d.name, NULL) AS village FROM division d LEFT JOIN division p ON p.code = d.parent_code "
	       "LEFT JOIN division g ON g.code = p.parent_code WHERE d.code = ?",
	.params = "s", .row = &home_shape };

static const struct statement unit_of = {
	.sql = "SELECT u.id, u.path FROM division d JOIN division t ON t.code = IF(d.level = 'village', d.parent_code, d.code) "
	       "JOIN unit u ON (u.kind = 'township' AND u.code = t.code) OR (u.kind = 'county' AND u.code = t.parent_code) "
	       "OR u.parent_id IS NULL WHERE d.code = ? AND d.level IN ('township', 'village') AND u.valid_to IS NULL "
	       "ORDER BY u.kind = 'township' DESC, u.kind = 'county' DESC LIMIT 1",
	.params = "s", .row = &home_unit_shape };

const struct statement *const family_home_statements[] = { &counties, &below_it, &by_code, &unit_of, NULL };

enum err home_places(struct db *db, struct arena *arena, const char *below, struct rows *out)
{
	return below[0] == '\0' ? db_all(db, arena, &counties, out) : db_all(db, arena, &below_it, out, below);
}

enum err home_find(struct db *db, struct arena *arena, const char *code, struct home *out)
{
	return db_one(db, arena, &by_code, out, code);
}

bool home_is_whole(const struct home *home)
{
	return home->level == HOME_TOWNSHIP || home->level == HOME_VILLAGE;
}

enum err home_find_unit(struct db *db, struct arena *arena, const char *code, struct home_unit *out)
{
	return db_one(db, arena, &unit_of, out, code);
}
