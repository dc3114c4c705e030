#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/form.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static struct parameter *pairs;
static size_t pair_count;

static enum err parse(const char *text, size_t max_pairs)
{
	return urlencoded_parse(&arena, text, strlen(text), max_pairs, &pairs, &pair_count);
}

static void pairs_are_decoded_in_their_order(void **state)
{
	(void)state;
	assert_int_equal(OK, parse("name=%E5%BC%A0+%E4%B8%89&amount=1%2C000&empty=&bare&a=b=c", 10));
	assert_int_equal(5, pair_count);
	assert_string_equal("name", pairs[0].name);
	assert_string_equal("\xe5\xbc\xa0 \xe4\xb8\x89", pairs[0].value);
	assert_string_equal("1,000", pairs[1].value);
	assert_string_equal("", pairs[2].value);
	assert_string_equal("bare", pairs[3].name);
	assert_string_equal("", pairs[3].value);
	assert_string_equal("b=c", pairs[4].value);
}

static void a_name_is_decoded_too(void **state)
{
	(void)state;
	assert_int_equal(OK, parse("a%3Db+c=1", 10));
	assert_string_equal("a=b c", pairs[0].name);
	assert_string_equal("1", pairs[0].value);
}

static void nothing_gives_no_pairs(void **state)
{
	(void)state;
	assert_int_equal(OK, parse("", 10));
	assert_int_equal(0, pair_count);
	assert_int_equal(OK, urlencoded_parse(&arena, NULL, 0, 0, &pairs, &pair_count));
	assert_int_equal(0, pair_count);
	assert_int_equal(OK, parse("&&", 10));
	assert_int_equal(0, pair_count);
}

static void what_no_browser_sends_refuses_the_whole_body(void **state)
{
	static const char *const bodies[] = { "a=1&b=%", "a=%4", "a=%zz", "a=%00", "%00=a", "a=x%00y", "a=%ff", "a=%C0%80",
					      "a=%ED%A0%80", "a=%F4%90%80%80", "a=\xff", "%ff=1", "a=%E5%BC" };

	(void)state;
	for EACH(i, bodies) {
		pair_count = 42;
		assert_int_equal(E_INVALID, parse(bodies[i], 10));
		assert_int_equal(42, pair_count);
	}
}

static void a_nul_byte_as_such_is_refused(void **state)
{
	(void)state;
	assert_int_equal(E_INVALID, urlencoded_parse(&arena, "a=b\0c", 5, 10, &pairs, &pair_count));
}

static void more_pairs_than_allowed_are_refused(void **state)
{
	(void)state;
	assert_int_equal(OK, parse("a=1&b=2", 2));
	assert_int_equal(E_INVALID, parse("a=1&b=2&c=3", 2));
}

static void ten_thousand_pairs_are_refused_before_anything_is_stored(void **state)
{
	static char body[40000];

	(void)state;
	for (size_t i = 0; i < sizeof body; i += 4)
		memcpy(body + i, "a=1&", 4);
	arena_reset(&arena);
	assert_int_equal(E_INVALID, urlencoded_parse(&arena, body, sizeof body - 1, 100, &pairs, &pair_count));
	assert_int_equal(0, arena_used(&arena));
}

static void the_parser_stays_within_its_bytes(void **state)
{
	(void)state;
	assert_int_equal(OK, urlencoded_parse(&arena, "a=1&b=234", 7, 10, &pairs, &pair_count));
	assert_int_equal(2, pair_count);
	assert_string_equal("2", pairs[1].value);
}

static void a_form_is_known_by_its_content_type(void **state)
{
	static const char *const forms[] = {
		"application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded",
		"application/x-www-form-urlencoded;charset=utf-8", "application/x-www-form-urlencoded ; charset=\"UTF-8\"",
		"application/x-www-form-urlencoded; boundary=x; charset=UTF-8 ",
	};
	static const char *const others[] = {
		"", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencodedx", "application/json",
		"application/x-www-form-urlencoded; charset=gb18030", "application/x-www-form-urlencoded; charset=\"utf-8",
		"application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=",
		"application/x-www-form-urlencoded; charset=utf-8x", "application/x-www-form-urlencoded, text/plain",
	};

	(void)state;
	assert_false(content_is_form(NULL));
	for EACH(i, forms)
		assert_true(content_is_form(forms[i]));
	for EACH(i, others)
		assert_false(content_is_form(others[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(pairs_are_decoded_in_their_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_is_decoded_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_gives_no_pairs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_no_browser_sends_refuses_the_whole_body, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_nul_byte_as_such_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(more_pairs_than_allowed_are_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ten_thousand_pairs_are_refused_before_anything_is_stored, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_parser_stays_within_its_bytes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_form_is_known_by_its_content_type, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
