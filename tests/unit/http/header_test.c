#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/header.h"
#include "http/language.h"
#include "http/percent.h"

static void an_entity_tag_matches_itself_in_a_list_and_weakly(void **state)
{
	(void)state;
	assert_true(etag_matches("\"a\"", "\"a\""));
	assert_true(etag_matches("\"x\", \"a\"", "\"a\""));
	assert_true(etag_matches("\"x\" ,W/\"a\"", "\"a\""));
	assert_true(etag_matches("W/\"a\"", "W/\"a\""));
	assert_true(etag_matches("\"a\"", "W/\"a\""));
	assert_true(etag_matches("*", "\"a\""));
	assert_true(etag_matches(" * ", "\"a\""));
	assert_true(etag_matches("\"with, comma\", \"a\"", "\"a\""));
}

static void another_entity_tag_or_garbage_does_not_match(void **state)
{
	(void)state;
	assert_false(etag_matches(NULL, "\"a\""));
	assert_false(etag_matches("", "\"a\""));
	assert_false(etag_matches("a", "\"a\""));
	assert_false(etag_matches("\"ab\"", "\"a\""));
	assert_false(etag_matches("\"A\"", "\"a\""));
	assert_false(etag_matches("\"a", "\"a\""));
	assert_false(etag_matches("garbage \"a\"", "\"a\""));
	assert_false(etag_matches("\"x\" \"a\"", "\"a\""));
	assert_false(etag_matches("*, \"b\"", "\"a\""));
	assert_false(etag_matches("\"x\"garbage, \"a\"", "\"a\""));
}

static const char *const offered[] = { "zh", "en", NULL };

static void the_heaviest_language_is_chosen(void **state)
{
	(void)state;
	assert_int_equal(1, language_choose("en", offered));
	assert_int_equal(1, language_choose("en-GB,en;q=0.9,zh;q=0.2", offered));
	assert_int_equal(0, language_choose("zh-CN,zh;q=0.9,en;q=0.8", offered));
	assert_int_equal(1, language_choose("zh;q=0.899, en;q=0.9", offered));
	assert_int_equal(1, language_choose("zh;q=0 , EN;q=0.001", offered));
	assert_int_equal(1, language_choose("zh;q=0.5, *;q=0.8", offered));
}

static void ties_and_strangers_go_to_the_sites_own_language(void **state)
{
	(void)state;
	assert_int_equal(0, language_choose("en, zh", offered));
	assert_int_equal(0, language_choose("fr, de;q=0.5", offered));
	assert_int_equal(0, language_choose("*", offered));
	assert_int_equal(0, language_choose("english", offered));
	assert_int_equal(0, language_choose("e", offered));
}

static void a_header_that_is_garbage_is_passed_over(void **state)
{
	(void)state;
	assert_int_equal(0, language_choose(NULL, offered));
	assert_int_equal(0, language_choose("", offered));
	assert_int_equal(0, language_choose(",;q=1,;;,q=", offered));
	assert_int_equal(0, language_choose("en;q=1.001", offered));
	assert_int_equal(0, language_choose("en;q=2", offered));
	assert_int_equal(0, language_choose("en;q=", offered));
	assert_int_equal(0, language_choose("en;x=1", offered));
	assert_int_equal(1, language_choose("zh;q=bad, en;q=0.1", offered));
}

static ptrdiff_t decode(char *text, bool plus_is_blank)
{
	return percent_decode(text, strlen(text), plus_is_blank);
}

static void percent_encoding_is_decoded_once(void **state)
{
	char path[] = "%2fa+b%2541%e5%bC%a0", form[] = "a+%2B";

	(void)state;
	assert_int_equal(10, decode(path, false));
	assert_string_equal("/a+b%41\xe5\xbc\xa0", path);
	assert_int_equal(3, decode(form, true));
	assert_string_equal("a +", form);
}

static void malformed_percent_encoding_is_refused(void **state)
{
	char cut[] = "a%4", bare[] = "%", letter[] = "%4g", sign[] = "%+1", nothing[] = "";

	(void)state;
	assert_int_equal(-1, decode(cut, false));
	assert_int_equal(-1, decode(bare, false));
	assert_int_equal(-1, decode(letter, false));
	assert_int_equal(-1, decode(sign, true));
	assert_int_equal(0, decode(nothing, true));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entity_tag_matches_itself_in_a_list_and_weakly),
		cmocka_unit_test(another_entity_tag_or_garbage_does_not_match),
		cmocka_unit_test(the_heaviest_language_is_chosen),
		cmocka_unit_test(ties_and_strangers_go_to_the_sites_own_language),
		cmocka_unit_test(a_header_that_is_garbage_is_passed_over),
		cmocka_unit_test(percent_encoding_is_decoded_once),
		cmocka_unit_test(malformed_percent_encoding_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
