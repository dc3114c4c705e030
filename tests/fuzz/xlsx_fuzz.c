/* Workbooks: a whole zip where the input begins like one; else it is what stands in the styles, the shared strings and the rows of a
 * sound zip, with a NUL between them, for bytes that a checksum guards are hardly reached by chance. */
#include <stdlib.h>
#include <string.h>

#include "table_check.h"
#include "book.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *part[3];
	char *text, *at;

	if (size >= 2 && memcmp(data, "PK", 2) == 0) {
		table_check(file_of(data, size), NULL);
		return 0;
	}
	text = calloc(1, size + 3);
	if (text == NULL)
		abort();
	if (size > 0)
		memcpy(text, data, size);
	at = text;
	for (size_t i = 0; i < 3; i++) {
		part[i] = at;
		at += strlen(at) + 1;
	}
	table_check(file_of_book(&(struct book){ .styles = part[0], .strings = part[1], .rows = part[2], .stored = true }), NULL);
	free(text);
	return 0;
}
