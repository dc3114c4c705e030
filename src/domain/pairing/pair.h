/* A student and a family (结对): proposed → held → family accepts → guardian and school accept → approved → active ⇄ paused → ending →
 * ended. Facts are stored, the state is derived (sql/deploy/pair.sql). domain.md §2.
 *
 * Every change locks the family's row, then the student's pairing row, then the pair (FOR UPDATE), in the caller's transaction, and
 * looks again at what it rests on: capacity (a family's live pairs ≤ family.capacity, a student's ≤ pairing_student.places), a live
 * approval, a live consent, no bar (an earlier pair of the two that ended for cause), the student open. Each is audited as "pair:CODE".
 *
 * A step that cannot be is E_CONFLICT with its word in *refusal (untouched otherwise). */
#ifndef YM_DOMAIN_PAIRING_PAIR_H
#define YM_DOMAIN_PAIRING_PAIR_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/tag.h"

enum pair_state { PAIR_PROPOSED, PAIR_HELD, PAIR_FAMILY_ACCEPTED, PAIR_ACCEPTED, PAIR_APPROVED, PAIR_ACTIVE, PAIR_PAUSED, PAIR_ENDING,
		  PAIR_ENDED };
extern const char *const pair_state_names[];

enum pair_refusal {
	PAIR_FINE,
	PAIR_STATE,			/* not a step from where it stands now: somebody was quicker */
	PAIR_FAMILY_FULL, PAIR_STUDENT_FULL,
	PAIR_FAMILY_NOT_APPROVED,	/* or run out, suspended, withdrawn */
	PAIR_NO_CONSENT,		/* the guardian's consent to pairing is not live */
	PAIR_STUDENT_NOT_OPEN,
	PAIR_BARRED,			/* ended for cause before */
	PAIR_EXISTS,			/* a live pair of the two */
	PAIR_HOLD_OVER,			/* too late */
	PAIR_SAME_PERSON,		/* maker = checker */
	PAIR_CONCERN_OPEN,		/* no resuming while a concern is open */
	PAIR_GUARDIAN_PAUSED		/* nor while the guardian who stopped it has not said "go on" */
};
extern const char *const pair_refusal_names[];		/* "fine", "state", "family_full", … */

enum pause_reason { PAUSE_GUARDIAN, PAUSE_FAMILY, PAUSE_CONCERN, PAUSE_VETTING, PAUSE_CONSENT, PAUSE_STAFF };
extern const char *const pause_reason_names[];
enum end_reason { END_NOT_CHOSEN, END_FAMILY_DECLINED, END_GUARDIAN_DECLINED, END_SCHOOL_DECLINED, END_EXPIRED, END_FAMILY_ENDED,
		  END_GUARDIAN_ENDED, END_SCHOOL_ENDED, END_COMPLETED, END_MOVED, END_LAPSED, END_SAFEGUARDING };
extern const char *const end_reason_names[];
enum decline_reason { DECLINE_DISTANCE, DECLINE_TIME, DECLINE_AGE, DECLINE_OTHER };
extern const char *const decline_reason_names[];
enum given_channel { GIVEN_TELEPHONE_CODE, GIVEN_PAPER };
extern const char *const given_channel_names[];		/* "telephone_code", "paper" */

/* Who asked for the end of an active pair. */
enum pair_party { PARTY_FAMILY, PARTY_GUARDIAN, PARTY_STAFF };
extern const char *const pair_party_names[];		/* "family", "guardian", "staff" */

enum { pair_hold_hours = 7 * 24 };	/* between one step and the next, each, until it is active */

/* The consent (domain/office/consent.h) without which no pair of the student stands: purpose, subject "student:CODE". */
extern const char pairing_purpose[];	/* "pairing" */

struct pair {
	int64_t id;
	const char *code;
	int64_t student_id, family_id, run_id;	/* run_id 0: none */
	int64_t place;
	enum pair_state state;
	struct timestamp proposed_at, held_until, family_accepted_at, guardian_accepted_at, school_accepted_at, approved_at, activated_at,
		paused_at, ending_at, ended_at;	/* none: not yet */
	enum pause_reason pause_reason;		/* where paused_at says so */
	enum end_reason end_reason;		/* where ended_at says so */
	enum pair_party ending_by;		/* where ending_at says so */
};
extern const struct shape pair_shape;

