/* Who may look: three questions whose misses cannot be told apart. Where there is no such child a stand-in is asked instead, with the
 * same statements, the same keyed digests and the same opening of something sealed; it has a code and a telephone that nobody has. */
#include "domain/aid/lookup.h"

#include <string.h>

#include "base/text.h"
#include "crypt/seal.h"
#include "domain/aid/lookup_parts.h"
#include "domain/office/attempt.h"
#include "domain/office/sealed_places.h"
#include "domain/office/telephone_code.h"

static const char code_purpose[] = "lookup", kind_number[] = "lookup.number", kind_slip[] = "lookup.slip", kind_code[] = "lookup.code",
		  kind_address[] = "lookup.address", kind_all[] = "lookup.all", purpose_stand_in[] = "lookup.stand_in";

struct registered {
	const char *code;
	struct bytes name_index, telephone;
};
static const struct shape registered_shape = SHAPE(registered,
	COLUMN(registered, code), COLUMN(registered, name_index, .nullable = true), COLUMN(registered, telephone, .nullable = true));

static const struct statement by_number = {
	.sql = "SELECT code, name_index, telephone_sealed AS telephone FROM lookup_student WHERE id_number_index IN (?, ?)",
	.params = "xx", .row = &registered_shape };

static const struct statement by_code = {
	.sql = "SELECT code, name_index, telephone_sealed AS telephone FROM lookup_student WHERE code = ?",
	.params = "s", .row = &registered_shape };

struct slip {
	struct bytes name_index;
};
static const struct shape slip_shape = SHAPE(slip, COLUMN(slip, name_index, .nullable = true));

static const struct statement by_slip = {
	.sql = "SELECT s.name_index FROM award a JOIN lookup_student s ON s.id = a.student_id WHERE a.code = ?",
	.params = "s", .row = &slip_shape };

const struct statement *const lookup_statements[] = { &by_number, &by_code, &by_slip, NULL };

/* --- names --- */

static const char *without_blanks(struct arena *arena, const char *name)
{
	char *joined = arena_copy_string(arena, name), *to = joined;

	while (*name != '\0') {
		const char *const start = name;
		const uint32_t point = text_next(&name);

		if (point == ' ' || point == 0xA0 || point == 0x3000)
			continue;
		memcpy(to, start, (size_t)(name - start));
		to += name - start;
	}
	*to = '\0';
	return joined;
}

bool lookup_name_is(const struct keyring *keyring, struct arena *arena, const char *typed, struct bytes stored)
{
	static const uint8_t nothing[32];
	const struct bytes against = stored.data != NULL ? stored : (struct bytes){ nothing, sizeof nothing };
	const bool as_typed = blind_index_is(keyring, arena, purpose_student_name, typed, against);
	const bool joined = blind_index_is(keyring, arena, purpose_student_name, without_blanks(arena, typed), against);

	return (as_typed || joined) && stored.data != NULL;
}

/* --- telephones --- */

bool lookup_is_mobile(const char *telephone)
{
	return strlen(telephone) == 11 && telephone[0] == '1';
}

/* By the number that was asked for, so that asking again does what asking again for a child does. No code has a U, no telephone
 * begins with four zeros. */
static const char *stand_in_code(const struct lookup *lookup, const char *id_number)
{
	const uint8_t *digest = blind_index(lookup->keyring, lookup->arena, purpose_stand_in, id_number).data;

	return arena_print(lookup->arena, "U%02X%02X%02X%02X", digest[0], digest[1], digest[2], digest[3]);
}

static const char *stand_in_telephone(const struct lookup *lookup, const char *code)
{
	const uint8_t *digest = blind_index(lookup->keyring, lookup->arena, purpose_stand_in, code).data;

	return arena_print(lookup->arena, "0000%07u", ((unsigned)digest[0] << 16 | (unsigned)digest[1] << 8 | digest[2]) % 10000000);
}

/* The child's telephone, where it is one that takes messages; else the stand-in's. `code` is the stand-in's of who is not there. */
static enum err open_telephone(const struct lookup *lookup, const struct registered *child, const char *code, const char **out, bool *mobile)
{
	const bool there = child != NULL && child->telephone.data != NULL;
	const char *stand_in = stand_in_telephone(lookup, code);
	const struct bytes decoy = seal_text(lookup->keyring, lookup->arena, place_in(&place_student_telephone, code), stand_in);
	const struct place place = place_in(&place_student_telephone, there ? child->code : code);
	struct secret secret;

