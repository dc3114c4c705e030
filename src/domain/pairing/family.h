/* Volunteer families (志愿家庭), as they see themselves: coming forward, signing in by a telephone code, their own data. Staff's side
 * is family_desk.h; checks and approval vetting.h. Personal fields are sealed, the row's place for sealing is its code. */
#ifndef YM_DOMAIN_PAIRING_FAMILY_H
#define YM_DOMAIN_PAIRING_FAMILY_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/pairing/tag.h"

enum family_state { FAMILY_APPLIED, FAMILY_VETTING, FAMILY_APPROVED, FAMILY_SUSPENDED, FAMILY_WITHDRAWN, FAMILY_DENIED };
extern const char *const family_state_names[];

/* Who is signed in: request->family of the match program; lives as long as the request. */
struct family_member {
	int64_t id;
	const char *code;
	const char *path;		/* of the unit that answers for it */
	enum family_state state;
	struct date approved_until;	/* none: never approved; before today: run out */
	struct bytes token_digest;	/* of the session */
};
extern const struct shape family_member_shape;	/* without the session */

/* Neither withdrawn nor denied: nobody else may come forward with its telephone. */
bool family_is_live(const struct family_member *family);

/* An approval that has not run out: what may hold or activate a pair. */
bool family_is_approved(const struct family_member *family, struct date today);

#endif
