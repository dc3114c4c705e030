/* transport_run in a thread of the test, on a socket of its own. */
#ifndef YM_TESTS_SERVER_H
#define YM_TESTS_SERVER_H

#include <pthread.h>
#include <stdatomic.h>

#include "http/transport.h"

enum { SERVER_BODY_MAX = 65536, SERVER_UPLOAD_MAX = 4 << 20, SERVER_REQUEST_MS = 600 };

struct server {
	struct transport transport;
	pthread_t thread;
	char folder[32], path[64];
	enum err result;
	struct fault fault;
	atomic_int in_hand;	/* requests for /slow that were begun */
	atomic_int pieces;	/* taken from the source of /stream */
	atomic_int workers_ended;
	bool running;
};

/* The answers it gives, by SCRIPT_NAME: /echo tells what came, /bytes as many bytes as QUERY_STRING says, /slow comes after
 * 200 ms, /304 and /204 with a body that must not go out. /upload is /echo for a larger body, of which it shows 3 bytes. /stream tells lines of numbers from a
 * source, as many as QUERY_STRING says, in pieces of a hundred and a tenth of a second between them if it ends with "s"; it breaks
 * after as many if it ends with "!". */
void server_start(struct server *server, enum transport_kind kind, int64_t workers);

/* SIGTERM, and wait until transport_run has returned. */
void server_stop(struct server *server);

#endif
