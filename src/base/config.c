#include "base/config.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What a key was given, until the whole file is known to be right. */
struct value {
	bool given;
	int64_t number;		/* INT64, BOOL, enumeration */
	const char *text;
};

struct loading {
	struct arena *arena;
	const char *path;
	const struct config_key *keys;
	struct value *values;		/* one per key */
	FILE *file;
	int line;			/* the last one read */
	bool stopped;
	int fault_line;			/* of the first fault we found; inih's own, of syntax, may be earlier */
	struct fault fault;
};

static int refuse(struct loading *loading, const char *format, ...) PRINTF_LIKE(2, 3);

/* 0, as inih wants a refusal. */
static int refuse(struct loading *loading, const char *format, ...)
{
	va_list arguments;

	if (loading->fault_line != 0)
		return 0;
	loading->fault_line = loading->line;
	va_start(arguments, format);
	(void)vsnprintf(loading->fault.text, sizeof loading->fault.text, format, arguments);
	va_end(arguments);
	return 0;
}

static bool is_enumeration(const struct config_key *key)
{
	return key->column.type == COLUMN_UINT32 && key->column.names != NULL;
}

/* "a number from 1 to 256", "yes or no", "one of: parked, plain", "text": for the operator, in faults and in the manual. */
static void append_expected(struct buffer *out, const struct config_key *key)
{
	switch (key->column.type) {
	case COLUMN_INT64:
		if (key->min == 0 && key->max == 0)
			buffer_append_string(out, "a whole number");
		else
			buffer_print(out, "a whole number from %lld to %lld", (long long)key->min, (long long)key->max);
		break;
	case COLUMN_BOOL:
		buffer_append_string(out, "yes or no");
		break;
	case COLUMN_UINT32:
		buffer_append_string(out, "one of:");
		for (size_t i = 0; is_enumeration(key) && key->column.names[i] != NULL; i++)
			buffer_print(out, "%s %s", i == 0 ? "" : ",", key->column.names[i]);
		break;
	default:
		buffer_append_string(out, "text in UTF-8");
		break;
	}
}

static const char *expected(struct arena *arena, const struct config_key *key)
{
	struct buffer words;

	buffer_init(&words, arena, 64);
	append_expected(&words, key);
	return words.data;
}

static bool read_number(const struct config_key *key, const char *typed, int64_t *out)
{
	char *end;

	if (strspn(typed, "-0123456789") != strlen(typed))
		return false;	/* strtoll would take blanks, a plus and more */
	errno = 0;
	const long long number = strtoll(typed, &end, 10);
	if (end == typed || *end != '\0' || errno != 0)
		return false;
	if ((key->min != 0 || key->max != 0) && (number < key->min || number > key->max))
		return false;
	*out = number;
	return true;
}

static bool read_value(struct arena *arena, const struct config_key *key, const char *typed, struct value *out)
{
	static const char *const no_yes[] = { "no", "yes", NULL };

	switch (key->column.type) {
	case COLUMN_INT64:
		return read_number(key, typed, &out->number);
	case COLUMN_BOOL:
		out->number = column_name_index(no_yes, typed);
		return out->number >= 0;
	case COLUMN_UINT32:
		out->number = is_enumeration(key) ? column_name_index(key->column.names, typed) : -1;
		return out->number >= 0;
	case COLUMN_TEXT:
		out->text = arena_copy_string(arena, typed);
		return text_is_utf8(typed, strlen(typed));
	default:
		return false;	/* no key is declared with another type */
	}
}

static void store(const struct config_key *key, const struct value *value, void *out)
{
	char *const place = (char *)out + key->column.offset;

	switch (key->column.type) {
	case COLUMN_INT64:
		memcpy(place, &value->number, sizeof value->number);
		break;
	case COLUMN_BOOL:
		memcpy(place, &(bool){ value->number != 0 }, sizeof(bool));
		break;
	case COLUMN_UINT32:
		memcpy(place, &(uint32_t){ (uint32_t)value->number }, sizeof(uint32_t));
		break;
	default:
		memcpy(place, &value->text, sizeof value->text);
		break;
	}
}

