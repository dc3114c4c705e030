/* Requests for help: the queues with their deadlines; one of them with its thread, whose reading is an event; every step; bad ratings. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/aid/help_desk.h"
#include "domain/aid/help_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/holiday.h"
#include "domain/office/outbox.h"
#include "rooms.h"
#include "seen.h"

struct list_query {
	enum help_queue queue;
	int64_t after;			/* rows before this page */
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, queue, help_queue_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = 1000000), { .kind = FIELD_NONE } };

/* One set of fields for the page: each form of it declares those it sends. */
struct help_input {
	uint32_t kind, urgency;
	int64_t unit, to, visit;
	const char *line, *answer, *refusal, *reason, *into, *award, *handling;
};
#define NUMBER(in_field, ...) FIELD(help_input, in_field, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40, __VA_ARGS__)
#define WORDS(in_field, ...) FIELD(help_input, in_field, .kind = FIELD_LINES, .max_chars = help_words_chars_most, __VA_ARGS__)
#define CODE(in_field, ...) FIELD(help_input, in_field, .kind = FIELD_CODE, .max_chars = code_chars, __VA_ARGS__)
#define WANTED .required = true
#define SAID WANTED, .min_chars = 2
#define END { .kind = FIELD_NONE }
static const struct field page_form[] = {
	FIELD_ENUM(help_input, kind, help_kind_names), FIELD_ENUM(help_input, urgency, help_urgency_names), NUMBER(unit), NUMBER(to),
	NUMBER(visit), WORDS(line), WORDS(answer), WORDS(refusal), WORDS(reason), CODE(into), CODE(award), WORDS(handling), END };
static const struct field triage_form[] = {
	FIELD_ENUM(help_input, kind, help_kind_names, WANTED), FIELD_ENUM(help_input, urgency, help_urgency_names, WANTED), NUMBER(unit), END };
static const struct field assign_form[] = { NUMBER(to, WANTED), WORDS(line), END };
static const struct field button_form[] = { NUMBER(unit), END };
static const struct field answer_form[] = { WORDS(answer, SAID), END };
static const struct field refuse_form[] = { WORDS(refusal, SAID), END };
static const struct field reopen_form[] = { WORDS(reason, SAID), END };
static const struct field merge_form[] = { CODE(into, WANTED), END };
static const struct field link_form[] = { NUMBER(visit), CODE(award), END };
static const struct field rating_form[] = { WORDS(handling, SAID), END };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct rows rows;
	bool more;

	TRY(help_list(request->db, request->arena, request->actor, query->queue, query->after, list_rows, request->now, &rows, &more));
	view_put_rows(response->view, "helps", &help_row_shape, rows);
	view_put_text(response->view, "queue", help_queue_names[query->queue]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)(query->after + list_rows)) : NULL);
	return respond_page(request, response, "admin/helps");
}

static enum err not_there(struct request *request)
{
	if (!help_exists(request->db, request->arena, request->path.code))
		return E_NOT_FOUND;
	return refuse_out_of_scope(request, arena_print(request->arena, "help_request:%s", request->path.code));
}

/* A form that came back has only its own fields: the others show what stands. */
static void show_all_fields(struct request *request, const struct help_row *row)
{
	struct form *whole = form_new(request->arena, page_form);

	form_prefill(whole, "kind", help_kind_names[row->kind]);
	form_prefill(whole, "urgency", help_urgency_names[row->urgency]);
	if (row->visit_id != 0)
		form_prefill(whole, "visit", arena_print(request->arena, "%lld", (long long)row->visit_id));
	form_prefill(whole, "award", row->award_code != NULL ? row->award_code : "");
	form_take_over(whole, request->form);
	request->form = whole;
}

/* Which steps the page offers. */
static void put_steps(struct request *request, struct response *response, const struct help_row *row)
{
	const bool handles = staff_may(request, ACTION_HELP_HANDLE), of_another = row->officer_id != 0 && !row->mine;

	view_put_flag(response->view, "step/triage", handles && help_may(HELP_TRIAGE, row->state));
	view_put_flag(response->view, "step/assign", handles && help_may(HELP_ASSIGN, row->state));
	view_put_flag(response->view, "step/take", handles && help_may(HELP_ASSIGN, row->state) && !row->mine);
	view_put_flag(response->view, "step/answer", handles && help_may(HELP_ANSWER, row->state) && row->mine);
	view_put_flag(response->view, "step/refuse", handles && help_may(HELP_REFUSE, row->state) && !of_another);
	view_put_flag(response->view, "step/reopen", handles && help_may(HELP_REOPEN, row->state));
	view_put_flag(response->view, "step/merge", handles && help_may(HELP_MERGE, row->state));
	view_put_flag(response->view, "step/link", handles && help_may(HELP_LINK, row->state));
	view_put_flag(response->view, "step/rating", staff_may(request, ACTION_HELP_RATING) && row->rating_waits && !row->rated_me);
}

static enum err put_all(struct request *request, struct response *response, const struct help_row *row)
{
	static const char *const forms[] = { "triage", "assign", "take", "answer", "refuse", "reopen", "merge", "link", "rating", NULL };
	struct rows lines, alikes, officers, units;
	struct help_said said;

