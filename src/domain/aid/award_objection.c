/* What is said against a sheet: raised by anybody, followed by code, decided by staff who had no part in the sheet. */
#include "crypt/token.h"
#include "domain/aid/award_notice.h"
#include "domain/aid/award_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const struct shape objection_standing_shape = SHAPE(objection_standing,
	COLUMN(objection_standing, code), COLUMN(objection_standing, sheet), COLUMN(objection_standing, raised_at),
	COLUMN(objection_standing, decided_at, .nullable = true), COLUMN(objection_standing, upheld),
	COLUMN(objection_standing, reason, .nullable = true));

struct sheet {
	int64_t id, awards;
	struct date posted_on, objections_until;
	const char *path;
};
static const struct shape sheet_shape = SHAPE(sheet,
	COLUMN(sheet, id), COLUMN(sheet, awards), COLUMN(sheet, posted_on), COLUMN(sheet, objections_until), COLUMN(sheet, path));
static const struct statement sheet_of = {
	.sql = "SELECT n.id, CAST(n.awards AS SIGNED) AS awards, n.posted_on, n.objections_until, u.path FROM award_notice n "
	       "JOIN unit u ON u.id = n.school_id WHERE n.code = ?",
	.params = "s", .row = &sheet_shape };

struct new_objection {
	const char *code;
	int64_t notice_id, line;
	struct bytes body, contact, form_digest;
	struct timestamp raised_at;
};
static const struct shape new_objection_shape = SHAPE(new_objection,
	COLUMN(new_objection, code), COLUMN(new_objection, notice_id), COLUMN(new_objection, line), COLUMN(new_objection, body),
	COLUMN(new_objection, contact, .nullable = true), COLUMN(new_objection, form_digest), COLUMN(new_objection, raised_at));
static const struct statement insert = {
	.sql = "INSERT INTO award_objection (code, notice_id, line, body_sealed, contact_sealed, form_digest, raised_at) "
	       "VALUES (?, ?, NULLIF(?, 0), ?, ?, ?, ?)",
	.bind = &new_objection_shape };
static const struct statement by_form = {
	.sql = "SELECT code FROM award_objection WHERE form_digest = ?", .params = "x",
	.row = &(const struct shape)SHAPE(objection_standing, COLUMN(objection_standing, code)) };
static const struct statement follow = {
	.sql = "SELECT o.code, n.code AS sheet, o.raised_at, o.decided_at, COALESCE(o.upheld, FALSE) AS upheld, o.reason "
	       "FROM award_objection o JOIN award_notice n ON n.id = o.notice_id WHERE o.code = ?",
	.params = "s", .row = &objection_standing_shape };

const struct statement *const objection_statements[] = { &sheet_of, &insert, &by_form, &follow, NULL };

enum err objection_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct objection_wish *wish,
			 struct timestamp now, const char **code, enum award_word *word)
{
	struct new_objection row = { .code = code_new(arena), .line = wish->line, .raised_at = now,
				     .form_digest = digest_text(arena, wish->form_nonce) };
	struct audit_event event = { .action = "award_objection", .subject = arena_print(arena, "award_objection:%s", row.code) };
	const struct date today = date_at(now);
	struct sheet sheet;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &sheet_of, &sheet, wish->sheet));
	if (wish->line < 0 || wish->line > sheet.awards)
		return E_INVALID;
	if (today.day < sheet.posted_on.day)
		return award_cannot(word, AWARD_STATE);
	if (today.day > sheet.objections_until.day)
		return award_cannot(word, AWARD_TOO_LATE);
	row.notice_id = sheet.id;
	row.body = seal_text(keyring, arena, place_in(&place_award_objection_body, row.code), wish->body);
	row.contact = seal_text(keyring, arena, place_in(&place_award_objection_contact, row.code),
				wish->contact[0] != '\0' ? wish->contact : NULL);
	TRY(db_run(db, &insert, NULL, &row));
	event.unit_path = sheet.path;
	event.detail = arena_print(arena, "{\"sheet\":\"%s\"}", wish->sheet);
	TRY(audit_write(db, arena, &actor_nobody, &event, now));
	*code = row.code;
	return OK;
}

enum err objection_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code)
{
	struct objection_standing made;

	TRY(db_one(db, arena, &by_form, &made, digest_text(arena, form_nonce)));
	*code = made.code;
	return OK;
}

enum err objection_follow(struct db *db, struct arena *arena, const char *code, struct objection_standing *out)
{
	return db_one(db, arena, &follow, out, code);
}
