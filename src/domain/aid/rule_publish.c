/* From a draft to a published version: submit, take back, throw away; and the second person's part. */
#include "domain/aid/rule_draft_parts.h"
#include "domain/aid/rule_store.h"

static const struct statement submit = {
	.sql = "UPDATE aid_rule_version SET submitted_at = ?, submitted_by = ?, returned_at = NULL, return_reason = NULL WHERE id = ? AND state = 'draft'",
	.params = "tii" };

static const struct statement take_back = {
	.sql = "UPDATE aid_rule_version SET submitted_at = NULL, submitted_by = NULL WHERE id = ? AND state = 'submitted'", .params = "i" };

static const struct statement give_back = {
	.sql = "UPDATE aid_rule_version SET submitted_at = NULL, submitted_by = NULL, returned_at = ?, return_reason = ? "
	       "WHERE id = ? AND state = 'submitted'",
	.params = "tsi" };

static const struct statement publish = {
	.sql = "UPDATE aid_rule_version SET published_at = ?, published_by = ? WHERE id = ? AND state = 'submitted'", .params = "tii" };

/* Days before the first one are left to the version that was open until now. */
static const struct statement end_before = {
	.sql = "UPDATE aid_rule_version SET valid_to = ? WHERE programme_id = ? AND state = 'published' AND valid_to IS NULL AND valid_from < ?",
	.params = "did" };

static const struct statement count_overlaps = {
	.sql = "SELECT COUNT(*) AS n FROM aid_rule_version WHERE programme_id = ? AND state = 'published' AND valid_from <= COALESCE(?, "
	       "'9999-12-31') AND COALESCE(valid_to, '9999-12-31') >= ? AND NOT (valid_to IS NULL AND valid_from < ?)",
	.params = "iddd", .row = &db_number };

static const struct statement drop_clauses = { .sql = "DELETE FROM aid_clause WHERE version_id = ?", .params = "i" };
static const struct statement drop_tiers = { .sql = "DELETE FROM aid_tier WHERE version_id = ?", .params = "i" };
static const struct statement drop_version = {
	.sql = "DELETE FROM aid_rule_version WHERE id = ? AND state = 'draft'", .params = "i" };

const struct statement *const rule_publish_statements[] = {
	&submit, &take_back, &give_back, &publish, &end_before, &count_overlaps, &drop_clauses, &drop_tiers, &drop_version, NULL };

enum err rule_draft_sound(struct arena *arena, const struct rule_wish *wish, struct draft_refused *refused)
{
	const struct rule_clause *where = NULL;
	const struct clause_wish *wrong;
	struct rule rule;
	const enum err err = rule_of_wish(arena, wish, &rule, &wrong, &refused->part);

	if (err == E_INVALID) {
		refused->fault = RULE_TOO_MANY_CLAUSES;
		refused->where = wrong;
		return rule_refuse(refused, RULE_UNSOUND);
	}
	TRY(err);
	refused->fault = rule_check(&rule, &where);
	refused->where = rule_wish_origin(wish, &rule, where);
	return refused->fault == RULE_SOUND ? OK : rule_refuse(refused, RULE_UNSOUND);
}

static enum err is_sound(struct db *db, struct arena *arena, const struct rule_version *version, struct draft_refused *refused)
{
	struct rule_wish wish;

	TRY(rule_wish_load(db, arena, version->id, &wish));
	return rule_draft_sound(arena, &wish, refused);
}

enum err rule_draft_submit(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			   struct draft_refused *refused)
{
	struct rule_version version;

	TRY(rule_draft_own(db, arena, actor, programme_id, &version, refused));
	TRY(is_sound(db, arena, &version, refused));
	TRY(db_run(db, &submit, NULL, now, actor->account_id, version.id));
	return rule_trail(db, arena, actor, "programme_submit", &version, NULL, NULL, now);
}

enum err rule_draft_withdraw(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			     struct draft_refused *refused)
{
	struct rule_version version;

	TRY(rule_draft_lock(db, arena, programme_id, RULE_SUBMITTED, &version, refused));
	if (version.submitted_by_id != actor->account_id)
		return rule_refuse(refused, RULE_NOT_YOURS);
	TRY(db_run(db, &take_back, NULL, version.id));
	return rule_trail(db, arena, actor, "programme_withdraw", &version, NULL, NULL, now);
}

enum err rule_draft_discard(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			    struct draft_refused *refused)
{
	struct rule_version version;

	TRY(programme_reach(db, arena, actor, programme_id));
	TRY(rule_draft_lock(db, arena, programme_id, RULE_DRAFT, &version, refused));
	if (version.drafted_by_id != actor->account_id && version.drafted_by_id != 0 && !version.drafter_gone)
		return rule_refuse(refused, RULE_NOT_YOURS);
	TRY(db_run(db, &drop_clauses, NULL, version.id));
	TRY(db_run(db, &drop_tiers, NULL, version.id));
	TRY(db_run(db, &drop_version, NULL, version.id));
	return rule_trail(db, arena, actor, "programme_withdraw", &version, NULL, NULL, now);
}

/* The submitted version, and that this person is not its maker. */
static enum err second_person(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct rule_version *out,
			      struct draft_refused *refused)
{
	TRY(rule_draft_lock(db, arena, programme_id, RULE_SUBMITTED, out, refused));
	return out->drafted_by_id == actor->account_id || out->submitted_by_id == actor->account_id ? rule_refuse(refused, RULE_SAME_PERSON) : OK;
}

enum err rule_draft_publish(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, bool demo, struct timestamp now,
			    struct draft_refused *refused)
{
	struct rule_version version;
	int64_t overlaps;

	TRY(second_person(db, arena, actor, programme_id, &version, refused));
	if (!version.confirmed && !demo)
		return rule_refuse(refused, RULE_UNCONFIRMED);
	TRY(is_sound(db, arena, &version, refused));
	TRY(db_one(db, arena, &count_overlaps, &overlaps, programme_id, version.valid_to, version.valid_from, version.valid_from));
	if (overlaps > 0)
		return rule_refuse(refused, RULE_OVERLAPS);
	TRY(db_run(db, &end_before, NULL, (struct date){ version.valid_from.day - 1 }, programme_id, version.valid_from));
	TRY(db_run(db, &publish, NULL, now, actor->account_id, version.id));
	return rule_trail(db, arena, actor, "programme_publish", &version, NULL, NULL, now);
}

enum err rule_draft_return(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const char *reason,
			   struct timestamp now, struct draft_refused *refused)
{
	struct rule_version version;

	TRY(second_person(db, arena, actor, programme_id, &version, refused));
	TRY(db_run(db, &give_back, NULL, now, reason, version.id));
	return rule_trail(db, arena, actor, "programme_return", &version, reason, NULL, now);
}
