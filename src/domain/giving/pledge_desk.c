#include "domain/giving/pledge_desk.h"

#include <string.h>

#include "base/text.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"

const char *const pledge_decision_names[] = { "confirm", "refuse", "release", NULL };

const struct shape pledge_entry_shape = SHAPE(pledge_entry,
	COLUMN(pledge_entry, id), COLUMN(pledge_entry, code), COLUMN(pledge_entry, shown_code), COLUMN(pledge_entry, campaign_id),
	COLUMN(pledge_entry, campaign), COLUMN(pledge_entry, amount), COLUMN(pledge_entry, paid),
	COLUMN(pledge_entry, giver, .names = giver_names), COLUMN(pledge_entry, state, .names = pledge_state_names),
	COLUMN(pledge_entry, registered_at), COLUMN(pledge_entry, confirmed_at, .nullable = true),
	COLUMN(pledge_entry, ended_at, .nullable = true), COLUMN(pledge_entry, ended_reason, .nullable = true),
	COLUMN(pledge_entry, name, .nullable = true), COLUMN(pledge_entry, telephone, .nullable = true),
	COLUMN(pledge_entry, receipt_wanted), COLUMN(pledge_entry, visibility, .names = visibility_names));

/* As the database has it: what is opened comes after the rest. */
struct sealed_entry {
	struct pledge_entry entry;
	struct bytes name, telephone;
};

#define OF_ENTRY(field, ...)                                                                                       \
	{ .name = #field, .offset = offsetof(struct sealed_entry, entry.field),                                    \
	  .type = COLUMN_TYPE_OF(((struct sealed_entry *)0)->entry.field), __VA_ARGS__ }
