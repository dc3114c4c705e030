#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "book.h"
#include "scratch.h"

#define assert_told(expected, bytes) assert_string_equal(expected, told(&arena, file_of(bytes, sizeof(bytes) - 1), NULL))

static enum table_format format_of(const char *text, size_t length)
{
	struct table_refusal refusal;
	struct table *table;
	enum table_format format;

	assert_int_equal(OK, table_open(&arena, file_of(text, length), NULL, &table, &refusal));
	format = table_format(table);
	table_close(table);
	return format;
}

static void rows_and_cells_are_cut_as_rfc_4180_says(void **state)
{
	(void)state;
	assert_told("1: a|b|c\n2: a,b|say \"hi\"|two\r\nlines\n3: x||z\n4: last\n",
		    "a,b,c\r\n\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\r\nx,,z\r\nlast");
	assert_told("1: ab c|d\"e\n", "\"ab\" c,d\"e\n");
	assert_told("1: |x\n", "\"\",\"x\"");
}

static void every_line_end_is_one(void **state)
{
	(void)state;
	assert_told("1: a|b\n2: c|d\n3: e|f\n", "a,b\nc,d\ne,f\n");
	assert_told("1: a|b\n2: c|d\n3: e|f\n", "a,b\rc,d\re,f\r");
	assert_told("1: a|b\n2: c|d\n6: e|f\n", "a,b\r\nc,d\r\n\r\n\n\re,f");
}

static void blank_cells_at_the_end_and_blanks_around_texts_are_dropped(void **state)
{
	(void)state;
	assert_told("1: a|b\n3: c\n", "a\tb\t\t\t\n \t\u3000\t\n\u00a0c \t");
	assert_told("1: a|b\n3: c\n", " a ,\u3000b,,,\n,,,,\nc,,,,\n");
}

static void the_separator_is_told_from_the_first_lines(void **state)
{
	(void)state;
	assert_told("1: a|b\n2: 1,5|2,5\n3: 2,5|3,5\n", "a;b\n1,5;2,5\n2,5;3,5\n");
	assert_told("1: name|address\n2: x|street 1, town; county\n", "name\taddress\nx\tstreet 1, town; county\n");
	assert_told("1: students\n2: a|b\n3: \"x;y\"|z\n", "students,\na,b\n\"\"\"x;y\"\"\",z\n");
	assert_told("1: one\n2: two\n", "one\ntwo\n");
	assert_told("1: a,b|c\n", "sep=;\na,b;c\n");
}

static void the_encoding_is_told_by_its_mark_or_its_bytes(void **state)
{
	(void)state;
	assert_told("1: 姓名|学校\n", "姓名,学校\n");
	assert_told("1: 姓名|学校\n", "\xef\xbb\xbf姓名,学校\n");
	assert_told("1: 姓名|学校名\n2: 㐀|ḿ\n", "\xd0\xd5\xc3\xfb,\xd1\xa7\xd0\xa3\xc3\xfb\n\x81\x39\xee\x39,\xa8\xbc\n");
	assert_told("1: 姓名|学校\n2: 𠀀\n", "\xff\xfe\xd3\x59\x0d\x54\x09\x00\x66\x5b\x21\x68\x0d\x00\x0a\x00\x40\xd8\x00\xdc\x09\x00\x0a\x00");
	assert_told("1: 姓|名\n", "\xfe\xff\x59\xd3\x00\x09\x54\x0d");
	assert_int_equal(TABLE_CSV_UTF8, format_of("a,b", 3));
	assert_int_equal(TABLE_CSV_UTF8, format_of("姓名,学校", 13));
	assert_int_equal(TABLE_CSV_GB18030, format_of("\xd0\xd5\xc3\xfb,\xd1\xa7\xd0\xa3", 9));
}

/* More than is looked at to tell what a file is. */
static void begin_long(struct buffer *text)
{
	buffer_init(text, &arena, 0);
	for (int i = 0; i < 7000; i++)
		buffer_append_string(text, "only,ascii\n");
}

static void an_encoding_that_shows_late_is_found(void **state)
{
	struct buffer text;

	(void)state;
	begin_long(&text);
	buffer_append_string(&text, "\xd0\xd5\xc3\xfb,x\n");
	const char *all = told(&arena, file_of(text.data, text.length), NULL);

	assert_non_null(strstr(all, "\n7001: 姓名|x\n"));
}

