#include "domain/office/message_text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { text_bytes_max = 8192, sms_characters_max = 300, texts_most = 256 };

struct message_words {
	const char *name;			/* code.sms.zh */
	const char *template;
	enum channel channel;
	const char *language;
	const char *subject, *text;
};

struct message_texts {
	struct message_words *words;
	size_t count;
};

/* The place at `text`, which begins with "${": its name's length, and with *end what follows it. 0: no such place. */
static size_t place_at(const char *text, const char **end)
{
	const size_t length = strspn(text + 2, "abcdefghijklmnopqrstuvwxyz_");

	*end = text + 2 + length;
	if (**end != '}')
		return 0;
	(*end)++;
	return length;
}

static bool has_place(const char *text, const char *name, size_t length)
{
	const char *end;

	for (text = strstr(text, "${"); text != NULL; text = strstr(end, "${"))
		if (place_at(text, &end) == length && memcmp(text + 2, name, length) == 0)
			return true;
	return false;
}

static enum err check_places(const char *name, const char *text, struct fault *fault)
{
	for (const char *at = strchr(text, '$'); at != NULL; at = strchr(at, '$'))
		if (at[1] != '{' || place_at(at, &at) == 0)
			return fault_note(fault, E_INVALID, "message %s: a $ that begins no place ${name}", name);
	return OK;
}

/* template.channel.language.txt */
static enum err read_name(struct arena *arena, const char *file, struct message_words *out, struct fault *fault)
{
	char *rest = arena_copy_string(arena, file);
	const char *template = strsep(&rest, "."), *channel = strsep(&rest, "."), *language = strsep(&rest, ".");
	const int which = channel != NULL ? column_name_index(channel_names, channel) : -1;

	if (which < 0 || language == NULL || rest == NULL || strcmp(rest, "txt") != 0 || strlen(template) > 40)
		return fault_note(fault, E_INVALID, "message %s: is called otherwise than template.channel.language.txt", file);
	out->name = file;
	out->template = template;
	out->channel = (enum channel)which;
	out->language = language;
	return OK;
}

static enum err read_file(struct arena *arena, const char *path, const char **out, struct fault *fault)
{
	char *text = arena_alloc(arena, text_bytes_max + 1);
	FILE *file = fopen(path, "re");
	size_t length;

	if (file == NULL)
		return fault_note(fault, E_INVALID, "%s: %s", path, strerror(errno));
	length = fread(text, 1, text_bytes_max + 1, file);
	fclose(file);
	if (length > text_bytes_max || !text_is_utf8(text, length))
		return fault_note(fault, E_INVALID, "%s: too long, or not UTF-8", path);
	while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' '))
		length--;
	text[length] = '\0';
	*out = text;
	return OK;
}

static enum err split_mail(struct arena *arena, struct message_words *words, struct fault *fault)
{
	const char *line = strstr(words->text, "\n\n");

	if (line == NULL || strchr(words->text, '\n') != line)
		return fault_note(fault, E_INVALID, "message %s: a mail is a subject, an empty line, a text", words->name);
	words->subject = arena_copy(arena, words->text, (size_t)(line - words->text));
	words->text = line + 2;
	return OK;
}

static enum err load_one(struct arena *arena, const char *folder, const char *file, struct message_words *out, struct fault *fault)
{
	TRY(read_name(arena, file, out, fault));
	TRY(read_file(arena, arena_print(arena, "%s/%s", folder, file), &out->text, fault));
	TRY(check_places(out->name, out->text, fault));
	if (out->text[0] == '\0')
		return fault_note(fault, E_INVALID, "message %s: is empty", file);
	if (out->channel == CHANNEL_SMS && text_count(out->text) > sms_characters_max)
		return fault_note(fault, E_INVALID, "message %s: is too long for an SMS", file);
	return out->channel == CHANNEL_MAIL ? split_mail(arena, out, fault) : OK;
}

static enum err load_all(struct arena *arena, const char *folder, DIR *dir, struct message_texts *texts, struct fault *fault)
{
	const struct dirent *entry;

