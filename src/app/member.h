/* The match program: which family is signed in, and what its pages show of that. */
#ifndef YM_APP_MEMBER_H
#define YM_APP_MEMBER_H

#include "app/request.h"

/* struct program's `identify`: request->family from the session's cookie. */
enum err member_identify(struct request *request, struct response *response) MUST_CHECK;

/* struct program's `surround`: member (struct family_member, domain/pairing/family.h) and token/sign_out where one is signed in; at/<first segment of the
 * path> (at/home for "/"). */
void member_surround(struct request *request, struct response *response);

#endif
