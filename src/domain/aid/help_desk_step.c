/* Staff's steps: each locks the trail's head first, asks help_may, writes facts, a line of the thread and one of the trail. */
#include <string.h>

#include "crypt/token.h"
#include "domain/aid/help_desk.h"
#include "domain/aid/help_parts.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

struct help_place {
	const char *path;
	enum help_level level;
};
static const struct shape help_place_shape = SHAPE(help_place, COLUMN(help_place, path), COLUMN(help_place, level, .names = help_level_names));
static const struct statement place_of = {
	.sql = "SELECT path, CAST(kind AS CHAR) AS level FROM unit WHERE id = ? AND kind IN ('county', 'township', 'school') "
	       "AND path LIKE CONCAT(?, '%')",
	.params = "is", .row = &help_place_shape };

static const struct statement triage = {
	.sql = "UPDATE help_request SET kind = ?, urgency = ?, path = ?, level = ?, due_at = ?, climb_due_at = ?, "
	       "triaged_at = COALESCE(triaged_at, ?), triaged_by = COALESCE(triaged_by, ?), changed_at = ? WHERE id = ?",
	.params = "sssstttiti" };
static const struct statement may_have = {
	.sql = "SELECT COUNT(*) AS n FROM help_officer WHERE account_id = ? AND ? LIKE CONCAT(path, '%')", .params = "is", .row = &db_number };
static const struct statement assign = {
	.sql = "UPDATE help_request SET officer_id = ?, assigned_at = ?, changed_at = ? WHERE id = ?", .params = "itti" };
static const struct statement answer = {
	.sql = "UPDATE help_request SET answered_at = ?, answered_by = ?, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement refuse = {
	.sql = "UPDATE help_request SET refused_at = ?, refused_by = ?, changed_at = ? WHERE id = ?", .params = "titi" };
static const struct statement reopen = {
	.sql = "UPDATE help_request SET reopened_at = ?, answered_at = NULL, answered_by = NULL, refused_at = NULL, refused_by = NULL, "
	       "confirmed_at = NULL, due_at = ?, climb_due_at = ?, changed_at = ? WHERE id = ?",
	.params = "tttti" };
static const struct statement merge = {
	.sql = "UPDATE help_request SET merged_into = ?, merged_at = COALESCE(merged_at, ?), changed_at = ? WHERE id = ? OR merged_into = ?",
	.params = "ittii" };
static const struct statement link_up = {
	.sql = "UPDATE help_request SET visit_id = NULLIF(?, 0), award_code = ?, changed_at = ? WHERE id = ?", .params = "isti" };
static const struct statement visit_there = {
	.sql = "SELECT COUNT(*) AS n FROM visit v JOIN pair p ON p.id = v.pair_id JOIN student s ON s.id = p.student_id "
	       "WHERE v.id = ? AND s.path LIKE CONCAT(?, '%')", .params = "is", .row = &db_number };
static const struct statement award_there = {
	.sql = "SELECT COUNT(*) AS n FROM award WHERE code = ? AND path LIKE CONCAT(?, '%')", .params = "ss", .row = &db_number };
static const struct statement handle = {
	.sql = "UPDATE help_rating SET handled_at = ?, handled_by = ? WHERE request_id = ? AND handled_at IS NULL", .params = "tii" };
static const struct statement append = {
	.sql = "INSERT INTO help_event (request_id, event_key, step, at, account_id, to_id, words_sealed) VALUES (?, ?, ?, ?, ?, NULLIF(?, 0), ?)",
	.params = "isstiix" };

const struct statement *const help_desk_step_statements[] = {
	&place_of, &triage, &may_have, &assign, &answer, &refuse, &reopen, &merge, &link_up, &visit_there, &award_there, &handle, &append, NULL };

static enum err lock(const struct help_desk *desk, const char *code, enum help_step step, struct help_row *out)
{
	struct help_row row;

	TRY(audit_lock(desk->db, desk->arena));
	TRY(help_find(desk->db, desk->arena, desk->actor, code, desk->now, &row));
	if (!help_may(step, row.state))
		return E_CONFLICT;
	*out = row;
	return OK;
}

/* A line of the thread (`words` NULL: none) and one of the trail. */
static enum err note(const struct help_desk *desk, const struct help_row *row, const char *step, const char *action, int64_t to,
		     const char *words, const char *detail)
{
	const char *key = identifier_new(desk->arena);

	TRY(db_run(desk->db, &append, NULL, row->id, key, step, desk->now, desk->actor->account_id, to,
		   seal_text(desk->keyring, desk->arena, place_in(&place_help_event_words, key), words)));
	return help_trail(desk->db, desk->arena, desk->actor, action, row->code, row->path, detail, desk->now);
}

/* That there is something to read, and its code: nothing of the child. */
static enum err tell(const struct help_desk *desk, const struct help_row *row)
{
	struct help_said said;

	TRY(help_read(desk->db, desk->arena, desk->keyring, row->id, &said));
	if (said.telephone[0] == '\0')
		return OK;
	const struct message_value values[] = { { "code", row->code }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = said.telephone, .template = "help_answered", .values = values,
					 .unit_path = row->path };

	return outbox_put(desk->db, desk->arena, desk->keyring, &message, desk->now);
}

static struct timestamp later_of(struct timestamp a, struct timestamp b)
{
	return a.us > b.us ? a : b;
}

enum err help_triage(const struct help_desk *desk, const char *code, const struct help_sorting *sorting)
{
	struct help_deadlines deadlines;
	struct help_place place;
	struct help_row row;