/* Which student, which family, and the run that proposed it (0: none); the student's n-th place. */
struct pair_wish {
	int64_t student_id, family_id, run_id;
	int64_t place;
	const struct crowd *crowd;	/* how many look alike (mask.h), counted once by who proposes many; NULL: counted now */
};

/* Propose, and hold at once: the family is asked (the worker tells it within a minute). The masked form is made and fixed here. */
enum err pair_propose(struct db *db, struct arena *arena, const struct actor *actor, const struct pair_wish *wish, struct timestamp now,
		      const char **code, enum pair_refusal *refusal) MUST_CHECK;

/* The family's answer. family_id: whoever is signed in; E_NOT_FOUND for another's pair. It may decline until the pair is active. */
enum err pair_family_accept(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct timestamp now,
			    enum pair_refusal *refusal) MUST_CHECK;
enum err pair_family_decline(struct db *db, struct arena *arena, int64_t family_id, const char *code, enum decline_reason reason,
			     struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;

/* The guardian's, by telephone code (the student's code was proved by the caller), or on paper that `actor` witnessed. */
enum err pair_guardian_accept(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			      enum given_channel channel, struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;
enum err pair_guardian_decline(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			       enum given_channel channel, struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;

/* A guardian who stopped a pair says "go on": it stays paused until the school resumes it. */
enum err pair_guardian_go_on(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			     enum given_channel channel, struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;

/* Staff, each within actor->unit_path by the student's path; E_NOT_FOUND elsewhere. Who approves is neither who accepted for the school nor
 * who witnessed the guardian's paper. */
enum err pair_school_accept(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			    enum pair_refusal *refusal) MUST_CHECK;
enum err pair_school_decline(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			     struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;
enum err pair_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum pair_refusal *refusal) MUST_CHECK;
enum err pair_activate(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		       enum pair_refusal *refusal) MUST_CHECK;
/* Of any live pair, a hold too: nobody takes a step then. One that is paused already takes a weightier reason (guardian, concern, consent,
 * vetting, family, staff), else it is PAIR_STATE. No scope: the caller has found it. */
enum err pair_pause(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum pause_reason reason,
		    struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;
/* Who keyed the guardian's "go on" from paper does not resume: PAIR_SAME_PERSON. */
enum err pair_resume(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		     enum pair_refusal *refusal) MUST_CHECK;

struct pair_ending {
	enum end_reason reason;
	const char *words;		/* staff's; NULL: none */
	bool for_cause;			/* the two never again */
};
/* Ends for good; of a live hold or an active pair alike. An ending wish of family or guardian that wants a last word of the school
 * first is pair_ask_end (→ ending). */
enum err pair_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const struct pair_ending *ending,
		  struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;
enum err pair_ask_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum pair_party by,
		      struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;

/* A hold whose time is over ends (end_reason expired). PAIR_STATE: it is not over, or active, or ended. */
enum err pair_expire(struct db *db, struct arena *arena, int64_t id, struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;

/* Why the family and the student could not be proposed to each other now; PAIR_FINE: they could. In a
 * transaction: under the same locks as pair_propose. */
enum err pair_obstacle(struct db *db, struct arena *arena, int64_t student_id, int64_t family_id, struct timestamp now,
		       enum pair_refusal *out) MUST_CHECK;

/* For whoever acts in another role: the live pair of this code, E_NOT_FOUND where it is not this family's, not this student's, or
 * outside the scope (a path). */
enum err pair_find_of_family(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct pair *out) MUST_CHECK;
enum err pair_find_of_student(struct db *db, struct arena *arena, const char *student_code, const char *code, struct pair *out) MUST_CHECK;
enum err pair_find_in_scope(struct db *db, struct arena *arena, const char *scope, const char *code, struct pair *out) MUST_CHECK;

/* By whose program asks. Staff and the worker need the first six lists, families and guardians their own. */
extern const struct statement *const pair_propose_statements[], *const pair_paper_statements[], *const pair_staff_statements[],
	*const pair_end_statements[], *const pair_find_statements[];
extern const struct statement *const pair_guardian_statements[], *const pair_family_statements[];

#endif
