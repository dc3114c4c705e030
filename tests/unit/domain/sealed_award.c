/* A row in each sealed table of aid: an award, an objection. What they rest on is not sealed and stays out. */
#include "sealed_award.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char award[] = "AWD000001", objection[] = "BJC000001", facts[] = "boarding=yes\n";

void sealed_award_clean(struct giving *giving)
{
	giving_sql(giving, "DELETE FROM award_objection");
	giving_sql(giving, "DELETE FROM award");
}

static struct bytes sealed_at(struct giving *giving, const struct sealed_place *place, const char *row, const char *text)
{
	return seal_text(giving->keyring, &giving->arena, place_in(place, row), text);
}

void sealed_award_store(struct giving *giving)
{
	static const struct statement insert_award = {
		.sql = "INSERT INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, facts_sealed, "
		       "facts_digest, changed_at) SELECT ?, MIN(id), 1, 1, '2026-01-01', '/1/', '2026-1', 1, 1, ?, ?, '2026-01-01' FROM student",
		.params = "sxx" };
	static const struct statement insert_objection = {
		.sql = "INSERT INTO award_objection (code, notice_id, body_sealed, contact_sealed, form_digest, raised_at) VALUES "
		       "(?, 1, ?, ?, REPEAT('x', 32), '2026-01-01')",
		.params = "sxx" };

	giving_sql(giving, "SET SESSION foreign_key_checks = 0");
	assert_int_equal(db_run(giving->db, &insert_award, NULL, award, sealed_at(giving, &place_award_facts, award, facts),
				blind_index(giving->keyring, &giving->arena, purpose_award_facts, facts)), OK);
	assert_int_equal(db_run(giving->db, &insert_objection, NULL, objection,
				sealed_at(giving, &place_award_objection_body, objection, SEALED_ADDRESS),
				sealed_at(giving, &place_award_objection_contact, objection, SEALED_TELEPHONE)), OK);
	giving_sql(giving, "SET SESSION foreign_key_checks = 1");
}

void sealed_award_check(struct giving *giving)
{
	static const struct statement digest_is = {
		.sql = "SELECT COUNT(*) AS n FROM award WHERE facts_digest IN (?, ?)", .params = "xx", .row = &db_number };
	struct bytes index[2];
	int64_t found;

	sealed_assert_opens(giving, &place_award_facts, "SELECT code AS place, facts_sealed AS sealed FROM award", facts);
	sealed_assert_opens(giving, &place_award_objection_body, "SELECT code AS place, body_sealed AS sealed FROM award_objection",
			    SEALED_ADDRESS);
	sealed_assert_opens(giving, &place_award_objection_contact, "SELECT code AS place, contact_sealed AS sealed FROM award_objection",
			    SEALED_TELEPHONE);
	blind_indexes(giving->keyring, &giving->arena, purpose_award_facts, facts, index);
	assert_int_equal(db_one(giving->db, &giving->arena, &digest_is, &found, index[0], index[1]), OK);
	assert_int_equal(found, 1);
}
