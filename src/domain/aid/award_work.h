/* Awards and objections that await a member of staff; counted as work_list.h counts. */
#ifndef YM_DOMAIN_AID_AWARD_WORK_H
#define YM_DOMAIN_AID_AWARD_WORK_H

#include "domain/office/work_list.h"

enum award_work {
	AWARD_WORK_VERIFY,	/* applied for; late after ten days */
	AWARD_WORK_APPROVE,	/* the days of objection are over; late ten days after */
	AWARD_WORK_APPEALS,	/* not decided; late after ten days */
	AWARD_WORK_OBJECTIONS,	/* open; late when due */
	award_works
};

enum err award_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			 struct work_count out[award_works]) MUST_CHECK;

extern const struct statement *const award_work_statements[];

#endif
