/* What of pairs awaits a member of staff, counted as domain/office/work_list.h counts; and families that decline again and again. */
#ifndef YM_DOMAIN_PAIRING_PAIR_WORK_H
#define YM_DOMAIN_PAIRING_PAIR_WORK_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/office/work_list.h"

enum pair_work {
	PAIR_WORK_ACCEPT,	/* the family accepted, the school has not; late within a day of the hold's end */
	PAIR_WORK_APPROVE,	/* all accepted; late likewise */
	PAIR_WORK_ACTIVATE,	/* approved; late likewise */
	PAIR_WORK_ENDING,	/* somebody asked for the end; late after three days */
	PAIR_WORK_PAUSED,	/* late after seven days */
	PAIR_WORK_DECLINERS,	/* families, see below */
	PAIR_WORK_RUNS,		/* runs of the solver with pairs that nobody decided on; late after three days */
	pair_works
};

enum { decliner_times = 3, decliner_months = 12 };

/* In the scope of the actor's unit. */
enum err pair_work_list(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			struct work_count out[pair_works]) MUST_CHECK;

/* Families of the scope that declined decliner_times proposals or more within decliner_months, those who did so most first. */
struct pair_decliner {
	const char *family_code;
	int64_t times, distance, time, age, other;	/* of these, because */
	struct timestamp last_at;
};
extern const struct shape pair_decliner_shape;
enum err pair_decliners(struct db *db, struct arena *arena, const char *scope, struct timestamp now, int64_t rows,
			struct rows *out) MUST_CHECK;

extern const struct statement *const pair_work_statements[];

#endif
