/* Keys rotate: every sealed column and every index of the schema, on the real schema, with the worker's own rights. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "sealed_rows.h"

struct walk {
	struct giving *giving;
	struct db *db;
	const struct resealed_table *table;
	struct resealed result;
	bool used;
	unsigned key_id;
};

static enum err take_slice(void *context)
{
	struct walk *walk = context;

	return reseal_slice(walk->db, &walk->giving->arena, walk->giving->keyring, walk->table, walk->result.last, &walk->result);
}

/* Walks over every table; how many rows were written, and how many did not open. */
static int64_t reseal_all(struct giving *giving, struct db *db, int64_t *wrong)
{
	int64_t changed = 0;

	*wrong = 0;
	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		struct walk walk = { .giving = giving, .db = db, .table = table };

		while (!walk.result.end) {
			if (db_transaction_committed(db, take_slice, NULL, &walk, NULL) != OK)
				fail_msg("%s: %s", table->name, giving->fault.text);
			changed += walk.result.changed;
			*wrong += walk.result.wrong;
		}
	}
	return changed;
}

static int64_t rows_of_key(struct giving *giving, unsigned key_id)
{
	int64_t sum = 0;

	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		int64_t rows;

		if (reseal_count(giving->db, &giving->arena, table, key_id, &rows) != OK)
			fail_msg("%s: %s", table->name, giving->fault.text);
		sum += rows;
	}
	return sum;
}

static int64_t table_count(void)
{
	int64_t count = 0;

	while (resealed_tables[count].name != NULL)
		count++;
	return count;
}

static void every_sealed_column_of_the_schema_is_known(void **state)
{
	struct giving *giving = *state;
	int64_t sealed = 0, indexes = 0;

	for (const struct resealed_table *table = resealed_tables; table->name != NULL; table++) {
		sealed += (int64_t)table->sealed_count;
		indexes += (int64_t)table->index_count;
	}
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM information_schema.columns WHERE table_schema = DATABASE() "
					       "AND column_name LIKE '%\\_sealed' AND table_name NOT IN (SELECT table_name FROM "
					       "information_schema.views WHERE table_schema = DATABASE())"), sealed);
	/* And every index by a sealed value, with the three keyed digests; those of codes last ten minutes and are not made anew. */
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM information_schema.columns WHERE table_schema = DATABASE() "
					       "AND (column_name LIKE '%\\_index' OR (table_name, column_name) IN (('pledge', 'payload_digest'), ('student', 'row_digest'), ('award', 'facts_digest'))) "
					       "AND data_type = 'binary' AND table_name <> 'telephone_code' AND table_name NOT IN (SELECT table_name "
					       "FROM information_schema.views WHERE table_schema = DATABASE())"), indexes);
}

static void before_during_and_after_a_rotation_everything_opens(void **state)
{
	struct giving *giving = *state;
	struct db *worker = sealed_worker(giving);
	struct sealed_rows rows;
	int64_t wrong;

	sealed_store(giving, &rows);
	sealed_check(giving, &rows);
	assert_int_equal(rows_of_key(giving, 1), table_count());
	sealed_new_key(giving);
	sealed_check(giving, &rows);
	assert_int_equal(reseal_all(giving, worker, &wrong), table_count());
	assert_int_equal(wrong, 0);
	assert_int_equal(rows_of_key(giving, 1), 0);
	assert_int_equal(rows_of_key(giving, 2), table_count());
	sealed_check(giving, &rows);
	sealed_retire(giving);
	sealed_check(giving, &rows);
	db_close(worker);
}

static void what_is_as_it_should_be_is_not_written(void **state)
{
	struct giving *giving = *state;
	struct sealed_rows rows;
	int64_t wrong;

	sealed_store(giving, &rows);
	assert_int_equal(reseal_all(giving, giving->db, &wrong), 0);
	sealed_new_key(giving);
	assert_int_equal(reseal_all(giving, giving->db, &wrong), table_count());
	assert_int_equal(reseal_all(giving, giving->db, &wrong), 0);
}

/* Staff changed the telephone: of what the form said the row knows nothing any more. */
static void a_digest_that_fits_its_row_no_more_stays(void **state)
{
	static const struct statement digest_is = {
		.sql = "SELECT COUNT(*) AS n FROM pledge WHERE payload_digest = ?", .params = "x",
		.row = &db_number };
	struct giving *giving = *state;
	const struct pledge_wish wish = sealed_wish();
	const char *payload = pledge_payload_canonical(&giving->arena, CAMPAIGN_OPEN_NOW, &wish);
	const struct bytes first = blind_index(giving->keyring, &giving->arena, purpose_pledge_payload, payload);
	struct sealed_rows rows;
	int64_t wrong, same = 0;

	sealed_store(giving, &rows);
	giving_sql(giving, "UPDATE pledge SET amount_fen = 20000");
	sealed_new_key(giving);
	reseal_all(giving, giving->db, &wrong);
	assert_int_equal(db_one(giving->db, &giving->arena, &digest_is, &same, first), OK);
	assert_int_equal(same, 1);
	assert_int_equal(rows_of_key(giving, 1), 0);
}

