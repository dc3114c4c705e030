/* Consents and notices: whose it must be, which text it was for, and that it can be taken back. */
#include "domain/office/consent.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "domain/office/notice.h"
#include "giving_server.h"

static struct date day(int year, int month, int number)
{
	return date_from_civil((struct civil){ year, month, number });
}

/* --- ages --- */

static void assert_guardian_until(struct date birth, struct date last)
{
	assert_int_equal(consent_needed(birth, last), CONSENTER_GUARDIAN);
	assert_int_equal(consent_needed(birth, (struct date){ last.day + 1 }), CONSENTER_SELF);
}

static void thirteen_years_and_364_days_need_a_guardian(void **state)
{
	(void)state;
	assert_int_equal(consent_needed(day(2012, 6, 15), day(2026, 6, 14)), CONSENTER_GUARDIAN);
	assert_int_equal(consent_needed(day(2026, 6, 15), day(2026, 6, 15)), CONSENTER_GUARDIAN);
	assert_int_equal(consent_needed(day(2000, 6, 15), day(2026, 6, 15)), CONSENTER_SELF);
}

/* Civil Code 201 and 202: the period ends with the corresponding day, so full years begin on the next. */
static void fourteen_is_full_the_day_after_the_birthday(void **state)
{
	(void)state;
	assert_guardian_until(day(2012, 6, 15), day(2026, 6, 15));
	assert_guardian_until(day(2012, 1, 1), day(2026, 1, 1));
	assert_guardian_until(day(2012, 12, 31), day(2026, 12, 31));
	assert_guardian_until(day(2013, 2, 28), day(2027, 2, 28));
}

static void a_birthday_that_does_not_come_is_the_months_last_day(void **state)
{
	(void)state;
	assert_guardian_until(day(2012, 2, 29), day(2026, 2, 28));	/* no February 29 in 2026 */
	assert_guardian_until(day(2014, 2, 28),
			      day(2028, 2, 28));	/* one day more in 2028, which is not the corresponding one */
	assert_false(age_is_full(day(2008, 2, 29), 4, day(2012, 2, 29)));
	assert_true(age_is_full(day(2008, 2, 29), 4, day(2012, 3, 1)));
	assert_false(age_is_full(day(2008, 2, 29), 18, day(2026, 2, 28)));
	assert_true(age_is_full(day(2008, 2, 29), 18, day(2026, 3, 1)));
}

/* --- the database --- */

static const struct actor clerk = { .account_id = 1, .login = "li.wei", .role = ROLE_COUNTY, .unit_id = 1, .unit_path = "/1/" };

static int start(void **state)
{
	if (giving_start(state) != 0)
		return -1;
	giving_sql(*state, "INSERT INTO account (id, login, name, created_at) VALUES (1, 'li.wei', 'x', '2026-01-01')");
	return 0;
}

static int clean(void **state)
{
	giving_sql(*state, "DELETE FROM consent");
	giving_sql(*state, "DELETE FROM notice");
	giving_sql(*state, "DELETE FROM policy_text");
	((struct giving *)*state)->fault.text[0] = '\0';
	return 0;
}

struct call {
	struct giving *giving;
	enum err (*does)(struct call *call);
	struct policy_wish policy;
	struct consent_wish consent;
	struct notice_wish notice;
	int64_t id, version;
	struct timestamp now;
};

static enum err do_call(void *context)
{
	struct call *call = context;

	return call->does(call);
}

static enum err run(struct call *call)
{
	if (call->now.us == 0)
		call->now = giving_noon();
	return db_transaction(call->giving->db, do_call, NULL, call, NULL);
}

static enum err publish_it(struct call *call)
{
	return policy_publish(call->giving->db, &call->giving->arena, &clerk, &call->policy, call->now, &call->version);
}

static enum err give_it(struct call *call)
{
	return consent_give(call->giving->db, &call->giving->arena, &clerk, &call->consent, call->now, &call->id);
}

static enum err withdraw_it(struct call *call)
{
	return consent_withdraw(call->giving->db, &call->giving->arena, &clerk, call->consent.subject, NULL, "student_aid",
				call->now);
}

static enum err notify_it(struct call *call)
{
	return notice_give(call->giving->db, &call->giving->arena, &clerk, &call->notice, call->now, &call->id);
}

static enum err publish(struct giving *giving, enum policy_kind kind, const struct policy_words *words, size_t count,
			int64_t *version)
{
	struct call call = { .giving = giving, .does = publish_it, .policy = { kind, "student_aid", words, count } };
	const enum err err = run(&call);

	*version = call.version;
	return err;
}

