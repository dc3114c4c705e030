/* Who is entitled to aid and does not have it (应助尽助), who has it without being entitled, of whom it is not known; and our register held against the
 * poverty office's. A run looks at one unit for one period by the rules of one day; the worker does it in steps, each a transaction. It
 * changes nothing: what it found is put right elsewhere, and the next run no longer finds it. domain.md §3. */
#ifndef YM_DOMAIN_AID_GAP_H
#define YM_DOMAIN_AID_GAP_H

#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/student.h"

enum gap_kind {
	GAP_LEFT_OUT,		/* entitled, and no award covers the period */
	GAP_NOT_ENTITLED,	/* an award covers it, and by the rules of the day it should not */
	GAP_TO_ASK,		/* a student of whom something is not known that a programme depends on */
	GAP_NOT_ENROLLED,	/* on the poverty register, of school age, and no student of that ID number */
	GAP_NOT_LISTED,		/* a poor student who is not on the poverty register, in a county that has handed one over */
	gap_kinds
};
extern const char *const gap_kind_names[];	/* "left_out", … */

enum gap_state { GAP_WAITING, GAP_DONE, GAP_FAILED };
extern const char *const gap_state_names[];

struct gap_run {
	int64_t id;
	int64_t unit_id;
	const char *unit, *path;
	const char *period;
	struct date day;
	const char *login;		/* NULL: made every night */
	int64_t job_id;			/* 0: none */
	enum gap_state state;
	struct timestamp asked_at, done_at;
	int64_t students;
	int64_t left_out, not_entitled, to_ask, not_enrolled, not_listed;
	int64_t ms;			/* of work */
	bool lines_kept;
	bool whole;			/* it lies in the scope asked with: its counts are for whoever asked */
};
extern const struct shape gap_run_shape;

/* The deeper of the run's path and the scope. */
const char *gap_run_part(const struct gap_run *run, const char *scope);

/* --- asking --- */

/* Asked for within the actor's scope, and queued as a job; audited (gap_reconcile). E_NOT_FOUND: no such unit there. E_INVALID: no period. */
enum err gap_run_ask(struct db *db, struct arena *arena, const struct actor *actor, int64_t unit_id, const char *period,
		     struct timestamp now, int64_t *id) MUST_CHECK;

/* One of each city for the term that runs now; *count of them. Lines of nightly runs that no sheet rests on are dropped after
 * gap_nights_kept nights. */
enum { gap_nights_kept = 14 };
enum err gap_run_nightly(struct db *db, struct arena *arena, struct timestamp now, int64_t *count) MUST_CHECK;

/* --- the worker's --- */

struct gap_slice {
	int64_t seen, last_id;		/* students */
	bool done;
};
/* The next `rows` students after `after_id`; after the last of them the registers, and the run is done. E_CONFLICT: it was done before. */
enum err gap_run_step(struct db *db, struct arena *arena, int64_t id, int64_t after_id, int64_t rows, struct timestamp now,
		      struct gap_slice *out) MUST_CHECK;

/* --- looking. A run of a unit above shows its part: whoever looks narrows what is found to `scope` (gap_run_part). E_NOT_FOUND: a run that
 * neither lies in `scope` (NULL: anywhere) nor holds it. --- */

enum err gap_run_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct gap_run *out) MUST_CHECK;
enum err gap_run_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out,
		      bool *more) MUST_CHECK;

/* How a programme stands below `path`. */
struct gap_programme {
	int64_t programme_id;
	const char *title, *title_en;
	int64_t eligible, awarded, left_out, not_entitled, to_ask;
	struct money amount;		/* of the awards */
	int64_t percent;		/* of the eligible, left out */
};
extern const struct shape gap_programme_shape;
enum err gap_by_programme(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct rows *out) MUST_CHECK;

struct gap_counts {
	int64_t left_out, not_entitled, to_ask, not_enrolled, not_listed;
};
extern const struct shape gap_counts_shape;
enum err gap_count(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct gap_counts *out) MUST_CHECK;

/* How the units right below `path` stand (lines, by kind). */
struct gap_place {
	int64_t unit_id;
	const char *name;
	int64_t left_out, not_entitled, to_ask, not_enrolled, not_listed;
	int64_t percent;		/* of the greatest left_out of them: a bar's length */
};
extern const struct shape gap_place_shape;
enum err gap_by_place(struct db *db, struct arena *arena, int64_t run_id, const char *path, struct rows *out) MUST_CHECK;

/* A list, masked. */
struct gap_line {
	int64_t id;
	const char *path;
	const char *unit;		/* the school; not_enrolled: who keeps the row */
	const char *student;		/* code; NULL: not_enrolled */
	const char *name;		/* 张*; NULL: erased */
	int64_t birth_year;
	enum stage stage;		/* of a student */
	int64_t grade;			/* 0: not_enrolled */
	enum hardship hardship;
	const char *programme, *programme_en;	/* NULL: of no single one */
	const char *award;		/* code; NULL: none */
	struct money amount;		/* 0: not known */
	int64_t missing;		/* bits 1 << enum fact_field */
};
extern const struct shape gap_line_shape;

struct gap_search {
	int64_t run_id;
	enum gap_kind kind;
	const char *path;		/* it and all below */
	const char *after_path;		/* keyset: rows after (path, id); NULL: from the first */
	int64_t after_id, rows;
};
enum err gap_line_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct gap_search *search, struct rows *out,
		       bool *more) MUST_CHECK;

extern const struct statement *const gap_run_statements[];	/* asking and looking */
extern const struct statement *const gap_list_statements[];
extern const struct statement *const gap_walk_statements[];	/* the worker's, besides aid_student_statements and programme_statements */
extern const struct statement *const gap_night_statements[];	/* the worker's, besides gap_run_statements */

#endif
