/* Names numbered once, when the templates are compiled, so that rendering compares numbers. Internal to the view. */
#ifndef YM_VIEW_SYMBOL_H
#define YM_VIEW_SYMBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct symbols {
	struct arena *arena;
	const char **names;	/* by number */
	uint32_t *buckets;	/* number + 1; 0: free */
	uint32_t count;
	uint32_t bucket_count;	/* a power of two, more than twice `count` */
};

void symbols_init(struct symbols *symbols, struct arena *arena);

/* The number of a name, new or old. */
uint32_t symbols_intern(struct symbols *symbols, const char *name, size_t length);

bool symbols_find(const struct symbols *symbols, const char *name, uint32_t *out);

#endif