static void a_nul_further_down_spoils_its_row(void **state)
{
	struct buffer text;

	(void)state;
	begin_long(&text);
	buffer_append(&text, "a\0b,x\nc,d\n", 10);
	const char *all = told(&arena, file_of(text.data, text.length), NULL);

	assert_non_null(strstr(all, "\n7001: !a�b|!x\n7002: c|d\n"));
}

/* One row is lost, and only that one. */
static void a_row_that_does_not_decode_is_bad_and_the_next_are_read(void **state)
{
	(void)state;
	assert_told("1: 姓名|学校\n2: !���|!x\n3: 王芳|小学\n", "姓名,学校\n\xed\xa0\x80,x\n王芳,小学\n");
	assert_told("1: 姓名|学校名\n2: !王�|!x\n3: 王芳|小学\n",
		    "\xd0\xd5\xc3\xfb,\xd1\xa7\xd0\xa3\xc3\xfb\n\xcd\xf5\xb7,x\n\xcd\xf5\xb7\xbc,\xd0\xa1\xd1\xa7\n");
}

static void what_is_no_text_is_no_table(void **state)
{
	static const char random[] = "\x9c\x01\xfe\x7f\x12\x00\x88\xba\xe0\x0c\x3d\x91\x05\xa7\x42\x19\xcc\x02\x6f\xd8\x5b\x00\x33\xee";

	(void)state;
	assert_told("(not_a_table)", random);
	assert_told("(not_a_table)", "");
	assert_told("(not_a_table)", "\xef\xbb\xbf");
	assert_told("(not_a_table)", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
	assert_told("(not_a_table)", "\xff\xfe\x00\x00\x01\x00");
}

static void old_and_encrypted_workbooks_are_told_by_their_beginning(void **state)
{
	static const char ole[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0W\0o\0r\0k\0b\0o\0o\0k\0";
	char large[20000] = { 0 };

	(void)state;
	assert_told("(old_excel)", ole);
	memcpy(large, ole, 8);
	memcpy(large + 8180, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e", 32);
	assert_told("(encrypted)", large);
	assert_told("(broken)", "PK\3\4 but no zip");
}

static void a_quote_without_an_end_breaks_the_file(void **state)
{
	(void)state;
	assert_told("1: a|b\n(broken)", "a,b\n\"c,d\ne,f\n");
}

static void a_cell_that_is_too_long_is_bad_and_a_column_too_many_refused(void **state)
{
	struct buffer text;

	(void)state;
	buffer_init(&text, &arena, 0);
	for (int i = 0; i < 200000; i++)
		buffer_append_char(&text, 'x');
	buffer_append_string(&text, ",y\nz\n");
	const char *all = told(&arena, file_of(text.data, text.length), NULL);

	assert_int_equal(0, strncmp(all, "1: !xxx", 7));
	assert_string_equal("x|y\n2: z\n", all + 4 + 32766);
	buffer_clear(&text);
	for (int i = 0; i < 128; i++)
		buffer_append_string(&text, "x,");
	buffer_append_string(&text, ",,\nz\n");
	all = told(&arena, file_of(text.data, text.length), NULL);
	assert_string_equal("|x\n2: z\n", all + strlen(all) - 8);
	buffer_append_string(&text, "z\n");
	memcpy(text.data + 257, "x", 1);
	assert_string_equal("(too_many_columns)", told(&arena, file_of(text.data, text.length), NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_and_cells_are_cut_as_rfc_4180_says),
		TEST(every_line_end_is_one),
		TEST(blank_cells_at_the_end_and_blanks_around_texts_are_dropped),
		TEST(the_separator_is_told_from_the_first_lines),
		TEST(the_encoding_is_told_by_its_mark_or_its_bytes),
		TEST(an_encoding_that_shows_late_is_found),
		TEST(a_nul_further_down_spoils_its_row),
		TEST(a_row_that_does_not_decode_is_bad_and_the_next_are_read),
		TEST(what_is_no_text_is_no_table),
		TEST(old_and_encrypted_workbooks_are_told_by_their_beginning),
		TEST(a_quote_without_an_end_breaks_the_file),
		TEST(a_cell_that_is_too_long_is_bad_and_a_column_too_many_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
