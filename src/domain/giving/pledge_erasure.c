#include "domain/giving/pledge_erasure.h"

#include "domain/giving/pledge.h"

struct standing {
	bool ended, paid, erased;
	struct date since;		/* the last money, or the end */
};
static const struct shape standing_shape = SHAPE(standing,
	COLUMN(standing, ended), COLUMN(standing, paid), COLUMN(standing, erased), COLUMN(standing, since));

/* Fulfilled is an end too. An instant becomes its day in Asia/Shanghai. */
#define ENDED "p.state IN ('fulfilled', 'withdrawn', 'released', 'refused')"
#define SINCE                                                                                                          \
	"COALESCE((SELECT MAX(l.received_on) FROM allocation l WHERE l.pledge_id = p.id), "                            \
	"DATE(COALESCE(p.withdrawn_at, p.released_at, p.refused_at, p.confirmed_at, p.registered_at) + INTERVAL 8 HOUR))"

static const struct statement standing_of = {
	.sql = "SELECT " ENDED " AS ended, p.paid_fen > 0 AS paid, p.erased_at IS NOT NULL AS erased, " SINCE " AS since "
	       "FROM pledge p WHERE p.code = ?",
	.params = "s", .row = &standing_shape };

static const struct statement due = {
	.sql = "SELECT p.code FROM pledge p WHERE p.erased_at IS NULL AND " ENDED
	       " AND " SINCE " < IF(p.paid_fen > 0, ?, ?) LIMIT ?",
	.params = "ddi", .row = &erasable_shape };

/* A zeroed index is that of no telephone. An organisation's own name is not personal. */
static const struct statement erase = {
	.sql = "UPDATE pledge SET name_sealed = IF(giver = 'organisation', name_sealed, NULL), telephone_sealed = NULL, "
	       "email_sealed = NULL, message_sealed = NULL, "
	       "receipt_title_sealed = IF(giver = 'organisation', receipt_title_sealed, NULL), "
	       "payer_name_sealed = IF(giver = 'organisation', payer_name_sealed, NULL), telephone_index = REPEAT(CHAR(0), 32), "
	       "last_four_index = REPEAT(CHAR(0), 32), session_digest = REPEAT(CHAR(0), 32), "
	       "payload_digest = REPEAT(CHAR(0), 32), erased_at = ? WHERE code = ? AND erased_at IS NULL",
	.params = "ts" };

static const struct statement forget_shown = {
	.sql = "UPDATE allocation SET shown_name = NULL, message = NULL WHERE pledge_id = (SELECT id FROM pledge WHERE code = ?)",
	.params = "s" };

static const struct statement forget_changes = {
	.sql = "UPDATE telephone_change SET telephone_sealed = NULL, shown_telephone = '', decided_at = COALESCE(decided_at, ?), "
	       "granted = COALESCE(granted, FALSE) WHERE pledge_id = (SELECT id FROM pledge WHERE code = ?)",
	.params = "ts" };

const struct statement *const pledge_obstacle_statements[] = { &standing_of, NULL };
const struct statement *const pledge_erasure_statements[] = { &standing_of, &due, &erase, &forget_shown, &forget_changes, NULL };

/* The last day something is kept that ended on `since`; where no rule says, for ever. */
static enum err kept_until(struct db *db, struct arena *arena, const char *rule_of, struct date since, struct date *out)
{
	struct retention_rule rule;
	const enum err err = retention_rule_find(db, arena, rule_of, &rule);

	if (err == E_NOT_FOUND) {
		*out = date_from_civil((struct civil){ 9999, 12, 31 });
		return OK;
	}
	TRY(err);
	*out = (struct date){ since.day + (int32_t)rule.days };
	return OK;
}

enum err pledge_erasure_obstacle(struct db *db, struct arena *arena, const char *code, struct date today,
				 enum erasure_obstacle *out, struct date *until)
{
	struct date last = { DATE_NONE_DAY };
	enum erasure_obstacle obstacle = ERASURE_FREE;
	struct standing standing;

	TRY(db_one(db, arena, &standing_of, &standing, code));
	if (standing.paid)
		TRY(kept_until(db, arena, "pledge_paid", standing.since, &last));
	if (standing.erased)
		obstacle = ERASURE_DONE;
	else if (!standing.ended)
		obstacle = ERASURE_IN_USE;
	else if (standing.paid && today.day <= last.day)
		obstacle = ERASURE_RETAINED;
	*out = obstacle;
	*until = obstacle == ERASURE_RETAINED ? last : (struct date){ DATE_NONE_DAY };
	return OK;
}

enum err pledge_erase(struct db *db, const char *code, struct timestamp now)
{
	uint64_t erased;

	TRY(db_run(db, &erase, &erased, now, code));
	if (erased == 0)
		return E_NOT_FOUND;
	TRY(db_run(db, &forget_shown, NULL, code));
	return db_run(db, &forget_changes, NULL, now, code);
}

/* Before which day an end must lie for its time to be over. */
static enum err over_before(struct db *db, struct arena *arena, const char *rule_of, struct date today, struct date *out)
{
	struct date until;

	TRY(kept_until(db, arena, rule_of, (struct date){ 0 }, &until));
	*out = until.day > today.day ? date_from_civil((struct civil){ 1, 1, 1 }) : (struct date){ today.day - until.day };
	return OK;
}

enum err pledge_erasure_due(struct db *db, struct arena *arena, struct date today, int64_t rows, struct rows *out)
{
	struct date paid, unpaid;

	TRY(over_before(db, arena, "pledge_paid", today, &paid));
	TRY(over_before(db, arena, "pledge_unpaid", today, &unpaid));
	return db_all(db, arena, &due, out, paid, unpaid, rows);
}
