#include "db/connection.h"

#include <string.h>

enum { rows_at_least = 8, rows_at_most_expected = 256 };

static enum err note(struct db *db, const struct prepared *prepared)
{
	return db_note_error(db, mysql_stmt_errno(prepared->handle), mysql_stmt_sqlstate(prepared->handle),
			     prepared->statement->sql);
}

/* The server prepares anew by itself when a table was altered; what it then sends may be of other types. */
static enum err check_wires(struct db *db, const struct prepared *prepared)
{
	const struct row_reader *reader = &prepared->reader;
	const MYSQL_FIELD *fields = mariadb_stmt_fetch_fields(prepared->handle);

	for (size_t i = 0; i < reader->shape->count; i++) {
		if (fields[i].type == reader->wires[i].type &&
		    ((fields[i].flags & UNSIGNED_FLAG) != 0) == reader->wires[i].is_unsigned)
			continue;
		db->state = CONNECTION_BROKEN;		/* db_ready then prepares and compares everything again */
		return fault_note(db->fault, E_INTERNAL, "database: column %s has changed its type: %.120s",
				  reader->shape->columns[i].name, prepared->statement->sql);
	}
	return OK;
}

/* Prepared, its parameters bound. */
static enum err make_ready(struct db *db, const struct statement *statement, bool gives_rows, struct arguments *arguments,
			   struct prepared **out)
{
	struct prepared *prepared;

	if ((statement->row != NULL) != gives_rows)
		return fault_note(db->fault, E_INTERNAL, "database: asked for rows of a statement without, or not for its rows: %.120s",
				  statement->sql);
	TRY(db_use(db));
	TRY(db_prepare(db, statement, &prepared));
	TRY(db_bind_params(db, prepared, arguments));
	*out = prepared;
	return OK;
}

static enum err execute(struct db *db, struct prepared *prepared)
{
	return mysql_stmt_execute(prepared->handle) == 0 ? OK : note(db, prepared);
}

/* The next row into `row`, zeroed here. *end: there was none. */
static enum err fetch(struct db *db, struct prepared *prepared, void *row, bool *end)
{
	struct row_reader *reader = &prepared->reader;

	memset(row, 0, reader->shape->size);
	reader->row = row;
	reader->refused = NULL;
	switch (mysql_stmt_fetch(prepared->handle)) {
	case 0:
		if (reader->refused != NULL)
			return fault_note(db->fault, E_INTERNAL, "database: column %s %s: %.120s", reader->refused->name,
					  reader->reason, prepared->statement->sql);
		*end = false;
		return OK;
	case MYSQL_NO_DATA:
		*end = true;
		return OK;
	default:
		return note(db, prepared);
	}
}

/* After a failure within the rows: the rest must be read off the connection before it can be used again. */
static void skip_rows(struct db *db, struct prepared *prepared)
{
	if (mysql_stmt_free_result(prepared->handle) != 0)
		db->state = CONNECTION_BROKEN;
}

static enum err fetch_one(struct db *db, struct prepared *prepared, void *row)
{
	const struct shape *shape = prepared->reader.shape;
	bool end;
	void *second;

	TRY(check_wires(db, prepared));
	TRY(fetch(db, prepared, row, &end));
	if (end)
		return E_NOT_FOUND;
	second = arena_alloc(prepared->reader.arena, shape->size);
	TRY(fetch(db, prepared, second, &end));
	if (!end)
		return fault_note(db->fault, E_INTERNAL, "database: more than one row: %.120s", prepared->statement->sql);
	return OK;
}

static enum err ask_one(struct db *db, struct prepared *prepared, struct arena *arena, struct rows *out)
{
	void *row;
	enum err err;

	if (db_take_kept(db, prepared, arena, out))
		return OK;
	TRY(execute(db, prepared));
	prepared->reader.arena = arena;
	row = arena_alloc(arena, prepared->reader.shape->size);
	err = fetch_one(db, prepared, row);
	if (err != OK) {
		if (err != E_NOT_FOUND)
			skip_rows(db, prepared);
		return err;
	}
	*out = (struct rows){ .row = row, .count = 1 };
	db_keep(db, prepared, *out);
	return OK;
}

enum err db_one(struct db *db, struct arena *arena, const struct statement *statement, void *out, ...)
{
	struct prepared *prepared;
	struct arguments arguments;
	struct rows rows;
	enum err err;

	va_start(arguments.list, out);
	err = make_ready(db, statement, true, &arguments, &prepared);
	va_end(arguments.list);
	if (err == OK)
		err = ask_one(db, prepared, arena, &rows);
	if (err == OK)
		memcpy(out, rows.row, statement->row->size);
	return err;
}

static enum err fetch_all(struct db *db, struct prepared *prepared, struct rows *out)
{
	struct arena *arena = prepared->reader.arena;
	const size_t size = prepared->reader.shape->size;
	size_t room = prepared->rows_expected + 1;	/* the end is found by reading into a row too many */
	unsigned char *rows = arena_alloc_array(arena, room, size);
	size_t count = 0;
	bool end;

	TRY(check_wires(db, prepared));
	for (;;) {
		if (count == room) {
			rows = arena_grow(arena, rows, room * size, 2 * room * size);
			room *= 2;
		}
		TRY(fetch(db, prepared, rows + count * size, &end));
		if (end)
			break;
		count++;
	}
	if (count >= rows_at_least && count <= rows_at_most_expected)
		prepared->rows_expected = count;
	*out = (struct rows){ .row = rows, .count = count };
	return OK;
}

static enum err ask_all(struct db *db, struct prepared *prepared, struct arena *arena, struct rows *out)
{
	enum err err;

	if (db_take_kept(db, prepared, arena, out))
		return OK;
	TRY(execute(db, prepared));
	prepared->reader.arena = arena;
	if (prepared->rows_expected == 0)
		prepared->rows_expected = rows_at_least;
	err = fetch_all(db, prepared, out);
	if (err != OK)
		skip_rows(db, prepared);
	else
		db_keep(db, prepared, *out);
	return err;
}

enum err db_all(struct db *db, struct arena *arena, const struct statement *statement, struct rows *out, ...)
{
	struct prepared *prepared;
	struct arguments arguments;
	enum err err;

	va_start(arguments.list, out);
	err = make_ready(db, statement, true, &arguments, &prepared);
	va_end(arguments.list);
	return err == OK ? ask_all(db, prepared, arena, out) : err;
}

enum err db_run(struct db *db, const struct statement *statement, uint64_t *affected, ...)
{
	struct prepared *prepared;
	struct arguments arguments;
	enum err err;

	va_start(arguments.list, affected);
	err = make_ready(db, statement, false, &arguments, &prepared);
	va_end(arguments.list);
	TRY(err);
	TRY(execute(db, prepared));
	db->last_id = (int64_t)mysql_stmt_insert_id(prepared->handle);
	if (affected != NULL)
		*affected = mysql_stmt_affected_rows(prepared->handle);
	return OK;
}

enum err db_check_statement(struct db *db, const struct statement *statement)
{
	struct prepared *prepared;

	TRY(db_use(db));
	return db_prepare(db, statement, &prepared);
}
