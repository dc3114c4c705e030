#include <string.h>

#include "crypt/password.h"
#include "crypt/totp.h"
#include "domain/office/audit.h"
#include "domain/office/delay.h"
#include "domain/office/sealed_places.h"
#include "domain/office/second_factor.h"
#include "domain/office/sign_in.h"
#include "domain/office/sign_in_parts.h"

struct authenticator {
	const char *password_hash, *sso_name;
	struct bytes totp_secret_sealed;
	struct timestamp totp_confirmed_at;
	int64_t totp_last_step;
};

static const struct shape authenticator_shape = SHAPE(authenticator,
	COLUMN(authenticator, password_hash, .nullable = true), COLUMN(authenticator, sso_name, .nullable = true),
	COLUMN(authenticator, totp_secret_sealed, .nullable = true), COLUMN(authenticator, totp_confirmed_at, .nullable = true),
	COLUMN(authenticator, totp_last_step));

static const struct statement of_account = {
	.sql = "SELECT password_hash, sso_name, totp_secret_sealed, totp_confirmed_at, totp_last_step FROM account WHERE id = ?",
	.params = "i", .row = &authenticator_shape };

static const struct statement offer = {
	.sql = "UPDATE account SET totp_secret_sealed = ? WHERE id = ? AND totp_secret_sealed IS NULL AND totp_confirmed_at IS NULL",
	.params = "xi" };

static const struct statement confirm = {
	.sql = "UPDATE account SET password_hash = COALESCE(?, password_hash), password_changed_at = ?, password_must_change = FALSE, "
	       "totp_confirmed_at = ?, totp_last_step = ? WHERE id = ? AND totp_confirmed_at IS NULL AND disabled_at IS NULL",
	.params = "sttii" };

static const struct statement set_password = {
	.sql = "UPDATE account SET password_hash = ?, password_changed_at = ?, password_must_change = FALSE WHERE id = ?",
	.params = "sti" };

static const struct statement make_full = {
	.sql = "UPDATE staff_session SET stage = 'full', second_factor_at = ? WHERE id = ? AND ended_at IS NULL", .params = "ti" };

static const struct statement renew = {
	.sql = "UPDATE staff_session SET second_factor_at = ? WHERE id = ? AND ended_at IS NULL", .params = "ti" };

const struct statement *const enrol_statements[] = {
	&of_account, &offer, &confirm, &set_password, &make_full, &renew, NULL };

static enum err write_event(struct db *db, struct arena *arena, const struct actor *actor, const char *action,
			    enum audit_outcome outcome, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = outcome,
					   .subject = arena_print(arena, "account:%s", actor->login) };

	return audit_write(db, arena, actor, &event, now);
}

static enum err open_secret(const struct keyring *keyring, struct arena *arena, const struct actor *actor,
			    const struct authenticator *authenticator, const char **out)
{
	struct secret secret;

	TRY(seal_open(keyring, arena, place_in(&place_account_totp_secret, actor->login), authenticator->totp_secret_sealed,
		      &secret));
	if (secret.hidden == NULL)
		return E_CONFLICT;
	*out = secret.hidden;
	return OK;
}

enum err enrol_secret(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		      const char **secret)
{
	const struct place place = place_in(&place_account_totp_secret, actor->login);
	struct authenticator authenticator;

	/* Two displays at once offer the same: the first to store wins, both read it. */
	TRY(db_run(db, &offer, NULL, seal_text(keyring, arena, place, totp_secret_new(arena)), actor->account_id));
	TRY(db_one(db, arena, &of_account, &authenticator, actor->account_id));
	if (!timestamp_is_none(authenticator.totp_confirmed_at))
		return E_CONFLICT;
	return open_secret(keyring, arena, actor, &authenticator, secret);
}

static enum err refuse(struct enrol_refusal *refusal, const char *field, const char *reason)
{
	*refusal = (struct enrol_refusal){ field, reason };
	return E_INVALID;
}

/* NULL where the portal knows the password and we do not. */
static enum err new_password(struct arena *arena, const struct actor *actor, const struct authenticator *authenticator,
			     const char *password, const char **hash, struct enrol_refusal *refusal)
{
	const char *objection = password_objection(password, actor->login);
	bool same;

	if (authenticator->sso_name != NULL) {
		*hash = NULL;
		return OK;
	}
	if (objection != NULL)
		return refuse(refusal, "password", objection);
	TRY(password_matches(authenticator->password_hash, password, &same));
	if (same)
		return refuse(refusal, "password", "same");
	return password_hash(arena, password, hash);
}

enum err enrol_confirm(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		       const char *password, const char *code, struct timestamp now, const char *const **recovery,
		       struct enrol_refusal *refusal)
{
	struct authenticator authenticator;
	const char *secret, *hash;
	const char *const *codes;
	uint64_t confirmed = 0;
	int64_t step;
	enum err err;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &of_account, &authenticator, actor->account_id));
	if (!timestamp_is_none(authenticator.totp_confirmed_at))
		return E_CONFLICT;
	TRY(open_secret(keyring, arena, actor, &authenticator, &secret));
	err = totp_check(secret, code, now, authenticator.totp_last_step, &step);
	if (err == E_DENIED)
		return refuse(refusal, "code", "wrong");
	TRY(err);
	TRY(new_password(arena, actor, &authenticator, password, &hash, refusal));
	TRY(db_run(db, &confirm, &confirmed, hash, now, now, step, actor->account_id));
	if (confirmed == 0)
		return E_CONFLICT;
	TRY(recovery_codes_replace(db, arena, actor->account_id, actor->login, now, &codes));
	TRY(sessions_end_but(db, actor->account_id, actor->session_id, now));
	TRY(db_run(db, &make_full, NULL, now, actor->session_id));
	TRY(write_event(db, arena, actor, "enrol", AUDIT_DONE, now));
	*recovery = codes;
	return OK;
}