	while ((entry = readdir(dir)) != NULL) {
		const size_t length = strlen(entry->d_name);

		/* An editor's leavings and the mailbox's page lie beside them. */
		if (entry->d_name[0] == '.' || length < 4 || strcmp(entry->d_name + length - 4, ".txt") != 0)
			continue;
		if (texts->count == texts_most)
			return fault_note(fault, E_INVALID, "%s: more than %d messages", folder, texts_most);
		TRY(load_one(arena, folder, arena_copy_string(arena, entry->d_name), &texts->words[texts->count], fault));
		texts->count++;
	}
	return texts->count > 0 ? OK : fault_note(fault, E_INVALID, "%s: no messages", folder);
}

enum err message_texts_load(struct arena *arena, const char *folder, struct message_texts **out, struct fault *fault)
{
	struct message_texts *texts = ARENA_NEW(arena, struct message_texts);
	DIR *dir = opendir(folder);
	enum err err;

	if (dir == NULL)
		return fault_note(fault, E_INVALID, "%s: %s", folder, strerror(errno));
	texts->words = ARENA_ARRAY(arena, struct message_words, texts_most);
	err = load_all(arena, folder, dir, texts, fault);
	closedir(dir);
	if (err == OK)
		*out = texts;
	return err;
}

static const struct message_words *find(const struct message_texts *texts, const char *template, enum channel channel,
					const char *language)
{
	for (size_t i = 0; i < texts->count; i++)
		if (texts->words[i].channel == channel && strcmp(texts->words[i].template, template) == 0 &&
		    strcmp(texts->words[i].language, language) == 0)
			return &texts->words[i];
	return NULL;
}

/* Places of `text` that the other language, subject or text, does not have. */
static void compare_places(const struct message_words *one, const char *text, const struct message_words *other,
			   struct buffer *findings)
{
	const char *end;

	for (text = strstr(text, "${"); text != NULL; text = strstr(end, "${")) {
		const size_t length = place_at(text, &end);

		if (!has_place(other->text, text + 2, length) &&
		    (other->subject == NULL || !has_place(other->subject, text + 2, length)))
			buffer_print(findings, "%s: has the place %.*s, %s has not\n", one->name, (int)length, text + 2, other->name);
	}
}

void message_texts_compare(const struct message_texts *texts, struct buffer *findings)
{
	static const char *const languages[] = { "zh", "en" };

	for (size_t i = 0; i < texts->count; i++)
		for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
			const struct message_words *one = &texts->words[i];
			const struct message_words *other = find(texts, one->template, one->channel, languages[l]);

			if (other == NULL)
				buffer_print(findings, "%s: is not there in the language %s\n", one->name, languages[l]);
			else if (other != one)
				compare_places(one, one->text, other, findings);
			if (other != NULL && other != one && one->subject != NULL)
				compare_places(one, one->subject, other, findings);
		}
}

static const char *value_of(const struct delivered_message *message, const char *name, size_t length)
{
	for (size_t i = 0; i < message->value_count; i++)
		if (strlen(message->values[i].name) == length && memcmp(message->values[i].name, name, length) == 0)
			return message->values[i].value;
	return NULL;
}

static enum err fill(struct arena *arena, const struct message_words *words, const char *text,
		     const struct delivered_message *message, const char **out, struct fault *fault)
{
	struct buffer filled;
	const char *at;

	buffer_init(&filled, arena, strlen(text) + 128);
	while ((at = strstr(text, "${")) != NULL) {
		const char *end;
		const size_t length = place_at(at, &end);
		const char *value = value_of(message, at + 2, length);

		if (value == NULL)
			return fault_note(fault, E_INVALID, "message %s: no value for %.*s", words->name, (int)length, at + 2);
		buffer_append(&filled, text, (size_t)(at - text));
		buffer_append_string(&filled, value);
		text = end;
	}
	buffer_append_string(&filled, text);
	*out = filled.data;
	return OK;
}

enum err message_text_fill(const struct message_texts *texts, struct arena *arena, const struct delivered_message *message,
			   struct filled_text *out, struct fault *fault)
{
	const struct message_words *words = find(texts, message->template, message->channel, message->language);
	struct filled_text filled = { .subject = NULL };

	if (words == NULL)
		return fault_note(fault, E_NOT_FOUND, "message %s.%s.%s: there is no such text", message->template,
				  channel_names[message->channel], message->language);
	TRY(fill(arena, words, words->text, message, &filled.text, fault));
	if (words->subject != NULL)
		TRY(fill(arena, words, words->subject, message, &filled.subject, fault));
	*out = filled;
	return OK;
}
