/* Any text, looked through for telephone numbers and the like: what is found stands in the text, in order, none twice. */
#include <stdlib.h>
#include <string.h>

#include "domain/pairing/contact_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct contact_find *find;
	struct arena arena;
	struct rows rows;
	const char *text, *from;

	arena_init(&arena, 0);
	text = from = arena_copy(&arena, (const char *)data, size);
	contact_scan(&arena, text, &rows);
	find = rows.row;
	if (rows.count > contact_finds_most)
		abort();
	for (size_t i = 0; i < rows.count; i++) {
		from = strstr(from, find[i].words);
		if (find[i].words[0] == '\0' || contact_kind_names[find[i].kind] == NULL || from == NULL)
			abort();
		from += strlen(find[i].words);
	}
	arena_free(&arena);
	return 0;
}
