#include "domain/pairing/pair_message.h"

#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const char *const message_sender_names[] = { "family", "child", "school", NULL };
const char *const message_state_names[] = { "waiting", "released", "refused", NULL };

const struct shape pair_message_shape = SHAPE(pair_message,
	COLUMN(pair_message, id), COLUMN(pair_message, sender, .names = message_sender_names),
	COLUMN(pair_message, state, .names = message_state_names), COLUMN(pair_message, own), COLUMN(pair_message, body),
	COLUMN(pair_message, sent_at), COLUMN(pair_message, decided_at, .nullable = true), COLUMN(pair_message, reason, .nullable = true));

struct stored_message {
	int64_t id;
	const char *message_key;
	enum message_sender sender;
	enum message_state state;
	struct bytes body;
	struct timestamp sent_at, decided_at;
	const char *reason;
};
static const struct shape stored_message_shape = SHAPE(stored_message,
	COLUMN(stored_message, id), COLUMN(stored_message, message_key), COLUMN(stored_message, sender, .names = message_sender_names),
	COLUMN(stored_message, state, .names = message_state_names), COLUMN(stored_message, body, .nullable = true),
	COLUMN(stored_message, sent_at), COLUMN(stored_message, decided_at, .nullable = true),
	COLUMN(stored_message, reason, .nullable = true));

/* A side is 'family' or not. */
static const struct statement thread = {
	.sql = "SELECT id, message_key, sender, CASE WHEN released IS NULL THEN 'waiting' WHEN released THEN 'released' ELSE 'refused' END AS state, "
	       "body_sealed AS body, sent_at, decided_at, reason FROM pair_message "
	       "WHERE pair_id = ? AND ((sender = 'family') = ? OR released = TRUE) ORDER BY id DESC LIMIT 200",
	.params = "ib", .row = &stored_message_shape };

struct new_message {
	const char *message_key, *sender;
	struct bytes body, form_digest;
	struct timestamp sent_at;
	int64_t pair_id;
};
static const struct shape new_message_shape = SHAPE(new_message,
	COLUMN(new_message, message_key), COLUMN(new_message, sender), COLUMN(new_message, body), COLUMN(new_message, form_digest),
	COLUMN(new_message, sent_at), COLUMN(new_message, pair_id));

/* The pair is asked under the trail's lock, which every step of a pair takes first: pausing it and writing to it do not cross. */
static const struct statement insert = {
	.sql = "INSERT INTO pair_message (pair_id, message_key, sender, body_sealed, form_digest, sent_at) "
	       "SELECT p.id, ?, ?, ?, ?, ? FROM pair p WHERE p.id = ? AND p.state = 'active'",
	.bind = &new_message_shape };

static const struct statement by_form = {
	.sql = "SELECT id AS n FROM pair_message WHERE form_digest = ?", .params = "x", .row = &db_number };

const struct statement *const pair_message_statements[] = { &thread, &insert, &by_form, NULL };

enum err pair_message_list(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, bool family_reads,
			   struct rows *out)
{
	const struct stored_message *stored;
	struct pair_message *messages;
	struct rows rows;

	TRY(db_all(db, arena, &thread, &rows, pair_id, family_reads));
	stored = rows.row;
	messages = ARENA_ARRAY(arena, struct pair_message, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		const struct stored_message *each = &stored[rows.count - 1 - i];
		const bool own = (each->sender == MESSAGE_FAMILY) == family_reads;
		struct secret body;

		TRY(seal_open(keyring, arena, place_in(&place_pair_message_body, each->message_key), each->body, &body));
		messages[i] = (struct pair_message){
			.id = each->id, .sender = each->sender, .state = each->state, .own = own, .body = body.hidden,
			.sent_at = each->sent_at, .decided_at = each->decided_at, .reason = own ? each->reason : NULL };
	}
	*out = (struct rows){ messages, rows.count };
	return OK;
}

enum err pair_message_send(struct db *db, struct arena *arena, const struct keyring *keyring, const struct pair_message_wish *wish,
			   struct timestamp now)
{
	const char *key = identifier_new(arena), *sender = message_sender_names[wish->sender];
	const struct new_message message = {
		.message_key = key, .sender = sender, .form_digest = digest_text(arena, wish->form_nonce), .sent_at = now,
		.body = seal_text(keyring, arena, place_in(&place_pair_message_body, key), wish->body), .pair_id = wish->pair_id };
	const struct audit_event event = {
		.action = "message_send", .subject = arena_print(arena, "pair:%s", wish->pair_code),
		.detail = arena_print(arena, "{\"by\":\"%s\"}", sender) };
	uint64_t inserted = 0;

	TRY(audit_lock(db, arena));
	TRY(db_run(db, &insert, &inserted, &message));
	if (inserted == 0)
		return E_DENIED;
	return audit_write(db, arena, &actor_nobody, &event, now);
}

enum err pair_message_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce)
{
	int64_t id;

	return db_one(db, arena, &by_form, &id, digest_text(arena, form_nonce));
}
