/* Verification finds whatever was done to the trail behind the programs' back: a thousand random ways, every one. */
#include "domain/office/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "domain/office/audit_chain.h"
#include "giving_server.h"

enum { events = 60, rounds = 1000 };

static const struct actor clerk = { .account_id = 7, .login = "li.wei", .role = ROLE_COUNTY, .unit_id = 5, .unit_path = "/1/5/" };

/* One way to change one row, whatever stands there; `?` is its number. */
static const struct statement edits[] = {
	{ .sql = "UPDATE audit_event SET at = at + INTERVAL 1 MICROSECOND WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET account_id = account_id + 1 WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET account_id = NULL WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET actor = 'wang.fang' WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET actor = UPPER(actor) WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET role = 'city' WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET action = CONCAT(action, 's') WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET subject = CONCAT('1', subject) WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET unit_path = '' WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET outcome = IF(outcome = 'done', 'seen', 'done') WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET outcome = 0 WHERE seq = ?", .params = "i" },		/* no name at all */
	{ .sql = "UPDATE audit_event SET reason = IF(reason IS NULL, '', NULL) WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET reason = CONCAT(IFNULL(reason, ''), ' ') WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET reason = CONCAT(IFNULL(reason, ''), CHAR(0), 'more') WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET detail = IF(detail IS NULL, '{}', NULL) WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET reason = IFNULL(detail, 'x'), detail = NULL WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET subject = CONCAT(subject, LEFT(unit_path, 1)), unit_path = SUBSTRING(unit_path, 2) "
		 "WHERE seq = ?",
	  .params = "i" },
	/* The last two; hashing again undoes them. */
	{ .sql = "UPDATE audit_event SET hash = REVERSE(hash) WHERE seq = ?", .params = "i" },
	{ .sql = "UPDATE audit_event SET hash = REPEAT(CHAR(0), 32) WHERE seq = ?", .params = "i" },
};
enum { edit_count = sizeof edits / sizeof *edits, text_edits = edit_count - 2 };
static const struct statement delete_one = { .sql = "DELETE FROM audit_event WHERE seq = ?", .params = "i" };
static const struct statement delete_tail = { .sql = "DELETE FROM audit_event WHERE seq >= ?", .params = "i" };
static const struct statement close_gap = { .sql = "UPDATE audit_event SET seq = seq - 1 WHERE seq > ? ORDER BY seq",
					    .params = "i" };
static const struct statement renumber = { .sql = "UPDATE audit_event SET seq = ? WHERE seq = ?", .params = "ii" };
static const struct statement set_head = { .sql = "UPDATE audit_head SET seq = ?, hash = ?", .params = "ix" };
static const struct statement set_hash = { .sql = "UPDATE audit_event SET hash = ? WHERE seq = ?", .params = "xi" };
static const struct statement lower_head = { .sql = "UPDATE audit_head SET seq = seq - 1" };
static const struct statement spoil_head = { .sql = "UPDATE audit_head SET hash = REVERSE(hash)" };
static const struct statement lose_head = { .sql = "DELETE FROM audit_head" };
static const struct statement insert_first = { .sql = "INSERT INTO audit_event SELECT 0, at, account_id, actor, role, action, "
						      "subject, "
	"unit_path, outcome, reason, detail, hash FROM audit_event WHERE seq = ?", .params = "i" };
static const struct statement insert_last = { .sql = "INSERT INTO audit_event SELECT 1000, at, account_id, actor, role, action, "
						     "subject, "
	"unit_path, outcome, reason, detail, hash FROM audit_event WHERE seq = ?", .params = "i" };

static const struct statement forget_events = { .sql = "DELETE FROM audit_event" };
static const struct statement forget_head = { .sql = "DELETE FROM audit_head" };
static const struct statement restore_events = { .sql = "INSERT INTO audit_event SELECT * FROM kept_event" };
static const struct statement restore_head = { .sql = "INSERT INTO audit_head SELECT * FROM kept_head" };

static void run(struct giving *giving, enum err err)
{
	if (err != OK)
		fail_msg("%s", giving->fault.text);
}

static int64_t pick(int64_t from, int64_t to)
{
	return from + (int64_t)(rand() % (int)(to - from + 1));
}

static int restore(void **state)
{
	struct giving *giving = *state;

	run(giving, db_run(giving->db, &forget_events, NULL));
	run(giving, db_run(giving->db, &forget_head, NULL));
	run(giving, db_run(giving->db, &restore_events, NULL));
	run(giving, db_run(giving->db, &restore_head, NULL));
	return 0;
}

