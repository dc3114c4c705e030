#include "domain/aid/help_work.h"

static const char *const work_names[] = { "mine", "nobody", "bad", NULL };

struct counted {
	uint32_t work;
	int64_t waiting, late;
};
static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, work, .names = work_names), COLUMN(counted, waiting), COLUMN(counted, late));

#define PART(name, rows)                                                                                            \
	"SELECT '" name "' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(due < ?), 0) AS SIGNED) AS late FROM (" rows " LIMIT 100) part"

static const struct statement of_all = {
	.sql = PART("mine", "SELECT h.due_at AS due FROM help_request h WHERE h.officer_id = ? AND h.open = TRUE AND h.path LIKE CONCAT(?, '%') "
			    "ORDER BY h.due_at")
	       " UNION ALL "
	       PART("nobody", "SELECT h.triage_due_at AS due FROM help_request h WHERE h.open = TRUE AND h.officer_id IS NULL AND h.level = ? "
			      "AND h.path LIKE CONCAT(?, '%') ORDER BY h.due_at")
	       " UNION ALL "
	       PART("bad", "SELECT r.due_at AS due FROM help_rating r JOIN help_request h ON h.id = r.request_id WHERE r.waits = TRUE "
			   "AND r.officer_id <> ? AND h.path LIKE CONCAT(?, '%') ORDER BY r.due_at"),
	.params = "tistsstis", .row = &counted_shape };

const struct statement *const help_work_statements[] = { &of_all, NULL };

enum err help_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[help_works])
{
	const int64_t me = actor->account_id;
	const char *scope = actor->unit_path;
	const struct counted *each;
	struct rows rows;

	TRY(db_all(db, arena, &of_all, &rows, now, me, scope, now, office_role_names[actor->role], scope, now, me, scope));
	each = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		out[each[i].work] = (struct work_count){ each[i].waiting, each[i].late };
	return OK;
}
