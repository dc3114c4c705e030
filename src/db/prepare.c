#include "db/connection.h"

#include <stdlib.h>
#include <string.h>

enum { table_start = 64 };

static size_t slot_of(struct prepared *const *table, size_t size, const struct statement *statement)
{
	/* Statements are static and aligned: the low bits say nothing; multiply to spread the rest (Fibonacci hashing). */
	size_t slot = ((uintptr_t)statement >> 3) * (size_t)UINT64_C(0x9E3779B97F4A7C15) >> 32 & (size - 1);

	while (table[slot] != NULL && table[slot]->statement != statement)
		slot = (slot + 1) & (size - 1);
	return slot;
}

static void grow_table(struct db *db)
{
	const size_t size = db->table_size == 0 ? table_start : db->table_size * 2;
	struct prepared **table = calloc(size, sizeof *table);

	if (table == NULL)
		abort();
	for (size_t i = 0; i < db->table_size; i++)
		if (db->table[i] != NULL)
			table[slot_of(table, size, db->table[i]->statement)] = db->table[i];
	free(db->table);
	db->table = table;
	db->table_size = size;
}

static void forget(struct prepared *prepared)
{
	if (prepared->handle != NULL)
		mysql_stmt_close(prepared->handle);
	db_forget_kept(prepared);
	free(prepared->params);
	free(prepared->values);
	free(prepared->indicators);
	free(prepared->reader.wires);
	free(prepared);
}

void db_forget_prepared(struct db *db)
{
	for (size_t i = 0; i < db->table_size; i++) {
		if (db->table[i] == NULL)
			continue;
		forget(db->table[i]);
		db->table[i] = NULL;
	}
	db->table_count = 0;
}

static size_t declared_params(const struct statement *statement)
{
	if (statement->bind != NULL)
		return statement->bind->count;
	return statement->params != NULL ? strlen(statement->params) : 0;
}

static enum err check_params(struct db *db, const struct statement *statement, MYSQL_STMT *handle)
{
	const size_t wanted = mysql_stmt_param_count(handle);
	const size_t declared = declared_params(statement);

	if (wanted != declared)
		return fault_note(db->fault, E_INTERNAL, "database: %zu parameters declared, the SQL has %zu: %.120s",
				  declared, wanted, statement->sql);
	if (statement->bind == NULL && statement->params != NULL &&
	    strspn(statement->params, "iubsmdtx") != strlen(statement->params))
		return fault_note(db->fault, E_INTERNAL, "database: unknown parameter letter in \"%s\": %.120s",
				  statement->params, statement->sql);
	if (!db_may_keep(statement))
		return fault_note(db->fault, E_INTERNAL, "database: rows for such parameters are not kept: %.120s", statement->sql);
	return OK;
}

static enum err check_columns(struct db *db, const struct statement *statement, MYSQL_STMT *handle)
{
	const size_t declared = statement->row != NULL ? statement->row->count : 0;
	const size_t given = mysql_stmt_field_count(handle);
	const MYSQL_FIELD *fields = mariadb_stmt_fetch_fields(handle);

	if (declared != given)
		return fault_note(db->fault, E_INTERNAL, "database: %zu columns declared, the result has %zu: %.120s",
				  declared, given, statement->sql);
	for (size_t i = 0; i < declared; i++) {
		const struct column *column = &statement->row->columns[i];
		const char *objection = row_objection(column, &fields[i]);

		if (objection != NULL)
			return fault_note(db->fault, E_INTERNAL, "database: column %zu, %s, %s: %.120s", i + 1, column->name,
					  objection, statement->sql);
	}
	return OK;
}

static void *zeroed(size_t count, size_t size)
{
	void *memory = calloc(count > 0 ? count : 1, size);

	if (memory == NULL)
		abort();
	return memory;
}

static void set_reader(struct prepared *prepared)
{
	const struct shape *shape = prepared->statement->row;
	const MYSQL_FIELD *fields = mariadb_stmt_fetch_fields(prepared->handle);
	struct row_reader *reader = &prepared->reader;

	if (shape == NULL)
		return;
	reader->shape = shape;
	reader->wires = zeroed(shape->count, sizeof *reader->wires);
	for (size_t i = 0; i < shape->count; i++)
		reader->wires[i] = (struct wire){ .type = fields[i].type, .is_unsigned = fields[i].flags & UNSIGNED_FLAG };
	mysql_stmt_attr_set(prepared->handle, STMT_ATTR_CB_USER_DATA, reader);
	mysql_stmt_attr_set(prepared->handle, STMT_ATTR_CB_RESULT, (const void *)row_read_column);
}

static enum err prepare_handle(struct db *db, const struct statement *statement, MYSQL_STMT *handle)
{
	if (mysql_stmt_prepare(handle, statement->sql, strlen(statement->sql)) != 0)
		return db_note_error(db, mysql_stmt_errno(handle), mysql_stmt_sqlstate(handle), statement->sql);
	TRY(check_params(db, statement, handle));
	return check_columns(db, statement, handle);
}

enum err db_prepare(struct db *db, const struct statement *statement, struct prepared **out)
{
	struct prepared *prepared;
	MYSQL_STMT *handle;
	size_t slot;
	enum err err;

	if (2 * (db->table_count + 1) > db->table_size)
		grow_table(db);
	slot = slot_of(db->table, db->table_size, statement);
	if (db->table[slot] != NULL) {
		*out = db->table[slot];
		return OK;
	}
	handle = mysql_stmt_init(db->mysql);
	if (handle == NULL)
		abort();
	err = prepare_handle(db, statement, handle);
	if (err != OK) {
		mysql_stmt_close(handle);
		return err;
	}
	prepared = zeroed(1, sizeof *prepared);
	prepared->statement = statement;
	prepared->handle = handle;
	prepared->param_count = declared_params(statement);
	prepared->params = zeroed(prepared->param_count, sizeof *prepared->params);
	prepared->values = zeroed(prepared->param_count, sizeof *prepared->values);
	prepared->indicators = zeroed(prepared->param_count, 1);
	set_reader(prepared);
	db->table[slot] = prepared;
	db->table_count++;
	*out = prepared;
	return OK;
}
