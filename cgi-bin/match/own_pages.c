/* A family's own pages: how its application stands, what is still checked, its data, and what it changes of them. */
#include "app/app.h"
#include "app/session.h"
#include "domain/office/attempt.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/office/personal_request.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/family_home.h"
#include "domain/pairing/family_own.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/vetting.h"
#include "family_form.h"
#include "home_step.h"
#include "in_person.h"
#include "rooms.h"

static const char loan_home[] = "home";

static enum err put_family(struct request *request, struct response *response, struct family **out)
{
	struct family *family = ARENA_NEW(request->arena, struct family);

	TRY(family_find_own(request->db, request->arena, request->app->keyring, request->family->id, family));
	view_put(response->view, "family", &family_shape, family);
	if (out != NULL)
		*out = family;
	return OK;
}

static enum err put_adults(struct request *request, struct response *response)
{
	struct rows adults;

	TRY(family_list_adults(request->db, request->arena, request->app->keyring, request->family->id, &adults));
	view_put_rows(response->view, "adults", &family_adult_shape, adults);
	return OK;
}

/* What a family sees of its steps: which is the one it stands at. */
static void put_steps(struct request *request, struct response *response, const struct family *family)
{
	const bool live = family_is_live(request->family);
	const bool approved = family_is_approved(request->family, request->today);

	view_put_flag(response->view, "live", live);
	view_put_flag(response->view, "approved", approved);
	view_put_flag(response->view, "over", family->state == FAMILY_APPROVED && !approved);
	view_put_flag(response->view, "taken_up", !timestamp_is_none(family->vetting_at));
	view_put_text(response->view, "taken_up_class", timestamp_is_none(family->vetting_at) ? "ym-step" : "ym-step ym-step-done");
	view_put_text(response->view, "approved_class", approved ? "ym-step ym-step-done" : "ym-step");
	view_put_flag(response->view, "waits", approved && family->live_pairs == 0);
	view_put_flag(response->view, "may_renew", live && !date_is_none(family->approved_until) &&
		family->approved_until.day - request->today.day <= vetting_soon_days && timestamp_is_none(family->renewal_asked_at));
}

static enum err show(struct request *request, struct response *response)
{
	struct family *family;
	struct rows items;

	TRY(put_family(request, response, &family));
	TRY(put_adults(request, response));
	TRY(vetting_list(request->db, request->arena, request->family->id, request->today, &items));
	view_put_rows(response->view, "items", &vetting_item_shape, items);
	put_steps(request, response, family);
	session_put_token(request, response, "renew");
	session_put_token(request, response, "withdraw");
	session_put_token(request, response, "erase");
	return respond_page(request, response, "match/own");
}

/* A form of one tick, so that a stray tap ends nothing. */
struct sure {
	bool sure;
};
static const struct field sure_form[] = { FIELD(sure, sure, .kind = FIELD_CHECK, .required = true), { .kind = FIELD_NONE } };

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

/* Somebody was quicker, or it is over: the page says how it stands. */
static enum err go_back(struct request *request, struct response *response, enum err err)
{
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/mine");
}

static enum err renew(struct request *request, struct response *response)
{
	return go_back(request, response, family_ask_renewal(request->db, request->arena, request->family, request->now));
}

static enum err withdraw(struct request *request, struct response *response)
{
	return go_back(request, response, family_withdraw(request->db, request->arena, request->family, request->now));
}

static enum err erase(struct request *request, struct response *response)
{
	return go_back(request, response, family_ask_erasure(request->db, request->arena, request->family, request->now));
}

struct offer_input {
	struct family_wish wish;
};
#define OFFER(field_name, ...)                                                                                     \
	{ .column = { .name = #field_name, .offset = offsetof(struct offer_input, wish.field_name),                \
		      .type = COLUMN_TYPE_OF(((struct offer_input *)0)->wish.field_name) }, __VA_ARGS__ }
