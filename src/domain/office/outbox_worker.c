#include "domain/office/outbox.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/office/sealed_places.h"

/* A message being handed over for so long has lost its worker. Carriers give up well before. */
enum { silent_seconds = 60, first_pause_seconds = 10, pause_seconds_max = 3600, mark_tries = 40 };

/* Zero marked rows are read as such: one statement, and most often nothing is there to be marked. */
static const struct statement find_silent = {
	.sql = "UPDATE outbox SET state = 'unknown', failure = 'worker_ended' WHERE state = 'sending' AND sending_since < ?",
	.params = "t" };

struct due {
	int64_t id;
	const char *message_key;
	enum channel channel;
	const char *template;
	struct bytes to, values;
	int64_t attempts;
	struct timestamp expires_at;
};

static const struct shape due_shape = SHAPE(due,
	COLUMN(due, id), COLUMN(due, message_key), COLUMN(due, channel, .names = channel_names), COLUMN(due, template),
	COLUMN(due, to, .nullable = true), COLUMN(due, values, .nullable = true), COLUMN(due, attempts),
	COLUMN(due, expires_at, .nullable = true));

static const struct statement is_due = {
	.sql = "SELECT id, message_key, channel, template, to_sealed AS `to`, values_sealed AS `values`, "
	       "CAST(attempts AS SIGNED) AS attempts, expires_at FROM outbox WHERE state = 'waiting' AND not_before <= ? "
	       "ORDER BY not_before, id LIMIT 1 FOR UPDATE SKIP LOCKED",
	.params = "t", .row = &due_shape };

static const struct statement expire = {
	.sql = "UPDATE outbox SET state = 'failed', failure = 'expired', to_sealed = NULL, values_sealed = NULL WHERE id = ?",
	.params = "i" };

static const struct statement begin = {
	.sql = "UPDATE outbox SET state = 'sending', sending_since = ?, attempts = attempts + 1 WHERE id = ?", .params = "ti" };

/* The time is the fence: a message that became unknown meanwhile and was resent by a person is not ours any more. One that became
 * unknown only is better known now. */
#define MINE " WHERE id = ? AND sending_since = ? AND state IN ('sending', 'unknown')"

/* What was sent is nobody's business any more. */
static const struct statement mark_sent = {
	.sql = "UPDATE outbox SET state = 'sent', sent_at = ?, sending_since = NULL, failure = NULL, to_sealed = NULL, "
	       "values_sealed = NULL" MINE,
	.params = "tit" };

static const struct statement mark = {
	.sql = "UPDATE outbox SET state = ?, not_before = ?, failure = ?, sending_since = NULL" MINE, .params = "stsit" };

const struct statement *const outbox_worker_statements[] = {
	&find_silent, &is_due, &expire, &begin, &mark_sent, &mark, NULL };

struct handing {
	struct db *db;
	struct arena *arena;
	struct timestamp now;
	struct due due;
	bool expired;
};

/* A transaction, because two workers' markings may deadlock over the index of states: one of them begins again. */
static enum err mark_silent(void *context)
{
	const struct handing *handing = context;
	const struct timestamp silent_before = { handing->now.us - silent_seconds * INT64_C(1000000) };

	return db_run(handing->db, &find_silent, NULL, silent_before);
}

static enum err take(void *context)
{
	struct handing *handing = context;
	struct due *due = &handing->due;

	TRY(db_one(handing->db, handing->arena, &is_due, due, handing->now));
	handing->expired = due->to.data == NULL ||
			   (!timestamp_is_none(due->expires_at) && due->expires_at.us <= handing->now.us);
	if (handing->expired)
		return db_run(handing->db, &expire, NULL, due->id);
	return db_run(handing->db, &begin, NULL, handing->now, due->id);
}

/* `length:text`; NULL at the end, or where it is not such a thing. */
static const char *read_text(struct arena *arena, const char **cursor)
{
	char *colon;
	const unsigned long length = strtoul(*cursor, &colon, 10);
	const char *text;

	if (*colon != ':' || strnlen(colon + 1, length) < length)
		return NULL;
	text = arena_copy(arena, colon + 1, length);
	*cursor = colon + 1 + length;
	return text;
}

