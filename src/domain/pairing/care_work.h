/* What awaits a member of staff once pairs are active; counted as work_list.h counts. */
#ifndef YM_DOMAIN_PAIRING_CARE_WORK_H
#define YM_DOMAIN_PAIRING_CARE_WORK_H

#include "domain/office/work_list.h"

enum care_work {
	CARE_WORK_MESSAGES,	/* to be read; a township's are those that climbed; late after message_climb_days */
	CARE_WORK_VISITS,	/* reported, to be confirmed; late after seven days */
	CARE_WORK_CONCERNS,	/* one's own, and nobody's in scope; late by their deadline, or that of the report */
	CARE_WORK_TEACHERS,	/* students whose teacher's account is disabled */
	care_works
};

enum err care_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[care_works]) MUST_CHECK;

extern const struct statement *const care_work_statements[];

#endif
