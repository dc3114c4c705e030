/* The org tree: its units, what each was called and whose it was; new ones, new names, moves, ends. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/unit.h"
#include "rooms.h"

/* "any" is first: no kind asked for. */
static const char *const kind_filter_names[] = { "any", "city", "county", "township", "school", "department", "charity", NULL };

struct list_query {
	const char *words;
	uint32_t kind;
	bool ended;
	const char *after;	/* "<id> <name>" of the last row shown: rows go by name */
};

static const struct field list_fields[] = {
	FIELD(list_query, words, .kind = FIELD_TEXT, .max_chars = 40),
	{ .column = { .name = "kind", .offset = offsetof(struct list_query, kind), .type = COLUMN_UINT32, .names = kind_filter_names },
	  .kind = FIELD_CHOICE },
	FIELD(list_query, ended, .kind = FIELD_CHECK),
	FIELD(list_query, after, .kind = FIELD_TEXT, .max_chars = 130),
	{ .kind = FIELD_NONE } };

static void read_after(const char *after, struct unit_search *search)
{
	char *end;

	if (after == NULL || after[0] == '\0')
		return;
	search->after_id = strtoll(after, &end, 10);
	search->after_name = *end == ' ' ? end + 1 : "";
}

static const char *after_of(struct request *request, struct rows rows, bool more)
{
	const struct unit *units = rows.row;

	return more ? arena_print(request->arena, "%lld %s", (long long)units[rows.count - 1].id, units[rows.count - 1].name) : NULL;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	struct unit_search search = { .scope = request->actor->unit_path, .words = query->words, .of_kind = query->kind != 0,
				      .kind = query->kind != 0 ? (enum unit_kind)(query->kind - 1) : UNIT_CITY, .ended = query->ended,
				      .rows = list_rows };
	struct rows rows;
	bool more;

	read_after(query->after, &search);
	TRY(unit_list(request->db, request->arena, &search, request->today, &rows, &more));
	view_put_rows(response->view, "units", &unit_shape, rows);
	view_put_text(response->view, "kind", kind_filter_names[query->kind]);
	view_put_flag(response->view, "ended", query->ended);
	view_put_int(response->view, "own_unit", request->actor->unit_id);
	list_put(request, response, after_of(request, rows, more));
	return respond_page(request, response, "admin/units");
}

/* The unit of the path within the actor's scope, put as `unit`, and the way to it. */
static enum err put_unit(struct request *request, struct response *response, struct unit *out)
{
	struct unit *unit = ARENA_NEW(request->arena, struct unit);
	struct rows ancestors;
	enum err err = unit_find(request->db, request->arena, request->actor->unit_path, request->path.id, unit);

	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "unit:%lld", (long long)request->path.id));
	TRY(err);
	TRY(unit_ancestors(request->db, request->arena, unit->path, &ancestors));
	view_put(response->view, "unit", &unit_shape, unit);
	view_put_rows(response->view, "ancestors", &unit_shape, ancestors);
	*out = *unit;
	return OK;
}

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "rename", "end", NULL };
	struct unit unit;
	struct unit_search below = { .scope = request->actor->unit_path, .parent_id = request->path.id, .rows = list_rows };
	struct rows children, placements;
	bool more;

	TRY(put_unit(request, response, &unit));
	TRY(unit_list(request->db, request->arena, &below, request->today, &children, &more));
	TRY(unit_history(request->db, request->arena, unit.id, &placements));
	TRY(history_put(request, response, arena_print(request->arena, "unit:%lld", (long long)unit.id)));
	view_put_rows(response->view, "children", &unit_shape, children);
	view_put_flag(response->view, "more_children", more);
	view_put_rows(response->view, "placements", &unit_placement_shape, placements);
	/* One's own unit is changed by the level above. */
	view_put_flag(response->view, "may_change", unit.id != request->actor->unit_id && date_is_none(unit.valid_to));
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/unit");
}