/* What inih calls for each `name = value`; 0 is a refusal. */
static int take_pair(void *context, const char *section, const char *name, const char *typed)
{
	struct loading *const loading = context;

	for (size_t i = 0; loading->keys[i].section != NULL; i++) {
		const struct config_key *const key = &loading->keys[i];
		struct value *const value = &loading->values[i];

		if (strcmp(key->section, section) != 0 || strcmp(key->column.name, name) != 0)
			continue;
		if (value->given)
			return refuse(loading, "[%s] %s is given twice, or its line is continued", section, name);
		value->given = true;
		if (!read_value(loading->arena, key, typed, value))
			return refuse(loading, "[%s] %s must be %s", section, name, expected(loading->arena, key));
		return 1;
	}
	return refuse(loading, "there is no key [%s] %s", section, name);
}

/* fgets for inih, which would cut a line at its buffer's end and take the rest for the next one. */
static char *read_line(char *line, int size, void *context)
{
	struct loading *const loading = context;

	if (loading->stopped || fgets(line, size, loading->file) == NULL)
		return NULL;
	loading->line++;

	const size_t length = strlen(line);
	const bool whole = length > 0 && line[length - 1] == '\n';

	if (!whole && !feof(loading->file)) {
		(void)refuse(loading, "the line is longer than %d bytes, or has a NUL", size - 2);
		loading->stopped = true;
		return NULL;
	}
	return line;
}

static enum err read_file(struct loading *loading, struct fault *fault)
{
	loading->file = fopen(loading->path, "re");
	if (loading->file == NULL)
		return fault_note(fault, E_INVALID, "%s: %s", loading->path, strerrordesc_np(errno));

	const int bad_line = ini_parse_stream(read_line, loading, take_pair, loading);
	const bool unreadable = ferror(loading->file) != 0;

	(void)fclose(loading->file);
	if (unreadable)
		return fault_note(fault, E_INVALID, "%s: cannot be read", loading->path);
	if (bad_line < 0)
		abort();	/* inih found no memory for a line */
	if (bad_line != 0 && (loading->fault_line == 0 || bad_line < loading->fault_line))
		return fault_note(fault, E_INVALID, "%s:%d: neither [section], key = value, nor a comment", loading->path,
				  bad_line);
	if (loading->fault_line != 0)
		return fault_note(fault, E_INVALID, "%s:%d: %s", loading->path, loading->fault_line, loading->fault.text);
	return OK;
}

enum err config_load(struct arena *arena, const char *path, const struct config_key *keys, void *out,
		     struct fault *fault)
{
	size_t count = 0;

	while (keys[count].section != NULL)
		count++;

	struct loading loading = {
		.arena = arena, .path = path, .keys = keys,
		.values = ARENA_ARRAY(arena, struct value, count),
	};

	TRY(read_file(&loading, fault));
	for (size_t i = 0; i < count; i++) {
		const struct config_key *const key = &keys[i];

		if (loading.values[i].given)
			continue;
		if (key->fallback == NULL)
			return fault_note(fault, E_INVALID, "%s: [%s] %s is missing; it must be %s", path, key->section,
					  key->column.name, expected(arena, key));
		if (!read_value(arena, key, key->fallback, &loading.values[i]))
			return fault_note(fault, E_INVALID, "the default of [%s] %s is not %s", key->section,
					  key->column.name, expected(arena, key));
	}
	for (size_t i = 0; i < count; i++)
		store(&keys[i], &loading.values[i], out);
	return OK;
}

/* As comment lines of at most some 78 bytes: inih's lines have an end. */
static void append_comment(struct buffer *out, const char *words)
{
	const size_t width = 76;

	while (*words != '\0') {
		size_t length = strlen(words);

		if (length > width) {
			length = width;
			while (length > 0 && words[length] != ' ')
				length--;
			if (length == 0)
				length = strcspn(words, " ");	/* one very long word */
		}
		buffer_print(out, "# %.*s\n", (int)length, words);
		words += length;
		words += strspn(words, " ");
	}
}

void config_describe(const struct config_key *keys, struct buffer *out)
{
	const char *section = "";

	for (const struct config_key *key = keys; key->section != NULL; key++) {
		if (strcmp(key->section, section) != 0) {
			section = key->section;
			buffer_print(out, "%s[%s]\n", key == keys ? "" : "\n", section);
		}
		buffer_append_char(out, '\n');
		append_comment(out, key->help);
		append_comment(out, expected(out->arena, key));
		if (key->fallback == NULL)
			buffer_print(out, "# Must be set.\n# %s =\n", key->column.name);
		else
			buffer_print(out, "%s = %s\n", key->column.name, key->fallback);
	}
}
