#include "exchange/rows.h"

#include "base/text.h"

enum { FIRST_CELLS = 256, FIRST_ROWS = 32 };

void rows_init(struct waiting_rows *rows, struct arena *arena)
{
	*rows = (struct waiting_rows){ .arena = arena };
	buffer_init(&rows->text, arena, 4096);
}

/* Bytes of the blank that `text` begins with; 0: none. */
static size_t blank_at(const char *text, size_t length)
{
	if (length >= 1 && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
		return 1;
	if (length >= 2 && memcmp(text, "\u00a0", 2) == 0)
		return 2;
	return length >= 3 && memcmp(text, "\u3000", 3) == 0 ? 3 : 0;
}

static size_t blank_before(const char *text, size_t length)
{
	for (size_t size = 1; size <= 3 && size <= length; size++)
		if (blank_at(text + length - size, size) == size)
			return size;
	return 0;
}

const char *trim_blanks(const char *text, size_t *length)
{
	size_t step;

	while ((step = blank_at(text, *length)) > 0) {
		text += step;
		*length -= step;
	}
	while ((step = blank_before(text, *length)) > 0)
		*length -= step;
	return text;
}

static void put_cell(struct waiting_rows *rows, size_t column, enum cell_kind kind, const char *kept, size_t offset)
{
	if (column >= table_columns_max) {
		rows->refusal = "too_many_columns";
		return;
	}
	if (rows->cell_count == rows->cell_capacity) {
		size_t before = rows->cell_capacity * sizeof *rows->cell;

		rows->cell_capacity = before == 0 ? FIRST_CELLS : rows->cell_capacity * 2;
		rows->cell = arena_grow(rows->arena, rows->cell, before, rows->cell_capacity * sizeof *rows->cell);
	}
	rows->cell[rows->cell_count++] = (struct waiting_cell){
		.column = (uint16_t)column, .kind = (uint16_t)kind, .offset = (uint32_t)offset, .kept = kept };
}

void rows_begin(struct waiting_rows *rows, int64_t number)
{
	if (rows->row_count == rows->row_capacity) {
		size_t before = rows->row_capacity * sizeof *rows->row;

		rows->row_capacity = before == 0 ? FIRST_ROWS : rows->row_capacity * 2;
		rows->row = arena_grow(rows->arena, rows->row, before, rows->row_capacity * sizeof *rows->row);
	}
	rows->row[rows->row_count] = (struct waiting_row){ .number = number, .first = rows->cell_count };
	rows->open = true;
}

void rows_end(struct waiting_rows *rows)
{
	struct waiting_row *row = &rows->row[rows->row_count];

	rows->open = false;
	row->count = rows->cell_count - row->first;
	if (row->count == 0)
		return;
	if (row->number > table_rows_max)
		rows->refusal = "too_many_rows";
	if (rows->refusal == NULL)
		rows->row_count++;
}

void rows_spoil(struct waiting_rows *rows)
{
	for (size_t i = rows->row[rows->row_count].first; i < rows->cell_count; i++)
		rows->cell[i].kind = CELL_BAD;
}

void rows_add_kept(struct waiting_rows *rows, size_t column, enum cell_kind kind, const char *text)
{
	if (*text != '\0' || kind == CELL_BAD)
		put_cell(rows, column, kind, text, 0);
}

/* What can be read of it, U+FFFD for each byte that cannot. */
static void append_saved(struct buffer *to, const char *text, size_t length)
{
	const size_t most = to->length + table_cell_bytes_max - 4;
	const char *end = text + length, *next;

	for (; text < end && to->length < most; text = next) {
		next = text;
		if (*text == '\0' || (text_next(&next) == 0xfffd && next == text + 1) || next > end) {
			buffer_append_string(to, "\ufffd");
			next = text + 1;
		} else {
			buffer_append(to, text, (size_t)(next - text));
		}
	}
}

size_t cut_length(const char *text, size_t length)
{
	if (length <= table_cell_bytes_max)
		return length;
	length = table_cell_bytes_max;
	while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

bool rows_add(struct waiting_rows *rows, size_t column, enum cell_kind kind, const char *text, size_t length)
{
	size_t offset = rows->text.length, whole;
	bool decodes;

	text = trim_blanks(text, &length);
	if (length == 0 && kind != CELL_BAD)
		return true;
	whole = length;
	length = cut_length(text, length);
	decodes = text_is_utf8(text, length);
	if (decodes)
		buffer_append(&rows->text, text, length);
	else
		append_saved(&rows->text, text, length);
	buffer_append_char(&rows->text, '\0');
	put_cell(rows, column, decodes && length == whole ? kind : CELL_BAD, NULL, offset);
	return decodes;
}


bool rows_take(struct waiting_rows *rows, struct table_row *out)
{
	const struct waiting_row *row;
	size_t count;

	if (rows->taken == rows->row_count)
		return false;
	row = &rows->row[rows->taken++];
	count = rows->cell[row->first + row->count - 1].column + 1u;
	for (size_t column = 0, i = row->first; column < count; column++) {
		const struct waiting_cell *cell = &rows->cell[i];

		rows->given[column] = (struct cell){ .kind = CELL_TEXT, .text = "" };
		if (cell->column != column)
			continue;
		rows->given[column].kind = (enum cell_kind)cell->kind;
		rows->given[column].text = cell->kept != NULL ? cell->kept : rows->text.data + cell->offset;
		i++;
	}
	*out = (struct table_row){ .number = row->number, .count = count, .cell = rows->given };
	return true;
}

void rows_forget_taken(struct waiting_rows *rows)
{
	size_t first = rows->open ? rows->row[rows->row_count].first : rows->cell_count, from = rows->text.length;
	size_t left = rows->cell_count - first;

	for (size_t i = first; i < rows->cell_count && from == rows->text.length; i++)
		if (rows->cell[i].kept == NULL)
			from = rows->cell[i].offset;
	for (size_t i = 0; i < left; i++) {
		rows->cell[i] = rows->cell[first + i];
		if (rows->cell[i].kept == NULL)
			rows->cell[i].offset -= (uint32_t)from;
	}
	memmove(rows->text.data, rows->text.data + from, rows->text.length - from + 1);
	rows->text.length -= from;
	if (rows->open)
		rows->row[0] = (struct waiting_row){ .number = rows->row[rows->row_count].number };
	rows->cell_count = left;
	rows->row_count = rows->taken = 0;
}
