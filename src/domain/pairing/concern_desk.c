#include "domain/pairing/concern_desk.h"

#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/pair.h"

const char *const concern_outcome_names[] = { "unfounded", "settled", "pair_ended", "reported", NULL };

const struct shape concern_shape = SHAPE(concern,
	COLUMN(concern, id), COLUMN(concern, code), COLUMN(concern, kind, .names = concern_kind_names),
	COLUMN(concern, raised_by, .names = concern_by_names), COLUMN(concern, state, .names = concern_state_names),
	COLUMN(concern, pair_code, .nullable = true), COLUMN(concern, pair_state, .nullable = true),
	COLUMN(concern, place, .nullable = true), COLUMN(concern, path), COLUMN(concern, pair_id), COLUMN(concern, officer, .nullable = true),
	COLUMN(concern, officer_id), COLUMN(concern, mine), COLUMN(concern, late), COLUMN(concern, report_late),
	COLUMN(concern, raised_at), COLUMN(concern, due_at), COLUMN(concern, climbed_at, .nullable = true),
	COLUMN(concern, report_due_at, .nullable = true), COLUMN(concern, reported_at, .nullable = true),
	COLUMN(concern, closed_at, .nullable = true), COLUMN(concern, outcome, .nullable = true), COLUMN(concern, words, .nullable = true),
	COLUMN(concern, asks_second), COLUMN(concern, had), COLUMN(concern, unfounded_at, .nullable = true),
	COLUMN(concern, unfounded_by, .nullable = true), COLUMN(concern, unfounded_words, .nullable = true));

const struct shape concern_officer_shape = SHAPE(concern_officer,
	COLUMN(concern_officer, account_id), COLUMN(concern_officer, name), COLUMN(concern_officer, unit),
	COLUMN(concern_officer, open_concerns));

/* `me`, `now` twice, `me` twice. */
#define CONCERN_ROW                                                                                                 \
	"SELECT c.id, c.code, c.kind, c.raised_by, c.state, p.code AS pair_code, CAST(p.state AS CHAR) AS pair_state, u.name AS place, c.path, " \
	"COALESCE(c.pair_id, 0) AS pair_id, a.name AS officer, COALESCE(c.officer_id, 0) AS officer_id, c.officer_id <=> ? AS mine, " \
	"c.closed_at IS NULL AND c.due_at < ? AS late, COALESCE(c.reported_at IS NULL AND c.report_due_at < ?, FALSE) AS report_late, " \
	"c.raised_at, c.due_at, c.climbed_at, c.report_due_at, c.reported_at, c.closed_at, CAST(c.outcome AS CHAR) AS outcome, c.words, " \
	"COALESCE(c.unfounded_by = c.officer_id AND c.reported_at IS NULL AND c.closed_at IS NULL, FALSE) AS asks_second, " \
	"EXISTS (SELECT 1 FROM concern_held h WHERE h.concern_id = c.id AND h.account_id = ?) AS had, " \
	"c.unfounded_at, b.name AS unfounded_by, c.unfounded_words " \
	"FROM concern c LEFT JOIN pair p ON p.id = c.pair_id LEFT JOIN unit u ON u.path = c.path "                              \
	"LEFT JOIN account a ON a.id = c.officer_id LEFT JOIN account b ON b.id = c.unfounded_by WHERE NOT (c.not_officer_id <=> ?) AND c.path LIKE CONCAT(?, '%') "

static const struct statement open_list = {
	.sql = CONCERN_ROW "AND c.state IN ('raised', 'taken') ORDER BY c.due_at, c.id LIMIT ? OFFSET ?", .params = "ittiisii",
	.row = &concern_shape };
static const struct statement closed_list = {
	.sql = CONCERN_ROW "AND c.state = 'closed' ORDER BY c.id DESC LIMIT ? OFFSET ?", .params = "ittiisii", .row = &concern_shape };
static const struct statement one = { .sql = CONCERN_ROW "AND c.code = ?", .params = "ittiiss", .row = &concern_shape };

static const struct statement exists = { .sql = "SELECT id AS n FROM concern WHERE code = ?", .params = "s", .row = &db_number };

struct sealed_concern {
	const char *code;
	struct bytes body, contact;
};
static const struct shape sealed_concern_shape = SHAPE(sealed_concern,
	COLUMN(sealed_concern, code), COLUMN(sealed_concern, body, .nullable = true), COLUMN(sealed_concern, contact, .nullable = true));
static const struct statement sealed = {
	.sql = "SELECT code, body_sealed AS body, contact_sealed AS contact FROM concern WHERE id = ?", .params = "i",
	.row = &sealed_concern_shape };

#define OFFICERS                                                                                                    \
	"SELECT o.account_id, o.name, o.unit, CAST(o.open_concerns AS SIGNED) AS open_concerns FROM concern_officer o JOIN concern c ON c.id = ? " \
	"WHERE c.path LIKE CONCAT(o.path, '%') AND NOT (c.not_officer_id <=> o.account_id) "
