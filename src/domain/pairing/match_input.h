/* What a run of the solver rests on: the open students with room and the approved families with room of a scope, as they are at one
 * moment, and what is past between them. Codes, numbers and flags only; no name, no health.
 *
 * Hard rules. The statements keep: the student open, on the register, with a live consent of the guardian to pairing and a place left;
 * the family's approval not run out, room left. match_reach.h keeps, pair by pair: the travel limit, a grown woman where the child
 * wants one, one need met where there are needs, no conflict, brothers and sisters together. */
#ifndef YM_DOMAIN_PAIRING_MATCH_INPUT_H
#define YM_DOMAIN_PAIRING_MATCH_INPUT_H

#include "base/arena.h"
#include "base/bytes.h"
#include "db/db.h"
#include "domain/pairing/score.h"
#include "domain/pairing/tag.h"

struct match_student {
	int64_t id;
	const char *home_code;
	TAG_FIELDS;			/* needs */
	int64_t pairs, room;		/* live pairs, and places less them */
	int64_t household;		/* 0: alone, or the guardian agreed that they may be apart */
	bool wants_woman;
	struct timestamp opened_at;
	enum hardship hardship;
	enum sex sex;
	enum stage stage;
};

struct match_family {
	int64_t id;
	const char *home_code;
	TAG_FIELDS;			/* offers */
	int64_t room;			/* capacity less live pairs */
	int64_t travel_km;
	bool woman;			/* a grown woman lives there */
};

/* Something between a student (who may be full by now) and a family. */
struct match_past {
	int64_t student_id, family_id;
	int64_t household;		/* as above */
	bool live;			/* they are a pair, or on the way to be one */
	bool barred;			/* ended for cause: never again; or one of them said no to the other within a year */
	bool good;			/* was active and ended because it was done, somebody moved, or an approval ran out */
};

struct match_place {
	const char *code;		/* of a township */
	int64_t latitude_e6, longitude_e6;
};

struct match_input {
	struct rows students, families;	/* by id: the order of registration */
	struct rows past;		/* by student, family */
	struct rows places;		/* by code */
	struct timestamp now;
	struct date today;
};

/* Four statements, in the caller's transaction or not. `scope`: a path; the student's by the school, the family's by who answers for it. */
enum err match_input_load(struct db *db, struct arena *arena, const char *scope, struct timestamp now, struct match_input *out) MUST_CHECK;

/* Of one student and one family, for an override: E_NOT_FOUND where one of them is not in the scope, or has no room, consent, approval. */
enum err match_input_narrow(struct arena *arena, const struct match_input *input, int64_t student_id, int64_t family_id,
			    struct match_input *out) MUST_CHECK;

/* BLAKE2b-256 of all of it, waiting counted in days: the same digest and weights, the same pairs. */
struct bytes match_input_digest(struct arena *arena, const struct match_input *input);

int64_t days_waited(struct timestamp since, struct date today);

extern const struct statement *const match_input_statements[];

#endif
