/* What a large export costs in memory. YM_EXPORT_ROWS asks for another number of rows than the usual 50,000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "book.h"

enum { USUAL_ROWS = 50000, BOUND_KB = 6000 };

static enum err count(void *context, const char *bytes, size_t length)
{
	(void)bytes;
	*(size_t *)context += length;
	return OK;
}

static void write_many(enum table_format format)
{
	const char *asked = getenv("YM_EXPORT_ROWS");
	const long rows = asked != NULL ? strtol(asked, NULL, 10) : USUAL_ROWS, before = status_kb("VmRSS:");
	const int64_t began_ms = clock_monotonic_ms();
	const struct table_writer_options options = { .format = format, .sheet = "S", .watermark = "who, when, serial", .temp_dir = "/tmp" };
	struct table_writer *writer;
	struct arena arena;
	size_t bytes = 0;

	arena_init(&arena, 0);
	assert_int_equal(OK, table_writer_open(&arena, &options, count, &bytes, &writer));
	for (long i = 0; i < rows; i++) {
		char text[32];
		const struct cell cells[] = {
			{ CELL_NUMBER, text }, { CELL_TEXT, "371302********0002" }, { CELL_TEXT, "王**" }, { CELL_DATE, "2026-11-23" },
			{ CELL_TEXT, "student_read" }, { CELL_TEXT, text }, { CELL_TEXT, "罗庄区王庄小学" }, { CELL_BOOL, "false" } };

		snprintf(text, sizeof text, "%ld", i);
		assert_int_equal(OK, table_write_row(writer, cells, sizeof cells / sizeof *cells));
	}
	assert_int_equal(OK, table_writer_close(writer));
	arena_free(&arena);
	print_message("%ld rows, %zu bytes: %ld ms, %ld KB\n", rows, bytes, (long)(clock_monotonic_ms() - began_ms), status_kb("VmHWM:") - before);
	assert_true(bytes > (size_t)rows);
	if (!ARENA_POISONS)	/* the sanitizer keeps what was freed */
		assert_in_range(status_kb("VmHWM:") - before, 0, BOUND_KB);
}

static void a_csv_is_written_in_the_memory_of_a_piece(void **state)
{
	(void)state;
	write_many(TABLE_CSV_GB18030);
}

static void a_workbook_is_written_in_the_memory_of_a_row(void **state)
{
	(void)state;
	write_many(TABLE_XLSX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_csv_is_written_in_the_memory_of_a_piece),
		cmocka_unit_test(a_workbook_is_written_in_the_memory_of_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
