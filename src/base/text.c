#include "base/text.h"

#include <string.h>

static bool is_continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

/* Eight bytes, none of them NUL or above 0x7F: subtracting one from each sets a high bit where there was a NUL. */
static bool is_plain_ascii(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return ((word | (word - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080)) == 0;
}

/* Length of the well-formed sequence at `at`, at most `room` bytes; 0 if there is none. RFC 3629, table of section 4. */
static size_t sequence_length(const unsigned char *at, size_t room)
{
	const unsigned char lead = at[0];

	if (lead < 0x80)
		return lead != '\0';
	if (lead >= 0xC2 && lead <= 0xDF)
		return room >= 2 && is_continuation(at[1]) ? 2 : 0;
	if (lead >= 0xE0 && lead <= 0xEF) {
		if (room < 3 || !is_continuation(at[1]) || !is_continuation(at[2]))
			return 0;
		const bool overlong = lead == 0xE0 && at[1] < 0xA0;
		const bool surrogate = lead == 0xED && at[1] > 0x9F;
		return overlong || surrogate ? 0 : 3;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		if (room < 4 || !is_continuation(at[1]) || !is_continuation(at[2]) || !is_continuation(at[3]))
			return 0;
		const bool overlong = lead == 0xF0 && at[1] < 0x90;
		const bool too_high = lead == 0xF4 && at[1] > 0x8F;
		return overlong || too_high ? 0 : 4;
	}
	return 0;
}

bool text_is_utf8(const char *bytes, size_t length)
{
	size_t at = 0;

	while (at < length) {
		if (length - at >= sizeof(uint64_t) && is_plain_ascii(bytes + at)) {
			at += sizeof(uint64_t);
			continue;
		}
		const size_t step = sequence_length((const unsigned char *)bytes + at, length - at);
		if (step == 0)
			return false;
		at += step;
	}
	return true;
}

size_t text_count(const char *text)
{
	size_t count = 0;

	for (; *text != '\0'; text++)
		count += !is_continuation((unsigned char)*text);
	return count;
}

uint32_t text_next(const char **cursor)
{
	const unsigned char *const at = (const unsigned char *)*cursor;
	const unsigned char lead = at[0];

	if (lead == '\0')
		return 0;
	if (lead < 0x80) {
		*cursor += 1;
		return lead;
	}

	const size_t length = sequence_length(at, 4);	/* stops at the NUL, which is no continuation */

	if (length == 0) {
		*cursor += 1;
		return 0xFFFD;
	}

	uint32_t point = lead & (0x7FU >> length);

	for (size_t i = 1; i < length; i++)
		point = point << 6 | (at[i] & 0x3FU);
	*cursor += length;
	return point;
}

bool text_has_control(const char *text, bool allow_newline)
{
	for (;;) {
		if (allow_newline && text[0] == '\r' && text[1] == '\n')
			text++;

		const uint32_t point = text_next(&text);

		if (point == 0)
			return false;
		if (point == '\n' && allow_newline)
			continue;
		if (point < 0x20 || (point >= 0x7F && point <= 0x9F))
			return true;
		if (point == 0x2028 || point == 0x2029 || point == 0xFEFF)
			return true;
		if ((point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069))
			return true;	/* bidi embeddings, overrides and isolates */
	}
}

char *text_fold_width(struct arena *arena, const char *text)
{
	char *const folded = arena_alloc(arena, strlen(text) + 1);
	char *end = folded;

	while (*text != '\0') {
		const char *const start = text;
		const uint32_t point = text_next(&text);

		if (point == 0x3000) {
			*end++ = ' ';
		} else if (point >= 0xFF01 && point <= 0xFF5E) {
			*end++ = (char)(point - 0xFF01 + '!');
		} else {
			memcpy(end, start, (size_t)(text - start));
			end += text - start;
		}
	}
	return folded;
}

static const char *const blanks[] = { " ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80" };
enum { blank_count = sizeof blanks / sizeof blanks[0] };

/* A lead byte is never a continuation byte, so bytes that look like a blank are one. */
static size_t blank_at_start(const char *text, size_t length)
{
	for (size_t i = 0; i < blank_count; i++) {
		const size_t size = strlen(blanks[i]);

		if (size <= length && memcmp(text, blanks[i], size) == 0)
			return size;
	}
	return 0;
}

static size_t blank_at_end(const char *text, size_t length)
{
	for (size_t i = 0; i < blank_count; i++) {
		const size_t size = strlen(blanks[i]);

		if (size <= length && memcmp(text + length - size, blanks[i], size) == 0)
			return size;
	}
	return 0;
}

char *text_trim(struct arena *arena, const char *text)
{
	size_t length = strlen(text);
	size_t blank;

	while ((blank = blank_at_start(text, length)) != 0) {
		text += blank;
		length -= blank;
	}
	while ((blank = blank_at_end(text, length)) != 0)
		length -= blank;
	return arena_copy(arena, text, length);
}

char *text_mask_name(struct arena *arena, const char *name)
{
	const char *second = name;

	if (text_next(&second) == 0)
		return arena_copy(arena, "", 0);
	return arena_print(arena, "%.*s**", (int)(second - name), name);
}

char *text_mask_telephone(struct arena *arena, const char *telephone)
{
	enum { shown_first = 3, shown_last = 4 };
	const size_t count = text_count(telephone);
	char *const masked = arena_alloc(arena, strlen(telephone) + 1);
	char *end = masked;

	for (size_t i = 0; i < count; i++) {
		const char *const start = telephone;
		const bool hidden = count <= shown_first + shown_last || (i >= shown_first && i < count - shown_last);

		(void)text_next(&telephone);
		if (hidden) {
			*end++ = '*';
		} else {
			memcpy(end, start, (size_t)(telephone - start));
			end += telephone - start;
		}
	}
	return masked;
}
