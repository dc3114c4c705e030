/* Siblings go to one family or to none: a group of k students takes k places of one family at once. That is no flow any more (it is a packing
 * problem, hard in general), so groups are placed first: as many of their students as possible, then the greatest total score, by trying all
 * ways, group by group, and turning back where even the best of the rest could not beat what was found. Groups that share no family, directly or
 * through others, do not meet; each such neighbourhood is searched by itself. The others are paired with what room is left. */
#include <inttypes.h>

#include "solve/state.h"

enum { tries_max = 1 << 20 };	/* in a neighbourhood; after that the best found so far stands */

struct candidate {
	uint32_t family;
	uint32_t score;		/* of all the group's edges to it */
};

struct unit {
	uint32_t group, size;
	uint32_t first, count;		/* candidates, best first */
	uint32_t chosen, best;		/* candidates; NOBODY: none */
	uint32_t neighbourhood;		/* the least unit of it, or on the way there */
};

struct search {
	const struct assignment *input;
	uint32_t *capacity;		/* what is left */
	struct unit *unit;
	struct candidate *candidate;
	size_t candidate_count, candidate_room;
	uint32_t from, end;		/* the neighbourhood's units */
	uint32_t students, best_students, tries;
	uint64_t score, best_score;
	uint64_t *rest_score;		/* [unit]: what it and those after it in the neighbourhood could bring at most */
	uint32_t *rest_students;
};

static bool find_score(const struct assignment *input, uint32_t s, uint32_t family, uint32_t *score)
{
	for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++)
		if (input->family[e] == family) {
			*score += input->score[e];
			return true;
		}
	return false;
}

static enum err put_candidate(struct search *search, struct unit *unit, struct candidate candidate)
{
	struct candidate *list;
	uint32_t at = unit->count;

	if (search->candidate_count == search->candidate_room) {
		const size_t room = 2 * search->candidate_room + 64;
		struct candidate *const grown = realloc(search->candidate, room * sizeof *grown);

		if (grown == NULL)
			return E_BUSY;
		search->candidate = grown;
		search->candidate_room = room;
	}
	list = search->candidate + unit->first;
	for (; at > 0 && (list[at - 1].score < candidate.score ||
			  (list[at - 1].score == candidate.score && list[at - 1].family > candidate.family)); at--)
		list[at] = list[at - 1];
	list[at] = candidate;
	unit->count++;
	search->candidate_count++;
	return OK;
}

/* Families with room for all, to which all have an edge. */
static enum err find_candidates(struct search *search, struct unit *unit)
{
	const struct assignment *const input = search->input;
	const uint32_t *const member = input->group_member + input->group_first[unit->group];
	const uint32_t s = member[0];

	unit->first = (uint32_t)search->candidate_count;
	unit->chosen = unit->best = NOBODY;
	for (uint32_t e = input->first[s]; e < input->first[s + 1]; e++) {
		struct candidate candidate = { .family = input->family[e], .score = input->score[e] };
		uint32_t i = 1;

		if (search->capacity[candidate.family] < unit->size)
			continue;
		while (i < unit->size && find_score(input, member[i], candidate.family, &candidate.score))
			i++;
		if (i == unit->size)
			TRY(put_candidate(search, unit, candidate));
	}
	return OK;
}

static uint32_t root_of(struct unit *unit, uint32_t u)
{
	while (unit[u].neighbourhood != u)
		u = unit[u].neighbourhood = unit[unit[u].neighbourhood].neighbourhood;
	return u;
}

/* The lesser of two roots stays one. */
static void join_neighbourhoods(struct search *search, uint32_t units, uint32_t *seen)
{
	for (uint32_t u = 0; u < units; u++)
		search->unit[u].neighbourhood = u;
	for (uint32_t u = 0; u < units; u++)
		for (uint32_t i = 0; i < search->unit[u].count; i++) {
			uint32_t *const other = &seen[search->candidate[search->unit[u].first + i].family];

			if (*other != NOBODY) {
				const uint32_t a = root_of(search->unit, u), b = root_of(search->unit, *other);

				search->unit[a > b ? a : b].neighbourhood = a > b ? b : a;
			}
			*other = u;
		}
	for (uint32_t u = 0; u < units; u++)
		search->unit[u].neighbourhood = root_of(search->unit, u);
}

static void note_if_best(struct search *search)
{
	if (search->students < search->best_students ||
	    (search->students == search->best_students && search->score <= search->best_score))
		return;
	search->best_students = search->students;
	search->best_score = search->score;
	for (uint32_t u = search->from; u < search->end; u++)
		search->unit[u].best = search->unit[u].chosen;
}

static bool can_beat(const struct search *search, uint32_t u)
{
	const uint32_t students = search->students + search->rest_students[u];

	return search->tries < tries_max &&
	       (students > search->best_students ||
		(students == search->best_students && search->score + search->rest_score[u] > search->best_score));
}

static void try_unit(struct search *search, uint32_t u)
{
	struct unit *const unit = &search->unit[u];

	search->tries++;
	if (u == search->end) {
		note_if_best(search);
		return;
	}
	for (uint32_t i = 0; i < unit->count && can_beat(search, u); i++) {
		const struct candidate *const candidate = &search->candidate[unit->first + i];

		if (search->capacity[candidate->family] < unit->size)
			continue;
		search->capacity[candidate->family] -= unit->size;
		search->students += unit->size;
		search->score += candidate->score;
		unit->chosen = i;
		try_unit(search, u + 1);
		unit->chosen = NOBODY;
		search->score -= candidate->score;
		search->students -= unit->size;
		search->capacity[candidate->family] += unit->size;
	}
	if (can_beat(search, u + 1))
		try_unit(search, u + 1);
}

