/* What awaits a member of staff: how many of each kind, and how many of those are late. Counted only as far as people count:
 * work_count_max and more look the same, so that the page costs as much with a million pledges as with ten. */
#ifndef YM_DOMAIN_OFFICE_WORK_LIST_H
#define YM_DOMAIN_OFFICE_WORK_LIST_H

#include "base/arena.h"
#include "db/db.h"
#include "domain/giving/campaign_draft.h"
#include "domain/office/actor.h"

enum work_kind {
	WORK_CAMPAIGNS,		/* what others submitted to be approved; late after three days */
	WORK_PLEDGES,		/* registered, to be confirmed; late after seven days */
	WORK_TELEPHONES,	/* new telephones to be confirmed; late after three days */
	WORK_REQUESTS,		/* access and erasure; late when their day is over (PIPL article 50: in time) */
	WORK_IMPORTS,		/* looked through, waiting to be taken in or given up */
	WORK_JOBS,		/* failed in the last seven days */
	WORK_MESSAGES,		/* failed, or nobody knows: waiting for a person */
	work_kinds
};

enum { work_count_max = 100 };

struct work_count {
	int64_t waiting, late;		/* 0 … work_count_max */
};

/* In the reach of the actor's role and unit; out[work_kinds]. What the role may not do is counted too: the page asks. */
enum err work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now, struct date today,
		   struct work_count out[work_kinds]) MUST_CHECK;

extern const struct statement *const work_list_statements[];

#endif
