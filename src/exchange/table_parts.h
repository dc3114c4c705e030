/* Between the readers of this room and table.c; nobody else's business. */
#ifndef YM_EXCHANGE_TABLE_PARTS_H
#define YM_EXCHANGE_TABLE_PARTS_H

#include "exchange/rows.h"
#include "exchange/table.h"

/* How one format is read. */
struct reader {
	/* Read on until `rows` has more, or refused. E_NOT_FOUND: there is nothing more. E_INVALID: table->rows.refusal says why. */
	enum err (*more)(struct table *table);
	void (*close)(struct table *table);
};

struct table {
	struct arena *arena;
	int fd;
	enum table_format format;
	const struct reader *reader;
	void *state;		/* the reader's own */
	struct waiting_rows rows;
};

/* Note the word, unless there is one, and return E_INVALID. */
enum err table_refuse(struct table *table, const char *word);

/* Begin to read; each sets table->reader, state and format. `head` is what the file begins with, at most HEAD_BYTES. */
enum { HEAD_BYTES = 65536 };
enum err xlsx_open(struct table *table) MUST_CHECK;
enum err csv_open(struct table *table, struct bytes head) MUST_CHECK;
enum err xml_open(struct table *table, const char *schema) MUST_CHECK;

/* An OLE compound file: "encrypted" if a workbook lies in it, else "old_excel". */
const char *ole_refusal(int fd);

/* As many bytes as there are from `offset` on, at most `size`; less than 0 where the file cannot be read. */
ptrdiff_t read_at(int fd, char *to, size_t size, int64_t offset);

#endif
