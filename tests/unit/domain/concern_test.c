/* Concerns: all they do at once, who gets them, who never does, what follows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_server.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"

static enum err do_take(struct care *care)
{
	return concern_take(care->giving->db, &care->giving->arena, care->actor, care->code, care->now);
}

static enum err do_climb(struct care *care)
{
	return concern_climb(care->giving->db, &care->giving->arena, 100, care->now, &care->number);
}

static enum err do_tell(struct care *care)
{
	return concern_tell(care->giving->db, &care->giving->arena, care->giving->keyring, 100, care->now, &care->number);
}

static void it_pauses_the_pair_and_goes_to_the_county_with_its_deadlines(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	const char *code = care_raised(giving, &wish), *body, *contact;
	const struct concern concern = care_concern(giving, &county_officer, code, giving_noon());

	assert_int_equal(pairing_state(giving, care_pair), PAIR_PAUSED);
	assert_true(concern.mine);
	assert_int_equal(concern.state, CONCERN_TAKEN);
	assert_int_equal(concern.due_at.us, later(giving_noon(), 12 * 3600).us);
	assert_int_equal(concern.report_due_at.us, later(giving_noon(), 24 * 3600).us);
	assert_string_equal(concern.pair_code, care_pair);
	assert_int_equal(concern_read(giving->db, &giving->arena, giving->keyring, concern.id, &body, &contact), OK);
	assert_string_equal(body, "afraid");
	assert_string_equal(contact, "");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM concern WHERE INSTR(body_sealed, 'afraid') > 0"), 0);
}

static void the_trail_names_the_kind_and_not_who_spoke(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_UNEASE);
	const char *code = care_raised(giving, &wish);

	assert_int_equal(care_trail(giving, "concern_raise", arena_print(&giving->arena, "concern:%s", code)), 1);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM audit_event WHERE subject = 'concern:%s' "
		"AND actor = 'nobody' AND detail = '{\"kind\":\"unease\"}'", code)), 1);
}

static void one_display_of_the_form_raises_one(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_UNEASE);
	const char *code = care_raised(giving, &wish), *again;
	struct care care = { .giving = giving, .wish = &wish, .now = giving_noon() };

	assert_int_equal(care_run(&care, care_raise_concern), E_CONFLICT);
	assert_int_equal(concern_find_by_nonce(giving->db, &giving->arena, "a", &again), OK);
	assert_string_equal(again, code);
}

static void a_code_no_pair_has_is_kept_with_the_words_and_goes_to_the_city(void **state)
{
	struct giving *giving = *state;
	struct concern_wish wish = care_concern_about(CONCERN_OTHER);
	struct concern concern;
	const char *body, *contact;

	wish.pair_code = "NOBODY123";
	wish.contact = "after school";
	concern = care_concern(giving, &city_officer, care_raised(giving, &wish), giving_noon());
	assert_true(concern.mine);
	assert_null(concern.pair_code);
	assert_int_equal(concern_read(giving->db, &giving->arena, giving->keyring, concern.id, &body, &contact), OK);
	assert_string_equal(body, "NOBODY123\nafraid");
	assert_string_equal(contact, "after school");
	assert_int_equal(pairing_state(giving, care_pair), PAIR_ACTIVE);
}

static void the_school_alone_leads_to_its_county(void **state)
{
	struct giving *giving = *state;
	struct concern_wish wish = care_concern_about(CONCERN_OTHER);

	wish.pair_code = "";
	wish.school_id = SCHOOL_UNIT;
	assert_true(care_concern(giving, &county_officer, care_raised(giving, &wish), giving_noon()).mine);
}

static void the_one_with_the_fewest_open_ones_gets_it(void **state)
{
	struct giving *giving = *state;
	struct concern_wish wish = care_concern_about(CONCERN_OTHER);
	struct actor second;

	staff_account(giving, "county2", ROLE_COUNTY, COUNTY_UNIT);
	second = staff_actor(giving, "county2");
	assert_true(care_concern(giving, &county_officer, care_raised(giving, &wish), giving_noon()).mine);
	wish.form_nonce = "b";
	assert_true(care_concern(giving, &second, care_raised(giving, &wish), giving_noon()).mine);
}

static void it_never_goes_to_the_officer_it_is_about_who_does_not_see_it(void **state)
{
	struct giving *giving = *state;
	struct concern_wish wish = care_concern_about(CONCERN_OTHER);
	struct concern concern;
	struct rows rows;
	const char *code;
	bool more;

	giving_sql(giving, "UPDATE account SET name = 'Li' WHERE login = 'county'");
	wish.officer = "Li";
	code = care_raised(giving, &wish);
	assert_true(care_concern(giving, &city_officer, code, giving_noon()).mine);
	assert_int_equal(concern_find(giving->db, &giving->arena, &county_officer, code, giving_noon(), &concern), E_NOT_FOUND);
	assert_int_equal(concern_list(giving->db, &giving->arena, &county_officer, false, 0, 50, giving_noon(), &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	assert_int_equal(concern_list(giving->db, &giving->arena, &city_officer, false, 0, 50, giving_noon(), &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	concern = care_concern(giving, &city_officer, code, giving_noon());
	assert_int_equal(concern_officers(giving->db, &giving->arena, &concern, &rows), OK);
	assert_int_equal(rows.count, 0);
}

/* "Li" of nobody's, and of two. */
static void a_name_that_is_not_one_officers_is_kept_with_the_words_and_goes_to_the_city(void **state)
{
	struct giving *giving = *state;
	struct concern_wish wish = care_concern_about(CONCERN_OTHER);
	struct concern concern;
	const char *body, *contact;

	wish.officer = "Li";
	concern = care_concern(giving, &city_officer, care_raised(giving, &wish), giving_noon());
	assert_true(concern.mine);
	assert_int_equal(concern_read(giving->db, &giving->arena, giving->keyring, concern.id, &body, &contact), OK);
	assert_string_equal(body, "Li\nafraid");
	staff_account(giving, "county2", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "county3", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET name = 'Li' WHERE login IN ('county2', 'county3')");
	wish.form_nonce = "b";
	assert_true(care_concern(giving, &city_officer, care_raised(giving, &wish), giving_noon()).mine);
}

static void only_whoever_has_it_closes_it_and_harm_must_be_reported_first(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing settled = { .outcome = CONCERN_SETTLED, .words = "talked" };
	const struct concern_wish wish = care_concern_about(CONCERN_HARM);
	struct care care = { .giving = giving, .wish = &settled, .now = giving_noon(), .actor = &city_officer };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, care_close_concern), E_DENIED);
	assert_int_equal(care_run(&care, do_take), OK);
	assert_int_equal(care_run(&care, care_close_concern), E_INVALID);
	assert_string_equal(care.refused, "not_reported");
	assert_int_equal(care_run(&care, care_report_concern), OK);
	assert_int_equal(care_run(&care, care_report_concern), E_CONFLICT);
	assert_int_equal(care_run(&care, care_close_concern), OK);
	assert_int_equal(care_run(&care, care_close_concern), E_CONFLICT);
	assert_int_equal(pairing_state(giving, care_pair), PAIR_PAUSED);	/* only staff's pair_resume lets it go on */
}

