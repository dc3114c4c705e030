#include "domain/office/consent.h"

#include <inttypes.h>
#include <string.h>

#include "domain/office/audit.h"

const char *const consenter_names[] = { "self", "guardian", NULL };
const char *const consent_channel_names[] = { "page", "telephone_code", "paper", NULL };

const struct shape consent_shape = SHAPE(consent,
	COLUMN(consent, id), COLUMN(consent, purpose), COLUMN(consent, version), COLUMN(consent, language),
	COLUMN(consent, given_by, .names = consenter_names), COLUMN(consent, channel, .names = consent_channel_names),
	COLUMN(consent, witness, .nullable = true), COLUMN(consent, given_at), COLUMN(consent, withdrawn_at, .nullable = true));

struct shown {
	const char *purpose;
	bool newest;
};
static const struct shape shown_shape = SHAPE(shown, COLUMN(shown, purpose), COLUMN(shown, newest));

static const struct statement find_shown = {
	.sql = "SELECT t.purpose, NOT EXISTS (SELECT 1 FROM policy_text n WHERE n.kind = t.kind AND n.purpose = t.purpose "
	       "AND n.version > t.version) AS newest FROM policy_text t WHERE t.id = ? AND t.kind = 'consent'",
	.params = "i", .row = &shown_shape };

static const struct statement insert = {
	.sql = "INSERT INTO consent (text_id, subject, given_by, channel, witness_id, given_at) "
	       "VALUES (?, ?, ?, ?, NULLIF(?, 0), ?)",
	.params = "isssit" };

#define CONSENTS                                                                                                       \
	"SELECT c.id, t.purpose, t.version, t.language, c.given_by, c.channel, a.login AS witness, c.given_at, c.withdrawn_at " \
	"FROM consent c JOIN policy_text t ON t.id = c.text_id LEFT JOIN account a ON a.id = c.witness_id WHERE c.subject = ? "

static const struct statement find_live = {
	.sql = CONSENTS "AND c.withdrawn_at IS NULL AND t.kind = 'consent' AND t.purpose = ? AND t.version = "
	       "(SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = t.purpose) "
	       "ORDER BY c.id DESC LIMIT 1",
	.params = "ss", .row = &consent_shape };

/* A locking read: not as it was when the transaction began to look. */
static const struct statement is_live = {
	.sql = "SELECT COUNT(*) AS n FROM consent c JOIN policy_text t ON t.id = c.text_id WHERE c.subject = ? AND c.withdrawn_at IS NULL "
	       "AND t.kind = 'consent' AND t.purpose = ? AND t.version = "
	       "(SELECT MAX(n.version) FROM policy_text n WHERE n.kind = 'consent' AND n.purpose = t.purpose) LOCK IN SHARE MODE",
	.params = "ss", .row = &db_number };

static const struct statement list = { .sql = CONSENTS "ORDER BY c.id DESC", .params = "s", .row = &consent_shape };

static const struct statement withdraw = {
	.sql = "UPDATE consent SET withdrawn_at = ? WHERE subject = ? AND withdrawn_at IS NULL AND text_id IN "
	       "(SELECT id FROM policy_text WHERE kind = 'consent' AND purpose = ?)",
	.params = "tss" };

const struct statement *const consent_statements[] = { &find_shown, &insert, &find_live, &list, &withdraw, &is_live, NULL };
const struct statement *const consent_live_statements[] = { &is_live, NULL };
const struct statement *const consent_giver_statements[] = { &find_shown, &insert, &withdraw, &is_live, NULL };

enum { guardian_until = 14, grown_up_at = 18 };

/* The last day of the period of so many years since the birth. */
static struct date last_day_of(struct date birth, int years)
{
	struct civil day = date_to_civil(birth);

	day.year += years;
	if (!civil_is_valid(day))
		day.day = 28;		/* February 29 alone has no corresponding day */
	return date_from_civil(day);
}

bool age_is_full(struct date birth, int years, struct date today)
{
	return today.day > last_day_of(birth, years).day;
}

enum consenter consent_needed(struct date birth, struct date today)
{
	return age_is_full(birth, guardian_until, today) ? CONSENTER_SELF : CONSENTER_GUARDIAN;
}

static bool may_consent(const struct actor *actor, const struct consent_wish *wish, struct date today)
{
	if (wish->channel == CONSENT_PAPER && actor->account_id == 0)
		return false;
	if (date_is_none(wish->birth))
		return wish->given_by == CONSENTER_SELF;
	if (wish->given_by == CONSENTER_SELF)
		return consent_needed(wish->birth, today) == CONSENTER_SELF;
	return !age_is_full(wish->birth, grown_up_at, today);
}

enum err consent_give(struct db *db, struct arena *arena, const struct actor *actor, const struct consent_wish *wish,
		      struct timestamp now, int64_t *id)
{
	struct audit_event event = { .action = "consent_give", .subject = wish->subject, .unit_path = wish->unit_path };
	struct shown shown;
	int64_t made;

	if (!may_consent(actor, wish, date_at(now)))
		return E_DENIED;
	TRY(db_one(db, arena, &find_shown, &shown, wish->text_id));
	if (!shown.newest)
		return E_CONFLICT;
	TRY(db_run(db, &insert, NULL, wish->text_id, wish->subject, consenter_names[wish->given_by],
		   consent_channel_names[wish->channel], wish->channel == CONSENT_PAPER ? actor->account_id : INT64_C(0), now));
	made = db_last_id(db);
	event.detail = arena_print(arena, "{\"purpose\":\"%s\",\"text\":%" PRId64 ",\"given_by\":\"%s\",\"channel\":\"%s\"}",
				   shown.purpose, wish->text_id, consenter_names[wish->given_by],
				   consent_channel_names[wish->channel]);
	TRY(audit_write(db, arena, actor, &event, now));
	*id = made;
	return OK;
}

enum err consent_find_live(struct db *db, struct arena *arena, const char *subject, const char *purpose, struct consent *out)
{
	return db_one(db, arena, &find_live, out, subject, purpose);
}

enum err consent_is_live(struct db *db, struct arena *arena, const char *subject, const char *purpose, bool *out)
{
	int64_t count;

	TRY(db_one(db, arena, &is_live, &count, subject, purpose));
	*out = count > 0;
	return OK;
}

enum err consent_withdraw(struct db *db, struct arena *arena, const struct actor *actor, const char *subject,
			  const char *unit_path, const char *purpose, struct timestamp now)
{
	struct audit_event event = { .action = "consent_withdraw", .subject = subject, .unit_path = unit_path };
	uint64_t withdrawn;

	TRY(db_run(db, &withdraw, &withdrawn, now, subject, purpose));
	if (withdrawn == 0)
		return E_NOT_FOUND;
	event.detail = arena_print(arena, "{\"purpose\":\"%s\",\"count\":%" PRIu64 "}", purpose, withdrawn);
	return audit_write(db, arena, actor, &event, now);
}

enum err consent_list(struct db *db, struct arena *arena, const char *subject, struct rows *out)
{
	return db_all(db, arena, &list, out, subject);
}
