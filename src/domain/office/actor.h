/* Who acts: a member of staff in one role, the worker, or a command. What domain functions that need a right or write the
 * audit trail are given. Lives as long as the request. */
#ifndef YM_DOMAIN_OFFICE_ACTOR_H
#define YM_DOMAIN_OFFICE_ACTOR_H

#include "base/column.h"
#include "domain/office/right.h"

struct actor {
	int64_t account_id;		/* 0: no person */
	const char *login;		/* "worker", "command" where no person */
	const char *name;
	enum office_role role;
	int64_t unit_id;		/* the scope */
	const char *unit_path;
	const char *unit_name;
	int64_t session_id;
	int64_t grant_id;
	struct timestamp second_factor_at;	/* none: never in this session */
};
extern const struct shape actor_shape;		/* for pages: login, name, role, unit_name */

/* The worker, a command (scope: the whole tree), and who has not shown who he is (scope: nothing). */
extern const struct actor actor_worker, actor_command, actor_nobody;

#endif
