/* The audit trail: what is written, how it is chained, and that many may write at once. */
#include "domain/office/audit.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <sodium.h>

#include "giving_server.h"

static const struct actor clerk = { .account_id = 7, .login = "li.wei", .name = "x", .role = ROLE_COUNTY, .unit_id = 5,
				    .unit_path = "/1/5/" };

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM audit_event");
	giving_sql(giving, "UPDATE audit_head SET seq = 0, hash = REPEAT(CHAR(0), 32)");
	giving->fault.text[0] = '\0';
	return 0;
}

static void note(struct giving *giving, const struct audit_event *event)
{
	if (audit_note(giving->db, &giving->arena, &clerk, event, giving_noon()) != OK)
		fail_msg("%s", giving->fault.text);
}

static enum audit_fault fault_of(struct giving *giving, const struct audit_head *exported, int64_t *at)
{
	enum audit_fault fault = AUDIT_ALTERED;

	if (audit_verify(giving->db, exported, NULL, NULL, &fault, at) != OK)
		fail_msg("%s", giving->fault.text);
	return fault;
}

static void assert_whole(struct giving *giving, int64_t events)
{
	struct audit_head head;
	int64_t at = -1;

	assert_string_equal(audit_fault_names[fault_of(giving, NULL, &at)], "whole");
	assert_int_equal(audit_head_read(giving->db, &giving->arena, &head), OK);
	assert_int_equal(head.seq, events);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event"), events);
}

struct stored { const char *words; struct bytes hash; };
static const struct shape stored_shape = SHAPE(stored, COLUMN(stored, words), COLUMN(stored, hash));
static const struct statement read_stored = {
	.sql = "SELECT CONCAT_WS('|', seq, at, account_id, actor, role, action, subject, unit_path, outcome, reason, detail) AS "
	       "words, hash FROM audit_event WHERE seq = ?", .params = "i", .row = &stored_shape };

static struct stored stored(struct giving *giving, int64_t seq)
{
	struct stored row;

	if (db_one(giving->db, &giving->arena, &read_stored, &row, seq) != OK)
		fail_msg("%s", giving->fault.text);
	return row;
}

static void an_event_says_who_did_what(void **state)
{
	struct giving *giving = *state;

	note(giving, &(struct audit_event){ .action = "unit_edit", .subject = "unit:12", .reason = "\xE6\x90\xAC",
					    .detail = "{\"a\":1}" });
	assert_string_equal(stored(giving, 1).words, "1|2026-06-15 "
						     "04:00:00.000000|7|li.wei|county|unit_edit|unit:12|/1/5/|done|\xE6\x90\xAC|{\"a\":1}");
	note(giving, &(struct audit_event){ .action = "student_view", .unit_path = "/1/6/", .outcome = AUDIT_REFUSED });
	assert_string_equal(stored(giving, 2).words, "2|2026-06-15 04:00:00.000000|7|li.wei|county|student_view||/1/6/|refused");
}

static void no_person_has_no_role(void **state)
{
	struct giving *giving = *state;

	assert_int_equal(audit_note(giving->db, &giving->arena, &actor_worker, &(struct audit_event){ .action = "x" },
				    giving_noon()), OK);
	assert_string_equal(stored(giving, 1).words, "1|2026-06-15 04:00:00.000000|worker|none|x||/|done");
}

/* The contract of audit.h computed by hand, apart from the code that is tested: the server's text, libsodium's hash. */
static const struct statement canonical = {
	.sql = "SELECT CONCAT(OCTET_LENGTH(CAST(at AS CHAR)), ':', at, IFNULL(CONCAT(OCTET_LENGTH(CAST(account_id AS CHAR)), "
	       "':', account_id), '-:'), OCTET_LENGTH(actor), ':', actor, OCTET_LENGTH(role), ':', role, OCTET_LENGTH(action), "
	       "':', action, OCTET_LENGTH(subject), ':', subject, OCTET_LENGTH(unit_path), ':', unit_path, "
	       "OCTET_LENGTH(outcome), ':', outcome, IFNULL(CONCAT(OCTET_LENGTH(reason), ':', reason), '-:'), "
	       "IFNULL(CONCAT(OCTET_LENGTH(detail), ':', detail), '-:')) AS words, hash FROM audit_event WHERE seq = ?",
	       .params = "i", .row = &stored_shape };

