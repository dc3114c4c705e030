#include "domain/pairing/mask.h"

#include <string.h>

#include "domain/pairing/student.h"

const char *const band_names[] = { "none", "kindergarten", "primary", "junior", "senior", "young", "older", NULL };

/* So many open students of one county, stage and set of tags. */
struct crowd_cell {
	const char *county;
	enum stage stage;
	int64_t tags, count;
};
static const struct shape crowd_cell_shape = SHAPE(crowd_cell,
	COLUMN(crowd_cell, county), COLUMN(crowd_cell, stage, .names = stage_names), COLUMN(crowd_cell, tags),
	COLUMN(crowd_cell, count));

struct crowd {
	struct rows cells;
};

static const struct statement count_open = {
	.sql = "SELECT LEFT(ps.home_code, 6) AS county, s.stage, CAST(ps.tags + 0 AS SIGNED) AS tags, COUNT(*) AS count "
	       "FROM pairing_student ps JOIN student s ON s.id = ps.student_id "
	       "WHERE ps.state = 'open' AND s.left_on IS NULL AND s.erased_at IS NULL GROUP BY 1, 2, 3",
	.row = &crowd_cell_shape };

static const struct statement of_student = {
	.sql = "SELECT LEFT(ps.home_code, 6) AS county, s.stage, CAST(ps.tags + 0 AS SIGNED) AS tags, 1 AS count "
	       "FROM pairing_student ps JOIN student s ON s.id = ps.student_id WHERE ps.student_id = ?",
	.params = "i", .row = &crowd_cell_shape };

const struct statement *const mask_statements[] = { &count_open, &of_student, NULL };

/* From the finest to the coarsest. */
static enum band band_of(enum stage stage, int coarseness)
{
	static const enum band fine[] = { BAND_KINDERGARTEN, BAND_PRIMARY, BAND_JUNIOR, BAND_SENIOR, BAND_SENIOR, BAND_SENIOR };

	if (coarseness == 0)
		return fine[stage];
	if (coarseness == 1)
		return stage <= STAGE_PRIMARY ? BAND_YOUNG : BAND_OLDER;
	return BAND_NONE;
}

static bool lies_in(enum stage stage, enum band band)
{
	return band == BAND_NONE || band == band_of(stage, 0) || band == band_of(stage, 1);
}

int64_t mask_count_alike(const struct crowd *crowd, const struct mask *mask)
{
	const struct crowd_cell *cell = crowd->cells.row;
	int64_t count = 0;

	for (size_t i = 0; i < crowd->cells.count; i++)
		if ((cell[i].tags & mask->tags) == mask->tags && lies_in(cell[i].stage, mask->band) &&
		    (mask->county == NULL || strcmp(mask->county, cell[i].county) == 0))
			count += cell[i].count;
	return count;
}

/* The greatest set of the student's tags that enough share; of equal ones that which most share, of those the first tags. */
static bool keep_tags(const struct crowd *crowd, struct mask *mask)
{
	const int64_t all = mask->tags;
	int best_size = -1;
	int64_t best_count = 0, best = all;

	for (int64_t set = 0; set < INT64_C(1) << tags; set++) {
		const int size = __builtin_popcountll((unsigned long long)set);

		if ((set & all) != set)
			continue;
		mask->tags = set;
		const int64_t count = mask_count_alike(crowd, mask);
		if (count >= mask_alike && (size > best_size || (size == best_size && count > best_count))) {
			best_size = size;
			best_count = count;
			best = set;
		}
	}
	mask->tags = best;
	return best_size >= 0;
}

enum err mask_count(struct db *db, struct arena *arena, const struct crowd **out)
{
	struct crowd *crowd = ARENA_NEW(arena, struct crowd);

	TRY(db_all(db, arena, &count_open, &crowd->cells));
	*out = crowd;
	return OK;
}

enum err mask_of_student(struct db *db, struct arena *arena, const struct crowd *crowd, int64_t student_id, struct mask *out)
{
	struct crowd_cell student;
	struct mask mask;

	TRY(db_one(db, arena, &of_student, &student, student_id));
	for (int wide = 0; wide < 2; wide++)
		for (int coarseness = 0; coarseness < 3; coarseness++) {
			mask = (struct mask){ .band = band_of(student.stage, coarseness), .county = wide ? NULL : student.county,
					      .tags = student.tags };
			if (keep_tags(crowd, &mask)) {
				*out = mask;
				return OK;
			}
		}
	*out = (struct mask){ .band = BAND_NONE };
	return OK;
}
