#include "http/multipart.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "http/percent.h"

enum { BOUNDARY_MAX = 70, PART_HEADER_MAX = 8192, FIRST_PARTS = 16 };

/* What is left to read. */
struct input {
	const char *at, *end;
};

/* The two parameters of a Content-Disposition that matter, as far as seen. */
struct disposition {
	const char *name, *file, *file_extended;
};

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

/* A token of RFC 2045 §5.1. */
static bool is_token(char character)
{
	return character > 0x20 && character < 0x7f && strchr("()<>@,;:\\\"/[]?=", character) == NULL;
}

static void skip_blanks(struct input *input)
{
	while (input->at < input->end && is_blank(*input->at))
		input->at++;
}

/* Step over `word`, in either case. */
static bool take_word(struct input *input, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(input->end - input->at) < length || strncasecmp(input->at, word, length) != 0)
		return false;
	input->at += length;
	return true;
}

static bool is_escape(const char *at, const char *end)
{
	return end - at >= 2 && *at == '\\' && (at[1] == '"' || at[1] == '\\');
}

/* A quoted string. Browsers escape the quote as %22, others by a backslash; before anything else that is a character of a
 * path, as old browsers send it whole. */
static const char *take_quoted(struct arena *arena, struct input *input)
{
	const char *at = ++input->at, *end = at;
	char *text, *to;

	while (end < input->end && *end != '"')
		end += is_escape(end, input->end) ? 2 : 1;
	if (end == input->end)
		return NULL;
	input->at = end + 1;
	to = text = arena_alloc(arena, (size_t)(end - at) + 1);
	while (at < end) {
		at += is_escape(at, end) ? 1 : 0;
		*to++ = *at++;
	}
	return text;
}

/* `; name=value`, the value a token or a quoted string. False at anything else; *name is NULL at the end. */
static bool take_parameter(struct arena *arena, struct input *input, const char **name, const char **value)
{
	const char *begin;

	*name = NULL;
	skip_blanks(input);
	if (input->at == input->end)
		return true;
	if (*input->at++ != ';')
		return false;
	skip_blanks(input);
	for (begin = input->at; input->at < input->end && is_token(*input->at);)
		input->at++;
	if (input->at == begin || input->at == input->end || *input->at != '=')
		return false;
	*name = arena_copy(arena, begin, (size_t)(input->at - begin));
	input->at++;
	if (input->at < input->end && *input->at == '"') {
		*value = take_quoted(arena, input);
	} else {
		for (begin = input->at; input->at < input->end && is_token(*input->at);)
			input->at++;
		*value = input->at > begin ? arena_copy(arena, begin, (size_t)(input->at - begin)) : NULL;
	}
	return *value != NULL;
}

/* RFC 2046 §5.1.1: bchars, the last not a blank. */
static bool is_boundary(const char *text)
{
	static const char others[] = "'()+_,-./:=? ";
	size_t length = strlen(text);

	if (length == 0 || length > BOUNDARY_MAX || text[length - 1] == ' ')
		return false;
	for (; *text != '\0'; text++)
		if (!(*text >= '0' && *text <= '9') && !(*text >= 'A' && *text <= 'Z') && !(*text >= 'a' && *text <= 'z')
		    && strchr(others, *text) == NULL)
			return false;
	return true;
}

bool content_is_multipart(struct arena *arena, const char *content_type, const char **boundary)
{
	struct input input = { .at = content_type, .end = content_type };
	const char *name, *value, *found = NULL;

	if (content_type == NULL)
		return false;
	input.end = content_type + strlen(content_type);
	if (!take_word(&input, "multipart/form-data"))
		return false;
	do {
		if (!take_parameter(arena, &input, &name, &value))
			return false;
		if (name != NULL && strcasecmp(name, "boundary") == 0) {
			if (found != NULL || !is_boundary(value))
				return false;
			found = value;
		}
	} while (name != NULL);
	if (found == NULL)
		return false;
	*boundary = found;
	return true;
}

