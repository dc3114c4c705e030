/* Grants as words: SHOW GRANTS and the lists beside sql/ come to the same form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "db/grants.h"

static int start(void **state)
{
	*state = calloc(1, sizeof(struct arena));
	assert_non_null(*state);
	arena_init(*state, 0);
	return 0;
}

static int stop(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

static void comes_to(struct arena *arena, const char *line, const char *grant)
{
	struct grants grants = { 0 };

	grants_add_line(&grants, arena, line, "yimeng");
	assert_int_equal(grants.count, 1);
	assert_string_equal(grants.grant[0], grant);
}

static void the_servers_line_and_ours_are_the_same(void **state)
{
	comes_to(*state, "GRANT SELECT ON `yimeng`.`division` TO `ym_pledge`@`localhost`", "SELECT ON division");
	comes_to(*state, "SELECT ON division", "SELECT ON division");
	comes_to(*state, "SELECT ON division  \r", "SELECT ON division");
}

static void privileges_and_columns_are_sorted(void **state)
{
	comes_to(*state, "GRANT UPDATE (`b`, `a`), SELECT, INSERT (`z`,`y`) ON `yimeng`.`t` TO `u`@`h`",
		 "INSERT (y, z), SELECT, UPDATE (a, b) ON t");
}

static void another_database_keeps_its_name(void **state)
{
	comes_to(*state, "GRANT SELECT ON `yimeng2`.`t` TO `u`@`h`", "SELECT ON yimeng2.t");
	comes_to(*state, "GRANT SELECT ON `yimeng`.* TO `u`@`h`", "SELECT ON *");
}

static void the_password_is_dropped_and_the_option_kept(void **state)
{
	comes_to(*state, "GRANT ALL PRIVILEGES ON *.* TO `u`@`h` IDENTIFIED BY PASSWORD '*ABC' WITH GRANT OPTION",
		 "ALL PRIVILEGES ON *.* WITH GRANT OPTION");
}

static void a_role_is_a_grant_too(void **state)
{
	comes_to(*state, "GRANT `staff` TO `u`@`h`", "staff");
}

static void usage_comments_and_blank_lines_add_nothing(void **state)
{
	struct grants grants = { 0 };

	grants_add_text(&grants, *state, "# words\n\nSELECT ON a\n  \nGRANT USAGE ON *.* TO `u`@`h` IDENTIFIED VIA unix_socket\nSELECT ON b", "yimeng");
	assert_int_equal(grants.count, 2);
	assert_true(grants_hold(&grants, "SELECT ON a"));
	assert_true(grants_hold(&grants, "SELECT ON b"));
	assert_false(grants_hold(&grants, "SELECT ON c"));
}

static void many_columns_and_many_grants_fit(void **state)
{
	struct grants grants = { 0 };
	char line[2000] = "SELECT (";

	for (int i = 0; i < 200; i++)
		snprintf(line + strlen(line), sizeof line - strlen(line), "%sc%03d", i > 0 ? ", " : "", i);
	snprintf(line + strlen(line), sizeof line - strlen(line), ") ON t");
	for (int i = 0; i < 100; i++)
		grants_add_line(&grants, *state, line, "yimeng");
	assert_int_equal(grants.count, 100);
	assert_string_equal(grants.grant[0], line);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_servers_line_and_ours_are_the_same), TEST(privileges_and_columns_are_sorted),
		TEST(another_database_keeps_its_name), TEST(the_password_is_dropped_and_the_option_kept),
		TEST(a_role_is_a_grant_too), TEST(usage_comments_and_blank_lines_add_nothing),
		TEST(many_columns_and_many_grants_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
