/* Runs of the solver: asked for, previewed, compared, discarded. What is decided of their proposals is match_decide_pages.c. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "domain/office/unit.h"
#include "domain/pairing/match_decide.h"
#include "domain/pairing/match_run.h"
#include "match_run_page.h"
#include "rooms.h"

enum { units_offered = 100, seconds_between_looks = 2 };

struct list_query {
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

struct run_input {
	int64_t unit;
	struct match_points weights;
};
#define WEIGHT(part)                                                                                                \
	{ .column = { .name = #part, .offset = offsetof(struct run_input, weights.part), .type = COLUMN_INT64 },     \
	  .kind = FIELD_INTEGER, .min = 0, .max = score_max, .required = true }
static const struct field new_form[] = {
	FIELD(run_input, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	WEIGHT(village), WEIGHT(township), WEIGHT(county), WEIGHT(distance), WEIGHT(fit), WEIGHT(waiting), WEIGHT(vulnerability),
	WEIGHT(continuity), { .kind = FIELD_NONE } };

struct compare_query {
	int64_t with;
};
static const struct field compare_fields[] = {
	FIELD(compare_query, with, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

struct sure_input {
	bool sure;
};
static const struct field sure_form[] = { FIELD(sure_input, sure, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct match_run *runs;
	struct rows rows;
	bool more;

	TRY(match_run_list(request->db, request->arena, request->actor->unit_path, query->after, list_rows, &rows, &more));
	runs = rows.row;
	view_put_rows(response->view, "runs", &match_run_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)runs[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/match_runs");
}

static enum err respond_new(struct request *request, struct response *response)
{
	const struct unit_search below = { .scope = request->actor->unit_path, .parent_id = request->actor->unit_id,
					   .rows = units_offered };
	struct rows units;
	bool more;

	TRY(unit_list(request->db, request->arena, &below, request->today, &units, &more));
	view_put_rows(response->view, "units", &unit_shape, units);
	view_put_int(response->view, "own_unit", request->actor->unit_id);
	view_put_text(response->view, "own_name", request->actor->unit_name);
	session_put_form_token(request, response, "match_run");
	return respond_page(request, response, "admin/match_run_new");
}

static enum err show_new(struct request *request, struct response *response)
{
	struct match_points weights;
	int64_t version;

	TRY(match_weights_current(request->db, request->arena, &weights, &version));
	for (size_t i = 0; i < match_points_shape.count; i++) {
		const struct column *part = &match_points_shape.columns[i];

		form_prefill(request->form, part->name,
			     arena_print(request->arena, "%lld", (long long)*(const int64_t *)column_at(part, &weights)));
	}
	return respond_new(request, response);
}

static enum err create(struct request *request, struct response *response)
{
	const struct run_input *input = request->input;
	const int64_t sum = points_sum(&input->weights);
	enum err err;
	int64_t id;

	if (sum < 1 || sum > score_max)
		return refuse_field(request, "village", sum < 1 ? "nothing" : "sum");
	err = match_run_ask(request->db, request->arena, request->actor, input->unit, &input->weights, request->now, &id);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "unit", "outside");
	TRY(err);
	return respond_see_other(request, response, "/match-runs/%lld?said=queued", (long long)id);
}

static const char *subject_of(struct request *request, int64_t id)
{
	return arena_print(request->arena, "match_run:%lld", (long long)id);
}

static enum err find_run(struct request *request, int64_t id, struct match_run *out)
{
	const enum err err = match_run_find(request->db, request->arena, request->actor->unit_path, id, out);
	struct match_run other;

	if (err == E_NOT_FOUND && match_run_find(request->db, request->arena, NULL, id, &other) == OK)
		return refuse_out_of_scope(request, subject_of(request, id));
	return err;
}

/* To compare it with; not with itself. */
static struct rows others_than(struct arena *arena, int64_t id, struct rows runs)
{
	struct match_run *others = ARENA_ARRAY(arena, struct match_run, runs.count + 1);
	const struct match_run *run = runs.row;
	size_t count = 0;

	for (size_t i = 0; i < runs.count; i++)
		if (run[i].id != id)
			others[count++] = run[i];
	return (struct rows){ .row = others, .count = count };
}

enum err match_run_page(struct request *request, struct response *response)
{
	static const char *const forms[] = { "match_discard", "match_approve_all", NULL };
	struct match_run *run = ARENA_NEW(request->arena, struct match_run);
	struct rows figures, others;
	bool more;

	TRY(find_run(request, request->path.id, run));
	TRY(match_run_figures(request->db, request->arena, run->id, &figures));
	TRY(match_run_list(request->db, request->arena, request->actor->unit_path, 0, list_rows, &others, &more));
	view_put(response->view, "run", &match_run_shape, run);
	view_put_rows(response->view, "figures", &run_figure_shape, figures);
	view_put_rows(response->view, "others", &match_run_shape, others_than(request->arena, run->id, others));
	view_put_flag(response->view, "decidable", run->state == RUN_SOLVED && run->undecided > 0);
	TRY(history_put(request, response, subject_of(request, run->id)));
	if (run->state == RUN_WAITING)
		respond_refresh(request, response, seconds_between_looks);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/match_run");
}

/* A group in both runs. */
struct compared {
	enum match_grouping grouping;
	const char *name, *words;
	int64_t students, percent, mean_days, other_students, other_percent, other_mean_days;
};
static const struct shape compared_shape = SHAPE(compared,
	COLUMN(compared, grouping, .names = match_grouping_names), COLUMN(compared, name), COLUMN(compared, words, .nullable = true),
	COLUMN(compared, students), COLUMN(compared, percent), COLUMN(compared, mean_days), COLUMN(compared, other_students),
	COLUMN(compared, other_percent), COLUMN(compared, other_mean_days));

