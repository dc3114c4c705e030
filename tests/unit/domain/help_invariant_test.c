/* Every invariant of requests for help notices what breaks it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/aid/help_invariant.h"
#include "help_server.h"

static int64_t broken_rows(struct giving *giving, const struct invariant *invariant)
{
	int64_t broken;

	if (invariant_count(giving->db, &giving->arena, invariant, &broken) != OK)
		fail_msg("%s: %s", invariant->name, giving->fault.text);
	return broken;
}

/* One in every state, the clock of none of them over; a bad rating. */
static void fill(struct giving *giving)
{
	for (int state = 0; state < help_states; state++) {
		const char *code = help_at(giving, (enum help_state)state, arena_print(&giving->arena, "%d", state));

		if (state == HELP_RESOLVED)
			assert_int_equal(help_do_rate(giving, code, 1, giving_noon()), OK);
	}
	giving_sql(giving, "UPDATE help_request SET climb_due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY WHERE open = TRUE");
	giving_sql(giving, "SET SESSION check_constraint_checks = 0");
}

static void the_tests_own_data_break_none(void **state)
{
	fill(*state);
	for (const struct invariant *invariant = help_invariants; invariant->name != NULL; invariant++)
		if (broken_rows(*state, invariant) != 0)
			fail_msg("\"%s\" is broken", invariant->name);
}

static void each_breach_is_noticed(void **state)
{
	static const struct {
		const char *name, *sql;
	} breaches[] = {
		{ "a request is answered by an officer who had it", "UPDATE help_request SET answered_by = NULL WHERE state = 'resolved'" },
		{ "an answer stands in the thread", "DELETE FROM help_event WHERE step = 'answer'" },
		{ "a request is confirmed after its answer", "UPDATE help_request SET answered_at = NULL WHERE confirmed_at IS NOT NULL" },
		{ "who was proved to be the guardian has a child on the register",
		  "UPDATE help_request SET student_id = NULL WHERE proved_at IS NOT NULL" },
		{ "a request is merged with one that is not merged itself",
		  "UPDATE help_request h JOIN help_request o ON o.merged_into = h.id SET h.merged_into = o.id, h.merged_at = o.merged_at" },
		{ "an open request past its deadline has climbed within a day",
		  "UPDATE help_request SET climb_due_at = UTC_TIMESTAMP(6) - INTERVAL 25 HOUR WHERE state = 'raised' AND level = 'school'" },
		{ "a rating comes after an answer or a refusal", "UPDATE help_rating SET rated_at = rated_at - INTERVAL 1 DAY" },
		{ "a request is rated once", "INSERT INTO help_event (request_id, event_key, step, at) SELECT request_id, 'again', 'rate', rated_at "
		  "FROM help_rating" },
		{ "a bad rating has its case, a good one has none", "UPDATE help_rating SET due_at = NULL" },
		{ "the case of a bad rating is due after fifteen working days", "UPDATE help_rating SET due_at = due_at + INTERVAL 3 DAY" },
		{ "nobody deals with a bad rating of his own", "UPDATE help_rating SET handled_by = officer_id" } };
	struct giving *giving = *state;
	size_t count = 0;

	for (const struct invariant *invariant = help_invariants; invariant->name != NULL; invariant++)
		count++;
	assert_int_equal(count, sizeof breaches / sizeof breaches[0]);
	for (size_t i = 0; i < count; i++) {
		giving_sql(giving, "SET SESSION check_constraint_checks = 1");
		assert_int_equal(help_clean(state), 0);
		fill(giving);
		giving_sql(giving, breaches[i].sql);
		assert_string_equal(breaches[i].name, help_invariants[i].name);
		if (broken_rows(giving, &help_invariants[i]) == 0)
			fail_msg("\"%s\" was not noticed", breaches[i].name);
	}
	giving_sql(giving, "SET SESSION check_constraint_checks = 1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_tests_own_data_break_none, help_clean), cmocka_unit_test_setup(each_breach_is_noticed, help_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
