/* A family's visits: planning, calling off, saying how it went. Photographs are not taken in: there is no field for them. */
#include "app/app.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/visit.h"
#include "rooms.h"

static const char form_plan[] = "visit_plan", form_cancel[] = "visit_cancel", form_report[] = "visit_report";

/* Radio buttons: nothing is chosen for the family. */
struct plan_input {
	struct date planned_on;
	uint32_t part, place, with_whom;
};
static const struct field plan_form[] = {
	FIELD(plan_input, planned_on, .kind = FIELD_DATE, .required = true),
	FIELD_ENUM(plan_input, part, visit_part_names, .required = true),
	FIELD_ENUM(plan_input, place, visit_place_names, .required = true),
	FIELD_ENUM(plan_input, with_whom, visit_with_names, .required = true),
	{ .kind = FIELD_NONE } };

struct report_input {
	uint32_t outcome;
	struct date happened_on;
	int64_t minutes;
	const char *note;
};
static const struct field report_form[] = {
	FIELD_ENUM(report_input, outcome, visit_outcome_names, .required = true),
	FIELD(report_input, happened_on, .kind = FIELD_DATE, .required = true),
	FIELD(report_input, minutes, .kind = FIELD_INTEGER, .min = 1, .max = visit_minutes_most),
	FIELD(report_input, note, .kind = FIELD_LINES, .max_chars = visit_note_chars_most),
	{ .kind = FIELD_NONE } };

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err find_pair(struct request *request, struct pair *out)
{
	return pair_find_of_family(request->db, request->arena, request->family->id, request->path.code, out);
}

static struct visit_pair of(const struct pair *pair)
{
	return (struct visit_pair){ .id = pair->id, .code = pair->code, .activated_at = pair->activated_at };
}

/* A pair that is not active can be read, and nothing can be planned. */
static enum err show_list(struct request *request, struct response *response)
{
	struct pair *pair = ARENA_NEW(request->arena, struct pair);
	struct rows visits;

	TRY(find_pair(request, pair));
	TRY(visit_list(request->db, request->arena, request->app->keyring, pair->id, request->today, &visits));
	view_put(response->view, "pair", &pair_shape, pair);
	view_put_rows(response->view, "visits", &visit_shape, visits);
	view_put_flag(response->view, "open", pair->state == PAIR_ACTIVE);
	session_put_code_token(request, response, form_plan);
	return respond_page(request, response, "match/visits");
}

static enum err show_one(struct request *request, struct response *response)
{
	struct visit *visit = ARENA_NEW(request->arena, struct visit);
	struct pair *pair = ARENA_NEW(request->arena, struct pair);

	TRY(find_pair(request, pair));
	TRY(visit_find(request->db, request->arena, request->app->keyring, pair->id, request->path.id, request->today, visit));
	view_put(response->view, "pair", &pair_shape, pair);
	view_put(response->view, "visit", &visit_shape, visit);
	session_put_code_token(request, response, form_cancel);
	session_put_code_token(request, response, form_report);
	return respond_page(request, response, "match/visit");
}

static enum err plan(struct request *request, struct response *response)
{
	const struct plan_input *input = request->input;
	const struct visit_plan wish = { .planned_on = input->planned_on, .part = (enum visit_part)input->part,
					 .place = (enum visit_place)input->place, .with_whom = (enum visit_with)input->with_whom };
	struct visit_refusal refusal;
	struct visit_pair to;
	struct pair pair;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	TRY(find_pair(request, &pair));
	to = of(&pair);
	err = visit_plan(request->db, request->arena, &to, &wish, request->form_nonce, request->now, &refusal);
	if (err == E_INVALID)
		return refuse_field(request, refusal.field, refusal.reason);
	if (err == E_DENIED) {
		response->out->status = 409;
		return show_list(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/pairs/%s/visits", pair.code);
}

static enum err repeat_plan(struct request *request, struct response *response)
{
	TRY(visit_find_by_nonce(request->db, request->arena, request->form_nonce));
	return respond_see_other(request, response, "/pairs/%s/visits", request->path.code);
}

static enum err cancel(struct request *request, struct response *response)
{
	struct visit_pair to;
	struct pair pair;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	TRY(find_pair(request, &pair));
	to = of(&pair);
	err = visit_cancel(request->db, request->arena, &to, request->path.id, request->now);
	/* Cancelled before, or reported meanwhile: the list says how it stands. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/pairs/%s/visits", pair.code);
}

static enum err report(struct request *request, struct response *response)
{
	const struct report_input *input = request->input;
	const struct visit_report wish = { .outcome = (enum visit_outcome)input->outcome, .happened_on = input->happened_on,
					   .minutes = input->minutes, .note = input->note };
	struct visit_refusal refusal;
	struct visit_pair to;
	struct pair pair;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	TRY(find_pair(request, &pair));
	to = of(&pair);
	err = visit_report(request->db, request->arena, request->app->keyring, &to, request->path.id, &wish, request->now, &refusal);
	if (err == E_INVALID)
		return refuse_field(request, refusal.field, refusal.reason);
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/pairs/%s/visits", pair.code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/pairs/{code}/visits", .role = FAMILY, .page = show_list, .form = plan_form },
	{ .method = POST, .path = "/pairs/{code}/visits", .role = FAMILY, .page = plan, .form = plan_form,
	  .form_size = sizeof(struct plan_input), .form_name = form_plan, .again = show_list, .repeat = repeat_plan, .committed = true },
	{ .method = GET, .path = "/pairs/{code}/visits/{id}", .role = FAMILY, .page = show_one, .form = report_form },
	{ .method = POST, .path = "/pairs/{code}/visits/{id}/cancel", .role = FAMILY, .page = cancel, .form = button_form,
	  .form_size = sizeof(struct nothing), .form_name = form_cancel, .again = show_one, .committed = true },
	{ .method = POST, .path = "/pairs/{code}/visits/{id}/report", .role = FAMILY, .page = report, .form = report_form,
	  .form_size = sizeof(struct report_input), .form_name = form_report, .again = show_one, .committed = true },
	{ 0 } };

static const char *const pages[] = { "match/visits", "match/visit", NULL };

static const struct statement *const *const statements[] = { visit_statements, pair_family_statements, audit_statements, NULL };

const struct room visit_room = { .name = "visit", .routes = routes, .pages = pages, .statements = statements };
