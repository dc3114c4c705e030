/* A row in each sealed table of pairing: a family, an adult, a pair's visit, message and concern. */
#include "sealed_pairing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/pairing/family_session.h"

static const char family[] = "FAM000001", adult[] = "adult-key", visit[] = "visit-key", message[] = "message-key", concern[] = "CNC000001";

void sealed_pairing_clean(struct giving *giving)
{
	static const char *const emptied[] = {
		"DELETE FROM concern", "DELETE FROM pair_message", "DELETE FROM visit", "DELETE FROM pair", "DELETE FROM family_adult",
		"DELETE FROM family", NULL };

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(giving, *sql);
}

static struct bytes sealed_at(struct giving *giving, const struct sealed_place *place, const char *row, const char *text)
{
	return seal_text(giving->keyring, &giving->arena, place_in(place, row), text);
}

static struct bytes index_of(struct giving *giving, const char *purpose, const char *text)
{
	return blind_index(giving->keyring, &giving->arena, purpose, text);
}

static void store_family(struct giving *giving)
{
	static const struct statement insert_family = {
		.sql = "INSERT INTO family (id, code, unit_id, path, home_code, name_sealed, telephone_sealed, address_sealed, words_sealed, "
		       "telephone_index, name_index, travel_km, applied_at, form_digest, payload_digest, updated_at) VALUES (1, ?, 4, "
		       "'/1/2/4/', '371302001', ?, ?, ?, ?, ?, ?, 20, '2026-01-01', REPEAT('x', 32), REPEAT('x', 32), '2026-01-01')",
		.params = "sxxxxxx" };
	static const struct statement insert_adult = {
		.sql = "INSERT INTO family_adult (family_id, adult_key, relation, name_sealed, id_number_sealed, id_number_index, sex, birth) "
		       "VALUES (1, ?, 'self', ?, ?, ?, 'female', '1980-01-01')",
		.params = "sxxx" };

	giving_sql(giving, "INSERT IGNORE INTO division (code, parent_code, level, name) VALUES ('371300', NULL, 'city', 'city'), "
			   "('371302', '371300', 'county', 'county'), ('371302001', '371302', 'township', 'township')");
	assert_int_equal(db_run(giving->db, &insert_family, NULL, family, sealed_at(giving, &place_family_name, family, SEALED_NAME),
				sealed_at(giving, &place_family_telephone, family, SEALED_TELEPHONE),
				sealed_at(giving, &place_family_address, family, SEALED_ADDRESS),
				sealed_at(giving, &place_family_words, family, SEALED_MAIL),
				index_of(giving, purpose_family_telephone, SEALED_TELEPHONE),
				index_of(giving, purpose_family_name, SEALED_NAME)), OK);
	assert_int_equal(db_run(giving->db, &insert_adult, NULL, adult, sealed_at(giving, &place_family_adult_name, adult, SEALED_NAME),
				sealed_at(giving, &place_family_adult_id_number, adult, SEALED_ID_NUMBER),
				index_of(giving, purpose_family_adult_id_number, SEALED_ID_NUMBER)), OK);
}

void sealed_pairing_store(struct giving *giving)
{
	static const struct statement insert_visit = {
		.sql = "INSERT INTO visit (pair_id, visit_key, planned_on, part, place, with_whom, planned_at, note_sealed) VALUES "
		       "(1, ?, '2026-01-01', 'morning', 'school', 'teacher', '2026-01-01', ?)",
		.params = "sx" };
	static const struct statement insert_message = {
		.sql = "INSERT INTO pair_message (pair_id, message_key, sender, body_sealed, form_digest, sent_at) VALUES "
		       "(1, ?, 'family', ?, REPEAT('x', 32), '2026-01-01')",
		.params = "sx" };
	static const struct statement insert_concern = {
		.sql = "INSERT INTO concern (code, kind, raised_by, path, body_sealed, contact_sealed, form_digest, raised_at, due_at) VALUES "
		       "(?, 'unease', 'child', '/1/', ?, ?, REPEAT('x', 32), '2026-01-01', '2026-01-01')",
		.params = "sxx" };

	store_family(giving);
	giving_sql(giving, "INSERT INTO pair (id, code, student_id, family_id, proposed_at, updated_at) SELECT 1, 'PAIR00001', MIN(id), 1, "
			   "'2026-01-01', '2026-01-01' FROM student");
	assert_int_equal(db_run(giving->db, &insert_visit, NULL, visit, sealed_at(giving, &place_visit_note, visit, SEALED_ADDRESS)), OK);
	assert_int_equal(db_run(giving->db, &insert_message, NULL, message,
				sealed_at(giving, &place_pair_message_body, message, SEALED_ADDRESS)), OK);
	assert_int_equal(db_run(giving->db, &insert_concern, NULL, concern,
				sealed_at(giving, &place_concern_body, concern, SEALED_ADDRESS),
				sealed_at(giving, &place_concern_contact, concern, SEALED_TELEPHONE)), OK);
}

void sealed_pairing_check(struct giving *giving)
{
	static const struct sealed_at {
		const struct sealed_place *place;
		const char *sql, *text;
	} all[] = {
		{ &place_family_name, "SELECT code AS place, name_sealed AS sealed FROM family", SEALED_NAME },
		{ &place_family_telephone, "SELECT code AS place, telephone_sealed AS sealed FROM family", SEALED_TELEPHONE },
		{ &place_family_address, "SELECT code AS place, address_sealed AS sealed FROM family", SEALED_ADDRESS },
		{ &place_family_words, "SELECT code AS place, words_sealed AS sealed FROM family", SEALED_MAIL },
		{ &place_family_adult_name, "SELECT adult_key AS place, name_sealed AS sealed FROM family_adult", SEALED_NAME },
		{ &place_family_adult_id_number, "SELECT adult_key AS place, id_number_sealed AS sealed FROM family_adult", SEALED_ID_NUMBER },
		{ &place_visit_note, "SELECT visit_key AS place, note_sealed AS sealed FROM visit", SEALED_ADDRESS },
		{ &place_pair_message_body, "SELECT message_key AS place, body_sealed AS sealed FROM pair_message", SEALED_ADDRESS },
		{ &place_concern_body, "SELECT code AS place, body_sealed AS sealed FROM concern", SEALED_ADDRESS },
		{ &place_concern_contact, "SELECT code AS place, contact_sealed AS sealed FROM concern", SEALED_TELEPHONE } };
	struct family_member found;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		sealed_assert_opens(giving, all[i].place, all[i].sql, all[i].text);
	assert_int_equal(family_find_by_telephone(giving->db, &giving->arena, giving->keyring, SEALED_TELEPHONE, &found), OK);
	assert_string_equal(found.code, family);
}
