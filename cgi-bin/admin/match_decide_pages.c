/* What a run proposes, pair by pair: why this family, why not that one; approved, refused, overridden. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "domain/pairing/mask.h"
#include "domain/pairing/match_decide.h"
#include "domain/pairing/match_run.h"
#include "reason.h"
#include "match_run_page.h"
#include "rooms.h"

enum { approved_at_once = 25, county_digits = 6 };

struct list_query {
	const char *county;
	bool undecided;
	const char *after;		/* "<student> <place>" */
};
static const struct field list_fields[] = {
	FIELD(list_query, county, .kind = FIELD_TEXT, .max_chars = county_digits),
	FIELD(list_query, undecided, .kind = FIELD_CHECK),
	FIELD(list_query, after, .kind = FIELD_TEXT, .max_chars = 30),
	{ .kind = FIELD_NONE } };

struct approve_input {
	const char *family;
};
struct refuse_input {
	const char *family, *reason;
};
struct override_input {
	const char *family, *instead, *reason;
};
#define FAMILY(of) FIELD(of, family, .kind = FIELD_CODE, .max_chars = code_chars, .required = true)
static const struct field approve_form[] = { FAMILY(approve_input), { .kind = FIELD_NONE } };
static const struct field refuse_form[] = { FAMILY(refuse_input), REASON_FIELD(refuse_input), { .kind = FIELD_NONE } };
static const struct field override_form[] = {
	FAMILY(override_input), FIELD(override_input, instead, .kind = FIELD_CODE, .max_chars = code_chars, .required = true),
	REASON_FIELD(override_input), { .kind = FIELD_NONE } };

