#include "http/transport.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "http/record.h"
#include "http/reply.h"
#include "http/transport_parts.h"

enum {
	TICK_MAX_MS = 250,
	RELIEF_TICK_MS = 1,	/* how long requests may wait for a hand while others rest */
	RELIEF_TICKS = 100,	/* looks in vain until the keeper sleeps again */
	BYTES_PER_MS = 100	/* a large body that comes slower is cut off */
};

static void raise_event(int fd)
{
	const uint64_t one = 1;

	while (write(fd, &one, sizeof one) < 0 && errno == EINTR)
		continue;
}

void transport_wake_keeper(struct engine *engine)
{
	raise_event(engine->wake_fd);
}

/* From here on the peer of `fd` has until the deadline to have sent its request: then the keeper shuts the connection
 * down, and the read that waits on it in libfcgi returns. */
static bool watch_set(struct hand *hand, int fd)
{
	struct engine *engine = hand->engine;
	int duplicate = fcntl(fd, F_DUPFD_CLOEXEC, 3);

	if (duplicate < 0)
		return false;
	pthread_mutex_lock(&hand->watch.lock);
	hand->watch.fd = duplicate;
	hand->watch.began_ms = clock_monotonic_ms();
	hand->watch.deadline_ms = hand->watch.began_ms + engine->transport->request_ms;
	pthread_mutex_unlock(&hand->watch.lock);
	atomic_fetch_add(&engine->watches, 1);
	if (atomic_load(&engine->pace) == PACE_ASLEEP)
		transport_wake_keeper(engine);
	return true;
}

/* So much of a large body has come: its deadline moves on. */
static void watch_stretch(void *watcher, size_t bytes)
{
	struct hand *hand = watcher;

	pthread_mutex_lock(&hand->watch.lock);
	hand->watch.deadline_ms = hand->watch.began_ms + hand->engine->transport->request_ms + (int64_t)bytes / BYTES_PER_MS;
	pthread_mutex_unlock(&hand->watch.lock);
}

static void watch_clear(struct hand *hand)
{
	pthread_mutex_lock(&hand->watch.lock);
	close(hand->watch.fd);
	hand->watch.fd = -1;
	pthread_mutex_unlock(&hand->watch.lock);
	atomic_fetch_sub(&hand->engine->watches, 1);
}

static void cut_overdue(struct engine *engine)
{
	int64_t now_ms = clock_monotonic_ms();

	for (size_t i = 0; i < engine->hand_count; i++) {
		struct watch *watch = &engine->hands[i].watch;

		pthread_mutex_lock(&watch->lock);
		if (watch->fd >= 0 && now_ms >= watch->deadline_ms)
			shutdown(watch->fd, SHUT_RDWR);
		pthread_mutex_unlock(&watch->lock);
	}
}

/* Most requests are there as a whole when the connection becomes readable, so that taking them cannot block. One that is
 * still coming is taken under the watch. */
static bool take(struct hand *hand, int *fd, struct taken *taken)
{
	const struct transport *transport = hand->engine->transport;
	const struct intake intake = {
		.body_max_bytes = transport->body_max_bytes, .body_max = transport->body_max, .context = transport->context,
		.has_come = watch_stretch, .watcher = hand };
	ssize_t seen = recv(*fd, hand->peek, sizeof hand->peek, MSG_PEEK | MSG_DONTWAIT);
	enum record_verdict verdict = seen > 0 ? record_look(hand->peek, (size_t)seen) : RECORD_BAD;
	bool whole;

	if (verdict == RECORD_WHOLE)
		return fastcgi_take(hand->fastcgi, fd, &hand->arena, &intake, taken);
	if (verdict == RECORD_BAD || !watch_set(hand, *fd))
		return false;
	whole = fastcgi_take(hand->fastcgi, fd, &hand->arena, &intake, taken);
	watch_clear(hand);
	return whole;
}

