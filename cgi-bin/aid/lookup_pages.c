/* Where is my application? By the child's ID number and name and a code to the telephone on file, or by a slip's code and the name. Every
 * miss is the same page in the same time (domain/aid/lookup.h); what was found the browser may look at for half an hour. Nothing that
 * was typed stands in an address. */
#include <string.h>

#include "app/app.h"
#include "app/session.h"
#include "base/national_id.h"
#include "domain/aid/lookup.h"
#include "domain/giving/code.h"
#include "domain/office/attempt.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/telephone_code.h"
#include "lookup_session.h"
#include "rooms.h"

enum { lookup_minutes = 30 };

static const char form_number[] = "lookup", form_code[] = "lookup_code", form_slip[] = "lookup_slip", form_leave[] = "lookup_leave",
		  form_confirm[] = "award_confirm", form_appeal[] = "award_appeal";
static const char loan_asked[] = "lookup_asked", loan_proved[] = "lookup_proved";

/* enum national_id_fault */
static const char *const id_reasons[] = { "fine", "length", "length", "character", "day", "future", "check" };

struct number_input {
	const char *id_number, *name;
};
static const struct field number_form[] = {
	FIELD(number_input, id_number, .kind = FIELD_TEXT, .required = true, .max_chars = 40),
	FIELD(number_input, name, .kind = FIELD_NAME, .required = true, .max_chars = 60),
	{ .kind = FIELD_NONE } };

struct code_input {
	const char *code;
};
static const struct field code_form[] = {
	FIELD(code_input, code, .kind = FIELD_DIGITS, .required = true, .max_chars = 6),
	{ .kind = FIELD_NONE } };

struct slip_input {
	const char *slip, *name;
};
static const struct field slip_form[] = {
	FIELD(slip_input, slip, .kind = FIELD_CODE, .required = true, .max_chars = code_chars),
	FIELD(slip_input, name, .kind = FIELD_NAME, .required = true, .max_chars = 60),
	{ .kind = FIELD_NONE } };

struct nothing {
	bool unused;
};

/* Which award: never in an address. */
struct award_input {
	const char *award;
};
static const struct field award_form[] = {
	FIELD(award_input, award, .kind = FIELD_CODE, .required = true, .max_chars = code_chars), { .kind = FIELD_NONE } };

