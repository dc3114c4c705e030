#include "domain/giving/gift.h"

const struct shape gift_shape = SHAPE(gift,
	COLUMN(gift, shown_name, .nullable = true), COLUMN(gift, amount), COLUMN(gift, received_on),
	COLUMN(gift, message, .nullable = true), COLUMN(gift, campaign_id), COLUMN(gift, campaign));

#define GIFT_COLUMNS "SELECT shown_name, amount, received_on, message, campaign_id, campaign FROM public_gift "
#define LATEST "ORDER BY received_on DESC, id DESC LIMIT ?"

static const struct statement latest = {
	.sql = GIFT_COLUMNS LATEST, .params = "i", .row = &gift_shape };

static const struct statement latest_of_campaign = {
	.sql = GIFT_COLUMNS "WHERE campaign_id = ? " LATEST, .params = "ii", .row = &gift_shape };

const struct statement *const gift_statements[] = { &latest, &latest_of_campaign, NULL };

enum err gift_list_latest(struct db *db, struct arena *arena, int64_t campaign_id, int64_t limit, struct rows *out)
{
	if (campaign_id == 0)
		return db_all(db, arena, &latest, out, limit);
	return db_all(db, arena, &latest_of_campaign, out, campaign_id, limit);
}
