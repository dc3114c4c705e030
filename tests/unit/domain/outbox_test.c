/* The outbox, on the real schema: what is sent, tried again, given up and never sent twice. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "domain/office/actor.h"
#include "domain/office/outbox.h"
#include "giving_server.h"

static struct timestamp after(int64_t seconds)
{
	return (struct timestamp){ giving_noon().us + seconds * 1000000 };
}

static void put(struct giving *giving, struct timestamp expires_at)
{
	static const struct message_value values[] = { { "code", "1:2 3" }, { "minutes", "" }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_MAIL, .to = "wang@example.org", .template = "code", .values = values,
					 .language = "en", .expires_at = expires_at };

	assert_int_equal(outbox_put(giving->db, &giving->arena, giving->keyring, &message, giving_noon()), OK);
}

/* What the carrier will say, and what it was given. Shared with children. */
struct carrier {
	enum delivery says;
	bool hangs;
	int carried;
};

static enum delivery carry(void *context, struct arena *arena, const struct delivered_message *message, const char **detail)
{
	struct carrier *carrier = context;

	(void)arena;
	assert_string_equal(message->to, "wang@example.org");
	assert_string_equal(message->language, "en");
	assert_int_equal(message->value_count, 2);
	assert_string_equal(message->values[0].name, "code");
	assert_string_equal(message->values[0].value, "1:2 3");
	assert_string_equal(message->values[1].value, "");
	__atomic_add_fetch(&carrier->carried, 1, __ATOMIC_SEQ_CST);
	while (carrier->hangs)
		usleep(1000);
	*detail = carrier->says == DELIVERY_SENT ? NULL : "status 503";
	return carrier->says;
}

static bool deliver(struct giving *giving, struct carrier *carrier, int64_t seconds)
{
	bool found = false;

	if (outbox_deliver(giving->db, &giving->arena, giving->keyring, carry, carrier, after(seconds), &found) != OK)
		fail_msg("%s", giving->fault.text);
	return found;
}

static struct outbox_row only(struct giving *giving)
{
	struct outbox_row row;
	const int64_t id = giving_number(giving, "SELECT id AS n FROM outbox");

	assert_int_equal(outbox_find(giving->db, &giving->arena, id, &row), OK);
	return row;
}

static int64_t pause_until(struct giving *giving, int64_t seconds)
{
	return (only(giving).not_before.us - after(seconds).us) / 1000000;
}

static void a_message_is_sent_once_and_wiped(void **state)
{
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_SENT };

	put(giving, (struct timestamp){ 0 });
	assert_int_equal(only(giving).state, OUTBOX_WAITING);
	assert_string_equal(only(giving).shown_to, "w***@example.org");
	assert_true(deliver(giving, &carrier, 1));
	assert_false(deliver(giving, &carrier, 1));
	assert_int_equal(carrier.carried, 1);
	assert_int_equal(only(giving).state, OUTBOX_SENT);
	assert_int_equal(only(giving).sent_at.us, after(1).us);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE to_sealed IS NULL AND values_sealed IS NULL"), 1);
}

static void what_was_not_taken_is_tried_again_ever_later(void **state)
{
	static const int64_t pauses[] = { 10, 20, 40, 80, 160, 320, 640 };
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_LATER };
	int64_t now = 0;

	put(giving, (struct timestamp){ 0 });
	for (int i = 0; i < outbox_attempts_max - 1; i++) {
		assert_true(deliver(giving, &carrier, now));
		assert_int_equal(only(giving).state, OUTBOX_WAITING);
		assert_string_equal(only(giving).failure, "status 503");
		assert_int_equal(pause_until(giving, now), pauses[i]);
		assert_false(deliver(giving, &carrier, now + pauses[i] - 1));
		now += pauses[i];
	}
	assert_true(deliver(giving, &carrier, now));
	assert_int_equal(only(giving).state, OUTBOX_FAILED);
	assert_int_equal(carrier.carried, outbox_attempts_max);
	assert_false(deliver(giving, &carrier, now + 86400));
}

static void a_refused_message_has_failed(void **state)
{
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_REFUSED };

	put(giving, (struct timestamp){ 0 });
	assert_true(deliver(giving, &carrier, 0));
	assert_int_equal(only(giving).state, OUTBOX_FAILED);
	assert_false(deliver(giving, &carrier, 86400));
}

static void an_unknown_one_waits_for_a_person(void **state)
{
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_UNKNOWN };
	const int64_t none = 999999;

	put(giving, (struct timestamp){ 0 });
	assert_true(deliver(giving, &carrier, 0));
	assert_int_equal(only(giving).state, OUTBOX_UNKNOWN);
	assert_false(deliver(giving, &carrier, 86400));
	assert_int_equal(outbox_resend(giving->db, &giving->arena, &actor_command, none, "r", after(90000)), E_NOT_FOUND);
	assert_int_equal(outbox_resend(giving->db, &giving->arena, &actor_command, only(giving).id, "she has none", after(90000)), OK);
	carrier.says = DELIVERY_SENT;
	assert_true(deliver(giving, &carrier, 90000));
	assert_int_equal(carrier.carried, 2);
	assert_int_equal(outbox_resend(giving->db, &giving->arena, &actor_command, only(giving).id, "again", after(90001)), E_CONFLICT);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'outbox_resend'"), 1);
}

