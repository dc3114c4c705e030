#include "domain/office/unit_choice.h"

const struct shape unit_choice_shape = SHAPE(unit_choice, COLUMN(unit_choice, id), COLUMN(unit_choice, name));

static const struct statement counties = {
	.sql = "SELECT id, name FROM unit WHERE kind = 'county' AND (valid_to IS NULL OR valid_to > ?) ORDER BY code, name LIMIT 100",
	.params = "d", .row = &unit_choice_shape };
static const struct statement units_below = {
	.sql = "SELECT id, name FROM unit WHERE parent_id = ? AND kind IN ('township', 'school') AND (valid_to IS NULL OR valid_to > ?) "
	       "ORDER BY name LIMIT 500", .params = "id", .row = &unit_choice_shape };

const struct statement *const unit_choice_statements[] = { &counties, &units_below, NULL };

enum err unit_choices(struct db *db, struct arena *arena, int64_t parent_id, struct date today, struct rows *out)
{
	if (parent_id == 0)
		return db_all(db, arena, &counties, out, today);
	return db_all(db, arena, &units_below, out, parent_id, today);
}
