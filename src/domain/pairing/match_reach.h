/* Which family is in a student's reach, which of those fit, and what each is worth: the edges of the solver's graph, walked and never
 * all stored.
 *
 * Distance is by great circle between the points of the two townships (division_place); within one township it is 0 m, as it is within
 * one village. A township without a point reaches only itself. A family is in reach where the distance is at most its limit of travel.
 * The grid of the search is the townships themselves: of each, its neighbours by distance and its families by limit, so that a walk sees
 * what is in reach and little else.
 *
 * The unit is what goes to one family together: a student alone, or brothers and sisters of one household. Where a family has some of
 * them already, the others are a unit that only this family may have. */
#ifndef YM_DOMAIN_PAIRING_MATCH_REACH_H
#define YM_DOMAIN_PAIRING_MATCH_REACH_H

#include "domain/pairing/match_input.h"

enum { unit_members_max = 4 };		/* no family has room for more */

struct match_unit {
	uint32_t first, size;		/* its students: member[first …], indexes into match_input.students */
	uint32_t eldest;		/* the first of them by registration: units stand in that order */
	uint32_t pairs, room;		/* the least of its members' */
	int64_t bound_id;		/* the family that has their brothers and sisters; 0: free */
};

struct match_reach;

/* The input and the weights must outlive it. */
struct match_reach *match_reach_new(struct arena *arena, const struct match_input *input, const struct match_points *weights);

uint32_t reach_unit_count(const struct match_reach *reach);
const struct match_unit *reach_unit(const struct match_reach *reach, uint32_t unit);
uint32_t reach_member(const struct match_reach *reach, uint32_t unit, uint32_t which);	/* a student's index */

/* The families in reach of a unit, nearest townships first. */
struct reach_walk {
	const struct match_reach *reach;
	uint32_t unit, home, town, next, last;
};
struct reach_edge {
	uint32_t family;		/* index into match_input.families */
	bool fits;			/* all hard rules but room */
	uint16_t score;			/* of those that fit; of several together the mean, rounded down */
};
void reach_begin(const struct match_reach *reach, uint32_t unit, struct reach_walk *walk);
bool reach_next(struct reach_walk *walk, struct reach_edge *out);

/* One edge looked at closely. */
struct match_points reach_points(const struct match_reach *reach, uint32_t student, uint32_t family, int64_t *metres);

#endif
