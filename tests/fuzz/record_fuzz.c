/* FastCGI records as a hostile peer would send them. What is called whole must not be called bad with a byte less, and
 * nothing may follow it. */
#include <stdlib.h>
#include <string.h>

#include "http/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (record_look(data, size) == RECORD_WHOLE) {
		uint8_t *longer = calloc(1, size + 1);

		if (longer == NULL)
			abort();
		memcpy(longer, data, size);
		if (record_look(longer, size + 1) != RECORD_BAD || record_look(data, size - 1) != RECORD_PART)
			abort();
		free(longer);
	}
	return 0;
}
