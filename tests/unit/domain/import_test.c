#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/student.h"
#include "import_sheet.h"

#define HEADINGS "编号|身份证号|姓名|学校|学段|年级|困难类型|监护人|联系电话|家庭住址|登记日期"

/* One row of a student: number of the ID, name, school, grade, telephone. */
static const char *row_of(struct giving *giving, int number, const char *name, const char *school, int grade, const char *telephone)
{
	return arena_print(&giving->arena, "|%s|%s|%s|小学|%d|低保|王秀英|%s|费县某村|2018-09-01", id_number_of(giving, number), name,
			   school, grade, telephone);
}

static struct import_counts counts_of(struct giving *giving, const char *const *rows, bool import)
{
	struct sheet sheet = sheet_new(giving, IMPORT_STUDENTS, rows);

	if (import)
		sheet_import(&sheet);
	else
		sheet_check(&sheet);
	return sheet.result.counts;
}

static void assert_counts(struct import_counts counts, int64_t added, int64_t changed, int64_t same, int64_t bad)
{
	assert_int_equal(counts.added, added);
	assert_int_equal(counts.changed, changed);
	assert_int_equal(counts.same, same);
	assert_int_equal(counts.bad, bad);
	assert_int_equal(counts.seen, added + changed + same + bad);
}

static void a_check_writes_no_student(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { "2018 年困难学生名单", HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"), NULL };

	assert_counts(counts_of(giving, rows, false), 1, 0, 0, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student"), 0);
}

static void a_commit_writes_what_the_check_saw(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"),
				     row_of(giving, 2, "李小红", "school", 4, "13800138001"), NULL };

	assert_counts(counts_of(giving, rows, true), 2, 0, 0, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE path = '/1/2/4/5/' AND stage = 'primary' "
					       "AND hardship = 'minimum_living' AND since = '2018-09-01' AND birth = '2012-01-01'"), 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'student_add'"), 2);
}

static void the_same_file_again_changes_nothing(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"),
				     row_of(giving, 2, "李小红", "school", 4, "13800138001"), NULL };
	int64_t events;

	counts_of(giving, rows, true);
	events = giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event");
	assert_counts(counts_of(giving, rows, true), 0, 0, 2, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student"), 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student_history"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event"), events);
}

static void a_changed_row_updates_and_keeps_history(void **state)
{
	struct giving *giving = *state;
	const char *const first[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"), NULL };
	const char *const second[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 4, "13900139000"), NULL };

	counts_of(giving, first, true);
	assert_counts(counts_of(giving, second, true), 0, 1, 0, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE grade = 4"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student_history WHERE fields = 'telephone grade' "
					       "AND import_id = 1 AND LENGTH(before_sealed) > 60"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'student_change' AND detail LIKE "
					       "'%\"telephone\":[true,true]%' AND detail LIKE '%\"grade\":%' AND detail NOT LIKE '%139%'"), 1);
	assert_counts(counts_of(giving, second, true), 0, 0, 1, 0);
}

static void the_good_go_in_without_the_bad(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"),
				     row_of(giving, 2, "李小红", "no such school", 4, "13800138001"),
				     row_of(giving, 3, "王小刚", "other school", 4, "13800138001"),
				     "||||||||||", row_of(giving, 4, "赵小兰", "school", 12, "13800138001"),
				     row_of(giving, 5, "钱小梅", "school", 5, "12345"), NULL };

	assert_counts(counts_of(giving, rows, true), 1, 0, 0, 5);
	assert_string_equal(sheet_reason(giving, 3), "school unit_unknown");
	assert_string_equal(sheet_reason(giving, 4), "school unit_outside");
	assert_string_equal(sheet_reason(giving, 5), "id_number required");
	assert_string_equal(sheet_reason(giving, 6), "grade out_of_range");
	assert_string_equal(sheet_reason(giving, 7), "telephone not_a_telephone");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student"), 1);
}

