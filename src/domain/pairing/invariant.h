/* What must always be true of pairs and of what is built on them (domain.md §2). */
#ifndef YM_DOMAIN_PAIRING_INVARIANT_H
#define YM_DOMAIN_PAIRING_INVARIANT_H

#include "domain/giving/invariant.h"

extern const struct invariant pairing_invariants[];

#endif
