/* What the transport is measured against: 12 KB answered through transport_run (`parked`, `plain`), and through libfcgi
 * as its manual has it (`naive`: 16 threads in FCGX_Accept_r). The socket is descriptor 0. */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "http/transport.h"

enum { PAGE_BYTES = 12288, THREADS = 16 };

static void *start(void *page)
{
	return page;
}

static void end(void *page)
{
	(void)page;
}

static void answer(void *page, struct arena *arena, const struct incoming *incoming, struct outgoing *outgoing)
{
	(void)incoming;
	outgoing_add_header(outgoing, "Content-Type", "text/html; charset=utf-8");
	buffer_init(&outgoing->body, arena, PAGE_BYTES);
	buffer_append(&outgoing->body, page, PAGE_BYTES);
}

static void *accept_and_answer(void *page)
{
	FCGX_Request request;

	FCGX_InitRequest(&request, 0, 0);
	while (FCGX_Accept_r(&request) == 0) {
		FCGX_PutS("Status: 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 12288\r\n\r\n",
			  request.out);
		FCGX_PutStr(page, PAGE_BYTES, request.out);
		FCGX_Finish_r(&request);
	}
	return NULL;
}

static int run_naive(char *page)
{
	pthread_t threads[THREADS];

	if (FCGX_Init() != 0)
		return 1;
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&threads[i], NULL, accept_and_answer, page) != 0)
			return 1;
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	return 0;
}

int main(int argc, char **argv)
{
	static char page[PAGE_BYTES];
	const char *kind = argc == 2 ? argv[1] : "";
	struct transport transport = {
		.kind = strcmp(kind, "plain") == 0 ? TRANSPORT_PLAIN : TRANSPORT_PARKED,
		.workers = THREADS,
		.request_ms = 10000,
		.body_max_bytes = 65536,
		.context = page,
		.worker_start = start,
		.worker_end = end,
		.answer = answer,
	};
	struct fault fault = { "" };

	memset(page, 'x', sizeof page);
	if (strcmp(kind, "naive") == 0)
		return run_naive(page);
	if (strcmp(kind, "parked") != 0 && strcmp(kind, "plain") != 0) {
		fputs("usage: transport_server parked|plain|naive  (listening socket on descriptor 0)\n", stderr);
		return 2;
	}
	if (transport_run(&transport, &fault) == OK)
		return 0;
	fprintf(stderr, "transport_server: %s\n", fault.text);
	return 1;
}
