/* Objections as staff decide them. */
#include "domain/aid/award_notice.h"
#include "domain/aid/award_parts.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const struct shape objection_shape = SHAPE(objection,
	COLUMN(objection, id), COLUMN(objection, code), COLUMN(objection, sheet), COLUMN(objection, school), COLUMN(objection, path),
	COLUMN(objection, programme), COLUMN(objection, period), COLUMN(objection, line), COLUMN(objection, raised_at),
	COLUMN(objection, decided_at, .nullable = true), COLUMN(objection, due_on), COLUMN(objection, late), COLUMN(objection, open),
	COLUMN(objection, upheld), COLUMN(objection, decided_by, .nullable = true), COLUMN(objection, reason, .nullable = true),
	COLUMN(objection, body, .nullable = true), COLUMN(objection, contact, .nullable = true), COLUMN(objection, award, .nullable = true));

struct stored_objection {
	struct objection objection;
	int64_t notice_id;
	struct bytes body, contact;
};
#define IN_STORED(field, ...)                                                                                       \
	{ .name = #field, .offset = offsetof(struct stored_objection, objection.field),                                \
	  .type = COLUMN_TYPE_OF(((struct stored_objection *)0)->objection.field), __VA_ARGS__ }
#define SHOWN                                                                                                       \
	IN_STORED(id), IN_STORED(code), IN_STORED(sheet), IN_STORED(school), IN_STORED(path), IN_STORED(programme), IN_STORED(period), \
	IN_STORED(line), IN_STORED(raised_at), IN_STORED(decided_at, .nullable = true), IN_STORED(due_on), IN_STORED(late), IN_STORED(open), \
	IN_STORED(upheld), IN_STORED(decided_by, .nullable = true), IN_STORED(reason, .nullable = true), IN_STORED(award, .nullable = true)
static const struct shape listed_shape = SHAPE(stored_objection, SHOWN);
static const struct shape stored_objection_shape = SHAPE(stored_objection, SHOWN, COLUMN(stored_objection, notice_id),
	COLUMN(stored_objection, body, .nullable = true), COLUMN(stored_objection, contact, .nullable = true));

/* The tenth day after it was raised, in Shanghai. */
#define DUE "DATE(o.raised_at + INTERVAL 8 HOUR) + INTERVAL 10 DAY"
#define OBJECTIONS(more)                                                                                            \
	"SELECT o.id, o.code, n.code AS sheet, u.name AS school, n.path, p.title AS programme, n.period, "            \
	"CAST(COALESCE(o.line, 0) AS SIGNED) AS line, o.raised_at, o.decided_at, " DUE " AS due_on, "                 \
	"(o.decided_at IS NULL AND " DUE " < ?) AS late, o.decided_at IS NULL AS open, COALESCE(o.upheld, FALSE) AS upheld, " \
	"(SELECT c.name FROM account c WHERE c.id = o.decided_by) AS decided_by, o.reason, "                          \
	"(SELECT a.code FROM award a WHERE a.notice_id = n.id AND a.notice_line = o.line) AS award" more " FROM award_objection o "
#define JOINS "JOIN award_notice n ON n.id = o.notice_id JOIN unit u ON u.id = n.school_id JOIN programme p ON p.id = n.programme_id "

static const struct statement open_ones = {
	.sql = OBJECTIONS("") "FORCE INDEX (award_objection_open) " JOINS "WHERE o.decided_at IS NULL AND o.id > ? "
	       "AND n.path LIKE CONCAT(?, '%') ORDER BY o.id LIMIT ?",
	.params = "disi", .row = &listed_shape };
static const struct statement decided_ones = {
	.sql = OBJECTIONS("") JOINS "WHERE o.decided_at IS NOT NULL AND (? = 0 OR o.id < ?) AND n.path LIKE CONCAT(?, '%') "
	       "ORDER BY o.id DESC LIMIT ?",
	.params = "diisi", .row = &listed_shape };
static const struct statement one = {
	.sql = OBJECTIONS(", o.notice_id, o.body_sealed AS body, o.contact_sealed AS contact") JOINS "WHERE o.code = ?",
	.params = "ds", .row = &stored_objection_shape };

static const struct statement lock = {
	.sql = "SELECT id AS n FROM award_objection WHERE code = ? AND decided_at IS NULL FOR UPDATE", .params = "s", .row = &db_number };
