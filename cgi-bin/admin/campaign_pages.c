/* Campaigns: the list, one as staff see it, its draft. What a second person decides is in approval_pages.c. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "campaign_form.h"
#include "domain/giving/campaign.h"
#include "domain/giving/campaign_fields.h"
#include "domain/giving/campaign_revision.h"
#include "domain/office/county.h"
#include "reason.h"
#include "rooms.h"



/* By the time of the first draft, which the ids follow. */
enum list_sort { SORT_NEWEST, SORT_OLDEST };
static const char *const sort_names[] = { "drafted_down", "drafted", NULL };

struct list_query {
	const char *words;
	enum draft_state state;
	enum list_sort sort;
	int64_t after;
};

static const struct field list_fields[] = {
	FIELD(list_query, words, .kind = FIELD_TEXT, .max_chars = 100),
	FIELD_ENUM(list_query, state, draft_state_names),
	FIELD_ENUM(list_query, sort, sort_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct campaign_entry_search search = { .state = query->state, .words = query->words, .beyond = query->after,
						.oldest_first = query->sort == SORT_OLDEST,
						.rows = list_rows };
	const struct campaign_entry *entries;
	struct rows rows;
	bool more;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &search.reach));
	TRY(campaign_entry_list(request->db, request->arena, &search, &rows, &more));
	entries = rows.row;
	view_put_rows(response->view, "campaigns", &campaign_entry_shape, rows);
	view_put_text(response->view, "state", draft_state_names[query->state]);
	list_put(request, response,
		 more ? arena_print(request->arena, "%lld", (long long)entries[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/campaigns");
}

enum err campaign_put(struct request *request, struct response *response, struct campaign_reach *reach, struct campaign_draft *out)
{
	struct campaign_draft *draft = ARENA_NEW(request->arena, struct campaign_draft);
	struct rows revisions;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, reach));
	err = campaign_draft_find(request->db, request->arena, reach, request->path.id, draft);
	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "campaign:%lld", (long long)request->path.id));
	TRY(err);
	TRY(campaign_revision_list(request->db, request->arena, draft->id, &revisions));
	view_put(response->view, "campaign", &campaign_draft_shape, draft);
	view_put_rows(response->view, "revisions", &campaign_revision_shape, revisions);
	*out = *draft;
	return OK;
}

/* The county's name of the draft, for its page. */
static enum err put_county(struct request *request, struct response *response, const char *code)
{
	const struct county *counties;
	struct rows rows;

	view_put_text(response->view, "county", NULL);
	if (code[0] == '\0')
		return OK;
	TRY(county_list(request->db, request->arena, &rows));
	counties = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		if (strcmp(counties[i].code, code) == 0)
			view_put_text(response->view, "county", counties[i].name);
	return OK;
}

/* The revision that waits, if any, and whether the reader is its maker. */
static enum err put_waiting(struct request *request, struct response *response, const struct campaign_draft *draft)
{
	const struct campaign_revision *revisions;
	struct rows rows;

	TRY(campaign_revision_list(request->db, request->arena, draft->id, &rows));
	revisions = rows.row;
	view_put(response->view, "waiting", &campaign_revision_shape, NULL);
	for (size_t i = 0; i < rows.count; i++)
		if (timestamp_is_none(revisions[i].decided_at)) {
			view_put(response->view, "waiting", &campaign_revision_shape, &revisions[i]);
			view_put_flag(response->view, "own", revisions[i].submitted_by_id == request->actor->account_id ||
				      (revisions[i].publication && draft->drafted_by_id == request->actor->account_id));
		}
	return OK;
}

enum err campaign_show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "submit", "approve", "send_back", "close", NULL };
	struct campaign_reach reach;
	struct campaign_draft draft;

	TRY(campaign_put(request, response, &reach, &draft));
	TRY(put_county(request, response, draft.county_code));
	TRY(put_waiting(request, response, &draft));
	TRY(history_put(request, response, arena_print(request->arena, "campaign:%lld", (long long)draft.id)));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/campaign");
}

/* A choice of a form, and whether it is the one that was typed. */
struct choice {
	const char *value, *name;
	bool chosen;
};

static const struct shape choice_shape = SHAPE(choice, COLUMN(choice, value), COLUMN(choice, name), COLUMN(choice, chosen));

