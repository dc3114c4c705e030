/* What the family and the guardian do with a pair. */
#include <string.h>

#include "domain/pairing/pair_parts.h"

const struct statement pair_statement_family_accept = {
	.sql = "UPDATE pair SET family_accepted_at = ?, held_until = ?, updated_at = ? WHERE id = ?", .params = "ttti" };

const struct statement pair_statement_decline = {
	.sql = "UPDATE pair SET ended_at = ?, end_reason = 'family_declined', decline_reason = ?, updated_at = ? WHERE id = ?",
	.params = "tsti" };

const struct statement pair_statement_guardian_decline = {
	.sql = "UPDATE pair SET ended_at = ?, end_reason = 'guardian_declined', updated_at = ? WHERE id = ?", .params = "tti" };

/* The witness is staff's: the match program may not write it. */
const struct statement pair_statement_guardian_accept = {
	.sql = "UPDATE pair SET guardian_accepted_at = ?, guardian_channel = 'telephone_code', held_until = ?, updated_at = ? WHERE id = ?",
	.params = "ttti" };

static const struct statement guardian_accept_on_paper = {
	.sql = "UPDATE pair SET guardian_accepted_at = ?, guardian_channel = 'paper', guardian_witness_id = ?, held_until = ?, updated_at = ? "
	       "WHERE id = ?",
	.params = "titti" };

const struct statement pair_statement_go_on = {
	.sql = "UPDATE pair SET pause_reason = 'staff', updated_at = ? WHERE id = ?", .params = "ti" };

static const struct statement go_on_on_paper = {
	.sql = "UPDATE pair SET pause_reason = 'staff', go_on_by = ?, updated_at = ? WHERE id = ?", .params = "iti" };

const struct statement *const pair_paper_statements[] = { &guardian_accept_on_paper, &go_on_on_paper, NULL };

static const char by_family[] = "{\"by\":\"family\"}";

static enum err lock_of_family(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct timestamp now,
			       struct ground *out)
{
	struct ground ground;

	TRY(pair_lock_code(db, arena, code, now, &ground));
	if (ground.pair.family_id != family_id)
		return E_NOT_FOUND;
	*out = ground;
	return OK;
}

enum err pair_family_accept(struct db *db, struct arena *arena, int64_t family_id, const char *code, struct timestamp now,
			    enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_of_family(db, arena, family_id, code, now, &ground));
	TRY(pair_may(&ground, PAIR_HELD, now, refusal));
	TRY(db_run(db, &pair_statement_family_accept, NULL, now, pair_hold_end(now), now, ground.pair.id));
	return pair_write_trail(db, arena, &actor_nobody, "pair_family_accept", &ground, NULL, by_family, now);
}

enum err pair_family_decline(struct db *db, struct arena *arena, int64_t family_id, const char *code, enum decline_reason reason,
			     struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_of_family(db, arena, family_id, code, now, &ground));
	if (!pair_is_before(&ground.pair))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &pair_statement_decline, NULL, now, decline_reason_names[reason], now, ground.pair.id));
	return pair_write_trail(db, arena, &actor_nobody, "pair_family_decline", &ground, NULL,
				arena_print(arena, "{\"by\":\"family\",\"reason\":\"%s\"}", decline_reason_names[reason]), now);
}

/* The student is the guardian's by the code to the telephone; on paper, the student must be in the witness's scope. */
static enum err lock_of_guardian(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code,
				 const char *code, enum given_channel channel, struct timestamp now, struct ground *out)
{
	struct ground ground;

	TRY(pair_lock_code(db, arena, code, now, &ground));
	if (strcmp(ground.student_code, student_code) != 0 ||
	    (channel == GIVEN_PAPER && (actor->account_id == 0 || !scope_holds(actor->unit_path, ground.path))))
		return E_NOT_FOUND;
	*out = ground;
	return OK;
}

static enum err guardian_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			       const struct ground *ground, enum given_channel channel, struct timestamp now)
{
	return pair_write_trail(db, arena, actor, action, ground, NULL,
				arena_print(arena, "{\"by\":\"guardian\",\"channel\":\"%s\"}", given_channel_names[channel]), now);
}

enum err pair_guardian_accept(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			      enum given_channel channel, struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_of_guardian(db, arena, actor, student_code, code, channel, now, &ground));
	if (!timestamp_is_none(ground.pair.guardian_accepted_at))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(pair_may(&ground, PAIR_FAMILY_ACCEPTED, now, refusal));
	if (channel == GIVEN_PAPER)
		TRY(db_run(db, &guardian_accept_on_paper, NULL, now, actor->account_id, pair_hold_end(now), now, ground.pair.id));
	else
		TRY(db_run(db, &pair_statement_guardian_accept, NULL, now, pair_hold_end(now), now, ground.pair.id));
	return guardian_trail(db, arena, actor, "pair_guardian_accept", &ground, channel, now);
}

enum err pair_guardian_decline(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			       enum given_channel channel, struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_of_guardian(db, arena, actor, student_code, code, channel, now, &ground));
	/* Who was not asked yet does not know of it. */
	if (!pair_is_before(&ground.pair) || timestamp_is_none(ground.pair.family_accepted_at))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &pair_statement_guardian_decline, NULL, now, now, ground.pair.id));
	return guardian_trail(db, arena, actor, "pair_guardian_decline", &ground, channel, now);
}

enum err pair_guardian_go_on(struct db *db, struct arena *arena, const struct actor *actor, const char *student_code, const char *code,
			     enum given_channel channel, struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(lock_of_guardian(db, arena, actor, student_code, code, channel, now, &ground));
	if (ground.pair.state != PAIR_PAUSED || ground.pair.pause_reason != PAUSE_GUARDIAN)
		return pair_refuse(refusal, PAIR_STATE);
	if (channel == GIVEN_PAPER)
		TRY(db_run(db, &go_on_on_paper, NULL, actor->account_id, now, ground.pair.id));
	else
		TRY(db_run(db, &pair_statement_go_on, NULL, now, ground.pair.id));
	return guardian_trail(db, arena, actor, "pair_guardian_go_on", &ground, channel, now);
}
