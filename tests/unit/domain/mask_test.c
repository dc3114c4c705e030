/* What may be known of a student before: never fewer than five who look the same, and no coarser than that needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "domain/pairing/mask.h"
#include "pairing_server.h"

enum { TUTORING = 1 << TAG_TUTORING, COMPANY = 1 << TAG_COMPANY, BOOKS = 1 << TAG_BOOKS };

static struct mask mask_of(struct giving *giving, int64_t student_id)
{
	const struct crowd *crowd;
	struct mask mask;

	assert_int_equal(mask_count(giving->db, &giving->arena, &crowd), OK);
	assert_int_equal(mask_of_student(giving->db, &giving->arena, crowd, student_id, &mask), OK);
	return mask;
}

static void is(struct mask mask, enum band band, const char *county, int64_t bits)
{
	assert_string_equal(band_names[mask.band], band_names[band]);
	if (county == NULL)
		assert_null(mask.county);
	else
		assert_string_equal(mask.county, county);
	assert_int_equal(mask.tags, bits);
}

/* Eight at primary school in one county who need the same. */
static void who_looks_like_many_is_shown_as_he_is(void **state)
{
	is(mask_of(*state, 1), BAND_PRIMARY, "371302", TUTORING | BOOKS);
}

static void rare_tags_go_first_one_by_one(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "UPDATE pairing_student SET tags = 'tutoring,company,books' WHERE student_id = 1");
	is(mask_of(giving, 1), BAND_PRIMARY, "371302", TUTORING | BOOKS);
	giving_sql(giving, "UPDATE pairing_student SET tags = 'tutoring' WHERE student_id > 4");
	is(mask_of(giving, 1), BAND_PRIMARY, "371302", TUTORING);
	giving_sql(giving, "UPDATE pairing_student SET tags = 'clothing' WHERE student_id > 1");
	is(mask_of(giving, 1), BAND_PRIMARY, "371302", 0);
}

static void then_the_band(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "UPDATE student SET stage = 'kindergarten' WHERE id = 1");
	is(mask_of(giving, 1), BAND_YOUNG, "371302", TUTORING | BOOKS);
	giving_sql(giving, "UPDATE student SET stage = 'senior' WHERE id = 1");
	is(mask_of(giving, 1), BAND_NONE, "371302", TUTORING | BOOKS);
}

static void then_the_county(void **state)
{
	/* The only one of the other county. */
	is(mask_of(*state, STUDENT_ELSEWHERE), BAND_PRIMARY, NULL, TUTORING | BOOKS);
}

static void and_nothing_where_there_are_not_five(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "UPDATE pairing_student SET closed_at = '2026-06-01', close_reason = 'no_need' WHERE student_id > 4");
	is(mask_of(giving, 1), BAND_NONE, NULL, 0);
}

/* Who is not open, or left the register, hides nobody. */
static void only_open_students_count(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "UPDATE student SET left_on = '2026-06-01' WHERE id > 4");
	is(mask_of(giving, 1), BAND_NONE, NULL, 0);
}

/* Any town of students: the form is that of five at least, counted by hand in the database, and says only what is true of him. */
static void whatever_the_students_are_five_look_the_same(void **state)
{
	static const struct statement alike = {
		.sql = "SELECT COUNT(*) AS n FROM pairing_student ps JOIN student s ON s.id = ps.student_id WHERE ps.state = 'open' "
		       "AND (? IS NULL OR LEFT(ps.home_code, 6) = ?) AND (ps.tags + 0) & ? = ? AND FIND_IN_SET(s.stage, ?) > 0",
		.params = "ssiis", .row = &db_number };
	static const char *const stages[] = { "kindergarten,primary,junior,senior,vocational,university", "kindergarten", "primary", "junior",
					      "senior,vocational,university", "kindergarten,primary", "junior,senior,vocational,university" };
	struct giving *giving = *state;

	for (int round = 0; round < 20; round++) {
		giving_sql(giving, "UPDATE student SET stage = ELT(1 + FLOOR(RAND() * 6), 'kindergarten', 'primary', 'junior', 'senior', "
				   "'vocational', 'university')");
		giving_sql(giving, "UPDATE pairing_student SET tags = FLOOR(RAND() * 32), home_code = IF(RAND() < 0.5, '371302001', '371311001')");
		for (int64_t id = 1; id <= PAIRING_STUDENTS; id++) {
			const struct mask mask = mask_of(giving, id);
			int64_t count;

			assert_int_equal(db_one(giving->db, &giving->arena, &alike, &count, mask.county, mask.county, mask.tags, mask.tags,
						stages[mask.band]), OK);
			assert_true(count >= mask_alike);
		}
	}
}

static void it_is_fixed_when_the_pair_is_proposed(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, 1, 1, PAIR_HELD, giving_noon());
	giving_sql(giving, "UPDATE pairing_student SET tags = 'company' WHERE student_id = 1");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE shown_band = 'primary' AND shown_county = '371302' "
					       "AND shown_tags = 'tutoring,books'"), 1);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(who_looks_like_many_is_shown_as_he_is, pairing_clean),
		cmocka_unit_test_setup(rare_tags_go_first_one_by_one, pairing_clean),
		cmocka_unit_test_setup(then_the_band, pairing_clean),
		cmocka_unit_test_setup(then_the_county, pairing_clean),
		cmocka_unit_test_setup(and_nothing_where_there_are_not_five, pairing_clean),
		cmocka_unit_test_setup(only_open_students_count, pairing_clean),
		cmocka_unit_test_setup(whatever_the_students_are_five_look_the_same, pairing_clean),
		cmocka_unit_test_setup(it_is_fixed_when_the_pair_is_proposed, pairing_clean),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
