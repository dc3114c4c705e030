#include "domain/office/telephone_code.h"

#include "crypt/token.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

enum { number_a_day = 5, number_pause_seconds = 60, address_an_hour = 10, address_a_day = 30 };

static const int64_t second_us = 1000000, hour_us = INT64_C(3600000000), day_us = 24 * INT64_C(3600000000);

/* When it was sent, newest first. Nobody is told who else asked: purposes count together. */
struct sent {
	struct timestamp sent_at;
};
static const struct shape sent_shape = SHAPE(sent, COLUMN(sent, sent_at));

static const struct statement sent_to = {
	.sql = "SELECT sent_at FROM telephone_code WHERE telephone_index IN (?, ?) AND sent_at > ? ORDER BY sent_at DESC LIMIT ?",
	.params = "xxti", .row = &sent_shape };

static const struct statement sent_in_all = {
	.sql = "SELECT sent_at FROM telephone_code WHERE sent_at > ? ORDER BY sent_at DESC LIMIT 1 OFFSET ?", .params = "ti",
	.row = &sent_shape };

/* To one above the cap and no further: who is refused asks again, and has asked no oftener for it. */
static const struct statement count_up = {
	.sql = "INSERT INTO attempt (kind, subject, window_start, failures) VALUES (?, ?, ?, 1) "
	       "ON DUPLICATE KEY UPDATE failures = LEAST(failures + 1, ?)",
	.params = "sxti" };

static const struct statement counted = {
	.sql = "SELECT CAST(failures AS SIGNED) AS n FROM attempt WHERE kind = ? AND subject = ? AND window_start = ?",
	.params = "sxt", .row = &db_number };

static const struct statement insert = {
	.sql = "INSERT INTO telephone_code (purpose, telephone_index, code_digest, sent_at, expires_at) VALUES (?, ?, ?, ?, ?)",
	.params = "sxxtt" };

struct sent_code {
	int64_t id;
	struct bytes code_digest;
};
static const struct shape sent_code_shape = SHAPE(sent_code, COLUMN(sent_code, id), COLUMN(sent_code, code_digest));

static const struct statement last_one = {
	.sql = "SELECT id, code_digest FROM telephone_code WHERE telephone_index IN (?, ?) AND purpose = ? ORDER BY id DESC LIMIT 1",
	.params = "xxs", .row = &sent_code_shape };

/* Counted before it is looked at, under the row's lock: no two tries are one. */
static const struct statement count_try = {
	.sql = "UPDATE telephone_code SET tries = tries + 1 WHERE id = ? AND used_at IS NULL AND tries < ? AND expires_at > ?",
	.params = "iit" };

static const struct statement use = { .sql = "UPDATE telephone_code SET used_at = ? WHERE id = ?", .params = "ti" };

const struct statement *const telephone_code_statements[] = {
	&sent_to, &sent_in_all, &count_up, &counted, &insert, &last_one, &count_try, &use, NULL };

static struct timestamp window(struct timestamp now, int64_t us)
{
	return (struct timestamp){ now.us - now.us % us };
}

/* Whole seconds, at least one. */
static int64_t seconds_until(struct timestamp now, int64_t us)
{
	return us <= now.us ? 1 : (us - now.us + second_us - 1) / second_us;
}

static enum err busy_until(struct timestamp now, int64_t us, int64_t *wait_seconds)
{
	*wait_seconds = seconds_until(now, us);
	return E_BUSY;
}

static enum err cap_number(struct db *db, struct arena *arena, const struct bytes indexes[2], struct timestamp now,
			   int64_t *wait_seconds)
{
	const struct timestamp a_day_ago = { now.us - day_us };
	const struct sent *sent;
	struct rows rows;

	/* One after the other for a number, whoever asks: its counter's row is the lock under which the codes are counted. */
	TRY(db_run(db, &count_up, NULL, "code_number", indexes[0], window(now, day_us), INT64_C(1000000)));
	TRY(db_all(db, arena, &sent_to, &rows, indexes[0], indexes[1], a_day_ago, (int64_t)number_a_day));
	sent = rows.row;
	if (rows.count == number_a_day)
		return busy_until(now, sent[number_a_day - 1].sent_at.us + day_us, wait_seconds);
	if (rows.count > 0 && sent[0].sent_at.us + number_pause_seconds * second_us > now.us)
		return busy_until(now, sent[0].sent_at.us + number_pause_seconds * second_us, wait_seconds);
	return OK;
}

static enum err cap_address(struct db *db, struct arena *arena, struct bytes address, struct timestamp now, int64_t *wait_seconds)
{
	const struct { const char *kind; int64_t us, most; } caps[] = {
		{ "code_address_hour", hour_us, address_an_hour }, { "code_address_day", day_us, address_a_day } };

