#include "db/connection.h"

#include <string.h>

#include "base/buffer.h"

/* Day 0 of MariaDB's calendar lies outside what struct date counts; every valid date fits MYSQL_TIME. */
static void set_day(MYSQL_TIME *time, struct date date)
{
	const struct civil civil = date_to_civil(date);

	time->year = (unsigned int)civil.year;
	time->month = (unsigned int)civil.month;
	time->day = (unsigned int)civil.day;
}

static void bind_nothing(MYSQL_BIND *bind)
{
	bind->buffer_type = MYSQL_TYPE_NULL;
}

static void bind_number(MYSQL_BIND *bind, union param_value *value, int64_t number)
{
	value->number = number;
	bind->buffer_type = MYSQL_TYPE_LONGLONG;
	bind->buffer = &value->number;
}

static void bind_small(MYSQL_BIND *bind, union param_value *value, uint32_t number)
{
	value->small = number;
	bind->buffer_type = MYSQL_TYPE_LONG;
	bind->is_unsigned = 1;
	bind->buffer = &value->small;
}

static void bind_flag(MYSQL_BIND *bind, union param_value *value, bool flag)
{
	value->flag = flag;
	bind->buffer_type = MYSQL_TYPE_TINY;
	bind->buffer = &value->flag;
}

/* libmariadb only reads a parameter's buffer, yet declares it writable. */
static void bind_run(MYSQL_BIND *bind, enum enum_field_types type, const void *data, size_t length)
{
	union {
		const void *given;
		void *taken;
	} pointer = { .given = data };

	if (data == NULL) {
		bind_nothing(bind);
		return;
	}
	bind->buffer_type = type;
	bind->buffer = pointer.taken;
	bind->buffer_length = length;
	bind->length_value = length;
	bind->length = &bind->length_value;
}

static void bind_text(MYSQL_BIND *bind, const char *text)
{
	bind_run(bind, MYSQL_TYPE_STRING, text, text != NULL ? strlen(text) : 0);
}

static void bind_date(MYSQL_BIND *bind, union param_value *value, struct date date)
{
	if (date_is_none(date)) {
		bind_nothing(bind);
		return;
	}
	value->time = (MYSQL_TIME){ .time_type = MYSQL_TIMESTAMP_DATE };
	set_day(&value->time, date);
	bind->buffer_type = MYSQL_TYPE_DATE;
	bind->buffer = &value->time;
}

static void bind_timestamp(MYSQL_BIND *bind, union param_value *value, struct timestamp at)
{
	static const int64_t day_us = INT64_C(86400000000);
	int64_t days, us;

	if (timestamp_is_none(at)) {
		bind_nothing(bind);
		return;
	}
	days = at.us / day_us;
	us = at.us % day_us;
	if (us < 0) {
		us += day_us;
		days--;
	}
	value->time = (MYSQL_TIME){ .time_type = MYSQL_TIMESTAMP_DATETIME, .second_part = (unsigned long)(us % 1000000) };
	set_day(&value->time, (struct date){ .day = (int32_t)days });
	us /= 1000000;
	value->time.hour = (unsigned int)(us / 3600);
	value->time.minute = (unsigned int)(us / 60 % 60);
	value->time.second = (unsigned int)(us % 60);
	bind->buffer_type = MYSQL_TYPE_DATETIME;
	bind->buffer = &value->time;
}

static enum err bind_enum(struct db *db, MYSQL_BIND *bind, const struct column *column, uint32_t number)
{
	uint32_t count = 0;

	while (column->names[count] != NULL)
		count++;
	if (number >= count)
		return fault_note(db->fault, E_INTERNAL, "database: %s has no name for %u", column->name, number);
	bind_text(bind, column->names[number]);
	return OK;
}

