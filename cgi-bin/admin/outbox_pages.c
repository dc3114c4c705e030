/* Messages: what waits, went out, failed, or may have gone out; the last two are sent again by a person's decision only. */
#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "reason.h"
#include "rooms.h"

enum outbox_filter { FILTER_ANY, FILTER_WAITING, FILTER_SENDING, FILTER_SENT, FILTER_FAILED, FILTER_UNKNOWN };
static const char *const outbox_filter_names[] = { "any", "waiting", "sending", "sent", "failed", "unknown", NULL };

/* By the time of queueing, which the ids follow. */
enum list_sort { SORT_NEWEST, SORT_OLDEST };
static const char *const sort_names[] = { "queued_down", "queued", NULL };

struct list_query {
	enum outbox_filter state;
	enum list_sort sort;
	int64_t after;
};

static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, outbox_filter_names),
	FIELD_ENUM(list_query, sort, sort_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct outbox_search search = { .of_state = query->state != FILTER_ANY,
					      .state = query->state == FILTER_ANY ? OUTBOX_WAITING
										  : (enum outbox_state)(query->state - 1),
					      .beyond = query->after, .oldest_first = query->sort == SORT_OLDEST,
					      .rows = list_rows };
	const struct outbox_row *messages;
	struct rows rows;
	bool more;

	TRY(outbox_list(request->db, request->arena, &search, &rows, &more));
	messages = rows.row;
	view_put_rows(response->view, "messages", &outbox_row_shape, rows);
	view_put_text(response->view, "state", outbox_filter_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)messages[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/outbox");
}

static enum err show(struct request *request, struct response *response)
{
	struct outbox_row *message = ARENA_NEW(request->arena, struct outbox_row);

	TRY(outbox_find(request->db, request->arena, request->path.id, message));
	TRY(history_put(request, response, arena_print(request->arena, "outbox:%lld", (long long)message->id)));
	view_put(response->view, "message", &outbox_row_shape, message);
	view_put_flag(response->view, "may_resend", message->state == OUTBOX_FAILED || message->state == OUTBOX_UNKNOWN);
	session_put_token(request, response, "resend");
	return respond_page(request, response, "admin/message");
}

static enum err resend(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;

	TRY(outbox_resend(request->db, request->arena, request->actor, request->path.id, input->reason, request->now));
	return respond_see_other(request, response, "/outbox/%lld?said=resent", (long long)request->path.id);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/outbox", .role = STAFF, .action = ACTION_OUTBOX_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/outbox/{id}", .role = STAFF, .action = ACTION_OUTBOX_VIEW, .page = show, .form = reason_form },
	{ .method = POST, .path = "/outbox/{id}/resend", .role = STAFF, .action = ACTION_OUTBOX_RESEND, .page = resend,
	  .form = reason_form, .form_size = sizeof(struct reason_input), .form_name = "resend", .again = show },
	{ 0 } };

static const char *const pages[] = { "admin/outbox", "admin/message", NULL };

static const struct statement *const *const statements[] = { outbox_statements, audit_statements, audit_reader_statements, NULL };

const struct room outbox_room = { .name = "outbox", .routes = routes, .pages = pages, .statements = statements };
