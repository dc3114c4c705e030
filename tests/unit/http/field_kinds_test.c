#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/field.h"
#include "scratch.h"

#define EACH(i, array) (size_t i = 0; i < sizeof(array) / sizeof((array)[0]); i++)

static void is_name(const char *typed, const char *kept)
{
	const char *name = NULL;

	assert_int_equal(FIELD_FINE, field_read_name(&arena, typed, &name));
	assert_string_equal(kept, name);
}

static void is_no_name(const char *typed)
{
	const char *name = "untouched";

	if (field_read_name(&arena, typed, &name) == FIELD_FINE)
		print_message("typed: %s\n", typed);
	assert_string_equal("untouched", name);
}

static void names_of_all_scripts_are_kept(void **state)
{
	static const char *const names[] = {
		"\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e",
		"\xe9\x98\xbf\xe5\x87\xa1\xe6\x8f\x90\xc2\xb7\xe4\xb9\xb0\xe4\xb9\xb0\xe6\x8f\x90",	/* with U+00B7 */
		"\xf0\xa0\xae\xb7\xf0\xaa\x9a\xa5",		/* CJK Extension B */
		"\xf0\xb1\x81\xac",				/* CJK Extension H (GB 18030-2022) */
		"\xee\xa0\x96",				/* private use, as older fonts have rare characters */
		"\xe9\x82\x89\xf3\xa0\x84\x81",		/* with an ideographic variation selector */
		"O'Brien-Smith, Jr.", "Zo\xc3\xab", "\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd", "\xe0\xb8\xaa\xe0\xb8\xa1",
		"\xe4\xb8\xb4\xe6\xb2\x82\xe5\xb8\x82\xe6\x85\x88\xe5\x96\x84\xe6\x80\xbb\xe4\xbc\x9a\xef\xbc\x88\xe7\xa4\xba\xe8\x8c\x83\xef\xbc\x89",
		"A & B (Linyi) Co., Ltd./2", "\xe2\x80\x9c\xe7\x88\xb1\xe2\x80\x9d\xe5\xb0\x8f\xe7\xbb\x84",
	};

	(void)state;
	for EACH(i, names)
		is_name(names[i], names[i]);
}

static void a_name_of_fifty_characters_and_more_is_kept(void **state)
{
	char name[61 * 3 + 1];

	(void)state;
	for (size_t i = 0; i + 3 < sizeof name; i += 3)
		memcpy(name + i, i % 2 ? "\xe4\xb9\xb0" : "\xe6\x8f\x90", 3);
	name[sizeof name - 1] = '\0';
	is_name(name, name);
}

static void blanks_of_all_widths_become_one(void **state)
{
	(void)state;
	is_name("\xe5\xbc\xa0\xe3\x80\x80\xe4\xb8\x89", "\xe5\xbc\xa0 \xe4\xb8\x89");
	is_name("a  b\tc\xc2\xa0 d", "a b c d");
}

static void what_is_no_name_is_refused(void **state)
{
	static const char *const names[] = {
		"<script>", "a>b", "a\nb", "a\x01", "a;b", "a=b", "a\"b", "a\\b", "100%", "@a", "`a`", "{a}", "a|b", "#1",
		"\xef\xbc\x9cscript\xef\xbc\x9e",	/* full-width < > */
		"a\xe2\x80\x8b" "b", "a\xe2\x80\xae" "b", "a\xef\xbb\xbf", "\xf0\x9f\x98\x80", "\xef\xbf\xbd", "a\xc2\x85", "\xe2\x98\x85",
		"---", "...", "\xc2\xb7", "\xe3\x80\x8a\xe3\x80\x8b", "( )",
	};

	(void)state;
	for EACH(i, names)
		is_no_name(names[i]);
}

static void is_telephone(const char *typed, const char *kept)
{
	const char *telephone = "none";

	if (field_read_telephone(&arena, typed, &telephone) != FIELD_FINE)
		print_message("typed: %s\n", typed);
	assert_string_equal(kept, telephone);
}

static void is_no_telephone(const char *typed)
{
	const char *telephone = "untouched";

	if (field_read_telephone(&arena, typed, &telephone) == FIELD_FINE)
		print_message("typed: %s\n", typed);
	assert_string_equal("untouched", telephone);
}

