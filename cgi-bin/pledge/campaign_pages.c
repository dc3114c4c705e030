/* Campaigns: the list with its filter, and one campaign with its needs and latest gifts. */
#include <string.h>

#include "domain/giving/campaign.h"
#include "domain/giving/gift.h"
#include "domain/giving/need.h"
#include "domain/office/county.h"
#include "http/query.h"
#include "rooms.h"

enum { page_max = 500, wall_gifts = 20 };

/* What the list keeps in its address. */
struct list_query {
	const char *county;
	const char *words;
	enum campaign_scope scope;
	enum campaign_sort sort;
	int64_t page;
};

static const struct field list_fields[] = {
	FIELD(list_query, county, .kind = FIELD_DIGITS, .max_chars = 6),
	FIELD(list_query, words, .kind = FIELD_TEXT, .max_chars = 100),
	FIELD_ENUM(list_query, scope, campaign_scope_names),
	FIELD_ENUM(list_query, sort, campaign_sort_names),
	FIELD(list_query, page, .kind = FIELD_INTEGER, .min = 1, .max = page_max),
	{ .kind = FIELD_NONE } };

/* A county in the filter's list. */
struct county_choice {
	const char *code;
	const char *name;
	bool chosen;
};

static const struct shape county_choice_shape = SHAPE(county_choice,
	COLUMN(county_choice, code), COLUMN(county_choice, name), COLUMN(county_choice, chosen));

/* A paragraph of a story. */
struct paragraph {
	const char *text;
};

static const struct shape paragraph_shape = SHAPE(paragraph, COLUMN(paragraph, text));

static enum err put_counties(struct request *request, struct response *response, const char *chosen)
{
	struct rows rows;
	struct county_choice *choices;
	const struct county *counties;

	TRY(county_list(request->db, request->arena, &rows));
	counties = rows.row;
	choices = ARENA_ARRAY(request->arena, struct county_choice, rows.count);
	for (size_t i = 0; i < rows.count; i++)
		choices[i] = (struct county_choice){ counties[i].code, counties[i].name,
						     chosen != NULL && strcmp(chosen, counties[i].code) == 0 };
	view_put_rows(response->view, "counties", &county_choice_shape, (struct rows){ choices, rows.count });
	return OK;
}

/* The same list, another page of it. */
static const char *page_query(struct request *request, const struct list_query *query, int64_t page)
{
	struct buffer out;

	buffer_init(&out, request->arena, 64);
	query_append(&out, "county", query->county);
	query_append(&out, "words", query->words);
	query_append(&out, "scope", campaign_scope_names[query->scope]);
	query_append(&out, "sort", campaign_sort_names[query->sort]);
	query_append(&out, "page", arena_print(request->arena, "%lld", (long long)page));
	return out.data;
}

static enum err show_list(struct request *request, struct response *response)
{
	const struct list_query *query = request->query;
	const int64_t page = query->page > 0 ? query->page : 1;
	const struct campaign_search search = { .county_code = query->county, .words = query->words,
						.scope = query->scope, .sort = query->sort, .page = page };
	struct campaign_totals totals;
	struct rows campaigns;
	bool more = false;

	TRY(campaign_list(request->db, request->arena, &search, request->today, &campaigns, &more));
	TRY(campaign_sum(request->db, request->arena, request->today, &totals));
	TRY(put_counties(request, response, query->county));
	view_put_rows(response->view, "campaigns", &campaign_shape, campaigns);
	view_put(response->view, "totals", &campaign_totals_shape, &totals);
	view_put_flag(response->view, "found", campaigns.count > 0);
	view_put_flag(response->view, "more", more);
	view_put_int(response->view, "page_number", page);
	view_put_text(response->view, "page_previous", page > 1 ? page_query(request, query, page - 1) : NULL);
	view_put_text(response->view, "page_next",
		      more && page < page_max ? page_query(request, query, page + 1) : NULL);
	return respond_page(request, response, "pledge/campaigns");
}

/* A story's paragraphs are divided by blank lines. */
static struct rows split_story(struct arena *arena, const char *story)
{
	struct paragraph *paragraphs = ARENA_ARRAY(arena, struct paragraph, strlen(story) / 2 + 1);
	char *rest = arena_copy_string(arena, story);
	size_t count = 0;

	while (rest != NULL) {
		char *end = strstr(rest, "\n\n");

		if (end != NULL)
			*end = '\0';
		if (*rest != '\0')
			paragraphs[count++].text = rest;
		rest = end != NULL ? end + 2 + strspn(end + 2, "\n") : NULL;
	}
	return (struct rows){ paragraphs, count };
}

static enum err show(struct request *request, struct response *response)
{
	struct campaign campaign;
	struct campaign_detail detail;
	struct rows needs, gifts;

	TRY(campaign_find(request->db, request->arena, request->path.id, request->today, &campaign));
	TRY(campaign_find_detail(request->db, request->arena, campaign.id, &detail));
	TRY(need_list(request->db, request->arena, campaign.id, &needs));
	TRY(gift_list_latest(request->db, request->arena, campaign.id, wall_gifts, &gifts));

	view_put(response->view, "campaign", &campaign_shape, &campaign);
	view_put(response->view, "detail", &campaign_detail_shape, &detail);
	view_put_rows(response->view, "paragraphs", &paragraph_shape, split_story(request->arena, detail.story));
	view_put_rows(response->view, "needs", &need_shape, needs);
	view_put_rows(response->view, "gifts", &gift_shape, gifts);
	return respond_page(request, response, "pledge/campaign");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/", .role = ANYONE, .page = show_list, .cache = CACHE_PUBLIC_SECOND,
	  .query = list_fields, .query_size = sizeof(struct list_query) },
	{ .method = GET, .path = "/campaigns/{id}", .role = ANYONE, .page = show, .cache = CACHE_PUBLIC_SECOND },
	{ 0 } };

static const char *const pages[] = { "pledge/campaigns", "pledge/campaign", NULL };

static const struct statement *const *const statements[] = {
	campaign_statements, county_statements, gift_statements, need_statements, NULL };

const struct room campaign_room = { .name = "campaign", .routes = routes, .pages = pages, .statements = statements };
