#include "domain/pairing/match_reach_parts.h"

static const struct tie *tie_of(const struct match_reach *reach, uint32_t student, uint32_t family)
{
	for (uint32_t i = reach->first_tie[student]; i < reach->first_tie[student + 1]; i++)
		if (reach->ties[i].family == family)
			return &reach->ties[i];
	return NULL;
}

static int32_t metres_of(const struct match_reach *reach, uint32_t student, uint32_t family)
{
	return reach->metres[(size_t)reach->student_home[student].town * reach->town_count + reach->family_home[family].town];
}

static struct match_points points_of(const struct match_reach *reach, uint32_t student, uint32_t family, const struct tie *tie)
{
	const struct home *from = &reach->student_home[student], *to = &reach->family_home[family];
	const struct match_student *who = &reach->student[student];
	const struct score_facts facts = {
		.same_village = from->village != 0 && from->village == to->village, .same_township = from->township == to->township,
		.same_county = from->county == to->county, .metres = metres_of(reach, student, family),
		.limit_metres = reach->family_limit[family], .needs = reach->needs[student], .offers = reach->offers[family],
		.waited_days = reach->waited[student], .hardship = who->hardship, .good_before = tie != NULL && tie->good };

	return score_points(reach->weights, &facts);
}

struct match_points reach_points(const struct match_reach *reach, uint32_t student, uint32_t family, int64_t *metres)
{
	*metres = metres_of(reach, student, family);
	return points_of(reach, student, family, tie_of(reach, student, family));
}

static bool fits(const struct match_reach *reach, uint32_t student, uint32_t family, const struct tie *tie)
{
	const int64_t needs = reach->needs[student];

	return (!reach->student[student].wants_woman || reach->family[family].woman) &&
	       (needs == 0 || (needs & reach->offers[family]) != 0) && (tie == NULL || !tie->barred) &&
	       metres_of(reach, student, family) <= reach->family_limit[family];
}

static void look_at(const struct match_reach *reach, const struct match_unit *unit, uint32_t family, struct reach_edge *out)
{
	int64_t sum = 0;

	*out = (struct reach_edge){ .family = family,
				    .fits = unit->bound_id == 0 || unit->bound_id == reach->family[family].id };
	for (uint32_t i = 0; out->fits && i < unit->size; i++) {
		const uint32_t student = reach->member[unit->first + i];
		const struct tie *tie = tie_of(reach, student, family);

		out->fits = fits(reach, student, family, tie);
		if (out->fits) {
			const struct match_points points = points_of(reach, student, family, tie);

			sum += points_sum(&points);
		}
	}
	if (out->fits)
		out->score = (uint16_t)(sum / unit->size);
}

/* town: how many of the home's neighbours were begun; next, last: what is left of that one in by_town. */
void reach_begin(const struct match_reach *reach, uint32_t unit, struct reach_walk *walk)
{
	*walk = (struct reach_walk){ .reach = reach, .unit = unit, .home = reach->student_home[reach->units[unit].eldest].town };
}

bool reach_next(struct reach_walk *walk, struct reach_edge *out)
{
	const struct match_reach *reach = walk->reach;
	const uint16_t *near = &reach->near[(size_t)walk->home * reach->town_count];
	const int32_t *metres = &reach->metres[(size_t)walk->home * reach->town_count];

	for (;;) {
		/* Farthest travellers first: after the first who does not come, nobody of that town does. */
		if (walk->next < walk->last &&
		    reach->family_limit[reach->by_town[walk->next]] >= metres[near[walk->town - 1]]) {
			look_at(reach, &reach->units[walk->unit], reach->by_town[walk->next++], out);
			return true;
		}
		if (walk->town == reach->town_count || metres[near[walk->town]] > reach->farthest)
			return false;
		walk->next = reach->towns[near[walk->town]].first;
		walk->last = reach->towns[near[walk->town] + 1].first;
		walk->town++;
	}
}
