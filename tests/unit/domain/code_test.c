/* Reference codes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/key.h"
#include "domain/giving/code.h"

static int start(void **state)
{
	(void)state;
	return crypt_start(NULL) == OK ? 0 : -1;
}

static void a_new_code_holds_and_has_no_doubtful_letter(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (int i = 0; i < 5000; i++) {
		const char *code = code_new(&arena);

		assert_int_equal(strlen(code), code_chars);
		assert_true(code_holds(code));
		assert_null(strpbrk(code, "ILOU"));
	}
	arena_free(&arena);
}

/* ISO 7064 MOD 37,36 finds every single wrong character and every exchange of neighbours. */
static void a_slip_of_the_finger_is_found(void **state)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	struct arena arena;

	(void)state;
	arena_init(&arena, 0);
	for (int i = 0; i < 200; i++) {
		char *code = code_new(&arena);

		for (size_t at = 0; at < code_chars; at++) {
			const char right = code[at];

			for (const char *wrong = alphabet; *wrong != '\0'; wrong++) {
				code[at] = *wrong;
				assert_int_equal(code_holds(code), *wrong == right);
			}
			code[at] = right;
		}
	}
	arena_free(&arena);
}

static void other_texts_are_no_codes(void **state)
{
	static const char *const texts[] = { "", "0", "00000000", "0000000000", "YM7K-24QX", "ym7k24qx9", "IIIIIIIII" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		assert_false(code_holds(texts[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_code_holds_and_has_no_doubtful_letter),
		cmocka_unit_test(a_slip_of_the_finger_is_found),
		cmocka_unit_test(other_texts_are_no_codes),
	};

	return cmocka_run_group_tests_name("code", tests, start, NULL);
}
