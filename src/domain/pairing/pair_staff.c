/* The school's and the office's steps. */
#include "domain/pairing/pair_parts.h"

static const struct statement school_accept = {
	.sql = "UPDATE pair SET school_accepted_at = ?, school_accepted_by = ?, held_until = ?, updated_at = ? WHERE id = ?",
	.params = "titti" };

static const struct statement school_decline = {
	.sql = "UPDATE pair SET ended_at = ?, end_reason = 'school_declined', ended_words = ?, updated_at = ? WHERE id = ?",
	.params = "tsti" };

static const struct statement approve = {
	.sql = "UPDATE pair SET approved_at = ?, approved_by = ?, held_until = ?, updated_at = ? WHERE id = ?", .params = "titti" };

static const struct statement activate = {
	.sql = "UPDATE pair SET activated_at = ?, activated_by = ?, updated_at = ? WHERE id = ?", .params = "titi" };

struct makers {
	int64_t school, witness;
};
static const struct shape makers_shape = SHAPE(makers, COLUMN(makers, school), COLUMN(makers, witness));

static const struct statement makers_of = {
	.sql = "SELECT COALESCE(school_accepted_by, 0) AS school, COALESCE(guardian_witness_id, 0) AS witness FROM pair WHERE id = ?",
	.params = "i", .row = &makers_shape };

const struct statement *const pair_staff_statements[] = { &school_accept, &school_decline, &approve, &activate, &makers_of, NULL };

static enum err lock_in_scope(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			      struct ground *out)
{
	struct ground ground;

	TRY(pair_lock_code(db, arena, code, now, &ground));
	if (!scope_holds(actor->unit_path, ground.path))
		return E_NOT_FOUND;
	*out = ground;
	return OK;
}

enum err pair_school_accept(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			    enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_in_scope(db, arena, actor, code, now, &ground));
	if (!timestamp_is_none(ground.pair.school_accepted_at))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(pair_may(&ground, PAIR_FAMILY_ACCEPTED, now, refusal));
	TRY(db_run(db, &school_accept, NULL, now, actor->account_id, pair_hold_end(now), now, ground.pair.id));
	return pair_write_trail(db, arena, actor, "pair_accept", &ground, NULL, NULL, now);
}

enum err pair_school_decline(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *words,
			     struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_in_scope(db, arena, actor, code, now, &ground));
	if (!pair_is_before(&ground.pair))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &school_decline, NULL, now, words, now, ground.pair.id));
	return pair_write_trail(db, arena, actor, "pair_school_decline", &ground, words, NULL, now);
}

enum err pair_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum pair_refusal *refusal)
{
	struct ground ground;
	struct makers makers;

	TRY(lock_in_scope(db, arena, actor, code, now, &ground));
	TRY(pair_may(&ground, PAIR_ACCEPTED, now, refusal));
	TRY(db_one(db, arena, &makers_of, &makers, ground.pair.id));
	if (actor->account_id == makers.school || actor->account_id == makers.witness)
		return pair_refuse(refusal, PAIR_SAME_PERSON);
	TRY(db_run(db, &approve, NULL, now, actor->account_id, pair_hold_end(now), now, ground.pair.id));
	return pair_write_trail(db, arena, actor, "pair_approve", &ground, NULL, NULL, now);
}

enum err pair_activate(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		       enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_in_scope(db, arena, actor, code, now, &ground));
	TRY(pair_may(&ground, PAIR_APPROVED, now, refusal));
	TRY(db_run(db, &activate, NULL, now, actor->account_id, now, ground.pair.id));
	return pair_write_trail(db, arena, actor, "pair_activate", &ground, NULL, NULL, now);
}
