/* One's own: signing out, where else one is signed in, the password, the role acted in. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/account.h"
#include "domain/office/sign_in.h"
#include "http/cookie.h"
#include "rooms.h"

struct nothing {
	bool unused;
};

/* A form of a button alone. */
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err go_home(struct request *request, struct response *response)
{
	return respond_see_other(request, response, "/");
}

static enum err sign_out(struct request *request, struct response *response)
{
	TRY(session_end(request->db, request->arena, request->actor, request->now));
	cookie_set(request->arena, response->out, request->app->cookie_name, "", request->app->mount, -1);
	return respond_see_other(request, response, "/sign-in?said=signed_out");
}

static enum err show_sessions(struct request *request, struct response *response)
{
	struct rows sessions;

	TRY(session_list(request->db, request->arena, request->actor, request->actor->account_id, request->now, &sessions));
	view_put_rows(response->view, "sessions", &session_row_shape, sessions);
	session_put_token(request, response, "session_end");
	return respond_page(request, response, "admin/sessions");
}

/* E_NOT_FOUND: it ended meanwhile, which is what was wanted, or it is not one's own; the list says how it stands. */
static enum err end_session(struct request *request, struct response *response)
{
	const enum err err = session_revoke(request->db, request->arena, request->actor, request->actor->account_id, request->path.id,
					    request->now);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	return respond_see_other(request, response, err == OK ? "/sessions?said=session_ended" : "/sessions");
}

struct password_input {
	const char *old, *password, *again;
};

static const struct field password_form[] = {
	FIELD(password_input, old, .kind = FIELD_TEXT, .required = true),
	FIELD(password_input, password, .kind = FIELD_TEXT, .required = true),
	FIELD(password_input, again, .kind = FIELD_TEXT, .required = true),
	{ .kind = FIELD_NONE } };

static enum err show_password(struct request *request, struct response *response)
{
	struct account account;

	TRY(account_find(request->db, request->arena, request->actor->unit_path, request->actor->account_id, &account));
	view_put_flag(response->view, "by_portal", account.sso_name != NULL);
	session_put_form_token(request, response, "password");
	return respond_page(request, response, "admin/password");
}

static enum err change_password(struct request *request, struct response *response)
{
	const struct password_input *input = request->input;
	struct enrol_refusal refusal = { 0 };
	int64_t wait_seconds = 0;
	enum err err;

	if (strcmp(input->password, input->again) != 0)
		return refuse_field(request, "again", "differs");
	err = password_change(request->db, request->arena, request->app->keyring, request->actor, input->old, input->password,
			      request->now, &wait_seconds, &refusal);
	if (err == E_INVALID && refusal.field != NULL)
		return refuse_field(request, refusal.field, refusal.reason);
	if (err == E_BUSY && wait_seconds > 0) {
		staff_put_wait(request, response, wait_seconds);
		return show_password(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/?said=password_changed");
}

struct acting_row {
	struct role_grant grant;
	bool now;		/* the one acted in */
};

#define OF_GRANT(field, ...)                                                                                       \
	{ .name = #field, .offset = offsetof(struct acting_row, grant.field),                                       \
	  .type = COLUMN_TYPE_OF(((struct acting_row *)0)->grant.field), __VA_ARGS__ }

static const struct shape acting_row_shape = SHAPE(acting_row,
	OF_GRANT(id), { .name = "role", .offset = offsetof(struct acting_row, grant.role), .type = COLUMN_UINT32, .names = office_role_names },
	OF_GRANT(unit_name), OF_GRANT(granted_at), COLUMN(acting_row, now));

struct acting_input {
	int64_t grant;
};

static const struct field acting_form[] = {
	FIELD(acting_input, grant, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

static enum err show_acting(struct request *request, struct response *response)
{
	struct acting_row *rows;
	struct rows grants;

	if (request->stage != SESSION_FULL)
		return respond_see_other(request, response, "/enrol");
	TRY(account_grants(request->db, request->arena, request->actor->account_id, &grants));
	rows = ARENA_ARRAY(request->arena, struct acting_row, grants.count);
	for (size_t i = 0; i < grants.count; i++) {
		rows[i].grant = ((const struct role_grant *)grants.row)[i];
		rows[i].now = rows[i].grant.id == request->actor->grant_id;
	}
	view_put_rows(response->view, "grants", &acting_row_shape, (struct rows){ rows, grants.count });
	session_put_token(request, response, "acting");
	return respond_page(request, response, "admin/acting");
}

static enum err act(struct request *request, struct response *response)
{
	const struct acting_input *input = request->input;
	const char *token;

	if (request->stage != SESSION_FULL)
		return respond_see_other(request, response, "/enrol");
	TRY(session_choose_grant(request->db, request->arena, request->actor, input->grant, request->now));
	TRY(session_rotate(request->db, request->arena, request->actor, &token));
	cookie_set(request->arena, response->out, request->app->cookie_name, token, request->app->mount, 0);
	return respond_see_other(request, response, "/?said=acting");
}

static const struct route routes[] = {
	{ .method = POST, .path = "/sign-out", .role = ENROLLING, .page = sign_out, .form = button_form, .form_size = sizeof(struct nothing),
	  .form_name = "sign_out", .again = go_home },
	{ .method = GET, .path = "/sessions", .role = STAFF, .action = ACTION_HOME, .page = show_sessions },
	{ .method = POST, .path = "/sessions/{id}/end", .role = STAFF, .action = ACTION_HOME, .page = end_session, .form = button_form,
	  .form_size = sizeof(struct nothing), .form_name = "session_end", .again = show_sessions },
	{ .method = GET, .path = "/password", .role = STAFF, .action = ACTION_HOME, .page = show_password, .form = password_form },
	{ .method = POST, .path = "/password", .role = STAFF, .action = ACTION_HOME, .page = change_password, .form = password_form,
	  .form_size = sizeof(struct password_input), .form_name = "password", .again = show_password, .own_transactions = true, .secret = true },
	{ .method = GET, .path = "/acting", .role = ENROLLING, .page = show_acting },
	{ .method = POST, .path = "/acting", .role = ENROLLING, .page = act, .form = acting_form, .form_size = sizeof(struct acting_input),
	  .form_name = "acting", .again = show_acting },
	{ 0 } };

static const char *const pages[] = { "admin/sessions", "admin/password", "admin/acting", NULL };

static const struct statement *const *const statements[] = { session_statements, account_statements, NULL };

const struct room session_room = { .name = "session", .routes = routes, .pages = pages, .statements = statements };