static enum err put_groups(struct request *request, struct response *response, int64_t id, int64_t other_id)
{
	const struct run_figure *figure, *other;
	struct compared *lines;
	struct rows figures, others;

	TRY(match_run_figures(request->db, request->arena, id, &figures));
	TRY(match_run_figures(request->db, request->arena, other_id, &others));
	figure = figures.row;
	other = others.row;
	lines = ARENA_ARRAY(request->arena, struct compared, figures.count + 1);
	for (size_t i = 0; i < figures.count; i++) {
		lines[i] = (struct compared){ .grouping = figure[i].grouping, .name = figure[i].name, .words = figure[i].words,
					      .students = figure[i].students, .percent = figure[i].percent,
					      .mean_days = figure[i].mean_days };
		for (size_t k = 0; k < others.count; k++)
			if (other[k].grouping == figure[i].grouping && strcmp(other[k].name, figure[i].name) == 0) {
				lines[i].other_students = other[k].students;
				lines[i].other_percent = other[k].percent;
				lines[i].other_mean_days = other[k].mean_days;
			}
	}
	view_put_rows(response->view, "groups", &compared_shape, (struct rows){ lines, figures.count });
	return OK;
}

static enum err compare(struct request *request, struct response *response)
{
	const struct compare_query *query = request->query;
	struct match_run *runs = ARENA_ARRAY(request->arena, struct match_run, 2);

	if (query->with == 0)
		return E_NOT_FOUND;
	TRY(find_run(request, request->path.id, &runs[0]));
	TRY(find_run(request, query->with, &runs[1]));
	view_put(response->view, "run", &match_run_shape, &runs[0]);
	view_put(response->view, "other", &match_run_shape, &runs[1]);
	view_put_flag(response->view, "same_input",
		      runs[0].digest != NULL && runs[1].digest != NULL && strcmp(runs[0].digest, runs[1].digest) == 0);
	TRY(put_groups(request, response, runs[0].id, runs[1].id));
	return respond_page(request, response, "admin/match_compare");
}

static enum err show_unpaired(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct match_run *run = ARENA_NEW(request->arena, struct match_run);
	const struct run_unpaired *families;
	struct rows rows;
	bool more;

	TRY(find_run(request, request->path.id, run));
	TRY(match_run_unpaired(request->db, request->arena, run->id, query->after, list_rows, &rows, &more));
	families = rows.row;
	view_put(response->view, "run", &match_run_shape, run);
	view_put_rows(response->view, "families", &run_unpaired_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)families[rows.count - 1].family_id) : NULL);
	return respond_page(request, response, "admin/match_unpaired");
}

static enum err show_left(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct match_run *run = ARENA_NEW(request->arena, struct match_run);
	const struct run_left *students;
	struct rows rows;
	bool more;

	TRY(find_run(request, request->path.id, run));
	TRY(match_run_left(request->db, request->arena, run->id, query->after, list_rows, &rows, &more));
	students = rows.row;
	view_put(response->view, "run", &match_run_shape, run);
	view_put_rows(response->view, "students", &run_left_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)students[rows.count - 1].student_id) : NULL);
	return respond_page(request, response, "admin/match_left");
}

static enum err discard(struct request *request, struct response *response)
{
	const enum err err = match_run_discard(request->db, request->arena, request->actor, request->path.id, request->now);

	if (err != E_CONFLICT)
		TRY(err);
	return respond_see_other(request, response, "/match-runs/%lld?said=abandoned", (long long)request->path.id);
}

#define LOOK(in_path, handler, in_query, in_struct)                                                                 \
	{ .method = GET, .path = in_path, .role = STAFF, .action = ACTION_MATCH_RUN, .page = handler, .query = in_query,     \
	  .query_size = sizeof(struct in_struct) }

static const struct route routes[] = {
	LOOK("/match-runs", show_list, list_fields, list_query),
	{ .method = GET, .path = "/match-runs/new", .role = STAFF, .action = ACTION_MATCH_RUN, .page = show_new, .form = new_form },
	{ .method = POST, .path = "/match-runs/new", .role = STAFF, .action = ACTION_MATCH_RUN, .page = create, .form = new_form,
	  .form_size = sizeof(struct run_input), .form_name = "match_run", .again = respond_new },
	{ .method = GET, .path = "/match-runs/{id}", .role = STAFF, .action = ACTION_MATCH_RUN, .page = match_run_page, .form = sure_form },
	LOOK("/match-runs/{id}/compare", compare, compare_fields, compare_query),
	LOOK("/match-runs/{id}/families", show_unpaired, list_fields, list_query),
	LOOK("/match-runs/{id}/students", show_left, list_fields, list_query),
	{ .method = POST, .path = "/match-runs/{id}/discard", .role = STAFF, .action = ACTION_MATCH_RUN, .page = discard,
	  .form = sure_form, .form_size = sizeof(struct sure_input), .form_name = "match_discard", .again = match_run_page },
	{ 0 } };

static const char *const pages[] = { "admin/match_runs", "admin/match_run_new", "admin/match_run", "admin/match_compare",
				     "admin/match_unpaired", "admin/match_left", NULL };

static const struct statement *const *const statements[] = {
	match_run_statements, unit_statements, job_statements, audit_statements, audit_reader_statements, NULL };

const struct room match_run_room = { .name = "match_run", .routes = routes, .pages = pages, .statements = statements };
