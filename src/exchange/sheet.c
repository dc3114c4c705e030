/* The rows of a worksheet (ECMA-376 part 1 §18.3). */
#include <stdlib.h>

#include "exchange/serial.h"
#include "exchange/xlsx_parts.h"

enum { READ_BYTES = 16384 };

static void refuse(struct xlsx *xlsx, const char *word)
{
	markup_refuse(xlsx->markup, word);
}

/* A whole number of at most nine digits; -1: none. */
static int64_t number_of(const char *text, size_t length)
{
	int64_t number = 0;

	if (length == 0 || length > 9)
		return -1;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		number = number * 10 + (text[i] - '0');
	}
	return number;
}

static void begin_row(struct xlsx *xlsx, const struct element *element)
{
	struct sheet *sheet = &xlsx->sheet;
	size_t length;
	const char *said = element_attribute(element, "r", &length);
	int64_t number = said != NULL ? number_of(said, length) : sheet->row + 1;

	if (sheet->in_row || number <= sheet->row) {
		refuse(xlsx, "broken");
		return;
	}
	sheet->row = number;
	sheet->in_row = true;
	sheet->column = 0;
	rows_begin(&xlsx->table->rows, number);
}

/* "BC12" is column 54. The row in it must be the row it stands in. */
static bool read_reference(const struct sheet *sheet, const char *text, size_t length, size_t *column)
{
	size_t number = 0, at = 0;

	for (; at < length && at < 3 && text[at] >= 'A' && text[at] <= 'Z'; at++)
		number = number * 26 + (size_t)(text[at] - 'A') + 1;
	if (number == 0 || number_of(text + at, length - at) != sheet->row)
		return false;
	*column = number - 1;
	return true;
}

static char type_of(const char *type, size_t length)
{
	if (type == NULL || length == 0)
		return 'n';
	if (length == 1)
		return *type;
	return (length == 3 && memcmp(type, "str", 3) == 0) || (length == 9 && memcmp(type, "inlineStr", 9) == 0) ? 't' : '?';
}

static void begin_cell(struct xlsx *xlsx, const struct element *element)
{
	struct sheet *sheet = &xlsx->sheet;
	size_t length, column = sheet->column;
	const char *said = element_attribute(element, "r", &length), *style;

	if (!sheet->in_row || sheet->in_cell || (said != NULL && !read_reference(sheet, said, length, &column))
	    || column < sheet->column) {
		refuse(xlsx, "broken");
		return;
	}
	said = element_attribute(element, "t", &length);
	sheet->type = type_of(said, length);
	style = element_attribute(element, "s", &length);
	sheet->style = style != NULL ? (size_t)number_of(style, length) : 0;
	sheet->column = column;
	sheet->in_cell = true;
	buffer_clear(&sheet->text);
}

static void on_start(void *owner, const struct element *element)
{
	struct xlsx *xlsx = owner;
	struct sheet *sheet = &xlsx->sheet;
	const char *name = element->name;

	if (!is_main(element))
		return;
	if (strcmp(name, "c") == 0)
		begin_cell(xlsx, element);
	else if (strcmp(name, "v") == 0)
		sheet->collecting = sheet->in_cell;
	else if (strcmp(name, "row") == 0)
		begin_row(xlsx, element);
	else if (strcmp(name, "is") == 0)
		sheet->in_inline = sheet->in_cell;
	else if (strcmp(name, "t") == 0)
		sheet->collecting = sheet->in_inline && sheet->phonetic == 0;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic++;
}

static bool style_is_date(const struct xlsx *xlsx, size_t style)
{
	return style < xlsx->style_count && (xlsx->date_style[style / 8] >> style % 8 & 1) != 0;
}

static void add_date(struct xlsx *xlsx, struct date date)
{
	struct buffer *text = &xlsx->sheet.text;

	buffer_clear(text);
	date_append(text, date);
	rows_add(&xlsx->table->rows, xlsx->sheet.column, CELL_DATE, text->data, text->length);
}

static void add_number(struct xlsx *xlsx, const char *text, size_t length)
{
	struct waiting_rows *rows = &xlsx->table->rows;
	struct date date;

	if (!is_number(text, length))
		rows_add(rows, xlsx->sheet.column, CELL_BAD, text, length);
	else if (!style_is_date(xlsx, xlsx->sheet.style))
		rows_add(rows, xlsx->sheet.column, CELL_NUMBER, text, length);
	else if (serial_to_date(strtod(text, NULL), xlsx->from_1904, &date))
		add_date(xlsx, date);
	else
		rows_add(rows, xlsx->sheet.column, CELL_BAD, text, length);
}

