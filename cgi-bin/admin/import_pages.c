/* Imports: a file is brought, looked through by the worker, its headings mapped where nobody knows them, its bad rows shown, its
 * good ones written. */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/export.h"
#include "domain/office/import_record.h"
#include "domain/office/job.h"
#include "domain/office/sheet_word.h"
#include "domain/office/unit.h"
#include "domain/office/upload.h"
#include "exchange/table.h"
#include "rooms.h"

enum { bad_rows_shown = 50, units_offered = 100, mapped_max = 14, form_overhead_bytes = 64 * 1024 };

/* "any" is first: not asked for. */
static const char *const kind_filter_names[] = { "any", "unit", "student", "campaign", "poverty", "award_pay", NULL };

struct list_query {
	uint32_t kind;		/* chosen in the form */
	int64_t after;
};

static const struct field list_fields[] = {
	{ .column = { .name = "kind", .offset = offsetof(struct list_query, kind), .type = COLUMN_UINT32, .names = kind_filter_names },
	  .kind = FIELD_CHOICE },
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

struct new_input {
	enum import_of of;
	int64_t unit;
	const char *source, *file;
};

static const struct field new_form[] = {
	FIELD_ENUM(new_input, of, import_of_names, .required = true),
	FIELD(new_input, unit, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX, .required = true),
	FIELD(new_input, source, .kind = FIELD_TEXT, .max_chars = import_source_chars, .required = true),
	FIELD(new_input, file, .kind = FIELD_TEXT, .required = true),
	{ .kind = FIELD_NONE } };

/* Which column is which: c1 is the kind's first field. */
struct map_input {
	int64_t c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14;
};
#define COLUMN_OF(name) FIELD(map_input, name, .kind = FIELD_INTEGER, .min = 0, .max = table_columns_max)

static const struct field map_form[] = {
	COLUMN_OF(c1), COLUMN_OF(c2), COLUMN_OF(c3), COLUMN_OF(c4), COLUMN_OF(c5), COLUMN_OF(c6), COLUMN_OF(c7), COLUMN_OF(c8),
	COLUMN_OF(c9), COLUMN_OF(c10), COLUMN_OF(c11), COLUMN_OF(c12), COLUMN_OF(c13), COLUMN_OF(c14), { .kind = FIELD_NONE } };

struct sure_input {
	bool sure;
};
static const struct field sure_form[] = { FIELD(sure_input, sure, .kind = FIELD_CHECK), { .kind = FIELD_NONE } };

struct kind_choice {
	enum import_of kind;
	bool chosen;
};
static const struct shape kind_choice_shape = SHAPE(kind_choice,
	COLUMN(kind_choice, kind, .names = import_of_names), COLUMN(kind_choice, chosen));

static const char *subject_of(struct request *request, int64_t id)
{
	return arena_print(request->arena, "import:%lld", (long long)id);
}

/* One route serves the three kinds; what this one takes is asked here, and its refusal is written down as serve would. */
static enum err may_import(struct request *request, enum import_of of)
{
	const struct audit_event event = { .action = action_names[import_action(of)], .subject = "import", .outcome = AUDIT_REFUSED };

	if (right_held(request->actor->role, import_action(of)))
		return OK;
	if (!db_in_transaction(request->db))
		TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	return E_DENIED;
}

/* What may be brought, for which units: one's own, and those directly below. */
static enum err put_choices(struct request *request, struct response *response, int chosen)
{
	const struct unit_search below = { .scope = request->actor->unit_path, .parent_id = request->actor->unit_id,
					   .rows = units_offered };
	struct kind_choice *kinds = ARENA_ARRAY(request->arena, struct kind_choice, imports_of);
	struct rows units;
	size_t count = 0;
	bool more;

	for (int of = 0; of < imports_of; of++)
		if (right_held(request->actor->role, import_action((enum import_of)of)))
			kinds[count++] = (struct kind_choice){ (enum import_of)of, of == chosen };
	TRY(unit_list(request->db, request->arena, &below, request->today, &units, &more));
	view_put_rows(response->view, "kinds", &kind_choice_shape, (struct rows){ .row = kinds, .count = count });
	view_put_rows(response->view, "units", &unit_shape, units);
	view_put_int(response->view, "own_unit", request->actor->unit_id);
	view_put_text(response->view, "own_name", request->actor->unit_name);
	return OK;
}

static enum err respond_list(struct request *request, struct response *response, int64_t after, int chosen)
{
	const struct import *imports;
	struct rows rows;
	bool more;

	TRY(put_choices(request, response, chosen));
	TRY(import_list(request->db, request->arena, request->actor->unit_path, after, list_rows, &rows, &more));
	imports = rows.row;
	view_put_rows(response->view, "imports", &import_shape, rows);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)imports[rows.count - 1].id) : NULL);
	session_put_token(request, response, "import");
	return respond_page(request, response, "admin/imports");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;

	return respond_list(request, response, query->after, (int)query->kind - 1);
}

