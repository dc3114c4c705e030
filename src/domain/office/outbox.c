#include "domain/office/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const char *const channel_names[] = { "sms", "mail", NULL };
const char *const outbox_state_names[] = { "waiting", "sending", "sent", "failed", "unknown", NULL };

const struct shape outbox_row_shape = SHAPE(outbox_row,
	COLUMN(outbox_row, id), COLUMN(outbox_row, message_key), COLUMN(outbox_row, channel, .names = channel_names),
	COLUMN(outbox_row, template), COLUMN(outbox_row, shown_to), COLUMN(outbox_row, state, .names = outbox_state_names),
	COLUMN(outbox_row, attempts), COLUMN(outbox_row, queued_at), COLUMN(outbox_row, sent_at, .nullable = true),
	COLUMN(outbox_row, not_before), COLUMN(outbox_row, failure, .nullable = true));

struct new_message {
	const char *message_key;
	enum channel channel;
	const char *template;
	struct bytes to, values;	/* sealed */
	const char *shown_to, *unit_path;
	struct timestamp queued_at, not_before, expires_at;
};

static const struct shape new_message_shape = SHAPE(new_message,
	COLUMN(new_message, message_key), COLUMN(new_message, channel, .names = channel_names), COLUMN(new_message, template),
	COLUMN(new_message, to), COLUMN(new_message, values), COLUMN(new_message, shown_to), COLUMN(new_message, unit_path),
	COLUMN(new_message, queued_at), COLUMN(new_message, not_before), COLUMN(new_message, expires_at, .nullable = true));

static const struct statement insert = {
	.sql = "INSERT INTO outbox (message_key, channel, template, to_sealed, values_sealed, shown_to, unit_path, queued_at, "
	       "not_before, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_message_shape };

#define OUTBOX_COLUMNS                                                                                                 \
	"SELECT id, message_key, channel, template, shown_to, state, CAST(attempts AS SIGNED) AS attempts, queued_at, sent_at, " \
	"not_before, failure FROM outbox "

/* Newest first, and oldest first. Of a state see job.c. */
#define OF_ALL(beyond, order)                                                                                      \
	{ .sql = OUTBOX_COLUMNS "WHERE id " beyond " ? ORDER BY id " order " LIMIT ?", .params = "ii", .row = &outbox_row_shape }
#define OF_STATE(beyond, order)                                                                                    \
	{ .sql = OUTBOX_COLUMNS "FORCE INDEX (outbox_by_state) WHERE state = ? AND id " beyond " ? ORDER BY id " order " LIMIT ?", \
	  .params = "sii", .row = &outbox_row_shape }

static const struct statement list[2] = { OF_ALL("<", "DESC"), OF_ALL(">", "ASC") };
static const struct statement list_of_state[2] = { OF_STATE("<", "DESC"), OF_STATE(">", "ASC") };

static const struct statement by_id = { .sql = OUTBOX_COLUMNS "WHERE id = ?", .params = "i", .row = &outbox_row_shape };

static const struct statement resend = {
	.sql = "UPDATE outbox SET state = 'waiting', attempts = 0, not_before = ?, failure = NULL WHERE id = ? "
	       "AND state IN ('failed', 'unknown') AND to_sealed IS NOT NULL AND (expires_at IS NULL OR expires_at > ?)",
	.params = "tit" };

const struct statement *const outbox_put_statements[] = { &insert, NULL };
const struct statement *const outbox_statements[] = { &list[0], &list[1], &list_of_state[0], &list_of_state[1], &by_id, &resend, NULL };

/* w***@example.org, as much of it as there is room for. */
static const char *mask_address(struct arena *arena, const char *address)
{
	const char *at = strchr(address, '@');

	return arena_print(arena, "%.1s***%.26s", address, at != NULL ? at : "");
}

/* Each text with its length before it: the language, then names and values in turn. outbox_worker.c reads it. */
static const char *write_values(struct arena *arena, const struct message *message)
{
	const char *language = message->language != NULL ? message->language : "zh";
	struct buffer text;

	buffer_init(&text, arena, 256);
	buffer_print(&text, "%zu:%s", strlen(language), language);
	for (const struct message_value *value = message->values; value != NULL && value->name != NULL; value++)
		buffer_print(&text, "%zu:%s%zu:%s", strlen(value->name), value->name, strlen(value->value), value->value);
	return text.data;
}

enum err outbox_put(struct db *db, struct arena *arena, const struct keyring *keyring, const struct message *message,
		    struct timestamp now)
{
	const char *key = identifier_new(arena);
	const struct new_message row = {
		.message_key = key, .channel = message->channel, .template = message->template,
		.to = seal_text(keyring, arena, place_in(&place_outbox_to, key), message->to),
		.values = seal_text(keyring, arena, place_in(&place_outbox_values, key), write_values(arena, message)),
		.shown_to = message->channel == CHANNEL_SMS ? text_mask_telephone(arena, message->to)
							    : mask_address(arena, message->to),
		.unit_path = message->unit_path != NULL ? message->unit_path : "", .queued_at = now, .not_before = now,
		/* Zeroed is as good as none: nothing is due before 1970. */
		.expires_at = { message->expires_at.us != 0 ? message->expires_at.us : TIMESTAMP_NONE_US } };

	return db_run(db, &insert, NULL, &row);
}

enum err outbox_list(struct db *db, struct arena *arena, const struct outbox_search *search, struct rows *out, bool *more)
{
	const int64_t beyond = search->beyond > 0 || search->oldest_first ? search->beyond : INT64_MAX;
	const char *state = outbox_state_names[search->state];
	struct rows found;

	if (search->of_state)
		TRY(db_all(db, arena, &list_of_state[search->oldest_first], &found, state, beyond, search->rows + 1));
	else
		TRY(db_all(db, arena, &list[search->oldest_first], &found, beyond, search->rows + 1));
	*more = found.count > (size_t)search->rows;
	if (*more)
		found.count = (size_t)search->rows;
	*out = found;
	return OK;
}

enum err outbox_find(struct db *db, struct arena *arena, int64_t id, struct outbox_row *out)
{
	return db_one(db, arena, &by_id, out, id);
}

enum err outbox_resend(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
		       struct timestamp now)
{
	const struct audit_event event = { .action = "outbox_resend", .reason = reason,
					   .subject = arena_print(arena, "outbox:%lld", (long long)id) };
	struct outbox_row row;
	uint64_t again = 0;

	TRY(db_run(db, &resend, &again, now, id, now));
	if (again == 0) {
		TRY(db_one(db, arena, &by_id, &row, id));
		return E_CONFLICT;
	}
	return audit_write(db, arena, actor, &event, now);
}
