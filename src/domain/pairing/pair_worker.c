#include "domain/pairing/pair_worker.h"

#include "domain/office/audit.h"
#include "domain/pairing/pair.h"

static const struct statement over = {
	.sql = "SELECT id AS n FROM pair FORCE INDEX (pair_by_hold) WHERE state IN ('proposed', 'held', 'family_accepted', 'accepted', "
	       "'approved', 'paused') AND held_until <= ? AND activated_at IS NULL ORDER BY id LIMIT ?",
	.params = "ti", .row = &db_number };

struct lapsed {
	int64_t id;
	bool vetted, left;
};
static const struct shape lapsed_shape = SHAPE(lapsed, COLUMN(lapsed, id), COLUMN(lapsed, vetted), COLUMN(lapsed, left));

#define VETTED "f.state = 'approved' AND f.approved_until >= ?"
static const struct statement lapsed = {
	.sql = "SELECT p.id, COALESCE(" VETTED ", FALSE) AS vetted, s.left_on IS NOT NULL AS `left` FROM pair p FORCE INDEX (pair_by_state) "
	       "JOIN family f ON f.id = p.family_id JOIN student s ON s.id = p.student_id "
	       "WHERE p.state = 'active' AND (s.left_on IS NOT NULL OR NOT COALESCE(" VETTED ", FALSE) OR NOT EXISTS (SELECT 1 FROM consent c "
	       "JOIN policy_text t ON t.id = c.text_id WHERE c.subject = CONCAT('student:', s.code) AND c.withdrawn_at IS NULL "
	       "AND t.kind = 'consent' AND t.purpose = 'pairing')) ORDER BY p.id LIMIT ?",
	.params = "ddi", .row = &lapsed_shape };

const struct statement *const pair_worker_statements[] = { &over, &lapsed, NULL };

/* A register that took the student off says nothing of why: staff look into it. */
static enum pause_reason why(const struct lapsed *pair)
{
	if (!pair->vetted)
		return PAUSE_VETTING;
	return pair->left ? PAUSE_STAFF : PAUSE_CONSENT;
}

enum err pair_expire_due(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *count)
{
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &over, &due, now, rows));
	for (size_t i = 0; i < due.count; i++) {
		enum pair_refusal refusal = PAIR_FINE;
		const enum err err = pair_expire(db, arena, ((const int64_t *)due.row)[i], now, &refusal);

		if (err != OK && refusal != PAIR_STATE)
			return err;
	}
	*count = (int64_t)due.count;
	return OK;
}

enum err pair_lapse_due(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *count)
{
	const struct date today = date_at(now);
	const struct lapsed *pair;
	struct rows due;

	TRY(audit_lock(db, arena));
	TRY(db_all(db, arena, &lapsed, &due, today, today, rows));
	pair = due.row;
	for (size_t i = 0; i < due.count; i++) {
		enum pair_refusal refusal = PAIR_FINE;
		const enum err err = pair_pause(db, arena, &actor_worker, pair[i].id, why(&pair[i]), now, &refusal);

		if (err != OK && refusal != PAIR_STATE)
			return err;
	}
	*count = (int64_t)due.count;
	return OK;
}
