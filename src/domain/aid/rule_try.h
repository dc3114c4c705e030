/* Trying a rule before it is published: on families that staff made up, and on the register; and what would change against the rule it
 * follows. Nothing is stored of a trial. */
#ifndef YM_DOMAIN_AID_RULE_TRY_H
#define YM_DOMAIN_AID_RULE_TRY_H

#include "db/db.h"
#include "domain/aid/rule.h"
#include "domain/office/actor.h"

enum trial_change { TRIAL_SAME, TRIAL_GAINED, TRIAL_LOST, TRIAL_MORE, TRIAL_LESS, TRIAL_OTHER, trial_changes };
extern const char *const trial_change_names[];	/* other: unknown where it was known, or the reverse; or another period */

struct trial {
	const char *name;			/* the caller's */
	enum truth before, after;
	struct money before_amount, after_amount;	/* 0: none, or not certain */
	uint32_t before_per, after_per;		/* enum amount_per, of an amount */
	enum trial_change change;
	const char *reason, *reason_en;		/* why not, after; NULL: it is not no */
};
extern const struct shape trial_shape;

/* `before` NULL: nobody was entitled. */
void rule_try(const struct rule *before, const struct rule *after, const struct facts *facts, struct trial *out);

/* All families made up, by name, and what each would get. */
enum err rule_try_families(struct db *db, struct arena *arena, const struct rule *before, const struct rule *after, struct rows *out) MUST_CHECK;

/* Those on the register in `scope`, counted by what changes; `arena` holds one page of them at a time. */
struct trial_counts {
	int64_t students, entitled_before, entitled_after;
	int64_t same, gained, lost, more, less, other;
};
extern const struct shape trial_counts_shape;
enum err rule_try_register(struct db *db, const char *scope, struct date day, const struct rule *before, const struct rule *after,
			   struct trial_counts *out) MUST_CHECK;

struct family_case {
	int64_t id;
	const char *name, *facts;		/* field=value lines */
	const char *added_by;			/* NULL: loaded */
};
extern const struct shape family_case_shape;
enum { family_cases_most = 200, family_name_chars = 60 };

enum err family_case_list(struct db *db, struct arena *arena, struct rows *out) MUST_CHECK;

/* E_CONFLICT: there is one of that name, or no room. */
enum err family_case_add(struct db *db, struct arena *arena, const struct actor *actor, const char *name, const struct facts *facts,
			 struct timestamp now) MUST_CHECK;
enum err family_case_drop(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now) MUST_CHECK;

extern const struct statement *const rule_try_statements[];

#endif
