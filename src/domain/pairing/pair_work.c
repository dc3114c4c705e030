#include "domain/pairing/pair_work.h"

enum { ending_days = 3, paused_days = 7, run_days = 3 };

static const char *const work_names[] = { "accept", "approve", "activate", "ending", "paused", "decliners", "runs", NULL };

struct counted {
	uint32_t work;
	int64_t waiting, late;
};
static const struct shape counted_shape = SHAPE(counted,
	COLUMN(counted, work, .names = work_names), COLUMN(counted, waiting), COLUMN(counted, late));

const struct shape pair_decliner_shape = SHAPE(pair_decliner,
	COLUMN(pair_decliner, family_code), COLUMN(pair_decliner, times), COLUMN(pair_decliner, distance), COLUMN(pair_decliner, time),
	COLUMN(pair_decliner, age), COLUMN(pair_decliner, other), COLUMN(pair_decliner, last_at));

/* The oldest rows of an index, and no more of them than are counted. A wide scope reads pairs by state, a narrow one from its students. */
#define WIDE "pair p FORCE INDEX (pair_by_state) STRAIGHT_JOIN student s ON s.id = p.student_id"
#define NARROW                                                                                                      \
	"student s FORCE INDEX (student_by_path) STRAIGHT_JOIN pair p FORCE INDEX (pair_of_student) ON p.student_id = s.id"
#define PART(name, from, of_state, since, is_late)                                                                  \
	"SELECT '" name "' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(" is_late "), 0) AS SIGNED) AS late FROM (SELECT " since \
	" AS since FROM " from " WHERE p.state = '" of_state "' AND s.path LIKE CONCAT(?, '%') "
#define END " LIMIT 100) part"
#define PARTS(from)                                                                                                 \
	PART("accept", from, "family_accepted", "p.held_until", "since < ?") "AND p.school_accepted_at IS NULL" END " UNION ALL " \
	PART("approve", from, "accepted", "p.held_until", "since < ?") END " UNION ALL "                             \
	PART("activate", from, "approved", "p.held_until", "since < ?") END " UNION ALL "                            \
	PART("ending", from, "ending", "p.ending_at", "since < ?") END " UNION ALL "                                 \
	PART("paused", from, "paused", "p.paused_at", "since < ?") END " UNION ALL "                                 \
	"SELECT 'decliners' AS work, COUNT(*) AS waiting, 0 AS late FROM (SELECT f.id FROM pair p FORCE INDEX (pair_by_end) "   \
	"JOIN family f ON f.id = p.family_id WHERE p.end_reason = 'family_declined' AND p.ended_at > ? "             \
	"AND f.path LIKE CONCAT(?, '%') GROUP BY f.id HAVING COUNT(*) >= ?" END " UNION ALL "                       \
	"SELECT 'runs' AS work, COUNT(*) AS waiting, CAST(COALESCE(SUM(since < ?), 0) AS SIGNED) AS late FROM ("     \
	"SELECT r.solved_at AS since FROM match_run r FORCE INDEX (match_run_by_path) WHERE r.path LIKE CONCAT(?, '%') AND r.solved_at IS NOT NULL "   \
	"AND r.discarded_at IS NULL AND EXISTS (SELECT 1 FROM match_proposal m WHERE m.run_id = r.id AND m.decision IS NULL " \
	"AND m.refusal IS NULL)" END

static const struct statement of_wide = { .sql = PARTS(WIDE), .params = "tstststststsits", .row = &counted_shape };
static const struct statement of_narrow = { .sql = PARTS(NARROW), .params = "tstststststsits", .row = &counted_shape };

#define BECAUSE(reason) "COUNT(IF(p.decline_reason = '" reason "', 1, NULL)) AS " reason

static const struct statement decliners = {
	.sql = "SELECT f.code AS family_code, COUNT(*) AS times, " BECAUSE("distance") ", " BECAUSE("time") ", " BECAUSE("age") ", "
	       BECAUSE("other") ", MAX(p.ended_at) AS last_at FROM pair p FORCE INDEX (pair_by_end) JOIN family f ON f.id = p.family_id "
	       "WHERE p.end_reason = 'family_declined' AND p.ended_at > ? AND f.path LIKE CONCAT(?, '%') GROUP BY f.id "
	       "HAVING COUNT(*) >= ? ORDER BY times DESC, f.id LIMIT ?",
	.params = "tsii", .row = &pair_decliner_shape };

const struct statement *const pair_work_statements[] = { &of_wide, &of_narrow, &decliners, NULL };

static struct timestamp days_from(struct timestamp now, int64_t days)
{
	return (struct timestamp){ now.us + days * 24 * INT64_C(3600000000) };
}

/* The day a year of months ago; months are counted as 365 / 12 days. */
static struct timestamp decliner_since(struct timestamp now)
{
	return days_from(now, -(int64_t)decliner_months * 365 / 12);
}

enum err pair_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[pair_works])
{
	const struct statement *statement = scope_width(actor->unit_path) >= SCOPE_OF_TOWN ? &of_narrow : &of_wide;
	const struct timestamp tomorrow = days_from(now, 1), ending = days_from(now, -ending_days), paused = days_from(now, -paused_days);
	const char *scope = actor->unit_path;
	struct rows rows;

	TRY(db_all(db, arena, statement, &rows, tomorrow, scope, tomorrow, scope, tomorrow, scope, ending, scope, paused, scope,
		   decliner_since(now), scope, (int64_t)decliner_times, days_from(now, -run_days), scope));
	for (size_t i = 0; i < rows.count; i++) {
		const struct counted *each = &((const struct counted *)rows.row)[i];

		out[each->work] = (struct work_count){ each->waiting, each->late };
	}
	return OK;
}

enum err pair_decliners(struct db *db, struct arena *arena, const char *scope, struct timestamp now, int64_t rows, struct rows *out)
{
	return db_all(db, arena, &decliners, out, decliner_since(now), scope, (int64_t)decliner_times, rows);
}
