/* The campaigns as open data, and fragments for the portal's own pages. */
#include "app/app.h"
#include "domain/giving/campaign.h"
#include "domain/giving/gift.h"
#include "rooms.h"
#include "view/feed.h"

enum { feed_campaigns = 500, fragment_gifts = 8 };

static const char xml_namespace[] = "urn:yimeng:campaigns:1";

/* The campaigns that take pledges today, those that end first first: all of them, as far as a city has some hundreds. */
static enum err list_open(struct request *request, struct rows *out)
{
	const struct campaign_search search = { .scope = CAMPAIGN_SCOPE_OPEN, .sort = CAMPAIGN_SORT_ENDING, .page = 1,
						.rows = feed_campaigns };
	bool more;

	return campaign_list(request->db, request->arena, &search, request->today, out, &more);
}

static enum err show_xml(struct request *request, struct response *response)
{
	struct buffer body;
	struct rows rows;

	TRY(list_open(request, &rows));
	buffer_init(&body, request->arena, 16384);
	feed_xml(&body, "campaigns", xml_namespace, request->now, &campaign_shape, rows);
	return respond_bytes(request, response, "application/xml; charset=utf-8", &body);
}

static enum err show_json(struct request *request, struct response *response)
{
	struct buffer body;
	struct rows rows;

	TRY(list_open(request, &rows));
	buffer_init(&body, request->arena, 16384);
	feed_json(&body, "campaigns", request->now, &campaign_shape, rows);
	return respond_bytes(request, response, "application/json; charset=utf-8", &body);
}

static enum err show_rss(struct request *request, struct response *response)
{
	const struct feed_channel channel = {
		.title = request->app->settings.title, .description = request->app->settings.organiser,
		.link = request_url(request, "/"), .self = request_url(request, "/campaigns.rss"),
		.item_title = "title", .item_description = "summary", .item_published = "updated_at",
		.item_link_column = "id", .item_link_prefix = request_url(request, "/campaigns/") };
	struct buffer body;
	struct rows rows;

	TRY(list_open(request, &rows));
	buffer_init(&body, request->arena, 16384);
	feed_rss(&body, &channel, request->now, &campaign_shape, rows);
	return respond_bytes(request, response, "application/rss+xml; charset=utf-8", &body);
}

static enum err show_totals(struct request *request, struct response *response)
{
	struct campaign_totals totals;

	TRY(campaign_sum(request->db, request->arena, request->today, &totals));
	view_put(response->view, "totals", &campaign_totals_shape, &totals);
	return respond_fragment(request, response, "pledge/fragment_totals");
}

static enum err show_gifts(struct request *request, struct response *response)
{
	struct rows gifts;

	TRY(gift_list_latest(request->db, request->arena, 0, fragment_gifts, &gifts));
	view_put_rows(response->view, "gifts", &gift_shape, gifts);
	return respond_fragment(request, response, "pledge/fragment_gifts");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/campaigns.xml", .role = ANYONE, .page = show_xml, .cache = CACHE_PUBLIC_MINUTE },
	{ .method = GET, .path = "/campaigns.json", .role = ANYONE, .page = show_json, .cache = CACHE_PUBLIC_MINUTE },
	{ .method = GET, .path = "/campaigns.rss", .role = ANYONE, .page = show_rss, .cache = CACHE_PUBLIC_MINUTE },
	{ .method = GET, .path = "/fragments/totals", .role = ANYONE, .page = show_totals, .cache = CACHE_PUBLIC_SECOND,
	  .kind = ROUTE_FRAGMENT },
	{ .method = GET, .path = "/fragments/gifts", .role = ANYONE, .page = show_gifts, .cache = CACHE_PUBLIC_SECOND,
	  .kind = ROUTE_FRAGMENT },
	{ 0 } };

static const char *const pages[] = { "pledge/fragment_totals", "pledge/fragment_gifts", NULL };

static const struct statement *const *const statements[] = { campaign_statements, gift_statements, NULL };

const struct room feed_room = { .name = "feed", .routes = routes, .pages = pages, .statements = statements };
