/* Inside the look-up only. */
#ifndef YM_DOMAIN_AID_LOOKUP_PARTS_H
#define YM_DOMAIN_AID_LOOKUP_PARTS_H

#include "domain/aid/lookup.h"

/* What a proof begins with; the code of the child or of the award follows. */
enum { PROOF_CHILD = 'S', PROOF_SLIP = 'A' };

/* Is this the name, as typed or with the blanks left out that people put between surname and given name? `stored` nothing: no, after the
 * same work. */
bool lookup_name_is(const struct keyring *keyring, struct arena *arena, const char *typed, struct bytes stored);

#endif
