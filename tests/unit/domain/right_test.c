/* The rights, against the table that people read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/actor.h"
#include "domain/office/right.h"

enum { line_bytes = 256 };

static FILE *open_table(void)
{
	const char *top = getenv("YM_TOP");
	char path[512];
	FILE *table;

	snprintf(path, sizeof path, "%s/doc/rights.tsv", top != NULL ? top : ".");
	table = fopen(path, "r");
	assert_non_null(table);
	return table;
}

static bool next_line(FILE *table, char line[line_bytes])
{
	do {
		if (fgets(line, line_bytes, table) == NULL)
			return false;
	} while (line[0] == '#');
	assert_non_null(strchr(line, '\n'));
	line[strcspn(line, "\n")] = '\0';
	return true;
}

static enum action action_of(const char *name)
{
	for (enum action action = ACTION_NONE; action < actions; action++)
		if (strcmp(action_names[action], name) == 0)
			return action;
	fail_msg("no action %s", name);
	return ACTION_NONE;
}

static const char *word(enum office_role role, enum action action)
{
	if (!right_held(role, action))
		return "-";
	return right_needs_second_factor(action) ? "code" : "yes";
}

static void the_table_for_people_says_what_the_programs_hold(void **state)
{
	FILE *table = open_table();
	char line[line_bytes];
	unsigned seen[actions] = { 0 };
	char *rest, *cell;

	(void)state;
	assert_true(next_line(table, line));
	rest = line;
	assert_string_equal(strsep(&rest, "\t"), "action");
	for (enum office_role role = 0; role < office_roles; role++)
		assert_string_equal(strsep(&rest, "\t"), office_role_names[role]);
	assert_null(rest);
	while (next_line(table, line)) {
		enum action action;

		rest = line;
		action = action_of(strsep(&rest, "\t"));
		seen[action]++;
		for (enum office_role role = 0; role < office_roles; role++) {
			cell = strsep(&rest, "\t");
			if (cell == NULL || strcmp(cell, word(role, action)) != 0)
				fail_msg("%s, %s: the table says %s, the program %s", action_names[action],
					 office_role_names[role], cell, word(role, action));
		}
		assert_null(rest);
	}
	fclose(table);
	for (enum action action = ACTION_HOME; action < actions; action++)
		if (seen[action] != 1)
			fail_msg("%s stands %u times in the table", action_names[action], seen[action]);
}

static void every_row_stands_at_its_action(void **state)
{
	(void)state;
	for (enum action action = ACTION_NONE; action < actions; action++) {
		assert_int_equal(rights[action].action, action);
		assert_non_null(action_names[action]);
		assert_int_equal(rights[action].roles == 0, action == ACTION_NONE);
	}
	assert_null(action_names[actions]);
	assert_null(office_role_names[office_roles]);
}

static void what_is_no_role_or_no_action_is_not_held(void **state)
{
	(void)state;
	assert_false(right_held(office_roles, ACTION_HOME));
	assert_false(right_held(ROLE_CITY, actions));
	assert_false(right_held(ROLE_CITY, ACTION_NONE));
}

/* The three administrators stand apart (domain.md §5). */
static void no_administrator_does_another_ones_work(void **state)
{
	(void)state;
	for (enum action action = ACTION_HOME + 1; action < actions; action++) {
		assert_false(right_held(ROLE_AUDIT, action) && action != ACTION_AUDIT_VIEW && action != ACTION_AUDIT_EXPORT);
		assert_false(right_held(ROLE_SYSTEM, action) && right_held(ROLE_AUDIT, action));
		assert_false(right_held(ROLE_SAFETY, action) && right_held(ROLE_AUDIT, action));
	}
	assert_false(right_held(ROLE_SYSTEM, ACTION_ROLE_GRANT));
	assert_false(right_held(ROLE_SYSTEM, ACTION_AUTHENTICATOR_RESET));
	assert_false(right_held(ROLE_SYSTEM, ACTION_STUDENT_VIEW));
	assert_false(right_held(ROLE_SAFETY, ACTION_ACCOUNT_EDIT));
	assert_false(right_held(ROLE_SAFETY, ACTION_STUDENT_VIEW));
}

static void only_safety_grants_roles(void **state)
{
	(void)state;
	for (enum office_role role = 0; role < office_roles; role++)
		assert_int_equal(right_held(role, ACTION_ROLE_GRANT), role == ROLE_SAFETY);
}

/* The rules of aid are the whole city's: a role of the city that is held at a county publishes none. */
static void rules_of_aid_are_published_from_the_root_alone(void **state)
{
	(void)state;
	assert_true(right_reaches(ACTION_PROGRAMME_PUBLISH, "/1/"));
	assert_false(right_reaches(ACTION_PROGRAMME_PUBLISH, "/1/5/"));
	assert_true(right_reaches(ACTION_PROGRAMME_EDIT, "/1/5/"));
	for (enum office_role role = 0; role < office_roles; role++)
		assert_int_equal(right_held(role, ACTION_PROGRAMME_PUBLISH), role == ROLE_CITY);
}

static void a_scope_holds_itself_and_what_lies_below(void **state)
{
	(void)state;
	assert_true(scope_holds("/1/5/", "/1/5/"));
	assert_true(scope_holds("/1/5/", "/1/5/77/"));
	assert_true(scope_holds("/", "/1/5/77/"));
	assert_false(scope_holds("/1/5/", "/1/"));
	assert_false(scope_holds("/1/5/", "/1/55/"));
	assert_false(scope_holds("/1/5/", "/1/6/"));
}

static void a_scope_that_was_never_filled_in_holds_nothing(void **state)
{
	(void)state;
	assert_false(scope_holds("", "/1/"));
	assert_false(scope_holds(NULL, "/1/"));
	assert_false(scope_holds("/1/", NULL));
	assert_false(scope_holds(actor_nobody.unit_path, "/1/"));
	assert_true(scope_holds(actor_worker.unit_path, "/1/"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_for_people_says_what_the_programs_hold),
		cmocka_unit_test(every_row_stands_at_its_action),
		cmocka_unit_test(what_is_no_role_or_no_action_is_not_held),
		cmocka_unit_test(no_administrator_does_another_ones_work),
		cmocka_unit_test(only_safety_grants_roles),
		cmocka_unit_test(rules_of_aid_are_published_from_the_root_alone),
		cmocka_unit_test(a_scope_holds_itself_and_what_lies_below),
		cmocka_unit_test(a_scope_that_was_never_filled_in_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
