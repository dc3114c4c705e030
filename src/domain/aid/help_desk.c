#include "domain/aid/help_desk.h"

#include "domain/office/sealed_places.h"

const char *const help_queue_names[] = { "mine", "open", "nobody", "late", "bad", "ended", NULL };

const struct shape help_row_shape = SHAPE(help_row,
	COLUMN(help_row, id), COLUMN(help_row, code), COLUMN(help_row, kind, .names = help_kind_names),
	COLUMN(help_row, urgency, .names = help_urgency_names), COLUMN(help_row, raised_by, .names = help_by_names),
	COLUMN(help_row, level, .names = help_level_names), COLUMN(help_row, state, .names = help_state_names), COLUMN(help_row, path),
	COLUMN(help_row, place, .nullable = true), COLUMN(help_row, officer, .nullable = true), COLUMN(help_row, officer_id),
	COLUMN(help_row, open), COLUMN(help_row, mine), COLUMN(help_row, late), COLUMN(help_row, guardian),
	COLUMN(help_row, student, .nullable = true), COLUMN(help_row, raised_at), COLUMN(help_row, triage_due_at), COLUMN(help_row, due_at),
	COLUMN(help_row, climb_due_at), COLUMN(help_row, merged_into, .nullable = true), COLUMN(help_row, visit_id),
	COLUMN(help_row, award_code, .nullable = true), COLUMN(help_row, rating), COLUMN(help_row, rating_due_at, .nullable = true),
	COLUMN(help_row, rating_waits), COLUMN(help_row, rated_me));

const struct shape help_line_shape = SHAPE(help_line,
	COLUMN(help_line, step), COLUMN(help_line, at), COLUMN(help_line, who, .nullable = true), COLUMN(help_line, whom, .nullable = true),
	COLUMN(help_line, climbed_to, .nullable = true), COLUMN(help_line, words, .nullable = true));
const struct shape help_alike_shape = SHAPE(help_alike,
	COLUMN(help_alike, code), COLUMN(help_alike, kind, .names = help_kind_names), COLUMN(help_alike, state, .names = help_state_names),
	COLUMN(help_alike, raised_at), COLUMN(help_alike, same_child), COLUMN(help_alike, same_telephone));
const struct shape help_officer_shape = SHAPE(help_officer,
	COLUMN(help_officer, account_id), COLUMN(help_officer, name), COLUMN(help_officer, unit), COLUMN(help_officer, open_requests));

/* Params: me, now, me, scope. */
#define ROW                                                                                                         \
	"SELECT h.id, h.code, h.kind, h.urgency, h.raised_by, h.level, h.state, h.path, u.name AS place, a.name AS officer, " \
	"COALESCE(h.officer_id, 0) AS officer_id, h.open = TRUE AS open, h.officer_id <=> ? AS mine, "                  \
	"h.open = TRUE AND (h.due_at < ?) AS late, h.proved_at IS NOT NULL AS guardian, s.code AS student, h.raised_at, h.triage_due_at, " \
	"h.due_at, h.climb_due_at, m.code AS merged_into, COALESCE(h.visit_id, 0) AS visit_id, h.award_code, "          \
	"CAST(COALESCE(r.rating, 0) AS SIGNED) AS rating, r.due_at AS rating_due_at, COALESCE(r.waits = TRUE, FALSE) AS rating_waits, " \
	"r.officer_id <=> ? AS rated_me FROM "
#define JOINED                                                                                                      \
	"LEFT JOIN help_rating r ON r.request_id = h.id "
#define NAMED                                                                                                       \
	"LEFT JOIN unit u ON u.path = h.path LEFT JOIN account a ON a.id = h.officer_id LEFT JOIN student s ON s.id = h.student_id "  \
	"LEFT JOIN help_request m ON m.id = h.merged_into WHERE h.path LIKE CONCAT(?, '%') "
#define OPEN_ROWS ROW "help_request h " JOINED NAMED "AND h.open = TRUE "
#define BY_DUE "ORDER BY h.due_at, h.id LIMIT ? OFFSET ?"

static const struct statement mine = { .sql = OPEN_ROWS "AND h.officer_id = ? " BY_DUE, .params = "itisiii", .row = &help_row_shape };
static const struct statement open_ones = { .sql = OPEN_ROWS BY_DUE, .params = "itisii", .row = &help_row_shape };
static const struct statement nobody_s = { .sql = OPEN_ROWS "AND h.officer_id IS NULL " BY_DUE, .params = "itisii", .row = &help_row_shape };
static const struct statement late_ones = {
	.sql = OPEN_ROWS "AND h.due_at < ? " BY_DUE, .params = "itistii", .row = &help_row_shape };