static enum err put_choices(struct request *request, struct response *response, const struct campaign_reach *reach)
{
	const char *chosen_charity = form_typed(request->form, "charity_id"), *chosen_county = form_typed(request->form, "county_code");
	const struct charity_choice *charities;
	const struct county *counties;
	struct rows charity_rows, county_rows;
	struct choice *charity_choice, *county_choice;

	TRY(charity_choices(request->db, request->arena, reach, &charity_rows));
	TRY(county_list(request->db, request->arena, &county_rows));
	charities = charity_rows.row;
	counties = county_rows.row;
	charity_choice = ARENA_ARRAY(request->arena, struct choice, charity_rows.count + 1);
	county_choice = ARENA_ARRAY(request->arena, struct choice, county_rows.count + 1);
	for (size_t i = 0; i < charity_rows.count; i++) {
		const char *value = arena_print(request->arena, "%lld", (long long)charities[i].id);

		charity_choice[i] = (struct choice){ value, charities[i].name, strcmp(value, chosen_charity) == 0 };
	}
	for (size_t i = 0; i < county_rows.count; i++)
		county_choice[i] = (struct choice){ counties[i].code, counties[i].name,
						    strcmp(counties[i].code, chosen_county) == 0 };
	view_put_rows(response->view, "charities", &choice_shape, (struct rows){ charity_choice, charity_rows.count });
	view_put_rows(response->view, "counties", &choice_shape, (struct rows){ county_choice, county_rows.count });
	return OK;
}

/* What is stored, as if it had been typed: every column of the draft that the form has as a field, too. */
static void prefill(struct request *request, const struct campaign_draft *draft)
{
	struct buffer text;

	for (const struct field *field = campaign_form; field->column.name != NULL; field++) {
		const struct column *column = shape_find(&campaign_draft_shape, field->column.name);
		const void *value;

		if (column == NULL)
			continue;
		value = column_at(column, draft);
		buffer_init(&text, request->arena, 32);
		if (column->type == COLUMN_TEXT)
			buffer_append_string(&text, *(const char *const *)value);
		else if (column->type == COLUMN_MONEY)
			money_append_plain(&text, *(const struct money *)value);
		else if (column->type == COLUMN_DATE)
			date_append(&text, *(const struct date *)value);
		else if (column->type == COLUMN_INT64)
			buffer_append_string(&text, arena_print(request->arena, "%lld", (long long)*(const int64_t *)value));
		form_prefill(request->form, column->name, text.data);
	}
}

/* Where the form goes, whichever page shows it: what is missing is shown by the page that was asked to submit. */
static enum err show_form(struct request *request, struct response *response, bool words_only)
{
	const int64_t id = request->path.id;

	view_put_flag(response->view, "words_only", words_only);
	view_put_text(response->view, "form_action",
		      id != 0 ? arena_print(request->arena, "%s/campaigns/%lld/edit", request->app->mount, (long long)id)
			      : arena_print(request->arena, "%s/campaigns/new", request->app->mount));
	session_put_form_token(request, response, "campaign");
	return respond_page(request, response, "admin/campaign_form");
}

static enum err ask_new(struct request *request, struct response *response)
{
	struct campaign_reach reach;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	if (request->input == NULL && reach.county_code[0] != '\0')
		form_prefill(request->form, "county_code", reach.county_code);
	TRY(put_choices(request, response, &reach));
	view_put(response->view, "campaign", &campaign_draft_shape, NULL);
	return show_form(request, response, false);
}

void campaign_refuse_fields(struct request *request, const struct campaign_refusals *refusals)
{
	for (size_t i = 0; i < refusals->count; i++)
		form_refuse(request->form, refusals->item[i].field, refusals->item[i].reason);
	request->form_refused = true;
}

static enum err create(struct request *request, struct response *response)
{
	const struct campaign_draft_wish *wish = request->input;
	struct campaign_refusals refusals = { 0 };
	struct campaign_reach reach;
	int64_t id;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = campaign_draft_create(request->db, request->arena, request->actor, &reach, wish, request->now, &id, &refusals);
	if (err == E_INVALID)
		campaign_refuse_fields(request, &refusals);
	TRY(err);
	return respond_see_other(request, response, "/campaigns/%lld?said=created", (long long)id);
}

static enum err ask_edit(struct request *request, struct response *response)
{
	struct campaign_reach reach;
	struct campaign_draft draft;

