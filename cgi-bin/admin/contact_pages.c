/* How long ago each student was visited, and the teachers who answer for it: who leaves hands over. */
#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/unit.h"
#include "domain/pairing/contact.h"
#include "rooms.h"

struct list_query {
	bool overdue;
	int64_t unit;			/* below the actor's; 0: the actor's */
	int64_t after;			/* rows before this page */
};
static const struct field list_fields[] = {
	FIELD(list_query, overdue, .kind = FIELD_CHECK),
	FIELD(list_query, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = 1000000), { .kind = FIELD_NONE } };

struct hand_input {
	int64_t to;
	const char *student;
};
static const struct field hand_form[] = {
	FIELD(hand_input, to, .kind = FIELD_INTEGER, .required = true, .min = 1, .max = INT64_C(1) << 40),
	FIELD(hand_input, student, .kind = FIELD_CODE), { .kind = FIELD_NONE } };

static enum err find_scope(struct request *request, struct response *response, int64_t unit_id, const char **scope)
{
	struct unit *unit = ARENA_NEW(request->arena, struct unit);
	enum err err;

	*scope = request->actor->unit_path;
	view_put(response->view, "unit", &unit_shape, NULL);
	if (unit_id == 0)
		return OK;
	err = unit_find(request->db, request->arena, request->actor->unit_path, unit_id, unit);
	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "unit:%lld", (long long)unit_id));
	TRY(err);
	*scope = unit->path;
	view_put(response->view, "unit", &unit_shape, unit);
	return OK;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct contact_search search = { .overdue = query->overdue, .most_days = request->app->settings.contact_days, .skip = query->after,
					 .rows = list_rows };
	struct rows contacts, sums;
	bool more;

	TRY(find_scope(request, response, query->unit, &search.scope));
	TRY(contact_list(request->db, request->arena, &search, request->today, &contacts, &more));
	TRY(contact_sums(request->db, request->arena, search.scope, search.most_days, request->today, &sums));
	view_put_rows(response->view, "contacts", &contact_shape, contacts);
	view_put_rows(response->view, "sums", &contact_sum_shape, sums);
	view_put_flag(response->view, "overdue_only", query->overdue);
	view_put_int(response->view, "most_days", search.most_days);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)(query->after + list_rows)) : NULL);
	return respond_page(request, response, "admin/contact");
}

static enum err show_teachers(struct request *request, struct response *response)
{
	struct rows rows;

	TRY(contact_teachers(request->db, request->arena, request->actor->unit_path, &rows));
	view_put_rows(response->view, "teachers", &contact_teacher_shape, rows);
	return respond_page(request, response, "admin/contact_teachers");
}

/* Somebody without a student in scope is nobody here, whatever account it is. */
static enum err show_teacher(struct request *request, struct response *response)
{
	struct contact_teacher *teacher = ARENA_NEW(request->arena, struct contact_teacher);
	const char *scope = request->actor->unit_path;
	struct rows students, successors;

	TRY(contact_teacher_find(request->db, request->arena, scope, request->path.id, teacher));
	TRY(contact_students_of(request->db, request->arena, scope, request->path.id, &students));
	TRY(contact_successors(request->db, request->arena, scope, request->path.id, &successors));
	view_put(response->view, "teacher", &contact_teacher_shape, teacher);
	view_put_rows(response->view, "students", &contact_taught_shape, students);
	view_put_rows(response->view, "successors", &contact_teacher_shape, successors);
	session_put_token(request, response, "hand_over");
	return respond_page(request, response, "admin/contact_teacher");
}

static enum err hand_over(struct request *request, struct response *response)
{
	const struct hand_input *input = request->input;
	const struct contact_handing handing = { .from = request->path.id, .to = input->to, .student_code = input->student };
	int64_t moved;
	const enum err err = contact_hand_over(request->db, request->arena, request->actor, &handing, request->now, &moved);

	if (err == E_INVALID) {
		form_refuse(request->form, "to", "other_school");
		request->form_refused = true;
	}
	TRY(err);
	return respond_see_other(request, response, "/contact/teachers?said=saved");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/contact", .role = STAFF, .action = ACTION_CONTACT_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/contact/teachers", .role = STAFF, .action = ACTION_PAIRING_HAND_OVER, .page = show_teachers },
	{ .method = GET, .path = "/contact/teachers/{id}", .role = STAFF, .action = ACTION_PAIRING_HAND_OVER, .page = show_teacher,
	  .form = hand_form },
	{ .method = POST, .path = "/contact/teachers/{id}", .role = STAFF, .action = ACTION_PAIRING_HAND_OVER, .page = hand_over,
	  .form = hand_form, .form_size = sizeof(struct hand_input), .form_name = "hand_over", .again = show_teacher },
	{ 0 } };

static const char *const pages[] = { "admin/contact", "admin/contact_teachers", "admin/contact_teacher", NULL };

static const struct statement *const *const statements[] = {
	contact_list_statements, contact_teacher_statements, unit_statements, audit_statements, NULL };

const struct room contact_room = { .name = "contact", .routes = routes, .pages = pages, .statements = statements };
