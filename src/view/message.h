/* Messages: the words of the pages as gettext keeps them. Internal to the view. */
#ifndef YM_VIEW_MESSAGE_H
#define YM_VIEW_MESSAGE_H

#include "base/buffer.h"

struct message_reference {
	const char *file;	/* the template's name with its ending */
	long line;
	struct message_reference *next;
};

struct message {
	const char *id;		/* white space collapsed, ${name} for a named part */
	const char *words;	/* of the template, where the id is an explicit one; else NULL */
	struct message_reference *references;
	struct message *next;
};

/* What the compiler looked up, in the order met. */
struct messages {
	struct arena *arena;
	struct message *first, **end;
};

void messages_init(struct messages *messages, struct arena *arena);
void messages_add(struct messages *messages, const char *id, const char *words, const char *file, long line);
void messages_write(const struct messages *messages, struct buffer *out);

struct translation {
	const char *id, *words;
	long line;		/* of the .po */
};

/* One language's .po: what is translated and not fuzzy. */
struct catalogue {
	const char *file;
	struct translation *translations;	/* sorted by id */
	size_t count;
};

/* E_INVALID: malformed, plural or context forms, not UTF-8; the fault says file, line, reason. */
enum err catalogue_parse(struct arena *arena, const char *file, const char *bytes, size_t length, struct catalogue *out,
			 struct fault *fault) MUST_CHECK;
const struct translation *catalogue_find(const struct catalogue *catalogue, const char *id);

#endif
