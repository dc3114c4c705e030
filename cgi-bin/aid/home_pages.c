/* The first page: what aid there is to ask for, the doors of the program, and whom to ask in every county. */
#include "app/app.h"
#include "domain/office/county.h"
#include "rooms.h"

static enum err show(struct request *request, struct response *response)
{
	struct rows counties;

	TRY(county_list(request->db, request->arena, &counties));
	view_put_rows(response->view, "counties", &county_shape, counties);
	return respond_page(request, response, "aid/home");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/", .role = ANYONE, .page = show, .cache = CACHE_PUBLIC_SECOND },
	{ 0 } };

static const char *const pages[] = { "aid/home", NULL };

static const struct statement *const *const statements[] = { county_statements, NULL };

const struct room home_room = { .name = "home", .routes = routes, .pages = pages, .statements = statements };
