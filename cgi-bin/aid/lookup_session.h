/* Who has looked an application up: between lookup_pages.c and the pages that act on what was found. */
#ifndef YM_AID_LOOKUP_SESSION_H
#define YM_AID_LOOKUP_SESSION_H

#include "app/request.h"

/* What this browser proved in the last half hour, for lookup_find (domain/aid/lookup.h); NULL: nothing. */
const char *lookup_proof(struct request *request);

#endif
