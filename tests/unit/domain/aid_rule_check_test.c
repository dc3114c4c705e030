/* Rules that can never hold, and tiers that can never be reached. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/aid/rule.h"
#include "domain/pairing/student.h"

enum { many = 260 };
static struct rule_clause clauses[many];
static struct rule_tier tiers[9];
static struct rule rule;

static void begin(uint16_t tier_count)
{
	for (int16_t i = 0; i < 9; i++)
		tiers[i] = (struct rule_tier){ .tier = (int16_t)(i + 1), .amount = { 100 } };
	rule = (struct rule){ .clauses = clauses, .tiers = tiers, .tier_count = tier_count };
}

static void add(int tier, int group, enum fact_field field, enum clause_op op, const char *value)
{
	struct rule_clause *clause = &clauses[rule.clause_count];

	*clause = (struct rule_clause){ .tier = (int16_t)tier, .group = (int16_t)group, .position = (int16_t)(rule.clause_count % 60 + 1) };
	assert_int_equal(rule_clause_parse(field, op, value, clause), OK);
	rule.clause_count++;
}

static void finds(enum rule_fault fault, const struct rule_clause *at)
{
	const struct rule_clause *where = &clauses[many - 1];

	assert_string_equal(rule_fault_names[rule_check(&rule, &where)], rule_fault_names[fault]);
	assert_ptr_equal(where, at);
}

static void what_can_hold_is_sound(void **state)
{
	(void)state;
	begin(2);
	add(0, 0, FACT_STAGE, OP_IN, "primary,junior");
	add(0, 0, FACT_STAGE, OP_IS_NOT, "primary");
	add(0, 1, FACT_AGE, OP_AT_LEAST, "60");
	add(0, 2, FACT_TUITION, OP_AT_MOST, "0");
	add(1, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_SOUND, NULL);
}

static void a_rule_without_tiers_or_conditions_is_none(void **state)
{
	(void)state;
	begin(0);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_NO_TIER, NULL);
	begin(1);
	finds(RULE_NO_CLAUSE, NULL);
	add(1, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_NO_CLAUSE, NULL);
	begin(1);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	add(2, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_NO_TIER, &clauses[1]);
}

static void too_many_clauses_are_refused(void **state)
{
	(void)state;
	begin(1);
	for (int i = 0; i < rule_clauses_max; i++)
		add(0, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_SOUND, NULL);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_TOO_MANY_CLAUSES, NULL);
}

static void alternatives_are_numbered_without_a_gap(void **state)
{
	(void)state;
	begin(1);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	add(0, 2, FACT_ORPHAN, OP_IS, "yes");
	finds(RULE_GROUP_EMPTY, &clauses[1]);
	begin(1);
	add(0, 1, FACT_BOARDING, OP_IS, "yes");
	add(0, 3, FACT_ORPHAN, OP_IS, "yes");
	finds(RULE_GROUP_EMPTY, &clauses[1]);
}

static void what_no_child_can_be_is_a_contradiction(void **state)
{
	(void)state;
	begin(1);
	add(0, 0, FACT_STAGE, OP_IS, "primary");
	add(0, 0, FACT_STAGE, OP_IS_NOT, "primary");
	finds(RULE_CONTRADICTION, &clauses[1]);
	begin(1);
	add(0, 0, FACT_AGE, OP_AT_LEAST, "18");
	add(0, 0, FACT_AGE, OP_AT_MOST, "17");
	finds(RULE_CONTRADICTION, &clauses[1]);
	begin(1);
	add(0, 0, FACT_TUITION, OP_AT_MOST, "0.01");
	add(0, 0, FACT_TUITION, OP_IS_NOT, "0");
	finds(RULE_SOUND, NULL);
	add(0, 0, FACT_TUITION, OP_IS_NOT, "0.01");
	finds(RULE_CONTRADICTION, &clauses[2]);
	begin(1);
	add(0, 0, FACT_BOARDING, OP_IS_NOT, "yes");
	add(0, 0, FACT_BOARDING, OP_IS_NOT, "no");
	finds(RULE_CONTRADICTION, &clauses[1]);
}

/* One alternative that can hold is enough; where all contradict what always holds, the first clause that took the last value is named. */
static void every_alternative_must_fail(void **state)
{
	(void)state;
	begin(1);
	add(0, 0, FACT_GRADE, OP_IN, "1,2");
	add(0, 1, FACT_GRADE, OP_AT_LEAST, "3");
	add(0, 2, FACT_GRADE, OP_AT_LEAST, "2");
	finds(RULE_SOUND, NULL);
	rule.clause_count = 2;
	add(0, 2, FACT_GRADE, OP_IS, "9");
	finds(RULE_CONTRADICTION, &clauses[1]);
}

static void a_tier_behind_one_that_always_holds_is_never_reached(void **state)
{
	(void)state;
	begin(2);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	finds(RULE_TIER_UNREACHABLE, NULL);
	add(2, 0, FACT_ORPHAN, OP_IS, "yes");
	finds(RULE_TIER_UNREACHABLE, &clauses[1]);
}

static void tiers_that_share_all_children_leave_none_to_the_last(void **state)
{
	(void)state;
	begin(3);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	add(1, 0, FACT_STAGE, OP_IN, "kindergarten,primary,junior");
	add(2, 0, FACT_STAGE, OP_IN, "senior,vocational");
	finds(RULE_SOUND, NULL);
	add(2, 1, FACT_ORPHAN, OP_IS, "yes");
	add(2, 2, FACT_ORPHAN, OP_IS_NOT, "yes");
	add(3, 0, FACT_STAGE, OP_IS_NOT, "university");
	finds(RULE_TIER_UNREACHABLE, &clauses[5]);
}

