#include <inttypes.h>

#include "domain/giving/code.h"
#include "domain/pairing/mask.h"
#include "domain/pairing/pair_parts.h"

struct new_pair {
	const char *code;
	int64_t student_id, family_id, run_id, place;
	const char *shown_band, *shown_county;
	int64_t shown_tags, proposed_by;
	struct timestamp proposed_at, held_at, held_until, updated_at;
};
static const struct shape new_pair_shape = SHAPE(new_pair,
	COLUMN(new_pair, code), COLUMN(new_pair, student_id), COLUMN(new_pair, family_id), COLUMN(new_pair, run_id),
	COLUMN(new_pair, place), COLUMN(new_pair, shown_band, .nullable = true), COLUMN(new_pair, shown_county, .nullable = true),
	COLUMN(new_pair, shown_tags), COLUMN(new_pair, proposed_by), COLUMN(new_pair, proposed_at), COLUMN(new_pair, held_at),
	COLUMN(new_pair, held_until), COLUMN(new_pair, updated_at));

static const struct statement insert = {
	.sql = "INSERT INTO pair (code, student_id, family_id, run_id, place, shown_band, shown_county, shown_tags, proposed_by, "
	       "proposed_at, held_at, held_until, updated_at) VALUES (?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?, NULLIF(?, 0), ?, ?, ?, ?)",
	.bind = &new_pair_shape };

/* Of any pair of the two, also one that ended. */
static const struct statement open_concerns = {
	.sql = "SELECT COUNT(*) AS n FROM concern c JOIN pair p ON p.id = c.pair_id "
	       "WHERE p.student_id = ? AND p.family_id = ? AND c.state IN ('raised', 'taken')",
	.params = "ii", .row = &db_number };

const struct statement *const pair_propose_statements[] = { &insert, &open_concerns, NULL };

/* As a proposal is judged: with one more live pair on either side. */
static enum err judge(struct db *db, struct arena *arena, int64_t student_id, int64_t family_id, struct timestamp now,
		      struct ground *ground, enum pair_refusal *out)
{
	enum pair_refusal word;
	int64_t concerns;
	bool exists;

	TRY(pair_lock_two(db, arena, student_id, family_id, now, ground, &exists));
	TRY(db_one(db, arena, &open_concerns, &concerns, student_id, family_id));
	ground->family_live++;
	ground->student_live++;
	word = exists ? PAIR_EXISTS : pair_ground_refusal(ground);
	*out = word == PAIR_FINE && concerns > 0 ? PAIR_CONCERN_OPEN : word;
	return OK;
}

static enum err store(struct db *db, struct arena *arena, const struct actor *actor, const struct pair_wish *wish,
		      const char *code, struct timestamp now)
{
	const struct crowd *crowd = wish->crowd;
	struct mask mask;

	if (crowd == NULL)
		TRY(mask_count(db, arena, &crowd));
	TRY(mask_of_student(db, arena, crowd, wish->student_id, &mask));
	const struct new_pair row = {
		.code = code, .student_id = wish->student_id, .family_id = wish->family_id, .run_id = wish->run_id, .place = wish->place,
		.shown_band = mask.band == BAND_NONE ? NULL : band_names[mask.band], .shown_county = mask.county,
		.shown_tags = mask.tags, .proposed_by = actor->account_id, .proposed_at = now, .held_at = now,
		.held_until = pair_hold_end(now), .updated_at = now };
	return db_run(db, &insert, NULL, &row);
}

enum err pair_propose(struct db *db, struct arena *arena, const struct actor *actor, const struct pair_wish *wish, struct timestamp now,
		      const char **code, enum pair_refusal *refusal)
{
	struct ground ground;
	enum pair_refusal word;

	TRY(judge(db, arena, wish->student_id, wish->family_id, now, &ground, &word));
	if (word != PAIR_FINE)
		return pair_refuse(refusal, word);
	ground.pair.code = code_new(arena);
	TRY(store(db, arena, actor, wish, ground.pair.code, now));
	TRY(pair_write_trail(db, arena, actor, "pair_propose", &ground, NULL,
			     arena_print(arena, "{\"place\":%" PRId64 ",\"run\":%" PRId64 "}", wish->place, wish->run_id), now));
	*code = ground.pair.code;
	return OK;
}

enum err pair_obstacle(struct db *db, struct arena *arena, int64_t student_id, int64_t family_id, struct timestamp now,
		       enum pair_refusal *out)
{
	struct ground ground;

	return judge(db, arena, student_id, family_id, now, &ground, out);
}
