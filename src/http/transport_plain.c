/* The plain loop: each worker takes a connection and stays with it until it is closed. Simple, and right where the web
 * server opens a connection for each request; with kept connections, as many as there are workers starve all others.
 *
 * The connection is accepted here and not in FCGX_Accept_r: that one does not know EAGAIN, which a listening socket shared
 * with other processes gives, nor the stop. */
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/transport_parts.h"

/* Wait for `fd`; false at the stop. A request that is there already when the stop comes is still taken. */
static bool wait_readable(const struct engine *engine, int fd)
{
	struct pollfd events[] = { { .fd = fd, .events = POLLIN }, { .fd = engine->stop_fd, .events = POLLIN } };

	while (poll(events, 2, -1) < 0)
		continue;
	return events[0].revents != 0;
}

void plain_loop(struct hand *hand)
{
	const struct engine *engine = hand->engine;
	int listen_fd = engine->transport->listen_fd;

	while (wait_readable(engine, listen_fd) && !atomic_load(&engine->stopping)) {
		int fd = accept4(listen_fd, NULL, NULL, SOCK_CLOEXEC);
		bool open = fd >= 0;

		while (open) {
			if (wait_readable(engine, fd)) {
				open = transport_serve(hand, fd);
			} else {
				close(fd);
				open = false;
			}
		}
	}
}
