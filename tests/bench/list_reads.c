/* What each of staff's lists makes the server read, by the program's own statements, on a database that lists.sh filled.
 *
 *	list_reads SOCKET USER KEYFILE ROWS		prints `list rows_shown rows_read rows_sorted tables_scanned us` for every list:
 *						what one asking makes the server do, and the median time of many */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "domain/giving/campaign_draft.h"
#include "domain/giving/pledge_desk.h"
#include "domain/giving/telephone_change.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/export.h"
#include "domain/office/import_record.h"
#include "domain/office/job.h"
#include "domain/office/outbox.h"
#include "domain/office/personal_request.h"
#include "domain/office/unit.h"
#include "domain/office/work_list.h"
#include "domain/pairing/student.h"

enum { BASE = 1000000, PAGE = 50, ASKED = 41 };

/* Who asks: a unit of each kind that has rows below it. */
enum asker { CITY, COUNTY, TOWNSHIP, SCHOOL, CHARITY, places };
static const char *const place_names[places] = { "city", "county", "township", "school", "charity" };

/* From the newest or the middle; all or a few of them. */
enum part { FIRST, MIDDLE, FILTERED, FOUND, parts };
static const char *const part_names[parts] = { "first", "middle", "filtered", "found" };

struct lists {
	struct db *db;
	struct arena arena;
	struct keyring *keyring;
	struct timestamp now;
	struct date today;
	int64_t rows;
	struct actor actor[places];
	struct campaign_reach reach[places];
};

static int64_t before(struct lists *lists, enum part part)
{
	return part == MIDDLE ? BASE + lists->rows / 2 : 0;
}

static enum err campaigns(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct campaign_entry_search search = { .reach = lists->reach[place], .state = DRAFT_PUBLISHED, .rows = PAGE,
						      .words = part == FILTERED ? "9" : "" };

	return campaign_entry_list(lists->db, &lists->arena, &search, rows, more);
}

static enum err revisions(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	(void)place;
	(void)part;
	*more = false;
	return campaign_revision_list(lists->db, &lists->arena, lists->reach[CITY].charity_id, rows);
}

static enum err pledges(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct pledge_search search = { .reach = lists->reach[place], .state = part == FILTERED ? PLEDGE_REGISTERED : PLEDGE_FULFILLED,
					      .beyond = before(lists, part), .rows = PAGE };

	if (part == FOUND) {
		*more = false;
		return pledge_entry_by_telephone(lists->db, &lists->arena, lists->keyring, &lists->reach[place], "13900000100", rows);
	}
	return pledge_entry_list(lists->db, &lists->arena, lists->keyring, &search, rows, more);
}

static enum err pledges_of_campaign(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct pledge_search search = { .reach = lists->reach[CITY], .state = PLEDGE_FULFILLED, .beyond = before(lists, part),
					      .campaign_id = lists->reach[CITY].charity_id, .rows = PAGE };

	(void)place;
	return pledge_entry_list(lists->db, &lists->arena, lists->keyring, &search, rows, more);
}

static enum err telephones(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	(void)part;
	*more = false;
	return telephone_change_list(lists->db, &lists->arena, lists->keyring, &lists->reach[place], rows);
}

static enum err units(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct unit_search search = {
		.scope = lists->actor[place].unit_path, .of_kind = part == FILTERED, .kind = UNIT_SCHOOL, .rows = PAGE,
		.words = part == FOUND ? "\xE6\xB5\x8B\xE9\x87\x8F\xE5\xB0\x8F\xE5\xAD\xA6" "0010" : "",
		.after_name = part == MIDDLE ? "\xE6\xB5\x8B\xE9\x87\x8F\xE5\xB0\x8F\xE5\xAD\xA6" "001000" : NULL };

	return unit_list(lists->db, &lists->arena, &search, lists->today, rows, more);
}

static enum err units_below(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct unit_search search = { .scope = lists->actor[place].unit_path, .parent_id = lists->actor[place].unit_id,
					    .ended = part == FILTERED, .rows = PAGE };

	return unit_list(lists->db, &lists->arena, &search, lists->today, rows, more);
}

static enum err units_ended(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct unit_search search = { .scope = lists->actor[place].unit_path, .ended = true, .rows = PAGE };

	(void)part;
	return unit_list(lists->db, &lists->arena, &search, lists->today, rows, more);
}

