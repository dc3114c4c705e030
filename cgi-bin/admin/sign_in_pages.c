/* The way in: signing in, by password and code or as the portal verified; enrolling an authenticator; its code once more before a
 * dangerous act; and what was typed before all that. */
#include <string.h>

#include "app/app.h"
#include "app/guard.h"
#include "app/kept.h"
#include "app/session.h"
#include "app/staff.h"
#include "crypt/totp.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/kept_form.h"
#include "domain/office/sign_in.h"
#include "http/cookie.h"
#include "http/query.h"
#include "rooms.h"
#include "view/qr.h"

enum { password_field_chars = 200, code_field_chars = 20, kept_chars = 40 };

/* Where the way goes on: a page, or a form that was kept. */
struct way {
	const char *next, *kept;
};

#define WAY_FIELDS(of)                                                                                             \
	{ .column = { .name = "next", .offset = offsetof(of, way.next), .type = COLUMN_TEXT }, .kind = FIELD_TEXT,  \
	  .max_chars = way_chars_max },                                                                             \
	{ .column = { .name = "kept", .offset = offsetof(of, way.kept), .type = COLUMN_TEXT }, .kind = FIELD_TOKEN, \
	  .max_chars = kept_chars }

struct way_query {
	struct way way;
};

static const struct field way_query[] = { WAY_FIELDS(struct way_query), { .kind = FIELD_NONE } };

struct sign_in_input {
	const char *login, *password, *code;
	struct way way;
};

static const struct field sign_in_form[] = {
	FIELD(sign_in_input, login, .kind = FIELD_TEXT, .required = true, .max_chars = 60),
	FIELD(sign_in_input, password, .kind = FIELD_TEXT, .required = true, .max_chars = password_field_chars),
	FIELD(sign_in_input, code, .kind = FIELD_TEXT, .max_chars = code_field_chars),
	WAY_FIELDS(struct sign_in_input),
	{ .kind = FIELD_NONE } };

static const char form_sign_in[] = "sign_in", form_verified[] = "sign_in_verified", form_enrol[] = "enrol", form_code[] = "second_factor";

/* Made by us, or typed into the address: only what has the form of ours goes on. */
static bool is_kept_token(const char *kept)
{
	return kept != NULL && strlen(kept) == kept_chars && strspn(kept, "0123456789abcdef") == kept_chars;
}

static enum err go_on(struct request *request, struct response *response, const struct way *way, const char *said)
{
	const char *path = is_kept_token(way->kept) ? arena_print(request->arena, "/kept/%s", way->kept)
						    : guard_way_on(request, way->next);

	if (said != NULL)
		path = arena_print(request->arena, "%s%csaid=%s", path, strchr(path, '?') != NULL ? '&' : '?', said);
	return respond_see_other(request, response, "%s", path);
}

/* A form that hands the way on in hidden fields. */
static void begin_form(struct request *request, const struct field *fields)
{
	const struct way_query *query = request->query;

	if (request->input != NULL)
		return;
	request->form = form_new(request->arena, fields);
	if (query == NULL)
		return;
	form_prefill(request->form, "next", query->way.next);
	form_prefill(request->form, "kept", query->way.kept);
}

static enum err show_sign_in(struct request *request, struct response *response)
{
	begin_form(request, sign_in_form);
	session_put_form_token(request, response, form_sign_in);
	view_put_text(response->view, "verified_user", request->verified_user);
	if (request->verified_user != NULL)
		session_put_token(request, response, form_verified);
	return respond_page(request, response, "admin/sign_in");
}

static enum err ask_sign_in(struct request *request, struct response *response)
{
	const struct way_query *query = request->query;

	if (request->actor != NULL)
		return request->stage == SESSION_FULL ? go_on(request, response, &query->way, NULL)
						      : respond_see_other(request, response, "/enrol");
	return show_sign_in(request, response);
}

/* Too soon, or wrong: the same page with a word, nothing of what was wrong. */
static enum err show_refused(struct request *request, struct response *response, enum err err, int64_t wait_seconds, page_handler *page)
{
	if (err == E_BUSY)
		staff_put_wait(request, response, wait_seconds);
	else
		response->out->status = 403;
	view_put_flag(response->view, "missed", err == E_DENIED);
	return page(request, response);
}

static void take_session(struct request *request, struct response *response, const char *token)
{
	cookie_set(request->arena, response->out, request->app->cookie_name, token, request->app->mount, 0);
	request->session = token;
}

