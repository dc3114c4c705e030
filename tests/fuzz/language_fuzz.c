/* An Accept-Language header of anything chooses one of the languages there are. */
#include <stdlib.h>

#include "base/arena.h"
#include "http/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const offered[] = { "zh", "en", "fr", NULL };
	struct arena arena;

	arena_init(&arena, 0);
	if (language_choose(arena_copy(&arena, (const char *)data, size), offered) > 2)
		abort();
	arena_free(&arena);
	return 0;
}
