/* yimeng worker: takes jobs, hands messages over. */
#include <getopt.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "app/settings.h"
#include "base/log.h"
#include "command.h"
#include "post/post.h"
#include "work/engine.h"
#include "work/kinds.h"
#include "worker_desk.h"

static enum err open_gateway(struct worker_desk *desk, struct fault *fault)
{
	const struct settings *settings = &desk->settings;
	const char *objection = settings->gateway_url[0] != '\0' ? post_gateway_objection(settings->gateway_url) : NULL;

	if (objection != NULL)
		return fault_note(fault, E_INVALID, "[sms] gateway_url %s", objection);
	if (settings->gateway_url[0] == '\0')
		return OK;
	desk->gateway = (struct post_gateway){ .url = settings->gateway_url, .timeout_ms = settings->gateway_ms,
		.ca_file = settings->gateway_ca[0] != '\0' ? settings->gateway_ca : NULL };
	desk->carrier.gateway = &desk->gateway;
	if (settings->gateway_token_file[0] == '\0')
		return OK;
	return settings_secret(&desk->arena, settings->gateway_token_file, &desk->gateway.token, fault);
}

static enum err open_server(struct worker_desk *desk, struct fault *fault)
{
	const struct settings *settings = &desk->settings;
	const bool signs_in = settings->smtp_user[0] != '\0';

	if (settings->smtp_host[0] == '\0')
		return OK;
	if (strchr(settings->mail_from, '@') == NULL)
		return fault_note(fault, E_INVALID, "[mail] mail_from is no address");
	if (signs_in && settings->smtp_security == SMTP_SECURITY_NONE)
		return fault_note(fault, E_INVALID, "[mail] smtp_user's password would cross the network in clear: smtp_security is none");
	desk->server = (struct post_server){ .host = settings->smtp_host, .port = settings->smtp_port,
		.security = (enum post_security)settings->smtp_security, .timeout_ms = settings->smtp_ms,
		.user = signs_in ? settings->smtp_user : NULL,
		.ca_file = settings->smtp_ca[0] != '\0' ? settings->smtp_ca : NULL,
		.from = settings->mail_from, .from_name = settings->mail_from_name };
	desk->carrier.server = &desk->server;
	return signs_in ? settings_secret(&desk->arena, settings->smtp_password_file, &desk->server.password, fault) : OK;
}

enum { read_ms_least = 60000 };

static enum err open_desk(struct worker_desk *desk, const char *config, struct fault *fault)
{
	struct message_texts *texts;

	TRY(crypt_start(fault));
	TRY(post_start(fault));
	TRY(settings_load(&desk->arena, config, &desk->settings, fault));
	TRY(settings_database(&desk->arena, &desk->settings, "worker", &desk->database, fault));
	/* A person waits for a page, nobody for a statement that does a thousand rows. */
	if (desk->database.read_ms < read_ms_least)
		desk->database.read_ms = read_ms_least;
	TRY(keyring_load(&desk->arena, desk->settings.key_file, &desk->keyring, fault));
	TRY(message_texts_load(&desk->arena, desk->settings.messages_dir, &texts, fault));
	desk->carrier.texts = texts;
	TRY(open_gateway(desk, fault));
	return open_server(desk, fault);
}

struct typed {
	const char *config;
	int64_t threads;		/* 0: the setting's */
	bool once, check;
};

static bool read_arguments(int argc, char **argv, struct typed *out)
{
	static const struct option names[] = { { "once", no_argument, NULL, 'o' }, { "check", no_argument, NULL, 'k' },
					       { "threads", required_argument, NULL, 't' }, { 0 } };
	int letter;

	while ((letter = getopt_long(argc, argv, "", names, NULL)) != -1) {
		char *end = NULL;

		if (letter == 't')
			out->threads = strtol(optarg, &end, 10);
		if (letter == '?' || (letter == 't' && (*end != '\0' || out->threads < 1 || out->threads > 16)))
			return false;
		out->once = out->once || letter == 'o';
		out->check = out->check || letter == 'k';
	}
	if (optind < argc)
		out->config = argv[optind++];
	return optind == argc;
}

static int work(struct worker_desk *desk, const struct typed *typed, struct fault *fault)
{
	const struct engine_options options = {
		.database = &desk->database, .keyring = desk->keyring, .kinds = work_kinds, .carrier = carrier_hand_over,
		.carrier_context = &desk->carrier,
		.schema_dir = arena_print(&desk->arena, "%s/../schema", desk->settings.messages_dir),
		.contact_days = desk->settings.contact_days, .slice_ms = desk->settings.slice_ms, .once = typed->once,
		.job_threads = typed->threads > 0 ? typed->threads : desk->settings.job_threads };

	/* Its memory is arenas; what is left for malloc needs no heap per thread. */
	mallopt(M_ARENA_MAX, 1);
	signal(SIGPIPE, SIG_IGN);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		log_line(LOG_LEVEL_WARNING, "worker: no_new_privs was refused");
	if (!typed->once)
		log_line(LOG_LEVEL_INFO, "worker %s: %lld threads for jobs", PACKAGE_VERSION, (long long)options.job_threads);
	if (engine_run(&options, fault) == OK)
		return 0;
	fprintf(stderr, "yimeng worker: %s\n", fault->text);
	return EXIT_TROUBLE;
}

static int run(int argc, char **argv)
{
	struct typed typed = { .config = YM_CONF_DIR "/yimeng.conf" };
	struct worker_desk desk = { .keyring = NULL };
	struct fault fault = { 0 };
	int status = EXIT_TROUBLE;

	if (!read_arguments(argc, argv, &typed)) {
		fprintf(stderr, "usage: yimeng worker [CONFIG] [--once] [--threads N] [--check]\n");
		return EXIT_TROUBLE;
	}
	arena_init(&desk.arena, 0);
	if (open_desk(&desk, typed.config, &fault) != OK)
		fprintf(stderr, "yimeng worker: %s\n", fault.text);
	else
		status = typed.check ? worker_check(&desk) : work(&desk, &typed, &fault);
	arena_free(&desk.arena);
	return status;
}

const struct command worker_command = {
	.name = "worker", .arguments = "[CONFIG] [--once] [--threads N] [--check]",
	.help = "Work on jobs and send messages, until SIGTERM.", .run = run };
