/* Awards: the list, one with what it was decided on and its history, and each step that staff take. Looking at one is an event: it is of a
 * minor. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "award_page.h"
#include "domain/office/audit.h"
#include "reason.h"
#include "rooms.h"
#include "seen.h"

/* "any" is first: not asked for; "appealed" is asked of another column. */
static const char *const state_filter_names[] = { "any", "computed", "applied", "verified", "noticed", "approved", "paid", "confirmed", "refused",
						  "appealed", NULL };
enum { FILTER_ANY = 0, FILTER_APPEALED = 9, period_chars = 6 };

struct list_query {
	uint32_t state;
	int64_t programme;
	const char *period;
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, state_filter_names),
	FIELD(list_query, programme, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40),
	FIELD(list_query, period, .kind = FIELD_TEXT, .max_chars = period_chars),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

struct refuse_input {
	uint32_t refusal;
	const char *reason;
};
static const struct field refuse_form[] = {
	FIELD_ENUM(refuse_input, refusal, award_refusal_names, .required = true), REASON_FIELD(refuse_input), { .kind = FIELD_NONE } };

static const char *const decision_names[] = { "stands", "anew", NULL };
struct decide_input {
	uint32_t decision;
	const char *reason;
};
static const struct field decide_form[] = {
	FIELD_ENUM(decide_input, decision, decision_names, .required = true), REASON_FIELD(decide_input), { .kind = FIELD_NONE } };

const struct shape fact_row_shape = SHAPE(fact_row, COLUMN(fact_row, field), COLUMN(fact_row, kind), COLUMN(fact_row, value));

struct trace_row {
	const char *field;
	int64_t tier, group;
	enum truth truth;
	const char *reason, *reason_en;
};
static const struct shape trace_row_shape = SHAPE(trace_row,
	COLUMN(trace_row, field), COLUMN(trace_row, tier), COLUMN(trace_row, group), COLUMN(trace_row, truth, .names = truth_names),
	COLUMN(trace_row, reason), COLUMN(trace_row, reason_en));

struct rows award_page_facts(struct arena *arena, const struct facts *facts)
{
	struct fact_row *rows = ARENA_ARRAY(arena, struct fact_row, fact_fields);
	size_t count = 0;

	for (int i = 0; i < fact_fields; i++)
		if (fact_is_known(facts, (enum fact_field)i))
			rows[count++] = (struct fact_row){ fact_entries[i].name, fact_kind_names[fact_entries[i].kind],
							   fact_text(arena, (enum fact_field)i, facts->value[i]) };
	return (struct rows){ rows, count };
}

enum err award_page_programmes(struct request *request, struct response *response, int64_t chosen)
{
	struct rows programmes;

	TRY(award_programmes(request->db, request->arena, request->today, chosen, &programmes));
	view_put_rows(response->view, "programmes", &award_programme_shape, programmes);
	return OK;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct award_search search = { .scope = request->actor->unit_path, .of_state = query->state != FILTER_ANY && query->state != FILTER_APPEALED,
				       .appealed = query->state == FILTER_APPEALED, .programme_id = query->programme,
				       .period = query->period != NULL ? query->period : "", .before = query->after, .rows = list_rows };
	const struct award_entry *awards;
	struct rows rows;
	bool more;

	if (search.of_state)
		search.state = (enum award_state)(query->state - 1);
	TRY(award_list(request->db, request->arena, &search, &rows, &more));
	awards = rows.row;
	view_put_rows(response->view, "awards", &award_entry_shape, rows);
	view_put_text(response->view, "state", state_filter_names[query->state]);
	view_put_text(response->view, "period", search.period);
	TRY(award_page_programmes(request, response, query->programme));
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)awards[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/awards");
}

static enum err find(struct request *request, struct award_desk *out)
{
	bool elsewhere;
	const enum err err = award_desk_find(request->db, request->arena, request->actor->unit_path, request->path.code, out, &elsewhere);

	if (err == E_NOT_FOUND && elsewhere)
		return refuse_out_of_scope(request, arena_print(request->arena, "award:%s", request->path.code));
	return err;
}

/* What it was decided on, and how each clause of the pinned rule stood. An erased award has none of it. */
static enum err put_pinned(struct request *request, struct response *response, const struct award_desk *desk)
{
	struct trace_row *trace;
	enum truth *truths;
	struct facts facts;
	struct rule rule;
	enum err err;

	TRY(rule_load(request->db, request->arena, desk->award.version_id, &rule));
	err = award_pinned_facts(request->db, request->arena, request->app->keyring, desk->award.code, &facts);
	if (err == E_NOT_FOUND)
		facts.known = 0;
	else
		TRY(err);
	truths = ARENA_ARRAY(request->arena, enum truth, rule.clause_count);
	trace = ARENA_ARRAY(request->arena, struct trace_row, rule.clause_count);
	rule_trace(&rule, &facts, truths);
	for (size_t i = 0; i < rule.clause_count; i++)
		trace[i] = (struct trace_row){ fact_entries[rule.clauses[i].field].name, rule.clauses[i].tier, rule.clauses[i].group, truths[i],
					       rule.clauses[i].reason, rule.clauses[i].reason_en };
	view_put_rows(response->view, "facts", &fact_row_shape, award_page_facts(request->arena, &facts));
	view_put_rows(response->view, "trace", &trace_row_shape, (struct rows){ trace, rule.clause_count });
	return OK;
}

