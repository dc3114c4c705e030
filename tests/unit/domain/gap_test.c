/* Runs of the comparison against the real schema, held against what is found one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "award_server.h"
#include "domain/aid/aid_student.h"
#include "domain/aid/gap.h"

struct gap_order {
	struct giving *giving;
	const struct actor *actor;
	int64_t unit_id, id, after_id, rows;
	const char *period;
	struct gap_slice slice;
};

static enum err ask(void *context)
{
	struct gap_order *order = context;

	return gap_run_ask(order->giving->db, &order->giving->arena, order->actor, order->unit_id, order->period, giving_noon(), &order->id);
}

static enum err step(void *context)
{
	struct gap_order *order = context;

	return gap_run_step(order->giving->db, &order->giving->arena, order->id, order->after_id, order->rows, giving_noon(), &order->slice);
}

static enum err transact(struct gap_order *order, enum err (*work)(void *order))
{
	return db_transaction_committed(order->giving->db, work, NULL, order, NULL);
}

static int64_t run(struct giving *giving, int64_t unit_id, int64_t rows)
{
	struct gap_order order = { .giving = giving, .actor = &city_officer, .unit_id = unit_id, .period = AWARD_PERIOD, .rows = rows };

	assert_int_equal(transact(&order, ask), OK);
	do {
		const enum err err = transact(&order, step);

		if (err != OK)
			fail_msg("%s %s", err_name(err), giving->fault.text);
		order.after_id = order.slice.last_id;
	} while (!order.slice.done);
	return order.id;
}

static int64_t count(struct giving *giving, int64_t run_id, const char *condition)
{
	return giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM gap_line WHERE run_id = %lld AND %s",
						 (long long)run_id, condition));
}

static int gap_clean(void **state)
{
	static const char *const emptied[] = { "DELETE FROM gap_line", "DELETE FROM gap_tally", "DELETE FROM gap_run", "DELETE FROM job",
					       "DELETE FROM poverty_person",
					       NULL };

	for (const char *const *sql = emptied; *sql != NULL; sql++)
		giving_sql(*state, *sql);
	return award_clean(state);
}

/* An award of every sort: paid, refused, of a year before, of who is no longer entitled; and facts that are not known. */
static void mix(struct giving *giving)
{
	const struct timestamp now = giving_noon();

	award_at(giving, 1, AWARD_PAID, now);
	award_at(giving, 3, AWARD_REFUSED, now);
	award_at(giving, 4, AWARD_COMPUTED, now);
	giving_sql(giving, "UPDATE award SET period = '2025-1' WHERE student_id = 4");
	award_at(giving, 5, AWARD_APPLIED, now);
	giving_sql(giving, "UPDATE student SET stage = 'university', grade = 1 WHERE id = 5");
	award_at(giving, 6, AWARD_COMPUTED, now);
	giving_sql(giving, "UPDATE award SET period = '2026-0' WHERE student_id = 6");
	giving_sql(giving, "UPDATE student SET hardship = 'minimum_living' WHERE id = 2");
	award_at(giving, 7, AWARD_COMPUTED, now);
	giving_sql(giving, "UPDATE student SET hardship = 'other' WHERE id = 7");
	giving_sql(giving, "INSERT INTO award (code, student_id, programme_id, version_id, decided_for, path, period, tier, amount_fen, "
			   "facts_digest, computed_at, changed_at) VALUES ('AWARD9030', 1, 903, 903, '2026-01-01', '/1/2/4/5/', '2026-1', 1, 20000, "
			   "REPEAT('x', 32), '2026-01-01', '2026-01-01')");
}

/* Does an award of theirs, not refused, cover the tests' period? */
static bool has_award(struct giving *giving, int64_t student_id, int64_t programme_id)
{
	return giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM award WHERE student_id = %lld AND programme_id = %lld "
						 "AND state <> 'refused' AND period IN ('2026-1', '2026-0')", (long long)student_id,
						 (long long)programme_id)) > 0;
}

