/* The register of students: lists and pages, masked. Names and numbers are looked for by POST, so that none stands in an address; in
 * clear they are shown once, for a reason. Looking at one student is an event of the audit trail: they are minors. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/unit.h"
#include "domain/pairing/student.h"
#include "http/query.h"
#include "reason.h"
#include "rooms.h"

/* "any" is first: not asked for. */
static const char *const stage_filter_names[] = { "any", "kindergarten", "primary", "junior", "senior", "vocational", "university",
						  NULL };
static const char *const hardship_filter_names[] = { "any", "registered_poor", "minimum_living", "extreme_poverty", "orphan", "disabled",
						     "other", NULL };

enum { units_offered = 20 };

struct list_query {
	const char *unit;	/* the beginning of a name, or # and its number, as the links of this page have it */
	uint32_t stage, hardship;
	bool left;
	const char *after;	/* "<id> <path>" of the last row shown */
};

static const struct field list_fields[] = {
	FIELD(list_query, unit, .kind = FIELD_TEXT, .max_chars = 60),
	{ .column = { .name = "stage", .offset = offsetof(struct list_query, stage), .type = COLUMN_UINT32, .names = stage_filter_names },
	  .kind = FIELD_CHOICE },
	{ .column = { .name = "hardship", .offset = offsetof(struct list_query, hardship), .type = COLUMN_UINT32,
		      .names = hardship_filter_names }, .kind = FIELD_CHOICE },
	FIELD(list_query, left, .kind = FIELD_CHECK),
	FIELD(list_query, after, .kind = FIELD_TEXT, .max_chars = 150),
	{ .kind = FIELD_NONE } };

struct find_input {
	const char *who;
};

static const struct field find_form[] = {
	FIELD(find_input, who, .kind = FIELD_TEXT, .max_chars = 60, .required = true),
	{ .kind = FIELD_NONE } };

/* The unit the list is narrowed to: *scope and its name. Several of the name, or none: they are offered, and *scope is NULL. */
static enum err choose_unit(struct request *request, struct response *response, const char *words, const char **scope)
{
	struct unit_search search = { .scope = request->actor->unit_path, .words = words, .rows = units_offered };
	const struct unit *units;
	struct unit one;
	struct rows rows;
	size_t exact = 0, chosen = 0;
	bool more;

	*scope = request->actor->unit_path;
	if (words == NULL || words[0] == '\0')
		return OK;
	if (words[0] == '#') {
		const int64_t id = strtoll(words + 1, NULL, 10);
		const enum err err = unit_find(request->db, request->arena, request->actor->unit_path, id, &one);

		*scope = err == OK ? one.path : NULL;
		view_put_text(response->view, "unit_name", err == OK ? one.name : NULL);
		return err == E_NOT_FOUND ? OK : err;
	}
	TRY(unit_list(request->db, request->arena, &search, request->today, &rows, &more));
	units = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		if (strcmp(units[i].name, words) == 0) {
			exact++;
			chosen = i;
		}
	*scope = exact == 1 || rows.count == 1 ? units[chosen].path : NULL;
	if (*scope == NULL)
		view_put_rows(response->view, "units", &unit_shape, rows);
	return OK;
}

static void put_filters(struct response *response, const struct list_query *query)
{
	view_put_text(response->view, "stage", stage_filter_names[query->stage]);
	view_put_text(response->view, "hardship", hardship_filter_names[query->hardship]);
	view_put_flag(response->view, "left", query->left);
}

/* What the list shows, for an export of it: tokens only. */
static const char *filter_of(struct request *request, const struct list_query *query, const char *scope)
{
	struct buffer filter;

	buffer_init(&filter, request->arena, 128);
	query_append(&filter, "path", scope);
	query_append(&filter, "stage", query->stage > 0 ? stage_filter_names[query->stage] : NULL);
	query_append(&filter, "hardship", query->hardship > 0 ? hardship_filter_names[query->hardship] : NULL);
	query_append(&filter, "left", query->left ? "1" : NULL);
	return filter.data + 1;
}