static void closing_with_the_pair_ends_it_for_cause(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing ended = { .outcome = CONCERN_PAIR_ENDED, .words = "not safe" };
	const struct concern_wish wish = care_concern_about(CONCERN_ALONE);
	struct care care = { .giving = giving, .wish = &ended, .now = giving_noon(), .actor = &county_officer };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, care_close_concern), OK);
	assert_int_equal(pairing_state(giving, care_pair), PAIR_ENDED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE for_cause AND end_reason = 'safeguarding'"), 1);
}

static void closing_with_a_pair_that_had_ended_bars_the_two(void **state)
{
	struct giving *giving = *state;
	const struct concern_closing ended = { .outcome = CONCERN_PAIR_ENDED, .words = "not safe" };
	const struct concern_wish wish = care_concern_about(CONCERN_ALONE);
	struct care care = { .giving = giving, .wish = &ended, .now = giving_noon(), .actor = &county_officer };

	care.code = care_raised(giving, &wish);
	giving_sql(giving, "UPDATE pair SET ended_at = updated_at, end_reason = 'family_ended'");
	assert_int_equal(care_run(&care, care_close_concern), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE for_cause AND end_reason = 'family_ended'"), 1);
}

static void it_is_given_only_to_whoever_may_have_it(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_OTHER);
	struct care care = { .giving = giving, .now = giving_noon(), .actor = &county_officer, .id = school_clerk.account_id };

	care.code = care_raised(giving, &wish);
	assert_int_equal(care_run(&care, care_give_concern), E_DENIED);
	care.id = city_officer.account_id;
	assert_int_equal(care_run(&care, care_give_concern), OK);
	assert_true(care_concern(giving, &city_officer, care.code, giving_noon()).mine);
	assert_int_equal(care_trail(giving, "concern_give", arena_print(&giving->arena, "concern:%s", care.code)), 1);
}