static int start(void **state)
{
	struct giving *giving;

	if (giving_start(state) != 0)
		return -1;
	giving = *state;
	for (int i = 1; i <= events; i++) {
		const struct audit_event event = {
			.action = i % 2 == 0 ? "unit_edit" : "student_view", .subject = arena_print(&giving->arena, "unit:%d", i),
			.outcome = (enum audit_outcome)(i % 3), .reason = i % 3 == 0 ? "why" : NULL,
			.detail = i % 4 == 0 ? "{\"a\":1}" : NULL };

		run(giving, audit_note(giving->db, &giving->arena, &clerk, &event, (struct timestamp){ giving_noon().us + i }));
	}
	giving_sql(giving, "SET FOREIGN_KEY_CHECKS = 0");
	giving_sql(giving, "SET sql_mode = ''");		/* who tampers is not strict */
	giving_sql(giving, "CREATE TABLE kept_event AS SELECT * FROM audit_event");
	giving_sql(giving, "CREATE TABLE kept_head AS SELECT * FROM audit_head");
	return 0;
}

static enum audit_fault look(struct giving *giving, const struct audit_head *exported, int64_t *at)
{
	enum audit_fault fault;

	run(giving, audit_verify(giving->db, exported, NULL, NULL, &fault, at));
	return fault;
}

static struct audit_head head_now(struct giving *giving)
{
	struct audit_head head;

	run(giving, audit_head_read(giving->db, &giving->arena, &head));
	return head;
}

struct stored {
	struct bytes value[audit_values];
	struct bytes hash;
};
#define VALUE(index, column) { .name = column, .offset = offsetof(struct stored, value) + (index) * sizeof(struct bytes), \
			       .type = COLUMN_BYTES, .nullable = true }
static const struct shape stored_shape = SHAPE(stored,
	VALUE(0, "at"), VALUE(1, "account_id"), VALUE(2, "actor"), VALUE(3, "role"), VALUE(4, "action"), VALUE(5, "subject"),
	VALUE(6, "unit_path"), VALUE(7, "outcome"), VALUE(8, "reason"), VALUE(9, "detail"), COLUMN(stored, hash));
static const struct statement read_stored = {
	.sql = "SELECT CAST(CAST(at AS CHAR) AS BINARY) AS at, CAST(CAST(account_id AS CHAR) AS BINARY) AS account_id, "
	       "CAST(actor AS BINARY) AS actor, CAST(role AS BINARY) AS role, CAST(action AS BINARY) AS action, CAST(subject AS "
	       "BINARY) AS subject, CAST(unit_path AS BINARY) AS unit_path, CAST(outcome AS BINARY) AS outcome, CAST(reason AS "
	       "BINARY) AS reason, CAST(detail AS BINARY) AS detail, hash FROM audit_event WHERE seq = ?", .params = "i",
	       .row = &stored_shape };

/* What somebody who knows the algorithm and owns the database can do: hash on from an event to `last`, and move the head. */
static void hash_again(struct giving *giving, int64_t from, int64_t last)
{
	static uint8_t zeros[32];
	struct bytes previous = { zeros, sizeof zeros };
	struct stored row;

	if (from > 1) {
		run(giving, db_one(giving->db, &giving->arena, &read_stored, &row, from - 1));
		previous = row.hash;
	}
	for (int64_t seq = from; seq <= last; seq++) {
		run(giving, db_one(giving->db, &giving->arena, &read_stored, &row, seq));
		previous = audit_link(&giving->arena, previous, seq, row.value);
		run(giving, db_run(giving->db, &set_hash, NULL, previous, seq));
	}
	run(giving, db_run(giving->db, &set_head, NULL, last, previous));
}

static void swap(struct giving *giving, int64_t a, int64_t b)
{
	run(giving, db_run(giving->db, &renumber, NULL, INT64_C(-1), a));
	run(giving, db_run(giving->db, &renumber, NULL, a, b));
	run(giving, db_run(giving->db, &renumber, NULL, b, INT64_C(-1)));
}

/* Do something wrong at random; what it was, for the message. */
static const char *tamper(struct giving *giving, int64_t *seq, bool *needs_export)
{
	const struct statement *edit = &edits[pick(0, edit_count - 1)];
	struct db *db = giving->db;

	*seq = pick(1, events);
	*needs_export = false;
	switch (pick(0, 8)) {
	case 0:
		run(giving, db_run(db, &delete_one, NULL, *seq));
		return "delete";
	case 1:
		run(giving, db_run(db, &delete_one, NULL, *seq));
		run(giving, db_run(db, &close_gap, NULL, *seq));
		return "delete and renumber";
	case 2:
		swap(giving, *seq, *seq % events + 1);
		return "swap";
	case 3:
		run(giving, db_run(db, &delete_tail, NULL, *seq));
		return "cut the tail";
	case 4:
		run(giving, db_run(db, &delete_tail, NULL, *seq));
		hash_again(giving, *seq, *seq - 1);
		*needs_export = true;
		return "cut the tail, rewrite the head";
	case 5:
		run(giving, db_run(db, &edits[pick(0, text_edits - 1)], NULL, *seq));
		hash_again(giving, *seq, events);
		*needs_export = true;
		return "edit, hash everything again";
	case 6:
		run(giving, db_run(db, pick(0, 1) == 0 ? &insert_first : &insert_last, NULL, *seq));
		return "add one";
	default:
		run(giving, db_run(db, edit, NULL, *seq));
		return edit->sql;
	}
}

