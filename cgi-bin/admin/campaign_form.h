/* What the pages of campaigns share: campaign_pages.c and approval_pages.c. */
#ifndef YM_ADMIN_CAMPAIGN_FORM_H
#define YM_ADMIN_CAMPAIGN_FORM_H

#include "app/room.h"
#include "domain/giving/campaign_draft.h"

extern const struct field campaign_form[];

/* The campaign of the path within the actor's reach, put as `campaign` and its revisions; E_NOT_FOUND with an audit row. */
enum err campaign_put(struct request *request, struct response *response, struct campaign_reach *reach, struct campaign_draft *out) MUST_CHECK;

/* Its page: also what a decision that was refused shows again. */
enum err campaign_show(struct request *request, struct response *response) MUST_CHECK;

/* What is missing before a second person can be asked, each beside its field. */
enum err campaign_show_incomplete(struct request *request, struct response *response) MUST_CHECK;

void campaign_refuse_fields(struct request *request, const struct campaign_refusals *refusals);

#endif
