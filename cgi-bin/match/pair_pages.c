/* A family's own pairs: the student in the form that was fixed when it was proposed, the family's answer, how far the others are, and
 * once the pair is active what the guardian released. Another family's pair is none. */
#include "app/app.h"
#include "app/dispatch.h"
#include "app/session.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/pairing/pair_card.h"
#include "domain/pairing/release.h"
#include "rooms.h"

static const char form_accept[] = "accept", form_decline[] = "decline", form_pause[] = "pause", form_end[] = "end";

/* A form of one button; a table of fields needs one. */
struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

struct decline_input {
	uint32_t reason;
};
static const struct field decline_form[] = {
	FIELD_ENUM(decline_input, reason, decline_reason_names, .required = true), { .kind = FIELD_NONE } };

static enum err list(struct request *request, struct response *response)
{
	struct rows pairs;

	TRY(pair_list_of_family(request->db, request->arena, request->family->id, &pairs));
	view_put_rows(response->view, "pairs", &pair_of_family_shape, pairs);
	return respond_page(request, response, "match/pairs");
}

static void put_secret(struct response *response, const char *name, struct secret secret)
{
	view_put_text(response->view, name, secret.hidden);
}

/* A look at what is a child's is an event. */
static enum err put_released(struct request *request, struct response *response, const struct own_pair *pair)
{
	struct released released;

	TRY(release_see(request->db, request->arena, request->app->keyring, request->family->id, pair->id, &released));
	view_put_flag(response->view, "released/any", released.any);
	if (!released.any)
		return OK;
	const struct audit_event event = { .action = "pair_view", .subject = arena_print(request->arena, "pair:%s", pair->code),
					   .outcome = AUDIT_SEEN, .detail = "{\"by\":\"family\"}" };
	if (!db_in_transaction(request->db))
		TRY(audit_note(request->db, request->arena, &actor_nobody, &event, request->now));
	put_secret(response, "released/name", released.name);
	put_secret(response, "released/guardian", released.guardian);
	put_secret(response, "released/telephone", released.telephone);
	put_secret(response, "released/address", released.address);
	view_put_text(response->view, "released/school", released.school);
	view_put_text(response->view, "released/village", released.village);
	view_put_text(response->view, "released/sex", released.sex);
	view_put_text(response->view, "released/stage", released.stage);
	view_put_int(response->view, "released/grade", released.grade);
	return OK;
}

/* Ways to what others may have built on a pair: shown where the program has a page there. */
static void put_doors(struct request *request, struct response *response, const char *code)
{
	static const char *const doors[] = { "visits", "messages", NULL };

	for (const char *const *door = doors; *door != NULL; door++) {
		struct request other = { .arena = request->arena };
		const char *allowed, *path = arena_print(request->arena, "/pairs/%s/%s", code, *door);

		view_put_flag(response->view, arena_print(request->arena, "open/%s", *door),
			      dispatch_route(request->app->program, &other, GET, path, &allowed) == 0);
	}
}

static int64_t days_until(struct timestamp now, struct timestamp until)
{
	const int64_t day_us = 24 * INT64_C(3600000000);

	return timestamp_is_none(until) || until.us <= now.us ? 0 : (until.us - now.us + day_us - 1) / day_us;
}

/* A token costs a signature: only for a form that is there. */
static void put_may(struct request *request, struct response *response, const char *form, bool may)
{
	view_put_flag(response->view, arena_print(request->arena, "may/%s", form), may);
	if (may)
		session_put_code_token(request, response, form);
}

static void put_steps(struct request *request, struct response *response, const struct own_pair *pair)
{
	const bool before = timestamp_is_none(pair->activated_at) && pair->state != PAIR_ENDED, waits = pair->state < PAIR_ACTIVE;
	const int64_t days = days_until(request->now, pair->held_until);

	view_put_flag(response->view, "waits", waits);
	view_put_int(response->view, "days_left", days);
	put_may(request, response, form_accept, pair->state == PAIR_HELD && days > 0);
	put_may(request, response, form_decline, before);
	put_may(request, response, form_pause, pair->state == PAIR_ACTIVE);
	put_may(request, response, form_end, !before && pair->state < PAIR_ENDING);
}

