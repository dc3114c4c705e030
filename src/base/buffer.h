/* Bytes that grow, in an arena. The content is always followed by a NUL that does not count, so that
 * `buffer->data` is a string as long as no NUL was appended. */
#ifndef YM_BASE_BUFFER_H
#define YM_BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct buffer {
	struct arena *arena;
	char *data;
	size_t length;
	size_t capacity;	/* bytes at data, the NUL's place included */
};

void buffer_init(struct buffer *buffer, struct arena *arena, size_t expected_bytes);

/* Make room for `extra` more bytes. Out of line; callers on a hot path test the capacity themselves (buffer_append). */
void buffer_reserve(struct buffer *buffer, size_t extra);

/* `bytes` may be NULL where `length` is 0. They must not lie in the buffer itself. */
static inline void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	if (buffer->capacity - buffer->length <= length)
		buffer_reserve(buffer, length);
	memcpy(buffer->data + buffer->length, bytes, length);
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
}

static inline void buffer_append_string(struct buffer *buffer, const char *string)
{
	buffer_append(buffer, string, strlen(string));
}

static inline void buffer_append_char(struct buffer *buffer, char character)
{
	buffer_append(buffer, &character, 1);
}

void buffer_append_int(struct buffer *buffer, int64_t number);
void buffer_print(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
void buffer_clear(struct buffer *buffer);

#endif
