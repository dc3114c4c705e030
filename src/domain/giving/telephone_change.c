#include "domain/giving/telephone_change.h"

#include "base/text.h"
#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/giving/pledge.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

const struct shape telephone_change_shape = SHAPE(telephone_change,
	COLUMN(telephone_change, id), COLUMN(telephone_change, pledge_code), COLUMN(telephone_change, shown_code),
	COLUMN(telephone_change, campaign), COLUMN(telephone_change, old_telephone, .nullable = true),
	COLUMN(telephone_change, new_telephone), COLUMN(telephone_change, asked_at));

struct live_pledge {
	int64_t id;
};

static const struct shape live_pledge_shape = SHAPE(live_pledge, COLUMN(live_pledge, id));

static const struct statement live = {
	.sql = "SELECT id FROM pledge WHERE code = ? AND withdrawn_at IS NULL AND released_at IS NULL AND refused_at IS NULL",
	.params = "s", .row = &live_pledge_shape };

static const struct statement count_waiting = {
	.sql = "SELECT COUNT(*) AS n FROM telephone_change t JOIN pledge p ON p.id = t.pledge_id "
	       "WHERE p.code = ? AND t.decided_at IS NULL",
	.params = "s", .row = &db_number };

static const struct statement ask = {
	.sql = "INSERT INTO telephone_change (change_key, pledge_id, telephone_sealed, shown_telephone, asked_at) VALUES (?, ?, ?, ?, ?)",
	.params = "sixst" };

/* A request as it waits. */
struct waiting_change {
	int64_t id;
	const char *change_key, *pledge_code, *shown_code, *campaign, *shown_telephone;
	struct bytes old_telephone, new_telephone;
	struct timestamp asked_at;
};

static const struct shape waiting_change_shape = SHAPE(waiting_change,
	COLUMN(waiting_change, id), COLUMN(waiting_change, change_key), COLUMN(waiting_change, pledge_code),
	COLUMN(waiting_change, shown_code), COLUMN(waiting_change, campaign), COLUMN(waiting_change, shown_telephone),
	COLUMN(waiting_change, old_telephone, .nullable = true), COLUMN(waiting_change, new_telephone, .nullable = true),
	COLUMN(waiting_change, asked_at));

#define WAITING                                                                                                    \
	"SELECT t.id, t.change_key, p.code AS pledge_code, "                                                       \
	"CONCAT(LEFT(p.code, 4), '-', SUBSTR(p.code, 5, 4), '-', RIGHT(p.code, 1)) AS shown_code, c.title AS campaign, " \
	"t.shown_telephone, p.telephone_sealed AS old_telephone, t.telephone_sealed AS new_telephone, t.asked_at " \
	"FROM telephone_change t JOIN pledge p ON p.id = t.pledge_id JOIN campaign c ON c.id = p.campaign_id "     \
	"WHERE t.decided_at IS NULL AND (? OR c.county_code = ? OR c.charity_id = ?) "

static const struct statement list = {
	.sql = WAITING "ORDER BY t.id LIMIT 100", .params = "bsi", .row = &waiting_change_shape };

static const struct statement one = {
	.sql = WAITING "AND t.id = ? FOR UPDATE", .params = "bsii", .row = &waiting_change_shape };

static const struct statement decide = {
	.sql = "UPDATE telephone_change SET decided_at = ?, decided_by = ?, granted = ?, reason = NULLIF(?, ''), telephone_sealed = NULL "
	       "WHERE id = ? AND decided_at IS NULL",
	.params = "tibsi" };

static const struct statement change_pledge = {
	.sql = "UPDATE pledge SET telephone_sealed = ?, telephone_index = ?, last_four_index = ? WHERE code = ?", .params = "xxxs" };

const struct statement *const telephone_change_statements[] = { &list, &one, &decide, &change_pledge, NULL };
const struct statement *const telephone_change_ask_statements[] = { &live, &count_waiting, &ask, NULL };

static struct place place_of(const char *change_key)
{
	return place_in(&place_telephone_change_telephone, change_key);
}

enum err telephone_change_waits(struct db *db, struct arena *arena, const char *pledge_code, bool *out)
{
	int64_t waiting;

