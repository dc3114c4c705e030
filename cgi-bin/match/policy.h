/* The words of a consent or a notice on a page. */
#ifndef YM_MATCH_POLICY_H
#define YM_MATCH_POLICY_H

#include "app/request.h"
#include "domain/office/consent.h"

/* Puts the newest text of the purpose in the page's language as the rows NAME (paragraph/text, paragraph/heading: a short line) and its
 * language as NAME_language. *id (may be NULL): which text was shown. E_NOT_FOUND: none was published. */
enum err policy_put(struct request *request, struct response *response, enum policy_kind kind, const char *purpose, const char *name,
		    int64_t *id) MUST_CHECK;

#endif