static void a_value_that_does_not_open_is_counted_and_left(void **state)
{
	struct giving *giving = *state;
	struct sealed_rows rows;
	int64_t wrong;

	sealed_store(giving, &rows);
	giving_sql(giving, "UPDATE outbox SET to_sealed = CONCAT(LEFT(to_sealed, LENGTH(to_sealed) - 1), 'x')");
	sealed_new_key(giving);
	assert_int_equal(reseal_all(giving, giving->db, &wrong), table_count() - 1);
	assert_int_equal(wrong, 1);
	assert_int_equal(rows_of_key(giving, 1), 1);
}

static enum err ask_used(void *context)
{
	struct walk *walk = context;

	return reseal_is_used(walk->db, &walk->giving->arena, walk->table, walk->key_id, &walk->used);
}

struct writer {
	struct giving *giving;
	struct db *db;
	struct arena arena;
	pthread_barrier_t begun;
};

static enum err register_slowly(void *context)
{
	struct writer *writer = context;
	const struct pledge_wish wish = sealed_wish();
	const char *code;

	TRY(pledge_register(writer->db, &writer->arena, writer->giving->keyring, CAMPAIGN_OPEN_NOW, &wish, "slow", "session",
			    giving_noon(), &code));
	pthread_barrier_wait(&writer->begun);
	usleep(500000);
	return OK;
}

static void *write_slowly(void *context)
{
	struct writer *writer = context;

	assert_int_equal(db_transaction(writer->db, register_slowly, NULL, writer, NULL), OK);
	db_thread_end();
	return NULL;
}

static void a_row_being_written_is_waited_for_before_a_key_is_retired(void **state)
{
	struct giving *giving = *state;
	struct db *db = sealed_worker(giving);
	struct db_options options = { .socket = giving->socket, .user = "root", .database = "yimeng", .connect_ms = 2000, .read_ms = 10000 };
	struct writer writer = { .giving = giving, .db = db_new(&options) };
	struct walk walk = { .giving = giving, .db = db, .table = &resealed_tables[0], .key_id = 1 };
	pthread_t thread;

	arena_init(&writer.arena, 0);
	pthread_barrier_init(&writer.begun, NULL, 2);
	assert_int_equal(pthread_create(&thread, NULL, write_slowly, &writer), 0);
	pthread_barrier_wait(&writer.begun);
	assert_int_equal(rows_of_key(giving, 1), 0);
	assert_int_equal(db_transaction_committed(db, ask_used, NULL, &walk, NULL), OK);
	assert_true(walk.used);
	pthread_join(thread, NULL);
	db_close(writer.db);
	db_close(db);
	arena_free(&writer.arena);
	pthread_barrier_destroy(&writer.begun);
}

/* As they are, in hexadecimal and in base64 at each of three places within a longer text. */
static bool dump_holds(const char *path, const char *text)
{
	char command[512];

	snprintf(command, sizeof command,
		 "t='%s'; f=%s; grep -aqF -- \"$t\" $f && exit 0; h=$(printf %%s \"$t\" | od -An -v -tx1 | tr -d ' \\n'); "
		 "grep -aqiF -- \"$h\" $f && exit 0; for p in '' x xx; do b=$(printf %%s%%s \"$p\" \"$t\" | base64 -w0 | cut -c5-14); "
		 "grep -aqF -- \"$b\" $f && exit 0; done; exit 1", text, path);
	return WEXITSTATUS(system(command)) == 0;
}

static void a_dump_of_the_database_holds_nothing_personal(void **state)
{
	struct giving *giving = *state;
	struct sealed_rows rows;
	char command[512], path[160];
	const char *code;

	snprintf(path, sizeof path, "%.*s/dump", (int)(strrchr(giving->socket, '/') - giving->socket), giving->socket);
	sealed_store(giving, &rows);
	code = rows.pledge_code;
	for (int hex = 0; hex < 2; hex++) {
		snprintf(command, sizeof command, "mariadb-dump --no-defaults --socket=%s --user=root %s yimeng >%s", giving->socket,
			 hex != 0 ? "--hex-blob" : "", path);
		assert_int_equal(system(command), 0);
		/* The dump does hold the rows, and the search does find what is there. */
		assert_true(dump_holds(path, code));
		assert_true(dump_holds(path, "zhuge"));
		for (const char *const *text = sealed_personal; *text != NULL; text++)
			if (dump_holds(path, *text))
				fail_msg("the dump holds %s", *text);
	}
	giving_sql(giving, "UPDATE account SET name = '" SEALED_TELEPHONE "', sso_name = TO_BASE64('x" SEALED_ID_NUMBER "') LIMIT 1");
	assert_int_equal(system(command), 0);
	assert_true(dump_holds(path, SEALED_TELEPHONE));
	assert_true(dump_holds(path, SEALED_ID_NUMBER));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(every_sealed_column_of_the_schema_is_known, sealed_clean),
		cmocka_unit_test_setup(before_during_and_after_a_rotation_everything_opens, sealed_clean),
		cmocka_unit_test_setup(what_is_as_it_should_be_is_not_written, sealed_clean),
		cmocka_unit_test_setup(a_digest_that_fits_its_row_no_more_stays, sealed_clean),
		cmocka_unit_test_setup(a_value_that_does_not_open_is_counted_and_left, sealed_clean),
		cmocka_unit_test_setup(a_row_being_written_is_waited_for_before_a_key_is_retired, sealed_clean),
		cmocka_unit_test_setup(a_dump_of_the_database_holds_nothing_personal, sealed_clean),
	};

	return cmocka_run_group_tests(tests, sealed_start, sealed_stop);
}
