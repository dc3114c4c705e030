/* Two lines: SCRIPT_NAME and PATH_INFO. A path that is let through must be one a program can trust. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "http/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const patterns[] = { "/", "/campaigns/{id}", "/campaigns/{id}/pledges", "/pledges/{code}",
					"/campaigns/{id}.xml", "/{id}/{code}", NULL };

static void check_path(struct arena *arena, const char *path)
{
	if (path[0] != '/' || !text_is_utf8(path, strlen(path)) || strchr(path, '\\') != NULL || strstr(path, "//") != NULL
	    || strstr(path, "/../") != NULL || strstr(path, "/./") != NULL)
		abort();
	for (size_t i = 0; patterns[i] != NULL; i++) {
		struct path_values values = { .id = -1 };
		bool matches = route_match(arena, patterns[i], path, &values);

		if (matches ? values.id < 0 || (values.code != NULL && values.code[0] == '\0') : values.id != -1)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct parameter parameters[] = { { .name = "SCRIPT_NAME" }, { .name = "PATH_INFO" } };
	const struct incoming incoming = { .parameters = parameters, .parameter_count = 2 };
	char *text, *second;
	const char *path;

	arena_init(&arena, 0);
	text = arena_copy(&arena, (const char *)data, size);
	second = text + strcspn(text, "\n");
	if (*second == '\n')
		*second++ = '\0';
	parameters[0].value = text;
	parameters[1].value = second;
	path = route_path(&arena, &incoming, "/yimeng/pledge");
	if (path != NULL)
		check_path(&arena, path);
	path = route_path(&arena, &incoming, "");
	if (path != NULL)
		check_path(&arena, path);
	route_pattern_fault(text);
	arena_free(&arena);
	return 0;
}
