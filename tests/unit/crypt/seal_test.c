#include "fixture.h"

#include "crypt/seal.h"
#include "crypt/token.h"

static const struct place name_of_one = { "pledge", "name", "YM7K24QX9" };

static const uint8_t first_release[] = {
	0x01, 0x01, 0x02, 0x33, 0x9b, 0x7e, 0x7f, 0xe9, 0x00, 0x1d, 0x67, 0xe0, 0xa2, 0x93, 0xf9, 0xa4, 0xc5, 0xd9,
	0x23, 0x68, 0x4a, 0xf6, 0x6d, 0x82, 0xdc, 0xd3, 0xbf, 0xa2, 0x61, 0xd4, 0xd1, 0xdd, 0x70, 0xa9, 0x32, 0x95,
	0xd7, 0xe7, 0xc4, 0x99, 0xca, 0xd4, 0x6c, 0x6f, 0xf8, 0x32, 0xd6 };

static struct bytes copy(struct fixture *fixture, struct bytes from)
{
	return (struct bytes){ .data = (const uint8_t *)arena_copy(&fixture->arena, (const char *)from.data, from.length),
			       .length = from.length };
}

static enum err open_it(struct fixture *fixture, const struct keyring *ring, struct place place, struct bytes sealed,
			const char **text)
{
	struct secret secret = { .hidden = "untouched" };
	const enum err err = seal_open(ring, &fixture->arena, place, sealed, &secret);

	*text = secret.hidden;
	return err;
}

static void what_is_sealed_opens_again(void **state)
{
	struct fixture *fixture = *state;
	static const char *const texts[] = { "", "x", "\xE6\x9D\x8E\xE5\x9B\x9B", "a|b|c", "a longer text with a \n line" };
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const char *text;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_int_equal(open_it(fixture, ring, name_of_one, seal_text(ring, &fixture->arena, name_of_one, texts[i]), &text), OK);
		assert_string_equal(text, texts[i]);
	}
}

static void the_stored_form_is_as_declared(void **state)
{
	struct fixture *fixture = *state;
	const struct bytes sealed = seal_text(ring_of(fixture, "258 " KEY_A "\n"), &fixture->arena, name_of_one, "four");

	assert_int_equal(sealed.length, 1 + 2 + 24 + 4 + 16);
	assert_int_equal(sealed.data[0], 1);
	assert_int_equal(sealed.data[1], 1);
	assert_int_equal(sealed.data[2], 2);
	assert_null(memmem(sealed.data, sealed.length, "four", 4));
}

static void the_same_text_seals_differently_each_time(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes a = seal_text(ring, &fixture->arena, name_of_one, "same");
	const struct bytes b = seal_text(ring, &fixture->arena, name_of_one, "same");

	assert_false(bytes_equal(a, b));
}

static void nothing_seals_to_nothing_and_opens_to_nothing(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes sealed = seal_text(ring, &fixture->arena, name_of_one, NULL);
	const char *text;

	assert_null(sealed.data);
	assert_int_equal(sealed.length, 0);
	assert_int_equal(open_it(fixture, ring, name_of_one, sealed, &text), OK);
	assert_null(text);
}

static void a_value_moved_elsewhere_does_not_open(void **state)
{
	struct fixture *fixture = *state;
	static const struct place elsewhere[] = {
		{ "gift", "name", "YM7K24QX9" }, { "pledge", "payer_name", "YM7K24QX9" }, { "pledge", "name", "YM7K24QX8" } };
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes sealed = seal_text(ring, &fixture->arena, name_of_one, "text");
	const char *text;

	for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
		assert_int_equal(open_it(fixture, ring, elsewhere[i], sealed, &text), E_INTERNAL);
		assert_string_equal(text, "untouched");
	}
}

static void any_changed_byte_is_noticed(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes sealed = seal_text(ring, &fixture->arena, name_of_one, "text");
	const char *text;

	for (size_t i = 0; i < sealed.length; i++) {
		uint8_t *changed = (uint8_t *)arena_copy(&fixture->arena, (const char *)sealed.data, sealed.length);

		changed[i] ^= 1;
		assert_int_equal(open_it(fixture, ring, name_of_one, (struct bytes){ changed, sealed.length }, &text), E_INTERNAL);
	}
}

