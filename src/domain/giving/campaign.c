#include "domain/giving/campaign.h"

#include <string.h>

const char *const campaign_state_names[] = { "upcoming", "open", "ending", "ended", NULL };
const char *const campaign_sort_names[] = { "ending", "newest", NULL };
const char *const campaign_scope_names[] = { "open", "ending", "ended", NULL };

const struct shape campaign_shape = SHAPE(campaign,
	COLUMN(campaign, id), COLUMN(campaign, title), COLUMN(campaign, summary),
	COLUMN(campaign, county, .nullable = true), COLUMN(campaign, charity), COLUMN(campaign, goal),
	COLUMN(campaign, received), COLUMN(campaign, pledged), COLUMN(campaign, gifts),
	COLUMN(campaign, percent_received), COLUMN(campaign, percent_promised), COLUMN(campaign, starts),
	COLUMN(campaign, ends), COLUMN(campaign, days_left), COLUMN(campaign, state, .names = campaign_state_names),
	COLUMN(campaign, updated_at));

const struct shape campaign_detail_shape = SHAPE(campaign_detail,
	COLUMN(campaign_detail, id), COLUMN(campaign_detail, title), COLUMN(campaign_detail, story),
	COLUMN(campaign_detail, charity),
	COLUMN(campaign_detail, charity_code), COLUMN(campaign_detail, charity_address),
	COLUMN(campaign_detail, charity_telephone), COLUMN(campaign_detail, licence_number),
	COLUMN(campaign_detail, filing_number), COLUMN(campaign_detail, platform_name),
	COLUMN(campaign_detail, platform_url), COLUMN(campaign_detail, account_name),
	COLUMN(campaign_detail, account_bank), COLUMN(campaign_detail, account_number));

const struct shape campaign_totals_shape = SHAPE(campaign_totals,
	COLUMN(campaign_totals, received), COLUMN(campaign_totals, gifts), COLUMN(campaign_totals, open));

/* The first four parameters are today: what of a campaign depends on the day is asked, never stored. 14 is campaign_ending_days;
 * tests/unit/domain holds the two together. */
#define CAMPAIGN_COLUMNS                                                                                           \
	"SELECT id, title, summary, county, charity, goal, received, pledged, gifts, percent_received, "           \
	"percent_promised, starts, ends, DATEDIFF(ends, ?) AS days_left, "                                         \
	"CASE WHEN starts > ? THEN 'upcoming' WHEN ends < ? THEN 'ended' "                                         \
	"WHEN ends <= ? + INTERVAL 14 DAY THEN 'ending' ELSE 'open' END AS state, updated_at "                     \
	"FROM public_campaign "

#define LIST(scope, order)                                                                                         \
	{ .sql = CAMPAIGN_COLUMNS "WHERE " scope " AND title LIKE ? ORDER BY " order " LIMIT ? OFFSET ?",           \
	  .params = "ddddddsii", .row = &campaign_shape }
#define LIST_OF_COUNTY(scope, order)                                                                               \
	{ .sql = CAMPAIGN_COLUMNS "WHERE county_code = ? AND " scope " AND title LIKE ? ORDER BY " order            \
		 " LIMIT ? OFFSET ?",                                                                              \
	  .params = "ddddsddsii", .row = &campaign_shape }

/* Two days each, so that every scope takes the same parameters. */
#define OPEN "ends >= ? AND starts <= ?"
#define ENDING "ends >= ? AND ends <= ? + INTERVAL 14 DAY"
#define ENDED "ends < ? AND starts < ?"
#define SOONEST "ends, id"
#define LATEST "ends DESC, id DESC"
#define NEWEST "published_at DESC, id DESC"

/* [in a county][scope][sort]: one literal each, so that the server's plan is known for every one (tests/sql explains them). */
static const struct statement list[2][3][2] = {
	{ { LIST(OPEN, SOONEST), LIST(OPEN, NEWEST) },
	  { LIST(ENDING, SOONEST), LIST(ENDING, NEWEST) },
	  { LIST(ENDED, LATEST), LIST(ENDED, NEWEST) } },
	{ { LIST_OF_COUNTY(OPEN, SOONEST), LIST_OF_COUNTY(OPEN, NEWEST) },
	  { LIST_OF_COUNTY(ENDING, SOONEST), LIST_OF_COUNTY(ENDING, NEWEST) },
	  { LIST_OF_COUNTY(ENDED, LATEST), LIST_OF_COUNTY(ENDED, NEWEST) } } };

static const struct statement find = {
	.sql = CAMPAIGN_COLUMNS "WHERE id = ?", .params = "ddddi", .row = &campaign_shape };

static const struct statement find_detail = {
	.sql = "SELECT id, title, story, charity, charity_code, charity_address, charity_telephone, licence_number, filing_number, "
	       "platform_name, platform_url, account_name, account_bank, account_number FROM public_campaign WHERE id = ?",
	.params = "i", .row = &campaign_detail_shape };

/* The sums are kept, the count ends early: neither grows with the number of campaigns. */
static const struct statement sum = {
	.sql = "SELECT received_fen AS received, gift_count AS gifts, (SELECT COUNT(*) FROM (SELECT 1 FROM campaign "
	       "WHERE open_until >= ? AND starts <= ? LIMIT 100) AS some) AS open FROM giving_total WHERE id = 1",
	.params = "dd", .row = &campaign_totals_shape, .keep_ms = 1000 };

const struct statement *const campaign_statements[] = {
	&list[0][0][0], &list[0][0][1], &list[0][1][0], &list[0][1][1], &list[0][2][0], &list[0][2][1],
	&list[1][0][0], &list[1][0][1], &list[1][1][0], &list[1][1][1], &list[1][2][0], &list[1][2][1],
	&find, &find_detail, &sum, NULL };


enum err campaign_list(struct db *db, struct arena *arena, const struct campaign_search *search, struct date today,
		       struct rows *out, bool *more)
{
	const bool in_county = search->county_code != NULL && search->county_code[0] != '\0';
	const struct statement *statement = &list[in_county][search->scope][search->sort];
	const char *pattern = db_like_part(arena, search->words);
	const int64_t page_rows = search->rows > 0 ? search->rows : campaign_page_rows;
	const int64_t offset = (search->page - 1) * page_rows;
	const int64_t limit = page_rows + 1;	/* one more tells whether there is a next page */
	struct rows rows;

	if (in_county)
		TRY(db_all(db, arena, statement, &rows, today, today, today, today, search->county_code, today, today,
			   pattern, limit, offset));
	else
		TRY(db_all(db, arena, statement, &rows, today, today, today, today, today, today, pattern, limit, offset));
	*more = rows.count > (size_t)page_rows;
	if (*more)
		rows.count = (size_t)page_rows;
	*out = rows;
	return OK;
}

enum err campaign_find(struct db *db, struct arena *arena, int64_t id, struct date today, struct campaign *out)
{
	return db_one(db, arena, &find, out, today, today, today, today, id);
}

enum err campaign_find_detail(struct db *db, struct arena *arena, int64_t id, struct campaign_detail *out)
{
	return db_one(db, arena, &find_detail, out, id);
}

enum err campaign_sum(struct db *db, struct arena *arena, struct date today, struct campaign_totals *out)
{
	return db_one(db, arena, &sum, out, today, today);
}
