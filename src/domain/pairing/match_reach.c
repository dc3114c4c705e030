#include "domain/pairing/match_reach_parts.h"

#include <stdlib.h>
#include <string.h>

enum { digits_of_village = 12 };

static struct home home_of(const char *code)
{
	const int64_t number = strtoll(code, NULL, 10);
	const bool is_village = strlen(code) == digits_of_village;
	const int64_t township = is_village ? number / 1000 : number;

	return (struct home){ .village = is_village ? number : 0, .township = township, .county = township / 1000 };
}

static int compare_numbers(const void *a, const void *b)
{
	const int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return left < right ? -1 : left > right;
}

static uint32_t find_number(const int64_t *numbers, uint32_t count, int64_t number)
{
	const int64_t *at = bsearch(&number, numbers, count, sizeof(*numbers), compare_numbers);

	return at != NULL ? (uint32_t)(at - numbers) : NO_INDEX;
}

/* The townships where anybody lives, by code, and their points. */
static void list_towns(struct arena *arena, struct match_reach *reach)
{
	const size_t students = reach->input->students.count, families = reach->input->families.count;
	const struct match_place *place = reach->input->places.row;
	int64_t *codes = ARENA_ARRAY(arena, int64_t, students + families);
	uint32_t count = 0;

	for (size_t i = 0; i < students + families; i++)
		codes[i] = i < students ? reach->student_home[i].township : reach->family_home[i - students].township;
	if (students + families > 0)
		qsort(codes, students + families, sizeof(*codes), compare_numbers);
	for (size_t i = 0; i < students + families; i++)
		if (i == 0 || codes[i] != codes[i - 1])
			codes[count++] = codes[i];
	reach->towns = ARENA_ARRAY(arena, struct town, count + 1);
	reach->town_count = count;
	for (uint32_t i = 0; i < count; i++)
		reach->towns[i].code = codes[i];
	for (size_t i = 0; i < reach->input->places.count; i++) {
		const uint32_t town = find_number(codes, count, strtoll(place[i].code, NULL, 10));

		if (town != NO_INDEX)
			reach->towns[town].place = &place[i];
	}
	for (size_t i = 0; i < students; i++)
		reach->student_home[i].town = find_number(codes, count, reach->student_home[i].township);
	for (size_t i = 0; i < families; i++)
		reach->family_home[i].town = find_number(codes, count, reach->family_home[i].township);
}

struct near_town {
	int32_t metres;
	uint16_t town;
};

static int compare_near(const void *a, const void *b)
{
	const struct near_town *left = a, *right = b;

	if (left->metres != right->metres)
		return left->metres < right->metres ? -1 : 1;
	return (int)left->town - (int)right->town;
}

static int32_t metres_between(const struct town *a, const struct town *b)
{
	if (a == b)
		return 0;
	if (a->place == NULL || b->place == NULL)
		return nowhere;
	return (int32_t)great_circle_metres(a->place->latitude_e6, a->place->longitude_e6, b->place->latitude_e6, b->place->longitude_e6);
}

static void measure_towns(struct arena *arena, struct match_reach *reach)
{
	const uint32_t count = reach->town_count;
	struct near_town *row = ARENA_ARRAY(arena, struct near_town, count + 1);

	reach->metres = ARENA_ARRAY(arena, int32_t, (size_t)count * count + 1);
	reach->near = ARENA_ARRAY(arena, uint16_t, (size_t)count * count + 1);
	for (uint32_t a = 0; a < count; a++) {
		for (uint32_t b = 0; b < count; b++) {
			row[b] = (struct near_town){ metres_between(&reach->towns[a], &reach->towns[b]), (uint16_t)b };
			reach->metres[(size_t)a * count + b] = row[b].metres;
		}
		qsort(row, count, sizeof(*row), compare_near);
		for (uint32_t b = 0; b < count; b++)
			reach->near[(size_t)a * count + b] = row[b].town;
	}
}

struct settler {
	uint32_t town, family;
	int64_t limit;
};