/* filename*=UTF-8''%e6%b2%82 (RFC 8187), which RFC 7578 forbids and some send. */
static const char *decode_extended(struct arena *arena, const char *text)
{
	char *decoded;
	ptrdiff_t length;

	if (strncasecmp(text, "utf-8'", 6) != 0)
		return NULL;
	text = strchr(text + 6, '\'');
	if (text == NULL)
		return NULL;
	decoded = arena_copy_string(arena, text + 1);
	length = percent_decode(decoded, strlen(decoded), false);
	return length >= 0 && text_is_utf8(decoded, (size_t)length) ? decoded : NULL;
}

/* The last part of what may be a path of any system, without what is not to be seen; %22 is how browsers write a quote. */
static const char *tidy_name(struct arena *arena, const char *sent)
{
	const char *at = sent, *next;
	struct buffer name;

	for (; *sent != '\0'; sent++)
		if (*sent == '/' || *sent == '\\')
			at = sent + 1;
	buffer_init(&name, arena, (size_t)(sent - at));
	for (next = at; *at != '\0'; at = next) {
		char character[5] = { 0 };

		text_next(&next);
		memcpy(character, at, (size_t)(next - at));
		if (strncmp(at, "%22", 3) == 0) {
			buffer_append_char(&name, '"');
			next = at + 3;
		} else if (!text_has_control(character, false)) {
			buffer_append_string(&name, character);
		}
	}
	return strcmp(name.data, ".") == 0 || strcmp(name.data, "..") == 0 ? "" : name.data;
}

/* Put `value` where nothing stands yet. */
static bool put_once(const char **to, const char *value)
{
	bool first = *to == NULL;

	*to = value;
	return first && value != NULL;
}

static bool read_disposition(struct arena *arena, struct input *input, struct disposition *out)
{
	const char *name, *value;
	bool sound = take_word(input, "form-data") && out->name == NULL;

	while (sound && (sound = take_parameter(arena, input, &name, &value)) && name != NULL) {
		if (strcasecmp(name, "name") == 0)
			sound = put_once(&out->name, value);
		else if (strcasecmp(name, "filename") == 0)
			sound = put_once(&out->file, value);
		else if (strcasecmp(name, "filename*") == 0)
			sound = put_once(&out->file_extended, decode_extended(arena, value));
	}
	return sound && out->name != NULL && out->name[0] != '\0';
}

/* The header of a part, up to and without the empty line's CRLF, where the input then stands. */
static bool read_header(struct arena *arena, struct input *input, struct disposition *out)
{
	const char *begin = input->at;

	for (;;) {
		struct input line = { .at = input->at, .end = memmem(input->at, (size_t)(input->end - input->at), "\r\n", 2) };

		if (line.end == NULL || line.end - begin > PART_HEADER_MAX)
			return false;
		if (line.end == line.at)
			return out->name != NULL;
		if (!text_is_utf8(line.at, (size_t)(line.end - line.at)) || is_blank(*line.at))
			return false;
		input->at = line.end + 2;
		if (take_word(&line, "content-disposition:")) {
			skip_blanks(&line);
			if (!read_disposition(arena, &line, out))
				return false;
		} else if (take_word(&line, "content-transfer-encoding:")) {
			skip_blanks(&line);
			if (!take_word(&line, "binary") && !take_word(&line, "8bit") && !take_word(&line, "7bit"))
				return false;
		}
	}
}

/* After "--boundary": the end of its line (blanks are transport padding), or of everything. False: no delimiter after all. */
static bool end_delimiter(struct input *input, bool *last)
{
	struct input rest = *input;

	*last = take_word(&rest, "--");
	skip_blanks(&rest);
	if (!take_word(&rest, "\r\n") && !(*last && rest.at == rest.end))
		return false;
	*input = rest;
	return true;
}

