#include "domain/pairing/family_apply.h"

#include <string.h>

#include "crypt/token.h"
#include "domain/giving/code.h"
#include "domain/office/audit.h"
#include "domain/office/notice.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/family_home.h"
#include "domain/pairing/family_parts.h"

const char volunteering_purpose[] = "volunteering", family_in_person[] = "in_person";

struct new_family {
	const char *code;
	int64_t unit_id;
	const char *path, *home_code;
	struct bytes name, telephone, address, words, telephone_index, name_index;
	int64_t offers, available, travel_km, capacity;
	const char *language;
	struct timestamp applied_at;
	struct bytes form_digest, payload_digest;
	struct timestamp updated_at;
};
static const struct shape new_family_shape = SHAPE(new_family,
	COLUMN(new_family, code), COLUMN(new_family, unit_id), COLUMN(new_family, path), COLUMN(new_family, home_code),
	COLUMN(new_family, name), COLUMN(new_family, telephone), COLUMN(new_family, address), COLUMN(new_family, words, .nullable = true),
	COLUMN(new_family, telephone_index), COLUMN(new_family, name_index), COLUMN(new_family, offers), COLUMN(new_family, available),
	COLUMN(new_family, travel_km), COLUMN(new_family, capacity), COLUMN(new_family, language), COLUMN(new_family, applied_at),
	COLUMN(new_family, form_digest), COLUMN(new_family, payload_digest), COLUMN(new_family, updated_at));

static const struct statement insert = {
	.sql = "INSERT INTO family (code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, words_sealed, "
	       "telephone_index, name_index, offers, available, travel_km, capacity, language, applied_at, form_digest, payload_digest, "
	       "updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_family_shape };

struct made_before {
	struct bytes payload_digest;
	int64_t id;
	const char *code, *path;
	enum family_state state;
	struct date approved_until;
};
static const struct shape made_before_shape = SHAPE(made_before,
	COLUMN(made_before, payload_digest), COLUMN(made_before, id), COLUMN(made_before, code), COLUMN(made_before, path),
	COLUMN(made_before, state, .names = family_state_names), COLUMN(made_before, approved_until, .nullable = true));

static const struct statement by_form = {
	.sql = "SELECT payload_digest, id, code, path, state, approved_until FROM family WHERE form_digest = ?", .params = "x",
	.row = &made_before_shape };

const struct statement *const family_apply_statements[] = { &insert, &by_form, NULL };

const char *family_subject(struct arena *arena, const char *code)
{
	return arena_print(arena, "family:%s", code);
}

enum err family_audit(struct db *db, struct arena *arena, const char *action, const char *code, const char *path, const char *detail,
		      struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = family_subject(arena, code), .unit_path = path, .detail = detail };

	return audit_write(db, arena, &actor_nobody, &event, now);
}

/* Every field with its length before it, so that no two wishes read the same; after the nonce, which nobody but the form's owner knows:
 * the digest confirms no guess. */
static struct bytes payload_digest(struct arena *arena, const struct family_wish *wish, const char *form_nonce)
{
	const char *const texts[] = { form_nonce, wish->telephone, wish->home_code, wish->address, wish->words };
	struct buffer canonical;

	buffer_init(&canonical, arena, 512);
	buffer_print(&canonical, "%lld %lld %lld %lld %lld", (long long)TAG_BITS(wish), (long long)AVAILABLE_BITS(wish),
		     (long long)wish->travel_km, (long long)wish->capacity, (long long)wish->text_id);
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		buffer_print(&canonical, " %zu:%s", strlen(texts[i]), texts[i]);
	for (size_t i = 0; i < family_adults_max; i++) {
		const struct adult_wish *adult = &wish->adults[i];

		buffer_print(&canonical, " %u %zu:%s %zu:%s", adult->relation, strlen(adult->name), adult->name,
			     strlen(adult->id_number), adult->id_number);
	}
	return digest_text(arena, canonical.data);
}

