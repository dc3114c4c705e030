#include "post/letter.h"

#include <string.h>

enum {
	line_bytes = 57,	/* 76 characters of base64 */
	word_bytes = 39		/* with its header's name an encoded word fills a line of 76 characters */
};

static void append_base64(struct buffer *out, const char *bytes, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		const size_t left = length - i;
		uint32_t bits = (uint32_t)(unsigned char)bytes[i] << 16;
		char four[4];

		if (left > 1)
			bits |= (uint32_t)(unsigned char)bytes[i + 1] << 8;
		if (left > 2)
			bits |= (unsigned char)bytes[i + 2];
		four[0] = digits[bits >> 18];
		four[1] = digits[bits >> 12 & 63];
		four[2] = left > 1 ? digits[bits >> 6 & 63] : '=';
		four[3] = left > 2 ? digits[bits & 63] : '=';
		buffer_append(out, four, 4);
	}
}

static bool is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text > 126 || (unsigned char)*text < ' ')
			return false;
	return true;
}

static const char *without_controls(struct arena *arena, const char *text)
{
	char *copy = arena_copy_string(arena, text);

	for (char *at = copy; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || *at == 127)
			*at = ' ';
	return copy;
}

/* As many bytes as an encoded word takes, cut between characters. */
static size_t word_length(const char *text)
{
	size_t length = strlen(text);

	if (length <= word_bytes)
		return length;
	for (length = word_bytes; ((unsigned char)text[length] & 0xC0) == 0x80; length--)
		;
	return length;
}

/* A text that could be taken for an encoded word, or is long, is encoded as well. */
static void append_words(struct buffer *out, const char *text)
{
	text = without_controls(out->arena, text);
	if (is_ascii(text) && strlen(text) < word_bytes && strstr(text, "=?") == NULL) {
		buffer_append_string(out, text);
		return;
	}
	for (bool first = true; *text != '\0'; first = false) {
		const size_t length = word_length(text);

		buffer_append_string(out, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
		append_base64(out, text, length);
		buffer_append_string(out, "?=");
		text += length;
	}
}

static void append_sender(struct buffer *out, const struct post_server *server)
{
	buffer_append_string(out, "From: ");
	if (server->from_name != NULL && server->from_name[0] != '\0') {
		/* Encoded even where it is ASCII: a name with a comma in it is two addresses. */
		buffer_append_string(out, "=?UTF-8?B?");
		append_base64(out, server->from_name, word_length(server->from_name));
		buffer_append_string(out, "?=\r\n ");
	}
	buffer_print(out, "<%s>\r\n", server->from);
}

static void append_body(struct buffer *out, const char *text)
{
	struct buffer lines;

	buffer_init(&lines, out->arena, strlen(text) + 64);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			buffer_append_char(&lines, '\r');
		if (*text != '\r')
			buffer_append_char(&lines, *text);
	}
	for (size_t at = 0; at < lines.length; at += line_bytes) {
		append_base64(out, lines.data + at, lines.length - at < line_bytes ? lines.length - at : line_bytes);
		buffer_append_string(out, "\r\n");
	}
}

void letter_write(struct buffer *out, const struct post_server *server, const struct post_letter *letter)
{
	const char *at = strrchr(server->from, '@');

	buffer_append_string(out, "Date: ");
	timestamp_append_rfc822(out, letter->at);
	buffer_append_string(out, "\r\n");
	append_sender(out, server);
	buffer_print(out, "To: <%s>\r\nMessage-ID: <%s@%s>\r\nSubject: ", letter->to, letter->key,
		     at != NULL ? at + 1 : "localhost");
	append_words(out, letter->subject);
	buffer_append_string(out, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
				  "Content-Transfer-Encoding: base64\r\nAuto-Submitted: auto-generated\r\n\r\n");
	append_body(out, letter->text);
}

bool letter_address_is_plain(const char *address)
{
	const char *at = strchr(address, '@');

	return is_ascii(address) && strpbrk(address, " <>,;:\"\\()[]") == NULL && at != NULL && at != address &&
	       at[1] != '\0' && strchr(at + 1, '@') == NULL && strlen(address) <= 254;
}
