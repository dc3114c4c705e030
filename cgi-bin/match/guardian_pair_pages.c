/* One family that was proposed for a guardian's child, and what the guardian does about it: accept or decline, and once the pair is
 * active release fields one by one, take them back, stop it, or ask for the end. */
#include "app/app.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/pairing/guardian.h"
#include "domain/pairing/pair_card.h"
#include "domain/pairing/release.h"
#include "guardian_session.h"
#include "policy.h"
#include "rooms.h"

static const char form_accept[] = "accept", form_decline[] = "decline", form_pause[] = "pause", form_go_on[] = "go_on", form_end[] = "end",
		  form_release[] = "release", form_take_back[] = "take_back";

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

struct field_input {
	uint32_t field;
	int64_t text;		/* which text was shown */
};
static const struct field release_form[] = {
	FIELD_ENUM(field_input, field, release_field_names, .required = true),
	FIELD(field_input, text, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40, .required = true),
	{ .kind = FIELD_NONE } };
static const struct field take_back_form[] = {
	FIELD_ENUM(field_input, field, release_field_names, .required = true), { .kind = FIELD_NONE } };

/* E_NOT_FOUND: not of this telephone. A browser that proved none is sent to prove one (*sent). */
static enum err find(struct request *request, struct response *response, struct guardian_child *child, struct pair *pair, bool *sent)
{
	const char *telephone = guardian_telephone(request);

	*sent = telephone == NULL;
	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	return guardian_find_pair(request->db, request->arena, request->app->keyring, telephone, request->path.code, child, pair);
}

static void put_steps(struct request *request, struct response *response, const struct pair *pair)
{
	static const char *const forms[] = { form_accept, form_decline, form_pause, form_go_on, form_end, form_release, form_take_back };
	const bool before = timestamp_is_none(pair->activated_at);
	const int64_t day_us = 24 * INT64_C(3600000000);

	view_put_flag(response->view, "may/accept", pair->state == PAIR_FAMILY_ACCEPTED && timestamp_is_none(pair->guardian_accepted_at) &&
		      pair->held_until.us > request->now.us);
	view_put_flag(response->view, "may/decline", before);
	view_put_flag(response->view, "may/pause", pair->state < PAIR_ENDING &&
		      !(pair->state == PAIR_PAUSED && pair->pause_reason == PAUSE_GUARDIAN));
	view_put_flag(response->view, "may/go_on", pair->state == PAIR_PAUSED && pair->pause_reason == PAUSE_GUARDIAN);
	view_put_flag(response->view, "may/end", !before && pair->state < PAIR_ENDING);
	view_put_flag(response->view, "may/release", pair->state == PAIR_ACTIVE);
	view_put_int(response->view, "days_left", before && pair->held_until.us > request->now.us ?
		     (pair->held_until.us - request->now.us + day_us - 1) / day_us : 0);
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		session_put_code_token(request, response, forms[i]);
}

static enum err show(struct request *request, struct response *response)
{
	struct guardian_child *child = ARENA_NEW(request->arena, struct guardian_child);
	struct family_card *family = ARENA_NEW(request->arena, struct family_card);
	struct pair *pair = ARENA_NEW(request->arena, struct pair);
	struct rows releases;
	int64_t text = 0;
	bool sent;

	TRY(find(request, response, child, pair, &sent));
	if (sent)
		return OK;
	TRY(pair_family_card(request->db, request->arena, pair->id, family));
	TRY(release_list(request->db, request->arena, pair->id, &releases));
	const enum err err = policy_put(request, response, POLICY_CONSENT, release_purpose, "text", &text);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put_int(response->view, "text_id", text);
	view_put(response->view, "child", &guardian_child_shape, child);
	view_put(response->view, "pair", &pair_shape, pair);
	view_put(response->view, "family", &family_card_shape, family);
	view_put_rows(response->view, "releases", &release_shape, releases);
	view_put_flag(response->view, "grown_up", age_is_full(child->birth, 18, request->today));
	put_steps(request, response, pair);
	return respond_page(request, response, "match/guardian_pair");
}

static enum err answer(struct request *request, struct response *response, enum err err, const char *refusal)
{
	if (err == E_CONFLICT && refusal != NULL) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", refusal);
		return show(request, response);
	}
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/guardian/pairs/%s", request->path.code);
}

/* What a step's refusal is called; NULL: it stands already, or somebody was quicker: the page says how it stands. */
static const char *word_of(enum pair_refusal refusal)
{
	return refusal == PAIR_FINE || refusal == PAIR_STATE ? NULL : pair_refusal_names[refusal];
}