static const struct field offer_form[] = {
	OFFER(tutoring, .kind = FIELD_CHECK), OFFER(company, .kind = FIELD_CHECK), OFFER(clothing, .kind = FIELD_CHECK),
	OFFER(books, .kind = FIELD_CHECK), OFFER(holidays, .kind = FIELD_CHECK),
	OFFER(weekday, .kind = FIELD_CHECK), OFFER(weekend, .kind = FIELD_CHECK), OFFER(holiday, .kind = FIELD_CHECK),
	OFFER(travel_km, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = family_travel_most_km),
	OFFER(capacity, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = family_capacity_most),
	{ .kind = FIELD_NONE } };

static void prefill_offer(struct request *request, const struct family *family)
{
	const struct { const char *name; bool set; } checks[] = {
		{ "tutoring", family->tutoring }, { "company", family->company }, { "clothing", family->clothing },
		{ "books", family->books }, { "holidays", family->holidays }, { "weekday", family->weekday },
		{ "weekend", family->weekend }, { "holiday", family->holiday } };

	for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++)
		form_prefill(request->form, checks[i].name, checks[i].set ? "1" : "");
	form_prefill(request->form, "travel_km", arena_print(request->arena, "%lld", (long long)family->travel_km));
	form_prefill(request->form, "capacity", arena_print(request->arena, "%lld", (long long)family->capacity));
}

static enum err ask_offer(struct request *request, struct response *response)
{
	struct family *family;

	TRY(put_family(request, response, &family));
	if (request->input == NULL)
		prefill_offer(request, family);
	session_put_form_token(request, response, "offer");
	return respond_page(request, response, "match/own_offer");
}

static enum err change_offer(struct request *request, struct response *response)
{
	const struct offer_input *input = request->input;
	enum err err;

	if (TAG_BITS(&input->wish) == 0)
		return refuse_field(request, "tutoring", "missing");
	if (AVAILABLE_BITS(&input->wish) == 0)
		return refuse_field(request, "weekday", "missing");
	if (!family_is_live(request->family))
		return respond_see_other(request, response, "/mine");
	err = family_change_offer(request->db, request->arena, request->family, &input->wish, request->now);
	if (err == E_CONFLICT)
		return refuse_field(request, "capacity", "paired");
	TRY(err);
	return respond_see_other(request, response, "/mine");
}

static enum err ask_home(struct request *request, struct response *response)
{
	return home_step_show(request, response, "match/own_home", "own_home");
}

static enum err take_home(struct request *request, struct response *response)
{
	const enum err err = home_step_take(request, response, loan_home);

	if (err == E_NOT_FOUND)
		return respond_see_other(request, response, "/mine/home");
	TRY(err);
	return respond_see_other(request, response, "/mine/address");
}

struct address_input {
	const char *address;
};
static const struct field address_form[] = {
	FIELD(address_input, address, .kind = FIELD_TEXT, .required = true, .min_chars = 4, .max_chars = 100), { .kind = FIELD_NONE } };

static enum err ask_address(struct request *request, struct response *response)
{
	const char *code = session_lent(request, loan_home);
	struct home *home = ARENA_NEW(request->arena, struct home);

	if (code == NULL)
		return respond_see_other(request, response, "/mine/home");
	TRY(home_find(request->db, request->arena, code, home));
	view_put(response->view, "dwelling", &home_shape, home);
	TRY(put_family(request, response, NULL));
	session_put_form_token(request, response, "address");
	return respond_page(request, response, "match/own_address");
}

static enum err change_address(struct request *request, struct response *response)
{
	const struct address_input *input = request->input;
	const char *code = session_lent(request, loan_home);

	if (code == NULL)
		return respond_see_other(request, response, "/mine/home");
	return go_back(request, response, family_change_address(request->db, request->arena, request->app->keyring, request->family, code,
								input->address, request->now));
}

struct adult_input {
	struct adult_wish adult;
};
static const struct field adult_form[] = {
	{ .column = { .name = "name_2", .offset = offsetof(struct adult_input, adult.name), .type = COLUMN_TEXT }, .kind = FIELD_NAME,
	  .max_chars = 60 },
	{ .column = { .name = "id_number_2", .offset = offsetof(struct adult_input, adult.id_number), .type = COLUMN_TEXT },
	  .kind = FIELD_TEXT, .max_chars = 40 },
	{ .column = { .name = "relation_2", .offset = offsetof(struct adult_input, adult.relation), .type = COLUMN_UINT32,
		      .names = relation_names }, .kind = FIELD_CHOICE },
	{ .kind = FIELD_NONE } };

