/* Codes for telephones: what works, how often, and what everybody is told alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "crypt/seal.h"
#include "domain/office/outbox.h"
#include "domain/office/sealed_places.h"
#include "domain/office/telephone_code.h"
#include "giving_server.h"

static const char telephone[] = "13812345678";

static struct timestamp after(int64_t seconds)
{
	return (struct timestamp){ giving_noon().us + seconds * 1000000 };
}

static struct telephone_code_wish wish_of(const char *to, const char *address)
{
	return (struct telephone_code_wish){ .purpose = "mine", .telephone = to, .address = address, .known = true };
}

struct sending {
	struct giving *giving;
	struct telephone_code_wish wish;
	struct timestamp now;
	int64_t wait_seconds;
	enum err err;
};

static enum err send_within(void *context)
{
	struct sending *sending = context;

	sending->err = telephone_code_send(sending->giving->db, &sending->giving->arena, sending->giving->keyring, &sending->wish,
					   sending->now, &sending->wait_seconds);
	return sending->err == E_BUSY && sending->wait_seconds > 0 ? OK : sending->err;
}

/* As the page does: a refusal is an answer, and commits. */
static enum err send(struct giving *giving, struct telephone_code_wish wish, int64_t seconds, int64_t *wait_seconds)
{
	struct sending sending = { .giving = giving, .wish = wish, .now = after(seconds) };

	assert_int_equal(db_transaction(giving->db, send_within, NULL, &sending, NULL), OK);
	if (wait_seconds != NULL)
		*wait_seconds = sending.wait_seconds;
	return sending.err;
}

struct delivered {
	char code[16];
	int64_t minutes;
	int count;
};

static enum delivery read_code(void *context, struct arena *arena, const struct delivered_message *message, const char **detail)
{
	struct delivered *delivered = context;

	(void)arena, (void)detail;
	assert_string_equal(message->to, telephone);
	assert_string_equal(message->template, "code");
	assert_int_equal(message->value_count, 2);
	assert_string_equal(message->values[0].name, "code");
	snprintf(delivered->code, sizeof delivered->code, "%s", message->values[0].value);
	delivered->minutes = strtol(message->values[1].value, NULL, 10);
	delivered->count++;
	return DELIVERY_SENT;
}

/* The last code that arrived. */
static struct delivered arrive(struct giving *giving, int64_t seconds)
{
	struct delivered delivered = { .count = 0 };
	bool found = true;

	while (found)
		assert_int_equal(outbox_deliver(giving->db, &giving->arena, giving->keyring, read_code, &delivered, after(seconds),
						&found), OK);
	return delivered;
}

static enum err check(struct giving *giving, const char *code, int64_t seconds)
{
	return telephone_code_check(giving->db, &giving->arena, giving->keyring, "mine", telephone, code, after(seconds));
}

static const char *wrong(const char *code)
{
	return strcmp(code, "000000") == 0 ? "000001" : "000000";
}

static void a_code_works_once(void **state)
{
	struct giving *giving = *state;
	struct delivered delivered;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	delivered = arrive(giving, 0);
	assert_int_equal(delivered.count, 1);
	assert_int_equal(strlen(delivered.code), 6);
	assert_int_equal(delivered.minutes, telephone_code_minutes);
	assert_int_equal(check(giving, delivered.code, 5), OK);
	assert_int_equal(check(giving, delivered.code, 6), E_DENIED);
}

static void it_is_for_one_purpose_and_one_number(void **state)
{
	struct giving *giving = *state;
	const char *code;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	code = arena_copy_string(&giving->arena, arrive(giving, 0).code);
	assert_int_equal(telephone_code_check(giving->db, &giving->arena, giving->keyring, "change", telephone, code, after(1)), E_DENIED);
	assert_int_equal(telephone_code_check(giving->db, &giving->arena, giving->keyring, "mine", "13900000000", code, after(1)), E_DENIED);
	assert_int_equal(check(giving, code, 1), OK);
}

