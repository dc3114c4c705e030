#include "in_person.h"

#include <string.h>

#include "app/app.h"
#include "crypt/seal.h"
#include "domain/office/attempt.h"
#include "family_form.h"

static const char kind_whom[] = "family.known", kind_address[] = "family.known_from";

static struct attempt_limit limit(struct request *request, const char *kind, const char *whom, int64_t most)
{
	return (struct attempt_limit){ kind, blind_index(request->app->keyring, request->arena, kind, whom), most };
}
#define LIMITS(request, whom)                                                                                       \
	{ limit(request, kind_whom, whom, in_person_per_whom),                                                       \
	  limit(request, kind_address, request_subscriber(request), in_person_per_address) }

enum err in_person_check(struct request *request, const char *whom, bool *limited)
{
	const struct attempt_limit limits[2] = LIMITS(request, whom);

	return attempt_check(request->db, request->arena, limits, request->now, limited);
}

bool in_person_said(const struct family_refusals *refusals)
{
	for (size_t i = 0; i < refusals->count; i++)
		if (strcmp(refusals->item[i].reason, family_in_person) == 0)
			return true;
	return false;
}

enum err in_person_answer(struct request *request, struct response *response, const char *whom, const struct family_refusals *refusals,
			  page_handler *again)
{
	const struct attempt_limit limits[2] = LIMITS(request, whom);

	TRY(attempt_fail(request->db, limits, request->now));
	family_form_add(request, refusals);
	request->form_refused = true;
	return again(request, response);
}