static void a_late_one_climbs_to_the_city_once(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_ALONE);
	struct care care = { .giving = giving, .now = later(giving_noon(), 24 * 3600) };
	const char *code = care_raised(giving, &wish);

	assert_int_equal(care_run(&care, do_climb), OK);
	assert_int_equal(care.number, 0);
	care.now = later(giving_noon(), 24 * 3600 + 1);
	assert_int_equal(care_run(&care, do_climb), OK);
	assert_int_equal(care.number, 1);
	assert_int_equal(care_run(&care, do_climb), OK);
	assert_int_equal(care.number, 0);
	assert_true(care_concern(giving, &city_officer, code, care.now).mine);
	assert_true(care_concern(giving, &city_officer, code, care.now).late);
}

static void the_officer_is_told_once_without_a_word_of_it(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_ALONE);
	struct care care = { .giving = giving, .now = giving_noon() };
	static const struct statement telephone = { .sql = "UPDATE account SET telephone_sealed = ? WHERE login = 'county'", .params = "x" };

	assert_int_equal(db_run(giving->db, &telephone, NULL,
				seal_text(giving->keyring, &giving->arena, place_in(&place_account_telephone, "county"), "13800000000")), OK);
	care_raised(giving, &wish);
	assert_int_equal(care_run(&care, do_tell), OK);
	assert_int_equal(care.number, 1);
	assert_int_equal(care_run(&care, do_tell), OK);
	assert_int_equal(care.number, 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'concern_due'"), 1);
}

static void whoever_follows_reads_state_and_deadline(void **state)
{
	struct giving *giving = *state;
	const struct concern_wish wish = care_concern_about(CONCERN_ALONE);
	struct concern_standing standing;
	const char *code = care_raised(giving, &wish);

	assert_int_equal(concern_follow(giving->db, &giving->arena, code, later(giving_noon(), 25 * 3600), &standing), OK);
	assert_int_equal(standing.state, CONCERN_TAKEN);
	assert_true(standing.late);
	assert_int_equal(concern_follow(giving->db, &giving->arena, "NOBODY123", giving_noon(), &standing), E_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_pauses_the_pair_and_goes_to_the_county_with_its_deadlines, care_clean),
		cmocka_unit_test_setup(the_trail_names_the_kind_and_not_who_spoke, care_clean),
		cmocka_unit_test_setup(one_display_of_the_form_raises_one, care_clean),
		cmocka_unit_test_setup(a_code_no_pair_has_is_kept_with_the_words_and_goes_to_the_city, care_clean),
		cmocka_unit_test_setup(the_school_alone_leads_to_its_county, care_clean),
		cmocka_unit_test_setup(the_one_with_the_fewest_open_ones_gets_it, care_clean),
		cmocka_unit_test_setup(it_never_goes_to_the_officer_it_is_about_who_does_not_see_it, care_clean),
		cmocka_unit_test_setup(a_name_that_is_not_one_officers_is_kept_with_the_words_and_goes_to_the_city, care_clean),
		cmocka_unit_test_setup(only_whoever_has_it_closes_it_and_harm_must_be_reported_first, care_clean),
		cmocka_unit_test_setup(closing_with_the_pair_ends_it_for_cause, care_clean),
		cmocka_unit_test_setup(closing_with_a_pair_that_had_ended_bars_the_two, care_clean),
		cmocka_unit_test_setup(it_is_given_only_to_whoever_may_have_it, care_clean),
		cmocka_unit_test_setup(a_late_one_climbs_to_the_city_once, care_clean),
		cmocka_unit_test_setup(the_officer_is_told_once_without_a_word_of_it, care_clean),
		cmocka_unit_test_setup(whoever_follows_reads_state_and_deadline, care_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
