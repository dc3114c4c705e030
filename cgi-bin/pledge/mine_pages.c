/* One's own pledges by telephone, for who lost the code: a code is sent to the number, and whoever types it back sees the list.
 * And a new telephone, which staff confirm. */
#include "app/app.h"
#include "app/session.h"
#include "domain/giving/pledge_owner.h"
#include "domain/giving/telephone_change.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "own_pledge.h"
#include "rooms.h"

static const char purpose[] = "mine", form_name_send[] = "mine_send", form_name_enter[] = "mine_enter",
		  form_name_change[] = "telephone";

struct send_input {
	const char *telephone;
};

static const struct field send_form[] = {
	FIELD(send_input, telephone, .kind = FIELD_TELEPHONE, .required = true),
	{ .kind = FIELD_NONE } };

struct enter_input {
	const char *code;
};

static const struct field enter_form[] = {
	FIELD(enter_input, code, .kind = FIELD_DIGITS, .required = true, .max_chars = 6),
	{ .kind = FIELD_NONE } };

static enum err ask(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_name_send);
	return respond_page(request, response, "pledge/mine");
}

/* A number nobody pledged with is answered like one that somebody did: no message, the same words and work. */
static enum err send(struct request *request, struct response *response)
{
	const struct send_input *input = request->input;
	struct telephone_code_wish wish = { .purpose = purpose, .telephone = input->telephone,
					    .address = request_subscriber(request),
					    .language = language_names[request->language],
					    .most_a_day = request->app->settings.codes_a_day };
	int64_t wait_seconds = 0;
	enum err err;

	TRY(pledge_telephone_known(request->db, request->arena, request->app->keyring, input->telephone, &wish.known));
	err = telephone_code_send(request->db, request->arena, request->app->keyring, &wish, request->now, &wait_seconds);
	if (err == E_BUSY && wait_seconds > 0) {
		response->out->status = 429;
		outgoing_add_header(response->out, "Retry-After", arena_print(request->arena, "%lld", (long long)wait_seconds));
		view_put_int(response->view, "wait_minutes", (wait_seconds + 59) / 60);
		return ask(request, response);
	}
	TRY(err);
	session_lend(request, response, session_loan_asked, input->telephone, telephone_code_minutes);
	return respond_see_other(request, response, "/mine/code");
}

static enum err ask_code(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, session_loan_asked);

	if (telephone == NULL)
		return respond_see_other(request, response, "/mine");
	view_put_text(response->view, "telephone", telephone);
	session_put_form_token(request, response, form_name_enter);
	return respond_page(request, response, "pledge/mine_code");
}

/* A miss is answered, not refused: its count commits with this transaction. */
static enum err enter(struct request *request, struct response *response)
{
	const struct enter_input *input = request->input;
	const char *telephone = session_lent(request, session_loan_asked);
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/mine");
	err = telephone_code_check(request->db, request->arena, request->app->keyring, purpose, telephone, input->code, request->now);
	if (err == E_DENIED) {
		response->out->status = 422;
		view_put_flag(response->view, "missed", true);
		return ask_code(request, response);
	}
	TRY(err);
	session_lend(request, response, session_loan_proved, telephone, proved_minutes);
	return respond_see_other(request, response, "/mine/pledges");
}

static enum err list(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, session_loan_proved);
	struct rows rows;

	if (telephone == NULL)
		return respond_see_other(request, response, "/mine");
	TRY(pledge_list_own(request->db, request->arena, request->app->keyring, telephone, &rows));
	view_put_text(response->view, "telephone", telephone);
	view_put_rows(response->view, "pledges", &own_pledge_shape, rows);
	return respond_page(request, response, "pledge/mine_pledges");
}

static enum err ask_change(struct request *request, struct response *response)
{
	struct pledge pledge;
	bool waits;
	enum err err = own_pledge_find(request, &pledge);

	if (err == E_DENIED)
		return own_pledge_show_elsewhere(request, response);
	TRY(err);
	TRY(telephone_change_waits(request->db, request->arena, pledge.code, &waits));
	view_put(response->view, "pledge", &pledge_shape, &pledge);
	view_put_flag(response->view, "waits", waits);
	session_put_form_token(request, response, arena_print(request->arena, "%s:%s", form_name_change, pledge.code));
	return respond_page(request, response, "pledge/telephone");
}

static enum err change(struct request *request, struct response *response)
{
	const struct send_input *input = request->input;
	struct pledge pledge;
	enum err err;

	TRY(own_pledge_find(request, &pledge));
	err = telephone_change_ask(request->db, request->arena, request->app->keyring, pledge.code, input->telephone, request->now);
	/* One waits already, or the pledge ended meanwhile: the page says how it stands. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/pledges/%s/telephone", pledge.code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/mine", .role = ANYONE, .page = ask, .form = send_form },
	{ .method = POST, .path = "/mine", .role = ANYONE, .page = send, .form = send_form, .form_size = sizeof(struct send_input),
	  .form_name = form_name_send, .again = ask },
	{ .method = GET, .path = "/mine/code", .role = ANYONE, .page = ask_code, .form = enter_form },
	{ .method = POST, .path = "/mine/code", .role = ANYONE, .page = enter, .form = enter_form,
	  .form_size = sizeof(struct enter_input), .form_name = form_name_enter, .again = ask_code },
	{ .method = GET, .path = "/mine/pledges", .role = ANYONE, .page = list },
	{ .method = GET, .path = "/pledges/{code}/telephone", .role = ANYONE, .page = ask_change, .form = send_form },
	{ .method = POST, .path = "/pledges/{code}/telephone", .role = ANYONE, .page = change, .form = send_form,
	  .form_size = sizeof(struct send_input), .form_name = form_name_change, .again = ask_change },
	{ 0 } };

static const char *const pages[] = { "pledge/mine", "pledge/mine_code", "pledge/mine_pledges", "pledge/telephone", NULL };

static const struct statement *const *const statements[] = {
	pledge_owner_statements, telephone_code_statements, telephone_change_ask_statements, outbox_put_statements, NULL };

const struct room mine_room = { .name = "mine", .routes = routes, .pages = pages, .statements = statements };
