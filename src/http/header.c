#include "http/header.h"

#include <string.h>

/* The quoted part of an entity tag: two tags match weakly when these are equal. */
static const char *opaque_part(const char *tag)
{
	return tag[0] == 'W' && tag[1] == '/' ? tag + 2 : tag;
}

bool etag_matches(const char *if_none_match, const char *etag)
{
	const char *wanted = opaque_part(etag);
	const char *at = if_none_match;
	size_t wanted_length = strlen(wanted);

	if (at == NULL || wanted_length < 2 || wanted[0] != '"')
		return false;
	at += strspn(at, " \t");
	if (at[0] == '*')
		return at[1 + strspn(at + 1, " \t")] == '\0';
	for (;;) {
		const char *end;

		at += strspn(at, ", \t");
		at = opaque_part(at);
		if (at[0] != '"' || (end = strchr(at + 1, '"')) == NULL)
			return false;
		end++;
		if ((size_t)(end - at) == wanted_length && memcmp(at, wanted, wanted_length) == 0)
			return true;
		at = end + strspn(end, " \t");
		if (at[0] != ',')
			return false;
	}
}