	TRY(help_read(request->db, request->arena, request->app->keyring, row->id, &said));
	TRY(help_thread(request->db, request->arena, request->app->keyring, row->id, &lines));
	TRY(help_alikes(request->db, request->arena, request->actor, row, &alikes));
	TRY(help_officers(request->db, request->arena, row, &officers));
	TRY(help_places(request->db, request->arena, request->actor, row, &units));
	TRY(history_put(request, response, arena_print(request->arena, "help_request:%s", row->code)));
	view_put(response->view, "help", &help_row_shape, row);
	view_put_text(response->view, "body", said.body);
	view_put_text(response->view, "child", said.child);
	view_put_text(response->view, "telephone", said.telephone);
	view_put_rows(response->view, "thread", &help_line_shape, lines);
	view_put_rows(response->view, "alikes", &help_alike_shape, alikes);
	view_put_rows(response->view, "officers", &help_officer_shape, officers);
	view_put_rows(response->view, "units", &unit_choice_shape, units);
	put_steps(request, response, row);
	show_all_fields(request, row);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "admin/help");
}

static enum err show(struct request *request, struct response *response)
{
	struct help_row *row = ARENA_NEW(request->arena, struct help_row);
	const enum err err = help_find(request->db, request->arena, request->actor, request->path.code, request->now, row);

	if (err == E_NOT_FOUND)
		return not_there(request);
	TRY(err);
	TRY(seen_note(request, "help_view", arena_print(request->arena, "help_request:%s", row->code), row->path, NULL));
	return put_all(request, response, row);
}

static struct help_desk desk_of(struct request *request)
{
	return (struct help_desk){ request->db, request->arena, request->app->keyring, request->actor, request->now };
}

/* E_INVALID: the field; E_DENIED: another officer's; E_CONFLICT: a colleague was quicker, the page says how it stands. */
static enum err answer_to(struct request *request, struct response *response, enum err err, const char *field)
{
	if (err == E_NOT_FOUND)
		return not_there(request);
	if (err == E_INVALID) {
		form_refuse(request->form, field, "not_possible");
		request->form_refused = true;
		return E_INVALID;
	}
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, err == OK ? "/help-requests/%s?said=saved" : "/help-requests/%s", request->path.code);
}

static enum err triage(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_sorting sorting = { (enum help_kind)input->kind, (enum help_urgency)input->urgency, input->unit };
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_triage(&desk, request->path.code, &sorting), "unit");
}

/* Whoever has had it says in a line how it stands. */
static enum err assign(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);
	struct help_row row;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	err = help_find(request->db, request->arena, request->actor, request->path.code, request->now, &row);
	if (err == OK && row.officer_id != 0 && input->line[0] == '\0')
		return answer_to(request, response, E_INVALID, "line");
	if (err == OK)
		err = help_assign(&desk, request->path.code, input->to, input->line);
	return answer_to(request, response, err, "to");
}

static enum err take(struct request *request, struct response *response)
{
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_assign(&desk, request->path.code, request->actor->account_id, ""), "to");
}

static enum err give_answer(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_answer(&desk, request->path.code, input->answer), "answer");
}

static enum err refuse(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_refuse(&desk, request->path.code, input->refusal), "refusal");
}

static enum err reopen(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_reopen(&desk, request->path.code, input->reason), "reason");
}

static enum err merge(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_merge(&desk, request->path.code, input->into), "into");
}

static enum err link_up(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);
	const char *field = "visit";
	const enum err err = help_link(&desk, request->path.code, input->visit, input->award, &field);

	return answer_to(request, response, err, field);
}

static enum err handle_rating(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	const struct help_desk desk = desk_of(request);

	return answer_to(request, response, help_handle_rating(&desk, request->path.code, input->handling), "handling");
}

#define ONE "/help-requests/{code}"
#define STEP(at, handler, right, in_form, name)                                                                      \
	{ .method = POST, .path = ONE at, .role = STAFF, .action = right, .page = handler, .form = in_form,           \
	  .form_size = sizeof(struct help_input), .form_name = name, .again = show }
#define HANDLED(at, handler, in_form, name) STEP(at, handler, ACTION_HELP_HANDLE, in_form, name)

static const struct route routes[] = {
	{ .method = GET, .path = "/help-requests", .role = STAFF, .action = ACTION_HELP_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = ONE, .role = STAFF, .action = ACTION_HELP_VIEW, .page = show, .form = page_form },
	HANDLED("/triage", triage, triage_form, "triage"), HANDLED("/assign", assign, assign_form, "assign"),
	HANDLED("/take", take, button_form, "take"), HANDLED("/answer", give_answer, answer_form, "answer"),
	HANDLED("/refuse", refuse, refuse_form, "refuse"), HANDLED("/reopen", reopen, reopen_form, "reopen"),
	HANDLED("/merge", merge, merge_form, "merge"), HANDLED("/link", link_up, link_form, "link"),
	STEP("/rating", handle_rating, ACTION_HELP_RATING, rating_form, "rating"),
	{ 0 } };

static const char *const pages[] = { "admin/helps", "admin/help", NULL };

static const struct statement *const *const statements[] = {
	help_desk_statements, help_desk_step_statements, help_deadline_statements, holiday_statements, outbox_put_statements,
	audit_statements, audit_reader_statements, NULL };

const struct room help_room = { .name = "help", .routes = routes, .pages = pages, .statements = statements };
