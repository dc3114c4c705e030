#include "domain/giving/pledge.h"

#include <string.h>

#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/giving/code.h"
#include "domain/office/sealed_places.h"

const char *const pledge_state_names[] = {
	"registered", "confirmed", "partly_paid", "fulfilled", "withdrawn", "released", "refused", NULL };

const struct shape pledge_shape = SHAPE(pledge,
	COLUMN(pledge, code), COLUMN(pledge, shown_code), COLUMN(pledge, campaign_id), COLUMN(pledge, amount),
	COLUMN(pledge, paid), COLUMN(pledge, giver, .names = giver_names),
	COLUMN(pledge, visibility, .names = visibility_names), COLUMN(pledge, receipt_wanted),
	COLUMN(pledge, registered_at), COLUMN(pledge, confirmed_at, .nullable = true),
	COLUMN(pledge, ended_at, .nullable = true), COLUMN(pledge, state, .names = pledge_state_names),
	COLUMN(pledge, may_withdraw), COLUMN(pledge, session_digest), COLUMN(pledge, last_four_index));

/* A row as it is inserted. */
struct new_pledge {
	int64_t campaign_id;
	const char *code;
	struct money amount;
	enum giver giver;
	enum visibility visibility;
	bool receipt_wanted;
	struct bytes name, telephone, email, credit_code, message, receipt_title, payer_name;	/* sealed */
	struct bytes telephone_index, last_four_index, session_digest, form_digest, payload_digest;
	struct timestamp registered_at;
};

static const struct shape new_pledge_shape = SHAPE(new_pledge,
	COLUMN(new_pledge, campaign_id), COLUMN(new_pledge, code), COLUMN(new_pledge, amount),
	COLUMN(new_pledge, giver, .names = giver_names), COLUMN(new_pledge, visibility, .names = visibility_names),
	COLUMN(new_pledge, receipt_wanted), COLUMN(new_pledge, name), COLUMN(new_pledge, telephone),
	COLUMN(new_pledge, email, .nullable = true), COLUMN(new_pledge, credit_code, .nullable = true),
	COLUMN(new_pledge, message, .nullable = true), COLUMN(new_pledge, receipt_title, .nullable = true),
	COLUMN(new_pledge, payer_name, .nullable = true), COLUMN(new_pledge, telephone_index),
	COLUMN(new_pledge, last_four_index), COLUMN(new_pledge, session_digest), COLUMN(new_pledge, form_digest),
	COLUMN(new_pledge, payload_digest), COLUMN(new_pledge, registered_at));