static const struct field leave_form[] = { FIELD(nothing, unused, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

const char *lookup_proof(struct request *request)
{
	return session_lent(request, loan_proved);
}

static struct lookup lookup_of(struct request *request)
{
	return (struct lookup){ .db = request->db, .arena = request->arena, .keyring = request->app->keyring,
				.address = request_subscriber(request), .now = request->now };
}

/* A limit is told by what was typed and who typed it, never by what is on file. */
static enum err show_wait(struct request *request, struct response *response, int64_t seconds, page_handler *again)
{
	response->out->status = 429;
	outgoing_add_header(response->out, "Retry-After", arena_print(request->arena, "%lld", (long long)seconds));
	view_put_int(response->view, "wait_minutes", (seconds + 59) / 60);
	return again(request, response);
}

/* Answered, not refused: its count commits with this transaction. */
static enum err show_miss(struct request *request, struct response *response, page_handler *again)
{
	response->out->status = 404;
	view_put_flag(response->view, "missed", true);
	return again(request, response);
}

/* What can be seen of the typed alone, before anybody is asked. */
static enum err refuse(struct request *request, const char *field, const char *reason)
{
	form_refuse(request->form, field, reason);
	request->form_refused = true;
	return E_INVALID;
}

static enum err show_number(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_number);
	return respond_page(request, response, "aid/lookup");
}

static enum err send(struct request *request, struct response *response)
{
	const struct number_input *input = request->input;
	const struct lookup lookup = lookup_of(request);
	struct lookup_question question = { .name = input->name, .language = language_names[request->language],
					    .most_a_day = request->app->settings.codes_a_day };
	const char *asked;
	struct national_id id;
	int64_t wait_seconds = 0;
	const enum national_id_fault fault = national_id_read_any_form(request->arena, input->id_number, request->today, &id);
	enum err err;

	if (fault != NATIONAL_ID_FINE)
		return refuse(request, "id_number", id_reasons[fault]);
	question.id_number = id.number;
	err = lookup_send_code(&lookup, &question, &wait_seconds, &asked);
	if (err == E_BUSY && wait_seconds > 0)
		return show_wait(request, response, wait_seconds, show_number);
	TRY(err);
	session_lend(request, response, loan_asked, asked, telephone_code_minutes);
	return respond_see_other(request, response, "/lookup/code");
}

static enum err ask_code(struct request *request, struct response *response)
{
	if (session_lent(request, loan_asked) == NULL)
		return respond_see_other(request, response, "/lookup");
	session_put_form_token(request, response, form_code);
	return respond_page(request, response, "aid/lookup_code");
}

static enum err let_in(struct request *request, struct response *response, const char *proof)
{
	session_lend(request, response, loan_proved, proof, lookup_minutes);
	return respond_see_other(request, response, "/lookup/awards");
}

static enum err enter(struct request *request, struct response *response)
{
	const struct code_input *input = request->input;
	const char *asked = session_lent(request, loan_asked), *proof = lookup_proof(request);
	const struct lookup lookup = lookup_of(request);
	int64_t wait_seconds = 0;
	enum err err;

	if (asked == NULL)
		return respond_see_other(request, response, "/lookup");
	/* Two taps: the code was used by the first. */
	if (proof != NULL && strcmp(proof + 1, asked) == 0)
		return respond_see_other(request, response, "/lookup/awards");
	err = lookup_enter_code(&lookup, asked, input->code, &wait_seconds, &proof);
	if (err == E_BUSY && wait_seconds > 0)
		return show_wait(request, response, wait_seconds, ask_code);
	if (err == E_DENIED)
		return show_miss(request, response, ask_code);
	TRY(err);
	return let_in(request, response, proof);
}

static enum err show_slip(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_slip);
	return respond_page(request, response, "aid/lookup_slip");
}

static enum err enter_slip(struct request *request, struct response *response)
{
	const struct slip_input *input = request->input;
	const struct lookup lookup = lookup_of(request);
	const char *proof;
	int64_t wait_seconds = 0;
	enum err err;

	if (!code_holds(input->slip))
		return refuse(request, "slip", "check");
	err = lookup_by_slip(&lookup, input->slip, input->name, &wait_seconds, &proof);
	if (err == E_BUSY && wait_seconds > 0)
		return show_wait(request, response, wait_seconds, show_slip);
	if (err == E_DENIED)
		return show_miss(request, response, show_slip);
	TRY(err);
	return let_in(request, response, proof);
}

/* A minor's record is read: the trail says so first. */
static enum err write_read(struct request *request, const struct lookup_child *child)
{
	const struct audit_event event = { .action = "aid_lookup", .outcome = AUDIT_SEEN, .unit_path = child->path,
					   .subject = arena_print(request->arena, "student:%s", child->code),
					   .detail = child->by_slip ? "{\"way\":\"slip\"}" : "{\"way\":\"telephone_code\"}" };

	return audit_note(request->db, request->arena, &actor_nobody, &event, request->now);
}

/* E_DENIED: nothing was proved, or the child is gone. */
static enum err find_child(struct request *request, struct lookup_child *out)
{
	const char *proof = lookup_proof(request);

	return proof == NULL ? E_DENIED : lookup_find(request->db, request->arena, request->app->keyring, proof, request->today, out);
}

static enum err show_awards(struct request *request, struct response *response)
{
	struct lookup_child child;
	const enum err err = find_child(request, &child);

