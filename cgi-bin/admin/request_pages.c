/* Requests of people about their own data: keyed, decided, carried out, and the copy that is handed over. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/giving/code.h"
#include "domain/giving/pledge_desk.h"
#include "domain/giving/pledge_erasure.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/office/notice.h"
#include "domain/office/personal_request.h"
#include "domain/pairing/family_desk.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/student.h"
#include "domain/pairing/student_erasure.h"
#include "reason.h"
#include "rooms.h"

enum list_of { LIST_OPEN, LIST_DECIDED };
static const char *const list_of_names[] = { "open", "decided", NULL };

struct list_query {
	enum list_of state;
	int64_t after;			/* rows before this page */
};

static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, list_of_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = 1000000),
	{ .kind = FIELD_NONE } };

enum subject_of { OF_STUDENT, OF_PLEDGE, OF_FAMILY };
static const char *const subject_of_names[] = { "student", "pledge", "family", NULL };

struct ask_input {
	enum request_kind kind;
	enum subject_of about;
	const char *code;
};

static const struct field ask_form[] = {
	FIELD_ENUM(ask_input, kind, request_kind_names, .required = true),
	FIELD_ENUM(ask_input, about, subject_of_names, .required = true),
	FIELD(ask_input, code, .kind = FIELD_CODE, .max_chars = code_chars, .required = true),
	{ .kind = FIELD_NONE } };

struct standing {
	enum erasure_obstacle obstacle;
	struct date until;
};
static const struct shape standing_shape = SHAPE(standing,
	COLUMN(standing, obstacle, .names = erasure_obstacle_names), COLUMN(standing, until, .nullable = true));

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct request_search search = {
		.scope = request->actor->unit_path, .decided = query->state == LIST_DECIDED, .skip = query->after,
		.rows = list_rows };
	struct rows rows;
	bool more;

	TRY(personal_request_list(request->db, request->arena, &search, request->today, &rows, &more));
	view_put_rows(response->view, "requests", &personal_request_shape, rows);
	view_put_text(response->view, "state", list_of_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)(query->after + list_rows)) : NULL);
	return respond_page(request, response, "admin/requests");
}

static enum err show_form(struct request *request, struct response *response)
{
	session_put_form_token(request, response, "personal_request");
	return respond_page(request, response, "admin/request_new");
}

/* Is it there, and in the actor's scope? *path: whose staff answers. A code of somebody else's is as unknown as none. */
static enum err find_subject(struct request *request, const struct ask_input *input, const char **path)
{
	const struct actor *actor = request->actor;
	struct campaign_reach reach;
	struct pledge_entry entry;
	struct vetted_family family;
	struct student student;
	bool elsewhere;

	if (input->about == OF_STUDENT) {
		if (!staff_may(request, ACTION_STUDENT_VIEW))
			return E_NOT_FOUND;
		TRY(student_find(request->db, request->arena, request->app->keyring, actor->unit_path, input->code, &student));
		*path = student.path;
		return OK;
	}
	if (input->about == OF_FAMILY) {
		if (!staff_may(request, ACTION_FAMILY_VIEW))
			return E_NOT_FOUND;
		TRY(family_desk_find(request->db, request->arena, actor->unit_path, input->code, &family));
		*path = family.path;
		return OK;
	}
	TRY(campaign_reach_of(request->db, request->arena, actor, &reach));
	TRY(pledge_entry_find(request->db, request->arena, request->app->keyring, &reach, input->code, &entry, &elsewhere));
	*path = actor->unit_path;
	return OK;
}

static enum err ask(struct request *request, struct response *response)
{
	const struct ask_input *input = request->input;
	struct request_wish wish = { .kind = input->kind };
	struct request_refusal refusal;
	int64_t id;
	enum err err = find_subject(request, input, &wish.unit_path);

