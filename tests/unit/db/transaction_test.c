/* Transactions: all or nothing, again where the server asks for it, and what is said when the connection dies. */
#include "private_server.h"

#include <pthread.h>

struct step {
	struct server *server;
	struct db *db, *other;
	enum err ends;			/* what the work returns */
	int runs, repeats;
	pthread_barrier_t *both;	/* deadlock: both hold their first row */
	int64_t first, second;
};

static const struct statement add = { .sql = "UPDATE counter SET n = n + 1 WHERE id = ?", .params = "i" };
static const struct statement note = { .sql = "INSERT INTO note (text) VALUES (?)", .params = "s" };
static const struct statement begin = { .sql = "START TRANSACTION" }, commit = { .sql = "COMMIT" };

static const struct column n_column = { .name = "n", .type = COLUMN_INT64 };
static const struct shape n_shape = { .name = "n", .size = sizeof(int64_t), .columns = &n_column, .count = 1 };
static const struct statement read_counter = { .sql = "SELECT n FROM counter WHERE id = ?", .params = "i", .row = &n_shape };
static const struct statement my_id = { .sql = "SELECT CONNECTION_ID() AS n", .row = &n_shape };

static int make_tables(void **state)
{
	struct server *server;

	if (server_start_empty(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
	server_run(server, server->db, "CREATE TABLE note (id BIGINT PRIMARY KEY AUTO_INCREMENT, text VARCHAR(20) NOT NULL)");
	return 0;
}

static int fill(void **state)
{
	struct server *server = *state;

	if (server_ready(state) != 0)
		return -1;
	/* What the test before left open is rolled back when the server notices that it was closed. */
	server_run(server, server->db, "SET SESSION innodb_lock_wait_timeout = 60");
	server_run(server, server->db, "DELETE FROM note");
	server_run(server, server->db, "REPLACE INTO counter VALUES (1, 0), (2, 0)");
	server_run(server, server->db, "SET SESSION innodb_lock_wait_timeout = DEFAULT");
	return 0;
}

static int64_t notes(struct server *server)
{
	return server_number(server, server->db, "SELECT COUNT(*) AS n FROM note");
}

static int64_t counter(struct server *server, int64_t id)
{
	return server_number(server, server->db, id == 1 ? "SELECT n FROM counter WHERE id = 1" : "SELECT n FROM counter WHERE id = 2");
}

static void count_repeat(void *context)
{
	((struct step *)context)->repeats++;
}

static enum err write_note(void *context)
{
	struct step *step = context;

	step->runs++;
	assert_true(db_in_transaction(step->db));
	TRY(db_run(step->db, &note, NULL, "x"));
	return step->ends;
}

static void what_ends_well_is_stored(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .ends = OK };
	bool unknown = false;

	assert_int_equal(db_transaction(server->db, write_note, count_repeat, &step, &unknown), OK);
	assert_false(db_in_transaction(server->db));
	assert_false(unknown);
	assert_int_equal(step.runs, 1);
	assert_int_equal(step.repeats, 0);
	assert_int_equal(notes(server), 1);
}

static void an_error_rolls_back_and_comes_out(void **state)
{
	static const enum err errors[] = { E_INVALID, E_NOT_FOUND, E_DENIED, E_CONFLICT, E_BUSY, E_INTERNAL };
	struct server *server = *state;

	for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
		struct step step = { .db = server->db, .ends = errors[i] };

		assert_int_equal(db_transaction(server->db, write_note, count_repeat, &step, NULL), errors[i]);
		assert_int_equal(step.runs, 1);
		assert_false(db_in_transaction(server->db));
	}
	assert_int_equal(notes(server), 0);
}

static enum err open_another(void *context)
{
	struct step *step = context;

	return db_transaction(step->db, write_note, NULL, step, NULL);
}

static void transactions_do_not_nest(void **state)
{
	struct server *server = *state;
	struct step step = { .db = server->db, .ends = OK };

	assert_int_equal(db_transaction(server->db, open_another, NULL, &step, NULL), E_INTERNAL);
	assert_int_equal(step.runs, 0);
	assert_int_equal(notes(server), 0);
}

static enum err add_both(void *context)
{
	struct step *step = context;

	step->runs++;
	TRY(db_run(step->db, &add, NULL, step->first));
	if (step->runs == 1)
		pthread_barrier_wait(step->both);
	return db_run(step->db, &add, NULL, step->second);
}

