/* Registering, finding and withdrawing pledges, on the real schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/seal.h"
#include "domain/giving/code.h"
#include "domain/giving/invariant.h"
#include "domain/giving/pledge.h"
#include "giving_server.h"

static const char session[] = "a browser session";

static struct pledge_wish wish_of(int64_t fen)
{
	return (struct pledge_wish){ .preset = PRESET_OTHER, .amount = { fen }, .giver = GIVER_PERSON, .name = "Wang",
				     .credit_code = "", .telephone = "13812345678", .email = "", .message = "",
				     .receipt_title = "", .payer_name = "" };
}

static enum err register_pledge(struct giving *giving, int64_t campaign, const struct pledge_wish *wish,
				const char *nonce, const char **code)
{
	return pledge_register(giving->db, &giving->arena, giving->keyring, campaign, wish, nonce, session, giving_noon(),
			       code);
}

static const char *registered(struct giving *giving, const char *nonce)
{
	const struct pledge_wish wish = wish_of(10000);
	const char *code = NULL;

	assert_int_equal(register_pledge(giving, CAMPAIGN_OPEN_NOW, &wish, nonce, &code), OK);
	return code;
}

static void a_pledge_is_found_by_its_code(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "nonce");
	struct pledge pledge;

	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_string_equal(pledge.code, code);
	assert_int_equal(strlen(pledge.shown_code), code_chars + 2);
	assert_int_equal(pledge.amount.fen, 10000);
	assert_int_equal(pledge.state, PLEDGE_REGISTERED);
	assert_true(pledge.may_withdraw);
	assert_int_equal(pledge.registered_at.us, giving_noon().us);
	giving_assert_invariants(giving);
}

static void the_tally_counts_it(void **state)
{
	struct giving *giving = *state;

	registered(giving, "one");
	registered(giving, "two");
	assert_int_equal(giving_number(giving, "SELECT pledged_fen AS n FROM campaign_tally WHERE campaign_id = 1"), 20000);
	assert_int_equal(giving_number(giving, "SELECT pledge_count AS n FROM campaign_tally WHERE campaign_id = 1"), 2);
}

static void the_same_form_and_content_give_the_same_code(void **state)
{
	struct giving *giving = *state;
	const struct pledge_wish wish = wish_of(10000);
	const char *first = registered(giving, "nonce");
	const char *again = NULL;

	assert_int_equal(register_pledge(giving, CAMPAIGN_OPEN_NOW, &wish, "nonce", &again), E_CONFLICT);
	assert_int_equal(pledge_find_by_nonce(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, "nonce",
					      &again), OK);
	assert_string_equal(again, first);
}

static void the_same_form_with_other_content_is_a_conflict(void **state)
{
	struct giving *giving = *state;
	struct pledge_wish wish = wish_of(10000);
	const char *code = registered(giving, "nonce");

	wish.message = "more";
	assert_int_equal(pledge_find_by_nonce(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, "nonce",
					      &code), E_CONFLICT);
	wish = wish_of(10000);
	assert_int_equal(pledge_find_by_nonce(giving->db, &giving->arena, giving->keyring, CAMPAIGN_CLOSED_EARLY, &wish,
					      "nonce", &code), E_CONFLICT);
}

static void a_form_that_made_nothing_finds_nothing(void **state)
{
	struct giving *giving = *state;
	const struct pledge_wish wish = wish_of(10000);
	const char *code;

	assert_int_equal(pledge_find_by_nonce(giving->db, &giving->arena, giving->keyring, CAMPAIGN_OPEN_NOW, &wish, "other",
					      &code), E_NOT_FOUND);
}

static void campaigns_that_take_no_pledges_refuse(void **state)
{
	static const struct { int64_t campaign; enum err err; } refusals[] = {
		{ CAMPAIGN_OVER, E_DENIED }, { CAMPAIGN_TO_COME, E_DENIED }, { CAMPAIGN_CLOSED_EARLY, E_DENIED },
		{ CAMPAIGN_UNPUBLISHED, E_NOT_FOUND }, { 999, E_NOT_FOUND } };
	struct giving *giving = *state;
	const struct pledge_wish wish = wish_of(10000);
	const char *code;

	for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
		assert_int_equal(register_pledge(giving, refusals[i].campaign, &wish, "nonce", &code), refusals[i].err);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pledge"), 0);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(pledged_fen) AS SIGNED) AS n FROM campaign_tally"), 0);
}

static void personal_fields_are_stored_sealed(void **state)
{
	struct giving *giving = *state;
	struct pledge_wish wish = wish_of(10000);
	const char *code;

	wish.name = "A name to look for";
	assert_int_equal(register_pledge(giving, CAMPAIGN_OPEN_NOW, &wish, "nonce", &code), OK);
	assert_int_equal(giving_number(giving,
		"SELECT COUNT(*) AS n FROM pledge WHERE INSTR(name_sealed, 'look for') > 0 "
		"OR INSTR(telephone_sealed, '13812345678') > 0"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pledge WHERE email_sealed IS NULL"), 1);
}

static void only_the_right_four_digits_match(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "nonce");
	struct pledge pledge;

	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_true(pledge_matches(giving->keyring, &giving->arena, &pledge, code, "5678"));
	assert_false(pledge_matches(giving->keyring, &giving->arena, &pledge, code, "5679"));
	assert_false(pledge_matches(giving->keyring, &giving->arena, NULL, code, "5678"));
}

static void a_landlines_extension_is_not_its_last_four(void **state)
{
	struct giving *giving = *state;
	struct pledge_wish wish = wish_of(10000);
	struct pledge pledge;
	const char *code;

	wish.telephone = "05398012345-6789";
	assert_int_equal(register_pledge(giving, CAMPAIGN_OPEN_NOW, &wish, "nonce", &code), OK);
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_true(pledge_matches(giving->keyring, &giving->arena, &pledge, code, "2345"));
}

static void a_withdrawn_pledge_leaves_the_tally_once(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "nonce");
	struct pledge pledge;

	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_int_equal(pledge_withdraw(giving->db, &pledge, giving_noon()), OK);
	assert_int_equal(pledge_withdraw(giving->db, &pledge, giving_noon()), E_CONFLICT);
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_int_equal(pledge.state, PLEDGE_WITHDRAWN);
	assert_false(pledge.may_withdraw);
	assert_int_equal(giving_number(giving, "SELECT pledged_fen AS n FROM campaign_tally WHERE campaign_id = 1"), 0);
	giving_assert_invariants(giving);
}

static void money_that_came_binds_the_pledge(void **state)
{
	struct giving *giving = *state;
	const char *code = registered(giving, "nonce");
	struct pledge pledge;

	giving_sql(giving, "INSERT INTO allocation (campaign_id, pledge_id, amount_fen, received_on) "
			   "SELECT 1, id, 4000, '2026-06-15' FROM pledge");
	giving_sql(giving, "UPDATE pledge SET paid_fen = 4000");
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_int_equal(pledge_withdraw(giving->db, &pledge, giving_noon()), E_CONFLICT);
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_int_equal(pledge.state, PLEDGE_PARTLY_PAID);
	giving_sql(giving, "UPDATE pledge SET paid_fen = 10000");
	assert_int_equal(pledge_find(giving->db, &giving->arena, code, &pledge), OK);
	assert_int_equal(pledge.state, PLEDGE_FULFILLED);
}

/* Each breaks one rule behind the programs' back; the invariant of that rule must say so. */
static void a_broken_rule_is_found(void **state)
{
	struct giving *giving = *state;
	int64_t broken;

	registered(giving, "nonce");
	giving_sql(giving, "UPDATE campaign_tally SET pledged_fen = pledged_fen + 1 WHERE campaign_id = 1");
	assert_int_equal(invariant_count(giving->db, &giving->arena, &giving_invariants[1], &broken), OK);
	assert_int_equal(broken, 1);
	giving_sql(giving, "UPDATE campaign_tally SET received_fen = 1 WHERE campaign_id = 2");
	assert_int_equal(invariant_count(giving->db, &giving->arena, &giving_invariants[0], &broken), OK);
	assert_int_equal(broken, 1);
	giving_sql(giving, "UPDATE pledge SET paid_fen = 5");
	assert_int_equal(invariant_count(giving->db, &giving->arena, &giving_invariants[4], &broken), OK);
	assert_int_equal(broken, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_pledge_is_found_by_its_code, giving_clean),
		cmocka_unit_test_setup(the_tally_counts_it, giving_clean),
		cmocka_unit_test_setup(the_same_form_and_content_give_the_same_code, giving_clean),
		cmocka_unit_test_setup(the_same_form_with_other_content_is_a_conflict, giving_clean),
		cmocka_unit_test_setup(a_form_that_made_nothing_finds_nothing, giving_clean),
		cmocka_unit_test_setup(campaigns_that_take_no_pledges_refuse, giving_clean),
		cmocka_unit_test_setup(personal_fields_are_stored_sealed, giving_clean),
		cmocka_unit_test_setup(only_the_right_four_digits_match, giving_clean),
		cmocka_unit_test_setup(a_landlines_extension_is_not_its_last_four, giving_clean),
		cmocka_unit_test_setup(a_withdrawn_pledge_leaves_the_tally_once, giving_clean),
		cmocka_unit_test_setup(money_that_came_binds_the_pledge, giving_clean),
		cmocka_unit_test_setup(a_broken_rule_is_found, giving_clean),
	};

	return cmocka_run_group_tests_name("pledge", tests, giving_start, giving_stop);
}
