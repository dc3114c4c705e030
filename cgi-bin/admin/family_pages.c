/* Volunteer families: the queues, one family's page, masked, and its data in clear for a reason. */
#include <string.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "family_page.h"
#include "reason.h"
#include "rooms.h"

struct list_query {
	enum family_queue queue;
	int64_t after;			/* rows of the pages before */
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, queue, family_queue_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 0, .max = 1000000),
	{ .kind = FIELD_NONE } };

struct find_input {
	const char *who;
};
static const struct field find_form[] = {
	FIELD(find_input, who, .kind = FIELD_TEXT, .max_chars = 60, .required = true), { .kind = FIELD_NONE } };

const char *const check_passed_names[] = { "yes", "no", NULL };
const struct field family_page_form[] = {
	FIELD(check_input, item, .kind = FIELD_TEXT, .required = true, .max_chars = 40),
	{ .column = { .name = "passed", .offset = offsetof(struct check_input, passed), .type = COLUMN_UINT32, .names = check_passed_names },
	  .kind = FIELD_CHOICE, .required = true },
	FIELD(check_input, checked_on, .kind = FIELD_DATE, .required = true),
	FIELD(check_input, reference, .kind = FIELD_TEXT, .max_chars = check_reference_chars),
	FIELD(check_input, reason, .kind = FIELD_LINES, .max_chars = 300),
	{ .kind = FIELD_NONE } };

static enum err respond_list(struct request *request, struct response *response, struct rows families, bool found)
{
	view_put_rows(response->view, "families", &family_line_shape, families);
	view_put_flag(response->view, "found", found);
	session_put_token(request, response, "family_find");
	return respond_page(request, response, "admin/families");
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct family_search search = { .scope = request->actor->unit_path, .queue = query->queue, .skip = query->after,
					      .rows = list_rows };
	struct rows rows;
	bool more;

	TRY(family_desk_list(request->db, request->arena, request->app->keyring, &search, request->today, &rows, &more));
	view_put_text(response->view, "queue", family_queue_names[query->queue]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)(query->after + list_rows)) : NULL);
	return respond_list(request, response, rows, false);
}

static enum err show_found(struct request *request, struct response *response, struct rows families)
{
	view_put_text(response->view, "queue", "");
	list_put(request, response, NULL);
	return respond_list(request, response, families, true);
}

static enum err ask_again(struct request *request, struct response *response)
{
	return show_found(request, response, (struct rows){ 0 });
}

/* Names, telephones and ID numbers are looked for by POST, so that none stands in an address. */
static enum err find(struct request *request, struct response *response)
{
	const struct find_input *input = request->input;
	const struct audit_event event = { .action = "family_find", .subject = "family", .outcome = AUDIT_SEEN };
	struct rows rows;

	if (code_holds(input->who))
		return respond_see_other(request, response, "/families/%s", input->who);
	TRY(family_desk_look_up(request->db, request->arena, request->app->keyring, request->actor->unit_path, input->who, request->today,
				&rows));
	TRY(audit_write(request->db, request->arena, request->actor, &event, request->now));
	return show_found(request, response, rows);
}

const char *family_page_subject(struct request *request)
{
	return arena_print(request->arena, "family:%s", request->path.code);
}

enum err family_page_find(struct request *request, struct vetted_family *out)
{
	enum err err;

	if (!code_holds(request->path.code))
		return E_NOT_FOUND;
	err = family_desk_find(request->db, request->arena, request->actor->unit_path, request->path.code, out);
	if (err == E_NOT_FOUND && family_desk_find(request->db, request->arena, NULL, request->path.code, out) == OK)
		return refuse_out_of_scope(request, family_page_subject(request));
	return err;
}

/* What is to be checked, as the choices of the form that notes it. */
struct desk_item {
	const char *item, *title, *title_en, *name;	/* name: of the adult, masked; NULL: the family */
	bool of_adult, chosen;
	enum relation relation;
	enum vetting_standing standing;
	struct date valid_until;
};
static const struct shape desk_item_shape = SHAPE(desk_item,
	COLUMN(desk_item, item), COLUMN(desk_item, title), COLUMN(desk_item, title_en), COLUMN(desk_item, name, .nullable = true),
	COLUMN(desk_item, of_adult), COLUMN(desk_item, chosen), COLUMN(desk_item, relation, .names = relation_names),
	COLUMN(desk_item, standing, .names = vetting_standing_names), COLUMN(desk_item, valid_until, .nullable = true));

static const char *name_of(struct rows adults, int64_t id)
{
	const struct family_adult *adult = adults.row;

	for (size_t i = 0; i < adults.count; i++)
		if (adult[i].id == id)
			return adult[i].name;
	return NULL;
}

static enum err put_items(struct request *request, struct response *response, int64_t family_id, struct rows adults)
{
	const char *typed = form_typed(request->form, "item");
	const struct vetting_item *items;
	struct desk_item *shown;
	struct date until;
	struct rows rows;