static const struct statement ended = {
	.sql = ROW "help_request h " JOINED NAMED "AND h.open = FALSE ORDER BY h.changed_at DESC LIMIT ? OFFSET ?", .params = "itisii",
	.row = &help_row_shape };
static const struct statement bad = {
	.sql = ROW "help_rating r JOIN help_request h ON h.id = r.request_id " NAMED "AND r.waits = TRUE ORDER BY r.due_at, r.request_id "
	       "LIMIT ? OFFSET ?",
	.params = "itisii", .row = &help_row_shape };
static const struct statement one = {
	.sql = ROW "help_request h " JOINED NAMED "AND h.code = ?", .params = "itiss", .row = &help_row_shape };
static const struct statement exists = { .sql = "SELECT id AS n FROM help_request WHERE code = ?", .params = "s", .row = &db_number };

struct sealed_request {
	const char *code;
	struct bytes body, child, telephone;
};
static const struct shape sealed_request_shape = SHAPE(sealed_request,
	COLUMN(sealed_request, code), COLUMN(sealed_request, body, .nullable = true), COLUMN(sealed_request, child, .nullable = true),
	COLUMN(sealed_request, telephone, .nullable = true));
static const struct statement sealed = {
	.sql = "SELECT code, body_sealed AS body, child_sealed AS child, telephone_sealed AS telephone FROM help_request WHERE id = ?",
	.params = "i", .row = &sealed_request_shape };

struct sealed_line {
	const char *event_key, *step;
	struct timestamp at;
	const char *who, *whom, *climbed_to;
	struct bytes words;
};
static const struct shape sealed_line_shape = SHAPE(sealed_line,
	COLUMN(sealed_line, event_key), COLUMN(sealed_line, step), COLUMN(sealed_line, at), COLUMN(sealed_line, who, .nullable = true),
	COLUMN(sealed_line, whom, .nullable = true), COLUMN(sealed_line, climbed_to, .nullable = true),
	COLUMN(sealed_line, words, .nullable = true));
static const struct statement lines = {
	.sql = "SELECT e.event_key, CAST(e.step AS CHAR) AS step, e.at, a.name AS who, t.name AS whom, CAST(e.climbed_to AS CHAR) AS climbed_to, "
	       "e.words_sealed AS words FROM help_event e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN account t ON t.id = e.to_id "
	       "WHERE e.request_id = ? ORDER BY e.id LIMIT 200",
	.params = "i", .row = &sealed_line_shape };

/* Each part by its own index; what two parts find stands once. */
#define ALIKE(same_child, same_telephone, condition)                                                                \
	"SELECT o.id, " same_child " AS same_child, " same_telephone " AS same_telephone FROM help_request h JOIN help_request o ON " condition \
	" AND o.raised_at BETWEEN h.raised_at - INTERVAL ? DAY AND h.raised_at + INTERVAL ? DAY WHERE h.id = ? AND o.id <> h.id"
static const struct statement alikes = {
	.sql = "SELECT o.code, o.kind, o.state, o.raised_at, MAX(x.same_child) AS same_child, MAX(x.same_telephone) AS same_telephone FROM ("
	       ALIKE("1", "0", "o.child_index = h.child_index") " UNION ALL " ALIKE("0", "1", "o.telephone_index = h.telephone_index") " UNION ALL "
	       ALIKE("0", "0", "o.path = h.path AND o.kind = h.kind") ") x JOIN help_request o ON o.id = x.id "
	       "WHERE o.merged_into IS NULL AND o.path LIKE CONCAT(?, '%') GROUP BY o.id ORDER BY o.raised_at DESC LIMIT 10",
	.params = "iiiiiiiiis", .row = &help_alike_shape };

static const struct statement officers = {
	.sql = "SELECT o.account_id, o.name, o.unit, CAST(o.open_requests AS SIGNED) AS open_requests FROM help_officer o "
	       "WHERE ? LIKE CONCAT(o.path, '%') AND o.account_id <> ? ORDER BY LENGTH(o.path) DESC, o.open_requests, o.account_id LIMIT 100",
	.params = "si", .row = &help_officer_shape };

