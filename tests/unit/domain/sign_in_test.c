/* Signing in: who comes in, who waits, and what is written about it. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/delay.h"
#include "domain/office/second_factor.h"
#include "staff_server.h"

static const char wrong[] = "not the password";

static enum err attempt_at(struct giving *giving, struct sign_in_wish wish, struct timestamp now, struct sign_in *out)
{
	return sign_in(giving->db, &giving->arena, giving->keyring, &wish, now, out);
}

static enum err attempt(struct giving *giving, const char *login, const char *password, struct timestamp now, struct sign_in *out)
{
	return attempt_at(giving, staff_wish(login, password, staff_code(giving, now)), now, out);
}

static int64_t events(struct giving *giving, const char *where)
{
	return giving_number(giving, arena_print(&giving->arena,
						 "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'sign_in' AND %s", where));
}

static void password_and_code_give_a_session(void **state)
{
	struct giving *giving = *state;
	enum session_state found;
	enum session_stage stage;
	struct sign_in in = { 0 };
	struct actor actor;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, giving_noon(), &in), OK);
	assert_int_equal(in.stage, SESSION_FULL);
	assert_int_equal(in.recovery_left, -1);
	assert_int_equal(session_find(giving->db, &giving->arena, in.token, NULL, false, later(giving_noon(), 10), &found, &stage, &actor),
			 OK);
	assert_int_equal(found, SESSION_LIVE);
	assert_string_equal(actor.login, "li");
	assert_int_equal(actor.role, ROLE_COUNTY);
	assert_string_equal(actor.unit_path, "/1/2/");
	assert_int_equal(actor.second_factor_at.us, giving_noon().us);
	assert_int_equal(events(giving, "subject = 'account:li' AND outcome = 'done' AND actor = 'li' AND role = 'county'"), 1);
}

static void a_login_may_be_typed_in_capitals_and_with_blanks(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, " Li ", STAFF_PASSWORD, giving_noon(), &in), OK);
}

static void the_token_is_not_stored(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, giving_noon(), &in), OK);
	assert_int_equal(giving_number(giving, arena_print(&giving->arena,
		"SELECT COUNT(*) AS n FROM staff_session WHERE token_digest = '%s' OR LEFT(token_digest, 8) = LEFT('%s', 8)",
		in.token, in.token)), 0);
}

/* One answer for every miss; the trail knows more, but never what was typed. */
static void every_miss_is_answered_alike(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "zhao", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "qian", ROLE_COUNTY, 0);
	staff_account(giving, "sun", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET disabled_at = '2026-01-01' WHERE login = 'sun'");
	assert_int_equal(attempt(giving, "li", wrong, giving_noon(), &in), E_DENIED);
	assert_int_equal(attempt_at(giving, staff_wish("zhao", STAFF_PASSWORD, "000000"), giving_noon(), &in), E_DENIED);
	assert_int_equal(attempt(giving, "qian", STAFF_PASSWORD, giving_noon(), &in), E_DENIED);
	assert_int_equal(attempt(giving, "sun", STAFF_PASSWORD, giving_noon(), &in), E_DENIED);
	assert_int_equal(attempt(giving, "nosuchlogin", wrong, giving_noon(), &in), E_DENIED);
	assert_null(in.token);
	assert_int_equal(events(giving, "outcome = 'refused' AND subject = 'account:li' AND detail LIKE '%password%'"), 1);
	assert_int_equal(events(giving, "outcome = 'refused' AND subject = 'account:zhao' AND detail LIKE '%code%'"), 1);
	assert_int_equal(events(giving, "outcome = 'refused' AND subject = '' AND detail LIKE '%unknown%'"), 1);
	assert_int_equal(events(giving, "CONCAT(subject, actor, COALESCE(detail, ''), COALESCE(reason, '')) LIKE '%nosuchlogin%'"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM staff_session"), 0);
}

static void a_right_code_does_not_tell_that_the_password_was_wrong(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, "li", wrong, giving_noon(), &in), E_DENIED);
	/* And is not used up by it. */
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, staff_code(giving, giving_noon())),
				    later(giving_noon(), 2), &in), OK);
}

/* Wrong tries, each as soon as it may be: how long in all. */
static int64_t seconds_of_failures(struct giving *giving, const char *login, int tries, struct timestamp from)
{
	struct timestamp now = from;

	for (int i = 0; i < tries; i++) {
		struct sign_in in = { 0 };
		enum err err = attempt(giving, login, wrong, now, &in);

		while (err == E_BUSY) {
			assert_in_range(in.wait_seconds, 1, 60);
			now = later(now, in.wait_seconds);
			err = attempt(giving, login, wrong, now, &in);
		}
		assert_int_equal(err, E_DENIED);
	}
	return (now.us - from.us) / 1000000;
}

