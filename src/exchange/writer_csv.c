#include <iconv.h>

#include "exchange/serial.h"
#include "exchange/writer_parts.h"

struct csv_writer {
	bool converts;
	iconv_t converter;
	struct buffer converted;
};

/* What a spreadsheet takes for a formula: = + - @ or a control in front, in either width, blanks before it not counted. */
static bool is_formula(const char *text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	while (*text == ' ')
		text++;
	if (*text != '\0' && (strchr("=+-@", *text) != NULL || (*text > '\0' && *text < ' ') || *text == 0x7f))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (strncmp(text, wide[i], 3) == 0)
			return true;
	return false;
}

/* A negative number is one; what only says that it is a number is a text. */
static bool is_harmless(const struct cell *cell)
{
	return (cell->kind == CELL_NUMBER && is_number(cell->text, strlen(cell->text))) || !is_formula(cell->text);
}

static void append_cell(struct buffer *to, const struct cell *cell)
{
	const bool quoted = strpbrk(cell->text, ",;\t\"\r\n") != NULL;

	if (quoted)
		buffer_append_char(to, '"');
	if (!is_harmless(cell))
		buffer_append_char(to, '\'');
	for (const char *at = cell->text; *at != '\0'; at++) {
		size_t run = strcspn(at, "\"");

		buffer_append(to, at, run);
		at += run;
		if (*at == '\0')
			break;
		buffer_append(to, "\"\"", 2);
	}
	if (quoted)
		buffer_append_char(to, '"');
}

/* GB18030 has every character, so what cannot be converted is none. */
static enum err convert(struct csv_writer *csv, struct buffer *piece)
{
	char *from = piece->data, *to;
	size_t left = piece->length, room = left * 2 + 4;

	buffer_clear(&csv->converted);
	buffer_reserve(&csv->converted, room);
	to = csv->converted.data;
	if (iconv(csv->converter, &from, &left, &to, &room) == (size_t)-1)
		return E_INVALID;
	csv->converted.length = (size_t)(to - csv->converted.data);
	return OK;
}

static enum err flush(struct table_writer *writer)
{
	struct csv_writer *csv = writer->state;
	const struct buffer *out = &writer->piece;

	if (out->length == 0)
		return OK;
	if (csv->converts) {
		TRY(convert(csv, &writer->piece));
		out = &csv->converted;
	}
	TRY(writer->sink(writer->context, out->data, out->length));
	buffer_clear(&writer->piece);
	return OK;
}

static enum err write_line(struct table_writer *writer, const struct cell *cells, size_t count, bool heading)
{
	(void)heading;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buffer_append_char(&writer->piece, ',');
		append_cell(&writer->piece, &cells[i]);
	}
	buffer_append(&writer->piece, "\r\n", 2);
	return writer->piece.length >= PIECE_BYTES ? flush(writer) : OK;
}

static void close_csv(struct table_writer *writer)
{
	struct csv_writer *csv = writer->state;

	if (csv->converts)
		iconv_close(csv->converter);
	csv->converts = false;
}

enum err csv_writer_open(struct table_writer *writer)
{
	static const struct writer_kind kind = { .line = write_line, .finish = flush, .close = close_csv };
	struct csv_writer *csv = ARENA_NEW(writer->arena, struct csv_writer);

	writer->state = csv;
	writer->kind = &kind;
	if (writer->options.format == TABLE_CSV_UTF8) {
		buffer_append(&writer->piece, "\xef\xbb\xbf", 3);	/* without it a Chinese spreadsheet takes it for GB18030 */
		return OK;
	}
	csv->converter = iconv_open("GB18030", "UTF-8");
	if (csv->converter == (iconv_t)-1)
		return E_INTERNAL;
	csv->converts = true;
	buffer_init(&csv->converted, writer->arena, 3 * (size_t)PIECE_BYTES);
	return OK;
}
