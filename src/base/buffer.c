#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

void buffer_init(struct buffer *buffer, struct arena *arena, size_t expected_bytes)
{
	if (expected_bytes == SIZE_MAX)
		abort();
	buffer->arena = arena;
	buffer->length = 0;
	buffer->capacity = expected_bytes + 1;
	buffer->data = arena_grow(arena, NULL, 0, buffer->capacity);
	buffer->data[0] = '\0';
}

void buffer_reserve(struct buffer *buffer, size_t extra)
{
	if (buffer->capacity - buffer->length > extra)
		return;
	if (buffer->capacity > SIZE_MAX / 2 || extra >= SIZE_MAX / 2 - buffer->length)
		abort();

	size_t capacity = buffer->capacity * 2;

	if (capacity < buffer->length + extra + 1)
		capacity = buffer->length + extra + 1;
	buffer->data = arena_grow(buffer->arena, buffer->data, buffer->capacity, capacity);
	buffer->capacity = capacity;
}

void buffer_append_int(struct buffer *buffer, int64_t number)
{
	char digits[20];	/* as many as -9223372036854775808 has characters */
	char *first = digits + sizeof digits;
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do {
		*--first = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest != 0);
	if (number < 0)
		*--first = '-';
	buffer_append(buffer, first, (size_t)(digits + sizeof digits - first));
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;

	va_start(arguments, format);
	va_copy(again, arguments);
	const size_t room = buffer->capacity - buffer->length;
	const int length = vsnprintf(buffer->data + buffer->length, room, format, arguments);
	va_end(arguments);
	if (length < 0)
		abort();	/* a text above 2 GiB, or an invalid wide character: never ours */
	if ((size_t)length >= room) {
		buffer_reserve(buffer, (size_t)length);
		(void)vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
	}
	va_end(again);
	buffer->length += (size_t)length;
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	buffer->data[0] = '\0';
}
