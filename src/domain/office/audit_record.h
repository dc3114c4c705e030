/* Inside the audit trail only: a row as it is stored, and appending it. */
#ifndef YM_DOMAIN_OFFICE_AUDIT_RECORD_H
#define YM_DOMAIN_OFFICE_AUDIT_RECORD_H

#include "domain/office/audit.h"

struct audit_record {
	int64_t seq;
	struct timestamp at;
	int64_t account_id;			/* 0: NULL */
	const char *actor, *role, *action, *subject, *unit_path;
	enum audit_outcome outcome;
	const char *reason, *detail;
	struct bytes hash;
};
extern const struct statement audit_append;	/* binds struct audit_record: for one, or for many */

/* The head, locked until the end of the transaction. */
enum err audit_head_lock(struct db *db, struct arena *arena, struct audit_head *out) MUST_CHECK;
enum err audit_head_move(struct db *db, const struct audit_head *head) MUST_CHECK;

/* The event behind `head`, with its hash; its texts are the caller's. */
void audit_record_make(struct arena *arena, const struct audit_head *head, const struct actor *actor,
		       const struct audit_event *event, struct timestamp now, struct audit_record *out);

/* A number that is taken already means that somebody wrote beyond the head: no caller can mend that. */
enum err audit_appended(enum err err) MUST_CHECK;

#endif
