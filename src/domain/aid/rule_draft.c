#include "domain/aid/rule_draft.h"

#include <string.h>

#include "domain/aid/rule_draft_parts.h"
#include "domain/aid/rule_store.h"
#include "domain/office/audit.h"

const char *const draft_refusal_names[] = {
	"fine", "open_already", "none_open", "not_yours", "same_person", "unconfirmed", "overlaps", "days", "full", "not_there", "unsound", NULL };

static const struct statement lock_programme = {
	.sql = "SELECT id AS n FROM programme WHERE id = ? FOR UPDATE", .params = "i", .row = &db_number };

static const struct statement next_version = {
	.sql = "SELECT COALESCE(MAX(version), 0) + 1 AS n FROM aid_rule_version WHERE programme_id = ?", .params = "i", .row = &db_number };

static const struct statement add_version = {
	.sql = "INSERT INTO aid_rule_version (programme_id, version, valid_from, law_ref, source, drafted_at, drafted_by) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?)",
	.params = "iidssti" };

static const struct statement save_version = {
	.sql = "UPDATE aid_rule_version SET valid_from = ?, valid_to = ?, law_ref = ?, source = ?, confirmed = ? WHERE id = ? AND state = 'draft'",
	.params = "ddssbi" };

static const struct statement take_over = {
	.sql = "UPDATE aid_rule_version SET drafted_by = ? WHERE id = ? AND drafted_by IS NULL", .params = "ii" };

static const struct statement add_tier = {
	.sql = "INSERT INTO aid_tier (version_id, tier, amount_fen, per, up_to, title, title_en) VALUES (?, ?, ?, ?, ?, ?, ?)",
	.params = "iimsbss" };

static const struct statement change_tier = {
	.sql = "UPDATE aid_tier SET amount_fen = ?, per = ?, up_to = ?, title = ?, title_en = ? WHERE version_id = ? AND tier = ?",
	.params = "msbssii" };

static const struct statement drop_tier = {
	.sql = "DELETE FROM aid_tier WHERE version_id = ? AND tier = ?", .params = "ii" };

static const struct statement drop_tier_clauses = {
	.sql = "DELETE FROM aid_clause WHERE version_id = ? AND tier = ?", .params = "ii" };

static const struct statement add_clause = {
	.sql = "INSERT INTO aid_clause (version_id, tier, group_number, position, field, op, value, reason, reason_en) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "iiiisssss" };

static const struct statement change_clause = {
	.sql = "UPDATE aid_clause SET field = ?, op = ?, value = ?, reason = ?, reason_en = ? WHERE version_id = ? AND tier = ? AND "
	       "group_number = ? AND position = ?",
	.params = "sssssiiii" };

static const struct statement drop_clause = {
	.sql = "DELETE FROM aid_clause WHERE version_id = ? AND tier = ? AND group_number = ? AND position = ?", .params = "iiii" };

const struct statement *const rule_draft_statements[] = {
	&lock_programme, &next_version, &add_version, &save_version, &take_over, &add_tier, &change_tier, &drop_tier, &drop_tier_clauses, &add_clause,
	&change_clause, &drop_clause, NULL };

enum err rule_refuse(struct draft_refused *refused, enum draft_refusal refusal)
{
	refused->refusal = refusal;
	return E_CONFLICT;
}

enum err rule_draft_lock(struct db *db, struct arena *arena, int64_t programme_id, enum rule_state state, struct rule_version *out,
			 struct draft_refused *refused)
{
	struct rule_version version;
	int64_t locked;
	enum err err;

	TRY(db_one(db, arena, &lock_programme, &locked, programme_id));
	err = rule_version_open(db, arena, programme_id, &version);
	if (err == E_NOT_FOUND || (err == OK && version.state != state))
		return rule_refuse(refused, RULE_NONE_OPEN);
	TRY(err);
	*out = version;
	return OK;
}

enum err rule_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const struct rule_version *version,
		    const char *reason, const char *detail, struct timestamp now)
{
	return audit_write(db, arena, actor, &(struct audit_event){
		.action = action, .subject = arena_print(arena, "programme:%lld", (long long)version->programme_id), .reason = reason,
		.detail = detail != NULL ? detail : arena_print(arena, "{\"version\":%lld}", (long long)version->version) }, now);
}

