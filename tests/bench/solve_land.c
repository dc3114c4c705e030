#include "solve_land.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { city_km = 160, county_km = 18 };

uint64_t dice_next(struct dice *dice)
{
	uint64_t mixed = dice->state += UINT64_C(0x9E3779B97F4A7C15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
	return mixed ^ mixed >> 31;
}

uint32_t dice_below(struct dice *dice, uint32_t sides)
{
	return (uint32_t)((dice_next(dice) >> 32) * sides >> 32);
}

int64_t land_distance_squared(const struct land *land, uint32_t one, uint32_t other)
{
	const int64_t x = land->township[one].x - land->township[other].x;
	const int64_t y = land->township[one].y - land->township[other].y;

	return x * x + y * y;
}

static int32_t dice_within(struct dice *dice, int32_t middle, int32_t reach)
{
	return middle - reach + (int32_t)dice_below(dice, 2 * (uint32_t)reach);
}

/* A county's townships follow each other in the file. */
static void settle(struct land *land, uint32_t county, int32_t *x, int32_t *y, struct dice *dice)
{
	struct township *const township = &land->township[land->count];

	if (land->count == 0 || township[-1].county != county) {
		*x = (int32_t)dice_below(dice, city_km);
		*y = (int32_t)dice_below(dice, city_km);
	}
	township->county = county;
	township->x = dice_within(dice, *x, county_km);
	township->y = dice_within(dice, *y, county_km);
	township->students = 2 + dice_below(dice, 11);
	/* Families do not live where the students are: here too few, there too many. */
	township->families = township->students * (50 + dice_below(dice, 100));
	township->students *= 100;
	land->count++;
}

static void find_nearest(struct land *land)
{
	for (uint32_t one = 0; one < land->count; one++) {
		uint16_t *const list = land->nearest[one];

		for (uint32_t other = 0; other < land->count; other++) {
			const int64_t far = land_distance_squared(land, one, other);
			uint32_t at = other;

			for (; at > 0 && land_distance_squared(land, one, list[at - 1]) > far; at--)
				list[at] = list[at - 1];
			list[at] = (uint16_t)other;
		}
		/* Two may lie at one place: each is its own nearest. */
		for (uint32_t at = 1; at < land->count; at++) {
			if (list[at] == one) {
				memmove(list + 1, list, at * sizeof *list);
				list[0] = (uint16_t)one;
			}
		}
	}
}

enum err land_read(const char *divisions, struct dice *dice, struct land *out)
{
	FILE *const file = fopen(divisions, "r");
	int32_t x = 0, y = 0;
	char line[256];

	if (file == NULL)
		return E_NOT_FOUND;
	out->count = 0;
	while (fgets(line, sizeof line, file) != NULL) {
		const char *const parent = strchr(line, ',');

		if (parent != NULL && strstr(parent, ",township,") != NULL && out->count < townships_max)
			settle(out, (uint32_t)strtoul(parent + 1, NULL, 10), &x, &y, dice);
	}
	fclose(file);
	if (out->count == 0)
		return E_INVALID;
	find_nearest(out);
	return OK;
}
