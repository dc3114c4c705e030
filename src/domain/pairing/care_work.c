#include "domain/pairing/care_work.h"

#include "domain/pairing/pair_message.h"

enum { review_days = 7 };

static const char *const work_names[] = { "messages", "visits", "concerns", "teachers", NULL };

struct counted {
	uint32_t work;
	int64_t waiting, late;
};
static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, work, .names = work_names), COLUMN(counted, waiting), COLUMN(counted, late));

#define PART(name, is_late, rows)                                                                                   \
	"SELECT '" name "' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(" is_late "), 0) AS SIGNED) AS late FROM (" rows " LIMIT 100) part"
#define IN_SCOPE "s.path LIKE CONCAT(?, '%')"

static const struct statement of_all = {
	.sql = PART("messages", "since < ?",
		    "SELECT m.sent_at AS since FROM pair_message m FORCE INDEX (pair_message_waiting) JOIN pair p ON p.id = m.pair_id "
		    "JOIN student s ON s.id = p.student_id WHERE m.waits = TRUE AND (? OR m.climbed_at IS NOT NULL) AND " IN_SCOPE)
	       " UNION ALL "
	       PART("visits", "since < ?",
		    "SELECT v.reported_at AS since FROM visit v FORCE INDEX (visit_by_review) JOIN pair p ON p.id = v.pair_id "
		    "JOIN student s ON s.id = p.student_id WHERE v.review IS NULL AND v.outcome IN ('done', 'attempted') AND " IN_SCOPE)
	       " UNION ALL "
	       PART("concerns", "due_at < ? OR report_due_at < ?",
		    "SELECT c.due_at, IF(c.reported_at IS NULL, c.report_due_at, NULL) AS report_due_at FROM concern c "
		    "WHERE c.state IN ('raised', 'taken') AND (c.officer_id = ? OR (NOT (c.not_officer_id <=> ?) AND (c.officer_id IS NULL "
		    "OR (c.unfounded_by = c.officer_id AND c.reported_at IS NULL "
		    "AND NOT EXISTS (SELECT 1 FROM concern_held h WHERE h.concern_id = c.id AND h.account_id = ?))))) "
		    "AND c.path LIKE CONCAT(?, '%') ORDER BY c.due_at")
	       " UNION ALL "
	       PART("teachers", "FALSE",
		    "SELECT s.id FROM account a JOIN pairing_student ps ON ps.teacher_id = a.id JOIN student s ON s.id = ps.student_id "
		    "WHERE a.disabled = TRUE AND ps.state <> 'closed' AND " IN_SCOPE),
	.params = "tbststtiiiss", .row = &counted_shape };

const struct statement *const care_work_statements[] = { &of_all, NULL };

static struct timestamp days_before(struct timestamp now, int64_t days)
{
	return (struct timestamp){ now.us - days * 24 * INT64_C(3600000000) };
}

enum err care_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[care_works])
{
	const int64_t me = actor->account_id;
	const char *scope = actor->unit_path;
	const struct counted *each;
	struct rows rows;

	TRY(db_all(db, arena, &of_all, &rows, days_before(now, message_climb_days), actor->role == ROLE_SCHOOL, scope,
		   days_before(now, review_days), scope, now, now, me, me, me, scope, scope));
	each = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		out[each[i].work] = (struct work_count){ each[i].waiting, each[i].late };
	return OK;
}