#define OF_ENTRY_NAMED(field, in_names)                                                                            \
	{ .name = #field, .offset = offsetof(struct sealed_entry, entry.field), .type = COLUMN_UINT32, .names = in_names }

static const struct shape sealed_entry_shape = SHAPE(sealed_entry,
	OF_ENTRY(id), OF_ENTRY(code), OF_ENTRY(shown_code), OF_ENTRY(campaign_id), OF_ENTRY(campaign), OF_ENTRY(amount),
	OF_ENTRY(paid), OF_ENTRY_NAMED(giver, giver_names), OF_ENTRY_NAMED(state, pledge_state_names), OF_ENTRY(registered_at),
	OF_ENTRY(confirmed_at, .nullable = true), OF_ENTRY(ended_at, .nullable = true), OF_ENTRY(ended_reason, .nullable = true),
	OF_ENTRY(receipt_wanted), OF_ENTRY_NAMED(visibility, visibility_names), COLUMN(sealed_entry, name, .nullable = true),
	COLUMN(sealed_entry, telephone, .nullable = true));

#define ENTRIES(index)                                                                                             \
	"SELECT STRAIGHT_JOIN p.id, p.code, CONCAT(LEFT(p.code, 4), '-', SUBSTR(p.code, 5, 4), '-', RIGHT(p.code, 1)) AS shown_code, " \
	"p.campaign_id, c.title AS campaign, p.amount_fen AS amount, p.paid_fen AS paid, p.giver, p.state, p.registered_at, " \
	"p.confirmed_at, COALESCE(p.withdrawn_at, p.released_at, p.refused_at) AS ended_at, p.ended_reason, p.receipt_wanted, " \
	"p.visibility, p.name_sealed AS name, p.telephone_sealed AS telephone "                                    \
	"FROM pledge p " index " JOIN campaign c ON c.id = p.campaign_id "
#define WITHIN_REACH "(? OR c.county_code = ? OR c.charity_id = ?)"

/* Asked by itself, the server reads a whole state backwards: the id's bound only filters then. Newest first, and oldest first. */
#define OF_ALL(beyond, order)                                                                                      \
	{ .sql = ENTRIES("FORCE INDEX (pledge_by_state)") "WHERE p.state = ? AND p.id " beyond " ? ORDER BY p.id " order " LIMIT ?", \
	  .params = "sii", .row = &sealed_entry_shape }
#define OF_CAMPAIGN(beyond, order)                                                                                 \
	{ .sql = ENTRIES("FORCE INDEX (pledge_of_campaign_by_state)") "WHERE p.campaign_id = ? AND p.state = ? AND p.id " beyond \
		 " ? AND " WITHIN_REACH " ORDER BY p.id " order " LIMIT ?",                                        \
	  .params = "isibsii", .row = &sealed_entry_shape }

static const struct statement of_all[2] = { OF_ALL("<", "DESC"), OF_ALL(">", "ASC") };
static const struct statement of_campaign[2] = { OF_CAMPAIGN("<", "DESC"), OF_CAMPAIGN(">", "ASC") };

static const struct statement by_code = {
	.sql = ENTRIES("") "WHERE p.code = ? AND " WITHIN_REACH, .params = "sbsi", .row = &sealed_entry_shape };

static const struct statement by_telephone = {
	.sql = ENTRIES("") "WHERE p.telephone_index IN (?, ?) AND " WITHIN_REACH " ORDER BY p.id DESC LIMIT 100",
	.params = "xxbsi", .row = &sealed_entry_shape };

static const struct statement anywhere = { .sql = "SELECT id AS n FROM pledge WHERE code = ?", .params = "s", .row = &db_number };

/* The pledge first, then the tally, as a withdrawal does: two transactions never wait for each other. The tally's statement names
 * the tally alone: where it read the pledge too, it locked gaps of pledge_code, into which a registration that holds the tally
 * inserts. */
struct promised {
	int64_t campaign_id;
	struct money amount, paid;
};
static const struct shape promised_shape = SHAPE(promised,
	COLUMN(promised, campaign_id), COLUMN(promised, amount), COLUMN(promised, paid));

static const struct statement lock = {
	.sql = "SELECT campaign_id, amount_fen AS amount, paid_fen AS paid FROM pledge WHERE code = ? FOR UPDATE",
	.params = "s", .row = &promised_shape };

static const struct statement confirm = {
	.sql = "UPDATE pledge SET confirmed_at = ? WHERE code = ? AND state = 'registered'", .params = "ts" };

static const struct statement refuse = {
	.sql = "UPDATE pledge SET refused_at = ?, ended_reason = ? WHERE code = ? AND state = 'registered' AND paid_fen = 0",
	.params = "tss" };

static const struct statement release = {
	.sql = "UPDATE pledge SET released_at = ?, ended_reason = ? WHERE code = ? AND state IN ('registered', 'confirmed', 'partly_paid')",
	.params = "tss" };

static const struct statement take_rest_from_tally = {
	.sql = "UPDATE campaign_tally SET pledged_fen = pledged_fen - ?, pledge_count = pledge_count - 1 WHERE campaign_id = ?",
	.params = "mi" };

struct sealed_contact {
	struct bytes name, telephone, email, message, receipt_title, payer_name, credit_code;
};

static const struct shape sealed_contact_shape = SHAPE(sealed_contact,
	COLUMN(sealed_contact, name, .nullable = true), COLUMN(sealed_contact, telephone, .nullable = true),
	COLUMN(sealed_contact, email, .nullable = true), COLUMN(sealed_contact, message, .nullable = true),
	COLUMN(sealed_contact, receipt_title, .nullable = true), COLUMN(sealed_contact, payer_name, .nullable = true),
	COLUMN(sealed_contact, credit_code, .nullable = true));

static const struct statement contact = {
	.sql = "SELECT p.name_sealed AS name, p.telephone_sealed AS telephone, p.email_sealed AS email, p.message_sealed AS message, "
	       "p.receipt_title_sealed AS receipt_title, p.payer_name_sealed AS payer_name, p.credit_code_sealed AS credit_code "
	       "FROM pledge p JOIN campaign c ON c.id = p.campaign_id WHERE p.code = ? AND " WITHIN_REACH,
	.params = "sbsi", .row = &sealed_contact_shape };

const struct statement *const pledge_desk_statements[] = {
	&of_all[0], &of_all[1], &of_campaign[0], &of_campaign[1], &by_code, &by_telephone, &anywhere, &lock, &confirm, &refuse,
	&release, &take_rest_from_tally, &contact, NULL };

static enum err open_field(const struct keyring *keyring, struct arena *arena, const char *code, const struct sealed_place *place,
			   struct bytes sealed, struct secret *out)
{
	return seal_open(keyring, arena, place_in(place, code), sealed, out);
}

/* An organisation's name is nobody's secret. */
static enum err mask(const struct keyring *keyring, struct arena *arena, struct sealed_entry *sealed, struct pledge_entry *out)
{
	struct secret name, telephone;

	*out = sealed->entry;
	TRY(open_field(keyring, arena, out->code, &place_pledge_name, sealed->name, &name));
	TRY(open_field(keyring, arena, out->code, &place_pledge_telephone, sealed->telephone, &telephone));
	if (name.hidden != NULL)
		out->name = out->giver == GIVER_ORGANISATION ? name.hidden : text_mask_name(arena, name.hidden);
	if (telephone.hidden != NULL)
		out->telephone = text_mask_telephone(arena, telephone.hidden);
	return OK;
}

static enum err mask_all(const struct keyring *keyring, struct arena *arena, struct rows sealed, struct rows *out)
{
	struct pledge_entry *entries = ARENA_ARRAY(arena, struct pledge_entry, sealed.count);
	struct sealed_entry row;

	for (size_t i = 0; i < sealed.count; i++) {
		row = ((const struct sealed_entry *)sealed.row)[i];
		TRY(mask(keyring, arena, &row, &entries[i]));
	}
	*out = (struct rows){ entries, sealed.count };
	return OK;
}

enum err pledge_entry_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct pledge_search *search,
			   struct rows *out, bool *more)
{
	const struct campaign_reach *reach = &search->reach;
	const char *state = pledge_state_names[search->state];
	const int64_t beyond = search->beyond > 0 || search->oldest_first ? search->beyond : INT64_MAX;
	const int64_t limit = search->rows + 1;
	struct rows sealed = { 0 };
	bool further;

