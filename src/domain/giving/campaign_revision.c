/* The second person: what is submitted, and what becomes of it. */
#include <string.h>

#include "domain/giving/campaign_draft.h"
#include "domain/giving/campaign_fields.h"
#include "domain/giving/campaign_revision.h"
#include "domain/office/audit.h"
#include "domain/office/outbox.h"

const struct shape campaign_revision_shape = SHAPE(campaign_revision,
	COLUMN(campaign_revision, id), COLUMN(campaign_revision, campaign_id), COLUMN(campaign_revision, publication),
	COLUMN(campaign_revision, account_name, .nullable = true), COLUMN(campaign_revision, account_bank, .nullable = true),
	COLUMN(campaign_revision, account_number, .nullable = true), COLUMN(campaign_revision, platform_name, .nullable = true),
	COLUMN(campaign_revision, platform_url, .nullable = true), COLUMN(campaign_revision, licence_number, .nullable = true),
	COLUMN(campaign_revision, before, .nullable = true), COLUMN(campaign_revision, submitted_at),
	COLUMN(campaign_revision, decided_at, .nullable = true), COLUMN(campaign_revision, submitted_by_id),
	COLUMN(campaign_revision, submitted_by), COLUMN(campaign_revision, decided_by, .nullable = true),
	COLUMN(campaign_revision, approved), COLUMN(campaign_revision, reason, .nullable = true));

static const struct shape change_shape = SHAPE(campaign_change,
	COLUMN(campaign_change, account_name), COLUMN(campaign_change, account_bank), COLUMN(campaign_change, account_number),
	COLUMN(campaign_change, platform_name), COLUMN(campaign_change, platform_url), COLUMN(campaign_change, licence_number));

#define REVISIONS                                                                                                  \
	"SELECT r.id, r.campaign_id, r.kind = 'publication' AS publication, r.account_name, r.account_bank, r.account_number, " \
	"r.platform_name, r.platform_url, r.licence_number, r.before_json AS `before`, r.submitted_at, r.decided_at, " \
	"r.submitted_by AS submitted_by_id, s.login AS submitted_by, d.login AS decided_by, COALESCE(r.approved, FALSE) AS approved, " \
	"r.reason FROM campaign_revision r JOIN account s ON s.id = r.submitted_by LEFT JOIN account d ON d.id = r.decided_by "

static const struct statement of_campaign = {
	.sql = REVISIONS "WHERE r.campaign_id = ? ORDER BY r.id DESC LIMIT 50", .params = "i", .row = &campaign_revision_shape };

static const struct statement by_id = {
	.sql = REVISIONS "WHERE r.id = ? AND r.campaign_id = ? FOR UPDATE", .params = "ii", .row = &campaign_revision_shape };

static const struct statement count_waiting = {
	.sql = "SELECT COUNT(*) AS n FROM campaign_revision WHERE campaign_id = ? AND decided_at IS NULL",
	.params = "i", .row = &db_number };

static const struct statement mark_submitted = {
	.sql = "UPDATE campaign SET submitted_at = ?, updated_at = ? WHERE id = ? AND submitted_at IS NULL AND published_at IS NULL",
	.params = "tti" };

static const struct statement submit = {
	.sql = "INSERT INTO campaign_revision (campaign_id, kind, submitted_at, submitted_by) VALUES (?, 'publication', ?, ?)",
	.params = "iti" };

static const struct statement propose = {
	.sql = "INSERT INTO campaign_revision (campaign_id, kind, account_name, account_bank, account_number, platform_name, "
	       "platform_url, licence_number, submitted_at, submitted_by) VALUES (?, 'change', ?, ?, ?, ?, ?, ?, ?, ?)",
	.params = "issssssti" };

static const struct statement decide = {
	.sql = "UPDATE campaign_revision SET decided_at = ?, decided_by = ?, approved = ?, reason = NULLIF(?, ''), before_json = ? "
	       "WHERE id = ? AND decided_at IS NULL",
	.params = "tibssi" };

