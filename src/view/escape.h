/* Bytes for the place they stand in. Internal to the view. */
#ifndef YM_VIEW_ESCAPE_H
#define YM_VIEW_ESCAPE_H

#include <stdbool.h>

#include "base/buffer.h"

/* & < > " as references: for text and for attribute values, which are always in double quotes. */
void escape_html(struct buffer *out, const char *text, size_t length);

/* RFC 3986 unreserved characters as they are, every other byte as %XX: one component of a path or a query. */
void escape_url_component(struct buffer *out, const char *text, size_t length);

/* May this stand where a browser would follow or load it: a relative reference without a host, or, unless `local`,
 * http, https, mailto or tel. Browsers skip control characters, tabs and newlines in URLs and take \ for /, so any of those
 * refuse. The text may be HTML-escaped: references of escape_html hold nothing that matters here. */
bool url_is_safe(const char *url, size_t length, bool local);

/* Every character beyond ASCII from `start` on as &#x…;. false: not UTF-8, the buffer is as before. */
bool escape_to_ascii(struct buffer *buffer, size_t start);

/* XML 1.0 text or a double-quoted attribute's value; characters XML does not admit become U+FFFD. */
void escape_xml(struct buffer *out, const char *text);

/* The inside of a JSON string; also safe inside an HTML script element and in JavaScript. */
void escape_json(struct buffer *out, const char *text);

#endif
