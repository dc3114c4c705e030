#include "fixture.h"

#include "crypt/totp.h"

/* RFC 6238, appendix B: the secret "12345678901234567890", and the last six of its eight digits. */
static const char secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

static struct timestamp at(int64_t seconds)
{
	return (struct timestamp){ seconds * 1000000 };
}

static void the_vectors_of_rfc_6238_hold(void **state)
{
	struct fixture *fixture = *state;
	static const struct { int64_t seconds; const char *code; } vectors[] = {
		{ 59, "287082" }, { 1111111109, "081804" }, { 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { INT64_C(20000000000), "353130" } };

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const char *code = NULL;
		int64_t step = -1;

		assert_int_equal(totp_code(&fixture->arena, secret, vectors[i].seconds / 30, &code), OK);
		assert_string_equal(code, vectors[i].code);
		assert_int_equal(totp_check(secret, vectors[i].code, at(vectors[i].seconds), 0, &step), OK);
		assert_int_equal(step, vectors[i].seconds / 30);
	}
}

static void a_code_works_once_and_so_does_any_before_it(void **state)
{
	struct fixture *fixture = *state;
	const char *before = NULL;
	int64_t step = 0;

	assert_int_equal(totp_check(secret, "005924", at(1234567890), 0, &step), OK);
	assert_int_equal(totp_check(secret, "005924", at(1234567890), step, &step), E_DENIED);
	assert_int_equal(totp_check(secret, "005924", at(1234567890), step + 7, &step), E_DENIED);
	assert_int_equal(totp_check(secret, "005924", at(1234567890), step - 1, &step), OK);
	assert_int_equal(totp_code(&fixture->arena, secret, step - 1, &before), OK);
	assert_int_equal(totp_check(secret, before, at(1234567890), step, &step), E_DENIED);
	assert_int_equal(totp_check(secret, before, at(1234567890), step - 2, &step), OK);
	assert_int_equal(step, 1234567890 / 30 - 1);
}

static void one_step_early_or_late_passes_and_no_more(void **state)
{
	int64_t step = -1;

	(void)state;
	assert_int_equal(totp_check(secret, "005924", at(1234567890 - 30), 0, &step), OK);
	assert_int_equal(step, 1234567890 / 30);
	assert_int_equal(totp_check(secret, "005924", at(1234567890 + 30), 0, &step), OK);
	assert_int_equal(step, 1234567890 / 30);
	step = -5;
	assert_int_equal(totp_check(secret, "005924", at(1234567890 - 60), 0, &step), E_DENIED);
	assert_int_equal(totp_check(secret, "005924", at(1234567890 + 60), 0, &step), E_DENIED);
	assert_int_equal(step, -5);
}

static void blanks_are_passed_over_and_all_else_is_wrong(void **state)
{
	static const char *const wrong[] = { "", "00592", "0059240", "00592a", "005-924", "005924x", "005925", "-05924" };
	int64_t step;

	(void)state;
	assert_int_equal(totp_check(secret, " 005 924 ", at(1234567890), 0, &step), OK);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(totp_check(secret, wrong[i], at(1234567890), 0, &step), E_DENIED);
}

static void a_broken_secret_is_an_error_not_a_miss(void **state)
{
	int64_t step;

	(void)state;
	assert_int_equal(totp_check("0189", "005924", at(1234567890), 0, &step), E_INTERNAL);
	assert_int_equal(totp_check("", "005924", at(1234567890), 0, &step), E_INTERNAL);
}

static void a_new_secret_is_160_bits_and_makes_codes(void **state)
{
	struct fixture *fixture = *state;
	const char *one = totp_secret_new(&fixture->arena), *two = totp_secret_new(&fixture->arena), *code = NULL;
	int64_t step;

	assert_int_equal(strlen(one), 32);
	assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), 32);
	assert_string_not_equal(one, two);
	assert_int_equal(totp_code(&fixture->arena, one, 41152263, &code), OK);
	assert_int_equal(totp_check(one, code, at(1234567890), 0, &step), OK);
}

static void the_address_for_the_picture_is_encoded(void **state)
{
	struct fixture *fixture = *state;

	assert_string_equal(totp_url(&fixture->arena, "ABC", "\xE6\xB2\x82 &x", "wang.san-1"),
			    "otpauth://totp/%E6%B2%82%20%26x:wang.san-1?secret=ABC&issuer=%E6%B2%82%20%26x");
}

static void ten_recovery_codes_read_out_without_doubt(void **state)
{
	struct fixture *fixture = *state;
	const char **codes = recovery_codes_new(&fixture->arena);

	for (size_t i = 0; i < recovery_codes; i++) {
		assert_int_equal(strlen(codes[i]), 12);
		assert_int_equal(strspn(codes[i], "23456789ABCDEFGHJKMNPQRSTVWXYZ-"), 12);
		assert_true(codes[i][4] == '-' && codes[i][9] == '-');
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(codes[i], codes[j]);
	}
	assert_null(codes[recovery_codes]);
}

static void a_recovery_code_is_canonical_however_it_is_typed(void **state)
{
	struct fixture *fixture = *state;
	static const char *const typed[] = { "K7QF-2M9X-WD", "k7qf2m9xwd", " K7QF 2M9X WD ", "k7-qf-2m9x--wd\t", "K7QF2M9XWD" };

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		assert_string_equal(recovery_code_canonical(&fixture->arena, typed[i]), "K7QF2M9XWD");
	assert_string_not_equal(recovery_code_canonical(&fixture->arena, "K7QF-2M9X-WE"), "K7QF2M9XWD");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_vectors_of_rfc_6238_hold, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_code_works_once_and_so_does_any_before_it, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(one_step_early_or_late_passes_and_no_more, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(blanks_are_passed_over_and_all_else_is_wrong, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_broken_secret_is_an_error_not_a_miss, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_new_secret_is_160_bits_and_makes_codes, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_address_for_the_picture_is_encoded, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(ten_recovery_codes_read_out_without_doubt, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_recovery_code_is_canonical_however_it_is_typed, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
