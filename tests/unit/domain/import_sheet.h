/* Sheets for the tests of imports: rows written as `a|b|c`, fed to a run as a reader of files would. */
#ifndef YM_TESTS_IMPORT_SHEET_H
#define YM_TESTS_IMPORT_SHEET_H

#include "domain/office/import.h"
#include "domain/office/import_record.h"
#include "staff_server.h"

/* cmocka fixtures: staff_clean, and no imports. */
int import_clean(void **state);

enum { IMPORT_TEST_ID = 1, import_cells_max = 40 };

struct sheet {
	struct giving *giving;
	enum import_of of;
	int64_t unit_id;
	const char *scope;
	const char *source;
	const char *const *rows;	/* NULL-terminated; a cell that begins with # is a number, ! a cell that is bad, @ a date */
	const char *mapping;		/* as a check gave it */
	bool commit;
	struct actor actor;
	struct timestamp now;
	struct import_result result;
};

/* The county's, by an actor of the city, at giving_noon. */
struct sheet sheet_new(struct giving *giving, enum import_of of, const char *const *rows);

/* Run it over; fails the test when the run fails. */
void sheet_check(struct sheet *sheet);
/* A check, then a commit by its mapping. */
void sheet_import(struct sheet *sheet);

/* The reason a line was refused for, or "" where it was not. */
const char *sheet_reason(struct giving *giving, int64_t line);

/* An ID number of somebody born in 2012: the sequence is `number`. */
const char *id_number_of(struct giving *giving, int number);

#endif