static const struct statement officers = {
	.sql = OFFICERS "AND NOT (c.officer_id <=> o.account_id) ORDER BY LENGTH(o.path) DESC, o.open_concerns, o.account_id LIMIT 100",
	.params = "i", .row = &concern_officer_shape };
static const struct statement may_have = {
	.sql = OFFICERS "AND o.account_id = ? LIMIT 1", .params = "ii", .row = &concern_officer_shape };

static const struct statement assign = {
	.sql = "UPDATE concern SET officer_id = ?, told_at = ? WHERE id = ? AND closed_at IS NULL", .params = "iti" };
static const struct statement report = {
	.sql = "UPDATE concern SET reported_at = ?, reported_by = ? WHERE id = ? AND reported_at IS NULL AND closed_at IS NULL",
	.params = "tii" };
static const struct statement ask_second = {
	.sql = "UPDATE concern SET unfounded_at = ?, unfounded_by = ?, unfounded_words = ? WHERE id = ? AND reported_at IS NULL "
	       "AND closed_at IS NULL", .params = "tisi" };
static const struct statement send_back = {
	.sql = "UPDATE concern SET unfounded_at = NULL, unfounded_by = NULL, unfounded_words = NULL WHERE id = ? AND closed_at IS NULL",
	.params = "i" };
static const struct statement close = {
	.sql = "UPDATE concern SET closed_at = ?, closed_by = ?, outcome = ?, words = ?, answered_at = COALESCE(answered_at, ?) "
	       "WHERE id = ? AND closed_at IS NULL", .params = "tissti" };

static const struct statement live_of_the_two = {
	.sql = "SELECT o.id AS n FROM pair p JOIN pair o ON o.student_id = p.student_id AND o.family_id = p.family_id AND o.live = TRUE "
	       "WHERE p.id = ?",
	.params = "i", .row = &db_number };
static const struct statement bar = {
	.sql = "UPDATE pair SET for_cause = TRUE, updated_at = ? WHERE id = ? AND ended_at IS NOT NULL", .params = "ti" };

const struct statement *const concern_desk_statements[] = {
	&open_list, &closed_list, &one, &exists, &sealed, &officers, &may_have, &assign, &report, &ask_second,
	&send_back, &close, &live_of_the_two, &bar, NULL };

enum err concern_list(struct db *db, struct arena *arena, const struct actor *actor, bool closed, int64_t skip, int64_t rows,
		      struct timestamp now, struct rows *out, bool *more)
{
	const int64_t me = actor->account_id;
	struct rows read;

	TRY(db_all(db, arena, closed ? &closed_list : &open_list, &read, me, now, now, me, me, actor->unit_path, rows + 1, skip));
	*more = (int64_t)read.count > rows;
	*out = (struct rows){ read.row, read.count - *more };
	return OK;
}

enum err concern_find(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      struct concern *out)
{
	const int64_t me = actor->account_id;

	return db_one(db, arena, &one, out, me, now, now, me, me, actor->unit_path, code);
}

bool concern_exists(struct db *db, struct arena *arena, const char *code)
{
	int64_t id;

	return db_one(db, arena, &exists, &id, code) == OK;
}

enum err concern_read(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, const char **body,
		      const char **contact)
{
	struct sealed_concern concern;
	struct secret words, reach;

	TRY(db_one(db, arena, &sealed, &concern, id));
	TRY(seal_open(keyring, arena, place_in(&place_concern_body, concern.code), concern.body, &words));
	TRY(seal_open(keyring, arena, place_in(&place_concern_contact, concern.code), concern.contact, &reach));
	*body = words.hidden != NULL ? words.hidden : "";
	*contact = reach.hidden != NULL ? reach.hidden : "";
	return OK;
}

enum err concern_officers(struct db *db, struct arena *arena, const struct concern *concern, struct rows *out)
{
	return db_all(db, arena, &officers, out, concern->id);
}

static enum err lock(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		     struct concern *out)
{
	TRY(audit_lock(db, arena));
	TRY(concern_find(db, arena, actor, code, now, out));
	return out->state == CONCERN_CLOSED ? E_CONFLICT : OK;
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			    const struct concern *concern, const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = arena_print(arena, "concern:%s", concern->code),
					   .unit_path = concern->path, .reason = reason, .detail = detail };

	return audit_write(db, arena, actor, &event, now);
}

static enum err give(struct db *db, struct arena *arena, const struct concern *concern, int64_t to, struct timestamp told_at)
{
	struct concern_officer officer;
	const enum err err = db_one(db, arena, &may_have, &officer, concern->id, to);

	if (err != OK)
		return err == E_NOT_FOUND ? E_DENIED : err;
	return db_run(db, &assign, NULL, to, told_at, concern->id);
}

enum err concern_take(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now)
{
	struct concern concern;

