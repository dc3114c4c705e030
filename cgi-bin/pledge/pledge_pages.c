/* Pledges: the form, and what was registered, for the browser that did it. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "crypt/token.h"
#include "domain/giving/campaign.h"
#include "domain/giving/code.h"
#include "domain/giving/pledge.h"
#include "domain/giving/pledge_owner.h"
#include "own_pledge.h"
#include "rooms.h"
#include "view/qr.h"

/* The form as it is sent: a wish, and a trap for automata. */
struct pledge_input {
	struct pledge_wish wish;
	const char *website;
};

/* A field of the wish within the input, under its own name. */
#define WISH(field_name, ...)                                                                                      \
	{ .column = { .name = #field_name, .offset = offsetof(struct pledge_input, wish.field_name),               \
		      .type = COLUMN_TYPE_OF(((struct pledge_input *)0)->wish.field_name) }, __VA_ARGS__ }
#define WISH_CHOICE(field_name, in_names)                                                                          \
	{ .column = { .name = #field_name, .offset = offsetof(struct pledge_input, wish.field_name),               \
		      .type = COLUMN_UINT32, .names = in_names }, .kind = FIELD_CHOICE, .required = true }

static const struct field pledge_form[] = {
	WISH_CHOICE(preset, amount_preset_names),
	WISH(amount, .kind = FIELD_MONEY, .min = pledge_min_fen, .max = pledge_max_fen),
	WISH_CHOICE(giver, giver_names),
	WISH(name, .kind = FIELD_NAME, .max_chars = 100, .required = true),
	WISH(credit_code, .kind = FIELD_GB32100),
	WISH(telephone, .kind = FIELD_TELEPHONE, .required = true),
	WISH(email, .kind = FIELD_EMAIL),
	WISH(message, .kind = FIELD_LINES, .max_chars = 200),
	WISH_CHOICE(visibility, visibility_names),
	WISH(named_understood, .kind = FIELD_CHECK),
	WISH(receipt_wanted, .kind = FIELD_CHECK),
	WISH(receipt_title, .kind = FIELD_NAME, .max_chars = 100),
	WISH(payer_name, .kind = FIELD_NAME, .max_chars = 100),
	FIELD(pledge_input, website, .kind = FIELD_TRAP),
	{ .kind = FIELD_NONE } };

static const char form_name[] = "pledge";

static bool takes_pledges(const struct campaign *campaign)
{
	return campaign->state == CAMPAIGN_OPEN || campaign->state == CAMPAIGN_ENDING;
}

static enum err put_campaign(struct request *request, struct response *response, int64_t id, struct campaign *out)
{
	struct campaign_detail *detail = ARENA_NEW(request->arena, struct campaign_detail);
	struct campaign *campaign = ARENA_NEW(request->arena, struct campaign);

	TRY(campaign_find(request->db, request->arena, id, request->today, campaign));
	TRY(campaign_find_detail(request->db, request->arena, id, detail));
	view_put(response->view, "campaign", &campaign_shape, campaign);
	view_put(response->view, "detail", &campaign_detail_shape, detail);
	*out = *campaign;
	return OK;
}

/* Known, public, and taking no pledges today: the refusal says that, not just that it was refused. */
static enum err refuse_ended(struct request *request)
{
	request->culprit = "ended";
	return E_DENIED;
}

static enum err ask(struct request *request, struct response *response)
{
	struct campaign campaign;

	TRY(put_campaign(request, response, request->path.id, &campaign));
	if (!takes_pledges(&campaign))
		return refuse_ended(request);
	if (request->input == NULL) {
		form_prefill(request->form, "preset", amount_preset_names[PRESET_100]);
		form_prefill(request->form, "giver", giver_names[GIVER_PERSON]);
		form_prefill(request->form, "visibility", visibility_names[VISIBILITY_PRIVATE]);
	}
	session_put_form_token(request, response, form_name);
	return respond_page(request, response, "pledge/pledge_form");
}

static enum err create(struct request *request, struct response *response)
{
	const struct pledge_input *input = request->input;
	struct pledge_refusals refusals;
	const char *code;
	enum err err;

	if (request->form->trapped)
		return E_DENIED;
	if (pledge_check_wish(&input->wish, &refusals) != OK) {
		for (size_t i = 0; i < refusals.count; i++)
			form_refuse(request->form, refusals.item[i].field, refusals.item[i].reason);
		request->form_refused = true;
		return E_INVALID;
	}
	err = pledge_register(request->db, request->arena, request->app->keyring, request->path.id, &input->wish,
			      request->form_nonce, request->session, request->now, &code);
	if (err == E_DENIED)
		return refuse_ended(request);
	TRY(err);
	return respond_see_other(request, response, "/pledges/%s", code);
}

/* The same display of the form again (a double tap, a reload, an answer that got lost): the pledge it made. */
static enum err find_made(struct request *request, struct response *response)
{
	const struct pledge_input *input = request->input;
	const char *code;

