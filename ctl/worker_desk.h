/* Inside the worker command only. */
#ifndef YM_CTL_WORKER_DESK_H
#define YM_CTL_WORKER_DESK_H

#include "app/settings.h"
#include "work/carrier.h"

/* What the worker reads before it works. */
struct worker_desk {
	struct arena arena;
	struct settings settings;
	struct db_options database;
	struct keyring *keyring;
	struct carrier carrier;
	struct post_gateway gateway;
	struct post_server server;
};

/* worker_check.c: compares the texts of messages; where the database answers, prepares every statement and compares the rights of
 * the worker's user. A line per finding; the exit status. */
int worker_check(struct worker_desk *desk);

#endif