	if (err == E_DENIED)
		return respond_see_other(request, response, "/lookup");
	TRY(err);
	if (!db_in_transaction(request->db))
		TRY(write_read(request, &child));
	view_put_flag(response->view, "may_act", true);
	view_put_text(response->view, "name", child.name);
	view_put_flag(response->view, "by_slip", child.by_slip);
	view_put_rows(response->view, "awards", &lookup_award_shape, child.awards);
	session_put_token(request, response, form_leave);
	session_put_token(request, response, form_confirm);
	session_put_token(request, response, form_appeal);
	return respond_page(request, response, "aid/lookup_awards");
}

/* Two taps, or the school was faster: the page says how it stands. */
static enum err act(struct request *request, struct response *response, enum err (*step)(struct request *request, const char *award))
{
	const struct award_input *input = request->input;
	struct lookup_child child;
	enum err err;

	TRY(audit_lock(request->db, request->arena));
	err = find_child(request, &child);
	if (err == E_DENIED)
		return respond_see_other(request, response, "/lookup");
	TRY(err);
	if (!lookup_shows(&child, input->award))
		return E_NOT_FOUND;
	err = step(request, input->award);
	return err == OK || err == E_CONFLICT ? respond_see_other(request, response, "/lookup/awards") : err;
}

static enum err say_it_came(struct request *request, const char *award)
{
	enum award_word word;

	return award_confirm(request->db, request->arena, award, request->now, &word);
}

static enum err say_it_is_wrong(struct request *request, const char *award)
{
	enum award_word word;

	return award_appeal(request->db, request->arena, &actor_nobody, award, request->now, &word);
}

static enum err confirm(struct request *request, struct response *response)
{
	return act(request, response, say_it_came);
}

static enum err appeal(struct request *request, struct response *response)
{
	return act(request, response, say_it_is_wrong);
}

static enum err leave(struct request *request, struct response *response)
{
	session_lend(request, response, loan_proved, "", -1);
	session_lend(request, response, loan_asked, "", -1);
	return respond_see_other(request, response, "/lookup");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/lookup", .role = ANYONE, .page = show_number, .form = number_form },
	{ .method = POST, .path = "/lookup", .role = ANYONE, .page = send, .form = number_form, .form_size = sizeof(struct number_input),
	  .form_name = form_number, .again = show_number, .committed = true },
	{ .method = GET, .path = "/lookup/code", .role = ANYONE, .page = ask_code, .form = code_form },
	{ .method = POST, .path = "/lookup/code", .role = ANYONE, .page = enter, .form = code_form, .form_size = sizeof(struct code_input),
	  .form_name = form_code, .again = ask_code, .committed = true },
	{ .method = GET, .path = "/lookup/slip", .role = ANYONE, .page = show_slip, .form = slip_form },
	{ .method = POST, .path = "/lookup/slip", .role = ANYONE, .page = enter_slip, .form = slip_form,
	  .form_size = sizeof(struct slip_input), .form_name = form_slip, .again = show_slip, .committed = true },
	{ .method = GET, .path = "/lookup/awards", .role = ANYONE, .page = show_awards },
	{ .method = POST, .path = "/lookup/confirm", .role = ANYONE, .page = confirm, .form = award_form,
	  .form_size = sizeof(struct award_input), .form_name = form_confirm, .again = show_awards, .committed = true },
	{ .method = POST, .path = "/lookup/appeal", .role = ANYONE, .page = appeal, .form = award_form,
	  .form_size = sizeof(struct award_input), .form_name = form_appeal, .again = show_awards, .committed = true },
	{ .method = POST, .path = "/lookup/leave", .role = ANYONE, .page = leave, .form = leave_form,
	  .form_size = sizeof(struct nothing), .form_name = form_leave, .again = show_awards },
	{ 0 } };

static const char *const pages[] = { "aid/lookup", "aid/lookup_code", "aid/lookup_slip", "aid/lookup_awards", NULL };

static const struct statement *const *const statements[] = {
	lookup_statements, lookup_find_statements, lookup_award_statements, award_confirm_statements, award_appeal_statements, attempt_statements, telephone_code_statements,
	outbox_put_statements, audit_statements, NULL };

const struct room lookup_room = { .name = "lookup", .routes = routes, .pages = pages, .statements = statements };
