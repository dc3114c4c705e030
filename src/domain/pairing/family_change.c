/* What a family changes of its own. */
#include <string.h>

#include "domain/office/audit.h"
#include "domain/office/consent.h"
#include "domain/office/personal_request.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/family_home.h"
#include "domain/pairing/family_own.h"
#include "domain/pairing/family_parts.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/vetting.h"

/* How many children a family has already, holds among them. */
static const struct statement live_pairs = {
	.sql = "SELECT COUNT(*) AS n FROM pair WHERE family_id = ? AND live", .params = "i", .row = &db_number };

static const struct statement change_offer = {
	.sql = "UPDATE family SET offers = ?, available = ?, travel_km = ?, capacity = ?, updated_at = ? WHERE id = ?", .params = "iiiiti" };

static const struct statement change_home = {
	.sql = "UPDATE family SET home_code = ?, unit_id = ?, path = ?, address_sealed = ?, updated_at = ? WHERE id = ?",
	.params = "sisxti" };

static const struct statement adults_there = {
	.sql = "SELECT COUNT(*) AS n FROM family_adult WHERE family_id = ? AND left_at IS NULL", .params = "i", .row = &db_number };

static const struct statement own_number = {
	.sql = "SELECT COUNT(*) AS n FROM family_adult WHERE family_id = ? AND left_at IS NULL AND id_number_index IN (?, ?)",
	.params = "ixx", .row = &db_number };

static const struct statement leave = {
	.sql = "UPDATE family_adult SET left_at = ? WHERE id = ? AND family_id = ? AND left_at IS NULL AND relation <> 'self'",
	.params = "tii" };

static const struct statement ask_renewal = {
	.sql = "UPDATE family SET renewal_asked_at = ?, updated_at = ? WHERE id = ?", .params = "tti" };

static const struct statement withdraw = {
	.sql = "UPDATE family SET withdrawn_at = ?, updated_at = ? WHERE id = ? AND withdrawn_at IS NULL AND denied_at IS NULL",
	.params = "tti" };

struct own_pair {
	int64_t id;
	const char *code;
	bool active;
};
static const struct shape own_pair_shape = SHAPE(own_pair, COLUMN(own_pair, id), COLUMN(own_pair, code), COLUMN(own_pair, active));

static const struct statement own_pairs = {
	.sql = "SELECT id, code, activated_at IS NOT NULL AS active FROM pair WHERE family_id = ? AND live AND ending_at IS NULL ORDER BY id",
	.params = "i", .row = &own_pair_shape };

const struct statement *const family_change_statements[] = {
	&live_pairs, &change_offer, &change_home, &adults_there, &own_number, &leave, &ask_renewal, &withdraw, &own_pairs, NULL };

/* First the trail's head, then the family's row: the order of all who change families. */
static enum err begin(struct db *db, struct arena *arena, const struct family_member *family, struct vetted_family *out)
{
	TRY(audit_lock(db, arena));
	TRY(vetting_lock(db, arena, family->id, out));
	return out->state == FAMILY_WITHDRAWN || out->state == FAMILY_DENIED ? E_CONFLICT : OK;
}

enum err family_change_offer(struct db *db, struct arena *arena, const struct family_member *family, const struct family_wish *wish,
			     struct timestamp now)
{
	struct vetted_family locked;
	int64_t pairs;

	TRY(begin(db, arena, family, &locked));
	TRY(db_one(db, arena, &live_pairs, &pairs, family->id));
	if (wish->capacity < pairs)
		return E_CONFLICT;
	TRY(db_run(db, &change_offer, NULL, TAG_BITS(wish), AVAILABLE_BITS(wish), wish->travel_km, wish->capacity, now, family->id));
	return family_audit(db, arena, "family_change", family->code, locked.path, "{\"offer\":[true,true],\"by\":\"family\"}", now);
}

enum err family_change_address(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_member *family,
			       const char *home_code, const char *address, struct timestamp now)
{
	struct vetted_family locked;
	struct home_unit unit;

	TRY(begin(db, arena, family, &locked));
	TRY(home_find_unit(db, arena, home_code, &unit));
	TRY(db_run(db, &change_home, NULL, home_code, unit.id, unit.path,
		   seal_text(keyring, arena, place_in(&place_family_address, family->code), address), now, family->id));
	TRY(vetting_void_address(db, family->id, now));
	TRY(family_audit(db, arena, "family_address_change", family->code, unit.path, "{\"address\":[true,true],\"by\":\"family\"}", now));
	return vetting_refresh(db, arena, &actor_nobody, family->id, now, NULL);
}

