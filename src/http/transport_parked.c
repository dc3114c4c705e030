/* The parked loop: every idle connection waits in one epoll, armed for one event; who gets the event owns the connection
 * until it arms it again. So any number of kept connections cost no thread, and need no lock and no memory.
 *
 * Only as many hands wait in that epoll as there are processors; the others rest. With all of them waiting each request woke
 * up another thread while those at work were about to be free: half of the processor went into switching (m). When the
 * hands at work are not free for long (the database is slow), no one waits, and the keeper gets others up. */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "http/transport_parts.h"

enum { CONNECTIONS_MAX = 65536 };

/* What a connection waits for. The hang-up of a peer is an event too, of which recv then tells. */
static struct epoll_event readable_once(int fd)
{
	return (struct epoll_event){ .events = EPOLLIN | EPOLLONESHOT, .data.fd = fd };
}

/* Who owns the connection writes its mark; epoll hands it on, so the order needs no more than that. */
static void mark(struct engine *engine, int fd, bool open)
{
	atomic_store_explicit(&engine->open[fd], open, memory_order_relaxed);
}

/* The event is taken by one thread of this process, which accepts until there is nothing left (else new connections queue
 * behind ready ones (m)) and then arms the socket again. Between processes it is level-triggered: epoll asks anew at
 * each arming, so they share the connections evenly (m). */
static void accept_all(struct engine *engine)
{
	int listen_fd = engine->transport->listen_fd;
	struct epoll_event again = readable_once(listen_fd);
	int fd;

	while ((fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC)) >= 0) {
		struct epoll_event ready = readable_once(fd);

		if ((size_t)fd >= engine->open_size) {
			close(fd);
			continue;
		}
		mark(engine, fd, true);
		if (epoll_ctl(engine->epoll_fd, EPOLL_CTL_ADD, fd, &ready) < 0) {
			mark(engine, fd, false);
			close(fd);
		}
	}
	/* Out of descriptors or memory: the connection stays in the queue, and asking at once would only turn in circles. */
	if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
		nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	epoll_ctl(engine->epoll_fd, EPOLL_CTL_MOD, listen_fd, &again);
}

static void serve_connection(struct hand *hand, int fd)
{
	struct engine *engine = hand->engine;
	struct epoll_event again = readable_once(fd);

	/* Cleared first: once the descriptor is closed its number may be another thread's new connection. */
	mark(engine, fd, false);
	if (!transport_serve(hand, fd))
		return;
	mark(engine, fd, true);
	epoll_ctl(engine->epoll_fd, EPOLL_CTL_MOD, fd, &again);
}

/* After the stop: answer what has come already, so that no request is lost that a peer believes delivered. Answered
 * connections are closed, so this ends. The stop itself stays an event and may be one of the two. */
static void finish(struct hand *hand)
{
	struct engine *engine = hand->engine;
	struct epoll_event events[2];
	bool any = true;

	while (any) {
		int count = epoll_wait(engine->epoll_fd, events, 2, 0);

		any = false;
		for (int i = 0; i < count; i++) {
			if (events[i].data.fd == engine->stop_fd || events[i].data.fd == engine->transport->listen_fd)
				continue;
			serve_connection(hand, events[i].data.fd);
			any = true;
		}
	}
}

/* Sleep until the keeper needs this hand. Who rests says so and then looks once more whether anyone waits; who leaves says so
 * and then looks whether anyone rests: one of the two sees the other. */
static void rest(struct engine *engine)
{
	atomic_fetch_add(&engine->resting, 1);
	while (atomic_load(&engine->waiting) > 0 && sem_wait(&engine->rest) != 0)
		continue;
	atomic_fetch_sub(&engine->resting, 1);
}

/* The next event: at once if one is ready, else as one of the few that wait, else after a rest (then perhaps none).
 * The last one who leaves makes sure that the keeper counts the time nobody waits. */
static bool next_event(struct engine *engine, struct epoll_event *event)
{
	bool waits = atomic_fetch_add(&engine->waiting, 1) < engine->waiting_max;
	int count = epoll_wait(engine->epoll_fd, event, 1, waits ? -1 : 0);

	if (atomic_fetch_sub(&engine->waiting, 1) == 1 && atomic_load(&engine->resting) > 0
	    && atomic_load(&engine->pace) != PACE_RELIEF)
		transport_wake_keeper(engine);
	if (count == 0)
		rest(engine);
	return count == 1;
}

bool parked_is_short(struct engine *engine)
{
	return atomic_load(&engine->waiting) == 0 && atomic_load(&engine->resting) > 0;
}

void parked_relieve(struct engine *engine)
{
	int resting = atomic_load(&engine->resting), up = (int)engine->hand_count - resting + 1, pending = 0;

	sem_getvalue(&engine->rest, &pending);
	for (; up > 0 && pending < resting; up--, pending++)
		sem_post(&engine->rest);
}

void parked_loop(struct hand *hand)
{
	struct engine *engine = hand->engine;
	struct epoll_event event;

	while (!atomic_load(&engine->stopping)) {
		if (!next_event(engine, &event))
			continue;
		if (event.data.fd == engine->stop_fd)
			break;
		if (event.data.fd == engine->transport->listen_fd)
			accept_all(engine);
		else
			serve_connection(hand, event.data.fd);
	}
	finish(hand);
}

enum err parked_open(struct engine *engine, struct fault *fault)
{
	int listen_fd = engine->transport->listen_fd;
	struct epoll_event connections = readable_once(listen_fd);
	struct epoll_event stop = { .events = EPOLLIN, .data.fd = engine->stop_fd };
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > CONNECTIONS_MAX)
		limit.rlim_cur = CONNECTIONS_MAX;
	engine->open_size = limit.rlim_cur;
	engine->waiting_max = processors > 0 ? (int)processors : 1;
	sem_init(&engine->rest, 0, 0);
	engine->open = calloc(engine->open_size, sizeof *engine->open);
	engine->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	if (engine->open == NULL || engine->epoll_fd < 0
	    || epoll_ctl(engine->epoll_fd, EPOLL_CTL_ADD, engine->stop_fd, &stop) < 0
	    || epoll_ctl(engine->epoll_fd, EPOLL_CTL_ADD, listen_fd, &connections) < 0)
		return fault_note(fault, E_INTERNAL, "epoll could not be had");
	return OK;
}

void parked_stop(struct engine *engine)
{
	epoll_ctl(engine->epoll_fd, EPOLL_CTL_DEL, engine->transport->listen_fd, NULL);
	for (size_t i = 0; i < engine->hand_count; i++)
		sem_post(&engine->rest);
}

void parked_close(struct engine *engine)
{
	for (size_t fd = 0; engine->open != NULL && fd < engine->open_size; fd++)
		if (engine->open[fd])
			close((int)fd);
	free(engine->open);
	sem_destroy(&engine->rest);
	if (engine->epoll_fd >= 0)
		close(engine->epoll_fd);
}