static enum err respond_list(struct request *request, struct response *response, struct rows students, bool found)
{
	view_put_rows(response->view, "students", &student_shape, students);
	view_put_flag(response->view, "found", found);
	session_put_token(request, response, "find");
	return respond_page(request, response, "admin/students");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct student_search search = { .stage = query->stage > 0 ? (enum stage)(query->stage - 1) : STAGE_KINDERGARTEN,
					 .of_stage = query->stage > 0, .of_hardship = query->hardship > 0, .left = query->left,
					 .hardship = query->hardship > 0 ? (enum hardship)(query->hardship - 1) : HARDSHIP_OTHER,
					 .rows = list_rows };
	const struct student *students;
	struct rows rows = { 0 };
	char *end;
	bool more = false;

	put_filters(response, query);
	TRY(choose_unit(request, response, query->unit, &search.scope));
	if (query->after != NULL && query->after[0] != '\0') {
		search.after_id = strtoll(query->after, &end, 10);
		search.after_path = *end == ' ' ? end + 1 : NULL;
	}
	if (search.scope != NULL)
		TRY(student_list(request->db, request->arena, request->app->keyring, &search, &rows, &more));
	students = rows.row;
	view_put_text(response->view, "filter", search.scope != NULL ? filter_of(request, query, search.scope) : "");
	list_put(request, response, more ? arena_print(request->arena, "%lld %s", (long long)students[rows.count - 1].id,
						       students[rows.count - 1].path) : NULL);
	return respond_list(request, response, rows, false);
}

static enum err show_found(struct request *request, struct response *response, struct rows students, bool more)
{
	static const struct list_query none = { .unit = "" };

	put_filters(response, &none);
	view_put_flag(response->view, "more", more);
	view_put_text(response->view, "filter", "");
	list_put(request, response, NULL);
	return respond_list(request, response, students, true);
}

static enum err ask_again(struct request *request, struct response *response)
{
	return show_found(request, response, (struct rows){ 0 }, false);
}

/* What people type of a code: small letters, blanks, hyphens. */
static const char *as_code(struct arena *arena, const char *typed)
{
	char *code = arena_copy_string(arena, typed), *to = code;

	for (const char *from = typed; *from != '\0'; from++)
		if (*from != ' ' && *from != '-')
			*to++ = *from >= 'a' && *from <= 'z' ? (char)(*from - 'a' + 'A') : *from;
	*to = '\0';
	return code;
}

static enum err find(struct request *request, struct response *response)
{
	const struct find_input *input = request->input;
	const struct audit_event event = { .action = "student_find", .subject = "student", .outcome = AUDIT_SEEN };
	const char *code = as_code(request->arena, input->who);
	struct rows rows;
	bool more;

	if (code_holds(code))
		return respond_see_other(request, response, "/students/%s", code);
	TRY(student_look_up(request->db, request->arena, request->app->keyring, request->actor->unit_path, input->who, request->today,
			    list_rows, &rows, &more));
	TRY(audit_write(request->db, request->arena, request->actor, &event, request->now));
	return show_found(request, response, rows, more);
}

static const char *subject_of(struct request *request)
{
	return arena_print(request->arena, "student:%s", request->path.code);
}

static enum err find_student(struct request *request, struct student *out)
{
	const struct keyring *keyring = request->app->keyring;
	const char *scope = request->actor->unit_path;
	enum err err;

	if (!code_holds(request->path.code))
		return E_NOT_FOUND;
	err = student_find(request->db, request->arena, keyring, scope, request->path.code, out);
	if (err == E_NOT_FOUND && student_find(request->db, request->arena, keyring, NULL, request->path.code, out) == OK)
		return refuse_out_of_scope(request, subject_of(request));
	return err;
}

/* A change by one of its fields: a line of the page. */
struct past_line {
	struct timestamp changed_at;
	const char *login, *field;
	int64_t import_id;
};
static const struct shape past_line_shape = SHAPE(past_line,
	COLUMN(past_line, changed_at), COLUMN(past_line, login, .nullable = true), COLUMN(past_line, field),
	COLUMN(past_line, import_id));

enum { past_fields_max = 12 };

static enum err put_past(struct request *request, struct response *response, int64_t student_id)
{
	const struct student_past *past;
	struct past_line *lines;
	struct rows rows;
	size_t count = 0;

