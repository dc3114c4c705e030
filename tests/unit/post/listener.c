#include "listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "post/post.h"

struct arena arena;

struct talk {
	struct listener *listener;
	int fd;
	size_t length;
};

static bool hear(struct talk *talk)
{
	char *heard = talk->listener->heard;
	const ssize_t got = recv(talk->fd, heard + talk->length, sizeof talk->listener->heard - 1 - talk->length, 0);

	if (got <= 0)
		return false;
	talk->length += (size_t)got;
	heard[talk->length] = '\0';
	return true;
}

static bool say(struct talk *talk, const char *words)
{
	return words != NULL && send(talk->fd, words, strlen(words), MSG_NOSIGNAL) == (ssize_t)strlen(words);
}

static void talk_http(struct talk *talk)
{
	const char *heard = talk->listener->heard;
	const char *body, *length;

	do {
		if (!hear(talk))
			return;
		body = strstr(heard, "\r\n\r\n");
		length = strstr(heard, "Content-Length: ");
	} while (body == NULL || length == NULL || strlen(body + 4) < strtoul(length + 16, NULL, 10));
	usleep((useconds_t)(talk->listener->answer_after_ms * 1000));
	say(talk, talk->listener->answer);
}

/* The next line that was not read yet, from *at on; NULL: the connection ended. */
static const char *next_line(struct talk *talk, size_t *at)
{
	const char *line = talk->listener->heard + *at;
	const char *end;

	while ((end = strstr(line, "\r\n")) == NULL)
		if (!hear(talk))
			return NULL;
	*at = (size_t)(end + 2 - talk->listener->heard);
	return line;
}

static bool hear_letter(struct talk *talk, size_t *at)
{
	const char *line;

	do {
		line = next_line(talk, at);
	} while (line != NULL && strncmp(line, ".\r\n", 3) != 0);
	return line != NULL;
}

static void talk_smtp(struct talk *talk)
{
	const struct listener *own = talk->listener;
	const struct { const char *command, *answer; } answers[] = {
		{ "EHLO", "250-here\r\n250 8BITMIME\r\n" }, { "MAIL", own->to_mail }, { "RCPT", own->to_rcpt },
		{ "DATA", own->to_data }, { "QUIT", "221 bye\r\n" } };
	const char *line;
	size_t at = 0;

	if (!say(talk, own->greeting))
		return;
	while ((line = next_line(talk, &at)) != NULL) {
		const char *answer = "500 what\r\n";

		for (size_t i = 0; i < sizeof answers / sizeof answers[0]; i++)
			if (strncmp(line, answers[i].command, 4) == 0)
				answer = answers[i].answer;
		if (!say(talk, answer))
			return;
		if (strncmp(answer, "354", 3) == 0 && (!hear_letter(talk, &at) || !say(talk, own->to_letter)))
			return;
	}
}

static void *serve(void *context)
{
	struct listener *listener = context;
	struct talk talk = { .listener = listener };

	while ((talk.fd = accept(listener->fd, NULL, NULL)) >= 0) {
		talk.length = 0;
		listener->heard[0] = '\0';
		listener->connections++;
		if (listener->speaks_smtp)
			talk_smtp(&talk);
		else
			talk_http(&talk);
		close(talk.fd);
	}
	return NULL;
}

void listener_start(struct listener *listener)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t length = sizeof address;

	listener->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(listener->fd, (struct sockaddr *)&address, sizeof address), 0);
	assert_int_equal(listen(listener->fd, 8), 0);
	assert_int_equal(getsockname(listener->fd, (struct sockaddr *)&address, &length), 0);
	listener->port = ntohs(address.sin_port);
	assert_int_equal(pthread_create(&listener->thread, NULL, serve, listener), 0);
}

void listener_stop(struct listener *listener)
{
	shutdown(listener->fd, SHUT_RDWR);
	pthread_join(listener->thread, NULL);
	close(listener->fd);
}

struct listener listener_smtp(void)
{
	return (struct listener){ .speaks_smtp = true, .greeting = "220 here\r\n", .to_mail = "250 ok\r\n", .to_rcpt = "250 ok\r\n",
				  .to_data = "354 go on\r\n", .to_letter = "250 taken\r\n" };
}

int listener_tests_start(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return post_start(NULL) == OK ? 0 : -1;
}

int listener_tests_stop(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}