static void what_has_become_pointless_is_not_sent(void **state)
{
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_SENT };

	put(giving, after(600));
	assert_true(deliver(giving, &carrier, 600));
	assert_int_equal(carrier.carried, 0);
	assert_int_equal(only(giving).state, OUTBOX_FAILED);
	assert_string_equal(only(giving).failure, "expired");
	assert_int_equal(outbox_resend(giving->db, &giving->arena, &actor_command, only(giving).id, "r", after(601)), E_CONFLICT);
}

static void a_sealed_value_of_another_message_is_not_sent(void **state)
{
	struct giving *giving = *state;
	struct carrier carrier = { .says = DELIVERY_SENT };

	put(giving, (struct timestamp){ 0 });
	giving_sql(giving, "UPDATE outbox SET message_key = 'BBBBBBBBBBBBBBBBBBBBBB'");
	assert_true(deliver(giving, &carrier, 0));
	assert_int_equal(carrier.carried, 0);
	assert_string_equal(only(giving).failure, "unreadable");
}

/* A worker of its own, which hands messages over until it is killed; one that could not go on ends itself, or this process's
 * tests would run in it too. */
static pid_t begin_worker(struct giving *giving, struct carrier *carrier, int64_t seconds)
{
	const struct db_options options = { .socket = giving->socket, .user = "root", .database = "yimeng", .connect_ms = 2000,
					    .read_ms = 10000 };
	const pid_t pid = fork();

	if (pid == 0) {
		struct giving own = { .db = db_new(&options), .keyring = giving->keyring };
		bool found;

		arena_init(&own.arena, 0);
		db_set_fault(own.db, &own.fault);
		if (db_ready(own.db) == OK)
			while (outbox_deliver(own.db, &own.arena, own.keyring, carry, carrier, after(seconds++), &found) == OK)
				;
		fprintf(stderr, "worker: %s\n", own.fault.text);
		_exit(1);
	}
	return pid;
}

static struct carrier *shared_carrier(void)
{
	struct carrier *carrier = mmap(NULL, sizeof *carrier, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	assert_true(carrier != MAP_FAILED);
	return carrier;
}

static void a_worker_killed_amid_handing_over_leaves_it_unknown(void **state)
{
	struct giving *giving = *state;
	struct carrier *shared = shared_carrier(), own = { .says = DELIVERY_SENT };
	pid_t pid;

	put(giving, (struct timestamp){ 0 });
	*shared = (struct carrier){ .says = DELIVERY_SENT, .hangs = true };
	pid = begin_worker(giving, shared, 0);
	while (__atomic_load_n(&shared->carried, __ATOMIC_SEQ_CST) == 0)
		usleep(1000);
	assert_int_equal(kill(pid, SIGKILL), 0);
	waitpid(pid, NULL, 0);
	assert_int_equal(only(giving).state, OUTBOX_SENDING);
	assert_false(deliver(giving, &own, 60));
	assert_int_equal(only(giving).state, OUTBOX_SENDING);
	assert_false(deliver(giving, &own, 61));
	assert_int_equal(only(giving).state, OUTBOX_UNKNOWN);
	assert_string_equal(only(giving).failure, "worker_ended");
	assert_false(deliver(giving, &own, 86400));
	assert_int_equal(own.carried, 0);
}

static void several_workers_send_each_message_once(void **state)
{
	struct giving *giving = *state;
	struct carrier *shared = shared_carrier();
	pid_t pids[3];

	for (int i = 0; i < 60; i++)
		put(giving, (struct timestamp){ 0 });
	*shared = (struct carrier){ .says = DELIVERY_SENT };
	for (int i = 0; i < 3; i++)
		pids[i] = begin_worker(giving, shared, 0);
	for (int tries = 0; tries < 5000 && giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent'") < 60; tries++)
		usleep(2000);
	for (int i = 0; i < 3; i++) {
		int status;

		kill(pids[i], SIGKILL);
		waitpid(pids[i], &status, 0);
		assert_true(WIFSIGNALED(status));
	}
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent' AND attempts = 1"), 60);
	assert_int_equal(shared->carried, 60);
}

static void a_list_pages_and_filters(void **state)
{
	struct giving *giving = *state;
	struct outbox_search search = { .rows = 2 };
	const struct outbox_row *found;
	struct rows rows;
	bool more;

	for (int i = 0; i < 3; i++)
		put(giving, (struct timestamp){ 0 });
	assert_int_equal(outbox_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 2);
	assert_true(more);
	found = rows.row;
	search.beyond = found[1].id;
	assert_int_equal(outbox_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	assert_false(more);
	search.oldest_first = true;
	assert_int_equal(outbox_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	assert_int_equal(((const struct outbox_row *)rows.row)->id, found[0].id);
	assert_false(more);
	search = (struct outbox_search){ .rows = 9, .of_state = true, .state = OUTBOX_FAILED };
	assert_int_equal(outbox_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 0);
}

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM outbox");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_message_is_sent_once_and_wiped, clean),
		cmocka_unit_test_setup(what_was_not_taken_is_tried_again_ever_later, clean),
		cmocka_unit_test_setup(a_refused_message_has_failed, clean),
		cmocka_unit_test_setup(an_unknown_one_waits_for_a_person, clean),
		cmocka_unit_test_setup(what_has_become_pointless_is_not_sent, clean),
		cmocka_unit_test_setup(a_sealed_value_of_another_message_is_not_sent, clean),
		cmocka_unit_test_setup(a_worker_killed_amid_handing_over_leaves_it_unknown, clean),
		cmocka_unit_test_setup(several_workers_send_each_message_once, clean),
		cmocka_unit_test_setup(a_list_pages_and_filters, clean),
	};

	return cmocka_run_group_tests_name("outbox", tests, giving_start, giving_stop);
}
