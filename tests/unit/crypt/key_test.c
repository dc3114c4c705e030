#include "fixture.h"

static void refuses(struct fixture *fixture, const char *text)
{
	struct keyring *ring = NULL;

	write_keys(fixture, text, 0600);
	assert_int_equal(load(fixture, &ring), E_INVALID);
	assert_null(ring);
	assert_string_not_equal(fixture->fault.text, "");
}

static void a_new_file_loads_and_is_only_its_owners(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = NULL;
	struct stat stat_of;

	assert_int_equal(keyring_create(fixture->path, &fixture->fault), OK);
	assert_int_equal(stat(fixture->path, &stat_of), 0);
	assert_int_equal(stat_of.st_mode & 0777, 0600);
	assert_int_equal(load(fixture, &ring), OK);
	assert_int_equal(keyring_current(ring), 1);
}

static void two_new_files_hold_different_keys(void **state)
{
	struct fixture *fixture = *state;
	char first[128] = "", second[128] = "";
	FILE *file;

	for (int i = 0; i < 2; i++) {
		unlink(fixture->path);
		assert_int_equal(keyring_create(fixture->path, &fixture->fault), OK);
		file = fopen(fixture->path, "r");
		assert_non_null(file);
		assert_non_null(fgets(i == 0 ? first : second, 128, file));
		fclose(file);
	}
	assert_string_not_equal(first, second);
}

static void an_existing_file_is_left_alone(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "7 " KEY_A "\n");

	assert_int_equal(keyring_create(fixture->path, &fixture->fault), E_CONFLICT);
	assert_int_equal(load(fixture, &ring), OK);
	assert_int_equal(keyring_current(ring), 7);
}

static void a_folder_that_does_not_exist_is_an_error(void **state)
{
	struct fault fault = { .text = "" };

	(void)state;
	assert_int_equal(keyring_create("/nowhere/at/all/key", &fault), E_INTERNAL);
	assert_non_null(strstr(fault.text, "/nowhere/at/all/key"));
}

static void the_highest_id_seals(void **state)
{
	struct fixture *fixture = *state;

	assert_int_equal(keyring_current(ring_of(fixture, "9 " KEY_A "\n2 " KEY_B "\n")), 9);
	assert_int_equal(keyring_current(ring_of(fixture, "2 " KEY_B "\n9 " KEY_A "\n")), 9);
	assert_int_equal(keyring_current(ring_of(fixture, "65535 " KEY_A)), 65535);
}

static void comments_and_blank_lines_pass(void **state)
{
	assert_int_equal(keyring_current(ring_of(*state, "# made today\n\n3 " KEY_A "\n\n")), 3);
}

static void a_file_others_can_read_is_refused(void **state)
{
	struct fixture *fixture = *state;
	static const mode_t modes[] = { 0604, 0660, 0644, 0610, 0620, 0641 };
	struct keyring *ring = NULL;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		write_keys(fixture, "1 " KEY_A "\n", modes[i]);
		assert_int_equal(load(fixture, &ring), E_INVALID);
		assert_non_null(strstr(fixture->fault.text, "600"));
	}
	assert_null(ring);
}

static void a_group_may_read_it(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = NULL;

	write_keys(fixture, "1 " KEY_A "\n", 0640);
	assert_int_equal(load(fixture, &ring), OK);
}

static void malformed_lines_are_refused(void **state)
{
	static const char *const wrong[] = {
		"", "\n", "# only words\n", KEY_A "\n", "1 " KEY_A "0\n", "1 00\n", "0 " KEY_A "\n", "65536 " KEY_A "\n", "-1 " KEY_A "\n",
		"1  " KEY_A "\n", " 1 " KEY_A "\n", "1\t" KEY_A "\n", "1 " KEY_A " \n", "1 " KEY_A "\r\n",
		"1 g0112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n", "1 " KEY_A "\n1 " KEY_B "\n", "000001 " KEY_A "\n",
		"1 " KEY_A " from\n", "1 " KEY_A " from \n", "1 " KEY_A " from -5\n", "1 " KEY_A " from 5x\n", "1 " KEY_A "  from 5\n",
		"1 " KEY_A " from 5 \n", "1 " KEY_A " till 5\n", "1 " KEY_A " from 1234567890123\n" };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		refuses(*state, wrong[i]);
}

static void a_refusal_names_the_line_and_no_key(void **state)
{
	struct fixture *fixture = *state;

	refuses(fixture, "1 " KEY_A "\nx " KEY_B "\n");
	assert_non_null(strstr(fixture->fault.text, ":2:"));
	assert_null(strstr(fixture->fault.text, "ffeedd"));
}

static void a_missing_file_and_a_folder_are_refused(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = NULL;

	assert_int_equal(load(fixture, &ring), E_INVALID);
	assert_int_equal(keyring_load(&fixture->arena, fixture->folder, &ring, NULL), E_INVALID);
}

static void too_many_keys_and_a_huge_file_are_refused(void **state)
{
	static char text[20000];
	size_t length = 0;

	for (int id = 1; id <= 65; id++)
		length += (size_t)snprintf(text + length, sizeof text - length, "%d " KEY_A "\n", id);
	refuses(*state, text);
	memset(text, '\n', sizeof text - 1);
	refuses(*state, text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_new_file_loads_and_is_only_its_owners, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(two_new_files_hold_different_keys, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(an_existing_file_is_left_alone, fixture_start, fixture_stop),
		cmocka_unit_test(a_folder_that_does_not_exist_is_an_error),
		cmocka_unit_test_setup_teardown(the_highest_id_seals, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(comments_and_blank_lines_pass, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_file_others_can_read_is_refused, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_group_may_read_it, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(malformed_lines_are_refused, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_refusal_names_the_line_and_no_key, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_missing_file_and_a_folder_are_refused, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(too_many_keys_and_a_huge_file_are_refused, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
