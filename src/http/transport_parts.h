/* Between transport.c and its two loops; nobody else's business. */
#ifndef YM_HTTP_TRANSPORT_PARTS_H
#define YM_HTTP_TRANSPORT_PARTS_H

#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

#include "http/fastcgi.h"
#include "http/transport.h"

enum { PEEK_BYTES = 16384 };

/* A descriptor whose peer must have sent its request by then; -1: none. It is a duplicate: libfcgi may close the original,
 * whose number the next connection then has. */
struct watch {
	pthread_mutex_t lock;
	int fd;
	int64_t began_ms;
	int64_t deadline_ms;
};

enum pace {
	PACE_ASLEEP,	/* at nothing */
	PACE_WATCH,	/* at the watches, now and then */
	PACE_RELIEF	/* each millisecond at whether hands are needed, too */
};

struct engine {
	const struct transport *transport;
	int epoll_fd;			/* of the parked loop */
	int stop_fd;			/* eventfd: readable from the stop on, and stays so */
	int wake_fd;			/* eventfd: the keeper of deadlines has something new to look at */
	atomic_bool stopping;
	atomic_int pace;		/* enum pace: what the keeper looks at of its own accord */
	atomic_int watches;		/* set ones */
	atomic_int waiting;		/* hands in epoll_wait, or about to be */
	atomic_int resting;		/* hands that rest because enough others wait */
	int waiting_max;
	sem_t rest;
	atomic_int alive;		/* hands at work */
	atomic_uchar *open;		/* open[fd]: a connection that waits in epoll, ours to close at the end */
	size_t open_size;
	struct hand *hands;
	size_t hand_count;
};

/* A worker thread and what is its own. */
struct hand {
	struct engine *engine;
	pthread_t thread;
	void *worker;
	struct arena arena;
	struct fastcgi *fastcgi;
	struct watch watch;
	uint8_t peek[PEEK_BYTES];
};

/* Take and answer the request that has begun to arrive on the connection. True: it may be kept open for another.
 * False: it is closed. */
bool transport_serve(struct hand *hand, int fd);

/* Work until the stop. */
void parked_loop(struct hand *hand);
void plain_loop(struct hand *hand);

/* Before the hands begin, and after they ended. */
enum err parked_open(struct engine *engine, struct fault *fault) MUST_CHECK;
void parked_stop(struct engine *engine);	/* no new connections; hands that rest get up */
void parked_close(struct engine *engine);

/* Nobody waits for requests though hands rest. */
bool parked_is_short(struct engine *engine);

/* Get up as many as there are at work already: twice as many after each call, as long as it does not suffice. */
void parked_relieve(struct engine *engine);

/* The keeper of deadlines has something to look at. */
void transport_wake_keeper(struct engine *engine);

#endif
