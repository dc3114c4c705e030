/* What staff do with a family: checks and decisions. */
#include <inttypes.h>

#include "domain/office/audit.h"
#include "domain/office/right.h"
#include "domain/pairing/family_desk.h"
#include "domain/pairing/family_parts.h"

static const struct statement take_up = {
	.sql = "UPDATE family SET vetting_at = ?, updated_at = ? WHERE id = ? AND state = 'applied'", .params = "tti" };

struct wanted_rule {
	int64_t valid_days;
	enum vetting_covers covers;
};
static const struct shape wanted_rule_shape = SHAPE(wanted_rule,
	COLUMN(wanted_rule, valid_days), COLUMN(wanted_rule, covers, .names = vetting_covers_names));
static const struct statement newest_rule = {
	.sql = "SELECT CAST(valid_days AS SIGNED) AS valid_days, covers FROM vetting_rule WHERE id = ? "
	       "AND version = (SELECT MAX(version) FROM vetting_rule)",
	.params = "i", .row = &wanted_rule_shape };

static const struct statement adult_there = {
	.sql = "SELECT COUNT(*) AS n FROM family_adult WHERE id = ? AND family_id = ? AND left_at IS NULL", .params = "ii", .row = &db_number };

static const struct statement insert_check = {
	.sql = "INSERT INTO vetting_check (family_id, adult_id, rule_id, passed, checked_on, valid_until, reference, noted_at, noted_by) "
	       "VALUES (?, NULLIF(?, 0), ?, ?, ?, ?, NULLIF(?, ''), ?, ?)",
	.params = "iiibddsti" };

static const struct statement void_check = {
	.sql = "UPDATE vetting_check SET voided_at = ?, voided_by = ?, void_reason = 'error' WHERE id = ? AND family_id = ? "
	       "AND voided_at IS NULL",
	.params = "tiii" };

static const struct statement noted_by = {
	.sql = "SELECT COUNT(*) AS n FROM vetting_check WHERE id = ? AND noted_by = ?", .params = "ii", .row = &db_number };

/* Since the family was approved last. */
static const struct statement voided_by = {
	.sql = "SELECT COUNT(*) AS n FROM vetting_check v WHERE v.family_id = ? AND v.voided_by = ? AND NOT EXISTS "
	       "(SELECT 1 FROM family_approval a WHERE a.family_id = v.family_id AND a.approved_at > v.voided_at)",
	.params = "ii", .row = &db_number };

static const struct statement keep_approval = {
	.sql = "INSERT INTO family_approval (family_id, approved_at, approved_by) VALUES (?, ?, ?)", .params = "iti" };

static const struct statement approve = {
	.sql = "UPDATE family SET approved_at = ?, approved_by = ?, approved_until = ?, renewal_asked_at = NULL, decided_by = ?, "
	       "reason = NULL, updated_at = ? WHERE id = ?",
	.params = "tiditi" };

static const struct statement suspend = {
	.sql = "UPDATE family SET suspended_at = ?, decided_by = ?, reason = ?, updated_at = ? WHERE id = ?", .params = "tisti" };

static const struct statement resume = {
	.sql = "UPDATE family SET suspended_at = NULL, decided_by = ?, reason = NULL, updated_at = ? WHERE id = ?", .params = "iti" };

static const struct statement deny = {
	.sql = "UPDATE family SET denied_at = ?, decided_by = ?, reason = ?, updated_at = ? WHERE id = ?", .params = "tisti" };

static const struct statement live_pairs = {
	.sql = "SELECT COUNT(*) AS n FROM pair WHERE family_id = ? AND live", .params = "i", .row = &db_number };

const struct statement *const family_decide_statements[] = {
	&take_up, &newest_rule, &adult_there, &insert_check, &void_check, &noted_by, &voided_by, &keep_approval, &approve, &suspend,
	&resume, &deny, &live_pairs, NULL };

static enum err refuse(const char **refusal, const char *word)
{
	*refusal = word;
	return E_CONFLICT;
}

/* The family within the actor's scope, its row locked. */
static enum err begin(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct vetted_family *out)
{
	struct vetted_family found;

	TRY(audit_lock(db, arena));
	TRY(family_desk_find(db, arena, actor->unit_path, code, &found));
	return vetting_lock(db, arena, found.id, out);
}

static enum err write_trail(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			    const struct vetted_family *family, const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .subject = family_subject(arena, family->code), .unit_path = family->path,
					   .reason = reason, .detail = detail };

	return audit_write(db, arena, actor, &event, now);
}

enum err family_take_up(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			const char **refusal)
{
	struct vetted_family family;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state != FAMILY_APPLIED)
		return refuse(refusal, "state");
	TRY(db_run(db, &take_up, NULL, now, now, family.id));
	return write_trail(db, arena, actor, "family_take_up", &family, NULL, NULL, now);
}

static enum err refuse_field(struct family_refusal *out, const char *field, const char *reason)
{
	*out = (struct family_refusal){ field, reason };
	return E_INVALID;
}

/* Of a rule of the newest list, of the family or of somebody who lives there, and not run out already. */
static enum err check_wish(struct db *db, struct arena *arena, int64_t family_id, const struct check_wish *wish, struct date today,
			   struct date *valid_until, struct family_refusal *field)
{
	struct wanted_rule rule;
	int64_t there = 0;
	enum err err = db_one(db, arena, &newest_rule, &rule, wish->rule_id);