static enum err show(struct request *request, struct response *response)
{
	struct own_pair *pair = ARENA_NEW(request->arena, struct own_pair);

	TRY(pair_find_own(request->db, request->arena, request->family->id, request->path.code, pair));
	view_put(response->view, "pair", &own_pair_shape, pair);
	view_put(response->view, "student", &own_pair_shape, pair);
	put_steps(request, response, pair);
	put_doors(request, response, pair->code);
	if (pair->state == PAIR_ACTIVE)
		TRY(put_released(request, response, pair));
	return respond_page(request, response, "match/pair");
}

/* How a step came out. Somebody was quicker, or it is the same step again: the page says how it stands. */
static enum err answer(struct request *request, struct response *response, enum err err, enum pair_refusal refusal)
{
	if (err == E_CONFLICT && refusal != PAIR_FINE && refusal != PAIR_STATE) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", pair_refusal_names[refusal]);
		return show(request, response);
	}
	if (err != OK && (err != E_CONFLICT || refusal == PAIR_FINE))
		return err;
	return respond_see_other(request, response, "/pairs/%s", request->path.code);
}

static enum err accept(struct request *request, struct response *response)
{
	enum pair_refusal refusal = PAIR_FINE;
	const enum err err = pair_family_accept(request->db, request->arena, request->family->id, request->path.code, request->now, &refusal);

	return answer(request, response, err, refusal);
}

static enum err decline(struct request *request, struct response *response)
{
	const struct decline_input *input = request->input;
	enum pair_refusal refusal = PAIR_FINE;
	const enum err err = pair_family_decline(request->db, request->arena, request->family->id, request->path.code,
						 (enum decline_reason)input->reason, request->now, &refusal);

	return answer(request, response, err, refusal);
}

static enum err pause_pair(struct request *request, struct response *response)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct own_pair pair;

	TRY(pair_find_own(request->db, request->arena, request->family->id, request->path.code, &pair));
	return answer(request, response, pair_pause(request->db, request->arena, &actor_nobody, pair.id, PAUSE_FAMILY, request->now,
						    &refusal), refusal);
}

static enum err ask_end(struct request *request, struct response *response)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct own_pair pair;

	TRY(pair_find_own(request->db, request->arena, request->family->id, request->path.code, &pair));
	return answer(request, response, pair_ask_end(request->db, request->arena, &actor_nobody, pair.id, PARTY_FAMILY, request->now,
						      &refusal), refusal);
}

#define BUTTON(at, handler, name)                                                                                   \
	{ .method = POST, .path = at, .role = FAMILY, .page = handler, .form = button_form, .form_size = sizeof(struct nothing), \
	  .form_name = name, .again = show, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/pairs", .role = FAMILY, .page = list },
	{ .method = GET, .path = "/pairs/{code}", .role = FAMILY, .page = show, .form = decline_form },
	{ .method = POST, .path = "/pairs/{code}/decline", .role = FAMILY, .page = decline, .form = decline_form,
	  .form_size = sizeof(struct decline_input), .form_name = form_decline, .again = show, .committed = true },
	BUTTON("/pairs/{code}/accept", accept, form_accept),
	BUTTON("/pairs/{code}/pause", pause_pair, form_pause),
	BUTTON("/pairs/{code}/end", ask_end, form_end),
	{ 0 } };

static const char *const pages[] = { "match/pairs", "match/pair", NULL };

static const struct statement *const *const statements[] = {
	pair_family_statements, pair_card_family_statements, release_family_statements, consent_live_statements, audit_statements, NULL };

const struct room pair_room = { .name = "pair", .routes = routes, .pages = pages, .statements = statements };
