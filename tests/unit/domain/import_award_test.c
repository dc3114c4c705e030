/* A list of aid that was paid: only what was approved, with the name and the amount of the award, once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "award_server.h"
#include "domain/office/sealed_places.h"
#include "import_sheet.h"

#define HEADINGS "资助编号|学生姓名|发放金额（元）|发放日期"
#define NAME "张小明"

static int clean(void **state)
{
	static const struct statement name = {
		.sql = "UPDATE student SET name_index = ? WHERE id <= 8", .params = "x" };
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM import_bad_row");
	giving_sql(giving, "DELETE FROM import_mapping");
	giving_sql(giving, "DELETE FROM import");
	if (award_clean(state) != 0)
		return -1;
	giving_sql(giving, "INSERT INTO import (id, kind, file_name, role, unit_id, source, state, begun_at) "
			   "VALUES (1, 'award_pay', 'file', 'city', 1, 'source', 'checking', '2026-06-15')");
	return db_run(giving->db, &name, NULL, blind_index(giving->keyring, &giving->arena, purpose_student_name, NAME)) == OK ? 0 : -1;
}

static struct sheet pay(struct giving *giving, const char *code, const char *name, const char *amount, const char *day)
{
	static const char *rows[3] = { HEADINGS };
	struct sheet sheet;

	rows[1] = arena_print(&giving->arena, "%s|%s|%s|%s", code, name, amount, day);
	sheet = sheet_new(giving, IMPORT_AWARD_PAY, rows);
	sheet.now = later(giving_noon(), 30 * 24 * 3600);
	sheet_import(&sheet);
	return sheet;
}

static void an_approved_one_is_paid_once(void **state)
{
	struct giving *giving = *state;
	const char *code = award_at(giving, 1, AWARD_APPROVED, giving_noon());

	assert_int_equal(pay(giving, code, NAME, "500.00", "2026-07-01").result.counts.changed, 1);
	assert_int_equal(award_state_now(giving, code), AWARD_PAID);
	assert_int_equal(pay(giving, code, NAME, "500", "2026-07-01").result.counts.same, 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'award_pay'"), 1);
	pay(giving, code, NAME, "500", "2026-07-02");
	assert_string_equal(sheet_reason(giving, 2), "code paid_before");
}

static void what_does_not_fit_says_why(void **state)
{
	static const struct wrong {
		const char *name, *amount, *day, *reason;
	} wrong[] = {
		{ "李小红", "500.00", "2026-07-01", "name name_differs" }, { NAME, "500.01", "2026-07-01", "amount amount_differs" },
		{ NAME, "499.99", "2026-07-01", "amount amount_differs" }, { NAME, "500.00", "2026-07-16", "paid_on future" },
		{ NAME, "500.00", "2026-06-21", "paid_on too_early" }, { "张*", "500.00", "2026-07-01", "name masked" } };
	struct giving *giving = *state;
	const char *code = award_at(giving, 1, AWARD_APPROVED, giving_noon()), *verified = award_at(giving, 2, AWARD_VERIFIED, giving_noon());

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		pay(giving, code, wrong[i].name, wrong[i].amount, wrong[i].day);
		assert_string_equal(sheet_reason(giving, 2), wrong[i].reason);
	}
	pay(giving, verified, NAME, "500.00", "2026-07-01");
	assert_string_equal(sheet_reason(giving, 2), "code not_approved");
	pay(giving, "YM7K24QX9", NAME, "500.00", "2026-07-01");
	assert_string_equal(sheet_reason(giving, 2), "code code_unknown");
	giving_sql(giving, "UPDATE award SET appealed_at = '2026-06-29' WHERE approved_at IS NOT NULL");
	pay(giving, code, NAME, "500.00", "2026-07-01");
	assert_string_equal(sheet_reason(giving, 2), "code appealed");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM award WHERE paid_on IS NOT NULL"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(an_approved_one_is_paid_once, clean),
		cmocka_unit_test_setup(what_does_not_fit_says_why, clean),
	};

	return cmocka_run_group_tests(tests, award_start, pairing_stop);
}
