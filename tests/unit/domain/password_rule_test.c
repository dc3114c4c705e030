/* What may be a password. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "domain/office/sign_in_parts.h"

static void assert_objection(const char *password, const char *expected)
{
	const char *objection = password_objection(password, "zhangsan");

	if (expected == NULL ? objection != NULL : objection == NULL || strcmp(objection, expected) != 0)
		fail_msg("%s: %s", password, objection != NULL ? objection : "taken");
}

static void twelve_characters_are_enough_and_eleven_are_not(void **state)
{
	(void)state;
	assert_objection("kettle brown", NULL);
	assert_objection("kettlebrown", "too_short");
	assert_objection("", "too_short");
	/* Characters, not bytes. */
	assert_objection("\xe6\xb2\x82\xe8\x92\x99\xe5\xb1\xb1\xe5\xa5\xbd", "too_short");
	assert_objection("\xe6\xb2\x82\xe8\x92\x99\xe5\xb1\xb1\xe9\xab\x98\xe6\xb2\x82\xe6\xb0\xb4\xe9\x95\xbf\xe5\xa5\xbd\xe9\xa3\x8e"
			 "\xe5\x85\x89\xe8\xbf\x9c\xe8\xbf\x91", NULL);
}

static void a_hundred_and_twenty_eight_are_the_most(void **state)
{
	char password[131] = { 0 };

	(void)state;
	for (size_t i = 0; i < 128; i++)
		password[i] = (char)('a' + (i * i + i / 7) % 26);
	assert_objection(password, NULL);
	password[128] = 'x';
	assert_objection(password, "too_long");
}

static void runs_and_repetitions_are_guessed_first(void **state)
{
	(void)state;
	assert_objection("123456789012", "common");
	assert_objection("098765432109", "common");
	assert_objection("abcdefghijkl", "common");
	assert_objection("QWERTYUIOPASDF", "common");
	assert_objection("aaaaaaaaaaaa", "common");
	assert_objection("abcabcabcabc", "common");
	assert_objection("Password1234", "common");
}

static void the_login_is_no_password(void **state)
{
	(void)state;
	assert_objection("zhangsan1234", "common");
	assert_objection("Zhangsan2026", "common");
	assert_objection("zhangsan likes the river", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twelve_characters_are_enough_and_eleven_are_not),
		cmocka_unit_test(a_hundred_and_twenty_eight_are_the_most),
		cmocka_unit_test(runs_and_repetitions_are_guessed_first),
		cmocka_unit_test(the_login_is_no_password),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
