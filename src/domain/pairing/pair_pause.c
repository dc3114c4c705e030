/* Stopping: pausing, asking for the end, ending. Whoever may act on a pair may stop it. */
#include "domain/pairing/pair_parts.h"

const struct statement pair_statement_pause = {
	.sql = "UPDATE pair SET paused_at = ?, pause_reason = ?, updated_at = ? WHERE id = ?", .params = "tsti" };

const struct statement pair_statement_pause_again = {
	.sql = "UPDATE pair SET pause_reason = ?, updated_at = ? WHERE id = ?", .params = "sti" };

const struct statement pair_statement_ask_end = {
	.sql = "UPDATE pair SET ending_at = ?, ending_by = ?, updated_at = ? WHERE id = ?", .params = "tsti" };

static const struct statement end = {
	.sql = "UPDATE pair SET ended_at = ?, end_reason = ?, ended_words = ?, for_cause = ?, updated_at = ? WHERE id = ?",
	.params = "tssbti" };

static const struct statement resume = {
	.sql = "UPDATE pair SET paused_at = NULL, pause_reason = NULL, go_on_by = NULL, held_until = ?, updated_at = ? WHERE id = ?", .params = "tti" };

/* Any that is not closed. */
static const struct statement open_concerns = {
	.sql = "SELECT COUNT(*) AS n FROM concern WHERE pair_id = ? AND state IN ('raised', 'taken')", .params = "i", .row = &db_number };

static const struct statement keyed_go_on = {
	.sql = "SELECT COALESCE(go_on_by, 0) AS n FROM pair WHERE id = ?", .params = "i", .row = &db_number };

const struct statement *const pair_end_statements[] = { &end, &resume, &open_concerns, &keyed_go_on, NULL };

/* Whose stop weighs more stays, or takes the place of one that weighs less: what lifts the one must not lift the other. */
static int weight(enum pause_reason reason)
{
	static const int weights[] = { [PAUSE_STAFF] = 0, [PAUSE_FAMILY] = 1, [PAUSE_VETTING] = 2, [PAUSE_CONSENT] = 3,
				       [PAUSE_CONCERN] = 4, [PAUSE_GUARDIAN] = 5 };

	return weights[reason];
}

enum err pair_pause(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum pause_reason reason,
		    struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;
	/* Teachers read the pair's trail, and a concern may be about one: only the concern's own trail says so. */
	const char *detail = reason == PAUSE_CONCERN ? NULL : arena_print(arena, "{\"reason\":\"%s\"}", pause_reason_names[reason]);

	TRY(pair_lock(db, arena, id, now, &ground));
	if (ground.pair.state >= PAIR_ENDING || (ground.pair.state == PAIR_PAUSED && weight(ground.pair.pause_reason) >= weight(reason)))
		return pair_refuse(refusal, PAIR_STATE);
	if (ground.pair.state == PAIR_PAUSED)
		TRY(db_run(db, &pair_statement_pause_again, NULL, pause_reason_names[reason], now, id));
	else
		TRY(db_run(db, &pair_statement_pause, NULL, now, pause_reason_names[reason], now, id));
	return pair_write_trail(db, arena, actor, "pair_pause", &ground, NULL, detail, now);
}

enum err pair_resume(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		     enum pair_refusal *refusal)
{
	struct ground ground;
	enum pair_refusal word;
	int64_t concerns, keyed_by;

	TRY(pair_lock_code(db, arena, code, now, &ground));
	if (!scope_holds(actor->unit_path, ground.path))
		return E_NOT_FOUND;
	if (ground.pair.state != PAIR_PAUSED)
		return pair_refuse(refusal, PAIR_STATE);
	if (ground.pair.pause_reason == PAUSE_GUARDIAN)
		return pair_refuse(refusal, PAIR_GUARDIAN_PAUSED);
	TRY(db_one(db, arena, &keyed_go_on, &keyed_by, ground.pair.id));
	if (keyed_by != 0 && keyed_by == actor->account_id)
		return pair_refuse(refusal, PAIR_SAME_PERSON);
	TRY(db_one(db, arena, &open_concerns, &concerns, ground.pair.id));
	word = concerns > 0 ? PAIR_CONCERN_OPEN : pair_ground_refusal(&ground);
	if (word != PAIR_FINE)
		return pair_refuse(refusal, word);
	/* A hold that was stopped is given its time anew. */
	TRY(db_run(db, &resume, NULL, pair_hold_end(now), now, ground.pair.id));
	return pair_write_trail(db, arena, actor, "pair_resume", &ground, NULL, NULL, now);
}

enum err pair_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const struct pair_ending *ending,
		  struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(pair_lock(db, arena, id, now, &ground));
	if (ground.pair.state == PAIR_ENDED)
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &end, NULL, now, end_reason_names[ending->reason], ending->words, ending->for_cause, now, id));
	return pair_write_trail(db, arena, actor, "pair_end", &ground, ending->words,
				arena_print(arena, "{\"reason\":\"%s\",\"for_cause\":%s}", end_reason_names[ending->reason],
					    ending->for_cause ? "true" : "false"), now);
}

enum err pair_ask_end(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, enum pair_party by,
		      struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(pair_lock(db, arena, id, now, &ground));
	if (ground.pair.state >= PAIR_ENDING || timestamp_is_none(ground.pair.activated_at))
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &pair_statement_ask_end, NULL, now, pair_party_names[by], now, id));
	return pair_write_trail(db, arena, actor, "pair_ask_end", &ground, NULL,
				arena_print(arena, "{\"by\":\"%s\"}", pair_party_names[by]), now);
}

enum err pair_expire(struct db *db, struct arena *arena, int64_t id, struct timestamp now, enum pair_refusal *refusal)
{
	struct ground ground;

	TRY(pair_lock(db, arena, id, now, &ground));
	if (!pair_is_before(&ground.pair) || ground.pair.held_until.us > now.us)
		return pair_refuse(refusal, PAIR_STATE);
	TRY(db_run(db, &end, NULL, now, end_reason_names[END_EXPIRED], NULL, false, now, id));
	return pair_write_trail(db, arena, &actor_worker, "pair_expire", &ground, NULL, NULL, now);
}
