/* What the load is made of: sessions, form tokens and pledges as the program itself would have made them.
 *
 *	bench_input CONFIG tokens N		N lines `session token`, each good for one pledge form
 *	bench_input CONFIG lookups N		the same, each good for the form of a slip (aid)
 *	bench_input CONFIG pledges N FIRST LAST	registers N pledges to the campaigns FIRST … LAST, one after the other;
 *						N lines `code last_four session token grant`: what it takes to follow each from
 *						another browser, and the grant the answer would set */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/settings.h"
#include "base/clock.h"
#include "crypt/token.h"
#include "domain/giving/pledge.h"

enum { VALID_MINUTES = 240 };

struct maker {
	struct settings settings;
	struct keyring *keyring;
	struct db *db;
	struct arena *arena;
	struct clock clock;
	/* of the pledge that is being registered */
	int64_t campaign_id;
	const char *telephone;
	const char *code;
};

static enum err register_one(void *context)
{
	struct maker *maker = context;
	const struct pledge_wish wish = {
		.preset = PRESET_100, .giver = GIVER_PERSON, .name = "王建国", .credit_code = "", .telephone = maker->telephone,
		.email = "", .message = "", .visibility = VISIBILITY_SURNAME, .receipt_title = "", .payer_name = "" };

	return pledge_register(maker->db, maker->arena, maker->keyring, maker->campaign_id, &wish, token_new(maker->arena),
			       token_new(maker->arena), clock_now(&maker->clock), &maker->code);
}

static const char *token_for(struct maker *maker, const char *session, const char *form)
{
	return form_token_new(maker->keyring, maker->arena, session, form, clock_now(&maker->clock), VALID_MINUTES);
}

static enum err make_pledges(struct maker *maker, long count, int64_t first, int64_t last, struct fault *fault)
{
	struct db_options options;
	struct arena process;

	arena_init(&process, 0);
	TRY(settings_database(&process, &maker->settings, "pledge", &options, fault));
	maker->db = db_new(&options);
	db_set_fault(maker->db, fault);
	TRY(db_ready(maker->db));
	for (long i = 0; i < count; i++) {
		const char *session = token_new(maker->arena);

		maker->campaign_id = first + i % (last - first + 1);
		maker->telephone = arena_print(maker->arena, "138%08ld", i % 100000000);
		TRY(db_transaction(maker->db, register_one, NULL, maker, NULL));
		printf("%s %s %s %s %s\n", maker->code, maker->telephone + 7, session, token_for(maker, session, "follow"),
		       token_for(maker, session, arena_print(maker->arena, "grant pledge:%s", maker->code)));
		arena_reset(maker->arena);
	}
	db_close(maker->db);
	arena_free(&process);
	return OK;
}

static enum err make_tokens(struct maker *maker, long count, const char *form)
{
	for (long i = 0; i < count; i++) {
		const char *session = token_new(maker->arena);

		printf("%s %s\n", session, token_for(maker, session, form));
		arena_reset(maker->arena);
	}
	return OK;
}

static enum err make(struct maker *maker, int argc, char **argv, struct arena *process, struct fault *fault)
{
	const long count = strtol(argv[3], NULL, 10);

	TRY(crypt_start(fault));
	TRY(settings_load(process, argv[1], &maker->settings, fault));
	TRY(keyring_load(process, maker->settings.key_file, &maker->keyring, fault));
	if (argc == 6)
		return make_pledges(maker, count, strtoll(argv[4], NULL, 10), strtoll(argv[5], NULL, 10), fault);
	return make_tokens(maker, count, strcmp(argv[2], "tokens") == 0 ? "pledge" : "lookup_slip");
}

int main(int argc, char **argv)
{
	struct maker maker = { .campaign_id = 0 };
	struct arena process, scratch;
	struct fault fault = { "" };
	enum err err;

	if (!(argc == 4 && (strcmp(argv[2], "tokens") == 0 || strcmp(argv[2], "lookups") == 0)) && !(argc == 6 && strcmp(argv[2], "pledges") == 0)) {
		fputs("usage: bench_input CONFIG tokens N | CONFIG lookups N | CONFIG pledges N FIRST LAST\n", stderr);
		return 2;
	}
	arena_init(&process, 0);
	arena_init(&scratch, 0);
	maker.arena = &scratch;
	err = make(&maker, argc, argv, &process, &fault);
	if (err != OK)
		fprintf(stderr, "bench_input: %s: %s\n", err_name(err), fault.text);
	arena_free(&scratch);
	arena_free(&process);
	return err == OK ? 0 : 1;
}
