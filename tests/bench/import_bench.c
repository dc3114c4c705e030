/* For the bench of imports.
 *
 *	import_bench book FILE ROWS SCHOOLS	writes the register of so many students as .xlsx
 *	import_bench bare CONFIG USER		reads the students that are stored, deletes them, and inserts the very same rows one by one
 *						by one prepared statement in one transaction; prints `rows seconds` */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/settings.h"
#include "base/clock.h"
#include "base/national_id.h"
#include "domain/pairing/student.h"
#include "exchange/table.h"

enum { days = 2000, columns = 11 };

static enum err write_out(void *context, const char *bytes, size_t length)
{
	return fwrite(bytes, 1, length, context) == length ? OK : E_INTERNAL;
}

static const char *id_number(struct arena *arena, int row)
{
	const struct date first = date_from_civil((struct civil){ 2003, 1, 1 });
	const struct civil born = date_to_civil((struct date){ first.day + row % days });
	char *number = arena_print(arena, "371302%04d%02d%02d%03d0", born.year, born.month, born.day, 1 + row / days);

	number[national_id_chars - 1] = national_id_check(number);
	return number;
}

static enum err write_row(struct table_writer *writer, struct arena *arena, int row, int schools)
{
	static const char *const surnames[] = { "王", "李", "张", "刘", "陈", "杨", "赵", "孙", "周", "吴" };
	static const char *const given[] = { "小明", "建国", "秀英", "志强", "雅婷", "子涵", "浩然", "欣怡", "俊杰", "思雨", "文博" };
	static const char *const stages[] = { "小学", "初中", "高中" };
	static const char *const hardships[] = { "建档立卡", "低保", "特困", "孤儿", "残疾", "其他" };
	const char *const texts[columns] = {
		id_number(arena, row), arena_print(arena, "%s%s", surnames[row % 10], given[row / 10 % 11]),
		arena_print(arena, "基准学校%03d", 1 + row % schools), stages[row % 3], arena_print(arena, "%d", 1 + row % 3),
		hardships[row % 6], arena_print(arena, "%s%s", surnames[row % 10], given[row / 110 % 11]),
		arena_print(arena, "139%08d", row), arena_print(arena, "兰山区银雀山街道金雀山路%d号%d单元%d室", row, row % 9, row % 97),
		"2018-09-01", "" };
	struct cell cells[columns];

	for (size_t i = 0; i < columns; i++)
		cells[i] = (struct cell){ CELL_TEXT, texts[i] };
	return table_write_row(writer, cells, columns);
}

static enum err write_book(struct arena *arena, const char *path, int rows, int schools)
{
	static const char *const headings[columns] = { "身份证号", "姓名", "学校", "学段", "年级", "困难类型", "监护人", "联系电话", "家庭住址",
							"登记日期", "备注" };
	const struct table_writer_options options = { .format = TABLE_XLSX, .sheet = "students" };
	FILE *file = fopen(path, "we");
	struct table_writer *writer;
	struct arena scratch;
	enum err err;

	if (file == NULL)
		return E_INTERNAL;
	TRY(table_writer_open(arena, &options, write_out, file, &writer));
	arena_init(&scratch, 0);
	err = table_write_headings(writer, headings, columns);
	for (int row = 0; row < rows && err == OK; row++) {
		arena_reset(&scratch);
		err = write_row(writer, &scratch, row, schools);
	}
	arena_free(&scratch);
	if (table_writer_close(writer) != OK || fclose(file) != 0)
		return E_INTERNAL;
	return err;
}