	if (err == E_NOT_FOUND)
		return refuse_field(request, "code", "unknown");
	TRY(err);
	wish.subject = arena_print(request->arena, "%s:%s", subject_of_names[input->about], input->code);
	err = personal_request_ask(request->db, request->arena, request->actor, &wish, request->now, &id, &refusal);
	if (err == E_INVALID)
		return refuse_field(request, "code", refusal.reason);
	TRY(err);
	return respond_see_other(request, response, "/requests/%lld?said=created", (long long)id);
}

static enum err put_request(struct request *request, struct response *response, struct personal_request **out)
{
	struct personal_request *asked = ARENA_NEW(request->arena, struct personal_request);
	struct standing *standing = ARENA_NEW(request->arena, struct standing);
	enum err err = personal_request_find(request->db, request->arena, request->actor->unit_path, request->path.id,
					     request->today, asked);

	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request,
					   arena_print(request->arena, "personal_request:%lld", (long long)request->path.id));
	TRY(err);
	TRY(personal_request_obstacle(request->db, request->arena, asked->subject, request->today, &standing->obstacle,
				      &standing->until));
	view_put(response->view, "request", &personal_request_shape, asked);
	view_put(response->view, "standing", &standing_shape, standing);
	view_put_flag(response->view, "own", asked->asked_by_id == request->actor->account_id);
	*out = asked;
	return OK;
}

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "grant", "refuse", "copy", NULL };
	struct personal_request *asked;

	TRY(put_request(request, response, &asked));
	TRY(history_put(request, response, asked->subject));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/request");
}

static enum err decide(struct request *request, struct response *response, bool granted)
{
	const struct reason_input *input = request->input;
	struct request_refusal refusal;
	const enum err err = personal_request_decide(request->db, request->arena, request->actor, request->path.id, granted,
						     input->reason, request->now, &refusal);

	/* What stands against it came after the page was shown: the page says so now. */
	if (err == E_INVALID)
		return refuse_field(request, "reason", refusal.reason);
	if (err == E_DENIED)
		request->culprit = "same_person";
	TRY(err);
	return respond_see_other(request, response, "/requests/%lld?said=decided", (long long)request->path.id);
}

static enum err grant(struct request *request, struct response *response)
{
	return decide(request, response, true);
}

static enum err refuse(struct request *request, struct response *response)
{
	return decide(request, response, false);
}

static enum err put_student(struct request *request, struct response *response, const char *code)
{
	struct student_facts *facts = ARENA_NEW(request->arena, struct student_facts);
	struct student *student = ARENA_NEW(request->arena, struct student);
	const char *scope = request->actor->unit_path;
	struct rows past;

	TRY(student_find(request->db, request->arena, request->app->keyring, scope, code, student));
	TRY(student_reveal(request->db, request->arena, request->app->keyring, scope, code, facts));
	TRY(student_history(request->db, request->arena, student->id, &past));
	view_put(response->view, "student", &student_shape, student);
	view_put(response->view, "facts", &student_facts_shape, facts);
	view_put_rows(response->view, "past", &student_past_shape, past);
	return OK;
}

static enum err put_pledge(struct request *request, struct response *response, const struct personal_request *asked)
{
	const char *reason = arena_print(request->arena, "personal_request:%lld", (long long)asked->id);
	struct pledge_entry *entry = ARENA_NEW(request->arena, struct pledge_entry);
	struct campaign_reach reach;
	struct pledge_contact contact;
	bool elsewhere;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(pledge_entry_find(request->db, request->arena, request->app->keyring, &reach, asked->code, entry, &elsewhere));
	TRY(pledge_reveal(request->db, request->arena, request->app->keyring, request->actor, &reach, asked->code, reason,
			  request->now, &contact));
	view_put(response->view, "pledge", &pledge_entry_shape, entry);
	view_put_text(response->view, "name", contact.name.hidden);
	view_put_text(response->view, "telephone", contact.telephone.hidden);
	view_put_text(response->view, "email", contact.email.hidden);
	view_put_text(response->view, "message", contact.message.hidden);
	view_put_text(response->view, "receipt_title", contact.receipt_title.hidden);
	view_put_text(response->view, "payer_name", contact.payer_name.hidden);
	view_put_text(response->view, "credit_code", contact.credit_code.hidden);
	return OK;
}

