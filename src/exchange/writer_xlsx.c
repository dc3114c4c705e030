#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/text.h"
#include "exchange/serial.h"
#include "exchange/table_parts.h"
#include "exchange/writer_parts.h"

enum { CELL_CHARACTERS_MAX = 32767, MARK_CHARACTERS_MAX = 110, EXACT_DIGITS = 15, COLUMN_WIDTH = 16 };

struct xlsx_writer {
	const char *path;	/* of the file that libxlsxwriter makes; NULL: none was made */
	lxw_workbook *workbook;
	lxw_worksheet *sheet;
	lxw_format *text, *heading, *date;
	lxw_row_t row;
};

/* At most so many characters of it; what would be read as the escape of a character is escaped itself, which libxlsxwriter leaves
 * to us. A copy in writer->piece where it is not the text as it came. */
static const char *tidy(struct table_writer *writer, const char *text, size_t most)
{
	const char *at = text, *next = text;

	if (strlen(text) <= most && strstr(text, "_x") == NULL)
		return text;
	buffer_clear(&writer->piece);
	for (size_t count = 0; count < most && *at != '\0'; count++, at = next) {
		text_next(&next);
		if (is_escape(at))
			buffer_append_string(&writer->piece, "_x005F_");
		else
			buffer_append(&writer->piece, at, (size_t)(next - at));
	}
	return writer->piece.data;
}

/* More digits than a spreadsheet's number keeps would be rounded. */
static bool is_exact_number(const char *text)
{
	size_t digits = 0;

	for (const char *at = text; *at != '\0' && (*at | 0x20) != 'e'; at++)
		digits += *at >= '0' && *at <= '9';
	return digits <= EXACT_DIGITS && is_number(text, strlen(text));
}

/* Days since the last one of 1899, which is right from March 1900 on. */
static bool to_serial(const char *text, double *serial)
{
	const int32_t zero = date_from_civil((struct civil){ .year = 1899, .month = 12, .day = 30 }).day;
	struct date date;

	if (date_parse(text, &date) != OK || date.day - zero <= 60)
		return false;
	*serial = date.day - zero;
	return true;
}

static lxw_error write_cell(struct table_writer *writer, lxw_col_t column, const struct cell *cell, bool heading)
{
	struct xlsx_writer *xlsx = writer->state;
	double serial;

	if (cell->kind == CELL_NUMBER && is_exact_number(cell->text))
		return worksheet_write_number(xlsx->sheet, xlsx->row, column, strtod(cell->text, NULL), NULL);
	if (cell->kind == CELL_DATE && to_serial(cell->text, &serial))
		return worksheet_write_number(xlsx->sheet, xlsx->row, column, serial, xlsx->date);
	if (cell->kind == CELL_BOOL)
		return worksheet_write_boolean(xlsx->sheet, xlsx->row, column, strcmp(cell->text, "true") == 0, NULL);
	return worksheet_write_string(xlsx->sheet, xlsx->row, column, tidy(writer, cell->text, CELL_CHARACTERS_MAX),
				      heading ? xlsx->heading : xlsx->text);
}

static enum err write_line(struct table_writer *writer, const struct cell *cells, size_t count, bool heading)
{
	struct xlsx_writer *xlsx = writer->state;

	if (xlsx->row >= LXW_ROW_MAX)
		return E_INVALID;
	for (size_t i = 0; i < count; i++)
		if (cells[i].text[0] != '\0' && write_cell(writer, (lxw_col_t)i, &cells[i], heading) != LXW_NO_ERROR)
			return E_INTERNAL;
	xlsx->row++;
	return OK;
}

/* In a page's header & begins a code. */
static void put_mark(struct table_writer *writer, lxw_worksheet *sheet)
{
	const char *at = tidy(writer, writer->options.watermark, MARK_CHARACTERS_MAX);
	struct buffer text;

	buffer_init(&text, writer->arena, 256);
	buffer_append_string(&text, "&C");
	for (; *at != '\0'; at++) {
		buffer_append_char(&text, *at);
		if (*at == '&')
			buffer_append_char(&text, '&');
	}
	worksheet_set_header(sheet, text.data);
	buffer_append_string(&text, "&R&P/&N");
	worksheet_set_footer(sheet, text.data);
}

static enum err send_file(struct table_writer *writer, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err err = fd >= 0 ? OK : E_INTERNAL;
	int64_t offset = 0;
	ptrdiff_t length = 1;

	while (err == OK && length > 0) {
		length = read_at(fd, writer->piece.data, PIECE_BYTES, offset);
		if (length < 0)
			err = E_INTERNAL;
		else if (length > 0)
			err = writer->sink(writer->context, writer->piece.data, (size_t)length);
		offset += length;
	}
	if (fd >= 0)
		close(fd);
	return err;
}

static enum err finish(struct table_writer *writer)
{
	struct xlsx_writer *xlsx = writer->state;
	lxw_error error = workbook_close(xlsx->workbook);

	xlsx->workbook = NULL;
	return error == LXW_NO_ERROR ? send_file(writer, xlsx->path) : E_INTERNAL;
}

static void close_xlsx(struct table_writer *writer)
{
	struct xlsx_writer *xlsx = writer->state;

	if (xlsx->workbook != NULL)
		lxw_workbook_free(xlsx->workbook);
	if (xlsx->path != NULL)
		unlink(xlsx->path);
	xlsx->workbook = NULL;
	xlsx->path = NULL;
}

static lxw_format *text_format(struct xlsx_writer *xlsx)
{
	lxw_format *format = workbook_add_format(xlsx->workbook);

	format_set_num_format(format, "@");
	return format;
}

enum err xlsx_writer_open(struct table_writer *writer)
{
	static const struct writer_kind kind = { .line = write_line, .finish = finish, .close = close_xlsx };
	struct xlsx_writer *xlsx = ARENA_NEW(writer->arena, struct xlsx_writer);
	const char *folder = writer->options.temp_dir != NULL ? writer->options.temp_dir : "/dev/shm";	/* its files are memory */
	char *path = arena_print(writer->arena, "%s/yimeng-XXXXXX", folder);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = arena_copy_string(writer->arena, folder) };
	int fd = mkostemp(path, O_CLOEXEC);

	if (fd < 0)
		return E_INTERNAL;
	close(fd);	/* readable by nobody else; libxlsxwriter opens it by name */
	writer->state = xlsx;
	writer->kind = &kind;
	xlsx->path = path;
	xlsx->workbook = workbook_new_opt(path, &options);
	if (xlsx->workbook == NULL)
		return E_INTERNAL;
	xlsx->sheet = workbook_add_worksheet(xlsx->workbook, writer->options.sheet);
	if (xlsx->sheet == NULL)
		return E_INVALID;
	xlsx->text = text_format(xlsx);
	xlsx->heading = text_format(xlsx);
	format_set_bold(xlsx->heading);
	xlsx->date = workbook_add_format(xlsx->workbook);
	format_set_num_format(xlsx->date, "yyyy-mm-dd");
	worksheet_set_column(xlsx->sheet, 0, table_columns_max - 1, COLUMN_WIDTH, xlsx->text);
	worksheet_freeze_panes(xlsx->sheet, writer->options.watermark != NULL ? 2 : 1, 0);
	if (writer->options.watermark != NULL)
		put_mark(writer, xlsx->sheet);
	return OK;
}