	if (search->campaign_id != 0)
		TRY(db_all(db, arena, &of_campaign[search->oldest_first], &sealed, search->campaign_id, state, beyond, reach->all, reach->county_code,
			   reach->charity_id, limit));
	else if (reach->all)
		TRY(db_all(db, arena, &of_all[search->oldest_first], &sealed, state, beyond, limit));
	further = sealed.count > (size_t)search->rows;
	if (further)
		sealed.count = (size_t)search->rows;
	TRY(mask_all(keyring, arena, sealed, out));
	*more = further;
	return OK;
}

enum err pledge_entry_find(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_reach *reach,
			   const char *code, struct pledge_entry *out, bool *elsewhere)
{
	struct sealed_entry sealed;
	int64_t id;
	enum err err = db_one(db, arena, &by_code, &sealed, code, reach->all, reach->county_code, reach->charity_id);

	if (err == E_NOT_FOUND) {
		err = db_one(db, arena, &anywhere, &id, code);
		if (err == OK || err == E_NOT_FOUND)
			*elsewhere = err == OK;
		return err == OK ? E_NOT_FOUND : err;
	}
	TRY(err);
	return mask(keyring, arena, &sealed, out);
}

enum err pledge_entry_by_telephone(struct db *db, struct arena *arena, const struct keyring *keyring,
				   const struct campaign_reach *reach, const char *telephone, struct rows *out)
{
	struct bytes indexes[2];
	struct rows sealed;

	blind_indexes(keyring, arena, purpose_pledge_telephone, telephone, indexes);
	TRY(db_all(db, arena, &by_telephone, &sealed, indexes[0], indexes[1], reach->all, reach->county_code, reach->charity_id));
	return mask_all(keyring, arena, sealed, out);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *code,
			    enum audit_outcome outcome, const char *reason, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = outcome, .reason = reason,
					   .subject = arena_print(arena, "pledge:%s", code) };

	return audit_write(db, arena, actor, &event, now);
}

enum err pledge_decide(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
		       const char *code, enum pledge_decision decision, const char *reason, struct timestamp now)
{
	static const char *const words[] = { "pledge_confirm", "pledge_refuse", "pledge_release" };
	struct sealed_entry sealed;
	struct promised promised;
	uint64_t decided = 0;
	int64_t rest;

	TRY(db_one(db, arena, &lock, &promised, code));
	TRY(db_one(db, arena, &by_code, &sealed, code, reach->all, reach->county_code, reach->charity_id));
	switch (decision) {
	case PLEDGE_CONFIRM:
		TRY(db_run(db, &confirm, &decided, now, code));
		break;
	case PLEDGE_REFUSE:
		TRY(db_run(db, &refuse, &decided, now, reason, code));
		break;
	case PLEDGE_RELEASE:
		TRY(db_run(db, &release, &decided, now, reason, code));
		break;
	}
	if (decided == 0)
		return E_CONFLICT;
	rest = promised.amount.fen > promised.paid.fen ? promised.amount.fen - promised.paid.fen : 0;
	if (decision != PLEDGE_CONFIRM)
		TRY(db_run(db, &take_rest_from_tally, NULL, (struct money){ rest }, promised.campaign_id));
	return write_trail(db, arena, actor, words[decision], code, AUDIT_DONE, reason, now);
}

enum err pledge_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		       const struct campaign_reach *reach, const char *code, const char *reason, struct timestamp now,
		       struct pledge_contact *out)
{
	struct sealed_contact sealed;
	struct pledge_contact opened;

	TRY(db_one(db, arena, &contact, &sealed, code, reach->all, reach->county_code, reach->charity_id));
	TRY(open_field(keyring, arena, code, &place_pledge_name, sealed.name, &opened.name));
	TRY(open_field(keyring, arena, code, &place_pledge_telephone, sealed.telephone, &opened.telephone));
	TRY(open_field(keyring, arena, code, &place_pledge_email, sealed.email, &opened.email));
	TRY(open_field(keyring, arena, code, &place_pledge_message, sealed.message, &opened.message));
	TRY(open_field(keyring, arena, code, &place_pledge_receipt_title, sealed.receipt_title, &opened.receipt_title));
	TRY(open_field(keyring, arena, code, &place_pledge_payer_name, sealed.payer_name, &opened.payer_name));
	TRY(open_field(keyring, arena, code, &place_pledge_credit_code, sealed.credit_code, &opened.credit_code));
	TRY(write_trail(db, arena, actor, "pledge_reveal", code, AUDIT_SEEN, reason, now));
	*out = opened;
	return OK;
}
