#include "domain/aid/programme.h"

const char *const programme_kind_names[] = { "subsidy", "grant", "waiver", "loan", "top_up", NULL };
const char *const aid_giver_names[] = { "nation", "province", "city", "county", "charity", NULL };

const struct shape programme_shape = SHAPE(programme,
	COLUMN(programme, id), COLUMN(programme, code), COLUMN(programme, kind, .names = programme_kind_names),
	COLUMN(programme, given_by, .names = aid_giver_names), COLUMN(programme, county_code, .nullable = true),
	COLUMN(programme, county, .nullable = true), COLUMN(programme, title),
	COLUMN(programme, title_en), COLUMN(programme, how_to_ask), COLUMN(programme, how_to_ask_en), COLUMN(programme, campaign_id),
	COLUMN(programme, quota), COLUMN(programme, version_id), COLUMN(programme, version), COLUMN(programme, valid_from),
	COLUMN(programme, valid_to, .nullable = true), COLUMN(programme, law_ref), COLUMN(programme, source), COLUMN(programme, confirmed));

/* As they are stored: of which version. */
struct stored_tier {
	int64_t version_id, tier;
	struct money amount;
	enum amount_per per;
	bool up_to;
	const char *title, *title_en;
};
static const struct shape stored_tier_shape = SHAPE(stored_tier,
	COLUMN(stored_tier, version_id), COLUMN(stored_tier, tier), COLUMN(stored_tier, amount),
	COLUMN(stored_tier, per, .names = amount_per_names), COLUMN(stored_tier, up_to), COLUMN(stored_tier, title),
	COLUMN(stored_tier, title_en));

struct stored_clause {
	int64_t version_id, tier, group, position;
	const char *field;
	enum clause_op op;
	const char *value, *reason, *reason_en;
};
static const struct shape stored_clause_shape = SHAPE(stored_clause,
	COLUMN(stored_clause, version_id), COLUMN(stored_clause, tier), COLUMN(stored_clause, group), COLUMN(stored_clause, position),
	COLUMN(stored_clause, field), COLUMN(stored_clause, op, .names = clause_op_names), COLUMN(stored_clause, value),
	COLUMN(stored_clause, reason), COLUMN(stored_clause, reason_en));

struct version_of {
	int64_t version_id, programme_id;
};
static const struct shape version_of_shape = SHAPE(version_of, COLUMN(version_of, version_id), COLUMN(version_of, programme_id));

#define IN_FORCE "v.state = 'published' AND v.valid_from <= ? AND (v.valid_to IS NULL OR v.valid_to >= ?)"
#define TIER "SELECT t.version_id, t.tier, t.amount_fen AS amount, t.per, t.up_to, t.title, t.title_en FROM aid_tier t "
#define CLAUSE                                                                                                      \
	"SELECT c.version_id, c.tier, c.group_number AS `group`, c.position, c.field, c.op, c.value, c.reason, c.reason_en FROM aid_clause c "

/* Everybody reads the same rules: a second late is soon enough. */
enum { rules_keep_ms = 1000 };

static const struct statement programmes_on = {
	.sql = "SELECT p.id, p.code, p.kind, p.given_by, p.county_code, d.name AS county, p.title, p.title_en, p.how_to_ask, p.how_to_ask_en, "
	       "COALESCE(p.campaign_id, 0) AS campaign_id, COALESCE(p.quota, 0) AS quota, v.id AS version_id, v.version, v.valid_from, "
	       "v.valid_to, v.law_ref, v.source, v.confirmed FROM programme p JOIN aid_rule_version v ON v.programme_id = p.id "
	       "LEFT JOIN division d ON d.code = p.county_code WHERE " IN_FORCE " ORDER BY p.position, p.id",
	.params = "dd", .row = &programme_shape, .keep_ms = rules_keep_ms };

static const struct statement tiers_on = {
	.sql = TIER "JOIN aid_rule_version v ON v.id = t.version_id WHERE " IN_FORCE " ORDER BY t.version_id, t.tier",
	.params = "dd", .row = &stored_tier_shape, .keep_ms = rules_keep_ms };

static const struct statement clauses_on = {
	.sql = CLAUSE "JOIN aid_rule_version v ON v.id = c.version_id WHERE " IN_FORCE
	       " ORDER BY c.version_id, c.tier, c.group_number, c.position",
	.params = "dd", .row = &stored_clause_shape, .keep_ms = rules_keep_ms };

static const struct statement version_by_id = {
	.sql = "SELECT id AS version_id, programme_id FROM aid_rule_version WHERE id = ?", .params = "i", .row = &version_of_shape };

static const struct statement tiers_of = {
	.sql = TIER "WHERE t.version_id = ? ORDER BY t.tier", .params = "i", .row = &stored_tier_shape };

