/* Inside the mailbox command only: a demonstration's SMS gateway and mail server. On 127.0.0.1 only, small and bounded; nothing
 * for a real site. */
#ifndef YM_CTL_MAILBOX_H
#define YM_CTL_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

enum {
	mailbox_kept = 200,		/* messages on the page */
	mailbox_input_bytes = 65536,	/* of one request or letter */
	mailbox_text_bytes = 4096	/* kept of a message */
};

struct mailbox_message {
	bool is_mail;
	struct timestamp at;
	char key[128], to[256], subject[512], text[mailbox_text_bytes];
};

struct mailbox {
	const char *folder;
	const char *page;		/* the template, read once */
	struct clock clock;
	struct mailbox_message *messages;	/* a ring of mailbox_kept */
	size_t count, next;
};

/* mailbox_page.c: keep it, write a line of messages.jsonl and the page anew (a new file that takes the old one's place). */
enum err mailbox_receive(struct mailbox *mailbox, const struct mailbox_message *message, struct fault *fault) MUST_CHECK;
enum err mailbox_write_page(const struct mailbox *mailbox, struct fault *fault) MUST_CHECK;

/* What came from one connection, and what it is answered. */
struct mailbox_talk {
	char input[mailbox_input_bytes + 1];
	size_t length;
	const char *answer;		/* static; NULL: nothing to say yet */
	bool over;			/* close it after the answer */
	/* SMTP */
	bool in_letter;
	char to[256];
};

/* mailbox_sms.c and mailbox_mail.c: look at the input, take what is whole out of it, answer. They are called until they neither
 * answer nor end. */
enum err mailbox_hear_sms(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault) MUST_CHECK;
enum err mailbox_hear_mail(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault) MUST_CHECK;

/* mailbox_decode.c. Into `out`, always ended by NUL and cut at a character. */
void mailbox_copy(char *out, size_t size, const char *text, size_t length);
bool mailbox_json_text(const char *json, const char *name, char *out, size_t size);
size_t mailbox_base64(const char *text, size_t length, char *out, size_t size);
void mailbox_header_words(const char *value, size_t length, char *out, size_t size);

#endif