enum err rule_draft_own(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct rule_version *out,
			struct draft_refused *refused)
{
	TRY(programme_reach(db, arena, actor, programme_id));
	TRY(rule_draft_lock(db, arena, programme_id, RULE_DRAFT, out, refused));
	if (out->drafted_by_id == 0)
		return db_run(db, &take_over, NULL, actor->account_id, out->id);
	return out->drafted_by_id == actor->account_id ? OK : rule_refuse(refused, RULE_NOT_YOURS);
}

enum err rule_draft_begin(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct date day,
			  struct timestamp now, struct draft_refused *refused)
{
	struct rule_version version = { .programme_id = programme_id, .valid_from = day, .law_ref = "", .source = "" }, before;
	struct rule_wish rule = { 0 };
	int64_t locked;
	enum err err;

	TRY(programme_reach(db, arena, actor, programme_id));
	TRY(db_one(db, arena, &lock_programme, &locked, programme_id));
	err = rule_version_open(db, arena, programme_id, &before);
	if (err == OK)
		return rule_refuse(refused, RULE_OPEN_ALREADY);
	if (err != E_NOT_FOUND)
		return err;
	err = rule_version_before(db, arena, programme_id, day, &before);
	if (err == OK) {
		version.law_ref = before.law_ref;
		version.source = before.source;
		TRY(rule_wish_load(db, arena, before.id, &rule));
	} else if (err != E_NOT_FOUND) {
		return err;
	}
	TRY(db_one(db, arena, &next_version, &version.version, programme_id));
	TRY(db_run(db, &add_version, NULL, programme_id, version.version, day, version.law_ref, version.source, now, actor->account_id));
	TRY(rule_wish_store(db, arena, db_last_id(db), &rule));
	return rule_trail(db, arena, actor, "programme_draft", &version, NULL, NULL, now);
}

enum err rule_draft_save(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const struct rule_head *head,
			 struct timestamp now, struct draft_refused *refused)
{
	struct rule_version before, after;
	const char *detail;

	TRY(rule_draft_own(db, arena, actor, programme_id, &before, refused));
	if (!date_is_none(head->valid_to) && head->valid_to.day < head->valid_from.day)
		return rule_refuse(refused, RULE_DAYS);
	after = before;
	after.valid_from = head->valid_from;
	after.valid_to = head->valid_to;
	after.law_ref = head->law_ref;
	after.source = head->source;
	after.confirmed = head->confirmed;
	detail = difference_json(arena, &rule_version_shape, &before, &after, NULL);
	if (detail == NULL)
		return OK;
	TRY(db_run(db, &save_version, NULL, head->valid_from, head->valid_to, head->law_ref, head->source, head->confirmed, before.id));
	return rule_trail(db, arena, actor, "programme_draft", &before, NULL, detail, now);
}

/* Before and after of one tier or clause, the other NULL where it came or went. */
static enum err trail_row(struct db *db, struct arena *arena, const struct actor *actor, const struct rule_version *version,
			  const struct shape *shape, const void *before, const void *after, struct timestamp now)
{
	static const struct clause_wish no_clause = { .field = "", .op = "", .value = "", .reason = "", .reason_en = "" };
	static const struct tier_wish no_tier = { .title = "", .title_en = "" };
	const void *nothing = shape == &clause_wish_shape ? (const void *)&no_clause : (const void *)&no_tier;

	return rule_trail(db, arena, actor, "programme_draft", version, NULL,
			  difference_json(arena, shape, before != NULL ? before : nothing, after != NULL ? after : nothing, NULL), now);
}

enum err rule_draft_put_tier(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, const struct tier_wish *tier,
			     struct timestamp now, struct draft_refused *refused)
{
	struct tier_wish wish = *tier;
	struct rule_version version;
	struct rule_wish rule;

	TRY(rule_draft_own(db, arena, actor, programme_id, &version, refused));
	TRY(rule_wish_load(db, arena, version.id, &rule));
	wish.version_id = version.id;
	if (wish.tier == 0) {
		wish.tier = (int64_t)rule.tier_count + 1;
		if (wish.tier > rule_tiers_max)
			return rule_refuse(refused, RULE_FULL);
		TRY(db_run(db, &add_tier, NULL, version.id, wish.tier, wish.amount_fen, amount_per_names[wish.per], wish.up_to, wish.title,
			   wish.title_en));
		return trail_row(db, arena, actor, &version, &tier_wish_shape, NULL, &wish, now);
	}
	if (wish.tier > (int64_t)rule.tier_count)
		return rule_refuse(refused, RULE_NOT_THERE);
	TRY(db_run(db, &change_tier, NULL, wish.amount_fen, amount_per_names[wish.per], wish.up_to, wish.title, wish.title_en, version.id,
		   wish.tier));
	return trail_row(db, arena, actor, &version, &tier_wish_shape, &rule.tiers[wish.tier - 1], &wish, now);
}

