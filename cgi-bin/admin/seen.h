/* That somebody read what a child or a family wrote: a row of the trail, before it is shown. */
#ifndef YM_ADMIN_SEEN_H
#define YM_ADMIN_SEEN_H

#include "app/request.h"
#include "base/column.h"

/* subject as in the trail ("pair:CODE"); unit_path NULL: the actor's; detail: JSON, NULL: none. Within a transaction nothing
 * is written: a form that comes back was noted when its page was shown. */
enum err seen_note(struct request *request, const char *action, const char *subject, const char *unit_path, const char *detail) MUST_CHECK;

/* The same of a page of rows that have a column pair_code: one row of the trail names all their pairs. No rows: nothing. */
enum err seen_note_pairs(struct request *request, const char *action, const char *subject, const struct shape *shape,
			 struct rows rows) MUST_CHECK;

#endif
