/* One family's page, which family_pages.c and vetting_pages.c show. */
#ifndef YM_ADMIN_FAMILY_PAGE_H
#define YM_ADMIN_FAMILY_PAGE_H

#include "app/request.h"
#include "domain/pairing/family_desk.h"
#include "http/form.h"

enum { check_reference_chars = 60 };

/* The forms of the page: a reason, or a check. */
struct check_input {
	const char *item;		/* "<rule>-<adult>" */
	uint32_t passed;		/* of check_passed_names */
	struct date checked_on;
	const char *reference;
	const char *reason;
};
extern const struct field family_page_form[];
extern const char *const check_passed_names[];		/* "yes", "no" */

/* The family of the path, within the actor's scope; one of elsewhere is refused and audited. */
enum err family_page_find(struct request *request, struct vetted_family *out) MUST_CHECK;

/* `facts` and `adults`: in clear, where they were asked for; NULL: masked. `refusal`: a word of family_desk.h with 409; NULL: none. */
struct family_sight {
	const struct family_facts *facts;
	struct rows adults;
	const char *refusal;
};
enum err family_page_show(struct request *request, struct response *response, const struct vetted_family *family,
			  const struct family_sight *sight) MUST_CHECK;

/* As GET and as the `again` of its forms. */
enum err family_page(struct request *request, struct response *response) MUST_CHECK;

const char *family_page_subject(struct request *request);

#endif
