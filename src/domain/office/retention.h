/* How long what is kept, as rows of data (retention_rule: days and the law), and wiping what is older. The audit trail has no
 * rule: it stays. The worker wipes every hour (work/retention_job.c). */
#ifndef YM_DOMAIN_OFFICE_RETENTION_H
#define YM_DOMAIN_OFFICE_RETENTION_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"

struct retention_rule {
	const char *subject;		/* "attempt", "student", … */
	int64_t days;
	const char *law_ref;
};
extern const struct shape retention_rule_shape;

/* E_NOT_FOUND: nothing says how long, so it stays. */
enum err retention_rule_find(struct db *db, struct arena *arena, const char *subject, struct retention_rule *out) MUST_CHECK;
enum err retention_rule_list(struct db *db, struct arena *arena, struct rows *out) MUST_CHECK;

/* What is wiped, one kind after the other; a job walks over them. */
struct retention_wiping {
	const char *subject;		/* NULL ends the table */
	const char *rule;		/* retention_rule.subject; NULL: it is due when it is due */
};
extern const struct retention_wiping retention_wipings[];

/* Wipe at most `rows` things of retention_wipings[which] that are older than their rule at `now`; *wiped of them were: fewer than
 * `rows` when none is left. Persons who are erased so are audited, by `actor`. In the caller's transaction. */
enum err retention_wipe(struct db *db, struct arena *arena, const struct actor *actor, size_t which, int64_t rows,
			struct timestamp now, int64_t *wiped) MUST_CHECK;

/* One of those whose time is over: see student_erasure_due, pledge_erasure_due. */
struct erasable {
	const char *code;
};
extern const struct shape erasable_shape;

/* What stands against erasing somebody. */
enum erasure_obstacle {
	ERASURE_FREE,
	ERASURE_IN_USE,			/* still on the register; a promise still stands */
	ERASURE_RETAINED,		/* records must be kept until a day */
	ERASURE_DONE			/* erased already */
};
extern const char *const erasure_obstacle_names[];	/* "free", "in_use", "retained", "done" */

extern const struct statement *const retention_rule_statements[];	/* looking */
extern const struct statement *const retention_statements[];		/* wiping */

#endif
