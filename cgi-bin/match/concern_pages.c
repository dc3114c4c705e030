/* A concern, from anybody: no account, few words, "don't know" everywhere; the words are asked for and nothing else. Whatever goes wrong,
 * what was written is on the page again. The code that comes back shows how it stands. */
#include "app/app.h"
#include "app/place_choice.h"
#include "app/session.h"
#include "crypt/seal.h"
#include "domain/giving/code.h"
#include "domain/office/attempt.h"
#include "domain/office/audit.h"
#include "domain/office/unit_choice.h"
#include "domain/pairing/concern.h"
#include "domain/pairing/pair.h"
#include "rooms.h"

static const char form_name[] = "concern";

/* From one address in a quarter of an hour: a class behind one router may all speak. In all they are counted and never refused: strangers
 * must not be able to shut the door on a child. */
enum { raised_per_address = 20, raised_in_all = INT32_MAX, misses_per_address = 30, misses_in_all = 1000 };
static const char kind_address[] = "concern.address", kind_all[] = "concern.all", kind_miss[] = "concern.miss", kind_misses[] = "concern.misses";

enum step { STEP_RAISE, STEP_PLACES };
static const char *const step_names[] = { "raise", "places", NULL };

struct concern_input {
	uint32_t step, raised_by, kind;
	const char *body, *pair_code, *officer, *contact;
	int64_t county, township, school;
};
#define UNIT(in_field) FIELD(concern_input, in_field, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40)
static const struct field concern_form[] = {
	FIELD_ENUM(concern_input, step, step_names),
	FIELD_ENUM(concern_input, raised_by, concern_by_names),
	FIELD_ENUM(concern_input, kind, concern_kind_names),
	FIELD(concern_input, body, .kind = FIELD_LINES, .max_chars = concern_chars_most),
	FIELD(concern_input, pair_code, .kind = FIELD_TEXT, .max_chars = 20),
	UNIT(county), UNIT(township), UNIT(school),
	FIELD(concern_input, officer, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(concern_input, contact, .kind = FIELD_TEXT, .max_chars = concern_contact_chars_most),
	{ .kind = FIELD_NONE } };

/* From a pair's page. */
struct about_query {
	const char *pair;
	uint32_t by;
};
static const struct field about_query[] = {
	FIELD(about_query, pair, .kind = FIELD_CODE, .max_chars = code_chars), FIELD_ENUM(about_query, by, concern_by_names),
	{ .kind = FIELD_NONE } };

struct follow_query {
	const char *code;
};
static const struct field follow_query[] = { FIELD(follow_query, code, .kind = FIELD_CODE, .max_chars = code_chars), { .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response)
{
	int64_t deepest;

	TRY(place_choice_put(request, response, &deepest));
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, "match/concern");
}

static enum err ask(struct request *request, struct response *response)
{
	const struct about_query *query = request->query;
	const char *by = form_typed(request->form, "by");

	request->form = form_new(request->arena, concern_form);
	if (query->pair != NULL && query->pair[0] != '\0')
		form_prefill(request->form, "pair_code", query->pair);
	if (by[0] != '\0')
		form_prefill(request->form, "raised_by", concern_by_names[query->by]);
	return show(request, response);
}

/* As a person types a code: small letters, hyphens, O for 0. */
static const char *loose_code(struct arena *arena, const char *text)
{
	struct buffer code;

	buffer_init(&code, arena, 16);
	for (const char *at = text; *at != '\0'; at++) {
		char letter = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;

		if (letter == ' ' || letter == '-')
			continue;
		letter = letter == 'O' ? '0' : letter == 'I' || letter == 'L' ? '1' : letter;
		buffer_append_char(&code, letter);
	}
	return code.data;
}

static struct attempt_limit limit(struct request *request, const char *kind, const char *whom, int64_t most)
{
	return (struct attempt_limit){ kind, blind_index(request->app->keyring, request->arena, kind, whom), most };
}

static enum err show_limited(struct request *request, struct response *response, page_handler *again)
{
	response->out->status = 429;
	outgoing_add_header(response->out, "Retry-After",
			    arena_print(request->arena, "%lld", (long long)attempt_seconds_left(request->now)));
	view_put_flag(response->view, "limited", true);
	view_put_int(response->view, "wait_minutes", (attempt_seconds_left(request->now) + 59) / 60);
	return again(request, response);
}

static enum err raise(struct request *request, struct response *response)
{
	const struct concern_input *input = request->input;
	const int64_t township = input->township != 0 ? input->township : input->county;
	const struct concern_wish wish = {
		.kind = form_typed(request->form, "kind")[0] != '\0' ? (enum concern_kind)input->kind : CONCERN_OTHER,
		.raised_by = form_typed(request->form, "raised_by")[0] != '\0' ? (enum concern_by)input->raised_by : CONCERN_BY_OTHER,
		.pair_code = loose_code(request->arena, input->pair_code), .school_id = input->school != 0 ? input->school : township,
		.body = input->body, .contact = input->contact, .officer = input->officer, .form_nonce = request->form_nonce };
	const struct attempt_limit limits[2] = { limit(request, kind_address, request_subscriber(request), raised_per_address),
						 limit(request, kind_all, "", raised_in_all) };
	const char *code;
	bool limited;

	if (input->step == STEP_PLACES)
		return show(request, response);
	if (input->body[0] == '\0') {
		form_refuse(request->form, "body", "missing");
		request->form_refused = true;
		return E_INVALID;
	}
	TRY(audit_lock(request->db, request->arena));
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return show_limited(request, response, show);
	TRY(concern_raise(request->db, request->arena, request->app->keyring, &wish, request->now, &code));
	TRY(attempt_fail(request->db, limits, request->now));
	return respond_see_other(request, response, "/concern/%s", code);
}

static enum err repeat(struct request *request, struct response *response)
{
	const char *code;

	TRY(concern_find_by_nonce(request->db, request->arena, request->form_nonce, &code));
	return respond_see_other(request, response, "/concern/%s", code);
}

static enum err show_follow(struct request *request, struct response *response)
{
	return respond_page(request, response, "match/concern_follow");
}

/* A guessed code is counted, on its own. */
static enum err follow(struct request *request, struct response *response)
{
	struct concern_standing *standing = ARENA_NEW(request->arena, struct concern_standing);
	const struct attempt_limit limits[2] = { limit(request, kind_miss, request_subscriber(request), misses_per_address),
						 limit(request, kind_misses, "", misses_in_all) };
	bool limited;
	enum err err;

	view_put(response->view, "concern", &concern_standing_shape, NULL);
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return show_limited(request, response, show_follow);
	err = concern_follow(request->db, request->arena, loose_code(request->arena, request->path.code), request->now, standing);
	if (err == E_NOT_FOUND) {
		TRY(attempt_fail(request->db, limits, request->now));
		response->out->status = 404;
		return show_follow(request, response);
	}
	TRY(err);
	view_put(response->view, "concern", &concern_standing_shape, standing);
	return show_follow(request, response);
}

static enum err enter_code(struct request *request, struct response *response)
{
	const struct follow_query *query = request->query;

	if (query->code == NULL || query->code[0] == '\0')
		return respond_see_other(request, response, "/concern");
	return respond_see_other(request, response, "/concern/%s", query->code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/concern", .role = ANYONE, .page = ask, .query = about_query, .query_size = sizeof(struct about_query) },
	{ .method = POST, .path = "/concern", .role = ANYONE, .page = raise, .form = concern_form,
	  .form_size = sizeof(struct concern_input), .form_name = form_name, .again = show, .repeat = repeat, .committed = true },
	{ .method = GET, .path = "/concerns", .role = ANYONE, .page = enter_code, .query = follow_query,
	  .query_size = sizeof(struct follow_query) },
	{ .method = GET, .path = "/concern/{code}", .role = ANYONE, .page = follow },
	{ 0 } };

static const char *const pages[] = { "match/concern", "match/concern_follow", NULL };

static const struct statement *const *const statements[] = {
	concern_statements, unit_choice_statements, concern_officer_statements, pair_guardian_statements, attempt_statements, audit_statements, NULL };

const struct room concern_room = { .name = "concern", .routes = routes, .pages = pages, .statements = statements };