static enum err accounts(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct account_search search = { .scope = lists->actor[place].unit_path, .disabled = part == FILTERED, .rows = PAGE,
					       .words = part == FOUND ? "measure0005" : "",
					       .after_login = part == MIDDLE ? "measure000500" : "" };

	return account_list(lists->db, &lists->arena, &search, rows, more);
}

static enum err jobs(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct job_search search = { .scope = lists->actor[place].unit_path, .of_state = part == FILTERED, .state = JOB_FAILED,
					   .before = before(lists, part), .rows = PAGE };

	return job_list(lists->db, &lists->arena, &search, lists->now, rows, more);
}

static enum err jobs_of_all(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct job_search search = { .of_state = part == FILTERED, .state = JOB_FAILED, .before = before(lists, part), .rows = PAGE };

	(void)place;
	return job_list(lists->db, &lists->arena, &search, lists->now, rows, more);
}

static enum err messages(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct outbox_search search = { .of_state = part == FILTERED, .state = OUTBOX_FAILED, .beyond = before(lists, part),
					      .rows = PAGE };

	(void)place;
	return outbox_list(lists->db, &lists->arena, &search, rows, more);
}

static enum err trail(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct audit_search search = { .actor = part == FILTERED ? "measure000007" : "", .subject = part == FOUND ? "unit:7" : "",
					     .before = part == MIDDLE ? 10 * BASE + lists->rows / 2 : 0, .rows = PAGE };

	(void)place;
	return audit_list(lists->db, &lists->arena, &search, rows, more);
}

static enum err students(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct student_search search = {
		.scope = lists->actor[place].unit_path, .of_stage = part == FILTERED, .stage = STAGE_PRIMARY, .of_hardship = part == FILTERED,
		.hardship = HARDSHIP_ORPHAN, .after_path = part == MIDDLE ? lists->actor[TOWNSHIP].unit_path : NULL, .rows = PAGE };

	if (part == FOUND)
		return student_look_up(lists->db, &lists->arena, lists->keyring, search.scope, "\xE7\x8E\x8B\xE5\x80\x80\xE6\x80\x90",
				       lists->today, PAGE, rows, more);
	return student_list(lists->db, &lists->arena, lists->keyring, &search, rows, more);
}

static enum err imports(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	return import_list(lists->db, &lists->arena, lists->actor[place].unit_path, part == MIDDLE ? BASE + lists->rows / 20 : 0, PAGE, rows,
			   more);
}

static enum err exports(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	return export_list_own(lists->db, &lists->arena, &lists->actor[place], part == MIDDLE ? BASE + lists->rows / 20 : 0, PAGE, rows, more);
}

static enum err requests(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	const struct request_search search = { .scope = lists->actor[place].unit_path, .decided = part == FILTERED, .rows = PAGE };

	return personal_request_list(lists->db, &lists->arena, &search, lists->today, rows, more);
}

static enum err work_waiting(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more)
{
	struct work_count counts[work_kinds] = { 0 };

	(void)part;
	*rows = (struct rows){ .count = work_kinds };
	*more = false;
	return work_list(lists->db, &lists->arena, &lists->actor[place], lists->now, lists->today, counts);
}

