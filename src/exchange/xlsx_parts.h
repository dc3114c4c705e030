/* Between xlsx.c (what the workbook says), styles and strings, and sheet.c (its rows). */
#ifndef YM_EXCHANGE_XLSX_PARTS_H
#define YM_EXCHANGE_XLSX_PARTS_H

#include "exchange/markup.h"
#include "exchange/package.h"
#include "exchange/strings.h"
#include "exchange/table_parts.h"

enum { FORMATS_MAX = 65536 };	/* number formats, and styles; spreadsheets have fewer */

struct sheet {			/* the reader's place in it */
	bool in_row, in_cell, in_inline, collecting;
	int phonetic;		/* depth of phonetic runs */
	int64_t row;
	size_t column;		/* of the next cell that does not say its own */
	size_t style;
	char type;		/* of the cell: 'n', 's' shared, 't' text, 'b', 'e', 'd' */
	struct buffer text;	/* of the cell */
};

struct xlsx {
	struct table *table;
	struct package *package;
	bool from_1904;
	const char *sheet_part, *styles_part, *strings_part;
	uint8_t date_format[FORMATS_MAX / 8];	/* bit by number format */
	uint8_t date_style[FORMATS_MAX / 8];	/* bit by style */
	size_t style_count;
	struct strings strings;
	struct part part;
	struct markup *markup;			/* of the part that is being parsed */
	struct sheet sheet;
};

/* The element is one of SpreadsheetML, transitional or strict. */
bool is_main(const struct element *element);

/* Which styles are of dates. Reads the part where there is one. */
enum err styles_read(struct xlsx *xlsx, const char **refusal) MUST_CHECK;
enum err strings_read(struct xlsx *xlsx, const char **refusal) MUST_CHECK;

/* The next piece of the sheet: its rows. */
enum err sheet_open(struct xlsx *xlsx, const char **refusal) MUST_CHECK;
enum err sheet_more(struct table *table) MUST_CHECK;

#endif
