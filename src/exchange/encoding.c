#include "exchange/encoding.h"

#include "base/text.h"

enum encoding encoding_of(struct bytes head, size_t *mark_length)
{
	struct arena arena;
	const char *at, *end;
	size_t good = 0, bad = 0;

	*mark_length = 2;
	if (head.length >= 2 && memcmp(head.data, "\xff\xfe", 2) == 0)
		return ENCODING_UTF16LE;
	if (head.length >= 2 && memcmp(head.data, "\xfe\xff", 2) == 0)
		return ENCODING_UTF16BE;
	*mark_length = 3;
	if (head.length >= 3 && memcmp(head.data, "\xef\xbb\xbf", 3) == 0)
		return ENCODING_UTF8;
	*mark_length = 0;
	arena_init(&arena, 0);
	at = arena_copy(&arena, (const char *)head.data, head.length);
	/* What the head was cut within does not count. A few bad rows do not make another encoding of it, for next to nothing
	 * of a Chinese text in GB18030 passes for UTF-8. */
	end = at + head.length - (head.length > 3 ? 3 : 0);
	while (at < end && *at != '\0') {
		const char *begin = at;

		if (text_next(&at) == 0xfffd && at == begin + 1)
			bad++;
		else if (at > begin + 1)
			good++;
	}
	arena_free(&arena);
	if (good == 0 && bad == 0)
		return ENCODING_UNKNOWN;
	return good >= bad ? ENCODING_UTF8 : ENCODING_GB18030;
}

bool is_binary(struct bytes head)
{
	for (size_t i = 0; i < head.length; i++)
		if (head.data[i] < ' ' && !(head.data[i] >= '\t' && head.data[i] <= '\r') && head.data[i] != 0x1a)
			return true;
	return false;
}

static void put_unit(struct buffer *to, uint32_t unit)
{
	if (unit < 0x80) {
		buffer_append_char(to, (char)unit);
	} else if (unit < 0x800) {
		buffer_append_char(to, (char)(0xc0 | unit >> 6));
		buffer_append_char(to, (char)(0x80 | (unit & 0x3f)));
	} else {
		if (unit < 0x10000) {
			buffer_append_char(to, (char)(0xe0 | unit >> 12));
		} else {
			buffer_append_char(to, (char)(0xf0 | unit >> 18));
			buffer_append_char(to, (char)(0x80 | (unit >> 12 & 0x3f)));
		}
		buffer_append_char(to, (char)(0x80 | (unit >> 6 & 0x3f)));
		buffer_append_char(to, (char)(0x80 | (unit & 0x3f)));
	}
}

void utf16_append(struct buffer *to, struct utf16_carry *carry, bool big_endian, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		uint8_t byte = (uint8_t)bytes[i];
		uint16_t unit;

		if (!carry->has_byte) {
			carry->byte = byte;
			carry->has_byte = true;
			continue;
		}
		carry->has_byte = false;
		unit = (uint16_t)(big_endian ? carry->byte << 8 | byte : byte << 8 | carry->byte);
		if (carry->high != 0 && unit >= 0xdc00 && unit < 0xe000) {
			put_unit(to, 0x10000u + ((uint32_t)(carry->high - 0xd800) << 10) + (uint32_t)(unit - 0xdc00));
			carry->high = 0;
			continue;
		}
		if (carry->high != 0)
			put_unit(to, carry->high);
		carry->high = unit >= 0xd800 && unit < 0xdc00 ? unit : 0;
		if (carry->high == 0)
			put_unit(to, unit);
	}
}

void utf16_end(struct buffer *to, struct utf16_carry *carry)
{
	if (carry->high != 0 || carry->has_byte)
		put_unit(to, 0xd800);
	*carry = (struct utf16_carry){ .high = 0 };
}