	TRY(db_one(db, arena, &count_waiting, &waiting, pledge_code));
	*out = waiting > 0;
	return OK;
}

enum err telephone_change_ask(struct db *db, struct arena *arena, const struct keyring *keyring, const char *pledge_code,
			      const char *telephone, struct timestamp now)
{
	const char *key = identifier_new(arena);
	struct live_pledge pledge;
	bool waits;
	enum err err = db_one(db, arena, &live, &pledge, pledge_code);

	if (err == E_NOT_FOUND)
		return E_CONFLICT;
	TRY(err);
	TRY(telephone_change_waits(db, arena, pledge_code, &waits));
	if (waits)
		return E_CONFLICT;
	return db_run(db, &ask, NULL, key, pledge.id, seal_text(keyring, arena, place_of(key), telephone),
		      text_mask_telephone(arena, telephone), now);
}

enum err telephone_change_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_reach *reach,
			       struct rows *out)
{
	const struct waiting_change *waiting;
	struct telephone_change *changes;
	struct rows rows;

	TRY(db_all(db, arena, &list, &rows, reach->all, reach->county_code, reach->charity_id));
	waiting = rows.row;
	changes = ARENA_ARRAY(arena, struct telephone_change, rows.count);
	for (size_t i = 0; i < rows.count; i++) {
		struct secret old;

		TRY(seal_open(keyring, arena, place_in(&place_pledge_telephone, waiting[i].pledge_code),
			      waiting[i].old_telephone, &old));
		changes[i] = (struct telephone_change){
			.id = waiting[i].id, .pledge_code = waiting[i].pledge_code, .shown_code = waiting[i].shown_code,
			.campaign = waiting[i].campaign, .new_telephone = waiting[i].shown_telephone,
			.old_telephone = old.hidden != NULL ? text_mask_telephone(arena, old.hidden) : NULL,
			.asked_at = waiting[i].asked_at };
	}
	*out = (struct rows){ changes, rows.count };
	return OK;
}

/* On the old number: who took a pledge over without leave is found out by its owner. */
static enum err tell_old(struct db *db, struct arena *arena, const struct keyring *keyring, const char *old, const char *shown_code,
			 struct timestamp now)
{
	const struct message_value values[] = { { "code", shown_code }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = old, .template = "telephone_changed", .values = values };

	return outbox_put(db, arena, keyring, &message, now);
}

static enum err carry_out(struct db *db, struct arena *arena, const struct keyring *keyring, const struct waiting_change *change,
			  struct timestamp now)
{
	const struct place place = place_in(&place_pledge_telephone, change->pledge_code);
	struct secret old, telephone;

	TRY(seal_open(keyring, arena, place, change->old_telephone, &old));
	TRY(seal_open(keyring, arena, place_of(change->change_key), change->new_telephone, &telephone));
	if (telephone.hidden == NULL)
		return E_CONFLICT;
	TRY(db_run(db, &change_pledge, NULL, seal_text(keyring, arena, place, telephone.hidden),
		   pledge_telephone_index(keyring, arena, telephone.hidden),
		   pledge_last_four_index(keyring, arena, change->pledge_code, telephone.hidden), change->pledge_code));
	return old.hidden != NULL ? tell_old(db, arena, keyring, old.hidden, change->shown_code, now) : OK;
}

enum err telephone_change_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				 const struct campaign_reach *reach, int64_t id, bool grant, const char *reason, struct timestamp now)
{
	struct waiting_change change;
	struct audit_event event = { .action = grant ? "telephone_change_grant" : "telephone_change_refuse", .outcome = AUDIT_DONE,
				     .reason = reason };
	uint64_t decided = 0;

	TRY(db_one(db, arena, &one, &change, reach->all, reach->county_code, reach->charity_id, id));
	if (grant)
		TRY(carry_out(db, arena, keyring, &change, now));
	TRY(db_run(db, &decide, &decided, now, actor->account_id, grant, reason != NULL ? reason : "", id));
	if (decided == 0)
		return E_CONFLICT;
	event.subject = arena_print(arena, "pledge:%s", change.pledge_code);
	return audit_write(db, arena, actor, &event, now);
}
