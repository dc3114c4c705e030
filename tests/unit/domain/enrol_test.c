/* Enrolment, new passwords, and the second factor before a dangerous act. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/totp.h"
#include "staff_server.h"

static const char chosen[] = "river stones in June";

struct entered {
	const char *token;
	enum session_state state;
	enum session_stage stage;
	struct actor actor;
};

static struct entered look(struct giving *giving, const char *token, struct timestamp now)
{
	struct entered entered = { .token = token };

	assert_int_equal(session_find(giving->db, &giving->arena, token, NULL, false, now, &entered.state, &entered.stage, &entered.actor),
			 OK);
	return entered;
}

static struct entered enter(struct giving *giving, const char *login, const char *password, const char *code, struct timestamp now)
{
	const struct sign_in_wish wish = staff_wish(login, password, code);
	struct sign_in in = { 0 };

	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, now, &in), OK);
	return look(giving, in.token, now);
}

static const char *offered(struct giving *giving, const struct actor *actor)
{
	const char *secret = NULL;

	assert_int_equal(enrol_secret(giving->db, &giving->arena, giving->keyring, actor, &secret), OK);
	return secret;
}

static const char *code_of(struct giving *giving, const char *secret, struct timestamp at)
{
	const char *code;

	assert_int_equal(totp_code(&giving->arena, secret, at.us / 1000000 / totp_step_seconds, &code), OK);
	return code;
}

struct act {
	struct giving *giving;
	struct actor actor;
	const char *old, *password, *code;
	const char *const *recovery;
	struct enrol_refusal refusal;
	int64_t tries, wait;
};

static enum err confirm(void *context)
{
	struct act *act = context;

	return enrol_confirm(act->giving->db, &act->giving->arena, act->giving->keyring, &act->actor, act->password, act->code,
			     giving_noon(), &act->recovery, &act->refusal);
}

/* Each a minute after the one before. */
static enum err change_at(struct act *act, struct timestamp now)
{
	act->refusal = (struct enrol_refusal){ "", "" };
	act->wait = 0;
	return password_change(act->giving->db, &act->giving->arena, act->giving->keyring, &act->actor, act->old, act->password, now,
			       &act->wait, &act->refusal);
}

static enum err change(struct act *act)
{
	act->tries++;
	return change_at(act, (struct timestamp){ giving_noon().us + INT64_C(60000000) * act->tries });
}

static void assert_change_refused(struct act *act, const char *field, const char *reason)
{
	assert_int_equal(change(act), E_INVALID);
	assert_string_equal(act->refusal.field, field);
	assert_string_equal(act->refusal.reason, reason);
}

static void assert_refused(struct act *act, enum err (*work)(void *context), const char *field, const char *reason)
{
	act->refusal = (struct enrol_refusal){ "", "" };
	assert_int_equal(staff_transaction(act->giving, work, act), E_INVALID);
	assert_string_equal(act->refusal.field, field);
	assert_string_equal(act->refusal.reason, reason);
}

static void a_newcomer_enrols_and_comes_back_with_the_new_password_and_code(void **state)
{
	struct giving *giving = *state;
	struct entered entered;
	struct act act = { .giving = giving, .password = chosen };
	const char *secret;

	staff_newcomer(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	entered = enter(giving, "li", STAFF_PASSWORD, "", giving_noon());
	assert_int_equal(entered.stage, SESSION_ENROLLING);
	act.actor = entered.actor;
	secret = offered(giving, &act.actor);
	assert_string_equal(offered(giving, &act.actor), secret);
	act.code = code_of(giving, secret, giving_noon());
	assert_int_equal(staff_transaction(giving, confirm, &act), OK);
	for (size_t i = 0; i < recovery_codes; i++)
		assert_int_equal(strlen(act.recovery[i]), 12);
	entered = look(giving, entered.token, giving_noon());
	assert_int_equal(entered.stage, SESSION_FULL);
	assert_int_equal(entered.actor.second_factor_at.us, giving_noon().us);
	/* The code that confirmed is used. */
	entered = enter(giving, "li", chosen, code_of(giving, secret, later(giving_noon(), 60)), later(giving_noon(), 60));
	assert_int_equal(entered.stage, SESSION_FULL);
	entered = enter(giving, "li", chosen, act.recovery[9], later(giving_noon(), 61));
	assert_int_equal(entered.stage, SESSION_FULL);
}

static void the_offered_secret_is_sealed_and_no_second_person_sees_it(void **state)
{
	struct giving *giving = *state;
	struct entered entered;
	const char *secret;

	staff_newcomer(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	entered = enter(giving, "li", STAFF_PASSWORD, "", giving_noon());
	secret = offered(giving, &entered.actor);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena,
		"SELECT COUNT(*) AS n FROM account WHERE LOCATE('%s', totp_secret_sealed)", secret)), 0);
	entered = enter(giving, "li", STAFF_PASSWORD, "", later(giving_noon(), 1));
	assert_string_not_equal(offered(giving, &entered.actor), secret);
}

