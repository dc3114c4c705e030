/* What awaits whom, on the real schema: within reach, not one's own, counted no further than people count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/kept_form.h"
#include "domain/office/work_list.h"
#include "giving_server.h"

static const struct actor city = { .account_id = 1, .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" };
static const struct actor county = { .account_id = 2, .role = ROLE_COUNTY, .unit_id = 2, .unit_path = "/1/2/" };
static const struct actor elsewhere = { .account_id = 2, .role = ROLE_COUNTY, .unit_id = 4, .unit_path = "/1/4/" };
static const struct actor charity = { .account_id = 3, .role = ROLE_CHARITY, .unit_id = 3, .unit_path = "/1/3/" };
static const struct actor school = { .account_id = 3, .role = ROLE_SCHOOL, .unit_id = 5, .unit_path = "/1/2/5/" };

static int start(void **state)
{
	static const char *const rows[] = {
		"INSERT INTO division (code, parent_code, level, name) VALUES ('371300', NULL, 'city', 'c'), ('371328', '371300', 'county', 'a'), "
		"('371323', '371300', 'county', 'b')",
		"INSERT INTO unit (id, kind, code, name, parent_id, path, charity_id, valid_from) VALUES "
		"(1, 'city', NULL, 'city', NULL, '/1/', NULL, '2018-01-01'), (2, 'county', '371328', 'a', 1, '/1/2/', NULL, '2018-01-01'), "
		"(3, 'charity', NULL, 'h', 1, '/1/3/', 1, '2018-01-01'), (4, 'county', '371323', 'b', 1, '/1/4/', NULL, '2018-01-01'), "
		"(5, 'school', NULL, 's', 2, '/1/2/5/', NULL, '2018-01-01')",
		"INSERT INTO account (id, login, name, created_at) VALUES (1, 'aa', 'a', '2026-01-01'), (2, 'bb', 'b', '2026-01-01'), "
		"(3, 'cc', 'c', '2026-01-01')",
		"UPDATE campaign SET county_code = '371328' WHERE id = 1",
	};
	const int status = giving_start(state);

	for (size_t i = 0; status == 0 && i < sizeof rows / sizeof rows[0]; i++)
		giving_sql(*state, rows[i]);
	return status;
}

static int clean(void **state)
{
	static const char *const tables[] = { "campaign_revision", "telephone_change", "personal_request", "import", "job", "outbox", "kept_form" };

	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		char sql[64];

		snprintf(sql, sizeof sql, "DELETE FROM %s", tables[i]);
		giving_sql(*state, sql);
	}
	return giving_clean(state);
}

static struct work_count count(struct giving *giving, const struct actor *actor, enum work_kind kind)
{
	struct work_count counts[work_kinds] = { 0 };
	const struct timestamp now = giving_noon();

	assert_int_equal(work_list(giving->db, &giving->arena, actor, now, date_at(now), counts), OK);
	return counts[kind];
}

/* Days before the tests' noon, as the database says it. */
static void pledges(struct giving *giving, int campaign, int number, int days)
{
	char sql[640];

	snprintf(sql, sizeof sql, "INSERT INTO pledge (campaign_id, code, amount_fen, giver, visibility, receipt_wanted, name_sealed, telephone_sealed, "
		 "telephone_index, last_four_index, session_digest, form_digest, payload_digest, registered_at) SELECT %d, CONCAT('%d', LPAD(seq, 8, 'A')), "
		 "100, 'person', 'private', 0, 'x', 'x', '', '', '', UNHEX(SHA2(CONCAT(%d, '-', seq), 256)), '', "
		 "FROM_UNIXTIME(%lld) - INTERVAL %d DAY FROM seq_1_to_%d", campaign, campaign, campaign,
		 (long long)(giving_noon().us / 1000000), days, number);
	giving_sql(giving, "SET time_zone = '+00:00'");
	giving_sql(giving, sql);
}

