#include "base/arena.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#if ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define POISON(start, size) ASAN_POISON_MEMORY_REGION((start), (size))
#define UNPOISON(start, size) ASAN_UNPOISON_MEMORY_REGION((start), (size))
#else
#define POISON(start, size) ((void)(start), (void)(size))
#define UNPOISON(start, size) ((void)(start), (void)(size))
#endif

enum {
	default_block_bytes = 64 * 1024,
	warm_bytes_max = 128 * 1024,
	alignment = alignof(max_align_t),
	/* Poisoned bytes behind each piece, so that the sanitizer sees an overrun into the next one. */
	gap_bytes = ARENA_POISONS ? alignment : 0
};

struct arena_block {
	struct arena_block *older;
	size_t bytes;	/* at data */
	size_t used;	/* settled when the block is no longer the one being filled */
	alignas(max_align_t) char data[];
};

struct arena_defer {
	struct arena_defer *older;
	void (*release)(void *handle);
	void *handle;
};

void arena_init(struct arena *arena, size_t block_bytes)
{
	if (block_bytes == 0)
		block_bytes = default_block_bytes;
	block_bytes += -block_bytes % alignment;
	*arena = (struct arena){ .block_bytes = block_bytes };
}

static struct arena_block *new_block(size_t bytes)
{
	if (bytes > SIZE_MAX - sizeof(struct arena_block) - alignment)
		abort();
	bytes += -bytes % alignment;

	struct arena_block *const block = malloc(sizeof *block + bytes);

	if (block == NULL)
		abort();
	block->older = NULL;
	block->bytes = bytes;
	block->used = 0;
	POISON(block->data, bytes);
	return block;
}

static void free_block(struct arena_block *block)
{
	UNPOISON(block->data, block->bytes);
	free(block);
}

/* A block of its own, linked behind the one being filled, which goes on being filled. */
static char *take_large(struct arena *arena, size_t size)
{
	struct arena_block *const block = new_block(size);

	block->used = size;
	block->older = arena->block->older;
	arena->block->older = block;
	return block->data;
}

/* Blocks double up to what may stay warm: an arena soon has one that fits its usual request whole. */
static void add_block(struct arena *arena)
{
	size_t bytes = arena->block_bytes;

	if (arena->block != NULL) {
		arena->block->used = (size_t)(arena->next - arena->block->data);
		if (arena->block->bytes > bytes)
			bytes = arena->block->bytes;
		if (bytes <= warm_bytes_max / 2)
			bytes *= 2;
	}

	struct arena_block *const block = new_block(bytes);

	block->older = arena->block;
	arena->block = block;
	arena->next = block->data;
	arena->end = block->data + block->bytes;
}

static size_t padding(const struct arena *arena, size_t align)
{
	return (size_t)(-(uintptr_t)arena->next % align);
}

static bool fits(const struct arena *arena, size_t size, size_t align)
{
	const size_t room = (size_t)(arena->end - arena->next);
	const size_t pad = padding(arena, align);

	return room >= pad && size <= room - pad;
}

/* Uninitialised bytes. `align` is a power of two, at most `alignment`. */
static char *take(struct arena *arena, size_t size, size_t align)
{
	if (size == 0)
		size = 1;
	if (size > SIZE_MAX - gap_bytes)
		abort();
	if (ARENA_POISONS)
		align = alignment;

	const size_t whole = size + gap_bytes;
	const bool large = whole > arena->block_bytes / 4;
	char *piece;

	if (arena->block == NULL || (!large && !fits(arena, whole, align)))
		add_block(arena);
	if (fits(arena, whole, align)) {
		piece = arena->next + padding(arena, align);
		arena->next = piece + whole;
	} else {
		piece = take_large(arena, whole);
	}
	UNPOISON(piece, size);
	return piece;
}

void *arena_alloc_slowly(struct arena *arena, size_t size)
{
	return memset(take(arena, size, alignment), 0, size);
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		abort();
	return arena_alloc(arena, bytes);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	if (length == SIZE_MAX)
		abort();
	char *const copy = take(arena, length + 1, 1);

	if (length != 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *arena_copy_string(struct arena *arena, const char *string)
{
	return arena_copy(arena, string, strlen(string));
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments, again;

	va_start(arguments, format);
	va_copy(again, arguments);
	const int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		abort();	/* a text above 2 GiB, or an invalid wide character: never ours */

	char *const text = take(arena, (size_t)length + 1, 1);

	(void)vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	if (old == NULL)
		return take(arena, new_size, alignment);
	if (new_size <= old_size)
		return old;

	char *const old_end = (char *)old + (old_size == 0 ? 1 : old_size) + gap_bytes;

	if (old_end == arena->next && new_size - old_size <= (size_t)(arena->end - arena->next)) {
		arena->next = (char *)old + new_size + gap_bytes;
		UNPOISON(old, new_size);
		return old;
	}
	char *const piece = take(arena, new_size, alignment);

	memcpy(piece, old, old_size);
	POISON(old, old_size);
	return piece;
}

void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle)
{
	struct arena_defer *const defer = ARENA_NEW(arena, struct arena_defer);

	*defer = (struct arena_defer){ .older = arena->deferred, .release = release, .handle = handle };
	arena->deferred = defer;
}

/* A release may use the arena and defer more: each is unlinked before it runs. */
static void run_deferred(struct arena *arena)
{
	while (arena->deferred != NULL) {
		const struct arena_defer *const defer = arena->deferred;

		arena->deferred = defer->older;
		defer->release(defer->handle);
	}
}

static void free_from(struct arena_block *block)
{
	while (block != NULL) {
		struct arena_block *const older = block->older;

		free_block(block);
		block = older;
	}
}

void arena_reset(struct arena *arena)
{
	run_deferred(arena);
	if (arena->block == NULL)
		return;
	if (arena->block->bytes > warm_bytes_max) {
		arena_free(arena);
		return;
	}
	free_from(arena->block->older);
	arena->block->older = NULL;
	arena->next = arena->block->data;
	POISON(arena->block->data, arena->block->bytes);
}

void arena_free(struct arena *arena)
{
	run_deferred(arena);
	free_from(arena->block);
	arena_init(arena, arena->block_bytes);
}

size_t arena_used(const struct arena *arena)
{
	if (arena->block == NULL)
		return 0;

	size_t used = (size_t)(arena->next - arena->block->data);

	for (const struct arena_block *block = arena->block->older; block != NULL; block = block->older)
		used += block->used;
	return used;
}
