/* A family that was just approved, or has room again, is offered its best open student at once: the residual of the matching (open places,
 * families that wait) is solved and the student that falls to this family is proposed to it. domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_OFFER_H
#define YM_DOMAIN_PAIRING_OFFER_H

#include "base/arena.h"
#include "db/db.h"
#include "domain/office/actor.h"

/* In the caller's transaction, which has locked nothing of pairs yet; `scope`: a path, of whose students and families (the city's:
 * "/1/"). *code: of the pair that is held for the family now; NULL: no student falls to it, which is no error. */
enum err offer_best_student(struct db *db, struct arena *arena, const struct actor *actor, const char *scope, int64_t family_id,
			    struct timestamp now, const char **code) MUST_CHECK;

extern const struct statement *const offer_statements[];	/* besides match_input_statements and those of pair_propose */

#endif
