#include "domain/giving/pledge_owner.h"

#include "crypt/seal.h"
#include "domain/office/sealed_places.h"

const struct shape own_pledge_shape = SHAPE(own_pledge,
	COLUMN(own_pledge, code), COLUMN(own_pledge, shown_code), COLUMN(own_pledge, campaign), COLUMN(own_pledge, amount),
	COLUMN(own_pledge, registered_at), COLUMN(own_pledge, state, .names = pledge_state_names));

static const struct statement known = {
	.sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM pledge WHERE telephone_index IN (?, ?) LIMIT 1) p", .params = "xx",
	.row = &db_number };

static const struct statement is_of = {
	.sql = "SELECT COUNT(*) AS n FROM pledge WHERE code = ? AND telephone_index IN (?, ?)", .params = "sxx",
	.row = &db_number };

static const struct statement list = {
	.sql = "SELECT p.code, CONCAT(LEFT(p.code, 4), '-', SUBSTR(p.code, 5, 4), '-', RIGHT(p.code, 1)) AS shown_code, "
	       "c.title AS campaign, p.amount_fen AS amount, p.registered_at, p.state "
	       "FROM pledge p JOIN public_campaign c ON c.id = p.campaign_id WHERE p.telephone_index IN (?, ?) "
	       "ORDER BY p.id DESC LIMIT 100",
	.params = "xx", .row = &own_pledge_shape };

const struct statement *const pledge_owner_statements[] = { &known, &is_of, &list, NULL };

enum err pledge_telephone_known(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, bool *out)
{
	struct bytes indexes[2];
	int64_t found;

	blind_indexes(keyring, arena, purpose_pledge_telephone, telephone, indexes);
	TRY(db_one(db, arena, &known, &found, indexes[0], indexes[1]));
	*out = found > 0;
	return OK;
}

enum err pledge_list_own(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, struct rows *out)
{
	struct bytes indexes[2];

	blind_indexes(keyring, arena, purpose_pledge_telephone, telephone, indexes);
	return db_all(db, arena, &list, out, indexes[0], indexes[1]);
}

enum err pledge_is_of_telephone(struct db *db, struct arena *arena, const struct keyring *keyring, const char *code,
				const char *telephone, bool *out)
{
	struct bytes indexes[2];
	int64_t found;

	blind_indexes(keyring, arena, purpose_pledge_telephone, telephone, indexes);
	TRY(db_one(db, arena, &is_of, &found, code, indexes[0], indexes[1]));
	*out = found > 0;
	return OK;
}
