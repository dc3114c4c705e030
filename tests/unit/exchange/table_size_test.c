/* Files that are large, or say they are: what they cost in memory and time. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "book.h"

/* The sanitizer's own memory and time are several times ours. */
enum { COUNTS = !ARENA_POISONS };

struct cost {
	int64_t rows, ms, peak_kb;
	char word[32];
};

static void read_through(int fd, struct cost *cost)
{
	int64_t began_ms = clock_monotonic_ms();
	struct table_refusal refusal = { .word = "" };
	struct table *table = NULL;
	struct table_row row;
	struct arena arena;
	long before = status_kb("VmRSS:");
	enum err err;

	arena_init(&arena, 0);
	err = table_open(&arena, fd, NULL, &table, &refusal);
	while (err == OK && (err = table_next(table, &row, &refusal)) == OK)
		cost->rows++;
	if (table != NULL)
		table_close(table);
	cost->ms = clock_monotonic_ms() - began_ms;
	cost->peak_kb = status_kb("VmHWM:") - before;
	snprintf(cost->word, sizeof cost->word, "%s", refusal.word);
	arena_free(&arena);
}

/* In a process of its own, for the peak of its memory is told. */
static struct cost cost_of(int fd)
{
	struct cost *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), cost;
	pid_t child;
	int status;

	assert_true(shared != MAP_FAILED);
	malloc_trim(0);		/* what is free here would be free there */
	child = fork();
	if (child == 0) {
		/* What the peak was before does not count. */
		FILE *file = fopen("/proc/self/clear_refs", "w");

		if (file != NULL) {
			fputs("5", file);
			fclose(file);
		}
		read_through(fd, shared);
		_exit(0);
	}
	assert_int_equal(child, waitpid(child, &status, 0));
	assert_int_equal(0, status);
	close(fd);
	cost = *shared;
	munmap(shared, sizeof *shared);
	return cost;
}

