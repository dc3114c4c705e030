/* What staff decide of a run's proposals: approve (the pair is proposed and held: pair.h), refuse, or override with another family.
 * Of two who decide at once one wins, the other gets E_CONFLICT; what stands against a pair by now (somebody was quicker, a consent
 * withdrawn) is told by its word. Audited as "match_run:ID". */
#ifndef YM_DOMAIN_PAIRING_MATCH_DECIDE_H
#define YM_DOMAIN_PAIRING_MATCH_DECIDE_H

#include "domain/office/actor.h"
#include "domain/pairing/match_plan.h"
#include "domain/pairing/pair.h"

enum match_decision { DECISION_NONE, DECISION_APPROVED, DECISION_REFUSED };
extern const char *const match_decision_names[];	/* "none", "approved", "refused" */

/* Why an override cannot be, besides what pair_refusal_names say. */
extern const char refusal_does_not_fit[], refusal_unknown[];	/* "does_not_fit": a hard rule; "unknown": no such family with room in the scope */

struct match_proposal {
	int64_t run_id, student_id, family_id;
	const char *student, *family;		/* codes */
	const char *student_home, *family_home;	/* townships */
	const char *county_name;		/* the student's */
	int64_t place, score;
	struct match_points points;
	int64_t metres;
	const char *runner_up;			/* a family's code; NULL: none fits besides */
	int64_t runner_up_short;
	bool runner_up_costs_a_place;		/* it is needed elsewhere, or a place would stay empty */
	bool override;
	enum match_decision decision;
	struct timestamp decided_at;
	const char *decided_by, *reason;
	const char *refusal;			/* of an approval that could not be; NULL: none */
	const char *pair;			/* code; NULL: none */
};
extern const struct shape match_proposal_shape;

struct match_proposal_search {
	int64_t run_id;
	const char *county;			/* code; NULL or "": all */
	bool undecided;
	int64_t after_student, after_place;	/* 0: from the first */
	int64_t rows;
};
enum err match_proposal_list(struct db *db, struct arena *arena, const struct match_proposal_search *search, struct rows *out,
			     bool *more) MUST_CHECK;
/* All of one student in a run. */
enum err match_proposals_of(struct db *db, struct arena *arena, int64_t run_id, const char *student, struct rows *out) MUST_CHECK;

/* One decision in the caller's transaction. student, family: codes. E_NOT_FOUND: no such proposal, or a run outside the actor's scope, or one
 * that is discarded. E_CONFLICT with *refusal (a word): decided already ("state"), or it cannot be a pair. */
enum err match_approve(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
		       const char *family, struct timestamp now, const char **refusal) MUST_CHECK;
enum err match_refuse(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
		      const char *family, const char *reason, struct timestamp now, const char **refusal) MUST_CHECK;
/* `instead` for the proposed `family`, which counts as refused. All hard rules hold, with the room there is now. */
enum err match_override(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, const char *student,
			const char *family, const char *instead, const char *reason, struct timestamp now, const char **refusal) MUST_CHECK;

/* Approve the next `most` undecided ones, in the caller's transaction; what cannot be a pair keeps its word and stays undecided. */
struct match_slice {
	int64_t approved, refused;
	bool more;
};
enum err match_approve_slice(struct db *db, struct arena *arena, const struct actor *actor, int64_t run_id, int64_t most,
			     struct timestamp now, struct match_slice *out) MUST_CHECK;

extern const struct statement *const match_decide_statements[];

#endif