static enum err bind_column(struct db *db, MYSQL_BIND *bind, union param_value *value, const struct column *column,
			    const void *at)
{
	switch (column->type) {
	case COLUMN_INT64:
		bind_number(bind, value, *(const int64_t *)at);
		return OK;
	case COLUMN_UINT32:
		if (column->names != NULL)
			return bind_enum(db, bind, column, *(const uint32_t *)at);
		bind_small(bind, value, *(const uint32_t *)at);
		return OK;
	case COLUMN_BOOL:
		bind_flag(bind, value, *(const bool *)at);
		return OK;
	case COLUMN_TEXT:
		bind_text(bind, *(const char *const *)at);
		return OK;
	case COLUMN_MONEY:
		bind_number(bind, value, ((const struct money *)at)->fen);
		return OK;
	case COLUMN_DATE:
		bind_date(bind, value, *(const struct date *)at);
		return OK;
	case COLUMN_TIMESTAMP:
		bind_timestamp(bind, value, *(const struct timestamp *)at);
		return OK;
	case COLUMN_BYTES: {
		const struct bytes *bytes = at;

		bind_run(bind, MYSQL_TYPE_BLOB, bytes->data, bytes->length);
		return OK;
	}
	case COLUMN_NOTHING:
		break;
	}
	return fault_note(db->fault, E_INTERNAL, "database: column %s has no type", column->name);
}

static enum err bind_letter(struct db *db, MYSQL_BIND *bind, union param_value *value, char letter, struct arguments *arguments)
{
	switch (letter) {
	case 'i': bind_number(bind, value, va_arg(arguments->list, int64_t)); return OK;
	case 'u': bind_small(bind, value, va_arg(arguments->list, uint32_t)); return OK;
	case 'b': bind_flag(bind, value, va_arg(arguments->list, int) != 0); return OK;
	case 's': bind_text(bind, va_arg(arguments->list, const char *)); return OK;
	case 'm': bind_number(bind, value, va_arg(arguments->list, struct money).fen); return OK;
	case 'd': bind_date(bind, value, va_arg(arguments->list, struct date)); return OK;
	case 't': bind_timestamp(bind, value, va_arg(arguments->list, struct timestamp)); return OK;
	case 'x': {
		const struct bytes bytes = va_arg(arguments->list, struct bytes);

		bind_run(bind, MYSQL_TYPE_BLOB, bytes.data, bytes.length);
		return OK;
	}
	default:
		return fault_note(db->fault, E_INTERNAL, "database: no parameter is of type '%c'", letter);
	}
}

static void forget_values(struct prepared *prepared)
{
	memset(prepared->params, 0, prepared->param_count * sizeof *prepared->params);
	memset(prepared->values, 0, prepared->param_count * sizeof *prepared->values);
}

enum err db_bind_row(struct db *db, struct prepared *prepared, const void *record)
{
	const struct shape *shape = prepared->statement->bind;

	forget_values(prepared);
	for (size_t i = 0; i < shape->count; i++)
		TRY(bind_column(db, &prepared->params[i], &prepared->values[i], &shape->columns[i],
				column_at(&shape->columns[i], record)));
	return OK;
}

enum err db_bind_params(struct db *db, struct prepared *prepared, struct arguments *arguments)
{
	const struct statement *statement = prepared->statement;

	if (prepared->param_count == 0)
		return OK;
	if (statement->bind != NULL) {
		TRY(db_bind_row(db, prepared, va_arg(arguments->list, const void *)));
	} else {
		forget_values(prepared);
		for (size_t i = 0; i < prepared->param_count; i++)
			TRY(bind_letter(db, &prepared->params[i], &prepared->values[i], statement->params[i], arguments));
	}
	if (mysql_stmt_bind_param(prepared->handle, prepared->params) != 0)
		return db_note_error(db, mysql_stmt_errno(prepared->handle), mysql_stmt_sqlstate(prepared->handle),
				     statement->sql);
	return OK;
}

static char *like(struct arena *arena, const char *before, const char *words)
{
	struct buffer pattern;

	buffer_init(&pattern, arena, 64);
	buffer_append_string(&pattern, before);
	for (const char *c = words != NULL ? words : ""; *c != '\0'; c++) {
		if (*c == '%' || *c == '_' || *c == '\\')
			buffer_append_char(&pattern, '\\');
		buffer_append_char(&pattern, *c);
	}
	buffer_append_char(&pattern, '%');
	return pattern.data;
}

char *db_like_start(struct arena *arena, const char *words)
{
	return like(arena, "", words);
}

char *db_like_part(struct arena *arena, const char *words)
{
	return like(arena, "%", words);
}