static const struct statement has_part = {
	.sql = "SELECT COUNT(*) AS n FROM award_notice n LEFT JOIN award a ON a.notice_id = n.id WHERE n.id = ? AND (n.made_by = ? OR a.verified_by = ?)",
	.params = "iii", .row = &db_number };
struct on_line {
	const char *code;
};
static const struct shape on_line_shape = SHAPE(on_line, COLUMN(on_line, code));
static const struct statement award_on_line = {
	.sql = "SELECT code FROM award WHERE notice_id = ? AND notice_line = ?", .params = "ii", .row = &on_line_shape };
static const struct statement decide = {
	.sql = "UPDATE award_objection SET decided_at = ?, decided_by = ?, upheld = ?, reason = ? WHERE id = ?", .params = "tibsi" };

const struct statement *const objection_desk_statements[] = {
	&open_ones, &decided_ones, &one, &lock, &has_part, &award_on_line, &decide, NULL };

enum err objection_list(struct db *db, struct arena *arena, const char *scope, bool decided, int64_t after, int64_t rows, struct date today,
			struct rows *out, bool *more)
{
	const struct stored_objection *stored;
	struct objection *listed;
	struct rows read;

	if (decided)
		TRY(db_all(db, arena, &decided_ones, &read, today, after, after, scope, rows + 1));
	else
		TRY(db_all(db, arena, &open_ones, &read, today, after, scope, rows + 1));
	*more = read.count > (size_t)rows;
	read.count -= *more;
	stored = read.row;
	listed = ARENA_ARRAY(arena, struct objection, read.count);
	for (size_t i = 0; i < read.count; i++)
		listed[i] = stored[i].objection;
	*out = (struct rows){ listed, read.count };
	return OK;
}

enum err objection_desk_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, const char *code,
			     struct date today, struct objection *out, bool *elsewhere)
{
	struct stored_objection stored;
	struct secret body, contact;
	struct objection objection;

	*elsewhere = false;
	TRY(db_one(db, arena, &one, &stored, today, code));
	if (!scope_holds(scope, stored.objection.path)) {
		*elsewhere = true;
		return E_NOT_FOUND;
	}
	TRY(seal_open(keyring, arena, place_in(&place_award_objection_body, code), stored.body, &body));
	TRY(seal_open(keyring, arena, place_in(&place_award_objection_contact, code), stored.contact, &contact));
	objection = stored.objection;
	objection.body = body.hidden;
	objection.contact = contact.hidden;
	*out = objection;
	return OK;
}

static enum err refuse_line(struct db *db, struct arena *arena, const struct actor *actor, int64_t notice_id,
			    const struct objection_verdict *verdict, struct timestamp now, enum award_word *word)
{
	struct on_line on_line;
	enum err err = db_one(db, arena, &award_on_line, &on_line, notice_id, verdict->line);

	if (err == OK)
		err = award_refuse(db, arena, actor, on_line.code, REFUSED_OBJECTION, verdict->reason, now, word);
	return err == E_NOT_FOUND || err == E_CONFLICT ? award_cannot(word, AWARD_NOTHING) : err;
}

enum err objection_decide(struct db *db, struct arena *arena, const struct actor *actor, const char *code,
			  const struct objection_verdict *verdict, struct timestamp now, enum award_word *word)
{
	struct audit_event event = { .action = "award_objection", .subject = arena_print(arena, "award_objection:%s", code),
				     .reason = verdict->reason };
	struct stored_objection stored;
	int64_t id, parts;
	enum err err;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &one, &stored, date_at(now), code));
	if (!scope_holds(actor->unit_path, stored.objection.path))
		return E_NOT_FOUND;
	err = db_one(db, arena, &lock, &id, code);
	if (err == E_NOT_FOUND)
		return award_cannot(word, AWARD_STATE);
	TRY(err);
	TRY(db_one(db, arena, &has_part, &parts, stored.notice_id, actor->account_id, actor->account_id));
	if (parts > 0)
		return award_cannot(word, AWARD_SAME_PERSON);
	if (verdict->upheld)
		TRY(refuse_line(db, arena, actor, stored.notice_id, verdict, now, word));
	TRY(db_run(db, &decide, NULL, now, actor->account_id, verdict->upheld, verdict->reason, id));
	event.unit_path = stored.objection.path;
	event.detail = verdict->upheld ? "{\"upheld\":\"yes\"}" : "{\"upheld\":\"no\"}";
	return audit_write(db, arena, actor, &event, now);
}
