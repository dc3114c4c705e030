/* The poverty office's register, brought in: what our register of students is held against. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import_sheet.h"

#define HEADINGS "姓名|身份证号|乡镇|人员类别|退出日期"

static const char *row_of(struct giving *giving, int number, const char *name, const char *unit, const char *hardship, const char *left_on)
{
	return arena_print(&giving->arena, "%s|%s|%s|%s|%s", name, id_number_of(giving, number), unit, hardship, left_on);
}

static void assert_imported(struct giving *giving, const char *const *rows, int64_t added, int64_t changed, int64_t same, int64_t bad)
{
	struct sheet sheet = sheet_new(giving, IMPORT_POVERTY, rows);

	sheet_import(&sheet);
	assert_int_equal(sheet.result.counts.added, added);
	assert_int_equal(sheet.result.counts.changed, changed);
	assert_int_equal(sheet.result.counts.same, same);
	assert_int_equal(sheet.result.counts.bad, bad);
}

static void it_is_taken_once_and_sealed(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "township", "建档立卡", ""),
				     row_of(giving, 2, "李小红", "county", "低保", ""), NULL };

	assert_imported(giving, rows, 2, 0, 0, 0);
	assert_imported(giving, rows, 0, 0, 2, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM poverty_person WHERE path = '/1/2/4/' AND unit_id = 4 AND birth = "
					       "'2012-01-01' AND hardship = 'registered_poor' AND left_on IS NULL AND import_id = 1 AND "
					       "LENGTH(name_sealed) > 40 AND name_sealed NOT LIKE '%张小明%'"), 1);
}

static void a_change_is_taken_and_who_is_not_listed_stays(void **state)
{
	struct giving *giving = *state;
	const char *const first[] = { HEADINGS, row_of(giving, 1, "张小明", "township", "建档立卡", ""),
				      row_of(giving, 2, "李小红", "township", "低保", ""), NULL };
	const char *const later[] = { HEADINGS, row_of(giving, 1, "张小明", "township", "建档立卡", "2018-12-01"), NULL };

	assert_imported(giving, first, 2, 0, 0, 0);
	assert_imported(giving, later, 0, 1, 0, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM poverty_person WHERE left_on = '2018-12-01'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM poverty_person"), 2);
}

static void bad_rows_are_told_and_the_good_go_in(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", "建档立卡", ""),
				     row_of(giving, 2, "李小红", "other township", "低保", ""), row_of(giving, 3, "王小刚", "township", "富裕", ""),
				     "王*|371***********0002|township|低保|", "王小刚|37130219000229000X|township|低保|",
				     row_of(giving, 4, "赵小兰", "township", "特困", ""), NULL };

	assert_imported(giving, rows, 1, 0, 0, 5);
	assert_string_equal(sheet_reason(giving, 2), "unit unit_kind");
	assert_string_equal(sheet_reason(giving, 3), "unit unit_outside");
	assert_string_equal(sheet_reason(giving, 4), "hardship not_a_choice");
	assert_string_equal(sheet_reason(giving, 5), "id_number masked");
	assert_string_equal(sheet_reason(giving, 6), "id_number id_day");
}

static void anothers_row_is_not_taken_over(void **state)
{
	struct giving *giving = *state;
	const char *const there[] = { HEADINGS, row_of(giving, 1, "张小明", "other township", "低保", ""), NULL };
	const char *const here[] = { HEADINGS, row_of(giving, 1, "张小明", "township", "低保", ""), NULL };
	struct sheet sheet = sheet_new(giving, IMPORT_POVERTY, there);

	sheet.scope = "/1/";
	sheet_import(&sheet);
	assert_int_equal(sheet.result.counts.added, 1);
	assert_imported(giving, here, 0, 0, 0, 1);
	assert_string_equal(sheet_reason(giving, 2), "id_number elsewhere");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_is_taken_once_and_sealed, import_clean),
		cmocka_unit_test_setup(a_change_is_taken_and_who_is_not_listed_stays, import_clean),
		cmocka_unit_test_setup(bad_rows_are_told_and_the_good_go_in, import_clean),
		cmocka_unit_test_setup(anothers_row_is_not_taken_over, import_clean),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