/* The rows that are filled, side by side. */
struct adults {
	struct adult adult[family_adults_max];
	size_t count;
};

static void read_adults(struct arena *arena, const struct family_wish *wish, struct date today, struct adults *out,
			struct family_refusals *refusals)
{
	for (int row = 1; row <= family_adults_max; row++) {
		struct adult *adult = &out->adult[out->count];

		if (!family_read_adult(arena, &wish->adults[row - 1], row, today, adult, refusals))
			continue;
		for (size_t i = 0; i < out->count; i++)
			if (adult->id_number[0] != '\0' && strcmp(out->adult[i].id_number, adult->id_number) == 0)
				family_refuse(refusals, family_row_field(arena, "id_number", row), "twice");
		out->count++;
	}
}

/* Of a form that is fine otherwise: whoever asks about numbers cannot ask with half a form, nor learn which of them it was. */
static enum err check_elsewhere(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_wish *wish,
				const struct adults *adults, struct family_refusals *refusals)
{
	bool found = wish->in_person;

	for (size_t i = 0; i < adults->count; i++) {
		bool elsewhere = false;

		TRY(family_number_elsewhere(db, arena, keyring, adults->adult[i].id_number, 0, &elsewhere));
		found |= elsewhere;
	}
	if (found)
		family_refuse(refusals, "id_number_1", family_in_person);
	return OK;
}

/* Agreed to what stands now: a newer text since the page was shown must be read first. */
static enum err check_agreed(struct db *db, struct arena *arena, const struct family_wish *wish, struct family_refusals *refusals)
{
	static const char *const languages[] = { "zh", "en" };
	bool current = false;

	if (!wish->agreed)
		family_refuse(refusals, "agreed", "missing");
	for (size_t i = 0; wish->agreed && i < sizeof languages / sizeof languages[0]; i++) {
		struct policy_text text;

		TRY(policy_current(db, arena, POLICY_CONSENT, volunteering_purpose, languages[i], &text));
		current |= text.id == wish->text_id;
	}
	if (wish->agreed && !current)
		family_refuse(refusals, "agreed", "newer");
	return OK;
}

static enum err check(struct db *db, struct arena *arena, const struct family_wish *wish, struct home_unit *unit,
		      struct family_refusals *refusals)
{
	const enum err err = home_find_unit(db, arena, wish->home_code, unit);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (err == E_NOT_FOUND)
		family_refuse(refusals, "home", "missing");
	if (TAG_BITS(wish) == 0)
		family_refuse(refusals, "tutoring", "missing");
	if (AVAILABLE_BITS(wish) == 0)
		family_refuse(refusals, "weekday", "missing");
	return check_agreed(db, arena, wish, refusals);
}

static enum err insert_family(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_wish *wish,
			      const char *form_nonce, const struct home_unit *unit, const char *name, struct timestamp now,
			      struct family_member *out)
{
	const char *code = code_new(arena);
	const struct new_family row = {
		.code = code, .unit_id = unit->id, .path = unit->path, .home_code = wish->home_code,
		.name = seal_text(keyring, arena, place_in(&place_family_name, code), name),
		.telephone = seal_text(keyring, arena, place_in(&place_family_telephone, code), wish->telephone),
		.address = seal_text(keyring, arena, place_in(&place_family_address, code), wish->address),
		.words = seal_text(keyring, arena, place_in(&place_family_words, code), wish->words[0] != '\0' ? wish->words : NULL),
		.telephone_index = blind_index(keyring, arena, purpose_family_telephone, wish->telephone),
		.name_index = blind_index(keyring, arena, purpose_family_name, name),
		.offers = TAG_BITS(wish), .available = AVAILABLE_BITS(wish), .travel_km = wish->travel_km, .capacity = wish->capacity,
		.language = wish->language, .applied_at = now, .form_digest = digest_text(arena, form_nonce),
		.payload_digest = payload_digest(arena, wish, form_nonce), .updated_at = now };

