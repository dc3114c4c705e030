#include "http/query.h"

/* RFC 3986 §2.3; everything else is written as %XX of its UTF-8. */
static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

void query_append(struct buffer *query, const char *name, const char *value)
{
	static const char hexadecimal[] = "0123456789ABCDEF";

	if (value == NULL || value[0] == '\0')
		return;
	buffer_append_char(query, query->length == 0 ? '?' : '&');
	buffer_append_string(query, name);
	buffer_append_char(query, '=');
	for (const char *at = value; *at != '\0'; at++) {
		const unsigned char byte = (unsigned char)*at;

		if (strchr(unreserved, *at) != NULL) {
			buffer_append_char(query, *at);
		} else {
			buffer_append_char(query, '%');
			buffer_append_char(query, hexadecimal[byte >> 4]);
			buffer_append_char(query, hexadecimal[byte & 15]);
		}
	}
}
