/* Requests for help that await a member of staff; counted as work_list.h counts. */
#ifndef YM_DOMAIN_AID_HELP_WORK_H
#define YM_DOMAIN_AID_HELP_WORK_H

#include "domain/office/work_list.h"

enum help_work {
	HELP_WORK_MINE,		/* one's own; late by their deadline */
	HELP_WORK_NOBODY,	/* nobody's, seen to by one's own level (or that level's by climbing); late by the deadline of sorting */
	HELP_WORK_BAD,		/* bad ratings of others; late by their deadline */
	help_works
};

enum err help_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[help_works]) MUST_CHECK;

extern const struct statement *const help_work_statements[];

#endif
