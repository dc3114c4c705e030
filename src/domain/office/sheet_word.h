/* The words of tables that people bring and take away: headings of columns and names of choices. They are data (sheet_word), so that
 * a source's own words need a row and no program. */
#ifndef YM_DOMAIN_OFFICE_SHEET_WORD_H
#define YM_DOMAIN_OFFICE_SHEET_WORD_H

#include "base/arena.h"
#include "db/db.h"

struct sheet_words;

/* Of one kind of table: "student", "audit", … Lives in the arena. */
enum err sheet_words_load(struct db *db, struct arena *arena, const char *kind, struct sheet_words **out) MUST_CHECK;

/* What we write: the first word of a field, or of one of its choices; where the table has none, the name itself. */
const char *sheet_heading(const struct sheet_words *words, const char *field);
const char *sheet_choice(const struct sheet_words *words, const char *field, const char *value);

/* What we understand: NULL where nothing has this word. Compared folded; a field's or value's own name is understood too, but the
 * caller compares that. */
const char *sheet_field_of(const struct sheet_words *words, struct arena *arena, const char *heading);
const char *sheet_value_of(const struct sheet_words *words, struct arena *arena, const char *field, const char *word);

/* As headings are compared: ASCII width, small letters, without blanks, stars, colons, and what stands in brackets. */
char *sheet_fold(struct arena *arena, const char *text);

extern const struct statement *const sheet_word_statements[];

#endif
