#include "view/escape.h"

#include <string.h>

#include "base/text.h"

/* Eight bytes at a time: '"' and '&' differ in one bit, '<' and '>' in another, so that two comparisons find all four. */
static bool has_special(uint64_t bytes)
{
	const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
	const uint64_t quote_or_and = (bytes | ones * 0x04) ^ ones * '&';
	const uint64_t less_or_greater = (bytes | ones * 0x02) ^ ones * '>';

	return (((quote_or_and - ones) & ~quote_or_and) | ((less_or_greater - ones) & ~less_or_greater)) & highs;
}

/* A control character or a backslash. */
static bool has_forbidden(uint64_t bytes)
{
	const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
	const uint64_t backslash = bytes ^ ones * '\\', delete = bytes ^ ones * 0x7f;

	return (((bytes - ones * ' ') & ~bytes) | ((backslash - ones) & ~backslash) | ((delete - ones) & ~delete)) & highs;
}

/* A byte at a time; the buffer has room for all of them as they are. */
static void escape_bytes(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		const char *reference = NULL;

		switch (text[i]) {
		case '&': reference = "&amp;"; break;
		case '<': reference = "&lt;"; break;
		case '>': reference = "&gt;"; break;
		case '"': reference = "&quot;"; break;
		default: out->data[out->length++] = text[i]; continue;
		}
		buffer_append_string(out, reference);
		buffer_reserve(out, length - i);
	}
}

/* Copies while it looks, a word at a time. What is left of the last word is looked at together with bytes that were copied
 * before: where the whole has nothing special, copying those once more is harmless. */
void escape_html(struct buffer *out, const char *text, size_t length)
{
	uint64_t bytes;
	size_t at = 0;

	buffer_reserve(out, length);
	for (; length - at >= sizeof bytes; at += sizeof bytes) {
		memcpy(&bytes, text + at, sizeof bytes);
		if (has_special(bytes)) {
			escape_bytes(out, text + at, sizeof bytes);
			buffer_reserve(out, length - at);
			continue;
		}
		memcpy(out->data + out->length, &bytes, sizeof bytes);
		out->length += sizeof bytes;
	}
	if (length >= sizeof bytes && memcpy(&bytes, text + length - sizeof bytes, sizeof bytes) && !has_special(bytes)) {
		out->length += length - at;
		memcpy(out->data + out->length - sizeof bytes, &bytes, sizeof bytes);
	} else {
		escape_bytes(out, text + at, length - at);
	}
	out->data[out->length] = '\0';
}

static bool is_unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

void escape_url_component(struct buffer *out, const char *text, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < length; i++) {
		const unsigned char byte = (unsigned char)text[i];

		if (is_unreserved(text[i]))
			buffer_append(out, &text[i], 1);
		else
			buffer_append(out, (const char[]){ '%', digits[byte >> 4], digits[byte & 15] }, 3);
	}
}

static bool scheme_is(const char *url, size_t length, const char *scheme)
{
	return length == strlen(scheme) && strncasecmp(url, scheme, length) == 0;
}

bool url_is_safe(const char *url, size_t length, bool local)
{
	const uint64_t blanks = 0x2020202020202020u;
	uint64_t bytes;
	size_t end = 0;

	if (length < sizeof bytes) {
		bytes = blanks;
		memcpy(&bytes, url, length);
		if (has_forbidden(bytes))
			return false;
	}
	for (size_t at = 0; length >= sizeof bytes && at < length; at += sizeof bytes) {	/* the last word may overlap the one before */
		memcpy(&bytes, url + (length - at < sizeof bytes ? length - sizeof bytes : at), sizeof bytes);
		if (has_forbidden(bytes))
			return false;
	}
	while (length > 0 && *url == ' ') {
		url++;
		length--;
	}
	if (length >= 2 && url[0] == '/' && url[1] == '/')
		return false;
	while (end < length && url[end] != ':' && url[end] != '/' && url[end] != '?' && url[end] != '#')
		end++;
	if (end == length || url[end] != ':')
		return true;
	return !local && (scheme_is(url, end, "http") || scheme_is(url, end, "https") || scheme_is(url, end, "mailto") ||
			  scheme_is(url, end, "tel"));
}

bool escape_to_ascii(struct buffer *buffer, size_t start)
{
	const size_t length = buffer->length - start;
	const char *cursor;
	char *text;

	if (!text_is_utf8(buffer->data + start, length))
		return false;
	text = arena_copy(buffer->arena, buffer->data + start, length);
	buffer->length = start;
	for (cursor = text;;) {
		const char *plain = cursor;

		while (*cursor != '\0' && (unsigned char)*cursor < 0x80)
			cursor++;
		buffer_append(buffer, plain, (size_t)(cursor - plain));
		if (*cursor == '\0')
			return true;
		buffer_print(buffer, "&#x%x;", (unsigned)text_next(&cursor));
	}
}

/* Control characters but tab and newlines, and U+FFFE, U+FFFF. */
static bool xml_admits(uint32_t c)
{
	return c >= ' ' ? c != 0xfffe && c != 0xffff : c == '\t' || c == '\n' || c == '\r';
}

void escape_xml(struct buffer *out, const char *text)
{
	const char *cursor = text;

	for (;;) {
		const char *from = cursor;
		const uint32_t c = text_next(&cursor);

		if (c == 0)
			return;
		if (!xml_admits(c))
			buffer_append_string(out, "\xef\xbf\xbd");
		else if (c == '\r' || c == '\n' || c == '\t')	/* a parser would make a space or newline of it */
			buffer_print(out, "&#%u;", (unsigned)c);
		else
			escape_html(out, from, (size_t)(cursor - from));
	}
}

/* < > & and the line separators are not special in JSON, but in pages and scripts that embed it. */
void escape_json(struct buffer *out, const char *text)
{
	const char *cursor = text;

	for (;;) {
		const char *from = cursor;
		const uint32_t c = text_next(&cursor);

		if (c == 0)
			return;
		if (c == '"' || c == '\\')
			buffer_append(out, (const char[]){ '\\', (char)c }, 2);
		else if (c == '\n')
			buffer_append(out, "\\n", 2);
		else if (c < ' ' || c == 0x7f || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029)
			buffer_print(out, "\\u%04x", (unsigned)c);
		else
			buffer_append(out, from, (size_t)(cursor - from));
	}
}
