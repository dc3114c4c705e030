/* The statements of campaign_revision.c, beside those of campaign_draft.h, which declares its functions. */
#ifndef YM_DOMAIN_GIVING_CAMPAIGN_REVISION_H
#define YM_DOMAIN_GIVING_CAMPAIGN_REVISION_H

#include "db/db.h"

extern const struct statement *const campaign_revision_statements[];

#endif
