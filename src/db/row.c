#include "db/connection.h"

#include <string.h>

enum { binary_charset = 63 };

const struct shape db_number = { .name = "number", .size = sizeof(int64_t), .count = 1,
	.columns = (const struct column[]){ { .name = "n", .type = COLUMN_INT64 } } };

static bool is_integer(enum enum_field_types type)
{
	return type == MYSQL_TYPE_TINY || type == MYSQL_TYPE_SHORT || type == MYSQL_TYPE_INT24 || type == MYSQL_TYPE_LONG ||
	       type == MYSQL_TYPE_LONGLONG;
}

static bool is_run(enum enum_field_types type)
{
	return type == MYSQL_TYPE_STRING || type == MYSQL_TYPE_VAR_STRING || type == MYSQL_TYPE_VARCHAR ||
	       type == MYSQL_TYPE_BLOB || type == MYSQL_TYPE_TINY_BLOB || type == MYSQL_TYPE_MEDIUM_BLOB ||
	       type == MYSQL_TYPE_LONG_BLOB;
}

const char *row_objection(const struct column *column, const MYSQL_FIELD *field)
{
	const enum enum_field_types type = field->type;

	if (strcmp(column->name, field->name) != 0)
		return "is called otherwise in the result";
	switch (column->type) {
	case COLUMN_INT64:
	case COLUMN_MONEY:
	case COLUMN_BOOL:
		if (type == MYSQL_TYPE_NEWDECIMAL)
			return "is DECIMAL: cast it AS SIGNED";
		return is_integer(type) ? NULL : "is no integer";
	case COLUMN_UINT32:
		if (column->names == NULL)
			return is_integer(type) ? NULL : "is no integer";
		return is_run(type) && field->charsetnr != binary_charset ? NULL : "is no text to name an enumeration";
	case COLUMN_TEXT:
		return is_run(type) && field->charsetnr != binary_charset ? NULL : "is no text";
	case COLUMN_BYTES:
		return is_run(type) && field->charsetnr == binary_charset ? NULL : "is not binary";
	case COLUMN_DATE:
		return type == MYSQL_TYPE_DATE ? NULL : "is no DATE";
	case COLUMN_TIMESTAMP:
		return type == MYSQL_TYPE_DATETIME || type == MYSQL_TYPE_TIMESTAMP ? NULL : "is no DATETIME";
	case COLUMN_NOTHING:
		break;
	}
	return "has no type";
}

static void refuse(struct row_reader *reader, const struct column *column, const char *reason)
{
	if (reader->refused == NULL) {
		reader->refused = column;
		reader->reason = reason;
	}
}

/* The protocol's numbers are little-endian. */
static uint64_t take(unsigned char **at, size_t bytes)
{
	uint64_t number = 0;

	for (size_t i = 0; i < bytes; i++)
		number |= (uint64_t)(*at)[i] << (8 * i);
	*at += bytes;
	return number;
}

static size_t take_length(unsigned char **at)
{
	const unsigned char first = *(*at)++;

	switch (first) {
	case 252: return (size_t)take(at, 2);
	case 253: return (size_t)take(at, 3);
	case 254: return (size_t)take(at, 8);
	default: return first;
	}
}

static int64_t take_integer(struct row_reader *reader, const struct column *column, const struct wire *wire,
			    unsigned char **at)
{
	uint64_t number;

	switch (wire->type) {
	case MYSQL_TYPE_TINY:
		number = take(at, 1);
		return wire->is_unsigned ? (int64_t)number : (int8_t)number;
	case MYSQL_TYPE_SHORT:
		number = take(at, 2);
		return wire->is_unsigned ? (int64_t)number : (int16_t)number;
	case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONG:
		number = take(at, 4);
		return wire->is_unsigned ? (int64_t)number : (int32_t)number;
	default:
		number = take(at, 8);
		if (wire->is_unsigned && number > INT64_MAX)
			refuse(reader, column, "is above the largest int64");
		return (int64_t)number;
	}
}

static uint32_t take_small(struct row_reader *reader, const struct column *column, const struct wire *wire,
			   unsigned char **at)
{
	const int64_t number = take_integer(reader, column, wire, at);

	if (number < 0 || number > UINT32_MAX)
		refuse(reader, column, "does not fit 32 bits");
	return (uint32_t)number;
}

static bool take_flag(struct row_reader *reader, const struct column *column, const struct wire *wire, unsigned char **at)
{
	const int64_t number = take_integer(reader, column, wire, at);

	if (number != 0 && number != 1)
		refuse(reader, column, "is neither 0 nor 1");
	return number != 0;
}

