/* Requests for help: raising, following, the guardian's proof and answer, rating. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/holiday.h"
#include "help_server.h"

static struct help_standing standing_of(struct giving *giving, const char *code)
{
	struct help_standing standing;

	assert_int_equal(help_follow(giving->db, &giving->arena, code, giving_noon(), &standing), OK);
	return standing;
}

static enum err do_raise(struct help_call *call)
{
	struct giving *giving = call->giving;

	return help_raise(giving->db, &giving->arena, giving->keyring, call->wish, call->now, &call->made);
}

static void it_is_stored_sealed_with_its_deadlines(void **state)
{
	struct giving *giving = *state;
	const struct help_wish wish = help_wish_of("a");
	const char *code = help_raised(giving, &wish, giving_noon());
	const struct help_row row = help_found(giving, &school_clerk, code, giving_noon());
	struct help_said said;
	struct date day;

	assert_int_equal(row.state, HELP_RAISED);
	assert_int_equal(row.level, HELP_AT_SCHOOL);
	assert_int_equal(working_days_after(giving->db, &giving->arena, date_at(giving_noon()), 5, &day), OK);
	assert_int_equal(row.due_at.us, day_end(day).us);
	assert_int_equal(row.climb_due_at.us, row.triage_due_at.us);
	assert_int_equal(help_read(giving->db, &giving->arena, giving->keyring, row.id, &said), OK);
	assert_string_equal(said.body, "no money for meals");
	assert_string_equal(said.child, HELP_CHILD);
	assert_string_equal(said.telephone, HELP_TELEPHONE);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM help_request WHERE INSTR(body_sealed, 'meals') OR INSTR(child_sealed, "
					       "'zhang') OR INSTR(telephone_sealed, '138')"), 0);
}

static void one_display_of_the_form_raises_one(void **state)
{
	struct giving *giving = *state;
	const struct help_wish wish = help_wish_of("a");
	const char *code = help_raised(giving, &wish, giving_noon()), *again;
	struct help_call call = { .giving = giving, .wish = &wish, .now = giving_noon() };

	assert_int_equal(help_run(&call, do_raise), E_CONFLICT);
	assert_int_equal(help_find_by_nonce(giving->db, &giving->arena, "a", &again), OK);
	assert_string_equal(again, code);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM help_event"), 1);
}

static void a_place_there_is_not_is_refused_and_none_is_the_city(void **state)
{
	struct giving *giving = *state;
	struct help_wish wish = help_wish_of("a");
	struct help_call call = { .giving = giving, .wish = &wish, .now = giving_noon() };

	wish.unit_id = 999;
	assert_int_equal(help_run(&call, do_raise), E_NOT_FOUND);
	wish.unit_id = CHARITY_UNIT;
	assert_int_equal(help_run(&call, do_raise), E_NOT_FOUND);
	wish.unit_id = 0;
	assert_int_equal(help_found(giving, &city_officer, help_raised(giving, &wish, giving_noon()), giving_noon()).level, HELP_AT_CITY);
}

static void the_last_four_digits_open_it_and_no_others(void **state)
{
	struct giving *giving = *state;
	struct help_wish wish = help_wish_of("a");
	const char *code = help_raised(giving, &wish, giving_noon());
	struct help_standing standing = standing_of(giving, code);

	assert_true(help_matches(giving->keyring, &giving->arena, &standing, code, "0001"));
	assert_false(help_matches(giving->keyring, &giving->arena, &standing, code, "0002"));
	assert_false(help_matches(giving->keyring, &giving->arena, &standing, code, ""));
	assert_false(help_matches(giving->keyring, &giving->arena, NULL, code, "0001"));
	wish = help_wish_of("b");
	wish.telephone = "";
	code = help_raised(giving, &wish, giving_noon());
	standing = standing_of(giving, code);
	assert_true(help_matches(giving->keyring, &giving->arena, &standing, code, ""));
}

static enum err do_prove(struct help_call *call)
{
	struct giving *giving = call->giving;

	return help_prove(giving->db, &giving->arena, giving->keyring, call->code, call->now, &call->flag);
}

static bool proves(struct giving *giving, const char *code)
{
	struct help_call call = { .giving = giving, .code = code, .now = giving_noon() };

	assert_int_equal(help_run(&call, do_prove), OK);
	return call.flag;
}

static void the_guardian_is_who_named_the_child_and_has_its_telephone(void **state)
{
	struct giving *giving = *state;
	struct help_wish wish = help_wish_of("a");
	const char *code = help_raised(giving, &wish, giving_noon());

	assert_true(proves(giving, code));
	assert_true(standing_of(giving, code).guardian);
	wish = help_wish_of("b");
	wish.child = "li si";
	assert_false(proves(giving, help_raised(giving, &wish, giving_noon())));
	wish = help_wish_of("c");
	wish.child = "";
	assert_false(proves(giving, help_raised(giving, &wish, giving_noon())));
	wish = help_wish_of("d");
	wish.telephone = "13800000002";
	assert_false(proves(giving, help_raised(giving, &wish, giving_noon())));
	wish = help_wish_of("e");
	wish.unit_id = OTHER_SCHOOL_UNIT;
	assert_false(proves(giving, help_raised(giving, &wish, giving_noon())));
	wish = help_wish_of("f");
	wish.unit_id = 0;
	assert_true(proves(giving, help_raised(giving, &wish, giving_noon())));
}

static void a_number_that_is_no_longer_on_file_proves_nothing_any_more(void **state)
{
	struct giving *giving = *state;
	const char *code = help_at(giving, HELP_RESOLVED, "a");
	struct help_answer answer;

	assert_int_equal(help_read_answer(giving->db, &giving->arena, giving->keyring, code, &answer), E_NOT_FOUND);
	assert_true(proves(giving, code));
	assert_int_equal(help_read_answer(giving->db, &giving->arena, giving->keyring, code, &answer), OK);
	assert_string_equal(answer.words, "done");
	giving_sql(giving, "UPDATE student SET telephone_index = NULL");
	assert_false(proves(giving, code));
	assert_int_equal(help_read_answer(giving->db, &giving->arena, giving->keyring, code, &answer), E_NOT_FOUND);
}

static enum err do_reopen(struct help_call *call)
{
	struct giving *giving = call->giving;

	return help_did_not_help(giving->db, &giving->arena, giving->keyring, call->code, "still no meals", call->now);
}

static void nobody_but_the_guardian_says_that_it_did_not_help(void **state)
{
	struct giving *giving = *state;
	struct help_call call = { .giving = giving, .code = help_at(giving, HELP_RESOLVED, "a"), .now = later(giving_noon(), 3600) };

	assert_int_equal(help_run(&call, do_reopen), E_DENIED);
	assert_true(proves(giving, call.code));
	assert_int_equal(help_run(&call, do_reopen), OK);
	assert_int_equal(standing_of(giving, call.code).state, HELP_REOPENED);
	assert_int_equal(help_run(&call, do_reopen), E_CONFLICT);
}

static void it_is_rated_once_and_a_bad_rating_is_due_in_fifteen_working_days(void **state)
{
	struct giving *giving = *state;
	const char *code = help_at(giving, HELP_RESOLVED, "a");
	struct help_row row;
	struct date day;

	assert_int_equal(help_do_rate(giving, code, 2, giving_noon()), OK);
	assert_int_equal(help_do_rate(giving, code, 5, giving_noon()), E_CONFLICT);
	row = help_found(giving, &city_officer, code, giving_noon());
	assert_int_equal(working_days_after(giving->db, &giving->arena, date_at(giving_noon()), 15, &day), OK);
	assert_int_equal(row.rating_due_at.us, day_end(day).us);
	assert_true(row.rating_waits);
	assert_false(row.rated_me);
	assert_int_equal(help_do_rate(giving, help_at(giving, HELP_ASSIGNED, "b"), 5, giving_noon()), E_CONFLICT);
	code = help_at(giving, HELP_REFUSED, "c");
	assert_int_equal(help_do_rate(giving, code, 3, giving_noon()), OK);
	assert_false(help_found(giving, &city_officer, code, giving_noon()).rating_waits);
}

static enum err do_handle(struct help_call *call)
{
	struct giving *giving = call->giving;
	const struct help_desk desk = { giving->db, &giving->arena, giving->keyring, call->actor, call->now };

	return help_handle_rating(&desk, call->code, "talked with them");
}

static void who_was_rated_does_not_deal_with_it(void **state)
{
	struct giving *giving = *state;
	struct help_call call = { .giving = giving, .code = help_at(giving, HELP_RESOLVED, "a"), .now = giving_noon(), .actor = &county_officer };

	assert_int_equal(help_do_rate(giving, call.code, 1, giving_noon()), OK);
	assert_int_equal(help_run(&call, do_handle), E_DENIED);
	call.actor = &city_officer;
	assert_int_equal(help_run(&call, do_handle), OK);
	assert_int_equal(help_run(&call, do_handle), E_CONFLICT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_is_stored_sealed_with_its_deadlines, help_clean),
		cmocka_unit_test_setup(one_display_of_the_form_raises_one, help_clean),
		cmocka_unit_test_setup(a_place_there_is_not_is_refused_and_none_is_the_city, help_clean),
		cmocka_unit_test_setup(the_last_four_digits_open_it_and_no_others, help_clean),
		cmocka_unit_test_setup(the_guardian_is_who_named_the_child_and_has_its_telephone, help_clean),
		cmocka_unit_test_setup(a_number_that_is_no_longer_on_file_proves_nothing_any_more, help_clean),
		cmocka_unit_test_setup(nobody_but_the_guardian_says_that_it_did_not_help, help_clean),
		cmocka_unit_test_setup(it_is_rated_once_and_a_bad_rating_is_due_in_fifteen_working_days, help_clean),
		cmocka_unit_test_setup(who_was_rated_does_not_deal_with_it, help_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
