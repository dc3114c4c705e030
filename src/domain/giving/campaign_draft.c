#include "domain/giving/campaign_draft.h"

#include <string.h>

#include "domain/giving/campaign_fields.h"
#include "domain/office/audit.h"

const char *const draft_state_names[] = { "draft", "submitted", "published", "closed", NULL };

const struct shape campaign_entry_shape = SHAPE(campaign_entry,
	COLUMN(campaign_entry, id), COLUMN(campaign_entry, title), COLUMN(campaign_entry, charity),
	COLUMN(campaign_entry, county, .nullable = true), COLUMN(campaign_entry, goal), COLUMN(campaign_entry, received),
	COLUMN(campaign_entry, pledged), COLUMN(campaign_entry, starts, .nullable = true),
	COLUMN(campaign_entry, ends, .nullable = true), COLUMN(campaign_entry, state, .names = draft_state_names),
	COLUMN(campaign_entry, drafted_by, .nullable = true), COLUMN(campaign_entry, change_waits));

const struct shape campaign_draft_shape = SHAPE(campaign_draft,
	COLUMN(campaign_draft, id), COLUMN(campaign_draft, charity_id), COLUMN(campaign_draft, charity),
	COLUMN(campaign_draft, licence_number), COLUMN(campaign_draft, charity_telephone), COLUMN(campaign_draft, county_code),
	COLUMN(campaign_draft, title), COLUMN(campaign_draft, summary), COLUMN(campaign_draft, story),
	COLUMN(campaign_draft, filing_number), COLUMN(campaign_draft, platform_name), COLUMN(campaign_draft, platform_url),
	COLUMN(campaign_draft, account_name), COLUMN(campaign_draft, account_bank), COLUMN(campaign_draft, account_number),
	COLUMN(campaign_draft, goal), COLUMN(campaign_draft, starts, .nullable = true),
	COLUMN(campaign_draft, ends, .nullable = true), COLUMN(campaign_draft, state, .names = draft_state_names),
	COLUMN(campaign_draft, drafted_by_id), COLUMN(campaign_draft, drafted_by, .nullable = true),
	COLUMN(campaign_draft, published_at, .nullable = true), COLUMN(campaign_draft, closed_at, .nullable = true),
	COLUMN(campaign_draft, updated_at));

const struct shape charity_choice_shape = SHAPE(charity_choice, COLUMN(charity_choice, id), COLUMN(charity_choice, name));

/* In the order of `save` and `insert` below. */
static const struct shape wish_shape = { .name = "campaign", .size = sizeof(struct campaign_draft_wish), .count = 14,
	.columns = (const struct column[]){
		COLUMN(campaign_draft_wish, charity_id), COLUMN(campaign_draft_wish, county_code),
		COLUMN(campaign_draft_wish, title), COLUMN(campaign_draft_wish, summary), COLUMN(campaign_draft_wish, story),
		COLUMN(campaign_draft_wish, filing_number), COLUMN(campaign_draft_wish, platform_name),
		COLUMN(campaign_draft_wish, platform_url), COLUMN(campaign_draft_wish, account_name),
		COLUMN(campaign_draft_wish, account_bank), COLUMN(campaign_draft_wish, account_number),
		COLUMN(campaign_draft_wish, goal), COLUMN(campaign_draft_wish, starts, .nullable = true),
		COLUMN(campaign_draft_wish, ends, .nullable = true) } };

struct place_of_unit {
	const char *code;
	int64_t charity_id;
	bool root;
};

static const struct shape place_of_unit_shape = SHAPE(place_of_unit,
	COLUMN(place_of_unit, code), COLUMN(place_of_unit, charity_id), COLUMN(place_of_unit, root));

static const struct statement unit_place = {
	.sql = "SELECT IF(kind = 'county', COALESCE(code, ''), '') AS code, COALESCE(charity_id, 0) AS charity_id, "
	       "parent_id IS NULL AS root FROM unit WHERE id = ?",
	.params = "i", .row = &place_of_unit_shape };

/* Each reads the newest of one range of its index; the server would rather begin with the few charities, and sort. */
#define ENTRIES(index, reach, beyond, order)                                                                                      \
	"SELECT STRAIGHT_JOIN c.id, c.title, h.name AS charity, d.name AS county, c.goal_fen AS goal, t.received_fen AS received, " \
	"t.pledged_fen AS pledged, c.starts, c.ends, c.state, a.login AS drafted_by, EXISTS (SELECT 1 FROM "       \
	"campaign_revision r WHERE r.campaign_id = c.id AND r.decided_at IS NULL AND r.kind = 'change') AS change_waits " \
	"FROM campaign c FORCE INDEX (" index ") JOIN charity h ON h.id = c.charity_id JOIN campaign_tally t ON "  \
	"t.campaign_id = c.id "                                                                                    \
	"LEFT JOIN division d ON d.code = c.county_code LEFT JOIN account a ON a.id = c.drafted_by "               \
	"WHERE " reach "c.state = ? AND c.id " beyond " ? AND (? = '' OR LOCATE(?, c.title) > 0) ORDER BY c.id " order " LIMIT ?"

