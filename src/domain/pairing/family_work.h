/* Families that await a member of staff; counted as work_list.h counts. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_WORK_H
#define YM_DOMAIN_PAIRING_FAMILY_WORK_H

#include "domain/office/work_list.h"

enum family_work {
	FAMILY_WORK_APPLIED,	/* to be taken up; late after seven days */
	FAMILY_WORK_VETTING,	/* checks to be made, or to be approved; late thirty days after they were taken up */
	FAMILY_WORK_RENEWAL,	/* want their checks made again; late when the approval is over */
	family_works
};

enum err family_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			  struct work_count out[family_works]) MUST_CHECK;

extern const struct statement *const family_work_statements[];

#endif