static void the_delay_grows_with_each_failure_and_the_right_one_works_after_it(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };
	struct timestamp now;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	/* 1 + 2 + 4 + 8 + 16 + 32 + six times 60. */
	assert_int_equal(seconds_of_failures(giving, "li", 13, giving_noon()), 63 + 6 * 60);
	now = later(giving_noon(), 63 + 6 * 60);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, later(now, 59), &in), E_BUSY);
	assert_int_equal(in.wait_seconds, 1);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, later(now, 60), &in), OK);
}

static void an_unknown_login_waits_as_a_known_one(void **state)
{
	struct giving *giving = *state;

	assert_int_equal(seconds_of_failures(giving, "nosuchlogin", 8, giving_noon()), 63 + 60);
}

static void whoever_keeps_trying_too_soon_does_not_lengthen_the_delay(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, "li", wrong, giving_noon(), &in), E_DENIED);
	for (int i = 1; i < 10; i++)
		assert_int_equal(attempt(giving, "li", wrong, (struct timestamp){ giving_noon().us + i * 100000 }, &in), E_BUSY);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, later(giving_noon(), 1), &in), OK);
}

static void a_delay_fades_in_a_quarter_of_an_hour(void **state)
{
	struct giving *giving = *state;
	struct timestamp now;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	now = later(giving_noon(), seconds_of_failures(giving, "li", 8, giving_noon()));
	now = later(now, delay_fade_minutes * 60);
	assert_int_equal(seconds_of_failures(giving, "li", 2, now), 1);
}

static void success_ends_the_delay(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(seconds_of_failures(giving, "li", 3, giving_noon()), 3);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, later(giving_noon(), 60), &in), OK);
	assert_int_equal(seconds_of_failures(giving, "li", 2, later(giving_noon(), 61)), 1);
}

static void many_names_from_one_address_wait_too(void **state)
{
	struct giving *giving = *state;
	struct sign_in in = { 0 };
	enum err err = E_DENIED;

	for (int i = 0; err == E_DENIED && i < 30; i++)
		err = attempt(giving, arena_print(&giving->arena, "guess%d", i), wrong, giving_noon(), &in);
	assert_int_equal(err, E_BUSY);
}

/* A stranger elsewhere fails again and again; whoever signed in here before comes in at once. */
static void a_stranger_does_not_keep_a_person_out(void **state)
{
	struct giving *giving = *state;
	const struct timestamp day_after = later(giving_noon(), 86400);
	struct sign_in_wish wish;
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, giving_noon(), &in), OK);
	for (int i = 0; i < 8; i++) {
		wish = staff_wish("li", wrong, "000000");
		wish.address = "198.51.100.9";
		assert_int_equal(attempt_at(giving, wish, later(day_after, i * 60), &in), E_DENIED);
	}
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, later(day_after, 7 * 60 + 1), &in), OK);
}

static void a_code_works_once(void **state)
{
	struct giving *giving = *state;
	const char *code = staff_code(giving, giving_noon());
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, code), giving_noon(), &in), OK);
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, code), later(giving_noon(), 3), &in), E_DENIED);
}

enum { racers = 8 };

struct racer {
	struct giving *giving;
	pthread_t thread;
	char address[32];
	const char *code;
	enum err err;
};

static void *race(void *context)
{
	struct racer *racer = context;
	struct db_options options = { .socket = racer->giving->socket, .user = "root", .database = "yimeng", .connect_ms = 2000,
				      .read_ms = 10000 };
	struct sign_in_wish wish = staff_wish("li", STAFF_PASSWORD, "");
	struct sign_in in = { 0 };
	struct arena arena;
	struct db *db = db_new(&options);

	arena_init(&arena, 0);
	wish.code = racer->code;
	wish.address = racer->address;
	racer->err = sign_in(db, &arena, racer->giving->keyring, &wish, later(giving_noon(), 300), &in);
	db_close(db);
	db_thread_end();
	arena_free(&arena);
	return NULL;
}

/* From eight places where the person is known, so that the delay lets all of them be judged side by side. */
static void of_eight_uses_of_one_code_at_once_one_comes_in(void **state)
{
	struct giving *giving = *state;
	const int64_t id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	struct racer racer[racers];
	int in = 0;

	for (int i = 0; i < racers; i++) {
		racer[i] = (struct racer){ .giving = giving, .code = staff_code(giving, later(giving_noon(), 300)) };
		snprintf(racer[i].address, sizeof racer[i].address, "192.0.2.%d", i);
		giving_sql(giving, arena_print(&giving->arena, "INSERT INTO staff_session (token_digest, account_id, stage, method, "
			"started_at, seen_at, address, browser) VALUES (UNHEX(SHA2('%d', 256)), %lld, 'full', 'password', "
			"'2026-06-14', '2026-06-14', '%s', '')", i, (long long)id, racer[i].address));
	}
	for (int i = 0; i < racers; i++)
		assert_int_equal(pthread_create(&racer[i].thread, NULL, race, &racer[i]), 0);
	for (int i = 0; i < racers; i++) {
		pthread_join(racer[i].thread, NULL);
		assert_true(racer[i].err == OK || racer[i].err == E_DENIED);
		in += racer[i].err == OK;
	}
	assert_int_equal(in, 1);
}

