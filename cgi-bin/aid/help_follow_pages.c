/* Following a request: its code, and the last four digits of the telephone where one was given. Who proves that telephone, and is the
 * guardian, reads the answer and says whether it helped; everybody else sees how it stands and by when. Rating: once, by the code. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "domain/aid/help.h"
#include "domain/aid/help_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/holiday.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "help_door.h"
#include "rooms.h"

/* Four digits are ten thousand guesses: so many misses for one code, or from one address, in a quarter of an hour. */
enum { misses_per_code = 5, misses_per_address = 30 };
static const char kind_code[] = "help.code", kind_miss[] = "help.miss";

static const char form_follow[] = "help_follow", form_send[] = "help_send", form_enter[] = "help_enter", form_confirm[] = "help_confirm",
		  form_reopen[] = "help_reopen", form_rate[] = "help_rate";

struct follow_input {
	const char *code, *last_four;
};
static const struct field follow_form[] = {
	FIELD(follow_input, code, .kind = FIELD_CODE, .required = true, .max_chars = code_chars),
	FIELD(follow_input, last_four, .kind = FIELD_DIGITS, .max_chars = 4), { .kind = FIELD_NONE } };
static const struct field follow_query[] = {
	FIELD(follow_input, code, .kind = FIELD_CODE, .max_chars = code_chars), { .kind = FIELD_NONE } };

/* One set of fields for the page: each form of it declares those it sends. */
struct page_input {
	bool unused;
	const char *digits, *reason, *words;
	int64_t rating;
};
#define WORDS(in_field, ...) FIELD(page_input, in_field, .kind = FIELD_LINES, .max_chars = help_words_chars_most, __VA_ARGS__)
#define RATING(...) FIELD(page_input, rating, .kind = FIELD_INTEGER, .min = 1, .max = help_rating_best, __VA_ARGS__)
static const struct field page_form[] = { WORDS(reason), RATING(), WORDS(words), { .kind = FIELD_NONE } };
static const struct field button_form[] = { FIELD(page_input, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };
static const struct field enter_form[] = {
	FIELD(page_input, digits, .kind = FIELD_DIGITS, .required = true, .max_chars = 6), { .kind = FIELD_NONE } };
static const struct field reopen_form[] = { WORDS(reason, .required = true, .min_chars = 2), { .kind = FIELD_NONE } };
static const struct field rate_form[] = { RATING(.required = true), WORDS(words), { .kind = FIELD_NONE } };

static enum err show_follow(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_follow);
	return respond_page(request, response, "aid/help_follow");
}

static enum err ask_follow(struct request *request, struct response *response)
{
	const struct follow_input *query = request->query;

	request->form = form_new(request->arena, follow_form);
	if (query->code != NULL)
		form_prefill(request->form, "code", query->code);
	return show_follow(request, response);
}

/* A wrong code and wrong digits do the same work, read the same words, and are counted alike. */
static enum err follow(struct request *request, struct response *response)
{
	const struct follow_input *input = request->input;
	const struct attempt_limit limits[2] = { help_limit(request, kind_code, input->code, misses_per_code),
						 help_limit(request, kind_miss, request_subscriber(request), misses_per_address) };
	struct help_standing standing;
	bool limited;
	enum err err;

	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return help_show_limited(request, response, attempt_seconds_left(request->now), show_follow);
	err = help_follow(request->db, request->arena, input->code, request->now, &standing);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (!help_matches(request->app->keyring, request->arena, err == OK ? &standing : NULL, input->code, input->last_four)) {
		TRY(attempt_fail(request->db, limits, request->now));
		response->out->status = 404;
		view_put_flag(response->view, "missed", true);
		return show_follow(request, response);
	}
	help_open(request, response, standing.code);
	return respond_see_other(request, response, "/help/requests/%s", standing.code);
}

/* Of another browser, or of no request: the way to the door, whichever it is. */
static enum err find(struct request *request, struct help_standing *out)
{
	if (!help_opened(request, request->path.code))
		return E_DENIED;
	return help_follow(request->db, request->arena, request->path.code, request->now, out);
}

static enum err to_the_door(struct request *request, struct response *response)
{
	return respond_see_other(request, response, "/help/follow?code=%s", request->path.code);
}

/* A form that came back has only its own fields: the others are shown empty. */
static void show_all_fields(struct request *request)
{
	struct form *whole = form_new(request->arena, page_form);

	form_take_over(whole, request->form);
	request->form = whole;
}

static enum err put_answer(struct request *request, struct response *response, const struct help_standing *standing)
{
	struct help_answer *answer = ARENA_NEW(request->arena, struct help_answer);
	enum err err = E_NOT_FOUND;

	if (standing->guardian && help_proved(request, standing->code))
		err = help_read_answer(request->db, request->arena, request->app->keyring, standing->code, answer);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put(response->view, "answer", &help_answer_shape, err == OK ? answer : NULL);
	return OK;
}

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { form_send, form_confirm, form_reopen, form_rate, NULL };
	struct help_standing *standing = ARENA_NEW(request->arena, struct help_standing);
	const enum err err = find(request, standing);

	if (err == E_DENIED || err == E_NOT_FOUND)
		return to_the_door(request, response);
	TRY(err);
	TRY(put_answer(request, response, standing));
	view_put(response->view, "help", &help_standing_shape, standing);
	view_put_flag(response->view, "proved", help_proved(request, standing->code));
	show_all_fields(request);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "aid/help_request");
}