/* The form's field that a rule speaks of: a new one's parent is given, so that its kind is what does not fit; a charity has to be on
 * the register of charities first, which is no matter of this form either. */
static const char *field_of(const struct request *request, const char *rule)
{
	const bool is_new = strcmp(request->route->form_name, "unit") == 0;

	if (is_new && (strcmp(rule, "parent_id") == 0 || strcmp(rule, "charity_id") == 0))
		return "kind";
	return !is_new && strcmp(rule, "valid_from") == 0 ? "from" : rule;
}

static enum err refuse(struct request *request, enum err err, const struct unit_refusal *refusal)
{
	if (err == E_NOT_FOUND)
		return refuse_out_of_scope(request, arena_print(request->arena, "unit:%lld", (long long)request->path.id));
	if (err == E_INVALID) {
		form_refuse(request->form, field_of(request, refusal->field), refusal->reason);
		request->form_refused = true;
	}
	return err;
}

struct change_input {
	const char *name;
	struct date from;
	struct date last;
	int64_t parent_id;
};

/* The page of a unit has both small forms, so its GET declares what both have. */
static const struct field unit_forms[] = {
	FIELD(change_input, name, .kind = FIELD_TEXT, .max_chars = 100),
	FIELD(change_input, from, .kind = FIELD_DATE),
	FIELD(change_input, last, .kind = FIELD_DATE),
	{ .kind = FIELD_NONE } };

static const struct field rename_form[] = {
	FIELD(change_input, name, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 100, .required = true),
	FIELD(change_input, from, .kind = FIELD_DATE, .required = true),
	FIELD(change_input, last, .kind = FIELD_DATE),
	{ .kind = FIELD_NONE } };

static const struct field end_form[] = {
	FIELD(change_input, last, .kind = FIELD_DATE, .required = true),
	FIELD(change_input, name, .kind = FIELD_TEXT),
	FIELD(change_input, from, .kind = FIELD_DATE),
	{ .kind = FIELD_NONE } };

