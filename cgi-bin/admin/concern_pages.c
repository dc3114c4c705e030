/* Concerns: the queue with its deadlines; one of them, whose reading is an event; handling, the report to the authorities, the end, which for harm without a
 * report two people make. */
#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/pairing/concern_desk.h"
#include "domain/pairing/pair.h"
#include "reason.h"
#include "rooms.h"
#include "seen.h"

enum list_of { LIST_OPEN, LIST_CLOSED };
static const char *const list_of_names[] = { "open", "closed", NULL };

struct list_query {
	enum list_of state;
	int64_t after;			/* rows before this page */
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, list_of_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = 1000000), { .kind = FIELD_NONE } };

/* One set of fields for the page: each form of it declares those it sends. */
struct concern_input {
	int64_t to;
	const char *reason;
	uint32_t outcome;
	const char *words;
	const char *found;
};
#define WORDS_FIELD(name) \
	FIELD(concern_input, name, .kind = FIELD_LINES, .required = true, .min_chars = 2, .max_chars = 500)
static const struct field page_form[] = {
	FIELD(concern_input, to, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40),
	REASON_FIELD(concern_input), FIELD_ENUM(concern_input, outcome, concern_outcome_names),
	FIELD(concern_input, words, .kind = FIELD_LINES, .max_chars = 500),
	FIELD(concern_input, found, .kind = FIELD_LINES, .max_chars = 500), { .kind = FIELD_NONE } };
static const struct field give_form[] = {
	FIELD(concern_input, to, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT64_C(1) << 40), REASON_FIELD(concern_input),
	{ .kind = FIELD_NONE } };
static const struct field close_form[] = {
	FIELD_ENUM(concern_input, outcome, concern_outcome_names, .required = true), WORDS_FIELD(words), { .kind = FIELD_NONE } };
static const struct field ask_form[] = { WORDS_FIELD(found), { .kind = FIELD_NONE } };
static const struct field confirm_form[] = { WORDS_FIELD(words), { .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct rows rows;
	bool more;

	TRY(concern_list(request->db, request->arena, request->actor, query->state == LIST_CLOSED, query->after, list_rows, request->now,
			 &rows, &more));
	view_put_rows(response->view, "concerns", &concern_shape, rows);
	view_put_text(response->view, "state", list_of_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)(query->after + list_rows)) : NULL);
	return respond_page(request, response, "admin/concerns");
}

/* Of another scope, or about whoever asks: the same refusal. */
static enum err not_there(struct request *request)
{
	if (!concern_exists(request->db, request->arena, request->path.code))
		return E_NOT_FOUND;
	return refuse_out_of_scope(request, arena_print(request->arena, "concern:%s", request->path.code));
}

/* A form that came back has only its own fields: the others are shown empty. */
static void show_all_fields(struct request *request)
{
	struct form *whole = form_new(request->arena, page_form);

	form_take_over(whole, request->form);
	request->form = whole;
}

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "take", "give", "report", "close", "ask", "confirm", "send_back", NULL };
	struct concern *concern = ARENA_NEW(request->arena, struct concern);
	const char *body, *contact;
	struct rows officers;
	enum err err = concern_find(request->db, request->arena, request->actor, request->path.code, request->now, concern);

	if (err == E_NOT_FOUND)
		return not_there(request);
	TRY(err);
	TRY(seen_note(request, "concern_view", arena_print(request->arena, "concern:%s", concern->code), concern->path, NULL));
	TRY(concern_read(request->db, request->arena, request->app->keyring, concern->id, &body, &contact));
	TRY(concern_officers(request->db, request->arena, concern, &officers));
	TRY(history_put(request, response, arena_print(request->arena, "concern:%s", concern->code)));
	view_put(response->view, "concern", &concern_shape, concern);
	view_put_text(response->view, "body", body);
	view_put_text(response->view, "contact", contact);
	view_put_flag(response->view, "open", concern->state != CONCERN_CLOSED);
	view_put_flag(response->view, "may_ask", concern_wants_second(concern) && !concern->asks_second);
	view_put_rows(response->view, "officers", &concern_officer_shape, officers);
	show_all_fields(request);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "admin/concern");
}

