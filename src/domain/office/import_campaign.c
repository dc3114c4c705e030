/* Campaigns, imported as drafts. A row is known by its charity and filing number, or else by charity and title. What was submitted
 * or is public is no draft any more: such a row is taken only where it says what is there already. */
#include <string.h>

#include "domain/giving/campaign_draft.h"
#include "domain/giving/campaign_fields.h"
#include "domain/office/import_parts.h"

struct campaign_line {
	const char *charity, *county;
	struct campaign_draft_wish wish;	/* charity_id and county_code are found */
};

#define WISH(field_name, in_name)                                                                                   \
	.column = { .name = #in_name, .offset = offsetof(struct campaign_line, wish.field_name),                    \
		    .type = COLUMN_TYPE_OF(((struct campaign_line *)0)->wish.field_name) }

enum { F_TITLE, F_CHARITY, F_COUNTY, F_GOAL, F_STARTS, F_ENDS, F_FILING_NUMBER, F_SUMMARY, F_STORY, F_PLATFORM_NAME, F_PLATFORM_URL,
       F_ACCOUNT_NAME, F_ACCOUNT_BANK, F_ACCOUNT_NUMBER, F_COUNT };

static const struct import_field fields[F_COUNT] = {
	[F_TITLE] = { WISH(title, title), .value = IMPORT_LINE, .required = true, .max = 100 },
	[F_CHARITY] = { COLUMN(campaign_line, charity), .value = IMPORT_LINE, .required = true, .max = 100 },
	[F_COUNTY] = { COLUMN(campaign_line, county), .value = IMPORT_LINE, .max = 60 },
	[F_GOAL] = { WISH(goal, goal), .value = IMPORT_MONEY, .required = true, .min = 1 },
	[F_STARTS] = { WISH(starts, starts), .value = IMPORT_DATE },
	[F_ENDS] = { WISH(ends, ends), .value = IMPORT_DATE },
	[F_FILING_NUMBER] = { WISH(filing_number, filing_number), .value = IMPORT_LINE, .max = 60 },
	[F_SUMMARY] = { WISH(summary, summary), .value = IMPORT_LINE, .max = 300 },
	[F_STORY] = { WISH(story, story), .value = IMPORT_TEXT, .max = 10000 },
	[F_PLATFORM_NAME] = { WISH(platform_name, platform_name), .value = IMPORT_LINE, .max = 60 },
	[F_PLATFORM_URL] = { WISH(platform_url, platform_url), .value = IMPORT_LINE, .max = 300 },
	[F_ACCOUNT_NAME] = { WISH(account_name, account_name), .value = IMPORT_LINE, .max = 100 },
	[F_ACCOUNT_BANK] = { WISH(account_bank, account_bank), .value = IMPORT_LINE, .max = 100 },
	[F_ACCOUNT_NUMBER] = { WISH(account_number, account_number), .value = IMPORT_LINE, .max = 40 } };

struct charity_row {
	int64_t id;
	const char *name, *credit_code;
};
static const struct shape charity_row_shape = SHAPE(charity_row,
	COLUMN(charity_row, id), COLUMN(charity_row, name), COLUMN(charity_row, credit_code));
struct county_row {
	const char *code, *name;
};
static const struct shape county_row_shape = SHAPE(county_row, COLUMN(county_row, code), COLUMN(county_row, name));

static const struct statement charities = {
	.sql = "SELECT id, name, credit_code FROM charity ORDER BY id", .row = &charity_row_shape };
static const struct statement counties = {
	.sql = "SELECT code, name FROM division WHERE level = 'county' ORDER BY code", .row = &county_row_shape };
static const struct statement by_filing_number = {
	.sql = "SELECT id AS n FROM campaign WHERE charity_id = ? AND filing_number = ? ORDER BY id DESC LIMIT 1", .params = "is",
	.row = &db_number };
static const struct statement by_title = {
	.sql = "SELECT id AS n FROM campaign WHERE charity_id = ? AND title = ? ORDER BY id DESC LIMIT 1", .params = "is",
	.row = &db_number };

