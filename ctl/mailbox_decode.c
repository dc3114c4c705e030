#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mailbox.h"

void mailbox_copy(char *out, size_t size, const char *text, size_t length)
{
	if (length >= size)
		length = size - 1;
	/* Not amid a character: its other bytes begin with 10. */
	while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
		length--;
	memmove(out, text, length);
	out[length] = '\0';
	if (!text_is_utf8(out, length))
		out[0] = '\0';
}

static size_t put_utf8(uint32_t code, char *out)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3F));
	out[2] = (char)(0x80 | (code & 0x3F));
	return 3;
}

/* The character after a backslash; *at stands on it and is moved behind. Surrogates are what our own worker never writes. */
static size_t take_escape(const char **at, char *out)
{
	static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
	const char *letter = **at != '\0' ? strchr(letters, **at) : NULL;
	char digits[5] = "", *end;
	unsigned long code;

	if (letter != NULL) {
		*out = meant[letter - letters];
		(*at)++;
		return 1;
	}
	if (**at != 'u')
		return 0;
	strncpy(digits, *at + 1, 4);
	code = strtoul(digits, &end, 16);
	if (end != digits + 4 || code == 0 || (code >= 0xD800 && code < 0xE000))
		return 0;
	*at += 5;
	return put_utf8((uint32_t)code, out);
}

/* The string that `"name":` is followed by, in an object of strings. */
bool mailbox_json_text(const char *json, const char *name, char *out, size_t size)
{
	const size_t name_length = strlen(name);
	size_t length = 0;
	const char *at = json;

	while ((at = strchr(at, '"')) != NULL && (strncmp(at + 1, name, name_length) != 0 || at[1 + name_length] != '"'))
		at++;
	if (at == NULL)
		return false;
	at += name_length + 2;
	at += strspn(at, " \t\r\n:");
	if (*at++ != '"')
		return false;
	while (*at != '"' && *at != '\0' && length + 4 < size) {
		size_t step = 1;

		if (*at == '\\') {
			at++;
			step = take_escape(&at, out + length);
		} else {
			out[length] = *at++;
		}
		if (step == 0)
			return false;
		length += step;
	}
	out[length] = '\0';
	return *at == '"' && text_is_utf8(out, length);
}

static int digit_of(char character)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = character != '\0' ? strchr(digits, character) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

size_t mailbox_base64(const char *text, size_t length, char *out, size_t size)
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t done = 0;

	for (size_t i = 0; i < length && done + 1 < size; i++) {
		const int digit = digit_of(text[i]);

		if (digit < 0)
			continue;
		bits = bits << 6 | (uint32_t)digit;
		held += 6;
		if (held >= 8) {
			held -= 8;
			out[done++] = (char)(bits >> held & 0xFF);
		}
	}
	out[done] = '\0';
	return done;
}

/* `=?UTF-8?B?…?=` becomes what it means; blanks between two of them are none; the rest stays. */
void mailbox_header_words(const char *value, size_t length, char *out, size_t size)
{
	static const char begins[] = "=?UTF-8?B?";
	const char *text_end = value + length;
	bool after_word = false;
	size_t done = 0;

	while (value < text_end && done + 1 < size) {
		const bool is_word = strncmp(value, begins, sizeof begins - 1) == 0;
		const char *end = is_word ? strstr(value + sizeof begins - 1, "?=") : NULL;
		const size_t blanks = strspn(value, " \t\r\n");

		if (end != NULL && end < text_end) {
			done += mailbox_base64(value + sizeof begins - 1, (size_t)(end - value) - (sizeof begins - 1), out + done,
					       size - done);
			value = end + 2;
			after_word = true;
		} else if (after_word && blanks > 0 && strncmp(value + blanks, begins, sizeof begins - 1) == 0) {
			value += blanks;
		} else {
			out[done++] = *value == '\r' || *value == '\n' ? ' ' : *value;
			value++;
			after_word = false;
		}
	}
	out[done] = '\0';
	mailbox_copy(out, size, out, done);
}
