/* Inside accounts: what account.c and role_grant.c share. */
#ifndef YM_DOMAIN_OFFICE_ACCOUNT_PARTS_H
#define YM_DOMAIN_OFFICE_ACCOUNT_PARTS_H

#include "base/arena.h"
#include "db/db.h"
#include "domain/office/actor.h"

bool role_is_administrator(enum office_role role);	/* of the system, safety, the audit trail */

enum err account_write_event(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *login,
			     const char *reason, const char *detail, struct timestamp now) MUST_CHECK;

#endif