	TRY(vetting_list(request->db, request->arena, family_id, request->today, &rows));
	items = rows.row;
	shown = ARENA_ARRAY(request->arena, struct desk_item, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const char *item = arena_print(request->arena, "%lld-%lld", (long long)items[i].rule_id, (long long)items[i].adult_id);

		shown[i] = (struct desk_item){ .item = item, .title = items[i].title, .title_en = items[i].title_en,
					       .of_adult = items[i].covers == COVERS_ADULT, .chosen = strcmp(typed, item) == 0,
					       .name = name_of(adults, items[i].adult_id), .relation = items[i].relation,
					       .standing = items[i].standing, .valid_until = items[i].valid_until };
	}
	view_put_rows(response->view, "items", &desk_item_shape, (struct rows){ .row = shown, .count = rows.count });
	view_put_flag(response->view, "all_hold", vetting_holds_until(rows, &until));
	return OK;
}

/* Of its forms one came back: the others' fields are shown, too, empty. */
static void complete_form(struct request *request)
{
	const struct form *sent = request->form;

	if (sent != NULL && sent->fields == family_page_form)
		return;
	request->form = form_new(request->arena, family_page_form);
	for (size_t i = 0; sent != NULL && i < sent->count; i++)
		for (size_t j = 0; j < request->form->count; j++)
			if (strcmp(sent->states[i].name, request->form->states[j].name) == 0)
				request->form->states[j] = sent->states[i];
}

static void put_tokens(struct request *request, struct response *response)
{
	static const char *const forms[] = { "family_reveal", "family_take_up", "family_check", "family_void", "family_approve",
					     "family_suspend", "family_resume", "family_deny", NULL };

	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
}

enum err family_page_show(struct request *request, struct response *response, const struct vetted_family *found,
			  const struct family_sight *sight)
{
	struct family *family = ARENA_NEW(request->arena, struct family);
	struct rows adults, checks;

	complete_form(request);
	if (sight->refusal != NULL)
		response->out->status = 409;
	TRY(family_find_own(request->db, request->arena, request->app->keyring, found->id, family));
	TRY(family_list_adults(request->db, request->arena, request->app->keyring, found->id, &adults));
	TRY(put_items(request, response, found->id, adults));
	TRY(family_desk_checks(request->db, request->arena, found->id, &checks));
	view_put(response->view, "family", &family_shape, family);
	view_put_rows(response->view, "adults", &family_adult_shape, adults);
	view_put_rows(response->view, "checks", &noted_check_shape, checks);
	view_put(response->view, "facts", &family_facts_shape, sight->facts);
	view_put_rows(response->view, "clear_adults", &adult_facts_shape, sight->adults);
	view_put_text(response->view, "refusal", sight->refusal);
	view_put_flag(response->view, "over", found->state == FAMILY_APPROVED && found->approved_until.day < request->today.day);
	view_put_flag(response->view, "closed", found->state == FAMILY_WITHDRAWN || found->state == FAMILY_DENIED);
	TRY(history_put(request, response, family_page_subject(request)));
	put_tokens(request, response);
	return respond_page(request, response, "admin/family");
}

enum err family_page(struct request *request, struct response *response)
{
	static const struct family_sight masked;
	struct vetted_family family;

	TRY(family_page_find(request, &family));
	return family_page_show(request, response, &family, &masked);
}

/* The trail's row and the sight of it go together: serve answers only when the transaction has been committed. */
static enum err reveal(struct request *request, struct response *response)
{
	const struct reason_input *input = request->input;
	struct audit_event event = { .action = "family_reveal", .outcome = AUDIT_SEEN, .reason = input->reason };
	struct family_facts *facts = ARENA_NEW(request->arena, struct family_facts);
	struct family_sight sight = { .facts = facts };
	struct vetted_family family;

	TRY(family_page_find(request, &family));
	TRY(family_desk_reveal(request->db, request->arena, request->app->keyring, family.id, facts, &sight.adults));
	event.subject = family_page_subject(request);
	event.unit_path = family.path;
	TRY(audit_write(request->db, request->arena, request->actor, &event, request->now));
	request->form = NULL;
	return family_page_show(request, response, &family, &sight);
}

static enum err reveal_again(struct request *request, struct response *response)
{
	return family_page(request, response);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/families", .role = STAFF, .action = ACTION_FAMILY_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = POST, .path = "/families", .role = STAFF, .action = ACTION_FAMILY_VIEW, .page = find, .form = find_form,
	  .form_size = sizeof(struct find_input), .form_name = "family_find", .again = ask_again },
	{ .method = GET, .path = "/families/{code}", .role = STAFF, .action = ACTION_FAMILY_VIEW, .page = family_page,
	  .form = family_page_form },
	{ .method = POST, .path = "/families/{code}/reveal", .role = STAFF, .action = ACTION_FAMILY_REVEAL, .page = reveal,
	  .form = reason_form, .form_size = sizeof(struct reason_input), .form_name = "family_reveal", .again = reveal_again },
	{ 0 } };

static const char *const pages[] = { "admin/families", "admin/family", NULL };

static const struct statement *const *const statements[] = {
	family_desk_statements, family_own_statements, vetting_statements, audit_statements, audit_reader_statements, NULL };

const struct room family_room = { .name = "family", .routes = routes, .pages = pages, .statements = statements };
