/* What must always be true of published rules of aid (domain.md §3). The second list holds outside a demonstration only. */
#ifndef YM_DOMAIN_AID_RULE_INVARIANT_H
#define YM_DOMAIN_AID_RULE_INVARIANT_H

#include "domain/giving/invariant.h"

extern const struct invariant rule_invariants[], rule_live_invariants[];

#endif