static enum truth truth_of(struct giving *giving, int64_t student_id, int64_t programme_id)
{
	struct aid_student student;
	struct verdict verdict;
	struct rule rule;
	bool elsewhere;

	if (programme_id == NO_RULE)
		return TRUTH_NO;
	assert_int_equal(aid_student_facts(giving->db, &giving->arena, "/1/", pairing_student_code(student_id), date_at(giving_noon()), &student,
					   &elsewhere), OK);
	assert_int_equal(rule_load(giving->db, &giving->arena, programme_id, &rule), OK);
	rule_evaluate(&rule, &student.facts, &verdict);
	return verdict.truth;
}

static void lists_are_what_is_found_one_by_one(void **state)
{
	static const int64_t programmes[] = { LIVING, TOP_UP, NO_RULE };
	struct giving *giving = *state;
	int64_t id, left_out = 0, not_entitled = 0, eligible = 0;

	mix(giving);
	id = run(giving, CITY_UNIT, 2);
	for (int64_t student = 1; student <= PAIRING_STUDENTS; student++)
		for (size_t i = 0; i < 3; i++) {
			const enum truth truth = truth_of(giving, student, programmes[i]);
			const bool has = has_award(giving, student, programmes[i]), owed = programmes[i] == LIVING;
			const char *of = arena_print(&giving->arena, "student_id = %lld AND programme_id = %lld AND kind = ", (long long)student,
						     (long long)programmes[i]);

			eligible += truth == TRUTH_YES;
			left_out += truth == TRUTH_YES && !has && owed;
			not_entitled += truth == TRUTH_NO && has;
			assert_int_equal(count(giving, id, arena_print(&giving->arena, "%s'left_out'", of)), truth == TRUTH_YES && !has && owed);
			assert_int_equal(count(giving, id, arena_print(&giving->arena, "%s'not_entitled'", of)), truth == TRUTH_NO && has);
			if (owed)
				assert_int_equal(count(giving, id, arena_print(&giving->arena, "student_id = %lld AND kind = 'to_ask'",
									       (long long)student)), truth == TRUTH_UNKNOWN && !has);
		}
	assert_true(left_out > 2);
	assert_true(not_entitled == 2);
	assert_int_equal(giving_number(giving, "SELECT left_out AS n FROM gap_run"), left_out);
	assert_int_equal(giving_number(giving, "SELECT not_entitled AS n FROM gap_run"), not_entitled);
	assert_int_equal(giving_number(giving, "SELECT students AS n FROM gap_run"), PAIRING_STUDENTS);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(eligible) AS SIGNED) AS n FROM gap_tally"), eligible);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(left_out) AS SIGNED) AS n FROM gap_tally"), left_out);
	assert_int_equal(giving_number(giving, "SELECT CAST(SUM(not_entitled) AS SIGNED) AS n FROM gap_tally"), not_entitled);
	assert_int_equal(count(giving, id, "student_id = 3 AND kind = 'left_out' AND award_id IS NOT NULL"), 1);	/* refused: said so */
	assert_int_equal(count(giving, id, "student_id = 2 AND missing = 1 << 9"), 1);				/* FACT_REGISTERED_POOR */
}

