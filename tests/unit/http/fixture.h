/* What the transport's tests share: one server, one request under construction, one answer. Failures are cmocka's. */
#ifndef YM_TESTS_FIXTURE_H
#define YM_TESTS_FIXTURE_H

#include "server.h"
#include "wire.h"

extern struct server server;
extern struct wire wire;
extern struct wire_answer answer;

int start_parked(void **state);		/* with two workers */
int start_parked_alone(void **state);	/* with one */
int start_parked_many(void **state);	/* with eight */
int start_plain(void **state);
int stop(void **state);			/* fails unless the server ended in good order */

void pause_ms(long ms);

/* Send what stands in `wire` and read the answer, which must come. */
void exchange(int fd);

void get(int fd, uint16_t id, const char *path);

/* Ask for so many bytes; the answer is not read. */
void ask_bytes(int fd, const char *count);

/* A new connection is answered. */
void assert_serves(void);

#define PARKED(test) { "parked: " #test, test, start_parked, stop, NULL }
#define ALONE(test) { "one worker: " #test, test, start_parked_alone, stop, NULL }
#define MANY(test) { "eight workers: " #test, test, start_parked_many, stop, NULL }
#define PLAIN(test) { "plain: " #test, test, start_plain, stop, NULL }
#define BOTH(test) PARKED(test), PLAIN(test)

#endif
