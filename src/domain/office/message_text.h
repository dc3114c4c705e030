/* The words of messages: view/messages/<template>.<channel>.<language>.txt, UTF-8, with places `${name}`. The first line of a mail
 * is its subject, the second is empty. Read once at start-up. */
#ifndef YM_DOMAIN_OFFICE_MESSAGE_TEXT_H
#define YM_DOMAIN_OFFICE_MESSAGE_TEXT_H

#include "base/buffer.h"
#include "domain/office/outbox.h"

struct message_texts;

/* All of the folder, into `arena`. E_INVALID: it cannot be read, or one of them is no such text; the fault says which. */
enum err message_texts_load(struct arena *arena, const char *folder, struct message_texts **out, struct fault *fault) MUST_CHECK;

/* A line for each text that lacks a language the others have, or has other places than its other language. */
void message_texts_compare(const struct message_texts *texts, struct buffer *findings);

struct filled_text {
	const char *subject;		/* NULL: an SMS has none */
	const char *text;
};

/* E_NOT_FOUND: no such text. E_INVALID: a value is missing. The fault names template and place, no value. */
enum err message_text_fill(const struct message_texts *texts, struct arena *arena, const struct delivered_message *message,
			   struct filled_text *out, struct fault *fault) MUST_CHECK;

#endif
