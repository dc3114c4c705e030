/* Inside the post room only: what both ways of sending ask of libcurl. */
#ifndef YM_POST_TRANSFER_H
#define YM_POST_TRANSFER_H

#include <curl/curl.h>

#include "post/post.h"

/* A handle that neither follows, reuses nor repeats: one connection, one exchange. NULL: no memory. */
CURL *transfer_new(const char *url, const char *protocols, const char *ca_file, int64_t timeout_ms);

/* A word for what broke, without addresses. */
const char *transfer_word(CURLcode code);

#endif
