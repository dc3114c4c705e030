/* Pledges as staff see them: found by code or telephone, listed by campaign, confirmed, refused, released. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "base/text.h"
#include "domain/giving/code.h"
#include "domain/giving/pledge_desk.h"
#include "domain/office/audit.h"
#include "reason.h"
#include "rooms.h"

enum { campaigns_offered = 200 };

/* By the time of registration, which the ids follow. */
enum list_sort { SORT_NEWEST, SORT_OLDEST };
static const char *const sort_names[] = { "registered_down", "registered", NULL };

struct list_query {
	int64_t campaign;
	enum pledge_state state;
	enum list_sort sort;
	int64_t after;
};

static const struct field list_fields[] = {
	FIELD(list_query, campaign, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	FIELD_ENUM(list_query, state, pledge_state_names),
	FIELD_ENUM(list_query, sort, sort_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

/* A telephone is nothing for an address bar: it is looked for by POST and answered at once. */
struct find_input {
	const char *code_or_telephone;
};

static const struct field find_form[] = {
	FIELD(find_input, code_or_telephone, .kind = FIELD_TEXT, .max_chars = 40, .required = true),
	{ .kind = FIELD_NONE } };

/* A campaign in the filter's list. */
struct campaign_choice {
	int64_t id;
	const char *title;
	bool chosen;
};

static const struct shape campaign_choice_shape = SHAPE(campaign_choice,
	COLUMN(campaign_choice, id), COLUMN(campaign_choice, title), COLUMN(campaign_choice, chosen));

static enum err put_campaigns(struct request *request, struct response *response, const struct campaign_reach *reach,
			      int64_t chosen)
{
	struct campaign_entry_search search = { .reach = *reach, .state = DRAFT_PUBLISHED, .rows = campaigns_offered };
	const struct campaign_entry *entries;
	struct campaign_choice *choices;
	struct rows rows;
	bool more;

	TRY(campaign_entry_list(request->db, request->arena, &search, &rows, &more));
	entries = rows.row;
	choices = ARENA_ARRAY(request->arena, struct campaign_choice, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++)
		choices[i] = (struct campaign_choice){ entries[i].id, entries[i].title, entries[i].id == chosen };
	view_put_rows(response->view, "campaigns", &campaign_choice_shape, (struct rows){ choices, rows.count });
	return OK;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct pledge_search search = { .campaign_id = query->campaign, .state = query->state, .beyond = query->after,
					.oldest_first = query->sort == SORT_OLDEST,
					.rows = list_rows };
	const struct pledge_entry *entries;
	struct rows rows;
	bool more;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &search.reach));
	TRY(pledge_entry_list(request->db, request->arena, request->app->keyring, &search, &rows, &more));
	TRY(put_campaigns(request, response, &search.reach, query->campaign));
	entries = rows.row;
	view_put_rows(response->view, "pledges", &pledge_entry_shape, rows);
	view_put_text(response->view, "state", pledge_state_names[query->state]);
	view_put_flag(response->view, "whole", search.reach.all);
	view_put_flag(response->view, "must_choose", !search.reach.all && query->campaign == 0);
	view_put_flag(response->view, "found_by_telephone", false);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)entries[rows.count - 1].id) : NULL);
	session_put_token(request, response, "find");
	return respond_page(request, response, "admin/pledges");
}

/* What found nothing is shown with the form, for another try. */
static enum err show_found(struct request *request, struct response *response, struct rows rows)
{
	struct campaign_reach reach;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(put_campaigns(request, response, &reach, 0));
	view_put_rows(response->view, "pledges", &pledge_entry_shape, rows);
	view_put_text(response->view, "state", NULL);
	view_put_flag(response->view, "whole", reach.all);
	view_put_flag(response->view, "must_choose", false);
	view_put_flag(response->view, "found_by_telephone", true);
	list_put(request, response, NULL);
	session_put_token(request, response, "find");
	return respond_page(request, response, "admin/pledges");
}

static enum err ask_again(struct request *request, struct response *response)
{
	return show_found(request, response, (struct rows){ 0 });
}

/* A code is nine characters with a check character of its own; a telephone has more digits. Which of the two was typed shows by
 * what it can be read as. */
static enum err find(struct request *request, struct response *response)
{
	static const struct field code_field[] = {
		FIELD(find_input, code_or_telephone, .kind = FIELD_CODE, .max_chars = code_chars), { .kind = FIELD_NONE } };
	static const struct field telephone_field[] = {
		FIELD(find_input, code_or_telephone, .kind = FIELD_TELEPHONE), { .kind = FIELD_NONE } };
	const struct find_input *input = request->input;
	const struct parameter typed = { "code_or_telephone", input->code_or_telephone };
	const struct audit_event event = { .action = "pledge_find", .subject = "pledge", .outcome = AUDIT_SEEN };
	struct campaign_reach reach;
	struct find_input read = { 0 };
	struct form *form;
	struct rows rows;
	bool mistyped;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	if (form_check(request->arena, code_field, &typed, 1, &read, &form, &mistyped, NULL) == OK &&
	    code_holds(read.code_or_telephone))
		return respond_see_other(request, response, "/pledges/%s", read.code_or_telephone);
	if (form_check(request->arena, telephone_field, &typed, 1, &read, &form, &mistyped, NULL) != OK) {
		form_refuse(request->form, "code_or_telephone", "neither");
		request->form_refused = true;
		return E_INVALID;
	}
	TRY(pledge_entry_by_telephone(request->db, request->arena, request->app->keyring, &reach, read.code_or_telephone, &rows));
	TRY(audit_write(request->db, request->arena, request->actor, &event, request->now));
	return show_found(request, response, rows);
}

