#include "app/guard.h"

#include <string.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "app/kept.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "http/query.h"

static bool code_is_fresh(const struct request *request)
{
	const struct timestamp at = request->actor->second_factor_at;

	return !timestamp_is_none(at) && request->now.us - at.us < INT64_C(60000000) * second_factor_minutes;
}

enum verdict guard_judge(const struct request *request)
{
	const struct route *route = request->route;

	if (route->role == ANYONE)
		return GUARD_PASS;
	if (route->role == FAMILY)
		return request->family != NULL ? GUARD_PASS : GUARD_SIGN_IN;
	if (request->actor == NULL)
		return GUARD_SIGN_IN;
	if (route->role == ENROLLING)
		return GUARD_PASS;
	if (request->stage != SESSION_FULL)
		return GUARD_ENROL;
	if (request->actor->grant_id == 0)
		return GUARD_ACTING;
	if (!staff_may(request, route->action))
		return GUARD_REFUSE;
	return right_needs_second_factor(route->action) && !code_is_fresh(request) ? GUARD_SECOND_FACTOR : GUARD_PASS;
}

const char *guard_way_on(const struct request *request, const char *typed)
{
	struct request other = { .arena = request->arena };
	const char *allowed, *path;

	if (typed == NULL || typed[0] != '/' || strlen(typed) > way_chars_max)
		return "/";
	for (const char *at = typed; *at != '\0'; at++)
		if (*at <= ' ' || *at > '~' || *at == '\\')
			return "/";
	path = arena_copy(request->arena, typed, strcspn(typed, "?#"));
	return dispatch_route(request->app->program, &other, GET, path, &allowed) == 0 ? typed : "/";
}

/* The page that was asked for, to come back to. */
static const char *asked_for(const struct request *request)
{
	const char *query = incoming_get(request->incoming, "QUERY_STRING");
	const char *whole = request->shown_path;

	if (query != NULL && query[0] != '\0')
		whole = arena_print(request->arena, "%s?%s", request->shown_path, query);
	whole = guard_way_on(request, whole);
	return strcmp(whole, "/") == 0 ? NULL : whole;
}

static enum err send_on(struct request *request, struct response *response, const char *path, const char *name, const char *value)
{
	struct buffer query;

	buffer_init(&query, request->arena, 256);
	query_append(&query, name, value);
	return respond_see_other(request, response, "%s%s", path, query.data);
}

/* In the request's arena; what was asked for is our own path, codes and numbers only. */
static enum err note_refusal(struct request *request)
{
	const struct audit_event event = {
		.action = action_names[request->route->action],
		.subject = arena_print(request->arena, "page:%.50s", request->shown_path),
		.outcome = AUDIT_REFUSED };

	return audit_note(request->db, request->arena, request->actor, &event, request->now);
}

static enum err refuse(struct request *request, struct response *response)
{
	TRY(note_refusal(request));
	respond_refusal(request, response, 403, "right");
	return OK;
}

/* The form is read as if it were taken, so that only a sound one is kept. */
static enum err keep_and_send_on(struct request *request, struct response *response, const char *path, const struct actor *whose)
{
	const char *culprit = NULL, *token;
	const int status = dispatch_input(request, &culprit);

	if (status != 0) {
		respond_refusal(request, response, status, culprit);
		return OK;
	}
	if (request->form_nonce == NULL || request->route->again == NULL || request->route->secret)
		return send_on(request, response, path, "next", asked_for(request));
	TRY(kept_keep(request, whose, &token));
	return send_on(request, response, path, "kept", token);
}

enum err guard_turn_away(struct request *request, struct response *response, enum verdict verdict)
{
	const bool post = request->route->method == POST && !request->form_kept;

	if (request->route->kind == ROUTE_FRAGMENT)
		return E_DENIED;
	switch (verdict) {
	case GUARD_SIGN_IN:
		if (post && request->lapsed != NULL)
			return keep_and_send_on(request, response, "/sign-in", request->lapsed);
		return send_on(request, response, "/sign-in", "next", asked_for(request));
	case GUARD_SECOND_FACTOR:
		if (post)
			return keep_and_send_on(request, response, "/second-factor", request->actor);
		return send_on(request, response, "/second-factor", "next", asked_for(request));
	case GUARD_ENROL:
		return respond_see_other(request, response, "/enrol");
	case GUARD_ACTING:
		return respond_see_other(request, response, "/acting");
	case GUARD_REFUSE:
		return refuse(request, response);
	case GUARD_PASS:
		break;
	}
	return fault_note(&request->fault, E_INTERNAL, "turned away who may pass");
}
