/* What time does to pairs, and who is told: once, and nothing about the child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/pairing/pair_worker.h"
#include "pairing_server.h"

enum { SLICE = 100 };

struct slice {
	struct giving *giving;
	struct timestamp now;
	int64_t notice, count;
};

static enum err expire(void *context)
{
	struct slice *slice = context;

	return pair_expire_due(slice->giving->db, &slice->giving->arena, SLICE, slice->now, &slice->count);
}

static enum err lapse(void *context)
{
	struct slice *slice = context;

	return pair_lapse_due(slice->giving->db, &slice->giving->arena, SLICE, slice->now, &slice->count);
}

static enum err tell(void *context)
{
	struct slice *slice = context;

	return pair_tell(slice->giving->db, &slice->giving->arena, slice->giving->keyring, slice->notice, SLICE, slice->now, &slice->count);
}

static int64_t done(struct giving *giving, enum err (*work)(void *context), struct timestamp now, int64_t notice)
{
	struct slice slice = { .giving = giving, .now = now, .notice = notice };
	const enum err err = db_transaction_committed(giving->db, work, NULL, &slice, NULL);

	if (err != OK)
		fail_msg("%s %s", err_name(err), giving->fault.text);
	return slice.count;
}

static int64_t told(struct giving *giving, struct timestamp now)
{
	int64_t count = 0;

	for (int64_t notice = 0; notice < pair_notices; notice++)
		count += done(giving, tell, now, notice);
	return count;
}

/* Telephones that open: the fixture's are no sealed values. */
static int clean(void **state)
{
	static const struct statement seal_family = {
		.sql = "UPDATE family SET telephone_sealed = ? WHERE code = ?", .params = "xs" };
	static const struct statement seal_student = {
		.sql = "UPDATE student SET telephone_sealed = ? WHERE code = ?", .params = "xs" };
	static const struct statement seal_account = {
		.sql = "UPDATE account SET telephone_sealed = ? WHERE login = 'school'", .params = "x" };
	struct giving *giving = *state;

	if (pairing_clean(state) != 0)
		return -1;
	assert_int_equal(db_run(giving->db, &seal_family, NULL, seal_text(giving->keyring, &giving->arena,
				place_in(&place_family_telephone, "F00000001"), "13700000001"), "F00000001"), OK);
	assert_int_equal(db_run(giving->db, &seal_student, NULL, seal_text(giving->keyring, &giving->arena,
				place_in(&place_student_telephone, "S00000001"), "13700000002"), "S00000001"), OK);
	assert_int_equal(db_run(giving->db, &seal_account, NULL, seal_text(giving->keyring, &giving->arena,
				place_in(&place_account_telephone, "school"), "13700000003")), OK);
	return 0;
}

static int64_t messages(struct giving *giving)
{
	return giving_number(giving, "SELECT COUNT(*) AS n FROM outbox");
}

static void holds_end_on_the_minute_and_free_both_sides(void **state)
{
	struct giving *giving = *state;
	const struct timestamp over = later(giving_noon(), pair_hold_hours * 3600);
	static const enum pair_state states[] = { PAIR_HELD, PAIR_FAMILY_ACCEPTED, PAIR_ACCEPTED, PAIR_APPROVED };

	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
		const char *code;

		clean(state);
		code = pairing_at(giving, 1, 1, states[i], giving_noon());
		assert_int_equal(done(giving, expire, later(over, -1), 0), 0);
		assert_int_equal(done(giving, expire, over, 0), 1);
		assert_int_equal(pairing_state(giving, code), PAIR_ENDED);
		assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM pair WHERE end_reason = 'expired' AND NOT for_cause"), 1);
		assert_int_equal(done(giving, expire, over, 0), 0);
		pairing_at(giving, 1, 1, PAIR_HELD, over);
	}
}

static void an_active_pair_has_no_hold(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	assert_int_equal(done(giving, expire, later(giving_noon(), 400 * 86400), 0), 0);
}

static void a_stopped_hold_runs_out_too(void **state)
{
	struct giving *giving = *state;
	const char *code = pairing_at(giving, 1, 1, PAIR_HELD, giving_noon());

	giving_sql(giving, "UPDATE pair SET paused_at = '2026-06-15 05:00:00', pause_reason = 'concern'");
	assert_int_equal(done(giving, expire, later(giving_noon(), pair_hold_hours * 3600), 0), 1);
	assert_int_equal(pairing_state(giving, code), PAIR_ENDED);
}

