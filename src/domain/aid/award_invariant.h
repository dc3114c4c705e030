/* What must always be true of awards, their sheets and what is said against them (domain.md §3). */
#ifndef YM_DOMAIN_AID_AWARD_INVARIANT_H
#define YM_DOMAIN_AID_AWARD_INVARIANT_H

#include "domain/giving/invariant.h"

extern const struct invariant award_invariants[];

#endif