/* Newest first, and oldest first. */
#define BOTH_WAYS(index, reach, letters)                                                                           \
	{ { .sql = ENTRIES(index, reach, "<", "DESC"), .params = letters, .row = &campaign_entry_shape },         \
	  { .sql = ENTRIES(index, reach, ">", "ASC"), .params = letters, .row = &campaign_entry_shape } }

static const struct statement entries_of_all[2] = BOTH_WAYS("campaign_by_state", "", "sissi");
static const struct statement entries_of_county[2] =
	BOTH_WAYS("campaign_of_county_by_state", "c.county_code = ? AND ", "ssissi");
static const struct statement entries_of_charity[2] =
	BOTH_WAYS("campaign_of_charity_by_state", "c.charity_id = ? AND ", "isissi");

static const struct statement by_id = {
	.sql = "SELECT c.id, c.charity_id, h.name AS charity, h.licence_number, h.telephone AS charity_telephone, "
	       "COALESCE(c.county_code, '') AS county_code, c.title, c.summary, c.story, "
	       "COALESCE(c.filing_number, '') AS filing_number, COALESCE(c.platform_name, '') AS platform_name, "
	       "COALESCE(c.platform_url, '') AS platform_url, COALESCE(c.account_name, '') AS account_name, "
	       "COALESCE(c.account_bank, '') AS account_bank, COALESCE(c.account_number, '') AS account_number, "
	       "c.goal_fen AS goal, c.starts, c.ends, c.state, COALESCE(c.drafted_by, 0) AS drafted_by_id, a.login AS drafted_by, "
	       "c.published_at, c.closed_at, c.updated_at "
	       "FROM campaign c JOIN charity h ON h.id = c.charity_id LEFT JOIN account a ON a.id = c.drafted_by "
	       "WHERE c.id = ? AND (? OR c.county_code = ? OR c.charity_id = ?)",
	.params = "ibsi", .row = &campaign_draft_shape };

static const struct statement choices = {
	.sql = "SELECT id, name FROM charity WHERE ? = 0 OR id = ? ORDER BY name, id LIMIT 500", .params = "ii",
	.row = &charity_choice_shape };

static const struct statement insert = {
	.sql = "INSERT INTO campaign (charity_id, county_code, title, summary, story, filing_number, platform_name, platform_url, "
	       "account_name, account_bank, account_number, goal_fen, starts, ends, drafted_by, updated_at) "
	       "VALUES (?, NULLIF(?, ''), ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), "
	       "NULLIF(?, ''), ?, ?, ?, ?, ?)",
	.params = "issssssssssmddit" };

static const struct statement insert_tally = {
	.sql = "INSERT INTO campaign_tally (campaign_id) VALUES (?)", .params = "i" };

static const struct statement save = {
	.sql = "UPDATE campaign SET charity_id = ?, county_code = NULLIF(?, ''), title = ?, summary = ?, story = ?, "
	       "filing_number = NULLIF(?, ''), platform_name = NULLIF(?, ''), platform_url = NULLIF(?, ''), "
	       "account_name = NULLIF(?, ''), account_bank = NULLIF(?, ''), account_number = NULLIF(?, ''), goal_fen = ?, starts = ?, "
	       "ends = ?, drafted_by = ?, updated_at = ? WHERE id = ? AND published_at IS NULL AND submitted_at IS NULL",
	.params = "issssssssssmdditi" };

static const struct statement save_words = {
	.sql = "UPDATE campaign SET summary = ?, story = ?, updated_at = ? "
	       "WHERE id = ? AND published_at IS NOT NULL AND closed_at IS NULL",
	.params = "ssti" };

static const struct statement close = {
	.sql = "UPDATE campaign SET closed_at = ?, updated_at = ? WHERE id = ? AND published_at IS NOT NULL AND closed_at IS NULL",
	.params = "tti" };

const struct statement *const campaign_draft_statements[] = {
	&unit_place, &entries_of_all[0], &entries_of_all[1], &entries_of_county[0], &entries_of_county[1], &entries_of_charity[0],
	&entries_of_charity[1], &by_id, &choices, &insert, &insert_tally, &save,
	&save_words, &close, NULL };

enum err campaign_reach_of(struct db *db, struct arena *arena, const struct actor *actor, struct campaign_reach *out)
{
	struct place_of_unit place;

	if (actor->role != ROLE_CITY && actor->role != ROLE_COUNTY && actor->role != ROLE_CHARITY)
		return E_DENIED;
	TRY(db_one(db, arena, &unit_place, &place, actor->unit_id));
	/* The city's role held at a department, which may be a county's, reaches no campaign; exercised for one county, that county's. */
	*out = (struct campaign_reach){ .all = actor->role == ROLE_CITY && place.root,
					.county_code = actor->role != ROLE_CHARITY ? place.code : "",
					.charity_id = actor->role == ROLE_CHARITY ? place.charity_id : 0 };
	return OK;
}

