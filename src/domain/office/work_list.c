#include "domain/office/work_list.h"

#include <string.h>

enum { approval_days = 3, pledge_days = 7, telephone_days = 3, failed_days = 7 };

struct counted {
	uint32_t kind;
	int64_t waiting, late;
};

static const char *const kind_names[] = {
	"campaigns", "pledges", "telephones", "requests", "imports", "jobs", "messages", NULL };

static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, kind, .names = kind_names), COLUMN(counted, waiting), COLUMN(counted, late));

/* Every part reads the oldest rows of an index, and no more of them than are counted. */
#define PART(kind, is_late, rows)                                                                                  \
	"SELECT '" kind "' AS kind, COUNT(*) AS waiting, CAST(COALESCE(SUM(" is_late "), 0) AS SIGNED) AS late FROM (" \
	rows " LIMIT 100) " kind

#define CAMPAIGN_PARTS(reach)                                                                                      \
	PART("campaigns", "since < ?",                                                                              \
	     "SELECT r.submitted_at AS since FROM campaign_revision r JOIN campaign c ON c.id = r.campaign_id "     \
	     "WHERE r.decided_at IS NULL AND r.submitted_by <> ? AND " reach " ORDER BY r.id")                      \
	" UNION ALL "                                                                                               \
	PART("telephones", "since < ?",                                                                             \
	     "SELECT t.asked_at AS since FROM telephone_change t JOIN pledge p ON p.id = t.pledge_id "              \
	     "JOIN campaign c ON c.id = p.campaign_id WHERE t.decided_at IS NULL AND " reach " ORDER BY t.id")      \
	" UNION ALL "

#define PLEDGES_OF_ALL                                                                                             \
	PART("pledges", "since < ?",                                                                                \
	     "SELECT registered_at AS since FROM pledge WHERE state = 'registered' ORDER BY id")
/* Few campaigns are one county's or one charity's: from them to their pledges. */
#define PLEDGES_OF(reach)                                                                                          \
	PART("pledges", "since < ?",                                                                                \
	     "SELECT STRAIGHT_JOIN p.registered_at AS since FROM campaign c JOIN pledge p ON p.campaign_id = c.id " \
	     "AND p.state = 'registered' WHERE " reach)

#define OTHER_PARTS                                                                                                \
	" UNION ALL "                                                                                               \
	PART("requests", "due_on < ?",                                                                              \
	     "SELECT due_on FROM personal_request WHERE decided_at IS NULL AND unit_path LIKE CONCAT(?, '%') ORDER BY due_on") \
	" UNION ALL "                                                                                               \
	PART("imports", "FALSE",                                                                                    \
	     "SELECT id FROM import FORCE INDEX (import_waiting) WHERE state = 'ready' AND unit_path LIKE CONCAT(?, '%')") \
	" UNION ALL "                                                                                               \
	PART("jobs", "FALSE",                                                                                       \
	     "SELECT id FROM job FORCE INDEX (job_by_unit_and_state) WHERE state = 'failed' AND ended_at > ? "      \
	     "AND unit_path LIKE CONCAT(?, '%')")                                                                   \
	" UNION ALL "                                                                                               \
	PART("messages", "FALSE", "SELECT id FROM outbox WHERE state IN ('failed', 'unknown')")

static const struct statement of_all = {
	.sql = CAMPAIGN_PARTS("TRUE") PLEDGES_OF_ALL OTHER_PARTS, .params = "tittdssts", .row = &counted_shape };

static const struct statement of_county = {
	.sql = CAMPAIGN_PARTS("c.county_code = ?") PLEDGES_OF("c.county_code = ?") OTHER_PARTS, .params = "tiststsdssts",
	.row = &counted_shape };

static const struct statement of_charity = {
	.sql = CAMPAIGN_PARTS("c.charity_id = ?") PLEDGES_OF("c.charity_id = ?") OTHER_PARTS, .params = "tiititidssts",
	.row = &counted_shape };

const struct statement *const work_list_statements[] = { &of_all, &of_county, &of_charity, NULL };

static struct timestamp days_before(struct timestamp now, int64_t days)
{
	return (struct timestamp){ now.us - days * 24 * 3600 * INT64_C(1000000) };
}

static enum err count(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
		      struct timestamp now, struct date today, struct rows *out)
{
	const struct timestamp approval = days_before(now, approval_days), pledge = days_before(now, pledge_days);
	const struct timestamp telephone = days_before(now, telephone_days), failed = days_before(now, failed_days);
	const int64_t me = actor->account_id;
	const char *scope = actor->unit_path;

	if (reach->all)
		return db_all(db, arena, &of_all, out, approval, me, telephone, pledge, today, scope, scope, failed, scope);
	if (reach->charity_id != 0)
		return db_all(db, arena, &of_charity, out, approval, me, reach->charity_id, telephone, reach->charity_id, pledge,
			      reach->charity_id, today, scope, scope, failed, scope);
	return db_all(db, arena, &of_county, out, approval, me, reach->county_code, telephone, reach->county_code, pledge,
		      reach->county_code, today, scope, scope, failed, scope);
}

enum err work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now, struct date today,
		   struct work_count out[work_kinds])
{
	struct campaign_reach reach = { .county_code = "" };
	struct rows rows;
	enum err err = campaign_reach_of(db, arena, actor, &reach);

	if (err != OK && err != E_DENIED)
		return err;
	TRY(count(db, arena, actor, &reach, now, today, &rows));
	for (size_t i = 0; i < rows.count; i++) {
		const struct counted *each = &((const struct counted *)rows.row)[i];

		out[each->kind] = (struct work_count){ each->waiting, each->late };
	}
	return OK;
}