	for (size_t i = 0; i < sizeof caps / sizeof caps[0]; i++) {
		const struct timestamp start = window(now, caps[i].us);
		int64_t asked;

		TRY(db_run(db, &count_up, NULL, caps[i].kind, address, start, caps[i].most + 1));
		TRY(db_one(db, arena, &counted, &asked, caps[i].kind, address, start));
		if (asked > caps[i].most)
			return busy_until(now, start.us + caps[i].us, wait_seconds);
	}
	return OK;
}

static enum err cap_all(struct db *db, struct arena *arena, int64_t most, struct timestamp now, int64_t *wait_seconds)
{
	const struct timestamp a_day_ago = { now.us - day_us };
	struct sent sent;
	enum err err;

	if (most <= 0)
		return OK;
	err = db_one(db, arena, &sent_in_all, &sent, a_day_ago, most - 1);
	return err == OK ? busy_until(now, sent.sent_at.us + day_us, wait_seconds) : err == E_NOT_FOUND ? OK : err;
}

static struct bytes telephone_index(const struct keyring *keyring, struct arena *arena, const char *telephone)
{
	return blind_index(keyring, arena, purpose_telephone_code_telephone, telephone);
}

static const char *code_text(struct arena *arena, const char *purpose, const char *telephone, const char *code)
{
	return arena_print(arena, "%s %s %s", purpose, telephone, code);
}

static enum err put_message(struct db *db, struct arena *arena, const struct keyring *keyring,
			    const struct telephone_code_wish *wish, const char *code, struct timestamp now, struct timestamp expires)
{
	const struct message_value values[] = {
		{ "code", code }, { "minutes", arena_print(arena, "%d", telephone_code_minutes) }, { NULL, NULL } };
	/* Written for a number that is not known too, so that asking takes the same time; it is pointless from the beginning. */
	const struct message message = { .channel = CHANNEL_SMS, .to = wish->telephone, .template = "code", .values = values,
					 .language = wish->language, .expires_at = wish->known ? expires : now };

	return outbox_put(db, arena, keyring, &message, now);
}

enum err telephone_code_send(struct db *db, struct arena *arena, const struct keyring *keyring,
			     const struct telephone_code_wish *wish, struct timestamp now, int64_t *wait_seconds)
{
	const struct timestamp expires = { now.us + telephone_code_minutes * 60 * second_us };
	struct telephone_code_wish meant = *wish;
	const char *code, *counted_for = wish->telephone;
	struct bytes indexes[2];
	int64_t quiet_seconds = 0;
	enum err err;

	blind_indexes(keyring, arena, purpose_telephone_code_telephone, wish->telephone, indexes);
	TRY(cap_all(db, arena, wish->most_a_day, now, wait_seconds));
	err = cap_number(db, arena, indexes, now, wish->quiet ? &quiet_seconds : wait_seconds);
	if (err == E_BUSY && quiet_seconds > 0) {
		/* Nor does it lengthen the number's wait, or take the place of the code that is out. */
		meant.known = false;
		counted_for = identifier_new(arena);
	} else {
		TRY(err);
	}
	TRY(cap_address(db, arena, blind_index(keyring, arena, "telephone_code.address", wish->address), now, wait_seconds));
	/* What a number that is not known would have been sent can never be typed. */
	code = meant.known ? arena_print(arena, "%06u", random_below(1000000)) : identifier_new(arena);
	TRY(db_run(db, &insert, NULL, wish->purpose, telephone_index(keyring, arena, counted_for),
		   blind_index(keyring, arena, purpose_telephone_code_code, code_text(arena, wish->purpose, wish->telephone, code)),
		   now, expires));
	return put_message(db, arena, keyring, &meant, code, now, expires);
}

enum err telephone_code_check(struct db *db, struct arena *arena, const struct keyring *keyring, const char *purpose,
			      const char *telephone, const char *code, struct timestamp now)
{
	static const uint8_t nothing[32];
	struct sent_code last = { .code_digest = { nothing, sizeof nothing } };
	struct bytes indexes[2];
	uint64_t may = 0;
	bool is_it;
	enum err err;

	blind_indexes(keyring, arena, purpose_telephone_code_telephone, telephone, indexes);
	err = db_one(db, arena, &last_one, &last, indexes[0], indexes[1], purpose);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	/* The same statements and the same work, whatever is wrong. */
	TRY(db_run(db, &count_try, &may, last.id, (int64_t)telephone_code_tries, now));
	is_it = blind_index_is(keyring, arena, purpose_telephone_code_code, code_text(arena, purpose, telephone, code),
			       last.code_digest);
	if (may == 0 || !is_it)
		return E_DENIED;
	return db_run(db, &use, NULL, now, last.id);
}
