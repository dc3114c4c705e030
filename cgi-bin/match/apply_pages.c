/* Coming forward, in four steps without a script: the telephone, its code, where they live, and the form. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "domain/office/attempt.h"
#include "domain/office/audit.h"
#include "domain/office/notice.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "domain/pairing/family_apply.h"
#include "domain/pairing/family_home.h"
#include "domain/pairing/family_session.h"
#include "family_form.h"
#include "home_step.h"
#include "in_person.h"
#include "member_session.h"
#include "policy.h"
#include "prove.h"
#include "rooms.h"

static const char form_send[] = "apply_send", form_enter[] = "apply_code", form_apply[] = "apply_form", code_purpose[] = "family_apply";
static const char loan_asked[] = "applying", loan_proved[] = "applied", loan_home[] = "home";

enum { form_minutes = 120 };

static enum err ask(struct request *request, struct response *response)
{
	if (request->family != NULL)
		return respond_see_other(request, response, "/mine");
	TRY(policy_put(request, response, POLICY_NOTICE, volunteering_purpose, "notice", NULL));
	session_put_form_token(request, response, form_send);
	return respond_page(request, response, "match/apply");
}

/* Any number gets a code: nobody learns whose is known. */
static enum err send(struct request *request, struct response *response)
{
	static const struct prove_step step = { code_purpose, loan_asked, "/apply/code", ask };

	return prove_send(request, response, &step, true);
}

static enum err ask_code(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked);

	if (telephone == NULL)
		return respond_see_other(request, response, "/apply");
	view_put_text(response->view, "telephone", telephone);
	session_put_form_token(request, response, form_enter);
	return respond_page(request, response, "match/apply_code");
}

/* The live family of a telephone that was proved, let in. E_NOT_FOUND: none. */
static enum err let_known_in(struct request *request, struct response *response, const char *telephone)
{
	struct family_member family;

	TRY(audit_lock(request->db, request->arena));
	TRY(family_find_by_telephone(request->db, request->arena, request->app->keyring, telephone, &family));
	if (!family_is_live(&family))
		return E_NOT_FOUND;
	TRY(member_let_in(request, response, &family));
	return respond_see_other(request, response, "/mine");
}

static enum err enter(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked);
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/apply");
	err = prove_check(request, code_purpose, telephone);
	if (err == E_DENIED)
		return prove_missed(request, response, ask_code);
	TRY(err);
	err = let_known_in(request, response, telephone);
	if (err != E_NOT_FOUND)
		return err;
	session_lend(request, response, loan_proved, telephone, form_minutes);
	return respond_see_other(request, response, "/apply/home");
}

static enum err ask_home(struct request *request, struct response *response)
{
	if (session_lent(request, loan_proved) == NULL)
		return respond_see_other(request, response, "/apply");
	return home_step_show(request, response, "match/apply_home", "apply_home");
}

static enum err take_home(struct request *request, struct response *response)
{
	const enum err err = home_step_take(request, response, loan_home);

	if (err == E_NOT_FOUND)
		return respond_see_other(request, response, "/apply/home");
	TRY(err);
	return respond_see_other(request, response, "/apply/form");
}

/* What is missing before the form can be shown sends there. */
static const char *missing_step(struct request *request)
{
	if (session_lent(request, loan_proved) == NULL)
		return "/apply";
	return session_lent(request, loan_home) == NULL ? "/apply/home" : NULL;
}

static struct family_wish wish_of(struct request *request)
{
	const struct family_input *input = request->input;
	struct family_wish wish = input->wish;

	wish.telephone = session_lent(request, loan_proved);
	wish.home_code = session_lent(request, loan_home);
	wish.language = language_names[request->language];
	return wish;
}

/* What is wrong by the rules is said together with what is wrong by itself: nobody corrects a form twice. A field that is wrong was not
 * read. */
static enum err add_refusals(struct request *request)
{
	struct family_wish wish = wish_of(request);
	struct family_refusals refusals;

	for (size_t i = 0; i < family_adults_max; i++) {
		wish.adults[i].name = wish.adults[i].name != NULL ? wish.adults[i].name : "";
		wish.adults[i].id_number = wish.adults[i].id_number != NULL ? wish.adults[i].id_number : "";
	}
	TRY(family_check_wish(request->db, request->arena, &wish, request->today, &refusals));
	family_form_add(request, &refusals);
	return OK;
}

static enum err ask_form(struct request *request, struct response *response)
{
	const char *missing = missing_step(request);
	struct home *home = ARENA_NEW(request->arena, struct home);
	int64_t text_id;
	enum err err;

