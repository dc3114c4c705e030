/* The units of one size against the families that have room for them. */
#include <stdlib.h>
#include <string.h>

#include "domain/pairing/match_plan_parts.h"
#include "solve/assignment.h"

/* An edge the solver is given. */
struct kept {
	uint32_t family;
	uint16_t score;
};

/* The units of the size, their edges, and the solver's arrays. Families of the solver: those of the input, and behind them one for each
 * pair that a unit has already: it fills the first places, so that the unit asks for its second. */
struct round {
	struct planning *planning;
	uint32_t size;
	uint32_t *unit;			/* [student of the solver] */
	uint32_t count, families;
	struct kept **kept;		/* [student of the solver] */
	uint32_t *kept_count;
	struct reach_edge *walked;	/* of the unit in hand */
	int64_t *profit;		/* beside walked */
	int64_t *prices;
	int64_t price_unit;
};

static uint32_t walk_unit(const struct round *round, uint32_t which)
{
	const struct planning *planning = round->planning;
	const uint32_t unit = round->unit[which];
	struct reach_walk walk;
	struct reach_edge edge;
	uint32_t count = 0;

	reach_begin(planning->reach, unit, &walk);
	while (reach_next(&walk, &edge))
		if (edge.fits && has_room(planning, reach_unit(planning->reach, unit), edge.family))
			round->walked[count++] = edge;
	return count;
}

static void keep(const struct round *round, uint32_t which, const struct reach_edge *edge)
{
	round->kept[which][round->kept_count[which]++] = (struct kept){ edge->family, edge->score };
}

/* The best edges_kept by score; of equal ones the nearer. */
static void keep_best(const struct round *round, uint32_t which, uint32_t count)
{
	uint32_t with[score_max + 2] = { 0 };
	uint32_t above = 0, at_least = score_max + 1, even;

	for (uint32_t i = 0; i < count; i++)
		with[round->walked[i].score]++;
	while (at_least > 0 && above + with[at_least - 1] <= edges_kept)
		above += with[--at_least];
	even = edges_kept - above;
	for (uint32_t i = 0; i < count; i++) {
		const uint32_t score = round->walked[i].score;

		if (score >= at_least)
			keep(round, which, &round->walked[i]);
		else if (score + 1 == at_least && even > 0) {
			keep(round, which, &round->walked[i]);
			even--;
		}
	}
}

static void begin_edges(struct round *round)
{
	struct arena *arena = &round->planning->scratch;

	for (uint32_t i = 0; i < round->count; i++) {
		const struct match_unit *unit = reach_unit(round->planning->reach, round->unit[i]);
		const uint32_t count = walk_unit(round, i);

		round->kept[i] = ARENA_ARRAY(arena, struct kept, (count < edges_kept ? count : edges_kept) + unit->pairs + 1);
		for (uint32_t pair = 0; pair < unit->pairs; pair++)
			round->kept[i][round->kept_count[i]++] =
				(struct kept){ round->families++, (uint16_t)(round->planning->score_most + 1) };
		keep_best(round, i, count);
	}
	round->prices = ARENA_ARRAY(arena, int64_t, round->families + 1);
}

static bool is_pair(const struct assignment_pair *pairs, uint32_t count, uint32_t family)
{
	for (uint32_t i = 0; i < count; i++)
		if (pairs[i].family == family)
			return true;
	return false;
}

static int compare_profits(const void *a, const void *b)
{
	const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left > right ? -1 : left < right;
}

/* Edges that the solver did not see and that are worth more to the unit than its level: add the best of them. */
static uint32_t add_missing(const struct round *round, const struct solver *solver, uint32_t which)
{
	struct assignment_pair pairs[ASSIGNMENT_PLACES];
	const uint32_t has = solver_pairs_of(solver, which, pairs), count = walk_unit(round, which);
	const int64_t level = solver_level(solver, which);
	uint32_t missing = 0, added = 0;
	int64_t least;
	struct kept *larger;

	for (uint32_t i = 0; i < count; i++) {
		const struct reach_edge edge = round->walked[i];
		const int64_t profit = edge.score - round->prices[edge.family];

		if (profit > level && !is_pair(pairs, has, edge.family)) {
			round->walked[missing] = edge;
			round->profit[missing++] = profit;
		}
	}
	if (missing == 0)
		return 0;
	int64_t *sorted = ARENA_ARRAY(&round->planning->scratch, int64_t, missing);
	memcpy(sorted, round->profit, missing * sizeof(*sorted));
	qsort(sorted, missing, sizeof(*sorted), compare_profits);
	least = sorted[missing <= edges_kept ? missing - 1 : edges_kept - 1];
	larger = ARENA_ARRAY(&round->planning->scratch, struct kept, round->kept_count[which] + edges_kept);
	memcpy(larger, round->kept[which], round->kept_count[which] * sizeof(*larger));
	round->kept[which] = larger;
	for (uint32_t i = 0; i < missing && added < edges_kept; i++)
		if (round->profit[i] >= least) {
			keep(round, which, &round->walked[i]);
			added++;
		}
	return added;
}

static void note_result(const struct round *round, const struct solver *solver, uint32_t which)
{
	struct planning *planning = round->planning;
	const uint32_t families = (uint32_t)planning->input->families.count;
	struct unit_result *result = &planning->result[round->unit[which]];
	struct assignment_pair pairs[ASSIGNMENT_PLACES];
	const uint32_t has = solver_pairs_of(solver, which, pairs);

	result->level = solver_level(solver, which);
	for (uint32_t i = 0; i < has; i++)
		if (pairs[i].family < families) {
			result->family[result->count] = pairs[i].family;
			result->score[result->count++] = pairs[i].score;
			planning->room[pairs[i].family] -= round->size;
		}
}