	TRY(campaign_put(request, response, &reach, &draft));
	if (draft.state == DRAFT_SUBMITTED || draft.state == DRAFT_CLOSED)
		return E_CONFLICT;
	if (request->input == NULL)
		prefill(request, &draft);
	TRY(put_choices(request, response, &reach));
	return show_form(request, response, draft.state == DRAFT_PUBLISHED);
}

enum err campaign_show_incomplete(struct request *request, struct response *response)
{
	struct campaign_refusals refusals = { 0 };
	struct campaign_reach reach;
	struct campaign_draft draft;

	TRY(campaign_put(request, response, &reach, &draft));
	if (draft.state != DRAFT_DRAFT || campaign_fields_complete(&draft, request->today, &refusals) == OK)
		return campaign_show(request, response);
	request->form = form_new(request->arena, campaign_form);
	prefill(request, &draft);
	campaign_refuse_fields(request, &refusals);
	TRY(put_choices(request, response, &reach));
	return show_form(request, response, false);
}

static enum err edit(struct request *request, struct response *response)
{
	struct campaign_refusals refusals = { 0 };
	struct campaign_reach reach;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = campaign_draft_save(request->db, request->arena, request->actor, &reach, request->path.id, request->input, request->now,
				  &refusals);
	if (err == E_INVALID)
		campaign_refuse_fields(request, &refusals);
	TRY(err);
	return respond_see_other(request, response, "/campaigns/%lld?said=saved", (long long)request->path.id);
}

/* In the order of the page. A draft may leave anything but its title, charity and goal for later. */
const struct field campaign_form[] = {
	FIELD(campaign_draft_wish, charity_id, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	FIELD(campaign_draft_wish, county_code, .kind = FIELD_DIGITS, .max_chars = 6),
	FIELD(campaign_draft_wish, title, .kind = FIELD_TEXT, .min_chars = 4, .max_chars = 100, .required = true),
	FIELD(campaign_draft_wish, summary, .kind = FIELD_LINES, .max_chars = 300),
	FIELD(campaign_draft_wish, story, .kind = FIELD_LINES, .max_chars = 8000),
	FIELD(campaign_draft_wish, goal, .kind = FIELD_MONEY, .min = 100, .max = INT64_C(100000000000), .required = true),
	FIELD(campaign_draft_wish, starts, .kind = FIELD_DATE),
	FIELD(campaign_draft_wish, ends, .kind = FIELD_DATE),
	FIELD(campaign_draft_wish, filing_number, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(campaign_draft_wish, platform_name, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(campaign_draft_wish, platform_url, .kind = FIELD_TEXT, .max_chars = 300),
	FIELD(campaign_draft_wish, account_name, .kind = FIELD_TEXT, .max_chars = 100),
	FIELD(campaign_draft_wish, account_bank, .kind = FIELD_TEXT, .max_chars = 100),
	FIELD(campaign_draft_wish, account_number, .kind = FIELD_TEXT, .max_chars = 40),
	{ .kind = FIELD_NONE } };

static const struct route routes[] = {
	{ .method = GET, .path = "/campaigns", .role = STAFF, .action = ACTION_CAMPAIGN_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/campaigns/{id}", .role = STAFF, .action = ACTION_CAMPAIGN_VIEW, .page = campaign_show,
	  .form = reason_form },
	{ .method = GET, .path = "/campaigns/new", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = ask_new,
	  .form = campaign_form },
	{ .method = POST, .path = "/campaigns/new", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = create,
	  .form = campaign_form, .form_size = sizeof(struct campaign_draft_wish), .form_name = "campaign", .again = ask_new },
	{ .method = GET, .path = "/campaigns/{id}/edit", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = ask_edit,
	  .form = campaign_form },
	{ .method = POST, .path = "/campaigns/{id}/edit", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = edit,
	  .form = campaign_form, .form_size = sizeof(struct campaign_draft_wish), .form_name = "campaign", .again = ask_edit },
	{ 0 } };

static const char *const pages[] = { "admin/campaigns", "admin/campaign", "admin/campaign_form", NULL };

static const struct statement *const *const statements[] = {
	campaign_draft_statements, campaign_revision_statements, county_statements, NULL };

const struct room campaign_room = { .name = "campaign", .routes = routes, .pages = pages, .statements = statements };
