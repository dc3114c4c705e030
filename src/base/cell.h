/* A cell of a table that people bring or take away: what the readers of files give and the domain judges. */
#ifndef YM_BASE_CELL_H
#define YM_BASE_CELL_H

/* What a cell was in its file, where that matters to whoever reads it. */
enum cell_kind {
	CELL_TEXT,		/* also a number that was formatted as text, an inline or shared string, anything of a CSV */
	CELL_NUMBER,		/* as the file spells it, "12", "1.5E+17": more than 15 digits were rounded by the spreadsheet */
	CELL_DATE,		/* a number with a date format: text is YYYY-MM-DD (1900 and 1904 systems; serial 60 of the 1900 system, the day
				 * that never was, is CELL_BAD) */
	CELL_BOOL,		/* "true", "false" */
	CELL_BAD		/* does not decode, a lone surrogate, an error value (#REF!): text is what could be saved of it */
};

struct cell {
	enum cell_kind kind;
	const char *text;	/* well-formed UTF-8 without NUL, blanks at both ends removed; "" where empty */
};

#endif