	TRY(seal_open(lookup->keyring, lookup->arena, place, there ? child->telephone : decoy, &secret));
	*mobile = there && lookup_is_mobile(secret.hidden);
	*out = *mobile ? secret.hidden : stand_in;
	return OK;
}

/* --- limits --- */

struct limits {
	struct attempt_limit limit[attempt_limits_max];
};

/* Of what was typed, of who typed, of everybody: keyed digests, what is counted must not say who it was. */
static struct limits limits_of(const struct lookup *lookup, const char *kind, const char *subject, int64_t most)
{
	const struct keyring *keyring = lookup->keyring;

	return (struct limits){ {
		{ kind, blind_index(keyring, lookup->arena, kind, subject), most },
		{ kind_address, blind_index(keyring, lookup->arena, kind_address, lookup->address), lookup_per_address },
		{ kind_all, blind_index(keyring, lookup->arena, kind_all, ""), lookup_in_all } } };
}

static enum err look_at_limits(const struct lookup *lookup, const struct limits *limits, int64_t *wait_seconds)
{
	bool limited;

	TRY(attempt_check_all(lookup->db, lookup->arena, limits->limit, attempt_limits_max, lookup->now, &limited));
	if (!limited)
		return OK;
	*wait_seconds = attempt_seconds_left(lookup->now);
	return E_BUSY;
}

static enum err count(const struct lookup *lookup, const struct limits *limits)
{
	return attempt_fail_all(lookup->db, limits->limit, attempt_limits_max, lookup->now);
}

/* --- the three questions --- */

enum err lookup_send_code(const struct lookup *lookup, const struct lookup_question *question, int64_t *wait_seconds, const char **asked)
{
	const struct limits limits = limits_of(lookup, kind_number, question->id_number, lookup_asks_per_number);
	const char *code = stand_in_code(lookup, question->id_number), *telephone;
	struct registered child = { .code = code };
	bool named, mobile, there;
	struct bytes indexes[2];
	enum err err;

	TRY(look_at_limits(lookup, &limits, wait_seconds));
	blind_indexes(lookup->keyring, lookup->arena, purpose_student_id_number, question->id_number, indexes);
	err = db_one(lookup->db, lookup->arena, &by_number, &child, indexes[0], indexes[1]);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	named = lookup_name_is(lookup->keyring, lookup->arena, question->name, child.name_index);
	TRY(open_telephone(lookup, &child, code, &telephone, &mobile));
	there = named && mobile;
	const struct telephone_code_wish wish = {
		.purpose = code_purpose, .telephone = there ? telephone : stand_in_telephone(lookup, code), .address = lookup->address,
		.language = question->language, .known = there, .quiet = true, .most_a_day = question->most_a_day };
	TRY(telephone_code_send(lookup->db, lookup->arena, lookup->keyring, &wish, lookup->now, wait_seconds));
	TRY(count(lookup, &limits));
	*asked = there ? child.code : code;
	return OK;
}

enum err lookup_enter_code(const struct lookup *lookup, const char *asked, const char *code, int64_t *wait_seconds, const char **proof)
{
	const struct limits limits = limits_of(lookup, kind_code, asked, lookup_misses_per_code);
	struct registered child = { .code = asked };
	const char *telephone;
	bool mobile;
	enum err err;

	TRY(look_at_limits(lookup, &limits, wait_seconds));
	err = db_one(lookup->db, lookup->arena, &by_code, &child, asked);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	TRY(open_telephone(lookup, &child, asked, &telephone, &mobile));
	err = telephone_code_check(lookup->db, lookup->arena, lookup->keyring, code_purpose, telephone, code, lookup->now);
	if (err == E_DENIED || (err == OK && !mobile)) {
		TRY(count(lookup, &limits));
		return E_DENIED;
	}
	TRY(err);
	*proof = arena_print(lookup->arena, "%c%s", PROOF_CHILD, asked);
	return OK;
}

enum err lookup_by_slip(const struct lookup *lookup, const char *slip, const char *name, int64_t *wait_seconds, const char **proof)
{
	const struct limits limits = limits_of(lookup, kind_slip, slip, lookup_misses_per_slip);
	struct slip found = { .name_index = { 0 } };
	enum err err;

	TRY(look_at_limits(lookup, &limits, wait_seconds));
	err = db_one(lookup->db, lookup->arena, &by_slip, &found, slip);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (!lookup_name_is(lookup->keyring, lookup->arena, name, found.name_index)) {
		TRY(count(lookup, &limits));
		return E_DENIED;
	}
	*proof = arena_print(lookup->arena, "%c%s", PROOF_SLIP, slip);
	return OK;
}
