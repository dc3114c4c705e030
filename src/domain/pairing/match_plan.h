/* One run in memory: from the input to who is to be paired with whom, why, and why others were not. No database.
 *
 * Brothers and sisters first: units of four, of three, of two, then students alone, each size by the solver over what room is left, so
 * that within a size coverage is the greatest there is. A student who has a family already asks for a second place, not a first.
 *
 * The solver is not given every edge. It begins with the best edges_kept of each unit; then every edge in reach is priced, and one that
 * would have been chosen rather (its profit is above the unit's level) is added, until there is none. So the certificate holds for all
 * edges, whatever was left out: coverage is not hurt, and memory stays small where families travel far. */
#ifndef YM_DOMAIN_PAIRING_MATCH_PLAN_H
#define YM_DOMAIN_PAIRING_MATCH_PLAN_H

#include "domain/pairing/match_reach.h"

enum { edges_kept = 256, places_max = 4 };

struct match_choice {
	int64_t student_id, family_id;
	int64_t household;		/* 0: alone */
	int64_t place, score;
	struct match_points points;
	int64_t metres;
	int64_t runner_up_id;		/* 0: no other family fits */
	int64_t runner_up_short;	/* points; above score_max: taking it would leave a place empty elsewhere */
};

enum unpaired_why { UNPAIRED_NONE_IN_REACH, UNPAIRED_NONE_FITS, UNPAIRED_OUTSCORED };
extern const char *const unpaired_why_names[];
struct match_unpaired {
	int64_t family_id;
	enum unpaired_why why;
	int64_t nearest_id, nearest_short;	/* a student; 0: none */
	int64_t price;
};

enum left_why { LEFT_NONE_IN_REACH, LEFT_NONE_FITS, LEFT_OUTNUMBERED };
extern const char *const left_why_names[];
struct match_left {
	int64_t student_id;
	enum left_why why;
};

enum match_grouping { BY_COUNTY, BY_SEX, BY_DISABILITY, BY_STAGE };
extern const char *const match_grouping_names[];
struct match_figure {
	enum match_grouping grouping;
	const char *name;		/* a county's code, "female", "disabled", "not_disabled", "primary", … */
	int64_t students, matched, second;	/* matched, second: with one, with two families, those from before included */
	int64_t served, waited_days;	/* get a family now; their days in all */
};

struct match_totals {
	int64_t students, families, edges;
	int64_t first_places, second_places, third_places, fourth_places;	/* with so many families, those from before included */
	int64_t served;			/* students who get a family now */
	int64_t score, waited_days, blocking_pairs;
	int64_t rounds;			/* of the solver, until no edge was missing */
};

struct match_plan {
	struct match_totals totals;
	struct bytes input_digest;
	struct rows choices;		/* by student, place */
	struct rows unpaired, left, figures;
};

/* E_BUSY: no memory; E_INVALID, E_INTERNAL: as the solver says. */
enum err match_plan_make(struct arena *arena, const struct match_input *input, const struct match_points *weights,
			 struct match_plan *out, struct fault *fault) MUST_CHECK;

#endif
