/* Against a sheet on a school's board, by its number: no account, no name. What hangs now is counted for the whole city, and no count is small. The
 * code that comes back shows how it stands, never what was written. */
#include "app/app.h"
#include "app/session.h"
#include "domain/aid/award_notice.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "help_door.h"
#include "rooms.h"

static const char form_name[] = "objection";

/* From one address in a quarter of an hour: a village may sit behind one. */
enum { raised_per_address = 20, misses_per_address = 30, in_all = INT32_MAX };
static const char kind_address[] = "objection.address", kind_all[] = "objection.all", kind_miss[] = "objection.miss",
		  kind_misses[] = "objection.misses";

struct objection_input {
	const char *sheet, *body, *contact;
	int64_t line;
};
static const struct field objection_form[] = {
	FIELD(objection_input, sheet, .kind = FIELD_CODE, .max_chars = code_chars, .required = true),
	FIELD(objection_input, line, .kind = FIELD_INTEGER, .min = 1, .max = award_notice_lines_most),
	FIELD(objection_input, body, .kind = FIELD_LINES, .min_chars = objection_body_least, .max_chars = objection_body_most, .required = true),
	FIELD(objection_input, contact, .kind = FIELD_TEXT, .max_chars = objection_contact_most), { .kind = FIELD_NONE } };

struct follow_query {
	const char *code;
};
static const struct field follow_query[] = { FIELD(follow_query, code, .kind = FIELD_CODE, .max_chars = code_chars), { .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response)
{
	struct rows counts;

	TRY(award_notice_counts(request->db, request->arena, request->today, &counts));
	view_put_rows(response->view, "counts", &award_notice_count_shape, counts);
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, "aid/objection");
}

/* Too late, or too early: the page says until when one could, and where else to go. */
static enum err show_not_now(struct request *request, struct response *response, const char *sheet, enum award_word word)
{
	struct award_notice *notice = ARENA_NEW(request->arena, struct award_notice);

	TRY(award_notice_find(request->db, request->arena, NULL, sheet, request->today, notice));
	view_put(response->view, "notice", &award_notice_shape, notice);
	view_put_text(response->view, "refusal", award_word_names[word]);
	response->out->status = 409;
	return show(request, response);
}

static enum err raise(struct request *request, struct response *response)
{
	const struct objection_input *input = request->input;
	const struct objection_wish wish = { .sheet = input->sheet, .line = input->line, .body = input->body,
					     .contact = input->contact != NULL ? input->contact : "", .form_nonce = request->form_nonce };
	const struct attempt_limit limits[2] = { help_limit(request, kind_address, request_subscriber(request), raised_per_address),
						 help_limit(request, kind_all, "", in_all) };
	enum award_word word = AWARD_FINE;
	const char *code;
	bool limited;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return help_show_limited(request, response, attempt_seconds_left(request->now), show);
	err = objection_raise(request->db, request->arena, request->app->keyring, &wish, request->now, &code, &word);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "sheet", "unknown");
	if (err == E_INVALID)
		return refuse_field(request, "line", "unknown");
	if (err == E_CONFLICT && word != AWARD_FINE)
		return show_not_now(request, response, wish.sheet, word);
	TRY(err);
	TRY(attempt_fail(request->db, limits, request->now));
	return respond_see_other(request, response, "/objection/%s", code);
}

static enum err repeat(struct request *request, struct response *response)
{
	const char *code;

	TRY(objection_find_by_nonce(request->db, request->arena, request->form_nonce, &code));
	return respond_see_other(request, response, "/objection/%s", code);
}

static enum err show_follow(struct request *request, struct response *response)
{
	return respond_page(request, response, "aid/objection_follow");
}

/* A guessed code is counted, on its own. */
static enum err follow(struct request *request, struct response *response)
{
	struct objection_standing *standing = ARENA_NEW(request->arena, struct objection_standing);
	const struct attempt_limit limits[2] = { help_limit(request, kind_miss, request_subscriber(request), misses_per_address),
						 help_limit(request, kind_misses, "", in_all) };
	bool limited;
	enum err err;

	view_put(response->view, "objection", &objection_standing_shape, NULL);
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return help_show_limited(request, response, attempt_seconds_left(request->now), show_follow);
	err = objection_follow(request->db, request->arena, request->path.code, standing);
	if (err == E_NOT_FOUND) {
		TRY(attempt_fail(request->db, limits, request->now));
		response->out->status = 404;
		return show_follow(request, response);
	}
	TRY(err);
	view_put(response->view, "objection", &objection_standing_shape, standing);
	return show_follow(request, response);
}

static enum err enter_code(struct request *request, struct response *response)
{
	const struct follow_query *query = request->query;

	if (query->code == NULL || query->code[0] == '\0')
		return respond_see_other(request, response, "/objection");
	return respond_see_other(request, response, "/objection/%s", query->code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/objection", .role = ANYONE, .page = show, .form = objection_form },
	{ .method = POST, .path = "/objection", .role = ANYONE, .page = raise, .form = objection_form,
	  .form_size = sizeof(struct objection_input), .form_name = form_name, .again = show, .repeat = repeat, .committed = true },
	{ .method = GET, .path = "/objections", .role = ANYONE, .page = enter_code, .query = follow_query,
	  .query_size = sizeof(struct follow_query) },
	{ .method = GET, .path = "/objection/{code}", .role = ANYONE, .page = follow },
	{ 0 } };

static const char *const pages[] = { "aid/objection", "aid/objection_follow", NULL };

static const struct statement *const *const statements[] = {
	award_notice_statements, objection_statements, attempt_statements, audit_statements, NULL };

const struct room objection_room = { .name = "objection", .routes = routes, .pages = pages, .statements = statements };
