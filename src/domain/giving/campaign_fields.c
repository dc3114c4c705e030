#include "domain/giving/campaign_fields.h"

#include <string.h>

#include "domain/office/audit.h"

void campaign_refuse(struct campaign_refusals *refusals, const char *field, const char *reason)
{
	if (refusals->count < campaign_refusals_max)
		refusals->item[refusals->count++] = (struct campaign_refusal){ field, reason };
}

bool campaign_url_fits(const char *url)
{
	static const char start[] = "https://";

	return strncmp(url, start, sizeof start - 1) == 0 && url[sizeof start - 1] != '\0' && strpbrk(url, " \t\"<>\\^`{|}") == NULL;
}

/* Banks write them in groups. */
bool campaign_account_fits(const char *number)
{
	const size_t length = strlen(number);

	return length >= 6 && length <= 40 && strspn(number, "0123456789 -") == length;
}

enum err campaign_fields_check(const struct campaign_reach *reach, const struct campaign_draft_wish *wish,
			       struct campaign_refusals *refusals)
{
	*refusals = (struct campaign_refusals){ .count = 0 };
	if (!reach->all && reach->charity_id != 0 && wish->charity_id != reach->charity_id)
		campaign_refuse(refusals, "charity_id", "outside");
	if (!reach->all && reach->charity_id == 0 && strcmp(wish->county_code, reach->county_code) != 0)
		campaign_refuse(refusals, "county_code", "outside");
	if (!date_is_none(wish->starts) && !date_is_none(wish->ends) && wish->ends.day < wish->starts.day)
		campaign_refuse(refusals, "ends", "ends_first");
	if (wish->platform_url[0] != '\0' && !campaign_url_fits(wish->platform_url))
		campaign_refuse(refusals, "platform_url", "not_https");
	if (wish->account_number[0] != '\0' && !campaign_account_fits(wish->account_number))
		campaign_refuse(refusals, "account_number", "bad_account");
	return refusals->count == 0 ? OK : E_INVALID;
}

enum err campaign_fields_complete(const struct campaign_draft *draft, struct date today, struct campaign_refusals *refusals)
{
	const struct { const char *field, *value; } texts[] = {
		{ "title", draft->title }, { "summary", draft->summary }, { "story", draft->story },
		{ "licence_number", draft->licence_number }, { "filing_number", draft->filing_number },
		{ "platform_name", draft->platform_name }, { "platform_url", draft->platform_url },
		{ "account_name", draft->account_name }, { "account_bank", draft->account_bank },
		{ "account_number", draft->account_number } };

	*refusals = (struct campaign_refusals){ .count = 0 };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i].value[0] == '\0')
			campaign_refuse(refusals, texts[i].field, "missing");
	if (date_is_none(draft->starts))
		campaign_refuse(refusals, "starts", "missing");
	if (date_is_none(draft->ends))
		campaign_refuse(refusals, "ends", "missing");
	else if (draft->ends.day < today.day)
		campaign_refuse(refusals, "ends", "past");
	return refusals->count == 0 ? OK : E_INVALID;
}

enum err campaign_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action, int64_t id,
			const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = AUDIT_DONE, .reason = reason, .detail = detail,
					   .subject = arena_print(arena, "campaign:%lld", (long long)id) };

	return audit_write(db, arena, actor, &event, now);
}
