/* Values on their way to the server and back. */
#include "private_server.h"

static const char *const colour_names[] = { "red", "green", NULL };

struct kinds {
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
	COLUMN(kinds, whole), COLUMN(kinds, small), COLUMN(kinds, flag), COLUMN(kinds, text, .nullable = true),
	COLUMN(kinds, price), COLUMN(kinds, day, .nullable = true), COLUMN(kinds, at, .nullable = true),
	COLUMN(kinds, raw, .nullable = true), COLUMN(kinds, colour, .names = colour_names));

static const struct statement insert_struct = {
	.sql = "INSERT INTO kinds (whole, small, flag, text, price, day, at, raw, colour) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &kinds_shape };
static const struct statement insert_letters = {
	.sql = "INSERT INTO kinds (whole, small, flag, text, price, day, at, raw, colour) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "iubsmdtxs" };
static const struct statement last = {
	.sql = "SELECT whole, small, flag, text, price, day, at, raw, colour FROM kinds ORDER BY id DESC LIMIT 1",
	.row = &kinds_shape };

static const struct kinds ordinary = {
	.whole = -5, .small = 4000000000, .flag = true, .text = "text", .price = { 12345 }, .day = { 20000 },
	.at = { INT64_C(1700000000123456) }, .raw = { (const uint8_t *)"a\0b", 3 }, .colour = 1 };

static int make_table(void **state)
{
	struct server *server;

	if (server_start_empty(state) != 0)
		return -1;
	server = *state;
	server_run(server, server->db, "CREATE TABLE kinds (id BIGINT PRIMARY KEY AUTO_INCREMENT, whole BIGINT, small INT UNSIGNED, "
		   "flag BOOL, text LONGTEXT CHARACTER SET utf8mb4, price BIGINT, day DATE, at DATETIME(6), raw LONGBLOB, "
		   "colour ENUM('red', 'green', 'blue'))");
	return 0;
}

static struct kinds read_last(struct server *server)
{
	struct kinds row = { 0 };

	if (db_one(server->db, &server->arena, &last, &row) != OK)
		fail_msg("%s", server->fault.text);
	return row;
}

static struct kinds there_and_back(struct server *server, const struct kinds *row)
{
	if (db_run(server->db, &insert_struct, NULL, row) != OK)
		fail_msg("%s", server->fault.text);
	return read_last(server);
}

static void assert_same(const struct kinds *a, const struct kinds *b)
{
	assert_int_equal(a->whole, b->whole);
	assert_int_equal(a->small, b->small);
	assert_int_equal(a->flag, b->flag);
	assert_string_equal(a->text, b->text);
	assert_int_equal(a->price.fen, b->price.fen);
	assert_int_equal(a->day.day, b->day.day);
	assert_int_equal(a->at.us, b->at.us);
	assert_int_equal(a->raw.length, b->raw.length);
	assert_memory_equal(a->raw.data, b->raw.data, b->raw.length);
	assert_int_equal(a->colour, b->colour);
}

static void a_struct_travels_there_and_back(void **state)
{
	const struct kinds back = there_and_back(*state, &ordinary);

	assert_same(&back, &ordinary);
}

static void so_does_each_letter(void **state)
{
	struct server *server = *state;
	struct kinds back;

	assert_int_equal(db_run(server->db, &insert_letters, NULL, ordinary.whole, ordinary.small, ordinary.flag, ordinary.text,
				ordinary.price, ordinary.day, ordinary.at, ordinary.raw, "green"), OK);
	back = read_last(server);
	assert_same(&back, &ordinary);
}

static void nothing_travels_as_null(void **state)
{
	struct server *server = *state;
	struct kinds row = ordinary, back;

	row.text = NULL;
	row.day.day = DATE_NONE_DAY;
	row.at.us = TIMESTAMP_NONE_US;
	row.raw = (struct bytes){ NULL, 0 };
	back = there_and_back(server, &row);
	assert_null(back.text);
	assert_true(date_is_none(back.day));
	assert_true(timestamp_is_none(back.at));
	assert_null(back.raw.data);
	assert_int_equal(server_number(server, server->db, "SELECT text IS NULL AND day IS NULL AND at IS NULL AND raw IS NULL AS n "
				       "FROM kinds ORDER BY id DESC LIMIT 1"), 1);
}

static void nothing_travels_as_null_by_letters_too(void **state)
{
	struct server *server = *state;

	assert_int_equal(db_run(server->db, &insert_letters, NULL, ordinary.whole, ordinary.small, false, NULL, ordinary.price,
				(struct date){ DATE_NONE_DAY }, (struct timestamp){ TIMESTAMP_NONE_US }, (struct bytes){ NULL, 0 },
				"red"), OK);
	assert_null(read_last(server).text);
}

static void an_empty_text_is_not_null(void **state)
{
	struct kinds row = ordinary, back;

	row.text = "";
	row.raw = (struct bytes){ (const uint8_t *)"", 0 };
	back = there_and_back(*state, &row);
	assert_string_equal(back.text, "");
	assert_non_null(back.raw.data);
	assert_int_equal(back.raw.length, 0);
}

static void the_ends_of_int64_travel(void **state)
{
	static const int64_t numbers[] = { INT64_MIN, INT64_MIN + 1, -1, 0, 1, 255, 256, INT32_MAX, INT64_C(1) << 40, INT64_MAX };
	struct kinds row = ordinary;

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		row.whole = numbers[i];
		assert_int_equal(there_and_back(*state, &row).whole, numbers[i]);
	}
}

static void days_travel_from_the_first_to_the_last(void **state)
{
	static const struct civil days[] = { { 1, 1, 1 }, { 1969, 12, 31 }, { 1970, 1, 1 }, { 2024, 2, 29 }, { 9999, 12, 31 } };
	struct kinds row = ordinary;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		row.day = date_from_civil(days[i]);
		assert_int_equal(there_and_back(*state, &row).day.day, row.day.day);
	}
}

