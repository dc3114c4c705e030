/* Many rows in one statement: each type and each nothing arrives as it would alone. */
#include "private_server.h"

static const char *const colour_names[] = { "red", "green", NULL };

struct kinds {
	int64_t id;
	int64_t whole;
	uint32_t small;
	bool flag;
	const char *text;
	struct money price;
	struct date day;
	struct timestamp at;
	struct bytes raw;
	uint32_t colour;
};

static const struct shape kinds_shape = SHAPE(kinds,
	COLUMN(kinds, id), COLUMN(kinds, whole), COLUMN(kinds, small), COLUMN(kinds, flag), COLUMN(kinds, text, .nullable = true),
	COLUMN(kinds, price), COLUMN(kinds, day, .nullable = true), COLUMN(kinds, at, .nullable = true),
	COLUMN(kinds, raw, .nullable = true), COLUMN(kinds, colour, .names = colour_names));

static const struct statement insert = {
	.sql = "INSERT INTO kinds (id, whole, small, flag, text, price, day, at, raw, colour) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &kinds_shape };
static const struct statement read_all = {
	.sql = "SELECT id, whole, small, flag, text, price, day, at, raw, colour FROM kinds ORDER BY id", .row = &kinds_shape };

struct change { const char *text; int64_t whole; int64_t id; };
static const struct shape change_shape = SHAPE(change, COLUMN(change, text, .nullable = true), COLUMN(change, whole),
					       COLUMN(change, id));
static const struct statement update = { .sql = "UPDATE kinds SET text = ?, whole = ? WHERE id = ?", .bind = &change_shape };

enum { many = 3000, large_bytes = 700000 };

static int make_table(void **state)
{
	struct server *server;

	if (server_start_empty(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "CREATE TABLE kinds (id BIGINT PRIMARY KEY, whole BIGINT, small INT UNSIGNED, "
		   "flag BOOL, text LONGTEXT CHARACTER SET utf8mb4, price BIGINT, day DATE, at DATETIME(6), raw LONGBLOB, "
		   "colour ENUM('red', 'green', 'blue'))");
	return 0;
}

static int empty(void **state)
{
	struct server *server = *state;

	if (server_ready(state) != 0)
		return -1;
	server_run(server, server->db, "DELETE FROM kinds");
	return 0;
}

/* Each third row holds nothing where it may; the others are all different. */
static struct rows make_rows(struct server *server, size_t count)
{
	struct kinds *rows = ARENA_ARRAY(&server->arena, struct kinds, count);

	for (size_t i = 0; i < count; i++) {
		const int64_t n = (int64_t)i;

		rows[i] = (struct kinds){ .id = n, .whole = n % 2 == 0 ? INT64_MIN + n : INT64_MAX - n,
					  .small = UINT32_MAX - (uint32_t)i,
					  .flag = i % 2, .price = { -n }, .day = { DATE_NONE_DAY }, .at = { TIMESTAMP_NONE_US },
					  .colour = i % 2 };
		if (i % 3 == 1)
			continue;
		rows[i].text = i % 3 == 2 ? "" : arena_print(&server->arena, "\xE5\xAD\x97 \xF0\xA0\xAE\xB7 %zu", i);
		rows[i].day.day = (int32_t)n - 5;
		rows[i].at.us = n * 86399999999 - 1000;
		rows[i].raw = (struct bytes){ (const uint8_t *)arena_copy(&server->arena, "a\0b", 3), i % 3 == 2 ? 0 : 3 };
	}
	return (struct rows){ .row = rows, .count = count };
}

static void assert_same(const struct kinds *a, const struct kinds *b)
{
	assert_int_equal(a->id, b->id);
	assert_int_equal(a->whole, b->whole);
	assert_int_equal(a->small, b->small);
	assert_int_equal(a->flag, b->flag);
	assert_int_equal(a->price.fen, b->price.fen);
	assert_int_equal(a->day.day, b->day.day);
	assert_int_equal(a->at.us, b->at.us);
	assert_int_equal(a->colour, b->colour);
	assert_int_equal(a->text == NULL, b->text == NULL);
	if (a->text != NULL)
		assert_string_equal(a->text, b->text);
	assert_int_equal(a->raw.data == NULL, b->raw.data == NULL);
	assert_int_equal(a->raw.length, b->raw.length);
	if (a->raw.length > 0)
		assert_memory_equal(a->raw.data, b->raw.data, a->raw.length);
}

struct run {
	struct db *db;
	const struct statement *statement;
	struct rows rows;
	uint64_t affected;
	enum err ends;			/* of the statement */
};

static enum err in_transaction(void *context)
{
	struct run *run = context;

	run->ends = db_run_many(run->db, run->statement, run->rows, &run->affected);
	return run->ends;
}

static uint64_t run_many(struct server *server, const struct statement *statement, struct rows rows)
{
	struct run run = { .db = server->db, .statement = statement, .rows = rows, .affected = 77 };

	if (db_transaction(server->db, in_transaction, NULL, &run, NULL) != OK)
		fail_msg("%s", server->fault.text);
	return run.affected;
}

static void rows_of_every_type_travel_there_and_back(void **state)
{
	struct server *server = *state;
	const struct rows rows = make_rows(server, many);
	const struct kinds *sent = rows.row, *came;
	struct rows back;

	assert_int_equal(run_many(server, &insert, rows), many);
	assert_int_equal(db_all(server->db, &server->arena, &read_all, &back), OK);
	assert_int_equal(back.count, many);
	came = back.row;
	for (size_t i = 0; i < many; i++)
		assert_same(&sent[i], &came[i]);
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds WHERE text IS NULL AND day IS NULL "
							   "AND "
				       "at IS NULL AND raw IS NULL"), many / 3);
}