#define AT(place) (1u << (place))
#define PART(part) (1u << (part))
static const struct list {
	const char *name;
	enum err (*ask)(struct lists *lists, enum asker place, enum part part, struct rows *rows, bool *more);
	unsigned at, parts;
} all_lists[] = {
	{ "campaigns", campaigns, AT(CITY) | AT(COUNTY) | AT(CHARITY), PART(FIRST) | PART(FILTERED) },
	{ "revisions", revisions, AT(CITY), PART(FIRST) },
	{ "pledges", pledges, AT(CITY), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) | PART(FOUND) },
	{ "pledges_of_campaign", pledges_of_campaign, AT(CITY), PART(FIRST) | PART(MIDDLE) },
	{ "telephones", telephones, AT(CITY) | AT(COUNTY) | AT(CHARITY), PART(FIRST) },
	{ "units", units, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) | PART(FOUND) },
	{ "units_below", units_below, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP), PART(FIRST) | PART(FILTERED) },
	{ "units_ended", units_ended, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP), PART(FIRST) },
	{ "accounts", accounts, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) | PART(FOUND) },
	{ "jobs_of_all", jobs_of_all, AT(CITY), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) },
	{ "jobs", jobs, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP) | AT(SCHOOL), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) },
	{ "messages", messages, AT(CITY), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) },
	{ "trail", trail, AT(CITY), PART(FIRST) | PART(MIDDLE) | PART(FILTERED) | PART(FOUND) },
	{ "students", students, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP) | AT(SCHOOL), PART(FIRST) | PART(FILTERED) | PART(FOUND) },
	{ "students", students, AT(CITY), PART(MIDDLE) },
	{ "imports", imports, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP) | AT(SCHOOL), PART(FIRST) | PART(MIDDLE) },
	{ "exports", exports, AT(CITY), PART(FIRST) | PART(MIDDLE) },
	{ "requests", requests, AT(CITY) | AT(COUNTY) | AT(CHARITY), PART(FIRST) | PART(FILTERED) },
	{ "work", work_waiting, AT(CITY) | AT(COUNTY) | AT(TOWNSHIP) | AT(CHARITY), PART(FIRST) },
};

/* What the connection made the server do so far. */
struct effort {
	int64_t read, sorted, scanned;
};
static const struct shape effort_shape = SHAPE(effort, COLUMN(effort, read), COLUMN(effort, sorted), COLUMN(effort, scanned));
static const struct statement effort_now = {
	.sql = "SELECT CAST(SUM(IF(variable_name LIKE 'HANDLER_READ%', variable_value, 0)) AS SIGNED) AS `read`, "
	       "CAST(SUM(IF(variable_name = 'SORT_ROWS', variable_value, 0)) AS SIGNED) AS sorted, "
	       "CAST(SUM(IF(variable_name = 'SELECT_SCAN', variable_value, 0)) AS SIGNED) AS scanned "
	       "FROM information_schema.session_status",
	.params = "", .row = &effort_shape };

static enum err effort_of(struct lists *lists, const struct list *list, enum asker place, enum part part, struct effort *out,
			  size_t *shown)
{
	struct effort seen[3];
	struct rows rows;
	bool more;

	TRY(list->ask(lists, place, part, &rows, &more));	/* prepared now */
	TRY(db_one(lists->db, &lists->arena, &effort_now, &seen[0]));
	TRY(db_one(lists->db, &lists->arena, &effort_now, &seen[1]));	/* what it costs to look */
	TRY(list->ask(lists, place, part, &rows, &more));
	TRY(db_one(lists->db, &lists->arena, &effort_now, &seen[2]));
	out->read = seen[2].read - seen[1].read - (seen[1].read - seen[0].read);
	out->sorted = seen[2].sorted - seen[1].sorted;
	out->scanned = seen[2].scanned - seen[1].scanned - (seen[1].scanned - seen[0].scanned);
	*shown = rows.count;
	return OK;
}

