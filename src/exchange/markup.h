/* XML that people bring, parsed as it comes. No file and no network is asked for anything; a DOCTYPE, a tag of unreasonable size and
 * deep nesting end it. */
#ifndef YM_EXCHANGE_MARKUP_H
#define YM_EXCHANGE_MARKUP_H

#include <stdbool.h>

#include "base/arena.h"

struct element {
	const char *name;	/* local */
	const char *space;	/* its namespace, "" where it has none; the same pointer each time */
	const void *attributes;
	size_t attribute_count;
};

/* An attribute's value, not followed by a NUL; NULL: it is not there. Named by its local name. */
const char *element_attribute(const struct element *element, const char *name, size_t *length);

/* The same, copied; "" where it is not there. */
const char *element_attribute_copy(struct arena *arena, const struct element *element, const char *name);

/* The attribute says true, as a boolean of XML Schema. */
bool element_says(const struct element *element, const char *name);

struct markup_handler {
	void (*start)(void *owner, const struct element *element);
	void (*end)(void *owner, const char *name);
	void (*text)(void *owner, const char *bytes, size_t length);	/* comes in pieces */
};

struct markup;

/* `schema`: what it must satisfy, or NULL. NULL: it cannot be read, or there is no memory. */
struct markup *markup_open(struct arena *arena, const struct markup_handler *handler, void *owner, const char *schema);
void markup_close(struct markup *markup);

/* Parse the next bytes; `length` 0 is the end. False: it is refused. */
bool markup_feed(struct markup *markup, const char *bytes, size_t length);

/* A handler found out why the whole cannot be taken. */
void markup_refuse(struct markup *markup, const char *word);

/* "doctype", "broken", "not_our_xml" (by the schema), or the handler's; NULL: sound so far. */
const char *markup_refusal(const struct markup *markup);

#endif
