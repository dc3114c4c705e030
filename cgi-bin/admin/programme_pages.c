/* Programmes of aid: the list, one with its versions, its words. Drafts are in programme_draft_pages.c. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/aid/rule_store.h"
#include "domain/office/audit.h"
#include "rooms.h"
#include "rule_view.h"

static enum err show_list(struct request *request, struct response *response)
{
	struct rows rows;

	TRY(programme_entry_list(request->db, request->arena, request->today, &rows));
	view_put_rows(response->view, "programmes", &programme_entry_shape, rows);
	return respond_page(request, response, "admin/programmes");
}

struct version_query {
	int64_t version;
};

static const struct field version_fields[] = {
	FIELD(version_query, version, .kind = FIELD_INTEGER, .min = 1, .max = 10000), { .kind = FIELD_NONE } };

/* The version asked for; else the one in force, else the newest. NULL: there is none. *before: the published one it followed. */
static const struct rule_version *chosen(struct rows rows, int64_t version, struct date today, const struct rule_version **before)
{
	const struct rule_version *versions = rows.row, *found = NULL;

	for (size_t i = 0; i < rows.count; i++) {
		const bool in_force = versions[i].state == RULE_PUBLISHED && versions[i].valid_from.day <= today.day &&
				      (date_is_none(versions[i].valid_to) || versions[i].valid_to.day >= today.day);

		if (version != 0 ? versions[i].version == version : in_force)
			found = &versions[i];
	}
	if (found == NULL && version == 0 && rows.count > 0)
		found = versions;
	*before = NULL;
	for (size_t i = 0; found != NULL && i < rows.count && *before == NULL; i++)
		if (versions[i].version < found->version && versions[i].state == RULE_PUBLISHED)
			*before = &versions[i];
	return found;
}

static enum err put_versions(struct request *request, struct response *response)
{
	const struct version_query *query = request->query;
	const struct rule_version *version, *before;
	struct rule_wish rule = { 0 }, old;
	struct rows rows;

	TRY(rule_version_list(request->db, request->arena, request->path.id, &rows));
	version = chosen(rows, query != NULL ? query->version : 0, request->today, &before);
	if (query != NULL && query->version != 0 && version == NULL)
		return E_NOT_FOUND;
	if (version != NULL)
		TRY(rule_wish_load(request->db, request->arena, version->id, &rule));
	if (before != NULL)
		TRY(rule_wish_load(request->db, request->arena, before->id, &old));
	view_put_rows(response->view, "versions", &rule_version_shape, rows);
	view_put(response->view, "version", &rule_version_shape, version);
	view_put(response->view, "previous", &rule_version_shape, before);
	view_put_flag(response->view, "open", rows.count > 0 && ((const struct rule_version *)rows.row)->state != RULE_PUBLISHED);
	rule_put(request, response, &rule, before != NULL ? &old : NULL);
	return OK;
}

enum err programme_show(struct request *request, struct response *response)
{
	struct programme_card card;

	TRY(programme_put(request, response, &card));
	TRY(put_versions(request, response));
	TRY(history_put(request, response, arena_print(request->arena, "programme:%lld", (long long)card.id)));
	session_put_token(request, response, "draft_begin");
	return respond_page(request, response, "admin/programme");
}

static const struct field words_form[] = {
	FIELD(programme_words, title, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 60, .required = true),
	FIELD(programme_words, title_en, .kind = FIELD_TEXT, .min_chars = 2, .max_chars = 120, .required = true),
	FIELD(programme_words, how_to_ask, .kind = FIELD_LINES, .min_chars = 2, .max_chars = 600, .required = true),
	FIELD(programme_words, how_to_ask_en, .kind = FIELD_LINES, .min_chars = 2, .max_chars = 1200, .required = true),
	{ .kind = FIELD_NONE } };

static enum err ask_words(struct request *request, struct response *response)
{
	struct programme_card card;

	TRY(programme_put(request, response, &card));
	if (request->input == NULL && !request->form_refused) {
		form_prefill(request->form, "title", card.title);
		form_prefill(request->form, "title_en", card.title_en);
		form_prefill(request->form, "how_to_ask", card.how_to_ask);
		form_prefill(request->form, "how_to_ask_en", card.how_to_ask_en);
	}
	session_put_form_token(request, response, "programme_words");
	return respond_page(request, response, "admin/programme_words_form");
}

static enum err save_words(struct request *request, struct response *response)
{
	TRY(programme_words_save(request->db, request->arena, request->actor, request->path.id, request->input, request->now));
	return respond_see_other(request, response, "/programmes/%lld?said=saved", (long long)request->path.id);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/programmes", .role = STAFF, .action = ACTION_PROGRAMME_VIEW, .page = show_list },
	{ .method = GET, .path = "/programmes/{id}", .role = STAFF, .action = ACTION_PROGRAMME_VIEW, .page = programme_show,
	  .query = version_fields, .query_size = sizeof(struct version_query) },
	{ .method = GET, .path = "/programmes/{id}/words", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = ask_words, .form = words_form },
	{ .method = POST, .path = "/programmes/{id}/words", .role = STAFF, .action = ACTION_PROGRAMME_EDIT, .page = save_words, .form = words_form,
	  .form_size = sizeof(struct programme_words), .form_name = "programme_words", .again = ask_words },
	{ 0 } };

static const char *const pages[] = { "admin/programmes", "admin/programme", "admin/programme_words_form", NULL };

static const struct statement *const *const statements[] = {
	programme_desk_statements, rule_store_statements, audit_statements, audit_reader_statements, NULL };

const struct room programme_room = { .name = "programme", .routes = routes, .pages = pages, .statements = statements };
