/* The form of a family: who lives there and what it offers. */
#ifndef YM_MATCH_FAMILY_FORM_H
#define YM_MATCH_FAMILY_FORM_H

#include "app/request.h"
#include "domain/pairing/family_apply.h"

struct family_input {
	struct family_wish wish;	/* less what other steps gave */
	const char *website;		/* a trap */
};
extern const struct field family_form[];

/* Adds these faults where a field has none yet. */
void family_form_add(struct request *request, const struct family_refusals *refusals);

/* The form comes back with these faults: E_INVALID. */
enum err family_form_refuse(struct request *request, const struct family_refusals *refusals) MUST_CHECK;

#endif
