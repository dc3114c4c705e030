/* Accounts, roles, resets: who may, and what is left of the one before. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/account.h"
#include "staff_server.h"

struct act {
	struct giving *giving;
	struct actor actor;
	struct account_wish wish;
	int64_t id, unit_id;
	enum office_role role;
	const char *password;
	struct account_refusal refusal;
};

static enum err create(void *context)
{
	struct act *act = context;

	return account_create(act->giving->db, &act->giving->arena, act->giving->keyring, &act->actor, &act->wish, giving_noon(),
			      &act->id, &act->password, &act->refusal);
}

static enum err disable(void *context)
{
	struct act *act = context;

	return account_disable(act->giving->db, &act->giving->arena, &act->actor, act->id, "left", giving_noon());
}

static enum err enable(void *context)
{
	struct act *act = context;

	return account_enable(act->giving->db, &act->giving->arena, &act->actor, act->id, "came back", giving_noon());
}

static enum err grant(void *context)
{
	struct act *act = context;

	return role_grant_add(act->giving->db, &act->giving->arena, &act->actor, act->id, act->role, act->unit_id, giving_noon(),
			      &act->refusal);
}

static enum err revoke(void *context)
{
	struct act *act = context;

	return role_grant_revoke(act->giving->db, &act->giving->arena, &act->actor, act->id, "moved", giving_noon());
}

static enum err reset(void *context)
{
	struct act *act = context;

	return account_reset(act->giving->db, &act->giving->arena, &act->actor, act->id, "lost telephone",
			     giving_noon(), &act->password);
}

static void assert_refused(struct act *act, enum err (*work)(void *context), const char *field, const char *reason)
{
	act->refusal = (struct account_refusal){ "", "" };
	assert_int_equal(staff_transaction(act->giving, work, act), E_INVALID);
	assert_string_equal(act->refusal.field, field);
	assert_string_equal(act->refusal.reason, reason);
}

static int64_t events(struct giving *giving, const char *action, const char *login)
{
	return giving_number(giving, arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM audit_event WHERE action = '%s' AND "
						 "subject = 'account:%s' AND outcome = 'done'", action, login));
}

static struct act act_as(struct giving *giving, const char *login, enum office_role role, int64_t unit_id)
{
	struct act act = { .giving = giving };

	staff_account(giving, login, role, unit_id);
	act.actor = staff_actor(giving, login);
	return act;
}

static void a_new_account_signs_in_with_its_first_password_to_enrol(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "sys", ROLE_SYSTEM, CITY_UNIT);
	struct sign_in_wish wish;
	struct sign_in in = { 0 };

	act.wish = (struct account_wish){ .login = "created", .name = "Sun", .telephone = "13800138000", .email = "", .sso_name = "" };
	assert_int_equal(staff_transaction(giving, create, &act), OK);
	assert_int_equal(events(giving, "account_create", "created"), 1);
	wish = staff_wish("created", act.password, "");
	/* No role, no way in. */
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &in), E_DENIED);
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO role_grant (account_id, role, unit_id, granted_at) "
				       "VALUES (%lld, 'school', 5, '2026-01-02')", (long long)act.id));
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, later(giving_noon(), 1), &in), OK);
	assert_int_equal(in.stage, SESSION_ENROLLING);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM account WHERE login = 'created' AND "
					       "telephone_sealed IS NOT NULL AND LOCATE('13800138000', telephone_sealed) = 0 "
					       "AND email_sealed IS NULL AND sso_name IS NULL"), 1);
}

