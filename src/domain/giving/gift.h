/* Gifts that arrived: allocations of bank money to a campaign. Only matched money is public, and of the giver only what
 * he chose and staff approved (domain.md §1). */
#ifndef YM_DOMAIN_GIVING_GIFT_H
#define YM_DOMAIN_GIVING_GIFT_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

struct gift {
	const char *shown_name;		/* full name or 王**; NULL: private */
	struct money amount;
	struct date received_on;
	const char *message;		/* approved; NULL: none */
	int64_t campaign_id;
	const char *campaign;		/* its title */
};
extern const struct shape gift_shape;

/* The latest public gifts of one published campaign, or of all (id 0), newest first, at most `limit`. */
enum err gift_list_latest(struct db *db, struct arena *arena, int64_t campaign_id, int64_t limit, struct rows *out) MUST_CHECK;

extern const struct statement *const gift_statements[];

#endif
