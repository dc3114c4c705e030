/* Letters between a family and its student's side, while the pair is active. The school reads each first; ways to meet outside the
 * programme are found before anything is stored, and the page shows where. One page, two doors: a family that signed in, a guardian
 * whose telephone was proved. */
#include "app/app.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/pairing/contact_scan.h"
#include "domain/pairing/guardian.h"
#include "domain/pairing/pair_message.h"
#include "guardian_session.h"
#include "rooms.h"

static const char form_message[] = "message";

struct message_input {
	const char *body;
};
static const struct field message_form[] = {
	FIELD(message_input, body, .kind = FIELD_LINES, .required = true, .max_chars = message_chars_most), { .kind = FIELD_NONE } };

static enum err show(struct request *request, struct response *response, const struct pair *pair, bool by_family)
{
	const bool open = pair->state == PAIR_ACTIVE;
	struct rows messages = { NULL, 0 }, finds = { NULL, 0 };

	if (open)
		TRY(pair_message_list(request->db, request->arena, request->app->keyring, pair->id, by_family, &messages));
	if (request->form_refused)
		contact_scan(request->arena, request->form->states[0].typed, &finds);
	view_put_text(response->view, "code", pair->code);
	view_put_flag(response->view, "open", open);
	view_put_flag(response->view, "by_family", by_family);
	view_put_rows(response->view, "messages", &pair_message_shape, messages);
	view_put_rows(response->view, "finds", &contact_find_shape, finds);
	session_put_code_token(request, response, form_message);
	return respond_page(request, response, "match/messages");
}

static enum err send(struct request *request, struct response *response, const struct pair *pair, bool by_family)
{
	const struct message_input *input = request->input;
	const struct pair_message_wish wish = {
		.pair_id = pair->id, .pair_code = pair->code, .sender = by_family ? MESSAGE_FAMILY : MESSAGE_CHILD, .body = input->body,
		.form_nonce = request->form_nonce };
	struct rows finds;
	enum err err;

	contact_scan(request->arena, input->body, &finds);
	if (finds.count > 0) {
		form_refuse(request->form, "body", "contact");
		request->form_refused = true;
		return E_INVALID;
	}
	err = pair_message_send(request->db, request->arena, request->app->keyring, &wish, request->now);
	if (err == E_DENIED) {
		/* It was paused, or it ended, while the page was open: the text is shown again. */
		response->out->status = 409;
		return show(request, response, pair, by_family);
	}
	TRY(err);
	return respond_see_other(request, response, by_family ? "/pairs/%s/messages" : "/guardian/pairs/%s/messages", pair->code);
}

static enum err show_family(struct request *request, struct response *response)
{
	struct pair pair;

	TRY(pair_find_of_family(request->db, request->arena, request->family->id, request->path.code, &pair));
	return show(request, response, &pair, true);
}

static enum err send_family(struct request *request, struct response *response)
{
	struct pair pair;

	TRY(audit_lock(request->db, request->arena));
	TRY(pair_find_of_family(request->db, request->arena, request->family->id, request->path.code, &pair));
	return send(request, response, &pair, true);
}

static enum err repeat_family(struct request *request, struct response *response)
{
	TRY(pair_message_find_by_nonce(request->db, request->arena, request->form_nonce));
	return respond_see_other(request, response, "/pairs/%s/messages", request->path.code);
}

static enum err find_guardians(struct request *request, const char *telephone, struct pair *pair)
{
	struct guardian_child child;

	return guardian_find_pair(request->db, request->arena, request->app->keyring, telephone, request->path.code, &child, pair);
}

static enum err show_guardian(struct request *request, struct response *response)
{
	const char *telephone = guardian_telephone(request);
	struct pair pair;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	TRY(find_guardians(request, telephone, &pair));
	return show(request, response, &pair, false);
}

static enum err send_guardian(struct request *request, struct response *response)
{
	const char *telephone = guardian_telephone(request);
	struct pair pair;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	TRY(audit_lock(request->db, request->arena));
	TRY(find_guardians(request, telephone, &pair));
	return send(request, response, &pair, false);
}

static enum err repeat_guardian(struct request *request, struct response *response)
{
	TRY(pair_message_find_by_nonce(request->db, request->arena, request->form_nonce));
	return respond_see_other(request, response, "/guardian/pairs/%s/messages", request->path.code);
}

#define SENT(at, in_role, handler, shown, repeated)                                                                  \
	{ .method = POST, .path = at, .role = in_role, .page = handler, .form = message_form,                          \
	  .form_size = sizeof(struct message_input), .form_name = form_message, .again = shown, .repeat = repeated, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/pairs/{code}/messages", .role = FAMILY, .page = show_family, .form = message_form },
	SENT("/pairs/{code}/messages", FAMILY, send_family, show_family, repeat_family),
	{ .method = GET, .path = "/guardian/pairs/{code}/messages", .role = ANYONE, .page = show_guardian, .form = message_form },
	SENT("/guardian/pairs/{code}/messages", ANYONE, send_guardian, show_guardian, repeat_guardian),
	{ 0 } };

static const char *const pages[] = { "match/messages", NULL };

static const struct statement *const *const statements[] = {
	pair_message_statements, pair_family_statements, guardian_statements, audit_statements, NULL };

const struct room message_room = { .name = "message", .routes = routes, .pages = pages, .statements = statements };
