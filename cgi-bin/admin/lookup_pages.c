/* Looking an application up in person: the clerk of the school types what stands on the paper of who is before him, tells how far the aid
 * has come and writes the guardian's new telephone down. A child of another school is no other answer than none. */
#include "app/app.h"
#include "app/session.h"
#include "app/staff.h"
#include "base/national_id.h"
#include "domain/aid/lookup.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/pairing/student.h"
#include "rooms.h"

enum { shown_minutes = 10 };

static const char form_find[] = "lookup", form_telephone[] = "lookup_telephone", loan_found[] = "lookup";

/* enum national_id_fault */
static const char *const id_reasons[] = { "fine", "length", "length", "character", "day", "future", "check" };

struct paper_input {
	const char *id_number, *name;
};
static const struct field paper_form[] = {
	FIELD(paper_input, id_number, .kind = FIELD_TEXT, .required = true, .max_chars = 40),
	FIELD(paper_input, name, .kind = FIELD_NAME, .required = true, .max_chars = 60),
	{ .kind = FIELD_NONE } };

struct telephone_input {
	const char *telephone;
};
static const struct field telephone_form[] = {
	FIELD(telephone_input, telephone, .kind = FIELD_TELEPHONE, .required = true),
	{ .kind = FIELD_NONE } };

static enum err ask(struct request *request, struct response *response)
{
	session_put_form_token(request, response, form_find);
	return respond_page(request, response, "admin/lookup");
}

static enum err refuse(struct request *request, const char *field, const char *reason)
{
	form_refuse(request->form, field, reason);
	request->form_refused = true;
	return E_INVALID;
}

static enum err find(struct request *request, struct response *response)
{
	const struct paper_input *input = request->input;
	struct lookup_paper paper = { .name = input->name };
	const char *code;
	struct national_id id;
	const enum national_id_fault fault = national_id_read_any_form(request->arena, input->id_number, request->today, &id);
	enum err err;

	if (fault != NATIONAL_ID_FINE)
		return refuse(request, "id_number", id_reasons[fault]);
	paper.id_number = id.number;
	err = lookup_in_person(request->db, request->arena, request->app->keyring, request->actor, &paper, request->now, &code);
	/* Answered, not refused: its line in the trail commits with this transaction. */
	if (err == E_NOT_FOUND) {
		response->out->status = 404;
		view_put_flag(response->view, "missed", true);
		return ask(request, response);
	}
	TRY(err);
	session_lend(request, response, loan_found, code, shown_minutes);
	return respond_see_other(request, response, "/lookup/child");
}

/* The child that was found by its paper, as long as the clerk's school is its school. */
static enum err find_again(struct request *request, struct student *out)
{
	const char *code = session_lent(request, loan_found);

	if (code == NULL)
		return E_NOT_FOUND;
	return student_find(request->db, request->arena, request->app->keyring, request->actor->unit_path, code, out);
}

static enum err show_child(struct request *request, struct response *response)
{
	struct student *student = ARENA_NEW(request->arena, struct student);
	struct rows awards;
	const enum err err = find_again(request, student);

	if (err == E_NOT_FOUND)
		return respond_see_other(request, response, "/lookup");
	TRY(err);
	TRY(lookup_list_awards(request->db, request->arena, student->id, NULL, request->today, &awards));
	view_put(response->view, "student", &student_shape, student);
	view_put_rows(response->view, "awards", &lookup_award_shape, awards);
	session_put_form_token(request, response, form_telephone);
	return respond_page(request, response, "admin/lookup_child");
}

static enum err show(struct request *request, struct response *response)
{
	struct student student;
	struct audit_event event = { .action = "aid_lookup_in_person", .outcome = AUDIT_SEEN };
	const enum err err = find_again(request, &student);

	if (err == OK) {
		event.subject = arena_print(request->arena, "student:%s", student.code);
		event.unit_path = student.path;
		TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	} else if (err != E_NOT_FOUND) {
		return err;
	}
	return show_child(request, response);
}

static enum err change(struct request *request, struct response *response)
{
	const struct telephone_input *input = request->input;
	const char *code = session_lent(request, loan_found);
	enum err err;

	if (code == NULL)
		return respond_see_other(request, response, "/lookup");
	if (!lookup_is_mobile(input->telephone))
		return refuse(request, "telephone", "mobile");
	err = lookup_change_telephone(request->db, request->arena, request->app->keyring, request->actor, code, input->telephone,
				      request->now);
	if (err == E_NOT_FOUND)
		return respond_see_other(request, response, "/lookup");
	TRY(err);
	return respond_see_other(request, response, "/lookup/child?said=saved");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/lookup", .role = STAFF, .action = ACTION_AID_LOOKUP, .page = ask, .form = paper_form },
	{ .method = POST, .path = "/lookup", .role = STAFF, .action = ACTION_AID_LOOKUP, .page = find, .form = paper_form,
	  .form_size = sizeof(struct paper_input), .form_name = form_find, .again = ask, .secret = true },
	{ .method = GET, .path = "/lookup/child", .role = STAFF, .action = ACTION_AID_LOOKUP, .page = show, .form = telephone_form },
	{ .method = POST, .path = "/lookup/telephone", .role = STAFF, .action = ACTION_AID_LOOKUP, .page = change, .form = telephone_form,
	  .form_size = sizeof(struct telephone_input), .form_name = form_telephone, .again = show_child, .secret = true },
	{ 0 } };

static const char *const pages[] = { "admin/lookup", "admin/lookup_child", NULL };

static const struct statement *const *const statements[] = {
	lookup_person_statements, lookup_award_statements, student_statements, student_telephone_statements, student_past_statements,
	outbox_put_statements, audit_statements, NULL };

const struct room lookup_room = { .name = "lookup", .routes = routes, .pages = pages, .statements = statements };
