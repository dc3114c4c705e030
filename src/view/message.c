#include "view/message.h"

#include <string.h>

void messages_init(struct messages *messages, struct arena *arena)
{
	*messages = (struct messages){ .arena = arena };
	messages->end = &messages->first;
}

static void add_reference(struct messages *messages, struct message *message, const char *file, long line)
{
	struct message_reference **end = &message->references;

	for (; *end; end = &(*end)->next) {
		if ((*end)->line == line && strcmp((*end)->file, file) == 0)
			return;	/* the same place in another language, or a macro used again */
	}
	*end = ARENA_NEW(messages->arena, struct message_reference);
	(*end)->file = arena_copy_string(messages->arena, file);
	(*end)->line = line;
}

void messages_add(struct messages *messages, const char *id, const char *words, const char *file, long line)
{
	struct message *message;

	for (message = messages->first; message && strcmp(message->id, id) != 0;)
		message = message->next;
	if (!message) {
		message = ARENA_NEW(messages->arena, struct message);
		message->id = arena_copy_string(messages->arena, id);
		message->words = words ? arena_copy_string(messages->arena, words) : NULL;
		*messages->end = message;
		messages->end = &message->next;
	}
	add_reference(messages, message, file, line);
}

/* A message has no newline: white space was collapsed. */
static void write_string(struct buffer *out, const char *keyword, const char *text)
{
	buffer_print(out, "%s \"", keyword);
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_append_char(out, '\\');
		buffer_append_char(out, *text);
	}
	buffer_append_string(out, "\"\n");
}

/* The header is gettext's own template, without dates: the same pages give the same bytes. */
void messages_write(const struct messages *messages, struct buffer *out)
{
	buffer_append_string(out, "msgid \"\"\nmsgstr \"\"\n"
			     "\"Project-Id-Version: yimeng\\n\"\n"
			     "\"Report-Msgid-Bugs-To: \\n\"\n"
			     "\"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n\"\n"
			     "\"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n\"\n"
			     "\"Language-Team: LANGUAGE <LL@li.org>\\n\"\n"
			     "\"Language: \\n\"\n"
			     "\"MIME-Version: 1.0\\n\"\n"
			     "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
			     "\"Content-Transfer-Encoding: 8bit\\n\"\n");
	for (const struct message *message = messages->first; message; message = message->next) {
		buffer_append_char(out, '\n');
		if (message->words)
			buffer_print(out, "#. %s\n", message->words);
		for (const struct message_reference *at = message->references; at; at = at->next)
			buffer_print(out, "#: %s:%ld\n", at->file, at->line);
		write_string(out, "msgid", message->id);
		buffer_append_string(out, "msgstr \"\"\n");
	}
}
