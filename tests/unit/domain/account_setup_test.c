/* The first accounts of an installation, and those of a demonstration. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/account_setup.h"
#include "staff_server.h"

struct act {
	struct giving *giving;
	const char *login, *password;
	struct account_refusal refusal;
};

static enum err make_first(void *context)
{
	struct act *act = context;

	return account_first(act->giving->db, &act->giving->arena, act->giving->keyring, act->login, "An", giving_noon(),
			     &act->password, &act->refusal);
}

static void the_first_administrator_is_made_once(void **state)
{
	struct giving *giving = *state;
	struct act act = { .giving = giving, .login = "first" };
	struct actor actor;

	assert_int_equal(staff_transaction(giving, make_first, &act), OK);
	actor = staff_actor(giving, "first");
	assert_int_equal(actor.role, ROLE_SAFETY);
	assert_string_equal(actor.unit_path, "/1/");
	act.login = "second";
	assert_int_equal(staff_transaction(giving, make_first, &act), E_CONFLICT);
	giving_sql(giving, "UPDATE account SET disabled_at = '2026-01-01'");
	assert_int_equal(staff_transaction(giving, make_first, &act), OK);
}

static void a_demonstrations_person_is_put_back_and_a_real_one_left_alone(void **state)
{
	struct giving *giving = *state;
	const struct demo_person person = { .login = "demo", .name = "Demo", .role = ROLE_COUNTY, .kind = UNIT_COUNTY,
					    .unit_code = "371302", .password = "yimeng-demo-demo", .secret = STAFF_SECRET };
	struct sign_in_wish wish = staff_wish("demo", "yimeng-demo-demo", "");
	struct sign_in in = { 0 };
	const char *code;
	int64_t wait = 0;

	wish.demo_allowed = true;
	for (int i = 0; i < 2; i++)
		assert_int_equal(account_demo(giving->db, &giving->arena, giving->keyring, &person, giving_noon()), OK);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(account_demo_code(giving->db, &giving->arena, giving->keyring, "demo", giving_noon(), &wish.code, &wait),
				 OK);
		assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, giving_noon(), &in), OK);
		assert_int_equal(in.stage, SESSION_FULL);
	}
	assert_int_equal(account_demo_code(giving->db, &giving->arena, giving->keyring, "demo", giving_noon(), &code, &wait), E_BUSY);
	assert_in_range(wait, 1, 30);
	giving_sql(giving, "UPDATE account SET totp_confirmed_at = NULL, totp_secret_sealed = NULL");
	assert_int_equal(account_demo(giving->db, &giving->arena, giving->keyring, &person, giving_noon()), OK);
	wish.code = staff_code(giving, later(giving_noon(), 600));
	assert_int_equal(sign_in(giving->db, &giving->arena, giving->keyring, &wish, later(giving_noon(), 600), &in), OK);
	assert_int_equal(in.stage, SESSION_FULL);
	giving_sql(giving, "UPDATE account SET demo = FALSE");
	assert_int_equal(account_demo(giving->db, &giving->arena, giving->keyring, &person, giving_noon()), E_CONFLICT);
}

#define TEST(name) cmocka_unit_test_setup(name, staff_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_first_administrator_is_made_once),
		TEST(a_demonstrations_person_is_put_back_and_a_real_one_left_alone),
	};

	return cmocka_run_group_tests(tests, staff_start, staff_stop);
}