static void a_login_is_plain_and_taken_once(void **state)
{
	struct giving *giving = *state;
	static const char *const bad[] = { "", "a", "Li", "1li", "li wang", "li'", "worker", "command", "nobody",
					   "abcdefghijklmnopqrstuvwxyzabcdefghijklmno" };
	struct act act = act_as(giving, "sys", ROLE_SYSTEM, CITY_UNIT);

	act.wish = (struct account_wish){ .name = "Sun" };
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		act.wish.login = bad[i];
		assert_refused(&act, create, "login", "bad_login");
	}
	act.wish.login = "sys";
	assert_refused(&act, create, "login", "taken");
	act.wish.login = "one";
	act.wish.sso_name = "portal.name";
	assert_int_equal(staff_transaction(giving, create, &act), OK);
	act.wish.login = "two";
	assert_refused(&act, create, "sso_name", "taken");
}

static void disabling_ends_sessions_and_is_undone_by_enabling(void **state)
{
	struct giving *giving = *state;
	const struct sign_in_wish wish = staff_wish("li", STAFF_PASSWORD, staff_code(giving, giving_noon()));
	struct act act = act_as(giving, "sys", ROLE_SYSTEM, CITY_UNIT);
	struct sign_in in = { 0 };

	act.id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &in), OK);
	assert_int_equal(staff_transaction(giving, disable, &act), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM staff_session WHERE ended_at IS NULL"), 0);
	assert_int_equal(staff_transaction(giving, disable, &act), E_CONFLICT);
	assert_int_equal(staff_transaction(giving, enable, &act), OK);
	assert_int_equal(staff_transaction(giving, enable, &act), E_CONFLICT);
	assert_int_equal(events(giving, "account_disable", "li"), 1);
	assert_int_equal(events(giving, "account_enable", "li"), 1);
	act.id = act.actor.account_id;
	assert_int_equal(staff_transaction(giving, disable, &act), E_DENIED);
}

static void an_account_of_another_scope_is_not_there(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "sys", ROLE_SYSTEM, OTHER_COUNTY_UNIT);
	struct account account;
	struct rows grants;

	act.id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(account_find(giving->db, &giving->arena, act.actor.unit_path, act.id, &account), E_NOT_FOUND);
	assert_int_equal(staff_transaction(giving, disable, &act), E_NOT_FOUND);
	assert_int_equal(staff_transaction(giving, reset, &act), E_NOT_FOUND);
	assert_int_equal(account_grants(giving->db, &giving->arena, act.id, &grants), OK);
	act.id = ((const struct role_grant *)grants.row)->id;
	assert_int_equal(staff_transaction(giving, revoke, &act), E_NOT_FOUND);
}

static void accounts_of_the_scope_are_listed_page_by_page(void **state)
{
	struct giving *giving = *state;
	struct account_search search = { .scope = "/1/2/", .words = "", .rows = 2 };
	const struct account *account;
	struct rows rows;
	bool more;

	staff_account(giving, "city", ROLE_CITY, CITY_UNIT);
	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	staff_account(giving, "other", ROLE_COUNTY, OTHER_COUNTY_UNIT);
	staff_account(giving, "roleless", ROLE_COUNTY, 0);
	staff_newcomer(giving, "zhou", ROLE_SCHOOL, SCHOOL_UNIT);
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	account = rows.row;
	assert_int_equal(rows.count, 2);
	assert_true(more);
	assert_string_equal(account[0].login, "li");
	assert_true(account[0].enrolled);
	assert_string_equal(account[1].login, "roleless");
	search.after_login = "roleless";
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	account = rows.row;
	assert_int_equal(rows.count, 1);
	assert_false(more);
	assert_string_equal(account[0].login, "zhou");
	assert_false(account[0].enrolled);
	search = (struct account_search){ .scope = "/1/", .words = "o_", .rows = 10 };
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 0);
	search.words = "oth";
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
	giving_sql(giving, "UPDATE account SET name = 'Othello' WHERE login = 'zhou'");
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	account = rows.row;
	assert_int_equal(rows.count, 2);
	assert_string_equal(account[0].login, "other");
	assert_string_equal(account[1].login, "zhou");
	search.scope = "/1/2/";
	assert_int_equal(account_list(giving->db, &giving->arena, &search, &rows, &more), OK);
	assert_int_equal(rows.count, 1);
}

