/* What was solved, told: totals, choices, and why others were not. One more walk over every edge. */
#include "domain/pairing/match_plan_parts.h"

/* Of a unit, or of a family: how far its edges got. */
struct sight {
	bool in_reach, fits;
};

/* The families of the units, and what the walk saw. */
struct reasons {
	struct planning *planning;
	struct sight *unit_sight, *family_sight;
	bool *taken;			/* [family] has a student of this run */
	uint16_t *worst;		/* [family] its least score */
	uint32_t *nearest;		/* [family] the unit that would take it next */
	int64_t *short_by;		/* [family] and what it is short by; -1: none */
	int64_t *runner_profit;		/* [unit] */
	uint32_t *runner;		/* [unit] family; UINT32_MAX: none */
};

static bool has(const struct unit_result *result, uint32_t family)
{
	for (uint32_t i = 0; i < result->count; i++)
		if (result->family[i] == family)
			return true;
	return false;
}

/* Would both rather have each other than what they have? */
static bool blocks(const struct reasons *reasons, const struct match_unit *unit, const struct unit_result *result,
		   const struct reach_edge *edge)
{
	const struct planning *planning = reasons->planning;
	bool wanted = result->count < unit->room;

	for (uint32_t i = 0; i < result->count; i++)
		wanted = wanted || edge->score > result->score[i];
	return wanted && (planning->room[edge->family] >= unit->size ||
			  (reasons->taken[edge->family] && edge->score > reasons->worst[edge->family]));
}

static void note_edge(struct reasons *reasons, uint32_t which, const struct reach_edge *edge, struct match_totals *totals)
{
	const struct planning *planning = reasons->planning;
	const struct match_unit *unit = reach_unit(planning->reach, which);
	const struct unit_result *result = &planning->result[which];
	const uint32_t family = edge->family;
	int64_t profit;

	reasons->unit_sight[which].in_reach = reasons->family_sight[family].in_reach = true;
	if (!edge->fits || !has_room(planning, unit, family))
		return;
	reasons->unit_sight[which].fits = reasons->family_sight[family].fits = true;
	totals->edges++;
	if (has(result, family))
		return;
	totals->blocking_pairs += blocks(reasons, unit, result, edge);
	profit = edge->score - planning->price[unit->size][family];
	if (reasons->runner[which] == UINT32_MAX || profit > reasons->runner_profit[which]) {
		reasons->runner[which] = family;
		reasons->runner_profit[which] = profit;
	}
	if (!reasons->taken[family] && (reasons->short_by[family] < 0 || result->level - profit < reasons->short_by[family])) {
		reasons->short_by[family] = result->level - profit;
		reasons->nearest[family] = which;
	}
}

static void walk_all(struct reasons *reasons, struct match_totals *totals)
{
	struct planning *planning = reasons->planning;

	for (uint32_t unit = 0; unit < reach_unit_count(planning->reach); unit++) {
		struct reach_walk walk;
		struct reach_edge edge;

		reach_begin(planning->reach, unit, &walk);
		while (reach_next(&walk, &edge))
			note_edge(reasons, unit, &edge, totals);
	}
}

static void begin(struct reasons *reasons)
{
	struct planning *planning = reasons->planning;
	const uint32_t units = reach_unit_count(planning->reach), families = (uint32_t)planning->input->families.count;

	reasons->unit_sight = ARENA_ARRAY(&planning->scratch, struct sight, units + 1);
	reasons->family_sight = ARENA_ARRAY(&planning->scratch, struct sight, families + 1);
	reasons->taken = ARENA_ARRAY(&planning->scratch, bool, families + 1);
	reasons->worst = ARENA_ARRAY(&planning->scratch, uint16_t, families + 1);
	reasons->nearest = ARENA_ARRAY(&planning->scratch, uint32_t, families + 1);
	reasons->short_by = ARENA_ARRAY(&planning->scratch, int64_t, families + 1);
	reasons->runner_profit = ARENA_ARRAY(&planning->scratch, int64_t, units + 1);
	reasons->runner = ARENA_ARRAY(&planning->scratch, uint32_t, units + 1);
	for (uint32_t i = 0; i < families; i++)
		reasons->short_by[i] = -1;
	for (uint32_t unit = 0; unit < units; unit++) {
		const struct unit_result *result = &planning->result[unit];

		reasons->runner[unit] = UINT32_MAX;
		for (uint32_t i = 0; i < result->count; i++) {
			uint16_t *worst = &reasons->worst[result->family[i]];

			if (!reasons->taken[result->family[i]] || result->score[i] < *worst)
				*worst = result->score[i];
			reasons->taken[result->family[i]] = true;
		}
	}
}

