/* Sessions: how long they last, whose they are, who ends them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/account.h"
#include "staff_server.h"

enum { minute = 60, hour = 3600 };

struct looked {
	enum session_state state;
	enum session_stage stage;
	struct actor actor;
};

static struct looked look(struct giving *giving, const char *token, const char *sso_name, struct timestamp now)
{
	struct looked looked = { .state = SESSION_NONE };

	assert_int_equal(session_find(giving->db, &giving->arena, token, sso_name, false, now, &looked.state, &looked.stage, &looked.actor),
			 OK);
	return looked;
}

static const char *token_of(struct giving *giving, const char *login, struct timestamp now)
{
	const struct sign_in_wish wish = staff_wish(login, STAFF_PASSWORD, staff_code(giving, now));
	struct sign_in in = { 0 };

	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, now, &in), OK);
	return in.token;
}

static void a_session_goes_idle_after_a_quarter_of_an_hour(void **state)
{
	struct giving *giving = *state;
	const struct timestamp noon = giving_noon();
	const char *token;
	struct looked looked;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", noon);
	assert_int_equal(look(giving, token, NULL, later(noon, 14 * minute)).state, SESSION_LIVE);
	assert_int_equal(look(giving, token, NULL, later(noon, 28 * minute)).state, SESSION_LIVE);
	looked = look(giving, token, NULL, later(noon, 43 * minute));
	assert_int_equal(looked.state, SESSION_IDLE);
	assert_string_equal(looked.actor.login, "li");
	assert_true(looked.actor.account_id > 0);
	assert_null(looked.actor.unit_path);
	/* Looking did not wake it. */
	assert_int_equal(look(giving, token, NULL, later(noon, 44 * minute)).state, SESSION_IDLE);
}

static void a_session_ends_after_eight_hours_however_busy(void **state)
{
	struct giving *giving = *state;
	const struct timestamp noon = giving_noon();
	const char *token;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", noon);
	for (int64_t at = 10 * minute; at < 8 * hour; at += 10 * minute)
		assert_int_equal(look(giving, token, NULL, later(noon, at)).state, SESSION_LIVE);
	assert_int_equal(look(giving, token, NULL, later(noon, 8 * hour)).state, SESSION_OVER);
}

static void seen_is_written_once_a_minute(void **state)
{
	struct giving *giving = *state;
	const struct timestamp noon = giving_noon();
	static const char seen_late[] = "SELECT COUNT(*) AS n FROM staff_session WHERE seen_at > started_at";
	const char *token;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", noon);
	look(giving, token, NULL, later(noon, 59));
	assert_int_equal(giving_number(giving, seen_late), 0);
	look(giving, token, NULL, later(noon, 60));
	assert_int_equal(giving_number(giving, seen_late), 1);
}

/* A page that asks again by itself, for somebody who left. */
static void a_page_left_open_does_not_keep_the_session(void **state)
{
	struct giving *giving = *state;
	const struct timestamp noon = giving_noon();
	struct looked looked;
	const char *token;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", noon);
	for (int64_t at = 2 * minute; at < 15 * minute; at += minute) {
		assert_int_equal(session_find(giving->db, &giving->arena, token, NULL, true, later(noon, at), &looked.state,
					      &looked.stage, &looked.actor), OK);
		assert_int_equal(looked.state, SESSION_LIVE);
	}
	assert_int_equal(look(giving, token, NULL, later(noon, 15 * minute)).state, SESSION_IDLE);
}

