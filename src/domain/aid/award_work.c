#include "domain/aid/award_work.h"

enum { late_days = 10 };

static const char *const work_names[] = { "verify", "approve", "appeals", "objections", NULL };

struct counted {
	uint32_t work;
	int64_t waiting, late;
};
static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, work, .names = work_names), COLUMN(counted, waiting), COLUMN(counted, late));

/* The oldest rows of an index, and no more of them than are counted. */
#define PART(name, since, from)                                                                                     \
	"SELECT '" name "' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(since < ?), 0) AS SIGNED) AS late FROM (SELECT " since \
	" AS since FROM " from " LIKE CONCAT(?, '%') LIMIT 100) part"
static const struct statement counts = {
	.sql = PART("verify", "a.applied_at", "award a FORCE INDEX (award_by_state) WHERE a.state = 'applied' AND a.path") " UNION ALL "
	       PART("approve", "CAST(n.objections_until AS DATETIME)",
		    "award_notice n FORCE INDEX (award_notice_by_day) JOIN award a FORCE INDEX (award_of_notice) ON a.notice_id = n.id "
		    "AND a.state = 'noticed' WHERE n.objections_until < ? AND n.path") " UNION ALL "
	       PART("appeals", "a.appealed_at",
		    "award a FORCE INDEX (award_appealed) WHERE a.appealed_at IS NOT NULL AND a.decided_at IS NULL AND a.path") " UNION ALL "
	       PART("objections", "o.raised_at",
		    "award_objection o FORCE INDEX (award_objection_open) JOIN award_notice n ON n.id = o.notice_id WHERE o.decided_at IS NULL AND n.path"),
	.params = "tstdststs", .row = &counted_shape };

const struct statement *const award_work_statements[] = { &counts, NULL };

enum err award_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			 struct work_count out[award_works])
{
	const struct timestamp late = { now.us - late_days * 24 * INT64_C(3600000000) };
	const char *scope = actor->unit_path;
	const struct counted *part;
	struct rows parts;

	TRY(db_all(db, arena, &counts, &parts, late, scope, late, date_at(now), scope, late, scope, late, scope));
	part = parts.row;
	for (size_t i = 0; i < parts.count; i++)
		out[part[i].work] = (struct work_count){ part[i].waiting, part[i].late };
	return OK;
}
