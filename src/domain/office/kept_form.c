#include "domain/office/kept_form.h"

#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/office/sealed_places.h"

struct stored {
	const char *path;
	struct bytes body_sealed;
};

static const struct shape stored_shape = SHAPE(stored, COLUMN(stored, path), COLUMN(stored, body_sealed));

static const struct statement store = {
	.sql = "INSERT INTO kept_form (token_digest, account_id, path, body_sealed, kept_at) VALUES (?, ?, ?, ?, ?)", .params = "xisxt" };

static const struct statement find = {
	.sql = "SELECT path, body_sealed FROM kept_form WHERE token_digest = ? AND account_id = ? AND kept_at > ?", .params = "xit",
	.row = &stored_shape };

static const struct statement forget = { .sql = "DELETE FROM kept_form WHERE token_digest = ?", .params = "x" };

const struct statement *const kept_form_statements[] = { &store, &find, &forget, NULL };

static const char *hexadecimal(struct arena *arena, struct bytes bytes, size_t length)
{
	static const char digits[] = "0123456789abcdef";
	char *text = arena_alloc(arena, 2 * length + 1);

	for (size_t i = 0; i < length; i++) {
		text[2 * i] = digits[bytes.data[i] >> 4];
		text[2 * i + 1] = digits[bytes.data[i] & 15];
	}
	return text;
}

static struct place place_of(struct arena *arena, struct bytes digest)
{
	return place_in(&place_kept_form_body, hexadecimal(arena, digest, digest.length));
}

enum err kept_form_store(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *path,
			 const char *body, struct timestamp now, const char **token)
{
	/* 160 of the 256 bits, in an alphabet that a path's {code} has. */
	const char *word = hexadecimal(arena, digest_text(arena, token_new(arena)), 20);
	const struct bytes digest = digest_text(arena, word);

	TRY(db_run(db, &store, NULL, digest, account_id, path, seal_text(keyring, arena, place_of(arena, digest), body), now));
	*token = word;
	return OK;
}

enum err kept_form_find(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *token,
			struct timestamp now, struct kept_form *out)
{
	const struct timestamp oldest = { now.us - INT64_C(3600000000) * kept_form_hours };
	const struct bytes digest = digest_text(arena, token);
	struct stored stored;
	struct secret body;

	TRY(db_one(db, arena, &find, &stored, digest, account_id, oldest));
	TRY(seal_open(keyring, arena, place_of(arena, digest), stored.body_sealed, &body));
	out->path = stored.path;
	out->body = body.hidden;
	return OK;
}

enum err kept_form_forget(struct db *db, struct arena *arena, const char *token)
{
	return db_run(db, &forget, NULL, digest_text(arena, token));
}
