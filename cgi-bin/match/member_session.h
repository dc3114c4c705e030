/* A family is let in: by sign_in_pages.c, and by apply_pages.c once it has come forward. */
#ifndef YM_MATCH_MEMBER_SESSION_H
#define YM_MATCH_MEMBER_SESSION_H

#include "app/request.h"

/* A new session in a new cookie, in the request's transaction. Whoever calls has proved that the family's telephone is at hand. */
enum err member_let_in(struct request *request, struct response *response, const struct family_member *family) MUST_CHECK;

#endif
