/* The anonymous giver's session: a random token in a cookie, nothing on the server. It binds form tokens, and the digest of
 * it stored with a pledge lets that browser see the pledge again. */
#ifndef YM_APP_SESSION_H
#define YM_APP_SESSION_H

#include "app/request.h"

/* The well-formed token the browser sent, or NULL. */
const char *session_read(struct request *request);

/* The form token for the route's form, in the page as form_token; makes the session where there is none. */
void session_put_form_token(struct request *request, struct response *response, const char *form_name);

/* The same of one of several forms on a page, as token/<form_name>. */
void session_put_token(struct request *request, struct response *response, const char *form_name);

/* The same of a form on the one thing that the path's code names: no other thing takes it. */
void session_put_code_token(struct request *request, struct response *response, const char *form_name);

/* A grant: this browser may see `subject` ("pledge:CODE") for half an hour, because it proved it knows the telephone. */
void session_grant(struct request *request, struct response *response, const char *subject);
bool session_granted(struct request *request, const char *subject);

/* A text this browser keeps for us, sealed and bound to its session: it can neither read nor change it. `name` is a word of its own.
 * session_lent gives it back, or NULL: none, over, or not ours. */
void session_lend(struct request *request, struct response *response, const char *name, const char *text, int64_t minutes);
const char *session_lent(struct request *request, const char *name);

#endif
