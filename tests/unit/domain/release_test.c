/* Fields go to the family one by one, by the guardian's word, and come back at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/sealed_places.h"
#include "domain/pairing/guardian.h"
#include "domain/pairing/release.h"
#include "pairing_server.h"

enum { RELEASE_TEXT = 2 };

struct act {
	struct giving *giving;
	const struct actor *actor;
	struct release_wish wish;
	bool give;
};

static enum err carry_out(void *context)
{
	struct act *act = context;

	return (act->give ? release_give : release_take_back)(act->giving->db, &act->giving->arena, act->actor, &act->wish, giving_noon());
}

static enum err done(struct giving *giving, const struct actor *actor, const char *code, enum release_field field,
		     enum given_channel channel, bool give)
{
	struct act act = { giving, actor, { "S00000001", code, field, RELEASE_TEXT, channel }, give };

	return db_transaction_committed(giving->db, carry_out, NULL, &act, NULL);
}

static struct released seen(struct giving *giving, int64_t family_id, const char *code)
{
	struct released released;

	if (release_see(giving->db, &giving->arena, giving->keyring, family_id, pairing_id(giving, code), &released) != OK)
		fail_msg("%s", giving->fault.text);
	return released;
}

static int clean(void **state)
{
	static const struct statement seal = {
		.sql = "UPDATE student SET name_sealed = ?, telephone_sealed = ?, telephone_index = ? WHERE code = 'S00000001'", .params = "xxx" };
	struct giving *giving = *state;

	if (pairing_clean(state) != 0)
		return -1;
	assert_int_equal(db_run(giving->db, &seal, NULL,
				seal_text(giving->keyring, &giving->arena, place_in(&place_student_name, "S00000001"), "Zhang"),
				seal_text(giving->keyring, &giving->arena, place_in(&place_student_telephone, "S00000001"), "13700000001"),
				blind_index(giving->keyring, &giving->arena, purpose_student_telephone, "13700000001")), OK);
	return 0;
}

static void only_what_was_released_is_seen(void **state)
{
	struct giving *giving = *state;
	const char *code = pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	struct released released = seen(giving, 1, code);

	assert_false(released.any);
	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_NAME, GIVEN_TELEPHONE_CODE, true), OK);
	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_GRADE, GIVEN_TELEPHONE_CODE, true), OK);
	released = seen(giving, 1, code);
	assert_string_equal(released.name.hidden, "Zhang");
	assert_string_equal(released.stage, "primary");
	assert_null(released.telephone.hidden);
	assert_null(released.school);
	assert_null(released.sex);
	assert_false(seen(giving, 2, code).any);
	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_NAME, GIVEN_TELEPHONE_CODE, false), OK);
	released = seen(giving, 1, code);
	assert_null(released.name.hidden);
	assert_true(released.any);
	giving_sql(giving, "UPDATE student SET left_on = '2026-06-14' WHERE id = 1");
	assert_false(seen(giving, 1, code).any);
	giving_sql(giving, "UPDATE student SET left_on = NULL WHERE id = 1");
	/* And once more, with a consent of its own. */
	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_NAME, GIVEN_TELEPHONE_CODE, true), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM consent WHERE text_id = 2"), 3);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM consent WHERE text_id = 2 AND withdrawn_at IS NULL"), 2);
}

static void nothing_is_seen_in_any_other_state(void **state)
{
	struct giving *giving = *state;

	for (enum pair_state from = PAIR_HELD; from <= PAIR_ENDED; from++) {
		const char *code;

		clean(state);
		code = pairing_at(giving, 1, 1, from, giving_noon());
		giving_sql(giving, "INSERT INTO pair_release (pair_id, field, released_at, channel) SELECT id, 'name', '2026-06-15', "
				   "'telephone_code' FROM pair");
		assert_int_equal(seen(giving, 1, code).any, from == PAIR_ACTIVE);
		assert_int_equal(done(giving, &actor_nobody, code, RELEASE_SEX, GIVEN_TELEPHONE_CODE, true), from == PAIR_ACTIVE ? OK : E_CONFLICT);
	}
}

static void paper_needs_a_witness_of_the_school(void **state)
{
	struct giving *giving = *state;
	const char *code = pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());

	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_NAME, GIVEN_PAPER, true), E_NOT_FOUND);
	assert_int_equal(done(giving, &other_school_clerk, code, RELEASE_NAME, GIVEN_PAPER, true), E_NOT_FOUND);
	assert_int_equal(done(giving, &school_clerk, code, RELEASE_NAME, GIVEN_PAPER, true), OK);
	assert_int_equal(done(giving, &school_clerk, code, RELEASE_NAME, GIVEN_PAPER, true), E_CONFLICT);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair_release WHERE channel = 'paper' AND witness_id IS NOT NULL"), 1);
}

static void a_grown_up_signs_for_oneself_on_paper(void **state)
{
	struct giving *giving = *state;
	const char *code;

	giving_sql(giving, "UPDATE student SET birth = '2000-01-01' WHERE id = 1");
	code = pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	assert_int_equal(done(giving, &actor_nobody, code, RELEASE_NAME, GIVEN_TELEPHONE_CODE, true), E_DENIED);
	assert_int_equal(done(giving, &school_clerk, code, RELEASE_NAME, GIVEN_PAPER, true), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM consent WHERE text_id = 2 AND given_by = 'self'"), 1);
}

struct withdrawal {
	struct giving *giving;
	struct guardian_child child;
};

static enum err withdraw(void *context)
{
	struct withdrawal *withdrawal = context;

	return guardian_withdraw(withdrawal->giving->db, &withdrawal->giving->arena, &actor_nobody, &withdrawal->child, giving_noon());
}

static void who_withdraws_takes_all_back_and_stops_all_pairs(void **state)
{
	struct giving *giving = *state;
	const char *active = pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	const char *held = pairing_at(giving, 1, 2, PAIR_HELD, giving_noon());
	struct withdrawal withdrawal = { .giving = giving };

	assert_int_equal(done(giving, &actor_nobody, active, RELEASE_NAME, GIVEN_TELEPHONE_CODE, true), OK);
	assert_int_equal(guardian_find_child(giving->db, &giving->arena, giving->keyring, "13700000002", "S00000001", &withdrawal.child),
			 E_NOT_FOUND);
	assert_int_equal(guardian_find_child(giving->db, &giving->arena, giving->keyring, "13700000001", "S00000001", &withdrawal.child), OK);
	assert_true(withdrawal.child.agreed);
	assert_int_equal(db_transaction_committed(giving->db, withdraw, NULL, &withdrawal, NULL), OK);
	assert_int_equal(pairing_state(giving, active), PAIR_PAUSED);
	assert_int_equal(pairing_state(giving, held), PAIR_PAUSED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair_release WHERE withdrawn_at IS NULL"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM consent WHERE withdrawn_at IS NULL AND subject <> 'student:S00000002' "
					       "AND (subject LIKE 'pair:%' OR subject = 'student:S00000001')"), 0);
	assert_int_equal(db_transaction_committed(giving->db, withdraw, NULL, &withdrawal, NULL), E_CONFLICT);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(only_what_was_released_is_seen, clean),
		cmocka_unit_test_setup(nothing_is_seen_in_any_other_state, clean),
		cmocka_unit_test_setup(paper_needs_a_witness_of_the_school, clean),
		cmocka_unit_test_setup(a_grown_up_signs_for_oneself_on_paper, clean),
		cmocka_unit_test_setup(who_withdraws_takes_all_back_and_stops_all_pairs, clean),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