static void the_hash_is_what_the_header_says(void **state)
{
	struct giving *giving = *state;
	uint8_t previous[32] = { 0 }, number[8] = { 0 };

	note(giving, &(struct audit_event){ .action = "one", .subject = "unit:1", .reason = "\xF0\xA0\xAE\xB7 why",
					    .detail = "{}" });
	assert_int_equal(audit_note(giving->db, &giving->arena, &actor_command,
				    &(struct audit_event){ .action = "two", .reason = "" },
				    (struct timestamp){ INT64_C(1541754720000001) }), OK);
	for (int seq = 1; seq <= 2; seq++) {
		crypto_generichash_state hash;
		uint8_t digest[32];
		struct stored row;

		assert_int_equal(db_one(giving->db, &giving->arena, &canonical, &row, (int64_t)seq), OK);
		number[7] = (uint8_t)seq;
		crypto_generichash_init(&hash, NULL, 0, sizeof digest);
		crypto_generichash_update(&hash, previous, sizeof previous);
		crypto_generichash_update(&hash, number, sizeof number);
		crypto_generichash_update(&hash, (const uint8_t *)row.words, strlen(row.words));
		crypto_generichash_final(&hash, digest, sizeof digest);
		assert_memory_equal(digest, row.hash.data, sizeof digest);
		memcpy(previous, digest, sizeof digest);
	}
	assert_string_equal(stored(giving, 2).words, "2|2018-11-09 09:12:00.000001|command|none|two||/|done|");
}

struct piece {
	struct giving *giving;
	struct db *db;
	struct arena arena;
	enum err ends;
	int times;
};

static enum err write_and_fail(void *context)
{
	struct piece *piece = context;

	TRY(audit_write(piece->db, &piece->giving->arena, &clerk, &(struct audit_event){ .action = "x" }, giving_noon()));
	return piece->ends;
}

static void an_event_goes_with_its_transaction(void **state)
{
	struct giving *giving = *state;
	struct piece piece = { .giving = giving, .db = giving->db, .ends = E_INVALID };

	assert_int_equal(db_transaction(giving->db, write_and_fail, NULL, &piece, NULL), E_INVALID);
	assert_whole(giving, 0);
	piece.ends = OK;
	assert_int_equal(db_transaction(giving->db, write_and_fail, NULL, &piece, NULL), OK);
	assert_whole(giving, 1);
}

static void an_event_beyond_the_head_stops_the_writer(void **state)
{
	struct giving *giving = *state;

	note(giving, &(struct audit_event){ .action = "x" });
	giving_sql(giving, "UPDATE audit_head SET seq = 0");
	assert_int_equal(audit_note(giving->db, &giving->arena, &clerk, &(struct audit_event){ .action = "y" }, giving_noon()),
			 E_INTERNAL);
}

enum { batch_events = 3000 };

static enum err write_batch(void *context)
{
	struct piece *piece = context;
	struct audit_batch *batch;
	char subject[40];

	TRY(audit_batch_begin(piece->db, &piece->arena, &clerk, giving_noon(), &batch));
	for (int i = 0; i < batch_events; i++) {
		snprintf(subject, sizeof subject, "student:%d", i);
		TRY(audit_batch_add(batch, &(struct audit_event){ .action = "student_import", .subject = subject,
								  .reason = i % 2 == 0 ? "\xE5\xAD\x97" : NULL,
								  .detail = "{\"grade\":[1,2]}" }));
		subject[0] = '\0';
	}
	TRY(audit_batch_end(batch));
	return piece->ends;
}

