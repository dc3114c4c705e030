/* Long work: what waits, runs, was done; how far, how fast, how long yet; its log; and a way to stop it. */
#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "rooms.h"

/* "any" is first: no state asked for. */
enum job_filter { FILTER_ANY, FILTER_WAITING, FILTER_RUNNING, FILTER_DONE, FILTER_FAILED, FILTER_CANCELLED };
static const char *const job_filter_names[] = { "any", "waiting", "running", "done", "failed", "cancelled", NULL };

struct list_query {
	enum job_filter state;
	int64_t after;
};

static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, job_filter_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

struct cancel_input {
	bool sure;
};

static const struct field cancel_form[] = {
	FIELD(cancel_input, sure, .kind = FIELD_CHECK),
	{ .kind = FIELD_NONE } };

/* The system's own work (rotation of keys, retention) is the system administrator's of the whole; others see their units'. */
static const char *scope_of(const struct request *request)
{
	const struct actor *actor = request->actor;

	return actor->role == ROLE_SYSTEM && scope_width(actor->unit_path) == SCOPE_WIDEST ? NULL : actor->unit_path;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct job_search search = { .scope = scope_of(request), .of_state = query->state != FILTER_ANY,
					   .state = query->state == FILTER_ANY ? JOB_WAITING : (enum job_state)(query->state - 1),
					   .before = query->after, .rows = list_rows };
	const struct job *jobs;
	struct rows rows;
	bool more;

	TRY(job_list(request->db, request->arena, &search, request->now, &rows, &more));
	jobs = rows.row;
	view_put_rows(response->view, "jobs", &job_shape, rows);
	view_put_text(response->view, "state", job_filter_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)jobs[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/jobs");
}

static enum err show(struct request *request, struct response *response)
{
	struct job *job = ARENA_NEW(request->arena, struct job);
	const char *subject = arena_print(request->arena, "job:%lld", (long long)request->path.id);
	struct rows lines;
	enum err err = job_find(request->db, request->arena, scope_of(request), request->path.id, request->now, job);

	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, subject);
	TRY(err);
	TRY(job_lines(request->db, request->arena, job->id, &lines));
	view_put(response->view, "job", &job_shape, job);
	view_put_rows(response->view, "lines", &job_line_shape, lines);
	view_put_flag(response->view, "live", job->state == JOB_WAITING || job->state == JOB_RUNNING);
	view_put_int(response->view, "minutes_left", job->seconds_left > 0 ? (job->seconds_left + 59) / 60 : 0);
	/* Without a script: the page asks again by itself while there is something to see. */
	if (job->state == JOB_WAITING || job->state == JOB_RUNNING)
		respond_refresh(request, response, 5);
	session_put_token(request, response, "cancel");
	return respond_page(request, response, "admin/job");
}

static enum err cancel(struct request *request, struct response *response)
{
	struct job job;
	enum err err = job_find(request->db, request->arena, scope_of(request), request->path.id, request->now, &job);

	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "job:%lld", (long long)request->path.id));
	TRY(err);
	err = job_cancel(request->db, request->arena, request->actor, job.id, request->now);
	/* It ended meanwhile: the page says how. */
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/jobs/%lld%s", (long long)job.id, err == OK ? "?said=cancelled" : "");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/jobs", .role = STAFF, .action = ACTION_JOB_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/jobs/{id}", .role = STAFF, .action = ACTION_JOB_VIEW, .page = show, .form = cancel_form },
	{ .method = POST, .path = "/jobs/{id}/cancel", .role = STAFF, .action = ACTION_JOB_CANCEL, .page = cancel, .form = cancel_form,
	  .form_size = sizeof(struct cancel_input), .form_name = "cancel", .again = show },
	{ 0 } };

static const char *const pages[] = { "admin/jobs", "admin/job", NULL };

static const struct statement *const *const statements[] = { job_statements, audit_statements, NULL };

const struct room job_room = { .name = "job", .routes = routes, .pages = pages, .statements = statements };
