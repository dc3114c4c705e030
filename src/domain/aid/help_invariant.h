/* What must always be true of requests for help, their threads and ratings (domain.md §3). */
#ifndef YM_DOMAIN_AID_HELP_INVARIANT_H
#define YM_DOMAIN_AID_HELP_INVARIANT_H

#include "domain/giving/invariant.h"

extern const struct invariant help_invariants[];

#endif
