#include <string.h>

#include "crypt/token.h"
#include "domain/office/account.h"
#include "domain/office/audit.h"
#include "domain/office/sign_in.h"
#include "domain/office/sign_in_parts.h"

const char *const session_stage_names[] = { "enrolling", "full", NULL };

static const char *const method_names[] = { "password", "sso", NULL };
enum method { BY_PASSWORD, BY_SSO };

/* A session with its account and the role acted in. */
struct session {
	int64_t session_id, account_id, grant_id, unit_id;
	const char *login, *name, *sso_name, *unit_path, *unit_name;
	enum method method;
	enum session_stage stage;
	enum office_role role;
	struct timestamp started_at, seen_at, second_factor_at, ended_at, disabled_at, revoked_at;
};

static const struct shape session_shape = SHAPE(session,
	COLUMN(session, session_id), COLUMN(session, account_id), COLUMN(session, grant_id), COLUMN(session, unit_id),
	COLUMN(session, login), COLUMN(session, name), COLUMN(session, sso_name, .nullable = true), COLUMN(session, unit_path),
	COLUMN(session, unit_name), COLUMN(session, method, .names = method_names),
	COLUMN(session, stage, .names = session_stage_names), COLUMN(session, role, .names = office_role_names),
	COLUMN(session, started_at), COLUMN(session, seen_at), COLUMN(session, second_factor_at, .nullable = true),
	COLUMN(session, ended_at, .nullable = true), COLUMN(session, disabled_at, .nullable = true),
	COLUMN(session, revoked_at, .nullable = true));

static const struct statement by_token = {
	.sql = "SELECT s.id AS session_id, s.account_id, g.id AS grant_id, g.unit_id, a.login, a.name, a.sso_name, "
	       "u.path AS unit_path, u.name AS unit_name, s.method, s.stage, g.role, s.started_at, s.seen_at, s.second_factor_at, "
	       "s.ended_at, a.disabled_at, g.revoked_at FROM staff_session s JOIN account a ON a.id = s.account_id "
	       "JOIN role_grant g ON g.id = s.grant_id JOIN unit u ON u.id = g.unit_id WHERE s.token_digest = ?",
	.params = "x", .row = &session_shape };

/* Of many requests at once the first moves it; the others match no row any more and wait for nothing else. */
static const struct statement see = {
	.sql = "UPDATE staff_session SET seen_at = ? WHERE id = ? AND seen_at <= ? AND ended_at IS NULL", .params = "tit" };

static const struct statement end_one = {
	.sql = "UPDATE staff_session SET ended_at = ? WHERE id = ? AND account_id = ? AND ended_at IS NULL", .params = "tii" };

static const struct statement end_others = {
	.sql = "UPDATE staff_session SET ended_at = ? WHERE account_id = ? AND id <> ? AND ended_at IS NULL", .params = "tii" };

static const struct statement end_acting = {
	.sql = "UPDATE staff_session SET ended_at = ? WHERE grant_id = ? AND ended_at IS NULL", .params = "ti" };

static const struct statement rotate = {
	.sql = "UPDATE staff_session SET token_digest = ? WHERE id = ? AND ended_at IS NULL", .params = "xi" };

static const struct statement choose_grant = {
	.sql = "UPDATE staff_session s JOIN role_grant g ON g.account_id = s.account_id SET s.grant_id = g.id "
	       "WHERE s.id = ? AND s.ended_at IS NULL AND g.id = ? AND g.revoked_at IS NULL",
	.params = "ii" };

const struct shape session_row_shape = SHAPE(session_row,
	COLUMN(session_row, id), COLUMN(session_row, address), COLUMN(session_row, browser), COLUMN(session_row, started_at),
	COLUMN(session_row, seen_at), COLUMN(session_row, own));

static const struct statement list_live = {
	.sql = "SELECT id, address, browser, started_at, seen_at, id = ? AS own FROM staff_session "
	       "WHERE account_id = ? AND ended_at IS NULL AND seen_at > ? AND started_at > ? ORDER BY seen_at DESC, id DESC",
	.params = "iitt", .row = &session_row_shape };

const struct statement *const session_statements[] = {
	&by_token, &see, &end_one, &end_others, &end_acting, &rotate, &choose_grant, &list_live, NULL };

static const int64_t minute_us = INT64_C(60000000);

static struct timestamp minutes_before(struct timestamp now, int64_t minutes)
{
	return (struct timestamp){ now.us - minutes * minute_us };
}

/* A session that came by the portal is that person's only while the portal says so, with each request. */
static bool is_still_verified(const struct session *session, const char *sso_name)
{
	return session->method != BY_SSO ||
	       (sso_name != NULL && session->sso_name != NULL && strcmp(sso_name, session->sso_name) == 0);
}

