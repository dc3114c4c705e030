#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"

#if ARENA_POISONS
#include <sanitizer/asan_interface.h>
#endif

static int set_up(void **state)
{
	struct arena *const arena = malloc(sizeof *arena);

	if (arena == NULL)
		return -1;
	arena_init(arena, 4096);
	*state = arena;
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	free(*state);
	return 0;
}

static bool is_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] != 0)
			return false;
	}
	return true;
}

static void nothing_is_allocated_before_first_use(void **state)
{
	const struct arena *const arena = *state;

	assert_null(arena->block);
	assert_int_equal(arena_used(arena), 0);
}

static void memory_is_zeroed_even_when_used_before(void **state)
{
	struct arena *const arena = *state;

	memset(arena_alloc(arena, 2000), 0xA5, 2000);
	arena_reset(arena);
	assert_true(is_zero(arena_alloc(arena, 2000), 2000));
}

static void pieces_are_aligned_for_any_type_after_odd_copies(void **state)
{
	struct arena *const arena = *state;

	for (size_t length = 0; length < 40; length++) {
		(void)arena_copy(arena, "0123456789012345678901234567890123456789", length);
		assert_int_equal((uintptr_t)arena_alloc(arena, length) % alignof(max_align_t), 0);
	}
}

static void size_zero_gives_unique_pointers(void **state)
{
	struct arena *const arena = *state;
	const void *const first = arena_alloc(arena, 0);
	const void *const second = arena_alloc(arena, 0);

	assert_ptr_not_equal(first, second);
	assert_ptr_not_equal(second, arena_copy(arena, "", 0));
}

static void pieces_do_not_overlap(void **state)
{
	enum { pieces = 300 };
	struct arena *const arena = *state;
	unsigned char *piece[pieces];

	for (size_t i = 0; i < pieces; i++) {
		piece[i] = arena_alloc(arena, i * 7 + 1);
		memset(piece[i], (int)(i % 251), i * 7 + 1);
	}
	for (size_t i = 0; i < pieces; i++) {
		for (size_t at = 0; at < i * 7 + 1; at++)
			assert_int_equal(piece[i][at], i % 251);
	}
}

static void a_large_piece_leaves_the_block_in_use(void **state)
{
	struct arena *const arena = *state;

	(void)arena_alloc(arena, 16);
	const struct arena_block *const block = arena->block;
	char *const large = arena_alloc(arena, 1000000);
	assert_true(is_zero(large, 1000000));
	memset(large, 1, 1000000);
	(void)arena_alloc(arena, 16);
	assert_ptr_equal(arena->block, block);
	assert_true(arena_used(arena) >= 1000032);
}

static void the_first_piece_may_be_large(void **state)
{
	struct arena *const arena = *state;

	memset(arena_alloc(arena, 100000), 1, 100000);
	memset(arena_alloc(arena, 100), 1, 100);
	assert_true(arena_used(arena) >= 100100);
}

static void a_piece_that_fits_but_for_its_alignment_is_not_overrun(void **state)
{
	struct arena *const arena = *state;

	(void)arena_copy(arena, "x", 1);
	for (size_t off = 0; off < 40; off++) {
		const size_t room = (size_t)(arena->end - arena->next);

		memset(arena_alloc(arena, room - (off < room ? off : room)), 1, room - (off < room ? off : room));
		assert_true(arena->next <= arena->end);
		(void)arena_copy(arena, "x", 1);
	}
}

static void reset_keeps_one_block_warm(void **state)
{
	struct arena *const arena = *state;

	for (int i = 0; i < 50; i++)
		(void)arena_alloc(arena, 1000);
	const struct arena_block *const block = arena->block;
	arena_reset(arena);
	assert_int_equal(arena_used(arena), 0);
	assert_ptr_equal(arena->block, block);
	(void)arena_alloc(arena, 1000);
	assert_ptr_equal(arena->block, block);
}

static void a_warm_block_grows_to_the_usual_request(void **state)
{
	struct arena *const arena = *state;
	const struct arena_block *block = NULL;

	for (int request = 0; request < 3; request++) {
		for (int i = 0; i < 25; i++) {
			(void)arena_alloc(arena, 1000);
			if (i == 0)
				block = arena->block;
		}
		if (request == 2)
			assert_ptr_equal(arena->block, block);
		arena_reset(arena);
	}
}

static void reset_gives_an_overlarge_block_back(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 1024 * 1024);
	(void)arena_alloc(&arena, 1);
	arena_reset(&arena);
	assert_null(arena.block);
	arena_free(&arena);
}

static void grow_extends_the_newest_piece_in_place(void **state)
{
	struct arena *const arena = *state;
	char *const piece = arena_grow(arena, NULL, 0, 10);

	memcpy(piece, "0123456789", 10);
	assert_ptr_equal(arena_grow(arena, piece, 10, 500), piece);
	memset(piece + 10, 1, 490);
	assert_memory_equal(piece, "0123456789", 10);
	assert_true((char *)arena_alloc(arena, 1) >= piece + 500);
}