static struct sign_in_wish wish_of(const struct request *request, const struct sign_in_input *input)
{
	const char *browser = incoming_get(request->incoming, "HTTP_USER_AGENT");

	return (struct sign_in_wish){
		.login = input != NULL ? input->login : "", .password = input != NULL ? input->password : "",
		.code = input != NULL ? input->code : "", .address = request_subscriber(request),
		.browser = browser != NULL ? browser : "", .demo_allowed = request->app->settings.demo };
}

static enum err let_in(struct request *request, struct response *response, const struct sign_in *in, const struct way *way)
{
	take_session(request, response, in->token);
	if (in->stage == SESSION_ENROLLING)
		return respond_see_other(request, response, "/enrol");
	return go_on(request, response, way, in->recovery_left >= 0 ? "recovery_used" : NULL);
}

static enum err enter(struct request *request, struct response *response)
{
	const struct sign_in_input *input = request->input;
	const struct sign_in_wish wish = wish_of(request, input);
	struct sign_in in = { .recovery_left = -1 };
	const enum err err = sign_in(request->db, request->arena, request->app->keyring, &wish, request->now, &in);

	if (err == E_DENIED || (err == E_BUSY && in.wait_seconds > 0))
		return show_refused(request, response, err, in.wait_seconds, show_sign_in);
	TRY(err);
	return let_in(request, response, &in, &input->way);
}

/* The portal's word is enough for who it is; the authenticator's is asked for before a dangerous act. */
static enum err enter_verified(struct request *request, struct response *response)
{
	const struct way_query *input = request->input;
	const struct sign_in_wish wish = wish_of(request, NULL);
	struct sign_in in = { .recovery_left = -1 };
	enum err err;

	if (request->verified_user == NULL)
		return E_DENIED;
	err = sign_in_verified(request->db, request->arena, request->verified_user, &wish, request->now, &in);
	if (err == E_DENIED) {
		request->input = NULL;
		view_put_flag(response->view, "unknown_user", true);
		response->out->status = 403;
		return show_sign_in(request, response);
	}
	TRY(err);
	return let_in(request, response, &in, &input->way);
}

struct enrol_input {
	const char *password, *again, *code;
};

static const struct field enrol_form[] = {
	FIELD(enrol_input, password, .kind = FIELD_TEXT, .max_chars = password_field_chars),
	FIELD(enrol_input, again, .kind = FIELD_TEXT, .max_chars = password_field_chars),
	FIELD(enrol_input, code, .kind = FIELD_TEXT, .required = true, .max_chars = code_field_chars),
	{ .kind = FIELD_NONE } };

struct qr {
	const char *path;
	int64_t side;
};

static const struct shape qr_shape = SHAPE(qr, COLUMN(qr, path), COLUMN(qr, side));

/* To be typed where no camera is: four letters at a time. */
static const char *in_groups(struct arena *arena, const char *secret)
{
	struct buffer shown;

	buffer_init(&shown, arena, 64);
	for (size_t i = 0; secret[i] != '\0'; i++) {
		if (i > 0 && i % 4 == 0)
			buffer_append_char(&shown, ' ');
		buffer_append_char(&shown, secret[i]);
	}
	return shown.data;
}

static enum err show_enrol(struct request *request, struct response *response)
{
	struct qr *qr = ARENA_NEW(request->arena, struct qr);
	struct account account;
	const char *secret;
	enum err err;

	if (request->stage == SESSION_FULL)
		return respond_see_other(request, response, "/");
	err = enrol_secret(request->db, request->arena, request->app->keyring, request->actor, &secret);
	if (err == E_CONFLICT)
		return respond_see_other(request, response, "/");
	TRY(err);
	TRY(account_find(request->db, request->arena, request->actor->unit_path, request->actor->account_id, &account));
	TRY(qr_path(request->arena,
		    totp_url(request->arena, secret, request->app->settings.title, request->actor->login), &qr->path, &qr->side));
	view_put(response->view, "qr", &qr_shape, qr);
	view_put_text(response->view, "secret", in_groups(request->arena, secret));
	view_put_flag(response->view, "by_portal", account.sso_name != NULL);
	session_put_form_token(request, response, form_enrol);
	return respond_page(request, response, "admin/enrol");
}

struct recovery_row {
	const char *code;
};

static const struct shape recovery_row_shape = SHAPE(recovery_row, COLUMN(recovery_row, code));

