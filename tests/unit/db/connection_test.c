/* Connections: made at first use, found broken, made anew; the server away and back. */
#include "private_server.h"

#include <unistd.h>

#include "base/clock.h"

static const struct column n_column = { .name = "n", .type = COLUMN_INT64 };
static const struct shape n_shape = { .name = "n", .size = sizeof(int64_t), .columns = &n_column, .count = 1 };
static const struct statement one = { .sql = "SELECT 1 AS n", .row = &n_shape };
static const struct statement my_id = { .sql = "SELECT CONNECTION_ID() AS n", .row = &n_shape };

static enum err ask(struct server *server, struct db *db, const struct statement *statement, int64_t *n)
{
	return db_one(db, &server->arena, statement, n);
}

static void the_first_use_connects(void **state)
{
	struct server *server = *state;
	struct db *db = server_connect(server);
	int64_t n = 0;

	assert_int_equal(ask(server, db, &one, &n), OK);
	assert_int_equal(n, 1);
	db_close(db);
}

static void ready_keeps_a_good_connection(void **state)
{
	struct server *server = *state;
	int64_t before = 0, after = 0;

	assert_int_equal(ask(server, server->db, &my_id, &before), OK);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(ask(server, server->db, &my_id, &after), OK);
	assert_int_equal(before, after);
}

/* KILL answers before the connection is gone. */
static void end_connection(struct server *server, struct db *other, int64_t id)
{
	const char *alive = arena_print(&server->arena, "SELECT CAST(COUNT(*) AS SIGNED) AS n FROM information_schema.processlist "
					"WHERE id = %lld", (long long)id);

	server_run(server, other, arena_print(&server->arena, "KILL %lld", (long long)id));
	while (server_number(server, other, alive) != 0)
		usleep(1000);
}

static void ready_replaces_a_connection_that_ended_while_idle(void **state)
{
	struct server *server = *state;
	struct db *other = server_connect(server);
	int64_t before = 0, after = 0;

	assert_int_equal(ask(server, server->db, &my_id, &before), OK);
	end_connection(server, other, before);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(ask(server, server->db, &my_id, &after), OK);
	assert_int_not_equal(before, after);
	db_close(other);
}

static void a_lost_connection_is_busy_until_ready(void **state)
{
	struct server *server = *state;
	struct db *other = server_connect(server);
	int64_t id = 0, n = 0;

	assert_int_equal(ask(server, server->db, &my_id, &id), OK);
	end_connection(server, other, id);
	assert_int_equal(ask(server, server->db, &one, &n), E_BUSY);
	assert_int_equal(ask(server, server->db, &one, &n), E_BUSY);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(ask(server, server->db, &one, &n), OK);
	db_close(other);
}

static void an_unfinished_answer_cannot_be_waited_for_long(void **state)
{
	static const struct statement slow = { .sql = "SELECT SLEEP(30) AS n", .row = &n_shape };
	struct server *server = *state;
	struct db_options impatient = server->options;
	const int64_t start = clock_monotonic_ms();
	struct db *db;
	int64_t n;

	impatient.read_ms = 1000;
	db = db_new(&impatient);
	assert_int_equal(ask(server, db, &slow, &n), E_BUSY);
	assert_true(clock_monotonic_ms() - start < 20000);
	db_close(db);
}

static void a_server_away_answers_at_once_and_comes_back(void **state)
{
	struct server *server = *state;
	int64_t start, n = 0;

	assert_int_equal(ask(server, server->db, &one, &n), OK);
	server_kill(server);
	start = clock_monotonic_ms();
	assert_int_equal(db_ready(server->db), E_BUSY);
	assert_non_null(strstr(server->fault.text, server->socket));
	server->fault.text[0] = '\0';
	assert_int_equal(db_ready(server->db), E_BUSY);
	assert_non_null(strstr(server->fault.text, "a moment ago"));	/* nobody knocked again */
	assert_int_equal(ask(server, server->db, &one, &n), E_BUSY);
	assert_true(clock_monotonic_ms() - start < server->options.connect_ms);
	server_resume(server);
	usleep(250000);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(ask(server, server->db, &one, &n), OK);	/* prepared anew */
}

static void a_server_that_dies_in_use_is_found_by_ready(void **state)
{
	struct server *server = *state;
	int64_t n = 0;

	assert_int_equal(ask(server, server->db, &one, &n), OK);
	server_kill(server);
	assert_int_equal(ask(server, server->db, &one, &n), E_BUSY);
	server_resume(server);
	usleep(250000);
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(ask(server, server->db, &one, &n), OK);
}

static void a_refused_account_is_not_taken_for_a_server_away(void **state)
{
	struct server *server = *state;
	struct db_options wrong = server->options;
	struct db *db;

	wrong.user = "nobody";
	wrong.password = "secret";
	db = db_new(&wrong);
	db_set_fault(db, &server->fault);
	assert_int_equal(db_ready(db), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "nobody"));
	assert_null(strstr(server->fault.text, "secret"));
	db_close(db);
}

static void another_host_is_not_spoken_to_in_the_clear(void **state)
{
	struct server *server = *state;
	struct db_options elsewhere = server->options;
	struct db *db;

	/* 127.0.0.2 is not one of the names of this machine that need no TLS. */
	elsewhere.socket = NULL;
	elsewhere.host = "127.0.0.2";
	elsewhere.port = server_number(server, server->db, "SELECT CAST(@@port AS SIGNED) AS n");
	elsewhere.user = "open";
	db = db_new(&elsewhere);
	db_set_fault(db, &server->fault);
	assert_int_not_equal(db_ready(db), OK);
	assert_non_null(strstr(server->fault.text, "TLS"));
	db_close(db);
}

static void this_machine_may_be(void **state)
{
	struct server *server = *state;
	struct db_options here = server->options;
	struct db *db;
	int64_t n = 0;

	here.socket = NULL;
	here.host = "127.0.0.1";
	here.port = server_number(server, server->db, "SELECT CAST(@@port AS SIGNED) AS n");
	here.user = "open";
	db = db_new(&here);
	db_set_fault(db, &server->fault);
	assert_int_equal(ask(server, db, &one, &n), OK);
	db_close(db);
}

static int start(void **state)
{
	struct server *server;

	if (server_start_tcp(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "CREATE USER open@'127.0.0.%'");
	server_run(server, server->db, "GRANT SELECT ON yimeng.* TO open@'127.0.0.%'");
	return 0;
}

#define TEST(name) cmocka_unit_test_setup(name, server_ready)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_use_connects), TEST(ready_keeps_a_good_connection),
		TEST(ready_replaces_a_connection_that_ended_while_idle), TEST(a_lost_connection_is_busy_until_ready),
		TEST(an_unfinished_answer_cannot_be_waited_for_long), TEST(another_host_is_not_spoken_to_in_the_clear),
		TEST(this_machine_may_be), TEST(a_refused_account_is_not_taken_for_a_server_away),
		TEST(a_server_away_answers_at_once_and_comes_back), TEST(a_server_that_dies_in_use_is_found_by_ready),
	};

	return cmocka_run_group_tests(tests, start, server_stop);
}
