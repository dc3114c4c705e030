/* One field's value: from what was typed to what is kept. Used by form.c only. */
#ifndef YM_HTTP_FIELD_H
#define YM_HTTP_FIELD_H

#include "http/form.h"

/* Check `typed` (valid UTF-8; NULL: not sent) by the field's kind and put it into `row` at the field's column.
 * FIELD_FINE, or the fault; then nothing was put. Of FIELD_CHECK a value no browser sends is FIELD_NOT_A_CHOICE. */
enum field_fault field_accept(struct arena *arena, const struct field *field, const char *typed, void *row);

/* The kinds whose text has rules of its own, each of a trimmed text that is not empty. `out` lives in the arena. */
enum field_fault field_read_name(struct arena *arena, const char *text, const char **out);
enum field_fault field_read_telephone(struct arena *arena, const char *text, const char **out);
enum field_fault field_read_email(struct arena *arena, const char *text, const char **out);

#endif
