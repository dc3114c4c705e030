/* One table says what a row of data is made of. The same table binds a row from the database, feeds a template by
 * name, takes a form's fields, and writes XML and JSON.
 *
 *	struct campaign { int64_t id; const char *title; struct money goal; struct date ends; };
 *	const struct shape campaign_shape = SHAPE(campaign,
 *		COLUMN(campaign, id), COLUMN(campaign, title), COLUMN(campaign, goal), COLUMN(campaign, ends));
 *
 * A column that may be NULL says `.nullable = true` and has a type that can hold nothing: text and bytes (NULL),
 * date and timestamp (their none). An enumeration is an `enum` field with `.names`: in the database, in a form and in a
 * feed it is its name; a template asks `campaign/state/open`. */
#ifndef YM_BASE_COLUMN_H
#define YM_BASE_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/date.h"
#include "base/money.h"

enum column_type {
	COLUMN_NOTHING = 0,	/* ends no table by accident: an invalid type */
	COLUMN_INT64,
	COLUMN_UINT32,		/* also an enum: with .names it travels by name */
	COLUMN_BOOL,
	COLUMN_TEXT,		/* const char *, UTF-8, NUL-terminated */
	COLUMN_MONEY,
	COLUMN_DATE,
	COLUMN_TIMESTAMP,
	COLUMN_BYTES
};

struct column {
	const char *name;
	size_t offset;
	enum column_type type;
	bool nullable;
	const char *const *names;	/* of an enumeration: index = value; NULL-terminated */
};

struct shape {
	const char *name;		/* of one row: the XML element, the sqitch-independent noun */
	size_t size;			/* of the struct */
	const struct column *columns;
	size_t count;
};

#define COLUMN_TYPE_OF(value)                                                                                      \
	_Generic((value),                                                                                          \
		int64_t: COLUMN_INT64, uint32_t: COLUMN_UINT32, bool: COLUMN_BOOL, const char *: COLUMN_TEXT,      \
		struct money: COLUMN_MONEY, struct date: COLUMN_DATE, struct timestamp: COLUMN_TIMESTAMP,          \
		struct bytes: COLUMN_BYTES)

#define COLUMN(struct_name, field, ...)                                                                            \
	{ .name = #field, .offset = offsetof(struct struct_name, field),                                           \
	  .type = COLUMN_TYPE_OF(((struct struct_name *)0)->field), __VA_ARGS__ }

#define SHAPE(struct_name, ...)                                                                                    \
	{ .name = #struct_name, .size = sizeof(struct struct_name),                                                \
	  .columns = (const struct column[]){ __VA_ARGS__ },                                                       \
	  .count = sizeof((const struct column[]){ __VA_ARGS__ }) / sizeof(struct column) }

/* `count` structs of one shape, side by side. */
struct rows {
	const void *row;
	size_t count;
};

/* The column of that name, or NULL. */
const struct column *shape_find(const struct shape *shape, const char *name);

/* The index of `name` in `names`, or -1. */
int column_name_index(const char *const *names, const char *name);

static inline const void *column_at(const struct column *column, const void *row)
{
	return (const char *)row + column->offset;
}

#endif