/* All of a row but its id, as the table has it. */
struct stored {
	const char *code;
	int64_t school_id;
	const char *path;
	struct bytes name, id_number, guardian, telephone, address, id_number_index, name_index, telephone_index, row_digest;
	struct date birth;
	enum sex sex;
	enum stage stage;
	int64_t grade;
	enum hardship hardship;
	struct date since, left_on;
	struct timestamp updated_at;
};
static const struct shape stored_shape = SHAPE(stored,
	COLUMN(stored, code), COLUMN(stored, school_id), COLUMN(stored, path), COLUMN(stored, name), COLUMN(stored, id_number),
	COLUMN(stored, guardian, .nullable = true), COLUMN(stored, telephone, .nullable = true),
	COLUMN(stored, address, .nullable = true), COLUMN(stored, id_number_index), COLUMN(stored, name_index),
	COLUMN(stored, telephone_index, .nullable = true), COLUMN(stored, row_digest), COLUMN(stored, birth),
	COLUMN(stored, sex, .names = sex_names), COLUMN(stored, stage, .names = stage_names), COLUMN(stored, grade),
	COLUMN(stored, hardship, .names = hardship_names), COLUMN(stored, since), COLUMN(stored, left_on, .nullable = true),
	COLUMN(stored, updated_at));

#define COLUMNS                                                                                                     \
	"code, school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, " \
	"name_index, telephone_index, row_digest, birth, sex, stage, grade, hardship, since, left_on, updated_at"

static const struct statement read_all = {
	.sql = "SELECT code, school_id, path, name_sealed AS name, id_number_sealed AS id_number, guardian_sealed AS guardian, "
	       "telephone_sealed AS telephone, address_sealed AS address, id_number_index, name_index, telephone_index, row_digest, "
	       "birth, sex, stage, grade, hardship, since, left_on, updated_at FROM student ORDER BY id",
	.row = &stored_shape };
static const struct statement delete_all = { .sql = "DELETE FROM student" };
static const struct statement insert = {
	.sql = "INSERT INTO student (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &stored_shape };

struct bare {
	struct db *db;
	struct rows rows;
};

static enum err insert_rows(void *context)
{
	const struct bare *bare = context;
	const struct stored *row = bare->rows.row;

	for (size_t i = 0; i < bare->rows.count; i++)
		TRY(db_run(bare->db, &insert, NULL, &row[i]));
	return OK;
}

static enum err measure(struct db *db, struct arena *arena)
{
	struct bare bare = { .db = db };
	int64_t began;

	TRY(db_ready(db));
	TRY(db_all(db, arena, &read_all, &bare.rows));
	TRY(db_run(db, &delete_all, NULL));
	began = clock_monotonic_ms();
	TRY(db_transaction_committed(db, insert_rows, NULL, &bare, NULL));
	printf("%zu %.3f\n", bare.rows.count, (double)(clock_monotonic_ms() - began) / 1000);
	return OK;
}

/* As whoever runs the bench, who may delete: the program's own users may not. */
static enum err insert_bare(struct arena *arena, const char *config, const char *user, struct fault *fault)
{
	struct settings settings;
	struct db_options database;
	struct db *db;
	enum err err;

	TRY(settings_load(arena, config, &settings, fault));
	TRY(settings_database(arena, &settings, "worker", &database, fault));
	database.user = user;
	database.password = NULL;
	database.read_ms = 60000;
	db = db_new(&database);
	db_set_fault(db, fault);
	err = measure(db, arena);
	db_close(db);
	db_thread_end();
	return err;
}

int main(int argc, char **argv)
{
	struct fault fault = { 0 };
	struct arena arena;
	enum err err = E_INVALID;

	arena_init(&arena, 0);
	if (argc == 5 && strcmp(argv[1], "book") == 0)
		err = write_book(&arena, argv[2], (int)strtol(argv[3], NULL, 10), (int)strtol(argv[4], NULL, 10));
	else if (argc == 4 && strcmp(argv[1], "bare") == 0)
		err = insert_bare(&arena, argv[2], argv[3], &fault);
	else
		fprintf(stderr, "usage: import_bench book FILE ROWS SCHOOLS | bare CONFIG USER\n");
	if (err != OK)
		fprintf(stderr, "import_bench: %s %s\n", err_name(err), fault.text);
	arena_free(&arena);
	return err == OK ? 0 : 1;
}
