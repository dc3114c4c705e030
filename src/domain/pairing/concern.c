#include "domain/pairing/concern.h"

#include <string.h>

#include "crypt/token.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/pair.h"

const char *const concern_kind_names[] = { "unease", "contact", "alone", "money", "harm", "other", NULL };
const char *const concern_by_names[] = { "child", "guardian", "teacher", "family", "other", NULL };
const char *const concern_state_names[] = { "raised", "taken", "closed", NULL };

const struct shape concern_standing_shape = SHAPE(concern_standing,
	COLUMN(concern_standing, code), COLUMN(concern_standing, state, .names = concern_state_names),
	COLUMN(concern_standing, raised_at), COLUMN(concern_standing, due_at), COLUMN(concern_standing, late));


/* What it is about. */
struct about {
	int64_t pair_id, student_id;
	const char *path;
};
static const struct shape about_shape = SHAPE(about, COLUMN(about, pair_id), COLUMN(about, student_id), COLUMN(about, path));

static const struct statement about_pair = {
	.sql = "SELECT p.id AS pair_id, p.student_id, s.path FROM pair p JOIN student s ON s.id = p.student_id WHERE p.code = ?",
	.params = "s", .row = &about_shape };
static const struct statement about_unit = {
	.sql = "SELECT 0 AS pair_id, 0 AS student_id, path FROM unit WHERE id = ? AND kind IN ('county', 'township', 'school')",
	.params = "i", .row = &about_shape };
static const struct statement about_nothing = {
	.sql = "SELECT 0 AS pair_id, 0 AS student_id, path FROM unit WHERE parent_id IS NULL AND kind = 'city' ORDER BY id LIMIT 1",
	.row = &about_shape };

struct concern_rule {
	int64_t hours, report_hours;
};
static const struct shape concern_rule_shape = SHAPE(concern_rule, COLUMN(concern_rule, hours), COLUMN(concern_rule, report_hours));
static const struct statement rule_of = {
	.sql = "SELECT CAST(hours AS SIGNED) AS hours, CAST(COALESCE(report_hours, 0) AS SIGNED) AS report_hours FROM concern_rule WHERE kind = ?",
	.params = "s", .row = &concern_rule_shape };

/* A path has neither of the signs of LIKE. The longest path that holds the place is the nearest level. */
static const struct statement choose = {
	.sql = "SELECT o.account_id AS n FROM concern_officer o WHERE ? LIKE CONCAT(o.path, '%') AND (NOT ? OR o.role = 'city') "
	       "AND o.name <> ? AND o.account_id <> ? AND o.account_id <> ? "
	       "ORDER BY LENGTH(o.path) DESC, o.open_concerns, o.account_id LIMIT 1",
	.params = "sbsii", .row = &db_number };
static const struct statement named = {
	.sql = "SELECT o.account_id AS n FROM concern_officer o WHERE o.name = ? AND ? LIKE CONCAT(o.path, '%') "
	       "ORDER BY LENGTH(o.path) DESC, o.account_id LIMIT 2", .params = "ss", .row = &db_number };

struct new_concern {
	const char *code;
	enum concern_kind kind;
	enum concern_by raised_by;
	int64_t pair_id, student_id;
	const char *path;
	struct bytes body, contact, form_digest;
	struct timestamp raised_at, due_at;
	int64_t officer_id, not_officer_id;
	struct timestamp report_due_at;
};
static const struct shape new_concern_shape = SHAPE(new_concern,
	COLUMN(new_concern, code), COLUMN(new_concern, kind, .names = concern_kind_names),
	COLUMN(new_concern, raised_by, .names = concern_by_names), COLUMN(new_concern, pair_id), COLUMN(new_concern, student_id),
	COLUMN(new_concern, path), COLUMN(new_concern, body), COLUMN(new_concern, contact, .nullable = true),
	COLUMN(new_concern, form_digest), COLUMN(new_concern, raised_at), COLUMN(new_concern, due_at), COLUMN(new_concern, officer_id),
	COLUMN(new_concern, not_officer_id), COLUMN(new_concern, report_due_at, .nullable = true));

static const struct statement insert = {
	.sql = "INSERT INTO concern (code, kind, raised_by, pair_id, student_id, path, body_sealed, contact_sealed, form_digest, raised_at, "
	       "due_at, officer_id, not_officer_id, report_due_at) "
	       "VALUES (?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?, ?, ?, ?, ?, ?, NULLIF(?, 0), NULLIF(?, 0), ?)",
	.bind = &new_concern_shape };

struct made_concern {
	const char *code;
};
static const struct shape made_concern_shape = SHAPE(made_concern, COLUMN(made_concern, code));
static const struct statement by_form = {
	.sql = "SELECT code FROM concern WHERE form_digest = ?", .params = "x", .row = &made_concern_shape };

static const struct statement standing = {
	.sql = "SELECT code, state, raised_at, due_at, state <> 'closed' AND due_at < ? AS late FROM concern WHERE code = ?",
	.params = "ts", .row = &concern_standing_shape };

