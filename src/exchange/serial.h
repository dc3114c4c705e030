/* Days as spreadsheets keep them: a number, and a number format that makes a date of it (ECMA-376 part 1 §18.8.30, §18.17.4). */
#ifndef YM_EXCHANGE_SERIAL_H
#define YM_EXCHANGE_SERIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"

/* The format shows a day, month or year, and not a time alone. `id` is one of the formats that need no code. */
bool format_id_is_date(uint32_t id);
bool format_code_is_date(const char *code);

/* The day of a serial, its time dropped. False: no such day (serial 60 of the 1900 system is its February 29), or one outside
 * 1900-01-01…9999-12-31. */
bool serial_to_date(double serial, bool from_1904, struct date *out);

/* A decimal number as spreadsheets spell it: -1.5E+17. */
bool is_number(const char *text, size_t length);

/* _x000D_ and the like in a text (ECMA-376 part 1 §22.4.2.4, ST_Xstring), in place. False: one of them is no character. */
bool unescape_text(char *text, size_t *length);

/* `text` begins with what unescape_text would undo: a text that is to stay as it is has _x005F_ for its first character. */
bool is_escape(const char *text);

#endif
