/* Visits: what may be planned and reported, the school's word, plans that run out; the record, and overdue contact. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "care_server.h"
#include "domain/office/sealed_places.h"

static struct visit_pair pair(void)
{
	return (struct visit_pair){ .id = care_pair_id, .code = care_pair, .activated_at = giving_noon() };
}

static enum err do_plan(struct care *care)
{
	const struct visit_pair of = pair();

	return visit_plan(care->giving->db, &care->giving->arena, &of, care->wish, care->nonce, care->now, &care->refusal);
}

static enum err do_cancel(struct care *care)
{
	const struct visit_pair of = pair();

	return visit_cancel(care->giving->db, &care->giving->arena, &of, care->id, care->now);
}

static enum err do_report(struct care *care)
{
	const struct visit_pair of = pair();

	return visit_report(care->giving->db, &care->giving->arena, care->giving->keyring, &of, care->id, care->wish, care->now,
			    &care->refusal);
}

static enum err do_review(struct care *care)
{
	return visit_review(care->giving->db, &care->giving->arena, care->actor, care->id, care->flag ? VISIT_CONFIRMED : VISIT_DISPUTED,
			    care->text, care->now);
}

static enum err do_miss(struct care *care)
{
	return visit_miss(care->giving->db, &care->giving->arena, 100, care->now, &care->number);
}

static int64_t planned(struct giving *giving, int64_t days, const char *nonce)
{
	const struct visit_plan plan = { .planned_on = day_on(days), .part = VISIT_AFTERNOON, .place = VISIT_AT_CHILD_HOME };
	struct care care = { .giving = giving, .wish = &plan, .nonce = nonce, .now = giving_noon() };

	assert_int_equal(care_run(&care, do_plan), OK);
	return giving_number(giving, "SELECT MAX(id) AS n FROM visit");
}

/* Planned, done on the day, confirmed or disputed. */
static void done(struct giving *giving, int64_t days, int64_t minutes, bool confirmed)
{
	const struct visit_report report = { .outcome = VISIT_DONE, .happened_on = day_on(days), .minutes = minutes, .note = "" };
	struct care care = { .giving = giving, .wish = &report, .now = days_on(days), .actor = &school_clerk, .flag = confirmed, .text = "x" };

	care.id = planned(giving, days, arena_print(&giving->arena, "%lld", (long long)days));
	assert_int_equal(care_run(&care, do_report), OK);
	assert_int_equal(care_run(&care, do_review), OK);
}

static void what_must_not_be_planned_is_refused_with_its_reason(void **state)
{
	static const struct {
		int64_t days;
		enum visit_part part;
		enum visit_place place;
		const char *field, *reason;
	} wrong[] = { { -1, VISIT_MORNING, VISIT_AT_SCHOOL, "planned_on", "past" },
		      { visit_ahead_days + 1, VISIT_MORNING, VISIT_AT_SCHOOL, "planned_on", "far" },
		      { 1, VISIT_EVENING, VISIT_AT_FAMILY_HOME, "part", "evening_home" } };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		const struct visit_plan plan = { .planned_on = day_on(wrong[i].days), .part = wrong[i].part, .place = wrong[i].place };
		struct care care = { .giving = giving, .wish = &plan, .nonce = "a", .now = giving_noon() };

		assert_int_equal(care_run(&care, do_plan), E_INVALID);
		assert_string_equal(care.refusal.field, wrong[i].field);
		assert_string_equal(care.refusal.reason, wrong[i].reason);
	}
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM visit"), 0);
	planned(giving, 0, "today");
	planned(giving, visit_ahead_days, "last day");
}