const struct statement *const concern_statements[] = {
	&about_pair, &about_unit, &about_nothing, &rule_of, &insert, &by_form, &standing, NULL };
const struct statement *const concern_officer_statements[] = { &choose, &named, NULL };

static struct timestamp hours_after(struct timestamp now, int64_t hours)
{
	return (struct timestamp){ now.us + hours * INT64_C(3600000000) };
}

enum err concern_choose_officer(struct db *db, struct arena *arena, const char *path, bool only_city, const char *not_named,
				const int64_t not_accounts[2], int64_t *account_id)
{
	int64_t chosen = 0;
	const enum err err = db_one(db, arena, &choose, &chosen, path, only_city, not_named, not_accounts[0], not_accounts[1]);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	*account_id = err == OK ? chosen : 0;
	return OK;
}

/* Nine letters and figures; anything else is no code, whatever it says. */
static bool is_code(const char *text)
{
	return strlen(text) == code_chars && strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == code_chars;
}

/* The pair, or the school that was chosen, or the whole city; *words are what is sealed: the name of whom it is about and a code that no pair has stand before
 * them. */
static enum err find_about(struct db *db, struct arena *arena, const struct concern_wish *wish, struct about *out, const char **words)
{
	enum err err = E_NOT_FOUND;

	*words = wish->officer[0] != '\0' ? arena_print(arena, "%s\n%s", wish->officer, wish->body) : wish->body;
	if (is_code(wish->pair_code))
		err = db_one(db, arena, &about_pair, out, wish->pair_code);
	if (err == E_NOT_FOUND && wish->pair_code[0] != '\0')
		*words = arena_print(arena, "%s\n%s", wish->pair_code, *words);
	if (err == E_NOT_FOUND && wish->school_id != 0)
		err = db_one(db, arena, &about_unit, out, wish->school_id);
	return err == E_NOT_FOUND ? db_one(db, arena, &about_nothing, out) : err;
}

/* Whoever it is about is known by name alone: nobody of that name is chosen. A name that is nobody's as it was typed, or that of several,
 * may still be the nearest officer's: then the city has it. */
static enum err find_officers(struct db *db, struct arena *arena, const struct concern_wish *wish, const char *path, struct new_concern *row)
{
	static const int64_t nobody[2] = { 0, 0 };
	struct rows of_name;

	if (wish->officer[0] == '\0')
		return concern_choose_officer(db, arena, path, false, "", nobody, &row->officer_id);
	TRY(db_all(db, arena, &named, &of_name, wish->officer, path));
	if (of_name.count > 0)
		row->not_officer_id = *(const int64_t *)of_name.row;
	return concern_choose_officer(db, arena, path, of_name.count != 1, wish->officer, nobody, &row->officer_id);
}

static enum err pause(struct db *db, struct arena *arena, int64_t pair_id, struct timestamp now)
{
	enum pair_refusal refusal = PAIR_FINE;
	const enum err err = pair_id == 0 ? OK : pair_pause(db, arena, &actor_nobody, pair_id, PAUSE_CONCERN, now, &refusal);

	/* It ended, or rests already by the guardian's word. */
	return err == E_CONFLICT && refusal == PAIR_STATE ? OK : err;
}

enum err concern_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct concern_wish *wish,
		       struct timestamp now, const char **code)
{
	struct new_concern row = {
		.code = code_new(arena), .kind = wish->kind, .raised_by = wish->raised_by, .raised_at = now,
		.form_digest = digest_text(arena, wish->form_nonce), .report_due_at = { TIMESTAMP_NONE_US } };
	struct audit_event event = {
		.action = "concern_raise", .subject = arena_print(arena, "concern:%s", row.code),
		.detail = arena_print(arena, "{\"kind\":\"%s\"}", concern_kind_names[wish->kind]) };
	struct concern_rule rule;
	struct about about;
	const char *words;

	TRY(audit_lock(db, arena));
	TRY(find_about(db, arena, wish, &about, &words));
	TRY(db_one(db, arena, &rule_of, &rule, concern_kind_names[wish->kind]));
	TRY(find_officers(db, arena, wish, about.path, &row));
	row.pair_id = about.pair_id;
	row.student_id = about.student_id;
	row.path = event.unit_path = about.path;
	row.due_at = hours_after(now, rule.hours);
	if (rule.report_hours > 0)
		row.report_due_at = hours_after(now, rule.report_hours);
	row.body = seal_text(keyring, arena, place_in(&place_concern_body, row.code), words);
	row.contact = seal_text(keyring, arena, place_in(&place_concern_contact, row.code), wish->contact[0] != '\0' ? wish->contact : NULL);
	TRY(db_run(db, &insert, NULL, &row));
	TRY(pause(db, arena, about.pair_id, now));
	TRY(audit_write(db, arena, &actor_nobody, &event, now));
	*code = row.code;
	return OK;
}

enum err concern_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code)
{
	struct made_concern made;

	TRY(db_one(db, arena, &by_form, &made, digest_text(arena, form_nonce)));
	*code = made.code;
	return OK;
}

enum err concern_follow(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct concern_standing *out)
{
	return db_one(db, arena, &standing, out, now, code);
}

