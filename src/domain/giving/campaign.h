/* A fundraising campaign (募捐项目) of a licensed charity. Amounts in fen; dates are civil dates in Asia/Shanghai.
 * A campaign is public once its licence, filing number, dates and platform link are set and it was published
 * (慈善法 §22–27). The bureau takes no payment: money goes to the charity's account or its designated platform. */
#ifndef YM_DOMAIN_GIVING_CAMPAIGN_H
#define YM_DOMAIN_GIVING_CAMPAIGN_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"

/* Derived from the dates and closed_at on the day of asking, never stored. */
enum campaign_state { CAMPAIGN_UPCOMING, CAMPAIGN_OPEN, CAMPAIGN_ENDING, CAMPAIGN_ENDED };
extern const char *const campaign_state_names[];	/* "upcoming", "open", "ending", "ended" */

enum { campaign_ending_days = 14 };	/* "ending": open, and at most this many days are left */

/* What a list shows of a campaign. */
struct campaign {
	int64_t id;
	const char *title;
	const char *summary;		/* one or two sentences */
	const char *county;		/* name; NULL: the whole city */
	const char *charity;
	struct money goal;		/* > 0 */
	struct money received;		/* allocations minus refunds */
	struct money pledged;		/* live pledges that have not arrived */
	int64_t gifts;			/* person-times: matched gifts */
	int64_t percent_received;	/* of the goal; may exceed 100 */
	int64_t percent_promised;	/* received and pledged together, of the goal */
	struct date starts;
	struct date ends;		/* last day on which a pledge is taken */
	int64_t days_left;		/* 0 on the last day, negative afterwards */
	enum campaign_state state;
	struct timestamp updated_at;
};
extern const struct shape campaign_shape;

/* What its own page shows besides. */
struct campaign_detail {
	int64_t id;
	const char *title;
	const char *story;		/* several paragraphs, blank line between */
	const char *charity;
	const char *charity_code;	/* GB 32100 */
	const char *charity_address;
	const char *charity_telephone;
	const char *licence_number;	/* 公开募捐资格证书 */
	const char *filing_number;	/* 备案号 */
	const char *platform_name;	/* designated platform (指定平台) */
	const char *platform_url;
	const char *account_name;
	const char *account_bank;
	const char *account_number;
};
extern const struct shape campaign_detail_shape;

enum campaign_sort { CAMPAIGN_SORT_ENDING, CAMPAIGN_SORT_NEWEST };
extern const char *const campaign_sort_names[];		/* "ending", "newest" */

enum campaign_scope { CAMPAIGN_SCOPE_OPEN, CAMPAIGN_SCOPE_ENDING, CAMPAIGN_SCOPE_ENDED };
extern const char *const campaign_scope_names[];	/* "open" (ending ones included), "ending", "ended" */

enum { campaign_page_rows = 20 };

struct campaign_search {
	const char *county_code;	/* NULL or "": all */
	const char *words;		/* in the title; NULL or "": any */
	enum campaign_scope scope;
	enum campaign_sort sort;
	int64_t page;			/* from 1 */
	int64_t rows;			/* of a page; 0: campaign_page_rows */
};

struct campaign_totals {
	struct money received;		/* all campaigns, ended ones too */
	int64_t gifts;
	int64_t open;			/* campaigns that take pledges today, counted up to campaign_open_counted */
};

enum { campaign_open_counted = 100 };	/* as many, or more */
extern const struct shape campaign_totals_shape;

/* One page of published campaigns; *more: a further page has at least one. Rows of campaign_shape, in the arena. */
enum err campaign_list(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today,
		       struct rows *out, bool *more) MUST_CHECK;

/* The published campaign with this id; E_NOT_FOUND also for one that is not published. */
enum err campaign_find(struct db *db, struct arena *arena, int64_t id, struct date today, struct campaign *out) MUST_CHECK;
enum err campaign_find_detail(struct db *db, struct arena *arena, int64_t id, struct campaign_detail *out) MUST_CHECK;

enum err campaign_sum(struct db *db, struct arena *arena, struct date today, struct campaign_totals *out) MUST_CHECK;

extern const struct statement *const campaign_statements[];	/* what the public sees */

#endif
