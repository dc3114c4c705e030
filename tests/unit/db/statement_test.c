/* Statements: how many rows, what they count, what the server refuses, and what a declaration got wrong. */
#include "private_server.h"

struct item {
	int64_t id;
	const char *name;
};
static const struct shape item_shape = SHAPE(item, COLUMN(item, id), COLUMN(item, name));

static const struct statement all_items = { .sql = "SELECT id, name FROM item WHERE id >= ? ORDER BY id", .params = "i", .row = &item_shape };
static const struct statement one_item = { .sql = "SELECT id, name FROM item WHERE id = ?", .params = "i", .row = &item_shape };
static const struct statement insert = { .sql = "INSERT INTO item (name) VALUES (?)", .params = "s" };
static const struct statement rename_item = { .sql = "UPDATE item SET name = ? WHERE id <= ?", .params = "si" };

static int make_table(void **state)
{
	struct server *server;

	if (server_start_empty(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "CREATE TABLE item (id BIGINT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(20) NOT NULL UNIQUE, "
		   "share TINYINT NOT NULL DEFAULT 1 CHECK (share > 0))");
	return 0;
}

static int fill(void **state)
{
	struct server *server = *state;

	if (server_ready(state) != 0)
		return -1;
	server_run(server, server->db, "TRUNCATE item");
	server_run(server, server->db, "INSERT INTO item (name) VALUES ('one'), ('two'), ('three')");
	return 0;
}

static void one_row_is_found(void **state)
{
	struct server *server = *state;
	struct item item;

	assert_int_equal(db_one(server->db, &server->arena, &one_item, &item, INT64_C(2)), OK);
	assert_int_equal(item.id, 2);
	assert_string_equal(item.name, "two");
}

static void no_row_is_not_found_and_writes_nothing(void **state)
{
	struct server *server = *state;
	struct item item = { .id = 99 };

	assert_int_equal(db_one(server->db, &server->arena, &one_item, &item, INT64_C(77)), E_NOT_FOUND);
	assert_int_equal(item.id, 99);
	assert_string_equal(server->fault.text, "");
}

static void two_rows_for_one_are_our_mistake(void **state)
{
	struct server *server = *state;
	struct item item = { .id = 99 };

	assert_int_equal(db_one(server->db, &server->arena, &all_items, &item, INT64_C(1)), E_INTERNAL);
	assert_int_equal(item.id, 99);
	assert_non_null(strstr(server->fault.text, "more than one"));
	one_row_is_found(state);	/* the third row was read off the connection */
}

static void all_rows_come_in_order(void **state)
{
	struct server *server = *state;
	const struct item *items;
	struct rows rows;

	assert_int_equal(db_all(server->db, &server->arena, &all_items, &rows, INT64_C(2)), OK);
	assert_int_equal(rows.count, 2);
	items = rows.row;
	assert_string_equal(items[0].name, "two");
	assert_string_equal(items[1].name, "three");
}

static void no_rows_are_fine(void **state)
{
	struct server *server = *state;
	struct rows rows = { .count = 5 };

	assert_int_equal(db_all(server->db, &server->arena, &all_items, &rows, INT64_C(1000)), OK);
	assert_int_equal(rows.count, 0);
}

static void more_rows_than_expected_come_whole(void **state)
{
	static const struct statement many = {
		.sql = "SELECT seq AS id, CONCAT('row ', seq) AS name FROM seq_1_to_5000 LIMIT ?", .params = "i", .row = &item_shape };
	static const int64_t counts[] = { 0, 1, 8, 9, 5000, 20, 21, 257 };
	struct server *server = *state;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct rows rows;
		const struct item *items;

		assert_int_equal(db_all(server->db, &server->arena, &many, &rows, counts[i]), OK);
		assert_int_equal(rows.count, counts[i]);
		items = rows.row;
		for (size_t row = 0; row < rows.count; row++) {
			assert_int_equal(items[row].id, row + 1);
			assert_int_equal(strtoll(items[row].name + 4, NULL, 10), row + 1);
		}
	}
}

static void matched_rows_count_even_if_nothing_changed(void **state)
{
	struct server *server = *state;
	uint64_t affected = 0;

	assert_int_equal(db_run(server->db, &rename_item, &affected, "one", INT64_C(1)), OK);
	assert_int_equal(affected, 1);
	assert_int_equal(db_run(server->db, &rename_item, &affected, "one", INT64_C(0)), OK);
	assert_int_equal(affected, 0);
}

