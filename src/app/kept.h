/* Forms that were sent when nobody could take them: the session had gone idle, or the code of the authenticator was wanted first.
 * What was typed is sealed and kept a day for the same account, and shown again after signing in, once; nothing is done with it
 * before the person sends it again. Files are not kept. */
#ifndef YM_APP_KEPT_H
#define YM_APP_KEPT_H

#include "app/room.h"

/* Keep request->sent for `whose` account. *token names it; it is the word after /kept/. */
enum err kept_keep(struct request *request, const struct actor *whose, const char **token) MUST_CHECK;

/* The page handler of GET /kept/{code}: the kept form's own route, judged again, shows it as it was typed. Where it is gone, the
 * first page. */
enum err kept_show(struct request *request, struct response *response) MUST_CHECK;

#endif
