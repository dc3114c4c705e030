/* The version of a programme that is not published yet: its days and source, amounts, clauses; and the steps to its publication. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/aid/rule_store.h"
#include "domain/giving/campaign_draft.h"
#include "domain/office/audit.h"
#include "reason.h"
#include "rooms.h"
#include "rule_view.h"

/* What the reader may do with it. */
static void put_parts(struct request *request, struct response *response, const struct rule_version *version, bool editable)
{
	const int64_t me = request->actor->account_id;
	const bool writes = editable && version->state == RULE_DRAFT && (version->drafted_by_id == me || version->drafted_by_id == 0);

	view_put_flag(response->view, "own", version->drafted_by_id == me || version->submitted_by_id == me);
	view_put_flag(response->view, "writes", writes);
	view_put_flag(response->view, "discardable", writes || (editable && version->state == RULE_DRAFT && version->drafter_gone));
}

/* The programme, its open version and what that would replace. E_NOT_FOUND: there is no open one. */
static enum err put_draft(struct request *request, struct response *response, struct rule_version *out, struct rule_wish *rule)
{
	struct rule_version *version = ARENA_NEW(request->arena, struct rule_version), before;
	struct programme_card card;
	struct rule_wish old;
	enum err err;

	TRY(programme_put(request, response, &card));
	TRY(rule_version_open(request->db, request->arena, card.id, version));
	TRY(rule_wish_load(request->db, request->arena, version->id, rule));
	err = rule_version_before(request->db, request->arena, card.id, request->today, &before);
	if (err == OK)
		err = rule_wish_load(request->db, request->arena, before.id, &old);
	else if (err == E_NOT_FOUND)
		before.version = 0;
	TRY(err == E_NOT_FOUND ? OK : err);
	view_put(response->view, "version", &rule_version_shape, version);
	view_put_int(response->view, "before", before.version);
	put_parts(request, response, version, programme_editable(request));
	view_put_flag(response->view, "demo", request->app->settings.demo);
	rule_put(request, response, rule, before.version != 0 ? &old : NULL);
	*out = *version;
	return OK;
}

enum err rule_draft_show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "rule_drop_tier", "rule_drop_clause", "rule_submit", "rule_withdraw", "rule_discard", "rule_publish",
					     "rule_return", NULL };
	struct draft_refused fault = { 0 };
	struct rule_version version;
	struct rule_wish rule;

	TRY(put_draft(request, response, &version, &rule));
	(void)(rule_draft_sound(request->arena, &rule, &fault) == OK);
	view_put_text(response->view, "unsound", fault.refusal == RULE_UNSOUND ? rule_fault_names[fault.fault] : NULL);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/rule_draft");
}