static void nobody_grants_a_role_to_oneself(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "safe", ROLE_SAFETY, CITY_UNIT);

	act.id = act.actor.account_id;
	act.role = ROLE_CITY;
	act.unit_id = CITY_UNIT;
	assert_refused(&act, grant, "account", "own");
	act.id = act.actor.grant_id;
	assert_int_equal(staff_transaction(giving, revoke, &act), E_DENIED);
}

static void a_role_is_held_at_a_unit_of_its_kind_once_and_in_scope(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "safe", ROLE_SAFETY, COUNTY_UNIT);

	act.id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	act.role = ROLE_SCHOOL;
	act.unit_id = TOWNSHIP_UNIT;
	assert_refused(&act, grant, "unit", "wrong_unit");
	act.unit_id = OTHER_SCHOOL_UNIT;
	assert_refused(&act, grant, "unit", "outside");
	act.unit_id = SCHOOL_UNIT;
	assert_int_equal(staff_transaction(giving, grant, &act), OK);
	assert_refused(&act, grant, "role", "held");
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'role_grant' AND "
					       "subject = 'account:li' AND detail LIKE '%school%' AND actor = 'safe'"), 1);
}

static void an_administrators_role_goes_with_no_other(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "safe", ROLE_SAFETY, CITY_UNIT);

	act.unit_id = CITY_UNIT;
	act.id = staff_account(giving, "li", ROLE_CITY, CITY_UNIT);
	act.role = ROLE_AUDIT;
	assert_refused(&act, grant, "role", "apart");
	act.id = staff_account(giving, "wang", ROLE_AUDIT, CITY_UNIT);
	act.role = ROLE_SYSTEM;
	assert_refused(&act, grant, "role", "apart");
	act.role = ROLE_CITY;
	assert_refused(&act, grant, "role", "apart");
}

static void a_role_taken_away_ends_what_acts_in_it(void **state)
{
	struct giving *giving = *state;
	const struct sign_in_wish wish = staff_wish("li", STAFF_PASSWORD, staff_code(giving, giving_noon()));
	struct act act = act_as(giving, "safe", ROLE_SAFETY, CITY_UNIT);
	struct sign_in in = { 0 };

	staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &in), OK);
	act.id = staff_actor(giving, "li").grant_id;
	assert_int_equal(staff_transaction(giving, revoke, &act), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM staff_session WHERE ended_at IS NULL"), 0);
	assert_int_equal(staff_transaction(giving, revoke, &act), E_NOT_FOUND);
	assert_int_equal(events(giving, "role_revoke", "li"), 1);
}

/* domain.md §5: in person, by the level above. */
static void an_authenticator_is_reset_by_the_level_above_and_by_safety_only(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving };
	static const struct {
		const char *login;
		enum office_role role;
		int64_t unit_id;
		enum err expected;
	} who[] = {
		{ "peer", ROLE_COUNTY, COUNTY_UNIT, E_DENIED },
		{ "below", ROLE_TOWNSHIP, TOWNSHIP_UNIT, E_NOT_FOUND },
		{ "other", ROLE_COUNTY, OTHER_COUNTY_UNIT, E_NOT_FOUND },
		{ "system", ROLE_SYSTEM, CITY_UNIT, E_DENIED },
		{ "audit", ROLE_AUDIT, CITY_UNIT, E_DENIED },
		{ "above", ROLE_CITY, CITY_UNIT, OK },
		{ "safety", ROLE_SAFETY, CITY_UNIT, OK },
	};

	act.id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	for (size_t i = 0; i < sizeof who / sizeof who[0]; i++) {
		enum err err;

		staff_account(giving, who[i].login, who[i].role, who[i].unit_id);
		act.actor = staff_actor(giving, who[i].login);
		err = staff_transaction(giving, reset, &act);
		if (err != who[i].expected)
			fail_msg("%s: %s", who[i].login, err_name(err));
	}
	assert_int_equal(events(giving, "authenticator_reset", "li"), 2);
	act.actor = staff_actor(giving, "li");
	assert_int_equal(staff_transaction(giving, reset, &act), E_DENIED);
}

