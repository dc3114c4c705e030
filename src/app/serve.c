#include "app/serve.h"

#include <getopt.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/check.h"
#include "app/confine.h"
#include "app/dispatch.h"
#include "app/routes.h"
#include "app/start.h"
#include "base/log.h"

struct options {
	const char *config;
	bool check, routes;
};

static void *worker_start(void *context)
{
	const struct app *app = context;
	struct worker *worker = calloc(1, sizeof *worker);

	if (worker == NULL)
		abort();
	worker->app = app;
	worker->db = db_new(&app->database);
	return worker;
}

static void worker_end(void *context)
{
	struct worker *worker = context;

	db_close(worker->db);
	db_thread_end();
	free(worker);
}

/* 0: go on; else the exit status plus one. */
static int read_options(const struct program *program, int argc, char **argv, struct options *out)
{
	static const struct option names[] = {
		{ "config", required_argument, NULL, 'c' }, { "check", no_argument, NULL, 'k' },
		{ "routes", no_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' }, { "version", no_argument, NULL, 'v' }, { 0 } };
	int letter;

	while ((letter = getopt_long(argc, argv, "", names, NULL)) != -1) {
		switch (letter) {
		case 'c':
			out->config = optarg;
			break;
		case 'k':
			out->check = true;
			break;
		case 'r':
			out->routes = true;
			break;
		case 'h':
			printf("usage: %s [--config FILE] [--check | --routes]\n"
			       "Serves FastCGI on the listening socket that is descriptor 0. See yimeng-%s(8).\n",
			       program->name, program->name);
			return 1;
		case 'v':
			printf("yimeng %s %s\n", program->name, PACKAGE_VERSION);
			return 1;
		default:
			return 3;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "%s: unexpected argument %s\n", program->name, argv[optind]);
		return 3;
	}
	return 0;
}

/* Uploads bring more than the setting allows, on their own routes. */
static size_t body_max(void *context, const struct incoming *parameters)
{
	const struct app *app = context;
	struct arena arena;
	size_t bytes;

	arena_init(&arena, 4096);
	bytes = dispatch_body_max(app->program, &arena, parameters, app->mount);
	arena_free(&arena);
	return bytes;
}

/* A request lives in its worker's arena; what is left for malloc is libmariadb's and libfcgi's and seldom asked for. glibc
 * would give every thread a heap of its own for that: 2.8 MB of a process with sixteen. */
static void share_one_heap(void)
{
	mallopt(M_ARENA_MAX, 1);
}

int serve(const struct program *program, int argc, char **argv)
{
	struct options options = { .config = YM_CONF_DIR "/yimeng.conf" };
	struct arena process;
	struct fault fault = { 0 };
	struct app app;
	enum err err;
	int early = read_options(program, argc, argv, &options);

	if (early != 0)
		return early - 1;
	if (options.routes) {
		routes_print(program);
		return EXIT_SUCCESS;
	}
	share_one_heap();
	arena_init(&process, 0);
	err = app_start(&process, program, options.config, &app, &fault);
	if (err == OK && options.check) {
		int status = check_program(&process, &app);
		arena_free(&process);
		return status;
	}
	malloc_trim(0);		/* what compiling the templates needed and nobody needs again */
	if (err == OK)
		err = confine_process(app.database.tls_ca, &fault);
	if (err == OK) {
		const struct transport transport = {
			.kind = app.settings.transport, .listen_fd = 0, .workers = app.settings.workers,
			.request_ms = app.settings.request_ms, .body_max_bytes = app.settings.body_max_bytes,
			.body_max = body_max, .context = &app, .worker_start = worker_start, .worker_end = worker_end, .answer = app_answer };

		log_line(LOG_LEVEL_INFO, "%s %s: serving %s", program->name, PACKAGE_VERSION, app.mount);
		err = transport_run(&transport, &fault);
	}
	if (err != OK)
		log_line(LOG_LEVEL_ERROR, "%s: %s", program->name, fault.text);
	arena_free(&process);
	return err == OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