static void every_one_of_a_thousand_is_found(void **state)
{
	struct giving *giving = *state;
	const struct audit_head exported = head_now(giving);

	assert_int_equal(exported.seq, events);
	for (int i = 0; i < rounds; i++) {
		bool needs_export;
		int64_t seq, at = 0;
		const char *what = tamper(giving, &seq, &needs_export);

		if (look(giving, &exported, &at) == AUDIT_WHOLE)
			fail_msg("round %d, event %lld: %s", i, (long long)seq, what);
		if (!needs_export && look(giving, NULL, &at) == AUDIT_WHOLE)
			fail_msg("without the exported head, round %d, event %lld: %s", i, (long long)seq, what);
		restore(state);
		if (look(giving, &exported, &at) != AUDIT_WHOLE)
			fail_msg("not restored after round %d: %s", i, what);
	}
}

static void assert_fault(struct giving *giving, const struct audit_head *exported, enum audit_fault fault, int64_t seq)
{
	int64_t at = -1;

	assert_string_equal(audit_fault_names[look(giving, exported, &at)], audit_fault_names[fault]);
	assert_int_equal(at, seq);
}

static void the_first_thing_wrong_is_named(void **state)
{
	struct giving *giving = *state;

	run(giving, db_run(giving->db, &edits[0], NULL, INT64_C(41)));
	assert_fault(giving, NULL, AUDIT_ALTERED, 41);
	run(giving, db_run(giving->db, &delete_one, NULL, INT64_C(12)));
	assert_fault(giving, NULL, AUDIT_GAP, 12);
	restore(state);
	run(giving, db_run(giving->db, &delete_tail, NULL, INT64_C(50)));
	assert_fault(giving, NULL, AUDIT_TAIL_CUT, 50);
	restore(state);
	run(giving, db_run(giving->db, &delete_tail, NULL, INT64_C(1)));
	assert_fault(giving, NULL, AUDIT_TAIL_CUT, 1);
}

static void a_wrong_head_is_found(void **state)
{
	struct giving *giving = *state;

	run(giving, db_run(giving->db, &lower_head, NULL));
	assert_fault(giving, NULL, AUDIT_HEAD_DIFFERS, events);
	restore(state);
	run(giving, db_run(giving->db, &spoil_head, NULL));
	assert_fault(giving, NULL, AUDIT_HEAD_DIFFERS, events);
	run(giving, db_run(giving->db, &lose_head, NULL));
	assert_fault(giving, NULL, AUDIT_HEAD_DIFFERS, 0);
}

static void an_older_export_holds_after_more_was_written(void **state)
{
	struct giving *giving = *state;
	const struct audit_head exported = head_now(giving);
	struct audit_head later;

	run(giving, audit_note(giving->db, &giving->arena, &clerk, &(struct audit_event){ .action = "later" }, giving_noon()));
	assert_fault(giving, &exported, AUDIT_WHOLE, 0);
	later = head_now(giving);
	restore(state);
	assert_fault(giving, &exported, AUDIT_WHOLE, 0);
	assert_fault(giving, &later, AUDIT_EXPORTED_DIFFERS, events + 1);
	later = (struct audit_head){ .seq = 30, .hash = exported.hash };
	assert_fault(giving, &later, AUDIT_EXPORTED_DIFFERS, 30);
}

static void an_empty_trail_is_whole(void **state)
{
	struct giving *giving = *state;
	static const uint8_t zeros[32];

	run(giving, db_run(giving->db, &forget_events, NULL));
	run(giving, db_run(giving->db, &set_head, NULL, INT64_C(0), (struct bytes){ zeros, sizeof zeros }));
	assert_fault(giving, NULL, AUDIT_WHOLE, 0);
}

static void progress_comes_to_the_end(void *context, int64_t seq, int64_t last)
{
	int64_t *seen = context;

	assert_true(seq <= last);
	assert_int_equal(last, events);
	*seen = seq;
}

static void progress_is_told(void **state)
{
	struct giving *giving = *state;
	enum audit_fault fault;
	int64_t at, seen = 0;

	run(giving, audit_verify(giving->db, NULL, progress_comes_to_the_end, &seen, &fault, &at));
	assert_int_equal(seen, events);
}

#define TEST(name) cmocka_unit_test_setup(name, restore)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_one_of_a_thousand_is_found), TEST(the_first_thing_wrong_is_named), TEST(a_wrong_head_is_found),
		TEST(an_older_export_holds_after_more_was_written), TEST(an_empty_trail_is_whole), TEST(progress_is_told),
	};

	srand(20261123);		/* the same thousand each time */
	return cmocka_run_group_tests(tests, start, giving_stop);
}
