/* Files for the tests of tables, made in memory; a workbook part by part, so that each can be wrong. */
#ifndef YM_TESTS_BOOK_H
#define YM_TESTS_BOOK_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "exchange/table.h"

/* A memfd with these bytes. */
int file_of(const void *bytes, size_t length);
int file_of_text(const char *text);

/* What is not said is the plainest sound thing. Parts are the whole XML of a part, `rows` what stands in sheetData. */
struct book {
	const char *root_relationships, *workbook, *relationships, *styles, *strings, *sheet, *rows;
	const char *sheets;		/* in the workbook */
	const char *properties;		/* attributes of workbookPr */
	const char *space;		/* the main namespace; NULL: the transitional one */
	const char *omit;		/* this part is left out */
	bool stored;			/* parts are not deflated */
	const char *password;		/* encrypts the sheet as zip does */
};

int file_of_book(const struct book *book);

/* The same zip as bytes, for patching. The caller frees. */
char *bytes_of_book(const struct book *book, size_t *length);

/* All rows as text: "1: a|b|c\n"; before a cell that is not text stands its kind: # number, @ date, ? bool, ! bad. Ends with the
 * refusal in parentheses where there is one. Takes the file over. */
const char *told(struct arena *arena, int fd, const char *schema);

/* A line of /proc/self/status, "VmHWM:"; 0: there is none. */
long status_kb(const char *what);

#endif
