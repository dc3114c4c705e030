/* Rules in three values. Small random rules are evaluated on every partial knowledge of every child, against a reference that takes the
 * least and the greatest of three numbers, and against all the children that are still possible. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/aid/rule.h"
#include "domain/pairing/student.h"

/* The facts that random rules speak of, and how many values each has. */
enum { asked = 4, children = 2 * 2 * 3 * 4, rules_tried = 1500, clauses_most = 9 };
static const enum fact_field field_of[asked] = { FACT_BOARDING, FACT_ORPHAN, FACT_SCHOOL_PLACE, FACT_GRADE };
static const int64_t values_of[asked] = { 2, 2, 3, 4 }, first_of[asked] = { 0, 0, 0, 1 };

static uint32_t dice_state;

static uint32_t dice(uint32_t sides)
{
	dice_state = dice_state * UINT32_C(1664525) + UINT32_C(1013904223);
	return (dice_state >> 8) % sides;
}

struct trial {
	struct rule_clause clauses[3 * clauses_most];
	struct rule_tier tiers[2];
	struct rule rule;
};

static void add_clauses(struct trial *trial, int16_t tier, uint32_t count)
{
	int16_t group = (int16_t)dice(2), position = 1;

	for (uint32_t i = 0; i < count; i++) {
		const uint32_t which = dice(asked);
		struct rule_clause clause = { .tier = tier, .group = group, .position = position++, .field = field_of[which] };

		clause.op = (enum clause_op)dice(which == 3 ? 5 : which == 2 ? 3 : 2);
		clause.value = first_of[which] + dice((uint32_t)values_of[which]);
		clause.choices = clause.op == OP_IN ? dice(1U << values_of[which]) << first_of[which] : 0;
		trial->clauses[trial->rule.clause_count++] = clause;
		if (dice(3) == 0 && group < 3) {
			group++;
			position = 1;
		}
	}
}

static void make(struct trial *trial)
{
	*trial = (struct trial){ .tiers = { { .tier = 1, .amount = { 100 } }, { .tier = 2, .amount = { 200 } } } };
	trial->rule.clauses = trial->clauses;
	trial->rule.tiers = trial->tiers;
	trial->rule.tier_count = (uint16_t)dice(3);
	add_clauses(trial, 0, dice(clauses_most));
	for (int16_t tier = 1; tier <= (int16_t)trial->rule.tier_count; tier++)
		add_clauses(trial, tier, dice(4));
}

static int64_t least(int64_t one, int64_t other) { return one < other ? one : other; }
static int64_t greatest(int64_t one, int64_t other) { return one > other ? one : other; }

/* 0 no, 1 unknown, 2 yes. */
static int64_t plain_clause(const struct rule_clause *clause, const struct facts *facts)
{
	const int64_t value = facts->value[clause->field];

	if ((facts->known & UINT32_C(1) << clause->field) == 0)
		return 1;
	switch (clause->op) {
	case OP_IS: return value == clause->value ? 2 : 0;
	case OP_IS_NOT: return value == clause->value ? 0 : 2;
	case OP_AT_LEAST: return value < clause->value ? 0 : 2;
	case OP_AT_MOST: return value > clause->value ? 0 : 2;
	case OP_IN: break;
	}
	for (uint32_t bit = 0; bit < 32; bit++)
		if ((clause->choices & UINT32_C(1) << bit) != 0 && value == (int64_t)bit)
			return 2;
	return 0;
}

static int64_t plain_part(const struct rule *rule, int16_t tier, const struct facts *facts)
{
	int64_t always = 2, any = 0;
	bool alternatives = false;

	for (int16_t group = 0; group <= rule_groups_max; group++) {
		int64_t all = 2;
		bool there = false;

		for (uint16_t i = 0; i < rule->clause_count; i++)
			if (rule->clauses[i].tier == tier && rule->clauses[i].group == group) {
				all = least(all, plain_clause(&rule->clauses[i], facts));
				there = true;
			}
		if (group == 0)
			always = all;
		else if (there) {
			alternatives = true;
			any = greatest(any, all);
		}
	}
	return alternatives ? least(always, any) : always;
}

static int64_t plain_whole(const struct rule *rule, const struct facts *facts)
{
	int64_t any = rule->tier_count == 0 ? 2 : 0;

	for (uint16_t i = 0; i < rule->tier_count; i++)
		any = greatest(any, plain_part(rule, rule->tiers[i].tier, facts));
	return least(plain_part(rule, 0, facts), any);
}

/* Child number n, all facts known. */
static struct facts child(int64_t number)
{
	struct facts facts = { 0 };

	for (int i = 0; i < asked; i++) {
		fact_set(&facts, field_of[i], first_of[i] + number % values_of[i]);
		number /= values_of[i];
	}
	return facts;
}

static uint32_t bits_of(uint32_t known)
{
	uint32_t bits = 0;

	for (int i = 0; i < asked; i++)
		if ((known >> i & 1) != 0)
			bits |= UINT32_C(1) << field_of[i];
	return bits;
}