static void fill_arrays(const struct round *round, struct assignment *input)
{
	struct planning *planning = round->planning;
	struct arena *arena = &planning->scratch;
	const uint32_t families = (uint32_t)planning->input->families.count;
	uint8_t *places = ARENA_ARRAY(arena, uint8_t, round->count + 1);
	uint32_t *capacity = ARENA_ARRAY(arena, uint32_t, round->families + 1);
	uint32_t *first = ARENA_ARRAY(arena, uint32_t, round->count + 1), edges = 0, *family;
	uint16_t *score;

	for (uint32_t i = 0; i < round->count; i++) {
		const struct match_unit *unit = reach_unit(planning->reach, round->unit[i]);

		places[i] = (uint8_t)(unit->pairs + unit->room);
		edges += round->kept_count[i];
		first[i + 1] = edges;
	}
	for (uint32_t i = 0; i < round->families; i++)
		capacity[i] = i < families ? planning->room_at[round->size][i] / round->size : 1;
	family = ARENA_ARRAY(arena, uint32_t, edges + 1);
	score = ARENA_ARRAY(arena, uint16_t, edges + 1);
	for (uint32_t i = 0; i < round->count; i++)
		for (uint32_t k = 0; k < round->kept_count[i]; k++) {
			family[first[i] + k] = round->kept[i][k].family;
			score[first[i] + k] = round->kept[i][k].score;
		}
	*input = (struct assignment){ .student_count = round->count, .family_count = round->families, .places = places,
				      .capacity = capacity, .first = first, .family = family, .score = score,
				      .score_max = (uint16_t)(planning->score_most + 1),
				      .prices = round->price_unit != 0 ? round->prices : NULL, .price_unit = round->price_unit };
}

/* A family with room costs nothing. (The solver may say otherwise of one that has all students it was given edges to, for those; here
 * others may come.) */
static void take_prices(const struct round *round, const struct assignment *input, const struct solver *solver)
{
	uint32_t *held = ARENA_ARRAY(&round->planning->scratch, uint32_t, round->families + 1);
	struct assignment_pair pairs[ASSIGNMENT_PLACES];

	for (uint32_t i = 0; i < round->count; i++)
		for (uint32_t has = solver_pairs_of(solver, i, pairs); has > 0; has--)
			held[pairs[has - 1].family]++;
	for (uint32_t i = 0; i < round->families; i++)
		round->prices[i] = held[i] < input->capacity[i] ? 0 : solver_price(solver, i);
}

static uint32_t add_all_missing(const struct round *round, const struct assignment *input, const struct solver *solver)
{
	uint32_t added = 0;

	take_prices(round, input, solver);
	for (uint32_t i = 0; i < round->count; i++)
		added += add_missing(round, solver, i);
	return added;
}

/* One solve; *added: edges that were missing. Reasons rest on the lowest prices, which are the same however they were found. */
static enum err solve_once(struct round *round, const struct assignment *input, struct solver *solver, uint32_t *added)
{
	TRY(solver_run(solver, round->planning->fault));
	round->planning->rounds++;
	round->price_unit = solver_unit(solver);
	*added = add_all_missing(round, input, solver);
	if (*added > 0)
		return OK;
	TRY(solver_lower_prices(solver, round->planning->fault));
	*added = add_all_missing(round, input, solver);
	for (uint32_t i = 0; *added == 0 && i < round->count; i++)
		note_result(round, solver, i);
	return OK;
}

static enum err solve_round(struct round *round, uint32_t *added)
{
	struct assignment input;
	struct solver *solver;
	enum err err;

	fill_arrays(round, &input);
	TRY(solver_new(&input, &solver, round->planning->fault));
	err = solve_once(round, &input, solver, added);
	solver_free(solver);
	return err;
}

enum err plan_solve_size(struct planning *planning, uint32_t size)
{
	struct arena *arena = &planning->scratch;
	const uint32_t units = reach_unit_count(planning->reach), families = (uint32_t)planning->input->families.count;
	struct round round = { .planning = planning, .size = size, .families = families };
	uint32_t added = 1;

	round.unit = ARENA_ARRAY(arena, uint32_t, units + 1);
	for (uint32_t i = 0; i < units; i++)
		if (reach_unit(planning->reach, i)->size == size)
			round.unit[round.count++] = i;
	planning->room_at[size] = ARENA_ARRAY(arena, uint32_t, families + 1);
	memcpy(planning->room_at[size], planning->room, families * sizeof(*planning->room));
	planning->price[size] = ARENA_ARRAY(arena, int64_t, families + 1);
	if (round.count == 0)
		return OK;
	round.kept = ARENA_ARRAY(arena, struct kept *, round.count);
	round.kept_count = ARENA_ARRAY(arena, uint32_t, round.count);
	round.walked = ARENA_ARRAY(arena, struct reach_edge, families + 1);
	round.profit = ARENA_ARRAY(arena, int64_t, families + 1);
	begin_edges(&round);
	while (added > 0)
		TRY(solve_round(&round, &added));
	memcpy(planning->price[size], round.prices, families * sizeof(*round.prices));
	return OK;
}
