#include "domain/pairing/family_erasure.h"

struct standing {
	bool erased, live;
	int64_t live_pairs;
	struct date cause_over;		/* none: no pair ended for cause */
};
static const struct shape standing_shape = SHAPE(standing,
	COLUMN(standing, erased), COLUMN(standing, live), COLUMN(standing, live_pairs), COLUMN(standing, cause_over, .nullable = true));

static const struct statement standing_of = {
	.sql = "SELECT f.erased_at IS NOT NULL AS erased, f.live IS NOT NULL AS live, "
	       "(SELECT COUNT(*) FROM pair p WHERE p.family_id = f.id AND p.live) AS live_pairs, "
	       "(SELECT DATE(MAX(p.ended_at)) FROM pair p WHERE p.family_id = f.id AND p.for_cause) AS cause_over FROM family f "
	       "WHERE f.code = ?",
	.params = "s", .row = &standing_shape };

/* Over since its own end, or that of its last pair. */
static const struct statement due = {
	.sql = "SELECT x.code FROM (SELECT f.code, GREATEST(COALESCE(f.withdrawn_at, f.denied_at), COALESCE(MAX(p.ended_at), '1970-01-01')) "
	       "AS gone_at, MAX(p.activated_at IS NOT NULL) AS paired, MAX(p.for_cause) AS cause, MAX(p.live) AS held FROM family f "
	       "LEFT JOIN pair p ON p.family_id = f.id WHERE f.erased_at IS NULL AND f.live IS NULL GROUP BY f.id) x "
	       "WHERE x.held IS NULL AND x.gone_at < CASE WHEN x.cause THEN ? WHEN x.paired THEN ? ELSE ? END LIMIT ?",
	.params = "dddi", .row = &erasable_shape };

static const struct statement erase_family = {
	.sql = "UPDATE family SET name_sealed = NULL, telephone_sealed = NULL, address_sealed = NULL, words_sealed = NULL, "
	       "telephone_index = NULL, name_index = NULL, reason = NULL, payload_digest = REPEAT(CHAR(0), 32), erased_at = ?, "
	       "updated_at = ? WHERE code = ? AND erased_at IS NULL",
	.params = "tts" };

static const struct statement erase_adults = {
	.sql = "UPDATE family_adult SET name_sealed = NULL, id_number_sealed = NULL, id_number_index = NULL, birth = "
	       "MAKEDATE(YEAR(birth), 1) WHERE family_id = (SELECT id FROM family WHERE code = ?)",
	.params = "s" };

static const struct statement end_sessions = {
	.sql = "UPDATE family_session SET ended_at = ? WHERE ended_at IS NULL AND family_id = (SELECT id FROM family WHERE code = ?)",
	.params = "ts" };

const struct statement *const family_obstacle_statements[] = { &standing_of, NULL };
const struct statement *const family_erasure_statements[] = {
	&standing_of, &due, &erase_family, &erase_adults, &end_sessions, NULL };

enum err family_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today, enum erasure_obstacle *out,
				 struct date *until)
{
	enum erasure_obstacle obstacle = ERASURE_FREE;
	struct date last = { DATE_NONE_DAY };
	struct retention_rule rule;
	struct standing standing;

	TRY(db_one(db, arena, &standing_of, &standing, code));
	if (standing.erased) {
		obstacle = ERASURE_DONE;
	} else if (standing.live || standing.live_pairs > 0) {
		obstacle = ERASURE_IN_USE;
	} else if (!date_is_none(standing.cause_over)) {
		TRY(retention_rule_find(db, arena, "family_for_cause", &rule));
		last.day = standing.cause_over.day + (int32_t)rule.days;
		obstacle = today.day <= last.day ? ERASURE_RETAINED : ERASURE_FREE;
	}
	*out = obstacle;
	*until = obstacle == ERASURE_RETAINED ? last : (struct date){ DATE_NONE_DAY };
	return OK;
}

enum err family_erase(struct db *db, const char *code, struct timestamp now)
{
	uint64_t erased;

	TRY(db_run(db, &erase_family, &erased, now, now, code));
	if (erased == 0)
		return E_NOT_FOUND;
	TRY(db_run(db, &erase_adults, NULL, code));
	return db_run(db, &end_sessions, NULL, now, code);
}

/* What is older than this is over by the rule. Where no rule is left in the table, nothing is. */
static enum err over_before(struct db *db, struct arena *arena, const char *subject, struct date today, struct date *out)
{
	struct retention_rule rule = { .days = 0 };
	const enum err err = retention_rule_find(db, arena, subject, &rule);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	*out = err == OK ? (struct date){ today.day - (int32_t)rule.days } : date_from_civil((struct civil){ 1970, 1, 1 });
	return OK;
}

enum err family_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out)
{
	struct date unpaired, paired, cause;

	TRY(over_before(db, arena, "family_unpaired", today, &unpaired));
	TRY(over_before(db, arena, "family_paired", today, &paired));
	TRY(over_before(db, arena, "family_for_cause", today, &cause));
	return db_all(db, arena, &due, out, cause, paired, unpaired, rows);
}
