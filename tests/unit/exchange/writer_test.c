#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "book.h"

static struct arena arena;
static struct buffer written;
static size_t pieces;
static char folder[64];

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	buffer_init(&written, &arena, 0);
	pieces = 0;
	memcpy(folder, "/tmp/ym-writer-XXXXXX", 22);
	return mkdtemp(folder) != NULL ? 0 : -1;
}

/* Nothing may be left in the folder for temporary files. */
static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return rmdir(folder);
}

static enum err keep(void *context, const char *bytes, size_t length)
{
	(void)context;
	pieces++;
	buffer_append(&written, bytes, length);
	return OK;
}

static enum err refuse(void *context, const char *bytes, size_t length)
{
	(void)context;
	(void)bytes;
	(void)length;
	pieces++;
	return E_BUSY;
}

static struct table_writer *begin(enum table_format format, const char *watermark)
{
	const struct table_writer_options options = { .format = format, .sheet = "名单", .watermark = watermark, .temp_dir = folder };
	struct table_writer *writer;

	assert_int_equal(OK, table_writer_open(&arena, &options, keep, NULL, &writer));
	return writer;
}

static void write_texts(struct table_writer *writer, const char *const *texts, size_t count)
{
	struct cell cells[16];

	for (size_t i = 0; i < count; i++)
		cells[i] = (struct cell){ .kind = CELL_TEXT, .text = texts[i] };
	assert_int_equal(OK, table_write_row(writer, cells, count));
}

#define TEXTS(...) (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *)

static const char *read_back(void)
{
	return told(&arena, file_of(written.data, written.length), NULL);
}

static void a_csv_begins_with_the_mark_and_the_watermark(void **state)
{
	struct table_writer *writer = begin(TABLE_CSV_UTF8, "王芳 2026-11-23 17:00 X-1");

	(void)state;
	assert_int_equal(OK, table_write_headings(writer, TEXTS("姓名", "学校")));
	write_texts(writer, TEXTS("a,b", "say \"hi\"\nthere", "", "last"));
	assert_int_equal(OK, table_writer_close(writer));
	assert_string_equal("\xef\xbb\xbf王芳 2026-11-23 17:00 X-1\r\n姓名,学校\r\n\"a,b\",\"say \"\"hi\"\"\nthere\",,last\r\n", written.data);
}

static void every_character_has_a_place_in_gb18030(void **state)
{
	struct table_writer *writer = begin(TABLE_CSV_GB18030, NULL);

	(void)state;
	write_texts(writer, TEXTS("姓名", "䶮", "𠀀", "é·ḿ", "🎈"));
	assert_int_equal(OK, table_writer_close(writer));
	assert_int_equal(0, strncmp(written.data, "\xd0\xd5\xc3\xfb,", 5));
	assert_string_equal("1: 姓名|䶮|𠀀|é·ḿ|🎈\n", read_back());
}

static void a_text_that_would_be_a_formula_is_none(void **state)
{
	struct table_writer *writer = begin(TABLE_CSV_UTF8, "=1+1");

	(void)state;
	assert_int_equal(OK, table_write_headings(writer, TEXTS("@SUM(A1)", "+1")));
	write_texts(writer, TEXTS("=cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1", " =1", "＝1+1", "a=1", "'x"));
	assert_int_equal(OK, table_write_row(writer, (const struct cell[]){ { CELL_NUMBER, "-5" }, { CELL_NUMBER, "-5+cmd" }, { CELL_DATE, "2026-11-23" } }, 3));
	assert_int_equal(OK, table_writer_close(writer));
	assert_string_equal("\xef\xbb\xbf'=1+1\r\n'@SUM(A1),'+1\r\n'=cmd|' /C calc'!A0,'-2+3,\"'\t=1\",\"'\r=1\",' =1,'＝1+1,a=1,'x\r\n"
			    "-5,'-5+cmd,2026-11-23\r\n", written.data);
}

static void a_workbook_comes_back_as_it_was_written(void **state)
{
	struct table_writer *writer = begin(TABLE_XLSX, "王芳 & 2026-11-23");

	(void)state;
	assert_int_equal(OK, table_write_headings(writer, TEXTS("姓名", "身份证号", "n", "d", "b")));
	assert_int_equal(OK, table_write_row(writer, (const struct cell[]){
		{ CELL_TEXT, "=1+1" }, { CELL_TEXT, "371302190001010002" }, { CELL_NUMBER, "-1.5" }, { CELL_DATE, "2024-02-29" }, { CELL_BOOL, "true" },
		{ CELL_NUMBER, "1234567890123456" }, { CELL_DATE, "1900-02-28" }, { CELL_TEXT, "" }, { CELL_TEXT, "a\nb<&>_x000A_" },
		{ CELL_TEXT, "a\001b" } }, 10));
	assert_int_equal(OK, table_writer_close(writer));
	assert_string_equal("1: 王芳 & 2026-11-23\n2: 姓名|身份证号|n|d|b\n"
			    "3: =1+1|371302190001010002|#-1.5|@2024-02-29|?true|1234567890123456|1900-02-28||a\nb<&>_x000A_|a\001b\n", read_back());
}

