/* Which of the site's languages a reader wants (RFC 9110 §12.5.4). */
#ifndef YM_HTTP_LANGUAGE_H
#define YM_HTTP_LANGUAGE_H

#include <stddef.h>

/* Index into `offered` (NULL-terminated, the site's own first, e.g. "zh", "en") of the best match; 0 where the header is NULL,
 * garbage, or names none of them. "zh-CN" matches "zh". Quality values count; ties go to the earlier offered. */
size_t language_choose(const char *accept_language, const char *const *offered);

#endif
