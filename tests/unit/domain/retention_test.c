/* What is older than its rule goes, and what is not stays; persons are forgotten when their time is over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "personal_data.h"

/* What was made at noon of June 15 stays for so many days, and is gone a day later. */
static void assert_wiped_after(struct giving *giving, const char *subject, int64_t days, const char *count, int64_t rows)
{
	assert_int_equal(wipe(giving, subject, days_later(days), 50, NULL), 0);
	assert_int_equal(giving_number(giving, count), rows);
	assert_int_equal(wipe(giving, subject, days_later(days + 1), 50, NULL), rows);
	assert_int_equal(giving_number(giving, count), 0);
}

static void what_is_old_goes_and_what_is_not_stays(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO attempt VALUES ('x', REPEAT('a', 32), " NOON ", 1)");
	assert_wiped_after(giving, "attempt", 2, "SELECT COUNT(*) AS n FROM attempt", 1);
	giving_sql(giving, "INSERT INTO sign_in_delay VALUES ('x', REPEAT('a', 32), 1, " NOON ")");
	assert_wiped_after(giving, "sign_in_delay", 2, "SELECT COUNT(*) AS n FROM sign_in_delay", 1);
	giving_sql(giving, "INSERT INTO staff_session (token_digest, account_id, stage, method, started_at, seen_at, address, "
			   "browser) "
		   "VALUES (REPEAT('a', 32), 1, 'full', 'password', " NOON ", " NOON ", '', '')");
	assert_wiped_after(giving, "staff_session", 190, "SELECT COUNT(*) AS n FROM staff_session", 1);
	giving_sql(giving, "INSERT INTO kept_form (token_digest, account_id, path, body_sealed, kept_at) "
		   "VALUES (REPEAT('a', 32), 1, '/', 'x', " NOON ")");
	assert_wiped_after(giving, "kept_form", 1, "SELECT COUNT(*) AS n FROM kept_form", 1);
	giving_sql(giving, "INSERT INTO telephone_code (purpose, telephone_index, code_digest, sent_at, expires_at) "
		   "VALUES ('x', REPEAT('a', 32), REPEAT('a', 32), " NOON ", " NOON ")");
	assert_wiped_after(giving, "telephone_code", 7, "SELECT COUNT(*) AS n FROM telephone_code", 1);
}

static void a_message_loses_its_content_and_stays(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO outbox (message_key, channel, template, to_sealed, values_sealed, shown_to, state, "
			   "queued_at, not_before) "
		   "VALUES ('a', 'sms', 'x', 'to', 'v', '138', 'failed', " NOON ", " NOON "), ('b', 'sms', 'x', 'to', 'v', "
											  "'138', 'waiting', "
		   NOON ", " NOON ")");
	assert_wiped_after(giving, "outbox", 30, "SELECT COUNT(*) AS n FROM outbox WHERE to_sealed IS NOT NULL AND "
						 "values_sealed IS NOT NULL "
			   "AND state = 'failed'", 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE shown_to = '138'"), 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE to_sealed = 'to'"),
			 1);	/* it may still be sent */
}

