/* Pairs as staff see them: by state within the scope of the student's school; both sides masked. What is done about one is
 * pair_step_pages.c. Looking at one is an event: it is of a minor. */
#include <stdlib.h>

#include "app/app.h"
#include "app/history.h"
#include "app/list.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/office/audit.h"
#include "domain/pairing/pair_work.h"
#include "pair_page.h"
#include "rooms.h"

/* "any" is first: not asked for. */
static const char *const state_filter_names[] = { "any", "held", "family_accepted", "accepted", "approved", "active", "paused", "ending",
						  "ended", NULL };
static const enum pair_state state_of_filter[] = { PAIR_HELD, PAIR_HELD, PAIR_FAMILY_ACCEPTED, PAIR_ACCEPTED, PAIR_APPROVED, PAIR_ACTIVE,
						   PAIR_PAUSED, PAIR_ENDING, PAIR_ENDED };

struct list_query {
	uint32_t state;
	int64_t after;
};
static const struct field list_fields[] = {
	FIELD_ENUM(list_query, state, state_filter_names),
	FIELD(list_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const struct pair_search search = { .scope = request->actor->unit_path, .of_state = query->state > 0,
					    .state = state_of_filter[query->state], .before = query->after, .rows = list_rows };
	const struct pair_entry *pairs;
	struct rows rows;
	bool more;

	TRY(pair_list(request->db, request->arena, &search, &rows, &more));
	pairs = rows.row;
	view_put_rows(response->view, "pairs", &pair_entry_shape, rows);
	view_put_text(response->view, "state", state_filter_names[query->state]);
	list_put(request, response, more ? arena_print(request->arena, "%lld", (long long)pairs[rows.count - 1].id) : NULL);
	return respond_page(request, response, "admin/pairs");
}

static enum err show_decliners(struct request *request, struct response *response)
{
	struct rows rows;

	TRY(pair_decliners(request->db, request->arena, request->actor->unit_path, request->now, list_rows, &rows));
	view_put_rows(response->view, "families", &pair_decliner_shape, rows);
	return respond_page(request, response, "admin/pair_decliners");
}

static void put_steps(struct request *request, struct response *response, const struct pair_desk *desk)
{
	static const char *const forms[] = { "accept", "decline", "paper", "release", "approve", "activate", "pause", "resume", "end", NULL };
	const struct pair *pair = &desk->pair;
	const bool before = timestamp_is_none(pair->activated_at) && pair->state != PAIR_ENDED;

	view_put_flag(response->view, "step/accept", pair->state == PAIR_FAMILY_ACCEPTED && timestamp_is_none(pair->school_accepted_at));
	view_put_flag(response->view, "step/decline", before);
	view_put_flag(response->view, "step/paper", pair->state != PAIR_ENDED && !timestamp_is_none(pair->family_accepted_at));
	view_put_flag(response->view, "step/release", pair->state == PAIR_ACTIVE || pair->state == PAIR_PAUSED);
	view_put_flag(response->view, "step/approve", pair->state == PAIR_ACCEPTED);
	view_put_flag(response->view, "step/activate", pair->state == PAIR_APPROVED);
	view_put_flag(response->view, "step/pause", pair->state < PAIR_PAUSED);
	view_put_flag(response->view, "step/resume", pair->state == PAIR_PAUSED);
	view_put_flag(response->view, "step/end", pair->state != PAIR_ENDED);
	for (const char *const *form = forms; *form != NULL; form++)
		session_put_code_token(request, response, *form);
}

enum err pair_page_find(struct request *request, struct pair_desk *out)
{
	bool elsewhere = false;
	const enum err err = pair_desk_find(request->db, request->arena, request->actor->unit_path, request->path.code, request->now, out,
					    &elsewhere);

	if (err == E_NOT_FOUND && elsewhere)
		return refuse_out_of_scope(request, arena_print(request->arena, "pair:%s", request->path.code));
	return err;
}

/* Which text a paper in hand says; 0: none was published. */
static enum err find_text(struct request *request, int64_t *id)
{
	struct policy_text text = { 0 };
	const enum err err = policy_current(request->db, request->arena, POLICY_CONSENT, release_purpose, "zh", &text);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	*id = text.id;
	return OK;
}

enum err pair_page_show(struct request *request, struct response *response)
{
	struct student_card *student = ARENA_NEW(request->arena, struct student_card);
	struct family_card *family = ARENA_NEW(request->arena, struct family_card);
	struct pair_desk *desk = ARENA_NEW(request->arena, struct pair_desk);
	struct audit_event event = { .action = "pair_view", .outcome = AUDIT_SEEN };
	struct rows releases;
	int64_t text = 0;

	TRY(pair_page_find(request, desk));
	event.subject = arena_print(request->arena, "pair:%s", desk->pair.code);
	event.unit_path = desk->path;
	if (!db_in_transaction(request->db))
		TRY(audit_note(request->db, request->arena, request->actor, &event, request->now));
	TRY(pair_student_card(request->db, request->arena, desk->pair.id, student));
	TRY(pair_family_card(request->db, request->arena, desk->pair.id, family));
	TRY(release_list(request->db, request->arena, desk->pair.id, &releases));
	TRY(find_text(request, &text));
	view_put(response->view, "pair", &pair_desk_shape, desk);
	view_put(response->view, "student", &student_card_shape, student);
	view_put(response->view, "family", &family_card_shape, family);
	view_put_rows(response->view, "releases", &release_shape, releases);
	view_put_int(response->view, "text_id", text);
	put_steps(request, response, desk);
	TRY(history_put(request, response, event.subject));
	return respond_page(request, response, "admin/pair");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/pairs", .role = STAFF, .action = ACTION_PAIR_VIEW, .page = show_list, .query = list_fields,
	  .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/pair-decliners", .role = STAFF, .action = ACTION_FAMILY_DECIDE, .page = show_decliners },
	{ .method = GET, .path = "/pairs/{code}", .role = STAFF, .action = ACTION_PAIR_VIEW, .page = pair_page_show, .form = reason_form },
	{ 0 } };

static const char *const pages[] = { "admin/pairs", "admin/pair", "admin/pair_decliners", NULL };

static const struct statement *const *const statements[] = {
	pair_desk_statements, pair_work_statements, pair_card_family_statements, pair_card_guardian_statements, release_guardian_statements,
	policy_current_statements, audit_statements, audit_reader_statements, NULL };

const struct room pair_room = { .name = "pair", .routes = routes, .pages = pages, .statements = statements };
