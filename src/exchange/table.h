/* Tables that people bring and take away, whatever the file is: .xlsx, CSV in UTF-8 (with or without BOM) or GB18030, XML by our
 * schema. A reader gives row after row of texts, in memory that does not grow with the file. Nothing here knows what the
 * columns mean. */
#ifndef YM_EXCHANGE_TABLE_H
#define YM_EXCHANGE_TABLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/cell.h"
#include "base/err.h"

enum {
	table_columns_max = 128, table_rows_max = 1000000, table_cell_bytes_max = 32767,
	table_inflated_max = 1 << 30	/* of one part of an .xlsx; a part that inflates more than 200-fold is refused sooner */
};

/* One row; cells lie until the next call. Rows of blank cells are skipped, their numbers are not. */
struct table_row {
	int64_t number;		/* as a spreadsheet counts: from 1 */
	size_t count;
	const struct cell *cell;
};

struct table;

enum table_format { TABLE_XLSX, TABLE_CSV_UTF8, TABLE_CSV_GB18030, TABLE_XML };
extern const char *const table_format_names[];

/* Why a file as a whole cannot be taken: a word for the page. "not_a_table", "old_excel" (.xls, .et: save as .xlsx), "encrypted", "bomb",
 * "doctype", "broken", "too_many_rows", "too_many_columns", "too_large", "no_sheet", "not_our_xml". */
struct table_refusal {
	const char *word;
};

/* Open what `fd` holds, from its beginning (a regular file or a memfd; taken over and closed by table_close). The format is told by the
 * content, never by a name. `schema` is the XSD an XML table must satisfy, <students><student><name>…: the names of its fields, in its
 * order, are given as the first row. NULL: no XML is taken. E_INVALID with *refusal. */
enum err table_open(struct arena *arena, int fd, const char *schema, struct table **out, struct table_refusal *refusal) MUST_CHECK;
enum table_format table_format(const struct table *table);

/* E_NOT_FOUND after the last row. E_INVALID with *refusal: the file is broken from here on. A row of CSV that does not decode is given with
 * CELL_BAD cells, and the next rows are read as if nothing had been. */
enum err table_next(struct table *table, struct table_row *row, struct table_refusal *refusal) MUST_CHECK;
void table_close(struct table *table);

/* --- writing --- */

struct table_writer;

/* Receives the file, piece by piece, in order. */
typedef enum err table_sink(void *context, const char *bytes, size_t length);

struct table_writer_options {
	enum table_format format;	/* not TABLE_XML */
	const char *sheet;
	const char *watermark;		/* first row of a CSV, header and a first line of the sheet: who, when, serial */
	const char *temp_dir;		/* of libxlsxwriter's parts, with room for the sheet uncompressed (600 MB for a million
					 * rows); NULL: /dev/shm, which is memory. CSV needs none */
};

/* Constant memory (libxlsxwriter's constant_memory). Formula injection is neutralised: a text cell that begins with = + - @ or a
 * control gets an apostrophe before it in CSV; in .xlsx every text is written as a text with a text format. */
enum err table_writer_open(struct arena *arena, const struct table_writer_options *options, table_sink *sink, void *context,
			   struct table_writer **out) MUST_CHECK;
enum err table_write_headings(struct table_writer *writer, const char *const *headings, size_t count) MUST_CHECK;
enum err table_write_row(struct table_writer *writer, const struct cell *cells, size_t count) MUST_CHECK;	/* kinds TEXT, NUMBER, DATE, BOOL */
/* Finish the file and let go of everything, also after an error. */
enum err table_writer_close(struct table_writer *writer) MUST_CHECK;

/* A workbook to fill in: headings, columns formatted as text, a note (NULL: none) that is shown beside a chosen cell. Made in memory:
 * no file is opened. */
struct template_column {
	const char *heading, *note;
};
enum err table_write_template(struct arena *arena, const struct template_column *columns, size_t count, const char *sheet,
			      table_sink *sink, void *context) MUST_CHECK;

#endif
