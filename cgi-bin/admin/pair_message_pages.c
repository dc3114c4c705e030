/* The school reads what a family and a child write to each other: releases it, or refuses it with a reason. */
#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/pairing/pair_message_desk.h"
#include "reason.h"
#include "rooms.h"
#include "seen.h"

struct list_query {
	int64_t after;		/* the last id of the page before */
};
static const struct field list_fields[] = {
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40), { .kind = FIELD_NONE } };

static enum err put_queue(struct request *request, struct response *response, int64_t after)
{
	const struct waiting_message *message;
	struct rows rows;
	bool more;

	TRY(pair_message_queue(request->db, request->arena, request->app->keyring, request->actor, after, list_rows, &rows, &more));
	message = rows.row;
	TRY(seen_note_pairs(request, "message_view", "pair_message", &waiting_message_shape, rows));
	view_put_rows(response->view, "messages", &waiting_message_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)message[rows.count - 1].id) : NULL);
	session_put_token(request, response, "release");
	return respond_page(request, response, "admin/pair_messages");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;

	return put_queue(request, response, query->after);
}

/* The first page, after a button that was stale. */
static enum err show_first(struct request *request, struct response *response)
{
	return put_queue(request, response, 0);
}

/* Somebody else's is refused and noted; one that was decided is gone from here. */
static enum err not_there(struct request *request, struct response *response)
{
	const char *pair_code;
	bool in_scope;

	TRY(pair_message_place(request->db, request->arena, request->actor, request->path.id, &pair_code, &in_scope));
	if (in_scope)
		return respond_see_other(request, response, "/pair-messages");
	return refuse_out_of_scope(request, arena_print(request->arena, "pair:%s", pair_code));
}

static enum err show_one(struct request *request, struct response *response)
{
	struct waiting_message *message = ARENA_NEW(request->arena, struct waiting_message);
	const enum err err = pair_message_waiting(request->db, request->arena, request->app->keyring, request->actor, request->path.id,
						  message);

	if (err == E_NOT_FOUND)
		return not_there(request, response);
	TRY(err);
	TRY(seen_note(request, "message_view", arena_print(request->arena, "pair:%s", message->pair_code), NULL, NULL));
	view_put(response->view, "message", &waiting_message_shape, message);
	session_put_token(request, response, "release");
	session_put_token(request, response, "refuse");
	return respond_page(request, response, "admin/pair_message");
}

static enum err decide(struct request *request, struct response *response, bool released)
{
	const struct reason_input *input = request->input;
	const enum err err = pair_message_decide(request->db, request->arena, request->actor, request->path.id, released, input->reason,
						 request->now);

	if (err == E_NOT_FOUND)
		return not_there(request, response);
	/* A colleague was quicker: it is gone from the queue. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, err == OK ? "/pair-messages?said=decided" : "/pair-messages");
}

static enum err release(struct request *request, struct response *response)
{
	return decide(request, response, true);
}

static enum err refuse(struct request *request, struct response *response)
{
	return decide(request, response, false);
}

#define OF_MESSAGES .role = STAFF, .action = ACTION_MESSAGE_MODERATE

static const struct route routes[] = {
	{ .method = GET, .path = "/pair-messages", OF_MESSAGES, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/pair-messages/{id}", OF_MESSAGES, .page = show_one, .form = reason_form },
	{ .method = POST, .path = "/pair-messages/{id}/release", OF_MESSAGES, .page = release, .form = optional_reason_form,
	  .form_size = sizeof(struct reason_input), .form_name = "release", .again = show_first },
	{ .method = POST, .path = "/pair-messages/{id}/refuse", OF_MESSAGES, .page = refuse, .form = reason_form,
	  .form_size = sizeof(struct reason_input), .form_name = "refuse", .again = show_one },
	{ 0 } };

static const char *const pages[] = { "admin/pair_messages", "admin/pair_message", NULL };

static const struct statement *const *const statements[] = { pair_message_desk_statements, audit_statements, NULL };

const struct room pair_message_room = { .name = "pair_message", .routes = routes, .pages = pages, .statements = statements };