static void instants_travel_to_the_microsecond(void **state)
{
	/* midnight, a whole second, a fraction, before 1970, the last microsecond of a day */
	static const int64_t instants[] = { 0, INT64_C(86400000000), INT64_C(1700000000000000), INT64_C(1700000000000001), -1,
					    INT64_C(-86400000000), INT64_C(-86399999999), INT64_C(86399999999) };
	struct kinds row = ordinary;

	for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
		row.at.us = instants[i];
		assert_int_equal(there_and_back(*state, &row).at.us, instants[i]);
	}
}

static void an_instant_is_utc_for_the_server(void **state)
{
	struct server *server = *state;
	struct kinds row = ordinary;

	row.at.us = INT64_C(1541754720) * 1000000;
	there_and_back(server, &row);
	assert_int_equal(server_number(server, server->db, "SELECT at = '2018-11-09 09:12:00' AND @@time_zone = '+00:00' AS n "
				       "FROM kinds ORDER BY id DESC LIMIT 1"), 1);
}

static void long_texts_come_whole(void **state)
{
	static const size_t lengths[] = { 250, 251, 252, 65535, 65536, 16384, 3000000 };
	struct server *server = *state;
	struct kinds row = ordinary;

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		char *text = arena_alloc(&server->arena, lengths[i] + 1);

		memset(text, 'x', lengths[i]);
		text[lengths[i] - 1] = 'y';
		row.text = text;
		assert_string_equal(there_and_back(server, &row).text, text);
	}
}

static void rare_characters_come_back(void **state)
{
	struct kinds row = ordinary;

	row.text = "\xF0\xA0\xAE\xB7 \xC2\xB7 \xE4\x85\x9F";
	assert_string_equal(there_and_back(*state, &row).text, row.text);
}

static void an_enumeration_out_of_its_names_is_not_sent(void **state)
{
	struct server *server = *state;
	struct kinds row = ordinary;
	const int64_t before = server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds");

	row.colour = 2;
	assert_int_equal(db_run(server->db, &insert_struct, NULL, &row), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "colour"));
	assert_int_equal(server_number(server, server->db, "SELECT COUNT(*) AS n FROM kinds"), before);
}

static enum err read_after(struct server *server, const char *change, struct kinds *row)
{
	there_and_back(server, &ordinary);
	server_run(server, server->db, change);
	return db_one(server->db, &server->arena, &last, row);
}

static void a_name_the_program_does_not_know_is_refused(void **state)
{
	struct server *server = *state;
	struct kinds row = { .whole = 77 };

	assert_int_equal(read_after(server, "UPDATE kinds SET colour = 'blue' ORDER BY id DESC LIMIT 1", &row), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "colour"));
	assert_null(strstr(server->fault.text, "blue"));
	assert_int_equal(row.whole, 77);
}

static void null_where_the_struct_has_no_nothing_is_refused(void **state)
{
	struct server *server = *state;
	struct kinds row;

	assert_int_equal(read_after(server, "UPDATE kinds SET whole = NULL ORDER BY id DESC LIMIT 1", &row), E_INTERNAL);
	assert_non_null(strstr(server->fault.text, "whole is NULL"));
}

static void a_flag_is_0_or_1(void **state)
{
	struct kinds row;

	assert_int_equal(read_after(*state, "UPDATE kinds SET flag = 2 ORDER BY id DESC LIMIT 1", &row), E_INTERNAL);
}

