/* Searching the trail: newest first, page by page, by who, what, subject and day. */
#include "domain/office/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "giving_server.h"

enum { events = 120 };

static const int64_t hour_us = INT64_C(3600000000);

/* An event every two hours from noon of June 15 on, by three people, of two actions, about five subjects. */
static int start(void **state)
{
	static const char *const logins[] = { "li.wei", "wang.fang", "worker" };
	struct giving *giving;

	if (giving_start(state) != 0)
		return -1;
	giving = *state;
	for (int i = 0; i < events; i++) {
		const struct actor actor = { .account_id = i % 3 + 1, .login = logins[i % 3], .unit_path = "/1/" };
		const struct audit_event event = { .action = i % 2 == 0 ? "even" : "odd",
						   .subject = arena_print(&giving->arena, "unit:%d", i % 5) };

		if (audit_note(giving->db, &giving->arena, &actor, &event,
			       (struct timestamp){ giving_noon().us + 2 * i * hour_us }) != OK)
			return -1;
	}
	return 0;
}

static struct rows list(struct giving *giving, struct audit_search search, bool *more)
{
	struct rows rows;

	if (search.rows == 0)
		search.rows = 1000;
	if (audit_list(giving->db, &giving->arena, &search, &rows, more) != OK)
		fail_msg("%s", giving->fault.text);
	for (size_t i = 1; i < rows.count; i++)
		assert_true(((const struct audit_row *)rows.row)[i].seq < ((const struct audit_row *)rows.row)[i - 1].seq);
	return rows;
}

static size_t count(struct giving *giving, struct audit_search search)
{
	bool more;

	return list(giving, search, &more).count;
}

static void pages_join_without_a_gap(void **state)
{
	struct giving *giving = *state;
	int64_t before = 0, expected = events;
	bool more = true;

	for (int page = 0; more; page++) {
		const struct rows rows = list(giving, (struct audit_search){ .before = before, .rows = 50 }, &more);
		const struct audit_row *row = rows.row;

		assert_int_equal(rows.count, page < 2 ? 50 : 20);
		for (size_t i = 0; i < rows.count; i++)
			assert_int_equal(row[i].seq, expected--);
		before = row[rows.count - 1].seq;
	}
	assert_int_equal(expected, 0);
}

static void a_page_that_ends_with_the_last_says_so(void **state)
{
	bool more = true;

	assert_int_equal(list(*state, (struct audit_search){ .rows = events }, &more).count, events);
	assert_false(more);
}

static void each_word_filters_and_they_join(void **state)
{
	struct giving *giving = *state;

	assert_int_equal(count(giving, (struct audit_search){ .actor = "li.wei" }), 40);
	assert_int_equal(count(giving, (struct audit_search){ .action = "odd" }), 60);
	assert_int_equal(count(giving, (struct audit_search){ .subject = "unit:3" }), 24);
	assert_int_equal(count(giving, (struct audit_search){ .actor = "li.wei", .action = "odd", .subject = "unit:3" }), 4);
	assert_int_equal(count(giving, (struct audit_search){ .actor = "li.wei", .action = "odd" }), 20);
	assert_int_equal(count(giving, (struct audit_search){ .action = "odd", .subject = "unit:3" }), 12);
	assert_int_equal(count(giving, (struct audit_search){ .actor = "LI.WEI" }), 0);
	assert_int_equal(count(giving, (struct audit_search){ .actor = "\xE6\x9D\x8E" }), 0);
	assert_int_equal(count(giving, (struct audit_search){ .actor = "", .action = NULL }), events);
}

static struct date day(int month, int number)
{
	return date_from_civil((struct civil){ 2026, month, number });
}

static void days_are_those_of_shanghai_and_both_count(void **state)
{
	struct giving *giving = *state;
	bool more;

	/* From noon to midnight six, then twelve a day. */
	assert_int_equal(count(giving, (struct audit_search){ .from = day(6, 15), .until = day(6, 15) }), 6);
	assert_int_equal(count(giving, (struct audit_search){ .from = day(6, 16), .until = day(6, 17) }), 24);
	assert_int_equal(count(giving, (struct audit_search){ .until = day(6, 16) }), 18);
	assert_int_equal(count(giving, (struct audit_search){ .from = day(6, 25), .actor = "li.wei" }), 2);
	assert_int_equal(count(giving, (struct audit_search){ .from = day(6, 26) }), 0);
	assert_int_equal(count(giving, (struct audit_search){ .until = day(6, 14) }), 0);
	assert_int_equal(count(giving, (struct audit_search){ .from = date_from_civil((struct civil){ 1, 1, 1 }),
							      .until = date_from_civil((struct civil){ 9999, 12, 31 }) }),
							      events);
	assert_int_equal(((const struct audit_row *)list(giving, (struct audit_search){ .until = day(6, 15) }, &more).row)[0].seq,
			 6);
}

/* Whoever began first may have waited for the head of the chain. */
static void an_event_out_of_order_is_of_its_own_day(void **state)
{
	struct giving *giving = *state;
	const struct actor actor = { .login = "late", .unit_path = "" };
	const struct timestamp at = { giving_noon().us + (12 + 24 * 30) * hour_us };

	for (int i = 0; i < 2; i++)
		assert_int_equal(audit_note(giving->db, &giving->arena, &actor, &(struct audit_event){ .action = "late" },
					    (struct timestamp){ at.us + (i == 0 ? 60 : -60) * INT64_C(1000000) }), OK);
	assert_int_equal(count(giving, (struct audit_search){ .from = day(7, 16) }), 1);
	assert_int_equal(count(giving, (struct audit_search){ .from = day(7, 15), .until = day(7, 15) }), 1);
	giving_sql(giving, "DELETE FROM audit_event WHERE actor = 'late'");
	giving_sql(giving, "UPDATE audit_head SET seq = 120, hash = (SELECT hash FROM audit_event WHERE seq = 120)");
}

static void a_subjects_history_is_its_last_events(void **state)
{
	struct giving *giving = *state;
	struct rows rows;

	assert_int_equal(audit_history(giving->db, &giving->arena, "unit:2", &rows), OK);
	assert_int_equal(rows.count, 20);
	assert_int_equal(((const struct audit_row *)rows.row)[0].seq, 118);
	assert_int_equal(audit_history(giving->db, &giving->arena, "unit:9", &rows), OK);
	assert_int_equal(rows.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_join_without_a_gap), cmocka_unit_test(a_page_that_ends_with_the_last_says_so),
		cmocka_unit_test(each_word_filters_and_they_join), cmocka_unit_test(days_are_those_of_shanghai_and_both_count),
		cmocka_unit_test(an_event_out_of_order_is_of_its_own_day),
		cmocka_unit_test(a_subjects_history_is_its_last_events),
	};

	return cmocka_run_group_tests(tests, start, giving_stop);
}
