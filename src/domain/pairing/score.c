#include "domain/pairing/score.h"

#include <math.h>

#include "domain/pairing/tag.h"

static const double earth_metres = 6371009.0;

const struct shape match_points_shape = SHAPE(match_points,
	COLUMN(match_points, village), COLUMN(match_points, township), COLUMN(match_points, county), COLUMN(match_points, distance),
	COLUMN(match_points, fit), COLUMN(match_points, waiting), COLUMN(match_points, vulnerability),
	COLUMN(match_points, continuity));

int64_t hardship_fifths(enum hardship hardship)
{
	switch (hardship) {
	case HARDSHIP_ORPHAN: return 5;
	case HARDSHIP_EXTREME_POVERTY:
	case HARDSHIP_DISABLED: return 4;
	case HARDSHIP_MINIMUM_LIVING: return 3;
	case HARDSHIP_REGISTERED_POOR: return 2;
	case HARDSHIP_OTHER: return 1;
	}
	return 1;
}

struct match_points score_points(const struct match_points *weights, const struct score_facts *facts)
{
	const int64_t waited = facts->waited_days < 0 ? 0 : facts->waited_days > waiting_days_full ? waiting_days_full :
			       facts->waited_days;
	const int needed = __builtin_popcountll((unsigned long long)facts->needs);
	const int met = __builtin_popcountll((unsigned long long)(facts->needs & facts->offers));

	return (struct match_points){
		.village = facts->same_village ? weights->village : 0,
		.township = facts->same_township ? weights->township : 0,
		.county = facts->same_county ? weights->county : 0,
		.distance = weights->distance * (facts->limit_metres - facts->metres) / facts->limit_metres,
		.fit = needed == 0 ? weights->fit : weights->fit * met / needed,
		.waiting = weights->waiting * waited / waiting_days_full,
		.vulnerability = weights->vulnerability * hardship_fifths(facts->hardship) / 5,
		.continuity = facts->good_before ? weights->continuity : 0 };
}

int64_t points_sum(const struct match_points *points)
{
	return points->village + points->township + points->county + points->distance + points->fit + points->waiting +
	       points->vulnerability + points->continuity;
}

static double radians(int64_t degrees_e6)
{
	return (double)degrees_e6 * M_PI / 180e6;
}

int64_t great_circle_metres(int64_t latitude_e6, int64_t longitude_e6, int64_t other_latitude_e6, int64_t other_longitude_e6)
{
	const double up = sin((radians(other_latitude_e6) - radians(latitude_e6)) / 2);
	const double along = sin((radians(other_longitude_e6) - radians(longitude_e6)) / 2);
	const double haversine = up * up + cos(radians(latitude_e6)) * cos(radians(other_latitude_e6)) * along * along;

	return llround(2 * earth_metres * asin(sqrt(fmin(1.0, haversine))));
}
