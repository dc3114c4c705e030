/* The audit trail, for the audit administrator: searched by who, what, about whom and when. Looking is an event too. */
#include <string.h>

#include "app/app.h"
#include "app/list.h"
#include "app/staff.h"
#include "base/text.h"
#include "domain/office/audit.h"
#include "http/query.h"
#include "rooms.h"

/* What may be asked for; their words are in view/pages/admin/words.xhtml, and a test holds the two together. "any" is first. */
static const char *const searched_actions[] = {
	"any", "home", "campaign_view", "campaign_draft", "campaign_submit", "campaign_approve", "campaign_send_back",
	"campaign_change_propose", "campaign_close", "campaign_import", "pledge_view", "pledge_find", "pledge_reveal",
	"pledge_decide", "pledge_confirm", "pledge_refuse", "pledge_release", "pledge_erase", "telephone_change_grant",
	"telephone_change_refuse", "student_view", "student_find", "student_reveal", "student_import", "student_add",
	"student_change", "student_erase", "unit_view", "unit_edit", "unit_create", "unit_rename", "unit_move", "unit_end",
	"unit_import", "import_ask", "import_map", "import_commit", "import_done", "import_abandon", "export",
	"export_unmasked", "export_download", "account_view", "account_edit", "account_create", "account_disable",
	"account_enable", "role_grant", "role_revoke", "authenticator_reset", "sign_in", "sign_in_verified", "sign_out",
	"session_end", "enrol", "password_change", "second_factor", "session_revoke", "role_choose", "job_view",
	"job_cancel", "outbox_view", "outbox_resend", "audit_view", "audit_export", "personal_request",
	"personal_request_ask", "personal_request_grant", "personal_request_refuse", "personal_request_show",
	"policy_publish", "consent_give", "consent_withdraw", "notice_give",
	"family_view", "family_vet", "family_decide", "family_reveal", "pairing_student_view", "pairing_student_edit",
	"pairing_student_screen", "match_run", "match_decide", "pair_view", "pair_accept", "pair_approve", "pair_end",
	"message_moderate", "visit_review", "concern_handle", "contact_view", "pairing_hand_over", "family_apply",
	"family_change", "family_withdraw", "family_sign_in", "family_find", "family_take_up", "family_check",
	"family_approve", "family_suspend", "family_resume", "family_deny", "family_erase", "family_address_change",
	"pairing_student_open", "pairing_student_close", "match_weight_publish", "match_discard", "match_override",
	"pair_propose", "pair_family_accept", "pair_family_decline", "pair_guardian_accept", "pair_guardian_decline", "pair_guardian_go_on",
	"pair_school_decline", "pair_activate", "pair_pause", "pair_resume", "pair_ask_end", "pair_expire", "pair_release",
	"pair_release_withdraw", "visit_plan", "visit_cancel", "visit_report", "visit_miss", "message_send",
	"message_release", "message_refuse", "message_climb", "concern_raise", "message_view", "visit_view", "concern_view", "concern_take",
	"concern_give", "concern_report", "concern_ask_second", "concern_send_back", "concern_close", "concern_climb", "guardian_sign_in",
	"programme_view", "programme_edit", "programme_publish", "award_view", "award_compute", "award_verify",
	"award_approve", "award_pay", "award_appeal", "poverty_import", "gap_view", "aid_sheet", "aid_lookup", "help_view", "help_handle",
	"help_rating", "programme_draft", "programme_submit", "programme_return", "programme_withdraw", "award_apply",
	"aid_facts", "award_notice", "award_refuse", "award_confirm", "award_decide", "award_objection", "aid_lookup_in_person",
	"aid_sheet_freeze", "gap_reconcile", "help_raise", "help_triage", "help_assign", "help_answer", "help_confirm",
	"help_refuse", "help_reopen", "help_rate", "help_rating_handle", "help_climb", "help_merge", NULL };

struct trail_query {
	const char *actor, *subject;
	uint32_t action;
	struct date from, until;
	int64_t after;
};

