/* A giver's new telephone: asked for on the pledge's own page, confirmed by staff, the old number is told (domain.md §5). */
#ifndef YM_DOMAIN_GIVING_TELEPHONE_CHANGE_H
#define YM_DOMAIN_GIVING_TELEPHONE_CHANGE_H

#include "domain/giving/campaign_draft.h"

/* In the caller's transaction. E_CONFLICT: one waits already, or the pledge has ended. */
enum err telephone_change_ask(struct db *db, struct arena *arena, const struct keyring *keyring, const char *pledge_code,
			      const char *telephone, struct timestamp now) MUST_CHECK;
/* Does one wait for this pledge? */
enum err telephone_change_waits(struct db *db, struct arena *arena, const char *pledge_code, bool *out) MUST_CHECK;

struct telephone_change {
	int64_t id;
	const char *pledge_code, *shown_code, *campaign;
	const char *old_telephone, *new_telephone;	/* masked */
	struct timestamp asked_at;
};
extern const struct shape telephone_change_shape;
enum err telephone_change_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_reach *reach,
			       struct rows *out) MUST_CHECK;	/* waiting ones, oldest first, at most 100 */
/* Audited. Granted: the pledge's telephone and its indexes are the new one's, a message goes to the old. */
enum err telephone_change_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				 const struct campaign_reach *reach, int64_t id, bool grant, const char *reason,
				 struct timestamp now) MUST_CHECK;

extern const struct statement *const telephone_change_statements[];		/* staff's */
extern const struct statement *const telephone_change_ask_statements[];		/* the giver's */

#endif
