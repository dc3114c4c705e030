/* A family's way in: a code to the telephone it came forward with. And the way out. */
#include <string.h>

#include "app/app.h"
#include "app/guard.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "domain/pairing/family_session.h"
#include "http/cookie.h"
#include "member_session.h"
#include "prove.h"
#include "rooms.h"

static const char form_send[] = "sign_in", form_enter[] = "sign_in_code", form_out[] = "sign_out";
static const char loan_asked[] = "family", loan_way[] = "way";

struct way_query {
	const char *next;
};
static const struct field way_query[] = {
	FIELD(way_query, next, .kind = FIELD_TEXT, .max_chars = way_chars_max), { .kind = FIELD_NONE } };

struct send_input {
	struct prove_send_input prove;		/* first: prove.c reads it */
	const char *next;
};
static const struct field send_form[] = {
	{ .column = { .name = "telephone", .offset = offsetof(struct send_input, prove.telephone), .type = COLUMN_TEXT },
	  .kind = FIELD_TELEPHONE, .required = true },
	FIELD(send_input, next, .kind = FIELD_TEXT, .max_chars = way_chars_max),
	{ .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_send);
	return respond_page(request, response, "match/sign_in");
}

static enum err ask(struct request *request, struct response *response)
{
	const struct way_query *query = request->query;

	if (request->family != NULL)
		return respond_see_other(request, response, "%s", query->next != NULL && query->next[0] != '\0'
			? guard_way_on(request, query->next) : "/mine");
	request->form = form_new(request->arena, send_form);
	if (query->next != NULL)
		form_prefill(request->form, "next", query->next);
	return show(request, response);
}

/* A number of no family is answered like one of a family: no message, the same words and work. */
static enum err send(struct request *request, struct response *response)
{
	static const struct prove_step step = { family_code_purpose, loan_asked, "/sign-in/code", show };
	const struct send_input *input = request->input;
	struct family_member family;
	const enum err err = family_find_by_telephone(request->db, request->arena, request->app->keyring, input->prove.telephone, &family);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	session_lend(request, response, loan_way, guard_way_on(request, input->next), telephone_code_minutes);
	return prove_send(request, response, &step, err == OK);
}

static enum err ask_code(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked);

	if (telephone == NULL)
		return respond_see_other(request, response, "/sign-in");
	view_put_text(response->view, "telephone", telephone);
	session_put_form_token(request, response, form_enter);
	return respond_page(request, response, "match/sign_in_code");
}

enum err member_let_in(struct request *request, struct response *response, const struct family_member *family)
{
	const char *token;

	TRY(family_session_start(request->db, request->arena, family, request->now, &token));
	cookie_set(request->arena, response->out, request->app->cookie_name, token, request->app->mount, 0);
	return OK;
}

static enum err enter(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked), *way = session_lent(request, loan_way);
	struct family_member family;
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/sign-in");
	TRY(audit_lock(request->db, request->arena));
	err = prove_check(request, family_code_purpose, telephone);
	if (err == OK)
		err = family_find_by_telephone(request->db, request->arena, request->app->keyring, telephone, &family);
	if (err == E_DENIED || err == E_NOT_FOUND)
		return prove_missed(request, response, ask_code);
	TRY(err);
	TRY(member_let_in(request, response, &family));
	return respond_see_other(request, response, "%s", way != NULL && strcmp(way, "/") != 0 ? way : "/mine");
}

/* A form of one button; a table of fields needs one. */
struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err go_home(struct request *request, struct response *response)
{
	return respond_see_other(request, response, "/");
}

static enum err leave(struct request *request, struct response *response)
{
	if (request->family != NULL)
		TRY(family_session_end(request->db, request->family, request->now));
	cookie_set(request->arena, response->out, request->app->cookie_name, "", request->app->mount, -1);
	return go_home(request, response);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/sign-in", .role = ANYONE, .page = ask, .query = way_query, .query_size = sizeof(struct way_query) },
	{ .method = POST, .path = "/sign-in", .role = ANYONE, .page = send, .form = send_form, .form_size = sizeof(struct send_input),
	  .form_name = form_send, .again = show },
	{ .method = GET, .path = "/sign-in/code", .role = ANYONE, .page = ask_code, .form = prove_enter_form },
	{ .method = POST, .path = "/sign-in/code", .role = ANYONE, .page = enter, .form = prove_enter_form,
	  .form_size = sizeof(struct prove_enter_input), .form_name = form_enter, .again = ask_code },
	{ .method = POST, .path = "/sign-out", .role = ANYONE, .page = leave, .form = button_form, .form_size = sizeof(struct nothing),
	  .form_name = form_out, .again = go_home },
	{ 0 } };

static const char *const pages[] = { "match/sign_in", "match/sign_in_code", NULL };

static const struct statement *const *const statements[] = {
	family_session_statements, telephone_code_statements, outbox_put_statements, audit_statements, NULL };

const struct room sign_in_room = { .name = "sign_in", .routes = routes, .pages = pages, .statements = statements };