	TRY(pledge_find_by_nonce(request->db, request->arena, request->app->keyring, request->path.id, &input->wish,
				 request->form_nonce, &code));
	return respond_see_other(request, response, "/pledges/%s", code);
}

static enum err find_made_elsewhere(struct request *request, const char *code)
{
	const char *telephone = session_lent(request, session_loan_proved);
	bool own = false;

	if (session_granted(request, arena_print(request->arena, "pledge:%s", code)))
		return OK;
	if (telephone != NULL)
		TRY(pledge_is_of_telephone(request->db, request->arena, request->app->keyring, code, telephone, &own));
	return own ? OK : E_DENIED;
}

enum err own_pledge_find(struct request *request, struct pledge *out)
{
	const char *code = request->path.code;
	enum err err;

	if (!code_holds(code))
		return E_DENIED;
	err = pledge_find(request->db, request->arena, code, out);
	if (err == E_NOT_FOUND)
		return E_DENIED;
	TRY(err);
	if (request->session != NULL &&
	    bytes_equal(out->session_digest, digest_text(request->arena, request->session)))
		return OK;
	return find_made_elsewhere(request, code);
}

static enum err put_pledge(struct request *request, struct response *response)
{
	struct campaign_detail *detail = ARENA_NEW(request->arena, struct campaign_detail);
	struct pledge *pledge = ARENA_NEW(request->arena, struct pledge);

	TRY(own_pledge_find(request, pledge));
	TRY(campaign_find_detail(request->db, request->arena, pledge->campaign_id, detail));
	view_put(response->view, "pledge", &pledge_shape, pledge);
	view_put(response->view, "detail", &campaign_detail_shape, detail);
	return OK;
}

enum err own_pledge_show_elsewhere(struct request *request, struct response *response)
{
	response->out->status = 403;
	view_put_text(response->view, "code", request->path.code);
	return respond_page(request, response, "pledge/elsewhere");
}

static enum err show(struct request *request, struct response *response)
{
	enum err err = put_pledge(request, response);

	if (err == E_DENIED)
		return own_pledge_show_elsewhere(request, response);
	TRY(err);
	session_put_form_token(request, response, arena_print(request->arena, "withdraw:%s", request->path.code));
	return respond_page(request, response, "pledge/pledge");
}

struct qr {
	const char *path;
	int64_t side;
};

static const struct shape qr_shape = SHAPE(qr, COLUMN(qr, path), COLUMN(qr, side));

static enum err show_slip(struct request *request, struct response *response)
{
	enum err err = put_pledge(request, response);
	const char *link;
	struct qr qr;

	if (err == E_DENIED)
		return own_pledge_show_elsewhere(request, response);
	TRY(err);
	link = request_url(request, arena_print(request->arena, "/follow?code=%s", request->path.code));
	TRY(qr_path(request->arena, link, &qr.path, &qr.side));
	view_put(response->view, "qr", &qr_shape, &qr);
	view_put_text(response->view, "follow_url", request_url(request, "/follow"));
	return respond_page(request, response, "pledge/slip");
}

/* A withdrawal is confirmed by a tick, so that one stray tap does not end a pledge. */
struct withdrawal {
	bool sure;
};

static const struct field withdraw_form[] = {
	FIELD(withdrawal, sure, .kind = FIELD_CHECK, .required = true),
	{ .kind = FIELD_NONE } };

static enum err withdraw(struct request *request, struct response *response)
{
	struct pledge pledge;
	enum err err;

	TRY(own_pledge_find(request, &pledge));
	err = pledge_withdraw(request->db, &pledge, request->now);
	/* Money came meanwhile, or the button was tapped twice: the pledge's page says how it stands. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/pledges/%s", pledge.code);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/campaigns/{id}/pledge", .role = ANYONE, .page = ask, .form = pledge_form },
	{ .method = POST, .path = "/campaigns/{id}/pledge", .role = ANYONE, .page = create, .form = pledge_form,
	  .form_size = sizeof(struct pledge_input), .form_name = form_name, .again = ask, .repeat = find_made },
	{ .method = GET, .path = "/pledges/{code}", .role = ANYONE, .page = show, .form = withdraw_form },
	{ .method = GET, .path = "/pledges/{code}/slip", .role = ANYONE, .page = show_slip },
	{ .method = POST, .path = "/pledges/{code}/withdraw", .role = ANYONE, .page = withdraw, .form = withdraw_form,
	  .form_size = sizeof(struct withdrawal), .form_name = "withdraw", .again = show, .committed = true },
	{ 0 } };

static const char *const pages[] = {
	"pledge/pledge_form", "pledge/pledge", "pledge/slip", "pledge/elsewhere", NULL };

static const struct statement *const *const statements[] = { pledge_statements, pledge_owner_statements, campaign_statements, NULL };

const struct room pledge_room = { .name = "pledge", .routes = routes, .pages = pages, .statements = statements };