static void active_pairs_stop_without_vetting_or_consent(void **state)
{
	static const struct {
		const char *sql, *reason;
	} gone[] = {
		{ "UPDATE family SET approved_until = '2026-06-14' WHERE id = 1", "SELECT COUNT(*) AS n FROM pair WHERE pause_reason = 'vetting'" },
		{ "UPDATE family SET suspended_at = '2026-06-14' WHERE id = 1", "SELECT COUNT(*) AS n FROM pair WHERE pause_reason = 'vetting'" },
		{ "UPDATE consent SET withdrawn_at = '2026-06-14' WHERE subject = 'student:S00000001'",
		  "SELECT COUNT(*) AS n FROM pair WHERE pause_reason = 'consent'" },
		{ "UPDATE student SET left_on = '2026-06-14' WHERE id = 1", "SELECT COUNT(*) AS n FROM pair WHERE pause_reason = 'staff'" } };
	struct giving *giving = *state;

	for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
		clean(state);
		pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
		pairing_at(giving, 2, 2, PAIR_ACTIVE, giving_noon());
		assert_int_equal(done(giving, lapse, giving_noon(), 0), 0);
		giving_sql(giving, gone[i].sql);
		assert_int_equal(done(giving, lapse, giving_noon(), 0), 1);
		assert_int_equal(giving_number(giving, gone[i].reason), 1);
		assert_int_equal(done(giving, lapse, giving_noon(), 0), 0);
	}
}

/* It asks for new consent at the next step, but stops nobody's pair by itself. */
static void a_newer_text_stops_no_active_pair(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, 1, 1, PAIR_ACTIVE, giving_noon());
	giving_sql(giving, "INSERT INTO policy_text (kind, purpose, version, language, body, digest, published_at) "
			   "VALUES ('consent', 'pairing', 2, 'zh', 'b', REPEAT('x', 32), '2026-02-01')");
	assert_int_equal(done(giving, lapse, giving_noon(), 0), 0);
}

static void each_is_told_once_at_the_start_and_a_day_before_the_end(void **state)
{
	struct giving *giving = *state;
	const struct timestamp soon_over = later(giving_noon(), (pair_hold_hours - 23) * 3600);

	pairing_at(giving, 1, 1, PAIR_HELD, giving_noon());
	assert_int_equal(told(giving, later(giving_noon(), 60)), 1);
	assert_int_equal(messages(giving), 1);
	assert_int_equal(told(giving, later(giving_noon(), 3600)), 0);
	assert_int_equal(told(giving, later(giving_noon(), (pair_hold_hours - 25) * 3600)), 0);
	assert_int_equal(told(giving, soon_over), 1);
	assert_int_equal(told(giving, later(soon_over, 60)), 0);
	assert_int_equal(messages(giving), 2);
}

static void guardian_and_school_are_told_after_the_family_accepted(void **state)
{
	struct giving *giving = *state;

	pairing_at(giving, 1, 1, PAIR_FAMILY_ACCEPTED, giving_noon());
	assert_int_equal(told(giving, later(giving_noon(), 60)), 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'pair_guardian_asked'"), 1);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE template = 'pair_staff_asked' "
					       "AND shown_to LIKE '%0003'"), 1);
	assert_int_equal(told(giving, later(giving_noon(), 120)), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(holds_end_on_the_minute_and_free_both_sides, clean),
		cmocka_unit_test_setup(an_active_pair_has_no_hold, clean),
		cmocka_unit_test_setup(a_stopped_hold_runs_out_too, clean),
		cmocka_unit_test_setup(active_pairs_stop_without_vetting_or_consent, clean),
		cmocka_unit_test_setup(a_newer_text_stops_no_active_pair, clean),
		cmocka_unit_test_setup(each_is_told_once_at_the_start_and_a_day_before_the_end, clean),
		cmocka_unit_test_setup(guardian_and_school_are_told_after_the_family_accepted, clean),
	};

	return cmocka_run_group_tests(tests, pairing_start, pairing_stop);
}