/* Shown this once, in the answer to the POST itself: only digests are stored. */
static enum err show_recovery(struct request *request, struct response *response, const char *const *codes)
{
	struct recovery_row *rows = ARENA_ARRAY(request->arena, struct recovery_row, recovery_codes);

	for (size_t i = 0; i < recovery_codes; i++)
		rows[i].code = codes[i];
	view_put_rows(response->view, "codes", &recovery_row_shape, (struct rows){ rows, recovery_codes });
	return respond_page(request, response, "admin/recovery");
}

static enum err enrol(struct request *request, struct response *response)
{
	const struct enrol_input *input = request->input;
	struct enrol_refusal refusal = { 0 };
	const char *const *codes;
	const char *token;
	enum err err;

	if (request->stage == SESSION_FULL)
		return respond_see_other(request, response, "/");
	if (strcmp(input->password, input->again) != 0)
		return refuse_field(request, "again", "differs");
	err = enrol_confirm(request->db, request->arena, request->app->keyring, request->actor, input->password, input->code,
			    request->now, &codes, &refusal);
	if (err == E_INVALID && refusal.field != NULL)
		return refuse_field(request, refusal.field, refusal.reason);
	if (err == E_CONFLICT)
		return respond_see_other(request, response, "/");
	TRY(err);
	TRY(session_rotate(request->db, request->arena, request->actor, &token));
	take_session(request, response, token);
	request->stage = SESSION_FULL;
	return show_recovery(request, response, codes);
}

struct code_input {
	const char *code;
	struct way way;
};

static const struct field code_form[] = {
	FIELD(code_input, code, .kind = FIELD_TEXT, .required = true, .max_chars = code_field_chars),
	WAY_FIELDS(struct code_input),
	{ .kind = FIELD_NONE } };

static enum err show_code(struct request *request, struct response *response)
{
	begin_form(request, code_form);
	session_put_form_token(request, response, form_code);
	return respond_page(request, response, "admin/second_factor");
}

static enum err renew_code(struct request *request, struct response *response)
{
	const struct code_input *input = request->input;
	int64_t wait_seconds = 0;
	const enum err err = second_factor_renew(request->db, request->arena, request->app->keyring, request->actor, input->code,
						 request->now, &wait_seconds);

	if (err == E_DENIED || (err == E_BUSY && wait_seconds > 0))
		return show_refused(request, response, err, wait_seconds, show_code);
	TRY(err);
	return go_on(request, response, &input->way, NULL);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/sign-in", .role = ANYONE, .page = ask_sign_in, .query = way_query, .query_size = sizeof(struct way_query) },
	{ .method = POST, .path = "/sign-in", .role = ANYONE, .page = enter, .form = sign_in_form, .form_size = sizeof(struct sign_in_input),
	  .form_name = form_sign_in, .again = show_sign_in, .own_transactions = true, .secret = true },
	{ .method = POST, .path = "/sign-in/verified", .role = ANYONE, .page = enter_verified, .form = way_query,
	  .form_size = sizeof(struct way_query), .form_name = form_verified, .own_transactions = true },
	{ .method = GET, .path = "/enrol", .role = ENROLLING, .page = show_enrol, .form = enrol_form },
	{ .method = POST, .path = "/enrol", .role = ENROLLING, .page = enrol, .form = enrol_form, .form_size = sizeof(struct enrol_input),
	  .form_name = form_enrol, .again = show_enrol, .secret = true },
	{ .method = GET, .path = "/second-factor", .role = STAFF, .action = ACTION_HOME, .page = show_code, .query = way_query,
	  .query_size = sizeof(struct way_query) },
	{ .method = POST, .path = "/second-factor", .role = STAFF, .action = ACTION_HOME, .page = renew_code, .form = code_form,
	  .form_size = sizeof(struct code_input), .form_name = form_code, .again = show_code, .own_transactions = true, .secret = true },
	{ .method = GET, .path = "/kept/{code}", .role = STAFF, .action = ACTION_HOME, .page = kept_show },
	{ 0 } };

static const char *const pages[] = { "admin/sign_in", "admin/enrol", "admin/recovery", "admin/second_factor", NULL };

static const struct statement *const *const statements[] = {
	sign_in_statements, session_statements, enrol_statements, second_factor_statements, delay_statements, account_statements,
	audit_statements, kept_form_statements, NULL };

const struct room sign_in_room = { .name = "sign_in", .routes = routes, .pages = pages, .statements = statements };