static void files_go_with_their_pieces_when_nobody_names_them(void **state)
{
	static const char uploads[] = "SELECT COUNT(*) AS n FROM upload";
	struct giving *giving = *state;

	for (int id = 1; id <= 3; id++) {
		giving_sql(giving, arena_print(&giving->arena, "INSERT INTO upload (id, upload_key, account_id, name, bytes, "
							       "digest, received_at) "
					       "VALUES (%d, 'k%d', 1, 'x', 1, REPEAT('a', 32), " NOON ")", id, id));
		giving_sql(giving, arena_print(&giving->arena, "INSERT INTO upload_piece (upload_id, number, content_sealed) "
							       "VALUES (%d, 0, 'x')", id));
	}
	giving_sql(giving, "INSERT INTO import (id, kind, upload_id, file_name, account_id, role, unit_id, source, state, "
			   "begun_at) "
		   "VALUES (1, 'unit', 1, 'f', 1, 'city', 1, 's', 'done', " NOON ")");
	giving_sql(giving, "INSERT INTO import_bad_row (import_id, line_number, field, reason, cells_sealed) VALUES (1, 3, "
			   "'name', 'missing', 'cells')");
	giving_sql(giving, "INSERT INTO export (serial, kind, format, account_id, role, unit_path, unmasked, upload_id, "
			   "asked_at) "
		   "VALUES ('S00000001', 'unit', 'csv', 1, 'city', '/1/', FALSE, 2, " NOON ")");
	assert_int_equal(wipe(giving, "export", days_later(1), 50, NULL), 0);
	assert_int_equal(wipe(giving, "upload", days_later(1), 50, NULL), 0);
	assert_int_equal(giving_number(giving, uploads), 3);
	assert_int_equal(wipe(giving, "export", days_later(2), 50, NULL), 1);
	assert_int_equal(wipe(giving, "upload", days_later(2), 50, NULL), 2);	/* the export's, and the one nobody names */
	assert_int_equal(giving_number(giving, "SELECT id AS n FROM upload"), 1);
	assert_wiped_after(giving, "import_bad_row", 30, "SELECT COUNT(*) AS n FROM import_bad_row", 1);
	assert_wiped_after(giving, "import", 30, "SELECT COUNT(*) AS n FROM import WHERE upload_id IS NOT NULL", 1);
	assert_int_equal(wipe(giving, "upload", days_later(31), 50, NULL), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM upload_piece"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM import, export"), 1);		/* that they were stays */
}

/* That it was raised, and how it ended, is kept; what was said goes, suspected harm much later. */
static void what_a_request_for_help_said_goes_and_that_it_was_stays(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO help_request (code, kind, raised_by, path, level, body_sealed, child_sealed, child_index, telephone_sealed, "
			   "telephone_index, last_four_index, form_digest, raised_at, triage_due_at, due_at, climb_due_at, refused_at, refused_by, "
			   "changed_at) SELECT IF(seq = 1, 'H00000001', 'H00000002'), 'living', 'other', '/1/', 'city', 'b', 'c', REPEAT('i', 32), 't', "
			   "REPEAT('i', 32), REPEAT('i', 32), UNHEX(SHA2(seq, 256)), " NOON ", " NOON ", " NOON ", " NOON ", IF(seq = 1, " NOON ", NULL), "
			   "IF(seq = 1, 1, NULL), " NOON " FROM seq_1_to_2");
	giving_sql(giving, "INSERT INTO help_event (request_id, event_key, step, at, words_sealed) SELECT id, code, 'reopen', " NOON ", 'w' "
			   "FROM help_request");
	assert_wiped_after(giving, "help_event", 1096, "SELECT COUNT(*) AS n FROM help_event e JOIN help_request h ON h.id = e.request_id "
			   "WHERE h.open = FALSE AND e.words_sealed IS NOT NULL", 1);
	assert_wiped_after(giving, "help_request", 1096, "SELECT COUNT(*) AS n FROM help_request WHERE open = FALSE AND COALESCE(body_sealed, "
			   "child_sealed, child_index, telephone_sealed, telephone_index, last_four_index) IS NOT NULL", 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM help_request WHERE body_sealed = 'b'"), 1);	/* open */
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM help_event WHERE words_sealed = 'w'"), 1);
	giving_sql(giving, "DELETE FROM help_event");
	giving_sql(giving, "DELETE FROM help_request");
}

static void what_a_concern_said_goes_and_that_it_was_stays(void **state)
{
	static const char said[] = "SELECT COUNT(*) AS n FROM concern WHERE COALESCE(body_sealed, contact_sealed, words) IS NOT NULL AND ";
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO concern (code, kind, raised_by, path, body_sealed, contact_sealed, form_digest, raised_at, due_at, "
			   "report_due_at, closed_at, closed_by, outcome, words) VALUES "
			   "('AAAAAAAA1', 'money', 'other', '/1/', 'b', 'c', REPEAT('a', 32), " NOON ", " NOON ", NULL, " NOON
			   ", 1, 'settled', 'w'), "
			   "('AAAAAAAA2', 'harm', 'other', '/1/', 'b', NULL, REPEAT('b', 32), " NOON ", " NOON ", " NOON ", " NOON
			   ", 1, 'reported', 'w'), "
			   "('AAAAAAAA3', 'money', 'other', '/1/', 'b', NULL, REPEAT('c', 32), " NOON ", " NOON
			   ", NULL, NULL, NULL, NULL, NULL)");
	assert_wiped_after(giving, "concern", 1096, arena_print(&giving->arena, "%skind = 'money' AND state = 'closed'", said), 1);
	assert_wiped_after(giving, "concern_harm", 7671, arena_print(&giving->arena, "%skind = 'harm'", said), 1);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena, "%sstate = 'raised'", said)), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM concern WHERE outcome IN ('settled', 'reported')"), 2);
}