static void wrong_id_numbers_are_told_apart(void **state)
{
	static const struct { const char *id, *reason; } wrong[] = {
		{ "37130219000229000X", "id_number id_day" }, { "371302209912310003", "id_number id_future" },
		{ "371302190001010003", "id_number id_check" }, { "371302900101002", "id_number id_old_form" },
		{ "37130219000101000", "id_number id_length" }, { "37130219000101O002", "id_number id_character" },
		{ "#371302190001010000", "id_number rounded" }, { "#3.71302190001010E+17", "id_number rounded" },
		{ "3.71302E+17", "id_number rounded" }, { "371***********0002", "id_number masked" } };
	struct giving *giving = *state;
	const char *rows[sizeof wrong / sizeof wrong[0] + 2] = { HEADINGS };

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		rows[i + 1] = arena_print(&giving->arena, "|%s|张小明|school|小学|3|低保", wrong[i].id);
	counts_of(giving, rows, false);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_string_equal(sheet_reason(giving, (int64_t)i + 2), wrong[i].reason);
}

static void two_rows_with_one_number_are_both_refused(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"),
				     row_of(giving, 2, "李小红", "school", 3, "13800138000"),
				     row_of(giving, 1, "张大明", "school", 4, "13800138000"),
				     row_of(giving, 1, "张老明", "school", 4, "13800138000"), NULL };

	assert_counts(counts_of(giving, rows, false), 1, 0, 0, 3);
	assert_counts(counts_of(giving, rows, true), 1, 0, 0, 3);
	assert_string_equal(sheet_reason(giving, 2), "id_number duplicate");
	assert_string_equal(sheet_reason(giving, 4), "id_number duplicate");
	assert_string_equal(sheet_reason(giving, 5), "id_number duplicate");
	assert_string_equal(sheet_reason(giving, 3), "");
}

static void a_small_x_is_the_same_person(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, "|37132119001231000X|张小明|school|小学|3|低保", NULL };
	const char *const small[] = { HEADINGS, "|37132119001231000x|张小明|school|小学|三年级|低保", NULL };

	counts_of(giving, rows, true);
	assert_counts(counts_of(giving, small, true), 0, 0, 1, 0);
}

static void masked_and_empty_cells_change_nothing(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"), NULL };
	const char *masked[] = { HEADINGS, NULL, NULL };
	struct rows found;
	struct student_facts facts;
	bool more;
	const struct student_search search = { .scope = "/1/", .rows = 10 };

	counts_of(giving, rows, true);
	assert_int_equal(student_list(giving->db, &giving->arena, giving->keyring, &search, &found, &more), OK);
	const struct student *student = found.row;
	assert_string_equal(student->name, "张*");
	masked[1] = arena_print(&giving->arena, "%s|%s|%s|school|小学|4|低保|王*|%s||", student->code, student->id_number, student->name,
				student->telephone);
	assert_counts(counts_of(giving, masked, true), 0, 1, 0, 0);
	assert_int_equal(student_reveal(giving->db, &giving->arena, giving->keyring, NULL, student->code, &facts), OK);
	assert_string_equal(facts.name, "张小明");
	assert_string_equal(facts.id_number, id_number_of(giving, 1));
	assert_string_equal(facts.telephone, "13800138000");
	assert_string_equal(facts.guardian, "王秀英");
	assert_string_equal(facts.address, "费县某村");
	assert_int_equal(facts.grade, 4);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student_history WHERE fields = 'grade'"), 1);
}

static void dates_are_read_as_people_write_them(void **state)
{
	static const char *const written[] = { "2018-09-01", "2018/9/1", "2018.9.1", "2018年9月1日", "20180901", "#43344", "@2018-09-01",
					       "2018-09-01 00:00:00", "２０１８年９月１日", "#43344.5" };
	static const struct { const char *text, *reason; } wrong[] = {
		{ "1900-02-29", "since no_such_day" }, { "2018-13-01", "since no_such_day" }, { "2018年9月", "since not_a_date" },
		{ "九月一日", "since not_a_date" }, { "!1900-02-29", "row undecodable" }, { "!#REF!", "since formula_error" } };
	struct giving *giving = *state;
	const char *rows[32] = { HEADINGS };
	int line = 1;

	for (size_t i = 0; i < sizeof written / sizeof written[0]; i++, line++)
		rows[line] = arena_print(&giving->arena, "|%s|张小明|school|小学|3|低保||||%s", id_number_of(giving, line), written[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++, line++)
		rows[line] = arena_print(&giving->arena, "|%s|张小明|school|小学|3|低保||||%s", id_number_of(giving, line), wrong[i].text);
	assert_counts(counts_of(giving, rows, true), sizeof written / sizeof written[0], 0, 0, sizeof wrong / sizeof wrong[0]);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_string_equal(sheet_reason(giving, (int64_t)(sizeof written / sizeof written[0] + i) + 2), wrong[i].reason);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE since = '2018-09-01'"),
			 sizeof written / sizeof written[0]);
}

