/* Rows that a reader has put together and nobody has taken yet. */
#ifndef YM_EXCHANGE_ROWS_H
#define YM_EXCHANGE_ROWS_H

#include "base/buffer.h"
#include "exchange/table.h"

struct waiting_cell {
	uint16_t column;
	uint16_t kind;
	uint32_t offset;	/* in `text`, where `kept` is NULL */
	const char *kept;
};

struct waiting_row {
	int64_t number;
	size_t first, count;	/* in `cell` */
};

struct waiting_rows {
	struct arena *arena;
	struct buffer text;
	struct waiting_cell *cell;
	struct waiting_row *row;
	size_t cell_count, cell_capacity, row_count, row_capacity, taken;
	bool open;				/* the row behind the last was begun and not ended */
	const char *refusal;			/* NULL: the file is sound so far */
	struct cell given[table_columns_max];	/* the row that was taken last */
};

void rows_init(struct waiting_rows *rows, struct arena *arena);

/* One row after the other: begin, its cells from left to right, end. A blank row leaves nothing. A cell that is not blank beyond
 * the last column, or in a row beyond the last, sets `refusal`. */
void rows_begin(struct waiting_rows *rows, int64_t number);
/* The text, which has a NUL somewhere behind it, loses the blanks at its ends; what is not UTF-8 or too long becomes CELL_BAD. False:
 * it did not decode. */
bool rows_add(struct waiting_rows *rows, size_t column, enum cell_kind kind, const char *text, size_t length);
/* A text that is tidy and lives as long as the table. */
void rows_add_kept(struct waiting_rows *rows, size_t column, enum cell_kind kind, const char *text);
void rows_end(struct waiting_rows *rows);

/* All cells of the row that was begun become CELL_BAD. */
void rows_spoil(struct waiting_rows *rows);

/* The oldest row; false: none waits. */
bool rows_take(struct waiting_rows *rows, struct table_row *out);

/* When all were taken: make room for more. A row that was begun stays. */
void rows_forget_taken(struct waiting_rows *rows);

/* The text without blanks at its ends (as text_trim has them): where it begins and its new length. */
const char *trim_blanks(const char *text, size_t *length);

/* How much of it a cell keeps, without half a character at its end. */
size_t cut_length(const char *text, size_t length);

#endif