enum err rule_draft_drop_tier(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, struct timestamp now,
			      struct draft_refused *refused)
{
	struct rule_version version;
	struct rule_wish rule;

	TRY(rule_draft_own(db, arena, actor, programme_id, &version, refused));
	TRY(rule_wish_load(db, arena, version.id, &rule));
	if (rule.tier_count == 0)
		return rule_refuse(refused, RULE_NOT_THERE);
	TRY(db_run(db, &drop_tier_clauses, NULL, version.id, (int64_t)rule.tier_count));
	TRY(db_run(db, &drop_tier, NULL, version.id, (int64_t)rule.tier_count));
	return trail_row(db, arena, actor, &version, &tier_wish_shape, &rule.tiers[rule.tier_count - 1], NULL, now);
}

/* The clause of that place; NULL: none. *next: the position a new one of its group would have. */
static const struct clause_wish *find_clause(const struct rule_wish *rule, int64_t tier, int64_t group, int64_t position, int64_t *next)
{
	const struct clause_wish *found = NULL;

	*next = 1;
	for (size_t i = 0; i < rule->clause_count; i++) {
		const struct clause_wish *clause = &rule->clauses[i];

		if (clause->tier != tier || clause->group_number != group)
			continue;
		*next = clause->position + 1;
		if (clause->position == position)
			found = clause;
	}
	return found;
}

enum err rule_draft_put_clause(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id,
			       const struct clause_wish *clause, struct timestamp now, struct draft_refused *refused)
{
	struct clause_wish wish = *clause;
	struct rule_clause parsed = { 0 };
	const struct clause_wish *before;
	struct rule_version version;
	struct rule_wish rule;
	int64_t next;

	refused->part = clause_parse(wish.field, wish.op, wish.value, &parsed);
	if (refused->part != CLAUSE_RIGHT)
		return E_INVALID;
	TRY(rule_draft_own(db, arena, actor, programme_id, &version, refused));
	TRY(rule_wish_load(db, arena, version.id, &rule));
	wish.version_id = version.id;
	before = find_clause(&rule, wish.tier, wish.group_number, wish.position, &next);
	if (wish.tier > (int64_t)rule.tier_count || (wish.position != 0 && before == NULL))
		return rule_refuse(refused, RULE_NOT_THERE);
	if (before != NULL) {
		TRY(db_run(db, &change_clause, NULL, wish.field, wish.op, wish.value, wish.reason, wish.reason_en, version.id, wish.tier,
			   wish.group_number, wish.position));
		return trail_row(db, arena, actor, &version, &clause_wish_shape, before, &wish, now);
	}
	wish.position = next;
	if (next > clause_position_most || rule.clause_count == rule_clauses_max)
		return rule_refuse(refused, RULE_FULL);
	TRY(db_run(db, &add_clause, NULL, version.id, wish.tier, wish.group_number, wish.position, wish.field, wish.op, wish.value, wish.reason,
		   wish.reason_en));
	return trail_row(db, arena, actor, &version, &clause_wish_shape, NULL, &wish, now);
}

enum err rule_draft_drop_clause(struct db *db, struct arena *arena, const struct actor *actor, int64_t programme_id, int64_t tier, int64_t group,
				int64_t position, struct timestamp now, struct draft_refused *refused)
{
	const struct clause_wish *before;
	struct rule_version version;
	struct rule_wish rule;
	int64_t next;

	TRY(rule_draft_own(db, arena, actor, programme_id, &version, refused));
	TRY(rule_wish_load(db, arena, version.id, &rule));
	before = find_clause(&rule, tier, group, position, &next);
	if (before == NULL)
		return rule_refuse(refused, RULE_NOT_THERE);
	TRY(db_run(db, &drop_clause, NULL, version.id, tier, group, position));
	return trail_row(db, arena, actor, &version, &clause_wish_shape, before, NULL, now);
}