static int compare_settlers(const void *a, const void *b)
{
	const struct settler *left = a, *right = b;

	if (left->town != right->town)
		return left->town < right->town ? -1 : 1;
	if (left->limit != right->limit)
		return left->limit > right->limit ? -1 : 1;
	return left->family < right->family ? -1 : 1;
}

static void settle_families(struct arena *arena, struct match_reach *reach)
{
	const uint32_t count = (uint32_t)reach->input->families.count;
	struct settler *settlers = ARENA_ARRAY(arena, struct settler, count + 1);
	uint32_t town = 0;

	reach->by_town = ARENA_ARRAY(arena, uint32_t, count + 1);
	reach->family_limit = ARENA_ARRAY(arena, int64_t, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		reach->family_limit[i] = reach->family[i].travel_km * 1000;
		settlers[i] = (struct settler){ reach->family_home[i].town, i, reach->family_limit[i] };
		if (reach->farthest < reach->family_limit[i])
			reach->farthest = reach->family_limit[i];
	}
	qsort(settlers, count, sizeof(*settlers), compare_settlers);
	for (uint32_t i = 0; i < count; i++) {
		for (; town <= settlers[i].town; town++)
			reach->towns[town].first = i;
		reach->by_town[i] = settlers[i].family;
	}
	for (; town <= reach->town_count; town++)
		reach->towns[town].first = count;
}

/* Ids ascend in both rows, so ties are found by merging. */
static void find_ties(struct arena *arena, struct match_reach *reach)
{
	const struct match_past *past = reach->input->past.row;
	const size_t students = reach->input->students.count, families = reach->input->families.count, pasts = reach->input->past.count;
	int64_t *family_ids = ARENA_ARRAY(arena, int64_t, families + 1);
	size_t at = 0;
	uint32_t count = 0;

	reach->ties = ARENA_ARRAY(arena, struct tie, pasts + 1);
	reach->first_tie = ARENA_ARRAY(arena, uint32_t, students + 1);
	for (size_t i = 0; i < families; i++)
		family_ids[i] = reach->family[i].id;
	for (size_t i = 0; i < students; i++) {
		reach->first_tie[i] = count;
		while (at < pasts && past[at].student_id < reach->student[i].id)
			at++;
		for (; at < pasts && past[at].student_id == reach->student[i].id; at++) {
			const uint32_t family = find_number(family_ids, (uint32_t)families, past[at].family_id);

			if (family != NO_INDEX)
				reach->ties[count++] = (struct tie){ family, past[at].live || past[at].barred, past[at].good };
		}
	}
	reach->first_tie[students] = count;
}

static void read_homes(struct arena *arena, struct match_reach *reach)
{
	const size_t students = reach->input->students.count, families = reach->input->families.count;

	reach->student_home = ARENA_ARRAY(arena, struct home, students + 1);
	reach->needs = ARENA_ARRAY(arena, int64_t, students + 1);
	reach->waited = ARENA_ARRAY(arena, int64_t, students + 1);
	reach->family_home = ARENA_ARRAY(arena, struct home, families + 1);
	reach->offers = ARENA_ARRAY(arena, int64_t, families + 1);
	for (size_t i = 0; i < students; i++) {
		reach->student_home[i] = home_of(reach->student[i].home_code);
		reach->needs[i] = TAG_BITS(&reach->student[i]);
		reach->waited[i] = days_waited(reach->student[i].opened_at, reach->input->today);
	}
	for (size_t i = 0; i < families; i++) {
		reach->family_home[i] = home_of(reach->family[i].home_code);
		reach->offers[i] = TAG_BITS(&reach->family[i]);
	}
}

struct match_reach *match_reach_new(struct arena *arena, const struct match_input *input, const struct match_points *weights)
{
	struct match_reach *reach = ARENA_NEW(arena, struct match_reach);

	reach->input = input;
	reach->weights = weights;
	reach->student = input->students.row;
	reach->family = input->families.row;
	read_homes(arena, reach);
	list_towns(arena, reach);
	measure_towns(arena, reach);
	settle_families(arena, reach);
	find_ties(arena, reach);
	reach_make_units(arena, reach);
	return reach;
}