static enum session_state state_of(const struct session *session, const char *sso_name, struct timestamp now)
{
	if (!is_still_verified(session, sso_name))
		return SESSION_NONE;
	if (!timestamp_is_none(session->ended_at) || !timestamp_is_none(session->disabled_at) ||
	    !timestamp_is_none(session->revoked_at))
		return SESSION_OVER;
	if (session->seen_at.us <= minutes_before(now, session_idle_minutes).us)
		return SESSION_IDLE;
	return session->started_at.us <= minutes_before(now, session_absolute_hours * 60).us ? SESSION_OVER : SESSION_LIVE;
}

enum err session_find(struct db *db, struct arena *arena, const char *token, const char *sso_name, bool still, struct timestamp now,
		      enum session_state *state, enum session_stage *stage, struct actor *actor)
{
	struct session session;
	enum session_state found;
	enum err err = E_NOT_FOUND;

	if (token_is_well_formed(token))
		err = db_one(db, arena, &by_token, &session, digest_text(arena, token));
	if (err == E_NOT_FOUND) {
		*state = SESSION_NONE;
		return OK;
	}
	TRY(err);
	found = state_of(&session, sso_name, now);
	if (found == SESSION_LIVE && !still && session.seen_at.us <= minutes_before(now, 1).us)
		TRY(db_run(db, &see, NULL, now, session.session_id, minutes_before(now, 1)));
	if (found == SESSION_LIVE) {
		*stage = session.stage;
		*actor = (struct actor){ .account_id = session.account_id, .login = session.login, .name = session.name,
					 .role = session.role, .unit_id = session.unit_id, .unit_path = session.unit_path,
					 .unit_name = session.unit_name, .session_id = session.session_id,
					 .grant_id = session.grant_id, .second_factor_at = session.second_factor_at };
	} else if (found == SESSION_IDLE) {
		*actor = (struct actor){ .account_id = session.account_id, .login = session.login };
	}
	*state = found;
	return OK;
}

static enum err write_event(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *subject,
			    struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = AUDIT_DONE, .subject = subject };

	return audit_write(db, arena, actor, &event, now);
}

enum err session_rotate(struct db *db, struct arena *arena, const struct actor *actor, const char **token)
{
	const char *fresh = token_new(arena);
	uint64_t rotated = 0;

	TRY(db_run(db, &rotate, &rotated, digest_text(arena, fresh), actor->session_id));
	if (rotated == 0)
		return E_NOT_FOUND;
	*token = fresh;
	return OK;
}

enum err session_end(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now)
{
	TRY(write_event(db, arena, actor, "sign_out", arena_print(arena, "account:%s", actor->login), now));
	return db_run(db, &end_one, NULL, now, actor->session_id, actor->account_id);
}

/* Whose sessions the actor may look at and end: one's own, and those of accounts one looks after. */
static enum err find_owner(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, const char **login)
{
	struct account account;

	if (account_id == actor->account_id) {
		*login = actor->login;
		return OK;
	}
	if (!right_held(actor->role, ACTION_ACCOUNT_VIEW))
		return E_NOT_FOUND;
	TRY(account_find(db, arena, actor->unit_path, account_id, &account));
	*login = account.login;
	return OK;
}

enum err session_revoke(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, int64_t session_id,
			struct timestamp now)
{
	uint64_t ended = 0;
	const char *login;

	TRY(audit_lock(db, arena));
	TRY(find_owner(db, arena, actor, account_id, &login));
	if (account_id != actor->account_id && !right_held(actor->role, ACTION_ACCOUNT_EDIT))
		return E_DENIED;
	TRY(db_run(db, &end_one, &ended, now, session_id, account_id));
	if (ended == 0)
		return E_NOT_FOUND;
	return write_event(db, arena, actor, "session_revoke", arena_print(arena, "account:%s", login), now);
}

enum err session_choose_grant(struct db *db, struct arena *arena, const struct actor *actor, int64_t grant_id, struct timestamp now)
{
	uint64_t chosen = 0;

	TRY(audit_lock(db, arena));
	TRY(db_run(db, &choose_grant, &chosen, actor->session_id, grant_id));
	if (chosen == 0)
		return E_NOT_FOUND;
	return write_event(db, arena, actor, "role_choose", arena_print(arena, "role_grant:%lld", (long long)grant_id), now);
}

enum err session_list(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, struct timestamp now,
		      struct rows *out)
{
	const char *login;

	TRY(find_owner(db, arena, actor, account_id, &login));
	return db_all(db, arena, &list_live, out, actor->session_id, account_id, minutes_before(now, session_idle_minutes),
		      minutes_before(now, session_absolute_hours * 60));
}

enum err sessions_end_but(struct db *db, int64_t account_id, int64_t session_id, struct timestamp now)
{
	return db_run(db, &end_others, NULL, now, account_id, session_id);
}

enum err sessions_end_of_grant(struct db *db, int64_t grant_id, struct timestamp now)
{
	return db_run(db, &end_acting, NULL, now, grant_id);
}