static void any_missing_byte_is_noticed(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes sealed = seal_text(ring, &fixture->arena, name_of_one, "text");
	const char *text;

	for (size_t length = 0; length < sealed.length; length++) {
		const struct bytes cut = copy(fixture, (struct bytes){ sealed.data, length });

		assert_int_equal(open_it(fixture, ring, name_of_one, cut, &text), E_INTERNAL);
	}
}

static void an_old_key_still_opens_and_the_new_one_seals(void **state)
{
	struct fixture *fixture = *state;
	const struct bytes old = seal_text(ring_of(fixture, "1 " KEY_A "\n"), &fixture->arena, name_of_one, "old");
	const struct keyring *both = ring_of(fixture, "1 " KEY_A "\n2 " KEY_B "\n");
	const struct bytes fresh = seal_text(both, &fixture->arena, name_of_one, "fresh");
	const char *text;

	assert_int_equal(open_it(fixture, both, name_of_one, old, &text), OK);
	assert_string_equal(text, "old");
	assert_int_equal(fresh.data[2], 2);
	assert_int_equal(open_it(fixture, ring_of(fixture, "1 " KEY_A "\n"), name_of_one, fresh, &text), E_INTERNAL);
	assert_int_equal(open_it(fixture, ring_of(fixture, "1 " KEY_B "\n"), name_of_one, old, &text), E_INTERNAL);
}

static void an_index_finds_the_same_text_of_the_same_purpose_only(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes index = blind_index(ring, &fixture->arena, "telephone", "13800000000");

	assert_int_equal(index.length, 32);
	assert_true(bytes_equal(index, blind_index(ring, &fixture->arena, "telephone", "13800000000")));
	assert_false(bytes_equal(index, blind_index(ring, &fixture->arena, "telephone", "13800000001")));
	assert_false(bytes_equal(index, blind_index(ring, &fixture->arena, "last four", "13800000000")));
	assert_false(bytes_equal(blind_index(ring, &fixture->arena, "ab", "c"), blind_index(ring, &fixture->arena, "a", "bc")));
	assert_false(bytes_equal(index, blind_index(ring_of(fixture, "1 " KEY_B "\n"), &fixture->arena, "telephone", "13800000000")));
}

static void a_new_key_indexes_anew_and_old_indexes_still_answer(void **state)
{
	struct fixture *fixture = *state;
	const struct bytes old = blind_index(ring_of(fixture, "1 " KEY_A "\n"), &fixture->arena, "telephone", "1");
	const struct keyring *both = ring_of(fixture, "1 " KEY_A "\n2 " KEY_B "\n");
	const struct bytes fresh = blind_index(both, &fixture->arena, "telephone", "1");
	struct bytes either[2];

	assert_false(bytes_equal(old, fresh));
	blind_indexes(both, &fixture->arena, "telephone", "1", either);
	assert_true(bytes_equal(either[0], fresh));
	assert_true(bytes_equal(either[1], old));
	assert_true(blind_index_is(both, &fixture->arena, "telephone", "1", old));
	assert_true(blind_index_is(both, &fixture->arena, "telephone", "1", fresh));
	assert_false(blind_index_is(both, &fixture->arena, "telephone", "2", old));
	assert_false(blind_index_is(both, &fixture->arena, "mail", "1", fresh));
	assert_false(blind_index_is(both, &fixture->arena, "telephone", "1", (struct bytes){ old.data, 31 }));
	assert_false(blind_index_is(both, &fixture->arena, "telephone", "1", (struct bytes){ NULL, 0 }));
	assert_false(blind_index_is(ring_of(fixture, "2 " KEY_B "\n"), &fixture->arena, "telephone", "1", old));
}

static void with_one_key_both_indexes_are_the_same(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "3 " KEY_A "\n");
	struct bytes either[2];

	blind_indexes(ring, &fixture->arena, "telephone", "1", either);
	assert_true(bytes_equal(either[0], either[1]));
	assert_true(bytes_equal(either[0], blind_index(ring, &fixture->arena, "telephone", "1")));
}

