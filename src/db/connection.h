/* Inside the db room only: what a connection and a prepared statement are made of. */
#ifndef YM_DB_CONNECTION_H
#define YM_DB_CONNECTION_H

#include <mysql.h>
#include <stdarg.h>

#include "db/db.h"

enum connection_state {
	CONNECTION_AWAY,	/* none; the next use tries */
	CONNECTION_READY,
	CONNECTION_BROKEN	/* lost in use; only db_ready opens another */
};

/* A column's form on the wire, as the server announced it. */
struct wire {
	enum enum_field_types type;
	bool is_unsigned;
};

/* Rows are decoded straight from the packet into structs: one copy of a text, into the arena, none of a number. */
struct row_reader {
	const struct shape *shape;
	struct wire *wires;			/* per column */
	struct arena *arena;
	unsigned char *row;			/* where the row being read goes */
	const struct column *refused;		/* the first column whose value did not fit, and why */
	const char *reason;
};

/* What a parameter's value is kept in between binding and sending. */
union param_value {
	int64_t number;
	uint32_t small;
	my_bool flag;
	MYSQL_TIME time;
};

struct prepared {
	const struct statement *statement;
	MYSQL_STMT *handle;
	size_t param_count;
	MYSQL_BIND *params;
	union param_value *values;
	char *indicators;		/* many.c's: which of a row's values are NULL */
	struct row_reader reader;
	size_t rows_expected;		/* as many as came last time */
	struct kept *kept;		/* keep.c's; NULL: nothing is kept */
};

/* A va_list that can be handed on by address wherever va_list is an array. */
struct arguments {
	va_list list;
};

struct db {
	struct db_options options;
	struct fault *fault;
	MYSQL *mysql;
	enum connection_state state;
	int64_t next_attempt_ms;	/* monotonic; while away, before it nobody knocks */
	bool in_transaction;
	bool wants_repeat;		/* the server refused a statement of this transaction for now: run all of it again */
	int64_t last_id;
	struct prepared **table;	/* open addressing by the statement's address; a power of two, at most half full */
	size_t table_size, table_count;
};

/* error.c: the error of the connection or statement, mapped and noted; marks the connection broken where it is, and
 * the transaction to be repeated where that helps. `what` is SQL text. */
enum err db_note_error(struct db *db, unsigned int number, const char *sqlstate, const char *what);
enum err db_note_connect_error(struct db *db);

/* prepare.c: the statement, prepared on this connection and checked against its declaration. */
enum err db_prepare(struct db *db, const struct statement *statement, struct prepared **out) MUST_CHECK;
void db_forget_prepared(struct db *db);		/* after mysql_close */

/* bind.c: `arguments` as the statement declares them. */
enum err db_bind_params(struct db *db, struct prepared *prepared, struct arguments *arguments) MUST_CHECK;
/* The values of one struct of statement->bind, without telling libmariadb yet. */
enum err db_bind_row(struct db *db, struct prepared *prepared, const void *record) MUST_CHECK;

/* keep.c: of a statement with keep_ms. The parameters must be bound; what is taken is copied into the arena. */
bool db_may_keep(const struct statement *statement);
bool db_take_kept(const struct db *db, const struct prepared *prepared, struct arena *arena, struct rows *out);
void db_keep(const struct db *db, struct prepared *prepared, struct rows rows);
void db_forget_kept(struct prepared *prepared);

/* row.c: why a result column cannot fill the struct's, NULL where it can; and the reading, libmariadb's
 * STMT_ATTR_CB_RESULT: `*at` is the value in the packet and is moved behind it; `at` NULL is NULL. */
const char *row_objection(const struct column *column, const MYSQL_FIELD *field);
void row_read_column(void *reader, unsigned int index, unsigned char **at);

/* db.c: connect if there never was a connection; a broken one stays broken. */
enum err db_use(struct db *db) MUST_CHECK;

#endif
