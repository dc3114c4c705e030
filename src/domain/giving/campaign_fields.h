/* What campaign_draft.c and campaign_revision.c share: the rules on what is typed of a campaign, and the audit trail's row of a change. */
#ifndef YM_DOMAIN_GIVING_CAMPAIGN_FIELDS_H
#define YM_DOMAIN_GIVING_CAMPAIGN_FIELDS_H

#include "domain/giving/campaign_draft.h"

void campaign_refuse(struct campaign_refusals *refusals, const char *field, const char *reason);

/* Of any draft: within the reach, days in order, a link that is https, an account number of digits. E_INVALID. */
enum err campaign_fields_check(const struct campaign_reach *reach, const struct campaign_draft_wish *wish,
			       struct campaign_refusals *refusals) MUST_CHECK;

/* Of what asks for the second person: nothing missing, not over yet (慈善法 §22–27). E_INVALID. */
enum err campaign_fields_complete(const struct campaign_draft *draft, struct date today, struct campaign_refusals *refusals) MUST_CHECK;

/* What was done to campaign `id`; reason and detail (see difference_json) may be NULL. */
enum err campaign_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t id,
			const char *reason, const char *detail, struct timestamp now) MUST_CHECK;

bool campaign_url_fits(const char *url);
bool campaign_account_fits(const char *number);

#endif