/* To the telephone that was given, whosever it is: the answer to this step says nothing of that. */
static enum err send(struct request *request, struct response *response)
{
	struct telephone_code_wish wish = { .purpose = help_code_purpose, .address = request_subscriber(request), .known = true,
					    .language = language_names[request->language],
					    .most_a_day = request->app->settings.codes_a_day };
	struct help_standing standing;
	int64_t wait_seconds = 0;
	enum err err = find(request, &standing);

	if (err == E_DENIED || err == E_NOT_FOUND)
		return to_the_door(request, response);
	TRY(err);
	if (!standing.telephone)
		return E_NOT_FOUND;
	TRY(help_telephone(request->db, request->arena, request->app->keyring, standing.code, &wish.telephone));
	err = telephone_code_send(request->db, request->arena, request->app->keyring, &wish, request->now, &wait_seconds);
	if (err == E_BUSY && wait_seconds > 0)
		return help_show_limited(request, response, wait_seconds, show);
	TRY(err);
	return respond_see_other(request, response, "/help/requests/%s/code", standing.code);
}

static enum err ask_code(struct request *request, struct response *response)
{
	if (!help_opened(request, request->path.code))
		return to_the_door(request, response);
	view_put_text(response->view, "code", request->path.code);
	session_put_code_token(request, response, form_enter);
	return respond_page(request, response, "aid/help_code");
}

static enum err enter(struct request *request, struct response *response)
{
	const struct page_input *input = request->input;
	struct help_standing standing;
	const char *telephone;
	bool guardian;
	enum err err = find(request, &standing);

	if (err == E_DENIED || err == E_NOT_FOUND)
		return to_the_door(request, response);
	TRY(err);
	TRY(audit_lock(request->db, request->arena));
	TRY(help_telephone(request->db, request->arena, request->app->keyring, standing.code, &telephone));
	err = telephone_code_check(request->db, request->arena, request->app->keyring, help_code_purpose, telephone, input->digits, request->now);
	if (err == E_DENIED) {
		response->out->status = 422;
		view_put_flag(response->view, "missed", true);
		return ask_code(request, response);
	}
	TRY(err);
	TRY(help_prove(request->db, request->arena, request->app->keyring, standing.code, request->now, &guardian));
	help_note_proved(request, response, standing.code);
	return respond_see_other(request, response, "/help/requests/%s", standing.code);
}

/* E_CONFLICT: said before, or it stands otherwise by now: the page says how. */
static enum err back(struct request *request, struct response *response, enum err err)
{
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/help/requests/%s", request->path.code);
}

static enum err confirm(struct request *request, struct response *response)
{
	if (!help_proved(request, request->path.code))
		return to_the_door(request, response);
	return back(request, response, help_confirm(request->db, request->arena, request->app->keyring, request->path.code, request->now));
}

static enum err reopen(struct request *request, struct response *response)
{
	const struct page_input *input = request->input;

	if (!help_proved(request, request->path.code))
		return to_the_door(request, response);
	return back(request, response, help_did_not_help(request->db, request->arena, request->app->keyring, request->path.code, input->reason,
							 request->now));
}

static enum err rate(struct request *request, struct response *response)
{
	const struct page_input *input = request->input;

	if (!help_opened(request, request->path.code))
		return to_the_door(request, response);
	return back(request, response, help_rate(request->db, request->arena, request->app->keyring, request->path.code, input->rating,
						 input->words, request->now));
}

#define POSTED(at, handler, in_form, of, name, shown)                                                                \
	{ .method = POST, .path = at, .role = ANYONE, .page = handler, .form = in_form, .form_size = sizeof(struct of), .form_name = name, \
	  .again = shown }
#define REQUEST "/help/requests/{code}"

static const struct route routes[] = {
	{ .method = GET, .path = "/help/follow", .role = ANYONE, .page = ask_follow, .query = follow_query,
	  .query_size = sizeof(struct follow_input) },
	POSTED("/help/follow", follow, follow_form, follow_input, form_follow, show_follow),
	{ .method = GET, .path = REQUEST, .role = ANYONE, .page = show, .form = page_form },
	POSTED(REQUEST "/send", send, button_form, page_input, form_send, show),
	{ .method = GET, .path = REQUEST "/code", .role = ANYONE, .page = ask_code, .form = enter_form },
	POSTED(REQUEST "/code", enter, enter_form, page_input, form_enter, ask_code),
	POSTED(REQUEST "/confirm", confirm, button_form, page_input, form_confirm, show),
	POSTED(REQUEST "/reopen", reopen, reopen_form, page_input, form_reopen, show),
	POSTED(REQUEST "/rate", rate, rate_form, page_input, form_rate, show),
	{ 0 } };

static const char *const pages[] = { "aid/help_follow", "aid/help_request", "aid/help_code", NULL };

static const struct statement *const *const statements[] = {
	help_statements, help_guardian_statements, help_deadline_statements, holiday_statements, telephone_code_statements,
	outbox_put_statements, attempt_statements, audit_statements, NULL };

const struct room help_follow_room = { .name = "help_follow", .routes = routes, .pages = pages, .statements = statements };