/* Judged one after another, however many come at once. */
static void of_eight_guesses_at_once_one_is_judged(void **state)
{
	struct giving *giving = *state;
	struct racer racer[racers];
	int judged = 0;

	staff_newcomer(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET password_hash = NULL");
	for (int i = 0; i < racers; i++) {
		racer[i] = (struct racer){ .giving = giving, .code = staff_code(giving, later(giving_noon(), 300)) };
		snprintf(racer[i].address, sizeof racer[i].address, "192.0.2.%d", i);
		assert_int_equal(pthread_create(&racer[i].thread, NULL, race, &racer[i]), 0);
	}
	for (int i = 0; i < racers; i++) {
		pthread_join(racer[i].thread, NULL);
		assert_true(racer[i].err == E_BUSY || racer[i].err == E_DENIED);
		judged += racer[i].err == E_DENIED;
	}
	assert_int_equal(judged, 1);
}

struct codes {
	struct giving *giving;
	int64_t account_id;
	const char *const *code;
};

static enum err make_codes(void *context)
{
	struct codes *codes = context;

	return recovery_codes_replace(codes->giving->db, &codes->giving->arena, codes->account_id, "li", giving_noon(), &codes->code);
}

static void a_recovery_code_works_once(void **state)
{
	struct giving *giving = *state;
	struct codes codes = { .giving = giving, .account_id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT) };
	struct sign_in in = { 0 };

	assert_int_equal(staff_transaction(giving, make_codes, &codes), OK);
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, codes.code[3]), giving_noon(), &in), OK);
	assert_int_equal(in.recovery_left, 9);
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, codes.code[3]), later(giving_noon(), 2), &in), E_DENIED);
	assert_int_equal(attempt_at(giving, staff_wish("li", STAFF_PASSWORD, codes.code[4]), later(giving_noon(), 4), &in), OK);
	assert_int_equal(in.recovery_left, 8);
	assert_int_equal(events(giving, "outcome = 'done' AND detail LIKE '%recovery_code%'"), 2);
}

static void an_account_of_the_demonstration_signs_in_only_there(void **state)
{
	struct giving *giving = *state;
	struct sign_in_wish wish = staff_wish("li", STAFF_PASSWORD, staff_code(giving, giving_noon()));
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET demo = TRUE");
	assert_int_equal(attempt_at(giving, wish, giving_noon(), &in), E_DENIED);
	wish.demo_allowed = true;
	assert_int_equal(attempt_at(giving, wish, later(giving_noon(), 2), &in), OK);
}

static void whom_the_portal_verified_comes_in_by_that_name(void **state)
{
	struct giving *giving = *state;
	const struct sign_in_wish wish = staff_wish("", "", "");
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET sso_name = 'portal.li'");
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.other", &wish, giving_noon(), &in), E_DENIED);
	/* Another person to a portal that tells capitals or accents apart. */
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "Portal.Li", &wish, giving_noon(), &in), E_DENIED);
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.l\xC3\xAD", &wish, giving_noon(), &in), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM staff_session"), 0);
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.li", &wish, giving_noon(), &in), OK);
	assert_int_equal(in.stage, SESSION_FULL);
	/* Its password, if it ever had one, is nobody's way in. */
	assert_int_equal(attempt(giving, "li", STAFF_PASSWORD, giving_noon(), &in), E_DENIED);
	giving_sql(giving, "UPDATE account SET disabled_at = '2026-01-01'");
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.li", &wish, giving_noon(), &in), E_DENIED);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(password_and_code_give_a_session),
		TEST(a_login_may_be_typed_in_capitals_and_with_blanks),
		TEST(the_token_is_not_stored),
		TEST(every_miss_is_answered_alike),
		TEST(a_right_code_does_not_tell_that_the_password_was_wrong),
		TEST(the_delay_grows_with_each_failure_and_the_right_one_works_after_it),
		TEST(an_unknown_login_waits_as_a_known_one),
		TEST(whoever_keeps_trying_too_soon_does_not_lengthen_the_delay),
		TEST(a_delay_fades_in_a_quarter_of_an_hour),
		TEST(success_ends_the_delay),
		TEST(many_names_from_one_address_wait_too),
		TEST(a_stranger_does_not_keep_a_person_out),
		TEST(a_code_works_once),
		TEST(of_eight_uses_of_one_code_at_once_one_comes_in),
		TEST(of_eight_guesses_at_once_one_is_judged),
		TEST(a_recovery_code_works_once),
		TEST(an_account_of_the_demonstration_signs_in_only_there),
		TEST(whom_the_portal_verified_comes_in_by_that_name),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