static const struct field trail_fields[] = {
	FIELD(trail_query, actor, .kind = FIELD_TEXT, .max_chars = 40),
	FIELD_ENUM(trail_query, action, searched_actions),
	FIELD(trail_query, subject, .kind = FIELD_TEXT, .max_chars = 60),
	FIELD(trail_query, from, .kind = FIELD_DATE),
	FIELD(trail_query, until, .kind = FIELD_DATE),
	FIELD(trail_query, after, .kind = FIELD_INTEGER, .min = 1, .max = INT64_MAX),
	{ .kind = FIELD_NONE } };

struct choice {
	const char *action;
	bool chosen;
};
static const struct shape choice_shape = SHAPE(choice, COLUMN(choice, action), COLUMN(choice, chosen));

static void put_choices(struct request *request, struct response *response, uint32_t chosen)
{
	const size_t count = sizeof searched_actions / sizeof *searched_actions - 2;	/* without "any" and the end */
	struct choice *choices = ARENA_ARRAY(request->arena, struct choice, count);

	for (size_t i = 0; i < count; i++)
		choices[i] = (struct choice){ .action = searched_actions[i + 1], .chosen = chosen == i + 1 };
	view_put_rows(response->view, "choices", &choice_shape, (struct rows){ choices, count });
}

/* A row of the table: an event, or one thing it changed. */
enum line_part { LINE_EVENT, LINE_CHANGE };
static const char *const line_part_names[] = { "event", "change", NULL };

struct trail_line {
	enum line_part part;
	int64_t seq;
	struct timestamp at;
	const char *actor, *role, *action, *subject, *reason;
	enum audit_outcome outcome;
	const char *actor_url, *subject_url;	/* this list, of that person, or about that thing */
	const char *field, *before, *after;
	bool hidden, single;
};

static const struct shape trail_line_shape = SHAPE(trail_line,
	COLUMN(trail_line, part, .names = line_part_names), COLUMN(trail_line, seq), COLUMN(trail_line, at, .nullable = true),
	COLUMN(trail_line, actor, .nullable = true), COLUMN(trail_line, role, .nullable = true),
	COLUMN(trail_line, action, .nullable = true), COLUMN(trail_line, subject, .nullable = true),
	COLUMN(trail_line, reason, .nullable = true), COLUMN(trail_line, outcome, .names = audit_outcome_names),
	COLUMN(trail_line, actor_url, .nullable = true), COLUMN(trail_line, subject_url, .nullable = true),
	COLUMN(trail_line, field, .nullable = true), COLUMN(trail_line, before, .nullable = true),
	COLUMN(trail_line, after, .nullable = true), COLUMN(trail_line, hidden), COLUMN(trail_line, single));

enum { shown_chars = 200 };

/* A long text (a campaign's story) is cut; the whole stands in the trail, and in an export. */
static const char *shorten(struct arena *arena, const char *text)
{
	const char *cursor = text;

	if (text == NULL || text_count(text) <= shown_chars)
		return text;
	for (int i = 0; i < shown_chars; i++)
		(void)text_next(&cursor);
	return arena_print(arena, "%.*s\xE2\x80\xA6", (int)(cursor - text), text);
}

static const char *narrowed(struct request *request, const char *name, const char *value)
{
	struct buffer query;

	buffer_init(&query, request->arena, 64);
	query_append(&query, name, value);
	return arena_print(request->arena, "%s/audit%s", request->app->mount, query.data);
}

static struct trail_line event_line(struct request *request, const struct audit_row *row)
{
	return (struct trail_line){
		.part = LINE_EVENT, .seq = row->seq, .at = row->at, .actor = row->actor, .role = row->role, .action = row->action,
		.subject = row->subject, .reason = row->reason, .outcome = row->outcome,
		.actor_url = narrowed(request, "actor", row->actor), .subject_url = narrowed(request, "subject", row->subject) };
}

static struct trail_line change_line(struct request *request, const struct audit_row *row, const struct audit_change *change)
{
	return (struct trail_line){
		.part = LINE_CHANGE, .seq = row->seq, .at = { TIMESTAMP_NONE_US }, .outcome = row->outcome, .field = change->name,
		.before = shorten(request->arena, change->before), .after = shorten(request->arena, change->after),
		.hidden = change->hidden, .single = change->single };
}

