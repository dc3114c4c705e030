/* The audit trail: append-only, a hash chain. hash = BLAKE2b-256(previous hash ‖ seq, 8 bytes big endian ‖ canonical text), where
 * the canonical text is every other column of the row, each as `length:value`, in the order of the table (design.md §8).
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

/* What is said of an event. NULL texts are none; `at` and who are the writer's. */
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

/* Many events in one transaction, with few statements: head locked once, rows in bulk, head moved once at audit_batch_end. */
struct audit_batch;
enum err audit_batch_begin(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now,
			   struct audit_batch **out) MUST_CHECK;
/* Texts are copied into the batch's own memory, which audit_batch_flush empties; it flushes itself every few hundred. */
enum err audit_batch_add(struct audit_batch *batch, const struct audit_event *event) MUST_CHECK;
enum err audit_batch_end(struct audit_batch *batch) MUST_CHECK;

/* {"title":["old","new"],…}: the columns of two rows of one shape that differ; NULL: none. Those named in `hidden` (blank
 * separated; may be NULL) show [true,true] instead of values. Bytes columns are always hidden. */
char *difference_json(struct arena *arena, const struct shape *shape, const void *before, const void *after, const char *hidden);

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
	const char *actor, *action, *subject;	/* exact; "" or NULL: any. At most one of them uses an index; the others filter */
	struct date from, until;		/* none: open */
	int64_t before;				/* seq; 0: the newest */
	int64_t rows;
};

/* Newest first. *more: there are older ones. */
enum err audit_list(struct db *db, struct arena *arena, const struct audit_search *search, struct rows *out, bool *more) MUST_CHECK;

/* The last few events of one subject, for its own page: what was changed, when and by whom. */
enum err audit_history(struct db *db, struct arena *arena, const char *subject, struct rows *out) MUST_CHECK;

/* Verification. `seq` 0 and a zero hash begin the chain. */
struct audit_head {
	int64_t seq;
	struct bytes hash;
};
enum err audit_head_read(struct db *db, struct arena *arena, struct audit_head *out) MUST_CHECK;

enum audit_fault { AUDIT_WHOLE, AUDIT_GAP, AUDIT_ALTERED, AUDIT_TAIL_CUT, AUDIT_HEAD_DIFFERS, AUDIT_EXPORTED_DIFFERS };
extern const char *const audit_fault_names[];

/* Walk the whole chain in constant memory. `exported` (may be NULL) is a head written down earlier: the event of its seq must
 * have its hash. *fault and *at say the first thing wrong; `progress` (may be NULL) is called now and then. */
enum err audit_verify(struct db *db, const struct audit_head *exported, void (*progress)(void *context, int64_t seq, int64_t last),
		      void *context, enum audit_fault *fault, int64_t *at) MUST_CHECK;

extern const struct statement *const audit_statements[];		/* what a writer needs */
extern const struct statement *const audit_reader_statements[];

#endif
