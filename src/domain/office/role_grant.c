#include <string.h>

#include "domain/office/account.h"
#include "domain/office/account_parts.h"
#include "domain/office/audit.h"
#include "domain/office/sign_in_parts.h"
#include "domain/office/unit.h"

const struct shape role_grant_shape = SHAPE(role_grant,
	COLUMN(role_grant, id), COLUMN(role_grant, role, .names = office_role_names), COLUMN(role_grant, unit_id),
	COLUMN(role_grant, unit_name), COLUMN(role_grant, unit_path), COLUMN(role_grant, granted_at),
	COLUMN(role_grant, granted_by, .nullable = true));

static const struct statement live_of_account = {
	.sql = "SELECT g.id, g.role, g.unit_id, u.name AS unit_name, u.path AS unit_path, g.granted_at, b.login AS granted_by "
	       "FROM role_grant g JOIN unit u ON u.id = g.unit_id LEFT JOIN account b ON b.id = g.granted_by "
	       "WHERE g.account_id = ? AND g.revoked_at IS NULL ORDER BY g.id",
	.params = "i", .row = &role_grant_shape };

/* A live grant, to be taken away. */
struct holder {
	int64_t account_id;
	const char *login, *unit_path;
	enum office_role role;
	int64_t unit_id;
};

static const struct shape holder_shape = SHAPE(holder,
	COLUMN(holder, account_id), COLUMN(holder, login), COLUMN(holder, unit_path),
	COLUMN(holder, role, .names = office_role_names), COLUMN(holder, unit_id));

static const struct statement holder_of = {
	.sql = "SELECT g.account_id, a.login, u.path AS unit_path, g.role, g.unit_id FROM role_grant g "
	       "JOIN account a ON a.id = g.account_id JOIN unit u ON u.id = g.unit_id WHERE g.id = ? AND g.revoked_at IS NULL",
	.params = "i", .row = &holder_shape };

static const struct statement insert = {
	.sql = "INSERT INTO role_grant (account_id, role, unit_id, granted_at, granted_by) VALUES (?, ?, ?, ?, NULLIF(?, 0))",
	.params = "isiti" };

static const struct statement revoke = {
	.sql = "UPDATE role_grant SET revoked_at = ?, revoked_by = NULLIF(?, 0) WHERE id = ? AND revoked_at IS NULL",
	.params = "tii" };

const struct statement *const role_grant_statements[] = { &live_of_account, &holder_of, &insert, &revoke, NULL };

static const struct statement count_held = {
	.sql = "SELECT COUNT(*) AS n FROM role_grant g JOIN account a ON a.id = g.account_id WHERE g.account_id = ? AND "
	       "g.revoked_at IS NULL AND g.role = ? AND ? LIKE CONCAT(g.path, '%') AND g.path <> '' AND a.disabled_at IS NULL",
	.params = "iss", .row = &db_number };

const struct statement *const role_held_statements[] = { &count_held, NULL };

enum err role_is_held(struct db *db, struct arena *arena, int64_t account_id, const char *role, const char *path, bool *held)
{
	int64_t count = 1;

	if (account_id != 0)
		TRY(db_one(db, arena, &count_held, &count, account_id, role, path));
	*held = count > 0;
	return OK;
}

/* At which kinds of unit a role is held: a bit per kind. */
static const unsigned kinds_of_role[office_roles] = {
	[ROLE_CITY] = 1u << UNIT_CITY | 1u << UNIT_DEPARTMENT,
	[ROLE_COUNTY] = 1u << UNIT_COUNTY,
	[ROLE_TOWNSHIP] = 1u << UNIT_TOWNSHIP,
	[ROLE_SCHOOL] = 1u << UNIT_SCHOOL,
	[ROLE_CHARITY] = 1u << UNIT_CHARITY,
	[ROLE_SYSTEM] = 1u << UNIT_CITY | 1u << UNIT_COUNTY,
	[ROLE_SAFETY] = 1u << UNIT_CITY | 1u << UNIT_COUNTY,
	[ROLE_AUDIT] = 1u << UNIT_CITY,
};

bool role_is_administrator(enum office_role role)
{
	return role == ROLE_SYSTEM || role == ROLE_SAFETY || role == ROLE_AUDIT;
}

enum err account_grants(struct db *db, struct arena *arena, int64_t id, struct rows *out)
{
	return db_all(db, arena, &live_of_account, out, id);
}

static enum err refuse(struct account_refusal *refusal, const char *field, const char *reason)
{
	*refusal = (struct account_refusal){ field, reason };
	return E_INVALID;
}

/* An administrator's role goes with no other: the three stand apart from each other and from the work they watch. */
static const char *conflict(const struct rows *held, enum office_role role, int64_t unit_id)
{
	const struct role_grant *grant = held->row;

	for (size_t i = 0; i < held->count; i++) {
		if (grant[i].role == role && grant[i].unit_id == unit_id)
			return "held";
		if (grant[i].role != role && (role_is_administrator(role) || role_is_administrator(grant[i].role)))
			return "apart";
	}
	return NULL;
}

static enum err check_unit(struct db *db, struct arena *arena, const struct actor *actor, enum office_role role, int64_t unit_id,
			   struct timestamp now, struct account_refusal *refusal)
{
	struct unit unit;
	const enum err err = unit_find(db, arena, actor->unit_path, unit_id, &unit);

	if (err == E_NOT_FOUND)
		return refuse(refusal, "unit", "outside");
	TRY(err);
	if ((kinds_of_role[role] & 1u << unit.kind) == 0 ||
	    (!date_is_none(unit.valid_to) && unit.valid_to.day <= date_at(now).day))
		return refuse(refusal, "unit", "wrong_unit");
	return OK;
}

static const char *detail_of(struct arena *arena, enum office_role role, int64_t unit_id)
{
	return arena_print(arena, "{\"role\":\"%s\",\"unit\":%lld}", office_role_names[role], (long long)unit_id);
}

enum err role_grant_add(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, enum office_role role,
			int64_t unit_id, struct timestamp now, struct account_refusal *refusal)
{
	struct account account;
	struct rows held;
	const char *objection;

	TRY(audit_lock(db, arena));
	TRY(account_find(db, arena, actor->unit_path, account_id, &account));
	if (account_id == actor->account_id)
		return refuse(refusal, "account", "own");
	if (role >= office_roles)
		return refuse(refusal, "role", "wrong_unit");
	if (!timestamp_is_none(account.disabled_at))
		return E_CONFLICT;
	TRY(check_unit(db, arena, actor, role, unit_id, now, refusal));
	TRY(account_grants(db, arena, account_id, &held));
	objection = conflict(&held, role, unit_id);
	if (objection != NULL)
		return refuse(refusal, "role", objection);
	TRY(db_run(db, &insert, NULL, account_id, office_role_names[role], unit_id, now, actor->account_id));
	return account_write_event(db, arena, actor, "role_grant", account.login, NULL, detail_of(arena, role, unit_id), now);
}

enum err role_grant_revoke(struct db *db, struct arena *arena, const struct actor *actor, int64_t grant_id, const char *reason,
			   struct timestamp now)
{
	struct holder holder;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &holder_of, &holder, grant_id));
	if (!scope_holds(actor->unit_path, holder.unit_path))
		return E_NOT_FOUND;
	if (holder.account_id == actor->account_id)
		return E_DENIED;
	TRY(db_run(db, &revoke, NULL, now, actor->account_id, grant_id));
	TRY(sessions_end_of_grant(db, grant_id, now));
	return account_write_event(db, arena, actor, "role_revoke", holder.login, reason,
				   detail_of(arena, holder.role, holder.unit_id), now);
}
