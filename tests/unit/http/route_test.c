#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/route.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static const char *path_of(const char *script_name, const char *path_info)
{
	const struct parameter parameters[] = { { "SCRIPT_NAME", script_name }, { "PATH_INFO", path_info } };
	const struct incoming incoming = { .parameters = parameters, .parameter_count = path_info != NULL ? 2 : 1 };

	return route_path(&arena, &incoming, "/yimeng/pledge");
}

static void both_servers_ways_give_the_path_below_the_mount(void **state)
{
	(void)state;
	assert_string_equal("/campaigns/7", path_of("/yimeng/pledge", "/campaigns/7"));
	assert_string_equal("/campaigns/7", path_of("/yimeng/pledge/campaigns/7", NULL));
	assert_string_equal("/campaigns/7", path_of("/yimeng/pledge/campaigns/7", ""));
	assert_string_equal("/", path_of("/yimeng/pledge", NULL));
	assert_string_equal("/", path_of("/yimeng/pledge/", NULL));
	assert_string_equal("/campaigns/", path_of("/yimeng/pledge", "/campaigns/"));
	assert_string_equal("/\xe6\xb2\x82", path_of("/yimeng/pledge", "/%E6%B2%82"));
	assert_string_equal("/a..b/.c/...", path_of("/yimeng/pledge", "/a..b/.c/..."));
}

static void a_path_outside_the_mount_is_none(void **state)
{
	const struct incoming nothing = { .parameter_count = 0 };

	(void)state;
	assert_null(path_of("/yimeng/admin", "/x"));
	assert_null(path_of("/yimeng/pledged", NULL));
	assert_null(path_of("/yimeng", NULL));
	assert_null(path_of("", NULL));
	assert_null(route_path(&arena, &nothing, "/yimeng/pledge"));
}

static void a_path_that_tries_something_is_none(void **state)
{
	static const char *const tries[] = {
		"/..", "/../x", "/a/../b", "/./a", "/a/.", "/%2e%2e/x", "/a%2f..%2fb", "//a", "/a//b", "/a\\b", "/%5c..", "/a%00b",
		"/%", "/%4", "/%zz", "/%ff", "/%c0%ae", "/%ed%a0%80", "/a%0ab", "/a\x7f", "/%e2%80%ae",
	};

	(void)state;
	for EACH(i, tries)
		assert_null(path_of("/yimeng/pledge", tries[i]));
}

/* nginx has decoded $fastcgi_script_name already: what it leaves of %252e%252e must not pass as a harmless name. */
static void what_a_server_decoded_is_still_checked(void **state)
{
	(void)state;
	assert_null(path_of("/yimeng/pledge/%2e%2e/admin", NULL));
	assert_null(path_of("/yimeng/pledge/100%", NULL));
}

static bool match(const char *pattern, const char *path, struct path_values *values)
{
	return route_match(&arena, pattern, path, values);
}

static void a_literal_pattern_matches_itself_only(void **state)
{
	struct path_values values;

	(void)state;
	assert_true(match("/", "/", &values));
	assert_true(match("/campaigns.xml", "/campaigns.xml", &values));
	assert_int_equal(0, values.id);
	assert_null(values.code);
	assert_false(match("/campaigns", "/campaigns/", &values));
	assert_false(match("/campaigns/", "/campaigns", &values));
	assert_false(match("/campaigns", "/Campaigns", &values));
}

static void an_id_is_a_positive_number_without_a_leading_zero(void **state)
{
	static const char *const refused[] = { "/c/0", "/c/07", "/c/-1", "/c/+1", "/c/1x", "/c/", "/c/ 1", "/c/1/", "/c/0x1",
					       "/c/9223372036854775808", "/c/99999999999999999999" };
	struct path_values values = { .id = 42 };

	(void)state;
	for EACH(i, refused)
		assert_false(match("/c/{id}", refused[i], &values));
	assert_int_equal(42, values.id);
	assert_true(match("/c/{id}", "/c/9223372036854775807", &values));
	assert_true(values.id == INT64_MAX);
	assert_true(match("/c/{id}/pledges", "/c/10/pledges", &values));
	assert_int_equal(10, values.id);
	assert_true(match("/c/{id}.xml", "/c/7.xml", &values));
	assert_int_equal(7, values.id);
	assert_false(match("/c/{id}.xml", "/c/xml", &values));
}

static void a_code_has_letters_digits_and_hyphens(void **state)
{
	struct path_values values;
	char longest[] = "/p/aaaaaaaaaabbbbbbbbbbccccccccccdddddddddde";

	(void)state;
	assert_true(match("/p/{code}/slip", "/p/YM7k-24QX-9/slip", &values));
	assert_string_equal("YM7k-24QX-9", values.code);
	assert_false(match("/p/{code}", longest, &values));
	longest[sizeof longest - 2] = '\0';
	assert_true(match("/p/{code}", longest, &values));
	assert_false(match("/p/{code}", "/p/", &values));
	assert_false(match("/p/{code}", "/p/a_b", &values));
	assert_false(match("/p/{code}", "/p/\xe5\xbc\xa0", &values));
	assert_false(match("/p/{code}", "/p/a/b", &values));
}

static void an_id_and_a_code_may_stand_in_one_path(void **state)
{
	struct path_values values;

	(void)state;
	assert_true(match("/c/{id}/p/{code}", "/c/3/p/x", &values));
	assert_int_equal(3, values.id);
	assert_string_equal("x", values.code);
}

static void a_pattern_says_what_is_wrong_with_it(void **state)
{
	static const char *const sound[] = { "/", "/campaigns", "/campaigns/{id}", "/c/{id}/p/{code}", "/c/{id}.xml", "/a_b~c" };
	static const char *const faulty[] = { "", "campaigns", "/a//b", "/../a", "/{name}", "/{id", "/{id}{code}", "/{id}/{id}",
					      "/{code}/x/{code}", "/a b", "/a%20b", "/a?b", "/{id}-{code}", "/a}" };

	(void)state;
	for EACH(i, sound)
		assert_null(route_pattern_fault(sound[i]));
	for EACH(i, faulty)
		assert_non_null(route_pattern_fault(faulty[i]));
}

static enum method method_of(const char *name)
{
	const struct parameter parameter = { "REQUEST_METHOD", name };
	const struct incoming incoming = { .parameters = &parameter, .parameter_count = 1 };

	return route_method(&incoming);
}

static void only_three_methods_are_known(void **state)
{
	(void)state;
	assert_int_equal(GET, method_of("GET"));
	assert_int_equal(HEAD, method_of("HEAD"));
	assert_int_equal(POST, method_of("POST"));
	assert_int_equal(METHOD_NONE, method_of("get"));
	assert_int_equal(METHOD_NONE, method_of("PUT"));
	assert_int_equal(METHOD_NONE, method_of(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(both_servers_ways_give_the_path_below_the_mount, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_path_outside_the_mount_is_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_path_that_tries_something_is_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_a_server_decoded_is_still_checked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_literal_pattern_matches_itself_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_id_is_a_positive_number_without_a_leading_zero, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_code_has_letters_digits_and_hyphens, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_id_and_a_code_may_stand_in_one_path, set_up, tear_down),
		cmocka_unit_test(a_pattern_says_what_is_wrong_with_it),
		cmocka_unit_test(only_three_methods_are_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