static void a_student_of_another_county_is_not_taken(void **state)
{
	struct giving *giving = *state;
	const char *const there[] = { HEADINGS, row_of(giving, 1, "张小明", "other school", 3, "13800138000"), NULL };
	const char *const here[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"), NULL };
	struct sheet sheet = sheet_new(giving, IMPORT_STUDENTS, there);

	sheet.unit_id = CITY_UNIT;
	sheet.scope = "/1/";
	sheet_import(&sheet);
	assert_counts(counts_of(giving, here, true), 0, 0, 0, 1);
	assert_string_equal(sheet_reason(giving, 2), "id_number elsewhere");
	/* The city moves it. */
	sheet.rows = here;
	sheet_import(&sheet);
	assert_counts(sheet.result.counts, 0, 1, 0, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM student WHERE path = '/1/2/4/5/' AND school_id = 5"), 1);
}

static void what_does_not_decode_is_refused_alone(void **state)
{
	struct giving *giving = *state;
	const char *const rows[] = { HEADINGS, row_of(giving, 1, "张小明", "school", 3, "13800138000"),
				     arena_print(&giving->arena, "|%s|!张\xEF\xBF\xBD|school|小学|3|低保", id_number_of(giving, 2)),
				     row_of(giving, 3, "李小红", "school", 3, "13800138000"), NULL };

	assert_counts(counts_of(giving, rows, true), 2, 0, 0, 1);
	assert_string_equal(sheet_reason(giving, 3), "row undecodable");
}

static void headings_nobody_knows_want_a_person(void **state)
{
	static const char *const rows[] = { "甲|乙|丙|丁|戊|己", "37132119001231000X|张小明|school|小学|3|低保", NULL };
	struct giving *giving = *state;
	struct sheet sheet = sheet_new(giving, IMPORT_STUDENTS, rows);
	static const int64_t columns[] = { 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0 };
	struct import import;
	const char *field = NULL;

	sheet_check(&sheet);
	assert_true(sheet.result.needs_person);
	assert_string_equal(sheet.result.mapping, "1");
	giving_sql(giving, "UPDATE import SET state = 'mapping', mapping = '1', unit_id = 2 WHERE id = 1");
	assert_int_equal(import_find(giving->db, &giving->arena, "/1/", 1, &import), OK);
	assert_int_equal(import_find(giving->db, &giving->arena, "/1/3/", 1, &import), E_NOT_FOUND);
	/* The job it queues is another module's affair; here it is the mapping that counts. */
	giving_sql(giving, "START TRANSACTION");
	assert_int_equal(import_map(giving->db, &giving->arena, giving->keyring, &sheet.actor, &import, columns, 12, sheet.now, &field), OK);
	giving_sql(giving, "COMMIT");
	/* The next file of the source needs nobody. */
	sheet_import(&sheet);
	assert_counts(sheet.result.counts, 1, 0, 0, 0);
}

static void a_person_taken_for_headings_is_neither_shown_nor_kept(void **state)
{
	static const char *const rows[] = { "37132119001231000X|张小明|school|小学|3|低保", "371302190001010002|李小红|school|小学|3|低保", NULL };
	struct giving *giving = *state;
	struct sheet sheet = sheet_new(giving, IMPORT_STUDENTS, rows);
	static const int64_t columns[] = { 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0 };
	const struct import_heading *heading;
	struct import import;
	struct rows headings;
	const char *field = NULL;

	sheet_check(&sheet);
	assert_true(sheet.result.needs_person);
	giving_sql(giving, "UPDATE import SET state = 'mapping', mapping = '1', unit_id = 2 WHERE id = 1");
	giving_sql(giving, "DELETE FROM import_mapping");
	assert_int_equal(import_find(giving->db, &giving->arena, "/1/", 1, &import), OK);
	assert_int_equal(import_headings(giving->db, &giving->arena, giving->keyring, &import, &headings), OK);
	assert_int_equal(headings.count, 6);
	heading = headings.row;
	for (size_t i = 0; i < headings.count; i++)
		assert_string_equal(heading[i].heading, "");
	giving_sql(giving, "START TRANSACTION");
	assert_int_equal(import_map(giving->db, &giving->arena, giving->keyring, &sheet.actor, &import, columns, 12, sheet.now, &field), OK);
	giving_sql(giving, "COMMIT");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM import_mapping"), 0);
}

static void a_required_column_must_be_mapped(void **state)
{
	static const char *const rows[] = { "姓名|学校|别的|学段", "张小明|school|小学|3|低保", NULL };
	struct giving *giving = *state;
	struct sheet sheet = sheet_new(giving, IMPORT_STUDENTS, rows);
	static const int64_t columns[] = { 0, 0, 1, 2, 4 }, twice[] = { 0, 1, 1, 2, 4, 3, 3 }, beyond[] = { 0, 9, 1, 2, 4, 3, 3 };
	struct import import;
	const char *field = NULL;

	sheet_check(&sheet);
	assert_true(sheet.result.needs_person);
	assert_string_equal(sheet.result.mapping, "1 name=0 school=1 stage=3");
	giving_sql(giving, "UPDATE import SET state = 'mapping', mapping = '1', unit_id = 2 WHERE id = 1");
	assert_int_equal(import_find(giving->db, &giving->arena, "/1/", 1, &import), OK);
	assert_int_equal(import_map(giving->db, &giving->arena, giving->keyring, &sheet.actor, &import, columns, 5, sheet.now, &field),
			 E_INVALID);
	assert_string_equal(field, "id_number");
	assert_int_equal(import_map(giving->db, &giving->arena, giving->keyring, &sheet.actor, &import, twice, 7, sheet.now, &field),
			 E_INVALID);
	assert_string_equal(field, "name");
	assert_int_equal(import_map(giving->db, &giving->arena, giving->keyring, &sheet.actor, &import, beyond, 7, sheet.now, &field),
			 E_INVALID);
}

static void every_reason_has_its_words(void **state)
{
	struct giving *giving = *state;

	for (const char *const *reason = import_reasons; *reason != NULL; reason++)
		assert_int_equal(giving_number(giving, arena_print(&giving->arena,
				"SELECT COUNT(*) AS n FROM sheet_word WHERE kind = 'import_bad' AND field = 'reason' AND value = '%s'",
				*reason)), 1);
}

static void every_field_has_a_heading(void **state)
{
	struct giving *giving = *state;

	for (int of = 0; of < imports_of; of++) {
		size_t count;
		const struct import_field *fields = import_fields((enum import_of)of, &count);

		for (size_t i = 0; i < count; i++)
			assert_true(giving_number(giving, arena_print(&giving->arena,
				"SELECT COUNT(*) AS n FROM sheet_word WHERE kind = '%s' AND field = '%s' AND value = ''",
				import_of_names[of], fields[i].column.name)) > 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_check_writes_no_student, import_clean),
		cmocka_unit_test_setup(a_commit_writes_what_the_check_saw, import_clean),
		cmocka_unit_test_setup(the_same_file_again_changes_nothing, import_clean),
		cmocka_unit_test_setup(a_changed_row_updates_and_keeps_history, import_clean),
		cmocka_unit_test_setup(the_good_go_in_without_the_bad, import_clean),
		cmocka_unit_test_setup(wrong_id_numbers_are_told_apart, import_clean),
		cmocka_unit_test_setup(two_rows_with_one_number_are_both_refused, import_clean),
		cmocka_unit_test_setup(a_small_x_is_the_same_person, import_clean),
		cmocka_unit_test_setup(masked_and_empty_cells_change_nothing, import_clean),
		cmocka_unit_test_setup(dates_are_read_as_people_write_them, import_clean),
		cmocka_unit_test_setup(a_student_of_another_county_is_not_taken, import_clean),
		cmocka_unit_test_setup(what_does_not_decode_is_refused_alone, import_clean),
		cmocka_unit_test_setup(headings_nobody_knows_want_a_person, import_clean),
		cmocka_unit_test_setup(a_person_taken_for_headings_is_neither_shown_nor_kept, import_clean),
		cmocka_unit_test_setup(a_required_column_must_be_mapped, import_clean),
		cmocka_unit_test_setup(every_reason_has_its_words, import_clean),
		cmocka_unit_test_setup(every_field_has_a_heading, import_clean),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