enum { values_most = 32 };

/* As outbox_put wrote them. */
static enum err read_values(struct arena *arena, const char *text, struct delivered_message *out)
{
	struct message_value *values = ARENA_ARRAY(arena, struct message_value, values_most);
	size_t count = 0;
	const char *language = read_text(arena, &text);

	if (language == NULL)
		return E_INTERNAL;
	while (*text != '\0') {
		if (count == values_most)
			return E_INTERNAL;
		values[count].name = read_text(arena, &text);
		values[count].value = values[count].name != NULL ? read_text(arena, &text) : NULL;
		if (values[count++].value == NULL)
			return E_INTERNAL;
	}
	out->language = language;
	out->values = values;
	out->value_count = count;
	return OK;
}

static enum err open_message(struct handing *handing, const struct keyring *keyring, struct delivered_message *out)
{
	const struct due *due = &handing->due;
	struct secret to, values;

	TRY(seal_open(keyring, handing->arena, place_in(&place_outbox_to, due->message_key), due->to, &to));
	TRY(seal_open(keyring, handing->arena, place_in(&place_outbox_values, due->message_key), due->values, &values));
	*out = (struct delivered_message){ .message_key = due->message_key, .channel = due->channel, .to = to.hidden,
					   .template = due->template };
	return read_values(handing->arena, values.hidden != NULL ? values.hidden : "", out);
}

static struct timestamp next_try(struct timestamp now, int64_t attempts)
{
	const int64_t pause = (int64_t)first_pause_seconds << (attempts < 16 ? attempts : 16);

	return (struct timestamp){ now.us + (pause < pause_seconds_max ? pause : pause_seconds_max) * 1000000 };
}

static enum err write_down(struct handing *handing, enum delivery delivery, const char *detail)
{
	const struct due *due = &handing->due;
	/* attempts is what it was before this one. */
	const bool again = delivery == DELIVERY_LATER && due->attempts + 1 < outbox_attempts_max;
	const enum outbox_state state = again ? OUTBOX_WAITING : delivery == DELIVERY_UNKNOWN ? OUTBOX_UNKNOWN : OUTBOX_FAILED;
	const struct timestamp not_before = again ? next_try(handing->now, due->attempts) : handing->now;

	if (delivery == DELIVERY_SENT)
		return db_run(handing->db, &mark_sent, NULL, handing->now, due->id, handing->now);
	return db_run(handing->db, &mark, NULL, outbox_state_names[state], not_before, detail, due->id, handing->now);
}

/* The message is out: what became of it is worth waiting for a database that has gone meanwhile. */
static enum err insist(struct handing *handing, enum delivery delivery, const char *detail)
{
	const struct timespec pause = { .tv_nsec = 250000000 };
	enum err err = write_down(handing, delivery, detail);

	for (int tries = 0; err == E_BUSY && tries < mark_tries; tries++) {
		nanosleep(&pause, NULL);
		if (db_ready(handing->db) == OK)
			err = write_down(handing, delivery, detail);
	}
	return err;
}

enum err outbox_deliver(struct db *db, struct arena *arena, const struct keyring *keyring, outbox_carrier *carrier, void *context,
			struct timestamp now, bool *found)
{
	struct handing handing = { .db = db, .arena = arena, .now = now };
	struct delivered_message message;
	enum delivery delivery = DELIVERY_REFUSED;
	const char *detail = "unreadable";
	enum err err;

	TRY(db_transaction_committed(db, mark_silent, NULL, &handing, NULL));
	err = db_transaction_committed(db, take, NULL, &handing, NULL);
	if (err == OK && !handing.expired) {
		if (open_message(&handing, keyring, &message) == OK) {
			detail = NULL;
			delivery = carrier(context, arena, &message, &detail);
		}
		err = insist(&handing, delivery, detail);
	}
	*found = err == OK;
	return err == E_NOT_FOUND ? OK : err;
}