static void five_tries_are_all(void **state)
{
	struct giving *giving = *state;
	struct delivered delivered;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	delivered = arrive(giving, 0);
	for (int i = 0; i < telephone_code_tries - 1; i++)
		assert_int_equal(check(giving, wrong(delivered.code), 1), E_DENIED);
	assert_int_equal(check(giving, delivered.code, 1), OK);
	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 60, NULL), OK);
	delivered = arrive(giving, 60);
	for (int i = 0; i < telephone_code_tries; i++)
		assert_int_equal(check(giving, wrong(delivered.code), 61), E_DENIED);
	assert_int_equal(check(giving, delivered.code, 61), E_DENIED);
}

static void it_works_for_ten_minutes(void **state)
{
	struct giving *giving = *state;
	struct delivered delivered;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	delivered = arrive(giving, 0);
	assert_int_equal(check(giving, delivered.code, 600), E_DENIED);
	assert_int_equal(check(giving, delivered.code, 599), OK);
}

static void only_the_last_code_works(void **state)
{
	struct giving *giving = *state;
	struct delivered first, second;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	first = arrive(giving, 0);
	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 60, NULL), OK);
	second = arrive(giving, 60);
	if (strcmp(first.code, second.code) != 0)
		assert_int_equal(check(giving, first.code, 61), E_DENIED);
	assert_int_equal(check(giving, second.code, 61), OK);
}

static void an_unknown_number_gets_nothing_and_looks_the_same(void **state)
{
	struct giving *giving = *state;
	struct telephone_code_wish wish = wish_of(telephone, "10.0.0.1");

	wish.known = false;
	assert_int_equal(send(giving, wish, 0, NULL), OK);
	assert_int_equal(arrive(giving, 0).count, 0);
	assert_int_equal(send(giving, wish, 1, NULL), E_BUSY);
	assert_int_equal(check(giving, "123456", 1), E_DENIED);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE to_sealed IS NOT NULL"), 0);
}

static void a_number_gets_one_a_minute_and_five_a_day(void **state)
{
	struct giving *giving = *state;
	int64_t wait = 0;

	for (int i = 0; i < 5; i++) {
		const char *address = arena_print(&giving->arena, "10.0.0.%d", i);

		assert_int_equal(send(giving, wish_of(telephone, address), i * 60, NULL), OK);
		assert_int_equal(send(giving, wish_of(telephone, address), i * 60 + 20, &wait), E_BUSY);
		if (i < 4)
			assert_int_equal(wait, 40);
	}
	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.9"), 3600, &wait), E_BUSY);
	assert_int_equal(wait, 23 * 3600);
	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.9"), 24 * 3600, NULL), OK);
}

/* Whoever does not type the number himself must not learn from a wait that it is right. */
static void a_quiet_wish_is_not_told_of_the_numbers_cap(void **state)
{
	struct giving *giving = *state;
	struct telephone_code_wish wish = wish_of(telephone, "10.0.0.1");
	struct delivered delivered;

	wish.quiet = true;
	assert_int_equal(send(giving, wish, 0, NULL), OK);
	delivered = arrive(giving, 0);
	assert_int_equal(delivered.count, 1);
	assert_int_equal(send(giving, wish, 20, NULL), OK);
	assert_int_equal(arrive(giving, 20).count, 0);
	/* Neither is the wait longer for it, nor is the code that is out any worse. */
	assert_int_equal(check(giving, delivered.code, 21), OK);
	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 60, NULL), OK);
	for (int i = 2; i < 9; i++) {
		assert_int_equal(send(giving, wish, i * 60, NULL), OK);
		assert_int_equal(arrive(giving, i * 60).count, i < 5 ? 1 + (i == 2) : 0);
	}
}

/* `number` of the tests' own range, each asked for once. */
static enum err send_to_another(struct giving *giving, int number, int64_t seconds, int64_t *wait)
{
	return send(giving, wish_of(arena_print(&giving->arena, "139%08d", number), "10.0.0.1"), seconds, wait);
}

