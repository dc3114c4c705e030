/* Files people bring, and those made for them: in the database, sealed, in pieces, wiped after their time. */
#ifndef YM_DOMAIN_OFFICE_UPLOAD_H
#define YM_DOMAIN_OFFICE_UPLOAD_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/bytes.h"
#include "crypt/key.h"
#include "db/db.h"

enum { upload_piece_bytes = 512 * 1024, upload_bytes_max = 16 * 1024 * 1024 };

/* In the caller's transaction. E_INVALID: above upload_bytes_max. */
enum err upload_store(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *name,
		      struct bytes content, struct timestamp now, int64_t *id) MUST_CHECK;
/* E_NOT_FOUND: no such file, or wiped. Into an unlinked file in memory (memfd), read from its beginning; the caller closes it.
 * `scratch` is reset piece by piece. */
enum err upload_open(struct db *db, struct arena *scratch, const struct keyring *keyring, int64_t id, int *fd) MUST_CHECK;
/* One piece, for sending it on: *last says whether it was the last one. */
enum err upload_piece(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t id, int64_t number,
		      struct bytes *out, bool *last) MUST_CHECK;
/* Write a file that grows piece by piece (an export). */
enum err upload_begin(struct db *db, struct arena *arena, int64_t account_id, const char *name, struct timestamp now, int64_t *id,
		      const char **key) MUST_CHECK;
enum err upload_append(struct db *db, const struct keyring *keyring, int64_t id, const char *key, int64_t number,
		       struct bytes piece) MUST_CHECK;
/* The pieces go; that there was such a file stays known. */
enum err upload_wipe(struct db *db, int64_t id) MUST_CHECK;

extern const struct statement *const upload_statements[];

#endif