static const struct statement places = {
	.sql = "SELECT u.id, u.name FROM unit p JOIN unit u ON u.parent_id IN (p.id, p.parent_id) WHERE p.path = ? AND u.id <> p.id "
	       "AND u.kind IN ('county', 'township', 'school') AND u.path LIKE CONCAT(?, '%') AND u.valid_to IS NULL ORDER BY u.path LIMIT 500",
	.params = "ss", .row = &unit_choice_shape };

const struct statement *const help_desk_statements[] = {
	&mine, &open_ones, &nobody_s, &late_ones, &ended, &bad, &one, &exists, &sealed, &lines, &alikes, &officers, &places, NULL };

enum err help_list(struct db *db, struct arena *arena, const struct actor *actor, enum help_queue queue, int64_t skip, int64_t rows,
		   struct timestamp now, struct rows *out, bool *more)
{
	const int64_t me = actor->account_id;
	const char *scope = actor->unit_path;
	struct rows read;

	switch (queue) {
	case HELP_QUEUE_MINE: TRY(db_all(db, arena, &mine, &read, me, now, me, scope, me, rows + 1, skip)); break;
	case HELP_QUEUE_OPEN: TRY(db_all(db, arena, &open_ones, &read, me, now, me, scope, rows + 1, skip)); break;
	case HELP_QUEUE_NOBODY: TRY(db_all(db, arena, &nobody_s, &read, me, now, me, scope, rows + 1, skip)); break;
	case HELP_QUEUE_LATE: TRY(db_all(db, arena, &late_ones, &read, me, now, me, scope, now, rows + 1, skip)); break;
	case HELP_QUEUE_BAD: TRY(db_all(db, arena, &bad, &read, me, now, me, scope, rows + 1, skip)); break;
	default: TRY(db_all(db, arena, &ended, &read, me, now, me, scope, rows + 1, skip)); break;
	}
	*more = (int64_t)read.count > rows;
	*out = (struct rows){ read.row, read.count - *more };
	return OK;
}

enum err help_find(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		   struct help_row *out)
{
	return db_one(db, arena, &one, out, actor->account_id, now, actor->account_id, actor->unit_path, code);
}

bool help_exists(struct db *db, struct arena *arena, const char *code)
{
	int64_t id;

	return db_one(db, arena, &exists, &id, code) == OK;
}

static const char *text_of(struct secret secret)
{
	return secret.hidden != NULL ? secret.hidden : "";
}

enum err help_read(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct help_said *out)
{
	struct sealed_request request;
	struct secret body, child, telephone;

	TRY(db_one(db, arena, &sealed, &request, id));
	TRY(seal_open(keyring, arena, place_in(&place_help_request_body, request.code), request.body, &body));
	TRY(seal_open(keyring, arena, place_in(&place_help_request_child, request.code), request.child, &child));
	TRY(seal_open(keyring, arena, place_in(&place_help_request_telephone, request.code), request.telephone, &telephone));
	*out = (struct help_said){ text_of(body), text_of(child), text_of(telephone) };
	return OK;
}

enum err help_thread(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, struct rows *out)
{
	const struct sealed_line *line;
	struct help_line *clear;
	struct rows rows;

	TRY(db_all(db, arena, &lines, &rows, id));
	line = rows.row;
	clear = ARENA_ARRAY(arena, struct help_line, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct secret words;

		TRY(seal_open(keyring, arena, place_in(&place_help_event_words, line[i].event_key), line[i].words, &words));
		clear[i] = (struct help_line){ line[i].step, line[i].at, line[i].who, line[i].whom, line[i].climbed_to, words.hidden };
	}
	*out = (struct rows){ clear, rows.count };
	return OK;
}

enum err help_alikes(struct db *db, struct arena *arena, const struct actor *actor, const struct help_row *of, struct rows *out)
{
	const int64_t days = help_alike_days;

	return db_all(db, arena, &alikes, out, days, days, of->id, days, days, of->id, days, days, of->id, actor->unit_path);
}

enum err help_officers(struct db *db, struct arena *arena, const struct help_row *of, struct rows *out)
{
	return db_all(db, arena, &officers, out, of->path, of->officer_id);
}

enum err help_places(struct db *db, struct arena *arena, const struct actor *actor, const struct help_row *of, struct rows *out)
{
	return db_all(db, arena, &places, out, of->path, actor->unit_path);
}
