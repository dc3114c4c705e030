/* A gateway and a mail server on loopback that answer, or break off, as a test says. One thread, one connection after the other. */
#ifndef YM_TESTS_POST_LISTENER_H
#define YM_TESTS_POST_LISTENER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct listener {
	int fd;
	int64_t port;
	pthread_t thread;
	bool speaks_smtp;
	/* HTTP: the whole answer; NULL: none, the connection is closed once the request was read. */
	const char *answer;
	int64_t answer_after_ms;
	/* SMTP: what is said to each; NULL: the connection is closed instead. */
	const char *greeting, *to_mail, *to_rcpt, *to_data, *to_letter;
	char heard[16384];		/* of the last connection */
	int connections;
};

/* `listener` with its answers set; it gets a port. */
void listener_start(struct listener *listener);
void listener_stop(struct listener *listener);

/* An SMTP server that takes everything. */
struct listener listener_smtp(void);

/* cmocka's group set-up and tear-down, and the memory of the whole group. */
extern struct arena arena;
int listener_tests_start(void **state);
int listener_tests_stop(void **state);

#endif
