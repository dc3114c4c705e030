/* The staff program: who is signed in, what they may, and what its pages show of that. */
#ifndef YM_APP_STAFF_H
#define YM_APP_STAFF_H

#include "app/request.h"

/* What a change said, in the query of the 303 after it (`?said=approved`): the frame shows the words. NULL-terminated. Whoever
 * adds one adds its words to the macro `said` of view/pages/admin/parts.xhtml. */
extern const char *const said_names[];

/* struct program's `identify`: from the session's cookie and, where [staff] sso says so, from YM_VERIFIED_USER. */
enum err staff_identify(struct request *request, struct response *response) MUST_CHECK;

/* struct program's `surround`: actor; may/<action> for every action, may/import for any of the imports; said; at/<first segment of
 * the path> (at/home for "/"); token/sign_out. */
void staff_surround(struct request *request, struct response *response);

/* May this person, in the role acted in? False while enrolling, and without a role. */
bool staff_may(const struct request *request, enum action action);

/* Too soon after a wrong password or code: 429, and what the macro `wait` of view/pages/admin/parts.xhtml shows. */
void staff_put_wait(struct request *request, struct response *response, int64_t seconds);

#endif
