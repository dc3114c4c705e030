#include "server.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static void *begin(void *context)
{
	return context;
}

static void end(void *worker)
{
	struct server *server = worker;

	atomic_fetch_add(&server->workers_ended, 1);
}

static void echo(const struct incoming *incoming, struct outgoing *outgoing)
{
	static const char *const states[] = { "complete", "too_large", "short" };

	buffer_print(&outgoing->body, "%s %s %zu %s", states[incoming->body_state],
		     incoming->duplicate_parameter ? "duplicate" : "distinct", incoming->body.length,
		     incoming->body.length > 0 ? (const char *)incoming->body.data : "");
}

static void bytes(const struct incoming *incoming, struct outgoing *outgoing)
{
	unsigned long count = strtoul(incoming_get(incoming, "QUERY_STRING"), NULL, 10);

	for (unsigned long i = 0; i < count; i++)
		buffer_append_char(&outgoing->body, (char)('a' + i % 26));
}

static void answer(void *worker, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing)
{
	struct server *server = worker;
	const char *path = incoming_get(incoming, "SCRIPT_NAME");

	(void)arena;
	outgoing_add_header(outgoing, "Content-Type", "text/plain");
	if (strcmp(path, "/echo") == 0) {
		echo(incoming, outgoing);
	} else if (strcmp(path, "/bytes") == 0) {
		bytes(incoming, outgoing);
	} else if (strcmp(path, "/slow") == 0) {
		atomic_fetch_add(&server->in_hand, 1);
		nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
		buffer_append_string(&outgoing->body, "slow");
	} else {
		outgoing->status = strcmp(path, "/304") == 0 ? 304 : 204;
		buffer_append_string(&outgoing->body, "must not go out");
	}
}

static void *run(void *argument)
{
	struct server *server = argument;

	server->result = transport_run(&server->transport, &server->fault);
	return NULL;
}

void server_start(struct server *server, enum transport_kind kind, int64_t workers)
{
	static const char pattern[] = "/tmp/ym-transport-XXXXXX";
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	sigset_t ending;

	memset(server, 0, sizeof *server);
	memcpy(server->folder, pattern, sizeof pattern);
	if (mkdtemp(server->folder) == NULL)
		abort();
	snprintf(server->path, sizeof server->path, "%s/s", server->folder);
	memcpy(address.sun_path, server->path, sizeof server->path);
	if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 64) != 0)
		abort();
	server->transport = (struct transport){
		.kind = kind, .listen_fd = fd, .workers = workers, .request_ms = SERVER_REQUEST_MS,
		.body_max_bytes = SERVER_BODY_MAX, .context = server, .worker_start = begin, .worker_end = end, .answer = answer,
	};
	/* SIGTERM must find the server's thread with the signal blocked, whenever it comes. */
	sigemptyset(&ending);
	sigaddset(&ending, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ending, NULL);
	if (pthread_create(&server->thread, NULL, run, server) != 0)
		abort();
	server->running = true;
}

void server_stop(struct server *server)
{
	if (!server->running)
		return;
	pthread_kill(server->thread, SIGTERM);
	pthread_join(server->thread, NULL);
	server->running = false;
	close(server->transport.listen_fd);
	unlink(server->path);
	rmdir(server->folder);
}
