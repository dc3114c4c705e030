/* The file of keys changes while programs run. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/time.h>
#include <time.h>

#include "fixture.h"

#include "crypt/seal.h"
#include "crypt/token.h"

static const struct place somewhere = { "pledge", "name", "YM7K24QX9" };

static void append_text(struct fixture *fixture, const char *text)
{
	FILE *file = fopen(fixture->path, "a");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* The ring looks at its file once a second. */
static bool refreshed(struct fixture *fixture, struct keyring *ring)
{
	memset(&fixture->fault, 0, sizeof fixture->fault);
	usleep(1020000);
	return keyring_refresh(ring, &fixture->fault);
}

static bool opens(struct fixture *fixture, const struct keyring *ring, struct bytes sealed)
{
	struct secret secret = { .hidden = NULL };

	return seal_open(ring, &fixture->arena, somewhere, sealed, &secret) == OK && strcmp(secret.hidden, "text") == 0;
}

static void an_added_key_is_read_without_a_restart(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes old = seal_text(ring, &fixture->arena, somewhere, "text");

	append_text(fixture, "2 " KEY_B "\n");
	assert_true(keyring_refresh(ring, &fixture->fault));
	assert_int_equal(keyring_current(ring), 1);
	assert_true(refreshed(fixture, ring));
	assert_int_equal(keyring_current(ring), 2);
	assert_int_equal(keyring_oldest(ring), 1);
	assert_int_equal(seal_key_id(seal_text(ring, &fixture->arena, somewhere, "text")), 2);
	assert_true(opens(fixture, ring, old));
}

static void a_new_key_seals_only_from_its_time_on(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring;
	unsigned id = 0;

	ring = ring_of(fixture, "1 " KEY_A "\n");
	assert_int_equal(keyring_append(fixture->path, 3, &id, &fixture->fault), OK);
	assert_int_equal(id, 2);
	assert_true(refreshed(fixture, ring));
	assert_int_equal(keyring_current(ring), 1);
	assert_int_equal(seal_key_id(seal_text(ring, &fixture->arena, somewhere, "text")), 1);
	sleep(3);
	assert_int_equal(keyring_current(ring), 2);
	assert_int_equal(seal_key_id(seal_text(ring, &fixture->arena, somewhere, "text")), 2);
}

static void a_torn_file_changes_nothing_and_is_said_once(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");

	append_text(fixture, "2 ffeeddcc");
	assert_false(refreshed(fixture, ring));
	assert_non_null(strstr(fixture->fault.text, ":2:"));
	assert_int_equal(keyring_current(ring), 1);
	assert_true(refreshed(fixture, ring));
	append_text(fixture, &KEY_B[8]);
	assert_true(refreshed(fixture, ring));
	assert_int_equal(keyring_current(ring), 2);
}

static void a_file_others_may_read_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");

	write_keys(fixture, "1 " KEY_A "\n2 " KEY_B "\n", 0644);
	assert_false(refreshed(fixture, ring));
	assert_int_equal(keyring_current(ring), 1);
}

static void a_replaced_file_is_told_of(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");

	assert_int_equal(unlink(fixture->path), 0);
	write_keys(fixture, "1 " KEY_A "\n2 " KEY_B "\n", 0600);
	assert_false(refreshed(fixture, ring));
	assert_non_null(strstr(fixture->fault.text, "restart"));
	assert_int_equal(keyring_current(ring), 1);
}

static void an_appended_key_waits_for_the_one_before(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring;
	unsigned id = 0;

	write_keys(fixture, "7 " KEY_A, 0600);	/* without its line's end */
	assert_int_equal(keyring_append(fixture->path, 60, &id, &fixture->fault), OK);
	assert_int_equal(id, 8);
	assert_int_equal(keyring_append(fixture->path, 60, &id, &fixture->fault), E_CONFLICT);
	assert_int_equal(load(fixture, &ring), OK);
	assert_int_equal(keyring_current(ring), 7);
}

static void a_third_key_waits_until_the_first_is_retired(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n2 " KEY_B "\n");
	unsigned id = 0;

	assert_int_equal(keyring_append(fixture->path, 0, &id, &fixture->fault), E_CONFLICT);
	assert_int_equal(keyring_retire(fixture->path, 1, &fixture->fault), OK);
	assert_int_equal(keyring_append(fixture->path, 0, &id, &fixture->fault), OK);
	assert_int_equal(id, 3);
	assert_int_equal(load(fixture, &ring), OK);
	assert_int_equal(keyring_oldest(ring), 2);
	assert_int_equal(keyring_current(ring), 3);
}