static void a_tier_against_the_rule_itself_is_never_reached(void **state)
{
	(void)state;
	begin(2);
	add(0, 0, FACT_STAGE, OP_IS, "senior");
	add(1, 0, FACT_STAGE, OP_IS, "junior");
	finds(RULE_TIER_UNREACHABLE, &clauses[1]);
}

static uint32_t dice_state = 1;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (dice_state >> 8) % sides;
}

/* Every child that the random rules can tell apart. */
enum { children = 2 * 2 * 3 * 9, rules_tried = 4000 };

static struct facts child(int64_t number)
{
	struct facts facts = { 0 };

	fact_set(&facts, FACT_BOARDING, number % 2);
	fact_set(&facts, FACT_ORPHAN, number / 2 % 2);
	fact_set(&facts, FACT_SCHOOL_PLACE, number / 4 % 3);
	fact_set(&facts, FACT_GRADE, number / 12 + 1);
	return facts;
}

static void add_some(int tier, uint32_t count)
{
	static const char *const places[] = { "city", "province", "elsewhere", "city,province" };
	static const char *const grades[] = { "1", "2", "8", "9" };
	int group = tier == 0 ? 0 : (int)dice(2);

	for (uint32_t i = 0; i < count; i++, group += dice(3) == 0)
		switch (dice(4)) {
		case 0: add(tier, group, FACT_BOARDING, (enum clause_op)dice(2), dice(2) != 0 ? "yes" : "no"); break;
		case 1: add(tier, group, FACT_ORPHAN, (enum clause_op)dice(2), dice(2) != 0 ? "yes" : "no"); break;
		case 2: add(tier, group, FACT_SCHOOL_PLACE, dice(2) != 0 ? OP_IN : OP_IS_NOT, places[dice(3)]); break;
		default: add(tier, group, FACT_GRADE, (enum clause_op)(dice(2) + OP_AT_LEAST), grades[dice(4)]); break;
		}
}

static enum rule_fault found_by_trying(void)
{
	const struct rule bare = { .clauses = clauses, .clause_count = rule.clause_count };
	bool held = false, reached[9] = { false };

	for (int64_t number = 0; number < children; number++) {
		const struct facts facts = child(number);
		struct verdict verdict;

		rule_evaluate(&bare, &facts, &verdict);
		held = held || verdict.truth == TRUTH_YES;
		rule_evaluate(&rule, &facts, &verdict);
		if (verdict.tier != NULL)
			reached[verdict.tier - tiers] = true;
	}
	if (!held)
		return RULE_CONTRADICTION;
	for (uint16_t i = 0; i < rule.tier_count; i++)
		if (!reached[i])
			return RULE_TIER_UNREACHABLE;
	return RULE_SOUND;
}

static void faults_are_those_that_trying_every_child_finds(void **state)
{
	int64_t found[3] = { 0, 0, 0 };

	(void)state;
	for (int tried = 0; tried < rules_tried; tried++) {
		const struct rule_clause *where;
		enum rule_fault fault;

		begin((uint16_t)(1 + dice(3)));
		add_some(0, 1 + dice(6));
		for (int tier = 1; tier <= (int)rule.tier_count; tier++)
			add_some(tier, dice(4));
		fault = found_by_trying();
		assert_string_equal(rule_fault_names[rule_check(&rule, &where)], rule_fault_names[fault]);
		assert_true(fault != RULE_CONTRADICTION || where != NULL);
		found[fault == RULE_SOUND ? 0 : fault == RULE_CONTRADICTION ? 1 : 2]++;
	}
	assert_true(found[0] > 100 && found[1] > 100 && found[2] > 100);
}

/* The last tier is for whoever meets none of eight others, each of eight alternatives over the same facts: as hard as such a thing gets. */
static void a_rule_made_to_be_slow_is_answered(void **state)
{
	const struct rule_clause *where;

	(void)state;
	begin(9);
	add(0, 0, FACT_BOARDING, OP_IS, "yes");
	for (int tier = 1; tier <= 8; tier++)
		for (int group = 1; group <= 8; group++)
			for (int i = 0; i < 3; i++)
				add(tier, group, (enum fact_field)(FACT_REGISTERED_POOR + dice(8)), OP_IS, dice(2) != 0 ? "yes" : "no");
	assert_int_not_equal(rule_check(&rule, &where), RULE_CONTRADICTION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_can_hold_is_sound),
		cmocka_unit_test(a_rule_without_tiers_or_conditions_is_none),
		cmocka_unit_test(too_many_clauses_are_refused),
		cmocka_unit_test(alternatives_are_numbered_without_a_gap),
		cmocka_unit_test(what_no_child_can_be_is_a_contradiction),
		cmocka_unit_test(every_alternative_must_fail),
		cmocka_unit_test(a_tier_behind_one_that_always_holds_is_never_reached),
		cmocka_unit_test(tiers_that_share_all_children_leave_none_to_the_last),
		cmocka_unit_test(a_tier_against_the_rule_itself_is_never_reached),
		cmocka_unit_test(faults_are_those_that_trying_every_child_finds),
		cmocka_unit_test(a_rule_made_to_be_slow_is_answered) };

	return cmocka_run_group_tests_name("aid_rule_check", tests, NULL, NULL);
}
