/* One arena for each test of a program, empty when it begins: cmocka_unit_test_setup_teardown(test, set_up, tear_down). */
#ifndef YM_TESTS_SCRATCH_H
#define YM_TESTS_SCRATCH_H

#include "base/arena.h"

static struct arena arena;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#endif
