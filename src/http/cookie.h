/* Cookies in and out (RFC 6265). */
#ifndef YM_HTTP_COOKIE_H
#define YM_HTTP_COOKIE_H

#include "http/exchange.h"

/* The value of the first cookie of that exact name in HTTP_COOKIE, or NULL. Garbage around it is passed over; a value with
 * a character RFC 6265 does not admit counts as absent. In the arena. */
const char *cookie_get(struct arena *arena, const struct incoming *incoming, const char *name);

/* Set-Cookie with Secure, HttpOnly, SameSite=Lax and this Path; max_age_seconds 0: for the browser session, -1: delete. */
void cookie_set(struct arena *arena, struct outgoing *outgoing, const char *name, const char *value, const char *path,
		int64_t max_age_seconds);

#endif