static enum err put_pledge(struct request *request, struct response *response)
{
	struct pledge_entry *entry = ARENA_NEW(request->arena, struct pledge_entry);
	struct campaign_reach reach;
	bool elsewhere = false;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = pledge_entry_find(request->db, request->arena, request->app->keyring, &reach, request->path.code, entry, &elsewhere);
	if (err == E_NOT_FOUND && elsewhere)
		return refuse_out_of_scope(request, arena_print(request->arena, "pledge:%s", request->path.code));
	TRY(err);
	view_put(response->view, "pledge", &pledge_entry_shape, entry);
	view_put_flag(response->view, "may_confirm", entry->state == PLEDGE_REGISTERED);
	view_put_flag(response->view, "may_refuse", entry->state == PLEDGE_REGISTERED);
	view_put_flag(response->view, "may_release", entry->state == PLEDGE_REGISTERED || entry->state == PLEDGE_CONFIRMED ||
		      entry->state == PLEDGE_PARTLY_PAID);
	return OK;
}

static enum err show_with(struct request *request, struct response *response, const struct pledge_contact *contact)
{
	static const char *const forms[] = { "confirm", "refuse", "release", "reveal", NULL };

	TRY(put_pledge(request, response));
	TRY(history_put(request, response, arena_print(request->arena, "pledge:%s", request->path.code)));
	/* The giver's own words, opened for this one answer: the audit trail has the reason already. */
	view_put_flag(response->view, "revealed", contact != NULL);
	view_put_text(response->view, "name", contact != NULL ? contact->name.hidden : NULL);
	view_put_text(response->view, "telephone", contact != NULL ? contact->telephone.hidden : NULL);
	view_put_text(response->view, "email", contact != NULL ? contact->email.hidden : NULL);
	view_put_text(response->view, "message", contact != NULL ? contact->message.hidden : NULL);
	view_put_text(response->view, "receipt_title", contact != NULL ? contact->receipt_title.hidden : NULL);
	view_put_text(response->view, "payer_name", contact != NULL ? contact->payer_name.hidden : NULL);
	view_put_text(response->view, "credit_code", contact != NULL ? contact->credit_code.hidden : NULL);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "admin/pledge");
}

static enum err show(struct request *request, struct response *response)
{
	return show_with(request, response, NULL);
}

static enum err decide(struct request *request, struct response *response, enum pledge_decision decision, const char *said)
{
	const struct reason_input *input = request->input;
	struct campaign_reach reach;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(pledge_decide(request->db, request->arena, request->actor, &reach, request->path.code, decision, input->reason,
			  request->now));
	return respond_see_other(request, response, "/pledges/%s?said=%s", request->path.code, said);
}

static enum err confirm(struct request *request, struct response *response)
{
	return decide(request, response, PLEDGE_CONFIRM, "confirmed");
}

static enum err refuse(struct request *request, struct response *response)
{
	return decide(request, response, PLEDGE_REFUSE, "decided");
}

static enum err release(struct request *request, struct response *response)
{
	return decide(request, response, PLEDGE_RELEASE, "released");
}

static enum err reveal(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	struct campaign_reach reach;
	struct pledge_contact contact;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(pledge_reveal(request->db, request->arena, request->app->keyring, request->actor, &reach, request->path.code,
			  input->reason, request->now, &contact));
	return show_with(request, response, &contact);
}

#define DECISION(in_path, handler, in_form, in_name)                                                               \
	{ .method = POST, .path = in_path, .role = STAFF, .action = ACTION_PLEDGE_DECIDE, .page = handler, .form = in_form, \
	  .form_size = sizeof(struct reason_input), .form_name = in_name, .again = show, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/pledges", .role = STAFF, .action = ACTION_PLEDGE_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = POST, .path = "/pledges", .role = STAFF, .action = ACTION_PLEDGE_VIEW, .page = find, .form = find_form,
	  .form_size = sizeof(struct find_input), .form_name = "find", .again = ask_again },
	{ .method = GET, .path = "/pledges/{code}", .role = STAFF, .action = ACTION_PLEDGE_VIEW, .page = show, .form = reason_form },
	DECISION("/pledges/{code}/confirm", confirm, optional_reason_form, "confirm"),
	DECISION("/pledges/{code}/refuse", refuse, reason_form, "refuse"),
	DECISION("/pledges/{code}/release", release, reason_form, "release"),
	DECISION("/pledges/{code}/reveal", reveal, reason_form, "reveal"),
	{ 0 } };

static const char *const pages[] = { "admin/pledges", "admin/pledge", NULL };

static const struct statement *const *const statements[] = {
	pledge_desk_statements, campaign_draft_statements, audit_statements, audit_reader_statements, NULL };

const struct room pledge_room = { .name = "pledge", .routes = routes, .pages = pages, .statements = statements };
