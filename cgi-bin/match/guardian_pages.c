/* Guardians, without an account: the telephone on the register is proved by a code, and the browser acts for its children for half an
 * hour. They agree to pairing in general and withdraw; what they do with one family is guardian_pair_pages.c. No address names a child. */
#include "app/app.h"
#include "app/session.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "domain/pairing/guardian.h"
#include "domain/pairing/pair_card.h"
#include "domain/pairing/release.h"
#include "guardian_session.h"
#include "policy.h"
#include "prove.h"
#include "rooms.h"

static const char form_send[] = "guardian", form_enter[] = "guardian_code", form_agree[] = "agree", form_withdraw[] = "withdraw",
		  form_leave[] = "leave";
static const char loan_asked[] = "guardian_asked", loan_proved[] = "guardian_proved";

/* Which child: never in an address. */
struct child_input {
	const char *child;
};
static const struct field child_form[] = {
	FIELD(child_input, child, .kind = FIELD_CODE, .required = true), { .kind = FIELD_NONE } };

struct agree_input {
	const char *child;
	int64_t text;		/* which text was shown */
	bool agree;
};
static const struct field agree_form[] = {
	FIELD(agree_input, child, .kind = FIELD_CODE, .required = true),
	FIELD(agree_input, text, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40, .required = true),
	FIELD(agree_input, agree, .kind = FIELD_CHECK, .required = true),
	{ .kind = FIELD_NONE } };

struct nothing {
	bool unused;
};
static const struct field button_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

/* A line of the list: a child, and after it the families that were proposed for it. */
struct guardian_row {
	bool is_child;
	struct guardian_child child;
	bool grown_up;
	int64_t pairs;			/* of the child: so many lines follow */
	struct pair_of_child pair;
};
enum { guardian_rows_per_child = 5 };		/* itself, and four places at most */

#define OF_CHILD(in_field, ...)                                                                                     \
	{ .name = #in_field, .offset = offsetof(struct guardian_row, child.in_field),                               \
	  .type = COLUMN_TYPE_OF(((struct guardian_row *)0)->child.in_field), __VA_ARGS__ }
#define OF_PAIR(in_field, as, ...)                                                                                  \
	{ .name = as, .offset = offsetof(struct guardian_row, pair.in_field),                                       \
	  .type = COLUMN_TYPE_OF(((struct guardian_row *)0)->pair.in_field), __VA_ARGS__ }

static const struct shape guardian_row_shape = SHAPE(guardian_row,
	COLUMN(guardian_row, is_child), COLUMN(guardian_row, pairs), COLUMN(guardian_row, grown_up),
	OF_CHILD(code), OF_CHILD(stage, .names = stage_names), OF_CHILD(grade), OF_CHILD(asked), OF_CHILD(agreed), OF_CHILD(agreed_before),
	OF_PAIR(code, "pair", .nullable = true), OF_PAIR(state, "state", .names = pair_state_names),
	OF_PAIR(held_until, "held_until", .nullable = true), OF_PAIR(guardian_accepted_at, "guardian_accepted_at", .nullable = true),
	OF_PAIR(county, "county", .nullable = true), OF_PAIR(adults, "adults"), OF_PAIR(woman, "woman"));

const char *guardian_telephone(struct request *request)
{
	return session_lent(request, loan_proved);
}

static enum err show(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_send);
	return respond_page(request, response, "match/guardian");
}

static enum err ask(struct request *request, struct response *response)
{
	if (guardian_telephone(request) != NULL)
		return respond_see_other(request, response, "/guardian/children");
	return show(request, response);
}

/* A number of no guardian is answered like one of a guardian: no message, the same words and work. */
static enum err send(struct request *request, struct response *response)
{
	static const struct prove_step step = { guardian_code_purpose, loan_asked, "/guardian/code", show };
	const struct prove_send_input *input = request->input;
	bool known;

	TRY(guardian_known(request->db, request->arena, request->app->keyring, input->telephone, &known));
	return prove_send(request, response, &step, known);
}

static enum err ask_code(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked);

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	view_put_text(response->view, "telephone", telephone);
	session_put_form_token(request, response, form_enter);
	return respond_page(request, response, "match/guardian_code");
}

/* Whose children: each has its line in the trail, by code. */
static enum err write_sign_in(struct request *request, const char *telephone)
{
	const struct guardian_child *child;
	struct rows rows;

	TRY(guardian_children(request->db, request->arena, request->app->keyring, telephone, &rows));
	child = rows.row;
	for (size_t i = 0; i < rows.count; i++) {
		const struct audit_event event = { .action = "guardian_sign_in", .unit_path = child[i].path,
						   .subject = arena_print(request->arena, "student:%s", child[i].code) };

		TRY(audit_write(request->db, request->arena, &actor_nobody, &event, request->now));
	}
	return OK;
}

static enum err enter(struct request *request, struct response *response)
{
	const char *telephone = session_lent(request, loan_asked);
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	TRY(audit_lock(request->db, request->arena));
	err = prove_check(request, guardian_code_purpose, telephone);
	if (err == E_DENIED)
		return prove_missed(request, response, ask_code);
	TRY(err);
	TRY(write_sign_in(request, telephone));
	session_lend(request, response, loan_proved, telephone, proved_minutes);
	return respond_see_other(request, response, "/guardian/children");
}

