/* Lists that keep their state in their address: what is looked for, the order, and where a page of rows begins (keyset: `after` is
 * the key of the last row shown). All of it is the GET's declared query; of that, two names mean the same everywhere:
 *
 *	sort	an enumeration; its first name is the order where none is asked for. NAME is ascending, NAME_down descending
 *	after	where the rows begin; left out of all links but the next page's
 *
 *	static const char *const sort_names[] = { "ends", "ends_down", "title", "title_down", NULL };
 *	struct campaign_query { const char *words; enum campaign_scope scope; enum sort sort; int64_t after; };
 *	static const struct field campaign_query[] = { FIELD(…, words, .kind = FIELD_TEXT, .max_chars = 40), …, { .kind = FIELD_NONE } };
 *
 * The templates' side is the macros filter, sort and pages of view/pages/admin/parts.xhtml. */
#ifndef YM_APP_LIST_H
#define YM_APP_LIST_H

#include "app/request.h"

enum { list_rows = 50 };	/* of one page */

/* Puts list (path, filtered, sort, first, next) and sort/<name without _down> (url, order: ascending, descending or none).
 * `next_after`: the key of the last row, where there are more; else NULL. */
void list_put(struct request *request, struct response *response, const char *next_after);

#endif