/* Content up to the next delimiter, which is stepped over. The input stands at the line end before the content, which may
 * be the delimiter's as well. */
static bool take_content(struct input *input, const char *delimiter, struct bytes *content, bool *last)
{
	size_t length = strlen(delimiter);
	const char *begin = input->at + 2;
	struct input found = *input;

	while ((found.at = memmem(found.at, (size_t)(input->end - found.at), delimiter, length)) != NULL) {
		const char *end = found.at;

		found.at += length;
		if (end_delimiter(&found, last)) {
			*content = (struct bytes){ .data = (const uint8_t *)begin,
						   .length = end > begin ? (size_t)(end - begin) : 0 };
			input->at = found.at;
			return true;
		}
		found.at = end + 1;
	}
	return false;
}

struct parts {
	struct parameter *pair;
	struct file_part *file;
	size_t count, file_count, capacity;
};

static void make_room(struct arena *arena, struct parts *parts)
{
	size_t before = parts->capacity;

	if (parts->count < before && parts->file_count < before)
		return;
	parts->capacity = before == 0 ? FIRST_PARTS : before * 2;
	parts->pair = arena_grow(arena, parts->pair, before * sizeof *parts->pair, parts->capacity * sizeof *parts->pair);
	parts->file = arena_grow(arena, parts->file, before * sizeof *parts->file, parts->capacity * sizeof *parts->file);
}

static bool take_part(struct arena *arena, struct input *input, const char *delimiter, struct parts *parts, bool *last)
{
	struct disposition disposition = { .name = NULL };
	struct bytes content;

	if (!read_header(arena, input, &disposition) || !take_content(input, delimiter, &content, last))
		return false;
	make_room(arena, parts);
	if (disposition.file_extended != NULL)
		disposition.file = disposition.file_extended;
	if (disposition.file != NULL) {
		parts->file[parts->file_count++] = (struct file_part){
			.field = disposition.name, .file = { .name = tidy_name(arena, disposition.file), .content = content } };
		return true;
	}
	if (!text_is_utf8((const char *)content.data, content.length))
		return false;
	parts->pair[parts->count++] = (struct parameter){
		.name = disposition.name, .value = arena_copy(arena, (const char *)content.data, content.length) };
	return true;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool has_duplicate(struct arena *arena, const struct parts *parts)
{
	size_t count = parts->count + parts->file_count;
	const char **names = ARENA_ARRAY(arena, const char *, count);

	for (size_t i = 0; i < count; i++)
		names[i] = i < parts->count ? parts->pair[i].name : parts->file[i - parts->count].field;
	qsort(names, count, sizeof *names, compare_names);
	for (size_t i = 1; i < count; i++)
		if (strcmp(names[i - 1], names[i]) == 0)
			return true;
	return false;
}

enum err multipart_parse(struct arena *arena, struct bytes body, const char *boundary, size_t max_parts, struct parameter **pairs,
			 size_t *count, struct file_part **files, size_t *file_count)
{
	const char *delimiter = arena_print(arena, "\r\n--%s", boundary);
	struct input input = { .at = (const char *)body.data, .end = (const char *)body.data + body.length };
	struct parts parts = { .count = 0 };
	bool last = true;

	/* Nothing before the first delimiter and nothing behind the last: no browser sends what RFC 2046 allows there. */
	if (body.length < strlen(delimiter + 2) || memcmp(input.at, delimiter + 2, strlen(delimiter + 2)) != 0)
		return E_INVALID;
	input.at += strlen(delimiter + 2);
	if (!end_delimiter(&input, &last))
		return E_INVALID;
	while (!last)
		if (parts.count + parts.file_count == max_parts || !take_part(arena, &input, delimiter, &parts, &last))
			return E_INVALID;
	if (input.at != input.end || has_duplicate(arena, &parts))
		return E_INVALID;
	*pairs = parts.pair;
	*count = parts.count;
	*files = parts.file;
	*file_count = parts.file_count;
	return OK;
}