static void a_retired_key_is_gone_from_the_file_and_from_who_runs(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "# ours\n1 " KEY_A " from 5\n2 " KEY_B "\n");
	const struct bytes fresh = seal_text(ring, &fixture->arena, somewhere, "text");
	char text[400] = "";
	int file;

	assert_int_equal(keyring_retire(fixture->path, 1, &fixture->fault), OK);
	file = open(fixture->path, O_RDONLY);
	assert_true(read(file, text, sizeof text - 1) > 0);
	close(file);
	assert_null(strstr(text, "0011"));
	assert_non_null(strstr(text, "# ours\n# retired: 1 -"));
	assert_true(refreshed(fixture, ring));
	assert_int_equal(keyring_oldest(ring), 2);
	assert_true(opens(fixture, ring, fresh));
}

static void the_key_that_seals_cannot_be_retired(void **state)
{
	struct fixture *fixture = *state;

	write_keys(fixture, "1 " KEY_A "\n2 " KEY_B " from 99999999999\n", 0600);
	assert_int_equal(keyring_retire(fixture->path, 1, &fixture->fault), E_CONFLICT);
	assert_int_equal(keyring_retire(fixture->path, 2, &fixture->fault), E_CONFLICT);
	assert_int_equal(keyring_retire(fixture->path, 3, &fixture->fault), E_NOT_FOUND);
}

static void the_list_says_since_when_and_which_seals(void **state)
{
	struct fixture *fixture = *state;
	const struct key_row *rows;

	assert_int_equal(keyring_list(ring_of(fixture, "2 " KEY_B " from 99999999999\n1 " KEY_A " from 5\n"), &fixture->arena, &rows), 2);
	assert_int_equal(rows[0].id, 1);
	assert_int_equal(rows[0].from, 5);
	assert_true(rows[0].seals);
	assert_int_equal(rows[1].id, 2);
	assert_false(rows[1].seals);
}

static void a_form_signed_before_a_new_key_is_good_after_it(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct timestamp now = { INT64_C(1790000000) * 1000000 };
	const char *old = form_token_new(ring, &fixture->arena, "session", "form", now, 5), *nonce;

	append_text(fixture, "2 " KEY_B "\n");
	assert_true(refreshed(fixture, ring));
	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "form", now, old, &nonce), FORM_TOKEN_GOOD);
	assert_int_equal(form_token_check(ring_of(fixture, "2 " KEY_B "\n"), &fixture->arena, "session", "form", now,
					  form_token_new(ring, &fixture->arena, "session", "form", now, 5), &nonce), FORM_TOKEN_GOOD);
}

struct runner {
	struct keyring *ring;
	atomic_bool *stop;
	uint64_t sealed, wrong;
};

static void *seal_and_open(void *context)
{
	struct runner *runner = context;
	struct arena arena;
	struct secret secret;

	arena_init(&arena, 0);
	while (!atomic_load(runner->stop)) {
		arena_reset(&arena);
		runner->wrong += !keyring_refresh(runner->ring, NULL);
		runner->wrong += seal_open(runner->ring, &arena, somewhere, seal_text(runner->ring, &arena, somewhere, "text"),
					   &secret) != OK || strcmp(secret.hidden, "text") != 0;
		runner->wrong += !blind_index_is(runner->ring, &arena, "telephone", "1",
						 blind_index(runner->ring, &arena, "telephone", "1"));
		runner->sealed++;
	}
	arena_free(&arena);
	return NULL;
}

static void keys_change_under_eight_threads_that_seal_and_open(void **state)
{
	struct fixture *fixture = *state;
	struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	struct runner runner[8];
	pthread_t thread[8];
	atomic_bool stop = false;
	unsigned id;

	for (size_t i = 0; i < 8; i++) {
		runner[i] = (struct runner){ .ring = ring, .stop = &stop };
		assert_int_equal(pthread_create(&thread[i], NULL, seal_and_open, &runner[i]), 0);
	}
	for (unsigned round = 1; round <= 3; round++) {
		assert_int_equal(keyring_append(fixture->path, 0, &id, &fixture->fault), OK);
		usleep(1200000);
		assert_int_equal(keyring_current(ring), round + 1);
		assert_int_equal(keyring_retire(fixture->path, round, &fixture->fault), OK);
	}
	usleep(1200000);
	assert_int_equal(keyring_oldest(ring), 4);
	atomic_store(&stop, true);
	for (size_t i = 0; i < 8; i++) {
		pthread_join(thread[i], NULL);
		assert_int_equal(runner[i].wrong, 0);
		assert_true(runner[i].sealed > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_added_key_is_read_without_a_restart, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_new_key_seals_only_from_its_time_on, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_torn_file_changes_nothing_and_is_said_once, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_file_others_may_read_changes_nothing, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_replaced_file_is_told_of, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(an_appended_key_waits_for_the_one_before, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_third_key_waits_until_the_first_is_retired, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_retired_key_is_gone_from_the_file_and_from_who_runs, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_key_that_seals_cannot_be_retired, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_list_says_since_when_and_which_seals, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_form_signed_before_a_new_key_is_good_after_it, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(keys_change_under_eight_threads_that_seal_and_open, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