static struct match_choice choice_of(const struct reasons *reasons, uint32_t which, uint32_t nth, uint32_t student)
{
	const struct planning *planning = reasons->planning;
	const struct match_unit *unit = reach_unit(planning->reach, which);
	const struct unit_result *result = &planning->result[which];
	const uint32_t family = result->family[nth];
	struct match_choice choice = { .student_id = planning->student[student].id, .family_id = planning->family[family].id,
				       .household = planning->student[student].household,
				       .place = planning->student[student].pairs + nth + 1 };

	choice.points = reach_points(planning->reach, student, family, &choice.metres);
	choice.score = points_sum(&choice.points);
	if (reasons->runner[which] != UINT32_MAX) {
		choice.runner_up_id = planning->family[reasons->runner[which]].id;
		choice.runner_up_short = result->score[nth] - planning->price[unit->size][family] - reasons->runner_profit[which];
		if (choice.runner_up_short > INT32_MAX)
			choice.runner_up_short = INT32_MAX;
	}
	return choice;
}

static void count_places(struct match_totals *totals, int64_t places)
{
	totals->first_places += places > 0;
	totals->second_places += places > 1;
	totals->third_places += places > 2;
	totals->fourth_places += places > 3;
}

/* Choices and those left, of every unit. */
static void tell_students(struct reasons *reasons, struct match_plan *out)
{
	struct planning *planning = reasons->planning;
	const size_t students = planning->input->students.count;
	struct match_choice *choices = ARENA_ARRAY(planning->arena, struct match_choice, students * places_max + 1);
	struct match_left *left = ARENA_ARRAY(planning->arena, struct match_left, students + 1);

	for (uint32_t unit = 0; unit < reach_unit_count(planning->reach); unit++) {
		const struct sight *sight = &reasons->unit_sight[unit];
		const uint32_t count = planning->result[unit].count;

		for (uint32_t i = 0; i < reach_unit(planning->reach, unit)->size; i++) {
			const uint32_t student = reach_member(planning->reach, unit, i);

			for (uint32_t nth = 0; nth < count; nth++) {
				choices[out->choices.count] = choice_of(reasons, unit, nth, student);
				out->totals.score += choices[out->choices.count++].score;
			}
			if (count == 0)
				left[out->left.count++] = (struct match_left){
					planning->student[student].id,
					!sight->in_reach ? LEFT_NONE_IN_REACH : !sight->fits ? LEFT_NONE_FITS : LEFT_OUTNUMBERED };
			out->totals.served += count > 0;
			if (count > 0)
				out->totals.waited_days += days_waited(planning->student[student].opened_at, planning->input->today);
			count_places(&out->totals, planning->student[student].pairs + count);
		}
	}
	out->choices.row = choices;
	out->left.row = left;
}

static void tell_families(struct reasons *reasons, struct match_plan *out)
{
	struct planning *planning = reasons->planning;
	const size_t families = planning->input->families.count;
	struct match_unpaired *unpaired = ARENA_ARRAY(planning->arena, struct match_unpaired, families + 1);

	for (size_t i = 0; i < families; i++) {
		struct match_unpaired *family = &unpaired[out->unpaired.count];
		const struct sight *sight = &reasons->family_sight[i];

		if (reasons->taken[i])
			continue;
		*family = (struct match_unpaired){ .family_id = planning->family[i].id,
						   .why = !sight->in_reach ? UNPAIRED_NONE_IN_REACH :
							  !sight->fits ? UNPAIRED_NONE_FITS : UNPAIRED_OUTSCORED,
						   .price = planning->price[1][i] };
		if (reasons->short_by[i] >= 0) {
			const struct match_unit *unit = reach_unit(planning->reach, reasons->nearest[i]);

			family->nearest_id = planning->student[unit->eldest].id;
			family->nearest_short = reasons->short_by[i] > INT32_MAX ? INT32_MAX : reasons->short_by[i];
		}
		out->unpaired.count++;
	}
	out->unpaired.row = unpaired;
}

void plan_say_why(struct planning *planning, struct match_plan *out)
{
	struct reasons reasons = { .planning = planning };

	begin(&reasons);
	walk_all(&reasons, &out->totals);
	tell_students(&reasons, out);
	tell_families(&reasons, out);
}