static int64_t published(struct giving *giving, enum policy_kind kind)
{
	static const struct policy_words words[] = { { "zh", "\xE5\x90\x8C\xE6\x84\x8F" }, { "en", "I agree" } };
	struct policy_text text;
	int64_t version;

	assert_int_equal(publish(giving, kind, words, 2, &version), OK);
	assert_int_equal(policy_current(giving->db, &giving->arena, kind, "student_aid", "en", &text), OK);
	assert_int_equal(text.version, version);
	assert_string_equal(text.body, "I agree");
	assert_int_equal(text.digest.length, 32);
	return text.id;
}

static enum err give(struct giving *giving, int64_t text, struct date birth, enum consenter by, enum consent_channel channel)
{
	return run(&(struct call){ .giving = giving, .does = give_it,
				   .consent = { .text_id = text, .subject = "student:AB", .birth = birth, .given_by = by,
						.channel = channel } });
}

static void versions_count_up_and_none_changes(void **state)
{
	static const struct policy_words chinese = { "zh", "x" };
	struct giving *giving = *state;
	struct policy_text text;
	int64_t version;

	assert_int_equal(policy_current(giving->db, &giving->arena, POLICY_CONSENT, "student_aid", "zh", &text), E_NOT_FOUND);
	published(giving, POLICY_CONSENT);
	published(giving, POLICY_NOTICE);
	assert_int_equal(publish(giving, POLICY_CONSENT, &chinese, 1, &version), OK);
	assert_int_equal(version, 2);
	assert_int_equal(policy_current(giving->db, &giving->arena, POLICY_CONSENT, "student_aid", "en", &text), OK);
	assert_string_equal(text.language, "zh");		/* version 2 has no English, version 1 is no more */
	assert_int_equal(text.version, 2);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM policy_text"), 5);
}

static void a_text_needs_its_chinese_and_no_language_twice(void **state)
{
	static const struct policy_words english = { "en", "x" }, empty = { "zh", "" },
		twice[] = { { "zh", "x" }, { "zh", "y" } };
	struct giving *giving = *state;
	int64_t version;

	assert_int_equal(publish(giving, POLICY_CONSENT, &english, 1, &version), E_INVALID);
	assert_int_equal(publish(giving, POLICY_CONSENT, &empty, 1, &version), E_INVALID);
	assert_int_equal(publish(giving, POLICY_CONSENT, twice, 2, &version), E_INVALID);
	assert_int_equal(publish(giving, POLICY_CONSENT, NULL, 0, &version), E_INVALID);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM policy_text"), 0);
}

static void under_fourteen_only_a_guardian_consents(void **state)
{
	struct giving *giving = *state;
	const int64_t text = published(giving, POLICY_CONSENT);
	const struct date child = day(2012, 6, 15), youth = day(2012, 6, 14),
		grown_up = day(2000, 1, 1);	/* today is 2026-06-15 */

	assert_int_equal(give(giving, text, child, CONSENTER_SELF, CONSENT_PAGE), E_DENIED);
	assert_int_equal(give(giving, text, child, CONSENTER_GUARDIAN, CONSENT_PAGE), OK);
	assert_int_equal(give(giving, text, youth, CONSENTER_SELF, CONSENT_PAGE), OK);
	assert_int_equal(give(giving, text, youth, CONSENTER_GUARDIAN, CONSENT_PAGE), OK);
	assert_int_equal(give(giving, text, grown_up, CONSENTER_SELF, CONSENT_PAGE), OK);
	assert_int_equal(give(giving, text, grown_up, CONSENTER_GUARDIAN, CONSENT_PAGE), E_DENIED);
	assert_int_equal(give(giving, text, (struct date){ DATE_NONE_DAY }, CONSENTER_GUARDIAN, CONSENT_PAGE), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM consent"), 4);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'consent_give' AND subject "
					       "= 'student:AB'"), 4);
}

static enum err machine_keys_paper(struct call *call)
{
	return consent_give(call->giving->db, &call->giving->arena, &actor_worker, &call->consent, call->now, &call->id);
}