	TRY(lock(desk, code, HELP_TRIAGE, &row));
	place = (struct help_place){ row.path, row.level };
	if (sorting->unit_id != 0) {
		const enum err err = db_one(desk->db, desk->arena, &place_of, &place, sorting->unit_id, desk->actor->unit_path);

		if (err != OK)
			return err == E_NOT_FOUND ? E_INVALID : err;
	}
	/* A level it has climbed to keeps it. */
	if (row.level > place.level)
		place.level = row.level;
	TRY(help_deadlines_of(desk->db, desk->arena, sorting->kind, sorting->urgency, row.raised_at, &deadlines));
	if (row.state == HELP_REOPENED)
		deadlines.answer = row.due_at;
	TRY(db_run(desk->db, &triage, NULL, help_kind_names[sorting->kind], help_urgency_names[sorting->urgency], place.path,
		   help_level_names[place.level], deadlines.answer, later_of(deadlines.answer, desk->now), desk->now, desk->actor->account_id,
		   desk->now, row.id));
	row.path = place.path;
	return note(desk, &row, "triage", "help_triage", 0, NULL,
		    arena_print(desk->arena, "{\"kind\":\"%s\",\"urgency\":\"%s\"}", help_kind_names[sorting->kind],
				help_urgency_names[sorting->urgency]));
}

enum err help_assign(const struct help_desk *desk, const char *code, int64_t to, const char *words)
{
	struct help_row row;
	int64_t count;

	TRY(lock(desk, code, HELP_ASSIGN, &row));
	if (row.officer_id == to)
		return E_CONFLICT;
	TRY(db_one(desk->db, desk->arena, &may_have, &count, to, row.path));
	if (count == 0)
		return E_INVALID;
	TRY(db_run(desk->db, &assign, NULL, to, desk->now, desk->now, row.id));
	return note(desk, &row, "assign", "help_assign", to, words[0] != '\0' ? words : NULL,
		    arena_print(desk->arena, "{\"to\":%lld}", (long long)to));
}

enum err help_answer(const struct help_desk *desk, const char *code, const char *words)
{
	struct help_row row;

	TRY(lock(desk, code, HELP_ANSWER, &row));
	if (!row.mine)
		return E_DENIED;
	TRY(db_run(desk->db, &answer, NULL, desk->now, desk->actor->account_id, desk->now, row.id));
	TRY(tell(desk, &row));
	return note(desk, &row, "answer", "help_answer", 0, words, NULL);
}

enum err help_refuse(const struct help_desk *desk, const char *code, const char *reason)
{
	struct help_row row;

	TRY(lock(desk, code, HELP_REFUSE, &row));
	if (row.officer_id != 0 && !row.mine)
		return E_DENIED;
	TRY(db_run(desk->db, &refuse, NULL, desk->now, desk->actor->account_id, desk->now, row.id));
	TRY(tell(desk, &row));
	return note(desk, &row, "refuse", "help_refuse", 0, reason, NULL);
}

enum err help_reopen(const struct help_desk *desk, const char *code, const char *reason)
{
	struct help_deadlines deadlines;
	struct help_row row;

	TRY(lock(desk, code, HELP_REOPEN, &row));
	TRY(help_deadlines_of(desk->db, desk->arena, row.kind, row.urgency, desk->now, &deadlines));
	TRY(db_run(desk->db, &reopen, NULL, desk->now, deadlines.answer, deadlines.answer, desk->now, row.id));
	return note(desk, &row, "reopen", "help_reopen", 0, reason, NULL);
}

enum err help_merge(const struct help_desk *desk, const char *code, const char *into)
{
	struct help_row row, target;
	enum err err;

	TRY(lock(desk, code, HELP_MERGE, &row));
	err = help_find(desk->db, desk->arena, desk->actor, into, desk->now, &target);
	if (err == E_NOT_FOUND || (err == OK && (target.id == row.id || target.state == HELP_MERGED)))
		return E_INVALID;
	TRY(err);
	TRY(db_run(desk->db, &merge, NULL, target.id, desk->now, desk->now, row.id, row.id));
	return note(desk, &row, "merge", "help_merge", 0, NULL, arena_print(desk->arena, "{\"into\":\"%s\"}", target.code));
}

enum err help_link(const struct help_desk *desk, const char *code, int64_t visit_id, const char *award_code, const char **field)
{
	const char *scope = desk->actor->unit_path;
	struct help_row row;
	int64_t count = 1;

	TRY(lock(desk, code, HELP_LINK, &row));
	if (visit_id != 0)
		TRY(db_one(desk->db, desk->arena, &visit_there, &count, visit_id, scope));
	*field = "visit";
	if (count == 0)
		return E_INVALID;
	if (award_code[0] != '\0')
		TRY(db_one(desk->db, desk->arena, &award_there, &count, award_code, scope));
	*field = "award";
	if (count == 0)
		return E_INVALID;
	TRY(db_run(desk->db, &link_up, NULL, visit_id, award_code[0] != '\0' ? award_code : NULL, desk->now, row.id));
	return note(desk, &row, "link", "help_triage", 0, NULL, NULL);
}

enum err help_handle_rating(const struct help_desk *desk, const char *code, const char *words)
{
	struct help_row row;
	uint64_t handled = 0;

	TRY(audit_lock(desk->db, desk->arena));
	TRY(help_find(desk->db, desk->arena, desk->actor, code, desk->now, &row));
	if (!row.rating_waits)
		return E_CONFLICT;
	if (row.rated_me)
		return E_DENIED;
	TRY(db_run(desk->db, &handle, &handled, desk->now, desk->actor->account_id, row.id));
	if (handled == 0)
		return E_CONFLICT;
	return note(desk, &row, "rating_handle", "help_rating_handle", 0, words, NULL);
}