	TRY(lock(db, arena, actor, code, now, &concern));
	if (concern.mine)
		return E_CONFLICT;
	TRY(give(db, arena, &concern, actor->account_id, now));
	return write_trail(db, arena, actor, "concern_take", &concern, NULL, NULL, now);
}

enum err concern_give(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t to, const char *reason,
		      struct timestamp now)
{
	struct concern concern;

	TRY(lock(db, arena, actor, code, now, &concern));
	if (concern.officer_id == to)
		return E_CONFLICT;
	/* The worker tells who has it now. */
	TRY(give(db, arena, &concern, to, (struct timestamp){ TIMESTAMP_NONE_US }));
	return write_trail(db, arena, actor, "concern_give", &concern, reason, arena_print(arena, "{\"to\":%lld}", (long long)to), now);
}

enum err concern_report(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			struct timestamp now)
{
	struct concern concern;
	uint64_t reported = 0;

	TRY(lock(db, arena, actor, code, now, &concern));
	if (!concern.mine)
		return E_DENIED;
	TRY(db_run(db, &report, &reported, now, actor->account_id, concern.id));
	if (reported == 0)
		return E_CONFLICT;
	return write_trail(db, arena, actor, "concern_report", &concern, words, NULL, now);
}

/* A pair that had ended otherwise meanwhile is barred all the same, and one of the same two that began since ends with it. */
static enum err end_pair(struct db *db, struct arena *arena, const struct actor *actor, const struct concern *concern, struct timestamp now)
{
	const struct pair_ending ending = { .reason = END_SAFEGUARDING, .for_cause = true };
	enum pair_refusal refusal = PAIR_FINE;
	const int64_t *live;
	struct rows rows;

	TRY(db_all(db, arena, &live_of_the_two, &rows, concern->pair_id));
	live = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		TRY(pair_end(db, arena, actor, live[i], &ending, now, &refusal));
	return db_run(db, &bar, NULL, now, concern->pair_id);
}

static enum err put_end(struct db *db, struct arena *arena, const struct actor *actor, const struct concern *concern,
			const struct concern_closing *closing, struct timestamp now)
{
	const char *outcome = concern_outcome_names[closing->outcome];

	TRY(db_run(db, &close, NULL, now, actor->account_id, outcome, closing->words, now, concern->id));
	return write_trail(db, arena, actor, "concern_close", concern, NULL, arena_print(arena, "{\"outcome\":\"%s\"}", outcome), now);
}

bool concern_wants_second(const struct concern *concern)
{
	return concern->kind == CONCERN_HARM && timestamp_is_none(concern->reported_at);
}

enum err concern_ask_second(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			    struct timestamp now)
{
	struct concern concern;

	TRY(lock(db, arena, actor, code, now, &concern));
	if (!concern.mine)
		return E_DENIED;
	if (!concern_wants_second(&concern) || concern.asks_second)
		return E_CONFLICT;
	TRY(db_run(db, &ask_second, NULL, now, actor->account_id, words, concern.id));
	return write_trail(db, arena, actor, "concern_ask_second", &concern, NULL, NULL, now);
}

/* Of one that waits for somebody else: is the actor somebody else? */
static enum err lock_as_second(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			       struct concern *out)
{
	TRY(lock(db, arena, actor, code, now, out));
	if (!out->asks_second)
		return E_CONFLICT;
	return out->had ? E_DENIED : OK;
}

enum err concern_confirm(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			 struct timestamp now)
{
	const struct concern_closing closing = { .outcome = CONCERN_UNFOUNDED, .words = words };
	struct concern concern;

	TRY(lock_as_second(db, arena, actor, code, now, &concern));
	return put_end(db, arena, actor, &concern, &closing, now);
}

enum err concern_send_back(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
			   struct timestamp now)
{
	struct concern concern;

	TRY(lock_as_second(db, arena, actor, code, now, &concern));
	TRY(db_run(db, &send_back, NULL, concern.id));
	return write_trail(db, arena, actor, "concern_send_back", &concern, reason, NULL, now);
}

static enum err refuse(const char **refusal, const char *word)
{
	*refusal = word;
	return E_INVALID;
}

enum err concern_close(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
		       const struct concern_closing *closing, struct timestamp now, const char **refusal)
{
	struct concern concern;

	TRY(lock(db, arena, actor, code, now, &concern));
	if (!concern.mine)
		return E_DENIED;
	if (concern_wants_second(&concern) && closing->outcome == CONCERN_UNFOUNDED)
		return refuse(refusal, "second_person");
	if (timestamp_is_none(concern.reported_at) && (closing->outcome == CONCERN_REPORTED || concern.kind == CONCERN_HARM))
		return refuse(refusal, "not_reported");
	if (closing->outcome == CONCERN_PAIR_ENDED && concern.pair_id == 0)
		return refuse(refusal, "no_pair");
	if (closing->outcome == CONCERN_PAIR_ENDED)
		TRY(end_pair(db, arena, actor, &concern, now));
	return put_end(db, arena, actor, &concern, closing, now);
}
