/* Where people live: Linyi's townships from data/divisions.csv, on a map that is drawn by the seed. */
#ifndef YM_TESTS_SOLVE_LAND_H
#define YM_TESTS_SOLVE_LAND_H

#include <stdint.h>

#include "base/arena.h"

/* splitmix64: short, and the same everywhere. */
struct dice {
	uint64_t state;
};

uint64_t dice_next(struct dice *dice);
/* 0 … sides - 1 */
uint32_t dice_below(struct dice *dice, uint32_t sides);

enum { townships_max = 512 };

struct township {
	uint32_t county;	/* its code */
	int32_t x, y;		/* kilometres */
	uint32_t students, families;	/* weights: how many of 1000 of each live here, roughly */
};

/* One city. */
struct land {
	uint32_t count;
	struct township township[townships_max];
	uint16_t nearest[townships_max][townships_max];	/* townships by distance, itself first */
};

MUST_CHECK enum err land_read(const char *divisions, struct dice *dice, struct land *out);

int64_t land_distance_squared(const struct land *land, uint32_t one, uint32_t other);

#endif
