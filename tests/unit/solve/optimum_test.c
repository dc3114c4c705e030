/* What the solver finds is the best there is: against trying everything, on thousands of small instances of every kind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "instance.h"

enum { rounds = 4000 };

static void check_kind(const struct instance_kind *kind)
{
	struct random random = { .state = kind->score };

	for (int round = 0; round < rounds; round++) {
		struct instance instance;

		instance_make(&random, kind, &instance);
		instance_check(&instance);
		instance_free(&instance);
	}
}

static void mixed_capacities_and_places(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 5, .families = 6, .places = 4, .capacity = 3, .candidates = 4, .score = 9 });
}

static void single_places(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 6, .families = 6, .places = 1, .capacity = 1, .candidates = 4, .score = 100 });
}

static void many_ties(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 6, .families = 4, .places = 2, .capacity = 2, .candidates = 4, .score = 1 });
}

static void scores_of_nothing(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 5, .families = 5, .places = 3, .capacity = 3, .candidates = 4, .score = 0 });
}

static void large_scores(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){ .students = 5, .families = 5, .places = 2, .capacity = 1, .candidates = 4, .score = UINT16_MAX });
}

static void too_few_families(void **state)
{
	(void)state;
	check_kind(&(struct instance_kind){
		.students = 7, .families = 2, .places = 3, .capacity = 2, .candidates = 2, .score = 50, .exact = true });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mixed_capacities_and_places), cmocka_unit_test(single_places), cmocka_unit_test(many_ties),
		cmocka_unit_test(scores_of_nothing), cmocka_unit_test(large_scores), cmocka_unit_test(too_few_families),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
