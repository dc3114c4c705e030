/* 64 at once, each on a connection of its own: room is never exceeded, and of two who do the same one wins and the other is told. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pairing_server.h"

enum { RACERS = 64 };

struct racer {
	struct giving giving;		/* with a connection, an arena and a fault of its own */
	struct pairing_step step;
	enum err (*work)(void *step);
	bool repeatable;		/* as a route that did not say `committed` */
	enum err err;
};

static struct racer racers[RACERS];
static pthread_barrier_t start_line;

static void *race(void *argument)
{
	struct racer *racer = argument;

	pthread_barrier_wait(&start_line);
	racer->err = racer->repeatable ? db_transaction(racer->giving.db, racer->work, NULL, &racer->step, NULL)
				       : pairing_run(&racer->step, racer->work);
	db_thread_end();
	return NULL;
}

static void prepare(struct giving *giving, struct db_options *options)
{
	*options = (struct db_options){ .socket = giving->socket, .user = "root", .database = "yimeng", .connect_ms = 5000, .read_ms = 60000 };
	for (int i = 0; i < RACERS; i++) {
		struct racer *racer = &racers[i];

		memset(racer, 0, sizeof *racer);
		arena_init(&racer->giving.arena, 0);
		racer->giving.keyring = giving->keyring;
		racer->giving.db = db_new(options);
		db_set_fault(racer->giving.db, &racer->giving.fault);
		assert_int_equal(db_ready(racer->giving.db), OK);
		racer->step = (struct pairing_step){ .giving = &racer->giving, .now = giving_noon() };
	}
}

static int run(void)
{
	pthread_t threads[RACERS];
	int won = 0;

	assert_int_equal(pthread_barrier_init(&start_line, NULL, RACERS), 0);
	for (int i = 0; i < RACERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
	for (int i = 0; i < RACERS; i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		if (racers[i].err != OK && racers[i].err != E_CONFLICT)
			fail_msg("%d: %s %s", i, err_name(racers[i].err), racers[i].giving.fault.text);
		won += racers[i].err == OK;
	}
	pthread_barrier_destroy(&start_line);
	return won;
}

static void tidy(void)
{
	for (int i = 0; i < RACERS; i++) {
		db_close(racers[i].giving.db);
		arena_free(&racers[i].giving.arena);
	}
}

static enum err propose(void *context)
{
	struct pairing_step *step = context;
	const struct pair_wish wish = { .student_id = step->student_id, .family_id = step->family_id, .place = 1 };

	return pair_propose(step->giving->db, &step->giving->arena, &actor_command, &wish, step->now, &step->made, &step->refusal);
}

static enum err accept(void *context)
{
	struct pairing_step *step = context;

	return pair_family_accept(step->giving->db, &step->giving->arena, step->family_id, step->code, step->now, &step->refusal);
}

static enum err approve(void *context)
{
	struct pairing_step *step = context;

	return pair_approve(step->giving->db, &step->giving->arena, step->actor, step->code, step->now, &step->refusal);
}

/* Both ways of reading: a route may forget to say which it wants. */
static void proposals_at_once_never_exceed_either_side(void **state)
{
	struct giving *giving = *state;

	for (int round = 0; round < 2; round++) {
		struct db_options options;

		pairing_clean(state);
		prepare(giving, &options);
		for (int i = 0; i < RACERS; i++) {
			racers[i].work = propose;
			racers[i].repeatable = round == 1;
			racers[i].step.family_id = 1 + i % PAIRING_FAMILIES;
			racers[i].step.student_id = 1 + i / PAIRING_FAMILIES % 2;
		}
		/* Six families with room for one, two students with two places: four pairs and no more. */
		assert_int_equal(run(), 4);
		assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair"), 4);
		assert_int_equal(giving_number(giving, "SELECT COALESCE(MAX(c), 0) AS n FROM (SELECT COUNT(*) AS c FROM pair GROUP BY family_id) t"), 1);
		assert_int_equal(giving_number(giving, "SELECT COALESCE(MAX(c), 0) AS n FROM (SELECT COUNT(*) AS c FROM pair GROUP BY student_id) t"), 2);
		for (int i = 0; i < RACERS; i++)
			assert_true(racers[i].err == OK || racers[i].step.refusal == PAIR_EXISTS ||
				    racers[i].step.refusal == PAIR_FAMILY_FULL || racers[i].step.refusal == PAIR_STUDENT_FULL);
		tidy();
	}
}

/* More holds than there is room for now: the family said fewer meanwhile. */
static void acceptances_at_once_never_exceed_the_room(void **state)
{
	struct giving *giving = *state;
	const char *codes[4];
	struct db_options options;

	giving_sql(giving, "UPDATE family SET capacity = 4 WHERE id = 1");
	for (int64_t i = 0; i < 4; i++)
		codes[i] = pairing_at(giving, i + 1, 1, PAIR_HELD, giving_noon());
	giving_sql(giving, "UPDATE family SET capacity = 1 WHERE id = 1");
	prepare(giving, &options);
	for (int i = 0; i < RACERS; i++) {
		racers[i].work = accept;
		racers[i].step.family_id = 1;
		racers[i].step.code = codes[i % 4];
	}
	assert_int_equal(run(), 0);
	for (int i = 0; i < RACERS; i++)
		assert_int_equal(racers[i].step.refusal, PAIR_FAMILY_FULL);
	giving_sql(giving, "UPDATE pair SET ended_at = '2026-06-15', end_reason = 'family_declined' WHERE student_id > 1");
	assert_int_equal(run(), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE family_accepted_at IS NOT NULL"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'pair_family_accept'"), 1);
	tidy();
}

static void of_two_who_approve_one_wins_and_the_other_is_told(void **state)
{
	struct giving *giving = *state;
	const char *code = pairing_at(giving, 1, 1, PAIR_ACCEPTED, giving_noon());
	struct db_options options;

	prepare(giving, &options);
	for (int i = 0; i < RACERS; i++) {
		racers[i].work = approve;
		racers[i].step.actor = i % 2 == 0 ? &county_officer : &city_officer;
		racers[i].step.code = code;
	}
	assert_int_equal(run(), 1);
	for (int i = 0; i < RACERS; i++)
		assert_true(racers[i].err == OK || racers[i].step.refusal == PAIR_STATE);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'pair_approve'"), 1);
	tidy();
}

static int clean(void **state)
{
	giving_sql(*state, "DELETE FROM audit_event");
	giving_sql(*state, "UPDATE audit_head SET seq = 0, hash = REPEAT(CHAR(0), 32)");
	return pairing_clean(state);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(proposals_at_once_never_exceed_either_side, clean),
		cmocka_unit_test_setup(acceptances_at_once_never_exceed_the_room, clean),
		cmocka_unit_test_setup(of_two_who_approve_one_wins_and_the_other_is_told, clean),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
