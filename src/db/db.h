/* One connection to MariaDB and the statements prepared on it. The only room that includes mysql.h.
 *
 * A statement is a literal in a `struct statement`: SQL, what its `?` take, the shape of its rows. It is prepared at first
 * use on a connection and kept; its columns are compared with the shape once, by count, name and type, and a difference is
 * E_INTERNAL with words in the fault. A statement is known by its address: it lives as long as the connections
 * (a static const). A connection belongs to one thread at a time.
 *
 * Errors: E_NOT_FOUND no row (db_one); E_CONFLICT a duplicate key (1062); E_BUSY the server is away, or refused for now
 * (also after a retried transaction still failed); E_INVALID a value the column refuses (too long, out of range, CHECK);
 * E_INTERNAL everything else. The fault says what. */
#ifndef YM_DB_DB_H
#define YM_DB_DB_H

#include "base/arena.h"
#include "base/column.h"
#include "base/err.h"

struct db;

struct db_options {
	const char *socket;		/* Unix socket; or NULL and host, port */
	const char *host;		/* TLS is required and the name verified unless it is a loopback address */
	int64_t port;
	const char *user;
	const char *password;		/* NULL: unix_socket authentication */
	const char *database;
	const char *tls_ca;		/* PEM file; NULL: the system's */
	int64_t connect_ms;		/* also the limit of a read or write: a dead server costs no more */
	int64_t read_ms;
};

struct statement {
	const char *sql;
	/* A letter per `?`: i int64_t, u uint32_t (an int-sized vararg), b bool, s const char * (NULL = NULL), m struct money,
	 * d struct date, t struct timestamp (none = NULL), x struct bytes. */
	const char *params;
	/* Or, instead: the one argument is a pointer to a struct of this shape, bound column by column, in order. */
	const struct shape *bind;
	const struct shape *row;	/* what a row is; NULL: the statement gives no rows */
	/* Rows this young are given again for the same parameters without asking the server; each connection keeps its own, a
	 * transaction always asks. For what anybody may see a moment late. Letters i u b m d t only; 0: always ask. */
	int64_t keep_ms;
};

/* The row of a statement that asks for one whole number, `SELECT … AS n`: an int64_t. */
extern const struct shape db_number;

/* Never fails and does not connect: the first use does, so a program starts while its database is away.
 * Freed by db_close; the options' strings must outlive it. */
struct db *db_new(const struct db_options *options);
void db_close(struct db *db);

/* Where the next errors note themselves; NULL: nowhere. serve points it at the request's fault. */
void db_set_fault(struct db *db, struct fault *fault);

/* Between requests: connect, or reconnect a connection found broken (after which statements are prepared anew). Inside a
 * transaction nothing reconnects. E_BUSY: the server is away; while it is, attempts are made at most every 200 ms and
 * the ones between answer at once. */
enum err db_ready(struct db *db) MUST_CHECK;

/* Exactly one row into `out`; texts and bytes live in `arena`. E_NOT_FOUND where there is none; more than one is E_INTERNAL. */
enum err db_one(struct db *db, struct arena *arena, const struct statement *statement, void *out, ...) MUST_CHECK;

/* All rows, in the arena. No row is OK with count 0. */
enum err db_all(struct db *db, struct arena *arena, const struct statement *statement, struct rows *out, ...) MUST_CHECK;

/* No rows. `affected` may be NULL; it counts rows matched (CLIENT_FOUND_ROWS), not rows changed. */
enum err db_run(struct db *db, const struct statement *statement, uint64_t *affected, ...) MUST_CHECK;

/* The same INSERT or UPDATE for many rows side by side, a round trip for a thousand of them or a mebibyte
 * (COM_STMT_BULK_EXECUTE): `statement->bind` is the shape of a row. Inside a transaction only. Columns that are nullable may
 * hold nothing. E_CONFLICT: one of them was there. */
enum err db_run_many(struct db *db, const struct statement *statement, struct rows rows, uint64_t *affected) MUST_CHECK;

/* What LIKE is given to find texts that begin with `words`, or in which they stand anywhere; its own signs (% _ \) are taken
 * as they are. NULL or "": every text. */
char *db_like_start(struct arena *arena, const char *words);
char *db_like_part(struct arena *arena, const char *words);

/* AUTO_INCREMENT value of the last INSERT by db_run. */
int64_t db_last_id(const struct db *db);

/* Run `work` inside START TRANSACTION … COMMIT. Its error rolls back and is returned. On deadlock, lock wait timeout,
 * snapshot conflict or 1047 the whole is rolled back and run again, at most 5 times, after a jittered pause; `again`
 * (may be NULL) is called before each repeat to reset what the attempt wrote (arena, response).
 * A connection lost before COMMIT is E_BUSY, nothing stored. Lost at COMMIT: `*unknown` (may be NULL) becomes true and the
 * error is E_BUSY: the caller looks its idempotency key up before it says anything. Does not nest. */
enum err db_transaction(struct db *db, enum err (*work)(void *context), void (*again)(void *context), void *context,
			bool *unknown) MUST_CHECK;

/* The same, reading what is committed at each statement (READ COMMITTED): for long work that reads under locks (FOR UPDATE) and
 * must not be told to begin again because others committed meanwhile. */
enum err db_transaction_committed(struct db *db, enum err (*work)(void *context), void (*again)(void *context), void *context,
				  bool *unknown) MUST_CHECK;

bool db_in_transaction(const struct db *db);

/* For --check: prepare it and compare its parameters and columns with the declaration, without running it. */
enum err db_check_statement(struct db *db, const struct statement *statement) MUST_CHECK;

/* Ends what libmariadb keeps per thread; each worker calls it before it ends. */
void db_thread_end(void);

#endif
