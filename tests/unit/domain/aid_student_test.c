/* What the register says of students as facts, and what schools state over it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "award_server.h"

static struct aid_student one(struct giving *giving, const char *code)
{
	struct aid_student student;
	bool elsewhere;

	if (aid_student_facts(giving->db, &giving->arena, "/1/", code, date_at(giving_noon()), &student, &elsewhere) != OK)
		fail_msg("%s: %s", code, giving->fault.text);
	return student;
}

static void the_register_says_what_it_knows_and_no_more(void **state)
{
	const struct facts facts = one(*state, "S00000001").facts;

	assert_int_equal(facts.value[FACT_STAGE], STAGE_PRIMARY);
	assert_int_equal(facts.value[FACT_GRADE], 2);
	assert_int_equal(facts.value[FACT_AGE], 7);
	assert_int_equal(facts.value[FACT_REGISTERED_POOR], 1);
	assert_int_equal(facts.value[FACT_ON_ROLL], 1);
	assert_int_equal(facts.value[FACT_SCHOOL_PLACE], PLACE_CITY);
	assert_int_equal(facts.value[FACT_BOARDING], 1);
	assert_false(fact_is_known(&facts, FACT_ORPHAN));
	assert_false(fact_is_known(&facts, FACT_RURAL));
}

/* On the day before the birthday, and on it. */
static void age_is_of_the_day(void **state)
{
	struct facts facts;
	const struct date birth = date_from_civil((struct civil){ 2019, 6, 15 });

	(void)state;
	aid_student_from_register(STAGE_PRIMARY, 1, HARDSHIP_ORPHAN, birth, date_from_civil((struct civil){ 2026, 6, 14 }), &facts);
	assert_int_equal(facts.value[FACT_AGE], 6);
	assert_int_equal(facts.value[FACT_ORPHAN], 1);
	assert_false(fact_is_known(&facts, FACT_REGISTERED_POOR));
	aid_student_from_register(STAGE_PRIMARY, 1, HARDSHIP_ORPHAN, birth, date_from_civil((struct civil){ 2026, 6, 15 }), &facts);
	assert_int_equal(facts.value[FACT_AGE], 7);
}

static void pages_say_the_same_as_one_by_one(void **state)
{
	struct giving *giving = *state;

	for (int narrow = 0; narrow < 2; narrow++) {
		struct aid_student_search search = { .scope = narrow ? "/1/2/4/" : "/1/", .rows = 2, .day = date_at(giving_noon()) };
		size_t seen = 0;
		bool more = true;

		while (more) {
			const struct aid_student *student;
			struct rows rows;

			assert_int_equal(aid_student_page(giving->db, &giving->arena, &search, &rows, &more), OK);
			student = rows.row;
			for (size_t i = 0; i < rows.count; i++, seen++) {
				const struct aid_student same = one(giving, student[i].code);

				assert_int_equal(student[i].facts.known, same.facts.known);
				assert_memory_equal(student[i].facts.value, same.facts.value, sizeof same.facts.value);
				assert_true(student[i].id > search.after_id);
				search.after_id = student[i].id;
			}
		}
		assert_int_equal(seen, narrow ? 8 : 9);
	}
}

struct stating {
	struct giving *giving;
	const struct actor *actor;
	uint32_t fields;
	struct facts facts;
};

static enum err state_it(void *context)
{
	const struct stating *stating = context;

	return aid_fact_state(stating->giving->db, &stating->giving->arena, stating->actor, "S00000001", stating->fields, &stating->facts,
			      giving_noon());
}

static enum err state(struct stating *stating)
{
	return db_transaction_committed(stating->giving->db, state_it, NULL, stating, NULL);
}

static void a_school_states_and_takes_back(void **state_of)
{
	struct giving *giving = *state_of;
	struct stating stating = { .giving = giving, .actor = &school_clerk, .fields = 1U << FACT_RURAL | 1U << FACT_BOARDING };

	fact_set(&stating.facts, FACT_RURAL, 1);
	assert_int_equal(state(&stating), OK);
	assert_int_equal(one(giving, "S00000001").facts.value[FACT_RURAL], 1);
	assert_false(fact_is_known(&(struct facts){ one(giving, "S00000001").facts.known, { 0 } }, FACT_BOARDING));
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'aid_facts' AND subject = 'student:S00000001' "
					       "AND detail = '{\"fields\":\"rural boarding\"}'"), 1);
	/* The same once more is no event. */
	assert_int_equal(state(&stating), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'aid_facts'"), 1);
	stating.actor = &other_school_clerk;
	assert_int_equal(state(&stating), E_NOT_FOUND);
	stating.actor = &school_clerk;
	stating.fields = 1U << FACT_GRADE;
	assert_int_equal(state(&stating), E_INVALID);
}

static void who_left_or_is_elsewhere_is_not_found(void **state)
{
	struct giving *giving = *state;
	struct aid_student student;
	bool elsewhere;

	assert_int_equal(aid_student_facts(giving->db, &giving->arena, "/1/3/", "S00000001", date_at(giving_noon()), &student, &elsewhere),
			 E_NOT_FOUND);
	assert_true(elsewhere);
	giving_sql(giving, "UPDATE student SET left_on = '2026-05-01' WHERE id = 1");
	assert_int_equal(aid_student_facts(giving->db, &giving->arena, "/1/", "S00000001", date_at(giving_noon()), &student, &elsewhere),
			 E_NOT_FOUND);
	assert_false(elsewhere);
}

static void a_value_that_is_none_is_no_fact(void **state)
{
	struct giving *giving = *state;
	struct aid_student student;
	bool elsewhere;

	giving_sql(giving, "UPDATE aid_fact SET value = 'perhaps' WHERE student_id = 1");
	assert_int_equal(aid_student_facts(giving->db, &giving->arena, "/1/", "S00000001", date_at(giving_noon()), &student, &elsewhere),
			 E_INTERNAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_register_says_what_it_knows_and_no_more, award_clean),
		cmocka_unit_test(age_is_of_the_day),
		cmocka_unit_test_setup(pages_say_the_same_as_one_by_one, award_clean),
		cmocka_unit_test_setup(a_school_states_and_takes_back, award_clean),
		cmocka_unit_test_setup(who_left_or_is_elsewhere_is_not_found, award_clean),
		cmocka_unit_test_setup(a_value_that_is_none_is_no_fact, award_clean),
	};

	return cmocka_run_group_tests(tests, award_start, pairing_stop);
}
