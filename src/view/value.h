/* What a path leads to, and the values of one answer. Internal to the view. */
#ifndef YM_VIEW_VALUE_H
#define YM_VIEW_VALUE_H

#include "view/program.h"

enum value_kind {
	VALUE_MISSING = 0,	/* the path leads nowhere */
	VALUE_NOTHING,		/* NULL, or no date */
	VALUE_DEFAULT,		/* what the template has in this place */
	VALUE_STRING,		/* string:…, not put together yet */
	VALUE_TEXT, VALUE_INTEGER, VALUE_FLAG, VALUE_MONEY, VALUE_DATE, VALUE_TIMESTAMP,
	VALUE_CHOICE,		/* of an enumeration */
	VALUE_RECORD, VALUE_ROWS,
	VALUE_OPAQUE		/* bytes: there or not, never shown */
};

struct value {
	enum value_kind kind;
	uint32_t choice;
	union {
		const char *text;
		int64_t integer;
		bool flag;
		struct money money;
		struct date date;
		struct timestamp timestamp;
		const void *row;		/* RECORD, ROWS */
	};
	size_t count;				/* of ROWS */
	union {
		const struct shape *shape;	/* RECORD, ROWS */
		const char *const *names;	/* CHOICE; NULL-terminated */
	};
};

struct view {
	struct arena *arena;
	const struct template_set *set;
	size_t language;
	struct value values[];			/* by the set's name numbers */
};

/* A name of tal:define or tal:repeat while the page is written. */
struct local {
	struct value value;
	size_t index, count;			/* of tal:repeat */
};

const struct column *value_search_column(struct step *step, const struct shape *shape);

/* The column a step names, or NULL. What another thread found is as good as what this one did: a column that lies in the
 * shape's table and once had the name has it still. */
static inline const struct column *value_find_column(struct step *step, const struct shape *shape)
{
	const struct column *column = atomic_load_explicit(&step->column, memory_order_relaxed);

	if ((uintptr_t)column - (uintptr_t)shape->columns < shape->count * sizeof *column)
		return column;
	return value_search_column(step, shape);
}

/* Where a path that is no ROOT_LOOP starts, and how many of its names that takes: a local one, or the longest that was put. */
static inline const struct value *value_find_root(const struct view *view, const struct local *locals, const struct path *path,
						  uint32_t *taken)
{
	uint32_t at = path->count;

	*taken = 1;
	if (path->root == ROOT_LOCAL)
		return &locals[path->local].value;
	while (at > 1 && view->values[path->symbols[at - 1]].kind == VALUE_MISSING)
		at--;
	*taken = at;
	return &view->values[path->symbols[at - 1]];
}

void value_resolve(const struct view *view, const struct local *locals, const struct path *path, struct value *out);

/* Everything but VALUE_DEFAULT and VALUE_STRING, which only a page can decide. */
bool value_is_true(const struct value *value);

#endif