static void jobs_go_with_their_logs(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO job (id, kind, state, queued_at, not_before, ended_at) VALUES (1, 'x', 'done', "
			   "" NOON ", " NOON ", " NOON
		   "), (2, 'x', 'waiting', " NOON ", " NOON ", NULL)");
	giving_sql(giving, "INSERT INTO job_line (job_id, at, code) VALUES (1, " NOON ", 'x'), (1, " NOON ", 'y'), (2, "
													  "" NOON ", 'z')");
	giving_sql(giving, "INSERT INTO export (serial, kind, format, account_id, role, unit_path, unmasked, job_id, asked_at) "
		   "VALUES ('S00000001', 'unit', 'csv', 1, 'city', '/1/', FALSE, 1, " NOON ")");
	giving_sql(giving, "INSERT INTO import (kind, file_name, role, unit_id, source, state, job_id, begun_at) "
		   "VALUES ('unit', 'f', 'city', 1, 's', 'done', 1, " NOON ")");
	assert_int_equal(wipe(giving, "job", days_later(191), 50, NULL), 0);	/* its log first */
	assert_int_equal(wipe(giving, "job_line", days_later(190), 50, NULL), 0);
	assert_int_equal(wipe(giving, "job_line", days_later(191), 50, NULL), 2);
	assert_int_equal(wipe(giving, "job_of_import", days_later(191), 50, NULL), 1);
	assert_int_equal(wipe(giving, "job_of_export", days_later(191), 50, NULL), 1);
	assert_int_equal(wipe(giving, "job", days_later(191), 50, NULL), 1);
	assert_int_equal(giving_number(giving, "SELECT id AS n FROM job"), 2);
}

static void it_goes_slice_by_slice(void **state)
{
	struct giving *giving = *state;
	int slices = 0;

	giving_sql(giving, "INSERT INTO attempt SELECT 'x', CONCAT(REPEAT('a', 20), LPAD(seq, 12, '0')), " NOON ", 1 FROM "
														"seq_1_to_105");
	assert_int_equal(wipe(giving, "attempt", days_later(3), 50, &slices), 105);
	assert_int_equal(slices, 3);
}

static void without_a_rule_nothing_is_wiped(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "INSERT INTO attempt VALUES ('x', REPEAT('a', 32), " NOON ", 1)");
	giving_sql(giving, "DELETE FROM retention_rule WHERE subject = 'attempt'");
	assert_int_equal(wipe(giving, "attempt", days_later(10000), 50, NULL), 0);
	giving_sql(giving, "INSERT INTO retention_rule VALUES ('attempt', 2, 'x')");
	assert_int_equal(wipe(giving, "attempt", days_later(3), 50, NULL), 1);
}

static void the_audit_trail_has_no_rule(void **state)
{
	struct giving *giving = *state;
	struct retention_rule rule;
	struct rows rows;

	assert_int_equal(retention_rule_find(admin, &giving->arena, "audit_event", &rule), E_NOT_FOUND);
	assert_int_equal(retention_rule_list(admin, &giving->arena, &rows), OK);
	assert_int_equal(rows.count, giving_number(giving, "SELECT COUNT(*) AS n FROM retention_rule"));
	for (size_t i = 0; retention_wipings[i].subject != NULL; i++) {
		assert_null(strstr(retention_wipings[i].subject, "audit"));
		if (retention_wipings[i].rule != NULL)
			assert_int_equal(retention_rule_find(admin, &giving->arena, retention_wipings[i].rule, &rule), OK);
	}
}

