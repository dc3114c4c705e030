/* Inside match_plan only. */
#ifndef YM_DOMAIN_PAIRING_MATCH_PLAN_PARTS_H
#define YM_DOMAIN_PAIRING_MATCH_PLAN_PARTS_H

#include "domain/pairing/match_plan.h"

/* What a unit got. */
struct unit_result {
	uint32_t family[places_max];
	uint16_t score[places_max];
	uint32_t count;
	int64_t level;
};

struct planning {
	struct arena *arena;		/* of the result */
	struct arena scratch;
	const struct match_input *input;
	const struct match_student *student;
	const struct match_family *family;
	struct match_reach *reach;
	int64_t score_most;		/* the sum of the weights */
	uint32_t *room;			/* [family] left */
	uint32_t *room_at[unit_members_max + 1];	/* [size of unit][family]: when the units of that size were placed */
	int64_t *price[unit_members_max + 1];		/* [size of unit][family] */
	struct unit_result *result;	/* [unit] */
	int64_t rounds;
	struct fault *fault;
};

/* May this unit have this family, as far as room goes? Where it has no member that any family could take, no. */
static inline bool has_room(const struct planning *planning, const struct match_unit *unit, uint32_t family)
{
	return unit->size <= unit_members_max && planning->room_at[unit->size][family] >= unit->size;
}

/* match_solve.c: fill room_at, price, result for the units of one size. */
enum err plan_solve_size(struct planning *planning, uint32_t size);

/* match_reason.c: totals, choices and reasons from what was solved. */
void plan_say_why(struct planning *planning, struct match_plan *out);

/* match_figures.c */
void plan_count_groups(struct planning *planning, struct match_plan *out);

#endif
