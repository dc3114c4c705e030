/* Who may come in, and where a person may be sent on to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/guard.h"
#include "app/staff.h"
#include "door.h"

static const struct timestamp now = { INT64_C(1764000000000000) };

static struct actor person(enum office_role role, int64_t minutes_since_code)
{
	return (struct actor){ .account_id = 1, .login = "a", .role = role, .grant_id = 7,
			       .second_factor_at = { now.us - minutes_since_code * 60 * 1000000 } };
}

static enum verdict judge(struct door *door, const struct actor *actor, enum session_stage stage, const char *path)
{
	door_ask(door, GET, path);
	door->request.now = now;
	door->request.actor = actor;
	door->request.stage = stage;
	return guard_judge(&door->request);
}

static void anybody_sees_what_is_anybodys(void **state)
{
	assert_int_equal(judge(*state, NULL, SESSION_ENROLLING, "/open"), GUARD_PASS);
}

static void without_a_session_one_signs_in(void **state)
{
	assert_int_equal(judge(*state, NULL, SESSION_FULL, "/"), GUARD_SIGN_IN);
	assert_int_equal(judge(*state, NULL, SESSION_FULL, "/enrolling"), GUARD_SIGN_IN);
}

static void a_familys_page_opens_to_a_family_alone(void **state)
{
	const struct family_member family = { .id = 1, .state = FAMILY_SUSPENDED };
	const struct actor actor = person(ROLE_CITY, 0);
	struct door *door = *state;

	assert_int_equal(judge(door, NULL, SESSION_ENROLLING, "/families"), GUARD_SIGN_IN);
	assert_int_equal(judge(door, &actor, SESSION_FULL, "/families"), GUARD_SIGN_IN);
	door->request.family = &family;
	assert_int_equal(judge(door, NULL, SESSION_ENROLLING, "/families"), GUARD_PASS);
	assert_int_equal(judge(door, NULL, SESSION_ENROLLING, "/jobs/3"), GUARD_SIGN_IN);
}

static void who_enrols_does_nothing_else(void **state)
{
	const struct actor actor = person(ROLE_SYSTEM, 0);

	assert_int_equal(judge(*state, &actor, SESSION_ENROLLING, "/"), GUARD_ENROL);
	assert_int_equal(judge(*state, &actor, SESSION_ENROLLING, "/enrolling"), GUARD_PASS);
}

static void without_a_role_one_chooses_first(void **state)
{
	struct actor actor = person(ROLE_CITY, 0);

	actor.grant_id = 0;
	assert_int_equal(judge(*state, &actor, SESSION_FULL, "/"), GUARD_ACTING);
	assert_false(staff_may(&((struct door *)*state)->request, ACTION_HOME));
}

static void the_role_acted_in_must_hold_the_right(void **state)
{
	const struct actor system = person(ROLE_SYSTEM, 0), audit = person(ROLE_AUDIT, 0);

	assert_int_equal(judge(*state, &system, SESSION_FULL, "/jobs/3"), GUARD_PASS);
	assert_int_equal(judge(*state, &audit, SESSION_FULL, "/jobs/3"), GUARD_REFUSE);
}

static void a_dangerous_act_wants_a_code_of_the_last_five_minutes(void **state)
{
	const struct actor fresh = person(ROLE_SAFETY, 4), old = person(ROLE_SAFETY, 5), other = person(ROLE_CITY, 99);
	struct actor never = person(ROLE_SAFETY, 0);

	never.second_factor_at.us = TIMESTAMP_NONE_US;
	assert_int_equal(judge(*state, &fresh, SESSION_FULL, "/grants"), GUARD_PASS);
	assert_int_equal(judge(*state, &old, SESSION_FULL, "/grants"), GUARD_SECOND_FACTOR);
	assert_int_equal(judge(*state, &never, SESSION_FULL, "/grants"), GUARD_SECOND_FACTOR);
	assert_int_equal(judge(*state, &other, SESSION_FULL, "/grants"), GUARD_REFUSE);
}

static void the_way_on_is_a_page_of_ours(void **state)
{
	static const char *const good[] = { "/", "/open", "/jobs/12", "/jobs/12?state=failed&a=%2F", "/open#part" };
	static const char *const bad[] = { "", "open", "//evil.example", "https://evil.example", "/letters", "/nowhere", "/jobs/x", "/nobodys",
					   "/open\r\nX: y", "/open x", "/open\\", "/öpen", "/open/", "/open?a\r\nX: y", "/open?a b", "/open#\\",
					   "/open?金" };
	const struct request *request = &((struct door *)*state)->request;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		assert_string_equal(guard_way_on(request, good[i]), good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_string_equal(guard_way_on(request, bad[i]), "/");
	assert_string_equal(guard_way_on(request, NULL), "/");
}

static void the_way_on_has_an_end(void **state)
{
	char path[way_chars_max + 2] = "/open?";

	memset(path + 6, 'a', way_chars_max - 6);
	assert_string_equal(guard_way_on(&((struct door *)*state)->request, path), path);
	path[way_chars_max] = 'a';
	assert_string_equal(guard_way_on(&((struct door *)*state)->request, path), "/");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, door_set_up, door_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(anybody_sees_what_is_anybodys), TEST(without_a_session_one_signs_in),
		TEST(a_familys_page_opens_to_a_family_alone),
		TEST(who_enrols_does_nothing_else),
		TEST(without_a_role_one_chooses_first), TEST(the_role_acted_in_must_hold_the_right),
		TEST(a_dangerous_act_wants_a_code_of_the_last_five_minutes), TEST(the_way_on_is_a_page_of_ours), TEST(the_way_on_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
