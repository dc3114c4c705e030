/* Queries out: the links of a page that keeps its state in its address. */
#ifndef YM_HTTP_QUERY_H
#define YM_HTTP_QUERY_H

#include "base/buffer.h"

/* Append `?name=value` or `&name=value`, percent-encoded; nothing for an empty or NULL value. */
void query_append(struct buffer *query, const char *name, const char *value);

#endif