static void put_steps(struct request *request, struct response *response, const struct award_desk *desk)
{
	static const char *const forms[] = { "agree", "verify", "approve", "refuse", "appeal", "decide", NULL };
	const struct award *award = &desk->award;
	const bool appealed = !timestamp_is_none(award->appealed_at);

	view_put_flag(response->view, "step/agree", award->state == AWARD_COMPUTED);
	view_put_flag(response->view, "step/verify", award->state == AWARD_APPLIED);
	view_put_flag(response->view, "step/approve", award->state == AWARD_NOTICED);
	view_put_flag(response->view, "step/refuse", award->state <= AWARD_NOTICED);
	view_put_flag(response->view, "step/appeal", !appealed && (award->state == AWARD_REFUSED || award->state == AWARD_APPROVED));
	view_put_flag(response->view, "step/decide", appealed && timestamp_is_none(award->decided_at));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
}

enum err award_page_show(struct request *request, struct response *response)
{
	struct award_desk *desk = ARENA_NEW(request->arena, struct award_desk);
	const char *subject = arena_print(request->arena, "award:%s", request->path.code);

	TRY(find(request, desk));
	TRY(seen_note(request, "award_view", subject, desk->award.path, NULL));
	view_put(response->view, "award", &award_desk_shape, desk);
	TRY(put_pinned(request, response, desk));
	put_steps(request, response, desk);
	TRY(history_put(request, response, subject));
	return respond_page(request, response, "admin/award");
}

/* Somebody else was quicker, or what it rests on is not so: the page says which, and how it stands now. */
static enum err answer(struct request *request, struct response *response, enum err err, enum award_word word, const char *said)
{
	if (err == E_CONFLICT && word != AWARD_FINE) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", award_word_names[word]);
		return award_page_show(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/awards/%s?said=%s", request->path.code, said);
}

typedef enum err step(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word);

static enum err take(struct request *request, struct response *response, step *do_it, const char *said)
{
	enum award_word word = AWARD_FINE;
	struct award_desk desk;
	enum err err;

	TRY(find(request, &desk));
	err = do_it(request->db, request->arena, request->actor, request->path.code, request->now, &word);
	return answer(request, response, err, word, said);
}

static enum err agree(struct request *request, struct response *response)
{
	return take(request, response, award_agree, "saved");
}

static enum err verify(struct request *request, struct response *response)
{
	return take(request, response, award_verify, "saved");
}

static enum err approve(struct request *request, struct response *response)
{
	return take(request, response, award_approve, "approved");
}

static enum err appeal(struct request *request, struct response *response)
{
	return take(request, response, award_appeal, "saved");
}

static enum err refuse(struct request *request, struct response *response)
{
	const struct refuse_input *input = request->input;
	enum award_word word = AWARD_FINE;
	struct award_desk desk;
	enum err err;

	TRY(find(request, &desk));
	err = award_refuse(request->db, request->arena, request->actor, request->path.code, (enum award_refusal)input->refusal, input->reason,
			   request->now, &word);
	return answer(request, response, err, word, "decided");
}

static enum err decide(struct request *request, struct response *response)
{
	const struct decide_input *input = request->input;
	enum award_word word = AWARD_FINE;
	struct award_desk desk;
	enum err err;

	TRY(find(request, &desk));
	err = award_decide(request->db, request->arena, request->app->keyring, request->actor, request->path.code, input->decision == 0,
			   input->reason, request->now, &word);
	return answer(request, response, err, word, "decided");
}

#define STEP(at, right, handler, fields, input)                                                                     \
	{ .method = POST, .path = "/awards/{code}/" at, .role = STAFF, .action = right, .page = handler, .form = fields, \
	  .form_size = sizeof(struct input), .form_name = at, .again = award_page_show, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/awards", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/awards/{code}", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = award_page_show, .form = reason_form },
	STEP("agree", ACTION_AWARD_VERIFY, agree, button_form, nothing),
	STEP("verify", ACTION_AWARD_VERIFY, verify, button_form, nothing),
	STEP("approve", ACTION_AWARD_APPROVE, approve, button_form, nothing),
	STEP("refuse", ACTION_AWARD_COMPUTE, refuse, refuse_form, refuse_input),
	STEP("appeal", ACTION_AWARD_VERIFY, appeal, button_form, nothing),
	STEP("decide", ACTION_AWARD_APPEAL, decide, decide_form, decide_input),
	{ 0 } };

static const char *const pages[] = { "admin/awards", "admin/award", NULL };

static const struct statement *const *const statements[] = {
	award_desk_statements, award_step_statements, award_appeal_statements, aid_student_statements, programme_statements, audit_statements,
	audit_reader_statements, NULL };

const struct room award_room = { .name = "award", .routes = routes, .pages = pages, .statements = statements };
