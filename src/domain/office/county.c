#include "domain/office/county.h"

const struct shape county_shape = SHAPE(county, COLUMN(county, code), COLUMN(county, name));

static const struct statement list = {
	.sql = "SELECT code, name FROM division WHERE level = 'county' ORDER BY code", .params = "", .row = &county_shape,
	.keep_ms = 60000 };

const struct statement *const county_statements[] = { &list, NULL };

enum err county_list(struct db *db, struct arena *arena, struct rows *out)
{
	return db_all(db, arena, &list, out);
}
