#include "domain/office/upload.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/office/sealed_places.h"

static const struct statement insert = {
	.sql = "INSERT INTO upload (upload_key, account_id, name, bytes, digest, received_at) VALUES (?, ?, ?, ?, ?, ?)",
	.params = "sisixt" };

static const struct statement insert_piece = {
	.sql = "INSERT INTO upload_piece (upload_id, number, content_sealed) VALUES (?, ?, ?)", .params = "iix" };

static const struct statement grow = { .sql = "UPDATE upload SET bytes = bytes + ? WHERE id = ?", .params = "ii" };

struct piece {
	const char *upload_key;
	struct bytes content;
	bool last;
};

static const struct shape piece_shape = SHAPE(piece, COLUMN(piece, upload_key), COLUMN(piece, content), COLUMN(piece, last));

static const struct statement one_piece = {
	.sql = "SELECT u.upload_key, p.content_sealed AS content, NOT EXISTS (SELECT 1 FROM upload_piece n "
	       "WHERE n.upload_id = p.upload_id AND n.number = p.number + 1) AS last "
	       "FROM upload u JOIN upload_piece p ON p.upload_id = u.id WHERE u.id = ? AND p.number = ?",
	.params = "ii", .row = &piece_shape };

static const struct statement wipe = { .sql = "DELETE FROM upload_piece WHERE upload_id = ?", .params = "i" };

const struct statement *const upload_statements[] = { &insert, &insert_piece, &grow, &one_piece, &wipe, NULL };

/* The number is part of the place: pieces cannot change places. */
static struct place place_of(struct arena *arena, const char *key, int64_t number)
{
	return place_in(&place_upload_piece_content, arena_print(arena, "%s/%lld", key, (long long)number));
}

/* In memory of its own: a file of many pieces need not stay in the caller's, sealed, until the caller's end. */
static enum err store_piece(struct db *db, const struct keyring *keyring, int64_t id, const char *key, int64_t number,
			    struct bytes piece)
{
	struct arena scratch;
	enum err err;

	arena_init(&scratch, 2 * upload_piece_bytes);
	err = db_run(db, &insert_piece, NULL, id, number, seal_bytes(keyring, &scratch, place_of(&scratch, key, number), piece));
	arena_free(&scratch);
	return err;
}

static enum err begin(struct db *db, struct arena *arena, int64_t account_id, const char *name, struct bytes content,
		      struct timestamp now, int64_t *id, const char **key)
{
	const char *new_key = identifier_new(arena);

	TRY(db_run(db, &insert, NULL, new_key, account_id, name, (int64_t)content.length, digest_bytes(arena, content), now));
	*id = db_last_id(db);
	*key = new_key;
	return OK;
}

enum err upload_store(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *name,
		      struct bytes content, struct timestamp now, int64_t *id)
{
	const char *key;
	int64_t new_id, number = 0;

	if (content.length > upload_bytes_max)
		return E_INVALID;
	TRY(begin(db, arena, account_id, name, content, now, &new_id, &key));
	for (size_t at = 0; at < content.length || at == 0; at += upload_piece_bytes) {
		const size_t left = content.length - at;
		const struct bytes piece = { content.data + at, left < upload_piece_bytes ? left : upload_piece_bytes };

		TRY(store_piece(db, keyring, new_id, key, number++, piece));
	}
	*id = new_id;
	return OK;
}

enum err upload_begin(struct db *db, struct arena *arena, int64_t account_id, const char *name, struct timestamp now, int64_t *id,
		      const char **key)
{
	return begin(db, arena, account_id, name, (struct bytes){ (const uint8_t *)"", 0 }, now, id, key);
}

enum err upload_append(struct db *db, const struct keyring *keyring, int64_t id, const char *key, int64_t number,
		       struct bytes piece)
{
	TRY(db_run(db, &grow, NULL, (int64_t)piece.length, id));
	return store_piece(db, keyring, id, key, number, piece);
}

enum err upload_piece(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, int64_t number,
		      struct bytes *out, bool *last)
{
	struct piece piece;

	TRY(db_one(db, arena, &one_piece, &piece, id, number));
	TRY(seal_open_bytes(keyring, arena, place_of(arena, piece.upload_key, number), piece.content, out));
	*last = piece.last;
	return OK;
}

static enum err write_all(int fd, struct bytes bytes)
{
	for (size_t at = 0; at < bytes.length;) {
		const ssize_t wrote = write(fd, bytes.data + at, bytes.length - at);

		if (wrote < 0 && errno != EINTR)
			return E_BUSY;
		at += wrote > 0 ? (size_t)wrote : 0;
	}
	return OK;
}

static enum err write_pieces(struct db *db, struct arena *scratch, const struct keyring *keyring, int64_t id, int fd)
{
	bool last = false;

	for (int64_t number = 0; !last; number++) {
		struct bytes content;

		arena_reset(scratch);
		TRY(upload_piece(db, scratch, keyring, id, number, &content, &last));
		TRY(write_all(fd, content));
	}
	return lseek(fd, 0, SEEK_SET) == 0 ? OK : E_INTERNAL;
}

enum err upload_open(struct db *db, struct arena *scratch, const struct keyring *keyring, int64_t id, int *fd)
{
	const int file = memfd_create("upload", MFD_CLOEXEC);
	enum err err;

	if (file < 0)
		return E_BUSY;
	err = write_pieces(db, scratch, keyring, id, file);
	arena_reset(scratch);
	if (err == OK)
		*fd = file;
	else
		close(file);
	return err;
}

enum err upload_wipe(struct db *db, int64_t id)
{
	return db_run(db, &wipe, NULL, id);
}
