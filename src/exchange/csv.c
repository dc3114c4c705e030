/* Comma-separated values (RFC 4180), with the separators and encodings that spreadsheets write. Bytes are cut into cells before
 * they are decoded: in GB18030 as in UTF-8 no part of a longer character is a separator, a quote or a line end. */
#include <iconv.h>

#include "exchange/encoding.h"
#include "exchange/separator.h"
#include "exchange/table_parts.h"

enum { READ_BYTES = 32768, FIELD_BYTES_MAX = 4 * table_cell_bytes_max };

enum place { ROW_START, FIELD_START, UNQUOTED, QUOTED, QUOTE_IN_QUOTED };

struct csv {
	enum encoding encoding;
	char separator;
	enum place place;
	bool after_cr;		/* an LF now belongs to the line end before */
	bool spoilt;		/* a cell of this row does not decode */
	bool ended;
	int64_t offset, row;
	size_t column;
	struct buffer field, decoded, unicode;
	struct utf16_carry carry;
	iconv_t converter;
};

static bool is_ascii(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((bytes[i] & 0x80) != 0)
			return false;
	return true;
}

/* GB18030 to UTF-8, in csv->decoded: as far as it does decode. */
static bool decode(struct csv *csv)
{
	char *from = csv->field.data, *to;
	size_t left = csv->field.length, room = left * 2 + 8;

	buffer_clear(&csv->decoded);
	buffer_reserve(&csv->decoded, room);
	to = csv->decoded.data;
	iconv(csv->converter, NULL, NULL, NULL, NULL);
	if (iconv(csv->converter, &from, &left, &to, &room) == (size_t)-1) {
		csv->decoded.length = (size_t)(to - csv->decoded.data);
		buffer_append_string(&csv->decoded, "\ufffd");
		return false;
	}
	csv->decoded.length = (size_t)(to - csv->decoded.data);
	csv->decoded.data[csv->decoded.length] = '\0';
	return true;
}

static bool add_field(struct table *table, struct csv *csv)
{
	const struct buffer *field = &csv->field;
	bool decodes = true;

	if (csv->encoding == ENCODING_UNKNOWN && !is_ascii(field->data, field->length)) {
		size_t mark;

		csv->encoding = encoding_of((struct bytes){ .data = (const uint8_t *)field->data, .length = field->length }, &mark);
		csv->encoding = csv->encoding == ENCODING_GB18030 ? ENCODING_GB18030 : ENCODING_UTF8;
	}
	if (csv->encoding == ENCODING_GB18030 && !is_ascii(field->data, field->length)) {
		decodes = decode(csv);
		field = &csv->decoded;
	}
	return rows_add(&table->rows, csv->column, CELL_TEXT, field->data, field->length) && decodes;
}

static void begin_row(struct table *table, struct csv *csv)
{
	rows_begin(&table->rows, ++csv->row);
	csv->column = 0;
	csv->spoilt = false;
	csv->place = FIELD_START;
}

static void end_field(struct table *table, struct csv *csv)
{
	if (csv->field.length > 0) {
		csv->spoilt = !add_field(table, csv) || csv->spoilt;
		buffer_clear(&csv->field);
	}
	csv->column++;
	csv->place = FIELD_START;
}

static void end_row(struct table *table, struct csv *csv)
{
	end_field(table, csv);
	if (csv->spoilt)
		rows_spoil(&table->rows);
	rows_end(&table->rows);
	csv->place = ROW_START;
}

/* More than a cell may have is collected up to a cap, so that it is seen to be too long. */
static void collect(struct csv *csv, const char *bytes, size_t length)
{
	if (csv->field.length <= FIELD_BYTES_MAX)
		buffer_append(&csv->field, bytes, length);
}

/* As much of an unquoted field as there is, and what ends it. */
static const char *take_unquoted(struct table *table, struct csv *csv, const char *at, const char *end)
{
	const char *begin = at, separator = csv->separator;

	while (at < end && *at != separator && *at != '\n' && *at != '\r')
		at++;
	collect(csv, begin, (size_t)(at - begin));
	if (at == end)
		return at;
	if (*at == separator) {
		end_field(table, csv);
	} else {
		csv->after_cr = *at == '\r';
		end_row(table, csv);
	}
	return at + 1;
}

static const char *take_quoted(struct csv *csv, const char *at, const char *end)
{
	const char *quote = memchr(at, '"', (size_t)(end - at));

	collect(csv, at, (size_t)((quote != NULL ? quote : end) - at));
	if (quote == NULL)
		return end;
	csv->place = QUOTE_IN_QUOTED;
	return quote + 1;
}