static void search_neighbourhood(struct search *search)
{
	search->students = search->best_students = search->tries = 0;
	search->score = search->best_score = 0;
	search->rest_students[search->end] = 0;
	search->rest_score[search->end] = 0;
	for (uint32_t u = search->end; u-- > search->from;) {
		const struct unit *const unit = &search->unit[u];

		search->rest_students[u] = search->rest_students[u + 1] + (unit->count > 0 ? unit->size : 0);
		search->rest_score[u] = search->rest_score[u + 1] + (unit->count > 0 ? search->candidate[unit->first].score : 0);
	}
	try_unit(search, search->from);
	for (uint32_t u = search->from; u < search->end; u++)
		if (search->unit[u].best != NOBODY)
			search->capacity[search->candidate[search->unit[u].first + search->unit[u].best].family] -= search->unit[u].size;
}

/* By neighbourhood; within one those first that have the fewest families to go to. */
static int by_neighbourhood(const void *one, const void *other)
{
	const struct unit *const a = one, *const b = other;

	if (a->neighbourhood != b->neighbourhood)
		return a->neighbourhood < b->neighbourhood ? -1 : 1;
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

static enum err search_all(struct search *search, uint32_t *seen)
{
	const uint32_t units = search->input->group_count;

	for (uint32_t u = 0; u < units; u++) {
		search->unit[u].group = u;
		search->unit[u].size = search->input->group_first[u + 1] - search->input->group_first[u];
		TRY(find_candidates(search, &search->unit[u]));
	}
	join_neighbourhoods(search, units, seen);
	qsort(search->unit, units, sizeof *search->unit, by_neighbourhood);
	for (search->from = 0; search->from < units; search->from = search->end) {
		search->end = search->from + 1;
		while (search->end < units && search->unit[search->end].neighbourhood == search->unit[search->from].neighbourhood)
			search->end++;
		search_neighbourhood(search);
	}
	return OK;
}

static enum err check_groups(const struct assignment *input, uint8_t *places, struct fault *fault)
{
	if (input->group_first[0] != 0)
		return fault_note(fault, E_INVALID, "the first group's students begin at %" PRIu32, input->group_first[0]);
	for (uint32_t g = 0; g < input->group_count; g++) {
		if (input->group_first[g + 1] <= input->group_first[g])
			return fault_note(fault, E_INVALID, "group %" PRIu32 " has no students", g);
		for (uint32_t i = input->group_first[g]; i < input->group_first[g + 1]; i++) {
			const uint32_t s = input->group_member[i];

			if (s >= input->student_count || places[s] == 0)
				return fault_note(fault, E_INVALID, "a student of group %" PRIu32 " is none, wants none or is in two groups", g);
			places[s] = 0;
		}
	}
	return OK;
}

static enum err note_units(struct solver *solver, const struct search *search)
{
	const struct assignment *const input = search->input;

	TRY(solve_alloc(solver, input->student_count, sizeof *solver->unit_family, &solver->unit_family));
	TRY(solve_alloc(solver, input->student_count, sizeof *solver->unit_score, &solver->unit_score));
	memset(solver->unit_family, 0xFF, input->student_count * sizeof *solver->unit_family);
	for (uint32_t u = 0; u < input->group_count; u++) {
		const struct unit *const unit = &search->unit[u];

		for (uint32_t i = input->group_first[unit->group]; i < input->group_first[unit->group + 1]; i++) {
			const uint32_t s = input->group_member[i];
			uint32_t score = 0;

			solver->unit_family[s] = NOT_PLACED;
			if (unit->best == NOBODY)
				continue;
			solver->unit_family[s] = search->candidate[unit->first + unit->best].family;
			if (!find_score(input, s, solver->unit_family[s], &score))
				return E_INTERNAL;
			solver->unit_score[s] = (uint16_t)score;
		}
	}
	return OK;
}

enum err solve_place_groups(struct solver *solver, struct fault *fault)
{
	const struct assignment *const input = &solver->input;
	const size_t units = input->group_count + (size_t)1;
	struct search search = { .input = input };
	uint32_t *seen;
	enum err err = E_BUSY;

	TRY(solve_alloc(solver, input->student_count, sizeof *solver->own_places, &solver->own_places));
	TRY(solve_alloc(solver, input->family_count, sizeof *solver->own_capacity, &solver->own_capacity));
	memcpy(solver->own_places, input->places, input->student_count * sizeof *solver->own_places);
	memcpy(solver->own_capacity, input->capacity, input->family_count * sizeof *solver->own_capacity);
	TRY(check_groups(input, solver->own_places, fault));
	search.capacity = solver->own_capacity;
	search.unit = calloc(units, sizeof *search.unit);
	search.rest_score = calloc(units, sizeof *search.rest_score);
	search.rest_students = calloc(units, sizeof *search.rest_students);
	seen = malloc((input->family_count + (size_t)1) * sizeof *seen);
	if (search.unit != NULL && search.rest_score != NULL && search.rest_students != NULL && seen != NULL) {
		memset(seen, 0xFF, input->family_count * sizeof *seen);
		err = search_all(&search, seen);
	}
	if (err == OK)
		err = note_units(solver, &search);
	free(search.unit);
	free(search.candidate);
	free(search.rest_score);
	free(search.rest_students);
	free(seen);
	solver->input.places = solver->own_places;
	solver->input.capacity = solver->own_capacity;
	return err;
}