/* A day of ISO 8601, of which strict workbooks make use; its time is dropped. */
static void add_iso_date(struct xlsx *xlsx, const char *text, size_t length)
{
	char day[11] = { 0 };
	struct date date;

	memcpy(day, text, length < 10 ? length : 10);
	if ((length == 10 || (length > 10 && text[10] == 'T')) && date_parse(day, &date) == OK)
		add_date(xlsx, date);
	else
		rows_add(&xlsx->table->rows, xlsx->sheet.column, CELL_BAD, text, length);
}

static void add_shared(struct xlsx *xlsx, const char *text, size_t length)
{
	int64_t index = number_of(text, length);
	enum cell_kind kind = CELL_TEXT;
	const char *shared = index >= 0 ? strings_get(&xlsx->strings, (uint64_t)index, &kind) : NULL;

	if (shared != NULL)
		rows_add_kept(&xlsx->table->rows, xlsx->sheet.column, kind, shared);
	else
		refuse(xlsx, "broken");
}

static void end_cell(struct xlsx *xlsx)
{
	struct sheet *sheet = &xlsx->sheet;
	struct waiting_rows *rows = &xlsx->table->rows;
	size_t length = sheet->text.length;
	const char *text;

	sheet->in_cell = sheet->in_inline = sheet->collecting = false;
	if (sheet->type == 't') {
		enum cell_kind kind = unescape_text(sheet->text.data, &length) ? CELL_TEXT : CELL_BAD;

		rows_add(rows, sheet->column++, kind, sheet->text.data, length);
		return;
	}
	text = trim_blanks(sheet->text.data, &length);
	if (length == 0) {
		sheet->column++;
		return;
	}
	sheet->text.data[text - sheet->text.data + (ptrdiff_t)length] = '\0';
	switch (sheet->type) {
	case 'n':
		add_number(xlsx, text, length);
		break;
	case 's':
		add_shared(xlsx, text, length);
		break;
	case 'd':
		add_iso_date(xlsx, text, length);
		break;
	case 'b':
		rows_add_kept(rows, sheet->column, CELL_BOOL, *text == '1' || *text == 't' ? "true" : "false");
		break;
	default:
		rows_add(rows, sheet->column, CELL_BAD, text, length);
		break;
	}
	sheet->column++;
}

static void on_end(void *owner, const char *name)
{
	struct xlsx *xlsx = owner;
	struct sheet *sheet = &xlsx->sheet;

	if (strcmp(name, "c") == 0 && sheet->in_cell) {
		end_cell(xlsx);
	} else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0) {
		sheet->collecting = false;
	} else if (strcmp(name, "row") == 0 && sheet->in_row && !sheet->in_cell) {
		sheet->in_row = false;
		rows_end(&xlsx->table->rows);
	} else if (strcmp(name, "rPh") == 0 && sheet->phonetic > 0) {
		sheet->phonetic--;
	}
}

/* More than a cell's worth is collected up to a cap, so that it is seen to be too long. */
static void on_text(void *owner, const char *bytes, size_t length)
{
	struct sheet *sheet = &((struct xlsx *)owner)->sheet;

	if (sheet->collecting && sheet->text.length <= 4 * table_cell_bytes_max)
		buffer_append(&sheet->text, bytes, length);
}

enum err sheet_open(struct xlsx *xlsx, const char **refusal)
{
	static const struct markup_handler handler = { .start = on_start, .end = on_end, .text = on_text };

	TRY(part_open(xlsx->package, xlsx->sheet_part, table_inflated_max, &xlsx->part, refusal));
	buffer_init(&xlsx->sheet.text, xlsx->table->arena, 256);
	xlsx->markup = markup_open(xlsx->table->arena, &handler, xlsx, NULL);
	return xlsx->markup != NULL ? OK : E_INTERNAL;
}

enum err sheet_more(struct table *table)
{
	struct xlsx *xlsx = table->state;
	char bytes[READ_BYTES];
	size_t length;
	const char *word;

	if (xlsx->markup == NULL)
		return E_NOT_FOUND;
	if (part_read(&xlsx->part, bytes, sizeof bytes, &length, &word) != OK)
		return table_refuse(table, word);
	if (!markup_feed(xlsx->markup, bytes, length))
		return table_refuse(table, markup_refusal(xlsx->markup));
	if (length > 0)
		return OK;
	markup_close(xlsx->markup);
	xlsx->markup = NULL;
	return OK;
}