	if (err == OK && rule.covers == COVERS_ADULT)
		err = db_one(db, arena, &adult_there, &there, wish->adult_id, family_id);
	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (err == E_NOT_FOUND || (rule.covers == COVERS_ADULT) != (there > 0) || (rule.covers == COVERS_FAMILY && wish->adult_id != 0))
		return refuse_field(field, "rule", "unknown");
	if (wish->checked_on.day > today.day)
		return refuse_field(field, "checked_on", "future");
	if (wish->checked_on.day + rule.valid_days < today.day)
		return refuse_field(field, "checked_on", "over");
	*valid_until = (struct date){ wish->checked_on.day + (int32_t)rule.valid_days };
	return OK;
}

enum err family_note_check(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const struct check_wish *wish,
			   struct timestamp now, struct family_refusal *field, const char **refusal)
{
	struct vetted_family family;
	struct date valid_until;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state == FAMILY_APPLIED || family.state == FAMILY_WITHDRAWN || family.state == FAMILY_DENIED)
		return refuse(refusal, "state");
	TRY(check_wish(db, arena, family.id, wish, date_at(now), &valid_until, field));
	TRY(db_run(db, &insert_check, NULL, family.id, wish->adult_id, wish->rule_id, wish->passed, wish->checked_on, valid_until,
		   wish->reference, now, actor->account_id));
	TRY(write_trail(db, arena, actor, "family_check", &family, NULL,
			arena_print(arena, "{\"check\":%" PRId64 ",\"rule\":%" PRId64 ",\"passed\":%s}", db_last_id(db), wish->rule_id,
				    wish->passed ? "true" : "false"), now));
	return vetting_refresh(db, arena, actor, family.id, now, NULL);
}

enum err family_void_check(struct db *db, struct arena *arena, const struct actor *actor, const char *code, int64_t check_id,
			   const char *reason, struct timestamp now)
{
	struct vetted_family family;
	uint64_t voided;

	TRY(begin(db, arena, actor, code, &family));
	TRY(db_run(db, &void_check, &voided, now, actor->account_id, check_id, family.id));
	if (voided == 0)
		return E_NOT_FOUND;
	TRY(write_trail(db, arena, actor, "family_check", &family, reason,
			arena_print(arena, "{\"check\":%" PRId64 ",\"voided\":true}", check_id), now));
	return vetting_refresh(db, arena, actor, family.id, now, NULL);
}

/* Maker is not checker: who noted any of the checks that count does not approve upon them, and who voided one not on what is left. */
static enum err check_other_person(struct db *db, struct arena *arena, const struct actor *actor, int64_t family_id, struct rows items,
				   const char **refusal)
{
	const struct vetting_item *item = items.row;
	int64_t own;

	for (size_t i = 0; i < items.count; i++) {
		TRY(db_one(db, arena, &noted_by, &own, item[i].check_id, actor->account_id));
		if (own > 0)
			return refuse(refusal, "same_person");
	}
	TRY(db_one(db, arena, &voided_by, &own, family_id, actor->account_id));
	return own > 0 ? refuse(refusal, "voided") : OK;
}

enum err family_approve(struct db *db, struct arena *arena, const struct actor *actor, const char *code, struct timestamp now,
			const char **refusal)
{
	struct vetted_family family;
	struct buffer detail;
	struct date until;
	struct rows items;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state != FAMILY_VETTING && family.state != FAMILY_APPROVED)
		return refuse(refusal, "state");
	TRY(vetting_list(db, arena, family.id, date_at(now), &items));
	if (!vetting_holds_until(items, &until))
		return refuse(refusal, "missing");
	TRY(check_other_person(db, arena, actor, family.id, items, refusal));
	TRY(db_run(db, &keep_approval, NULL, family.id, now, actor->account_id));
	TRY(db_run(db, &approve, NULL, now, actor->account_id, until, actor->account_id, now, family.id));
	buffer_init(&detail, arena, 64);
	buffer_append_string(&detail, "{\"approved_until\":\"");
	date_append(&detail, until);
	buffer_append_string(&detail, "\"}");
	return write_trail(db, arena, actor, "family_approve", &family, NULL, detail.data, now);
}

enum err family_suspend(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
			struct timestamp now, const char **refusal)
{
	struct vetted_family family;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state != FAMILY_VETTING && family.state != FAMILY_APPROVED)
		return refuse(refusal, "state");
	TRY(db_run(db, &suspend, NULL, now, actor->account_id, reason, now, family.id));
	TRY(write_trail(db, arena, actor, "family_suspend", &family, reason, NULL, now));
	return vetting_pause_pairs(db, arena, actor, family.id, now);
}

enum err family_resume(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
		       struct timestamp now, const char **refusal)
{
	struct vetted_family family;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state != FAMILY_SUSPENDED)
		return refuse(refusal, "state");
	TRY(db_run(db, &resume, NULL, actor->account_id, now, family.id));
	return write_trail(db, arena, actor, "family_resume", &family, reason, NULL, now);
}

enum err family_deny(struct db *db, struct arena *arena, const struct actor *actor, const char *code, const char *reason,
		     struct timestamp now, const char **refusal)
{
	struct vetted_family family;
	int64_t pairs;

	TRY(begin(db, arena, actor, code, &family));
	if (family.state == FAMILY_WITHDRAWN || family.state == FAMILY_DENIED)
		return refuse(refusal, "state");
	TRY(db_one(db, arena, &live_pairs, &pairs, family.id));
	if (pairs > 0)
		return refuse(refusal, "paired");
	TRY(db_run(db, &deny, NULL, now, actor->account_id, reason, now, family.id));
	return write_trail(db, arena, actor, "family_deny", &family, reason, NULL, now);
}
