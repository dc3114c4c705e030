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

static void echo(const struct incoming *incoming, struct outgoing *outgoing, int most)
{
	static const char *const states[] = { "complete", "too_large", "short" };

	buffer_print(&outgoing->body, "%s %s %zu %.*s", states[incoming->body_state],
		     incoming->duplicate_parameter ? "duplicate" : "distinct", incoming->body.length, most,
		     incoming->body.length > 0 ? (const char *)incoming->body.data : "");
}

static void bytes(const struct incoming *incoming, struct outgoing *outgoing)
{
	unsigned long count = strtoul(incoming_get(incoming, "QUERY_STRING"), NULL, 10);

	for (unsigned long i = 0; i < count; i++)
		buffer_append_char(&outgoing->body, (char)('a' + i % 26));
}

static size_t body_max(void *context, const struct incoming *parameters_only)
{
	(void)context;
	return strcmp(incoming_get(parameters_only, "SCRIPT_NAME"), "/upload") == 0 ? SERVER_UPLOAD_MAX : 0;
}

struct stream {
	struct server *server;
	unsigned long next, count;
	char ending;
};

static enum err stream(void *context, struct buffer *piece, bool *last)
{
	struct stream *stream = context;
	unsigned long to = stream->next + 100;

	for (; stream->next < to && stream->next < stream->count; stream->next++)
		buffer_print(piece, "%lu\n", stream->next);
	atomic_fetch_add(&stream->server->pieces, 1);
	if (stream->next == stream->count && stream->ending == '!')
		return E_INTERNAL;
	if (stream->ending == 's')
		nanosleep(&(struct timespec){ .tv_nsec = 100000000 }, NULL);
	*last = stream->next == stream->count && piece->length == 0;
	return OK;
}

static void answer_stream(struct server *server, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing)
{
	struct stream *context = ARENA_NEW(arena, struct stream);
	char *end;

	context->server = server;
	context->count = strtoul(incoming_get(incoming, "QUERY_STRING"), &end, 10);
	context->ending = *end;
	outgoing->source = stream;
	outgoing->source_context = context;
}

static void answer(void *worker, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing)
{
	struct server *server = worker;
	const char *path = incoming_get(incoming, "SCRIPT_NAME");

	outgoing_add_header(outgoing, "Content-Type", "text/plain");
	if (strcmp(path, "/echo") == 0) {
		echo(incoming, outgoing, SERVER_BODY_MAX);
	} else if (strcmp(path, "/upload") == 0) {
		echo(incoming, outgoing, 3);
	} else if (strcmp(path, "/stream") == 0) {
		answer_stream(server, arena, incoming, outgoing);
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
		.body_max_bytes = SERVER_BODY_MAX, .body_max = body_max, .context = server, .worker_start = begin, .worker_end = end, .answer = answer,
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
