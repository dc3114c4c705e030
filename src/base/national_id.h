/* Citizen ID numbers, GB 11643-1999: six digits of a division, eight of the day of birth, three of a sequence (odd: male), a
 * check character by ISO 7064 MOD 11-2. The division is not held against any list: divisions of the past are dissolved, and
 * numbers of theirs live on (domain.md §5). */
#ifndef YM_BASE_NATIONAL_ID_H
#define YM_BASE_NATIONAL_ID_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"

enum { national_id_chars = 18 };

enum national_id_fault {
	NATIONAL_ID_FINE,
	NATIONAL_ID_LENGTH,		/* not 18 characters */
	NATIONAL_ID_OLD_FORM,		/* 15 digits, out of use since 2013 */
	NATIONAL_ID_CHARACTER,		/* another than a digit, or than X at the end; a division that begins with 0 */
	NATIONAL_ID_DAY,		/* no such day, or before 1900 */
	NATIONAL_ID_FUTURE,		/* born after `today` */
	NATIONAL_ID_CHECK		/* the check character is another: a digit is wrong, or two changed places */
};

struct national_id {
	const char *number;		/* canonical: ASCII, no blanks, X upper case; in the arena */
	struct date birth;
	bool male;
};

/* Full-width characters and blanks, wherever they stand, are what people type; an apostrophe at the start is what a spreadsheet
 * makes of a text. `out` is untouched unless FINE. */
enum national_id_fault national_id_read(struct arena *arena, const char *text, struct date today, struct national_id *out);

/* The same, and 15 digits of the form that was given until 1999 are read as what they became: the year gets its 19, the check character
 * is computed. For people who ask with an old paper in hand; a sheet that is imported says the number of today. */
enum national_id_fault national_id_read_any_form(struct arena *arena, const char *text, struct date today, struct national_id *out);

/* The check character for the first 17 digits. */
char national_id_check(const char *digits);

/* 371***********0002: the first 3 and last 4 characters, for its owner and for staff who look after the row. */
char *national_id_mask(struct arena *arena, const char *number);

#endif
