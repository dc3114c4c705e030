/* New telephones of givers: what waits, and the decision. */
#include "app/app.h"
#include "app/session.h"
#include "app/staff.h"
#include "domain/giving/telephone_change.h"
#include "domain/office/outbox.h"
#include "reason.h"
#include "rooms.h"

static enum err show(struct request *request, struct response *response)
{
	struct campaign_reach reach;
	struct rows rows;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(telephone_change_list(request->db, request->arena, request->app->keyring, &reach, &rows));
	view_put_rows(response->view, "changes", &telephone_change_shape, rows);
	view_put_int(response->view, "chosen", request->path.id);
	session_put_token(request, response, "grant");
	session_put_token(request, response, "refuse");
	return respond_page(request, response, "admin/telephones");
}

static enum err decide(struct request *request, struct response *response, bool granted)
{
	const struct reason_input *input = request->input;
	struct campaign_reach reach;

	TRY(campaign_reach_of(request->db, request->arena, request->actor, &reach));
	TRY(telephone_change_decide(request->db, request->arena, request->app->keyring, request->actor, &reach, request->path.id,
				    granted, input->reason, request->now));
	return respond_see_other(request, response, "/telephones?said=decided");
}

static enum err grant(struct request *request, struct response *response)
{
	return decide(request, response, true);
}

static enum err refuse(struct request *request, struct response *response)
{
	return decide(request, response, false);
}

static const struct route routes[] = {
	{ .method = GET, .path = "/telephones", .role = STAFF, .action = ACTION_PERSONAL_REQUEST, .page = show, .form = reason_form },
	{ .method = POST, .path = "/telephones/{id}/grant", .role = STAFF, .action = ACTION_PERSONAL_REQUEST, .page = grant,
	  .form = optional_reason_form, .form_size = sizeof(struct reason_input), .form_name = "grant", .again = show },
	{ .method = POST, .path = "/telephones/{id}/refuse", .role = STAFF, .action = ACTION_PERSONAL_REQUEST, .page = refuse,
	  .form = reason_form, .form_size = sizeof(struct reason_input), .form_name = "refuse", .again = show },
	{ 0 } };

static const char *const pages[] = { "admin/telephones", NULL };

static const struct statement *const *const statements[] = { telephone_change_statements, outbox_put_statements, NULL };

const struct room telephone_room = { .name = "telephone", .routes = routes, .pages = pages, .statements = statements };