static enum err show_list_again(struct request *request, struct response *response)
{
	return respond_list(request, response, 0, -1);
}

static enum err refuse(struct request *request, const char *field, const char *reason)
{
	form_refuse(request->form, field, reason);
	request->form_refused = true;
	return E_INVALID;
}

static enum err bring(struct request *request, struct response *response)
{
	const struct new_input *input = request->input;
	const struct upload_file *file = request_file(request, "file");
	struct import_wish wish = { .kind = input->of, .unit_id = input->unit, .source = input->source };
	enum err err;
	int64_t id;

	TRY(may_import(request, input->of));
	if (file == NULL || file->content.length == 0)
		return refuse(request, "file", "empty");
	if (file->content.length > upload_bytes_max)
		return refuse(request, "file", "too_large");
	wish.file_name = file->name;
	TRY(upload_store(request->db, request->arena, request->app->keyring, request->actor->account_id, file->name, file->content,
			 request->now, &wish.upload_id));
	err = import_create(request->db, request->arena, request->actor, &wish, request->now, &id);
	if (err == E_NOT_FOUND)
		return refuse(request, "unit", "outside");
	TRY(err);
	return respond_see_other(request, response, "/imports/%lld", (long long)id);
}

static enum err find_import(struct request *request, struct import *out)
{
	const enum err err = import_find(request->db, request->arena, request->actor->unit_path, request->path.id, out);
	struct import other;

	if (err == E_NOT_FOUND && import_find(request->db, request->arena, NULL, request->path.id, &other) == OK)
		return refuse_out_of_scope(request, subject_of(request, request->path.id));
	TRY(err);
	return may_import(request, out->kind);
}

/* A field of the kind, and its column now. */
struct map_field {
	const char *field, *input;
	bool required, wrong;
	int64_t column;			/* from 1; 0: none */
	const char *heading;		/* of the column; NULL: none */
};
static const struct shape map_field_shape = SHAPE(map_field,
	COLUMN(map_field, field), COLUMN(map_field, input), COLUMN(map_field, required), COLUMN(map_field, wrong),
	COLUMN(map_field, column), COLUMN(map_field, heading, .nullable = true));

static const struct field_state *state_of(const struct request *request, const char *name)
{
	for (size_t i = 0; request->form != NULL && i < request->form->count; i++)
		if (strcmp(request->form->states[i].name, name) == 0)
			return &request->form->states[i];
	return NULL;
}

/* The fields of the kind, with the column each has now: as typed, or as the check found it. */
static enum err put_mapping(struct request *request, struct response *response, const struct import *import)
{
	const struct import_field_state *states;
	const struct import_heading *heading;
	struct map_field *fields;
	struct rows headings, rows;
	const enum err err = import_headings(request->db, request->arena, request->app->keyring, import, &headings);

	if (err != OK)
		return err == E_NOT_FOUND ? OK : err;
	TRY(import_field_states(request->arena, import, &rows));
	states = rows.row;
	heading = headings.row;
	fields = ARENA_ARRAY(request->arena, struct map_field, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const char *input = arena_print(request->arena, "c%zu", i + 1);
		const struct field_state *typed = state_of(request, input);
		const int64_t column = typed != NULL && typed->typed[0] != '\0' ? strtoll(typed->typed, NULL, 10) : states[i].column;
		const bool is_there = column > 0 && (size_t)column <= headings.count;

		fields[i] = (struct map_field){ .field = states[i].field, .input = input, .required = states[i].required,
						.wrong = typed != NULL && typed->wrong, .column = is_there ? column : 0,
						.heading = is_there ? heading[column - 1].heading : NULL };
	}
	view_put_rows(response->view, "fields", &map_field_shape, (struct rows){ .row = fields, .count = rows.count });
	view_put_rows(response->view, "headings", &import_heading_shape, headings);
	return OK;
}

