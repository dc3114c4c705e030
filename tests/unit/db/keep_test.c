/* Rows given again for a moment (`keep_ms`): to whom, for how long, and when the server is asked all the same. */
#include "private_server.h"

#include <time.h>

struct item {
	int64_t id;
	const char *name;
};
static const struct shape item_shape = SHAPE(item, COLUMN(item, id), COLUMN(item, name));

#define FROM_ITEM "SELECT id, name FROM item WHERE id >= ? ORDER BY id"
static const struct statement long_kept = { .sql = FROM_ITEM, .params = "i", .row = &item_shape, .keep_ms = 600000 };
static const struct statement one_long_kept = { .sql = FROM_ITEM " LIMIT 1", .params = "i", .row = &item_shape, .keep_ms = 600000 };
static const struct statement hardly_kept = { .sql = FROM_ITEM, .params = "i", .row = &item_shape, .keep_ms = 1 };
static const struct statement by_name = {
	.sql = "SELECT id, name FROM item WHERE name = ?", .params = "s", .row = &item_shape, .keep_ms = 1000 };

static int make_table(void **state)
{
	if (server_start_empty(state) != 0)
		return -1;
	server_run(*state, ((struct server *)*state)->db, "CREATE TABLE item (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL)");
	return 0;
}

/* A connection that has kept nothing yet. */
static int fill(void **state)
{
	struct server *server = *state;

	if (server_ready(state) != 0)
		return -1;
	db_close(server->db);
	server->db = server_connect(server);
	server_run(server, server->db, "TRUNCATE item");
	server_run(server, server->db, "INSERT INTO item VALUES (1, 'one'), (2, 'two')");
	return 0;
}

/* How many items from `first` on, the first of them as `name`. */
static size_t count(struct server *server, const struct statement *statement, int64_t first, const char **name)
{
	struct rows rows;

	assert_int_equal(db_all(server->db, &server->arena, statement, &rows, first), OK);
	*name = rows.count > 0 ? ((const struct item *)rows.row)->name : "none";
	return rows.count;
}

static void rows_are_given_again_while_they_are_young(void **state)
{
	struct server *server = *state;
	const char *name;

	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	server_run(server, server->db, "DELETE FROM item");
	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	assert_string_equal(name, "one");
}

static void one_row_is_given_again_too(void **state)
{
	struct server *server = *state;
	struct item item;

	assert_int_equal(db_one(server->db, &server->arena, &one_long_kept, &item, INT64_C(2)), OK);
	server_run(server, server->db, "DELETE FROM item");
	assert_int_equal(db_one(server->db, &server->arena, &one_long_kept, &item, INT64_C(2)), OK);
	assert_string_equal(item.name, "two");
}

static void what_was_not_found_is_asked_for_again(void **state)
{
	struct server *server = *state;
	struct item item;

	assert_int_equal(db_one(server->db, &server->arena, &one_long_kept, &item, INT64_C(3)), E_NOT_FOUND);
	server_run(server, server->db, "INSERT INTO item VALUES (3, 'three')");
	assert_int_equal(db_one(server->db, &server->arena, &one_long_kept, &item, INT64_C(3)), OK);
}

static void rows_that_are_old_are_asked_for_again(void **state)
{
	struct server *server = *state;
	const char *name;

	assert_int_equal(count(server, &hardly_kept, 1, &name), 2);
	server_run(server, server->db, "DELETE FROM item WHERE id = 1");
	nanosleep(&(struct timespec){ .tv_nsec = 5000000 }, NULL);
	assert_int_equal(count(server, &hardly_kept, 1, &name), 1);
}

static void other_parameters_ask_the_server(void **state)
{
	struct server *server = *state;
	const char *name;

	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	assert_int_equal(count(server, &long_kept, 2, &name), 1);
	assert_string_equal(name, "two");
}

static void another_connection_asks_the_server(void **state)
{
	struct server *server = *state;
	struct db *other = server_connect(server);
	struct rows rows;
	const char *name;

	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	server_run(server, server->db, "DELETE FROM item");
	assert_int_equal(db_all(other, &server->arena, &long_kept, &rows, INT64_C(1)), OK);
	assert_int_equal(rows.count, 0);
	db_close(other);
}

static enum err count_inside(void *context)
{
	const char *name;

	assert_int_equal(count(context, &long_kept, 1, &name), 0);
	return OK;
}

static void a_transaction_always_asks(void **state)
{
	struct server *server = *state;
	const char *name;

	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	server_run(server, server->db, "DELETE FROM item");
	assert_int_equal(db_transaction(server->db, count_inside, NULL, server, NULL), OK);
}

static void kept_rows_outlive_the_arena_of_who_asked_first(void **state)
{
	struct server *server = *state;
	struct arena request;
	struct rows rows;
	const char *name;

	arena_init(&request, 0);
	assert_int_equal(db_all(server->db, &request, &long_kept, &rows, INT64_C(1)), OK);
	arena_free(&request);
	assert_int_equal(count(server, &long_kept, 1, &name), 2);
	assert_string_equal(name, "one");
}

static void rows_for_a_text_cannot_be_declared_kept(void **state)
{
	struct server *server = *state;
	struct rows rows;

	assert_int_equal(db_all(server->db, &server->arena, &by_name, &rows, "one"), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "not kept"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(rows_are_given_again_while_they_are_young, fill),
		cmocka_unit_test_setup(one_row_is_given_again_too, fill),
		cmocka_unit_test_setup(what_was_not_found_is_asked_for_again, fill),
		cmocka_unit_test_setup(rows_that_are_old_are_asked_for_again, fill),
		cmocka_unit_test_setup(other_parameters_ask_the_server, fill),
		cmocka_unit_test_setup(another_connection_asks_the_server, fill),
		cmocka_unit_test_setup(a_transaction_always_asks, fill),
		cmocka_unit_test_setup(kept_rows_outlive_the_arena_of_who_asked_first, fill),
		cmocka_unit_test_setup(rows_for_a_text_cannot_be_declared_kept, fill),
	};

	return cmocka_run_group_tests_name("keep", tests, make_table, server_stop);
}
