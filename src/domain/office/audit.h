/* The audit trail: append-only, a hash chain. hash = BLAKE2b-256(previous hash ‖ seq, 8 bytes big endian ‖ canonical text), where
 * the canonical text is every other column of the row in the order of the table (at, account_id, actor, role, action, subject,
 * unit_path, outcome, reason, detail), each as `length:value` without anything between: the value is what CAST(column AS CHAR)
 * gives in UTF-8 (`at` as "2018-11-09 09:12:00.000000", UTC), length its bytes in decimal; NULL is `-:` (design.md §8).
 * No personal values: subjects are named by table and key ("student:K7QF2M9XW"), changed personal fields by name only. */
#ifndef YM_DOMAIN_OFFICE_AUDIT_H
#define YM_DOMAIN_OFFICE_AUDIT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum audit_outcome { AUDIT_DONE, AUDIT_SEEN, AUDIT_REFUSED };
extern const char *const audit_outcome_names[];	/* "done", "seen", "refused" */

/* What is said of an event. NULL texts are none; `at` and who are the writer's. Whoever holds no role at a unit (the worker, a
 * command, somebody signing in) is written with the role "none". */
struct audit_event {
	const char *action;		/* of action_names, or finer: "campaign_approve", "student_reveal" */
	const char *subject;
	const char *unit_path;		/* of the subject; NULL: the actor's */
	enum audit_outcome outcome;
	const char *reason;		/* as typed */
	const char *detail;		/* JSON; see difference_json */
};

/* One event in the caller's transaction. The first call of a transaction locks the head of the chain until its end, so call
 * it after other locks are taken, or lock first (audit_lock) where the transaction has read before: who reads, then waits for
 * the head, would be told to begin again (innodb_snapshot_isolation). serve locks first for every POST of an audited program. */
enum err audit_lock(struct db *db, struct arena *arena) MUST_CHECK;
enum err audit_write(struct db *db, struct arena *arena, const struct actor *actor, const struct audit_event *event,
		     struct timestamp now) MUST_CHECK;

/* In a transaction of its own (reads of personal data, refusals): it stays although the request fails. Not inside another. */
enum err audit_note(struct db *db, struct arena *arena, const struct actor *actor, const struct audit_event *event,
		    struct timestamp now) MUST_CHECK;

/* Many events in one transaction, with few statements: head locked once, rows in bulk, head moved once at audit_batch_end. No
 * audit_write between begin and end. Everybody else waits for the head meanwhile: begin late. */
struct audit_batch;
enum err audit_batch_begin(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			   struct audit_batch **out) MUST_CHECK;
/* Texts are copied into the batch's own memory, which is emptied every few hundred events; the actor must stay. */
enum err audit_batch_add(struct audit_batch *batch, const struct audit_event *event) MUST_CHECK;
enum err audit_batch_end(struct audit_batch *batch) MUST_CHECK;

/* {"title":["old","new"],…}: the columns of two rows of one shape that differ; NULL: none. Those named in `hidden` (blank
 * separated; may be NULL) show [true,true] instead of values. Bytes columns are always hidden. */
char *difference_json(struct arena *arena, const struct shape *shape, const void *before, const void *after, const char *hidden);

/* The same, read back for people, and any flat object of other details: rows of audit_change_shape. Text that is no such object
 * gives no rows. */
struct audit_change {
	const char *name;
	const char *before, *after;		/* as text; NULL: nothing */
	bool hidden;				/* it changed, and its values are not kept here */
	bool single;				/* a plain detail: its value is `after` */
};
extern const struct shape audit_change_shape;
void audit_changes(struct arena *arena, const char *detail, struct rows *out);

/* A row of the trail, to show. */
struct audit_row {
	int64_t seq;
	struct timestamp at;
	const char *actor, *role, *action, *subject, *unit_path;
	enum audit_outcome outcome;
	const char *reason, *detail;
};
extern const struct shape audit_row_shape;

struct audit_search {
	const char *actor, *action, *subject;	/* exact; "" or NULL: any. Each has its index, actor and action together too */
	struct date from, until;		/* days in Asia/Shanghai, both included; none or zero: open */
	int64_t before;				/* seq; 0: the newest */
	int64_t rows;
};

/* Newest first. *more: there are older ones. */
enum err audit_list(struct db *db, struct arena *arena, const struct audit_search *search, struct rows *out,
		    bool *more) MUST_CHECK;

/* The last few events of one subject, for its own page: what was changed, when and by whom. */
enum err audit_history(struct db *db, struct arena *arena, const char *subject, struct rows *out) MUST_CHECK;

/* Verification. `seq` 0 and a zero hash begin the chain. */
struct audit_head {
	int64_t seq;
	struct bytes hash;
};
enum err audit_head_read(struct db *db, struct arena *arena, struct audit_head *out) MUST_CHECK;

enum audit_fault {
	AUDIT_WHOLE,
	AUDIT_GAP,			/* event `at` is missing */
	AUDIT_ALTERED,			/* event `at` is not what was written, or not what the one before was */
	AUDIT_TAIL_CUT,			/* the head counts more events; `at` is the first missing one */
	AUDIT_HEAD_DIFFERS,		/* the head is missing, has another hash, or events stand beyond it (`at`) */
	AUDIT_EXPORTED_DIFFERS		/* event `at`, the exported one, is missing or has another hash */
};
extern const char *const audit_fault_names[];	/* "whole", "gap", "altered", "tail_cut", "head_differs", "exported_differs" */

/* Walk the whole chain in constant memory, in a transaction of its own: what is appended meanwhile is not seen. `exported` (may
 * be NULL) is a head written down earlier: the event of its seq must have its hash. *fault and *at say the first thing wrong;
 * `progress` (may be NULL) is called now and then. */
enum err audit_verify(struct db *db, const struct audit_head *exported,
		      void (*progress)(void *context, int64_t seq, int64_t last), void *context, enum audit_fault *fault,
		      int64_t *at) MUST_CHECK;

extern const struct statement *const audit_statements[];		/* what a writer needs */
extern const struct statement *const audit_reader_statements[];		/* what its pages need */

#endif