static void the_last_id_is_the_inserts(void **state)
{
	struct server *server = *state;

	assert_int_equal(db_run(server->db, &insert, NULL, "four"), OK);
	assert_int_equal(db_last_id(server->db), 4);
}

static void refuses(struct server *server, enum err expected, const char *number, const char *sql)
{
	struct statement *statement = ARENA_NEW(&server->arena, struct statement);

	statement->sql = sql;
	server->fault.text[0] = '\0';
	assert_int_equal(db_run(server->db, statement, NULL), expected);
	assert_non_null(strstr(server->fault.text, number));
}

static void a_duplicate_key_is_a_conflict(void **state)
{
	refuses(*state, E_CONFLICT, "1062 (23000)", "INSERT INTO item (name) VALUES ('two')");
}

static void the_fault_quotes_no_value(void **state)
{
	struct server *server = *state;

	assert_int_equal(db_run(server->db, &insert, NULL, "two"), E_CONFLICT);
	assert_non_null(strstr(server->fault.text, "INSERT INTO item (name) VALUES (?)"));
	assert_null(strstr(server->fault.text, "two"));
}

static void values_a_column_refuses_are_invalid(void **state)
{
	refuses(*state, E_INVALID, "1406", "INSERT INTO item (name) VALUES ('a text of more than twenty characters')");
	refuses(*state, E_INVALID, "1264", "INSERT INTO item (name, share) VALUES ('x', 1000)");
	refuses(*state, E_INVALID, "4025", "INSERT INTO item (name, share) VALUES ('x', 0)");
	refuses(*state, E_INVALID, "1048", "INSERT INTO item (name) VALUES (NULL)");
	refuses(*state, E_INVALID, "1366", "INSERT INTO item (name, share) VALUES ('x', 'many')");
}

static void mistakes_in_sql_are_ours(void **state)
{
	refuses(*state, E_INTERNAL, "1064", "SELEKT 1");
	refuses(*state, E_INTERNAL, "1146", "DELETE FROM nowhere");
	refuses(*state, E_INTERNAL, "1054", "UPDATE item SET nothing = 1");
}

static void rows_are_asked_of_statements_that_give_them(void **state)
{
	struct server *server = *state;
	struct rows rows;

	assert_int_equal(db_run(server->db, &all_items, NULL, INT64_C(1)), E_INTERNAL);
	assert_int_equal(db_all(server->db, &server->arena, &insert, &rows, "x"), E_INTERNAL);
	one_row_is_found(state);
}

static void objects(struct server *server, const char *words, const struct statement *statement)
{
	server->fault.text[0] = '\0';
	assert_int_equal(db_check_statement(server->db, statement), E_INTERNAL);
	if (strstr(server->fault.text, words) == NULL)
		fail_msg("no \"%s\" in: %s", words, server->fault.text);
}

static void check_compares_columns_with_the_struct(void **state)
{
	struct server *server = *state;

	assert_int_equal(db_check_statement(server->db, &one_item), OK);
	objects(server, "2 columns declared", &(struct statement){ .sql = "SELECT id FROM item", .row = &item_shape });
	objects(server, "called otherwise", &(struct statement){ .sql = "SELECT name, id FROM item", .row = &item_shape });
	objects(server, "no text", &(struct statement){ .sql = "SELECT id, id AS name FROM item", .row = &item_shape });
	objects(server, "no text", &(struct statement){ .sql = "SELECT id, CAST(name AS BINARY) AS name FROM item", .row = &item_shape });
	objects(server, "AS SIGNED", &(struct statement){ .sql = "SELECT SUM(id) AS id, name FROM item GROUP BY name", .row = &item_shape });
	objects(server, "no integer", &(struct statement){ .sql = "SELECT name AS id, name FROM item", .row = &item_shape });
	objects(server, "0 columns declared", &(struct statement){ .sql = "SELECT id FROM item" });
	objects(server, "1146", &(struct statement){ .sql = "SELECT id, name FROM nowhere", .row = &item_shape });
}

static void check_compares_parameters(void **state)
{
	struct server *server = *state;

	objects(server, "0 parameters declared, the SQL has 1", &(struct statement){ .sql = "DELETE FROM item WHERE id = ?" });
	objects(server, "2 parameters declared, the SQL has 1", &(struct statement){ .sql = "DELETE FROM item WHERE id = ?", .params = "ii" });
	objects(server, "unknown parameter letter", &(struct statement){ .sql = "DELETE FROM item WHERE id = ?", .params = "q" });
	objects(server, "2 parameters declared", &(struct statement){ .sql = "DELETE FROM item WHERE id = ?", .bind = &item_shape });
}

