/* A family's service record, to print. */
#include "app/app.h"
#include "domain/pairing/record.h"
#include "rooms.h"

static enum err show(struct request *request, struct response *response)
{
	struct record *record = ARENA_NEW(request->arena, struct record);
	struct rows visits, years;

	TRY(record_of(request->db, request->arena, request->app->keyring, request->family->id, request->today, record, &visits, &years));
	view_put(response->view, "record", &record_shape, record);
	view_put_rows(response->view, "visits", &record_visit_shape, visits);
	view_put_rows(response->view, "years", &record_year_shape, years);
	return respond_page(request, response, "match/record");
}

static const struct route routes[] = { { .method = GET, .path = "/record", .role = FAMILY, .page = show }, { 0 } };

static const char *const pages[] = { "match/record", NULL };

static const struct statement *const *const statements[] = { record_statements, NULL };

const struct room record_room = { .name = "record", .routes = routes, .pages = pages, .statements = statements };