static bool is_under_way(const struct import *import)
{
	return import->state == IMPORT_CHECKING || import->state == IMPORT_COMMITTING;
}

static enum err show(struct request *request, struct response *response)
{
	static const char *const forms[] = { "map", "commit", "abandon", "bad", NULL };
	struct import *import = ARENA_NEW(request->arena, struct import);
	struct rows bad;
	bool more;

	TRY(find_import(request, import));
	TRY(import_bad_list(request->db, request->arena, request->app->keyring, import, 0, bad_rows_shown, &bad, &more));
	view_put(response->view, "import", &import_shape, import);
	view_put_rows(response->view, "bad", &import_bad_shape, bad);
	view_put_flag(response->view, "more_bad", more);
	view_put_flag(response->view, "under_way", is_under_way(import));
	view_put_flag(response->view, "wants_mapping", import->state == IMPORT_MAPPING);
	view_put_flag(response->view, "map_open", import->state == IMPORT_MAPPING || request->form_refused);
	view_put_flag(response->view, "may_map", import->state == IMPORT_MAPPING || import->state == IMPORT_READY);
	view_put_flag(response->view, "may_commit", import->state == IMPORT_READY && import->rows_good > 0);
	view_put_flag(response->view, "may_abandon", import->state == IMPORT_MAPPING || import->state == IMPORT_READY);
	/* They are in clear: for whoever brought them. */
	view_put_flag(response->view, "may_fetch_bad", import->rows_bad > 0 && bad.count > 0 &&
		      import->account_id == request->actor->account_id && export_may(request->actor->role, EXPORT_BAD_ROWS));
	if (import->state == IMPORT_MAPPING || import->state == IMPORT_READY)
		TRY(put_mapping(request, response, import));
	if (is_under_way(import))
		respond_refresh(request, response, 2);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_token(request, response, *form);
	return respond_page(request, response, "admin/import");
}

static enum err map(struct request *request, struct response *response)
{
	const struct map_input *input = request->input;
	const int64_t columns[mapped_max] = { input->c1, input->c2, input->c3, input->c4, input->c5, input->c6, input->c7,
					      input->c8, input->c9, input->c10, input->c11, input->c12, input->c13, input->c14 };
	const struct import_field *fields;
	const char *wrong = NULL;
	struct import import;
	size_t count;
	enum err err;

	TRY(find_import(request, &import));
	fields = import_fields(import.kind, &count);
	err = import_map(request->db, request->arena, request->app->keyring, request->actor, &import, columns, count, request->now,
			 &wrong);
	for (size_t i = 0; err == E_INVALID && wrong != NULL && i < count; i++)
		if (strcmp(fields[i].column.name, wrong) == 0)
			return refuse(request, arena_print(request->arena, "c%zu", i + 1), "column");
	TRY(err);
	return respond_see_other(request, response, "/imports/%lld", (long long)import.id);
}

/* It went on meanwhile (a second tap, another person): its page says how it stands. */
static enum err back_to_import(struct request *request, struct response *response, enum err err, const char *said)
{
	if (err != OK && err != E_CONFLICT)
		return err;
	return respond_see_other(request, response, "/imports/%lld%s%s", (long long)request->path.id, err == OK ? "?said=" : "",
				 err == OK ? said : "");
}

static enum err commit(struct request *request, struct response *response)
{
	struct import import;

	TRY(find_import(request, &import));
	return back_to_import(request, response, import_commit(request->db, request->arena, request->actor, &import, request->now),
			      "queued");
}

static enum err abandon(struct request *request, struct response *response)
{
	struct import import;

	TRY(find_import(request, &import));
	return back_to_import(request, response, import_abandon(request->db, request->arena, request->actor, &import, request->now),
			      "abandoned");
}

static enum err fetch_bad(struct request *request, struct response *response)
{
	const struct export_wish wish = { .of = EXPORT_BAD_ROWS, .format = EXPORT_XLSX,
					  .filter = arena_print(request->arena, "import=%lld", (long long)request->path.id) };
	struct import import;
	int64_t id;

