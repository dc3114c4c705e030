#include "domain/pairing/match_plan_parts.h"

const char *const unpaired_why_names[] = { "none_in_reach", "none_fits", "outscored", NULL };
const char *const left_why_names[] = { "none_in_reach", "none_fits", "outnumbered", NULL };
const char *const match_grouping_names[] = { "county", "sex", "disability", "stage", NULL };

static enum err plan(struct planning *planning, struct match_plan *out)
{
	const uint32_t families = (uint32_t)planning->input->families.count;

	planning->room = ARENA_ARRAY(&planning->scratch, uint32_t, families + 1);
	for (uint32_t i = 0; i < families; i++)
		planning->room[i] = (uint32_t)planning->family[i].room;
	planning->result = ARENA_ARRAY(&planning->scratch, struct unit_result, reach_unit_count(planning->reach) + 1);
	for (uint32_t size = unit_members_max; size > 0; size--)
		TRY(plan_solve_size(planning, size));
	plan_say_why(planning, out);
	plan_count_groups(planning, out);
	return OK;
}

enum err match_plan_make(struct arena *arena, const struct match_input *input, const struct match_points *weights,
			 struct match_plan *out, struct fault *fault)
{
	struct planning planning = { .arena = arena, .input = input, .student = input->students.row, .family = input->families.row,
				     .score_most = points_sum(weights), .fault = fault };
	struct match_plan made = { .totals = { .students = (int64_t)input->students.count,
					       .families = (int64_t)input->families.count } };
	enum err err;

	arena_init(&planning.scratch, 0);
	planning.reach = match_reach_new(&planning.scratch, input, weights);
	err = plan(&planning, &made);
	if (err == OK) {
		made.input_digest = match_input_digest(arena, input);
		made.totals.rounds = planning.rounds;
		*out = made;
	}
	arena_free(&planning.scratch);
	return err;
}
