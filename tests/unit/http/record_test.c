#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/record.h"
#include "wire.h"

static struct wire wire;

static int set_up(void **state)
{
	(void)state;
	wire.length = 0;
	return 0;
}

static enum record_verdict look(void)
{
	return record_look(wire.bytes, wire.length);
}

static void begin_with_role(uint8_t role)
{
	const uint8_t body[8] = { 0, role };

	wire.id = 1;
	wire_record(&wire, WIRE_BEGIN, body, sizeof body);
}

/* One PARAMS record of those bytes, and all that makes a request of it. */
static enum record_verdict look_at_params(const char *bytes, size_t length)
{
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_record(&wire, WIRE_PARAMS, bytes, length);
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	wire_body(&wire, NULL, 0);
	return look();
}

static void each_part_of_a_sound_request_is_sound(void **state)
{
	(void)state;
	wire_post(&wire, 258, "/echo", "3", "a=1", 3);
	assert_int_equal(RECORD_WHOLE, look());
	for (size_t length = 0; length < wire.length; length++)
		assert_int_equal(RECORD_PART, record_look(wire.bytes, length));
}

static void bytes_behind_a_request_are_refused(void **state)
{
	(void)state;
	wire_get(&wire, 1, true, "/a");
	wire_get(&wire, 2, true, "/b");
	assert_int_equal(RECORD_BAD, look());
}

static void pairs_may_be_cut_anywhere(void **state)
{
	static const char pairs[] = "\x80\0\0\x04\x03NAMEabc\x01\0X";

	(void)state;
	for (size_t cut = 1; cut < sizeof pairs - 1; cut++) {
		wire.length = 0;
		wire_begin(&wire, 1, true);
		wire_record(&wire, WIRE_PARAMS, pairs, cut);
		wire_record(&wire, WIRE_PARAMS, pairs + cut, sizeof pairs - 1 - cut);
		wire_record(&wire, WIRE_PARAMS, NULL, 0);
		wire_body(&wire, NULL, 0);
		assert_int_equal(RECORD_WHOLE, look());
	}
}

static void pairs_that_claim_too_much_or_forge_are_refused(void **state)
{
	(void)state;
	assert_int_equal(RECORD_WHOLE, look_at_params("\x01\x01" "Ab", 4));
	assert_int_equal(RECORD_BAD, look_at_params("\x01\x02" "Ab", 4));
	assert_int_equal(RECORD_BAD, look_at_params("\x01", 1));
	assert_int_equal(RECORD_BAD, look_at_params("\xff\xff\xff\xff\xff\xff\xff\xff" "A", 9));
	assert_int_equal(RECORD_BAD, look_at_params("\x80\x10\x00\x01\x01" "A", 6));
	assert_int_equal(RECORD_BAD, look_at_params("\x03\x01" "A=Bc", 6));
	assert_int_equal(RECORD_BAD, look_at_params("\x01\x03" "Ab\0c", 6));
	assert_int_equal(RECORD_BAD, look_at_params("\x02\x01" "A\0b", 5));
}

static void only_a_responders_request_is_taken(void **state)
{
	(void)state;
	begin_with_role(1);
	assert_int_equal(RECORD_PART, look());
	wire.length = 0;
	begin_with_role(2);
	assert_int_equal(RECORD_BAD, look());
	wire.length = 0;
	wire_begin(&wire, 0, true);
	assert_int_equal(RECORD_BAD, look());
	wire.length = 0;
	wire.id = 1;
	wire_record(&wire, WIRE_BEGIN, "12345678", 7);
	assert_int_equal(RECORD_BAD, look());
}

static void records_out_of_order_or_of_another_request_are_refused(void **state)
{
	(void)state;
	wire.id = 1;
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	assert_int_equal(RECORD_BAD, look());
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_record(&wire, WIRE_STDIN, NULL, 0);
	assert_int_equal(RECORD_BAD, look());
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire.id = 2;
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	assert_int_equal(RECORD_BAD, look());
}

/* libfcgi would take the padding for the next record's header. */
static void padding_where_libfcgi_forgets_it_is_refused(void **state)
{
	(void)state;
	wire_begin(&wire, 1, true);
	wire.bytes[6] = 8;
	assert_int_equal(RECORD_BAD, look());
	wire.length = 0;
	wire_begin(&wire, 1, true);
	wire_record(&wire, WIRE_PARAMS, NULL, 0);
	wire.bytes[16 + 6] = 8;
	assert_int_equal(RECORD_BAD, look());
}

static void noise_is_refused_by_its_first_byte(void **state)
{
	(void)state;
	assert_int_equal(RECORD_BAD, record_look((const uint8_t *)"G", 1));
	assert_int_equal(RECORD_PART, record_look((const uint8_t *)"\x01", 1));
	assert_int_equal(RECORD_PART, record_look((const uint8_t *)"", 0));
}

static void records_out_are_framed_as_the_specification_says(void **state)
{
	uint8_t header[RECORD_HEADER_BYTES], end[RECORD_END_BYTES];

	(void)state;
	record_put_stdout(header, 0x0102, 0xfffe);
	assert_memory_equal("\x01\x06\x01\x02\xff\xfe\0\0", header, sizeof header);
	record_put_end(end, 0x0102);
	assert_memory_equal("\x01\x06\x01\x02\0\0\0\0" "\x01\x03\x01\x02\0\x08\0\0" "\0\0\0\0\0\0\0\0", end, sizeof end);
}

#define TEST(test) cmocka_unit_test_setup(test, set_up)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_part_of_a_sound_request_is_sound),
		TEST(bytes_behind_a_request_are_refused),
		TEST(pairs_may_be_cut_anywhere),
		TEST(pairs_that_claim_too_much_or_forge_are_refused),
		TEST(only_a_responders_request_is_taken),
		TEST(records_out_of_order_or_of_another_request_are_refused),
		TEST(padding_where_libfcgi_forgets_it_is_refused),
		TEST(noise_is_refused_by_its_first_byte),
		TEST(records_out_are_framed_as_the_specification_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