static void take(struct table *table, struct csv *csv, const char *at, size_t length)
{
	const char *end = at + length;

	while (at < end) {
		bool is_line_feed = csv->after_cr && *at == '\n', is_quote = *at == '"';

		csv->after_cr = false;
		if (is_line_feed) {
			at++;
			continue;
		}
		if (csv->place == ROW_START)
			begin_row(table, csv);
		if (csv->place == QUOTED) {
			at = take_quoted(csv, at, end);
		} else if (csv->place == UNQUOTED || !is_quote) {
			csv->place = UNQUOTED;
			at = take_unquoted(table, csv, at, end);
		} else {
			/* It begins a field, or is the second of two that stand for one. */
			if (csv->place == QUOTE_IN_QUOTED)
				collect(csv, at, 1);
			csv->place = QUOTED;
			at++;
		}
	}
}

static void take_utf16(struct table *table, struct csv *csv, const char *bytes, size_t length)
{
	buffer_clear(&csv->unicode);
	if (length > 0)
		utf16_append(&csv->unicode, &csv->carry, csv->encoding == ENCODING_UTF16BE, bytes, length);
	else
		utf16_end(&csv->unicode, &csv->carry);
	take(table, csv, csv->unicode.data, csv->unicode.length);
}

static enum err csv_more(struct table *table)
{
	struct csv *csv = table->state;
	char bytes[READ_BYTES];
	ptrdiff_t length;

	if (csv->ended)
		return E_NOT_FOUND;
	length = read_at(table->fd, bytes, sizeof bytes, csv->offset);
	if (length < 0)
		return E_INTERNAL;
	csv->offset += length;
	if (csv->encoding == ENCODING_UTF16LE || csv->encoding == ENCODING_UTF16BE)
		take_utf16(table, csv, bytes, (size_t)length);
	else
		take(table, csv, bytes, (size_t)length);
	if (csv->encoding == ENCODING_GB18030)
		table->format = TABLE_CSV_GB18030;
	if (length > 0)
		return OK;
	csv->ended = true;
	if (csv->place == QUOTED)
		return table_refuse(table, "broken");
	if (csv->place != ROW_START)
		end_row(table, csv);
	return OK;
}

static void csv_close(struct table *table)
{
	struct csv *csv = table->state;

	if (csv->converter != (iconv_t)-1)
		iconv_close(csv->converter);
}

/* Separator and length of a first line "sep=;", which is for the spreadsheet. */
static size_t said_separator(struct bytes text, char *separator)
{
	size_t length = 5;

	if (text.length < 6 || memcmp(text.data, "sep=", 4) != 0 || strchr("\r\n", text.data[length]) == NULL)
		return 0;
	*separator = (char)text.data[4];
	length += text.data[length] == '\r' && text.length > length + 1 && text.data[length + 1] == '\n' ? 2 : 1;
	return length;
}

enum err csv_open(struct table *table, struct bytes head)
{
	static const struct reader reader = { .more = csv_more, .close = csv_close };
	struct csv *csv = ARENA_NEW(table->arena, struct csv);
	size_t mark;

	csv->encoding = encoding_of(head, &mark);
	csv->converter = iconv_open("UTF-8", "GB18030");
	table->format = csv->encoding == ENCODING_GB18030 ? TABLE_CSV_GB18030 : TABLE_CSV_UTF8;
	table->state = csv;
	table->reader = &reader;
	buffer_init(&csv->field, table->arena, 256);
	buffer_init(&csv->decoded, table->arena, 256);
	buffer_init(&csv->unicode, table->arena, 0);
	head = (struct bytes){ .data = head.data + mark, .length = head.length - mark };
	if (csv->encoding == ENCODING_UTF16LE || csv->encoding == ENCODING_UTF16BE) {
		utf16_append(&csv->unicode, &csv->carry, csv->encoding == ENCODING_UTF16BE, (const char *)head.data, head.length);
		head = (struct bytes){ .data = (const uint8_t *)csv->unicode.data, .length = csv->unicode.length };
		csv->carry = (struct utf16_carry){ .high = 0 };
	}
	if (head.length == 0 || is_binary(head))
		return table_refuse(table, "not_a_table");
	if (csv->converter == (iconv_t)-1)
		return E_INTERNAL;
	csv->separator = separator_of(head);
	csv->offset = (int64_t)mark;
	if (csv->encoding != ENCODING_UTF16LE && csv->encoding != ENCODING_UTF16BE)
		csv->offset += (int64_t)said_separator(head, &csv->separator);
	return OK;
}
