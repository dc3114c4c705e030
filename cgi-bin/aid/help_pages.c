/* A need, from anybody: no account, few words, "don't know" everywhere. Whatever goes wrong, what was written is on the page again. The code
 * that comes back leads to help_follow_pages.c. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "base/person.h"
#include "domain/aid/help.h"
#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"
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

/* Units below the one that was chosen, each with whether it is the one chosen now. */
struct place_choice {
	int64_t id;
	const char *name;
	bool chosen;
};
static const struct shape place_choice_shape = SHAPE(place_choice,
	COLUMN(place_choice, id), COLUMN(place_choice, name), COLUMN(place_choice, chosen));

static enum err put_places(struct request *request, struct response *response, const char *rows_name, const char *field, int64_t parent,
			   int64_t *chosen)
{
	const int64_t now = atoll(form_typed(request->form, field));
	const struct help_unit *unit;
	struct place_choice *choices;
	struct rows units;

	*chosen = 0;
	TRY(help_units(request->db, request->arena, parent, request->today, &units));
	unit = units.row;
	choices = ARENA_ARRAY(request->arena, struct place_choice, units.count);
	for (size_t i = 0; i < units.count; i++) {
		choices[i] = (struct place_choice){ unit[i].id, unit[i].name, unit[i].id == now };
		if (unit[i].id == now)
			*chosen = now;
	}
	view_put_rows(response->view, rows_name, &place_choice_shape, (struct rows){ choices, units.count });
	return OK;
}

/* What is chosen stands on the page, as far as one lies in the other. */
static enum err put_all_places(struct request *request, struct response *response, int64_t *deepest)
{
	static const struct rows none = { NULL, 0 };
	int64_t county, township = 0, school = 0;

	view_put_rows(response->view, "townships", &place_choice_shape, none);
	view_put_rows(response->view, "schools", &place_choice_shape, none);
	TRY(put_places(request, response, "counties", "county", 0, &county));
	if (county != 0)
		TRY(put_places(request, response, "townships", "township", county, &township));
	if (township != 0)
		TRY(put_places(request, response, "schools", "school", township, &school));
	*deepest = school != 0 ? school : township != 0 ? township : county;
	return OK;
}

static enum err show(struct request *request, struct response *response)
{
	int64_t deepest;

	TRY(put_all_places(request, response, &deepest));
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
	TRY(put_all_places(request, response, &wish->unit_id));
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
	help_statements, help_deadline_statements, holiday_statements, outbox_put_statements, attempt_statements, audit_statements, NULL };

const struct room help_room = { .name = "help", .routes = routes, .pages = pages, .statements = statements };
