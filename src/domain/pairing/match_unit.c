#include <stdlib.h>

#include "domain/pairing/match_reach_parts.h"

struct sibling {
	int64_t household;
	uint32_t student;
};

static int compare_siblings(const void *a, const void *b)
{
	const struct sibling *left = a, *right = b;

	if (left->household != right->household)
		return left->household < right->household ? -1 : 1;
	return left->student < right->student ? -1 : 1;
}

static bool has_pair(const struct match_reach *reach, int64_t student_id, int64_t family_id)
{
	const struct match_past *past = reach->input->past.row;

	for (size_t i = 0; i < reach->input->past.count; i++)
		if (past[i].live && past[i].student_id == student_id && past[i].family_id == family_id)
			return true;
	return false;
}

/* The first family that has some of the household, but not all who have room: 0, there is none. */
static int64_t half_had_by(const struct match_reach *reach, const struct sibling *siblings, uint32_t count)
{
	const struct match_past *past = reach->input->past.row;

	for (size_t i = 0; i < reach->input->past.count; i++)
		if (past[i].live && past[i].household == siblings->household)
			for (uint32_t s = 0; s < count; s++)
				if (!has_pair(reach, reach->student[siblings[s].student].id, past[i].family_id))
					return past[i].family_id;
	return 0;
}

static void add_unit(struct match_reach *reach, const struct sibling *siblings, uint32_t count, int64_t bound_id, uint32_t *members)
{
	struct match_unit unit = { .first = *members, .pairs = UINT32_MAX, .room = UINT32_MAX, .bound_id = bound_id };

	for (uint32_t i = 0; i < count; i++) {
		const struct match_student *student = &reach->student[siblings[i].student];

		if (bound_id != 0 && has_pair(reach, student->id, bound_id))
			continue;
		reach->member[(*members)++] = siblings[i].student;
		unit.size++;
		if (student->pairs < unit.pairs)
			unit.pairs = (uint32_t)student->pairs;
		if (student->room < unit.room)
			unit.room = (uint32_t)student->room;
	}
	unit.eldest = reach->member[unit.first];
	if (bound_id != 0)
		unit.room = 1;
	reach->units[reach->unit_count++] = unit;
}

static int compare_units(const void *a, const void *b)
{
	const struct match_unit *left = a, *right = b;

	return left->eldest < right->eldest ? -1 : 1;
}

void reach_make_units(struct arena *arena, struct match_reach *reach)
{
	const uint32_t count = (uint32_t)reach->input->students.count;
	struct sibling *siblings = ARENA_ARRAY(arena, struct sibling, count + 1);
	uint32_t households = 0, members = 0;

	reach->units = ARENA_ARRAY(arena, struct match_unit, count + 1);
	reach->member = ARENA_ARRAY(arena, uint32_t, count + 1);
	for (uint32_t i = 0; i < count; i++)
		if (reach->student[i].household != 0)
			siblings[households++] = (struct sibling){ reach->student[i].household, i };
		else
			add_unit(reach, &(struct sibling){ 0, i }, 1, 0, &members);
	qsort(siblings, households, sizeof(*siblings), compare_siblings);
	for (uint32_t first = 0, next; first < households; first = next) {
		for (next = first; next < households && siblings[next].household == siblings[first].household; next++)
			;
		add_unit(reach, &siblings[first], next - first, half_had_by(reach, &siblings[first], next - first), &members);
	}
	qsort(reach->units, reach->unit_count, sizeof(*reach->units), compare_units);
}

uint32_t reach_unit_count(const struct match_reach *reach)
{
	return reach->unit_count;
}

const struct match_unit *reach_unit(const struct match_reach *reach, uint32_t unit)
{
	return &reach->units[unit];
}

uint32_t reach_member(const struct match_reach *reach, uint32_t unit, uint32_t which)
{
	return reach->member[reach->units[unit].first + which];
}