	if (missing != NULL)
		return respond_see_other(request, response, "%s", missing);
	err = home_find(request->db, request->arena, session_lent(request, loan_home), home);
	if (err == E_NOT_FOUND)
		return respond_see_other(request, response, "/apply/home");
	TRY(err);
	TRY(policy_put(request, response, POLICY_CONSENT, volunteering_purpose, "consent", &text_id));
	if (request->input == NULL)
		form_prefill(request->form, "capacity", "1");
	else if (request->form_refused && !request->form_stale)
		TRY(add_refusals(request));
	view_put(response->view, "dwelling", &home_shape, home);
	view_put_int(response->view, "text_id", text_id);
	view_put_text(response->view, "telephone", session_lent(request, loan_proved));
	session_put_form_token(request, response, form_apply);
	return respond_page(request, response, "match/apply_form");
}

static enum err apply(struct request *request, struct response *response)
{
	const char *missing = missing_step(request);
	struct family_refusals refusals;
	struct family_member family;
	struct family_wish wish;
	enum err err;

	if (missing != NULL)
		return respond_see_other(request, response, "%s", missing);
	if (request->form->trapped)
		return E_DENIED;
	wish = wish_of(request);
	TRY(in_person_check(request, wish.telephone, &wish.in_person));
	refusals.count = 0;
	err = family_register(request->db, request->arena, request->app->keyring, &wish, request->form_nonce, request->now, &family,
			      &refusals);
	if (err == E_INVALID && in_person_said(&refusals))
		return in_person_answer(request, response, wish.telephone, &refusals, ask_form);
	if (err == E_INVALID && refusals.count > 0)
		return family_form_refuse(request, &refusals);
	TRY(err);
	TRY(member_let_in(request, response, &family));
	return respond_see_other(request, response, "/mine");
}

struct arrival {
	struct request *request;
	struct response *response;
	const struct family_member *family;
};

static enum err let_in(void *context)
{
	struct arrival *arrival = context;

	return member_let_in(arrival->request, arrival->response, arrival->family);
}

/* The same display of the form again (a double tap, a reload, an answer that got lost): the family it made. */
static enum err find_made(struct request *request, struct response *response)
{
	struct family_member family;
	struct arrival arrival = { request, response, &family };
	struct family_wish wish;

	if (missing_step(request) != NULL)
		return E_NOT_FOUND;
	wish = wish_of(request);
	TRY(family_find_by_nonce(request->db, request->arena, &wish, request->form_nonce, &family));
	TRY(db_transaction(request->db, let_in, NULL, &arrival, NULL));
	return respond_see_other(request, response, "/mine");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/apply", .role = ANYONE, .page = ask, .form = prove_send_form },
	{ .method = POST, .path = "/apply", .role = ANYONE, .page = send, .form = prove_send_form,
	  .form_size = sizeof(struct prove_send_input), .form_name = form_send, .again = ask },
	{ .method = GET, .path = "/apply/code", .role = ANYONE, .page = ask_code, .form = prove_enter_form },
	{ .method = POST, .path = "/apply/code", .role = ANYONE, .page = enter, .form = prove_enter_form,
	  .form_size = sizeof(struct prove_enter_input), .form_name = form_enter, .again = ask_code },
	{ .method = GET, .path = "/apply/home", .role = ANYONE, .page = ask_home, .query = home_step_query,
	  .query_size = sizeof(struct home_step_input) },
	{ .method = POST, .path = "/apply/home", .role = ANYONE, .page = take_home, .form = home_step_form,
	  .form_size = sizeof(struct home_step_input), .form_name = "apply_home", .again = ask_home },
	{ .method = GET, .path = "/apply/form", .role = ANYONE, .page = ask_form, .form = family_form },
	{ .method = POST, .path = "/apply/form", .role = ANYONE, .page = apply, .form = family_form,
	  .form_size = sizeof(struct family_input), .form_name = form_apply, .again = ask_form, .repeat = find_made },
	{ 0 } };

static const char *const pages[] = { "match/apply", "match/apply_code", "match/apply_home", "match/apply_form", NULL };

static const struct statement *const *const statements[] = {
	family_apply_statements, family_adult_statements, family_home_statements, family_session_statements, telephone_code_statements,
	outbox_put_statements, attempt_statements, consent_giver_statements, policy_current_statements, notice_statements, audit_statements, NULL };

const struct room apply_room = { .name = "apply", .routes = routes, .pages = pages, .statements = statements };
