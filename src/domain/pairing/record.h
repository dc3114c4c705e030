/* The service record (志愿服务记录) that a family prints: visits done and confirmed by the school, hours by year. Nothing of a child. */
#ifndef YM_DOMAIN_PAIRING_RECORD_H
#define YM_DOMAIN_PAIRING_RECORD_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"

struct record_visit {
	struct date happened_on;
	int64_t minutes;
};
extern const struct shape record_visit_shape;

struct record_year {
	int64_t year, visits, hours, minutes;	/* minutes beyond whole hours */
};
extern const struct shape record_year_shape;

struct record {
	const char *serial;		/* CODE-YYYYMMDD-N: the family, the day it was printed, the visits on it */
	const char *name;		/* who serves: a real name (志愿服务条例 article 19) */
	const char *family_code;
	struct date printed_on;
	int64_t visits, hours, minutes;
};
extern const struct shape record_shape;

enum err record_of(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id, struct date today,
		   struct record *out, struct rows *visits, struct rows *years) MUST_CHECK;

extern const struct statement *const record_statements[];

#endif
