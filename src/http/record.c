#include "http/record.h"

#include <stdbool.h>
#include <string.h>

/* https://fastcgi-archives.github.io/FastCGI_Specification.html §3.3, §8 */
enum { VERSION = 1, BEGIN_REQUEST = 1, END_REQUEST = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, RESPONDER = 1, BEGIN_BODY_BYTES = 8 };

enum { PAIR_MAX_BYTES = 1 << 20 };

struct header {
	unsigned type, request_id;
	size_t content_length, padding_length;
};

/* The stream of name-value pairs, which records may cut anywhere. */
struct pairs {
	uint8_t length_bytes[8];	/* of the pair that begins: name length, value length, as far as seen */
	size_t seen;
	size_t name_left, value_left;
};

static size_t two_bytes(const uint8_t *at)
{
	return (size_t)at[0] << 8 | at[1];
}

static bool read_header(const uint8_t *at, struct header *out)
{
	*out = (struct header){ .type = at[1], .request_id = (unsigned)two_bytes(at + 2),
				.content_length = two_bytes(at + 4), .padding_length = at[6] };
	return at[0] == VERSION;
}

static size_t read_length(const uint8_t *at, size_t bytes)
{
	if (bytes == 1)
		return at[0];
	return (size_t)(at[0] & 0x7f) << 24 | (size_t)at[1] << 16 | (size_t)at[2] << 8 | at[3];
}

/* One more byte of a pair's two lengths; false when they are too large to be meant. */
static bool feed_length(struct pairs *pairs, uint8_t byte)
{
	size_t name_bytes;

	pairs->length_bytes[pairs->seen++] = byte;
	name_bytes = pairs->length_bytes[0] & 0x80 ? 4 : 1;
	if (pairs->seen <= name_bytes)
		return true;
	if (pairs->seen - name_bytes < (pairs->length_bytes[name_bytes] & 0x80 ? 4u : 1u))
		return true;
	pairs->name_left = read_length(pairs->length_bytes, name_bytes);
	pairs->value_left = read_length(pairs->length_bytes + name_bytes, pairs->seen - name_bytes);
	pairs->seen = 0;
	return pairs->name_left <= PAIR_MAX_BYTES && pairs->value_left <= PAIR_MAX_BYTES;
}

/* A name with `=` or a NUL, a value with a NUL: libfcgi hands pairs on as strings "name=value", which those would forge. */
static bool feed_pairs(struct pairs *pairs, const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		bool in_name = pairs->name_left > 0;
		size_t *left = in_name ? &pairs->name_left : &pairs->value_left;
		size_t step = *left < length ? *left : length;

		if (step == 0) {
			if (!feed_length(pairs, *bytes))
				return false;
			step = 1;
		} else {
			if (memchr(bytes, '\0', step) != NULL || (in_name && memchr(bytes, '=', step) != NULL))
				return false;
			*left -= step;
		}
		bytes += step;
		length -= step;
	}
	return true;
}

static bool is_between_pairs(const struct pairs *pairs)
{
	return pairs->seen == 0 && pairs->name_left == 0 && pairs->value_left == 0;
}

enum record_verdict record_look(const uint8_t *bytes, size_t length)
{
	struct pairs pairs = { .seen = 0 };
	unsigned expected = BEGIN_REQUEST, request_id = 0;

	while (length >= RECORD_HEADER_BYTES) {
		struct header header;
		size_t present;

		if (!read_header(bytes, &header) || header.type != expected)
			return RECORD_BAD;
		bytes += RECORD_HEADER_BYTES;
		length -= RECORD_HEADER_BYTES;
		present = header.content_length < length ? header.content_length : length;
		if (expected == BEGIN_REQUEST) {
			request_id = header.request_id;
			if (request_id == 0 || header.content_length != BEGIN_BODY_BYTES
			    || (present >= 2 && two_bytes(bytes) != RESPONDER))
				return RECORD_BAD;
		}
		if (header.request_id != request_id || (expected == PARAMS && !feed_pairs(&pairs, bytes, present)))
			return RECORD_BAD;
		/* libfcgi forgets the padding of a record that ends a stream and takes it for the next header. */
		if ((expected == BEGIN_REQUEST || header.content_length == 0) && header.padding_length != 0)
			return RECORD_BAD;
		if (header.content_length + header.padding_length > length)
			return RECORD_PART;
		bytes += header.content_length + header.padding_length;
		length -= header.content_length + header.padding_length;
		if (expected == BEGIN_REQUEST) {
			expected = PARAMS;
		} else if (header.content_length == 0) {
			if (expected == STDIN)
				return length == 0 ? RECORD_WHOLE : RECORD_BAD;
			if (!is_between_pairs(&pairs))
				return RECORD_BAD;
			expected = STDIN;
		}
	}
	return length > 0 && bytes[0] != VERSION ? RECORD_BAD : RECORD_PART;
}

static void put_header(uint8_t *out, uint8_t type, uint16_t request_id, size_t content_length)
{
	const uint8_t header[RECORD_HEADER_BYTES] = { VERSION, type, (uint8_t)(request_id >> 8), (uint8_t)request_id,
						      (uint8_t)(content_length >> 8), (uint8_t)content_length };

	memcpy(out, header, sizeof header);
}

void record_put_stdout(uint8_t out[RECORD_HEADER_BYTES], uint16_t request_id, size_t content_length)
{
	put_header(out, STDOUT, request_id, content_length);
}

void record_put_end(uint8_t out[RECORD_END_BYTES], uint16_t request_id)
{
	put_header(out, STDOUT, request_id, 0);
	put_header(out + RECORD_HEADER_BYTES, END_REQUEST, request_id, 8);
	memset(out + 2 * RECORD_HEADER_BYTES, 0, 8);	/* appStatus 0, FCGI_REQUEST_COMPLETE */
}