/* The partial knowledge agrees with this child. */
static bool may_be(const struct facts *partly, const struct facts *whole)
{
	for (int i = 0; i < asked; i++)
		if (fact_is_known(partly, field_of[i]) && partly->value[field_of[i]] != whole->value[field_of[i]])
			return false;
	return true;
}

static void agrees_with_every_child(const struct rule *rule, const struct facts *partly, const struct verdict *verdict)
{
	for (int64_t number = 0; number < children; number++) {
		const struct facts whole = child(number);
		struct facts told = *partly;
		struct verdict certain, enough;

		if (!may_be(partly, &whole))
			continue;
		rule_evaluate(rule, &whole, &certain);
		assert_int_not_equal(certain.truth, TRUTH_UNKNOWN);
		assert_int_equal(certain.missing, 0);
		if (verdict->truth != TRUTH_UNKNOWN)
			assert_int_equal(certain.truth, verdict->truth);
		if (verdict->tier != NULL)
			assert_ptr_equal(certain.tier, verdict->tier);
		if (certain.tier != NULL)
			assert_true(certain.tier->amount.fen >= verdict->least->amount.fen && certain.tier->amount.fen <= verdict->most->amount.fen);
		/* What is not missing cannot change the answer. */
		told.known |= verdict->missing;
		for (int i = 0; i < asked; i++)
			told.value[field_of[i]] = whole.value[field_of[i]];
		rule_evaluate(rule, &told, &enough);
		assert_int_equal(enough.truth, certain.truth);
		assert_ptr_equal(enough.tier, certain.tier);
	}
}

static void an_unknown_fact_never_contradicts_what_was_said(void **state)
{
	struct trial trial;

	(void)state;
	dice_state = 20181109;
	for (int tried = 0; tried < rules_tried; tried++) {
		make(&trial);
		for (int64_t number = 0; number < children; number++)
			for (uint32_t known = 0; known < 1U << asked; known++) {
				struct facts facts = child(number);
				struct verdict verdict;

				facts.known &= bits_of(known);
				rule_evaluate(&trial.rule, &facts, &verdict);
				assert_int_equal(verdict.truth, plain_whole(&trial.rule, &facts));
				assert_int_equal(verdict.missing & facts.known, 0);
				assert_int_equal(verdict.truth == TRUTH_NO, verdict.failed != NULL);
				assert_int_equal(verdict.truth == TRUTH_UNKNOWN && verdict.missing == 0, 0);
				if (number % 7 == tried % 7)
					agrees_with_every_child(&trial.rule, &facts, &verdict);
			}
	}
}

/* One more fact turns an unknown into anything, and a yes or a no into nothing else. */
static void knowing_more_never_takes_an_answer_back(void **state)
{
	struct trial trial;

	(void)state;
	dice_state = 7;
	for (int tried = 0; tried < rules_tried; tried++) {
		make(&trial);
		for (int64_t number = 0; number < children; number++) {
			struct facts facts = child(number);
			struct verdict before, after;

			facts.known = 0;
			rule_evaluate(&trial.rule, &facts, &before);
			for (int i = 0; i < asked; i++) {
				facts.known |= UINT32_C(1) << field_of[i];
				rule_evaluate(&trial.rule, &facts, &after);
				if (before.truth != TRUTH_UNKNOWN)
					assert_int_equal(after.truth, before.truth);
				assert_int_equal(after.missing & ~before.missing, 0);
				before = after;
			}
		}
	}
}

static void the_trace_says_how_every_clause_stands(void **state)
{
	struct trial trial;

	(void)state;
	dice_state = 99;
	for (int tried = 0; tried < rules_tried; tried++) {
		struct facts facts = child(dice(children));
		enum truth truths[3 * clauses_most];

		facts.known &= bits_of(dice(1U << asked));
		make(&trial);
		rule_trace(&trial.rule, &facts, truths);
		for (uint16_t i = 0; i < trial.rule.clause_count; i++)
			assert_int_equal(truths[i], plain_clause(&trial.rule.clauses[i], &facts));
	}
}

/* A boarding subsidy: compulsory education, in the city, boards, and is poor in one of two ways; more from junior high on. */
static const struct rule_clause boarding_clauses[] = {
	{ .group = 0, .position = 1, .field = FACT_STAGE, .op = OP_IN, .choices = 1 << STAGE_PRIMARY | 1 << STAGE_JUNIOR },
	{ .group = 0, .position = 2, .field = FACT_BOARDING, .op = OP_IS, .value = 1 },
	{ .group = 1, .position = 1, .field = FACT_REGISTERED_POOR, .op = OP_IS, .value = 1 },
	{ .group = 2, .position = 1, .field = FACT_RURAL, .op = OP_IS, .value = 1 },
	{ .group = 2, .position = 2, .field = FACT_MINIMUM_LIVING, .op = OP_IS, .value = 1 },
	{ .tier = 1, .position = 1, .field = FACT_STAGE, .op = OP_IS, .value = STAGE_JUNIOR } };
static const struct rule_tier boarding_tiers[] = {
	{ .tier = 1, .amount = { 125000 }, .per = PER_YEAR }, { .tier = 2, .amount = { 50000 }, .per = PER_TERM } };