static void mobile_numbers_become_eleven_digits(void **state)
{
	static const char *const typed[] = { "13800138000", "138 0013 8000", "138-0013-8000", "+8613800138000", "+86 138 0013 8000",
					     "8613800138000", "86-13800138000", "008613800138000", "(+86)13800138000",
					     "138\xe2\x80\x94" "0013\xe2\x80\x94" "8000" };

	(void)state;
	for EACH(i, typed)
		is_telephone(typed[i], "13800138000");
	is_telephone("19900000000", "19900000000");
}

static void landline_numbers_keep_area_code_and_extension(void **state)
{
	(void)state;
	is_telephone("0539-8012345", "05398012345");
	is_telephone("(0539) 8012345", "05398012345");
	is_telephone("0539 801 2345", "05398012345");
	is_telephone("0539-801-2345", "05398012345");
	is_telephone("+86 539 8012345", "05398012345");
	is_telephone("86-0539-8012345", "05398012345");
	is_telephone("010-12345678", "01012345678");
	is_telephone("021 2345 6789", "02123456789");
	is_telephone("0531-88001234", "053188001234");
	is_telephone("0539-8012345-12", "05398012345-12");
	is_telephone("0539-8012345\xe8\xbd\xac" "12345", "05398012345-12345");
	is_telephone("+86-539-8012345-1", "05398012345-1");
}

static void what_is_no_telephone_is_refused(void **state)
{
	static const char *const typed[] = {
		"", "1", "12800138000", "1380013800", "138001380001", "23800138000", "8012345", "0539-801234", "0539-801234567",
		"0139-8012345", "0539-0012345", "0539-8012345-123456", "138O0138000", "+1 212 555 0100", "+", "86",
		"--", "0086", "13800138000 x", "+86+8613800138000", "13800138000-1", "9999999999999999999999999999999999999999999999999999999999999999999999",
	};

	(void)state;
	for EACH(i, typed)
		is_no_telephone(typed[i]);
}

static bool is_email(const char *typed)
{
	const char *email = NULL;

	return field_read_email(&arena, typed, &email) == FIELD_FINE && strcmp(email, typed) == 0;
}

static void e_mail_addresses_are_dot_atoms_at_a_domain(void **state)
{
	static const char *const good[] = { "a@b.cn", "first.last+tag@mail.example.com", "x_y-z@163.com", "!#$%&'*/=?^`{|}~@a-b.org" };
	static const char *const bad[] = {
		"", "a", "@b.cn", "a@", "a@b", "a@b.", "a@.cn", ".a@b.cn", "a.@b.cn", "a..b@c.cn", "a b@c.cn", "a@b c.cn", "a@@b.cn",
		"a@-b.cn", "a@b-.cn", "a@127.0.0.1", "\"a\"@b.cn", "a@b.cn>", "a@b.cn\r\nBcc: x@y.cn", "a,b@c.cn", "\xe5\xbc\xa0@b.cn",
	};

	(void)state;
	for EACH(i, good)
		assert_true(is_email(good[i]));
	for EACH(i, bad)
		assert_false(is_email(bad[i]));
}

static void an_e_mail_address_has_its_limits(void **state)
{
	char address[300];

	(void)state;
	memset(address, 'a', sizeof address);
	memcpy(address + 64, "@b.cn", 6);
	assert_true(is_email(address));
	memset(address, 'a', 70);
	memcpy(address + 65, "@b.cn", 6);
	assert_false(is_email(address));
	memset(address, 'a', sizeof address);
	address[1] = '@';
	for (size_t i = 2 + 63; i < 255; i += 64)
		address[i] = '.';
	address[254] = '\0';
	assert_true(is_email(address));
	address[254] = 'a';
	address[255] = '\0';
	assert_false(is_email(address));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(names_of_all_scripts_are_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_of_fifty_characters_and_more_is_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(blanks_of_all_widths_become_one, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_name_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(mobile_numbers_become_eleven_digits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(landline_numbers_keep_area_code_and_extension, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_telephone_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(e_mail_addresses_are_dot_atoms_at_a_domain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_e_mail_address_has_its_limits, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
