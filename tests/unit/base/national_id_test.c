#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/national_id.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static struct arena arena;

static struct date today(void)
{
	return date_from_civil((struct civil){ 2026, 6, 15 });
}

static enum national_id_fault read_id(const char *text, struct national_id *out)
{
	return national_id_read(&arena, text, today(), out);
}

/* domain.md §5. */
static void the_vectors_hold(void **state)
{
	static const char *const valid[] = { "371302190001010002", "371311190002280000", "37132119001231000X", "371325190001010007",
					     "372801190001010004" };
	struct national_id id;

	(void)state;
	for EACH (i, valid) {
		assert_int_equal(read_id(valid[i], &id), NATIONAL_ID_FINE);
		assert_string_equal(id.number, valid[i]);
	}
}

static void a_day_that_never_was_is_refused(void **state)
{
	struct national_id id = { 0 };

	(void)state;
	assert_int_equal(read_id("37130219000229000X", &id), NATIONAL_ID_DAY);
	assert_int_equal(read_id("371302189912310003", &id), NATIONAL_ID_DAY);
	assert_int_equal(read_id("371302200013010003", &id), NATIONAL_ID_DAY);
	assert_null(id.number);
}

static void the_future_is_refused(void **state)
{
	struct national_id id;
	char born[national_id_chars + 1] = "37130220260616000";

	(void)state;
	assert_int_equal(read_id("371302209912310003", &id), NATIONAL_ID_FUTURE);
	born[17] = national_id_check(born);
	assert_int_equal(read_id(born, &id), NATIONAL_ID_FUTURE);
	born[13] = '5';	/* today */
	born[17] = national_id_check(born);
	assert_int_equal(read_id(born, &id), NATIONAL_ID_FINE);
}

static void any_other_check_character_is_refused(void **state)
{
	char number[] = "37132119001231000X";
	struct national_id id;

	(void)state;
	for (char check = '0'; check <= '9'; check++) {
		number[17] = check;
		assert_int_equal(read_id(number, &id), NATIONAL_ID_CHECK);
	}
}

static void two_neighbours_exchanged_are_found(void **state)
{
	struct national_id id;

	(void)state;
	assert_int_equal(read_id("371302190001100002", &id), NATIONAL_ID_CHECK);
}

static void what_people_type_is_normalised(void **state)
{
	static const char *const typed[] = {
		"37132119001231000x", "'37132119001231000X", "371321 19001231 000x", "\302\24037132119001231000X\t",
		"３７１３２１１９００１２３１０００Ｘ", "37132119001231000ｘ", "　37132119001231000X　" };
	struct national_id id;

	(void)state;
	for EACH (i, typed) {
		assert_int_equal(read_id(typed[i], &id), NATIONAL_ID_FINE);
		assert_string_equal(id.number, "37132119001231000X");
	}
}

static void birth_and_sex_are_in_it(void **state)
{
	struct national_id id;
	char boy[national_id_chars + 1] = "37130220100229001";

	(void)state;
	assert_int_equal(read_id("37132119001231000X", &id), NATIONAL_ID_FINE);
	assert_int_equal(id.birth.day, date_from_civil((struct civil){ 1900, 12, 31 }).day);
	assert_false(id.male);
	memcpy(boy + 6, "20120229", 8);
	boy[17] = national_id_check(boy);
	assert_int_equal(read_id(boy, &id), NATIONAL_ID_FINE);
	assert_true(id.male);
}

static void the_old_form_has_a_reason_of_its_own(void **state)
{
	struct national_id id;

	(void)state;
	assert_int_equal(read_id("371302900101002", &id), NATIONAL_ID_OLD_FORM);
	assert_int_equal(read_id("3713029001010021", &id), NATIONAL_ID_LENGTH);
	assert_int_equal(read_id("", &id), NATIONAL_ID_LENGTH);
	assert_int_equal(read_id("3713021900010100022", &id), NATIONAL_ID_LENGTH);
}

/* 371302900101002 became 371302 19900101 002 and a check character; worked out by hand from the weights of GB 11643. */
static void the_old_form_is_upgraded(void **state)
{
	static const struct { const char *old, *number; } vectors[] = {
		{ "371302900101002", "37130219900101002X" }, { "371 311 900228 001", "37131119900228001X" },
		{ "３７１３２１９０１２３１０００", "371321199012310000" }, { "110105491231002", "11010519491231002X" } };
	struct national_id id;

	(void)state;
	for EACH (i, vectors) {
		assert_int_equal(national_id_read_any_form(&arena, vectors[i].old, today(), &id), NATIONAL_ID_FINE);
		assert_string_equal(id.number, vectors[i].number);
	}
	assert_int_equal(id.birth.day, date_from_civil((struct civil){ 1949, 12, 31 }).day);
	assert_int_equal(national_id_read_any_form(&arena, "37132119001231000x", today(), &id), NATIONAL_ID_FINE);
	assert_string_equal(id.number, "37132119001231000X");
}

static void an_old_form_that_never_was_is_refused(void **state)
{
	struct national_id id = { 0 };

	(void)state;
	assert_int_equal(national_id_read_any_form(&arena, "371302900229002", today(), &id), NATIONAL_ID_DAY);
	assert_int_equal(national_id_read_any_form(&arena, "371302901301002", today(), &id), NATIONAL_ID_DAY);
	/* Over a hundred when it was given. */
	assert_int_equal(national_id_read_any_form(&arena, "371302900101996", today(), &id), NATIONAL_ID_DAY);
	assert_int_equal(national_id_read_any_form(&arena, "071302900101002", today(), &id), NATIONAL_ID_CHARACTER);
	assert_int_equal(national_id_read_any_form(&arena, "37130290010100X", today(), &id), NATIONAL_ID_LENGTH);
	assert_null(id.number);
}

static void other_characters_are_refused(void **state)
{
	static const char *const wrong[] = { "37132119001231X00X", "37132119001231000Y", "03132119001231000X", "3713211900123100-X",
					     "37132119001231000\xE4\xB8\x80", "371***********0002" };
	struct national_id id;

	(void)state;
	for EACH (i, wrong)
		assert_int_equal(read_id(wrong[i], &id), NATIONAL_ID_CHARACTER);
}

static void the_mask_keeps_three_and_four(void **state)
{
	(void)state;
	assert_string_equal(national_id_mask(&arena, "371302190001010002"), "371***********0002");
}

static int begin(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_hold),
		cmocka_unit_test(a_day_that_never_was_is_refused),
		cmocka_unit_test(the_future_is_refused),
		cmocka_unit_test(any_other_check_character_is_refused),
		cmocka_unit_test(two_neighbours_exchanged_are_found),
		cmocka_unit_test(what_people_type_is_normalised),
		cmocka_unit_test(birth_and_sex_are_in_it),
		cmocka_unit_test(the_old_form_has_a_reason_of_its_own),
		cmocka_unit_test(the_old_form_is_upgraded),
		cmocka_unit_test(an_old_form_that_never_was_is_refused),
		cmocka_unit_test(other_characters_are_refused),
		cmocka_unit_test(the_mask_keeps_three_and_four),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
