/* Suspected harm that was not reported is unfounded by two people's word only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "care_server.h"

static enum err do_raise(struct care *care)
{
	return concern_raise(care->giving->db, &care->giving->arena, care->giving->keyring, care->wish, care->now, &care->made);
}

static enum err do_give(struct care *care)
{
	return concern_give(care->giving->db, &care->giving->arena, care->actor, care->code, care->id, "why", care->now);
}

static enum err do_report(struct care *care)
{
	return concern_report(care->giving->db, &care->giving->arena, care->actor, care->code, "told the police", care->now);
}

static enum err do_close(struct care *care)
{
	return concern_close(care->giving->db, &care->giving->arena, care->actor, care->code, care->wish, care->now, &care->refused);
}

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

static struct concern_wish about_pair(enum concern_kind kind)
{
	return (struct concern_wish){ .kind = kind, .raised_by = CONCERN_BY_CHILD, .pair_code = care_pair, .body = "afraid", .contact = "",
				      .officer = "", .form_nonce = "a" };
}

static const char *raise(struct giving *giving, const struct concern_wish *wish)
{
	struct care care = { .giving = giving, .wish = wish, .now = giving_noon() };
	const enum err err = care_run(&care, do_raise);

	if (err != OK)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return care.made;
}

static struct concern found(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now)
{
	struct concern concern;

	assert_int_equal(concern_find(giving->db, &giving->arena, actor, code, now, &concern), OK);
	return concern;
}

static void harm_is_not_unfounded_by_its_officers_word_alone(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing unfounded = { .outcome = CONCERN_UNFOUNDED, .words = "nothing" };
	const struct concern_wish wish = about_pair(CONCERN_HARM);
	struct care care = { .giving = giving, .wish = &unfounded, .now = giving_noon(), .actor = &county_officer };

	care.code = raise(giving, &wish);
	assert_int_equal(care_run(&care, do_close), E_INVALID);
	assert_string_equal(care.refused, "second_person");
	assert_int_equal(found(giving, &county_officer, care.code, care.now).state, CONCERN_TAKEN);
	assert_int_equal(care_run(&care, do_report), OK);
	assert_int_equal(care_run(&care, do_close), OK);
}

static void its_officer_asks_and_somebody_who_never_had_it_confirms(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = about_pair(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &city_officer };
	const char *subject;
	struct concern concern;

	care.code = raise(giving, &wish);
	subject = arena_print(&giving->arena, "concern:%s", care.code);
	assert_int_equal(care_run(&care, do_ask_second), E_DENIED);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	care.actor = &county_officer;
	assert_int_equal(care_run(&care, do_ask_second), OK);
	assert_int_equal(care_run(&care, do_ask_second), E_CONFLICT);
	assert_int_equal(care_run(&care, do_confirm), E_DENIED);
	assert_int_equal(care_run(&care, do_send_back), E_DENIED);
	concern = found(giving, &city_officer, care.code, care.now);
	assert_true(concern.asks_second);
	assert_false(concern.had);
	assert_string_equal(concern.unfounded_words, "nothing found");
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_confirm), OK);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	concern = found(giving, &city_officer, care.code, care.now);
	assert_string_equal(concern.outcome, "unfounded");
	assert_string_equal(concern.words, "seen too");
	assert_int_equal(care_trail(giving, "concern_ask_second", subject), 1);
	assert_int_equal(care_trail(giving, "concern_close", subject), 1);
}

static void who_sends_it_back_lets_the_clock_go_on(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = about_pair(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &county_officer };
	struct concern before, after;

	care.code = raise(giving, &wish);
	before = found(giving, &county_officer, care.code, care.now);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_send_back), OK);
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	after = found(giving, &county_officer, care.code, care.now);
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
	const struct concern_wish wish = about_pair(CONCERN_HARM);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &county_officer, .id = city_officer.account_id };

	care.code = raise(giving, &wish);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	assert_int_equal(care_run(&care, do_give), OK);
	assert_false(found(giving, &city_officer, care.code, care.now).asks_second);
	care.actor = &city_officer;
	assert_int_equal(care_run(&care, do_confirm), E_CONFLICT);
	assert_int_equal(care_run(&care, do_ask_second), OK);
	care.actor = &county_officer;
	assert_true(found(giving, &county_officer, care.code, care.now).had);
	assert_int_equal(care_run(&care, do_confirm), E_DENIED);
}

static void a_lesser_worry_needs_no_second_person(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing unfounded = { .outcome = CONCERN_UNFOUNDED, .words = "nothing" };
	const struct concern_wish wish = about_pair(CONCERN_UNEASE);
	struct care care = { .giving = giving, .wish = &unfounded, .now = giving_noon(), .actor = &county_officer };

	care.code = raise(giving, &wish);
	assert_int_equal(care_run(&care, do_ask_second), E_CONFLICT);
	assert_int_equal(care_run(&care, do_close), OK);
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
