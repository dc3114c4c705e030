/* Runs of the solver, as staff see them: asked for, solved by the worker, compared, discarded. A run changes nothing; its proposals become
 * pairs by a person's decision (match_decide.h). */
#ifndef YM_DOMAIN_PAIRING_MATCH_RUN_H
#define YM_DOMAIN_PAIRING_MATCH_RUN_H

#include "domain/office/actor.h"
#include "domain/pairing/match_plan.h"

enum run_state { RUN_WAITING, RUN_SOLVED, RUN_FAILED, RUN_DISCARDED };
extern const char *const run_state_names[];

struct match_run {
	int64_t id;
	int64_t unit_id;
	const char *unit, *path;	/* the scope */
	const char *login;		/* who asked; NULL: a command */
	int64_t job_id;			/* 0: none */
	enum run_state state;
	struct timestamp asked_at, solved_at;
	struct match_points weights;
	const char *digest;		/* the first digits of the input's, in hexadecimal; NULL: not solved yet */
	int64_t students, families, edges;
	int64_t first_places, second_places, third_places, fourth_places;
	int64_t score, blocking_pairs;
	int64_t solve_us, total_us;
	int64_t first_percent, second_percent;		/* of the students */
	int64_t mean_score, mean_days;			/* of a proposal; of a student who gets a family */
	int64_t proposals, undecided, approved, refused, refused_meanwhile;
	int64_t unpaired, left;
};
extern const struct shape match_run_shape;

/* The weights of the newest version. */
enum err match_weights_current(struct db *db, struct arena *arena, struct match_points *out, int64_t *version) MUST_CHECK;

/* Asked for within the actor's scope, and queued as a job; audited. E_NOT_FOUND: no such unit there. E_INVALID: the weights are out of
 * range, or their sum is not 1 … 1000. */
enum err match_run_ask(struct db *db, struct arena *arena, const struct actor *actor, int64_t unit_id, const struct match_points *weights,
		       struct timestamp now, int64_t *id) MUST_CHECK;

/* Load, solve, store, in the caller's transaction. E_CONFLICT: solved already, or discarded. */
enum err match_run_solve(struct db *db, struct arena *arena, int64_t id, struct timestamp now, struct match_totals *out,
			 struct fault *fault) MUST_CHECK;

enum err match_run_list(struct db *db, struct arena *arena, const char *scope, int64_t before, int64_t rows, struct rows *out,
			bool *more) MUST_CHECK;
/* E_NOT_FOUND also outside `scope` (NULL: anywhere). */
enum err match_run_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct match_run *out) MUST_CHECK;

/* Nothing of it may be decided any more; what was decided stands. E_CONFLICT: it was discarded. Audited. */
enum err match_run_discard(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct timestamp now) MUST_CHECK;

/* How groups of students were served, to show. */
struct run_figure {
	enum match_grouping grouping;
	const char *name;
	const char *words;		/* a county's name; NULL: of the other groupings */
	int64_t students, matched, second, waited_days;
	int64_t percent, second_percent;	/* of the students */
	int64_t mean_days;
};
extern const struct shape run_figure_shape;
enum err match_run_figures(struct db *db, struct arena *arena, int64_t id, struct rows *out) MUST_CHECK;

/* Families without a student, students without a family: codes and reasons, for staff only. */
struct run_unpaired {
	int64_t family_id;
	const char *family;		/* code */
	const char *county;
	enum unpaired_why why;
	const char *nearest;		/* the student's code; NULL: none */
	int64_t nearest_short;
};
extern const struct shape run_unpaired_shape;
enum err match_run_unpaired(struct db *db, struct arena *arena, int64_t id, int64_t after, int64_t rows, struct rows *out, bool *more) MUST_CHECK;

struct run_left {
	int64_t student_id;
	const char *student, *county;
	enum left_why why;
};
extern const struct shape run_left_shape;
enum err match_run_left(struct db *db, struct arena *arena, int64_t id, int64_t after, int64_t rows, struct rows *out, bool *more) MUST_CHECK;

extern const struct statement *const match_run_statements[];		/* asking and looking */
extern const struct statement *const match_solve_statements[];		/* the worker's, besides match_input_statements */

#endif
