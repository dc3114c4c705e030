/* Inside match_reach only. */
#ifndef YM_DOMAIN_PAIRING_MATCH_REACH_PARTS_H
#define YM_DOMAIN_PAIRING_MATCH_REACH_PARTS_H

#include "domain/pairing/match_reach.h"

enum { nowhere = INT32_MAX };	/* metres between towns of which one has no point */
#define NO_INDEX UINT32_MAX

/* Where somebody lives, in numbers. */
struct home {
	int64_t village;	/* 0: known by its township only */
	int64_t township, county;
	uint32_t town;		/* index into towns */
};

struct town {
	int64_t code;
	const struct match_place *place;	/* NULL: not known */
	uint32_t first;				/* its families: from there in by_town, farthest travellers first */
};

/* What is between a student and a family of the input. */
struct tie {
	uint32_t family;
	bool barred, good;	/* barred: or they are a pair now */
};

struct match_reach {
	const struct match_input *input;
	const struct match_points *weights;
	const struct match_student *student;
	const struct match_family *family;
	struct home *student_home, *family_home;
	struct town *towns;
	uint32_t town_count;
	int32_t *metres;		/* [town × town] */
	uint16_t *near;			/* [town × town]: each one's towns by distance */
	uint32_t *by_town;
	int64_t *family_limit;		/* metres */
	int64_t farthest;		/* limit of all */
	int64_t *needs, *waited;	/* [student] bits, days */
	int64_t *offers;		/* [family] */
	struct tie *ties;
	uint32_t *first_tie;		/* [students + 1] */
	struct match_unit *units;
	uint32_t unit_count;
	uint32_t *member;
};

/* match_unit.c */
void reach_make_units(struct arena *arena, struct match_reach *reach);

#endif
