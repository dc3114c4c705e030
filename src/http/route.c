#include "http/route.h"

#include <string.h>

#include "base/text.h"
#include "http/percent.h"

enum { CODE_MAX = 40 };

/* No segment that is empty, `.` or `..`; the last one may be empty ("/campaigns/"). */
static bool segments_are_plain(const char *path)
{
	for (const char *segment = path; *segment != '\0';) {
		size_t length = strcspn(segment + 1, "/");
		bool last = segment[1 + length] == '\0';

		if ((length == 0 && !last) || (length == 1 && segment[1] == '.')
		    || (length == 2 && segment[1] == '.' && segment[2] == '.'))
			return false;
		segment += 1 + length;
	}
	return true;
}

const char *route_path(struct arena *arena, const struct incoming *incoming, const char *mount)
{
	const char *script = incoming_get(incoming, "SCRIPT_NAME");
	const char *rest = incoming_get(incoming, "PATH_INFO");
	size_t script_length = script != NULL ? strlen(script) : 0;
	size_t rest_length = rest != NULL ? strlen(rest) : 0;
	size_t mount_length = strlen(mount);
	char *path = arena_alloc(arena, script_length + rest_length + 1);
	ptrdiff_t length;

	if (script_length > 0)
		memcpy(path, script, script_length);
	if (rest_length > 0)
		memcpy(path + script_length, rest, rest_length);
	length = percent_decode(path, script_length + rest_length, false);
	if (length < 0 || !text_is_utf8(path, (size_t)length) || text_has_control(path, false)
	    || strchr(path, '\\') != NULL)
		return NULL;
	if (strncmp(path, mount, mount_length) != 0)
		return NULL;
	path += mount_length;
	if (path[0] == '\0')
		return "/";
	return path[0] == '/' && segments_are_plain(path) ? path : NULL;
}

/* The digits up to `end`: a positive int64_t without a leading zero, else 0. */
static int64_t parse_id(const char *text, const char *end)
{
	int64_t id = 0;

	if (text == end || *text == '0')
		return 0;
	for (; text < end; text++) {
		if (*text < '0' || *text > '9' || __builtin_mul_overflow(id, 10, &id)
		    || __builtin_add_overflow(id, *text - '0', &id))
			return 0;
	}
	return id;
}

static bool is_code_character(char character)
{
	return (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z')
	       || (character >= 'a' && character <= 'z') || character == '-';
}

static bool is_code(const char *text, const char *end)
{
	if (text == end || end - text > CODE_MAX)
		return false;
	for (; text < end; text++)
		if (!is_code_character(*text))
			return false;
	return true;
}

bool route_match(struct arena *arena, const char *pattern, const char *path, struct path_values *out)
{
	int64_t id = 0;
	const char *code = NULL;
	size_t code_length = 0;

	while (*pattern != '\0') {
		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		/* What stands behind the placeholder in its segment must be there too: "/{code}.xml". */
		const char *behind = strchr(pattern, '}') + 1;
		size_t behind_length = strcspn(behind, "/");
		const char *end = path + strcspn(path, "/");

		if ((size_t)(end - path) < behind_length)
			return false;
		end -= behind_length;
		if (pattern[1] == 'i') {
			id = parse_id(path, end);
			if (id == 0)
				return false;
		} else {
			if (!is_code(path, end))
				return false;
			code = path;
			code_length = (size_t)(end - path);
		}
		pattern = behind;
		path = end;
	}
	if (*path != '\0')
		return false;
	*out = (struct path_values){ .id = id, .code = code != NULL ? arena_copy(arena, code, code_length) : NULL };
	return true;
}

const char *route_pattern_fault(const char *pattern)
{
	size_t ids = 0, codes = 0;

	if (pattern[0] != '/')
		return "does not begin with /";
	if (!segments_are_plain(pattern))
		return "has an empty, . or .. segment";
	for (const char *at = pattern; *at != '\0'; at++) {
		if (*at == '{') {
			if (strncmp(at, "{id}", 4) == 0)
				ids++;
			else if (strncmp(at, "{code}", 6) == 0)
				codes++;
			else
				return "has a placeholder other than {id} and {code}";
			at = strchr(at, '}');
			if (at[1 + strcspn(at + 1, "/{")] == '{')
				return "has two placeholders in one segment";
		} else if (!is_code_character(*at) && strchr("/._~", *at) == NULL) {
			return "has a character that a path of ours does not";
		}
	}
	if (ids > 1 || codes > 1)
		return "has the same placeholder twice";
	return NULL;
}

enum method route_method(const struct incoming *incoming)
{
	const char *method = incoming_get(incoming, "REQUEST_METHOD");

	if (method == NULL)
		return METHOD_NONE;
	if (strcmp(method, "GET") == 0)
		return GET;
	if (strcmp(method, "HEAD") == 0)
		return HEAD;
	return strcmp(method, "POST") == 0 ? POST : METHOD_NONE;
}
