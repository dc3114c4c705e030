#include "domain/aid/help.h"

#include <string.h>

#include "crypt/token.h"
#include "domain/aid/help_parts.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"


const struct shape help_standing_shape = SHAPE(help_standing,
	COLUMN(help_standing, id), COLUMN(help_standing, code), COLUMN(help_standing, kind, .names = help_kind_names),
	COLUMN(help_standing, state, .names = help_state_names), COLUMN(help_standing, merged), COLUMN(help_standing, raised_at),
	COLUMN(help_standing, due_at), COLUMN(help_standing, late), COLUMN(help_standing, telephone), COLUMN(help_standing, guardian),
	COLUMN(help_standing, rating), COLUMN(help_standing, bad), COLUMN(help_standing, may_rate), COLUMN(help_standing, last_four_index, .nullable = true));

/* Where it is: level as the unit's kind. */
struct help_place {
	const char *path;
	enum help_level level;
};
static const struct shape help_place_shape = SHAPE(help_place, COLUMN(help_place, path), COLUMN(help_place, level, .names = help_level_names));

static const struct statement place_of = {
	.sql = "SELECT path, CAST(kind AS CHAR) AS level FROM unit WHERE id = ? AND kind IN ('county', 'township', 'school') "
	       "AND (valid_to IS NULL OR valid_to > ?)",
	.params = "id", .row = &help_place_shape };
static const struct statement whole_city = {
	.sql = "SELECT path, CAST(kind AS CHAR) AS level FROM unit WHERE parent_id IS NULL AND kind = 'city' ORDER BY id LIMIT 1",
	.row = &help_place_shape };

struct new_request {
	const char *code;
	enum help_kind kind;
	enum help_by raised_by;
	const char *path;
	enum help_level level;
	struct bytes body, child, child_index, telephone, telephone_index, last_four_index, form_digest;
	struct timestamp raised_at, triage_due_at, due_at, climb_due_at, changed_at;
};
static const struct shape new_request_shape = SHAPE(new_request,
	COLUMN(new_request, code), COLUMN(new_request, kind, .names = help_kind_names), COLUMN(new_request, raised_by, .names = help_by_names),
	COLUMN(new_request, path), COLUMN(new_request, level, .names = help_level_names), COLUMN(new_request, body),
	COLUMN(new_request, child, .nullable = true), COLUMN(new_request, child_index, .nullable = true),
	COLUMN(new_request, telephone, .nullable = true), COLUMN(new_request, telephone_index, .nullable = true),
	COLUMN(new_request, last_four_index, .nullable = true), COLUMN(new_request, form_digest), COLUMN(new_request, raised_at),
	COLUMN(new_request, triage_due_at), COLUMN(new_request, due_at), COLUMN(new_request, climb_due_at), COLUMN(new_request, changed_at));