static void a_key_to_come_is_looked_for_already(void **state)
{
	struct fixture *fixture = *state;
	const struct bytes ahead = blind_index(ring_of(fixture, "2 " KEY_B "\n"), &fixture->arena, "telephone", "1");
	const struct keyring *both = ring_of(fixture, "1 " KEY_A "\n2 " KEY_B " from 99999999999\n");
	struct bytes either[2];

	blind_indexes(both, &fixture->arena, "telephone", "1", either);
	assert_false(bytes_equal(either[0], ahead));
	assert_true(bytes_equal(either[1], ahead));
}

static void bytes_seal_and_open_as_they_are(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t content[] = { 0, 1, 0xff, 0, 'x', 0 };
	const struct keyring *ring = ring_of(fixture, "1 " KEY_A "\n");
	const struct bytes whole = { content, sizeof content };
	struct bytes opened;

	assert_int_equal(seal_open_bytes(ring, &fixture->arena, name_of_one, seal_bytes(ring, &fixture->arena, name_of_one, whole),
					 &opened), OK);
	assert_true(bytes_equal(opened, whole));
	assert_int_equal(seal_open_bytes(ring, &fixture->arena, name_of_one,
					 seal_bytes(ring, &fixture->arena, name_of_one, (struct bytes){ content, 0 }), &opened), OK);
	assert_non_null(opened.data);
	assert_int_equal(opened.length, 0);
	assert_null(seal_bytes(ring, &fixture->arena, name_of_one, (struct bytes){ NULL, 0 }).data);
}

static void a_long_place_seals_too_and_keeps_its_whole_length(void **state)
{
	struct fixture *fixture = *state;
	const struct keyring *ring = ring_of(fixture, "65535 " KEY_A "\n");
	char row[301];
	struct place place = { "upload_piece", "content_sealed", row };
	struct bytes sealed;
	const char *text;

	memset(row, 'k', sizeof row - 1);
	row[sizeof row - 1] = '\0';
	sealed = seal_text(ring, &fixture->arena, place, "text");
	assert_int_equal(open_it(fixture, ring, place, sealed, &text), OK);
	row[sizeof row - 2] = 'x';
	assert_int_equal(open_it(fixture, ring, place, sealed, &text), E_INTERNAL);
}

/* Rows sealed by the first release (additional data printed as `table|column|row|key id`) open for ever. */
static void what_the_first_release_sealed_opens(void **state)
{
	struct fixture *fixture = *state;
	struct bytes sealed;
	const char *text;

	sealed = copy(fixture, (struct bytes){ first_release, sizeof first_release });
	assert_int_equal(open_it(fixture, ring_of(fixture, "258 " KEY_A "\n"), name_of_one, sealed, &text), OK);
	assert_string_equal(text, "four");
}

static void a_sealed_value_says_its_key(void **state)
{
	struct fixture *fixture = *state;
	const struct bytes sealed = seal_text(ring_of(fixture, "258 " KEY_A "\n"), &fixture->arena, name_of_one, "text");
	uint8_t other[64] = { 2, 1, 2 };

	assert_int_equal(seal_key_id(sealed), 258);
	assert_int_equal(seal_key_id((struct bytes){ sealed.data, 42 }), 0);
	assert_int_equal(seal_key_id((struct bytes){ other, sizeof other }), 0);
	assert_int_equal(seal_key_id((struct bytes){ NULL, 0 }), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_sealed_opens_again, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_stored_form_is_as_declared, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(the_same_text_seals_differently_each_time, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(nothing_seals_to_nothing_and_opens_to_nothing, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_value_moved_elsewhere_does_not_open, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(any_changed_byte_is_noticed, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(any_missing_byte_is_noticed, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(an_old_key_still_opens_and_the_new_one_seals, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(an_index_finds_the_same_text_of_the_same_purpose_only, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_new_key_indexes_anew_and_old_indexes_still_answer, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(with_one_key_both_indexes_are_the_same, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_key_to_come_is_looked_for_already, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(bytes_seal_and_open_as_they_are, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_long_place_seals_too_and_keeps_its_whole_length, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(what_the_first_release_sealed_opens, fixture_start, fixture_stop),
		cmocka_unit_test_setup_teardown(a_sealed_value_says_its_key, fixture_start, fixture_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