static void enrolment_refuses_bad_passwords_and_wrong_codes(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving, .password = chosen, .code = "000000" };

	staff_newcomer(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	act.actor = enter(giving, "li", STAFF_PASSWORD, "", giving_noon()).actor;
	act.code = code_of(giving, offered(giving, &act.actor), later(giving_noon(), 3600));
	assert_refused(&act, confirm, "code", "wrong");
	act.code = code_of(giving, offered(giving, &act.actor), giving_noon());
	act.password = "too short";
	assert_refused(&act, confirm, "password", "too_short");
	act.password = "password1234";
	assert_refused(&act, confirm, "password", "common");
	act.password = STAFF_PASSWORD;
	assert_refused(&act, confirm, "password", "same");
	act.password = chosen;
	assert_int_equal(staff_transaction(giving, confirm, &act), OK);
	assert_int_equal(staff_transaction(giving, confirm, &act), E_CONFLICT);
	assert_int_equal(enrol_secret(giving->db, &giving->arena, giving->keyring, &act.actor, &act.code), E_CONFLICT);
}

static void who_comes_by_the_portal_enrols_without_a_password(void **state)
{
	struct giving *giving = *state;
	const struct sign_in_wish wish = staff_wish("", "", "");
	struct act act = { .giving = giving, .password = "" };
	struct sign_in in = { 0 };
	enum session_state found;
	enum session_stage stage;

	staff_newcomer(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET sso_name = 'portal.li', password_hash = NULL");
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.li", &wish, giving_noon(), &in), OK);
	assert_int_equal(in.stage, SESSION_ENROLLING);
	assert_int_equal(session_find(giving->db, &giving->arena, in.token, "portal.li", false, giving_noon(), &found, &stage, &act.actor), OK);
	act.code = code_of(giving, offered(giving, &act.actor), giving_noon());
	assert_int_equal(staff_transaction(giving, confirm, &act), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM account WHERE password_hash IS NULL"), 1);
}

static void a_password_is_changed_by_whoever_knows_the_old_one(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving, .old = "another password", .password = chosen };
	struct entered other, own;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	other = enter(giving, "li", STAFF_PASSWORD, staff_code(giving, giving_noon()), giving_noon());
	own = enter(giving, "li", STAFF_PASSWORD, staff_code(giving, later(giving_noon(), 30)), later(giving_noon(), 30));
	act.actor = own.actor;
	assert_change_refused(&act, "old", "wrong");
	act.old = STAFF_PASSWORD;
	act.password = "password1234";
	assert_change_refused(&act, "password", "common");
	act.password = STAFF_PASSWORD;
	assert_change_refused(&act, "password", "same");
	act.password = chosen;
	assert_int_equal(change(&act), OK);
	assert_int_equal(look(giving, own.token, giving_noon()).state, SESSION_LIVE);
	assert_int_equal(look(giving, other.token, giving_noon()).state, SESSION_OVER);
	enter(giving, "li", chosen, staff_code(giving, later(giving_noon(), 90)), later(giving_noon(), 90));
}

static void who_guesses_at_the_old_password_waits_longer_each_time(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving, .old = "another password", .password = chosen };
	const struct timestamp noon = giving_noon();

	staff_account(giving, "guo", ROLE_COUNTY, COUNTY_UNIT);
	act.actor = enter(giving, "guo", STAFF_PASSWORD, staff_code(giving, noon), noon).actor;
	assert_int_equal(change_at(&act, noon), E_INVALID);
	act.old = STAFF_PASSWORD;
	assert_int_equal(change_at(&act, noon), E_BUSY);
	assert_int_equal(act.wait, 1);
	act.old = "another password";
	assert_int_equal(change_at(&act, later(noon, 1)), E_INVALID);
	assert_int_equal(change_at(&act, later(noon, 2)), E_BUSY);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'password_change' AND "
					       "subject = 'account:guo' AND outcome = 'refused'"), 2);
	act.old = STAFF_PASSWORD;
	act.password = "short";
	assert_int_equal(change_at(&act, later(noon, 3)), E_INVALID);
	act.password = chosen;
	assert_int_equal(change_at(&act, later(noon, 3)), OK);
}

