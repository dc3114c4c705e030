#include "home_step.h"

#include "app/app.h"
#include "app/session.h"
#include "domain/pairing/family_home.h"

const struct field home_step_query[] = {
	FIELD(home_step_input, place, .kind = FIELD_TOKEN, .max_chars = home_code_chars), { .kind = FIELD_NONE } };
const struct field home_step_form[] = {
	FIELD(home_step_input, place, .kind = FIELD_TOKEN, .required = true, .max_chars = home_code_chars), { .kind = FIELD_NONE } };

enum err home_step_show(struct request *request, struct response *response, const char *page, const char *form_name)
{
	const struct home_step_input *query = request->query;
	const char *place = query != NULL && query->place != NULL ? query->place : "";
	struct home *in = ARENA_NEW(request->arena, struct home);
	struct rows places;

	if (place[0] != '\0') {
		TRY(home_find(request->db, request->arena, place, in));
		view_put(response->view, "in", &home_shape, in);
	}
	TRY(home_places(request->db, request->arena, place, &places));
	view_put_rows(response->view, "places", &home_place_shape, places);
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, page);
}

enum err home_step_take(struct request *request, struct response *response, const char *loan)
{
	const struct home_step_input *input = request->input;
	struct home home;

	TRY(home_find(request->db, request->arena, input->place, &home));
	if (!home_is_whole(&home))
		return E_NOT_FOUND;
	session_lend(request, response, loan, home.code, home_minutes);
	return OK;
}
