/* Every step in every state, and how late requests climb. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "help_server.h"

/* Steps by columns: triage assign answer refuse confirm reopen merge link rate. The state it leads to; '-': refused; '=': stays. */
static const struct row {
	enum help_state from;
	const char *to;
} table[help_states] = {
	{ HELP_RAISED, "t--x--m=-" }, { HELP_TRIAGED, "=a-x--m=-" }, { HELP_ASSIGNED, "=-rx--m=-" }, { HELP_RESOLVED, "----co-==" },
	{ HELP_CONFIRMED, "-----o-==" }, { HELP_REFUSED, "-----o-==" }, { HELP_REOPENED, "=-rx--m=-" }, { HELP_MERGED, "---------" } };

static enum help_state state_of(char letter, enum help_state from)
{
	switch (letter) {
	case 't': return HELP_TRIAGED;
	case 'a': return HELP_ASSIGNED;
	case 'r': return HELP_RESOLVED;
	case 'c': return HELP_CONFIRMED;
	case 'x': return HELP_REFUSED;
	case 'o': return HELP_REOPENED;
	case 'm': return HELP_MERGED;
	default: return from;
	}
}

static void each_step_leads_where_the_table_says(void **state)
{
	struct giving *giving = *state;

	for (size_t i = 0; i < help_states; i++)
		for (int step = 0; step < help_steps; step++) {
			const char *nonce = arena_print(&giving->arena, "%zu %d", i, step);
			const char *code = help_at(giving, table[i].from, nonce), letter = table[i].to[step];
			const enum err err = help_do(giving, &county_officer, (enum help_step)step, code, later(giving_noon(), 60));
			const enum help_state now = help_found(giving, &county_officer, code, giving_noon()).state;

			if ((err == OK) != (letter != '-') || now != state_of(letter, table[i].from))
				fail_msg("%s, step %d: %s, then %s", help_state_names[table[i].from], step, err_name(err), help_state_names[now]);
		}
}

static enum err climb(struct help_call *call)
{
	return help_climb(call->giving->db, &call->giving->arena, 100, call->now, &call->number);
}

static int64_t climbed(struct giving *giving, struct timestamp now)
{
	struct help_call call = { .giving = giving, .now = now };

	assert_int_equal(help_run(&call, climb), OK);
	return call.number;
}

static void a_late_one_goes_up_level_by_level_each_once(void **state)
{
	static const enum help_level levels[] = { HELP_AT_TOWNSHIP, HELP_AT_COUNTY, HELP_AT_CITY };
	struct giving *giving = *state;
	const char *code = help_at(giving, HELP_RAISED, "late");
	struct help_row row = help_found(giving, &city_officer, code, giving_noon());

	assert_int_equal(row.level, HELP_AT_SCHOOL);
	assert_int_equal(climbed(giving, row.triage_due_at), 0);
	for (size_t i = 0; i < 3; i++) {
		const struct timestamp late = later(row.climb_due_at, 1);

		assert_int_equal(climbed(giving, late), 1);
		assert_int_equal(climbed(giving, late), 0);
		row = help_found(giving, &city_officer, code, late);
		assert_int_equal(row.level, levels[i]);
		assert_true(row.climb_due_at.us > late.us);
	}
	assert_true(row.mine);
	assert_int_equal(climbed(giving, later(row.climb_due_at, 1)), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT climbed_to) AS n FROM help_event WHERE step = 'climb'"), 3);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'help_climb'"), 3);
}

static void an_answered_one_does_not_climb(void **state)
{
	struct giving *giving = *state;
	const char *code = help_at(giving, HELP_RESOLVED, "answered");

	assert_int_equal(climbed(giving, later(giving_noon(), 90 * 86400)), 0);
	assert_int_equal(help_found(giving, &city_officer, code, giving_noon()).level, HELP_AT_SCHOOL);
}

static void another_officer_s_is_not_answered(void **state)
{
	struct giving *giving = *state;
	const char *code = help_at(giving, HELP_ASSIGNED, "mine");

	assert_int_equal(help_do(giving, &city_officer, HELP_ANSWER, code, giving_noon()), E_DENIED);
	assert_int_equal(help_do(giving, &city_officer, HELP_REFUSE, code, giving_noon()), E_DENIED);
	assert_int_equal(help_do(giving, &other_school_clerk, HELP_TRIAGE, code, giving_noon()), E_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_step_leads_where_the_table_says, help_clean),
		cmocka_unit_test_setup(a_late_one_goes_up_level_by_level_each_once, help_clean),
		cmocka_unit_test_setup(an_answered_one_does_not_climb, help_clean),
		cmocka_unit_test_setup(another_officer_s_is_not_answered, help_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