static enum err renew(struct giving *giving, const struct actor *actor, const char *code, struct timestamp now, int64_t *wait)
{
	return second_factor_renew(giving->db, &giving->arena, giving->keyring, actor, code, now, wait);
}

static void the_second_factor_is_renewed_by_a_code_once(void **state)
{
	struct giving *giving = *state;
	const struct timestamp then = later(giving_noon(), 600);
	struct entered entered;
	int64_t wait = 0;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	entered = enter(giving, "li", STAFF_PASSWORD, staff_code(giving, giving_noon()), giving_noon());
	assert_int_equal(renew(giving, &entered.actor, staff_code(giving, then), then, &wait), OK);
	assert_int_equal(look(giving, entered.token, then).actor.second_factor_at.us, then.us);
	assert_int_equal(renew(giving, &entered.actor, staff_code(giving, then), then, &wait), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'second_factor' AND "
					       "subject = 'account:li' AND outcome = 'refused'"), 1);
}

static void wrong_codes_wait_longer_and_longer(void **state)
{
	struct giving *giving = *state;
	struct timestamp now = giving_noon();
	struct entered entered;
	int64_t wait = 0;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	entered = enter(giving, "li", STAFF_PASSWORD, staff_code(giving, now), now);
	for (int64_t expected = 1; expected <= 32; expected *= 2) {
		assert_int_equal(renew(giving, &entered.actor, "000000", now, &wait), E_DENIED);
		assert_int_equal(renew(giving, &entered.actor, "000000", now, &wait), E_BUSY);
		assert_int_equal(wait, expected);
		now = later(now, wait);
	}
	now = later(now, 60);
	assert_int_equal(renew(giving, &entered.actor, staff_code(giving, now), now, &wait), OK);
}

/* Who only knows the login tries to sign in; it costs whoever is in nothing. */
static void guesses_at_signing_in_do_not_delay_who_is_in(void **state)
{
	struct giving *giving = *state;
	const struct timestamp then = later(giving_noon(), 60);
	struct sign_in_wish wish = staff_wish("li", "wrong wrong wrong", "000000");
	struct sign_in in = { 0 };
	struct entered entered;
	int64_t wait = 0;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	entered = enter(giving, "li", STAFF_PASSWORD, staff_code(giving, giving_noon()), giving_noon());
	wish.address = "198.51.100.9";
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, then, &in), E_DENIED);
	assert_int_equal(renew(giving, &entered.actor, staff_code(giving, then), then, &wait), OK);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_newcomer_enrols_and_comes_back_with_the_new_password_and_code),
		TEST(the_offered_secret_is_sealed_and_no_second_person_sees_it),
		TEST(enrolment_refuses_bad_passwords_and_wrong_codes),
		TEST(who_comes_by_the_portal_enrols_without_a_password),
		TEST(a_password_is_changed_by_whoever_knows_the_old_one),
		TEST(who_guesses_at_the_old_password_waits_longer_each_time),
		TEST(the_second_factor_is_renewed_by_a_code_once),
		TEST(wrong_codes_wait_longer_and_longer),
		TEST(guesses_at_signing_in_do_not_delay_who_is_in),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