const struct statement *const import_campaign_statements[] = { &charities, &counties, &by_filing_number, &by_title, NULL };

struct campaigns {
	struct campaign_reach reach;
	struct rows charities, counties;
};

static enum err begin(struct import_run *run)
{
	struct campaigns *state = ARENA_NEW(run->arena, struct campaigns);
	const struct actor *actor = run->order.actor;

	run->state = state;
	if (actor->account_id == 0)
		state->reach = (struct campaign_reach){ .all = true, .county_code = "" };
	else
		TRY(campaign_reach_of(run->db, run->arena, actor, &state->reach));
	TRY(db_all(run->db, run->arena, &charities, &state->charities));
	return db_all(run->db, run->arena, &counties, &state->counties);
}

static void refuse(struct import_line *line, const char *field, const char *reason)
{
	line->field = field;
	line->reason = reason;
}

static bool given(const struct import_line *line, int field)
{
	return (line->given >> field & 1) != 0;
}

static bool find_charity(const struct campaigns *state, const char *text, int64_t *id)
{
	const struct charity_row *row = state->charities.row;

	for (size_t i = 0; i < state->charities.count; i++)
		if (strcasecmp(row[i].credit_code, text) == 0 || strcmp(row[i].name, text) == 0) {
			*id = row[i].id;
			return true;
		}
	return false;
}

static bool find_county(const struct campaigns *state, const char *text, const char **code)
{
	const struct county_row *row = state->counties.row;

	for (size_t i = 0; i < state->counties.count; i++)
		if (strcmp(row[i].code, text) == 0 || strcmp(row[i].name, text) == 0) {
			*code = row[i].code;
			return true;
		}
	return false;
}

/* *known: there is one, in *draft. */
static enum err find_known(struct import_run *run, const struct import_line *line, struct campaign_draft *draft, bool *known)
{
	const struct campaigns *state = run->state;
	const struct campaign_line *row = line->row;
	const bool filed = given(line, F_FILING_NUMBER);
	int64_t id;
	enum err err = E_NOT_FOUND;

	if (filed)
		err = db_one(run->db, &run->batch, &by_filing_number, &id, row->wish.charity_id, row->wish.filing_number);
	if (err == E_NOT_FOUND)
		err = db_one(run->db, &run->batch, &by_title, &id, row->wish.charity_id, row->wish.title);
	*known = err == OK;
	if (err == E_NOT_FOUND)
		return OK;
	TRY(err);
	return campaign_draft_find(run->db, &run->batch, &state->reach, id, draft);
}

static void keep_text(const struct import_line *line, int field, const char *before, const char **text)
{
	if (!given(line, field))
		*text = before != NULL ? before : "";
}

/* An empty cell keeps what is there. */
static void merge(const struct import_line *line, const struct campaign_draft *before, struct campaign_draft_wish *wish)
{
	keep_text(line, F_COUNTY, before != NULL ? before->county_code : NULL, &wish->county_code);
	keep_text(line, F_SUMMARY, before != NULL ? before->summary : NULL, &wish->summary);
	keep_text(line, F_STORY, before != NULL ? before->story : NULL, &wish->story);
	keep_text(line, F_FILING_NUMBER, before != NULL ? before->filing_number : NULL, &wish->filing_number);
	keep_text(line, F_PLATFORM_NAME, before != NULL ? before->platform_name : NULL, &wish->platform_name);
	keep_text(line, F_PLATFORM_URL, before != NULL ? before->platform_url : NULL, &wish->platform_url);
	keep_text(line, F_ACCOUNT_NAME, before != NULL ? before->account_name : NULL, &wish->account_name);
	keep_text(line, F_ACCOUNT_BANK, before != NULL ? before->account_bank : NULL, &wish->account_bank);
	keep_text(line, F_ACCOUNT_NUMBER, before != NULL ? before->account_number : NULL, &wish->account_number);
	if (!given(line, F_STARTS))
		wish->starts = before != NULL ? before->starts : (struct date){ DATE_NONE_DAY };
	if (!given(line, F_ENDS))
		wish->ends = before != NULL ? before->ends : (struct date){ DATE_NONE_DAY };
}