enum err campaign_entry_list(struct db *db, struct arena *arena, const struct campaign_entry_search *search, struct rows *out,
			     bool *more)
{
	const struct campaign_reach *reach = &search->reach;
	const char *state = draft_state_names[search->state];
	const char *words = search->words != NULL ? search->words : "";
	const int64_t beyond = search->beyond > 0 || search->oldest_first ? search->beyond : INT64_MAX;
	const int64_t limit = search->rows + 1;
	const bool way = search->oldest_first;
	struct rows rows;

	if (reach->all)
		TRY(db_all(db, arena, &entries_of_all[way], &rows, state, beyond, words, words, limit));
	else if (reach->charity_id != 0)
		TRY(db_all(db, arena, &entries_of_charity[way], &rows, reach->charity_id, state, beyond, words, words, limit));
	else
		TRY(db_all(db, arena, &entries_of_county[way], &rows, reach->county_code, state, beyond, words, words, limit));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count = (size_t)search->rows;
	*out = rows;
	return OK;
}

enum err campaign_draft_find(struct db *db, struct arena *arena, const struct campaign_reach *reach, int64_t id,
			     struct campaign_draft *out)
{
	return db_one(db, arena, &by_id, out, id, reach->all, reach->county_code, reach->charity_id);
}

enum err charity_choices(struct db *db, struct arena *arena, const struct campaign_reach *reach, struct rows *out)
{
	return db_all(db, arena, &choices, out, reach->charity_id, reach->charity_id);
}

/* What is there already, as the form would say it: for the difference. */
static struct campaign_draft_wish wish_of(const struct campaign_draft *draft)
{
	return (struct campaign_draft_wish){
		.charity_id = draft->charity_id, .county_code = draft->county_code, .title = draft->title,
		.summary = draft->summary, .story = draft->story, .filing_number = draft->filing_number,
		.platform_name = draft->platform_name, .platform_url = draft->platform_url, .account_name = draft->account_name,
		.account_bank = draft->account_bank, .account_number = draft->account_number, .goal = draft->goal,
		.starts = draft->starts, .ends = draft->ends };
}

enum err campaign_draft_create(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			       const struct campaign_draft_wish *wish, struct timestamp now, int64_t *id,
			       struct campaign_refusals *refusals)
{
	static const struct campaign_draft_wish empty = {
		.county_code = "", .title = "", .summary = "", .story = "", .filing_number = "", .platform_name = "",
		.platform_url = "", .account_name = "", .account_bank = "", .account_number = "",
		.starts = { DATE_NONE_DAY }, .ends = { DATE_NONE_DAY } };
	int64_t made;

	TRY(campaign_fields_check(reach, wish, refusals));
	TRY(db_run(db, &insert, NULL, wish->charity_id, wish->county_code, wish->title, wish->summary, wish->story,
		   wish->filing_number, wish->platform_name, wish->platform_url, wish->account_name, wish->account_bank,
		   wish->account_number, wish->goal, wish->starts, wish->ends, actor->account_id, now));
	made = db_last_id(db);
	TRY(db_run(db, &insert_tally, NULL, made));
	TRY(campaign_trail(db, arena, actor, "campaign_draft", made, NULL,
			   difference_json(arena, &wish_shape, &empty, wish, NULL), now));
	*id = made;
	return OK;
}

enum err campaign_draft_save(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			     int64_t id, const struct campaign_draft_wish *wish, struct timestamp now,
			     struct campaign_refusals *refusals)
{
	struct campaign_draft_wish before, after = *wish;
	struct campaign_draft draft;
	uint64_t saved = 0;

	TRY(campaign_draft_find(db, arena, reach, id, &draft));
	before = wish_of(&draft);
	if (draft.state == DRAFT_PUBLISHED) {
		after = before;
		after.summary = wish->summary;
		after.story = wish->story;
		TRY(db_run(db, &save_words, &saved, after.summary, after.story, now, id));
	} else {
		TRY(campaign_fields_check(reach, wish, refusals));
		TRY(db_run(db, &save, &saved, wish->charity_id, wish->county_code, wish->title, wish->summary, wish->story,
			   wish->filing_number, wish->platform_name, wish->platform_url, wish->account_name, wish->account_bank,
			   wish->account_number, wish->goal, wish->starts, wish->ends, actor->account_id, now, id));
	}
	if (saved == 0)
		return E_CONFLICT;
	return campaign_trail(db, arena, actor, "campaign_draft", id, NULL,
			      difference_json(arena, &wish_shape, &before, &after, NULL), now);
}

enum err campaign_close(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach, int64_t id,
			const char *reason, struct timestamp now)
{
	struct campaign_draft draft;
	uint64_t closed = 0;

	TRY(campaign_draft_find(db, arena, reach, id, &draft));
	TRY(db_run(db, &close, &closed, now, now, id));
	if (closed == 0)
		return E_CONFLICT;
	return campaign_trail(db, arena, actor, "campaign_close", id, reason, NULL, now);
}
