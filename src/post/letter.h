/* A letter as it is sent: RFC 5322 headers, RFC 2047 words, UTF-8 in base64. No network. */
#ifndef YM_POST_LETTER_H
#define YM_POST_LETTER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "post/post.h"

/* Lines end with CRLF. What would be control characters in a header is a blank. */
void letter_write(struct buffer *out, const struct post_server *server, const struct post_letter *letter);

/* One plain ASCII address, nothing in it that would end a command or a header. */
bool letter_address_is_plain(const char *address);

#endif
