/* The second person, and what needs one: submitting, approving, sending back, closing, changing what is public. */
#include "app/app.h"
#include "app/history.h"
#include "app/session.h"
#include "app/staff.h"
#include "campaign_form.h"
#include "domain/giving/campaign_revision.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "reason.h"
#include "rooms.h"

/* A decision names the revision it is of. */
struct decision_input {
	int64_t revision;
	const char *reason;
};

static const struct field approve_form[] = {
	FIELD(decision_input, revision, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	OPTIONAL_REASON_FIELD(decision_input),
	{ .kind = FIELD_NONE } };

static const struct field send_back_form[] = {
	FIELD(decision_input, revision, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	REASON_FIELD(decision_input),
	{ .kind = FIELD_NONE } };

static const struct field change_form[] = {
	FIELD(campaign_change, account_name, .kind = FIELD_TEXT, .max_chars = 100, .required = true),
	FIELD(campaign_change, account_bank, .kind = FIELD_TEXT, .max_chars = 100, .required = true),
	FIELD(campaign_change, account_number, .kind = FIELD_TEXT, .max_chars = 40, .required = true),
	FIELD(campaign_change, platform_name, .kind = FIELD_TEXT, .max_chars = 60, .required = true),
	FIELD(campaign_change, platform_url, .kind = FIELD_TEXT, .max_chars = 300, .required = true),
	FIELD(campaign_change, licence_number, .kind = FIELD_TEXT, .max_chars = 60, .required = true),
	{ .kind = FIELD_NONE } };

static enum err submit(struct request *request, struct response *response)
{
	struct campaign_refusals refusals = { 0 };
	struct campaign_reach reach;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = campaign_draft_submit(request->db, request->arena, request->actor, &reach, request->path.id, request->now, &refusals);
	request->form_refused = err == E_INVALID;
	TRY(err);
	return respond_see_other(request, response, "/campaigns/%lld?said=submitted", (long long)request->path.id);
}

static enum err decide(struct request *request, struct response *response, bool approves)
{
	const struct decision_input *input = request->input;
	struct campaign_reach reach;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = campaign_revision_decide(request->db, request->arena, request->app->keyring, request->actor, &reach,
				       request->path.id, input->revision, approves, input->reason, request->now,
				       &request->culprit);
	TRY(err);
	return respond_see_other(request, response, "/campaigns/%lld?said=%s", (long long)request->path.id,
				 approves ? "approved" : "refused");
}

static enum err approve(struct request *request, struct response *response)
{
	return decide(request, response, true);
}

static enum err send_back(struct request *request, struct response *response)
{
	return decide(request, response, false);
}

static enum err close_early(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	struct campaign_reach reach;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(campaign_close(request->db, request->arena, request->actor, &reach, request->path.id, input->reason, request->now));
	return respond_see_other(request, response, "/campaigns/%lld?said=closed", (long long)request->path.id);
}

static enum err ask_change(struct request *request, struct response *response)
{
	struct campaign_reach reach;
	struct campaign_draft draft;

	TRY(campaign_put(request, response, &reach, &draft));
	if (draft.state != DRAFT_PUBLISHED)
		return E_CONFLICT;
	if (request->input == NULL) {
		form_prefill(request->form, "account_name", draft.account_name);
		form_prefill(request->form, "account_bank", draft.account_bank);
		form_prefill(request->form, "account_number", draft.account_number);
		form_prefill(request->form, "platform_name", draft.platform_name);
		form_prefill(request->form, "platform_url", draft.platform_url);
		form_prefill(request->form, "licence_number", draft.licence_number);
	}
	session_put_form_token(request, response, "campaign_change");
	return respond_page(request, response, "admin/campaign_change");
}

static enum err propose(struct request *request, struct response *response)
{
	struct campaign_refusals refusals = { 0 };
	struct campaign_reach reach;
	enum err err;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	err = campaign_change_propose(request->db, request->arena, request->actor, &reach, request->path.id, request->input,
				      request->now, &refusals);
	if (err == E_INVALID)
		campaign_refuse_fields(request, &refusals);
	TRY(err);
	return respond_see_other(request, response, "/campaigns/%lld?said=submitted", (long long)request->path.id);
}

#define DECISION(in_path, in_action, handler, in_form, in_input, in_name, in_again)                                     \
	{ .method = POST, .path = in_path, .role = STAFF, .action = in_action, .page = handler, .form = in_form,   \
	  .form_size = sizeof(struct in_input), .form_name = in_name, .again = in_again }

/* A change of account, licence or link takes the second factor of whoever approves it; who drafts it has the drafter's right. */
static const struct route routes[] = {
	DECISION("/campaigns/{id}/submit", ACTION_CAMPAIGN_DRAFT, submit, optional_reason_form, reason_input, "submit",
		 campaign_show_incomplete),
	DECISION("/campaigns/{id}/approve", ACTION_CAMPAIGN_APPROVE, approve, approve_form, decision_input, "approve",
		 campaign_show),
	DECISION("/campaigns/{id}/send-back", ACTION_CAMPAIGN_APPROVE, send_back, send_back_form, decision_input, "send_back",
		 campaign_show),
	DECISION("/campaigns/{id}/close", ACTION_CAMPAIGN_DRAFT, close_early, reason_form, reason_input, "close", campaign_show),
	{ .method = GET, .path = "/campaigns/{id}/change", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = ask_change,
	  .form = change_form },
	{ .method = POST, .path = "/campaigns/{id}/change", .role = STAFF, .action = ACTION_CAMPAIGN_DRAFT, .page = propose,
	  .form = change_form, .form_size = sizeof(struct campaign_change), .form_name = "campaign_change", .again = ask_change },
	{ 0 } };

static const char *const pages[] = { "admin/campaign_change", NULL };

static const struct statement *const *const statements[] = {
	campaign_draft_statements, campaign_revision_statements, audit_statements, audit_reader_statements, outbox_put_statements, NULL };

const struct room approval_room = { .name = "approval", .routes = routes, .pages = pages, .statements = statements };
