#include "table_check.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "exchange/table.h"

static const char *const words[] = { "not_a_table", "old_excel", "encrypted", "bomb", "doctype", "broken", "too_many_rows",
				     "too_many_columns", "too_large", "no_sheet", "not_our_xml" };

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void check_cell(const struct cell *cell)
{
	const size_t length = strlen(cell->text);
	struct date date;

	require(length <= table_cell_bytes_max && text_is_utf8(cell->text, length));
	require(length == 0 || (cell->text[0] != ' ' && cell->text[length - 1] != ' '));
	require(cell->kind != CELL_DATE || date_parse(cell->text, &date) == OK);
	require(cell->kind != CELL_BOOL || strcmp(cell->text, "true") == 0 || strcmp(cell->text, "false") == 0);
	require(cell->kind != CELL_NUMBER || strspn(cell->text, "0123456789.eE+-") == length);
}

static void check_refusal(enum err err, const struct table_refusal *refusal)
{
	bool known = false;

	require(err == E_INVALID || err == E_NOT_FOUND);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		known = known || strcmp(words[i], refusal->word) == 0;
	require(err == E_NOT_FOUND || known);
}

void table_check(int fd, const char *schema)
{
	struct table_refusal refusal = { .word = "" };
	struct table *table = NULL;
	struct table_row row;
	struct arena arena;
	int64_t number = 0;
	enum err err;

	arena_init(&arena, 0);
	err = table_open(&arena, fd, schema, &table, &refusal);
	while (err == OK && (err = table_next(table, &row, &refusal)) == OK) {
		require(row.number > number && row.number <= table_rows_max && row.count >= 1 && row.count <= table_columns_max);
		require(row.cell[row.count - 1].text[0] != '\0' || row.cell[row.count - 1].kind == CELL_BAD);
		for (size_t i = 0; i < row.count; i++)
			check_cell(&row.cell[i]);
		number = row.number;
	}
	check_refusal(err, &refusal);
	if (table != NULL)
		table_close(table);
	arena_free(&arena);
}