static void *in_thread(void *context)
{
	struct step *step = context;

	step->ends = db_transaction(step->db, add_both, count_repeat, step, NULL);
	db_thread_end();
	return NULL;
}

static void a_deadlock_is_run_again(void **state)
{
	struct server *server = *state;
	struct db *other = server_connect(server);
	struct step here = { .db = server->db, .first = 1, .second = 2 }, there = { .db = other, .first = 2, .second = 1 };
	pthread_barrier_t both;
	pthread_t thread;

	db_set_fault(other, NULL);
	pthread_barrier_init(&both, NULL, 2);
	here.both = there.both = &both;
	assert_int_equal(pthread_create(&thread, NULL, in_thread, &there), 0);
	assert_int_equal(db_transaction(server->db, add_both, count_repeat, &here, NULL), OK);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&both);
	assert_int_equal(there.ends, OK);
	assert_true(here.repeats + there.repeats >= 1);
	assert_int_equal(counter(server, 1), 2);
	assert_int_equal(counter(server, 2), 2);
	db_close(other);
}

static enum err read_then_write(void *context)
{
	struct step *step = context;
	int64_t n;

	step->runs++;
	TRY(db_one(step->db, &step->server->arena, &read_counter, &n, INT64_C(1)));
	if (step->runs == 1)
		TRY(db_run(step->other, &add, NULL, INT64_C(1)));
	return db_run(step->db, &add, NULL, INT64_C(1));
}

static void a_snapshot_conflict_is_run_again(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .other = server_connect(server) };

	assert_int_equal(db_transaction(server->db, read_then_write, count_repeat, &step, NULL), OK);
	assert_int_equal(step.runs, 2);
	assert_int_equal(step.repeats, 1);
	assert_int_equal(counter(server, 1), 2);
	assert_string_equal(server->fault.text, "");	/* of the attempt that failed nothing is left */
	db_close(step.other);
}

static enum err note_and_add(void *context)
{
	struct step *step = context;

	step->runs++;
	TRY(db_run(step->db, &note, NULL, "x"));
	return db_run(step->db, &add, NULL, INT64_C(1));
}

/* Another connection holds row 1; ours does not wait for it. */
static void hold_row(struct server *server, struct step *step)
{
	*step = (struct step){ .server = server, .db = server->db, .other = server_connect(server) };
	server_run(server, server->db, "SET innodb_lock_wait_timeout = 0");
	assert_int_equal(db_run(step->other, &begin, NULL), OK);
	assert_int_equal(db_run(step->other, &add, NULL, INT64_C(1)), OK);
}

static void let_go_at_second_repeat(void *context)
{
	struct step *step = context;

	if (++step->repeats == 2)
		assert_int_equal(db_run(step->other, &commit, NULL), OK);
}

static void a_lock_wait_timeout_is_run_again_from_the_start(void **state)
{
	struct server *server = *state;
	struct step step;

	hold_row(server, &step);
	assert_int_equal(db_transaction(server->db, note_and_add, let_go_at_second_repeat, &step, NULL), OK);
	assert_int_equal(step.runs, 3);
	assert_int_equal(notes(server), 1);	/* 1205 alone would have kept the first attempts' notes */
	assert_int_equal(counter(server, 1), 2);
	db_close(step.other);
}

static void after_five_repeats_it_is_busy(void **state)
{
	struct server *server = *state;
	struct step step;

	hold_row(server, &step);
	assert_int_equal(db_transaction(server->db, note_and_add, count_repeat, &step, NULL), E_BUSY);
	assert_int_equal(step.runs, 6);
	assert_int_equal(step.repeats, 5);
	assert_non_null(strstr(server->fault.text, "1205"));
	assert_int_equal(notes(server), 0);
	db_close(step.other);
}

static enum err make_light_of_it(void *context)
{
	(void)!note_and_add(context);
	return OK;
}

static void a_refused_statement_is_never_committed_around(void **state)
{
	struct server *server = *state;
	struct step step;

	hold_row(server, &step);
	assert_int_equal(db_transaction(server->db, make_light_of_it, count_repeat, &step, NULL), E_BUSY);
	assert_int_equal(notes(server), 0);
	db_close(step.other);
}

static void kill_connection(struct step *step)
{
	int64_t id;

	assert_int_equal(db_one(step->db, &step->server->arena, &my_id, &id), OK);
	server_run(step->server, step->other, arena_print(&step->server->arena, "KILL HARD %lld", (long long)id));
	while (server_number(step->server, step->other, arena_print(&step->server->arena,
			     "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE id = %lld", (long long)id)) != 0)
		;
}

