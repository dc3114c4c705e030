/* Versions of a programme that are not published yet: at most one of a programme. One person drafts and submits, and only that person writes
 * in the draft; another publishes it or returns it with a reason (maker and checker). A submitted version is read only; a published one
 * never changes, but for its last day, which the next one sets. Everything is audited, in the caller's transaction. */
#ifndef YM_DOMAIN_AID_RULE_DRAFT_H
#define YM_DOMAIN_AID_RULE_DRAFT_H

#include "db/db.h"
#include "domain/aid/programme_desk.h"
#include "domain/aid/rule_wish.h"
#include "domain/office/actor.h"

enum draft_refusal {
	RULE_FINE,
	RULE_OPEN_ALREADY,	/* there is a version that is not published */
	RULE_NONE_OPEN,		/* there is none, or somebody submitted, returned or published it meanwhile */
	RULE_NOT_YOURS,		/* somebody else drafts it */
	RULE_SAME_PERSON,	/* who drafted or submitted it neither publishes nor returns it */
	RULE_UNCONFIRMED,	/* nobody compared the amounts with the document, and this is no demonstration */
	RULE_OVERLAPS,		/* a published version holds on one of its days */
	RULE_DAYS,		/* the last day is before the first */
	RULE_FULL,		/* no more tiers, or clauses of that group, or clauses at all */
	RULE_NOT_THERE,		/* the tier or clause is not there (any more) */
	RULE_UNSOUND		/* see draft_refused.fault */
};
extern const char *const draft_refusal_names[];

/* Why not. Functions below that fill it return E_CONFLICT with it, or E_INVALID for a clause whose `part` is wrong. */
struct draft_refused {
	enum draft_refusal refusal;
	enum rule_fault fault;			/* of RULE_UNSOUND */
	const struct clause_wish *where;	/* the clause, NULL: none in particular */
	enum clause_part part;			/* of E_INVALID */
};

/* A copy of what is in force on `day` (or of the newest), or an empty one. */
enum err rule_draft_begin(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct date day,
			  struct timestamp now, struct draft_refused *refused) MUST_CHECK;

struct rule_head {
	struct date valid_from, valid_to;	/* valid_to none: until another is published */
	const char *law_ref, *source;
	bool confirmed;
};
enum err rule_draft_save(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const struct rule_head *head,
			 struct timestamp now, struct draft_refused *refused) MUST_CHECK;

/* tier 0: another one at the end; else that one changes. */
enum err rule_draft_put_tier(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const struct tier_wish *tier,
			     struct timestamp now, struct draft_refused *refused) MUST_CHECK;

/* The last one, and its clauses: tiers are numbered without gaps. */
enum err rule_draft_drop_tier(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			      struct draft_refused *refused) MUST_CHECK;

/* position 0: another one at the end of its group; else that one changes. */
enum err rule_draft_put_clause(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id,
			       const struct clause_wish *clause, struct timestamp now, struct draft_refused *refused) MUST_CHECK;
enum err rule_draft_drop_clause(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, int64_t tier, int64_t group,
				int64_t position, struct timestamp now, struct draft_refused *refused) MUST_CHECK;

/* Is the rule sound? RULE_UNSOUND with the fault and the clause. */
enum err rule_draft_sound(struct arena *arena, const struct rule_wish *wish, struct draft_refused *refused) MUST_CHECK;

/* Submit a sound draft; take it back before it was decided on; throw a draft away (whose drafter is gone: anybody who may edit). */
enum err rule_draft_submit(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			   struct draft_refused *refused) MUST_CHECK;
enum err rule_draft_withdraw(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			     struct draft_refused *refused) MUST_CHECK;
enum err rule_draft_discard(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			    struct draft_refused *refused) MUST_CHECK;

/* The second person. Publishing ends the version before it on the day before. `demo`: the site is a demonstration. */
enum err rule_draft_publish(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, bool demo, struct timestamp now,
			    struct draft_refused *refused) MUST_CHECK;
enum err rule_draft_return(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const char *reason,
			   struct timestamp now, struct draft_refused *refused) MUST_CHECK;

extern const struct statement *const rule_draft_statements[], *const rule_publish_statements[];

#endif
