/* Who is left out of aid: runs asked for, their counts by programme and by place, down to the school, and their lists. A list of children's
 * troubles is looked at: that is an event of the trail, as each look at one of them. */
#include <stdlib.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/aid/award.h"
#include "domain/aid/gap.h"
#include "domain/office/audit.h"
#include "domain/office/job.h"
#include "domain/office/unit.h"
#include "rooms.h"

enum { units_offered = 100, seconds_between_looks = 2 };

struct list_query {
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

struct run_input {
	int64_t unit;
	const char *period;
};
static const struct field new_form[] = {
	FIELD(run_input, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	FIELD(run_input, period, .kind = FIELD_TEXT, .max_chars = 6, .required = true), { .kind = FIELD_NONE } };

struct part_query {
	int64_t unit;			/* 0: all that may be seen */
};
static const struct field part_fields[] = {
	FIELD(part_query, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX), { .kind = FIELD_NONE } };

struct lines_query {
	enum gap_kind kind;
	int64_t unit;
	const char *after;		/* "<id> <path>" of the last line shown */
};
static const struct field lines_fields[] = {
	FIELD_ENUM(lines_query, kind, gap_kind_names),
	FIELD(lines_query, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	FIELD(lines_query, after, .kind = FIELD_TEXT, .max_chars = 150), { .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct gap_run *runs;
	struct rows rows;
	bool more;

	TRY(gap_run_list(request->db, request->arena, request->actor->unit_path, query->after, list_rows, &rows, &more));
	runs = rows.row;
	view_put_rows(response->view, "runs", &gap_run_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)runs[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/gaps");
}

static enum err respond_new(struct request *request, struct response *response)
{
	const struct unit_search below = { .scope = request->actor->unit_path, .parent_id = request->actor->unit_id, .rows = units_offered };
	struct rows units;
	bool more;

	TRY(unit_list(request->db, request->arena, &below, request->today, &units, &more));
	view_put_rows(response->view, "units", &unit_shape, units);
	view_put_int(response->view, "own_unit", request->actor->unit_id);
	view_put_text(response->view, "own_name", request->actor->unit_name);
	session_put_form_token(request, response, "gap_run");
	return respond_page(request, response, "admin/gap_new");
}

static enum err show_new(struct request *request, struct response *response)
{
	form_prefill(request->form, "period", award_period_of(request->arena, request->today));
	return respond_new(request, response);
}

static enum err create(struct request *request, struct response *response)
{
	const struct run_input *input = request->input;
	enum err err;
	int64_t id;

	if (!award_period_holds(input->period))
		return refuse_field(request, "period", "not_a_period");
	err = gap_run_ask(request->db, request->arena, request->actor, input->unit, input->period, request->now, &id);
	if (err == E_NOT_FOUND)
		return refuse_field(request, "unit", "outside");
	TRY(err);
	return respond_see_other(request, response, "/gaps/%lld?said=queued", (long long)id);
}

static const char *subject_of(struct request *request, int64_t id)
{
	return arena_print(request->arena, "gap_run:%lld", (long long)id);
}

static enum err find_run(struct request *request, struct gap_run *out)
{
	const int64_t id = request->path.id;
	const enum err err = gap_run_find(request->db, request->arena, request->actor->unit_path, id, out);
	struct gap_run other;

	if (err == E_NOT_FOUND && gap_run_find(request->db, request->arena, NULL, id, &other) == OK)
		return refuse_out_of_scope(request, subject_of(request, id));
	return err;
}

/* The part of the run that is looked at: of a unit below, or all that may be seen. E_NOT_FOUND: not of this run, or not in reach. */
static enum err find_part(struct request *request, struct response *response, const struct gap_run *run, int64_t unit_id, const char **path)
{
	const char *part = gap_run_part(run, request->actor->unit_path);
	struct unit *unit = ARENA_NEW(request->arena, struct unit);
	struct rows above;

	if (unit_id != 0) {
		TRY(unit_find(request->db, request->arena, part, unit_id, unit));
		part = unit->path;
		view_put(response->view, "unit", &unit_shape, unit);
	}
	TRY(unit_ancestors(request->db, request->arena, part, &above));
	view_put_rows(response->view, "above", &unit_shape, above);
	*path = part;
	return OK;
}

static enum err show(struct request *request, struct response *response)
{
	const struct part_query *query = request->query;
	struct gap_run *run = ARENA_NEW(request->arena, struct gap_run);
	struct gap_counts *counts = ARENA_NEW(request->arena, struct gap_counts);
	struct rows programmes, places;
	const char *path;

	TRY(find_run(request, run));
	TRY(find_part(request, response, run, query->unit, &path));
	TRY(gap_count(request->db, request->arena, run->id, path, counts));
	TRY(gap_by_programme(request->db, request->arena, run->id, path, &programmes));
	TRY(gap_by_place(request->db, request->arena, run->id, path, &places));
	view_put(response->view, "run", &gap_run_shape, run);
	view_put(response->view, "counts", &gap_counts_shape, counts);
	view_put_text(response->view, "narrowed", query->unit != 0 ? arena_print(request->arena, "&unit=%lld", (long long)query->unit) : "");
	view_put_rows(response->view, "programmes", &gap_programme_shape, programmes);
	view_put_rows(response->view, "places", &gap_place_shape, places);
	TRY(history_put(request, response, subject_of(request, run->id)));
	if (run->state == GAP_WAITING)
		respond_refresh(request, response, seconds_between_looks);
	return respond_page(request, response, "admin/gap");
}

/* A line with what is to be asked, each of it a flag of the macro `asks`. */
struct shown_line {
	struct gap_line line;
	bool asked, asks[fact_fields];
};
#define OF_LINE(field, ...)                                                                                         \
	{ .name = #field, .offset = offsetof(struct shown_line, line.field),                                        \
	  .type = COLUMN_TYPE_OF(((struct gap_line *)0)->field), __VA_ARGS__ }
#define ASKS(in_name, fact)                                                                                         \
	{ .name = in_name, .offset = offsetof(struct shown_line, asks) + (fact) * sizeof(bool), .type = COLUMN_BOOL }
static const struct shape shown_line_shape = SHAPE(shown_line,
	OF_LINE(unit), OF_LINE(student, .nullable = true), OF_LINE(name, .nullable = true), OF_LINE(birth_year),
	{ .name = "of_stage", .offset = offsetof(struct shown_line, line.stage), .type = COLUMN_UINT32, .names = stage_names },
	{ .name = "of_grade", .offset = offsetof(struct shown_line, line.grade), .type = COLUMN_INT64 },
	OF_LINE(hardship, .names = hardship_names), OF_LINE(programme, .nullable = true), OF_LINE(programme_en, .nullable = true),
	OF_LINE(award, .nullable = true), OF_LINE(amount), COLUMN(shown_line, asked), ASKS("stage", FACT_STAGE), ASKS("grade", FACT_GRADE),
	ASKS("age", FACT_AGE), ASKS("school_place", FACT_SCHOOL_PLACE), ASKS("school_kind", FACT_SCHOOL_KIND), ASKS("on_roll", FACT_ON_ROLL),
	ASKS("household_place", FACT_HOUSEHOLD_PLACE), ASKS("rural", FACT_RURAL), ASKS("boarding", FACT_BOARDING),
	ASKS("registered_poor", FACT_REGISTERED_POOR), ASKS("minimum_living", FACT_MINIMUM_LIVING),
	ASKS("extreme_poverty", FACT_EXTREME_POVERTY), ASKS("orphan", FACT_ORPHAN), ASKS("disabled", FACT_DISABLED),
	ASKS("parent_disabled", FACT_PARENT_DISABLED), ASKS("martyr_child", FACT_MARTYR_CHILD),
	ASKS("other_hardship", FACT_OTHER_HARDSHIP), ASKS("major", FACT_MAJOR), ASKS("tuition", FACT_TUITION),
	ASKS("admitted", FACT_ADMITTED), ASKS("other_loan", FACT_OTHER_LOAN), ASKS("co_borrower", FACT_CO_BORROWER));

static struct rows shown(struct arena *arena, struct rows rows)
{
	const struct gap_line *line = rows.row;
	struct shown_line *lines = ARENA_ARRAY(arena, struct shown_line, rows.count + 1);

	for (size_t i = 0; i < rows.count; i++) {
		lines[i] = (struct shown_line){ .line = line[i], .asked = line[i].missing != 0 };
		for (size_t fact = 0; fact < fact_fields; fact++)
			lines[i].asks[fact] = (line[i].missing >> fact & 1) != 0;
	}
	return (struct rows){ lines, rows.count };
}

static enum err show_lines(struct request *request, struct response *response)
{
	const struct lines_query *query = request->query;
	struct gap_run *run = ARENA_NEW(request->arena, struct gap_run);
	struct gap_search search = { .kind = query->kind, .rows = list_rows };
	struct audit_event event = { .action = "gap_view", .outcome = AUDIT_SEEN };
	const struct gap_line *line;
	struct rows rows;
	bool more;
	char *end;

	TRY(find_run(request, run));
	TRY(find_part(request, response, run, query->unit, &search.path));
	search.run_id = run->id;
	if (query->after != NULL && query->after[0] != '\0') {
		search.after_id = strtoll(query->after, &end, 10);
		search.after_path = *end == ' ' ? end + 1 : NULL;
	}
	TRY(gap_line_list(request->db, request->arena, request->app->keyring, &search, &rows, &more));
	event.subject = subject_of(request, run->id);
	event.unit_path = search.path;
	TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	line = rows.row;
	view_put(response->view, "run", &gap_run_shape, run);
	view_put_text(response->view, "kind", gap_kind_names[query->kind]);
	view_put_rows(response->view, "lines", &shown_line_shape, shown(request->arena, rows));
	list_put(request, response, more ? arena_print(request->arena, "%lld %s", (long long)line[rows.count - 1].id, line[rows.count - 1].path)
					 : NULL);
	return respond_page(request, response, "admin/gap_lines");
}

#define LOOK(in_path, handler, in_query, in_struct)                                                                 \
	{ .method = GET, .path = in_path, .role = STAFF, .action = ACTION_GAP_VIEW, .page = handler, .query = in_query,      \
	  .query_size = sizeof(struct in_struct) }

static const struct route routes[] = {
	LOOK("/gaps", show_list, list_fields, list_query),
	{ .method = GET, .path = "/gaps/new", .role = STAFF, .action = ACTION_GAP_VIEW, .page = show_new, .form = new_form },
	{ .method = POST, .path = "/gaps/new", .role = STAFF, .action = ACTION_GAP_VIEW, .page = create, .form = new_form,
	  .form_size = sizeof(struct run_input), .form_name = "gap_run", .again = respond_new },
	LOOK("/gaps/{id}", show, part_fields, part_query),
	LOOK("/gaps/{id}/lines", show_lines, lines_fields, lines_query),
	{ 0 } };

static const char *const pages[] = { "admin/gaps", "admin/gap_new", "admin/gap", "admin/gap_lines", NULL };

static const struct statement *const *const statements[] = {
	gap_run_statements, gap_list_statements, unit_statements, job_statements, audit_statements, audit_reader_statements, NULL };

const struct room gap_room = { .name = "gap", .routes = routes, .pages = pages, .statements = statements };