/* --- persons --- */

static void a_student_is_forgotten_five_years_after_leaving(void **state)
{
	struct giving *giving = *state;

	make_student(giving, "LEFT00001", "'2026-06-15'");
	make_student(giving, "STAYS0001", "NULL");
	assert_int_equal(wipe(giving, "student", days_later(1826), 50, NULL), 0);
	assert_int_equal(wipe(giving, "student", days_later(1827), 50, NULL), 1);
	assert_int_equal(giving_number(giving, student_is_gone), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE code = 'LEFT00001' AND erased_at IS NOT "
					       "NULL"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'student_erase' AND "
				       "subject = 'student:LEFT00001' AND actor = 'worker'"), 1);
}

static void a_giver_is_forgotten_when_the_pledges_time_is_over(void **state)
{
	struct giving *giving = *state;

	make_pledge(giving, "WITHDRAWN", NOON, 0, "person");
	make_pledge(giving, "PAID00000", "NULL", 10000, "person");
	make_pledge(giving, "OPEN00000", "NULL", 0, "person");
	assert_int_equal(wipe(giving, "pledge", days_later(365), 50, NULL), 0);
	assert_int_equal(wipe(giving, "pledge", days_later(366), 50, NULL), 1);
	assert_int_equal(giving_number(giving, pledges_gone), 1);
	assert_int_equal(wipe(giving, "pledge", days_later(5 + 3653), 50, NULL), 0);	/* from the day the money came */
	assert_int_equal(wipe(giving, "pledge", days_later(5 + 3654), 50, NULL), 1);
	assert_int_equal(giving_number(giving, pledges_gone), 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pledge WHERE name_sealed = 'n' AND code = 'OPEN00000'"),
			 1);
	assert_int_equal(giving_number(giving, "SELECT amount_fen AS n FROM allocation"), 10000);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'pledge_erase'"), 2);
}

static void an_organisation_keeps_its_name(void **state)
{
	struct giving *giving = *state;

	make_pledge(giving, "ORGAN0000", NOON, 0, "organisation");
	assert_int_equal(wipe(giving, "pledge", days_later(366), 50, NULL), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pledge WHERE name_sealed = 'n' AND credit_code_sealed "
					       "= 'c' "
				       "AND telephone_sealed IS NULL AND email_sealed IS NULL"), 1);
}

static const struct statement half_erased = { .sql = "UPDATE pledge SET telephone_sealed = NULL", .params = "" };
static const struct statement nameless = { .sql = "UPDATE pledge SET name_sealed = NULL", .params = "" };
static const struct statement called_erased = { .sql = "UPDATE pledge SET erased_at = registered_at", .params = "" };

static void a_pledge_is_erased_whole_or_not(void **state)
{
	struct giving *giving = *state;

	make_pledge(giving, "WHOLE0000", "NULL", 0, "person");
	assert_int_equal(db_run(giving->db, &half_erased, NULL), E_INVALID);
	assert_int_equal(db_run(giving->db, &nameless, NULL), E_INVALID);
	assert_int_equal(db_run(giving->db, &called_erased, NULL), E_INVALID);
}

#define TEST(name) cmocka_unit_test_setup(name, personal_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_old_goes_and_what_is_not_stays),
		TEST(a_message_loses_its_content_and_stays),
		TEST(files_go_with_their_pieces_when_nobody_names_them),
		TEST(what_a_request_for_help_said_goes_and_that_it_was_stays),
		TEST(what_a_concern_said_goes_and_that_it_was_stays),
		TEST(jobs_go_with_their_logs),
		TEST(it_goes_slice_by_slice),
		TEST(without_a_rule_nothing_is_wiped),
		TEST(the_audit_trail_has_no_rule),
		TEST(a_student_is_forgotten_five_years_after_leaving),
		TEST(a_giver_is_forgotten_when_the_pledges_time_is_over),
		TEST(an_organisation_keeps_its_name),
		TEST(a_pledge_is_erased_whole_or_not),
	};

	return cmocka_run_group_tests(tests, personal_start, personal_stop);
}
