#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/cookie.h"
#include "scratch.h"

static const char *get(const char *cookies, const char *name)
{
	const struct parameter parameters[] = { { "REQUEST_METHOD", "GET" }, { "HTTP_COOKIE", cookies } };
	const struct incoming incoming = { .parameters = parameters, .parameter_count = 2 };

	return cookie_get(&arena, &incoming, name);
}

static void a_cookie_is_found_by_its_exact_name(void **state)
{
	(void)state;
	assert_string_equal("1", get("s=1", "s"));
	assert_string_equal("3", get("ss=1; as=2; s=3", "s"));
	assert_string_equal("abc.DEF_-~", get("theme=red;  s=abc.DEF_-~ ; z=1", "s"));
	assert_string_equal("a=b", get("s=a=b", "s"));
	assert_string_equal("quoted", get("s=\"quoted\"", "s"));
	assert_string_equal("", get("s=", "s"));
	assert_null(get("S=1", "s"));
	assert_null(get("s", "s"));
	assert_null(get("", "s"));
}

static void the_first_of_two_counts(void **state)
{
	(void)state;
	assert_string_equal("1", get("s=1; s=2", "s"));
	assert_null(get("s=a b; s=2", "s"));
}

static void garbage_around_a_cookie_is_passed_over(void **state)
{
	(void)state;
	assert_string_equal("1", get(";;; =; \x01\xff\"; s=1;;", "s"));
	assert_string_equal("1", get("\"unclosed; s=1", "s"));
}

static void a_value_with_a_forbidden_character_is_absent(void **state)
{
	static const char *const values[] = { "s=a b", "s=a,b", "s=a\"b", "s=a\\b", "s=\xe5\xbc\xa0", "s=a\tb", "s=\x7f", "s=\"" };

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		assert_null(get(values[i], "s"));
}

static void without_a_cookie_header_there_is_none(void **state)
{
	const struct incoming incoming = { .parameter_count = 0 };

	(void)state;
	assert_null(cookie_get(&arena, &incoming, "s"));
}

static void a_cookie_is_set_for_this_path_only_and_out_of_scripts_reach(void **state)
{
	struct outgoing outgoing = { .status = 0 };

	(void)state;
	cookie_set(&arena, &outgoing, "__Secure-ym-pledge", "v", "/yimeng/pledge", 0);
	cookie_set(&arena, &outgoing, "s", "v", "/", 3600);
	cookie_set(&arena, &outgoing, "s", "", "/", -1);
	assert_int_equal(3, outgoing.header_count);
	assert_string_equal("Set-Cookie", outgoing.header[0].name);
	assert_string_equal("__Secure-ym-pledge=v; Path=/yimeng/pledge; Secure; HttpOnly; SameSite=Lax", outgoing.header[0].value);
	assert_string_equal("s=v; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax", outgoing.header[1].value);
	assert_string_equal("s=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax", outgoing.header[2].value);
}

static void a_header_cannot_break_its_line(void **state)
{
	struct outgoing outgoing = { .status = 0 };

	(void)state;
	assert_false(outgoing_add_header(&outgoing, "Location", "/a\r\nSet-Cookie: s=1"));
	assert_false(outgoing_add_header(&outgoing, "Location", "/a\n"));
	assert_false(outgoing_add_header(&outgoing, "Bad: name", "x"));
	assert_false(outgoing_add_header(&outgoing, "", "x"));
	assert_int_equal(0, outgoing.header_count);
}

static void one_header_too_many_is_refused(void **state)
{
	struct outgoing outgoing = { .status = 0 };

	(void)state;
	for (int i = 0; i < HEADERS_MAX; i++)
		assert_true(outgoing_add_header(&outgoing, "X", "y"));
	assert_false(outgoing_add_header(&outgoing, "X", "y"));
	assert_int_equal(HEADERS_MAX, outgoing.header_count);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_cookie_is_found_by_its_exact_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_first_of_two_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(garbage_around_a_cookie_is_passed_over, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_with_a_forbidden_character_is_absent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_a_cookie_header_there_is_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_cookie_is_set_for_this_path_only_and_out_of_scripts_reach, set_up, tear_down),
		cmocka_unit_test(a_header_cannot_break_its_line),
		cmocka_unit_test(one_header_too_many_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