static const struct statement insert = {
	.sql = "INSERT INTO help_request (code, kind, raised_by, path, level, body_sealed, child_sealed, child_index, telephone_sealed, "
	       "telephone_index, last_four_index, form_digest, raised_at, triage_due_at, due_at, climb_due_at, changed_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_request_shape };

struct made_request {
	const char *code;
};
static const struct shape made_request_shape = SHAPE(made_request, COLUMN(made_request, code));
static const struct statement by_form = {
	.sql = "SELECT code FROM help_request WHERE form_digest = ?", .params = "x", .row = &made_request_shape };

/* `t` is itself, or what it was merged with. */
static const struct statement standing = {
	.sql = "SELECT h.id, h.code, h.kind, CAST(t.state AS CHAR) AS state, h.merged_into IS NOT NULL AS merged, h.raised_at, t.due_at, "
	       "t.open = TRUE AND t.due_at < ? AS late, h.last_four_index IS NOT NULL AS telephone, h.proved_at IS NOT NULL AS guardian, "
	       "CAST(COALESCE(r.rating, 0) AS SIGNED) AS rating, COALESCE(r.due_at IS NOT NULL, FALSE) AS bad, r.rating IS NULL AND (h.answered_at IS NOT NULL OR h.refused_at IS NOT NULL) "
	       "AS may_rate, h.last_four_index FROM help_request h JOIN help_request t ON t.id = COALESCE(h.merged_into, h.id) "
	       "LEFT JOIN help_rating r ON r.request_id = h.id WHERE h.code = ?",
	.params = "ts", .row = &help_standing_shape };

const struct statement *const help_statements[] = {
	&place_of, &whole_city, &insert, &by_form, &standing, NULL };

/* Digits only: an extension (`-12`) is dialled after the line answered. */
static const char *last_four(struct arena *arena, const char *telephone)
{
	const size_t length = strcspn(telephone, "-");

	return length <= 4 ? arena_copy(arena, telephone, length) : arena_copy(arena, telephone + length - 4, 4);
}

static char *last_four_of_code(struct arena *arena, const char *code, const char *digits)
{
	return arena_print(arena, "%s %s", code, digits);
}

char *help_last_four_canonical(struct arena *arena, const char *code, const char *telephone)
{
	return last_four_of_code(arena, code, last_four(arena, telephone));
}

static void seal_personal(const struct keyring *keyring, struct arena *arena, const struct help_wish *wish, struct new_request *row)
{
	row->body = seal_text(keyring, arena, place_in(&place_help_request_body, row->code), wish->body);
	if (wish->child[0] != '\0') {
		row->child = seal_text(keyring, arena, place_in(&place_help_request_child, row->code), wish->child);
		row->child_index = blind_index(keyring, arena, purpose_help_request_child, wish->child);
	}
	if (wish->telephone[0] != '\0') {
		row->telephone = seal_text(keyring, arena, place_in(&place_help_request_telephone, row->code), wish->telephone);
		row->telephone_index = blind_index(keyring, arena, purpose_help_request_telephone, wish->telephone);
		row->last_four_index = blind_index(keyring, arena, purpose_help_request_last_four,
						   help_last_four_canonical(arena, row->code, wish->telephone));
	}
}

/* Its code and by when: nothing of the child, nothing of the need. */
static enum err tell(struct db *db, struct arena *arena, const struct keyring *keyring, const struct help_wish *wish,
		     const struct new_request *row, struct timestamp now)
{
	struct buffer due;

	if (!wish->tell || wish->telephone[0] == '\0')
		return OK;
	buffer_init(&due, arena, 32);
	date_append(&due, date_at(row->due_at));
	const struct message_value values[] = { { "code", row->code }, { "due", due.data }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = wish->telephone, .template = "help_raised", .values = values,
					 .language = wish->language, .unit_path = row->path };

	return outbox_put(db, arena, keyring, &message, now);
}

enum err help_raise(struct db *db, struct arena *arena, const struct keyring *keyring, const struct help_wish *wish, struct timestamp now,
		    const char **code)
{
	struct new_request row = { .code = code_new(arena), .kind = wish->kind, .raised_by = wish->raised_by, .raised_at = now, .changed_at = now,
				   .form_digest = digest_text(arena, wish->form_nonce) };
	struct help_deadlines deadlines;
	struct help_place place;

	TRY(audit_lock(db, arena));
	if (wish->unit_id != 0)
		TRY(db_one(db, arena, &place_of, &place, wish->unit_id, date_at(now)));
	else
		TRY(db_one(db, arena, &whole_city, &place));
	TRY(help_deadlines_of(db, arena, wish->kind, HELP_NORMAL, now, &deadlines));
	row.path = place.path;
	row.level = place.level;
	row.triage_due_at = row.climb_due_at = deadlines.triage;
	row.due_at = deadlines.answer;
	seal_personal(keyring, arena, wish, &row);
	TRY(db_run(db, &insert, NULL, &row));
	TRY(help_append(db, arena, keyring, db_last_id(db), "raise", NULL, now));
	TRY(tell(db, arena, keyring, wish, &row, now));
	TRY(help_trail(db, arena, &actor_nobody, "help_raise", row.code, row.path,
		       arena_print(arena, "{\"kind\":\"%s\"}", help_kind_names[wish->kind]), now));
	*code = row.code;
	return OK;
}

enum err help_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce, const char **code)
{
	struct made_request made;

	TRY(db_one(db, arena, &by_form, &made, digest_text(arena, form_nonce)));
	*code = made.code;
	return OK;
}

enum err help_follow(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct help_standing *out)
{
	return db_one(db, arena, &standing, out, now, code);
}

bool help_matches(const struct keyring *keyring, struct arena *arena, const struct help_standing *of, const char *code, const char *digits)
{
	static const uint8_t nobody[32];
	const bool asked = of != NULL && of->telephone;
	const struct bytes stored = asked ? of->last_four_index : (struct bytes){ nobody, sizeof nobody };
	const bool same = blind_index_is(keyring, arena, purpose_help_request_last_four, last_four_of_code(arena, code, digits), stored);

	return of != NULL && (same || !asked);
}

