/* Visits (探访) of a family: planned → done / attempted / missed → reviewed by the school. An attempt is not a visit. Rules (domain.md §2):
 * never alone with the child (a guardian or a teacher is there), never an evening in the family's home, never overnight. Photographs
 * are not taken in. What a family notes is sealed, the place is visit_key. */
#ifndef YM_DOMAIN_PAIRING_VISIT_H
#define YM_DOMAIN_PAIRING_VISIT_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum visit_part { VISIT_MORNING, VISIT_AFTERNOON, VISIT_EVENING };
extern const char *const visit_part_names[];		/* "morning", "afternoon", "evening" */
enum visit_place { VISIT_AT_SCHOOL, VISIT_AT_CHILD_HOME, VISIT_AT_FAMILY_HOME, VISIT_IN_PUBLIC };
extern const char *const visit_place_names[];		/* "school", "child_home", "family_home", "public" */
enum visit_with { VISIT_WITH_GUARDIAN, VISIT_WITH_TEACHER, VISIT_WITH_BOTH };
extern const char *const visit_with_names[];		/* "guardian", "teacher", "both" */
enum visit_outcome { VISIT_DONE, VISIT_ATTEMPTED };
extern const char *const visit_outcome_names[];		/* "done", "attempted": what a family may report */
enum visit_state { VISIT_STATE_PLANNED, VISIT_STATE_CANCELLED, VISIT_STATE_DONE, VISIT_STATE_ATTEMPTED, VISIT_STATE_MISSED };
extern const char *const visit_state_names[];		/* "planned", "cancelled", "done", "attempted", "missed" */
enum visit_review { VISIT_UNREVIEWED, VISIT_CONFIRMED, VISIT_DISPUTED };
extern const char *const visit_review_names[];		/* "none", "confirmed", "disputed" */

/* The longest a plan lies ahead; days after which a plan nobody reported on is missed; for how long a missed one may still be
 * reported; the longest visit. */
enum { visit_ahead_days = 90, visit_report_days = 3, visit_late_days = 30, visit_minutes_most = 600, visit_note_chars_most = 300 };

struct visit {
	int64_t id;
	struct date planned_on;
	enum visit_part part;
	enum visit_place place;
	enum visit_with with_whom;
	enum visit_state state;
	struct date happened_on;	/* none: not reported */
	int64_t minutes;		/* 0: not done */
	const char *note;		/* NULL: none, or wiped */
	struct timestamp reported_at;
	enum visit_review review;
	const char *review_words;
	bool may_cancel, may_report;	/* today */
};
extern const struct shape visit_shape;

/* Why not: a field's name and the reason's code for form_refuse ("past", "far", "evening_home", "same", "future", "before_pair",
 * "too_old", "minutes_missing"). */
struct visit_refusal {
	const char *field, *reason;
};

/* Newest planned day first, at most 100. The caller has found the pair. */
enum err visit_list(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, struct date today,
		    struct rows *out) MUST_CHECK;
enum err visit_find(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, int64_t id, struct date today,
		    struct visit *out) MUST_CHECK;

/* For whom: the pair was found to be the family's. */
struct visit_pair {
	int64_t id;
	const char *code;
	struct timestamp activated_at;
};

struct visit_plan {
	struct date planned_on;
	enum visit_part part;
	enum visit_place place;
	enum visit_with with_whom;
};
struct visit_report {
	enum visit_outcome outcome;
	struct date happened_on;
	int64_t minutes;
	const char *note;		/* "": none */
};

/* In the caller's transaction, audited as "pair:CODE". E_INVALID with *refusal; E_DENIED: the pair is not active; E_CONFLICT: this
 * display of the form made one before. */
enum err visit_plan(struct db *db, struct arena *arena, const struct visit_pair *pair, const struct visit_plan *plan,
		    const char *form_nonce, struct timestamp now, struct visit_refusal *refusal) MUST_CHECK;
enum err visit_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce) MUST_CHECK;

/* E_NOT_FOUND: not of this pair; E_CONFLICT: not as it stands now. */
enum err visit_cancel(struct db *db, struct arena *arena, const struct visit_pair *pair, int64_t id, struct timestamp now) MUST_CHECK;
enum err visit_report(struct db *db, struct arena *arena, const struct keyring *keyring, const struct visit_pair *pair, int64_t id,
		      const struct visit_report *report, struct timestamp now, struct visit_refusal *refusal) MUST_CHECK;

extern const struct statement *const visit_statements[];

#endif