static const struct field move_form[] = {
	FIELD(change_input, parent_id, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	FIELD(change_input, from, .kind = FIELD_DATE, .required = true),
	{ .kind = FIELD_NONE } };

static enum err rename_unit(struct request *request, struct response *response)
{
	const struct change_input *input = request->input;
	struct unit_refusal refusal = { 0 };

	TRY(refuse(request, unit_rename(request->db, request->arena, request->actor, request->path.id, input->name, input->from,
					request->now, &refusal), &refusal));
	return respond_see_other(request, response, "/units/%lld?said=saved", (long long)request->path.id);
}

static enum err end_unit(struct request *request, struct response *response)
{
	const struct change_input *input = request->input;
	struct unit_refusal refusal = { 0 };

	TRY(refuse(request, unit_end(request->db, request->arena, request->actor, request->path.id, input->last, request->now,
				     &refusal), &refusal));
	return respond_see_other(request, response, "/units/%lld?said=ended", (long long)request->path.id);
}

struct move_query {
	const char *words;
};

static const struct field move_query[] = {
	FIELD(move_query, words, .kind = FIELD_TEXT, .max_chars = 40),
	{ .kind = FIELD_NONE } };

/* Parents to choose from: those whose name begins so and that may have such a unit below them. */
static enum err put_parents(struct request *request, struct response *response, const struct unit *unit, const char *words)
{
	const struct unit_search search = { .scope = request->actor->unit_path, .words = words, .rows = list_rows };
	const struct unit *units;
	struct unit *fitting;
	struct rows rows;
	size_t count = 0;
	bool more;

	TRY(unit_list(request->db, request->arena, &search, request->today, &rows, &more));
	units = rows.row;
	fitting = ARENA_ARRAY(request->arena, struct unit, rows.count + 1);
	for (size_t i = 0; i < rows.count; i++)
		if (unit_may_be_below(unit->kind, units[i].kind) && units[i].id != unit->parent_id &&
		    strncmp(units[i].path, unit->path, strlen(unit->path)) != 0)
			fitting[count++] = units[i];
	view_put_rows(response->view, "parents", &unit_shape, (struct rows){ fitting, count });
	view_put_text(response->view, "words", words);
	return OK;
}

static enum err show_move(struct request *request, struct response *response, const char *words)
{
	struct unit unit;

	TRY(put_unit(request, response, &unit));
	TRY(put_parents(request, response, &unit, words));
	session_put_token(request, response, "move");
	return respond_page(request, response, "admin/unit_move");
}

static enum err ask_move(struct request *request, struct response *response)
{
	const struct move_query *query = request->query;

	request->form = form_new(request->arena, move_form);
	return show_move(request, response, query->words != NULL ? query->words : "");
}

static enum err ask_move_again(struct request *request, struct response *response)
{
	return show_move(request, response, "");
}

static enum err move(struct request *request, struct response *response)
{
	const struct change_input *input = request->input;
	struct unit_refusal refusal = { 0 };

	TRY(refuse(request, unit_move(request->db, request->arena, request->actor, request->path.id, input->parent_id, input->from,
				      request->now, &refusal), &refusal));
	return respond_see_other(request, response, "/units/%lld?said=moved", (long long)request->path.id);
}

static const struct field new_form[] = {
	FIELD_ENUM(unit_wish, kind, unit_kind_names, .required = true),
	FIELD(unit_wish, name, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 100, .required = true),
	FIELD(unit_wish, code, .kind = FIELD_TEXT, .max_chars = 20),
	FIELD(unit_wish, valid_from, .kind = FIELD_DATE, .required = true),
	{ .kind = FIELD_NONE } };

static enum err ask_new(struct request *request, struct response *response)
{
	struct unit parent;

	TRY(put_unit(request, response, &parent));
	session_put_form_token(request, response, "unit");
	return respond_page(request, response, "admin/unit_new");
}

static enum err create(struct request *request, struct response *response)
{
	struct unit_wish wish = *(const struct unit_wish *)request->input;
	struct unit_refusal refusal = { 0 };
	int64_t id = 0;

	wish.parent_id = request->path.id;
	TRY(refuse(request, unit_create(request->db, request->arena, request->actor, &wish, request->now, &id, &refusal), &refusal));
	return respond_see_other(request, response, "/units/%lld?said=created", (long long)id);
}

#define CHANGE(in_path, handler, in_form, in_size, in_name, in_again)                                              \
	{ .method = POST, .path = in_path, .role = STAFF, .action = ACTION_UNIT_EDIT, .page = handler, .form = in_form, \
	  .form_size = in_size, .form_name = in_name, .again = in_again }

static const struct route routes[] = {
	{ .method = GET, .path = "/units", .role = STAFF, .action = ACTION_UNIT_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/units/{id}", .role = STAFF, .action = ACTION_UNIT_VIEW, .page = show, .form = unit_forms },
	CHANGE("/units/{id}/rename", rename_unit, rename_form, sizeof(struct change_input), "rename", show),
	CHANGE("/units/{id}/end", end_unit, end_form, sizeof(struct change_input), "end", show),
	{ .method = GET, .path = "/units/{id}/move", .role = STAFF, .action = ACTION_UNIT_EDIT, .page = ask_move, .query = move_query,
	  .query_size = sizeof(struct move_query) },
	CHANGE("/units/{id}/move", move, move_form, sizeof(struct change_input), "move", ask_move_again),
	{ .method = GET, .path = "/units/{id}/new", .role = STAFF, .action = ACTION_UNIT_EDIT, .page = ask_new, .form = new_form },
	CHANGE("/units/{id}/new", create, new_form, sizeof(struct unit_wish), "unit", ask_new),
	{ 0 } };

static const char *const pages[] = { "admin/units", "admin/unit", "admin/unit_move", "admin/unit_new", NULL };

static const struct statement *const *const statements[] = {
	unit_statements, unit_change_statements, audit_statements, audit_reader_statements, NULL };

const struct room unit_room = { .name = "unit", .routes = routes, .pages = pages, .statements = statements };