static const struct rule boarding = { .version_id = 1, .clauses = boarding_clauses, .tiers = boarding_tiers, .clause_count = 6, .tier_count = 2 };

static uint32_t bit(enum fact_field field) { return UINT32_C(1) << field; }

static void the_first_tier_that_holds_says_the_amount(void **state)
{
	struct facts facts = { 0 };
	struct verdict verdict;

	(void)state;
	fact_set(&facts, FACT_BOARDING, 1);
	fact_set(&facts, FACT_REGISTERED_POOR, 1);
	rule_evaluate(&boarding, &facts, &verdict);
	assert_int_equal(verdict.truth, TRUTH_UNKNOWN);
	assert_int_equal(verdict.missing, bit(FACT_STAGE));
	/* 500 a term is less than 1,250 a year. */
	assert_ptr_equal(verdict.least, &boarding_tiers[1]);
	assert_ptr_equal(verdict.most, &boarding_tiers[0]);
	fact_set(&facts, FACT_STAGE, STAGE_JUNIOR);
	rule_evaluate(&boarding, &facts, &verdict);
	assert_int_equal(verdict.truth, TRUTH_YES);
	assert_ptr_equal(verdict.tier, &boarding_tiers[0]);
	fact_set(&facts, FACT_STAGE, STAGE_PRIMARY);
	rule_evaluate(&boarding, &facts, &verdict);
	assert_ptr_equal(verdict.tier, &boarding_tiers[1]);
	assert_ptr_equal(verdict.least, verdict.most);
}

static void a_no_names_the_clause_that_came_furthest(void **state)
{
	struct facts facts = { 0 };
	struct verdict verdict;

	(void)state;
	fact_set(&facts, FACT_BOARDING, 0);
	rule_evaluate(&boarding, &facts, &verdict);
	assert_int_equal(verdict.truth, TRUTH_NO);
	assert_ptr_equal(verdict.failed, &boarding_clauses[1]);
	assert_int_equal(verdict.missing, 0);
	assert_null(verdict.least);
	fact_set(&facts, FACT_BOARDING, 1);
	fact_set(&facts, FACT_REGISTERED_POOR, 0);
	fact_set(&facts, FACT_RURAL, 1);
	fact_set(&facts, FACT_MINIMUM_LIVING, 0);
	rule_evaluate(&boarding, &facts, &verdict);
	assert_ptr_equal(verdict.failed, &boarding_clauses[4]);
}

static void the_next_question_decides_most_and_skips_what_is_not_known(void **state)
{
	struct facts facts = { 0 };

	(void)state;
	/* Two of six stages leave it open; one of two answers about boarding does. */
	assert_int_equal(rule_next_question(&boarding, 1, &facts, 0), FACT_STAGE);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, bit(FACT_STAGE)), FACT_BOARDING);
	fact_set(&facts, FACT_STAGE, STAGE_PRIMARY);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, 0), FACT_BOARDING);
	fact_set(&facts, FACT_BOARDING, 1);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, 0), FACT_REGISTERED_POOR);
	/* "I don't know" is never asked again, though it could still matter. */
	assert_int_equal(rule_next_question(&boarding, 1, &facts, bit(FACT_REGISTERED_POOR)), FACT_RURAL);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, bit(FACT_REGISTERED_POOR) | bit(FACT_RURAL)), FACT_MINIMUM_LIVING);
	fact_set(&facts, FACT_REGISTERED_POOR, 1);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, 0), -1);
	facts.known = 0;
	fact_set(&facts, FACT_BOARDING, 0);
	assert_int_equal(rule_next_question(&boarding, 1, &facts, 0), -1);
}

/* Whoever answers what is asked, in that order, comes to an answer, and is asked nothing that changes none. */
static void questions_lead_to_an_answer(void **state)
{
	struct trial trial;

	(void)state;
	dice_state = 4711;
	for (int tried = 0; tried < rules_tried; tried++) {
		const struct facts whole = child(dice(children));
		struct facts facts = { 0 };
		struct verdict verdict;
		int next;

		make(&trial);
		while ((next = rule_next_question(&trial.rule, 1, &facts, 0)) >= 0) {
			rule_evaluate(&trial.rule, &facts, &verdict);
			assert_int_not_equal(verdict.missing >> next & 1, 0);
			fact_set(&facts, (enum fact_field)next, whole.value[next]);
		}
		rule_evaluate(&trial.rule, &facts, &verdict);
		assert_int_not_equal(verdict.truth, TRUTH_UNKNOWN);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_unknown_fact_never_contradicts_what_was_said),
		cmocka_unit_test(knowing_more_never_takes_an_answer_back),
		cmocka_unit_test(the_trace_says_how_every_clause_stands),
		cmocka_unit_test(the_first_tier_that_holds_says_the_amount),
		cmocka_unit_test(a_no_names_the_clause_that_came_furthest),
		cmocka_unit_test(the_next_question_decides_most_and_skips_what_is_not_known),
		cmocka_unit_test(questions_lead_to_an_answer) };

	return cmocka_run_group_tests_name("aid_rule", tests, NULL, NULL);
}
