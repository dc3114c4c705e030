#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "mailbox.h"

enum { lines_bytes_max = 8 * 1024 * 1024, file_mode = 0644 };

static void append_escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '<': buffer_append_string(out, "&lt;"); break;
		case '>': buffer_append_string(out, "&gt;"); break;
		case '&': buffer_append_string(out, "&amp;"); break;
		case '"': buffer_append_string(out, "&quot;"); break;
		case '\n': buffer_append_string(out, "<br/>"); break;
		case '\r': break;
		default: buffer_append_char(out, *text);
		}
	}
}

struct filling {
	const char *name, *value;
};

static void fill(struct buffer *out, const char *from, const char *to, const struct filling *fillings, size_t count)
{
	while (from < to) {
		size_t which = count;

		for (size_t i = 0; i < count && which == count; i++)
			if (strncmp(from, fillings[i].name, strlen(fillings[i].name)) == 0)
				which = i;
		if (which < count) {
			append_escaped(out, fillings[which].value);
			from += strlen(fillings[which].name);
		} else {
			buffer_append_char(out, *from++);
		}
	}
}

/* The template's parts lie between its marks. */
enum { PART_HEAD, PART_SMS, PART_MAIL, PART_NONE, PART_TAIL, parts };

static bool cut(const char *page, const char *begins[parts], const char *ends[parts])
{
	static const char *const marks[] = { "<!--sms-->", "<!--mail-->", "<!--none-->", "<!--end-->" };

	begins[PART_HEAD] = page;
	for (size_t i = 0; i < parts - 1; i++) {
		ends[i] = strstr(begins[i], marks[i]);
		if (ends[i] == NULL)
			return false;
		begins[i + 1] = ends[i] + strlen(marks[i]);
	}
	ends[PART_TAIL] = page + strlen(page);
	return true;
}

static void append_message(struct buffer *out, const struct mailbox_message *message, const char *from, const char *to)
{
	struct buffer at;

	buffer_init(&at, out->arena, 32);
	timestamp_append_minute(&at, message->at);
	fill(out, from, to, (const struct filling[]){ { "${to}", message->to }, { "${at}", at.data }, { "${text}", message->text },
						      { "${subject}", message->subject } }, 4);
}

static enum err write_file(struct arena *arena, const char *folder, const char *name, const struct buffer *content,
			   struct fault *fault)
{
	const char *path = arena_print(arena, "%s/%s", folder, name), *fresh = arena_print(arena, "%s.new", path);
	const int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, file_mode);
	bool good;

	if (fd < 0)
		return fault_note(fault, E_INVALID, "%s: %s", fresh, strerror(errno));
	good = write(fd, content->data, content->length) == (ssize_t)content->length && fchmod(fd, file_mode) == 0;
	close(fd);
	if (!good || rename(fresh, path) != 0)
		return fault_note(fault, E_BUSY, "%s: cannot be written", path);
	return OK;
}

enum err mailbox_write_page(const struct mailbox *mailbox, struct fault *fault)
{
	const char *begins[parts], *ends[parts];
	struct arena arena;
	struct buffer out;
	enum err err = E_INVALID;

	arena_init(&arena, 0);
	buffer_init(&out, &arena, 65536);
	if (cut(mailbox->page, begins, ends)) {
		const char *count = arena_print(&arena, "%zu", mailbox->count);

		fill(&out, begins[PART_HEAD], ends[PART_HEAD], &(const struct filling){ "${count}", count }, 1);
		for (size_t i = 1; i <= mailbox->count; i++) {
			const struct mailbox_message *message =
				&mailbox->messages[(mailbox->next + mailbox_kept - i) % mailbox_kept];
			const int part = message->is_mail ? PART_MAIL : PART_SMS;

			append_message(&out, message, begins[part], ends[part]);
		}
		if (mailbox->count == 0)
			buffer_append(&out, begins[PART_NONE], (size_t)(ends[PART_NONE] - begins[PART_NONE]));
		buffer_append(&out, begins[PART_TAIL], (size_t)(ends[PART_TAIL] - begins[PART_TAIL]));
		err = write_file(&arena, mailbox->folder, "index.html", &out, fault);
	} else {
		fault_note(fault, E_INVALID, "the page lacks one of its marks");
	}
	arena_free(&arena);
	return err;
}

static void append_json(struct buffer *out, const char *name, const char *text)
{
	buffer_print(out, "\"%s\":\"", name);
	for (; *text != '\0'; text++) {
		if ((unsigned char)*text < ' ')
			buffer_print(out, "\\u%04x", (unsigned)*text);
		else
			buffer_print(out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	}
	buffer_append_char(out, '"');
}

/* For tests: a line a message. Begun anew when it has grown large. */
static enum err write_line(const struct mailbox *mailbox, const struct mailbox_message *message, struct fault *fault)
{
	struct arena arena;
	struct buffer line;
	struct stat stat;
	const char *path;
	bool good;
	int fd;

	arena_init(&arena, 0);
	buffer_init(&line, &arena, 1024);
	buffer_print(&line, "{\"channel\":\"%s\",", message->is_mail ? "mail" : "sms");
	append_json(&line, "id", message->key);
	buffer_append_char(&line, ',');
	append_json(&line, "to", message->to);
	buffer_append_char(&line, ',');
	append_json(&line, "subject", message->subject);
	buffer_append_char(&line, ',');
	append_json(&line, "text", message->text);
	buffer_append_string(&line, "}\n");
	path = arena_print(&arena, "%s/messages.jsonl", mailbox->folder);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, file_mode);
	good = fd >= 0 && fstat(fd, &stat) == 0 && (stat.st_size < lines_bytes_max || ftruncate(fd, 0) == 0) &&
	       write(fd, line.data, line.length) == (ssize_t)line.length;
	if (fd >= 0)
		close(fd);
	arena_free(&arena);
	return good ? OK : fault_note(fault, E_BUSY, "messages.jsonl: cannot be written");
}

enum err mailbox_receive(struct mailbox *mailbox, const struct mailbox_message *message, struct fault *fault)
{
	TRY(write_line(mailbox, message, fault));
	mailbox->messages[mailbox->next] = *message;
	mailbox->next = (mailbox->next + 1) % mailbox_kept;
	mailbox->count += mailbox->count < mailbox_kept;
	return mailbox_write_page(mailbox, fault);
}