static const struct statement publish = {
	.sql = "UPDATE campaign SET published_at = ?, updated_at = ? WHERE id = ? AND submitted_at IS NOT NULL AND published_at IS NULL",
	.params = "tti" };

static const struct statement send_back = {
	.sql = "UPDATE campaign SET submitted_at = NULL, updated_at = ? WHERE id = ? AND published_at IS NULL", .params = "ti" };

static const struct statement change_campaign = {
	.sql = "UPDATE campaign SET account_name = ?, account_bank = ?, account_number = ?, platform_name = ?, platform_url = ?, "
	       "updated_at = ? WHERE id = ? AND published_at IS NOT NULL",
	.params = "sssssti" };

static const struct statement change_licence = {
	.sql = "UPDATE charity SET licence_number = ? WHERE id = ?", .params = "si" };

static const struct statement count_beyond = {
	.sql = "SELECT COUNT(*) AS n FROM campaign WHERE charity_id = ? AND published_at IS NOT NULL AND NOT (county_code <=> ?)",
	.params = "is", .row = &db_number };

const struct statement *const campaign_revision_statements[] = {
	&of_campaign, &by_id, &count_waiting, &mark_submitted, &submit, &propose, &decide, &publish, &send_back, &change_campaign,
	&change_licence, &count_beyond, NULL };

enum err campaign_revision_list(struct db *db, struct arena *arena, int64_t campaign_id, struct rows *out)
{
	return db_all(db, arena, &of_campaign, out, campaign_id);
}

enum err campaign_draft_submit(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
			       int64_t id, struct timestamp now, struct campaign_refusals *refusals)
{
	struct campaign_draft draft;
	uint64_t marked = 0;

	TRY(campaign_draft_find(db, arena, reach, id, &draft));
	TRY(campaign_fields_complete(&draft, date_at(now), refusals));
	TRY(db_run(db, &mark_submitted, &marked, now, now, id));
	if (marked == 0)
		return E_CONFLICT;
	TRY(db_run(db, &submit, NULL, id, now, actor->account_id));
	return campaign_trail(db, arena, actor, "campaign_submit", id, NULL, NULL, now);
}

static struct campaign_change change_of(const struct campaign_draft *draft)
{
	return (struct campaign_change){ draft->account_name, draft->account_bank, draft->account_number, draft->platform_name,
					 draft->platform_url, draft->licence_number };
}

static enum err check_change(const struct campaign_change *change, bool differs, struct campaign_refusals *refusals)
{
	*refusals = (struct campaign_refusals){ .count = 0 };
	for (size_t i = 0; i < change_shape.count; i++) {
		const char *value = *(const char *const *)column_at(&change_shape.columns[i], change);

		if (value[0] == '\0')
			campaign_refuse(refusals, change_shape.columns[i].name, "missing");
	}
	if (change->platform_url[0] != '\0' && !campaign_url_fits(change->platform_url))
		campaign_refuse(refusals, "platform_url", "not_https");
	if (change->account_number[0] != '\0' && !campaign_account_fits(change->account_number))
		campaign_refuse(refusals, "account_number", "bad_account");
	if (refusals->count == 0 && !differs)
		campaign_refuse(refusals, "account_number", "same");
	return refusals->count == 0 ? OK : E_INVALID;
}

enum err campaign_change_propose(struct db *db, struct arena *arena, const struct actor *actor, const struct campaign_reach *reach,
				 int64_t id, const struct campaign_change *change, struct timestamp now,
				 struct campaign_refusals *refusals)
{
	struct campaign_draft draft;
	struct campaign_change before;
	const char *detail;
	int64_t waiting;

