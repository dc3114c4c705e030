/* What a family may know of a student before the pair is active: band of stage, county, tags of need, coarsened until at least
 * five open students look the same (k = 5, domain.md §2): tags go first, one by one, then the band (young or older, then none), then the
 * county. Names, school, village and hardship are never in it. */
#ifndef YM_DOMAIN_PAIRING_MASK_H
#define YM_DOMAIN_PAIRING_MASK_H

#include "base/arena.h"
#include "base/column.h"
#include "db/db.h"
#include "domain/pairing/tag.h"

enum { mask_alike = 5 };

enum band { BAND_NONE, BAND_KINDERGARTEN, BAND_PRIMARY, BAND_JUNIOR, BAND_SENIOR, BAND_YOUNG, BAND_OLDER };
extern const char *const band_names[];		/* "none", "kindergarten", …: as stored, but for "none", which is stored as NULL */

struct mask {
	enum band band;
	const char *county;		/* code; NULL: somewhere in the city */
	int64_t tags;			/* bits, 1 << enum tag */
};

/* All open students, counted by what could be shown of them. */
struct crowd;
enum err mask_count(struct db *db, struct arena *arena, const struct crowd **out) MUST_CHECK;

/* The finest form of this student that at least mask_alike of the crowd share; nothing at all where there are fewer.
 * E_NOT_FOUND: he is not in pairing. */
enum err mask_of_student(struct db *db, struct arena *arena, const struct crowd *crowd, int64_t student_id,
			 struct mask *out) MUST_CHECK;

/* How many of the crowd look like that. */
int64_t mask_count_alike(const struct crowd *crowd, const struct mask *mask);

extern const struct statement *const mask_statements[];

#endif
