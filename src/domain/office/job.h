/* Long work, one queue in the database. A job advances step by step; each step is one transaction that does its rows, moves
 * `position` and renews the heartbeat. A worker that died is found by its heartbeat; another takes the job over (a new claim)
 * and goes on at `position`: no row is done twice, for the old claim can commit nothing any more. */
#ifndef YM_DOMAIN_OFFICE_JOB_H
#define YM_DOMAIN_OFFICE_JOB_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum { job_heartbeat_seconds = 30, job_attempts_max = 5 };	/* silent for so long: another may take it */

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED };
extern const char *const job_state_names[];

/* Why a job failed, as names that the job's page has words for (`failure` in view/pages/admin/job_words.xhtml). What nobody foresaw is
 * "broken", or "busy" where trying again did not help; the worker's log line of the job says more. */
enum job_failure { JOB_BROKEN, JOB_BUSY, JOB_UNKNOWN_KIND, JOB_ABANDONED, JOB_SHEET_FULL, JOB_KEY_UNKNOWN,
		   JOB_NOT_ALLOWED };
extern const char *const job_failure_names[];

struct job {
	int64_t id;
	const char *kind, *subject;
	enum job_state state;
	int64_t account_id;		/* 0: the system's own */
	const char *login;		/* NULL likewise */
	const char *unit_path;
	const char *input;		/* NULL: none */
	int64_t total, position;	/* total 0: not known yet */
	int64_t shown;			/* rows done, for the eye: position, or what the step in hand says of itself (job_show) */
	int64_t percent;		/* 0 … 100 */
	int64_t claim, attempts;
	struct timestamp queued_at, started_at, heartbeat_at, ended_at, cancel_asked_at;
	int64_t rows_per_second;	/* since it started; 0: not known */
	int64_t seconds_left;		/* -1: not known */
	const char *failure;		/* of job_failure_names; NULL: none */
};
extern const struct shape job_shape;

struct job_wish {
	const char *kind, *subject, *once_key, *unit_path, *input;	/* NULL: none */
	int64_t total;
	struct timestamp not_before;	/* none: now */
};

/* In the caller's transaction. A wish whose once_key was queued before gives that job's id. */
enum err job_queue(struct db *db, struct arena *arena, const struct actor *actor, const struct job_wish *wish, struct timestamp now,
		   int64_t *id) MUST_CHECK;

/* What a kind of work is: one table of these (src/work/kinds.c). `step` runs inside the transaction that moves the
 * position: it does some rows from job->position on, sets *position to where the next step begins and *done at the end; it may
 * set *total. Its error fails the job (E_BUSY: tried again later). It may not read or write files that a repeat would spoil. */
struct job_step {
	int64_t position;
	int64_t total;
	bool done;
};
struct work;			/* what steps are given besides: keyring, clock; see domain/office/work.h */
struct job_hold;

/* Ends a step that knows why it cannot go on: the job fails by that name (E_BUSY: unless a later try goes well). Returns `err`. */
enum err job_refuse(struct work *work, enum job_failure why, enum err err) MUST_CHECK;

struct job_kind {
	const char *name;
	enum err (*step)(struct work *work, struct arena *arena, const struct job *job, struct job_step *step);
	/* Called once after the last step committed, or the job was cancelled or failed: to wipe what it left. Inside a transaction
	 * that also notes that it was called, by whatever worker is alive. May be NULL. */
	enum err (*end)(struct work *work, struct arena *arena, const struct job *job);
	int64_t every_minutes;	/* queued by the worker itself; 0: only on demand */
};

/* Take one job that waits, or whose worker fell silent (FOR UPDATE SKIP LOCKED), and run one or more steps of it for about
 * `slice_ms`; then it waits for its next turn. Steps run by db_transaction_committed. *found false: nothing to do. `arena` is
 * not the steps': theirs is emptied after each. Not inside a transaction. E_BUSY: the database is away, or a lost connection left
 * the job to whoever takes it over. */
enum err job_work(struct work *work, struct arena *arena, const struct job_kind *const *kinds, int64_t slice_ms, bool *found) MUST_CHECK;

/* Queue what is due of the kinds that have every_minutes; harmless from many workers. */
enum err job_schedule(struct work *work, struct arena *arena, const struct job_kind *const *kinds) MUST_CHECK;

/* A long step says how far it is; job_pulse tells it to whoever looks. Harmless where no worker holds the job. */
void job_show(struct work *work, int64_t rows);

/* For a thread beside: renew the heartbeat of what `hold` names, while a step is long, and write how far it is. */
enum err job_pulse(struct db *db, struct job_hold *hold, struct timestamp now) MUST_CHECK;

enum err job_log(struct db *db, int64_t job_id, const char *code, int64_t number, const char *detail, struct timestamp now) MUST_CHECK;

struct job_line {
	struct timestamp at;
	const char *code;
	int64_t number;
	const char *detail;
};
extern const struct shape job_line_shape;

struct job_search {
	const char *scope;		/* a unit's path; NULL or "": all, the system's own too */
	enum job_state state;
	bool of_state;
	const char *kind;		/* NULL: any */
	int64_t before, rows;		/* id, 0: the newest */
};
enum err job_list(struct db *db, struct arena *arena, const struct job_search *search, struct timestamp now, struct rows *out,
		  bool *more) MUST_CHECK;
enum err job_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct timestamp now, struct job *out) MUST_CHECK;
/* The newest 200, newest first. */
enum err job_lines(struct db *db, struct arena *arena, int64_t id, struct rows *out) MUST_CHECK;
/* A job that waits ends at once; one that runs, before its next step. E_CONFLICT: ended already. Audited. */
enum err job_cancel(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now) MUST_CHECK;

extern const struct statement *const job_statements[];		/* queueing and looking */
extern const struct statement *const job_worker_statements[];

#endif
