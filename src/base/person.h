/* Names and telephones as people write them, in forms and in files: normalised, or refused. Each of a trimmed text that is not
 * empty; `out` lives in the arena. */
#ifndef YM_BASE_PERSON_H
#define YM_BASE_PERSON_H

#include "base/arena.h"

/* A person's or organisation's: letters of any script, '·', digits, common punctuation, one blank between parts. E_INVALID: a
 * control, < > or another character that nobody is called by, or no letter at all. */
enum err person_read_name(struct arena *arena, const char *text, const char **out) MUST_CHECK;

/* A mainland mobile (11 digits, 1[3-9]…) or a landline with area code, extension of 1 to 5 digits. Blanks, brackets, hyphens and +86
 * dropped, ASCII digits only (fold the width before). Gives 13800000000, 05398012345, 05398012345-12. E_INVALID: neither. */
enum err person_read_telephone(struct arena *arena, const char *text, const char **out) MUST_CHECK;

#endif
