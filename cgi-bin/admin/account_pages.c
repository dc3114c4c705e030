/* Accounts: who there is, the roles they hold, their sessions; new ones, an end, a lost authenticator. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/sign_in.h"
#include "domain/office/unit.h"
#include "reason.h"
#include "rooms.h"

struct list_query {
	const char *words;
	bool disabled;
	const char *after;
};

static const struct field list_fields[] = {
	FIELD(list_query, words, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(list_query, disabled, .kind = FIELD_CHECK),
	FIELD(list_query, after, .kind = FIELD_TEXT, .max_chars = 40),
	{ .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct account_search search = { .scope = request->actor->unit_path, .words = query->words, .disabled = query->disabled,
					       .after_login = query->after, .rows = list_rows };
	const struct account *accounts;
	struct rows rows;
	bool more;

	TRY(account_list(request->db, request->arena, &search, &rows, &more));
	accounts = rows.row;
	view_put_rows(response->view, "accounts", &account_shape, rows);
	view_put_flag(response->view, "disabled", query->disabled);
	list_put(request, response, more ? accounts[rows.count - 1].login : NULL);
	return respond_page(request, response, "admin/accounts");
}

static enum err put_account(struct request *request, struct response *response, struct account *out)
{
	struct account *account = ARENA_NEW(request->arena, struct account);
	struct rows grants;
	enum err err = account_find(request->db, request->arena, request->actor->unit_path, request->path.id, account);

	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "account:%lld", (long long)request->path.id));
	TRY(err);
	TRY(account_grants(request->db, request->arena, account->id, &grants));
	view_put(response->view, "account", &account_shape, account);
	view_put_rows(response->view, "grants", &role_grant_shape, grants);
	*out = *account;
	return OK;
}

struct revoke_input {
	int64_t grant;
	const char *reason;
};

static const struct field revoke_form[] = {
	FIELD(revoke_input, grant, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	REASON_FIELD(revoke_input),
	{ .kind = FIELD_NONE } };

struct end_session_input {
	int64_t session;
};

static const struct field end_session_form[] = {
	FIELD(end_session_input, session, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	{ .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "disable", "enable", "revoke", "reset", "end_session", NULL };
	struct account account;
	struct rows sessions;

	TRY(put_account(request, response, &account));
	TRY(session_list(request->db, request->arena, request->actor, account.id, request->now, &sessions));
	TRY(history_put(request, response, arena_print(request->arena, "account:%s", account.login)));
	view_put_rows(response->view, "sessions", &session_row_shape, sessions);
	view_put_flag(response->view, "own", account.id == request->actor->account_id);
	view_put_flag(response->view, "live", timestamp_is_none(account.disabled_at));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/account");
}

/* A first password is shown once, to be handed over in person: the answer to the POST itself, in no address and no cache. */
static enum err show_password(struct request *request, struct response *response, const char *login, const char *password, int64_t id)
{
	view_put_text(response->view, "login", login);
	view_put_text(response->view, "password", password);
	view_put_int(response->view, "id", id);
	return respond_page(request, response, "admin/account_password");
}

static const struct field new_form[] = {
	FIELD(account_wish, login, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 40, .required = true),
	FIELD(account_wish, name, .kind = FIELD_NAME, .max_chars = 60, .required = true),
	FIELD(account_wish, telephone, .kind = FIELD_TELEPHONE),
	FIELD(account_wish, email, .kind = FIELD_EMAIL),
	FIELD(account_wish, sso_name, .kind = FIELD_TEXT, .max_chars = 100),
	{ .kind = FIELD_NONE } };

static enum err ask_new(struct request *request, struct response *response)
{
	session_put_form_token(request, response, "account");
	return respond_page(request, response, "admin/account_new");
}

static enum err not_found(struct request *request, enum err err)
{
	return err == E_NOT_FOUND ? refuse_out_of_scope(request, arena_print(request->arena, "account:%lld", (long long)request->path.id))
				  : err;
}

/* Rules speak of the account that is given a role and of the unit; the form has the role and the unit's number. */
static const char *field_of(const char *rule)
{
	if (strcmp(rule, "account") == 0)
		return "role";
	return strcmp(rule, "unit") == 0 ? "unit_id" : rule;
}

static enum err refuse(struct request *request, enum err err, const struct account_refusal *refusal)
{
	if (err == E_INVALID) {
		form_refuse(request->form, field_of(refusal->field), refusal->reason);
		request->form_refused = true;
	}
	return not_found(request, err);
}

static enum err create(struct request *request, struct response *response)
{
	const struct account_wish *wish = request->input;
	struct account_refusal refusal = { 0 };
	const char *password = NULL;
	int64_t id = 0;

	TRY(refuse(request, account_create(request->db, request->arena, request->app->keyring, request->actor, wish, request->now, &id,
					   &password, &refusal), &refusal));
	return show_password(request, response, wish->login, password, id);
}

static enum err disable(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;

	TRY(not_found(request, account_disable(request->db, request->arena, request->actor, request->path.id, input->reason,
					       request->now)));
	return respond_see_other(request, response, "/accounts/%lld?said=disabled", (long long)request->path.id);
}

static enum err enable(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;

	TRY(not_found(request, account_enable(request->db, request->arena, request->actor, request->path.id, input->reason,
					      request->now)));
	return respond_see_other(request, response, "/accounts/%lld?said=enabled", (long long)request->path.id);
}

