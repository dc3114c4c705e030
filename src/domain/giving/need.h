/* What a campaign needs: money towards something, or goods and where to hand them in. */
#ifndef YM_DOMAIN_GIVING_NEED_H
#define YM_DOMAIN_GIVING_NEED_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

enum need_kind { NEED_MONEY, NEED_GOODS };
extern const char *const need_kind_names[];	/* "money", "goods" */

struct need {
	enum need_kind kind;
	const char *item;		/* "冬衣（身高 130–160 cm）" */
	const char *unit;		/* "件" */
	int64_t wanted;
	int64_t met;
	struct money unit_cost;		/* of money needs; 0: not given */
	const char *address;		/* of goods: where, when and whom to ask; NULL for money */
	const char *hours;
	const char *telephone;
};
extern const struct shape need_shape;

/* Of a published campaign, in the order they were entered; of any other, none. */
enum err need_list(struct db *db, struct arena *arena, int64_t campaign_id, struct rows *out) MUST_CHECK;

extern const struct statement *const need_statements[];

#endif
