/* The first page: what awaits me, and what is late. */
#include "app/app.h"
#include "app/staff.h"
#include "domain/office/work_list.h"
#include "rooms.h"

/* A kind of work, for whoever holds the right to do it, and where it is done. The words are the template's: item/name/…. */
static const struct work_item {
	const char *name;
	enum action action;
	const char *path;
} items[work_kinds] = {
	[WORK_CAMPAIGNS] = { "campaigns", ACTION_CAMPAIGN_APPROVE, "/campaigns?state=submitted" },
	[WORK_PLEDGES] = { "pledges", ACTION_PLEDGE_DECIDE, "/pledges?state=registered" },
	[WORK_TELEPHONES] = { "telephones", ACTION_PERSONAL_REQUEST, "/telephones" },
	[WORK_REQUESTS] = { "requests", ACTION_PERSONAL_REQUEST, "/requests" },
	[WORK_IMPORTS] = { "imports", ACTION_STUDENT_IMPORT, "/imports" },
	[WORK_JOBS] = { "jobs", ACTION_JOB_VIEW, "/jobs?state=failed" },
	[WORK_MESSAGES] = { "messages", ACTION_OUTBOX_RESEND, "/outbox?state=failed" },
};

struct item_row {
	const char *name, *url;
	int64_t waiting, late;
	bool many;		/* as many as are counted, or more */
};

static const struct shape item_row_shape = SHAPE(item_row,
	COLUMN(item_row, name), COLUMN(item_row, url), COLUMN(item_row, waiting), COLUMN(item_row, late), COLUMN(item_row, many));

static enum err show(struct request *request, struct response *response)
{
	struct item_row *rows = ARENA_ARRAY(request->arena, struct item_row, work_kinds);
	struct work_count counts[work_kinds] = { 0 };
	size_t count = 0;

	TRY(work_list(request->db, request->arena, request->actor, request->now, request->today, counts));
	for (size_t i = 0; i < work_kinds; i++)
		if (counts[i].waiting > 0 && staff_may(request, items[i].action))
			rows[count++] = (struct item_row){
				.name = items[i].name, .url = arena_print(request->arena, "%s%s", request->app->mount, items[i].path),
				.waiting = counts[i].waiting, .late = counts[i].late, .many = counts[i].waiting >= work_count_max };
	view_put_rows(response->view, "items", &item_row_shape, (struct rows){ rows, count });
	return respond_page(request, response, "admin/home");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/", .role = STAFF, .action = ACTION_HOME, .page = show },
	{ 0 } };

static const char *const pages[] = { "admin/home", NULL };

static const struct statement *const *const statements[] = { work_list_statements, NULL };

const struct room home_room = { .name = "home", .routes = routes, .pages = pages, .statements = statements };
