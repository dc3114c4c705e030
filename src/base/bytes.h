/* A run of bytes that may hold NUL: a sealed field, a digest, a request's body. Does not own its memory. */
#ifndef YM_BASE_BYTES_H
#define YM_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
	const uint8_t *data;	/* NULL: nothing (SQL NULL) */
	size_t length;
};

#endif