static enum err answer(struct request *request, struct response *response, enum err err)
{
	if (err == E_NOT_FOUND)
		return not_there(request);
	/* A colleague was quicker: the page says how it stands. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, err == OK ? "/concerns/%s?said=saved" : "/concerns/%s", request->path.code);
}

static enum err take(struct request *request, struct response *response)
{
	return answer(request, response, concern_take(request->db, request->arena, request->actor, request->path.code, request->now));
}

static enum err give(struct request *request, struct response *response)
{
	const struct concern_input *input = request->input;
	const enum err err = concern_give(request->db, request->arena, request->actor, request->path.code, input->to, input->reason,
					  request->now);

	if (err == E_DENIED) {
		form_refuse(request->form, "to", "not_possible");
		request->form_refused = true;
		return E_INVALID;
	}
	return answer(request, response, err);
}

static enum err note_report(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;

	return answer(request, response, concern_report(request->db, request->arena, request->actor, request->path.code, input->reason,
							request->now));
}

static enum err finish(struct request *request, struct response *response)
{
	const struct concern_input *input = request->input;
	const struct concern_closing closing = { .outcome = (enum concern_outcome)input->outcome, .words = input->words };
	const char *refusal = NULL;
	const enum err err = concern_close(request->db, request->arena, request->actor, request->path.code, &closing, request->now, &refusal);

	if (err == E_INVALID && refusal != NULL) {
		form_refuse(request->form, "outcome", refusal);
		request->form_refused = true;
		return E_INVALID;
	}
	return answer(request, response, err);
}

static enum err ask_second(struct request *request, struct response *response)
{
	const struct concern_input *input = request->input;

	return answer(request, response, concern_ask_second(request->db, request->arena, request->actor, request->path.code, input->found,
							    request->now));
}

static enum err confirm(struct request *request, struct response *response)
{
	const struct concern_input *input = request->input;

	return answer(request, response, concern_confirm(request->db, request->arena, request->actor, request->path.code, input->words,
							 request->now));
}

static enum err send_back(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;

	return answer(request, response, concern_send_back(request->db, request->arena, request->actor, request->path.code, input->reason,
							   request->now));
}

#define OF_CONCERNS .role = STAFF, .action = ACTION_CONCERN_HANDLE
#define STEP(at, handler, in_form, of, name)                                                                         \
	{ .method = POST, .path = at, OF_CONCERNS, .page = handler, .form = in_form, .form_size = sizeof(struct of), .form_name = name, \
	  .again = show }

static const struct route routes[] = {
	{ .method = GET, .path = "/concerns", OF_CONCERNS, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/concerns/{code}", OF_CONCERNS, .page = show, .form = page_form },
	STEP("/concerns/{code}/take", take, optional_reason_form, reason_input, "take"),
	STEP("/concerns/{code}/give", give, give_form, concern_input, "give"),
	STEP("/concerns/{code}/report", note_report, reason_form, reason_input, "report"),
	STEP("/concerns/{code}/close", finish, close_form, concern_input, "close"),
	STEP("/concerns/{code}/ask-second", ask_second, ask_form, concern_input, "ask"),
	STEP("/concerns/{code}/confirm", confirm, confirm_form, concern_input, "confirm"),
	STEP("/concerns/{code}/send-back", send_back, reason_form, reason_input, "send_back"),
	{ 0 } };

static const char *const pages[] = { "admin/concerns", "admin/concern", NULL };

static const struct statement *const *const statements[] = {
	concern_desk_statements, pair_end_statements, audit_statements, audit_reader_statements, NULL };

const struct room concern_room = { .name = "concern", .routes = routes, .pages = pages, .statements = statements };
