/* yimeng mailbox: where the SMS and mail of a demonstration go. */
#include "mailbox.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "app/start.h"
#include "base/log.h"
#include "command.h"

enum { talks_most = 16, talk_ms = 30000, listeners = 2, poll_ms = 1000 };

struct listener {
	int fd;
	const char *greeting;		/* NULL: the other side speaks first */
	enum err (*hear)(struct mailbox *mailbox, struct mailbox_talk *talk, struct fault *fault);
};

struct place {
	int fd;				/* -1: free */
	const struct listener *listener;
	int64_t until_ms;
	struct mailbox_talk talk;
};

struct typed {
	int64_t sms, smtp;
	const char *folder, *page, *pid;
};

static volatile sig_atomic_t ended;

static void note_end(int signal_number)
{
	(void)signal_number;
	ended = 1;
}

static int listen_on(int64_t port)
{
	const struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) },
					     .sin_port = htons((uint16_t)port) };
	const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, (const struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 64) == 0)
		return fd;
	close(fd);
	return -1;
}

/* Answers are a few bytes: a socket that does not take them at once is given up. */
static bool say(const struct place *place, const char *words)
{
	return words == NULL || send(place->fd, words, strlen(words), MSG_NOSIGNAL) == (ssize_t)strlen(words);
}

static void leave(struct place *place)
{
	close(place->fd);
	place->fd = -1;
}

static void welcome(const struct listener *listener, struct place *places)
{
	const int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	size_t i = 0;

	if (fd < 0)
		return;
	while (i < talks_most && places[i].fd >= 0)
		i++;
	if (i == talks_most) {
		close(fd);
		return;
	}
	places[i] = (struct place){ .fd = fd, .listener = listener, .until_ms = clock_monotonic_ms() + talk_ms };
	if (!say(&places[i], listener->greeting))
		leave(&places[i]);
}

/* Everything that is whole in the input, one answer after the other. */
static bool answer_all(struct mailbox *mailbox, struct place *place)
{
	struct mailbox_talk *talk = &place->talk;
	struct fault fault = { 0 };

	do {
		talk->answer = NULL;
		if (place->listener->hear(mailbox, talk, &fault) != OK) {
			log_line(LOG_LEVEL_ERROR, "mailbox: %s", fault.text);
			return false;
		}
		if (!say(place, talk->answer) || talk->over)
			return false;
	} while (talk->answer != NULL);
	return true;
}

static void hear(struct mailbox *mailbox, struct place *place)
{
	struct mailbox_talk *talk = &place->talk;
	const ssize_t got = recv(place->fd, talk->input + talk->length, mailbox_input_bytes - talk->length, 0);

	if (got < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (got > 0) {
		talk->length += (size_t)got;
		talk->input[talk->length] = '\0';
		/* What holds a NUL is nothing that either of the two speaks. */
		if (strlen(talk->input) == talk->length && answer_all(mailbox, place) && talk->length < mailbox_input_bytes)
			return;
	}
	leave(place);
}

static void turn(struct mailbox *mailbox, const struct listener *listening, struct place *places)
{
	struct pollfd waits[listeners + talks_most];

	for (size_t i = 0; i < listeners; i++)
		waits[i] = (struct pollfd){ .fd = listening[i].fd, .events = POLLIN };
	for (size_t i = 0; i < talks_most; i++)
		waits[listeners + i] = (struct pollfd){ .fd = places[i].fd, .events = POLLIN };
	if (poll(waits, listeners + talks_most, poll_ms) < 0)
		return;
	for (size_t i = 0; i < talks_most; i++) {
		if (places[i].fd >= 0 && waits[listeners + i].revents != 0)
			hear(mailbox, &places[i]);
		if (places[i].fd >= 0 && clock_monotonic_ms() > places[i].until_ms)
			leave(&places[i]);
	}
	for (size_t i = 0; i < listeners; i++)
		if (waits[i].revents != 0)
			welcome(&listening[i], places);
}

static bool read_port(const char *text, int64_t *out)
{
	char *end;

	*out = strtol(text, &end, 10);
	return *end == '\0' && *out > 0 && *out < 65536;
}

static bool read_arguments(int argc, char **argv, struct typed *out)
{
	static const struct option names[] = {
		{ "sms", required_argument, NULL, 's' }, { "smtp", required_argument, NULL, 'm' },
		{ "folder", required_argument, NULL, 'f' }, { "page", required_argument, NULL, 'g' },
		{ "pid", required_argument, NULL, 'p' }, { 0 } };
	bool good = true;
	int letter;

	while (good && (letter = getopt_long(argc, argv, "", names, NULL)) != -1) {
		switch (letter) {
		case 's': good = read_port(optarg, &out->sms); break;
		case 'm': good = read_port(optarg, &out->smtp); break;
		case 'f': out->folder = optarg; break;
		case 'g': out->page = optarg; break;
		case 'p': out->pid = optarg; break;
		default: good = false;
		}
	}
	return good && optind == argc && out->sms > 0 && out->smtp > 0 && out->folder != NULL;
}

static void write_pid(const char *path)
{
	FILE *file = path != NULL ? fopen(path, "we") : NULL;

	if (file == NULL)
		return;
	fprintf(file, "%ld\n", (long)getpid());
	fclose(file);
}

static int listen_and_turn(struct mailbox *mailbox, const struct typed *typed, struct place *places)
{
	const struct listener listening[listeners] = {
		{ .fd = listen_on(typed->sms), .hear = mailbox_hear_sms },
		{ .fd = listen_on(typed->smtp), .greeting = "220 mailbox\r\n", .hear = mailbox_hear_mail } };

	if (listening[0].fd < 0 || listening[1].fd < 0) {
		fprintf(stderr, "yimeng mailbox: a port is taken\n");
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < talks_most; i++)
		places[i].fd = -1;
	signal(SIGTERM, note_end);
	signal(SIGINT, note_end);
	write_pid(typed->pid);
	while (!ended)
		turn(mailbox, listening, places);
	return 0;
}

static int run(int argc, char **argv)
{
	struct typed typed = { .page = YM_DATA_DIR "/view/messages/mailbox.html" };
	struct fault fault = { 0 };
	struct mailbox mailbox;
	struct arena arena;
	struct buffer page;
	int status = EXIT_TROUBLE;

	if (!read_arguments(argc, argv, &typed)) {
		fprintf(stderr, "usage: yimeng mailbox --sms PORT --smtp PORT --folder FOLDER [--page FILE] [--pid FILE]\n");
		return EXIT_TROUBLE;
	}
	arena_init(&arena, 0);
	buffer_init(&page, &arena, 8192);
	mailbox = (struct mailbox){ .folder = typed.folder,
				    .messages = ARENA_ARRAY(&arena, struct mailbox_message, mailbox_kept) };
	if (append_file(typed.page, &page, &fault) == OK) {
		mailbox.page = page.data;
		if (mailbox_write_page(&mailbox, &fault) == OK)
			status = listen_and_turn(&mailbox, &typed, ARENA_ARRAY(&arena, struct place, talks_most));
	}
	if (fault.text[0] != '\0')
		fprintf(stderr, "yimeng mailbox: %s\n", fault.text);
	arena_free(&arena);
	return status;
}

const struct command mailbox_command = {
	.name = "mailbox", .arguments = "--sms PORT --smtp PORT --folder FOLDER", .run = run,
	.help = "Take the SMS and mail of a demonstration, and show them on a page." };
