#include "http/form.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "http/percent.h"

/* Decode [at, at + length) in place; false for what no form field may have. */
static bool decode(char *at, size_t length)
{
	ptrdiff_t decoded = percent_decode(at, length, true);

	return decoded >= 0 && text_is_utf8(at, (size_t)decoded);
}

enum err urlencoded_parse(struct arena *arena, const char *text, size_t length, size_t max_pairs,
			  struct parameter **out, size_t *count)
{
	struct parameter *pairs;
	size_t found = 0, room = 1;
	char *at, *end;

	if (length == 0) {
		*out = NULL;
		*count = 0;
		return OK;
	}
	/* Counted before anything is stored: ten thousand names cost a look at each byte, no more. */
	for (const char *next = text; (next = memchr(next, '&', length - (size_t)(next - text))) != NULL; next++)
		room++;
	if (room > max_pairs)
		return E_INVALID;
	at = arena_copy(arena, text, length);
	end = at + length;
	pairs = ARENA_ARRAY(arena, struct parameter, room);
	while (at < end) {
		char *pair_end = memchr(at, '&', (size_t)(end - at));
		char *equals;

		if (pair_end == NULL)
			pair_end = end;
		equals = memchr(at, '=', (size_t)(pair_end - at));
		if (pair_end > at) {
			char *name_end = equals != NULL ? equals : pair_end;
			char *value = equals != NULL ? equals + 1 : pair_end;

			/* The value first: decoding the name ends it with a NUL where `=` stood. */
			if (!decode(value, (size_t)(pair_end - value)) || !decode(at, (size_t)(name_end - at)))
				return E_INVALID;
			pairs[found++] = (struct parameter){ .name = at, .value = value };
		}
		at = pair_end + 1;
	}
	*out = pairs;
	*count = found;
	return OK;
}

/* `text` goes on with `word`, in either case; step over it. */
static bool skip_word(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncasecmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

bool content_is_form(const char *content_type)
{
	const char *at = content_type;

	if (at == NULL || !skip_word(&at, "application/x-www-form-urlencoded"))
		return false;
	for (;;) {
		bool quoted;

		at += strspn(at, " \t");
		if (*at == '\0')
			return true;
		if (*at++ != ';')
			return false;
		at += strspn(at, " \t");
		if (!skip_word(&at, "charset=")) {
			at += strcspn(at, ";");
			continue;
		}
		quoted = *at == '"';
		at += quoted ? 1 : 0;
		if (!skip_word(&at, "utf-8") && !skip_word(&at, "utf8"))
			return false;
		if (quoted && *at++ != '"')
			return false;
	}
}
