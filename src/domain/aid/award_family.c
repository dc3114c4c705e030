/* What a family does with its award, by code or at the school. */
#include "domain/aid/award_parts.h"

static const struct statement confirm = {
	.sql = "UPDATE award SET confirmed_at = ?, changed_at = ? WHERE id = ?", .params = "tti" };
static const struct statement appeal = {
	.sql = "UPDATE award SET appealed_at = ?, changed_at = ? WHERE id = ?", .params = "tti" };

const struct statement *const award_confirm_statements[] = { &award_statement_lock, &confirm, NULL };
const struct statement *const award_appeal_statements[] = { &award_statement_lock, &appeal, NULL };

static const char by_family[] = "{\"by\":\"family\"}";

enum err award_confirm(struct db *db, struct arena *arena, const char *code, struct timestamp now, enum award_word *word)
{
	struct award award;

	TRY(award_lock(db, arena, NULL, code, &award));
	if (award.state != AWARD_PAID)
		return award_cannot(word, AWARD_STATE);
	TRY(db_run(db, &confirm, NULL, now, now, award.id));
	return award_write_trail(db, arena, &actor_nobody, "award_confirm", &award, NULL, by_family, now);
}

enum err award_appeal(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
		      enum award_word *word)
{
	const bool family = actor->account_id == 0;
	struct timestamp said;
	struct award award;

	TRY(award_lock(db, arena, family ? NULL : actor->unit_path, code, &award));
	if (award.state != AWARD_REFUSED && award.state != AWARD_APPROVED)
		return award_cannot(word, AWARD_STATE);
	if (!timestamp_is_none(award.appealed_at))
		return award_cannot(word, AWARD_APPEALED_BEFORE);
	said = award.state == AWARD_REFUSED ? award.refused_at : award.approved_at;
	if (date_at(now).day > date_at(said).day + award_appeal_days)
		return award_cannot(word, AWARD_TOO_LATE);
	TRY(db_run(db, &appeal, NULL, now, now, award.id));
	return award_write_trail(db, arena, actor, "award_appeal", &award, NULL, family ? by_family : NULL, now);
}