static void a_thousand_rows_are_one_execution(void **state)
{
	static const char executions[] = "SELECT CAST(variable_value AS SIGNED) AS n FROM information_schema.session_status "
					 "WHERE variable_name = 'COM_STMT_EXECUTE'";
	struct server *server = *state;
	const int64_t before = server_number(server, server->db, executions);
	const uint64_t affected = run_many(server, &insert, make_rows(server, 1000));

	assert_int_equal(affected, 1000);
	assert_true(server_number(server, server->db, executions) - before <= 2);	/* ours, and the asking */
}

static void large_rows_go_in_several_packets(void **state)
{
	struct server *server = *state;
	const struct rows rows = make_rows(server, 40);		/* 28 MB, a packet takes 16 */
	struct kinds *row = (struct kinds *)(uintptr_t)rows.row;
	char *large = arena_alloc(&server->arena, large_bytes);

	memset(large, 'x', large_bytes - 1);
	for (size_t i = 0; i < rows.count; i++)
		row[i].text = large;
	assert_int_equal(run_many(server, &insert, rows), 40);
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds WHERE LENGTH(text) = 699999"), 40);
}

static void many_updates_count_the_rows_they_match(void **state)
{
	struct server *server = *state;
	const struct change changes[] = { { "one", 1, 1 }, { NULL, 2, 2 }, { "three", 3, 333 }, { "four", 4, 4 } };

	run_many(server, &insert, make_rows(server, 10));
	assert_int_equal(run_many(server, &update, (struct rows){ changes, 4 }), 3);
	assert_int_equal(run_many(server, &update, (struct rows){ changes, 4 }), 3);	/* matched, though nothing changes */
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds WHERE (id = 1 AND text = 'one' AND "
							   "whole = 1) "
				       "OR (id = 2 AND text IS NULL AND whole = 2) OR (id = 4 AND text = 'four')"), 3);
}

static void no_rows_are_fine(void **state)
{
	assert_int_equal(run_many(*state, &insert, (struct rows){ NULL, 0 }), 0);
}

static void the_statement_also_runs_for_one_row(void **state)
{
	struct server *server = *state;
	const struct rows rows = make_rows(server, 6);
	const struct kinds *row = rows.row;

	assert_int_equal(db_run(server->db, &insert, NULL, &row[0]), OK);
	run_many(server, &insert, (struct rows){ row + 1, 3 });
	assert_int_equal(db_run(server->db, &insert, NULL, &row[4]), OK);
	run_many(server, &insert, (struct rows){ row + 5, 1 });
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds"), 6);
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds WHERE text IS NULL"), 2);
}

static enum err failing(struct server *server, const struct statement *statement, struct rows rows)
{
	struct run run = { .db = server->db, .statement = statement, .rows = rows, .affected = 77 };
	const enum err err = db_transaction(server->db, in_transaction, NULL, &run, NULL);

	assert_int_equal(run.affected, 77);
	assert_int_equal(run.ends, err);
	return err;
}

static void one_that_was_there_is_a_conflict_and_nothing_stays(void **state)
{
	struct server *server = *state;
	const struct rows rows = make_rows(server, 2000);

	((struct kinds *)(uintptr_t)rows.row)[1999].id = 5;
	assert_int_equal(failing(server, &insert, rows), E_CONFLICT);
	assert_null(strstr(server->fault.text, "'5'"));
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds"), 0);
	assert_int_equal(run_many(server, &insert, make_rows(server, 5)), 5);
}

static void a_name_out_of_its_enumeration_is_not_sent(void **state)
{
	struct server *server = *state;
	const struct rows rows = make_rows(server, 10);

	((struct kinds *)(uintptr_t)rows.row)[7].colour = 2;
	assert_int_equal(failing(server, &insert, rows), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "colour"));
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds"), 0);
	assert_int_equal(run_many(server, &insert, make_rows(server, 5)), 5);
}

static void it_needs_a_transaction_and_a_shape(void **state)
{
	struct server *server = *state;
	static const struct statement letters = { .sql = "DELETE FROM kinds WHERE id = ?", .params = "i" };
	const struct rows rows = make_rows(server, 3);

	assert_int_equal(db_run_many(server->db, &insert, rows, NULL), E_INTERNAL);
	assert_int_equal(failing(server, &letters, rows), E_INTERNAL);
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds"), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, empty)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_of_every_type_travel_there_and_back), TEST(a_thousand_rows_are_one_execution),
		TEST(large_rows_go_in_several_packets), TEST(many_updates_count_the_rows_they_match), TEST(no_rows_are_fine),
		TEST(the_statement_also_runs_for_one_row), TEST(one_that_was_there_is_a_conflict_and_nothing_stays),
		TEST(a_name_out_of_its_enumeration_is_not_sent), TEST(it_needs_a_transaction_and_a_shape),
	};

	return cmocka_run_group_tests(tests, make_table, server_stop);
}
