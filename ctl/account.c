/* yimeng account: the first administrator of an installation, and the staff of a demonstration. As database user ym_worker. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "command.h"
#include "crypt/key.h"
#include "domain/giving/demo_giver.h"
#include "domain/office/account_setup.h"

struct account_run {
	struct arena arena;
	struct fault fault;
	struct db *db;
	struct keyring *keyring;
	struct settings settings;
	struct timestamp now;
	const char *login, *name;	/* arguments */
	const char *password;		/* answer */
	struct account_refusal refusal;
};

static enum err make_first(void *context)
{
	struct account_run *run = context;

	return account_first(run->db, &run->arena, run->keyring, run->login, run->name, run->now, &run->password, &run->refusal);
}

static enum err first(struct account_run *run)
{
	const enum err err = db_transaction(run->db, make_first, NULL, run, NULL);

	if (err == E_CONFLICT)
		return fault_note(&run->fault, err, "there is an administrator of safety: that person grants roles and resets authenticators");
	if (err == E_NOT_FOUND)
		return fault_note(&run->fault, err, "there is no org tree yet: load data/load-units.sh");
	if (err == E_INVALID && run->refusal.field != NULL)
		return fault_note(&run->fault, err, "%s: %s", run->refusal.field, run->refusal.reason);
	if (err == OK)
		printf("login\t%s\npassword\t%s\n", run->login, run->password);
	return err;
}

static enum err seal_givers(void *context)
{
	struct account_run *run = context;

	return demo_givers_seal(run->db, &run->arena, run->keyring);
}

static enum err demo(struct account_run *run)
{
	for (const struct demo_person *person = demo_people; person->login != NULL; person++) {
		const enum err err = account_demo(run->db, &run->arena, run->keyring, person, run->now);

		if (err == E_CONFLICT)
			return fault_note(&run->fault, err, "%s is the login of a real person", person->login);
		if (err == E_NOT_FOUND)
			return fault_note(&run->fault, err, "%s: no unit %s; load data/demo_units.sql", person->login, person->unit_code);
		TRY(err);
	}
	TRY(db_transaction(run->db, seal_givers, NULL, run, NULL));
	printf("%-10s%-11s%-23s%s\n", "role", "login", "password", "authenticator");
	for (const struct demo_person *person = demo_people; person->login != NULL; person++)
		printf("%-10s%-11s%-23s%s\n", office_role_names[person->role], person->login,
		       person->sso_name == NULL ? person->password : "-", person->secret != NULL ? person->secret : "-");
	return OK;
}

static enum err print_code(struct account_run *run)
{
	int64_t wait_seconds = 0;
	const char *code;
	const enum err err = account_demo_code(run->db, &run->arena, run->keyring, run->login, run->now, &code, &wait_seconds);

	if (err == E_NOT_FOUND)
		return fault_note(&run->fault, err, "%s is no enrolled account of the demonstration", run->login);
	if (wait_seconds > 0)
		return fault_note(&run->fault, err, "the codes of this half minute are used; the next in %" PRId64 " s", wait_seconds);
	if (err == OK)
		printf("%s\n", code);
	return err;
}

static const struct verb {
	const char *name;
	int arguments;		/* before CONFIG */
	bool demo_only;
	enum err (*run)(struct account_run *run);
} verbs[] = {
	{ "first", 2, false, first },
	{ "demo", 0, true, demo },
	{ "code", 1, true, print_code },
};

static enum err with_database(struct account_run *run, const struct verb *verb, const char *config)
{
	struct db_options database;
	enum err err;

	TRY(settings_load(&run->arena, config, &run->settings, &run->fault));
	if (verb->demo_only && !run->settings.demo)
		return fault_note(&run->fault, E_DENIED, "[site] demo is no: this is not a demonstration");
	TRY(settings_database(&run->arena, &run->settings, "worker", &database, &run->fault));
	TRY(keyring_load(&run->arena, run->settings.key_file, &run->keyring, &run->fault));
	run->db = db_new(&database);
	db_set_fault(run->db, &run->fault);
	err = db_ready(run->db);
	if (err == OK)
		err = verb->run(run);
	db_close(run->db);
	db_thread_end();
	return err;
}

static const struct verb *find_verb(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(argv[1], verbs[i].name) == 0)
			return argc - 2 == verbs[i].arguments || argc - 3 == verbs[i].arguments ? &verbs[i] : NULL;
	return NULL;
}

static int run_account(int argc, char **argv)
{
	const struct verb *verb = find_verb(argc, argv);
	const struct clock clock = { 0 };
	struct account_run run = { .now = clock_now(&clock) };
	enum err err;

	if (verb == NULL) {
		fprintf(stderr, "usage: yimeng account first LOGIN NAME [CONFIG] | demo [CONFIG] | code LOGIN [CONFIG]\n");
		return EXIT_TROUBLE;
	}
	run.login = verb->arguments > 0 ? argv[2] : NULL;
	run.name = verb->arguments > 1 ? argv[3] : NULL;
	arena_init(&run.arena, 0);
	err = crypt_start(&run.fault);
	if (err == OK)
		err = with_database(&run, verb, argc - 2 > verb->arguments ? argv[argc - 1] : YM_CONF_DIR "/yimeng.conf");
	if (err != OK)
		fprintf(stderr, "yimeng account: %s\n", run.fault.text[0] != '\0' ? run.fault.text : err_name(err));
	arena_free(&run.arena);
	return err == OK ? 0 : EXIT_TROUBLE;
}

const struct command account_command = {
	.name = "account", .arguments = "first LOGIN NAME | demo | code LOGIN", .help = "Make the first account, or a demonstration's.",
	.run = run_account };
