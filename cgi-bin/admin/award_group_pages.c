/* Awards in heaps: a school's of one programme and period, verified, put on a sheet and approved together; and the computing of them, which
 * the worker does. */
#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "award_page.h"
#include "domain/aid/award_notice.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "rooms.h"

enum { period_chars = 6, heaps_shown = 200 };

struct group_input {
	int64_t school, programme;
	const char *period;
};
struct notice_input {
	struct group_input group;
	struct date posted_on;
	int64_t days;
};
struct compute_input {
	int64_t programme;
	const char *period;
};
#define ID_FIELD(of, in) FIELD(of, in, .kind = FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40, .required = true)
#define PERIOD_FIELD(of) FIELD(of, period, .kind = FIELD_TEXT, .max_chars = period_chars, .required = true)
static const struct field group_form[] = {
	ID_FIELD(group_input, school), ID_FIELD(group_input, programme), PERIOD_FIELD(group_input), { .kind = FIELD_NONE } };
#define IN_GROUP(part, in_kind, ...)                                                                                \
	{ .column = { .name = #part, .offset = offsetof(struct notice_input, group.part),                                \
		      .type = COLUMN_TYPE_OF(((struct notice_input *)0)->group.part) }, .kind = in_kind, .required = true, __VA_ARGS__ }
static const struct field notice_form[] = {
	IN_GROUP(school, FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40), IN_GROUP(programme, FIELD_INTEGER, .min = 1, .max = INT64_C(1) << 40),
	IN_GROUP(period, FIELD_TEXT, .max_chars = period_chars), FIELD(notice_input, posted_on, .kind = FIELD_DATE, .required = true),
	FIELD(notice_input, days, .kind = FIELD_INTEGER, .min = award_notice_days_least, .max = award_notice_days_most, .required = true),
	{ .kind = FIELD_NONE } };
static const struct field compute_form[] = { ID_FIELD(compute_input, programme), PERIOD_FIELD(compute_input), { .kind = FIELD_NONE } };