static enum err show_adults(struct request *request, struct response *response)
{
	if (request->route->form != adult_form)
		request->form = form_new(request->arena, adult_form);
	TRY(put_family(request, response, NULL));
	TRY(put_adults(request, response));
	session_put_token(request, response, "adult");
	session_put_token(request, response, "adult_gone");
	return respond_page(request, response, "match/own_adults");
}

static enum err add_adult(struct request *request, struct response *response)
{
	const struct adult_input *input = request->input;
	struct family_refusals refusals = { .item = { { "id_number_2", family_in_person } }, .count = 1 };
	const char *whom = request->family->code;
	bool limited;
	enum err err;

	TRY(in_person_check(request, whom, &limited));
	if (limited)
		return in_person_answer(request, response, whom, &refusals, show_adults);
	refusals.count = 0;
	err = family_add_adult(request->db, request->arena, request->app->keyring, request->family, &input->adult, request->now, &refusals);
	if (err == E_INVALID && in_person_said(&refusals))
		return in_person_answer(request, response, whom, &refusals, show_adults);
	if (err == E_INVALID && refusals.count > 0)
		return family_form_refuse(request, &refusals);
	if (err == E_CONFLICT)
		return refuse_field(request, "name_2", "full");
	TRY(err);
	return respond_see_other(request, response, "/mine/adults");
}

struct gone_input {
	int64_t adult;
	bool sure;
};
static const struct field gone_form[] = {
	FIELD(gone_input, adult, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT64_MAX),
	FIELD(gone_input, sure, .kind = FIELD_CHECK, .required = true), { .kind = FIELD_NONE } };

static enum err remove_adult(struct request *request, struct response *response)
{
	const struct gone_input *input = request->input;

	TRY(family_remove_adult(request->db, request->arena, request->family, input->adult, request->now));
	return respond_see_other(request, response, "/mine/adults");
}

#define POST_OF(in_path, in_page, in_form, in_struct, in_name, in_again)                                                \
	{ .method = POST, .path = in_path, .role = FAMILY, .page = in_page, .form = in_form, .form_size = sizeof(struct in_struct), \
	  .form_name = in_name, .again = in_again }

static const struct route routes[] = {
	{ .method = GET, .path = "/mine", .role = FAMILY, .page = show },
	POST_OF("/mine/renewal", renew, button_form, nothing, "renew", show),
	POST_OF("/mine/withdrawal", withdraw, sure_form, sure, "withdraw", show),
	POST_OF("/mine/erasure", erase, sure_form, sure, "erase", show),
	{ .method = GET, .path = "/mine/offer", .role = FAMILY, .page = ask_offer, .form = offer_form },
	POST_OF("/mine/offer", change_offer, offer_form, offer_input, "offer", ask_offer),
	{ .method = GET, .path = "/mine/home", .role = FAMILY, .page = ask_home, .query = home_step_query,
	  .query_size = sizeof(struct home_step_input) },
	POST_OF("/mine/home", take_home, home_step_form, home_step_input, "own_home", ask_home),
	{ .method = GET, .path = "/mine/address", .role = FAMILY, .page = ask_address, .form = address_form },
	POST_OF("/mine/address", change_address, address_form, address_input, "address", ask_address),
	{ .method = GET, .path = "/mine/adults", .role = FAMILY, .page = show_adults, .form = adult_form },
	POST_OF("/mine/adults", add_adult, adult_form, adult_input, "adult", show_adults),
	POST_OF("/mine/adults/gone", remove_adult, gone_form, gone_input, "adult_gone", show_adults),
	{ 0 } };

static const char *const pages[] = { "match/own", "match/own_offer", "match/own_home", "match/own_address", "match/own_adults", NULL };

static const struct statement *const *const statements[] = {
	family_own_statements, attempt_statements, family_change_statements, family_adult_statements, family_home_statements,
	vetting_statements, vetting_void_statements,
	consent_giver_statements, personal_request_ask_statements, family_obstacle_statements, retention_rule_statements, pair_family_statements, audit_statements,
	NULL };

const struct room own_room = { .name = "own", .routes = routes, .pages = pages, .statements = statements };
