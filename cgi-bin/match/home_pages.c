/* The first page: what pairing is, what a family promises, and the doors of the program. */
#include "app/app.h"
#include "app/dispatch.h"
#include "domain/office/county.h"
#include "rooms.h"

/* Where people go on from here. A door is shown where the program has a page behind it; its words are the template's: open/apply, …. */
static const char *const doors[] = { "apply", "sign-in", "guardian", "concern", NULL };

static void put_doors(struct request *request, struct response *response)
{
	for (const char *const *door = doors; *door != NULL; door++) {
		struct request other = { .arena = request->arena };
		const char *allowed, *path = arena_print(request->arena, "/%s", *door);

		view_put_flag(response->view, arena_print(request->arena, "open/%s", *door),
			      dispatch_route(request->app->program, &other, GET, path, &allowed) == 0);
	}
}

static enum err show(struct request *request, struct response *response)
{
	struct rows counties;

	TRY(county_list(request->db, request->arena, &counties));
	view_put_rows(response->view, "counties", &county_shape, counties);
	put_doors(request, response);
	return respond_page(request, response, "match/home");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/", .role = ANYONE, .page = show, .cache = CACHE_PUBLIC_SECOND },
	{ 0 } };

static const char *const pages[] = { "match/home", NULL };

static const struct statement *const *const statements[] = { county_statements, NULL };

const struct room home_room = { .name = "home", .routes = routes, .pages = pages, .statements = statements };
