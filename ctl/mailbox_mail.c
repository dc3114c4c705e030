/* SMTP as much as a mail program needs: EHLO, MAIL, RCPT, DATA, QUIT. */
#include <string.h>
#include <strings.h>

#include "mailbox.h"

static void drop(struct mailbox_talk *talk, size_t length)
{
	talk->length -= length;
	memmove(talk->input, talk->input + length, talk->length + 1);
}

/* The value of a header, its folded lines included. */
static const char *header_of(const char *letter, const char *name, size_t *length)
{
	const size_t name_length = strlen(name);
	const char *line = letter;

	for (; line != NULL && *line != '\r'; line = strstr(line, "\r\n") != NULL ? strstr(line, "\r\n") + 2 : NULL) {
		const char *end = strstr(line, "\r\n");

		if (strncasecmp(line, name, name_length) != 0 || line[name_length] != ':')
			continue;
		while (end != NULL && (end[2] == ' ' || end[2] == '\t'))
			end = strstr(end + 2, "\r\n");
		line += name_length + 1;
		line += strspn(line, " ");
		*length = end != NULL ? (size_t)(end - line) : strlen(line);
		return line;
	}
	return NULL;
}

/* Lines that begin with a dot have another before it on their way. */
static size_t without_dots(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++)
		if (!(from[0] == '.' && (from == text || from[-1] == '\n')))
			*to++ = *from;
	*to = '\0';
	return (size_t)(to - text);
}

static void read_body(char *body, bool is_base64, struct mailbox_message *out)
{
	const size_t length = without_dots(body);

	if (is_base64)
		mailbox_copy(out->text, sizeof out->text, body, mailbox_base64(body, length, body, length + 1));
	else
		mailbox_copy(out->text, sizeof out->text, body, length);
}

static enum err take_letter(struct mailbox *mailbox, struct mailbox_talk *talk, size_t length, struct fault *fault)
{
	struct mailbox_message message = { .is_mail = true, .at = clock_now(&mailbox->clock) };
	char *body;
	const char *value;
	size_t value_length = 0;

	talk->input[length] = '\0';
	memcpy(message.to, talk->to, sizeof message.to);
	value = header_of(talk->input, "Message-ID", &value_length);
	mailbox_copy(message.key, sizeof message.key, value != NULL ? value : "", value_length);
	value_length = 0;
	value = header_of(talk->input, "Subject", &value_length);
	mailbox_header_words(value != NULL ? value : "", value_length, message.subject, sizeof message.subject);
	value = header_of(talk->input, "Content-Transfer-Encoding", &value_length);
	body = strstr(talk->input, "\r\n\r\n");
	if (body != NULL)
		read_body(body + 4, value != NULL && strncasecmp(value, "base64", 6) == 0, &message);
	return mailbox_receive(mailbox, &message, fault);
}

static enum err hear_letter(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault)
{
	const char *end = strncmp(talk->input, ".\r\n", 3) == 0 ? talk->input : strstr(talk->input, "\r\n.\r\n");
	size_t length;
	char *rest;

	if (end == NULL)
		return OK;
	length = (size_t)(end - talk->input) + (end == talk->input ? 3 : 5);
	/* take_letter writes into the input; what follows the letter stays. */
	rest = talk->input + length;
	TRY(take_letter(mailbox, talk, (size_t)(end - talk->input), fault));
	talk->length -= length;
	memmove(talk->input, rest, talk->length + 1);
	talk->in_letter = false;
	talk->answer = "250 taken\r\n";
	return OK;
}

static void keep_recipient(struct mailbox_talk *talk)
{
	const char *from = strchr(talk->input, '<'), *to = from != NULL ? strchr(from, '>') : NULL;

	if (to != NULL)
		mailbox_copy(talk->to, sizeof talk->to, from + 1, (size_t)(to - from - 1));
}

enum err mailbox_hear_mail(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault)
{
	static const struct { const char *command, *answer; } answers[] = {
		{ "EHLO", "250-mailbox\r\n250 8BITMIME\r\n" }, { "HELO", "250 mailbox\r\n" }, { "MAIL", "250 go on\r\n" },
		{ "RCPT", "250 go on\r\n" }, { "DATA", "354 go on\r\n" }, { "NOOP", "250 well\r\n" },
		{ "RSET", "250 well\r\n" }, { "QUIT", "221 farewell\r\n" } };
	const char *end;

	if (talk->in_letter)
		return hear_letter(mailbox, talk, fault);
	end = strstr(talk->input, "\r\n");
	if (end == NULL)
		return OK;
	talk->answer = "500 what\r\n";
	for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
		if (strncasecmp(talk->input, answers[i].command, 4) == 0)
			talk->answer = answers[i].answer;
	if (strncasecmp(talk->input, "RCPT", 4) == 0)
		keep_recipient(talk);
	talk->in_letter = strncasecmp(talk->input, "DATA", 4) == 0;
	talk->over = strncasecmp(talk->input, "QUIT", 4) == 0;
	drop(talk, (size_t)(end + 2 - talk->input));
	return OK;
}
