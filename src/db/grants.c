#include "db/grants.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* Words between commas that stand in no bracket. */
struct words {
	const char *word[128];
	size_t count;
};

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *trimmed(struct arena *arena, const char *start, const char *end)
{
	while (start < end && *start == ' ')
		start++;
	while (end > start && end[-1] == ' ')
		end--;
	return arena_copy(arena, start, (size_t)(end - start));
}

/* Sorted. More words than there is room for stay together in the last one and compare as they stand. */
static void split(struct arena *arena, const char *start, const char *end, struct words *out)
{
	const char *from = start;
	int depth = 0;

	out->count = 0;
	for (const char *at = start; at < end; at++) {
		depth += (*at == '(') - (*at == ')');
		if (*at != ',' || depth > 0 || out->count == sizeof out->word / sizeof *out->word - 1)
			continue;
		out->word[out->count++] = trimmed(arena, from, at);
		from = at + 1;
	}
	out->word[out->count++] = trimmed(arena, from, end);
	qsort(out->word, out->count, sizeof *out->word, compare);
}

static void join(struct buffer *out, const struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			buffer_append_string(out, ", ");
		buffer_append_string(out, words->word[i]);
	}
}

/* `SELECT (b, a)` with its columns in order. */
static const char *sorted_privilege(struct arena *arena, const char *privilege)
{
	const char *open = strchr(privilege, '('), *close = strrchr(privilege, ')');
	struct words columns;
	struct buffer out;

	if (open == NULL || close == NULL || close < open)
		return privilege;
	buffer_init(&out, arena, strlen(privilege) + 16);
	buffer_append_string(&out, trimmed(arena, privilege, open));
	buffer_append_string(&out, " (");
	split(arena, open + 1, close, &columns);
	join(&out, &columns);
	buffer_append_char(&out, ')');
	return out.data;
}

static char *without_quotes(struct arena *arena, const char *line, size_t length)
{
	char *out = arena_copy(arena, line, length);
	size_t kept = 0;

	for (size_t i = 0; i < length; i++)
		if (out[i] != '`')
			out[kept++] = out[i];
	out[kept] = '\0';
	return out;
}

static const char *skip_word(const char *text, const char *word)
{
	return strncmp(text, word, strlen(word)) == 0 ? text + strlen(word) : text;
}

static const char *object_of(struct arena *arena, const char *object, const char *database)
{
	return skip_word(object, arena_print(arena, "%s.", database));
}

static const char *canonical(struct arena *arena, const char *line, size_t length, const char *database)
{
	const bool may_pass_on = memmem(line, length, " WITH GRANT OPTION", 18) != NULL;
	const char *account = memmem(line, length, " TO `", 5);
	const char *text, *on;
	struct words privileges;
	struct buffer out;

	text = without_quotes(arena, line, account != NULL ? (size_t)(account - line) : length);
	text = skip_word(text, "GRANT ");
	on = strstr(text, " ON ");
	if (on == NULL)		/* a role */
		return text;
	buffer_init(&out, arena, length);
	split(arena, text, on, &privileges);
	for (size_t i = 0; i < privileges.count; i++)
		privileges.word[i] = sorted_privilege(arena, privileges.word[i]);
	join(&out, &privileges);
	buffer_append_string(&out, " ON ");
	buffer_append_string(&out, object_of(arena, on + 4, database));
	if (may_pass_on)
		buffer_append_string(&out, " WITH GRANT OPTION");
	return out.data;
}

static void add(struct grants *grants, struct arena *arena, const char *line, size_t length, const char *database)
{
	const char *grant;

	while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\r'))
		length--;
	if (length == 0 || *line == '#')
		return;
	grant = canonical(arena, line, length, database);
	if (strcmp(grant, "USAGE ON *.*") == 0)
		return;
	if (grants->count == grants->room) {
		const size_t room = grants->room == 0 ? 32 : grants->room * 2;

		grants->grant = arena_grow(arena, grants->grant, grants->room * sizeof *grants->grant,
					   room * sizeof *grants->grant);
		grants->room = room;
	}
	grants->grant[grants->count++] = grant;
}

void grants_add_line(struct grants *grants, struct arena *arena, const char *line, const char *database)
{
	add(grants, arena, line, strlen(line), database);
}

void grants_add_text(struct grants *grants, struct arena *arena, const char *text, const char *database)
{
	for (;;) {
		const size_t length = strcspn(text, "\n");

		add(grants, arena, text, length, database);
		if (text[length] == '\0')
			return;
		text += length + 1;
	}
}

bool grants_hold(const struct grants *grants, const char *grant)
{
	for (size_t i = 0; i < grants->count; i++)
		if (strcmp(grants->grant[i], grant) == 0)
			return true;
	return false;
}
