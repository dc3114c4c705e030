#include "domain/aid/help_invariant.h"

#define HOLDS(in_name, query) \
	{ .name = in_name, .statement = { .sql = "SELECT COUNT(*) AS n FROM " query, .params = "", .row = &db_number } }

/* A day in Shanghai. */
#define DAY_OF(at) "DATE(" at " + INTERVAL 8 HOUR)"

/* Working days after the one up to the other. A calendar that comes out later takes some from those that reach into its year. */
#define WORKING_DAYS                                                                                                \
	"(WITH RECURSIVE step AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM step WHERE i < 120) "                       \
	"SELECT r.request_id, " DAY_OF("r.rated_at") " AS rated_on, " DAY_OF("r.due_at") " AS due_on, "                 \
	"SUM(COALESCE(h.works, WEEKDAY(" DAY_OF("r.rated_at") " + INTERVAL step.i DAY) < 5)) AS days FROM help_rating r JOIN step "       \
	"ON " DAY_OF("r.rated_at") " + INTERVAL step.i DAY <= " DAY_OF("r.due_at") " LEFT JOIN holiday h "              \
	"ON h.day = " DAY_OF("r.rated_at") " + INTERVAL step.i DAY WHERE r.rating <= 2 GROUP BY r.request_id) t "

const struct invariant help_invariants[] = {
	HOLDS("a request is answered by an officer who had it", "help_request WHERE answered_at IS NOT NULL AND (answered_by IS NULL OR officer_id IS NULL)"),
	HOLDS("an answer stands in the thread",
	      "help_request h WHERE h.answered_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM help_event e WHERE e.request_id = h.id "
	      "AND e.step = 'answer')"),
	HOLDS("a request is confirmed after its answer",
	      "help_request WHERE confirmed_at IS NOT NULL AND (answered_at IS NULL OR confirmed_at < answered_at)"),
	HOLDS("who was proved to be the guardian has a child on the register", "help_request WHERE proved_at IS NOT NULL AND student_id IS NULL"),
	HOLDS("a request is merged with one that is not merged itself",
	      "help_request h JOIN help_request t ON t.id = h.merged_into WHERE t.merged_into IS NOT NULL OR t.id = h.id"),
	HOLDS("an open request past its deadline has climbed within a day",
	      "help_request WHERE open = TRUE AND level <> 'city' AND climb_due_at < UTC_TIMESTAMP(6) - INTERVAL 1 DAY"),
	HOLDS("a rating comes after an answer or a refusal",
	      "help_rating r WHERE NOT EXISTS (SELECT 1 FROM help_event e WHERE e.request_id = r.request_id AND e.step IN ('answer', 'refuse') "
	      "AND e.at <= r.rated_at)"),
	HOLDS("a request is rated once",
	      "(SELECT request_id FROM help_event WHERE step = 'rate' GROUP BY request_id HAVING COUNT(*) > 1) t"),
	HOLDS("a bad rating has its case, a good one has none", "help_rating WHERE (rating <= 2) <> (due_at IS NOT NULL)"),
	HOLDS("the case of a bad rating is due after fifteen working days",
	      WORKING_DAYS "WHERE days > 15 OR days < IF(YEAR(due_on) = YEAR(rated_on), 15, 8)"),
	HOLDS("nobody deals with a bad rating of his own", "help_rating WHERE handled_by = officer_id"),
	{ .name = NULL } };