static void what_is_no_token_is_nobodys(void **state)
{
	struct giving *giving = *state;

	assert_int_equal(look(giving, "", NULL, giving_noon()).state, SESSION_NONE);
	assert_int_equal(look(giving, "' OR 1 = 1 --", NULL, giving_noon()).state, SESSION_NONE);
	assert_int_equal(look(giving, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", NULL, giving_noon()).state, SESSION_NONE);
}

static void a_session_of_the_portal_is_that_names_only(void **state)
{
	struct giving *giving = *state;
	const struct sign_in_wish wish = staff_wish("", "", "");
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, "UPDATE account SET sso_name = 'portal.li'");
	assert_int_equal(sign_in_verified(giving->db, &giving->arena, "portal.li", &wish, giving_noon(), &in), OK);
	assert_int_equal(look(giving, in.token, "portal.li", giving_noon()).state, SESSION_LIVE);
	assert_true(timestamp_is_none(look(giving, in.token, "portal.li", giving_noon()).actor.second_factor_at));
	assert_int_equal(look(giving, in.token, "portal.wang", giving_noon()).state, SESSION_NONE);
	assert_int_equal(look(giving, in.token, NULL, giving_noon()).state, SESSION_NONE);
}

static void a_disabled_account_and_a_role_that_ended_have_no_session(void **state)
{
	struct giving *giving = *state;
	const char *token;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", giving_noon());
	giving_sql(giving, "UPDATE account SET disabled_at = '2026-06-15'");
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_OVER);
	giving_sql(giving, "UPDATE account SET disabled_at = NULL");
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_LIVE);
	giving_sql(giving, "UPDATE role_grant SET revoked_at = '2026-06-15'");
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_OVER);
}

struct act {
	struct giving *giving;
	struct actor actor;
	int64_t account_id, id;
	const char *token;
};

static enum err end(void *context)
{
	struct act *act = context;

	return session_end(act->giving->db, &act->giving->arena, &act->actor, giving_noon());
}

static enum err revoke(void *context)
{
	struct act *act = context;

	return session_revoke(act->giving->db, &act->giving->arena, &act->actor, act->account_id, act->id, giving_noon());
}

static enum err rotate(void *context)
{
	struct act *act = context;

	return session_rotate(act->giving->db, &act->giving->arena, &act->actor, &act->token);
}

static enum err choose(void *context)
{
	struct act *act = context;

	return session_choose_grant(act->giving->db, &act->giving->arena, &act->actor, act->id, giving_noon());
}

static void signing_out_ends_the_session(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	const char *token, *other;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", giving_noon());
	other = token_of(giving, "li", later(giving_noon(), 30));
	act.actor = look(giving, token, NULL, giving_noon()).actor;
	assert_int_equal(staff_transaction(giving, end, &act), OK);
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_OVER);
	assert_int_equal(look(giving, other, NULL, giving_noon()).state, SESSION_LIVE);
}

static void ones_sessions_are_listed_and_ended_one_by_one(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	const char *token, *other;
	const struct session_row *row;
	struct rows rows;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", giving_noon());
	other = token_of(giving, "li", later(giving_noon(), 30));
	act.actor = look(giving, token, NULL, giving_noon()).actor;
	act.account_id = act.actor.account_id;
	assert_int_equal(session_list(giving->db, &giving->arena, &act.actor, act.account_id, later(giving_noon(), 60), &rows), OK);
	assert_int_equal(rows.count, 2);
	row = rows.row;
	assert_false(row[0].own);
	assert_true(row[1].own);
	assert_string_equal(row[0].address, "192.0.2.7");
	assert_string_equal(row[0].browser, "a browser");
	act.id = row[0].id;
	assert_int_equal(staff_transaction(giving, revoke, &act), OK);
	assert_int_equal(look(giving, other, NULL, giving_noon()).state, SESSION_OVER);
	assert_int_equal(staff_transaction(giving, revoke, &act), E_NOT_FOUND);
	assert_int_equal(session_list(giving->db, &giving->arena, &act.actor, act.account_id, later(giving_noon(), hour), &rows), OK);
	assert_int_equal(rows.count, 0);
}