static void a_file_goes_out_in_pieces_and_memory_is_enough_for_it(void **state)
{
	const struct table_writer_options options = { .format = TABLE_XLSX, .sheet = "S" };
	struct table_writer *writer;

	(void)state;
	assert_int_equal(OK, table_writer_open(&arena, &options, keep, NULL, &writer));
	for (unsigned i = 0; i < 20000; i++) {
		char text[32];

		snprintf(text, sizeof text, "%u", i * 2654435761u);
		write_texts(writer, TEXTS(text, text));
	}
	assert_int_equal(OK, table_writer_close(writer));
	assert_true(written.length > 65536);
	assert_int_equal((written.length + 65535) / 65536, pieces);
}

/* Nobody is given the half of a file. */
static void an_error_of_the_sink_ends_the_file(void **state)
{
	static const enum table_format formats[] = { TABLE_XLSX, TABLE_CSV_UTF8, TABLE_CSV_GB18030 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		const struct table_writer_options options = { .format = formats[i], .sheet = "S", .temp_dir = folder };
		struct table_writer *writer;

		pieces = 0;
		assert_int_equal(OK, table_writer_open(&arena, &options, refuse, NULL, &writer));
		assert_int_equal(OK, table_write_row(writer, (const struct cell[]){ { CELL_TEXT, "x" } }, 1));
		assert_int_equal(E_BUSY, table_writer_close(writer));
		assert_int_equal(1, pieces);
	}
}

static void an_error_in_the_middle_sends_no_workbook(void **state)
{
	struct table_writer *writer = begin(TABLE_XLSX, NULL);
	struct cell cells[table_columns_max + 1];

	(void)state;
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		cells[i] = (struct cell){ .kind = CELL_TEXT, .text = "x" };
	assert_int_equal(OK, table_write_row(writer, cells, table_columns_max));
	assert_int_equal(E_INVALID, table_write_row(writer, cells, table_columns_max + 1));
	assert_int_equal(E_INVALID, table_write_row(writer, cells, 1));
	assert_int_equal(E_INVALID, table_writer_close(writer));
	assert_int_equal(0, pieces);
}

static void what_cannot_be_made_is_told(void **state)
{
	struct table_writer_options options = { .format = TABLE_XLSX, .sheet = "S", .temp_dir = "/nowhere" };
	struct table_writer *writer;

	(void)state;
	assert_int_equal(E_INTERNAL, table_writer_open(&arena, &options, keep, NULL, &writer));
	options = (struct table_writer_options){ .format = TABLE_XML, .sheet = "S", .temp_dir = folder };
	assert_int_equal(E_INVALID, table_writer_open(&arena, &options, keep, NULL, &writer));
	options = (struct table_writer_options){ .format = TABLE_XLSX, .sheet = "a/b", .temp_dir = folder };
	assert_int_equal(E_INVALID, table_writer_open(&arena, &options, keep, NULL, &writer));
}

static void a_template_has_its_headings_and_no_rows(void **state)
{
	const struct template_column columns[] = {
		{ "姓名*", "GB 11643 \"<&>\"" }, { "b", NULL }, [27] = { "last & least", "x\ny" }, [2 ... 26] = { "m", NULL } };

	(void)state;
	assert_int_equal(OK, table_write_template(&arena, columns, 28, "学生 & co", keep, NULL));
	assert_string_equal("1: 姓名*|b|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|m|last & least\n", read_back());
	assert_int_equal(E_INVALID, table_write_template(&arena, columns, 0, "S", keep, NULL));
	assert_int_equal(E_BUSY, table_write_template(&arena, columns, 1, "S", refuse, NULL));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_csv_begins_with_the_mark_and_the_watermark),
		TEST(every_character_has_a_place_in_gb18030),
		TEST(a_text_that_would_be_a_formula_is_none),
		TEST(a_workbook_comes_back_as_it_was_written),
		TEST(a_file_goes_out_in_pieces_and_memory_is_enough_for_it),
		TEST(an_error_of_the_sink_ends_the_file),
		TEST(an_error_in_the_middle_sends_no_workbook),
		TEST(what_cannot_be_made_is_told),
		TEST(a_template_has_its_headings_and_no_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
