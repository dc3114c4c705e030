#include "view/value.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct view *view_new(struct arena *arena, const struct template_set *set, size_t language)
{
	struct view *view = arena_alloc(arena, sizeof *view + set->names.count * sizeof view->values[0]);

	view->arena = arena;
	view->set = set;
	view->language = language < set->language_count ? language : 0;
	return view;
}

/* A name no template asks for has no number, and nothing to do. */
static void put(struct view *view, const char *name, const struct value *value)
{
	uint32_t number;

	if (symbols_find(&view->set->names, name, &number))
		view->values[number] = *value;
}

void view_put(struct view *view, const char *name, const struct shape *shape, const void *record)
{
	put(view, name, &(struct value){ .kind = record ? VALUE_RECORD : VALUE_NOTHING, .row = record, .shape = shape });
}

void view_put_rows(struct view *view, const char *name, const struct shape *shape, struct rows rows)
{
	put(view, name, &(struct value){ .kind = VALUE_ROWS, .row = rows.row, .count = rows.count, .shape = shape });
}

void view_put_text(struct view *view, const char *name, const char *text)
{
	put(view, name, &(struct value){ .kind = text ? VALUE_TEXT : VALUE_NOTHING, .text = text });
}

void view_put_flag(struct view *view, const char *name, bool flag)
{
	put(view, name, &(struct value){ .kind = VALUE_FLAG, .flag = flag });
}

void view_put_int(struct view *view, const char *name, int64_t number)
{
	put(view, name, &(struct value){ .kind = VALUE_INTEGER, .integer = number });
}

/* An enumeration's value beyond its names is memory that was never one: it leads nowhere. */
static void read_number(const struct column *column, uint32_t number, struct value *out)
{
	out->kind = VALUE_INTEGER;
	out->integer = number;
	if (!column->names)
		return;
	out->kind = VALUE_CHOICE;
	out->names = column->names;
	out->choice = number;
	for (uint32_t i = 0; i <= number && out->kind == VALUE_CHOICE; i++) {
		if (!column->names[i])
			out->kind = VALUE_MISSING;
	}
}

static void read_bytes(const struct bytes *bytes, struct value *out)
{
	out->kind = bytes->data ? VALUE_OPAQUE : VALUE_NOTHING;
}

static void read_column(const struct column *column, const void *row, struct value *out)
{
	const void *at = column_at(column, row);

	switch (column->type) {
	case COLUMN_INT64:
		out->kind = VALUE_INTEGER;
		out->integer = *(const int64_t *)at;
		return;
	case COLUMN_UINT32:
		read_number(column, *(const uint32_t *)at, out);
		return;
	case COLUMN_BOOL:
		out->kind = VALUE_FLAG;
		out->flag = *(const bool *)at;
		return;
	case COLUMN_TEXT:
		out->text = *(const char *const *)at;
		out->kind = out->text ? VALUE_TEXT : VALUE_NOTHING;
		return;
	case COLUMN_MONEY:
		out->kind = VALUE_MONEY;
		out->money = *(const struct money *)at;
		return;
	case COLUMN_DATE:
		out->date = *(const struct date *)at;
		out->kind = date_is_none(out->date) ? VALUE_NOTHING : VALUE_DATE;
		return;
	case COLUMN_TIMESTAMP:
		out->timestamp = *(const struct timestamp *)at;
		out->kind = timestamp_is_none(out->timestamp) ? VALUE_NOTHING : VALUE_TIMESTAMP;
		return;
	case COLUMN_BYTES:
		read_bytes(at, out);
		return;
	case COLUMN_NOTHING:
		break;
	}
	out->kind = VALUE_MISSING;
}

const struct column *value_search_column(struct step *step, const struct shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		if (strcmp(shape->columns[i].name, step->name) != 0)
			continue;
		atomic_store_explicit(&step->column, &shape->columns[i], memory_order_relaxed);
		return &shape->columns[i];
	}
	return NULL;
}

/* `record` may be `out`. */
static void enter_record(struct step *step, const struct value *record, struct value *out)
{
	const struct column *column = value_find_column(step, record->shape);

	if (column)
		read_column(column, record->row, out);
	else
		out->kind = VALUE_MISSING;
}

static bool is_number(const char *name, int64_t number)
{
	char *end;

	errno = 0;
	return strtoll(name, &end, 10) == number && *end == '\0' && errno == 0;
}

/* One name further: into a record, or the question whether a text, a number or an enumeration has that value. */
static void take_step(struct step *step, struct value *out)
{
	int index;

	switch (out->kind) {
	case VALUE_RECORD:
		enter_record(step, out, out);
		return;
	case VALUE_TEXT:
		out->flag = strcmp(out->text, step->name) == 0;
		out->kind = VALUE_FLAG;
		return;
	case VALUE_CHOICE:
		index = column_name_index(out->names, step->name);
		out->flag = index >= 0 && (uint32_t)index == out->choice;
		out->kind = index >= 0 ? VALUE_FLAG : VALUE_MISSING;
		return;
	case VALUE_INTEGER:
		out->flag = is_number(step->name, out->integer);
		out->kind = VALUE_FLAG;
		return;
	case VALUE_NOTHING:
		return;
	case VALUE_MISSING: case VALUE_DEFAULT: case VALUE_STRING: case VALUE_FLAG: case VALUE_MONEY:
	case VALUE_DATE: case VALUE_TIMESTAMP: case VALUE_ROWS: case VALUE_OPAQUE:
		break;
	}
	out->kind = VALUE_MISSING;
}

static void read_loop(const struct local *loop, enum loop_fact fact, struct value *out)
{
	out->kind = VALUE_FLAG;
	switch (fact) {
	case LOOP_INDEX:
		out->kind = VALUE_INTEGER;
		out->integer = (int64_t)loop->index;
		return;
	case LOOP_NUMBER:
		out->kind = VALUE_INTEGER;
		out->integer = (int64_t)loop->index + 1;
		return;
	case LOOP_FIRST:
		out->flag = loop->index == 0;
		return;
	case LOOP_LAST:
		out->flag = loop->index + 1 == loop->count;
		return;
	case LOOP_EVEN:
		out->flag = loop->index % 2 == 0;
		return;
	case LOOP_ODD:
		out->flag = loop->index % 2 == 1;
		return;
	}
}

void value_resolve(const struct view *view, const struct local *locals, const struct path *path, struct value *out)
{
	const struct value *root;
	uint32_t at;

	if (path->root == ROOT_LOOP) {
		read_loop(&locals[path->local], path->fact, out);
		return;
	}
	root = value_find_root(view, locals, path, &at);
	if (root->kind == VALUE_RECORD && at < path->count)	/* by far the most: no copy of what is left at once */
		enter_record(&path->steps[at++], root, out);
	else
		*out = *root;
	for (; at < path->count; at++)
		take_step(&path->steps[at], out);
}

bool value_is_true(const struct value *value)
{
	switch (value->kind) {
	case VALUE_TEXT:
		return value->text[0] != '\0';
	case VALUE_INTEGER:
		return value->integer != 0;
	case VALUE_FLAG:
		return value->flag;
	case VALUE_MONEY:
		return value->money.fen != 0;
	case VALUE_ROWS:
		return value->count != 0;
	case VALUE_DATE: case VALUE_TIMESTAMP: case VALUE_CHOICE: case VALUE_RECORD: case VALUE_OPAQUE:
		return true;
	case VALUE_MISSING: case VALUE_NOTHING: case VALUE_DEFAULT: case VALUE_STRING:
		break;
	}
	return false;
}
