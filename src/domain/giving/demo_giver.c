#include "domain/giving/demo_giver.h"

#include "crypt/seal.h"
#include "domain/giving/pledge.h"
#include "domain/office/sealed_places.h"

struct demo_giver {
	const char *code, *name, *telephone;
};

static const struct shape demo_giver_shape = SHAPE(demo_giver,
	COLUMN(demo_giver, code), COLUMN(demo_giver, name), COLUMN(demo_giver, telephone));

static const struct statement in_clear = {
	.sql = "SELECT code, CONVERT(SUBSTR(name_sealed, 2) USING utf8mb4) AS name, "
	       "CONVERT(SUBSTR(telephone_sealed, 2) USING utf8mb4) AS telephone "
	       "FROM pledge WHERE code LIKE 'DEM%' AND LEFT(name_sealed, 1) = X'00'",
	.params = "", .row = &demo_giver_shape };

static const struct statement seal = {
	.sql = "UPDATE pledge SET name_sealed = ?, telephone_sealed = ?, telephone_index = ?, last_four_index = ? WHERE code = ?",
	.params = "xxxxs" };

const struct statement *const demo_giver_statements[] = { &in_clear, &seal, NULL };

enum err demo_givers_seal(struct db *db, struct arena *arena, const struct keyring *keyring)
{
	const struct demo_giver *givers;
	struct rows rows;

	TRY(db_all(db, arena, &in_clear, &rows));
	givers = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		TRY(db_run(db, &seal, NULL,
			   seal_text(keyring, arena, place_in(&place_pledge_name, givers[i].code), givers[i].name),
			   seal_text(keyring, arena, place_in(&place_pledge_telephone, givers[i].code), givers[i].telephone),
			   pledge_telephone_index(keyring, arena, givers[i].telephone),
			   pledge_last_four_index(keyring, arena, givers[i].code, givers[i].telephone), givers[i].code));
	return OK;
}
