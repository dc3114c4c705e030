#include "import_sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/national_id.h"

int import_clean(void **state)
{
	struct giving *giving = *state;

	giving_sql(giving, "DELETE FROM student_history");
	giving_sql(giving, "DELETE FROM import_bad_row");
	giving_sql(giving, "DELETE FROM poverty_person");
	giving_sql(giving, "DELETE FROM import_mapping");
	giving_sql(giving, "DELETE FROM import");
	staff_clean(state);
	giving_sql(giving, "INSERT INTO import (id, kind, file_name, role, unit_id, source, state, begun_at) "
			   "VALUES (1, 'student', 'file', 'city', 1, 'source', 'checking', '2026-06-15')");
	return 0;
}

struct sheet sheet_new(struct giving *giving, enum import_of of, const char *const *rows)
{
	struct sheet sheet = { .giving = giving, .of = of, .unit_id = COUNTY_UNIT, .scope = "/1/2/", .source = "source", .rows = rows,
			       .now = giving_noon() };

	sheet.actor = (struct actor){ .login = "li", .name = "Li", .role = ROLE_CITY, .unit_id = CITY_UNIT, .unit_path = "/1/" };
	return sheet;
}

static size_t cut(struct arena *arena, const char *row, struct cell *cells)
{
	size_t count = 0;

	for (;;) {
		const size_t length = strcspn(row, "|");
		struct cell *cell = &cells[count++];

		*cell = (struct cell){ .kind = CELL_TEXT, .text = arena_copy(arena, row, length) };
		if (row[0] == '#' || row[0] == '!' || row[0] == '@') {
			cell->kind = row[0] == '#' ? CELL_NUMBER : row[0] == '!' ? CELL_BAD : CELL_DATE;
			cell->text++;
		}
		if (row[length] == '\0')
			return count;
		row += length + 1;
	}
}

static enum err feed(struct sheet *sheet, struct import_run *run, bool again)
{
	bool enough = false;

	for (int64_t i = 0; sheet->rows[i] != NULL && !enough; i++) {
		struct cell cells[import_cells_max];
		const size_t count = cut(&sheet->giving->arena, sheet->rows[i], cells);

		if (again)
			TRY(import_run_row_again(run, i + 1, cells, count));
		else
			TRY(import_run_row(run, i + 1, cells, count, &enough));
	}
	return OK;
}

static enum err run_over(void *context)
{
	struct sheet *sheet = context;
	struct giving *giving = sheet->giving;
	const struct import_order order = { .import_id = IMPORT_TEST_ID, .of = sheet->of, .unit_id = sheet->unit_id, .scope = sheet->scope,
					    .source = sheet->source, .mapping = sheet->mapping, .actor = &sheet->actor,
					    .now = sheet->now, .commit = sheet->commit };
	struct import_run *run;
	bool again;

	TRY(import_run_begin(giving->db, &giving->arena, giving->keyring, &order, &run));
	TRY(feed(sheet, run, false));
	TRY(import_run_end(run, &again));
	if (again)
		TRY(feed(sheet, run, true));
	return import_run_close(run, &sheet->result);
}

void sheet_check(struct sheet *sheet)
{
	if (db_transaction_committed(sheet->giving->db, run_over, NULL, sheet, NULL) != OK)
		fail_msg("%s", sheet->giving->fault.text);
}

void sheet_import(struct sheet *sheet)
{
	sheet->commit = false;
	sheet_check(sheet);
	assert_null(sheet->result.refusal);
	assert_false(sheet->result.needs_person);
	sheet->commit = true;
	sheet->mapping = sheet->result.mapping;
	sheet_check(sheet);
	sheet->commit = false;
	sheet->mapping = NULL;
}

struct reason {
	const char *reason;
};
static const struct shape reason_shape = SHAPE(reason, COLUMN(reason, reason));
static const struct statement reason_of = {
	.sql = "SELECT CONCAT(field, ' ', reason) AS reason FROM import_bad_row WHERE line_number = ?", .params = "i", .row = &reason_shape };

const char *sheet_reason(struct giving *giving, int64_t line)
{
	struct reason reason;
	const enum err err = db_one(giving->db, &giving->arena, &reason_of, &reason, line);

	assert_true(err == OK || err == E_NOT_FOUND);
	return err == OK ? reason.reason : "";
}

const char *id_number_of(struct giving *giving, int number)
{
	char *id = arena_print(&giving->arena, "371302201201%02d%03d0", 1 + number / 1000, number % 1000);

	id[17] = national_id_check(id);
	return id;
}
