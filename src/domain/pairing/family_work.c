#include "domain/pairing/family_work.h"

enum { take_up_days = 7, vetting_days = 30 };

static const char *const work_names[] = { "applied", "vetting", "renewal", NULL };

struct counted {
	uint32_t work;
	int64_t waiting, late;
};
static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, work, .names = work_names), COLUMN(counted, waiting), COLUMN(counted, late));

#define PART(name, is_late, rows)                                                                                   \
	"SELECT '" name "' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(" is_late "), 0) AS SIGNED) AS late FROM (" rows " LIMIT 100) part"

static const struct statement of_all = {
	.sql = PART("applied", "since < ?",
		    "SELECT applied_at AS since FROM family WHERE state = 'applied' AND path LIKE CONCAT(?, '%')")
	       " UNION ALL "
	       PART("vetting", "since < ?",
		    "SELECT vetting_at AS since FROM family WHERE state = 'vetting' AND path LIKE CONCAT(?, '%')")
	       " UNION ALL "
	       PART("renewal", "approved_until < ?",
		    "SELECT approved_until FROM family FORCE INDEX (family_by_renewal) WHERE renewal_asked_at IS NOT NULL AND live "
		    "AND path LIKE CONCAT(?, '%') ORDER BY renewal_asked_at"),
	.params = "tstsds", .row = &counted_shape };

const struct statement *const family_work_statements[] = { &of_all, NULL };

static struct timestamp days_before(struct timestamp now, int64_t days)
{
	return (struct timestamp){ now.us - days * 24 * INT64_C(3600000000) };
}

enum err family_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			  struct work_count out[family_works])
{
	const char *scope = actor->unit_path;
	const struct counted *each;
	struct rows rows;

	TRY(db_all(db, arena, &of_all, &rows, days_before(now, take_up_days), scope, days_before(now, vetting_days), scope, date_at(now),
		   scope));
	each = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		out[each[i].work] = (struct work_count){ each[i].waiting, each[i].late };
	return OK;
}
