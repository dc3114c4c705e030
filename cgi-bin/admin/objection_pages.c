/* What was said against a sheet on a board, decided by staff who had no part in the sheet. Reading one is an event. */
#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "domain/aid/award_notice.h"
#include "domain/office/audit.h"
#include "reason.h"
#include "rooms.h"
#include "seen.h"

static const char *const list_of_names[] = { "open", "decided", NULL };
struct list_query {
	uint32_t state;
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, list_of_names), FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

static const char *const verdict_names[] = { "unfounded", "upheld", NULL };
struct decide_input {
	uint32_t verdict;
	int64_t line;
	const char *reason;
};
static const struct field decide_form[] = {
	FIELD_ENUM(decide_input, verdict, verdict_names, .required = true),
	FIELD(decide_input, line, .kind = FIELD_INTEGER, .min = 1, .max = award_notice_lines_most), REASON_FIELD(decide_input),
	{ .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct objection *objection;
	struct rows rows;
	bool more;

	TRY(objection_list(request->db, request->arena, request->actor->unit_path, query->state == 1, query->after, list_rows, request->today,
			   &rows, &more));
	objection = rows.row;
	view_put_rows(response->view, "objections", &objection_shape, rows);
	view_put_text(response->view, "state", list_of_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)objection[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/objections");
}

static enum err show_one(struct request *request, struct response *response)
{
	struct objection *objection = ARENA_NEW(request->arena, struct objection);
	const char *subject = arena_print(request->arena, "award_objection:%s", request->path.code);
	bool elsewhere;
	const enum err err = objection_desk_find(request->db, request->arena, request->app->keyring, request->actor->unit_path,
						 request->path.code, request->today, objection, &elsewhere);

	if (err == E_NOT_FOUND && elsewhere)
		return refuse_out_of_scope(request, subject);
	TRY(err);
	TRY(seen_note(request, "award_view", subject, objection->path, NULL));
	view_put(response->view, "objection", &objection_shape, objection);
	session_put_code_token(request, response, "objection_decide");
	TRY(history_put(request, response, subject));
	return respond_page(request, response, "admin/objection");
}

static enum err decide(struct request *request, struct response *response)
{
	const struct decide_input *input = request->input;
	const struct objection_verdict verdict = { .upheld = input->verdict == 1, .line = input->line, .reason = input->reason };
	enum award_word word = AWARD_FINE;
	enum err err;

	if (verdict.upheld && verdict.line == 0) {
		form_refuse(request->form, "line", "missing");
		request->form_refused = true;
		return E_INVALID;
	}
	err = objection_decide(request->db, request->arena, request->actor, request->path.code, &verdict, request->now, &word);
	if (err == E_CONFLICT && word != AWARD_FINE) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", award_word_names[word]);
		return show_one(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/objections/%s?said=decided", request->path.code);
}

#define OF_OBJECTIONS .role = STAFF, .action = ACTION_AWARD_APPEAL

static const struct route routes[] = {
	{ .method = GET, .path = "/objections", OF_OBJECTIONS, .page = show_list, .query = list_fields, .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/objections/{code}", OF_OBJECTIONS, .page = show_one, .form = decide_form, .form_name = "objection_decide" },
	{ .method = POST, .path = "/objections/{code}/decide", OF_OBJECTIONS, .page = decide, .form = decide_form,
	  .form_size = sizeof(struct decide_input), .form_name = "objection_decide", .again = show_one, .committed = true },
	{ 0 } };

static const char *const pages[] = { "admin/objections", "admin/objection", NULL };

static const struct statement *const *const statements[] = {
	objection_desk_statements, award_step_statements, audit_statements, audit_reader_statements, NULL };

const struct room objection_room = { .name = "objection", .routes = routes, .pages = pages, .statements = statements };
