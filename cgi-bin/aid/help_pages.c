/* A need, from anybody: no account, few words, "don't know" everywhere. Whatever goes wrong, what was written is on the page again. The code
 * that comes back leads to help_follow_pages.c. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/place_choice.h"
#include "app/session.h"
#include "base/person.h"
#include "domain/aid/help.h"
#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"
#include "domain/office/unit_choice.h"
#include "domain/office/holiday.h"
#include "domain/office/outbox.h"
#include "help_door.h"
#include "rooms.h"

static const char form_name[] = "help";

/* From one address in a quarter of an hour: a village may sit behind one. In all they are counted and never refused. A telephone gets so
 * many messages: nobody is flooded by another's hand. */
enum { raised_per_address = 20, raised_in_all = INT32_MAX, told_per_telephone = 3 };
static const char kind_address[] = "help.address", kind_all[] = "help.all", kind_telephone[] = "help.telephone", kind_told[] = "help.told";

enum step { STEP_RAISE, STEP_PLACES };
static const char *const step_names[] = { "raise", "places", NULL };

struct help_input {
	uint32_t step, raised_by, kind;
	const char *body, *child, *telephone;
	int64_t county, township, school;
};
#define UNIT(in_field) FIELD(help_input, in_field, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40)
static const struct field help_form[] = {
	FIELD_ENUM(help_input, step, step_names),
	FIELD_ENUM(help_input, kind, help_kind_names),
	FIELD(help_input, body, .kind = FIELD_LINES, .max_chars = help_chars_most),
	FIELD_ENUM(help_input, raised_by, help_by_names),
	UNIT(county), UNIT(township), UNIT(school),
	FIELD(help_input, child, .kind = FIELD_NAME, .max_chars = help_name_chars_most),
	FIELD(help_input, telephone, .kind = FIELD_TELEPHONE),
	{ .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response)
{
	int64_t deepest;

	TRY(place_choice_put(request, response, &deepest));
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, "aid/help");
}

static enum err ask(struct request *request, struct response *response)
{
	request->form = form_new(request->arena, help_form);
	return show(request, response);
}

static enum err check(struct request *request, struct response *response, struct help_wish *wish)
{
	const struct help_input *input = request->input;
	const int64_t wanted = input->school != 0 ? input->school : input->township != 0 ? input->township : input->county;

	if (form_typed(request->form, "kind")[0] == '\0')
		return refuse_field(request, "kind", "missing");
	if (input->body[0] == '\0')
		return refuse_field(request, "body", "missing");
	TRY(place_choice_put(request, response, &wish->unit_id));
	if (wish->unit_id != wanted)
		return refuse_field(request, input->school != 0 ? "school" : input->township != 0 ? "township" : "county", "elsewhere");
	wish->child = "";
	if (input->child[0] != '\0' && person_read_name(request->arena, input->child, &wish->child) != OK)
		return refuse_field(request, "child", "no_name");
	return OK;
}

/* One message more to this telephone, or one too many? */
static enum err count_message(struct request *request, const char *telephone, bool *tell)
{
	const struct attempt_limit limits[2] = { help_limit(request, kind_telephone, telephone, told_per_telephone),
						 help_limit(request, kind_told, "", INT32_MAX) };
	bool limited;

	*tell = false;
	if (telephone[0] == '\0')
		return OK;
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	*tell = !limited;
	return attempt_fail(request->db, limits, request->now);
}

static enum err raise(struct request *request, struct response *response)
{
	const struct help_input *input = request->input;
	struct help_wish wish = {
		.kind = (enum help_kind)input->kind, .body = input->body, .telephone = input->telephone,
		.raised_by = form_typed(request->form, "raised_by")[0] != '\0' ? (enum help_by)input->raised_by : HELP_BY_OTHER,
		.language = language_names[request->language], .form_nonce = request->form_nonce };
	const struct attempt_limit limits[2] = { help_limit(request, kind_address, request_subscriber(request), raised_per_address),
						 help_limit(request, kind_all, "", raised_in_all) };
	const char *code;
	bool limited;

	if (input->step == STEP_PLACES)
		return show(request, response);
	TRY(check(request, response, &wish));
	TRY(audit_lock(request->db, request->arena));
	TRY(attempt_check(request->db, request->arena, limits, request->now, &limited));
	if (limited)
		return help_show_limited(request, response, attempt_seconds_left(request->now), show);
	TRY(count_message(request, input->telephone, &wish.tell));
	TRY(help_raise(request->db, request->arena, request->app->keyring, &wish, request->now, &code));
	TRY(attempt_fail(request->db, limits, request->now));
	help_open(request, response, code);
	return respond_see_other(request, response, "/help/requests/%s", code);
}

static enum err repeat(struct request *request, struct response *response)
{
	const char *code;

	TRY(help_find_by_nonce(request->db, request->arena, request->form_nonce, &code));
	help_open(request, response, code);
	return respond_see_other(request, response, "/help/requests/%s", code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/help", .role = ANYONE, .page = ask, .form = help_form },
	{ .method = POST, .path = "/help", .role = ANYONE, .page = raise, .form = help_form, .form_size = sizeof(struct help_input),
	  .form_name = form_name, .again = show, .repeat = repeat, .committed = true },
	{ 0 } };

static const char *const pages[] = { "aid/help", NULL };

static const struct statement *const *const statements[] = {
	help_statements, unit_choice_statements, help_deadline_statements, holiday_statements, outbox_put_statements,
	attempt_statements, audit_statements, NULL };

const struct room help_room = { .name = "help", .routes = routes, .pages = pages, .statements = statements };
