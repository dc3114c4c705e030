/* The shared strings of a workbook: the one part that has to be kept whole. Packed into blocks, found by number. */
#ifndef YM_EXCHANGE_STRINGS_H
#define YM_EXCHANGE_STRINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "exchange/table.h"

enum {
	/* Together they keep a process that reads a hostile file, or one of a million students, below 64 MiB. */
	STRINGS_BLOCK_BYTES = 1 << 16, STRINGS_BLOCKS_MAX = 640,		/* 40 MiB of text */
	STRINGS_PAGE_COUNT = 1 << 14, STRINGS_PAGES_MAX = 256			/* 4 million strings: 16 MiB */
};

struct strings {
	struct arena *arena;
	char *block[STRINGS_BLOCKS_MAX];
	uint32_t *page[STRINGS_PAGES_MAX];	/* where each string lies: block number and offset in one number */
	size_t block_count, block_used, count;
};

/* False: more than is kept of them. */
bool strings_add(struct strings *strings, enum cell_kind kind, const char *text, size_t length);

/* The text; NULL: there are not so many. */
const char *strings_get(const struct strings *strings, uint64_t index, enum cell_kind *kind);

#endif