static void a_refused_value_leaves_the_connection_usable(void **state)
{
	struct server *server = *state;
	struct kinds row;

	assert_int_equal(read_after(server, "UPDATE kinds SET flag = 3 ORDER BY id DESC LIMIT 1", &row), E_INTERNAL);
	assert_int_equal(server_number(server, server->db, "SELECT 5 AS n"), 5);
	a_struct_travels_there_and_back(state);
}

struct widths { int64_t tiny, tiny_u, short_s, medium, long_u; uint32_t small; };
static const struct shape widths_shape = SHAPE(widths, COLUMN(widths, tiny), COLUMN(widths, tiny_u), COLUMN(widths, short_s),
					       COLUMN(widths, medium), COLUMN(widths, long_u), COLUMN(widths, small));

static void every_width_of_integer_reads(void **state)
{
	static const struct statement read = {
		.sql = "SELECT tiny, tiny_u, short_s, medium, long_u, small FROM widths", .row = &widths_shape };
	struct server *server = *state;
	struct widths row;

	server_run(server, server->db, "CREATE TABLE widths (tiny TINYINT, tiny_u TINYINT UNSIGNED, short_s SMALLINT, medium MEDIUMINT, "
		   "long_u INT UNSIGNED, small SMALLINT UNSIGNED)");
	server_run(server, server->db, "INSERT INTO widths VALUES (-128, 255, -32768, -8388608, 4294967295, 65535)");
	assert_int_equal(db_one(server->db, &server->arena, &read, &row), OK);
	assert_int_equal(row.tiny, -128);
	assert_int_equal(row.tiny_u, 255);
	assert_int_equal(row.short_s, -32768);
	assert_int_equal(row.medium, -8388608);
	assert_int_equal(row.long_u, 4294967295);
	assert_int_equal(row.small, 65535);
}

static void a_number_beyond_its_struct_is_refused(void **state)
{
	static const struct column wide = { .name = "n", .type = COLUMN_INT64 }, narrow = { .name = "n", .type = COLUMN_UINT32 };
	static const struct shape wide_shape = { .name = "n", .size = 8, .columns = &wide, .count = 1 };
	static const struct shape narrow_shape = { .name = "n", .size = 8, .columns = &narrow, .count = 1 };
	static const struct statement too_wide = { .sql = "SELECT CAST(18446744073709551615 AS UNSIGNED) AS n", .row = &wide_shape };
	static const struct statement too_large = { .sql = "SELECT 4294967296 AS n", .row = &narrow_shape };
	static const struct statement negative = { .sql = "SELECT -1 AS n", .row = &narrow_shape };
	struct server *server = *state;
	int64_t out;

	assert_int_equal(db_one(server->db, &server->arena, &too_wide, &out), E_INTERNAL);
	assert_int_equal(db_one(server->db, &server->arena, &too_large, &out), E_INTERNAL);
	assert_int_equal(db_one(server->db, &server->arena, &negative, &out), E_INTERNAL);
}

static void a_day_that_does_not_exist_is_refused(void **state)
{
	struct server *server = *state;
	struct kinds row;

	server_run(server, server->db, "SET sql_mode = ''");
	there_and_back(server, &ordinary);
	server_run(server, server->db, "UPDATE kinds SET day = '0000-00-00' ORDER BY id DESC LIMIT 1");
	assert_int_equal(db_one(server->db, &server->arena, &last, &row), E_INTERNAL);
	server_run(server, server->db, "UPDATE kinds SET day = '2024-00-01' ORDER BY id DESC LIMIT 1");
	assert_int_equal(db_one(server->db, &server->arena, &last, &row), E_INTERNAL);
}

#define TEST(name) cmocka_unit_test_setup(name, server_ready)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_struct_travels_there_and_back), TEST(so_does_each_letter), TEST(nothing_travels_as_null),
		TEST(nothing_travels_as_null_by_letters_too), TEST(an_empty_text_is_not_null), TEST(the_ends_of_int64_travel),
		TEST(days_travel_from_the_first_to_the_last), TEST(instants_travel_to_the_microsecond),
		TEST(an_instant_is_utc_for_the_server), TEST(long_texts_come_whole), TEST(rare_characters_come_back),
		TEST(an_enumeration_out_of_its_names_is_not_sent), TEST(a_name_the_program_does_not_know_is_refused),
		TEST(null_where_the_struct_has_no_nothing_is_refused), TEST(a_flag_is_0_or_1),
		TEST(a_refused_value_leaves_the_connection_usable), TEST(every_width_of_integer_reads),
		TEST(a_number_beyond_its_struct_is_refused), TEST(a_day_that_does_not_exist_is_refused),
	};

	return cmocka_run_group_tests(tests, make_table, server_stop);
}