static enum err reset(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	const char *password = NULL;
	struct account account;
	enum err err;

	TRY(not_found(request, account_find(request->db, request->arena, request->actor->unit_path, request->path.id, &account)));
	err = account_reset(request->db, request->arena, request->actor, request->path.id, input->reason, request->now, &password);
	if (err == E_DENIED)
		request->culprit = "level_above";
	TRY(err);
	return show_password(request, response, account.login, password, account.id);
}

static enum err revoke(struct request *request, struct response *response)
{
	const struct revoke_input *input = request->input;

	TRY(not_found(request, role_grant_revoke(request->db, request->arena, request->actor, input->grant, input->reason, request->now)));
	return respond_see_other(request, response, "/accounts/%lld?said=revoked", (long long)request->path.id);
}

static enum err end_session(struct request *request, struct response *response)
{
	const struct end_session_input *input = request->input;

	TRY(session_revoke(request->db, request->arena, request->actor, request->path.id, input->session, request->now));
	return respond_see_other(request, response, "/accounts/%lld?said=session_ended", (long long)request->path.id);
}

struct grant_input {
	enum office_role role;
	int64_t unit_id;
};

static const struct field grant_form[] = {
	FIELD_ENUM(grant_input, role, office_role_names, .required = true),
	FIELD(grant_input, unit_id, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	{ .kind = FIELD_NONE } };

struct grant_query {
	const char *words;
};

static const struct field grant_query[] = {
	FIELD(grant_query, words, .kind = FIELD_TEXT, .max_chars = 40),
	{ .kind = FIELD_NONE } };

static enum err show_grant(struct request *request, struct response *response, const char *words)
{
	const struct unit_search search = { .scope = request->actor->unit_path, .words = words, .rows = list_rows };
	struct account account;
	struct rows units;
	bool more;

	TRY(put_account(request, response, &account));
	TRY(unit_list(request->db, request->arena, &search, request->today, &units, &more));
	view_put_rows(response->view, "units", &unit_shape, units);
	view_put_text(response->view, "words", words);
	session_put_token(request, response, "grant");
	return respond_page(request, response, "admin/account_grant");
}

static enum err ask_grant(struct request *request, struct response *response)
{
	const struct grant_query *query = request->query;

	request->form = form_new(request->arena, grant_form);
	return show_grant(request, response, query->words != NULL ? query->words : "");
}

static enum err ask_grant_again(struct request *request, struct response *response)
{
	return show_grant(request, response, "");
}

static enum err grant(struct request *request, struct response *response)
{
	const struct grant_input *input = request->input;
	struct account_refusal refusal = { 0 };

	TRY(refuse(request, role_grant_add(request->db, request->arena, request->actor, request->path.id, input->role, input->unit_id,
					   request->now, &refusal), &refusal));
	return respond_see_other(request, response, "/accounts/%lld?said=granted", (long long)request->path.id);
}

#define CHANGE(in_path, in_action, handler, in_form, in_input, in_name)                                            \
	{ .method = POST, .path = in_path, .role = STAFF, .action = in_action, .page = handler, .form = in_form,   \
	  .form_size = sizeof(struct in_input), .form_name = in_name, .again = show }

static const struct route routes[] = {
	{ .method = GET, .path = "/accounts", .role = STAFF, .action = ACTION_ACCOUNT_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/accounts/new", .role = STAFF, .action = ACTION_ACCOUNT_EDIT, .page = ask_new, .form = new_form },
	{ .method = POST, .path = "/accounts/new", .role = STAFF, .action = ACTION_ACCOUNT_EDIT, .page = create, .form = new_form,
	  .form_size = sizeof(struct account_wish), .form_name = "account", .again = ask_new },
	{ .method = GET, .path = "/accounts/{id}", .role = STAFF, .action = ACTION_ACCOUNT_VIEW, .page = show, .form = reason_form },
	CHANGE("/accounts/{id}/disable", ACTION_ACCOUNT_EDIT, disable, reason_form, reason_input, "disable"),
	CHANGE("/accounts/{id}/enable", ACTION_ACCOUNT_EDIT, enable, reason_form, reason_input, "enable"),
	CHANGE("/accounts/{id}/end-session", ACTION_ACCOUNT_EDIT, end_session, end_session_form, end_session_input,
	       "end_session"),
	CHANGE("/accounts/{id}/reset", ACTION_AUTHENTICATOR_RESET, reset, reason_form, reason_input, "reset"),
	CHANGE("/accounts/{id}/revoke", ACTION_ROLE_GRANT, revoke, revoke_form, revoke_input, "revoke"),
	{ .method = GET, .path = "/accounts/{id}/grant", .role = STAFF, .action = ACTION_ROLE_GRANT, .page = ask_grant,
	  .query = grant_query, .query_size = sizeof(struct grant_query) },
	{ .method = POST, .path = "/accounts/{id}/grant", .role = STAFF, .action = ACTION_ROLE_GRANT, .page = grant,
	  .form = grant_form, .form_size = sizeof(struct grant_input), .form_name = "grant", .again = ask_grant_again },
	{ 0 } };

static const char *const pages[] = {
	"admin/accounts", "admin/account", "admin/account_new", "admin/account_password", "admin/account_grant", NULL };

static const struct statement *const *const statements[] = {
	account_statements, role_grant_statements, sign_in_statements, unit_statements, audit_statements, audit_reader_statements, NULL };

const struct room account_room = { .name = "account", .routes = routes, .pages = pages, .statements = statements };
