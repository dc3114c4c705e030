/* What the worker's steps are given. */
#ifndef YM_DOMAIN_OFFICE_WORK_H
#define YM_DOMAIN_OFFICE_WORK_H

#include "base/clock.h"
#include "crypt/key.h"
#include "db/db.h"

struct work {
	struct db *db;
	struct keyring *keyring;
	const struct clock *clock;
	struct fault *fault;
};

#endif
