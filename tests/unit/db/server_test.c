/* What --check says of the server: its settings, and the grants of the connected user. */
#include "private_server.h"

#include "db/server.h"

static const char *settings(struct server *server)
{
	struct buffer out;

	buffer_init(&out, &server->arena, 64);
	if (db_check_settings(server->db, &server->arena, &out) != OK)
		fail_msg("%s", server->fault.text);
	return out.data;
}

static void our_own_settings_pass(void **state)
{
	assert_string_equal(settings(*state), "");
}

static void a_setting_that_differs_is_named(void **state)
{
	static const char *const changes[][3] = {
		{ "SET GLOBAL innodb_snapshot_isolation = OFF", "innodb_snapshot_isolation is OFF, should be ON\n",
		  "SET GLOBAL innodb_snapshot_isolation = ON" },
		{ "SET GLOBAL innodb_flush_log_at_trx_commit = 2", "innodb_flush_log_at_trx_commit is 2, should be 1\n",
		  "SET GLOBAL innodb_flush_log_at_trx_commit = 1" },
		{ "SET GLOBAL sync_binlog = 0", "sync_binlog is 0, should be 1\n", "SET GLOBAL sync_binlog = 1" },
		{ "SET GLOBAL local_infile = ON", "local_infile is ON, should be OFF\n", "SET GLOBAL local_infile = OFF" },
		{ "SET GLOBAL character_set_server = latin1", "character_set_server is latin1, should be utf8mb4\n",
		  "SET GLOBAL character_set_server = utf8mb4" },
		{ "SET GLOBAL sql_mode = ''", "sql_mode has no STRICT_TRANS_TABLES\n", "SET GLOBAL sql_mode = DEFAULT" } };
	struct server *server = *state;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		server_run(server, server->db, changes[i][0]);
		assert_string_equal(settings(server), changes[i][1]);
		server_run(server, server->db, changes[i][2]);
	}
	assert_string_equal(settings(server), "");
}

static char *read_file(struct server *server, const char *name)
{
	const char *top = getenv("YM_TOP");
	char *text = arena_alloc(&server->arena, 16384);
	FILE *file = fopen(arena_print(&server->arena, "%s/sql/grants/%s", top != NULL ? top : ".", name), "r");

	assert_non_null(file);
	assert_true(fread(text, 1, 16383, file) > 0);
	fclose(file);
	return text;
}

static const char *compare(struct server *server, const char *user, const char *expected)
{
	struct db_options options = server->options;
	struct buffer out;
	struct db *db;
	enum err err;

	options.user = user;
	options.password = "test";
	db = db_new(&options);
	db_set_fault(db, &server->fault);
	buffer_init(&out, &server->arena, 64);
	err = db_check_grants(db, &server->arena, expected, &out);
	db_close(db);
	if (err != OK)
		fail_msg("%s", server->fault.text);
	return out.data;
}

static void the_files_beside_sql_are_what_was_granted(void **state)
{
	struct server *server = *state;

	assert_string_equal(compare(server, "ym_pledge", read_file(server, "ym_pledge.grants")), "");
	assert_string_equal(compare(server, "ym_check", read_file(server, "ym_check.grants")), "");
}

static void a_grant_too_many_is_named(void **state)
{
	struct server *server = *state;
	const char *expected = read_file(server, "ym_pledge.grants"), *said;

	server_run(server, server->db, "GRANT UPDATE (summary) ON campaign TO ym_pledge@localhost");
	server_run(server, server->db, "GRANT DELETE ON need TO ym_pledge@localhost WITH GRANT OPTION");
	said = compare(server, "ym_pledge", expected);
	assert_non_null(strstr(said, "grant too many: DELETE, SELECT ON need WITH GRANT OPTION\n"));
	assert_non_null(strstr(said, "UPDATE (summary) ON campaign\n"));
	server_run(server, server->db, "REVOKE UPDATE (summary) ON campaign FROM ym_pledge@localhost");
	server_run(server, server->db, "REVOKE DELETE, GRANT OPTION ON need FROM ym_pledge@localhost");
	assert_string_equal(compare(server, "ym_pledge", expected), "");
}

static void a_missing_grant_is_named(void **state)
{
	struct server *server = *state;

	server_run(server, server->db, "REVOKE SELECT ON division FROM ym_pledge@localhost");
	assert_string_equal(compare(server, "ym_pledge", read_file(server, "ym_pledge.grants")), "grant missing: SELECT ON division\n");
	server_run(server, server->db, "GRANT SELECT ON division TO ym_pledge@localhost");
}

static void a_server_wide_grant_shows_no_password(void **state)
{
	struct server *server = *state;
	const char *said;

	server_run(server, server->db, "GRANT PROCESS ON *.* TO ym_check@localhost");
	said = compare(server, "ym_check", read_file(server, "ym_check.grants"));
	assert_string_equal(said, "grant too many: PROCESS ON *.*\n");
	server_run(server, server->db, "REVOKE PROCESS ON *.* FROM ym_check@localhost");
}

static int start(void **state)
{
	struct server *server;

	if (server_start_schema(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "ALTER USER ym_pledge@localhost IDENTIFIED BY 'test'");
	server_run(server, server->db, "ALTER USER ym_check@localhost IDENTIFIED BY 'test'");
	return 0;
}

#define TEST(name) cmocka_unit_test_setup(name, server_ready)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(our_own_settings_pass), TEST(a_setting_that_differs_is_named), TEST(the_files_beside_sql_are_what_was_granted),
		TEST(a_grant_too_many_is_named), TEST(a_missing_grant_is_named), TEST(a_server_wide_grant_shows_no_password),
	};

	return cmocka_run_group_tests(tests, start, server_stop);
}