static double now_us(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int compare(const void *a, const void *b)
{
	const double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Of lists that take long a few askings say enough. */
static enum err time_of(struct lists *lists, const struct list *list, enum asker place, enum part part, double *us)
{
	double each[ASKED], spent = 0;
	struct rows rows;
	size_t count = 0;
	bool more;

	while (count < ASKED && (count < 3 || spent < 1e6)) {
		const double begun = now_us();

		TRY(list->ask(lists, place, part, &rows, &more));
		each[count] = now_us() - begun;
		spent += each[count++];
		arena_reset(&lists->arena);
	}
	qsort(each, count, sizeof *each, compare);
	*us = each[count / 2];
	return OK;
}

static enum err look(struct lists *lists, const struct list *list, enum asker place, enum part part)
{
	struct effort effort;
	size_t shown;
	double us;

	TRY(effort_of(lists, list, place, part, &effort, &shown));
	TRY(time_of(lists, list, place, part, &us));
	printf("%s/%s/%s %zu %lld %lld %lld %.0f\n", list->name, place_names[place], part_names[part], shown, (long long)effort.read,
	       (long long)effort.sorted, (long long)effort.scanned, us);
	return OK;
}

static enum err look_at_all(struct lists *lists, struct fault *fault)
{
	for (size_t i = 0; i < sizeof all_lists / sizeof *all_lists; i++)
		for (enum asker place = CITY; place < places; place++)
			for (enum part part = FIRST; part < parts; part++) {
				const struct list *list = &all_lists[i];

				if ((list->at & AT(place)) == 0 || (list->parts & PART(part)) == 0)
					continue;
				if (look(lists, list, place, part) != OK) {
					fprintf(stderr, "list_reads: %s/%s/%s: %s\n", list->name, place_names[place], part_names[part],
						fault->text);
					return E_INTERNAL;
				}
			}
	return OK;
}

struct placed {
	int64_t id;
	const char *path, *code;
	int64_t charity_id, campaign_id;
};
static const struct shape placed_shape = SHAPE(placed, COLUMN(placed, id), COLUMN(placed, path), COLUMN(placed, code),
	COLUMN(placed, charity_id), COLUMN(placed, campaign_id));
/* Those below which measured rows lie. */
#define ANCESTOR(kind)                                                                                             \
	"SELECT a.id, a.path, COALESCE(a.code, '') AS code, c.charity_id, c.id AS campaign_id FROM unit s JOIN unit a ON "  \
	"s.path LIKE CONCAT(a.path, '%') AND a.kind = '" kind "' JOIN campaign c WHERE s.id = 2000020 AND c.state = 'published' " \
	"ORDER BY c.id DESC LIMIT 1"
static const struct statement placed_at[] = {
	[CITY] = { .sql = ANCESTOR("city"), .params = "", .row = &placed_shape },
	[COUNTY] = { .sql = ANCESTOR("county"), .params = "", .row = &placed_shape },
	[TOWNSHIP] = { .sql = ANCESTOR("township"), .params = "", .row = &placed_shape },
	[SCHOOL] = { .sql = ANCESTOR("school"), .params = "", .row = &placed_shape },
};

static enum err find_places(struct lists *lists, struct arena *process)
{
	static const enum office_role roles[] = { ROLE_CITY, ROLE_COUNTY, ROLE_TOWNSHIP, ROLE_SCHOOL };
	struct placed placed;

	for (enum asker place = CITY; place <= SCHOOL; place++) {
		TRY(db_one(lists->db, process, &placed_at[place], &placed));
		lists->actor[place] = (struct actor){ .account_id = BASE + 1, .login = "measure000001", .role = roles[place], .unit_id = placed.id,
						      .unit_path = placed.path };
		lists->reach[place] = (struct campaign_reach){ .all = place == CITY, .county_code = placed.code };
	}
	/* Nobody looks at the charity of who sees all: it holds the campaign whose pledges are listed. */
	lists->reach[CITY].charity_id = placed.campaign_id;
	lists->actor[CHARITY] = lists->actor[COUNTY];
	lists->reach[CHARITY] = (struct campaign_reach){ .county_code = "", .charity_id = placed.charity_id };
	return OK;
}

int main(int argc, char **argv)
{
	struct db_options options = { .database = "yimeng", .connect_ms = 2000, .read_ms = 60000 };
	const struct clock clock = { .fixed = { 0 } };
	struct lists lists = { .now = clock_now(&clock), .today = clock_today(&clock) };
	struct fault fault = { "" };
	struct arena process;
	enum err err;

	if (argc != 5) {
		fputs("usage: list_reads SOCKET USER KEYFILE ROWS\n", stderr);
		return 2;
	}
	arena_init(&process, 0);
	arena_init(&lists.arena, 0);
	options.socket = argv[1];
	options.user = argv[2];
	lists.rows = strtoll(argv[4], NULL, 10);
	lists.db = db_new(&options);
	db_set_fault(lists.db, &fault);
	err = crypt_start(&fault);
	err = err == OK ? keyring_load(&process, argv[3], &lists.keyring, &fault) : err;
	err = err == OK ? db_ready(lists.db) : err;
	err = err == OK ? find_places(&lists, &process) : err;
	err = err == OK ? look_at_all(&lists, &fault) : err;
	if (err != OK)
		fprintf(stderr, "list_reads: %s: %s\n", err_name(err), fault.text);
	db_close(lists.db);
	arena_free(&lists.arena);
	arena_free(&process);
	return err == OK ? 0 : 1;
}