/* A page's end is nobody's loss, and a step that ran is not run again. */
static void steps_of_any_size_find_the_same(void **state)
{
	struct giving *giving = *state;
	struct gap_order again = { .giving = giving, .rows = 100 };
	int64_t small, large;

	mix(giving);
	small = run(giving, CITY_UNIT, 1);
	large = run(giving, CITY_UNIT, 1000);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM gap_line a WHERE run_id = %lld AND NOT EXISTS "
		"(SELECT 1 FROM gap_line b WHERE b.run_id = %lld AND b.kind = a.kind AND b.path = a.path AND b.student_id <=> a.student_id "
		"AND b.programme_id <=> a.programme_id AND b.award_id <=> a.award_id AND b.missing = a.missing)", (long long)small,
		(long long)large)), 0);
	assert_int_equal(count(giving, small, "TRUE"), count(giving, large, "TRUE"));
	assert_int_equal(giving_number(giving, "SELECT COUNT(DISTINCT path, programme_id, eligible, awarded, awarded_fen, left_out, to_ask) AS n "
					       "FROM gap_tally"),
			 giving_number(giving, "SELECT COUNT(*) DIV 2 AS n FROM gap_tally"));
	again.id = large;
	assert_int_equal(transact(&again, step), E_CONFLICT);
}

static void a_run_stays_in_its_unit(void **state)
{
	struct giving *giving = *state;
	int64_t id = run(giving, OTHER_COUNTY_UNIT, 100);
	struct gap_order order = { .giving = giving, .actor = &county_officer, .unit_id = OTHER_COUNTY_UNIT, .period = AWARD_PERIOD };

	assert_int_equal(count(giving, id, "student_id <> 9"), 0);
	assert_int_equal(count(giving, id, "kind = 'left_out'"), 1);
	assert_int_equal(transact(&order, ask), E_NOT_FOUND);
	order.actor = &city_officer;
	order.period = "2026-3";
	assert_int_equal(transact(&order, ask), E_INVALID);
	id = run(giving, SCHOOL_UNIT, 3);		/* read by path */
	assert_int_equal(count(giving, id, "kind = 'left_out'"), PAIRING_STUDENTS - 1);
}

/* Persons 1 and 2 are students 1 and 9; 3 is nobody here; 4 is too old, 5 too young, 6 off the register. */
static void registers_are_held_against_each_other(void **state)
{
	struct giving *giving = *state;
	int64_t id;

	giving_sql(giving, "UPDATE student SET id_number_index = UNHEX(SHA2(CONCAT('s', id), 256))");
	id = run(giving, CITY_UNIT, 100);
	assert_int_equal(count(giving, id, "kind IN ('not_enrolled', 'not_listed')"), 0);	/* no list was handed over */
	giving_sql(giving, "INSERT INTO poverty_person (id, person_key, unit_id, path, id_number_sealed, name_sealed, id_number_index, birth, "
			   "hardship, left_on, updated_at) SELECT seq, CONCAT('P', seq), 4, '/1/2/4/', 'x', 'x', "
			   "UNHEX(SHA2(IF(seq = 1, 's1', IF(seq = 2, 's9', CONCAT('p', seq))), 256)), "
			   "ELT(seq, '2019-03-01', '2019-03-01', '2015-01-01', '2000-01-01', '2026-01-01', '2015-01-01'), 'registered_poor', "
			   "IF(seq = 6, '2026-01-01', NULL), '2026-01-01' FROM seq_1_to_6");
	giving_sql(giving, "UPDATE student SET hardship = 'orphan' WHERE id = 4");
	id = run(giving, CITY_UNIT, 4);
	assert_int_equal(count(giving, id, "kind = 'not_enrolled'"), 1);
	assert_int_equal(count(giving, id, "kind = 'not_enrolled' AND poverty_person_id = 3 AND path = '/1/2/4/'"), 1);
	assert_int_equal(count(giving, id, "kind = 'not_listed'"), 6);				/* 2, 3, 5 … 8 of the county */
	assert_int_equal(count(giving, id, "kind = 'not_listed' AND student_id IN (1, 4, 9)"), 0);
	assert_int_equal(giving_number(giving, "SELECT not_listed AS n FROM gap_run ORDER BY id DESC LIMIT 1"), 6);
}