static enum err put_family(struct request *request, struct response *response, const char *code)
{
	struct family_facts *facts = ARENA_NEW(request->arena, struct family_facts);
	struct vetted_family found;
	struct rows adults;

	TRY(family_desk_find(request->db, request->arena, request->actor->unit_path, code, &found));
	TRY(family_desk_reveal(request->db, request->arena, request->app->keyring, found.id, facts, &adults));
	view_put_text(response->view, "family_code", code);
	view_put(response->view, "family", &family_facts_shape, facts);
	view_put_rows(response->view, "adults", &adult_facts_shape, adults);
	return OK;
}

/* The copy, in clear, for the person who stands there (PIPL article 45): one answer, in the trail each time. */
static enum err copy(struct request *request, struct response *response)
{
	struct personal_request *asked;
	struct rows consents, notices;

	TRY(put_request(request, response, &asked));
	TRY(personal_request_hand_over(request->db, request->arena, request->actor, asked->id, request->now));
	view_put(response->view, "student", &student_shape, NULL);
	view_put(response->view, "pledge", &pledge_entry_shape, NULL);
	view_put(response->view, "family", &family_facts_shape, NULL);
	if (strcmp(asked->table, "student") == 0)
		TRY(put_student(request, response, asked->code));
	else if (strcmp(asked->table, "family") == 0)
		TRY(put_family(request, response, asked->code));
	else
		TRY(put_pledge(request, response, asked));
	TRY(consent_list(request->db, request->arena, asked->subject, &consents));
	TRY(notice_list(request->db, request->arena, asked->subject, &notices));
	view_put_rows(response->view, "consents", &consent_shape, consents);
	view_put_rows(response->view, "notices", &notice_shape, notices);
	view_put_flag(response->view, "told", consents.count > 0 || notices.count > 0);
	return respond_page(request, response, "admin/request_copy");
}

#define OF_REQUESTS .role = STAFF, .action = ACTION_PERSONAL_REQUEST
#define DECISION(in_path, handler, in_form, in_name)                                                               \
	{ .method = POST, .path = in_path, OF_REQUESTS, .page = handler, .form = in_form, .form_size = sizeof(struct reason_input), \
	  .form_name = in_name, .again = show }

static const struct route routes[] = {
	{ .method = GET, .path = "/requests", OF_REQUESTS, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/requests/new", OF_REQUESTS, .page = show_form, .form = ask_form },
	{ .method = POST, .path = "/requests/new", OF_REQUESTS, .page = ask, .form = ask_form,
	  .form_size = sizeof(struct ask_input),
	  .form_name = "personal_request", .again = show_form },
	{ .method = GET, .path = "/requests/{id}", OF_REQUESTS, .page = show, .form = reason_form },
	DECISION("/requests/{id}/grant", grant, optional_reason_form, "grant"),
	DECISION("/requests/{id}/refuse", refuse, reason_form, "refuse"),
	DECISION("/requests/{id}/copy", copy, optional_reason_form, "copy"),
	{ 0 } };

static const char *const pages[] = { "admin/requests", "admin/request_new", "admin/request", "admin/request_copy", NULL };

static const struct statement *const *const statements[] = {
	personal_request_statements, student_obstacle_statements, pledge_obstacle_statements, family_obstacle_statements,
	family_desk_statements, retention_rule_statements, consent_statements, policy_statements, notice_statements,
	student_statements, pledge_desk_statements, campaign_draft_statements, audit_statements, audit_reader_statements,
	NULL };

const struct room request_room = { .name = "request", .routes = routes, .pages = pages, .statements = statements };