/* A child and the families that were proposed for it, one after the other: the template shows the children in the order of these. */
static enum err put_children(struct request *request, struct response *response, const char *telephone)
{
	const struct guardian_child *child;
	struct guardian_row *shown;
	struct rows children;
	size_t count = 0;

	TRY(guardian_children(request->db, request->arena, request->app->keyring, telephone, &children));
	child = children.row;
	shown = ARENA_ARRAY(request->arena, struct guardian_row, children.count * guardian_rows_per_child + 1);
	for (size_t i = 0; i < children.count; i++) {
		const struct pair_of_child *pair;
		struct rows pairs;

		TRY(pair_list_of_child(request->db, request->arena, child[i].id, &pairs));
		pair = pairs.row;
		shown[count++] = (struct guardian_row){ .is_child = true, .child = child[i], .pairs = (int64_t)pairs.count,
							.grown_up = age_is_full(child[i].birth, 18, request->today) };
		for (size_t p = 0; p < pairs.count && p < guardian_rows_per_child - 1; p++)
			shown[count++] = (struct guardian_row){ .child = child[i], .pair = pair[p] };
	}
	view_put_rows(response->view, "rows", &guardian_row_shape, (struct rows){ shown, count });
	return OK;
}

static enum err list(struct request *request, struct response *response)
{
	const char *telephone = guardian_telephone(request);
	int64_t text = 0;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	TRY(put_children(request, response, telephone));
	const enum err err = policy_put(request, response, POLICY_CONSENT, pairing_purpose, "text", &text);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put_int(response->view, "text_id", text);
	view_put_text(response->view, "telephone", telephone);
	session_put_token(request, response, form_agree);
	session_put_token(request, response, form_withdraw);
	session_put_token(request, response, form_leave);
	return respond_page(request, response, "match/guardian_children");
}

static enum err agree(struct request *request, struct response *response)
{
	const struct agree_input *input = request->input;
	const char *telephone = guardian_telephone(request);
	struct guardian_child child;
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	/* Two taps at once: the second finds that it was said. */
	TRY(audit_lock(request->db, request->arena));
	TRY(guardian_find_child(request->db, request->arena, request->app->keyring, telephone, input->child, &child));
	if (!child.asked)
		return E_NOT_FOUND;
	err = child.agreed ? OK : guardian_agree(request->db, request->arena, &actor_nobody, &child, input->text, GIVEN_TELEPHONE_CODE,
						 request->now);
	if (err == E_CONFLICT || err == E_DENIED) {
		response->out->status = 409;
		view_put_text(response->view, "refusal", err == E_CONFLICT ? "newer_text" : "grown_up");
		return list(request, response);
	}
	TRY(err);
	return respond_see_other(request, response, "/guardian/children");
}

static enum err withdraw(struct request *request, struct response *response)
{
	const struct child_input *input = request->input;
	const char *telephone = guardian_telephone(request);
	struct guardian_child child;
	enum err err;

	if (telephone == NULL)
		return respond_see_other(request, response, "/guardian");
	TRY(guardian_find_child(request->db, request->arena, request->app->keyring, telephone, input->child, &child));
	err = guardian_withdraw(request->db, request->arena, &actor_nobody, &child, request->now);
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/guardian/children");
}

static enum err leave(struct request *request, struct response *response)
{
	session_lend(request, response, loan_proved, "", -1);
	return respond_see_other(request, response, "/");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/guardian", .role = ANYONE, .page = ask, .form = prove_send_form },
	{ .method = POST, .path = "/guardian", .role = ANYONE, .page = send, .form = prove_send_form,
	  .form_size = sizeof(struct prove_send_input), .form_name = form_send, .again = show },
	{ .method = GET, .path = "/guardian/code", .role = ANYONE, .page = ask_code, .form = prove_enter_form },
	{ .method = POST, .path = "/guardian/code", .role = ANYONE, .page = enter, .form = prove_enter_form,
	  .form_size = sizeof(struct prove_enter_input), .form_name = form_enter, .again = ask_code },
	{ .method = GET, .path = "/guardian/children", .role = ANYONE, .page = list },
	{ .method = POST, .path = "/guardian/agree", .role = ANYONE, .page = agree, .form = agree_form,
	  .form_size = sizeof(struct agree_input), .form_name = form_agree, .again = list, .committed = true },
	{ .method = POST, .path = "/guardian/withdraw", .role = ANYONE, .page = withdraw, .form = child_form,
	  .form_size = sizeof(struct child_input), .form_name = form_withdraw, .again = list, .committed = true },
	{ .method = POST, .path = "/guardian/leave", .role = ANYONE, .page = leave, .form = button_form,
	  .form_size = sizeof(struct nothing), .form_name = form_leave, .again = list },
	{ 0 } };

static const char *const pages[] = { "match/guardian", "match/guardian_code", "match/guardian_children", NULL };

static const struct statement *const *const statements[] = {
	guardian_statements, pair_guardian_statements, pair_card_guardian_statements, release_guardian_statements, consent_giver_statements,
	policy_current_statements, telephone_code_statements, outbox_put_statements, audit_statements, NULL };

const struct room guardian_room = { .name = "guardian", .routes = routes, .pages = pages, .statements = statements };
