/* Inside the audit trail only: the text a row is hashed as, and the link to the row before it. The writer takes its values from
 * the program, the verifier the bytes that are stored: both come to the same text. */
#ifndef YM_DOMAIN_OFFICE_AUDIT_CHAIN_H
#define YM_DOMAIN_OFFICE_AUDIT_CHAIN_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/date.h"

enum { audit_hash_bytes = 32 };

/* The columns of audit_event but seq and hash, in the order of the table, as the database gives them CAST AS CHAR. */
enum audit_value { AUDIT_AT, AUDIT_ACCOUNT, AUDIT_ACTOR, AUDIT_ROLE, AUDIT_ACTION, AUDIT_SUBJECT, AUDIT_UNIT_PATH, AUDIT_OUTCOME,
		   AUDIT_REASON, AUDIT_DETAIL, audit_values };

/* `values[n].data` NULL is NULL. `previous` and the result have 32 bytes. */
struct bytes audit_link(struct arena *arena, struct bytes previous, int64_t seq, const struct bytes values[audit_values]);

/* 2018-11-09 09:12:00.000000, UTC. */
char *audit_instant(struct arena *arena, struct timestamp at);

#endif
