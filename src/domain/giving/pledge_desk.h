/* The staff's side of pledges: found by code or telephone, confirmed, refused, released (hardship, 慈善法 §41) with a reason.
 * Personal fields are opened only to be masked; whoever must see them asks for each with a reason. All audited, in the caller's
 * transaction. Within the campaigns of the actor's reach. */
#ifndef YM_DOMAIN_GIVING_PLEDGE_DESK_H
#define YM_DOMAIN_GIVING_PLEDGE_DESK_H

#include "crypt/seal.h"
#include "domain/giving/campaign_draft.h"
#include "domain/giving/pledge.h"

struct pledge_entry {
	int64_t id;
	const char *code, *shown_code;
	int64_t campaign_id;
	const char *campaign;
	struct money amount, paid;
	enum giver giver;
	enum pledge_state state;
	struct timestamp registered_at, confirmed_at, ended_at;
	const char *ended_reason;
	const char *name, *telephone;		/* masked; NULL: erased */
	bool receipt_wanted;
	enum visibility visibility;
};
extern const struct shape pledge_entry_shape;

struct pledge_search {
	struct campaign_reach reach;
	int64_t campaign_id;		/* 0: all, of the whole city only; a county or a charity names one of its campaigns */
	enum pledge_state state;
	bool oldest_first;		/* else the newest */
	int64_t beyond;			/* the id of the last row of the page before; 0: the first page */
	int64_t rows;
};
enum err pledge_entry_list(struct db *db, struct arena *arena, const struct keyring *keyring, const struct pledge_search *search,
			   struct rows *out, bool *more) MUST_CHECK;

/* By code: E_NOT_FOUND also outside the reach (*elsewhere: it exists, which is for the audit trail only). */
enum err pledge_entry_find(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_reach *reach,
			   const char *code, struct pledge_entry *out, bool *elsewhere) MUST_CHECK;
/* All of that telephone within the reach, newest first, at most 100. */
enum err pledge_entry_by_telephone(struct db *db, struct arena *arena, const struct keyring *keyring,
				   const struct campaign_reach *reach, const char *telephone, struct rows *out) MUST_CHECK;

enum pledge_decision { PLEDGE_CONFIRM, PLEDGE_REFUSE, PLEDGE_RELEASE };
extern const char *const pledge_decision_names[];	/* "confirm", "refuse", "release" */

/* Confirm: registered only. Refuse: registered, before money came. Release: registered, confirmed or partly paid; what did not arrive
 * leaves the meter. E_CONFLICT: its state does not admit it (any more). */
enum err pledge_decide(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
		       const char *code, enum pledge_decision decision, const char *reason, struct timestamp now) MUST_CHECK;

/* What the giver said, in clear, for one pledge: audited with the reason, in the caller's transaction. */
struct pledge_contact {
	struct secret name, telephone, email, message, receipt_title, payer_name, credit_code;
};
enum err pledge_reveal(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		       const struct campaign_reach *reach, const char *code, const char *reason, struct timestamp now,
		       struct pledge_contact *out) MUST_CHECK;

extern const struct statement *const pledge_desk_statements[];

#endif