	TRY(campaign_draft_find(db, arena, reach, id, &draft));
	if (draft.state != DRAFT_PUBLISHED)
		return E_CONFLICT;
	before = change_of(&draft);
	detail = difference_json(arena, &change_shape, &before, change, NULL);
	TRY(check_change(change, detail != NULL, refusals));
	TRY(db_one(db, arena, &count_waiting, &waiting, id));
	if (waiting > 0)
		return E_CONFLICT;
	TRY(db_run(db, &propose, NULL, id, change->account_name, change->account_bank, change->account_number,
		   change->platform_name, change->platform_url, change->licence_number, now, actor->account_id));
	return campaign_trail(db, arena, actor, "campaign_change_propose", id, NULL, detail, now);
}

/* On the number that was stored before: whoever changed the account cannot have changed where the alarm rings. */
static enum err tell_charity(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_draft *draft,
			     struct timestamp now)
{
	const struct message_value values[] = { { "campaign", draft->title }, { NULL, NULL } };
	const struct message message = { .channel = CHANNEL_SMS, .to = draft->charity_telephone, .template = "campaign_changed",
					 .values = values };

	return outbox_put(db, arena, keyring, &message, now);
}

static enum err carry_out(struct db *db, struct arena *arena, const struct keyring *keyring, const struct campaign_draft *draft,
			  const struct campaign_revision *revision, struct timestamp now)
{
	uint64_t changed = 0;

	if (revision->publication) {
		TRY(db_run(db, &publish, &changed, now, now, draft->id));
		return changed == 1 ? OK : E_CONFLICT;
	}
	TRY(db_run(db, &change_campaign, &changed, revision->account_name, revision->account_bank, revision->account_number,
		   revision->platform_name, revision->platform_url, now, draft->id));
	if (changed == 0)
		return E_CONFLICT;
	TRY(db_run(db, &change_licence, NULL, revision->licence_number, draft->charity_id));
	return tell_charity(db, arena, keyring, draft, now);
}

static enum err deny(const char **denied, const char *why)
{
	*denied = why;
	return E_DENIED;
}

/* The licence is the charity's: all its public campaigns show it. */
static enum err licence_is_reached(struct db *db, struct arena *arena, const struct campaign_reach *reach,
				   const struct campaign_draft *draft, const struct campaign_revision *revision, const char **denied)
{
	int64_t beyond;

	if (reach->all || strcmp(revision->licence_number, draft->licence_number) == 0)
		return OK;
	TRY(db_one(db, arena, &count_beyond, &beyond, draft->charity_id, reach->county_code));
	return beyond == 0 ? OK : deny(denied, "outside_reach");
}

enum err campaign_revision_decide(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
				  const struct campaign_reach *reach, int64_t campaign_id, int64_t revision_id, bool approve,
				  const char *reason, struct timestamp now, const char **denied)
{
	struct campaign_revision revision;
	struct campaign_draft draft;
	struct campaign_change before, after;
	const char *replaced = NULL;
	uint64_t decided = 0;

	TRY(campaign_draft_find(db, arena, reach, campaign_id, &draft));
	TRY(db_one(db, arena, &by_id, &revision, revision_id, campaign_id));
	if (revision.submitted_by_id == actor->account_id ||
	    (revision.publication && draft.drafted_by_id == actor->account_id))
		return deny(denied, "same_person");
	if (approve && !revision.publication)
		TRY(licence_is_reached(db, arena, reach, &draft, &revision, denied));
	if (!revision.publication) {
		before = change_of(&draft);
		after = (struct campaign_change){ revision.account_name, revision.account_bank, revision.account_number,
						  revision.platform_name, revision.platform_url, revision.licence_number };
		replaced = difference_json(arena, &change_shape, &before, &after, NULL);
	}
	TRY(db_run(db, &decide, &decided, now, actor->account_id, approve, reason != NULL ? reason : "", replaced, revision_id));
	if (decided == 0)
		return E_CONFLICT;
	if (approve)
		TRY(carry_out(db, arena, keyring, &draft, &revision, now));
	else if (revision.publication)
		TRY(db_run(db, &send_back, NULL, now, campaign_id));
	return campaign_trail(db, arena, actor, approve ? "campaign_approve" : "campaign_send_back", campaign_id, reason, replaced, now);
}