	TRY(find_import(request, &import));
	if (import.account_id != request->actor->account_id)
		return E_DENIED;
	TRY(export_ask(request->db, request->arena, request->actor, &wish, request->now, &id));
	return respond_see_other(request, response, "/exports/%lld", (long long)id);
}

static enum err gather(void *context, const char *bytes, size_t length)
{
	buffer_append(context, bytes, length);
	return OK;
}

static enum err give_buffer(void *context, struct buffer *piece, bool *last)
{
	const struct buffer *file = context;

	buffer_append(piece, file->data, file->length);
	*last = true;
	return OK;
}

/* A template to fill in: the columns of the kind, and for choices the words they take. */
static enum err show_template(struct request *request, struct response *response)
{
	const int of = column_name_index(import_of_names, request->path.code);
	struct buffer *file = ARENA_NEW(request->arena, struct buffer);
	struct template_column *columns;
	const struct import_field *fields;
	struct sheet_words *words;
	size_t count;

	if (of < 0)
		return E_NOT_FOUND;
	TRY(may_import(request, (enum import_of)of));
	TRY(sheet_words_load(request->db, request->arena, import_of_names[of], &words));
	fields = import_fields((enum import_of)of, &count);
	columns = ARENA_ARRAY(request->arena, struct template_column, count);
	for (size_t i = 0; i < count; i++) {
		struct buffer note;

		buffer_init(&note, request->arena, 64);
		buffer_append_string(&note, fields[i].required ? "*" : "");
		for (const char *const *name = fields[i].column.names; name != NULL && *name != NULL; name++)
			buffer_print(&note, " %s", sheet_choice(words, fields[i].column.name, *name));
		columns[i] = (struct template_column){ .heading = sheet_heading(words, fields[i].column.name), .note = note.data };
	}
	buffer_init(file, request->arena, 16 * 1024);
	TRY(table_write_template(request->arena, columns, count, import_of_names[of], gather, file));
	return respond_file(request, response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
			    arena_print(request->arena, "%s.xlsx", import_of_names[of]), give_buffer, file);
}

#define ON_IMPORT(in_path, handler, in_form, in_size, in_name)                                                      \
	{ .method = POST, .path = in_path, .role = STAFF, .action = ACTION_STUDENT_IMPORT, .page = handler, .form = in_form, \
	  .form_size = in_size, .form_name = in_name, .again = show }

/* Whoever may import anything may import students: the kinds are told apart inside. */
static const struct route routes[] = {
	{ .method = GET, .path = "/imports", .role = STAFF, .action = ACTION_STUDENT_IMPORT, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = POST, .path = "/imports", .role = STAFF, .action = ACTION_STUDENT_IMPORT, .page = bring, .form = new_form,
	  .form_size = sizeof(struct new_input), .form_name = "import", .again = show_list_again,
	  .body_max_bytes = upload_bytes_max + form_overhead_bytes },
	{ .method = GET, .path = "/imports/templates/{code}", .role = STAFF, .action = ACTION_STUDENT_IMPORT, .page = show_template },
	{ .method = GET, .path = "/imports/{id}", .role = STAFF, .action = ACTION_STUDENT_IMPORT, .page = show, .form = map_form },
	ON_IMPORT("/imports/{id}/map", map, map_form, sizeof(struct map_input), "map"),
	ON_IMPORT("/imports/{id}/commit", commit, sure_form, sizeof(struct sure_input), "commit"),
	ON_IMPORT("/imports/{id}/abandon", abandon, sure_form, sizeof(struct sure_input), "abandon"),
	ON_IMPORT("/imports/{id}/bad", fetch_bad, sure_form, sizeof(struct sure_input), "bad"),
	{ 0 } };

static const char *const pages[] = { "admin/imports", "admin/import", NULL };

static const struct statement *const *const statements[] = {
	import_record_statements, import_shown_statements, import_map_statements, import_keep_statements, sheet_word_statements,
	unit_statements, upload_statements, job_statements, export_statements, audit_statements, NULL };

const struct room import_room = { .name = "import", .routes = routes, .pages = pages, .statements = statements };