static enum err check_adult(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t family_id,
			    const struct adult_wish *wish, struct date today, struct adult *out, struct family_refusals *refusals)
{
	struct bytes indexes[2];
	bool elsewhere;
	int64_t own;

	if (!family_read_adult(arena, wish, 2, today, out, refusals)) {
		family_refuse(refusals, "name_2", "missing");
		return OK;
	}
	if (out->id_number[0] == '\0')
		return OK;
	blind_indexes(keyring, arena, purpose_family_adult_id_number, out->id_number, indexes);
	TRY(db_one(db, arena, &own_number, &own, family_id, indexes[0], indexes[1]));
	if (own > 0)
		family_refuse(refusals, "id_number_2", "twice");
	if (refusals->count > 0)
		return OK;
	TRY(family_number_elsewhere(db, arena, keyring, out->id_number, family_id, &elsewhere));
	if (elsewhere)
		family_refuse(refusals, "id_number_2", family_in_person);
	return OK;
}

enum err family_add_adult(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_member *family,
			  const struct adult_wish *wish, struct timestamp now, struct family_refusals *refusals)
{
	struct family_refusals found = { .count = 0 };
	struct vetted_family locked;
	struct adult adult;
	int64_t there;

	TRY(begin(db, arena, family, &locked));
	TRY(db_one(db, arena, &adults_there, &there, family->id));
	if (there >= family_adults_max)
		return E_CONFLICT;
	TRY(check_adult(db, arena, keyring, family->id, wish, date_at(now), &adult, &found));
	if (found.count > 0) {
		*refusals = found;
		return E_INVALID;
	}
	TRY(family_insert_adult(db, arena, keyring, family->id, &adult));
	TRY(family_audit(db, arena, "family_change", family->code, locked.path, "{\"adult\":\"added\",\"by\":\"family\"}", now));
	return vetting_refresh(db, arena, &actor_nobody, family->id, now, NULL);
}

enum err family_remove_adult(struct db *db, struct arena *arena, const struct family_member *family, int64_t adult_id,
			     struct timestamp now)
{
	struct vetted_family locked;
	uint64_t left;

	TRY(begin(db, arena, family, &locked));
	TRY(db_run(db, &leave, &left, now, adult_id, family->id));
	if (left == 0)
		return E_NOT_FOUND;
	TRY(vetting_void_adult(db, family->id, adult_id, now));
	return family_audit(db, arena, "family_change", family->code, locked.path, "{\"adult\":\"left\",\"by\":\"family\"}", now);
}

enum err family_ask_renewal(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now)
{
	struct vetted_family locked;

	TRY(begin(db, arena, family, &locked));
	TRY(db_run(db, &ask_renewal, NULL, now, now, family->id));
	return family_audit(db, arena, "family_change", family->code, locked.path, "{\"renewal\":\"asked\",\"by\":\"family\"}", now);
}

/* A hold is declined; what is active stops at once, and the school has the last word on its end. */
static enum err let_go(struct db *db, struct arena *arena, int64_t family_id, struct timestamp now)
{
	const struct own_pair *pair;
	enum pair_refusal refusal;
	struct rows pairs;

	TRY(db_all(db, arena, &own_pairs, &pairs, family_id));
	pair = pairs.row;
	for (size_t i = 0; i < pairs.count; i++) {
		enum err err = OK;

		if (!pair[i].active) {
			err = pair_family_decline(db, arena, family_id, pair[i].code, DECLINE_OTHER, now, &refusal);
		} else {
			err = pair_pause(db, arena, &actor_nobody, pair[i].id, PAUSE_FAMILY, now, &refusal);
			if (err == OK || err == E_CONFLICT)
				err = pair_ask_end(db, arena, &actor_nobody, pair[i].id, PARTY_FAMILY, now, &refusal);
		}
		if (err != E_CONFLICT)
			TRY(err);
	}
	return OK;
}

static enum err withdraw_locked(struct db *db, struct arena *arena, const struct family_member *family, const char *path,
				struct timestamp now)
{
	enum err err;

	TRY(let_go(db, arena, family->id, now));
	TRY(db_run(db, &withdraw, NULL, now, now, family->id));
	err = consent_withdraw(db, arena, &actor_nobody, family_subject(arena, family->code), path, volunteering_purpose, now);
	if (err != E_NOT_FOUND)
		TRY(err);
	return family_audit(db, arena, "family_withdraw", family->code, path, "{\"by\":\"family\"}", now);
}

enum err family_withdraw(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now)
{
	struct vetted_family locked;

	TRY(begin(db, arena, family, &locked));
	return withdraw_locked(db, arena, family, locked.path, now);
}

enum err family_ask_erasure(struct db *db, struct arena *arena, const struct family_member *family, struct timestamp now)
{
	struct request_wish wish = { .kind = REQUEST_ERASURE, .subject = family_subject(arena, family->code) };
	struct request_refusal refusal = { 0 };
	struct vetted_family locked;
	int64_t id;
	enum err err = begin(db, arena, family, &locked);

	if (err == OK)
		TRY(withdraw_locked(db, arena, family, locked.path, now));
	else if (err != E_CONFLICT)
		return err;
	wish.unit_path = locked.path;
	err = personal_request_ask(db, arena, &actor_nobody, &wish, now, &id, &refusal);
	return err == E_INVALID && refusal.reason != NULL && strcmp(refusal.reason, "asked") == 0 ? OK : err;
}
