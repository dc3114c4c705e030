#include "app/list.h"

#include <string.h>

#include "app/app.h"
#include "app/room.h"
#include "http/query.h"

struct list {
	const char *path;	/* without any state */
	bool filtered;
	const char *sort;	/* as typed; nothing: the usual order */
	const char *first, *next;
};

static const struct shape list_shape = SHAPE(list,
	COLUMN(list, path), COLUMN(list, filtered), COLUMN(list, sort, .nullable = true),
	COLUMN(list, first, .nullable = true), COLUMN(list, next, .nullable = true));

struct order {
	const char *url, *order;
};

static const struct shape order_shape = SHAPE(order, COLUMN(order, url), COLUMN(order, order));

static const char sort_field[] = "sort", after_field[] = "after", down[] = "_down";

static const char *typed(const struct request *request, const char *name)
{
	for (size_t i = 0; request->form != NULL && i < request->form->count; i++)
		if (strcmp(request->form->states[i].name, name) == 0)
			return request->form->states[i].typed;
	return "";
}

/* The address with its state but for `sort` and `after`, which are given; "" or NULL leaves one out. */
static const char *address(const struct request *request, const char *path, const char *sort, const char *after)
{
	struct buffer query;

	buffer_init(&query, request->arena, 128);
	for (const struct field *field = request->route->query; field != NULL && field->column.name != NULL; field++)
		if (strcmp(field->column.name, sort_field) != 0 && strcmp(field->column.name, after_field) != 0)
			query_append(&query, field->column.name, typed(request, field->column.name));
	query_append(&query, sort_field, sort);
	query_append(&query, after_field, after);
	return arena_print(request->arena, "%s%s", path, query.data);
}

static bool is_filtered(const struct request *request)
{
	for (const struct field *field = request->route->query; field != NULL && field->column.name != NULL; field++)
		if (strcmp(field->column.name, sort_field) != 0 && strcmp(field->column.name, after_field) != 0 &&
		    typed(request, field->column.name)[0] != '\0')
			return true;
	return false;
}

static const char *const *sort_names(const struct request *request)
{
	for (const struct field *field = request->route->query; field != NULL && field->column.name != NULL; field++)
		if (strcmp(field->column.name, sort_field) == 0)
			return field->column.names;
	return NULL;
}

static size_t stem_length(const char *name)
{
	const size_t length = strlen(name), tail = sizeof down - 1;

	return length > tail && strcmp(name + length - tail, down) == 0 ? length - tail : length;
}

/* One column's head: its order now, and the link that turns it round, or to it. */
static void put_order(struct request *request, struct response *response, const struct list *list, const char *const *names,
		      const char *name, const char *now)
{
	struct order *order = ARENA_NEW(request->arena, struct order);
	const char *stem = arena_copy(request->arena, name, stem_length(name));
	const char *other = arena_print(request->arena, "%s%s", stem, down);
	const bool up_now = strcmp(now, stem) == 0, down_now = strcmp(now, other) == 0;
	const char *wanted = up_now ? other : stem;

	if (column_name_index(names, wanted) < 0)
		wanted = name;
	order->url = address(request, list->path, wanted, NULL);
	order->order = up_now ? "ascending" : down_now ? "descending" : "none";
	view_put(response->view, arena_print(request->arena, "sort/%s", stem), &order_shape, order);
}

void list_put(struct request *request, struct response *response, const char *next_after)
{
	struct list *list = ARENA_NEW(request->arena, struct list);
	const char *const *names = sort_names(request);
	const char *sort = typed(request, sort_field);

	list->path = arena_print(request->arena, "%s%s", request->app->mount, request->shown_path);
	list->filtered = is_filtered(request);
	list->sort = sort[0] != '\0' ? sort : NULL;
	list->first = typed(request, after_field)[0] != '\0' ? address(request, list->path, sort, NULL) : NULL;
	list->next = next_after != NULL ? address(request, list->path, sort, next_after) : NULL;
	view_put(response->view, "list", &list_shape, list);
	for (size_t i = 0; names != NULL && names[i] != NULL; i++)
		put_order(request, response, list, names, names[i], sort[0] != '\0' ? sort : names[0]);
}
