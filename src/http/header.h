/* Small questions about the values of HTTP headers. */
#ifndef YM_HTTP_HEADER_H
#define YM_HTTP_HEADER_H

#include <stdbool.h>

/* If-None-Match names this entity tag (RFC 9110 §13.1.2, weak comparison), or is `*`. `etag` with its quotes, strong or
 * weak. A header that is NULL or malformed matches nothing from its first fault on. */
bool etag_matches(const char *if_none_match, const char *etag);

#endif
