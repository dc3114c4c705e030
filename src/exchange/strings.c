#include "exchange/strings.h"

/* Before each text a byte says its kind; "" is not stored but has a place of its own that no text can have. */
enum { NOTHING = UINT32_MAX };

bool strings_add(struct strings *strings, enum cell_kind kind, const char *text, size_t length)
{
	size_t page = strings->count / STRINGS_PAGE_COUNT, needed = length + 2;
	uint32_t *place;
	char *to;

	if (page == STRINGS_PAGES_MAX)
		return false;
	if (strings->page[page] == NULL)
		strings->page[page] = ARENA_ARRAY(strings->arena, uint32_t, STRINGS_PAGE_COUNT);
	place = &strings->page[page][strings->count % STRINGS_PAGE_COUNT];
	if (length == 0 && kind == CELL_TEXT) {
		*place = (uint32_t)NOTHING;
		strings->count++;
		return true;
	}
	if (strings->block_count == 0 || STRINGS_BLOCK_BYTES - strings->block_used < needed) {
		if (strings->block_count == STRINGS_BLOCKS_MAX)
			return false;
		strings->block[strings->block_count++] = arena_alloc(strings->arena, STRINGS_BLOCK_BYTES);
		strings->block_used = 0;
	}
	to = strings->block[strings->block_count - 1] + strings->block_used;
	to[0] = (char)kind;
	memcpy(to + 1, text, length);
	*place = (uint32_t)((strings->block_count - 1) * STRINGS_BLOCK_BYTES + strings->block_used);
	strings->block_used += needed;
	strings->count++;
	return true;
}

const char *strings_get(const struct strings *strings, uint64_t index, enum cell_kind *kind)
{
	uint32_t place;
	const char *at;

	if (index >= strings->count)
		return NULL;
	place = strings->page[index / STRINGS_PAGE_COUNT][index % STRINGS_PAGE_COUNT];
	*kind = CELL_TEXT;
	if (place == (uint32_t)NOTHING)
		return "";
	at = strings->block[place / STRINGS_BLOCK_BYTES] + place % STRINGS_BLOCK_BYTES;
	*kind = (enum cell_kind)*at;
	return at + 1;
}
