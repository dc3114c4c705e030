/* Points of the soft wishes: what a family would mean to a student, in whole numbers, each part on its own so that people can be told
 * why. Never ethnicity, never looks, no photo: there is no such field. Weights are data (match_weight). domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_SCORE_H
#define YM_DOMAIN_PAIRING_SCORE_H

#include "base/column.h"
#include "domain/pairing/student.h"

/* A number for each part: the weights (the most a part can give), or what a student and a family got. */
struct match_points {
	int64_t village, township, county;	/* the same one */
	int64_t distance;			/* whole at no distance, falling to 0 at the family's limit */
	int64_t fit;				/* needs that an offer meets, of all needs; a child without needs: whole */
	int64_t waiting;			/* days since the student was open, whole after a year */
	int64_t vulnerability;			/* by hardship, see hardship_fifths */
	int64_t continuity;			/* the two were a good pair before */
};
extern const struct shape match_points_shape;

/* The columns of a struct match_points that is a member of another row. */
#define POINT_COLUMN(of, member, part) { .name = #part, .offset = offsetof(struct of, member.part), .type = COLUMN_INT64 }
#define POINT_COLUMNS(of, member)                                                                                  \
	POINT_COLUMN(of, member, village), POINT_COLUMN(of, member, township), POINT_COLUMN(of, member, county),          \
	POINT_COLUMN(of, member, distance), POINT_COLUMN(of, member, fit), POINT_COLUMN(of, member, waiting),             \
	POINT_COLUMN(of, member, vulnerability), POINT_COLUMN(of, member, continuity)
#define POINT_NAMES(table)                                                                                         \
	table "village, " table "township, " table "county, " table "distance, " table "fit, " table "waiting, " table  \
	"vulnerability, " table "continuity"

enum { score_parts = 8, score_max = 1000, waiting_days_full = 365 };

/* How hard, in fifths: orphan 5, extreme poverty 4, disabled 4, minimum living 3, registered poor 2, other 1. */
int64_t hardship_fifths(enum hardship hardship);

/* What the parts depend on. */
struct score_facts {
	bool same_village, same_township, same_county;
	int64_t metres, limit_metres;		/* metres ≤ limit_metres */
	int64_t needs, offers;			/* 1 << enum tag */
	int64_t waited_days;
	enum hardship hardship;
	bool good_before;
};

/* Every part is rounded down, so the sum is at most the sum of the weights. */
struct match_points score_points(const struct match_points *weights, const struct score_facts *facts);
int64_t points_sum(const struct match_points *points);

/* Between two points on a sphere of 6,371,009 m, coordinates in millionths of a degree (WGS 84), to the metre. */
int64_t great_circle_metres(int64_t latitude_e6, int64_t longitude_e6, int64_t other_latitude_e6, int64_t other_longitude_e6);

#endif
