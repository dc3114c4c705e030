/* A programme's aid to a student for a period (资助): computed → applied → verified → on the board → approved → paid → confirmed; or refused, and
 * decided anew by another on appeal. Facts are stored, the state is derived (sql/deploy/award.sql). It pins the version of the rule and the
 * facts it was decided on. domain.md §3.
 *
 * Every change locks the trail's head, then the award, in the caller's transaction; each is audited as "award:CODE". A step that cannot be is
 * E_CONFLICT with its word in *word (untouched otherwise). Amounts of a period: a year's aid is whole in "2018-0", and half in each term (the odd
 * fen in the second); a term's is once in a term, twice in a year; a month's five times in a term, ten in a year; what is given once is whole,
 * and never given again. A year and its terms exclude each other. */
#ifndef YM_DOMAIN_AID_AWARD_H
#define YM_DOMAIN_AID_AWARD_H

#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/aid/aid_student.h"
#include "domain/aid/programme.h"

enum award_state { AWARD_COMPUTED, AWARD_APPLIED, AWARD_VERIFIED, AWARD_NOTICED, AWARD_APPROVED, AWARD_PAID, AWARD_CONFIRMED, AWARD_REFUSED };
extern const char *const award_state_names[];

enum award_refusal { REFUSED_NOT_ENTITLED, REFUSED_NOT_WANTED, REFUSED_OBJECTION, REFUSED_DUPLICATE, REFUSED_QUOTA, REFUSED_LEFT };
extern const char *const award_refusal_names[];

/* Why a step cannot be. */
enum award_word {
	AWARD_FINE,
	AWARD_STATE,			/* not a step from where it stands now */
	AWARD_SAME_PERSON,		/* maker = checker */
	AWARD_OBJECTIONS_RUN,		/* the days of objection are not over */
	AWARD_OBJECTION_OPEN,		/* somebody objected, and it is not decided */
	AWARD_APPEALED_BEFORE,		/* once is enough */
	AWARD_TOO_LATE,
	AWARD_NOT_ENTITLED,		/* by the rules of that day */
	AWARD_FACT_MISSING,		/* nobody knows yet: the school says what is not known first */
	AWARD_EXISTS,			/* of this period, or of one that overlaps */
	AWARD_QUOTA_FULL,
	AWARD_NOTHING			/* none of them is ready for it */
};
extern const char *const award_word_names[];

enum { award_appeal_days = 60, award_year_least = 2000, award_year_most = 2099 };

/* "2018-0", "2018-1", "2018-2". */
bool award_period_holds(const char *period);
/* Of a day: the term that runs then (spring until the end of July). Seven bytes. */
char *award_period_of(struct arena *arena, struct date day);
/* As said above. */
struct money award_amount(struct money amount, enum amount_per per, const char *period);

/* A row as steps lock it. */
struct award {
	int64_t id;
	const char *code;
	int64_t student_id, programme_id, version_id;
	struct date decided_for;
	const char *path, *period;
	int64_t tier;
	struct money amount;
	struct timestamp applied_at, verified_at, approved_at, refused_at, confirmed_at, appealed_at, decided_at;
	int64_t verified_by, approved_by, refused_by;	/* 0: nobody */
	int64_t notice_id;				/* 0: none */
	struct date paid_on;
	enum award_refusal refusal;			/* where refused_at says so */
	enum award_state state;
};
extern const struct shape award_shape;

/* --- computing: which students get the programme in the period --- */

struct award_order {
	int64_t programme_id;
	const char *period;
	const char *scope;		/* a unit's path */
};
struct award_slice {
	int64_t seen, added, had;	/* had: an award already, of this period or one that overlaps */
	int64_t unknown;		/* a fact is missing */
	int64_t last_id;
	bool more;
};
/* The next `rows` students after `after_id`; E_NOT_FOUND: no such programme in force today. One with a quota is filled in its published order over
 * its whole area, at once, whatever `rows`; E_DENIED: the scope does not hold that area. */
enum err award_compute_slice(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			     const struct award_order *order, int64_t after_id, int64_t rows, struct timestamp now,
			     struct award_slice *out) MUST_CHECK;

/* --- steps of staff, in actor->unit_path; E_NOT_FOUND elsewhere --- */

/* A family asked for it at the school: of a student without an award it is computed now; a computed one is applied for. */
enum err award_apply(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *student_code,
		     int64_t programme_id, const char *period, struct timestamp now, const char **code, enum award_word *word) MUST_CHECK;
enum err award_agree(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		     enum award_word *word) MUST_CHECK;
enum err award_verify(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word) MUST_CHECK;
/* By another than who verified it, after the days of objection, with no objection open. */
enum err award_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		       enum award_word *word) MUST_CHECK;
/* Before it is approved. */
enum err award_refuse(struct db *db, struct arena *arena, const struct actor *actor, const char *code, enum award_refusal refusal,
		      const char *reason, struct timestamp now, enum award_word *word) MUST_CHECK;

/* Against a refusal, or the amount of an approved one; once, within award_appeal_days. Keyed by the school, or by the family (actor_nobody:
 * the caller proved who it is). */
enum err award_appeal(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word) MUST_CHECK;
/* Decided anew, by another than who verified, approved or refused. `stands`: what was said stays. Else rule and facts are those of today, and
 * it is applied for again; AWARD_NOT_ENTITLED, AWARD_FACT_MISSING: then it could not be. */
enum err award_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *code,
		      bool stands, const char *reason, struct timestamp now, enum award_word *word) MUST_CHECK;

/* The family says that it came. No scope: the caller proved who it is. */
enum err award_confirm(struct db *db, struct arena *arena, const char *code, struct timestamp now, enum award_word *word) MUST_CHECK;

/* --- many at once: a school's of one programme and period --- */

struct award_group {
	int64_t school_id, programme_id;
	const char *period;
};
struct award_many {
	int64_t done;
	int64_t left[AWARD_NOTHING + 1];	/* by why not */
};
enum err award_verify_group(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group,
			    struct timestamp now, struct award_many *out) MUST_CHECK;
enum err award_approve_group(struct db *db, struct arena *arena, const struct actor *actor, const struct award_group *group,
			     struct timestamp now, struct award_many *out) MUST_CHECK;

/* By whose program asks. */
extern const struct statement *const award_compute_statements[], *const award_step_statements[], *const award_group_statements[];
extern const struct statement *const award_confirm_statements[], *const award_appeal_statements[];	/* of families too */

#endif
