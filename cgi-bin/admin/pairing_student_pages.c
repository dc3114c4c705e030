/* Students to be paired: put in by the school, the guardian's consent keyed from witnessed paper, screened by somebody else, opened. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/pairing_student.h"
#include "rooms.h"

struct list_query {
	enum pairing_state state;
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, pairing_state_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

struct find_input {
	const char *code;
};
static const struct field find_form[] = {
	FIELD(find_input, code, .kind = FIELD_CODE, .max_chars = code_chars, .required = true), { .kind = FIELD_NONE } };

static const struct field edit_form[] = {
	FIELD(pairing_wish, township, .kind = FIELD_DIGITS, .max_chars = 9, .required = true),
	FIELD(pairing_wish, village, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(pairing_wish, tutoring, .kind = FIELD_CHECK), FIELD(pairing_wish, company, .kind = FIELD_CHECK),
	FIELD(pairing_wish, clothing, .kind = FIELD_CHECK), FIELD(pairing_wish, books, .kind = FIELD_CHECK),
	FIELD(pairing_wish, holidays, .kind = FIELD_CHECK),
	FIELD(pairing_wish, places, .kind = FIELD_INTEGER, .min = 1, .max = 4, .required = true),
	FIELD(pairing_wish, sibling, .kind = FIELD_CODE, .max_chars = code_chars),
	FIELD(pairing_wish, apart, .kind = FIELD_CHECK), FIELD(pairing_wish, wants_woman, .kind = FIELD_CHECK),
	FIELD(pairing_wish, teacher, .kind = FIELD_TEXT, .max_chars = 60),
	{ .kind = FIELD_NONE } };

/* A step that asks for nothing: its one field is where a refusal finds its way back. */
struct step_input {
	bool sure;
};
static const struct field step_form[] = { FIELD(step_input, sure, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

struct close_input {
	enum pairing_close reason;
};
static const struct field close_form[] = {
	FIELD_ENUM(close_input, reason, pairing_close_names, .required = true), { .kind = FIELD_NONE } };

struct consent_input {
	int64_t text;
	bool seen;			/* the signed paper lies before whoever keys it */
};
static const struct field consent_form[] = {
	FIELD(consent_input, text, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	FIELD(consent_input, seen, .kind = FIELD_CHECK, .required = true), { .kind = FIELD_NONE } };

static enum err respond_list(struct request *request, struct response *response, enum pairing_state state, int64_t after)
{
	const struct pairing_student *students;
	struct rows rows;
	bool more;

	TRY(pairing_student_list(request->db, request->arena, request->actor->unit_path, state, after, list_rows, &rows, &more));
	students = rows.row;
	view_put_rows(response->view, "students", &pairing_student_shape, rows);
	view_put_text(response->view, "state", pairing_state_names[state]);
	list_put(request, response,
		 more ? arena_print(request->arena, "%lld", (long long)students[rows.count - 1].student_id) : NULL);
	session_put_token(request, response, "pairing_find");
	return respond_page(request, response, "admin/pairing_students");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;

	return respond_list(request, response, query->state, query->after);
}

static enum err show_list_again(struct request *request, struct response *response)
{
	return respond_list(request, response, PAIRING_OPEN, 0);
}

static const char *subject_of(struct request *request)
{
	return arena_print(request->arena, "student:%s", request->path.code);
}

/* Of the register, in the actor's scope. */
static enum err find_student(struct request *request, struct student *out)
{
	const struct keyring *keyring = request->app->keyring;
	enum err err;

	if (!code_holds(request->path.code))
		return E_NOT_FOUND;
	err = student_find(request->db, request->arena, keyring, request->actor->unit_path, request->path.code, out);
	if (err == E_NOT_FOUND && student_find(request->db, request->arena, keyring, NULL, request->path.code, out) == OK)
		return refuse_out_of_scope(request, subject_of(request));
	return err;
}

static enum err find(struct request *request, struct response *response)
{
	const struct find_input *input = request->input;
	struct student student;
	enum err err;

	if (!code_holds(input->code))
		return refuse_field(request, "code", "unknown");
	err = student_find(request->db, request->arena, request->app->keyring, request->actor->unit_path, input->code, &student);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "code", "unknown");
	TRY(err);
	return respond_see_other(request, response, "/pairing-students/%s", input->code);
}

/* The newest text, to be read and signed; none where none was published. */
static enum err put_text(struct request *request, struct response *response)
{
	struct policy_text *text = ARENA_NEW(request->arena, struct policy_text);
	const enum err err = policy_current(request->db, request->arena, POLICY_CONSENT, pairing_purpose, "zh", text);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put(response->view, "text", &policy_text_shape, err == OK ? text : NULL);
	return OK;
}

static enum err respond_student(struct request *request, struct response *response)
{
	static const char *const forms[] = { "pairing_consent", "pairing_screen", "pairing_open", "pairing_close", NULL };
	struct pairing_student *paired = ARENA_NEW(request->arena, struct pairing_student);
	struct student *student = ARENA_NEW(request->arena, struct student);
	enum err err;

	TRY(find_student(request, student));
	err = pairing_student_find(request->db, request->arena, request->actor->unit_path, request->path.code, paired);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put(response->view, "student", &student_shape, student);
	view_put(response->view, "paired", &pairing_student_shape, err == OK ? paired : NULL);
	view_put_flag(response->view, "own", err == OK && paired->edited_by == request->actor->account_id);
	TRY(put_text(request, response));
	TRY(history_put(request, response, subject_of(request)));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
	return respond_page(request, response, "admin/pairing_student");
}

static enum err show(struct request *request, struct response *response)
{
	struct audit_event event = { .action = "student_view", .outcome = AUDIT_SEEN };
	struct student student;

	TRY(find_student(request, &student));
	event.subject = subject_of(request);
	event.unit_path = student.path;
	TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	return respond_student(request, response);
}

struct town_choice {
	const char *code, *name;
	bool chosen;
};
static const struct shape town_choice_shape = SHAPE(town_choice,
	COLUMN(town_choice, code), COLUMN(town_choice, name), COLUMN(town_choice, chosen));

static enum err put_townships(struct request *request, struct response *response, const char *path)
{
	const char *typed = "";
	const struct township *town;
	struct town_choice *choices;
	struct rows towns;

	for (size_t i = 0; i < request->form->count; i++)
		if (strcmp(request->form->states[i].name, "township") == 0)
			typed = request->form->states[i].typed;
	TRY(pairing_townships(request->db, request->arena, path, &towns));
	town = towns.row;
	choices = ARENA_ARRAY(request->arena, struct town_choice, towns.count + 1);
	for (size_t i = 0; i < towns.count; i++)
		choices[i] = (struct town_choice){ town[i].code, town[i].name, strcmp(town[i].code, typed) == 0 };
	view_put_rows(response->view, "townships", &town_choice_shape, (struct rows){ choices, towns.count });
	return OK;
}

static enum err respond_edit(struct request *request, struct response *response)
{
	struct student *student = ARENA_NEW(request->arena, struct student);
	struct pairing_student paired;
	enum err err;

	TRY(find_student(request, student));
	err = pairing_student_find(request->db, request->arena, request->actor->unit_path, request->path.code, &paired);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	view_put_flag(response->view, "screened", err == OK && (paired.state == PAIRING_SCREENED || paired.state == PAIRING_OPEN));
	TRY(put_townships(request, response, student->path));
	view_put(response->view, "student", &student_shape, student);
	session_put_code_token(request, response, "pairing_edit");
	return respond_page(request, response, "admin/pairing_student_edit");
}

static const char *checked(bool flag)
{
	return flag ? "1" : "";
}

static enum err show_edit(struct request *request, struct response *response)
{
	struct pairing_student now;
	const enum err err = pairing_student_find(request->db, request->arena, request->actor->unit_path, request->path.code, &now);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	form_prefill(request->form, "places", err == OK ? arena_print(request->arena, "%lld", (long long)now.places) : "2");
	if (err == OK) {
		form_prefill(request->form, "township", now.township);
		form_prefill(request->form, "village", now.village);
		form_prefill(request->form, "tutoring", checked(now.tutoring));
		form_prefill(request->form, "company", checked(now.company));
		form_prefill(request->form, "clothing", checked(now.clothing));
		form_prefill(request->form, "books", checked(now.books));
		form_prefill(request->form, "holidays", checked(now.holidays));
		form_prefill(request->form, "apart", checked(now.apart));
		form_prefill(request->form, "wants_woman", checked(now.wants_woman));
		form_prefill(request->form, "teacher", now.teacher != NULL ? now.teacher : "");
	}
	return respond_edit(request, response);
}

static enum err edit(struct request *request, struct response *response)
{
	struct pairing_refusal refusal;
	const enum err err = pairing_student_put(request->db, request->arena, request->actor, request->path.code, request->input,
						 request->now, &refusal);

	if (err == E_INVALID)
		return refuse_field(request, refusal.field, refusal.reason);
	TRY(err);
	return respond_see_other(request, response, "/pairing-students/%s?said=saved", request->path.code);
}

static enum err after_step(struct request *request, struct response *response, enum err err, const char *field,
			   const struct pairing_refusal *refusal)
{
	if (err == E_CONFLICT)
		return refuse_field(request, field, refusal->reason);
	TRY(err);
	return respond_see_other(request, response, "/pairing-students/%s?said=saved", request->path.code);
}

static enum err screen(struct request *request, struct response *response)
{
	struct pairing_refusal refusal = { NULL, "state" };

	return after_step(request, response,
			  pairing_student_screen(request->db, request->arena, request->actor, request->path.code, request->now, &refusal),
			  "sure", &refusal);
}

static enum err open_for_families(struct request *request, struct response *response)
{
	struct pairing_refusal refusal = { NULL, "state" };

	return after_step(request, response,
			  pairing_student_open(request->db, request->arena, request->actor, request->path.code, request->now, &refusal),
			  "sure", &refusal);
}

static enum err close_student(struct request *request, struct response *response)
{
	const struct close_input *input = request->input;
	struct pairing_refusal refusal = { NULL, "state" };

	return after_step(request, response,
			  pairing_student_close(request->db, request->arena, request->actor, request->path.code, input->reason,
						request->now, &refusal),
			  "reason", &refusal);
}

static enum err consent(struct request *request, struct response *response)
{
	const struct consent_input *input = request->input;
	const enum err err = pairing_student_consent(request->db, request->arena, request->actor, request->path.code, input->text,
						     request->now);

	/* A newer text was published since: it is shown now, and is what has to be signed. */
	if (err == E_CONFLICT)
		return refuse_field(request, "seen", "newer_text");
	TRY(err);
	return respond_see_other(request, response, "/pairing-students/%s?said=saved", request->path.code);
}

#define STEP(in_path, in_action, handler, in_form, in_struct, in_name)                                              \
	{ .method = POST, .path = "/pairing-students/{code}/" in_path, .role = STAFF, .action = in_action, .page = handler,  \
	  .form = in_form, .form_size = sizeof(struct in_struct), .form_name = in_name, .again = respond_student }

static const struct route routes[] = {
	{ .method = GET, .path = "/pairing-students", .role = STAFF, .action = ACTION_PAIRING_STUDENT_VIEW, .page = show_list,
	  .query = list_fields, .query_size = sizeof(struct list_query) },
	{ .method = POST, .path = "/pairing-students", .role = STAFF, .action = ACTION_PAIRING_STUDENT_VIEW, .page = find,
	  .form = find_form, .form_size = sizeof(struct find_input), .form_name = "pairing_find", .again = show_list_again },
	{ .method = GET, .path = "/pairing-students/{code}", .role = STAFF, .action = ACTION_PAIRING_STUDENT_VIEW, .page = show,
	  .form = step_form },
	{ .method = GET, .path = "/pairing-students/{code}/edit", .role = STAFF, .action = ACTION_PAIRING_STUDENT_EDIT,
	  .page = show_edit, .form = edit_form },
	{ .method = POST, .path = "/pairing-students/{code}/edit", .role = STAFF, .action = ACTION_PAIRING_STUDENT_EDIT, .page = edit,
	  .form = edit_form, .form_size = sizeof(struct pairing_wish), .form_name = "pairing_edit", .again = respond_edit },
	STEP("consent", ACTION_PAIRING_STUDENT_EDIT, consent, consent_form, consent_input, "pairing_consent"),
	STEP("screen", ACTION_PAIRING_STUDENT_SCREEN, screen, step_form, step_input, "pairing_screen"),
	STEP("open", ACTION_PAIRING_STUDENT_SCREEN, open_for_families, step_form, step_input, "pairing_open"),
	STEP("close", ACTION_PAIRING_STUDENT_EDIT, close_student, close_form, close_input, "pairing_close"),
	{ 0 } };

static const char *const pages[] = { "admin/pairing_students", "admin/pairing_student", "admin/pairing_student_edit", NULL };

static const struct statement *const *const statements[] = {
	pairing_student_statements, student_statements, consent_statements, policy_statements, audit_statements, audit_reader_statements,
	NULL };

const struct room pairing_student_room = { .name = "pairing_student", .routes = routes, .pages = pages, .statements = statements };
