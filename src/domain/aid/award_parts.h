/* Inside the award module only. */
#ifndef YM_DOMAIN_AID_AWARD_PARTS_H
#define YM_DOMAIN_AID_AWARD_PARTS_H

#include "domain/aid/award.h"

/* The columns of struct award, in its shape's order. */
#define AWARD_COLUMNS                                                                                               \
	"a.id, a.code, a.student_id, a.programme_id, a.version_id, a.decided_for, a.path, a.period, CAST(a.tier AS SIGNED) AS tier, " \
	"a.amount_fen AS amount, a.applied_at, a.verified_at, a.approved_at, a.refused_at, a.confirmed_at, a.appealed_at, a.decided_at, " \
	"COALESCE(a.verified_by, 0) AS verified_by, COALESCE(a.approved_by, 0) AS approved_by, COALESCE(a.refused_by, 0) AS refused_by, " \
	"COALESCE(a.notice_id, 0) AS notice_id, a.paid_on, COALESCE(a.refusal, 'not_entitled') AS refusal, a.state"

/* Locks the trail's head and the award. E_NOT_FOUND: none of that code in scope (NULL: anywhere). */
enum err award_lock(struct db *db, struct arena *arena, const char *scope, const char *code, struct award *out) MUST_CHECK;
extern const struct statement award_statement_lock;

enum err award_cannot(enum award_word *word, enum award_word why) MUST_CHECK;	/* E_CONFLICT */

enum err award_write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const struct award *award,
			   const char *reason, const char *detail, struct timestamp now) MUST_CHECK;

/* What a rule gives a student in a period. */
struct award_finding {
	const struct rule *rule;
	struct money amount;
	int64_t tier;
};
/* AWARD_FINE, AWARD_NOT_ENTITLED or AWARD_FACT_MISSING. */
enum award_word award_judge(const struct rule *rule, const struct facts *facts, const char *period, struct award_finding *out);

/* The rule of a programme that is in force on a day. E_NOT_FOUND. */
enum err award_rule(struct db *db, struct arena *arena, int64_t programme_id, struct date day, const struct programme **programme,
		    const struct rule **rule) MUST_CHECK;

/* What is pinned: the facts as lines of field=value, by name, in their order. */
char *award_facts_text(struct arena *arena, const struct facts *facts);
enum err award_facts_parse(struct arena *arena, const char *text, struct facts *out) MUST_CHECK;	/* E_INTERNAL */
void award_facts_seal(const struct keyring *keyring, struct arena *arena, const char *code, const struct facts *facts,
		      struct bytes *sealed, struct bytes *digest);

/* A row to be stored. */
struct award_new {
	const char *code;
	int64_t student_id, programme_id, version_id;
	struct date decided_for;
	const char *path, *period;
	int64_t tier;
	struct money amount;
	struct bytes facts_sealed, facts_digest;
	struct timestamp computed_at;
	int64_t computed_by;
	struct timestamp applied_at;	/* none: not yet */
	int64_t applied_by;
	struct timestamp changed_at;
};
extern const struct statement award_statement_insert;
void award_new_fill(const struct keyring *keyring, struct arena *arena, const struct aid_student *student,
		    const struct award_finding *finding, const char *period, const struct actor *actor, struct timestamp now,
		    struct award_new *out);

/* Awards that stand (not refused) of a programme and of students from … to, that would overlap the period. */
struct award_overlap {
	int64_t student_id;
	bool same;		/* this very period: also a refused one */
};
extern const struct shape award_overlap_shape;
extern const struct statement award_statement_overlaps;
/* As LIKE for the periods that overlap: all that begin so. */
const char *award_overlap_like(struct arena *arena, const char *period, enum amount_per per);

/* How many stand of a programme and period. */
extern const struct statement award_statement_filled;

#endif
