#include "fixture.h"

#include "crypt/token.h"

static const struct timestamp noon = { .us = INT64_C(1800000000000000) };

static struct timestamp minutes_later(int64_t minutes)
{
	return (struct timestamp){ .us = noon.us + minutes * 60 * 1000000 };
}

static enum form_token_state check(struct fixture *fixture, const struct keyring *ring, const char *token, int64_t minutes)
{
	const char *nonce = NULL;

	return form_token_check(ring, &fixture->arena, "session", "pledge", minutes_later(minutes), token, &nonce);
}

static char *make(struct fixture *fixture, const struct keyring *ring)
{
	return form_token_new(ring, &fixture->arena, "session", "pledge", noon, 60);
}

static void tokens_are_well_formed_and_differ(void **state)
{
	struct fixture *fixture = *state;
	const char *a = token_new(&fixture->arena), *b = token_new(&fixture->arena);

	assert_int_equal(strlen(a), 43);
	assert_true(token_is_well_formed(a));
	assert_string_not_equal(a, b);
}

static void other_texts_are_no_tokens(void **state)
{
	struct fixture *fixture = *state;
	char *token = token_new(&fixture->arena);

	assert_false(token_is_well_formed(""));
	assert_false(token_is_well_formed(arena_print(&fixture->arena, "%sA", token)));
	assert_false(token_is_well_formed(token + 1));
	token[20] = '+';
	assert_false(token_is_well_formed(token));
	token[20] = '=';
	assert_false(token_is_well_formed(token));
	memset(token, 'A', 42);
	token[42] = 'B';	/* bits beyond the 256 */
	assert_false(token_is_well_formed(token));
}

static void digests_are_blake2b_256(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t of_abc[] = { 0xbd, 0xdd, 0x81, 0x3c, 0x63, 0x42, 0x39, 0x72, 0x31, 0x71, 0xef };
	const struct bytes digest = digest_text(&fixture->arena, "abc");

	assert_int_equal(digest.length, 32);
	assert_memory_equal(digest.data, of_abc, sizeof of_abc);
	assert_true(bytes_equal(digest, digest_bytes(&fixture->arena, (struct bytes){ (const uint8_t *)"abc", 3 })));
	assert_false(bytes_equal(digest, digest_bytes(&fixture->arena, (struct bytes){ (const uint8_t *)"abc", 4 })));
}

static void bytes_of_other_length_are_not_equal(void **state)
{
	const struct bytes abc = { (const uint8_t *)"abc", 3 };

	(void)state;
	assert_true(bytes_equal(abc, abc));
	assert_false(bytes_equal(abc, (struct bytes){ (const uint8_t *)"abc", 2 }));
	assert_false(bytes_equal(abc, (struct bytes){ (const uint8_t *)"abd", 3 }));
	assert_true(bytes_equal((struct bytes){ NULL, 0 }, (struct bytes){ NULL, 0 }));
}

static void a_form_token_is_good_until_it_expires(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *token = make(fixture, ring);

	assert_int_equal(check(fixture, ring, token, 0), FORM_TOKEN_GOOD);
	assert_int_equal(check(fixture, ring, token, 60), FORM_TOKEN_GOOD);
	assert_int_equal(check(fixture, ring, token, 61), FORM_TOKEN_STALE);
	assert_int_equal(check(fixture, ring, token, 60 * 24 * 365), FORM_TOKEN_STALE);
}

static void the_nonce_belongs_to_the_display(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *token = make(fixture, ring), *a = NULL, *again = NULL, *b = NULL, *stale = NULL;

	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "pledge", noon, token, &a), FORM_TOKEN_GOOD);
	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "pledge", noon, token, &again), FORM_TOKEN_GOOD);
	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "pledge", minutes_later(99), token, &stale), FORM_TOKEN_STALE);
	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "pledge", noon, make(fixture, ring), &b), FORM_TOKEN_GOOD);
	assert_string_equal(a, again);
	assert_string_equal(a, stale);
	assert_string_not_equal(a, b);
	assert_int_equal(strlen(a), 22);
}

static void another_session_or_form_is_forged(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *token = make(fixture, ring), *nonce = "untouched";

	assert_int_equal(form_token_check(ring, &fixture->arena, "session2", "pledge", noon, token, &nonce), FORM_TOKEN_FORGED);
	assert_int_equal(form_token_check(ring, &fixture->arena, "session", "withdraw", noon, token, &nonce), FORM_TOKEN_FORGED);
	assert_int_equal(form_token_check(ring, &fixture->arena, "sessionp", "ledge", noon, token, &nonce), FORM_TOKEN_FORGED);
	assert_string_equal(nonce, "untouched");
}

static void any_changed_character_is_forged(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *token = make(fixture, ring);

	for (size_t i = 0; token[i] != '\0'; i++) {
		char *changed = arena_copy_string(&fixture->arena, token);

		changed[i] = changed[i] == '7' ? '8' : '7';
		assert_int_equal(check(fixture, ring, changed, 0), FORM_TOKEN_FORGED);
	}
}

static void garbage_is_forged(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *token = make(fixture, ring);

	assert_int_equal(check(fixture, ring, "", 0), FORM_TOKEN_FORGED);
	assert_int_equal(check(fixture, ring, "..", 0), FORM_TOKEN_FORGED);
	assert_int_equal(check(fixture, ring, arena_print(&fixture->arena, "0%s", token), 0), FORM_TOKEN_FORGED);
	assert_int_equal(check(fixture, ring, arena_print(&fixture->arena, "%sA", token), 0), FORM_TOKEN_FORGED);
	assert_int_equal(check(fixture, ring, arena_print(&fixture->arena, "99999999999999999999%s", token), 0), FORM_TOKEN_FORGED);
}

static void a_token_outlives_a_new_key_but_not_its_own(void **state)
{
	struct fixture *fixture = *state;
	const char *token = make(fixture, ring_of(fixture, "1 " KEY_A "\n"));

	assert_int_equal(check(fixture, ring_of(fixture, "1 " KEY_A "\n2 " KEY_B "\n"), token, 0), FORM_TOKEN_GOOD);
	assert_int_equal(check(fixture, ring_of(fixture, "2 " KEY_B "\n"), token, 0), FORM_TOKEN_FORGED);
}

static void random_numbers_stay_below_their_bound_and_reach_it(void **state)
{
	unsigned seen = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		const uint32_t number = random_below(7);

		assert_true(number < 7);
		seen |= 1U << number;
	}
	assert_int_equal(seen, 0x7f);
	assert_int_equal(random_below(1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(tokens_are_well_formed_and_differ, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(other_texts_are_no_tokens, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(digests_are_blake2b_256, fixture_start, fixture_stop),
		cmocka_unit_test(bytes_of_other_length_are_not_equal),
		cmocka_unit_test_setup_teardown(a_form_token_is_good_until_it_expires, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_nonce_belongs_to_the_display, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(another_session_or_form_is_forged, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(any_changed_character_is_forged, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(garbage_is_forged, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_token_outlives_a_new_key_but_not_its_own, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(random_numbers_stay_below_their_bound_and_reach_it, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