/* One change of a password, over its transactions: Argon2id takes its time outside of them. */
struct change {
	struct db *db;
	struct arena *arena;
	const struct actor *actor;
	struct authenticator authenticator;
	struct timestamp now;
	struct delay delay;
	int64_t wait_seconds;
	const char *hash;		/* the new one */
	struct enrol_refusal refusal;	/* no field: none */
};

static enum err take_turn_to_change(void *context)
{
	struct change *change = context;

	return delay_begin(change->db, change->arena, &change->delay, 1, change->now, &change->wait_seconds);
}

static enum err judge_change(struct change *change, const char *old, const char *fresh)
{
	enum err err;
	bool right;

	TRY(password_matches(change->authenticator.password_hash, old, &right));
	err = right ? new_password(change->arena, change->actor, &change->authenticator, fresh, &change->hash, &change->refusal)
		    : refuse(&change->refusal, "old", "wrong");
	return err == E_INVALID ? OK : err;
}

/* Good or bad, it commits: who tried stays in the trail, and who knew the old password has nothing to wait for. */
static enum err conclude_change(void *context)
{
	struct change *change = context;
	struct authenticator now;

	if (change->refusal.field != NULL && strcmp(change->refusal.field, "old") != 0)
		return delay_forgive(change->db, &change->delay, true);
	TRY(audit_lock(change->db, change->arena));
	if (change->refusal.field != NULL)
		return write_event(change->db, change->arena, change->actor, "password_change", AUDIT_REFUSED, change->now);
	TRY(db_one(change->db, change->arena, &of_account, &now, change->actor->account_id));
	if (now.password_hash == NULL || strcmp(now.password_hash, change->authenticator.password_hash) != 0)
		return E_CONFLICT;
	TRY(db_run(change->db, &set_password, NULL, change->hash, change->now, change->actor->account_id));
	TRY(sessions_end_but(change->db, change->actor->account_id, change->actor->session_id, change->now));
	TRY(delay_forgive(change->db, &change->delay, true));
	return write_event(change->db, change->arena, change->actor, "password_change", AUDIT_DONE, change->now);
}

enum err password_change(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *old,
			 const char *fresh, struct timestamp now, int64_t *wait_seconds, struct enrol_refusal *refusal)
{
	struct change change = { .db = db, .arena = arena, .actor = actor, .now = now,
		.delay = { "password", blind_index(keyring, arena, "password.login", actor->login), 0 } };
	enum err err;

	TRY(db_one(db, arena, &of_account, &change.authenticator, actor->account_id));
	if (change.authenticator.sso_name != NULL || change.authenticator.password_hash == NULL)
		return E_CONFLICT;
	err = db_transaction_committed(db, take_turn_to_change, NULL, &change, NULL);
	if (err == E_BUSY && change.wait_seconds > 0)
		*wait_seconds = change.wait_seconds;
	TRY(err);
	TRY(judge_change(&change, old, fresh));
	TRY(db_transaction(db, conclude_change, NULL, &change, NULL));
	if (change.refusal.field == NULL)
		return OK;
	*refusal = change.refusal;
	return E_INVALID;
}

/* One renewal, over its transactions. */
struct renewal {
	struct db *db;
	struct arena *arena;
	const struct actor *actor;
	struct enrolment enrolment;
	struct factor factor;
	struct timestamp now;
	struct delay delay;
	int64_t wait_seconds;
	bool denied;
};

static enum err take_turn(void *context)
{
	struct renewal *renewal = context;

	return delay_begin(renewal->db, renewal->arena, &renewal->delay, 1, renewal->now, &renewal->wait_seconds);
}

static enum err conclude(void *context)
{
	struct renewal *renewal = context;
	enum err err;

	TRY(audit_lock(renewal->db, renewal->arena));
	err = factor_use(renewal->db, &renewal->enrolment, &renewal->factor, renewal->now);
	renewal->denied = err == E_DENIED;
	if (renewal->denied)
		return write_event(renewal->db, renewal->arena, renewal->actor, "second_factor", AUDIT_REFUSED, renewal->now);
	TRY(err);
	TRY(db_run(renewal->db, &renew, NULL, renewal->now, renewal->actor->session_id));
	TRY(delay_forgive(renewal->db, &renewal->delay, true));
	return write_event(renewal->db, renewal->arena, renewal->actor, "second_factor", AUDIT_DONE, renewal->now);
}

enum err second_factor_renew(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			     const char *code, struct timestamp now, int64_t *wait_seconds)
{
	struct authenticator authenticator;
	/* Counted apart from signing in: who only knows the login cannot slow down who is in. */
	struct renewal renewal = { .db = db, .arena = arena, .actor = actor, .now = now,
		.delay = { "second_factor", blind_index(keyring, arena, "second_factor.login", actor->login), 0 } };
	enum err err;

	TRY(db_one(db, arena, &of_account, &authenticator, actor->account_id));
	if (timestamp_is_none(authenticator.totp_confirmed_at))
		return E_DENIED;
	renewal.enrolment = (struct enrolment){ actor->account_id, actor->login, authenticator.totp_secret_sealed,
						authenticator.totp_last_step };
	err = db_transaction_committed(db, take_turn, NULL, &renewal, NULL);
	if (err == E_BUSY && renewal.wait_seconds > 0)
		*wait_seconds = renewal.wait_seconds;
	TRY(err);
	TRY(factor_read(keyring, arena, &renewal.enrolment, code, now, &renewal.factor));
	TRY(db_transaction(db, conclude, NULL, &renewal, NULL));
	return renewal.denied ? E_DENIED : OK;
}
