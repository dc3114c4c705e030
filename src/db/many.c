/* Many rows in one statement: MariaDB's bulk execution. libmariadb asks for each row by a callback while it writes the packet, so
 * no arrays are built; a NULL is an indicator, because the types are sent once for all rows. */
#include "db/connection.h"

enum { chunk_rows = 1024, chunk_bytes = 1024 * 1024 };	/* far below max_allowed_packet */

struct run {
	struct db *db;
	struct prepared *prepared;
	const char *row;		/* the first of this chunk */
	char *indicators;
	enum err err;
};

static enum enum_field_types wire_type(const struct column *column)
{
	switch (column->type) {
	case COLUMN_INT64:
	case COLUMN_MONEY: return MYSQL_TYPE_LONGLONG;
	case COLUMN_UINT32: return column->names != NULL ? MYSQL_TYPE_STRING : MYSQL_TYPE_LONG;
	case COLUMN_BOOL: return MYSQL_TYPE_TINY;
	case COLUMN_TEXT: return MYSQL_TYPE_STRING;
	case COLUMN_DATE: return MYSQL_TYPE_DATE;
	case COLUMN_TIMESTAMP: return MYSQL_TYPE_DATETIME;
	case COLUMN_BYTES: return MYSQL_TYPE_BLOB;
	case COLUMN_NOTHING: break;
	}
	return MYSQL_TYPE_NULL;
}

/* libmariadb's STMT_ATTR_CB_PARAM; `given` is its own copy of the parameters. */
static my_bool give_row(void *context, MYSQL_BIND *given, unsigned int number)
{
	struct run *run = context;
	const struct prepared *prepared = run->prepared;

	run->err = db_bind_row(run->db, run->prepared, run->row + number * prepared->statement->bind->size);
	if (run->err != OK)
		return 1;
	for (size_t i = 0; i < prepared->param_count; i++) {
		MYSQL_BIND *from = &prepared->params[i];

		given[i].buffer = from->buffer;
		given[i].buffer_length = from->buffer_length;
		given[i].length = &from->length_value;
		run->indicators[i] = from->buffer_type == MYSQL_TYPE_NULL ? STMT_INDICATOR_NULL : STMT_INDICATOR_NONE;
		given[i].u.indicator = &run->indicators[i];
	}
	return 0;
}

static size_t row_bytes(const struct shape *shape, const char *row)
{
	size_t bytes = shape->size;

	for (size_t i = 0; i < shape->count; i++) {
		const void *at = column_at(&shape->columns[i], row);

		if (shape->columns[i].type == COLUMN_TEXT) {
			const char *text = *(const char *const *)at;

			bytes += text != NULL ? strlen(text) : 0;
		} else if (shape->columns[i].type == COLUMN_BYTES) {
			bytes += ((const struct bytes *)at)->length;
		}
	}
	return bytes;
}

/* How many of the rows from `row` on go into one packet; at least one. */
static unsigned int chunk_of(const struct shape *shape, const char *row, size_t left)
{
	unsigned int count = 0;
	size_t bytes = 0;

	while (count < left && count < chunk_rows && bytes < chunk_bytes)
		bytes += row_bytes(shape, row + count++ * shape->size);
	return count;
}

static void set_bulk(MYSQL_STMT *handle, unsigned int rows, struct run *run)
{
	my_bool (*const callback)(void *context, MYSQL_BIND *given, unsigned int number) = run != NULL ? give_row : NULL;

	mysql_stmt_attr_set(handle, STMT_ATTR_ARRAY_SIZE, &rows);
	mysql_stmt_attr_set(handle, STMT_ATTR_CB_USER_DATA, run);
	mysql_stmt_attr_set(handle, STMT_ATTR_CB_PARAM, (const void *)callback);
}

static enum err note(const struct run *run)
{
	const struct prepared *prepared = run->prepared;

	if (run->err != OK)
		return run->err;
	return db_note_error(run->db, mysql_stmt_errno(prepared->handle), mysql_stmt_sqlstate(prepared->handle),
			     prepared->statement->sql);
}

static enum err run_chunk(struct run *run, unsigned int rows)
{
	const struct shape *shape = run->prepared->statement->bind;
	MYSQL_STMT *handle = run->prepared->handle;

	set_bulk(handle, rows, run);
	for (size_t i = 0; i < shape->count; i++) {
		run->prepared->params[i] = (MYSQL_BIND){ .buffer_type = wire_type(&shape->columns[i]),
							 .buffer = &run->prepared->values[i],
							 .is_unsigned = shape->columns[i].type == COLUMN_UINT32 };
	}
	if (mysql_stmt_bind_param(handle, run->prepared->params) != 0 || mysql_stmt_execute(handle) != 0)
		return note(run);
	return OK;
}

enum err db_run_many(struct db *db, const struct statement *statement, struct rows rows, uint64_t *affected)
{
	struct run run = { .db = db, .row = rows.row };
	uint64_t matched = 0;
	enum err err = OK;

	if (statement->bind == NULL || statement->row != NULL)
		return fault_note(db->fault, E_INTERNAL, "database: not a statement for many rows: %.120s", statement->sql);
	if (!db->in_transaction)
		return fault_note(db->fault, E_INTERNAL, "database: many rows outside a transaction: %.120s", statement->sql);
	TRY(db_use(db));
	TRY(db_prepare(db, statement, &run.prepared));
	run.indicators = run.prepared->indicators;
	while (err == OK && rows.count > 0) {
		const unsigned int count = chunk_of(statement->bind, run.row, rows.count);

		err = run_chunk(&run, count);
		if (err == OK)
			matched += mysql_stmt_affected_rows(run.prepared->handle);
		run.row += count * statement->bind->size;
		rows.count -= count;
	}
	set_bulk(run.prepared->handle, 0, NULL);
	if (err == OK && affected != NULL)
		*affected = matched;
	return err;
}