static void twenty_thousand_students_are_read_soon_and_in_little_memory(void **state)
{
	struct buffer strings, rows;
	struct arena arena;
	struct cost cost;
	int fd;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&strings, &arena, 20 << 20);
	buffer_init(&rows, &arena, 20 << 20);
	for (int i = 0; i < 20000; i++) {
		buffer_print(&rows, "<row r=\"%d\" spans=\"1:12\">", i + 1);
		for (int column = 0; column < 10; column++) {
			buffer_print(&strings, "<si><t>第%d个学生的第%d栏</t></si>", i, column);
			buffer_print(&rows, "<c r=\"%c%d\" s=\"1\" t=\"s\"><v>%d</v></c>", 'A' + column, i + 1, i * 10 + column);
		}
		buffer_print(&rows, "<c r=\"K%d\" s=\"1\"><v>%d</v></c><c r=\"L%d\"><v>4.5</v></c></row>", i + 1, 40000 + i % 5000, i + 1);
	}
	fd = file_of_book(&(struct book){ .strings = strings.data, .rows = rows.data,
					  .styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>" });
	arena_free(&arena);
	cost = cost_of(fd);
	assert_int_equal(20000, cost.rows);
	assert_string_equal("", cost.word);
	print_message("%ld ms, %ld KB\n", (long)cost.ms, (long)cost.peak_kb);
	if (COUNTS) {
		assert_in_range(cost.peak_kb, 1, 16000);
		assert_in_range(cost.ms, 0, 1500);
	}
}

/* A gigabyte of rows in a few megabytes: told by what it says it is, or by what it turns out to be. */
static void a_bomb_is_refused_before_it_goes_off(void **state)
{
	static const char row[] = "<row><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c><c><v>1</v></c></row>";
	struct cost cost;
	struct buffer rows;
	struct arena arena;
	size_t length;
	char *bytes;

	(void)state;
	arena_init(&arena, 0);
	buffer_init(&rows, &arena, 301 << 20);
	while (rows.length < 300 << 20)
		buffer_append(&rows, row, sizeof row - 1);
	bytes = bytes_of_book(&(struct book){ .rows = rows.data }, &length);
	arena_free(&arena);
	assert_in_range(length, 500000, 2000000);
	cost = cost_of(file_of(bytes, length));
	assert_string_equal("bomb", cost.word);
	if (COUNTS) {
		assert_in_range(cost.ms, 0, 1000);
		assert_in_range(cost.peak_kb, 0, 8000);
	}
	/* The sheet's size, as the directory has it, becomes 1 MB; and that of its own header. */
	for (size_t at = 0; at + 30 < length; at++) {
		const bool entry = memcmp(bytes + at, "PK\1\2", 4) == 0, header = memcmp(bytes + at, "PK\3\4", 4) == 0;
		char *size = bytes + at + (entry ? 24 : 22);

		if ((entry || header) && (unsigned char)size[3] >= 0x10)
			memcpy(size, "\0\0\x10\0", 4);
	}
	cost = cost_of(file_of(bytes, length));
	assert_string_equal("bomb", cost.word);
	assert_in_range(cost.rows, 1, 20000);
	if (COUNTS) {
		assert_in_range(cost.ms, 0, 1000);
		assert_in_range(cost.peak_kb, 0, 8000);
	}
	free(bytes);
}

/* A workbook with so many shared strings of so many bytes. */
static int file_of_strings(int count, int bytes)
{
	struct buffer strings;
	struct arena arena;
	int fd;

	arena_init(&arena, 0);
	buffer_init(&strings, &arena, (size_t)count * ((size_t)bytes + 16));
	for (int i = 0; i < count; i++) {
		buffer_append_string(&strings, "<si><t>");
		for (int at = 0; at < bytes; at++)
			buffer_append_char(&strings, (char)('a' + i % 26));
		buffer_append_string(&strings, "</t></si>");
	}
	fd = file_of_book(&(struct book){ .strings = strings.data, .stored = true });
	arena_free(&arena);
	return fd;
}

/* They are the one thing that is kept: four million, or 40 MiB. */
static void more_shared_strings_than_are_kept_are_refused(void **state)
{
	struct cost cost = cost_of(file_of_strings((1 << 22) + 1, 0));

	(void)state;
	assert_string_equal("too_large", cost.word);
	if (COUNTS)
		assert_in_range(cost.peak_kb, 16000, 20000);
	cost = cost_of(file_of_strings(1400, 31000));
	assert_string_equal("too_large", cost.word);
	if (COUNTS)
		assert_in_range(cost.peak_kb, 40000, 45000);
}

static void a_zip_with_more_parts_than_any_workbook_is_refused(void **state)
{
	char end[22] = "PK\5\6\0\0\0\0\x11\x27\x11\x27";

	(void)state;
	assert_string_equal("bomb", cost_of(file_of(end, sizeof end)).word);
	end[10] = 0x10;
	assert_string_equal("broken", cost_of(file_of(end, sizeof end)).word);
}

/* 100 MB, as a writer leaves them: lines of a register, and one field that never ends. */
static void a_hundred_megabytes_of_csv_are_read_in_the_memory_of_a_row(void **state)
{
	static const char line[] = "371302190001010002,王芳,罗庄区王庄小学,primary,3,registered_poor,王建国,13800000000,\"山东省临沂市罗庄区, 王庄村\"\n";
	enum { MEGABYTE = 1 << 20 };
	char *piece = malloc(MEGABYTE);
	const size_t step = MEGABYTE / (sizeof line - 1) * (sizeof line - 1);
	struct cost cost;
	int fd = memfd_create("csv", MFD_CLOEXEC);

	(void)state;
	assert_non_null(piece);
	for (size_t at = 0; at < step; at += sizeof line - 1)
		memcpy(piece + at, line, sizeof line - 1);
	for (int i = 0; i < 100; i++)
		assert_int_equal(step, write(fd, piece, step));
	cost = cost_of(fd);
	assert_string_equal("", cost.word);
	assert_int_equal(100 * step / (sizeof line - 1), cost.rows);
	print_message("%ld ms, %ld KB\n", (long)cost.ms, (long)cost.peak_kb);
	if (COUNTS)
		assert_in_range(cost.peak_kb, 0, 4000);
	fd = memfd_create("csv", MFD_CLOEXEC);
	memset(piece, 'x', MEGABYTE);
	piece[0] = '"';
	for (int i = 0; i < 100; i++) {
		assert_int_equal(MEGABYTE, write(fd, piece, MEGABYTE));
		piece[0] = 'x';
	}
	cost = cost_of(fd);
	assert_string_equal("broken", cost.word);
	if (COUNTS)
		assert_in_range(cost.peak_kb, 0, 4000);
	free(piece);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twenty_thousand_students_are_read_soon_and_in_little_memory),
		cmocka_unit_test(a_bomb_is_refused_before_it_goes_off),
		cmocka_unit_test(more_shared_strings_than_are_kept_are_refused),
		cmocka_unit_test(a_zip_with_more_parts_than_any_workbook_is_refused),
		cmocka_unit_test(a_hundred_megabytes_of_csv_are_read_in_the_memory_of_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
