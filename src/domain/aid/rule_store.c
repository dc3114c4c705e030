#include "domain/aid/rule_store.h"

static const struct statement clauses_of = {
	.sql = "SELECT version_id, tier, group_number, position, field, op, value, reason, reason_en FROM aid_clause WHERE version_id = ? "
	       "ORDER BY tier, group_number, position",
	.params = "i", .row = &clause_wish_shape };

static const struct statement tiers_of = {
	.sql = "SELECT version_id, tier, amount_fen, per, up_to, title, title_en FROM aid_tier WHERE version_id = ? ORDER BY tier",
	.params = "i", .row = &tier_wish_shape };

static const struct statement add_clause = {
	.sql = "INSERT INTO aid_clause (version_id, tier, group_number, position, field, op, value, reason, reason_en) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &clause_wish_shape };

static const struct statement add_tier = {
	.sql = "INSERT INTO aid_tier (version_id, tier, amount_fen, per, up_to, title, title_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
	.bind = &tier_wish_shape };

const struct statement *const rule_store_statements[] = { &clauses_of, &tiers_of, NULL };
const struct statement *const rule_store_write_statements[] = { &add_clause, &add_tier, NULL };

enum err rule_wish_load(struct db *db, struct arena *arena, int64_t version_id, struct rule_wish *out)
{
	struct rows clauses, tiers;

	TRY(db_all(db, arena, &clauses_of, &clauses, version_id));
	TRY(db_all(db, arena, &tiers_of, &tiers, version_id));
	*out = (struct rule_wish){ clauses.row, clauses.count, tiers.row, tiers.count };
	return OK;
}

enum err rule_wish_store(struct db *db, struct arena *arena, int64_t version_id, const struct rule_wish *wish)
{
	struct clause_wish *clauses = ARENA_ARRAY(arena, struct clause_wish, wish->clause_count);
	struct tier_wish *tiers = ARENA_ARRAY(arena, struct tier_wish, wish->tier_count);

	for (size_t i = 0; i < wish->clause_count; i++) {
		clauses[i] = wish->clauses[i];
		clauses[i].version_id = version_id;
	}
	for (size_t i = 0; i < wish->tier_count; i++) {
		tiers[i] = wish->tiers[i];
		tiers[i].version_id = version_id;
	}
	if (wish->tier_count > 0)
		TRY(db_run_many(db, &add_tier, (struct rows){ tiers, wish->tier_count }, NULL));
	if (wish->clause_count > 0)
		TRY(db_run_many(db, &add_clause, (struct rows){ clauses, wish->clause_count }, NULL));
	return OK;
}