static void put_lines(struct request *request, struct response *response, struct rows rows)
{
	const struct audit_row *events = rows.row;
	struct rows *changes = ARENA_ARRAY(request->arena, struct rows, rows.count);
	struct trail_line *lines;
	size_t count = 0, written = 0;

	for (size_t i = 0; i < rows.count; i++) {
		audit_changes(request->arena, events[i].detail, &changes[i]);
		count += 1 + changes[i].count;
	}
	lines = ARENA_ARRAY(request->arena, struct trail_line, count);
	for (size_t i = 0; i < rows.count; i++) {
		lines[written++] = event_line(request, &events[i]);
		for (size_t j = 0; j < changes[i].count; j++)
			lines[written++] = change_line(request, &events[i], (const struct audit_change *)changes[i].row + j);
	}
	view_put_rows(response->view, "trail", &trail_line_shape, (struct rows){ lines, written });
}

/* What was looked for, for the event's detail: percent-encoded, so that it needs no quoting. */
static const char *search_of(const struct request *request)
{
	struct buffer query;

	buffer_init(&query, request->arena, 64);
	for (const struct field *field = trail_fields; field->column.name != NULL; field++)
		if (strcmp(field->column.name, "after") != 0)
			query_append(&query, field->column.name, form_typed(request->form, field->column.name));
	return query.length > 0 ? query.data + 1 : "";
}

/* The same for an export: `name=value` with & between, of tokens. NULL: some other sign was typed, which no code has. */
static const char *filter_of(const struct request *request)
{
	static const char tokens[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/";
	struct buffer filter;

	buffer_init(&filter, request->arena, 64);
	for (const struct field *field = trail_fields; field->column.name != NULL; field++) {
		const char *value = form_typed(request->form, field->column.name);

		if (value[0] == '\0' || strcmp(field->column.name, "after") == 0)
			continue;
		if (strspn(value, tokens) != strlen(value))
			return NULL;
		buffer_print(&filter, "%s%s=%s", filter.length > 0 ? "&" : "", field->column.name, value);
	}
	return filter.length > 0 ? filter.data : "";
}

/* Once for each search, not for each of its pages. */
static enum err note_search(struct request *request)
{
	const char *search = search_of(request);
	const struct audit_event event = {
		.action = "audit_view", .subject = "audit", .outcome = AUDIT_SEEN,
		.detail = search[0] != '\0' ? arena_print(request->arena, "{\"filter\":\"%s\"}", search) : NULL };

	return audit_note(request->db, request->arena, request->actor, &event, request->now);
}

static enum err show(struct request *request, struct response *response)
{
	const struct trail_query *query = request->query;
	const struct audit_search search = {
		.actor = query->actor, .subject = query->subject,
		.action = query->action != 0 ? searched_actions[query->action] : NULL,
		.from = query->from, .until = query->until, .before = query->after, .rows = list_rows };
	const char *filter = filter_of(request);
	struct rows rows;
	bool more;

	TRY(audit_list(request->db, request->arena, &search, &rows, &more));
	if (query->after == 0)
		TRY(note_search(request));
	put_lines(request, response, rows);
	put_choices(request, response, query->action);
	view_put_flag(response->view, "exportable", filter != NULL);
	view_put_text(response->view, "filter", filter != NULL ? filter : "");
	list_put(request, response,
		 more ? arena_print(request->arena, "%lld",
				    (long long)((const struct audit_row *)rows.row)[rows.count - 1].seq) : NULL);
	return respond_page(request, response, "admin/audit");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/audit", .role = STAFF, .action = ACTION_AUDIT_VIEW, .page = show,
	  .query = trail_fields, .query_size = sizeof(struct trail_query) },
	{ 0 } };

static const char *const pages[] = { "admin/audit", NULL };

static const struct statement *const *const statements[] = { audit_reader_statements, audit_statements, NULL };

const struct room audit_room = { .name = "audit", .routes = routes, .pages = pages, .statements = statements };
