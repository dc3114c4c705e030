/* Percent-encoding (RFC 3986 §2.1), as paths and forms have it. */
#ifndef YM_HTTP_PERCENT_H
#define YM_HTTP_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

/* Decode in place, once, and end with a NUL; in a form `+` is a blank. The new length, or -1 where a `%` is not followed by
 * two hexadecimal digits. `text` has room for length + 1 bytes. */
ptrdiff_t percent_decode(char *text, size_t length, bool plus_is_blank);

#endif