static void nothing_awaits_in_an_empty_house(void **state)
{
	for (enum work_kind kind = 0; kind < work_kinds; kind++)
		assert_int_equal(count(*state, &city, kind).waiting, 0);
}

static void pledges_await_their_charity_and_its_county(void **state)
{
	pledges(*state, CAMPAIGN_OPEN_NOW, 3, 8);
	assert_int_equal(count(*state, &city, WORK_PLEDGES).waiting, 3);
	assert_int_equal(count(*state, &county, WORK_PLEDGES).late, 3);
	assert_int_equal(count(*state, &elsewhere, WORK_PLEDGES).waiting, 0);
	assert_int_equal(count(*state, &charity, WORK_PLEDGES).waiting, 3);
	assert_int_equal(count(*state, &school, WORK_PLEDGES).waiting, 0);
}

static void pledges_of_this_week_are_not_late(void **state)
{
	pledges(*state, CAMPAIGN_OPEN_NOW, 2, 6);
	assert_int_equal(count(*state, &charity, WORK_PLEDGES).waiting, 2);
	assert_int_equal(count(*state, &charity, WORK_PLEDGES).late, 0);
}

static void counting_stops(void **state)
{
	pledges(*state, CAMPAIGN_OPEN_NOW, 300, 8);
	assert_int_equal(count(*state, &city, WORK_PLEDGES).waiting, work_count_max);
	assert_int_equal(count(*state, &charity, WORK_PLEDGES).late, work_count_max);
}

/* What the server reads, in rows, must not grow with what there is. */
static void a_count_reads_few_rows_of_many(void **state)
{
	static const struct actor *const actors[] = { &city, &county, &charity, &school };

	pledges(*state, CAMPAIGN_OPEN_NOW, 20000, 8);
	giving_sql(*state, "INSERT INTO outbox (message_key, channel, template, shown_to, state, queued_at, not_before) SELECT seq, 'sms', 't', '', 'sent', "
			   "'2020-01-01', '2020-01-01' FROM seq_1_to_20000");
	giving_sql(*state, "INSERT INTO job (kind, unit_path, state, queued_at, not_before, ended_at) SELECT 'import', '/1/', 'done', '2020-01-01', "
			   "'2020-01-01', '2020-01-01' FROM seq_1_to_20000");
	for (size_t i = 0; i < sizeof actors / sizeof actors[0]; i++) {
		giving_sql(*state, "FLUSH STATUS");
		(void)count(*state, actors[i], WORK_PLEDGES);
		assert_in_range(giving_number(*state, "SELECT CAST(SUM(variable_value) AS SIGNED) AS n FROM information_schema.session_status "
						      "WHERE variable_name LIKE 'HANDLER_READ%'"), 1, 600);
	}
}

static void what_one_submitted_awaits_another(void **state)
{
	giving_sql(*state, "INSERT INTO campaign_revision (campaign_id, kind, submitted_at, submitted_by) VALUES (1, 'publication', '2020-01-01', 1)");
	assert_int_equal(count(*state, &city, WORK_CAMPAIGNS).waiting, 0);
	assert_int_equal(count(*state, &county, WORK_CAMPAIGNS).waiting, 1);
	assert_int_equal(count(*state, &county, WORK_CAMPAIGNS).late, 1);
	assert_int_equal(count(*state, &elsewhere, WORK_CAMPAIGNS).waiting, 0);
	giving_sql(*state, "UPDATE campaign_revision SET decided_at = '2020-01-02', decided_by = 2, approved = 1");
	assert_int_equal(count(*state, &county, WORK_CAMPAIGNS).waiting, 0);
}

