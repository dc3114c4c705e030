/* Memory with one lifetime: a request's, or the process's. Allocation is a pointer bump; everything is let go at once.
 * Nobody frees a single piece. A function that returns memory takes the arena first.
 * There is no failure to check: when the system has no memory left the process ends by abort() and is restarted
 * (what a request may ask for is capped before it gets here). An arena belongs to one thread at a time. */
#ifndef YM_BASE_ARENA_H
#define YM_BASE_ARENA_H

#include <stddef.h>

#include "base/err.h"

struct arena_block;
struct arena_defer;

struct arena {
	struct arena_block *block;	/* the one being filled; older ones are linked behind it */
	struct arena_defer *deferred;	/* run newest first at reset */
	size_t block_bytes;
};

/* Nothing is allocated before the first use. `block_bytes` 0 takes 64 KiB. */
void arena_init(struct arena *arena, size_t block_bytes);

/* Run what was deferred, then forget everything; one block is kept warm for the next request, the others go back. */
void arena_reset(struct arena *arena);

/* Reset and give the last block back too. The arena may be used again. */
void arena_free(struct arena *arena);

/* `size` bytes, zeroed, aligned for any type. Size 0 gives a valid unique pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* As arena_alloc, for `count` items; aborts where the product overflows. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size) __attribute__((returns_nonnull));

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

/* A NUL-terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length) __attribute__((returns_nonnull));
char *arena_copy_string(struct arena *arena, const char *string) __attribute__((returns_nonnull));
char *arena_print(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) __attribute__((returns_nonnull));

/* Grow the newest allocation in place where possible, else copy `old_size` bytes to a larger piece. For buffers. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size) __attribute__((returns_nonnull));

/* Call `release(handle)` at the next reset: for handles of foreign libraries that must not outlive the request. */
void arena_defer(struct arena *arena, void (*release)(void *handle), void *handle);

/* Bytes handed out since the last reset; for tests and limits. */
size_t arena_used(const struct arena *arena);

#endif