static void an_address_gets_ten_an_hour_and_thirty_a_day(void **state)
{
	struct giving *giving = *state;
	int64_t wait = 0;
	int number = 0;

	for (int hour = -4; hour < -1; hour++) {
		for (int i = 0; i < 10; i++)
			assert_int_equal(send_to_another(giving, number++, hour * 3600, NULL), OK);
		/* However often: a refusal is not counted against the day. */
		for (int i = 0; i < 20; i++)
			assert_int_equal(send_to_another(giving, number, hour * 3600 + 600, &wait), E_BUSY);
		if (hour < -2)
			assert_int_equal(wait, 3000);
	}
	assert_int_equal(send_to_another(giving, number, 0, &wait), E_BUSY);
	assert_int_equal(wait, 20 * 3600);		/* noon in Shanghai is four in UTC */
	assert_int_equal(send_to_another(giving, number, 20 * 3600, NULL), OK);
}

static void all_numbers_together_have_a_cap(void **state)
{
	struct giving *giving = *state;
	struct telephone_code_wish wish = wish_of(telephone, "10.0.0.1");
	int64_t wait = 0;

	assert_int_equal(send_to_another(giving, 1, 0, NULL), OK);
	assert_int_equal(send_to_another(giving, 2, 10, NULL), OK);
	wish.most_a_day = 2;
	assert_int_equal(send(giving, wish, 60, &wait), E_BUSY);
	assert_int_equal(wait, 24 * 3600 - 60);
	wish.most_a_day = 3;
	assert_int_equal(send(giving, wish, 60, NULL), OK);
}

static void neither_code_nor_number_is_stored_in_clear(void **state)
{
	struct giving *giving = *state;
	struct delivered delivered;
	const char *sql;

	assert_int_equal(send(giving, wish_of(telephone, "10.0.0.1"), 0, NULL), OK);
	sql = "SELECT COUNT(*) AS n FROM outbox WHERE INSTR(to_sealed, '13812345678') > 0 OR shown_to = '13812345678'";
	assert_int_equal(giving_number(giving, sql), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE shown_to = '138****5678'"), 1);
	delivered = arrive(giving, 0);
	sql = arena_print(&giving->arena, "SELECT COUNT(*) AS n FROM telephone_code WHERE INSTR(code_digest, '%s') > 0 OR "
			  "code_digest = UNHEX(SHA2('%s', 256))", delivered.code, delivered.code);
	assert_int_equal(giving_number(giving, sql), 0);
	assert_int_equal(giving_number(giving, "SELECT COUNT(*) AS n FROM outbox WHERE values_sealed IS NOT NULL"), 0);
}

static int clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM telephone_code");
	giving_sql(giving, "DELETE FROM attempt");
	giving_sql(giving, "DELETE FROM outbox");
	memset(&giving->fault, 0, sizeof giving->fault);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_code_works_once, clean),
		cmocka_unit_test_setup(it_is_for_one_purpose_and_one_number, clean),
		cmocka_unit_test_setup(five_tries_are_all, clean),
		cmocka_unit_test_setup(it_works_for_ten_minutes, clean),
		cmocka_unit_test_setup(only_the_last_code_works, clean),
		cmocka_unit_test_setup(an_unknown_number_gets_nothing_and_looks_the_same, clean),
		cmocka_unit_test_setup(a_number_gets_one_a_minute_and_five_a_day, clean),
		cmocka_unit_test_setup(a_quiet_wish_is_not_told_of_the_numbers_cap, clean),
		cmocka_unit_test_setup(an_address_gets_ten_an_hour_and_thirty_a_day, clean),
		cmocka_unit_test_setup(all_numbers_together_have_a_cap, clean),
		cmocka_unit_test_setup(neither_code_nor_number_is_stored_in_clear, clean),
	};

	return cmocka_run_group_tests_name("telephone_code", tests, giving_start, giving_stop);
}
