#include "domain/pairing/vetting.h"

#include "domain/pairing/pair.h"

const char *const vetting_covers_names[] = { "family", "adult", NULL };
const char *const vetting_standing_names[] = { "holds", "soon", "missing", "over", "failed", NULL };
const char *const void_reason_names[] = { "address", "error", "left", NULL };

const struct shape vetting_item_shape = SHAPE(vetting_item,
	COLUMN(vetting_item, rule_id), COLUMN(vetting_item, adult_id), COLUMN(vetting_item, name), COLUMN(vetting_item, title),
	COLUMN(vetting_item, title_en), COLUMN(vetting_item, covers, .names = vetting_covers_names),
	COLUMN(vetting_item, relation, .names = relation_names), COLUMN(vetting_item, check_id), COLUMN(vetting_item, passed),
	COLUMN(vetting_item, valid_until, .nullable = true), COLUMN(vetting_item, standing, .names = vetting_standing_names));

/* The limit keeps the inner rows together: merged into the outer query, every check there is would be read for each of them. */
static const struct statement items_of = {
	.sql = "SELECT i.rule_id, COALESCE(i.adult_id, 0) AS adult_id, i.name, i.title, i.title_en, i.covers, "
	       "COALESCE(i.relation, 'self') AS relation, COALESCE(c.id, 0) AS check_id, COALESCE(c.passed, FALSE) AS passed, c.valid_until, "
	       "CASE WHEN c.id IS NULL THEN 'missing' WHEN NOT c.passed THEN 'failed' WHEN c.valid_until < ? THEN 'over' "
	       "WHEN c.valid_until < ? THEN 'soon' ELSE 'holds' END AS standing "
	       "FROM (SELECT r.id AS rule_id, r.position, r.name, r.title, r.title_en, r.covers, a.id AS adult_id, a.relation, "
	       "(SELECT MAX(x.id) FROM vetting_check x FORCE INDEX (vetting_check_of) JOIN vetting_rule y ON y.id = x.rule_id "
	       "WHERE x.family_id = ? AND x.voided_at IS NULL AND y.name = r.name AND x.adult_id <=> a.id) AS check_id "
	       "FROM vetting_rule r LEFT JOIN family_adult a ON r.covers = 'adult' AND a.family_id = ? AND a.left_at IS NULL "
	       "WHERE r.version = (SELECT MAX(version) FROM vetting_rule) LIMIT 1000) i LEFT JOIN vetting_check c ON c.id = i.check_id "
	       "ORDER BY i.position, i.adult_id",
	.params = "ddii", .row = &vetting_item_shape };

static const struct shape vetted_shape = SHAPE(vetted_family,
	COLUMN(vetted_family, id), COLUMN(vetted_family, code), COLUMN(vetted_family, path),
	COLUMN(vetted_family, state, .names = family_state_names), COLUMN(vetted_family, approved_until, .nullable = true));

static const struct statement lock_family = {
	.sql = "SELECT id, code, path, state, approved_until FROM family WHERE id = ? FOR UPDATE", .params = "i", .row = &vetted_shape };

static const struct statement end_approval = {
	.sql = "UPDATE family SET approved_at = NULL, approved_by = NULL, approved_until = NULL, vetting_at = COALESCE(vetting_at, ?), "
	       "updated_at = ? WHERE id = ? AND approved_at IS NOT NULL",
	.params = "tti" };

static const struct statement shorten = {
	.sql = "UPDATE family SET approved_until = ?, updated_at = ? WHERE id = ? AND approved_until > ?", .params = "dtid" };

static const struct statement live_pairs = {
	.sql = "SELECT id AS n FROM pair WHERE family_id = ? AND live ORDER BY id", .params = "i", .row = &db_number };

/* What was not passed stays so: a new address does not wash it off. */
static const struct statement void_address = {
	.sql = "UPDATE vetting_check c JOIN vetting_rule r ON r.id = c.rule_id SET c.voided_at = ?, c.void_reason = 'address' "
	       "WHERE c.family_id = ? AND c.passed AND c.voided_at IS NULL AND r.on_address",
	.params = "ti" };

static const struct statement void_adult = {
	.sql = "UPDATE vetting_check SET voided_at = ?, void_reason = 'left' WHERE family_id = ? AND adult_id = ? AND voided_at IS NULL",
	.params = "tii" };

const struct statement *const vetting_statements[] = {
	&items_of, &lock_family, &end_approval, &shorten, &live_pairs, NULL };
const struct statement *const vetting_void_statements[] = { &void_address, &void_adult, NULL };

enum err vetting_list(struct db *db, struct arena *arena, int64_t family_id, struct date today, struct rows *out)
{
	return db_all(db, arena, &items_of, out, today, (struct date){ today.day + vetting_soon_days }, family_id, family_id);
}

bool vetting_holds_until(struct rows items, struct date *until)
{
	const struct vetting_item *item = items.row;
	struct date first = { DATE_NONE_DAY };

	for (size_t i = 0; i < items.count; i++) {
		if (item[i].standing != VETTING_HOLDS && item[i].standing != VETTING_SOON)
			return false;
		if (date_is_none(first) || item[i].valid_until.day < first.day)
			first = item[i].valid_until;
	}
	if (date_is_none(first))
		return false;
	*until = first;
	return true;
}

enum err vetting_lock(struct db *db, struct arena *arena, int64_t family_id, struct vetted_family *out)
{
	return db_one(db, arena, &lock_family, out, family_id);
}

enum err vetting_pause_pairs(struct db *db, struct arena *arena, const struct actor *actor, int64_t family_id, struct timestamp now)
{
	const int64_t *ids;
	struct rows pairs;

	TRY(db_all(db, arena, &live_pairs, &pairs, family_id));
	ids = pairs.row;
	for (size_t i = 0; i < pairs.count; i++) {
		enum pair_refusal refusal;
		const enum err err = pair_pause(db, arena, actor, ids[i], PAUSE_VETTING, now, &refusal);

		/* One that is paused for something weightier stays so; one that is ending ends. */
		if (err != E_CONFLICT)
			TRY(err);
	}
	return OK;
}

enum err vetting_refresh(struct db *db, struct arena *arena, const struct actor *actor, int64_t family_id, struct timestamp now, bool *lost)
{
	struct vetted_family family;
	struct date until;
	struct rows items;
	uint64_t ended = 0;

	TRY(vetting_lock(db, arena, family_id, &family));
	TRY(vetting_list(db, arena, family_id, date_at(now), &items));
	if (vetting_holds_until(items, &until))
		TRY(db_run(db, &shorten, NULL, until, now, family_id, until));
	else
		TRY(db_run(db, &end_approval, &ended, now, now, family_id));
	if (ended > 0)
		TRY(vetting_pause_pairs(db, arena, actor, family_id, now));
	if (lost != NULL)
		*lost = ended > 0;
	return OK;
}

enum err vetting_void_address(struct db *db, int64_t family_id, struct timestamp now)
{
	return db_run(db, &void_address, NULL, now, family_id);
}

enum err vetting_void_adult(struct db *db, int64_t family_id, int64_t adult_id, struct timestamp now)
{
	return db_run(db, &void_adult, NULL, now, family_id, adult_id);
}
