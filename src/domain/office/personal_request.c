#include "domain/office/personal_request.h"

#include <inttypes.h>
#include <string.h>

#include "domain/giving/pledge_erasure.h"
#include "domain/office/audit.h"
#include "domain/pairing/family_erasure.h"
#include "domain/pairing/student_erasure.h"

const char *const request_kind_names[] = { "access", "erasure", NULL };
const char *const request_state_names[] = { "open", "granted", "refused", "done", NULL };

const struct shape personal_request_shape = SHAPE(personal_request,
	COLUMN(personal_request, id), COLUMN(personal_request, kind, .names = request_kind_names),
	COLUMN(personal_request, state, .names = request_state_names), COLUMN(personal_request, subject),
	COLUMN(personal_request, unit_path), COLUMN(personal_request, table), COLUMN(personal_request, code),
	COLUMN(personal_request, asked_at), COLUMN(personal_request, due_on), COLUMN(personal_request, late),
	COLUMN(personal_request, decided_at, .nullable = true), COLUMN(personal_request, carried_out_at, .nullable = true),
	COLUMN(personal_request, decided_by, .nullable = true), COLUMN(personal_request, reason, .nullable = true),
	COLUMN(personal_request, asked_by_id), COLUMN(personal_request, asked_by, .nullable = true));

#define REQUESTS                                                                                                       \
	"SELECT r.id, r.kind, CASE WHEN r.decided_at IS NULL THEN 'open' WHEN NOT r.granted THEN 'refused' "            \
	"WHEN r.carried_out_at IS NULL THEN 'granted' ELSE 'done' END AS state, r.subject, r.unit_path, "              \
	"SUBSTRING_INDEX(r.subject, ':', 1) AS `table`, SUBSTRING_INDEX(r.subject, ':', -1) AS code, r.asked_at, r.due_on, " \
	"r.decided_at IS NULL AND r.due_on < ? AS late, r.decided_at, r.carried_out_at, a.login AS decided_by, r.reason, " \
	"COALESCE(r.asked_by, 0) AS asked_by_id, k.login AS asked_by FROM personal_request r "                         \
	"LEFT JOIN account a ON a.id = r.decided_by LEFT JOIN account k ON k.id = r.asked_by "          \
	"WHERE LEFT(r.unit_path, CHAR_LENGTH(?)) = ? "

static const struct statement open_list = {
	.sql = REQUESTS "AND r.decided_at IS NULL ORDER BY r.due_on, r.id LIMIT ? OFFSET ?", .params = "dssii",
	.row = &personal_request_shape };
static const struct statement decided_list = {
	.sql = REQUESTS "AND r.decided_at IS NOT NULL ORDER BY r.decided_at DESC, r.due_on DESC, r.id DESC LIMIT ? OFFSET ?",
	.params = "dssii",
	.row = &personal_request_shape };
static const struct statement by_id = { .sql = REQUESTS "AND r.id = ?", .params = "dssi", .row = &personal_request_shape };

static const struct statement open_one = {
	.sql = "SELECT id AS n FROM personal_request WHERE subject = ? AND kind = ? AND decided_at IS NULL LIMIT 1 FOR UPDATE",
	.params = "ss", .row = &db_number };

static const struct statement insert = {
	.sql = "INSERT INTO personal_request (kind, subject, unit_path, asked_at, asked_by, due_on) VALUES (?, ?, ?, ?, NULLIF(?, 0), ?)",
	.params = "ssstid" };
static const struct statement decide = {
	.sql = "UPDATE personal_request SET decided_at = ?, decided_by = ?, granted = ?, reason = NULLIF(?, '') "
	       "WHERE id = ? AND decided_at IS NULL",
	.params = "tibsi" };
static const struct statement hand_over = {
	.sql = "UPDATE personal_request SET carried_out_at = COALESCE(carried_out_at, ?) WHERE id = ? AND granted AND kind = "
	       "'access'",
	.params = "ti" };

