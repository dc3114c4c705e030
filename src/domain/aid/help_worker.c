#include "domain/aid/help_worker.h"

#include "crypt/token.h"
#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"

struct late_request {
	int64_t id;
	const char *code, *path;
	enum help_kind kind;
	enum help_urgency urgency;
	enum help_level level;
};
static const struct shape late_request_shape = SHAPE(late_request,
	COLUMN(late_request, id), COLUMN(late_request, code), COLUMN(late_request, path), COLUMN(late_request, kind, .names = help_kind_names),
	COLUMN(late_request, urgency, .names = help_urgency_names), COLUMN(late_request, level, .names = help_level_names));

static const struct statement late = {
	.sql = "SELECT id, code, path, kind, urgency, level FROM help_request WHERE open = TRUE AND climb_due_at < ? AND level <> 'city' "
	       "ORDER BY climb_due_at, id LIMIT ?",
	.params = "ti", .row = &late_request_shape };
static const struct statement choose = {
	.sql = "SELECT account_id AS n FROM help_officer WHERE role = ? AND ? LIKE CONCAT(path, '%') ORDER BY LENGTH(path) DESC, open_requests, "
	       "account_id LIMIT 1",
	.params = "ss", .row = &db_number };
static const struct statement climb = {
	.sql = "UPDATE help_request SET level = ?, climb_due_at = ?, officer_id = COALESCE(NULLIF(?, 0), officer_id), "
	       "assigned_at = IF(? = 0, assigned_at, ?), changed_at = ? WHERE id = ? AND open = TRUE",
	.params = "stiitti" };
static const struct statement append = {
	.sql = "INSERT IGNORE INTO help_event (request_id, event_key, step, at, to_id, climbed_to) VALUES (?, ?, 'climb', ?, NULLIF(?, 0), ?)",
	.params = "istis" };

const struct statement *const help_worker_statements[] = { &late, &choose, &climb, &append, NULL };

static enum err climb_one(struct db *db, struct arena *arena, const struct late_request *request, struct timestamp now)
{
	const char *level = help_level_names[request->level + 1];
	struct help_deadlines deadlines;
	int64_t officer = 0;
	const enum err err = db_one(db, arena, &choose, &officer, level, request->path);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	officer = err == OK ? officer : 0;
	TRY(help_deadlines_of(db, arena, request->kind, request->urgency, now, &deadlines));
	TRY(db_run(db, &climb, NULL, level, deadlines.triage, officer, officer, now, now, request->id));
	TRY(db_run(db, &append, NULL, request->id, identifier_new(arena), now, officer, level));
	return help_trail(db, arena, &actor_worker, "help_climb", request->code, request->path, arena_print(arena, "{\"level\":\"%s\"}", level), now);
}

enum err help_climb(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *climbed)
{
	const struct late_request *request;
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &late, &due, now, rows));
	request = due.row;
	for (size_t i = 0; i < due.count; i++)
		TRY(climb_one(db, arena, &request[i], now));
	*climbed = (int64_t)due.count;
	return OK;
}