static void paper_has_a_witness(void **state)
{
	struct giving *giving = *state;
	const int64_t text = published(giving, POLICY_CONSENT);
	struct consent consent;

	assert_int_equal(give(giving, text, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAPER), OK);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:AB", "student_aid", &consent), OK);
	assert_string_equal(consent.witness, "li.wei");
	assert_int_equal(consent.given_by, CONSENTER_GUARDIAN);
	assert_int_equal(run(&(struct call){ .giving = giving, .does = machine_keys_paper, .consent = {
		.text_id = text, .subject = "student:AB", .birth = day(2015, 1, 1), .given_by = CONSENTER_GUARDIAN,
		.channel = CONSENT_PAPER } }), E_DENIED);
}

static void a_new_version_asks_anew(void **state)
{
	struct giving *giving = *state;
	const int64_t old = published(giving, POLICY_CONSENT);
	struct consent consent;

	assert_int_equal(give(giving, old, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE), OK);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:AB", "student_aid", &consent), OK);
	assert_null(consent.witness);
	published(giving, POLICY_CONSENT);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:AB", "student_aid", &consent), E_NOT_FOUND);
	assert_int_equal(give(giving, old, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE), E_CONFLICT);
}

static void a_notice_is_no_consent(void **state)
{
	struct giving *giving = *state;

	assert_int_equal(give(giving, published(giving, POLICY_NOTICE), day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE),
			 E_NOT_FOUND);
	assert_int_equal(give(giving, 999, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE), E_NOT_FOUND);
}

static void what_was_withdrawn_is_not_live(void **state)
{
	struct giving *giving = *state;
	struct call call = { .giving = giving, .does = withdraw_it, .consent.subject = "student:AB" };
	const int64_t text = published(giving, POLICY_CONSENT);
	struct consent consent;
	struct rows rows;

	assert_int_equal(run(&call), E_NOT_FOUND);
	assert_int_equal(give(giving, text, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE), OK);
	assert_int_equal(give(giving, text, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_TELEPHONE_CODE), OK);
	assert_int_equal(run(&call), OK);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:AB", "student_aid", &consent), E_NOT_FOUND);
	assert_int_equal(run(&call), E_NOT_FOUND);
	assert_int_equal(give(giving, text, day(2015, 1, 1), CONSENTER_GUARDIAN, CONSENT_PAGE), OK);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:AB", "student_aid", &consent), OK);
	assert_int_equal(consent_list(giving->db, &giving->arena, "student:AB", &rows), OK);
	assert_int_equal(rows.count, 3);
	assert_true(timestamp_is_none(((const struct consent *)rows.row)[0].withdrawn_at));
	assert_int_equal(((const struct consent *)rows.row)[1].withdrawn_at.us, giving_noon().us);
	assert_int_equal(consent_find_live(giving->db, &giving->arena, "student:A", "student_aid", &consent), E_NOT_FOUND);
}

static void a_notice_says_which_text_was_given(void **state)
{
	struct giving *giving = *state;
	struct call call = { .giving = giving, .does = notify_it,
			     .notice = { .purpose = "student_aid", .language = "zh", .subject = "student:AB",
					 .channel = NOTICE_PAPER } };
	struct notice notice;
	struct rows rows;

	assert_int_equal(run(&call), E_NOT_FOUND);
	published(giving, POLICY_NOTICE);
	assert_int_equal(notice_find(giving->db, &giving->arena, "student:AB", "student_aid", &notice), E_NOT_FOUND);
	assert_int_equal(run(&call), OK);
	assert_int_equal(notice_find(giving->db, &giving->arena, "student:AB", "student_aid", &notice), OK);
	assert_int_equal(notice.version, 1);
	assert_int_equal(notice.channel, NOTICE_PAPER);
	published(giving, POLICY_NOTICE);
	assert_int_equal(notice_find(giving->db, &giving->arena, "student:AB", "student_aid", &notice), E_NOT_FOUND);
	assert_int_equal(notice_list(giving->db, &giving->arena, "student:AB", &rows), OK);
	assert_int_equal(rows.count, 1);
}

#define TEST(name) cmocka_unit_test_setup(name, clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(thirteen_years_and_364_days_need_a_guardian),
		cmocka_unit_test(fourteen_is_full_the_day_after_the_birthday),
		cmocka_unit_test(a_birthday_that_does_not_come_is_the_months_last_day),
		TEST(versions_count_up_and_none_changes), TEST(a_text_needs_its_chinese_and_no_language_twice),
		TEST(under_fourteen_only_a_guardian_consents), TEST(paper_has_a_witness), TEST(a_new_version_asks_anew),
		TEST(a_notice_is_no_consent), TEST(what_was_withdrawn_is_not_live), TEST(a_notice_says_which_text_was_given),
	};

	return cmocka_run_group_tests(tests, start, giving_stop);
}
