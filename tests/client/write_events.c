/* Events in the audit trail, chained as the programs write them, for tests of its page.
 *	write_events SETTINGS ACTOR ACTION SUBJECT DAY COUNT [REASON [DETAIL]]	at noon of DAY */
#include <stdio.h>
#include <stdlib.h>

#include "app/settings.h"
#include "crypt/key.h"
#include "domain/office/audit.h"

struct writing {
	struct db *db;
	struct arena *arena;
	struct actor actor;
	struct audit_event event;
	struct timestamp at;
	int64_t count;
};

static enum err write_all(void *context)
{
	struct writing *writing = context;
	struct audit_batch *batch;

	TRY(audit_batch_begin(writing->db, writing->arena, &writing->actor, writing->at, &batch));
	for (int64_t i = 0; i < writing->count; i++)
		TRY(audit_batch_add(batch, &writing->event));
	return audit_batch_end(batch);
}

static enum err open_and_write(struct writing *writing, const char *path, struct fault *fault)
{
	struct settings settings;
	struct db_options database;
	enum err err;

	TRY(crypt_start(fault));
	TRY(settings_load(writing->arena, path, &settings, fault));
	TRY(settings_database(writing->arena, &settings, "worker", &database, fault));
	writing->db = db_new(&database);
	db_set_fault(writing->db, fault);
	err = db_ready(writing->db);
	if (err == OK)
		err = db_transaction(writing->db, write_all, NULL, writing, NULL);
	db_close(writing->db);
	return err;
}

int main(int argc, char **argv)
{
	struct fault fault = { "" };
	struct arena arena;
	struct date day;
	enum err err;

	if (argc < 7 || argc > 9 || date_parse(argv[5], &day) != OK) {
		fputs("usage: write_events SETTINGS ACTOR ACTION SUBJECT DAY COUNT [REASON [DETAIL]]\n", stderr);
		return 2;
	}
	arena_init(&arena, 0);
	struct writing writing = {
		.arena = &arena, .count = strtoll(argv[6], NULL, 10), .at = { (day.day * INT64_C(24) + 4) * INT64_C(3600000000) },
		.actor = { .account_id = 1, .login = argv[2], .role = ROLE_CITY, .unit_id = 1, .unit_path = "/1/" },
		.event = { .action = argv[3], .subject = argv[4], .reason = argc > 7 ? argv[7] : NULL,
			   .detail = argc > 8 ? argv[8] : NULL } };
	err = open_and_write(&writing, argv[1], &fault);
	if (err != OK)
		fprintf(stderr, "write_events: %s\n", fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
