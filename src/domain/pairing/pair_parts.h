/* Inside the pair module only: what each step locks and looks at. */
#ifndef YM_DOMAIN_PAIRING_PAIR_PARTS_H
#define YM_DOMAIN_PAIRING_PAIR_PARTS_H

#include "domain/pairing/pair.h"

/* The columns of struct pair, in its shape's order. An enumeration that is not said yet reads as its first name. */
#define PAIR_COLUMNS                                                                                                \
	"p.id, p.code, p.student_id, p.family_id, COALESCE(p.run_id, 0) AS run_id, CAST(p.place AS SIGNED) AS place, p.state, p.proposed_at, " \
	"p.held_until, p.family_accepted_at, p.guardian_accepted_at, p.school_accepted_at, p.approved_at, p.activated_at, "  \
	"p.paused_at, p.ending_at, p.ended_at, COALESCE(p.pause_reason, 'guardian') AS pause_reason, "                        \
	"COALESCE(p.end_reason, 'not_chosen') AS end_reason, COALESCE(p.ending_by, 'family') AS ending_by"

/* What a pair rests on, read under the locks of a step. */
struct ground {
	struct pair pair;
	const char *student_code, *path;	/* of the student */
	int64_t family_capacity, family_live;	/* the pair itself counts */
	int64_t student_places, student_live;
	bool family_approved, student_open;
	bool consent_newest;			/* to the newest version of the text: for a step forward */
	bool barred;
};

/* Lock the trail's head, the family, the student, the pair. E_NOT_FOUND: no such pair. */
enum err pair_lock(struct db *db, struct arena *arena, int64_t id, struct timestamp now, struct ground *out) MUST_CHECK;
enum err pair_lock_code(struct db *db, struct arena *arena, const char *code, struct timestamp now, struct ground *out) MUST_CHECK;

/* The same of two who are no pair yet; ground->pair is zeroed. E_NOT_FOUND: no such family, or no such student in pairing. */
enum err pair_lock_two(struct db *db, struct arena *arena, int64_t student_id, int64_t family_id, struct timestamp now,
		       struct ground *out, bool *exists) MUST_CHECK;

/* Does it stand? For a pair that exists: it counts itself. */
enum pair_refusal pair_ground_refusal(const struct ground *ground);

/* In this state, the hold not over, and the ground stands: else E_CONFLICT and the word. */
enum err pair_may(const struct ground *ground, enum pair_state from, struct timestamp now, enum pair_refusal *refusal) MUST_CHECK;
enum err pair_refuse(enum pair_refusal *refusal, enum pair_refusal word) MUST_CHECK;

/* Not active yet, not ended: its hold counts. */
bool pair_is_before(const struct pair *pair);

struct timestamp pair_hold_end(struct timestamp now);

enum err pair_write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			  const struct ground *ground, const char *reason, const char *detail, struct timestamp now) MUST_CHECK;

/* What all users of the module ask with. */
#define PAIR_GROUND_STATEMENTS                                                                                      \
	&pair_statement_by_code, &pair_statement_by_id, &pair_statement_family, &pair_statement_student, &pair_statement_pair,  \
	&pair_statement_family_live, &pair_statement_student_live, &pair_statement_between
extern const struct statement pair_statement_by_code, pair_statement_by_id, pair_statement_family, pair_statement_student,
	pair_statement_pair, pair_statement_family_live, pair_statement_student_live, pair_statement_between;
extern const struct statement pair_statement_family_accept, pair_statement_decline, pair_statement_guardian_accept,
	pair_statement_guardian_decline, pair_statement_go_on, pair_statement_pause, pair_statement_pause_again, pair_statement_ask_end;

#endif
