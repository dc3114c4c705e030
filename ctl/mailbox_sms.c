/* POST {"id":…,"to":…,"text":…}, as src/post/sms.c sends it. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "mailbox.h"

#define ANSWER(status) "HTTP/1.1 " status "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

/* The value of a header of the request; NULL: there is none. */
static const char *find_header(const char *head, const char *name)
{
	const size_t length = strlen(name);

	for (const char *line = strstr(head, "\r\n"); line != NULL && line[2] != '\r'; line = strstr(line + 2, "\r\n"))
		if (strncasecmp(line + 2, name, length) == 0 && line[2 + length] == ':')
			return line + 2 + length + 1;
	return NULL;
}

static enum err take(struct mailbox *mailbox, const char *body, const char **answer, struct fault *fault)
{
	struct mailbox_message message = { .at = clock_now(&mailbox->clock) };

	*answer = ANSWER("400 Bad Request");
	if (!mailbox_json_text(body, "id", message.key, sizeof message.key) ||
	    !mailbox_json_text(body, "to", message.to, sizeof message.to) ||
	    !mailbox_json_text(body, "text", message.text, sizeof message.text))
		return OK;
	TRY(mailbox_receive(mailbox, &message, fault));
	*answer = ANSWER("200 OK");
	return OK;
}

enum err mailbox_hear_sms(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault)
{
	const char *end = strstr(talk->input, "\r\n\r\n");
	const char *value;
	unsigned long length;

	if (end == NULL)
		return OK;
	value = find_header(talk->input, "Content-Length");
	length = value != NULL ? strtoul(value, NULL, 10) : 0;
	talk->over = true;
	if (strncmp(talk->input, "POST ", 5) != 0)
		talk->answer = ANSWER("405 Method Not Allowed");
	else if (length == 0)
		talk->answer = ANSWER("411 Length Required");
	else if (length > mailbox_input_bytes / 2)
		talk->answer = ANSWER("413 Content Too Large");
	else if (talk->length - (size_t)(end + 4 - talk->input) < length)
		talk->over = false;
	else
		return take(mailbox, end + 4, &talk->answer, fault);
	return OK;
}
