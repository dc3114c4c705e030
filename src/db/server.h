/* What --check asks the server: are its settings the ones the suite relies on, and are this user's grants the declared ones. */
#ifndef YM_DB_SERVER_H
#define YM_DB_SERVER_H

#include "base/buffer.h"
#include "db/db.h"

/* One line into `out` per setting that differs from design.md §6 (innodb_snapshot_isolation, innodb_flush_log_at_trx_commit,
 * sync_binlog, local_infile, secure_timestamp, strict sql_mode, utf8mb4, version ≥ 10.11). */
enum err db_check_settings(struct db *db, struct arena *arena, struct buffer *out) MUST_CHECK;

/* Compare SHOW GRANTS of the connected user with the lines of `expected` (a text kept in sql/grants/, one grant a line,
 * order free, `#` comments); a line into `out` per grant too many or missing. */
enum err db_check_grants(struct db *db, struct arena *arena, const char *expected, struct buffer *out) MUST_CHECK;

#endif