static enum err die_before_commit(void *context)
{
	struct step *step = context;

	step->runs++;
	TRY(db_run(step->db, &note, NULL, "x"));
	kill_connection(step);
	return OK;
}

static enum err die_before_a_statement(void *context)
{
	TRY(die_before_commit(context));
	return db_run(((struct step *)context)->db, &note, NULL, "y");
}

static void a_connection_lost_at_commit_is_unknown(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .other = server_connect(server) };
	bool unknown = false;

	assert_int_equal(db_transaction(server->db, die_before_commit, count_repeat, &step, &unknown), E_BUSY);
	assert_true(unknown);
	assert_int_equal(step.repeats, 0);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(notes(server), 0);
	db_close(step.other);
}

static void a_connection_lost_before_commit_stored_nothing(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .other = server_connect(server) };
	bool unknown = false;

	assert_int_equal(db_transaction(server->db, die_before_a_statement, count_repeat, &step, &unknown), E_BUSY);
	assert_false(unknown);
	assert_int_equal(step.runs, 1);
	assert_false(db_in_transaction(server->db));
	assert_int_equal(db_run(server->db, &note, NULL, "z"), E_BUSY);	/* only db_ready reconnects */
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(notes(server), 0);
	db_close(step.other);
}

/* What another commits between two reads: unseen by a snapshot, seen by READ COMMITTED. */
static enum err read_around_a_change(void *context)
{
	struct step *step = context;

	step->runs++;
	TRY(db_one(step->db, &step->server->arena, &read_counter, &step->first, INT64_C(1)));
	TRY(db_run(step->other, &add, NULL, INT64_C(1)));
	return db_one(step->db, &step->server->arena, &read_counter, &step->second, INT64_C(1));
}

static void a_committed_transaction_reads_what_others_commit(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .other = server_connect(server) };

	assert_int_equal(db_transaction_committed(server->db, read_around_a_change, NULL, &step, NULL), OK);
	assert_int_equal(step.second, step.first + 1);
	assert_int_equal(db_transaction(server->db, read_around_a_change, NULL, &step, NULL), OK);	/* the level was that one's */
	assert_int_equal(step.second, step.first);
	db_close(step.other);
}

static void a_committed_transaction_is_not_told_to_begin_again(void **state)
{
	struct server *server = *state;
	struct step step = { .server = server, .db = server->db, .other = server_connect(server) };

	assert_int_equal(db_transaction_committed(server->db, read_then_write, count_repeat, &step, NULL), OK);
	assert_int_equal(step.runs, 1);
	assert_int_equal(counter(server, 1), 2);
	db_close(step.other);
}

static enum err add_then_read_around_a_change(void *context)
{
	struct step *step = context;

	if (step->runs == 0) {
		step->runs++;
		return db_run(step->db, &add, NULL, INT64_C(1));
	}
	return read_around_a_change(context);
}

static void let_go(void *context)
{
	struct step *step = context;

	assert_int_equal(db_run(step->other, &commit, NULL), OK);
}

static void a_repeat_of_a_committed_transaction_is_one_too(void **state)
{
	struct server *server = *state;
	struct step step;

	hold_row(server, &step);
	assert_int_equal(db_transaction_committed(server->db, add_then_read_around_a_change, let_go, &step, NULL), OK);
	assert_int_equal(step.runs, 2);
	assert_int_equal(step.second, step.first + 1);
	db_close(step.other);
}

#define TEST(name) cmocka_unit_test_setup(name, fill)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_ends_well_is_stored), TEST(an_error_rolls_back_and_comes_out), TEST(transactions_do_not_nest),
		TEST(a_deadlock_is_run_again), TEST(a_snapshot_conflict_is_run_again),
		TEST(a_lock_wait_timeout_is_run_again_from_the_start), TEST(after_five_repeats_it_is_busy),
		TEST(a_refused_statement_is_never_committed_around), TEST(a_connection_lost_at_commit_is_unknown),
		TEST(a_connection_lost_before_commit_stored_nothing),
		TEST(a_committed_transaction_reads_what_others_commit),
		TEST(a_committed_transaction_is_not_told_to_begin_again), TEST(a_repeat_of_a_committed_transaction_is_one_too),
	};

	return cmocka_run_group_tests(tests, make_tables, server_stop);
}