	TRY(student_history(request->db, request->arena, student_id, &rows));
	past = rows.row;
	lines = ARENA_ARRAY(request->arena, struct past_line, rows.count * past_fields_max + 1);
	for (size_t i = 0; i < rows.count; i++) {
		const char *at = past[i].fields;

		for (size_t field = 0; field < past_fields_max && *at != '\0'; field++) {
			const size_t length = strcspn(at, " ");

			lines[count++] = (struct past_line){ .changed_at = past[i].changed_at, .login = past[i].login,
							     .field = arena_copy(request->arena, at, length),
							     .import_id = past[i].import_id };
			at += length + (at[length] == ' ');
		}
	}
	view_put_rows(response->view, "past", &past_line_shape, (struct rows){ .row = lines, .count = count });
	return OK;
}

/* `facts`: in clear, where they were asked for; NULL: masked. */
static enum err show_with(struct request *request, struct response *response, const struct student *student,
			  const struct student_facts *facts)
{
	TRY(put_past(request, response, student->id));
	view_put(response->view, "student", &student_shape, student);
	view_put_flag(response->view, "revealed", facts != NULL);
	view_put_text(response->view, "name", facts != NULL ? facts->name : NULL);
	view_put_text(response->view, "id_number", facts != NULL ? facts->id_number : NULL);
	view_put_text(response->view, "guardian", facts != NULL ? facts->guardian : NULL);
	view_put_text(response->view, "telephone", facts != NULL ? facts->telephone : NULL);
	view_put_text(response->view, "address", facts != NULL ? facts->address : NULL);
	TRY(history_put(request, response, subject_of(request)));
	session_put_code_token(request, response, "reveal");
	return respond_page(request, response, "admin/student");
}

static enum err show(struct request *request, struct response *response)
{
	struct student *student = ARENA_NEW(request->arena, struct student);
	struct audit_event event = { .action = "student_view", .outcome = AUDIT_SEEN };

	TRY(find_student(request, student));
	event.subject = subject_of(request);
	event.unit_path = student->path;
	TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	return show_with(request, response, student, NULL);
}

/* A form that comes back: its page was audited when it was shown. */
static enum err show_again(struct request *request, struct response *response)
{
	struct student *student = ARENA_NEW(request->arena, struct student);

	TRY(find_student(request, student));
	return show_with(request, response, student, NULL);
}

/* The trail's row and the sight of it go together: serve answers only when the transaction has been committed. */
static enum err reveal(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	struct student *student = ARENA_NEW(request->arena, struct student);
	struct audit_event event = { .action = "student_reveal", .outcome = AUDIT_SEEN, .reason = input->reason };
	struct student_facts facts;

	TRY(student_find(request->db, request->arena, request->app->keyring, request->actor->unit_path, request->path.code, student));
	TRY(student_reveal(request->db, request->arena, request->app->keyring, request->actor->unit_path, request->path.code, &facts));
	event.subject = subject_of(request);
	event.unit_path = student->path;
	TRY(audit_write(request->db, request->arena, request->actor, &event, request->now));
	return show_with(request, response, student, &facts);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/students", .role = STAFF, .action = ACTION_STUDENT_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = POST, .path = "/students", .role = STAFF, .action = ACTION_STUDENT_VIEW, .page = find, .form = find_form,
	  .form_size = sizeof(struct find_input), .form_name = "find", .again = ask_again },
	{ .method = GET, .path = "/students/{code}", .role = STAFF, .action = ACTION_STUDENT_VIEW, .page = show, .form = reason_form },
	{ .method = POST, .path = "/students/{code}/reveal", .role = STAFF, .action = ACTION_STUDENT_REVEAL, .page = reveal,
	  .form = reason_form, .form_size = sizeof(struct reason_input), .form_name = "reveal", .again = show_again },
	{ 0 } };

static const char *const pages[] = { "admin/students", "admin/student", NULL };

static const struct statement *const *const statements[] = {
	student_statements, student_search_statements, unit_statements, audit_statements, audit_reader_statements, NULL };

const struct room student_room = { .name = "student", .routes = routes, .pages = pages, .statements = statements };
