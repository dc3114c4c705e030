#include "domain/giving/need.h"

const char *const need_kind_names[] = { "money", "goods", NULL };

const struct shape need_shape = SHAPE(need,
	COLUMN(need, kind, .names = need_kind_names), COLUMN(need, item), COLUMN(need, unit), COLUMN(need, wanted),
	COLUMN(need, met), COLUMN(need, unit_cost), COLUMN(need, address, .nullable = true),
	COLUMN(need, hours, .nullable = true), COLUMN(need, telephone, .nullable = true));

static const struct statement of_campaign = {
	.sql = "SELECT kind, item, unit, wanted, met, unit_cost_fen AS unit_cost, address, hours, telephone "
	       "FROM need WHERE campaign_id = ? AND EXISTS (SELECT 1 FROM campaign c WHERE c.id = need.campaign_id "
	       "AND c.open_until IS NOT NULL) ORDER BY id",
	.params = "i", .row = &need_shape };

const struct statement *const need_statements[] = { &of_campaign, NULL };

enum err need_list(struct db *db, struct arena *arena, int64_t campaign_id, struct rows *out)
{
	return db_all(db, arena, &of_campaign, out, campaign_id);
}