/* A step's answer: on to a page of the programme, or why not, on the page as it stands now. */
static enum err answer(struct request *request, struct response *response, enum err err, const struct draft_refused *refused, const char *to)
{
	if (err == E_CONFLICT && refused->refusal != RULE_FINE) {
		response->out->status = 409;
		rule_put_refused(request, response, refused);
		return refused->refusal == RULE_NONE_OPEN || refused->refusal == RULE_OPEN_ALREADY ? programme_show(request, response)
												    : rule_draft_show(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/programmes/%lld%s", (long long)request->path.id, to);
}

static enum err begin(struct request *request, struct response *response)
{
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_begin(request->db, request->arena, request->actor, request->path.id, request->today, request->now, &refused);

	return answer(request, response, err, &refused, "/draft?said=created");
}

typedef enum err step(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
		      struct draft_refused *refused);

static enum err take(struct request *request, struct response *response, step *it, const char *to)
{
	struct draft_refused refused = { 0 };
	const enum err err = it(request->db, request->arena, request->actor, request->path.id, request->now, &refused);

	return answer(request, response, err, &refused, to);
}

static enum err submit(struct request *request, struct response *response)
{
	return take(request, response, rule_draft_submit, "/draft?said=submitted");
}

static enum err withdraw(struct request *request, struct response *response)
{
	return take(request, response, rule_draft_withdraw, "/draft?said=saved");
}

static enum err discard(struct request *request, struct response *response)
{
	return take(request, response, rule_draft_discard, "?said=abandoned");
}

static enum err drop_tier(struct request *request, struct response *response)
{
	return take(request, response, rule_draft_drop_tier, "/draft?said=saved");
}

static enum err publish(struct request *request, struct response *response)
{
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_publish(request->db, request->arena, request->actor, request->path.id, request->app->settings.demo,
						request->now, &refused);

	return answer(request, response, err, &refused, "?said=approved");
}

static enum err give_back(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_return(request->db, request->arena, request->actor, request->path.id, input->reason, request->now, &refused);

	return answer(request, response, err, &refused, "?said=refused");
}

static const struct field head_form[] = {
	FIELD(rule_head, valid_from, .kind = FIELD_DATE, .required = true),
	FIELD(rule_head, valid_to, .kind = FIELD_DATE),
	FIELD(rule_head, law_ref, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 200, .required = true),
	FIELD(rule_head, source, .kind = FIELD_LINES, .min_chars = 2, .max_chars = 300, .required = true),
	FIELD(rule_head, confirmed, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static const char *day_text(struct arena *arena, struct date day)
{
	struct buffer text;

	buffer_init(&text, arena, 16);
	date_append(&text, day);
	return text.data;
}

static enum err ask_head(struct request *request, struct response *response)
{
	struct rule_version version;
	struct rule_wish rule;

	TRY(put_draft(request, response, &version, &rule));
	if (version.state != RULE_DRAFT)
		return E_CONFLICT;
	if (request->input == NULL && !request->form_refused) {
		form_prefill(request->form, "valid_from", day_text(request->arena, version.valid_from));
		form_prefill(request->form, "valid_to", date_is_none(version.valid_to) ? "" : day_text(request->arena, version.valid_to));
		form_prefill(request->form, "law_ref", version.law_ref);
		form_prefill(request->form, "source", version.source);
		form_prefill(request->form, "confirmed", version.confirmed ? "1" : "");
	}
	session_put_form_token(request, response, "rule_head");
	return respond_page(request, response, "admin/rule_head_form");
}

static enum err save_head(struct request *request, struct response *response)
{
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_save(request->db, request->arena, request->actor, request->path.id, request->input, request->now, &refused);

	if (err == E_CONFLICT && refused.refusal == RULE_DAYS) {
		form_refuse(request->form, "valid_to", "days");
		request->form_refused = true;
		return E_INVALID;
	}
	return answer(request, response, err, &refused, "/draft?said=saved");
}

static const struct field clause_place_form[] = {
	FIELD(clause_wish, tier, .kind = FIELD_INTEGER, .min = 0, .max = rule_tiers_max, .required = true),
	FIELD(clause_wish, group_number, .kind = FIELD_INTEGER, .min = 0, .max = rule_groups_max, .required = true),
	FIELD(clause_wish, position, .kind = FIELD_INTEGER, .min = 1, .max = clause_position_most, .required = true), { .kind = FIELD_NONE } };

static enum err drop_clause(struct request *request, struct response *response)
{
	const struct clause_wish *input = request->input;
	struct draft_refused refused = { 0 };
	const enum err err = rule_draft_drop_clause(request->db, request->arena, request->actor, request->path.id, input->tier,
						    input->group_number, input->position, request->now, &refused);

	return answer(request, response, err, &refused, "/draft?said=saved");
}

#define STEP(in_path, in_action, handler, in_name) \
	{ .method = POST, .path = in_path, .role = STAFF, .action = in_action, .page = handler, .form = optional_reason_form, \
	  .form_size = sizeof(struct reason_input), .form_name = in_name, .again = rule_draft_show }

static const struct route routes[] = {
	{ .method = POST, .path = "/programmes/{id}/draft-begin", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = begin,
	  .form = optional_reason_form, .form_size = sizeof(struct reason_input), .form_name = "draft_begin", .again = programme_show },
	{ .method = GET, .path = "/programmes/{id}/draft", .role = STAFF, .action = ACTION_PROGRAMME_VIEW, .page = rule_draft_show,
	  .form = reason_form },
	{ .method = GET, .path = "/programmes/{id}/draft/edit", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = ask_head, .form = head_form },
	{ .method = POST, .path = "/programmes/{id}/draft/edit", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = save_head,
	  .form = head_form, .form_size = sizeof(struct rule_head), .form_name = "rule_head", .again = ask_head },
	STEP("/programmes/{id}/draft/drop-tier", ACTION_PROGRAMME_EDIT, drop_tier, "rule_drop_tier"),
	{ .method = POST, .path = "/programmes/{id}/draft/drop-clause", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = drop_clause,
	  .form = clause_place_form, .form_size = sizeof(struct clause_wish), .form_name = "rule_drop_clause", .again = rule_draft_show },
	STEP("/programmes/{id}/draft/submit", ACTION_PROGRAMME_EDIT, submit, "rule_submit"),
	STEP("/programmes/{id}/draft/withdraw", ACTION_PROGRAMME_EDIT, withdraw, "rule_withdraw"),
	STEP("/programmes/{id}/draft/discard", ACTION_PROGRAMME_EDIT, discard, "rule_discard"),
	STEP("/programmes/{id}/draft/publish", ACTION_PROGRAMME_PUBLISH, publish, "rule_publish"),
	{ .method = POST, .path = "/programmes/{id}/draft/return", .role = STAFF, .action = ACTION_PROGRAMME_PUBLISH, .page = give_back,
	  .form = reason_form, .form_size = sizeof(struct reason_input), .form_name = "rule_return", .again = rule_draft_show },
	{ 0 } };

static const char *const pages[] = { "admin/rule_draft", "admin/rule_head_form", NULL };

static const struct statement *const *const statements[] = {
	programme_desk_statements, rule_store_statements, rule_store_write_statements, rule_draft_statements, rule_publish_statements,
	campaign_draft_statements, audit_statements, NULL };

const struct room rule_draft_room = { .name = "rule_draft", .routes = routes, .pages = pages, .statements = statements };
