/* Suspected harm that was not reported is unfounded by two people's word only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care_server.h"

static enum err do_ask_second(struct care *care)
{
	return concern_ask_second(care->giving->db, &care->giving->arena, care->actor, care->code, "nothing found", care->now);
}

static enum err do_confirm(struct care *care)
{
	return concern_confirm(care->giving->db, &care->giving->arena, care->actor, care->code, "seen too", care->now);
}

static enum err do_send_back(struct care *care)
{
	return concern_send_back(care->giving->db, &care->giving->arena, care->actor, care->code, "ask the teacher", care->now);
}

static void harm_is_not_unfounded_by_its_officers_word_alone(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing unfounded = { .outcome = CONCERN_UNFOUNDED, .words = "nothing" };
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	struct care care = { .giving = giving, .wish = &unfounded, .now = giving_noon(), .actor = &county_officer };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, care_close_concern), E_INVALID);
	assert_string_equal(care.refused, "second_person");
	assert_int_equal(care_concern(giving, &county_officer, care.code, care.now).state, CONCERN_TAKEN);
	assert_int_equal(care_run(&care, care_report_concern), OK);
	assert_int_equal(care_run(&care, care_close_concern), OK);
}

static void its_officer_asks_and_somebody_who_never_had_it_confirms(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &city_officer };
	const char *subject;
	struct concern concern;

	care.code = care_raised(giving, &wish);
	subject = arena_print(&giving->arena, "concern:%s", care.code);
	assert_int_equal(care_run(&care, do_ask_second), E_DENIED);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	care.actor = &county_officer;
	assert_int_equal(care_run(&care, do_ask_second), OK);
	assert_int_equal(care_run(&care, do_ask_second), E_CONFLICT);
	assert_int_equal(care_run(&care, do_confirm), E_DENIED);
	assert_int_equal(care_run(&care, do_send_back), E_DENIED);
	concern = care_concern(giving, &city_officer, care.code, care.now);
	assert_true(concern.asks_second);
	assert_false(concern.had);
	assert_string_equal(concern.unfounded_words, "nothing found");
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_confirm), OK);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	concern = care_concern(giving, &city_officer, care.code, care.now);
	assert_string_equal(concern.outcome, "unfounded");
	assert_string_equal(concern.words, "seen too");
	assert_int_equal(care_trail(giving, "concern_ask_second", subject), 1);
	assert_int_equal(care_trail(giving, "concern_close", subject), 1);
}

static void who_sends_it_back_lets_the_clock_go_on(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &county_officer };
	struct concern before, after;

	care.code = care_raised(giving, &wish);
	before = care_concern(giving, &county_officer, care.code, care.now);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_send_back), OK);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	after = care_concern(giving, &county_officer, care.code, care.now);
	assert_false(after.asks_second);
	assert_true(after.mine);
	assert_int_equal(after.due_at.us, before.due_at.us);
	assert_int_equal(after.report_due_at.us, before.report_due_at.us);
	assert_int_equal(care_trail(giving, "concern_send_back", arena_print(&giving->arena, "concern:%s", care.code)), 1);
	care.actor = &county_officer;
	assert_int_equal(care_run(&care, do_ask_second), OK);
}

/* Not by passing it on first; and what another officer asked is not this one's word. */
static void who_had_it_before_does_not_confirm(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &county_officer, .id = city_officer.account_id };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	assert_int_equal(care_run(&care, care_give_concern), OK);
	assert_false(care_concern(giving, &city_officer, care.code, care.now).asks_second);
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	care.actor = &county_officer;
	assert_true(care_concern(giving, &county_officer, care.code, care.now).had);
	assert_int_equal(care_run(&care, do_confirm), E_DENIED);
}

static void a_lesser_worry_needs_no_second_person(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing unfounded = { .outcome = CONCERN_UNFOUNDED, .words = "nothing" };
	const struct concern_wish wish = care_concern_about(CONCERN_UNEASE);
	struct care care = { .giving = giving, .wish = &unfounded, .now = giving_noon(), .actor = &county_officer };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, do_ask_second), E_CONFLICT);
	assert_int_equal(care_run(&care, care_close_concern), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(harm_is_not_unfounded_by_its_officers_word_alone, care_clean),
		cmocka_unit_test_setup(its_officer_asks_and_somebody_who_never_had_it_confirms, care_clean),
		cmocka_unit_test_setup(who_sends_it_back_lets_the_clock_go_on, care_clean),
		cmocka_unit_test_setup(who_had_it_before_does_not_confirm, care_clean),
		cmocka_unit_test_setup(a_lesser_worry_needs_no_second_person, care_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
