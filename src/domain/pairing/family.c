#include "domain/pairing/family.h"

const char *const family_state_names[] = { "applied", "vetting", "approved", "suspended", "withdrawn", "denied", NULL };

bool family_is_live(const struct family_member *family)
{
	return family->state != FAMILY_WITHDRAWN && family->state != FAMILY_DENIED;
}

bool family_is_approved(const struct family_member *family, struct date today)
{
	return family->state == FAMILY_APPROVED && !date_is_none(family->approved_until) &&
	       family->approved_until.day >= today.day;
}