const struct statement *const personal_request_ask_statements[] = { &open_one, &insert, NULL };
const struct statement *const personal_request_statements[] = {
	&open_list, &decided_list, &by_id, &open_one, &insert, &decide, &hand_over, NULL };

struct granted {
	int64_t id;
	const char *subject;
};
static const struct shape granted_shape = SHAPE(granted, COLUMN(granted, id), COLUMN(granted, subject));
static const struct statement list_granted = {
	.sql = "SELECT id, subject FROM personal_request WHERE kind = 'erasure' AND granted AND carried_out_at IS NULL "
	       "ORDER BY id LIMIT ? FOR UPDATE",
	.params = "i", .row = &granted_shape };
static const struct statement mark_done = {
	.sql = "UPDATE personal_request SET carried_out_at = ? WHERE id = ?", .params = "ti" };

const struct statement *const personal_request_worker_statements[] = { &list_granted, &mark_done, NULL };

/* Who can be asked about. */
static const struct forgetting {
	const char *table, *action;
	enum err (*obstacle)(struct db *db, struct arena *arena, const char *code, struct date today, enum erasure_obstacle *out,
			     struct date *until);
	enum err (*erase)(struct db *db, const char *code, struct timestamp now);
} forgettings[] = {
	{ "student", "student_erase", student_erasure_obstacle, student_erase },
	{ "pledge", "pledge_erase", pledge_erasure_obstacle, pledge_erase },
	{ "family", "family_erase", family_erasure_obstacle, family_erase } };

/* The code behind "student:"; NULL: another subject. */
static const char *code_of(const char *subject, const char *table)
{
	const size_t length = strlen(table);

	return strncmp(subject, table, length) == 0 && subject[length] == ':' ? subject + length + 1 : NULL;
}

/* How the subject is forgotten, and its code; NULL: of nobody we know. */
static const struct forgetting *find_forgetting(const char *subject, const char **code)
{
	for (size_t i = 0; i < sizeof forgettings / sizeof forgettings[0]; i++) {
		*code = code_of(subject, forgettings[i].table);
		if (*code != NULL)
			return &forgettings[i];
	}
	return NULL;
}

enum err personal_request_obstacle(struct db *db, struct arena *arena, const char *subject, struct date today,
				   enum erasure_obstacle *out, struct date *until)
{
	const char *code;
	const struct forgetting *forgetting = find_forgetting(subject, &code);

	return forgetting != NULL ? forgetting->obstacle(db, arena, code, today, out, until) : E_NOT_FOUND;
}

static enum err refuse(struct request_refusal *refusal, const char *field, const char *reason, struct date until)
{
	*refusal = (struct request_refusal){ .field = field, .reason = reason, .until = until };
	return E_INVALID;
}

static const struct date no_day = { DATE_NONE_DAY };

enum err personal_request_ask(struct db *db, struct arena *arena, const struct actor *actor, const struct request_wish *wish,
			      struct timestamp now, int64_t *id, struct request_refusal *refusal)
{
	struct audit_event event = { .action = "personal_request_ask", .subject = wish->subject, .unit_path = wish->unit_path };
	const char *kind = request_kind_names[wish->kind];
	const struct date due = { date_at(now).day + personal_request_days };
	enum erasure_obstacle obstacle;
	struct date until;
	int64_t found, made;
	enum err err;

	err = personal_request_obstacle(db, arena, wish->subject, date_at(now), &obstacle, &until);
	if (err == E_NOT_FOUND)
		return refuse(refusal, "subject", "unknown", no_day);
	TRY(err);
	err = db_one(db, arena, &open_one, &found, wish->subject, kind);
	if (err == OK)
		return refuse(refusal, "subject", "asked", no_day);
	if (err != E_NOT_FOUND)
		return err;
	TRY(db_run(db, &insert, NULL, kind, wish->subject, wish->unit_path, now, actor->account_id, due));
	made = db_last_id(db);
	event.detail = arena_print(arena, "{\"request\":%" PRId64 ",\"kind\":\"%s\"}", made, kind);
	TRY(audit_write(db, arena, actor, &event, now));
	*id = made;
	return OK;
}