struct notices_query {
	int64_t after;
};
static const struct field notices_fields[] = {
	FIELD(notices_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

static enum err show_heaps(struct request *request, struct response *response)
{
	static const char *const forms[] = { "award_verify", "award_notice", "award_approve", NULL };
	struct buffer day;
	struct rows heaps;

	TRY(award_heaps(request->db, request->arena, request->actor->unit_path, request->today, heaps_shown, &heaps));
	view_put_rows(response->view, "heaps", &award_heap_shape, heaps);
	buffer_init(&day, request->arena, 16);
	date_append(&day, request->today);
	view_put_text(response->view, "posted_on", day.data);
	view_put_int(response->view, "days", award_notice_days_usual);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/award_heaps");
}

/* How many, and of those that were left, why. */
struct left_row {
	const char *why;
	int64_t count;
};
static const struct shape left_row_shape = SHAPE(left_row, COLUMN(left_row, why), COLUMN(left_row, count));

static enum err tell(struct request *request, struct response *response, const struct award_many *many)
{
	struct left_row *left = ARENA_ARRAY(request->arena, struct left_row, AWARD_NOTHING + 1);
	size_t count = 0;

	for (int i = 0; i <= AWARD_NOTHING; i++)
		if (many->left[i] > 0)
			left[count++] = (struct left_row){ award_word_names[i], many->left[i] };
	view_put_flag(response->view, "told", true);
	view_put_int(response->view, "done", many->done);
	view_put_rows(response->view, "left", &left_row_shape, (struct rows){ left, count });
	return show_heaps(request, response);
}

typedef enum err group_step(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group,
			    struct timestamp now, struct award_many *out);

static enum err take(struct request *request, struct response *response, group_step *do_it)
{
	const struct group_input *input = request->input;
	const struct award_group group = { input->school, input->programme, input->period };
	struct award_many many;

	if (!award_period_holds(input->period))
		return refuse_field(request, "period", "form");
	TRY(do_it(request->db, request->arena, request->actor, &group, request->now, &many));
	return tell(request, response, &many);
}

static enum err verify(struct request *request, struct response *response)
{
	return take(request, response, award_verify_group);
}

static enum err approve(struct request *request, struct response *response)
{
	return take(request, response, award_approve_group);
}

static enum err post_notice(struct request *request, struct response *response)
{
	const struct notice_input *input = request->input;
	const struct award_notice_wish wish = { .group = { input->group.school, input->group.programme, input->group.period },
						.posted_on = input->posted_on, .days = input->days };
	enum award_word word = AWARD_FINE;
	const char *code;
	enum err err;

	if (!award_period_holds(input->group.period))
		return refuse_field(request, "period", "form");
	if (input->posted_on.day < request->today.day || input->posted_on.day > request->today.day + award_notice_ahead_days)
		return refuse_field(request, "posted_on", "range");
	err = award_notice_post(request->db, request->arena, request->actor, &wish, request->now, &code, &word);
	if (err == E_CONFLICT && word != AWARD_FINE) {
		struct award_many many = { .left = { [AWARD_NOTHING] = 1 } };

		response->out->status = 409;
		return tell(request, response, &many);
	}
	TRY(err);
	return respond_see_other(request, response, "/award-notices/%s?said=created", code);
}

static enum err respond_compute(struct request *request, struct response *response)
{
	TRY(award_page_programmes(request, response, 0));
	view_put_text(response->view, "unit_name", request->actor->unit_name);
	session_put_form_token(request, response, "award_compute");
	return respond_page(request, response, "admin/award_compute");
}

static enum err show_compute(struct request *request, struct response *response)
{
	form_prefill(request->form, "period", award_period_of(request->arena, request->today));
	return respond_compute(request, response);
}

static enum err compute(struct request *request, struct response *response)
{
	const struct compute_input *input = request->input;
	enum err err;
	int64_t job;

	if (!award_period_holds(input->period))
		return refuse_field(request, "period", "form");
	err = award_ask_compute(request->db, request->arena, request->actor, input->programme, input->period, request->now, &job);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "programme", "none");
	TRY(err);
	/* Who may not look at jobs sees what comes of it in the list. */
	if (!staff_may(request, ACTION_JOB_VIEW))
		return respond_see_other(request, response, "/awards?said=queued");
	return respond_see_other(request, response, "/jobs/%lld?said=queued", (long long)job);
}

static enum err show_notices(struct request *request, struct response *response)
{
	const struct notices_query *query = request->query;
	const struct award_notice *notice;
	struct rows rows;
	bool more;

	TRY(award_notice_list(request->db, request->arena, request->actor->unit_path, query->after, list_rows, request->today, &rows, &more));
	notice = rows.row;
	view_put_rows(response->view, "notices", &award_notice_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)notice[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/award_notices");
}

/* The sheet as it is printed. */
static enum err show_notice(struct request *request, struct response *response)
{
	struct award_notice *notice = ARENA_NEW(request->arena, struct award_notice);
	const enum err err = award_notice_find(request->db, request->arena, request->actor->unit_path, request->path.code, request->today, notice);
	struct award_notice other;
	struct rows lines;

	if (err == E_NOT_FOUND && award_notice_find(request->db, request->arena, NULL, request->path.code, request->today, &other) == OK)
		return refuse_out_of_scope(request, arena_print(request->arena, "award_notice:%s", request->path.code));
	TRY(err);
	TRY(award_notice_lines(request->db, request->arena, request->app->keyring, notice->id, &lines));
	view_put(response->view, "notice", &award_notice_shape, notice);
	view_put_rows(response->view, "lines", &award_notice_line_shape, lines);
	return respond_page(request, response, "admin/award_notice");
}

#define BULK(at, right, handler, fields, input, name)                                                               \
	{ .method = POST, .path = "/award-heaps/" at, .role = STAFF, .action = right, .page = handler, .form = fields,  \
	  .form_size = sizeof(struct input), .form_name = name, .again = show_heaps, .committed = true }

static const struct route routes[] = {
	{ .method = GET, .path = "/award-heaps", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = show_heaps, .form = notice_form },
	BULK("verify", ACTION_AWARD_VERIFY, verify, group_form, group_input, "award_verify"),
	BULK("notice", ACTION_AWARD_VERIFY, post_notice, notice_form, notice_input, "award_notice"),
	BULK("approve", ACTION_AWARD_APPROVE, approve, group_form, group_input, "award_approve"),
	{ .method = GET, .path = "/award-compute", .role = STAFF, .action = ACTION_AWARD_COMPUTE, .page = show_compute, .form = compute_form,
	  .form_name = "award_compute" },
	{ .method = POST, .path = "/award-compute", .role = STAFF, .action = ACTION_AWARD_COMPUTE, .page = compute, .form = compute_form,
	  .form_size = sizeof(struct compute_input), .form_name = "award_compute", .again = respond_compute },
	{ .method = GET, .path = "/award-notices", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = show_notices, .query = notices_fields,
	  .query_size = sizeof(struct notices_query) },
	{ .method = GET, .path = "/award-notices/{code}", .role = STAFF, .action = ACTION_AWARD_VIEW, .page = show_notice },
	{ 0 } };

static const char *const pages[] = { "admin/award_heaps", "admin/award_compute", "admin/award_notices", "admin/award_notice", NULL };

static const struct statement *const *const statements[] = {
	award_desk_statements, award_group_statements, award_step_statements, award_notice_desk_statements, job_statements, audit_statements,
	NULL };

const struct room award_group_room = { .name = "award_group", .routes = routes, .pages = pages, .statements = statements };