static void only_who_looks_after_an_account_ends_its_sessions(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	const char *token;
	struct rows rows;

	act.account_id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "zhao", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "qian", ROLE_SYSTEM, OTHER_COUNTY_UNIT);
	staff_account(giving, "sun", ROLE_SYSTEM, CITY_UNIT);
	staff_account(giving, "zhou", ROLE_SCHOOL, SCHOOL_UNIT);
	token = token_of(giving, "li", giving_noon());
	act.id = look(giving, token, NULL, giving_noon()).actor.session_id;
	act.actor = staff_actor(giving, "zhao");
	assert_int_equal(staff_transaction(giving, revoke, &act), E_DENIED);
	act.actor = staff_actor(giving, "zhou");
	assert_int_equal(session_list(giving->db, &giving->arena, &act.actor, act.account_id, giving_noon(), &rows), E_NOT_FOUND);
	act.actor = staff_actor(giving, "qian");
	assert_int_equal(staff_transaction(giving, revoke, &act), E_NOT_FOUND);
	assert_int_equal(session_list(giving->db, &giving->arena, &act.actor, act.account_id, giving_noon(), &rows), E_NOT_FOUND);
	act.actor = staff_actor(giving, "sun");
	assert_int_equal(staff_transaction(giving, revoke, &act), OK);
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_OVER);
}

static void a_rotated_token_is_nobodys(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	const char *token;

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	token = token_of(giving, "li", giving_noon());
	act.actor = look(giving, token, NULL, giving_noon()).actor;
	assert_int_equal(staff_transaction(giving, rotate, &act), OK);
	assert_int_equal(look(giving, token, NULL, giving_noon()).state, SESSION_NONE);
	assert_int_equal(look(giving, act.token, NULL, giving_noon()).state, SESSION_LIVE);
}

static void one_acts_in_a_role_of_ones_own_and_comes_back_in_it(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	const int64_t id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	const char *token;
	struct looked looked;

	staff_account(giving, "zhao", ROLE_CITY, CITY_UNIT);
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO role_grant (account_id, role, unit_id, granted_at) "
				       "VALUES (%lld, 'school', 5, '2026-01-02')", (long long)id));
	token = token_of(giving, "li", giving_noon());
	act.actor = look(giving, token, NULL, giving_noon()).actor;
	assert_int_equal(act.actor.role, ROLE_COUNTY);
	act.id = staff_actor(giving, "zhao").grant_id;
	assert_int_equal(staff_transaction(giving, choose, &act), E_NOT_FOUND);
	act.id = giving_number(giving, "SELECT id AS n FROM role_grant WHERE role = 'school'");
	assert_int_equal(staff_transaction(giving, choose, &act), OK);
	looked = look(giving, token, NULL, giving_noon());
	assert_int_equal(looked.actor.role, ROLE_SCHOOL);
	assert_string_equal(looked.actor.unit_path, "/1/2/4/5/");
	assert_int_equal(staff_transaction(giving, choose, &act), OK);		/* the one acted in already */
	token = token_of(giving, "li", later(giving_noon(), 60));
	assert_int_equal(look(giving, token, NULL, later(giving_noon(), 60)).actor.role, ROLE_SCHOOL);
	giving_sql(giving, "UPDATE role_grant SET revoked_at = '2026-06-15' WHERE role = 'school'");
	token = token_of(giving, "li", later(giving_noon(), 120));
	assert_int_equal(look(giving, token, NULL, later(giving_noon(), 120)).actor.role, ROLE_COUNTY);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_session_goes_idle_after_a_quarter_of_an_hour),
		TEST(a_session_ends_after_eight_hours_however_busy),
		TEST(seen_is_written_once_a_minute),
		TEST(a_page_left_open_does_not_keep_the_session),
		TEST(what_is_no_token_is_nobodys),
		TEST(a_session_of_the_portal_is_that_names_only),
		TEST(a_disabled_account_and_a_role_that_ended_have_no_session),
		TEST(signing_out_ends_the_session),
		TEST(ones_sessions_are_listed_and_ended_one_by_one),
		TEST(only_who_looks_after_an_account_ends_its_sessions),
		TEST(a_rotated_token_is_nobodys),
		TEST(one_acts_in_a_role_of_ones_own_and_comes_back_in_it),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