bool transport_serve(struct hand *hand, int fd)
{
	const struct transport *transport = hand->engine->transport;
	struct outgoing outgoing = { .status = 0 };
	struct taken taken;
	bool keep = false;

	if (take(hand, &fd, &taken)) {
		const char *method = incoming_get(&taken.incoming, "REQUEST_METHOD");
		bool head = method != NULL && strcmp(method, "HEAD") == 0;

		buffer_init(&outgoing.body, &hand->arena, 0);
		transport->answer(hand->worker, &hand->arena, &taken.incoming, &outgoing);
		keep = reply_send(fd, taken.request_id, head, &outgoing, &hand->arena) && taken.keep
		       && !atomic_load(&hand->engine->stopping);
	}
	arena_reset(&hand->arena);
	if (!keep && fd >= 0)
		close(fd);
	return keep;
}

static void *work(void *argument)
{
	struct hand *hand = argument;
	const struct transport *transport = hand->engine->transport;

	hand->worker = transport->worker_start(transport->context);
	if (transport->kind == TRANSPORT_PARKED)
		parked_loop(hand);
	else
		plain_loop(hand);
	transport->worker_end(hand->worker);
	arena_free(&hand->arena);
	atomic_fetch_sub(&hand->engine->alive, 1);
	raise_event(hand->engine->wake_fd);
	return NULL;
}

static bool is_short(struct engine *engine)
{
	return engine->transport->kind == TRANSPORT_PARKED && parked_is_short(engine);
}

/* How long the keeper may sleep, `idle_ticks` after hands were last needed. Who has something new for it wakes it up from a
 * pace too slow for that; the two look at each other's word after having given their own, so that one of them notices. */
static int tick_ms(struct engine *engine, int idle_ticks)
{
	int64_t eighth_ms = engine->transport->request_ms / 8 + 1;

	if (idle_ticks >= RELIEF_TICKS) {
		atomic_store(&engine->pace, PACE_ASLEEP);
		if (atomic_load(&engine->watches) > 0)
			atomic_store(&engine->pace, PACE_WATCH);
		if (!is_short(engine)) {
			if (atomic_load(&engine->pace) == PACE_ASLEEP)
				return -1;
			return eighth_ms < TICK_MAX_MS ? (int)eighth_ms : TICK_MAX_MS;
		}
	}
	atomic_store(&engine->pace, PACE_RELIEF);
	return RELIEF_TICK_MS;
}

/* Cut off who is overdue and get up hands that are needed, until a signal comes (`signal_fd` >= 0) or until all hands have
 * gone. */
static void keep_time(struct engine *engine, int signal_fd)
{
	struct signalfd_siginfo taken;
	int idle_ticks = RELIEF_TICKS;

	for (;;) {
		struct pollfd events[] = { { .fd = engine->wake_fd, .events = POLLIN },
					   { .fd = signal_fd, .events = POLLIN } };
		uint64_t count;

		if (signal_fd < 0 && atomic_load(&engine->alive) == 0)
			return;
		if (poll(events, 2, tick_ms(engine, idle_ticks)) > 0) {
			/* Read, or it would still be pending when the caller's mask comes back, and end the process. */
			if (events[1].revents != 0 && read(signal_fd, &taken, sizeof taken) > 0)
				return;
			if (events[0].revents == 0 || read(engine->wake_fd, &count, sizeof count) < 0)
				continue;
			idle_ticks = 0;
		} else if (is_short(engine)) {
			parked_relieve(engine);
			idle_ticks = 0;
		} else if (idle_ticks < RELIEF_TICKS) {
			idle_ticks++;
		}
		cut_overdue(engine);
	}
}

static void stop(struct engine *engine)
{
	atomic_store(&engine->stopping, true);
	if (engine->transport->kind == TRANSPORT_PARKED)
		parked_stop(engine);
	raise_event(engine->stop_fd);
	keep_time(engine, -1);
	for (size_t i = 0; i < engine->hand_count; i++) {
		struct hand *hand = &engine->hands[i];

		pthread_join(hand->thread, NULL);
		pthread_mutex_destroy(&hand->watch.lock);
		fastcgi_free(hand->fastcgi);
	}
}

