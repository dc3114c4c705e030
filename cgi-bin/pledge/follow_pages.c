/* Following a pledge from anywhere: its code and the last four digits of the telephone. */
#include "app/app.h"
#include "app/session.h"
#include "crypt/seal.h"
#include "domain/giving/code.h"
#include "domain/giving/pledge.h"
#include "domain/office/attempt.h"
#include "rooms.h"

/* Four digits are ten thousand guesses: so many misses for one code, or from one address, in a quarter of an hour. */
enum { misses_per_code = 5, misses_per_address = 30 };

static const char kind_code[] = "follow.code", kind_address[] = "follow.address";

struct follow_input {
	const char *code;
	const char *last_four;
};

static const struct field follow_form[] = {
	FIELD(follow_input, code, .kind = FIELD_CODE, .required = true, .max_chars = code_chars),
	FIELD(follow_input, last_four, .kind = FIELD_DIGITS, .required = true, .max_chars = 4),
	{ .kind = FIELD_NONE } };

/* The link on a slip carries its code. */
static const struct field code_query[] = {
	FIELD(follow_input, code, .kind = FIELD_CODE, .max_chars = code_chars),
	{ .kind = FIELD_NONE } };

static const char form_name[] = "follow";

static enum err show_form(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, "pledge/follow");
}

static enum err ask(struct request *request, struct response *response)
{
	const struct follow_input *query = request->query;

	request->form = form_new(request->arena, follow_form);
	if (query->code != NULL)
		form_prefill(request->form, "code", query->code);
	return show_form(request, response);
}

static enum err show_miss(struct request *request, struct response *response, const char *why, int status)
{
	response->out->status = status;
	view_put_flag(response->view, why, true);
	return show_form(request, response);
}

/* A miss is answered, not refused: its count commits with this transaction. Wrong code and wrong telephone do the same work
 * and read the same words. */
static enum err look_up(struct request *request, struct response *response)
{
	const struct follow_input *input = request->input;
	const struct keyring *keyring = request->app->keyring;
	/* Keyed digests: what is counted must not say who it was. */
	const struct attempt_limit limits[2] = {
		{ kind_code, blind_index(keyring, request->arena, kind_code, input->code), misses_per_code },
		{ kind_address, blind_index(keyring, request->arena, kind_address, request_subscriber(request)),
		  misses_per_address } };
	struct pledge pledge;
	bool limited;
	enum err err;

	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited) {
		outgoing_add_header(response->out, "Retry-After",
				    arena_print(request->arena, "%lld", (long long)attempt_seconds_left(request->now)));
		return show_miss(request, response, "limited", 429);
	}
	err = pledge_find(request->db, request->arena, input->code, &pledge);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (!pledge_matches(keyring, request->arena, err == OK ? &pledge : NULL, input->code,
			    input->last_four)) {
		TRY(attempt_fail(request->db, limits, request->now));
		return show_miss(request, response, "missed", 404);
	}
	session_grant(request, response, arena_print(request->arena, "pledge:%s", pledge.code));
	return respond_see_other(request, response, "/pledges/%s", pledge.code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/follow", .role = ANYONE, .page = ask, .query = code_query,
	  .query_size = sizeof(struct follow_input) },
	{ .method = POST, .path = "/follow", .role = ANYONE, .page = look_up, .form = follow_form,
	  .form_size = sizeof(struct follow_input), .form_name = form_name, .again = show_form },
	{ 0 } };

static const char *const pages[] = { "pledge/follow", NULL };

static const struct statement *const *const statements[] = { pledge_statements, attempt_statements, NULL };

const struct room follow_room = { .name = "follow", .routes = routes, .pages = pages, .statements = statements };
