/* The rules between the pledge form's fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/giving/pledge.h"

/* A wish with nothing wrong; a test changes what it is about. */
static struct pledge_wish good_wish(void)
{
	return (struct pledge_wish){ .preset = PRESET_100, .giver = GIVER_PERSON, .name = "n", .credit_code = "",
				     .telephone = "13800000000", .email = "", .message = "", .receipt_title = "",
				     .payer_name = "" };
}

static void assert_refused(const struct pledge_wish *wish, const char *field, const char *reason)
{
	struct pledge_refusals refusals;

	assert_int_equal(pledge_check_wish(wish, &refusals), E_INVALID);
	assert_int_equal(refusals.count, 1);
	assert_string_equal(refusals.item[0].field, field);
	assert_string_equal(refusals.item[0].reason, reason);
}

static void a_preset_is_the_amount(void **state)
{
	const struct pledge_wish wish = good_wish();
	struct pledge_refusals refusals;

	(void)state;
	assert_int_equal(pledge_check_wish(&wish, &refusals), OK);
	assert_int_equal(pledge_wish_amount(&wish).fen, 10000);
}

static void a_preset_and_the_same_amount_agree(void **state)
{
	struct pledge_wish wish = good_wish();
	struct pledge_refusals refusals;

	(void)state;
	wish.amount.fen = 10000;
	assert_int_equal(pledge_check_wish(&wish, &refusals), OK);
}

static void a_preset_and_another_amount_are_asked_about(void **state)
{
	struct pledge_wish wish = good_wish();

	(void)state;
	wish.amount.fen = 20000;
	assert_refused(&wish, "amount", "two_amounts");
}

static void a_free_amount_is_needed_and_bounded(void **state)
{
	struct pledge_wish wish = good_wish();
	struct pledge_refusals refusals;

	(void)state;
	wish.preset = PRESET_OTHER;
	assert_refused(&wish, "amount", "missing");
	wish.amount.fen = pledge_min_fen - 1;
	assert_refused(&wish, "amount", "too_small");
	wish.amount.fen = pledge_max_fen + 1;
	assert_refused(&wish, "amount", "above_limit");
	wish.amount.fen = pledge_max_fen;
	assert_int_equal(pledge_check_wish(&wish, &refusals), OK);
	assert_int_equal(pledge_wish_amount(&wish).fen, pledge_max_fen);
}

static void an_organisation_names_its_code(void **state)
{
	struct pledge_wish wish = good_wish();

	(void)state;
	wish.giver = GIVER_ORGANISATION;
	assert_refused(&wish, "credit_code", "needs_code");
}

static void a_public_name_wants_the_warning_read(void **state)
{
	struct pledge_wish wish = good_wish();

	(void)state;
	wish.visibility = VISIBILITY_NAMED;
	assert_refused(&wish, "named_understood", "not_understood");
}

static void every_fault_is_told_at_once(void **state)
{
	struct pledge_wish wish = good_wish();
	struct pledge_refusals refusals;

	(void)state;
	wish.preset = PRESET_OTHER;
	wish.giver = GIVER_ORGANISATION;
	wish.visibility = VISIBILITY_NAMED;
	assert_int_equal(pledge_check_wish(&wish, &refusals), E_INVALID);
	assert_int_equal(refusals.count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_preset_is_the_amount),
		cmocka_unit_test(a_preset_and_the_same_amount_agree),
		cmocka_unit_test(a_preset_and_another_amount_are_asked_about),
		cmocka_unit_test(a_free_amount_is_needed_and_bounded),
		cmocka_unit_test(an_organisation_names_its_code),
		cmocka_unit_test(a_public_name_wants_the_warning_read),
		cmocka_unit_test(every_fault_is_told_at_once),
	};

	return cmocka_run_group_tests_name("wish", tests, NULL, NULL);
}
