/* What must always be true of the org tree, accounts, sessions and the audit trail. */
#ifndef YM_DOMAIN_OFFICE_INVARIANT_H
#define YM_DOMAIN_OFFICE_INVARIANT_H

#include "domain/giving/invariant.h"

extern const struct invariant office_invariants[];

#endif