static void one_display_of_the_form_plans_once_and_a_paused_pair_none(void **state)
{
	struct giving *giving = *state;
	const struct visit_plan plan = { .planned_on = day_on(5), .part = VISIT_MORNING, .place = VISIT_AT_SCHOOL };
	struct care care = { .giving = giving, .wish = &plan, .nonce = "a", .now = giving_noon() };

	assert_int_equal(care_run(&care, do_plan), OK);
	assert_int_equal(care_run(&care, do_plan), E_CONFLICT);
	care.nonce = "b";
	assert_int_equal(care_run(&care, do_plan), E_INVALID);
	assert_string_equal(care.refusal.reason, "same");
	giving_sql(giving, "UPDATE pair SET paused_at = updated_at, pause_reason = 'concern'");
	giving_sql(giving, "UPDATE visit SET cancelled_at = planned_at");
	assert_int_equal(care_run(&care, do_plan), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM visit"), 1);
}

static void only_what_is_planned_can_be_cancelled(void **state)
{
	struct giving *giving = *state;
	struct care care = { .giving = giving, .now = giving_noon(), .id = planned(giving, 3, "a") };

	assert_int_equal(care_run(&care, do_cancel), OK);
	assert_int_equal(care_run(&care, do_cancel), E_CONFLICT);
	care.id++;
	assert_int_equal(care_run(&care, do_cancel), E_NOT_FOUND);
}

static void a_report_says_when_and_how_long(void **state)
{
	struct giving *giving = *state;
	struct visit_report report = { .outcome = VISIT_DONE, .happened_on = day_on(4), .minutes = 90, .note = "well" };
	struct care care = { .giving = giving, .now = days_on(3), .id = planned(giving, 3, "a"), .wish = &report };
	struct visit visit;

	assert_int_equal(care_run(&care, do_report), E_INVALID);
	assert_string_equal(care.refusal.reason, "future");
	report.happened_on = day_on(-1);
	assert_int_equal(care_run(&care, do_report), E_INVALID);
	assert_string_equal(care.refusal.reason, "before_pair");
	report = (struct visit_report){ .outcome = VISIT_DONE, .happened_on = day_on(3), .note = "" };
	assert_int_equal(care_run(&care, do_report), E_INVALID);
	assert_string_equal(care.refusal.reason, "minutes_missing");
	report = (struct visit_report){ .outcome = VISIT_DONE, .happened_on = day_on(3), .minutes = 90, .note = "well" };
	assert_int_equal(care_run(&care, do_report), OK);
	assert_int_equal(care_run(&care, do_report), E_CONFLICT);
	assert_int_equal(visit_find(giving->db, &giving->arena, giving->keyring, care_pair_id, care.id, day_on(3), &visit), OK);
	assert_int_equal(visit.state, VISIT_STATE_DONE);
	assert_int_equal(visit.minutes, 90);
	assert_string_equal(visit.note, "well");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM visit WHERE INSTR(note_sealed, 'well') > 0"), 0);
}

static void a_plan_nobody_reported_on_is_missed_after_three_days_and_may_still_be_reported(void **state)
{
	struct giving *giving = *state;
	const struct visit_report report = { .outcome = VISIT_ATTEMPTED, .happened_on = day_on(3), .note = "" };
	struct care care = { .giving = giving, .now = days_on(3 + visit_report_days), .id = planned(giving, 3, "a"), .wish = &report };

	assert_int_equal(care_run(&care, do_miss), OK);
	assert_int_equal(care.number, 0);
	care.now = days_on(4 + visit_report_days);
	assert_int_equal(care_run(&care, do_miss), OK);
	assert_int_equal(care.number, 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM visit WHERE outcome = 'missed'"), 1);
	assert_int_equal(care_trail(giving, "visit_miss", arena_print(&giving->arena, "pair:%s", care_pair)), 1);
	assert_int_equal(care_run(&care, do_report), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM visit WHERE outcome = 'attempted'"), 1);
}

static void the_school_reviews_in_its_scope_and_once(void **state)
{
	struct giving *giving = *state;
	const struct visit_report report = { .outcome = VISIT_DONE, .happened_on = day_on(0), .minutes = 60, .note = "" };
	struct care care = { .giving = giving, .now = giving_noon(), .id = planned(giving, 0, "a"), .wish = &report,
			     .actor = &other_school_clerk, .flag = true };

	care.actor = &school_clerk;
	assert_int_equal(care_run(&care, do_review), E_CONFLICT);	/* nothing was reported */
	assert_int_equal(care_run(&care, do_report), OK);
	care.actor = &other_school_clerk;
	assert_int_equal(care_run(&care, do_review), E_NOT_FOUND);
	care.actor = &school_clerk;
	assert_int_equal(care_run(&care, do_review), OK);
	assert_int_equal(care_run(&care, do_review), E_CONFLICT);
}

static void the_record_counts_confirmed_visits_alone(void **state)
{
	struct giving *giving = *state;
	struct rows visits, years;
	struct record record;

	giving_sql(giving, "UPDATE family SET name_sealed = NULL, telephone_sealed = NULL, address_sealed = NULL, telephone_index = NULL, "
			   "erased_at = updated_at WHERE id = 1");
	done(giving, 1, 90, true);
	done(giving, 2, 50, true);
	done(giving, 3, 400, false);
	assert_int_equal(record_of(giving->db, &giving->arena, giving->keyring, 1, day_on(9), &record, &visits, &years), OK);
	assert_int_equal(visits.count, 2);
	assert_int_equal(years.count, 1);
	assert_int_equal(record.hours, 2);
	assert_int_equal(record.minutes, 20);
	assert_int_equal(((const struct record_year *)years.row)->visits, 2);
	assert_memory_equal(record.serial, "F00000001-", 10);
}

static const struct contact *of_student(struct giving *giving, const char *code, int64_t days, bool overdue)
{
	const struct contact_search search = { .scope = "/1/2/", .overdue = overdue, .most_days = 30, .rows = 50 };
	const struct contact *contact;
	struct rows rows;
	bool more;

	assert_int_equal(contact_list(giving->db, &giving->arena, &search, day_on(days), &rows, &more), OK);
	contact = rows.row;
	for (size_t i = 0; i < rows.count; i++)
		if (strcmp(contact[i].student_code, code) == 0)
			return &contact[i];
	return NULL;
}

static void contact_counts_from_the_last_visit_that_counts(void **state)
{
	struct giving *giving = *state;
	struct rows rows;

	assert_null(of_student(giving, "S00000001", 30, true));
	assert_int_equal(of_student(giving, "S00000001", 31, true)->days, 31);
	done(giving, 10, 60, true);
	done(giving, 20, 60, false);	/* disputed */
	assert_int_equal(of_student(giving, "S00000001", 31, false)->days, 21);
	assert_null(of_student(giving, "S00000001", 31, true));
	assert_non_null(of_student(giving, "S00000002", 31, true));
	assert_int_equal(contact_sums(giving->db, &giving->arena, "/1/2/", 30, day_on(31), &rows), OK);
	assert_int_equal(rows.count, 1);
	assert_int_equal(((const struct contact_sum *)rows.row)->students, 2);
	assert_int_equal(((const struct contact_sum *)rows.row)->overdue, 1);
	assert_int_equal(((const struct contact_sum *)rows.row)->unit_id, TOWNSHIP_UNIT);
}

static enum err do_remind(struct care *care)
{
	return contact_remind(care->giving->db, &care->giving->arena, care->giving->keyring, 30, 100, care->now, &care->number);
}

static void a_family_is_reminded_once_a_period(void **state)
{
	static const struct statement telephone = { .sql = "UPDATE family SET telephone_sealed = ? WHERE id = 1", .params = "x" };
	static const int64_t days[] = { 30, 31, 31, 59, 60 }, told[] = { 0, 1, 0, 0, 1 };
	struct giving *giving = *state;
	struct care care = { .giving = giving };

	giving_sql(giving, "UPDATE pair SET paused_at = updated_at, pause_reason = 'staff' WHERE family_id = 2");
	assert_int_equal(db_run(giving->db, &telephone, NULL,
				seal_text(giving->keyring, &giving->arena, place_in(&place_family_telephone, "F00000001"), "13800000000")), OK);
	for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
		care.now = days_on(days[i]);
		assert_int_equal(care_run(&care, do_remind), OK);
		assert_int_equal(care.number, told[i]);
	}
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'contact_overdue'"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_must_not_be_planned_is_refused_with_its_reason, care_clean),
		cmocka_unit_test_setup(one_display_of_the_form_plans_once_and_a_paused_pair_none, care_clean),
		cmocka_unit_test_setup(only_what_is_planned_can_be_cancelled, care_clean),
		cmocka_unit_test_setup(a_report_says_when_and_how_long, care_clean),
		cmocka_unit_test_setup(a_plan_nobody_reported_on_is_missed_after_three_days_and_may_still_be_reported, care_clean),
		cmocka_unit_test_setup(the_school_reviews_in_its_scope_and_once, care_clean),
		cmocka_unit_test_setup(the_record_counts_confirmed_visits_alone, care_clean),
		cmocka_unit_test_setup(contact_counts_from_the_last_visit_that_counts, care_clean),
		cmocka_unit_test_setup(a_family_is_reminded_once_a_period, care_clean) };

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