static void a_batch_is_chained_like_the_rest(void **state)
{
	struct giving *giving = *state;
	struct piece piece = { .giving = giving, .db = giving->db, .ends = E_INVALID };

	arena_init(&piece.arena, 0);
	note(giving, &(struct audit_event){ .action = "before" });
	assert_int_equal(db_transaction(giving->db, write_batch, NULL, &piece, NULL), E_INVALID);
	assert_whole(giving, 1);
	piece.ends = OK;
	assert_int_equal(db_transaction(giving->db, write_batch, NULL, &piece, NULL), OK);
	note(giving, &(struct audit_event){ .action = "after" });
	assert_whole(giving, batch_events + 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT subject) AS n FROM audit_event WHERE action = "
					       "'student_import'"),
			 batch_events);
	arena_free(&piece.arena);
}

/* What a POST of the admin program does: lock first, read, change, write an event. */
static const struct statement count_up = { .sql = "UPDATE charity SET name = CONCAT('n', ?) WHERE id = 1", .params = "i" };
struct number { int64_t n; };
static const struct shape number_shape = SHAPE(number, COLUMN(number, n));
static const struct statement read_back = { .sql = "SELECT COUNT(*) AS n FROM charity", .row = &number_shape };

static enum err audited_change(void *context)
{
	struct piece *piece = context;
	struct number number;

	TRY(audit_lock(piece->db, &piece->arena));
	TRY(db_one(piece->db, &piece->arena, &read_back, &number));
	TRY(db_run(piece->db, &count_up, NULL, (int64_t)piece->times));
	return audit_write(piece->db, &piece->arena, &clerk, &(struct audit_event){ .action = "change" }, giving_noon());
}

enum { threads = 16, changes_each = 25 };

static void *change_often(void *context)
{
	struct piece *piece = context;

	piece->ends = OK;
	for (piece->times = 0; piece->times < changes_each && piece->ends == OK; piece->times++) {
		piece->ends = db_transaction(piece->db, audited_change, NULL, piece, NULL);
		arena_reset(&piece->arena);
	}
	db_thread_end();
	return NULL;
}

static struct db *connection(struct giving *giving)
{
	struct db_options *options = ARENA_NEW(&giving->arena, struct db_options);

	*options = (struct db_options){ .user = "root", .database = "yimeng", .socket = giving->socket, .connect_ms = 2000,
					.read_ms = 10000 };
	return db_new(options);
}

static void sixteen_writers_and_a_batch_make_one_chain(void **state)
{
	struct giving *giving = *state;
	struct piece pieces[threads], batch = { .giving = giving, .db = giving->db };
	pthread_t ids[threads];
	int batches = 0;

	arena_init(&batch.arena, 0);
	for (int i = 0; i < threads; i++) {
		pieces[i] = (struct piece){ .giving = giving, .db = connection(giving) };
		arena_init(&pieces[i].arena, 0);
		assert_int_equal(pthread_create(&ids[i], NULL, change_often, &pieces[i]), 0);
	}
	for (; batches < 3; batches++)
		if (db_transaction(giving->db, write_batch, NULL, &batch, NULL) != OK)
			fail_msg("%s", giving->fault.text);
	for (int i = 0; i < threads; i++) {
		pthread_join(ids[i], NULL);
		assert_int_equal(pieces[i].ends, OK);
		db_close(pieces[i].db);
		arena_free(&pieces[i].arena);
	}
	arena_free(&batch.arena);
	assert_whole(giving, threads * changes_each + batches * batch_events);
}

#define TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_event_says_who_did_what), TEST(no_person_has_no_role), TEST(the_hash_is_what_the_header_says),
		TEST(an_event_goes_with_its_transaction), TEST(an_event_beyond_the_head_stops_the_writer),
		TEST(a_batch_is_chained_like_the_rest), TEST(sixteen_writers_and_a_batch_make_one_chain),
	};

	return cmocka_run_group_tests(tests, giving_start, giving_stop);
}
