/* What families reported of their visits: the school confirms, or disputes with words. */
#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/pairing/visit_desk.h"
#include "reason.h"
#include "rooms.h"
#include "seen.h"

enum list_of { LIST_OPEN, LIST_REVIEWED };
static const char *const list_of_names[] = { "open", "reviewed", NULL };

struct list_query {
	enum list_of state;
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, list_of_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40), { .kind = FIELD_NONE } };

static enum err put_list(struct request *request, struct response *response, enum list_of state, int64_t after)
{
	const struct reported *visit;
	struct rows rows;
	bool more;

	TRY(visit_desk_list(request->db, request->arena, request->app->keyring, request->actor->unit_path, state == LIST_REVIEWED, after,
			    list_rows, &rows, &more));
	visit = rows.row;
	TRY(seen_note_pairs(request, "visit_view", "visit", &reported_shape, rows));
	view_put_rows(response->view, "visits", &reported_shape, rows);
	view_put_text(response->view, "state", list_of_names[state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)visit[rows.count - 1].id) : NULL);
	session_put_token(request, response, "confirm");
	return respond_page(request, response, "admin/visits");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;

	return put_list(request, response, query->state, query->after);
}

static enum err show_first(struct request *request, struct response *response)
{
	return put_list(request, response, LIST_OPEN, 0);
}

static enum err not_there(struct request *request)
{
	const char *pair_code;

	TRY(visit_exists(request->db, request->arena, request->path.id, &pair_code));
	return refuse_out_of_scope(request, arena_print(request->arena, "pair:%s", pair_code));
}

static enum err show_one(struct request *request, struct response *response)
{
	struct reported *visit = ARENA_NEW(request->arena, struct reported);
	const enum err err = visit_desk_find(request->db, request->arena, request->app->keyring, request->actor->unit_path,
					     request->path.id, visit);

	if (err == E_NOT_FOUND)
		return not_there(request);
	TRY(err);
	TRY(seen_note(request, "visit_view", arena_print(request->arena, "pair:%s", visit->pair_code), NULL, NULL));
	view_put(response->view, "visit", &reported_shape, visit);
	session_put_token(request, response, "confirm");
	session_put_token(request, response, "dispute");
	return respond_page(request, response, "admin/visit");
}

static enum err review(struct request *request, struct response *response, enum visit_review how)
{
	const struct reason_input *input = request->input;
	const enum err err = visit_review(request->db, request->arena, request->actor, request->path.id, how, input->reason, request->now);

	if (err == E_NOT_FOUND)
		return not_there(request);
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, err == OK ? "/visits?said=saved" : "/visits");
}

static enum err confirm(struct request *request, struct response *response)
{
	return review(request, response, VISIT_CONFIRMED);
}

static enum err dispute(struct request *request, struct response *response)
{
	return review(request, response, VISIT_DISPUTED);
}

#define OF_VISITS .role = STAFF, .action = ACTION_VISIT_REVIEW

static const struct route routes[] = {
	{ .method = GET, .path = "/visits", OF_VISITS, .page = show_list, .query = list_fields, .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/visits/{id}", OF_VISITS, .page = show_one, .form = reason_form },
	{ .method = POST, .path = "/visits/{id}/confirm", OF_VISITS, .page = confirm, .form = optional_reason_form,
	  .form_size = sizeof(struct reason_input), .form_name = "confirm", .again = show_first },
	{ .method = POST, .path = "/visits/{id}/dispute", OF_VISITS, .page = dispute, .form = reason_form,
	  .form_size = sizeof(struct reason_input), .form_name = "dispute", .again = show_one },
	{ 0 } };

static const char *const pages[] = { "admin/visits", "admin/visit", NULL };

static const struct statement *const *const statements[] = { visit_desk_statements, audit_statements, NULL };

const struct room visit_room = { .name = "visit", .routes = routes, .pages = pages, .statements = statements };