static void grow_copies_an_older_piece(void **state)
{
	struct arena *const arena = *state;
	char *const piece = arena_copy_string(arena, "older");
	char *const newer = arena_copy_string(arena, "newer");
	char *const grown = arena_grow(arena, piece, 6, 100);

	assert_ptr_not_equal(grown, piece);
	assert_string_equal(grown, "older");
	assert_string_equal(newer, "newer");
}

static void grow_copies_into_a_new_block_when_this_one_is_full(void **state)
{
	struct arena *const arena = *state;
	char *const piece = arena_copy_string(arena, "kept");
	char *const grown = arena_grow(arena, piece, 5, 100000);

	assert_string_equal(grown, "kept");
	memset(grown, 1, 100000);
}

static void copy_keeps_inner_nul_and_ends_with_one(void **state)
{
	const char *const copy = arena_copy(*state, "a\0b", 3);

	assert_memory_equal(copy, "a\0b", 4);
}

static void print_gives_the_whole_text(void **state)
{
	struct arena *const arena = *state;
	const char *const text = arena_print(arena, "%s-%d-%9000d", "pledge", 42, 7);

	assert_int_equal(strlen(text), 6 + 1 + 2 + 1 + 9000);
	assert_memory_equal(text, "pledge-42-", 10);
	assert_int_equal(text[9009], '7');
}

struct trace {
	char text[8];
	size_t length;
	struct arena *arena;
};

static void note_a(void *handle)
{
	struct trace *const trace = handle;

	trace->text[trace->length++] = 'a';
}

static void note_b_and_defer_a(void *handle)
{
	struct trace *const trace = handle;

	trace->text[trace->length++] = 'b';
	arena_defer(trace->arena, note_a, trace);
}

static void note_c(void *handle)
{
	struct trace *const trace = handle;

	trace->text[trace->length++] = 'c';
}

static void deferred_releases_run_newest_first_and_once(void **state)
{
	struct arena *const arena = *state;
	struct trace trace = { .arena = arena };

	arena_defer(arena, note_a, &trace);
	arena_defer(arena, note_c, &trace);
	arena_reset(arena);
	arena_reset(arena);
	assert_string_equal(trace.text, "ca");
}

static void a_release_may_defer_another(void **state)
{
	struct arena *const arena = *state;
	struct trace trace = { .arena = arena };

	arena_defer(arena, note_c, &trace);
	arena_defer(arena, note_b_and_defer_a, &trace);
	arena_free(arena);
	assert_string_equal(trace.text, "bac");
}

static void an_overflowing_array_aborts(void **state)
{
	const volatile size_t count = SIZE_MAX / 2;
	int status;
	const pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		(void)close(STDERR_FILENO);
		(void)arena_alloc_array(*state, count, 3);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

#if ARENA_POISONS
static void the_sanitizer_sees_use_after_reset(void **state)
{
	struct arena *const arena = *state;
	char *const piece = arena_alloc(arena, 24);

	assert_false(__asan_address_is_poisoned(piece + 23));
	arena_reset(arena);
	assert_true(__asan_address_is_poisoned(piece));
	assert_true(__asan_address_is_poisoned(piece + 23));
}

static void the_sanitizer_sees_an_overrun(void **state)
{
	struct arena *const arena = *state;
	char *const piece = arena_alloc(arena, 21);

	(void)arena_alloc(arena, 21);
	assert_true(__asan_address_is_poisoned(piece + 21));
	assert_true(__asan_address_is_poisoned((char *)arena_alloc(arena, 100000) + 100000));
}

static void the_sanitizer_sees_use_of_what_was_grown_away(void **state)
{
	struct arena *const arena = *state;
	char *const old = arena_copy_string(arena, "old");

	(void)arena_alloc(arena, 1);
	(void)arena_grow(arena, old, 4, 64);
	assert_true(__asan_address_is_poisoned(old));
}
#endif

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_allocated_before_first_use),
		TEST(memory_is_zeroed_even_when_used_before),
		TEST(pieces_are_aligned_for_any_type_after_odd_copies),
		TEST(size_zero_gives_unique_pointers),
		TEST(pieces_do_not_overlap),
		TEST(a_large_piece_leaves_the_block_in_use),
		TEST(the_first_piece_may_be_large),
		TEST(a_piece_that_fits_but_for_its_alignment_is_not_overrun),
		TEST(reset_keeps_one_block_warm),
		TEST(a_warm_block_grows_to_the_usual_request),
		TEST(reset_gives_an_overlarge_block_back),
		TEST(grow_extends_the_newest_piece_in_place),
		TEST(grow_copies_an_older_piece),
		TEST(grow_copies_into_a_new_block_when_this_one_is_full),
		TEST(copy_keeps_inner_nul_and_ends_with_one),
		TEST(print_gives_the_whole_text),
		TEST(deferred_releases_run_newest_first_and_once),
		TEST(a_release_may_defer_another),
		TEST(an_overflowing_array_aborts),
#if ARENA_POISONS
		TEST(the_sanitizer_sees_use_after_reset),
		TEST(the_sanitizer_sees_an_overrun),
		TEST(the_sanitizer_sees_use_of_what_was_grown_away),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
