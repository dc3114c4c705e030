/* Exports: asked for here, made by the worker, fetched here. Masked; in clear for a reason and after the second factor. Each person sees
 * their own. */
#include <string.h>

#include "app/app.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/office/export.h"
#include "domain/office/job.h"
#include "domain/office/upload.h"
#include "rooms.h"

enum { filter_chars = 500 };

struct list_query {
	int64_t after;
};

static const struct field list_fields[] = {
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

struct export_input {
	enum export_of kind;
	enum export_format format;
	const char *filter, *reason;
};

static const struct field new_query[] = {
	FIELD_ENUM(export_input, kind, export_of_names),
	FIELD_ENUM(export_input, format, export_format_names),
	FIELD(export_input, filter, .kind = FIELD_TEXT, .max_chars = filter_chars),
	{ .kind = FIELD_NONE } };

static const struct field masked_form[] = {
	FIELD_ENUM(export_input, kind, export_of_names, .required = true),
	FIELD_ENUM(export_input, format, export_format_names, .required = true),
	FIELD(export_input, filter, .kind = FIELD_TEXT, .max_chars = filter_chars),
	FIELD(export_input, reason, .kind = FIELD_LINES, .max_chars = 300),
	{ .kind = FIELD_NONE } };

static const struct field clear_form[] = {
	FIELD_ENUM(export_input, kind, export_of_names, .required = true),
	FIELD_ENUM(export_input, format, export_format_names, .required = true),
	FIELD(export_input, filter, .kind = FIELD_TEXT, .max_chars = filter_chars),
	FIELD(export_input, reason, .kind = FIELD_LINES, .min_chars = 2, .max_chars = 300, .required = true),
	{ .kind = FIELD_NONE } };

/* A kind that may be chosen. */
struct kind_choice {
	enum export_of kind;
};
static const struct shape kind_choice_shape = SHAPE(kind_choice, COLUMN(kind_choice, kind, .names = export_of_names));

/* Bad rows are asked for on the import's own page. */
static bool is_offered(const struct request *request, enum export_of of)
{
	return of != EXPORT_BAD_ROWS && export_may(request->actor->role, of);
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct export *exports;
	struct kind_choice *kinds = ARENA_ARRAY(request->arena, struct kind_choice, exports_of);
	struct rows rows;
	size_t count = 0;
	bool more;

	TRY(export_list_own(request->db, request->arena, request->actor, query->after, list_rows, &rows, &more));
	for (int of = 0; of < exports_of; of++)
		if (is_offered(request, (enum export_of)of))
			kinds[count++].kind = (enum export_of)of;
	exports = rows.row;
	view_put_rows(response->view, "exports", &export_shape, rows);
	view_put_rows(response->view, "kinds", &kind_choice_shape, (struct rows){ .row = kinds, .count = count });
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)exports[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/exports");
}

static enum err show_form(struct request *request, struct response *response, enum export_of of, enum export_format format,
			  const char *filter)
{
	if (!is_offered(request, of))
		return E_DENIED;
	view_put_text(response->view, "kind", export_of_names[of]);
	view_put_text(response->view, "format", export_format_names[format]);
	view_put_text(response->view, "filter", filter != NULL ? filter : "");
	view_put_flag(response->view, "of_trail", of == EXPORT_AUDIT);
	view_put_flag(response->view, "masks", export_masks(of));
	view_put_flag(response->view, "may_clear", export_masks(of) && right_held(request->actor->role, ACTION_EXPORT_UNMASKED));
	session_put_token(request, response, "export");
	session_put_token(request, response, "export_trail");
	session_put_token(request, response, "export_clear");
	return respond_page(request, response, "admin/export_new");
}

static enum err ask(struct request *request, struct response *response)
{
	const struct export_input *query = request->query;

	return show_form(request, response, query->kind, query->format, query->filter);
}

static enum err ask_again(struct request *request, struct response *response)
{
	const struct export_input *input = request->input;

	return show_form(request, response, input->kind, input->format, input->filter);
}

static enum err create(struct request *request, struct response *response, bool unmasked)
{
	const struct export_input *input = request->input;
	const struct export_wish wish = { .of = input->kind, .format = input->format, .filter = input->filter, .unmasked = unmasked,
					  .reason = input->reason };
	int64_t id;

	TRY(export_ask(request->db, request->arena, request->actor, &wish, request->now, &id));
	return respond_see_other(request, response, "/exports/%lld", (long long)id);
}

static enum err create_masked(struct request *request, struct response *response)
{
	const struct export_input *input = request->input;

	/* The trail wants a second factor, which another route asks for. */
	return is_offered(request, input->kind) && input->kind != EXPORT_AUDIT ? create(request, response, false) : E_DENIED;
}

static enum err create_trail(struct request *request, struct response *response)
{
	const struct export_input *input = request->input;

	return input->kind == EXPORT_AUDIT ? create(request, response, false) : E_DENIED;
}

static enum err create_clear(struct request *request, struct response *response)
{
	const struct export_input *input = request->input;

	return is_offered(request, input->kind) ? create(request, response, true) : E_DENIED;
}

static enum err find_own(struct request *request, struct export *out)
{
	const enum err err = export_find_own(request->db, request->arena, request->actor, request->path.id, out);
	struct export other;

	if (err == E_NOT_FOUND && export_find(request->db, request->arena, request->path.id, &other) == OK)
		return refuse_out_of_scope(request, arena_print(request->arena, "export:%s", other.serial));
	return err;
}

static enum err show(struct request *request, struct response *response)
{
	struct export *export = ARENA_NEW(request->arena, struct export);
	struct job *job = ARENA_NEW(request->arena, struct job);
	bool live = false;
	enum err err;

	TRY(find_own(request, export));
	err = job_find(request->db, request->arena, NULL, export->job_id, request->now, job);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (err == OK)
		live = job->state == JOB_WAITING || job->state == JOB_RUNNING;
	view_put(response->view, "export", &export_shape, export);
	view_put_flag(response->view, "live", live);
	view_put_flag(response->view, "fetchable", !timestamp_is_none(export->ready_at) && export->upload_id != 0);
	if (live)
		respond_refresh(request, response, 3);
	return respond_page(request, response, "admin/export");
}

/* The file on its way out, piece by piece; the database connection is this thread's. */
struct fetching {
	struct request *request;
	struct arena scratch;
	int64_t upload_id, number;
};

static void release(void *handle)
{
	struct fetching *fetching = handle;

	arena_free(&fetching->scratch);
}

static enum err next_piece(void *context, struct buffer *piece, bool *last)
{
	struct fetching *fetching = context;
	const struct request *request = fetching->request;
	struct bytes content;

	arena_reset(&fetching->scratch);
	TRY(upload_piece(request->db, &fetching->scratch, request->app->keyring, fetching->upload_id, fetching->number++,
			 &content, last));
	buffer_append(piece, (const char *)content.data, content.length);
	return OK;
}

static enum err note_download(struct request *request, const struct export *export)
{
	const struct audit_event event = { .action = "export_download", .outcome = AUDIT_SEEN, .reason = export->reason,
					   .subject = arena_print(request->arena, "export:%s", export->serial) };

	return audit_note(request->db, request->arena, request->actor, &event, request->now);
}

static enum err fetch(struct request *request, struct response *response)
{
	static const char *const types[] = {
		[EXPORT_XLSX] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		[EXPORT_CSV] = "text/csv; charset=utf-8", [EXPORT_CSV_GB18030] = "text/csv; charset=gb18030" };
	struct fetching *fetching = ARENA_NEW(request->arena, struct fetching);
	struct export export;

	TRY(find_own(request, &export));
	if (timestamp_is_none(export.ready_at) || export.upload_id == 0)
		return E_NOT_FOUND;
	/* What was allowed then must be allowed now. */
	if (!export_may(request->actor->role, export.kind) ||
	    (export.unmasked && !right_held(request->actor->role, ACTION_EXPORT_UNMASKED)))
		return E_DENIED;
	TRY(note_download(request, &export));
	fetching->upload_id = export.upload_id;
	/* The request itself does not outlive its answer; what is asked of it lives as long as the thread. */
	fetching->request = ARENA_NEW(request->arena, struct request);
	*fetching->request = *request;
	arena_init(&fetching->scratch, 0);
	arena_defer(request->arena, release, fetching);
	return respond_file(request, response, types[export.format], export_file_name(request->arena, &export), next_piece, fetching);
}

#define ASK(in_path, in_action, handler, in_form, in_name)                                                          \
	{ .method = POST, .path = in_path, .role = STAFF, .action = in_action, .page = handler, .form = in_form,     \
	  .form_size = sizeof(struct export_input), .form_name = in_name, .again = ask_again }

static const struct route routes[] = {
	{ .method = GET, .path = "/exports", .role = STAFF, .action = ACTION_HOME, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/exports/new", .role = STAFF, .action = ACTION_HOME, .page = ask, .query = new_query,
	  .query_size = sizeof(struct export_input) },
	ASK("/exports", ACTION_EXPORT, create_masked, masked_form, "export"),
	ASK("/exports/trail", ACTION_AUDIT_EXPORT, create_trail, masked_form, "export_trail"),
	ASK("/exports/clear", ACTION_EXPORT_UNMASKED, create_clear, clear_form, "export_clear"),
	{ .method = GET, .path = "/exports/{id}", .role = STAFF, .action = ACTION_HOME, .page = show },
	{ .method = GET, .path = "/exports/{id}/file", .role = STAFF, .action = ACTION_HOME, .page = fetch },
	{ 0 } };

static const char *const pages[] = { "admin/exports", "admin/export_new", "admin/export", NULL };

static const struct statement *const *const statements[] = {
	export_statements, job_statements, upload_statements, audit_statements, NULL };

const struct room export_room = { .name = "export", .routes = routes, .pages = pages, .statements = statements };