typedef enum err step(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
		      enum given_channel channel, struct timestamp now, enum pair_refusal *refusal);

static enum err take(struct request *request, struct response *response, step *do_it, bool ends)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct guardian_child child;
	struct pair pair;
	bool sent;
	enum err err = find(request, response, &child, &pair, &sent);

	/* The same step again, after which the pair is live no more: the list says so. */
	if (err == E_NOT_FOUND && ends)
		return respond_see_other(request, response, "/guardian/children");
	TRY(err);
	if (sent)
		return OK;
	err = do_it(request->db, request->arena, &actor_nobody, child.code, request->path.code, GIVEN_TELEPHONE_CODE, request->now, &refusal);
	if (err == OK && ends)
		return respond_see_other(request, response, "/guardian/children");
	return answer(request, response, err, word_of(refusal));
}

static enum err accept(struct request *request, struct response *response)
{
	return take(request, response, pair_guardian_accept, false);
}

static enum err decline(struct request *request, struct response *response)
{
	return take(request, response, pair_guardian_decline, true);
}

static enum err go_on(struct request *request, struct response *response)
{
	return take(request, response, pair_guardian_go_on, false);
}

/* For now, or for good. */
static enum err stop(struct request *request, struct response *response, bool for_good)
{
	enum pair_refusal refusal = PAIR_FINE;
	struct guardian_child child;
	struct pair pair;
	bool sent;
	enum err err;

	TRY(find(request, response, &child, &pair, &sent));
	if (sent)
		return OK;
	if (for_good)
		err = pair_ask_end(request->db, request->arena, &actor_nobody, pair.id, PARTY_GUARDIAN, request->now, &refusal);
	else
		err = pair_pause(request->db, request->arena, &actor_nobody, pair.id, PAUSE_GUARDIAN, request->now, &refusal);
	return answer(request, response, err, word_of(refusal));
}

static enum err pause_pair(struct request *request, struct response *response)
{
	return stop(request, response, false);
}

static enum err ask_end(struct request *request, struct response *response)
{
	return stop(request, response, true);
}

static enum err release(struct request *request, struct response *response)
{
	const struct field_input *input = request->input;
	struct guardian_child child;
	struct pair pair;
	bool sent;
	enum err err;

	TRY(find(request, response, &child, &pair, &sent));
	if (sent)
		return OK;
	const struct release_wish wish = { .student_code = child.code, .code = pair.code, .field = (enum release_field)input->field,
					   .text_id = input->text, .channel = GIVEN_TELEPHONE_CODE };
	err = release_give(request->db, request->arena, &actor_nobody, &wish, request->now);
	if (err == E_DENIED)
		return answer(request, response, E_CONFLICT, "grown_up");
	return answer(request, response, err, NULL);
}

static enum err take_back(struct request *request, struct response *response)
{
	const struct field_input *input = request->input;
	struct guardian_child child;
	struct pair pair;
	bool sent;

	TRY(find(request, response, &child, &pair, &sent));
	if (sent)
		return OK;
	const struct release_wish wish = { .student_code = child.code, .code = pair.code, .field = (enum release_field)input->field,
					   .channel = GIVEN_TELEPHONE_CODE };
	return answer(request, response, release_take_back(request->db, request->arena, &actor_nobody, &wish, request->now), NULL);
}

#define STEP(at, handler, fields, input, name)                                                                      \
	{ .method = POST, .path = "/guardian/pairs/{code}/" at, .role = ANYONE, .page = handler, .form = fields,     \
	  .form_size = sizeof(struct input), .form_name = name, .again = show, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/guardian/pairs/{code}", .role = ANYONE, .page = show },
	STEP("accept", accept, button_form, nothing, form_accept),
	STEP("decline", decline, button_form, nothing, form_decline),
	STEP("pause", pause_pair, button_form, nothing, form_pause),
	STEP("go-on", go_on, button_form, nothing, form_go_on),
	STEP("end", ask_end, button_form, nothing, form_end),
	STEP("release", release, release_form, field_input, form_release),
	STEP("take-back", take_back, take_back_form, field_input, form_take_back),
	{ 0 } };

static const char *const pages[] = { "match/guardian_pair", NULL };

static const struct statement *const *const statements[] = {
	guardian_statements, pair_guardian_statements, pair_card_guardian_statements, release_guardian_statements, consent_giver_statements,
	policy_current_statements, audit_statements, NULL };

const struct room guardian_pair_room = { .name = "guardian_pair", .routes = routes, .pages = pages, .statements = statements };