static bool start_hand(struct engine *engine, struct hand *hand)
{
	hand->engine = engine;
	hand->watch.fd = -1;
	arena_init(&hand->arena, 0);
	hand->fastcgi = fastcgi_new();
	if (hand->fastcgi == NULL)
		return false;
	pthread_mutex_init(&hand->watch.lock, NULL);
	if (pthread_create(&hand->thread, NULL, work, hand) != 0) {
		pthread_mutex_destroy(&hand->watch.lock);
		fastcgi_free(hand->fastcgi);
		return false;
	}
	return true;
}

/* The hands are started with every signal blocked: an interrupted read is one libfcgi gives up. The keeper goes on with the
 * signals its caller had. */
static enum err run_hands(struct engine *engine, int signal_fd, struct fault *fault)
{
	size_t wanted = (size_t)engine->transport->workers;
	sigset_t all, before;
	enum err err = OK;

	engine->hands = calloc(wanted, sizeof *engine->hands);
	if (engine->hands == NULL)
		return fault_note(fault, E_INTERNAL, "no memory for %zu workers", wanted);
	atomic_store(&engine->alive, (int)wanted);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (engine->hand_count < wanted && start_hand(engine, &engine->hands[engine->hand_count]))
		engine->hand_count++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (engine->hand_count < wanted) {
		atomic_fetch_sub(&engine->alive, (int)(wanted - engine->hand_count));
		err = fault_note(fault, E_INTERNAL, "only %zu of %zu workers could be started", engine->hand_count, wanted);
	} else {
		keep_time(engine, signal_fd);
	}
	stop(engine);
	free(engine->hands);
	return err;
}

static bool is_listening(int fd)
{
	int listening = 0;
	socklen_t size = sizeof listening;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening != 0;
}

static enum err run_engine(struct engine *engine, int signal_fd, struct fault *fault)
{
	enum err err;

	engine->stop_fd = eventfd(0, EFD_CLOEXEC);
	engine->wake_fd = eventfd(0, EFD_CLOEXEC);
	if (engine->stop_fd < 0 || engine->wake_fd < 0)
		err = fault_note(fault, E_INTERNAL, "eventfd: %s", strerror(errno));
	else if (engine->transport->kind == TRANSPORT_PARKED)
		err = parked_open(engine, fault);
	else
		err = OK;
	if (err == OK)
		err = run_hands(engine, signal_fd, fault);
	if (engine->transport->kind == TRANSPORT_PARKED)
		parked_close(engine);
	if (engine->stop_fd >= 0)
		close(engine->stop_fd);
	if (engine->wake_fd >= 0)
		close(engine->wake_fd);
	return err;
}

enum err transport_run(const struct transport *transport, struct fault *fault)
{
	struct engine engine = { .transport = transport, .epoll_fd = -1 };
	int flags = fcntl(transport->listen_fd, F_GETFL), signal_fd;
	sigset_t ending, before;
	enum err err;

	if (flags < 0 || !is_listening(transport->listen_fd))
		return fault_note(fault, E_INVALID, "descriptor %d is no listening socket", transport->listen_fd);
	/* Siblings share the socket and this flag: whoever loses the race for a connection must not wait in accept. */
	if (fcntl(transport->listen_fd, F_SETFL, flags | O_NONBLOCK) < 0 || !fastcgi_start())
		return fault_note(fault, E_INTERNAL, "libfcgi or the listening socket: %s", strerror(errno));
	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	sigaddset(&ending, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ending, &before);
	signal_fd = signalfd(-1, &ending, SFD_CLOEXEC);
	if (signal_fd >= 0) {
		err = run_engine(&engine, signal_fd, fault);
		close(signal_fd);
	} else {
		err = fault_note(fault, E_INTERNAL, "signalfd: %s", strerror(errno));
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return err;
}
