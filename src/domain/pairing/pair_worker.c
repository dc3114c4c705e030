#include "domain/pairing/pair_worker.h"

#include "domain/office/audit.h"
#include "domain/pairing/pair.h"

static const struct statement over = {
	.sql = "SELECT id AS n FROM pair FORCE INDEX (pair_by_hold) WHERE state IN ('proposed', 'held', 'family_accepted', 'accepted', "
	       "'approved', 'paused') AND held_until <= ? AND activated_at IS NULL ORDER BY id LIMIT ?",
	.params = "ti", .row = &db_number };

struct lapsed {
	int64_t id;
	bool vetted;
};
static const struct shape lapsed_shape = SHAPE(lapsed, COLUMN(lapsed, id), COLUMN(lapsed, vetted));

#define VETTED "f.state = 'approved' AND f.approved_until >= ?"
static const struct statement lapsed = {
	.sql = "SELECT p.id, COALESCE(" VETTED ", FALSE) AS vetted FROM pair p FORCE INDEX (pair_by_state) "
	       "JOIN family f ON f.id = p.family_id JOIN student s ON s.id = p.student_id "
	       "WHERE p.state = 'active' AND (NOT COALESCE(" VETTED ", FALSE) OR NOT EXISTS (SELECT 1 FROM consent c "
	       "JOIN policy_text t ON t.id = c.text_id WHERE c.subject = CONCAT('student:', s.code) AND c.withdrawn_at IS NULL "
	       "AND t.kind = 'consent' AND t.purpose = 'pairing')) ORDER BY p.id LIMIT ?",
	.params = "ddi", .row = &lapsed_shape };

const struct statement *const pair_worker_statements[] = { &over, &lapsed, NULL };

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
		const enum err err = pair_pause(db, arena, &actor_worker, pair[i].id, pair[i].vetted ? PAUSE_CONSENT : PAUSE_VETTING, now,
						&refusal);

		if (err != OK && refusal != PAIR_STATE)
			return err;
	}
	*count = (int64_t)due.count;
	return OK;
}
