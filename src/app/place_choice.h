/* Where a child goes to school, chosen without a script: the form's fields county, township and school, one after the other. The view gets
 * counties, townships and schools, each a row with id, name, chosen; a list is empty until the step before it is chosen. */
#ifndef YM_APP_PLACE_CHOICE_H
#define YM_APP_PLACE_CHOICE_H

#include "app/request.h"

/* What was typed of them is looked up from the top; *deepest: the last that lies in the one before it, 0: none. */
enum err place_choice_put(struct request *request, struct response *response, int64_t *deepest) MUST_CHECK;

#endif
