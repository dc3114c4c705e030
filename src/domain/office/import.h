/* Imports: a file somebody brings, looked through first, then committed in one transaction. Here rows of cells come in, whatever
 * the file was; src/work/import_job.c opens files and feeds them. domain.md §5.
 *
 * What may be imported is declared per kind: a table of fields, each a column of the kind's row, what may stand in its cell, and
 * whether it must. Reading, checking, the template to fill in and the page that maps headings derive from it.
 *
 * Of a row that is known (by its code or ID number) an empty cell and a masked one change nothing. */
#ifndef YM_DOMAIN_OFFICE_IMPORT_H
#define YM_DOMAIN_OFFICE_IMPORT_H

#include "base/arena.h"
#include "base/cell.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum import_of { IMPORT_UNITS, IMPORT_STUDENTS, IMPORT_CAMPAIGNS, IMPORT_POVERTY, IMPORT_AWARD_PAY, imports_of };
extern const char *const import_of_names[];		/* "unit", "student", "campaign", "poverty", "award_pay": as import.kind */

/* The right it takes. */
enum action import_action(enum import_of of);

enum import_value {
	IMPORT_LINE,		/* one line of text; min, max: characters, max 0: 200 */
	IMPORT_TEXT,		/* several lines */
	IMPORT_PERSON,		/* a name */
	IMPORT_ID_NUMBER,	/* GB 11643 */
	IMPORT_TELEPHONE,
	IMPORT_DATE,		/* a date, a serial, 2018-09-01, 2018/9/1, 20180901, in Chinese characters */
	IMPORT_CHOICE,		/* a word of sheet_word, or the name itself */
	IMPORT_INTEGER,		/* min … max; or a word */
	IMPORT_MONEY,		/* yuan */
	IMPORT_CODE,		/* our own, typed loosely */
	IMPORT_UNIT		/* a unit's code, name, or "parent/name"; found by the kind, within the scope */
};

struct import_field {
	struct column column;	/* name, and place in the kind's row */
	enum import_value value;
	bool required;
	bool personal;		/* may come masked; is never shown in a preview */
	int64_t min, max;
};

/* `count` fields, in the order of the template. */
const struct import_field *import_fields(enum import_of of, size_t *count);

/* Whether a row is taken: words for import_bad_row.reason, which sheet_word has for the download and the page in its template. */
extern const char *const import_reasons[];

/* --- a run over a file's rows --- */

enum { import_rows_max = 200000, import_bad_rows_max = 5000, import_heading_rows = 20 };

struct import_counts {
	int64_t seen, added, changed, same, bad;
};

struct import_order {
	int64_t import_id;
	enum import_of of;
	int64_t unit_id;
	const char *scope;		/* the unit's path: rows must lie in it */
	const char *source;		/* whose kept mapping is tried first */
	const char *mapping;		/* as a check gave it; NULL: find the headings */
	const struct actor *actor;
	struct timestamp now;
	bool commit;			/* write; what was found bad before is skipped */
};

struct import_result {
	struct import_counts counts;
	const char *mapping;		/* line of the headings, and field=column …; NULL: none found */
	bool needs_person;		/* the mapping lacks required fields: somebody must say which column is which */
	const char *refusal;		/* NULL, or why the file as a whole is refused: "too_many_rows", "too_many_bad", "empty" */
};

struct import_run;

/* In a transaction (db_transaction_committed); a commit takes its kind's turn first. Bad rows of an earlier check are forgotten by a
 * new check. Everything lives in `arena` until it is reset. */
enum err import_run_begin(struct db *db, struct arena *arena, const struct keyring *keyring, const struct import_order *order,
			  struct import_run **out) MUST_CHECK;

/* The next row of the file, numbered as a spreadsheet does. *enough: no more are wanted. */
enum err import_run_row(struct import_run *run, int64_t number, const struct cell *cells, size_t count, bool *enough) MUST_CHECK;

/* After the last row. *again: rows that were fine when they came turned out to have a double further down: feed the same file once
 * more to import_run_row_again, so that their cells are kept with the bad rows. */
enum err import_run_end(struct import_run *run, bool *again) MUST_CHECK;
enum err import_run_row_again(struct import_run *run, int64_t number, const struct cell *cells, size_t count) MUST_CHECK;

enum err import_run_close(struct import_run *run, struct import_result *out) MUST_CHECK;

extern const struct statement *const import_run_statements[], *const import_place_statements[], *const import_bad_statements[],
	*const import_map_statements[], *const import_award_statements[], *const import_keep_statements[], *const import_campaign_statements[];

#endif
