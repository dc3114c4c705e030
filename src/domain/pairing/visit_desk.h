/* The school's side of visits: what families reported and nobody confirmed yet, in scope; and plans that run out. */
#ifndef YM_DOMAIN_PAIRING_VISIT_DESK_H
#define YM_DOMAIN_PAIRING_VISIT_DESK_H

#include "domain/pairing/visit.h"

struct reported {
	int64_t id;
	const char *pair_code, *student_code, *family_code, *school;
	struct date planned_on, happened_on;
	enum visit_part part;
	enum visit_place place;
	enum visit_with with_whom;
	enum visit_state state;
	int64_t minutes;
	const char *note;
	struct timestamp reported_at;
	enum visit_review review;
	struct timestamp reviewed_at;
	const char *review_words;
};
extern const struct shape reported_shape;

/* Those to be reviewed, oldest first; or those that were, newest first. `after`: the last id of the page before, 0: the first. */
enum err visit_desk_list(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, bool reviewed,
			 int64_t after, int64_t rows, struct rows *out, bool *more) MUST_CHECK;

/* One that was reported. E_NOT_FOUND: none in scope. */
enum err visit_desk_find(struct db *db, struct arena *arena, const struct keyring *keyring, const char *scope, int64_t id,
			 struct reported *out) MUST_CHECK;

/* In the caller's transaction, audited as "pair:CODE". `words` wanted where it is disputed. E_NOT_FOUND: none in scope; E_CONFLICT:
 * reviewed already, or nothing was reported. */
enum err visit_review(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum visit_review review,
		      const char *words, struct timestamp now) MUST_CHECK;

enum err visit_exists(struct db *db, struct arena *arena, int64_t id, const char **pair_code) MUST_CHECK;

/* Plans that nobody reported on for visit_report_days, at most `rows`: missed. Audited. */
enum err visit_miss(struct db *db, struct arena *arena, int64_t rows, struct timestamp now, int64_t *missed) MUST_CHECK;

extern const struct statement *const visit_desk_statements[], *const visit_worker_statements[];

#endif