static void who_looks_sees_programmes_places_and_lists(void **state)
{
	struct giving *giving = *state;
	struct gap_search search = { .kind = GAP_LEFT_OUT, .path = "/1/", .rows = 2 };
	const struct gap_programme *programme;
	const struct gap_place *place;
	struct rows rows;
	struct gap_counts counts;
	struct gap_run found;
	int64_t seen = 0;
	bool more = true;

	mix(giving);
	giving_sql(giving, "UPDATE student SET name_sealed = NULL");
	search.run_id = run(giving, CITY_UNIT, 100);
	assert_int_equal(gap_run_find(giving->db, &giving->arena, "/1/", search.run_id, &found), OK);
	assert_int_equal(found.state, GAP_DONE);
	assert_true(found.whole);
	assert_int_equal(gap_run_find(giving->db, &giving->arena, "/1/2/", search.run_id, &found), OK);		/* its part of the city's */
	assert_false(found.whole);
	assert_string_equal(gap_run_part(&found, "/1/2/"), "/1/2/");
	assert_int_equal(gap_count(giving->db, &giving->arena, search.run_id, "/1/3/", &counts), OK);
	assert_int_equal(counts.left_out, 1);
	assert_int_equal(gap_run_find(giving->db, &giving->arena, "/1/3/", run(giving, COUNTY_UNIT, 100), &found), E_NOT_FOUND);
	assert_int_equal(gap_by_programme(giving->db, &giving->arena, search.run_id, "/1/2/", &rows), OK);
	programme = rows.row;
	assert_int_equal(programme[0].programme_id, LIVING);
	assert_int_equal(programme[0].awarded, 4);
	assert_int_equal(gap_by_place(giving->db, &giving->arena, search.run_id, "/1/", &rows), OK);
	place = rows.row;
	assert_int_equal(rows.count, 2);
	assert_int_equal(place[0].unit_id, COUNTY_UNIT);
	assert_int_equal(place[0].percent, 100);
	assert_int_equal(place[1].left_out, 1);
	while (more) {
		const struct gap_line *line;

		assert_int_equal(gap_line_list(giving->db, &giving->arena, giving->keyring, &search, &rows, &more), OK);
		line = rows.row;
		seen += (int64_t)rows.count;
		search.after_path = line[rows.count - 1].path;
		search.after_id = line[rows.count - 1].id;
	}
	assert_int_equal(seen, count(giving, search.run_id, "kind = 'left_out'"));
}

static enum err night(void *context)
{
	struct gap_order *order = context;

	return gap_run_nightly(order->giving->db, &order->giving->arena, giving_noon(), &order->rows);
}

/* Lines of nights long ago go; what somebody asked for stays. */
static void nights_are_asked_for_and_old_ones_dropped(void **state)
{
	struct giving *giving = *state;
	struct gap_order order = { .giving = giving };
	int64_t own = run(giving, CITY_UNIT, 100), old = run(giving, CITY_UNIT, 100);

	giving_sql(giving, "UPDATE gap_run SET asked_at = asked_at - INTERVAL 15 DAY");
	giving_sql(giving, arena_print(&giving->arena, "UPDATE gap_run SET account_id = NULL WHERE id = %lld", (long long)old));
	assert_int_equal(transact(&order, night), OK);
	assert_int_equal(order.rows, 1);
	assert_int_equal(count(giving, old, "TRUE"), 0);
	assert_true(count(giving, own, "TRUE") > 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM gap_run WHERE account_id IS NULL AND done_at IS NULL AND job_id IS NOT NULL"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(lists_are_what_is_found_one_by_one, gap_clean),
		cmocka_unit_test_setup(steps_of_any_size_find_the_same, gap_clean),
		cmocka_unit_test_setup(a_run_stays_in_its_unit, gap_clean),
		cmocka_unit_test_setup(registers_are_held_against_each_other, gap_clean),
		cmocka_unit_test_setup(who_looks_sees_programmes_places_and_lists, gap_clean),
		cmocka_unit_test_setup(nights_are_asked_for_and_old_ones_dropped, gap_clean),
	};

	return cmocka_run_group_tests(tests, award_start, pairing_stop);
}