static void a_role_above_elsewhere_protects_the_whole_account(void **state)
{
	struct giving *giving = *state;
	struct act act = act_as(giving, "county", ROLE_COUNTY, COUNTY_UNIT);

	act.id = staff_account(giving, "li", ROLE_SCHOOL, SCHOOL_UNIT);
	assert_int_equal(staff_transaction(giving, reset, &act), OK);
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO role_grant (account_id, role, unit_id, granted_at) "
				       "VALUES (%lld, 'city', 1, '2026-01-02')", (long long)act.id));
	assert_int_equal(staff_transaction(giving, reset, &act), E_DENIED);
}

/* With the first password of somebody who also acts elsewhere, a county's administrator would act there. */
static void a_role_outside_the_scope_keeps_administrators_of_the_scope_off(void **state)
{
	struct giving *giving = *state;
	struct act safety = act_as(giving, "safe", ROLE_SAFETY, COUNTY_UNIT);
	struct act system = act_as(giving, "sys", ROLE_SYSTEM, COUNTY_UNIT);

	safety.id = system.id = staff_account(giving, "li", ROLE_SCHOOL, SCHOOL_UNIT);
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO role_grant (account_id, role, unit_id, granted_at) "
				       "VALUES (%lld, 'city', 1, '2026-01-02')", (long long)safety.id));
	assert_int_equal(staff_transaction(giving, reset, &safety), E_DENIED);
	assert_int_equal(staff_transaction(giving, disable, &system), E_DENIED);
	giving_sql(giving, arena_print(&giving->arena, "UPDATE account SET disabled_at = '2026-01-03' WHERE id = %lld",
				       (long long)system.id));
	assert_int_equal(staff_transaction(giving, enable, &system), E_DENIED);
}

static void a_reset_account_begins_anew(void **state)
{
	struct giving *giving = *state;
	struct sign_in_wish wish = staff_wish("li", STAFF_PASSWORD, staff_code(giving, giving_noon()));
	struct act act = act_as(giving, "safe", ROLE_SAFETY, CITY_UNIT);
	struct sign_in in = { 0 };

	act.id = staff_account(giving, "li", ROLE_COUNTY, COUNTY_UNIT);
	giving_sql(giving, arena_print(&giving->arena, "INSERT INTO recovery_code (account_id, code_digest) "
				       "VALUES (%lld, REPEAT('x', 32))", (long long)act.id));
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &in), OK);
	assert_int_equal(staff_transaction(giving, reset, &act), OK);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM staff_session WHERE ended_at IS NULL"), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM recovery_code WHERE used_at IS NULL"), 0);
	wish.code = staff_code(giving, later(giving_noon(), 60));
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, later(giving_noon(), 60), &in), E_DENIED);
	wish.password = act.password;
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, later(giving_noon(), 70), &in), OK);
	assert_int_equal(in.stage, SESSION_ENROLLING);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_account_signs_in_with_its_first_password_to_enrol),
		TEST(a_login_is_plain_and_taken_once),
		TEST(disabling_ends_sessions_and_is_undone_by_enabling),
		TEST(an_account_of_another_scope_is_not_there),
		TEST(accounts_of_the_scope_are_listed_page_by_page),
		TEST(nobody_grants_a_role_to_oneself),
		TEST(a_role_is_held_at_a_unit_of_its_kind_once_and_in_scope),
		TEST(an_administrators_role_goes_with_no_other),
		TEST(a_role_taken_away_ends_what_acts_in_it),
		TEST(an_authenticator_is_reset_by_the_level_above_and_by_safety_only),
		TEST(a_role_above_elsewhere_protects_the_whole_account),
		TEST(a_role_outside_the_scope_keeps_administrators_of_the_scope_off),
		TEST(a_reset_account_begins_anew),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
