#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Published codes that end in a MOD 37,36 character: GRid's example; ISAN's, of 16 digits and of 24 without the first check. */
static const char *const published[] = { "A12425GABC1234002M", "00000000D07A0090Q" };

static void published_codes_hold(void **state)
{
	(void)state;
	for EACH (i, published) {
		const size_t length = strlen(published[i]);

		assert_int_equal(text_iso7064_mod37_36(published[i], length - 1), published[i][length - 1]);
		assert_true(text_iso7064_mod37_36_holds(published[i], length));
	}
}

/* The definition, worked by hand: for "A", P = 36 + 10 = 46 mod 36 = 10, doubled 20; 20 + a = 1 (mod 36), a = 17 = H. */
static void one_character_follows_the_definition(void **state)
{
	(void)state;
	assert_int_equal(text_iso7064_mod37_36("A", 1), 'H');
	assert_int_equal(text_iso7064_mod37_36("0", 1), '2');	/* 36, doubled 72 mod 37 = 35; a = 2 */
	assert_int_equal(text_iso7064_mod37_36("", 0), '1');	/* 36 + a = 1 */
}

static void every_single_wrong_character_is_found(void **state)
{
	char code[] = "A12425GABC1234002M";
	const size_t length = sizeof code - 1;

	(void)state;
	for (size_t place = 0; place < length; place++) {
		const char right = code[place];

		for (size_t i = 0; alphabet[i] != '\0'; i++) {
			code[place] = alphabet[i];
			assert_int_equal(text_iso7064_mod37_36_holds(code, length), alphabet[i] == right);
		}
		code[place] = right;
	}
}

static void two_neighbours_exchanged_are_found(void **state)
{
	static const char code[] = "K7M4P9XQ2R";
	char full[sizeof code + 1];
	const size_t length = sizeof code;

	(void)state;
	memcpy(full, code, sizeof code);
	full[length - 1] = text_iso7064_mod37_36(code, length - 1);
	full[length] = '\0';
	for (size_t place = 0; place + 1 < length; place++) {
		char exchanged[sizeof full];

		memcpy(exchanged, full, sizeof full);
		exchanged[place] = full[place + 1];
		exchanged[place + 1] = full[place];
		if (full[place] != full[place + 1])
			assert_false(text_iso7064_mod37_36_holds(exchanged, length));
	}
}

static void other_characters_have_no_check(void **state)
{
	(void)state;
	assert_int_equal(text_iso7064_mod37_36("a", 1), 0);
	assert_int_equal(text_iso7064_mod37_36("A-1", 3), 0);
	assert_int_equal(text_iso7064_mod37_36("A\0B", 3), 0);
	assert_false(text_iso7064_mod37_36_holds("", 0));
	assert_false(text_iso7064_mod37_36_holds("1", 1));
	assert_false(text_iso7064_mod37_36_holds("a\0", 2));
}

static const char *const credit_codes[] = { "11371300000000000Q", "51371300MA0000007D", "53371300MJD000011N",
					    "52371302MJ0000018U", "91371300MA3C00003E" };

static void valid_credit_codes_pass(void **state)
{
	(void)state;
	for EACH (i, credit_codes) {
		if (!text_is_gb32100(credit_codes[i]))
			fail_msg("%s is refused", credit_codes[i]);
	}
}

static void every_single_wrong_character_of_a_credit_code_is_found(void **state)
{
	(void)state;
	for EACH (row, credit_codes) {
		char code[19];

		memcpy(code, credit_codes[row], sizeof code);
		for (size_t place = 0; place < 18; place++) {
			for (size_t i = 0; alphabet[i] != '\0'; i++) {
				code[place] = alphabet[i];
				assert_int_equal(text_is_gb32100(code), alphabet[i] == credit_codes[row][place]);
			}
			code[place] = credit_codes[row][place];
		}
	}
}

static void what_is_no_credit_code_is_refused(void **state)
{
	static const char *const texts[] = { "", "1137130000000000", "11371300000000000Q0", "91371300ma3c00003e",
					     "11371300000000000q", " 1371300000000000Q", "000000000000000000", /* right but for a letter in the division: */ "91A71300MA3C00003D" };

	(void)state;
	for EACH (i, texts) {
		if (text_is_gb32100(texts[i]))
			fail_msg("\"%s\" is accepted", texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published_codes_hold),
		cmocka_unit_test(one_character_follows_the_definition),
		cmocka_unit_test(every_single_wrong_character_is_found),
		cmocka_unit_test(two_neighbours_exchanged_are_found),
		cmocka_unit_test(other_characters_have_no_check),
		cmocka_unit_test(valid_credit_codes_pass),
		cmocka_unit_test(every_single_wrong_character_of_a_credit_code_is_found),
		cmocka_unit_test(what_is_no_credit_code_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
