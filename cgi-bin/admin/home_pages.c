/* The first page: what awaits me, and what is late. */
#include "app/app.h"
#include "app/staff.h"
#include "domain/aid/award_work.h"
#include "domain/aid/help_work.h"
#include "domain/aid/programme_desk.h"
#include "domain/office/work_list.h"
#include "domain/pairing/care_work.h"
#include "domain/pairing/family_work.h"
#include "domain/pairing/pair_work.h"
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

static const struct work_item family_items[family_works] = {
	[FAMILY_WORK_APPLIED] = { "families_applied", ACTION_FAMILY_VET, "/families?queue=applied" },
	[FAMILY_WORK_VETTING] = { "families_vetting", ACTION_FAMILY_VET, "/families?queue=vetting" },
	[FAMILY_WORK_RENEWAL] = { "families_renewal", ACTION_FAMILY_VET, "/families?queue=renewal" },
};

static const struct work_item pair_items[pair_works] = {
	[PAIR_WORK_ACCEPT] = { "pairs_accept", ACTION_PAIR_ACCEPT, "/pairs?state=family_accepted" },
	[PAIR_WORK_APPROVE] = { "pairs_approve", ACTION_PAIR_APPROVE, "/pairs?state=accepted" },
	[PAIR_WORK_ACTIVATE] = { "pairs_activate", ACTION_PAIR_APPROVE, "/pairs?state=approved" },
	[PAIR_WORK_ENDING] = { "pairs_ending", ACTION_PAIR_END, "/pairs?state=ending" },
	[PAIR_WORK_PAUSED] = { "pairs_paused", ACTION_PAIR_END, "/pairs?state=paused" },
	[PAIR_WORK_DECLINERS] = { "decliners", ACTION_FAMILY_DECIDE, "/pair-decliners" },
	[PAIR_WORK_RUNS] = { "runs", ACTION_MATCH_DECIDE, "/match-runs" },
};

static const struct work_item care_items[care_works] = {
	[CARE_WORK_MESSAGES] = { "pair_messages", ACTION_MESSAGE_MODERATE, "/pair-messages" },
	[CARE_WORK_VISITS] = { "visits", ACTION_VISIT_REVIEW, "/visits" },
	[CARE_WORK_CONCERNS] = { "concerns", ACTION_CONCERN_HANDLE, "/concerns" },
	[CARE_WORK_TEACHERS] = { "teachers", ACTION_PAIRING_HAND_OVER, "/contact/teachers" },
};

static const struct work_item award_items[award_works] = {
	[AWARD_WORK_VERIFY] = { "awards_verify", ACTION_AWARD_VERIFY, "/awards?state=applied" },
	[AWARD_WORK_APPROVE] = { "awards_approve", ACTION_AWARD_APPROVE, "/award-heaps" },
	[AWARD_WORK_APPEALS] = { "awards_appealed", ACTION_AWARD_APPEAL, "/awards?state=appealed" },
	[AWARD_WORK_OBJECTIONS] = { "objections", ACTION_AWARD_APPEAL, "/objections" },
};

static const struct work_item help_items[help_works] = {
	[HELP_WORK_MINE] = { "helps_mine", ACTION_HELP_HANDLE, "/help-requests" },
	[HELP_WORK_NOBODY] = { "helps_nobody", ACTION_HELP_HANDLE, "/help-requests?queue=nobody" },
	[HELP_WORK_BAD] = { "helps_bad", ACTION_HELP_RATING, "/help-requests?queue=bad" },
};

static const struct work_item rule_item = { "rules", ACTION_PROGRAMME_PUBLISH, "/programmes" };

struct item_row {
	const char *name, *url;
	int64_t waiting, late;
	bool many;		/* as many as are counted, or more */
};

static const struct shape item_row_shape = SHAPE(item_row,
	COLUMN(item_row, name), COLUMN(item_row, url), COLUMN(item_row, waiting), COLUMN(item_row, late), COLUMN(item_row, many));

/* Those that wait, and are for this person. */
static size_t add_items(const struct request *request, const struct work_item *of, const struct work_count *counts, size_t kinds,
			struct item_row *rows)
{
	size_t count = 0;

	for (size_t i = 0; i < kinds; i++)
		if (counts[i].waiting > 0 && staff_may(request, of[i].action))
			rows[count++] = (struct item_row){
				.name = of[i].name, .url = arena_print(request->arena, "%s%s", request->app->mount, of[i].path),
				.waiting = counts[i].waiting, .late = counts[i].late, .many = counts[i].waiting >= work_count_max };
	return count;
}

static enum err show(struct request *request, struct response *response)
{
	struct item_row *rows = ARENA_ARRAY(request->arena, struct item_row, work_kinds + family_works + pair_works + care_works + help_works +
					    award_works + 1);
	struct work_count counts[work_kinds] = { 0 }, of_families[family_works] = { 0 };
	struct work_count of_pairs[pair_works] = { 0 }, of_care[care_works] = { 0 }, of_help[help_works] = { 0 }, of_awards[award_works] = { 0 };
	struct work_count of_rules = { 0 };
	size_t count;

	TRY(work_list(request->db, request->arena, request->actor, request->now, request->today, counts));
	if (staff_may(request, ACTION_FAMILY_VIEW))
		TRY(family_work_list(request->db, request->arena, request->actor, request->now, of_families));
	if (staff_may(request, ACTION_PAIR_VIEW))
		TRY(pair_work_list(request->db, request->arena, request->actor, request->now, of_pairs));
	if (staff_may(request, ACTION_CONTACT_VIEW))
		TRY(care_work_list(request->db, request->arena, request->actor, request->now, of_care));
	if (staff_may(request, ACTION_HELP_VIEW))
		TRY(help_work_list(request->db, request->arena, request->actor, request->now, of_help));
	if (staff_may(request, ACTION_AWARD_VIEW))
		TRY(award_work_list(request->db, request->arena, request->actor, request->now, of_awards));
	if (staff_may(request, ACTION_PROGRAMME_PUBLISH))
		TRY(rule_work_count(request->db, request->arena, request->actor, request->now, &of_rules));
	count = add_items(request, items, counts, work_kinds, rows);
	count += add_items(request, family_items, of_families, family_works, rows + count);
	count += add_items(request, pair_items, of_pairs, pair_works, rows + count);
	count += add_items(request, care_items, of_care, care_works, rows + count);
	count += add_items(request, help_items, of_help, help_works, rows + count);
	count += add_items(request, award_items, of_awards, award_works, rows + count);
	count += add_items(request, &rule_item, &of_rules, 1, rows + count);
	view_put_rows(response->view, "items", &item_row_shape, (struct rows){ rows, count });
	return respond_page(request, response, "admin/home");
}

static const struct route routes[] = {
	{ .method = GET, .path = "/", .role = STAFF, .action = ACTION_HOME, .page = show },
	{ 0 } };

static const char *const pages[] = { "admin/home", NULL };

static const struct statement *const *const statements[] = {
	programme_desk_statements, work_list_statements, family_work_statements, pair_work_statements, care_work_statements, help_work_statements,
	award_work_statements, NULL };

const struct room home_room = { .name = "home", .routes = routes, .pages = pages, .statements = statements };
