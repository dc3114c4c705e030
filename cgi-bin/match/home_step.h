/* Choosing where one lives: county, township, village, a list of links or buttons each. */
#ifndef YM_MATCH_HOME_STEP_H
#define YM_MATCH_HOME_STEP_H

#include "app/request.h"
#include "http/form.h"

enum { home_code_chars = 12, home_minutes = 120 };

struct home_step_input {
	const char *place;		/* what to look into; of the form: where they live */
};
extern const struct field home_step_query[], home_step_form[];

/* Shows what lies in the query's place; `form_name` is what the POST's token is bound to. */
enum err home_step_show(struct request *request, struct response *response, const char *page, const char *form_name) MUST_CHECK;

/* The form's place, kept by the browser as `loan`. E_NOT_FOUND: no village or township. */
enum err home_step_take(struct request *request, struct response *response, const char *loan) MUST_CHECK;

#endif
