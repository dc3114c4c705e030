/* The detail of an event, read back to be shown. It was written by the suite: what is not understood is left out, not refused. */
#include "domain/office/audit.h"

#include <string.h>

const struct shape audit_change_shape = SHAPE(audit_change,
	COLUMN(audit_change, name), COLUMN(audit_change, before, .nullable = true), COLUMN(audit_change, after, .nullable = true),
	COLUMN(audit_change, hidden), COLUMN(audit_change, single));

struct reader {
	struct arena *arena;
	const char *at;
	bool wrong;
};

static void skip_blanks(struct reader *reader)
{
	reader->at += strspn(reader->at, " \t\r\n");
}

static bool take(struct reader *reader, char wanted)
{
	skip_blanks(reader);
	if (*reader->at != wanted)
		return false;
	reader->at++;
	return true;
}

static void append_code_point(struct buffer *out, unsigned code)
{
	if (code < 0x80) {
		buffer_append_char(out, (char)code);
	} else if (code < 0x800) {
		buffer_append_char(out, (char)(0xc0 | code >> 6));
		buffer_append_char(out, (char)(0x80 | (code & 0x3f)));
	} else {
		buffer_append_char(out, (char)(0xe0 | code >> 12));
		buffer_append_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
		buffer_append_char(out, (char)(0x80 | (code & 0x3f)));
	}
}

/* \uXXXX; NUL and surrogates, which nothing of ours writes, become U+FFFD. */
static void take_unicode(struct reader *reader, struct buffer *out)
{
	static const char digits[] = "0123456789abcdef";
	unsigned code = 0;

	for (int i = 0; i < 4; i++, reader->at++) {
		const char low = (char)(*reader->at | 0x20);
		const char *digit = *reader->at != '\0' ? strchr(digits, low) : NULL;

		if (digit == NULL) {
			reader->wrong = true;
			return;
		}
		code = code << 4 | (unsigned)(digit - digits);
	}
	append_code_point(out, code == 0 || (code >= 0xd800 && code < 0xe000) ? 0xfffd : code);
}

static void take_escape(struct reader *reader, struct buffer *out)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char escape = *reader->at;
	const char *known = escape != '\0' ? strchr(from, escape) : NULL;

	if (escape == '\0') {
		reader->wrong = true;
		return;
	}
	reader->at++;
	if (escape == 'u')
		take_unicode(reader, out);
	else
		buffer_append_char(out, known != NULL ? to[known - from] : escape);
}

/* Behind the opening quotation mark. */
static const char *take_string(struct reader *reader)
{
	struct buffer out;

	buffer_init(&out, reader->arena, 32);
	while (*reader->at != '"' && !reader->wrong) {
		if (*reader->at == '\0') {
			reader->wrong = true;
		} else if (*reader->at == '\\') {
			reader->at++;
			take_escape(reader, &out);
		} else {
			buffer_append_char(&out, *reader->at++);
		}
	}
	if (!reader->wrong)
		reader->at++;
	return out.data;
}

/* A string, number, true, false or null (NULL). */
static const char *take_scalar(struct reader *reader)
{
	size_t length;
	const char *word;

	if (take(reader, '"'))
		return take_string(reader);
	length = strcspn(reader->at, ",]} \t\r\n");
	reader->wrong |= length == 0;
	word = arena_copy(reader->arena, reader->at, length);
	reader->at += length;
	return strcmp(word, "null") == 0 ? NULL : word;
}

/* An object or a longer list stays as it is written; strings within may hold brackets. */
static const char *take_rest(struct reader *reader)
{
	const char *start = reader->at;
	int depth = 0;

	do {
		if (*reader->at == '{' || *reader->at == '[')
			depth++;
		else if (*reader->at == '}' || *reader->at == ']')
			depth--;
		if (*reader->at == '\0') {
			reader->wrong = true;
		} else if (*reader->at++ == '"') {
			(void)take_string(reader);
		}
	} while (depth > 0 && !reader->wrong);
	return arena_copy(reader->arena, start, (size_t)(reader->at - start));
}

static bool is_pair(const struct reader *reader)
{
	struct reader ahead = *reader;

	if (!take(&ahead, '['))
		return false;
	skip_blanks(&ahead);
	if (*ahead.at == '[' || *ahead.at == '{')
		return false;
	(void)take_scalar(&ahead);
	if (!take(&ahead, ','))
		return false;
	skip_blanks(&ahead);
	if (*ahead.at == '[' || *ahead.at == '{')
		return false;
	(void)take_scalar(&ahead);
	return take(&ahead, ']') && !ahead.wrong;
}

static struct audit_change take_change(struct reader *reader)
{
	struct audit_change change = { .name = take_string(reader) };

	if (!take(reader, ':')) {
		reader->wrong = true;
		return change;
	}
	skip_blanks(reader);
	if (is_pair(reader)) {
		(void)take(reader, '[');
		change.before = take_scalar(reader);
		(void)take(reader, ',');
		change.after = take_scalar(reader);
		(void)take(reader, ']');
		change.hidden = change.before != NULL && change.after != NULL && strcmp(change.before, "true") == 0 &&
				strcmp(change.after, "true") == 0;
	} else {
		change.single = true;
		change.after = *reader->at == '[' || *reader->at == '{' ? take_rest(reader) : take_scalar(reader);
	}
	return change;
}

void audit_changes(struct arena *arena, const char *detail, struct rows *out)
{
	enum { most = 100 };
	struct reader reader = { .arena = arena, .at = detail != NULL ? detail : "" };
	struct audit_change *changes = ARENA_ARRAY(arena, struct audit_change, most);
	size_t count = 0;

	reader.wrong = !take(&reader, '{');
	while (!reader.wrong && count < most && take(&reader, '"')) {
		const struct audit_change change = take_change(&reader);

		if (reader.wrong)
			break;
		changes[count++] = change;
		if (!take(&reader, ','))
			break;
	}
	*out = (struct rows){ .row = changes, .count = count };
}
