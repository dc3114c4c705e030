#include "domain/aid/award_invariant.h"

#define HOLDS(in_name, query) \
	{ .name = in_name, .statement = { .sql = "SELECT COUNT(*) AS n FROM " query, .params = "", .row = &db_number } }

/* A day in Shanghai. */
#define DAY_OF(at) "DATE(" at " + INTERVAL 8 HOUR)"

const struct invariant award_invariants[] = {
	HOLDS("who verified an award did not approve it", "award WHERE approved_by = verified_by"),
	HOLDS("an appeal was decided by another than who verified",
	      "award a WHERE a.decided_at IS NOT NULL AND a.decided_by IS NOT NULL AND a.stands AND a.decided_by IN (a.verified_by, a.approved_by, a.refused_by)"),
	HOLDS("nothing was approved before the days of objection were over",
	      "award a JOIN award_notice n ON n.id = a.notice_id WHERE " DAY_OF("a.approved_at") " <= n.objections_until"),
	HOLDS("nothing was approved while an objection was open",
	      "award a JOIN award_objection o ON o.notice_id = a.notice_id WHERE a.approved_at IS NOT NULL AND o.raised_at < a.approved_at "
	      "AND (o.decided_at IS NULL OR o.decided_at > a.approved_at)"),
	HOLDS("no more was paid than approved, and only what was approved",
	      "award WHERE paid_on IS NOT NULL AND (approved_at IS NULL OR refused_at IS NOT NULL OR paid_fen > amount_fen "
	      "OR paid_on < " DAY_OF("approved_at") ")"),
	HOLDS("the rule an award was decided by was published and in force on that day",
	      "award a JOIN aid_rule_version v ON v.id = a.version_id WHERE v.programme_id <> a.programme_id OR v.published_at IS NULL "
	      "OR " DAY_OF("v.published_at") " > a.decided_for OR v.valid_from > a.decided_for OR v.valid_to < a.decided_for"),
	HOLDS("an award's tier is one of its rule",
	      "award a LEFT JOIN aid_tier t ON t.version_id = a.version_id AND t.tier = a.tier WHERE t.tier IS NULL"),
	HOLDS("a student has a programme's aid for a period once",
	      "(SELECT student_id FROM award GROUP BY student_id, programme_id, period HAVING COUNT(*) > 1) t"),
	HOLDS("a year's aid and its terms' do not stand together",
	      "award a JOIN award b ON b.student_id = a.student_id AND b.programme_id = a.programme_id AND LEFT(b.period, 5) = LEFT(a.period, 5) "
	      "WHERE RIGHT(a.period, 1) = '0' AND RIGHT(b.period, 1) <> '0' AND a.state <> 'refused' AND b.state <> 'refused'"),
	HOLDS("a quota is kept",
	      "(SELECT p.id FROM programme p JOIN award a ON a.programme_id = p.id AND a.state <> 'refused' WHERE p.quota IS NOT NULL "
	      "GROUP BY p.id, p.quota, a.period HAVING COUNT(*) > p.quota) t"),
	HOLDS("a sheet is of one school, programme and period",
	      "award a JOIN award_notice n ON n.id = a.notice_id WHERE n.programme_id <> a.programme_id OR n.period <> a.period"),
	HOLDS("a line of a sheet is one award's",
	      "(SELECT notice_id FROM award WHERE notice_id IS NOT NULL GROUP BY notice_id, notice_line HAVING COUNT(*) > 1) t"),
	HOLDS("who decided an objection had not verified on its sheet",
	      "award_objection o JOIN award a ON a.notice_id = o.notice_id WHERE o.decided_by = a.verified_by"),
	{ .name = NULL } };