struct sure_input {
	bool sure;
};
static const struct field sure_form[] = { FIELD(sure_input, sure, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err find_run(struct request *request, struct match_run *out)
{
	const enum err err = match_run_find(request->db, request->arena, request->actor->unit_path, request->path.id, out);
	struct match_run other;

	if (err == E_NOT_FOUND && match_run_find(request->db, request->arena, NULL, request->path.id, &other) == OK)
		return refuse_out_of_scope(request, arena_print(request->arena, "match_run:%lld", (long long)request->path.id));
	return err;
}

/* A county of the run, to narrow the list to. */
struct county_choice {
	const char *code, *name;
	bool chosen;
};
static const struct shape county_choice_shape = SHAPE(county_choice,
	COLUMN(county_choice, code), COLUMN(county_choice, name), COLUMN(county_choice, chosen));

static enum err put_counties(struct request *request, struct response *response, const char *chosen)
{
	const struct run_figure *figure;
	struct county_choice *counties;
	struct rows figures;
	size_t count = 0;

	TRY(match_run_figures(request->db, request->arena, request->path.id, &figures));
	figure = figures.row;
	counties = ARENA_ARRAY(request->arena, struct county_choice, figures.count + 1);
	for (size_t i = 0; i < figures.count; i++)
		if (figure[i].grouping == BY_COUNTY)
			counties[count++] = (struct county_choice){ figure[i].name,
								    figure[i].words != NULL ? figure[i].words : figure[i].name,
								    strcmp(figure[i].name, chosen) == 0 };
	view_put_rows(response->view, "counties", &county_choice_shape, (struct rows){ counties, count });
	return OK;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct match_proposal_search search = { .run_id = request->path.id, .county = query->county, .undecided = query->undecided,
						.rows = list_rows };
	struct match_run *run = ARENA_NEW(request->arena, struct match_run);
	const struct match_proposal *last;
	struct rows rows;
	char *end;
	bool more;

	TRY(find_run(request, run));
	if (query->after != NULL && query->after[0] != '\0') {
		search.after_student = strtoll(query->after, &end, 10);
		search.after_place = strtoll(end, NULL, 10);
	}
	TRY(match_proposal_list(request->db, request->arena, &search, &rows, &more));
	TRY(put_counties(request, response, query->county != NULL ? query->county : ""));
	last = rows.count > 0 ? (const struct match_proposal *)rows.row + rows.count - 1 : NULL;
	view_put(response->view, "run", &match_run_shape, run);
	view_put_rows(response->view, "proposals", &match_proposal_shape, rows);
	view_put_flag(response->view, "undecided", query->undecided);
	list_put(request, response, more ? arena_print(request->arena, "%lld %lld", (long long)last->student_id, (long long)last->place) : NULL);
	return respond_page(request, response, "admin/match_proposals");
}

static enum err show_student(struct request *request, struct response *response)
{
	static const char *const forms[] = { "match_approve", "match_refuse", "match_override", NULL };
	struct match_run *run = ARENA_NEW(request->arena, struct match_run);
	struct rows rows;

	TRY(find_run(request, run));
	TRY(match_proposals_of(request->db, request->arena, run->id, request->path.code, &rows));
	if (rows.count == 0)
		return E_NOT_FOUND;
	view_put(response->view, "run", &match_run_shape, run);
	view_put_text(response->view, "student", request->path.code);
	view_put_rows(response->view, "proposals", &match_proposal_shape, rows);
	view_put_flag(response->view, "open", run->state == RUN_SOLVED);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "admin/match_student");
}

/* Decided by somebody else, or not possible any more: the page says so. */
static enum err after(struct request *request, struct response *response, enum err err, const char *field, const char *refusal)
{
	if (err == E_CONFLICT) {
		form_refuse(request->form, field, refusal);
		request->form_refused = true;
		return E_INVALID;
	}
	TRY(err);
	return respond_see_other(request, response, "/match-runs/%lld/students/%s?said=decided", (long long)request->path.id,
				 request->path.code);
}

static enum err approve(struct request *request, struct response *response)
{
	const struct approve_input *input = request->input;
	const char *refusal = "state";
	const enum err err = match_approve(request->db, request->arena, request->actor, request->path.id, request->path.code, input->family,
					    request->now, &refusal);

	return after(request, response, err, "family", refusal);
}

static enum err refuse(struct request *request, struct response *response)
{
	const struct refuse_input *input = request->input;
	const char *refusal = "state";
	const enum err err = match_refuse(request->db, request->arena, request->actor, request->path.id, request->path.code, input->family,
					   input->reason, request->now, &refusal);

	return after(request, response, err, "family", refusal);
}

static enum err override(struct request *request, struct response *response)
{
	const struct override_input *input = request->input;
	const char *refusal = "state";
	const enum err err = match_override(request->db, request->arena, request->actor, request->path.id, request->path.code, input->family,
					     input->instead, input->reason, request->now, &refusal);

	return after(request, response, err, "instead", refusal);
}

/* Few are done here and now, many by the worker. */
static enum err approve_all(struct request *request, struct response *response)
{
	struct job_wish wish = { .kind = "match_decide", .input = office_role_names[request->actor->role] };
	struct match_slice slice;
	struct match_run run;
	int64_t job;

	TRY(find_run(request, &run));
	if (run.state != RUN_SOLVED)
		return E_CONFLICT;
	if (run.undecided <= approved_at_once) {
		TRY(match_approve_slice(request->db, request->arena, request->actor, run.id, approved_at_once, request->now, &slice));
		return respond_see_other(request, response, "/match-runs/%lld?said=decided", (long long)run.id);
	}
	wish.subject = arena_print(request->arena, "match_run:%lld", (long long)run.id);
	wish.unit_path = run.path;
	wish.total = run.undecided;
	TRY(job_queue(request->db, request->arena, request->actor, &wish, request->now, &job));
	return respond_see_other(request, response, "/jobs/%lld?said=queued", (long long)job);
}

#define DECISION(in_path, handler, in_form, in_struct, in_name, in_again)                                           \
	{ .method = POST, .path = "/match-runs/{id}/" in_path, .role = STAFF, .action = ACTION_MATCH_DECIDE, .page = handler, \
	  .form = in_form, .form_size = sizeof(struct in_struct), .form_name = in_name, .again = in_again }

static const struct route routes[] = {
	{ .method = GET, .path = "/match-runs/{id}/proposals", .role = STAFF, .action = ACTION_MATCH_RUN, .page = show_list,
	  .query = list_fields, .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/match-runs/{id}/students/{code}", .role = STAFF, .action = ACTION_MATCH_RUN, .page = show_student,
	  .form = override_form },
	DECISION("students/{code}/approve", approve, approve_form, approve_input, "match_approve", show_student),
	DECISION("students/{code}/refuse", refuse, refuse_form, refuse_input, "match_refuse", show_student),
	DECISION("students/{code}/override", override, override_form, override_input, "match_override", show_student),
	DECISION("approve-all", approve_all, sure_form, sure_input, "match_approve_all", match_run_page),
	{ 0 } };

static const char *const pages[] = { "admin/match_proposals", "admin/match_student", NULL };

static const struct statement *const *const statements[] = {
	match_decide_statements, match_run_statements, match_input_statements, mask_statements, pair_propose_statements, job_statements,
	audit_statements, NULL };

const struct room match_decide_room = { .name = "match_decide", .routes = routes, .pages = pages, .statements = statements };
