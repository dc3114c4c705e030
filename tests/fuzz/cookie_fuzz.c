/* A Cookie header of anything: the value found must be one RFC 6265 admits, and stand in the header. */
#include <stdlib.h>
#include <string.h>

#include "http/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct parameter parameter = { .name = "HTTP_COOKIE" };
	const struct incoming incoming = { .parameters = &parameter, .parameter_count = 1 };
	const char *value;

	arena_init(&arena, 0);
	parameter.value = arena_copy(&arena, (const char *)data, size);
	value = cookie_get(&arena, &incoming, "s");
	if (value != NULL) {
		if (strpbrk(value, " \t\r\n\",;\\") != NULL || strstr(parameter.value, value) == NULL)
			abort();
	}
	arena_free(&arena);
	return 0;
}