static void check_runs_nothing(void **state)
{
	static const struct statement delete_all = { .sql = "DELETE FROM item" };
	struct server *server = *state;

	assert_int_equal(db_check_statement(server->db, &delete_all), OK);
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM item"), 3);
}

static void a_statement_is_prepared_once(void **state)
{
	static const char prepared[] = "SELECT CAST(variable_value AS SIGNED) AS n FROM information_schema.session_status "
				       "WHERE variable_name = 'COM_STMT_PREPARE'";
	struct server *server = *state;
	struct item item;
	int64_t before;

	assert_int_equal(db_one(server->db, &server->arena, &one_item, &item, INT64_C(1)), OK);
	before = server_number(server, server->db, prepared);
	for (int i = 0; i < 10; i++)
		assert_int_equal(db_one(server->db, &server->arena, &one_item, &item, INT64_C(1)), OK);
	assert_int_equal(server_number(server, server->db, prepared), before + 1);	/* the second asking itself */
}

static void a_thousand_statements_are_kept_apart(void **state)
{
	struct server *server = *state;
	struct statement *statements = ARENA_ARRAY(&server->arena, struct statement, 1000);
	struct item item;

	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 1000; i++) {
			statements[i].sql = arena_print(&server->arena, "SELECT %d AS id, 'x' AS name", i);
			statements[i].row = &item_shape;
			assert_int_equal(db_one(server->db, &server->arena, &statements[i], &item), OK);
			assert_int_equal(item.id, i);
		}
}

static void a_column_that_changed_its_type_is_noticed(void **state)
{
	static const struct statement read = { .sql = "SELECT id, name FROM changing", .row = &item_shape };
	struct server *server = *state;
	struct item item;

	server_run(server, server->db, "CREATE TABLE changing (id BIGINT, name VARCHAR(10))");
	server_run(server, server->db, "INSERT INTO changing VALUES (1, 'x')");
	assert_int_equal(db_one(server->db, &server->arena, &read, &item), OK);
	server_run(server, server->db, "ALTER TABLE changing MODIFY id INT");
	assert_int_equal(db_one(server->db, &server->arena, &read, &item), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "id has changed its type"));
	assert_int_equal(db_ready(server->db), OK);
	assert_int_equal(db_one(server->db, &server->arena, &read, &item), OK);
	assert_int_equal(item.id, 1);
}

static void a_session_is_strict_whatever_the_server_is(void **state)
{
	struct server *server = *state;
	struct db *later;

	server_run(server, server->db, "SET GLOBAL sql_mode = '', GLOBAL innodb_snapshot_isolation = OFF, GLOBAL time_zone = '+05:00'");
	later = server_connect(server);
	assert_int_equal(server_number(server, later, "SELECT @@sql_mode LIKE '%STRICT_TRANS_TABLES%' AND @@innodb_snapshot_isolation "
				       "AND @@time_zone = '+00:00' AND @@character_set_connection = 'utf8mb4' AS n"), 1);
	db_close(later);
	server_run(server, server->db, "SET GLOBAL sql_mode = DEFAULT, GLOBAL innodb_snapshot_isolation = ON, GLOBAL time_zone = SYSTEM");
}

#define TEST(name) cmocka_unit_test_setup(name, fill)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_row_is_found), TEST(no_row_is_not_found_and_writes_nothing), TEST(two_rows_for_one_are_our_mistake),
		TEST(all_rows_come_in_order), TEST(no_rows_are_fine), TEST(more_rows_than_expected_come_whole),
		TEST(matched_rows_count_even_if_nothing_changed), TEST(the_last_id_is_the_inserts),
		TEST(a_duplicate_key_is_a_conflict), TEST(the_fault_quotes_no_value), TEST(values_a_column_refuses_are_invalid),
		TEST(mistakes_in_sql_are_ours), TEST(rows_are_asked_of_statements_that_give_them),
		TEST(check_compares_columns_with_the_struct), TEST(check_compares_parameters), TEST(check_runs_nothing),
		TEST(a_statement_is_prepared_once), TEST(a_thousand_statements_are_kept_apart),
		TEST(a_column_that_changed_its_type_is_noticed), TEST(a_session_is_strict_whatever_the_server_is),
	};

	return cmocka_run_group_tests(tests, make_table, server_stop);
}
