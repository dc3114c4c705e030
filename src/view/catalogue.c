/* The .po of one language: comments, msgid, msgstr, strings over several lines. No plurals and no contexts: the pages have
 * neither, and a file with them was made for something else. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "view/message.h"

enum stage { STAGE_NONE, STAGE_ID, STAGE_WORDS };

struct reader {
	struct arena *arena;
	struct fault *fault;
	struct catalogue *catalogue;
	size_t capacity;
	long line;
	/* the entry being read */
	enum stage stage;
	bool fuzzy;
	long entry_line;
	struct buffer id, words;
};

static enum err refuse(const struct reader *reader, const char *reason)
{
	return fault_note(reader->fault, E_INVALID, "%s:%ld: %s", reader->catalogue->file, reader->line, reason);
}

/* The header has an empty id; an empty msgstr is a message that waits for its translator. */
static void finish_entry(struct reader *reader)
{
	struct catalogue *catalogue = reader->catalogue;

	if (reader->stage == STAGE_WORDS && !reader->fuzzy && reader->id.length > 0 && reader->words.length > 0) {
		if (catalogue->count == reader->capacity) {
			const size_t bytes = reader->capacity * sizeof *catalogue->translations;

			catalogue->translations = arena_grow(reader->arena, catalogue->translations, bytes, bytes * 2);
			reader->capacity *= 2;
		}
		catalogue->translations[catalogue->count++] = (struct translation){
			.id = arena_copy(reader->arena, reader->id.data, reader->id.length),
			.words = arena_copy(reader->arena, reader->words.data, reader->words.length),
			.line = reader->entry_line };
	}
	if (reader->stage == STAGE_WORDS)
		reader->fuzzy = false;
	reader->stage = STAGE_NONE;
	buffer_clear(&reader->id);
	buffer_clear(&reader->words);
}

/* A string in double quotes to the end of the line. */
static enum err read_string(struct reader *reader, const char *text)
{
	struct buffer *out = reader->stage == STAGE_ID ? &reader->id : &reader->words;
	static const char escapes[] = "nrt\"\\", meanings[] = "\n\r\t\"\\";

	text += strspn(text, " \t");
	if (*text != '"' || reader->stage == STAGE_NONE)
		return refuse(reader, "a string is out of place");
	for (text++; *text != '"'; text++) {
		const char *escape;

		if (*text == '\0')
			return refuse(reader, "a string without an end");
		if (*text != '\\') {
			buffer_append_char(out, *text);
			continue;
		}
		escape = *++text == '\0' ? NULL : strchr(escapes, *text);
		if (!escape)
			return refuse(reader, "unknown escape in a string");
		buffer_append_char(out, meanings[escape - escapes]);
	}
	return text[1 + strspn(text + 1, " \t\r")] == '\0' ? OK : refuse(reader, "something follows a string");
}

static const char *after(const char *line, const char *keyword)
{
	const size_t length = strlen(keyword);

	return strncmp(line, keyword, length) == 0 && strchr(" \t\"", line[length]) ? line + length : NULL;
}

static void read_comment(struct reader *reader, const char *line)
{
	if (reader->stage == STAGE_WORDS)
		finish_entry(reader);
	if (line[1] == ',' && strstr(line, "fuzzy"))
		reader->fuzzy = true;
}

static enum err read_line(struct reader *reader, const char *line)
{
	const char *rest;

	line += strspn(line, " \t");
	if (line[strspn(line, "\r")] == '\0')
		return OK;
	if (*line == '#') {
		read_comment(reader, line);
		return OK;
	}
	if (*line == '"')
		return read_string(reader, line);
	rest = after(line, "msgid");
	if (rest) {
		if (reader->stage == STAGE_ID)
			return refuse(reader, "msgid without msgstr");
		finish_entry(reader);
		reader->stage = STAGE_ID;
		reader->entry_line = reader->line;
		return read_string(reader, rest);
	}
	rest = after(line, "msgstr");
	if (!rest || reader->stage != STAGE_ID)
		return refuse(reader, "only msgid and msgstr are known, one after the other");
	reader->stage = STAGE_WORDS;
	return read_string(reader, rest);
}

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct translation *)a)->id, ((const struct translation *)b)->id);
}

static enum err sort(struct reader *reader)
{
	struct catalogue *catalogue = reader->catalogue;

	if (catalogue->count == 0)
		return OK;
	qsort(catalogue->translations, catalogue->count, sizeof *catalogue->translations, compare);
	for (size_t i = 1; i < catalogue->count; i++) {
		reader->line = catalogue->translations[i].line;
		if (strcmp(catalogue->translations[i - 1].id, catalogue->translations[i].id) == 0)
			return refuse(reader, "the message is there twice");
	}
	return OK;
}

enum err catalogue_parse(struct arena *arena, const char *file, const char *bytes, size_t length, struct catalogue *out,
			 struct fault *fault)
{
	struct catalogue catalogue = { .file = arena_copy_string(arena, file) };
	struct reader reader = { .arena = arena, .fault = fault, .catalogue = &catalogue, .capacity = 64, .line = 1 };
	char *line = arena_copy(arena, bytes, length);

	if (!text_is_utf8(bytes, length))
		return refuse(&reader, "not UTF-8");
	buffer_init(&reader.id, arena, 256);
	buffer_init(&reader.words, arena, 256);
	catalogue.translations = ARENA_ARRAY(arena, struct translation, reader.capacity);
	for (; line; reader.line++) {
		char *end = strchr(line, '\n');

		if (end)
			*end = '\0';
		TRY(read_line(&reader, line));
		line = end ? end + 1 : NULL;
	}
	if (reader.stage == STAGE_ID)
		return refuse(&reader, "msgid without msgstr");
	finish_entry(&reader);
	TRY(sort(&reader));
	*out = catalogue;
	return OK;
}

const struct translation *catalogue_find(const struct catalogue *catalogue, const char *id)
{
	const struct translation key = { .id = id };

	return catalogue->count == 0 ? NULL
		: bsearch(&key, catalogue->translations, catalogue->count, sizeof key, compare);
}
