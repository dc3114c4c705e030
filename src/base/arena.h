/* Memory with one lifetime: a request's, or the process's. Allocation is a pointer bump; everything is let go at once.
 * Nobody frees a single piece. A function that returns memory takes the arena first.
 * There is no failure to check: when the system has no memory left the process ends by abort() and is restarted
 * (what a request may ask for is capped before it gets here). An arena belongs to one thread at a time. */
#ifndef YM_BASE_ARENA_H
#define YM_BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif
#ifndef ARENA_POISONS
#define ARENA_POISONS 0
#endif

struct arena_block;
struct arena_defer;

struct arena {
	char *next, *end;		/* what is left of the block being filled; `end` is aligned for any type */
	struct arena_block *block;	/* that block; older ones and those of one large piece are linked behind it */
	struct arena_defer *deferred;	/* run newest first at reset */
	size_t block_bytes;
};

/* Nothing is allocated before the first use. `block_bytes` 0 takes 64 KiB. */
void arena_init(struct arena *arena, size_t block_bytes);

/* Run what was deferred, then forget everything; one block of at most 128 KiB is kept warm for the next request, the
 * others go back. Under AddressSanitizer what was handed out is poisoned: a use after the reset is reported. */
void arena_reset(struct arena *arena);

/* Reset and give the last block back too. The arena may be used again. */
void arena_free(struct arena *arena);

/* The way round for arena_alloc: a new block, or a piece set apart by the sanitizer. */
void *arena_alloc_slowly(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* `size` bytes, zeroed, aligned for any type. Size 0 gives a valid unique pointer.
 * Inline: with a size known to the compiler it is a comparison, a bump and a few stores. */
static inline __attribute__((malloc, returns_nonnull)) void *arena_alloc(struct arena *arena, size_t size)
{
	const size_t pad = (size_t)(-(uintptr_t)arena->next % alignof(max_align_t));
	const size_t room = (size_t)(arena->end - arena->next);

	if (ARENA_POISONS || size == 0 || room <= pad || size > room - pad)
		return arena_alloc_slowly(arena, size);
	char *const piece = arena->next + pad;
	arena->next = piece + size;
	return memset(piece, 0, size);
}

/* As arena_alloc, for `count` items; aborts where the product overflows. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* A NUL-terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length) __attribute__((returns_nonnull));
char *arena_copy_string(struct arena *arena, const char *string) __attribute__((returns_nonnull));
char *arena_print(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) __attribute__((returns_nonnull));

/* Grow the newest allocation in place where possible, else copy `old_size` bytes to a larger piece; `old` NULL begins
 * one. The added bytes are not zeroed. For buffers. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size) __attribute__((returns_nonnull));

/* Call `release(handle)` at the next reset: for handles of foreign libraries that must not outlive the request. */
void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle);

/* Bytes handed out since the last reset, padding included; for tests and limits. */
size_t arena_used(const struct arena *arena);

#endif