static uint32_t take_name(struct row_reader *reader, const struct column *column, unsigned char **at)
{
	const size_t length = take_length(at);
	const unsigned char *name = *at;

	*at += length;
	for (uint32_t i = 0; column->names[i] != NULL; i++)
		if (strlen(column->names[i]) == length && memcmp(column->names[i], name, length) == 0)
			return i;
	refuse(reader, column, "is not among the names of its enumeration");
	return 0;
}

static const char *take_text(struct arena *arena, unsigned char **at)
{
	const size_t length = take_length(at);
	const char *text = arena_copy(arena, (const char *)*at, length);

	*at += length;
	return text;
}

static struct bytes take_bytes(struct arena *arena, unsigned char **at)
{
	const size_t length = take_length(at);
	const struct bytes bytes = { .data = (const uint8_t *)arena_copy(arena, (const char *)*at, length), .length = length };

	*at += length;
	return bytes;
}

static struct date take_day(struct row_reader *reader, const struct column *column, unsigned char **at)
{
	struct civil civil;

	civil.year = (int)take(at, 2);
	civil.month = (int)take(at, 1);
	civil.day = (int)take(at, 1);
	if (!civil_is_valid(civil)) {
		refuse(reader, column, "is no day that exists");
		return (struct date){ .day = DATE_NONE_DAY };
	}
	return date_from_civil(civil);
}

/* 0000-00-00 is sent with no bytes at all. */
static struct date take_date(struct row_reader *reader, const struct column *column, unsigned char **at)
{
	unsigned char *cursor = *at + 1;
	const size_t length = **at;

	*at = cursor + length;
	if (length < 4) {
		refuse(reader, column, "is no day that exists");
		return (struct date){ .day = DATE_NONE_DAY };
	}
	return take_day(reader, column, &cursor);
}

/* 4 bytes at midnight, 7 without a fraction of a second, else 11. */
static struct timestamp take_timestamp(struct row_reader *reader, const struct column *column, unsigned char **at)
{
	unsigned char *cursor = *at + 1;
	const size_t length = **at;
	struct timestamp stamp = { .us = TIMESTAMP_NONE_US };
	struct date date;
	uint64_t us = 0;

	*at = cursor + length;
	if (length < 4) {
		refuse(reader, column, "is no day that exists");
		return stamp;
	}
	date = take_day(reader, column, &cursor);
	if (date_is_none(date))
		return stamp;
	if (length >= 7) {
		us = take(&cursor, 1) * 3600;
		us += take(&cursor, 1) * 60;
		us += take(&cursor, 1);
		us *= 1000000;
	}
	if (length >= 11)
		us += take(&cursor, 4);
	stamp.us = (int64_t)date.day * INT64_C(86400000000) + (int64_t)us;
	return stamp;
}

/* The row is zeroed before, so that texts and bytes are nothing already. */
static void read_null(struct row_reader *reader, const struct column *column, void *field)
{
	if (!column->nullable)
		refuse(reader, column, "is NULL");
	else if (column->type == COLUMN_DATE)
		((struct date *)field)->day = DATE_NONE_DAY;
	else if (column->type == COLUMN_TIMESTAMP)
		((struct timestamp *)field)->us = TIMESTAMP_NONE_US;
	else if (column->type != COLUMN_TEXT && column->type != COLUMN_BYTES)
		refuse(reader, column, "is NULL, which its type cannot hold");
}

void row_read_column(void *context, unsigned int index, unsigned char **at)
{
	struct row_reader *reader = context;
	const struct column *column = &reader->shape->columns[index];
	const struct wire *wire = &reader->wires[index];
	void *field = reader->row + column->offset;

	if (at == NULL) {
		read_null(reader, column, field);
		return;
	}
	switch (column->type) {
	case COLUMN_INT64: *(int64_t *)field = take_integer(reader, column, wire, at); break;
	case COLUMN_MONEY: ((struct money *)field)->fen = take_integer(reader, column, wire, at); break;
	case COLUMN_BOOL: *(bool *)field = take_flag(reader, column, wire, at); break;
	case COLUMN_TEXT: *(const char **)field = take_text(reader->arena, at); break;
	case COLUMN_BYTES: *(struct bytes *)field = take_bytes(reader->arena, at); break;
	case COLUMN_DATE: *(struct date *)field = take_date(reader, column, at); break;
	case COLUMN_TIMESTAMP: *(struct timestamp *)field = take_timestamp(reader, column, at); break;
	case COLUMN_UINT32:
		if (column->names != NULL)
			*(uint32_t *)field = take_name(reader, column, at);
		else
			*(uint32_t *)field = take_small(reader, column, wire, at);
		break;
	case COLUMN_NOTHING: break;	/* row_objection lets none through */
	}
}