enum err personal_request_list(struct db *db, struct arena *arena, const struct request_search *search, struct date today,
			       struct rows *out, bool *more)
{
	struct rows rows;

	TRY(db_all(db, arena, search->decided ? &decided_list : &open_list, &rows, today, search->scope, search->scope,
		   search->rows + 1, search->skip));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count--;
	*out = rows;
	return OK;
}

enum err personal_request_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct date today,
			       struct personal_request *out)
{
	return db_one(db, arena, &by_id, out, today, scope, scope, id);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			    const struct personal_request *request, const char *reason, struct timestamp now)
{
	const struct audit_event event = {
		.action = action, .subject = request->subject, .unit_path = request->unit_path, .reason = reason,
		.detail = arena_print(arena, "{\"request\":%" PRId64 ",\"kind\":\"%s\"}", request->id,
				      request_kind_names[request->kind]) };

	return audit_write(db, arena, actor, &event, now);
}

enum err personal_request_decide(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, bool grant,
				 const char *reason, struct timestamp now, struct request_refusal *refusal)
{
	enum erasure_obstacle obstacle;
	struct personal_request request;
	struct date until;
	uint64_t decided;

	TRY(personal_request_find(db, arena, actor->unit_path, id, date_at(now), &request));
	if (request.asked_by_id == actor->account_id)
		return E_DENIED;
	if (!grant && (reason == NULL || reason[0] == '\0'))
		return refuse(refusal, "reason", "missing", no_day);
	if (grant && request.kind == REQUEST_ERASURE) {
		TRY(personal_request_obstacle(db, arena, request.subject, date_at(now), &obstacle, &until));
		if (obstacle != ERASURE_FREE)
			return refuse(refusal, "grant", erasure_obstacle_names[obstacle], until);
	}
	TRY(db_run(db, &decide, &decided, now, actor->account_id, (int)grant, reason != NULL ? reason : "", id));
	if (decided == 0)
		return E_CONFLICT;
	return write_trail(db, arena, actor, grant ? "personal_request_grant" : "personal_request_refuse", &request, reason, now);
}

enum err personal_request_hand_over(struct db *db, struct arena *arena, const struct actor *actor, int64_t id,
				    struct timestamp now)
{
	struct personal_request request;
	uint64_t done;

	TRY(personal_request_find(db, arena, actor->unit_path, id, date_at(now), &request));
	TRY(db_run(db, &hand_over, &done, now, id));
	if (done == 0)
		return E_CONFLICT;
	return write_trail(db, arena, actor, "personal_request_show", &request, NULL, now);
}

enum err personal_request_carry_out(struct db *db, struct arena *arena, const struct actor *actor, int64_t rows,
				    struct timestamp now, int64_t *done)
{
	const struct granted *granted;
	struct rows requests;
	int64_t count = 0;

	TRY(db_all(db, arena, &list_granted, &requests, rows));
	granted = requests.row;
	for (size_t i = 0; i < requests.count; i++) {
		const char *subject = granted[i].subject;
		const char *code;
		const struct forgetting *forgetting = find_forgetting(subject, &code);
		struct audit_event event = { .subject = subject,
					     .detail = arena_print(arena, "{\"request\":%" PRId64 "}", granted[i].id) };
		enum erasure_obstacle obstacle;
		struct date until;

		if (forgetting == NULL)
			continue;
		event.action = forgetting->action;
		TRY(forgetting->obstacle(db, arena, code, date_at(now), &obstacle, &until));
		if (obstacle != ERASURE_FREE && obstacle != ERASURE_DONE)
			continue;
		if (obstacle == ERASURE_FREE)
			TRY(forgetting->erase(db, code, now));
		TRY(db_run(db, &mark_done, NULL, now, granted[i].id));
		TRY(audit_write(db, arena, actor, &event, now));
		count++;
	}
	*done = count;
	return OK;
}