static bool is_same(const struct campaign_draft *before, const struct campaign_draft_wish *wish)
{
	const char *const pairs[][2] = {
		{ before->county_code, wish->county_code }, { before->title, wish->title }, { before->summary, wish->summary },
		{ before->story, wish->story }, { before->filing_number, wish->filing_number },
		{ before->platform_name, wish->platform_name }, { before->platform_url, wish->platform_url },
		{ before->account_name, wish->account_name }, { before->account_bank, wish->account_bank },
		{ before->account_number, wish->account_number } };

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		if (strcmp(pairs[i][0], pairs[i][1]) != 0)
			return false;
	return before->goal.fen == wish->goal.fen && before->starts.day == wish->starts.day && before->ends.day == wish->ends.day;
}

static const char *own_name(const char *field)
{
	return strcmp(field, "charity_id") == 0 ? "charity" : strcmp(field, "county_code") == 0 ? "county" : field;
}

static enum err write(struct import_run *run, struct import_line *line, const struct campaign_draft *before)
{
	const struct campaigns *state = run->state;
	const struct campaign_line *row = line->row;
	struct campaign_refusals refusals = { .count = 0 };
	int64_t id;

	if (line->verdict == VERDICT_ADDED)
		return campaign_draft_create(run->db, &run->batch, run->order.actor, &state->reach, &row->wish, run->order.now, &id,
					     &refusals);
	return campaign_draft_save(run->db, &run->batch, run->order.actor, &state->reach, before->id, &row->wish, run->order.now,
				   &refusals);
}

static enum err judge_line(struct import_run *run, struct import_line *line)
{
	const struct campaigns *state = run->state;
	struct campaign_line *row = line->row;
	struct campaign_refusals refusals = { .count = 0 };
	struct campaign_draft before;
	enum err err;
	bool known;

	if (!find_charity(state, row->charity, &row->wish.charity_id))
		refuse(line, "charity", "charity_unknown");
	else if (given(line, F_COUNTY) && !find_county(state, row->county, &row->wish.county_code))
		refuse(line, "county", "no_county");
	if (line->reason != NULL)
		return OK;
	err = find_known(run, line, &before, &known);
	if (err == E_NOT_FOUND)
		refuse(line, "county", "outside");
	else if (err != OK)
		return err;
	else
		merge(line, known ? &before : NULL, &row->wish);
	if (line->reason == NULL && campaign_fields_check(&state->reach, &row->wish, &refusals) != OK)
		refuse(line, own_name(refusals.item[0].field), refusals.item[0].reason);
	if (line->reason != NULL)
		return OK;
	line->key = arena_print(&run->batch, "%lld %s", (long long)row->wish.charity_id,
				row->wish.filing_number[0] != '\0' ? row->wish.filing_number : row->wish.title);
	line->verdict = !known ? VERDICT_ADDED : is_same(&before, &row->wish) ? VERDICT_SAME : VERDICT_CHANGED;
	if (line->verdict == VERDICT_CHANGED && before.state != DRAFT_DRAFT)
		refuse(line, "title", "not_a_draft");
	return line->reason == NULL && run->order.commit && line->verdict != VERDICT_SAME ? write(run, line, &before) : OK;
}

static enum err judge(struct import_run *run, struct import_line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lines[i].reason == NULL)
			TRY(judge_line(run, &lines[i]));
	return OK;
}

const struct import_kind import_campaigns = {
	.of = IMPORT_CAMPAIGNS, .action = ACTION_CAMPAIGN_IMPORT, .fields = fields, .field_count = F_COUNT,
	.row_size = sizeof(struct campaign_line), .key_field = "title", .begin = begin, .judge = judge };