static const struct statement insert = {
	.sql = "INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, "
	       "telephone_sealed, email_sealed, credit_code_sealed, message_sealed, receipt_title_sealed, payer_name_sealed, "
	       "telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_pledge_shape };

/* The campaign's tally first and in place: it is the parent's lock, and whether the campaign takes pledges today is asked under
 * it (design.md §6: the other order upgrades a shared lock and deadlocks). */
static const struct statement add_to_tally = {
	.sql = "UPDATE campaign_tally t JOIN campaign c ON c.id = t.campaign_id "
	       "SET t.pledged_fen = t.pledged_fen + ?, t.pledge_count = t.pledge_count + 1 "
	       "WHERE t.campaign_id = ? AND c.published_at IS NOT NULL AND c.starts <= ? AND c.open_until >= ?",
	.params = "midd" };

static const struct shape flag_shape = { .name = "flag", .size = sizeof(int64_t), .count = 1,
	.columns = (const struct column[]){ { .name = "published", .type = COLUMN_INT64 } } };

static const struct statement is_published = {
	.sql = "SELECT id AS published FROM public_campaign WHERE id = ?", .params = "i", .row = &flag_shape };

struct made_before {
	const char *code;
	struct bytes payload_digest;
};

static const struct shape made_before_shape = SHAPE(made_before,
	COLUMN(made_before, code), COLUMN(made_before, payload_digest));

static const struct statement by_form = {
	.sql = "SELECT code, payload_digest FROM pledge WHERE form_digest = ?", .params = "x", .row = &made_before_shape };

static const struct statement by_code = {
	.sql = "SELECT code, CONCAT(LEFT(code, 4), '-', SUBSTR(code, 5, 4), '-', RIGHT(code, 1)) AS shown_code, campaign_id, "
	       "amount_fen AS amount, paid_fen AS paid, giver, visibility, receipt_wanted, registered_at, confirmed_at, "
	       "COALESCE(withdrawn_at, released_at, refused_at) AS ended_at, "
	       "CASE WHEN refused_at IS NOT NULL THEN 'refused' WHEN released_at IS NOT NULL THEN 'released' "
	       "WHEN withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN paid_fen >= amount_fen THEN 'fulfilled' "
	       "WHEN paid_fen > 0 THEN 'partly_paid' WHEN confirmed_at IS NOT NULL THEN 'confirmed' "
	       "ELSE 'registered' END AS state, "
	       "paid_fen = 0 AND withdrawn_at IS NULL AND released_at IS NULL AND refused_at IS NULL AS may_withdraw, "
	       "session_digest, last_four_index FROM pledge WHERE code = ?",
	.params = "s", .row = &pledge_shape };

#define STILL_FREE " p.code = ? AND p.paid_fen = 0 AND p.withdrawn_at IS NULL AND p.released_at IS NULL AND p.refused_at IS NULL"

/* The pledge first, so that of two taps the second finds it withdrawn. The tally's statement names the tally alone: where it read
 * the pledge too, it locked gaps of pledge_code, into which a registration that holds the tally inserts. */
static const struct statement mark_withdrawn = {
	.sql = "UPDATE pledge p SET p.withdrawn_at = ? WHERE" STILL_FREE, .params = "ts" };

static const struct statement take_from_tally = {
	.sql = "UPDATE campaign_tally SET pledged_fen = pledged_fen - ?, pledge_count = pledge_count - 1 WHERE campaign_id = ?",
	.params = "mi" };

const struct statement *const pledge_statements[] = {
	&insert, &add_to_tally, &is_published, &by_form, &by_code, &mark_withdrawn, &take_from_tally, NULL };

/* Every field with its length before it, so that no two wishes read the same. A code left in the folded part of a person's form is
 * not part of what the person says. */
char *pledge_payload_canonical(struct arena *arena, int64_t campaign_id, const struct pledge_wish *wish)
{
	const char *const texts[] = { wish->name, wish->giver == GIVER_ORGANISATION ? wish->credit_code : "", wish->telephone, wish->email,
				      wish->message, wish->receipt_title, wish->payer_name };
	struct buffer canonical;

	buffer_init(&canonical, arena, 512);
	buffer_print(&canonical, "%lld %lld %u %u %d", (long long)campaign_id, (long long)pledge_wish_amount(wish).fen,
		     wish->giver, wish->visibility, wish->receipt_wanted);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		buffer_print(&canonical, " %zu:%s", strlen(texts[i]), texts[i]);
	return canonical.data;
}

static char *last_four_canonical(struct arena *arena, const char *code, const char *last_four)
{
	return arena_print(arena, "%s %s", code, last_four);
}

/* Digits only: an extension (`-12`) is dialled after the line answered, it is not what people call their number's end. */
static const char *last_four(struct arena *arena, const char *telephone)
{
	const size_t length = strcspn(telephone, "-");

	return length <= 4 ? arena_copy(arena, telephone, length) : arena_copy(arena, telephone + length - 4, 4);
}

char *pledge_last_four_canonical(struct arena *arena, const char *code, const char *telephone)
{
	return last_four_canonical(arena, code, last_four(arena, telephone));
}

struct bytes pledge_telephone_index(const struct keyring *keyring, struct arena *arena, const char *telephone)
{
	return blind_index(keyring, arena, purpose_pledge_telephone, telephone);
}

struct bytes pledge_last_four_index(const struct keyring *keyring, struct arena *arena, const char *code, const char *telephone)
{
	return blind_index(keyring, arena, purpose_pledge_last_four, pledge_last_four_canonical(arena, code, telephone));
}

static struct bytes seal(const struct keyring *keyring, struct arena *arena, const struct sealed_place *place, const char *code,
			 const char *text)
{
	return seal_text(keyring, arena, place_in(place, code), text[0] != '\0' ? text : NULL);
}

static void seal_wish(const struct keyring *keyring, struct arena *arena, const struct pledge_wish *wish,
		      struct new_pledge *row)
{
	row->name = seal(keyring, arena, &place_pledge_name, row->code, wish->name);
	row->telephone = seal(keyring, arena, &place_pledge_telephone, row->code, wish->telephone);
	row->email = seal(keyring, arena, &place_pledge_email, row->code, wish->email);
	row->credit_code = seal(keyring, arena, &place_pledge_credit_code, row->code,
				wish->giver == GIVER_ORGANISATION ? wish->credit_code : "");
	row->message = seal(keyring, arena, &place_pledge_message, row->code, wish->message);
	row->receipt_title = seal(keyring, arena, &place_pledge_receipt_title, row->code, wish->receipt_title);
	row->payer_name = seal(keyring, arena, &place_pledge_payer_name, row->code, wish->payer_name);
	row->telephone_index = pledge_telephone_index(keyring, arena, wish->telephone);
	row->last_four_index = pledge_last_four_index(keyring, arena, row->code, wish->telephone);
}

enum err pledge_register(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t campaign_id,
			 const struct pledge_wish *wish, const char *form_nonce, const char *session,
			 struct timestamp now, const char **code)
{
	const struct date today = date_at(now);
	struct new_pledge row = {
		.campaign_id = campaign_id, .code = code_new(arena), .amount = pledge_wish_amount(wish),
		.giver = wish->giver, .visibility = wish->visibility, .receipt_wanted = wish->receipt_wanted,
		.session_digest = digest_text(arena, session), .form_digest = digest_text(arena, form_nonce),
		.payload_digest = blind_index(keyring, arena, purpose_pledge_payload,
					      pledge_payload_canonical(arena, campaign_id, wish)),
		.registered_at = now };
	uint64_t open = 0;

	TRY(db_run(db, &add_to_tally, &open, row.amount, campaign_id, today, today));
	if (open == 0) {
		int64_t published;

		TRY(db_one(db, arena, &is_published, &published, campaign_id));
		return E_DENIED;
	}
	seal_wish(keyring, arena, wish, &row);
	TRY(db_run(db, &insert, NULL, &row));
	*code = row.code;
	return OK;
}

enum err pledge_find_by_nonce(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t campaign_id,
			      const struct pledge_wish *wish, const char *form_nonce, const char **code)
{
	struct made_before before;

	TRY(db_one(db, arena, &by_form, &before, digest_text(arena, form_nonce)));
	if (!blind_index_is(keyring, arena, purpose_pledge_payload, pledge_payload_canonical(arena, campaign_id, wish),
			    before.payload_digest))
		return E_CONFLICT;
	*code = before.code;
	return OK;
}

enum err pledge_find(struct db *db, struct arena *arena, const char *code, struct pledge *out)
{
	return db_one(db, arena, &by_code, out, code);
}

bool pledge_matches(const struct keyring *keyring, struct arena *arena, const struct pledge *pledge, const char *code,
		    const char *digits)
{
	static const uint8_t nobody[32];
	const struct bytes stored = pledge != NULL ? pledge->last_four_index : (struct bytes){ nobody, sizeof nobody };

	return blind_index_is(keyring, arena, purpose_pledge_last_four, last_four_canonical(arena, code, digits), stored) &&
	       pledge != NULL;
}

enum err pledge_withdraw(struct db *db, const struct pledge *pledge, struct timestamp now)
{
	uint64_t marked = 0;

	TRY(db_run(db, &mark_withdrawn, &marked, now, pledge->code));
	if (marked == 0)
		return E_CONFLICT;
	return db_run(db, &take_from_tally, NULL, pledge->amount, pledge->campaign_id);
}
