/* FastCGI over the listening socket on descriptor 0. Two loops behind one interface; see design.md §5 for what was measured:
 *   parked  idle kept connections wait in one epoll; `workers` threads take ready ones. The default.
 *   plain   each worker stays with its connection; simple, and starves under `fastcgi_keep_conn on`.
 * libfcgi parses (fastcgi.h); what a request begins with is looked at first (record.h), so that a crafted or forged record
 * that comes in one piece closes its connection and no more. One that comes in pieces is not seen before libfcgi reads it,
 * nor is a body: only the web server's group may reach the socket, and the service restarts. */
#ifndef YM_HTTP_TRANSPORT_H
#define YM_HTTP_TRANSPORT_H

#include "http/exchange.h"

enum transport_kind { TRANSPORT_PARKED, TRANSPORT_PLAIN };

struct transport {
	enum transport_kind kind;
	int listen_fd;			/* 0 in production */
	int64_t workers;
	int64_t request_ms;		/* deadline for the whole of a request's records to arrive, trickling included; a body above
					 * body_max_bytes has a second more for each 100 KB that came of it */
	int64_t body_max_bytes;		/* above: the body is drained and dropped, body_state says so */
	/* How much a request may bring that says it brings more, asked in a worker's thread when the parameters are complete. Not
	 * more than body_max_bytes, or NULL: what every other may. */
	size_t (*body_max)(void *context, const struct incoming *parameters_only);

	void *context;
	/* In each worker's thread, before its first request: its state. And after its last. */
	void *(*worker_start)(void *context);
	void (*worker_end)(void *worker);
	/* Answer one request. The arena is the worker's; it is reset after the answer was written, that of a source included. */
	void (*answer)(void *worker, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing);
};

/* Serve until SIGTERM or SIGINT, then finish the requests in hand and return OK. Other signals keep their meaning; workers
 * block them. Parts of the process that use signals are this function's alone.
 * E_INVALID: descriptor 0 is no listening socket. E_INTERNAL: threads or epoll could not be had. */
enum err transport_run(const struct transport *transport, struct fault *fault) MUST_CHECK;

#endif
