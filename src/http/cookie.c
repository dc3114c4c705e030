#include "http/cookie.h"

#include <inttypes.h>
#include <string.h>

/* cookie-octet (RFC 6265 §4.1.1): printable ASCII but the blank, the quote, the comma, the semicolon and the backslash. */
static bool is_cookie_octet(char character)
{
	return character > 0x20 && character < 0x7f && strchr("\",;\\", character) == NULL;
}

static const char *value_of(struct arena *arena, const char *value, size_t length)
{
	if (length >= 2 && value[0] == '"' && value[length - 1] == '"') {
		value++;
		length -= 2;
	}
	for (size_t i = 0; i < length; i++)
		if (!is_cookie_octet(value[i]))
			return NULL;
	return arena_copy(arena, value, length);
}

const char *cookie_get(struct arena *arena, const struct incoming *incoming, const char *name)
{
	const char *at = incoming_get(incoming, "HTTP_COOKIE");
	size_t name_length = strlen(name);

	while (at != NULL && *at != '\0') {
		size_t length;

		at += strspn(at, " \t;");
		length = strcspn(at, ";");
		if (length > name_length && at[name_length] == '=' && memcmp(at, name, name_length) == 0) {
			const char *value = at + name_length + 1;

			length -= name_length + 1;
			while (length > 0 && (value[length - 1] == ' ' || value[length - 1] == '\t'))
				length--;
			return value_of(arena, value, length);
		}
		at += length;
	}
	return NULL;
}

void cookie_set(struct arena *arena, struct outgoing *outgoing, const char *name, const char *value, const char *path,
		int64_t max_age_seconds)
{
	const char *age = "";

	if (max_age_seconds < 0)
		age = "; Max-Age=0";
	else if (max_age_seconds > 0)
		age = arena_print(arena, "; Max-Age=%" PRId64, max_age_seconds);
	outgoing_add_header(outgoing, "Set-Cookie",
			    arena_print(arena, "%s=%s; Path=%s%s; Secure; HttpOnly; SameSite=Lax", name, value, path, age));
}