static const struct statement clauses_of = {
	.sql = CLAUSE "WHERE c.version_id = ? ORDER BY c.tier, c.group_number, c.position", .params = "i", .row = &stored_clause_shape };

const struct statement *const programme_statements[] = {
	&programmes_on, &tiers_on, &clauses_on, &version_by_id, &tiers_of, &clauses_of, NULL };

static const struct rule_tier *tiers_from(struct arena *arena, struct rows rows)
{
	const struct stored_tier *stored = rows.row;
	struct rule_tier *tiers = ARENA_ARRAY(arena, struct rule_tier, rows.count);

	for (size_t i = 0; i < rows.count; i++)
		tiers[i] = (struct rule_tier){ .tier = (int16_t)stored[i].tier, .amount = stored[i].amount, .per = stored[i].per,
					       .up_to = stored[i].up_to, .title = stored[i].title, .title_en = stored[i].title_en };
	return tiers;
}

static enum err clauses_from(struct arena *arena, struct rows rows, const struct rule_clause **out)
{
	const struct stored_clause *stored = rows.row;
	struct rule_clause *clauses = ARENA_ARRAY(arena, struct rule_clause, rows.count);

	for (size_t i = 0; i < rows.count; i++) {
		const int field = fact_find(stored[i].field);

		clauses[i] = (struct rule_clause){ .tier = (int16_t)stored[i].tier, .group = (int16_t)stored[i].group,
						   .position = (int16_t)stored[i].position, .reason = stored[i].reason,
						   .reason_en = stored[i].reason_en };
		if (field < 0 || rule_clause_parse((enum fact_field)field, stored[i].op, stored[i].value, &clauses[i]) != OK)
			return E_INTERNAL;
	}
	*out = clauses;
	return OK;
}

/* Its rows among those of all versions; they are sorted by version. */
static void take_rows(struct rule *rule, struct rows tiers, const struct rule_tier *tier, struct rows clauses, const struct rule_clause *clause)
{
	const struct stored_tier *stored_tier = tiers.row;
	const struct stored_clause *stored_clause = clauses.row;
	size_t first = 0, end;

	while (first < tiers.count && stored_tier[first].version_id != rule->version_id)
		first++;
	for (end = first; end < tiers.count && stored_tier[end].version_id == rule->version_id;)
		end++;
	rule->tiers = tier + first;
	rule->tier_count = (uint16_t)(end - first);
	for (first = 0; first < clauses.count && stored_clause[first].version_id != rule->version_id;)
		first++;
	for (end = first; end < clauses.count && stored_clause[end].version_id == rule->version_id;)
		end++;
	rule->clauses = clause + first;
	rule->clause_count = (uint16_t)(end - first);
}

enum err programme_book_load(struct db *db, struct arena *arena, struct date day, struct programme_book *out)
{
	struct rows programmes, tiers, clauses;
	const struct rule_tier *tier;
	const struct rule_clause *clause;
	struct rule *rules;

	TRY(db_all(db, arena, &programmes_on, &programmes, day, day));
	TRY(db_all(db, arena, &tiers_on, &tiers, day, day));
	TRY(db_all(db, arena, &clauses_on, &clauses, day, day));
	tier = tiers_from(arena, tiers);
	TRY(clauses_from(arena, clauses, &clause));
	rules = ARENA_ARRAY(arena, struct rule, programmes.count);
	for (size_t i = 0; i < programmes.count; i++) {
		const struct programme *programme = (const struct programme *)programmes.row + i;

		rules[i].version_id = programme->version_id;
		rules[i].programme_id = programme->id;
		take_rows(&rules[i], tiers, tier, clauses, clause);
		/* Published between two of the three statements: without its conditions it would fit everybody. */
		if (rules[i].tier_count == 0 || rules[i].clause_count == 0)
			return E_BUSY;
	}
	*out = (struct programme_book){ .programmes = programmes.row, .rules = rules, .count = programmes.count, .day = day };
	return OK;
}

enum err rule_load(struct db *db, struct arena *arena, int64_t version_id, struct rule *out)
{
	struct version_of version;
	struct rows tiers, clauses;
	const struct rule_clause *clause;
	struct rule rule;

	TRY(db_one(db, arena, &version_by_id, &version, version_id));
	TRY(db_all(db, arena, &tiers_of, &tiers, version_id));
	TRY(db_all(db, arena, &clauses_of, &clauses, version_id));
	TRY(clauses_from(arena, clauses, &clause));
	rule = (struct rule){ .version_id = version.version_id, .programme_id = version.programme_id };
	take_rows(&rule, tiers, tiers_from(arena, tiers), clauses, clause);
	*out = rule;
	return OK;
}