static void requests_are_late_after_their_day(void **state)
{
	giving_sql(*state, "INSERT INTO personal_request (kind, subject, unit_path, asked_at, due_on) VALUES "
			   "('access', 'a', '/1/2/5/', '2020-01-01', '2020-01-15'), ('erasure', 'b', '/1/4/', '2020-01-01', '2100-01-01')");
	assert_int_equal(count(*state, &city, WORK_REQUESTS).waiting, 2);
	assert_int_equal(count(*state, &city, WORK_REQUESTS).late, 1);
	assert_int_equal(count(*state, &county, WORK_REQUESTS).late, 1);
	assert_int_equal(count(*state, &elsewhere, WORK_REQUESTS).late, 0);
	assert_int_equal(count(*state, &elsewhere, WORK_REQUESTS).waiting, 1);
}

static void jobs_that_failed_long_ago_await_nobody(void **state)
{
	giving_sql(*state, "INSERT INTO job (kind, unit_path, state, queued_at, not_before, ended_at) VALUES "
			   "('import', '/1/2/', 'failed', '2020-01-01', '2020-01-01', '2020-01-01'), "
			   "('import', '/1/2/', 'failed', '2020-01-01', '2020-01-01', '2100-01-01'), "
			   "('import', '/1/2/', 'done', '2020-01-01', '2020-01-01', '2100-01-01')");
	assert_int_equal(count(*state, &county, WORK_JOBS).waiting, 1);
	assert_int_equal(count(*state, &elsewhere, WORK_JOBS).waiting, 0);
}

static void messages_await_whoever_sends_them_again(void **state)
{
	giving_sql(*state, "INSERT INTO outbox (message_key, channel, template, shown_to, state, queued_at, not_before) VALUES "
			   "('a', 'sms', 't', '', 'failed', '2020-01-01', '2020-01-01'), ('b', 'sms', 't', '', 'unknown', '2020-01-01', '2020-01-01'), "
			   "('c', 'sms', 't', '', 'sent', '2020-01-01', '2020-01-01')");
	assert_int_equal(count(*state, &city, WORK_MESSAGES).waiting, 2);
}

static void a_kept_form_is_its_own_persons_for_a_day(void **state)
{
	struct giving *giving = *state;
	const struct timestamp now = giving_noon(), later = { now.us + INT64_C(3600000000) * kept_form_hours };
	const char *token;
	struct kept_form form;

	assert_int_equal(kept_form_store(giving->db, &giving->arena, giving->keyring, 1, "/a/b", "name=typed&x=", now, &token), OK);
	assert_int_equal(strlen(token), 40);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM kept_form WHERE INSTR(body_sealed, 'typed') > 0"), 0);
	assert_int_equal(kept_form_find(giving->db, &giving->arena, giving->keyring, 1, token, now, &form), OK);
	assert_string_equal(form.path, "/a/b");
	assert_string_equal(form.body, "name=typed&x=");
	assert_int_equal(kept_form_find(giving->db, &giving->arena, giving->keyring, 2, token, now, &form), E_NOT_FOUND);
	assert_int_equal(kept_form_find(giving->db, &giving->arena, giving->keyring, 1, token, later, &form), E_NOT_FOUND);
	assert_int_equal(kept_form_forget(giving->db, &giving->arena, token), OK);
	assert_int_equal(kept_form_find(giving->db, &giving->arena, giving->keyring, 1, token, now, &form), E_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nothing_awaits_in_an_empty_house, clean),
		cmocka_unit_test_setup(pledges_await_their_charity_and_its_county, clean),
		cmocka_unit_test_setup(pledges_of_this_week_are_not_late, clean),
		cmocka_unit_test_setup(counting_stops, clean),
		cmocka_unit_test_setup(a_count_reads_few_rows_of_many, clean),
		cmocka_unit_test_setup(what_one_submitted_awaits_another, clean),
		cmocka_unit_test_setup(requests_are_late_after_their_day, clean),
		cmocka_unit_test_setup(jobs_that_failed_long_ago_await_nobody, clean),
		cmocka_unit_test_setup(messages_await_whoever_sends_them_again, clean),
		cmocka_unit_test_setup(a_kept_form_is_its_own_persons_for_a_day, clean),
	};

	return cmocka_run_group_tests(tests, start, giving_stop);
}