	TRY(db_run(db, &insert, NULL, &row));
	*out = (struct family_member){ .id = db_last_id(db), .code = code, .path = unit->path, .state = FAMILY_APPLIED,
				       .approved_until = { DATE_NONE_DAY } };
	return OK;
}

/* What they were told, and what they agreed to. */
static enum err take_consent(struct db *db, struct arena *arena, const struct family_wish *wish, const struct family_member *family,
			     struct timestamp now)
{
	const char *subject = family_subject(arena, family->code);
	const struct consent_wish consent = { .text_id = wish->text_id, .subject = subject, .unit_path = family->path,
					      .birth = { DATE_NONE_DAY }, .given_by = CONSENTER_SELF, .channel = CONSENT_TELEPHONE_CODE };
	const struct notice_wish notice = { .purpose = volunteering_purpose, .language = wish->language, .subject = subject,
					    .unit_path = family->path, .channel = NOTICE_PAGE };
	int64_t id;

	TRY(consent_give(db, arena, &actor_nobody, &consent, now, &id));
	return notice_give(db, arena, &actor_nobody, &notice, now, &id);
}

/* Before the rules: what was sent twice would be found to be there already. */
static enum err check_new(struct db *db, struct arena *arena, const char *form_nonce)
{
	struct made_before before;
	const enum err err = db_one(db, arena, &by_form, &before, digest_text(arena, form_nonce));

	return err == OK ? E_CONFLICT : err == E_NOT_FOUND ? OK : err;
}

static enum err check_all(struct db *db, struct arena *arena, const struct family_wish *wish, struct date today, struct adults *adults,
			  struct home_unit *unit, struct family_refusals *found)
{
	read_adults(arena, wish, today, adults, found);
	return check(db, arena, wish, unit, found);
}

enum err family_check_wish(struct db *db, struct arena *arena, const struct family_wish *wish, struct date today,
			   struct family_refusals *refusals)
{
	struct family_refusals found = { .count = 0 };
	struct home_unit unit;

	TRY(check_all(db, arena, wish, today, ARENA_NEW(arena, struct adults), &unit, &found));
	*refusals = found;
	return OK;
}

enum err family_register(struct db *db, struct arena *arena, const struct keyring *keyring, const struct family_wish *wish,
			 const char *form_nonce, struct timestamp now, struct family_member *out, struct family_refusals *refusals)
{
	struct family_refusals found = { .count = 0 };
	struct adults *adults = ARENA_NEW(arena, struct adults);
	struct home_unit unit = { 0 };
	struct family_member family;

	/* The head of the trail is the lock under which nobody else brings the same adult in. */
	TRY(audit_lock(db, arena));
	TRY(check_new(db, arena, form_nonce));
	TRY(check_all(db, arena, wish, date_at(now), adults, &unit, &found));
	if (found.count == 0)
		TRY(check_elsewhere(db, arena, keyring, wish, adults, &found));
	if (found.count > 0) {
		*refusals = found;
		return E_INVALID;
	}
	TRY(insert_family(db, arena, keyring, wish, form_nonce, &unit, adults->adult[0].name, now, &family));
	for (size_t i = 0; i < adults->count; i++)
		TRY(family_insert_adult(db, arena, keyring, family.id, &adults->adult[i]));
	TRY(family_audit(db, arena, "family_apply", family.code, family.path,
			 arena_print(arena, "{\"adults\":%zu,\"by\":\"family\"}", adults->count), now));
	TRY(take_consent(db, arena, wish, &family, now));
	*out = family;
	return OK;
}

enum err family_find_by_nonce(struct db *db, struct arena *arena, const struct family_wish *wish, const char *form_nonce,
			      struct family_member *out)
{
	struct made_before before;

	TRY(db_one(db, arena, &by_form, &before, digest_text(arena, form_nonce)));
	if (!bytes_equal(before.payload_digest, payload_digest(arena, wish, form_nonce)))
		return E_CONFLICT;
	*out = (struct family_member){ .id = before.id, .code = before.code, .path = before.path, .state = before.state,
				       .approved_until = before.approved_until };
	return OK;
}
