#include "domain/office/sign_in.h"

#include <string.h>

#include "base/text.h"
#include "crypt/password.h"
#include "crypt/seal.h"
#include "crypt/token.h"
#include "domain/office/audit.h"
#include "domain/office/delay.h"
#include "domain/office/second_factor.h"

/* As much of an account as decides whether its person may come in. */
struct signer {
	int64_t id;
	const char *login, *name, *sso_name, *password_hash;
	struct bytes totp_secret_sealed;
	struct timestamp totp_confirmed_at, disabled_at;
	int64_t totp_last_step;
	bool demo;
};

static const struct shape signer_shape = SHAPE(signer,
	COLUMN(signer, id), COLUMN(signer, login), COLUMN(signer, name), COLUMN(signer, sso_name, .nullable = true),
	COLUMN(signer, password_hash, .nullable = true), COLUMN(signer, totp_secret_sealed, .nullable = true),
	COLUMN(signer, totp_confirmed_at, .nullable = true), COLUMN(signer, disabled_at, .nullable = true),
	COLUMN(signer, totp_last_step), COLUMN(signer, demo));

#define SIGNER                                                                                                             \
	"SELECT id, login, name, sso_name, password_hash, totp_secret_sealed, totp_confirmed_at, disabled_at, totp_last_step, " \
	"demo FROM account WHERE "

static const struct statement by_login = { .sql = SIGNER "login = ?", .params = "s", .row = &signer_shape };
static const struct statement by_sso_name = { .sql = SIGNER "sso_name = ?", .params = "s", .row = &signer_shape };

struct known {
	int64_t sessions;
};

static const struct shape known_shape = SHAPE(known, COLUMN(known, sessions));

static const struct statement sessions_from = {
	.sql = "SELECT COUNT(*) AS sessions FROM staff_session WHERE account_id = ? AND address = ? AND stage = 'full' AND "
	       "started_at > ? - INTERVAL 30 DAY",
	.params = "ist", .row = &known_shape };

struct held_grant {
	int64_t id, unit_id;
	enum office_role role;
	const char *unit_path, *unit_name;
};

static const struct shape held_grant_shape = SHAPE(held_grant,
	COLUMN(held_grant, id), COLUMN(held_grant, unit_id), COLUMN(held_grant, role, .names = office_role_names),
	COLUMN(held_grant, unit_path), COLUMN(held_grant, unit_name));

/* The one acted in last, if it still is one; else the first. */
static const struct statement grant_to_act_in = {
	.sql = "SELECT g.id, g.unit_id, g.role, u.path AS unit_path, u.name AS unit_name FROM role_grant g "
	       "JOIN unit u ON u.id = g.unit_id WHERE g.account_id = ? AND g.revoked_at IS NULL ORDER BY g.id = COALESCE("
	       "(SELECT s.grant_id FROM staff_session s WHERE s.account_id = ? ORDER BY s.id DESC LIMIT 1), 0) DESC, g.id LIMIT 1",
	.params = "ii", .row = &held_grant_shape };

static const char *const session_method_names[] = { "password", "sso", NULL };
enum session_method { METHOD_PASSWORD, METHOD_SSO };

struct new_session {
	struct bytes token_digest;
	int64_t account_id, grant_id;
	enum session_stage stage;
	enum session_method method;
	struct timestamp started_at, seen_at, second_factor_at;
	const char *address, *browser;
};

static const struct shape new_session_shape = SHAPE(new_session,
	COLUMN(new_session, token_digest), COLUMN(new_session, account_id), COLUMN(new_session, grant_id),
	COLUMN(new_session, stage, .names = session_stage_names), COLUMN(new_session, method, .names = session_method_names),
	COLUMN(new_session, started_at), COLUMN(new_session, seen_at), COLUMN(new_session, second_factor_at, .nullable = true),
	COLUMN(new_session, address), COLUMN(new_session, browser));

static const struct statement insert_session = {
	.sql = "INSERT INTO staff_session (token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, "
	       "address, browser) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_session_shape };

/* Whoever enrols anew is offered a secret nobody has seen. */
static const struct statement forget_offer = {
	.sql = "UPDATE account SET totp_secret_sealed = NULL WHERE id = ? AND totp_confirmed_at IS NULL", .params = "i" };

static const struct statement set_hash = {
	.sql = "UPDATE account SET password_hash = ? WHERE id = ?", .params = "si" };

const struct statement *const sign_in_statements[] = {
	&by_login, &by_sso_name, &sessions_from, &grant_to_act_in, &insert_session, &forget_offer, &set_hash, NULL };

enum { login_chars_max = 40, browser_chars_max = 120, address_failures_free = 10 };

/* One attempt to come in, over its transactions. */
struct entrance {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct sign_in_wish *wish;
	struct timestamp now;
	const char *login;		/* as typed, in small letters */
	struct signer signer;		/* id 0: no such account */
	struct delay delays[2];
	size_t delay_count;
	int64_t wait_seconds;
	enum session_method method;
	struct factor factor;
	const char *new_hash;		/* the password's, at today's costs; NULL: it has them */
	const char *refused;		/* why, for the audit trail only; NULL: may come in */
	const char *judged;		/* the same, before the transaction that concludes */
	const char *browser;
	struct sign_in result;
};

/* NULL: nothing an account could be called. */
static const char *canonical_login(struct arena *arena, const char *typed)
{
	char *login = text_trim(arena, typed);

	if (strlen(login) > login_chars_max)
		return "";
	for (char *c = login; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if ((unsigned char)*c >= 0x80)
			return "";
	return login;
}

static struct bytes subject(const struct entrance *entrance, const char *purpose, const char *text)
{
	return blind_index(entrance->keyring, entrance->arena, purpose, text);
}

static enum err choose_delays(struct entrance *entrance)
{
	const char *address = entrance->wish->address;
	struct known known = { 0 };

	if (entrance->signer.id != 0)
		TRY(db_one(entrance->db, entrance->arena, &sessions_from, &known, entrance->signer.id, address, entrance->now));
	if (known.sessions > 0) {
		entrance->delays[0] = (struct delay){ "known_address", subject(entrance, "sign_in.known_address",
			arena_print(entrance->arena, "%s %s", entrance->login, address)), 0 };
		entrance->delay_count = 1;
		return OK;
	}
	/* Many people sit behind one address: some misspell. */
	entrance->delays[0] = (struct delay){ "address", subject(entrance, "sign_in.address", address), address_failures_free };
	entrance->delays[1] = (struct delay){ "login", subject(entrance, "sign_in.login", entrance->login), 0 };
	entrance->delay_count = 2;
	return OK;
}

static enum err take_turn(void *context)
{
	struct entrance *entrance = context;

	return delay_begin(entrance->db, entrance->arena, entrance->delays, entrance->delay_count, entrance->now,
			   &entrance->wait_seconds);
}

static const char *objection(const struct entrance *entrance, bool password_right)
{
	const struct signer *signer = &entrance->signer;

	if (signer->id == 0)
		return "unknown";
	if (!password_right)
		return "password";
	if (!timestamp_is_none(signer->disabled_at))
		return "disabled";
	if (signer->demo && !entrance->wish->demo_allowed)
		return "demo";
	return NULL;
}

/* Everything is computed whatever is wrong, so that the time tells nothing. */
static enum err judge(struct entrance *entrance)
{
	const struct signer *signer = &entrance->signer;
	const bool known = signer->id != 0 && signer->sso_name == NULL;
	bool right;

	TRY(password_matches(known ? signer->password_hash : NULL, entrance->wish->password, &right));
	entrance->refused = objection(entrance, right && known);
	if (signer->id != 0 && !timestamp_is_none(signer->totp_confirmed_at)) {
		const struct enrolment enrolment = { signer->id, signer->login, signer->totp_secret_sealed, signer->totp_last_step };

		TRY(factor_read(entrance->keyring, entrance->arena, &enrolment, entrance->wish->code, entrance->now,
				&entrance->factor));
	}
	if (entrance->refused == NULL && password_hash_is_old(signer->password_hash))
		TRY(password_hash(entrance->arena, entrance->wish->password, &entrance->new_hash));
	return OK;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* What was judged is still so: nobody reset or disabled the account meanwhile. */
static enum err look_again(struct entrance *entrance)
{
	struct signer now;

	TRY(db_one(entrance->db, entrance->arena, &by_login, &now, entrance->signer.login));
	if (!timestamp_is_none(now.disabled_at))
		entrance->refused = "disabled";
	else if (!same_text(now.password_hash, entrance->signer.password_hash) ||
		 !same_text(now.sso_name, entrance->signer.sso_name) ||
		 now.totp_confirmed_at.us != entrance->signer.totp_confirmed_at.us)
		entrance->refused = "changed";
	return OK;
}

static enum err use_factor(struct entrance *entrance)
{
	const struct signer *signer = &entrance->signer;
	const struct enrolment enrolment = { signer->id, signer->login, signer->totp_secret_sealed, signer->totp_last_step };
	const enum err err = factor_use(entrance->db, &enrolment, &entrance->factor, entrance->now);

	if (err == E_DENIED) {
		entrance->refused = "code";
		return OK;
	}
	TRY(err);
	if (entrance->factor.kind == FACTOR_RECOVERY)
		TRY(recovery_codes_left(entrance->db, entrance->arena, signer->id, &entrance->result.recovery_left));
	return OK;
}

static enum err note_refusal(struct entrance *entrance)
{
	const struct audit_event event = {
		.action = "sign_in", .outcome = AUDIT_REFUSED,
		.subject = entrance->signer.id != 0 ? arena_print(entrance->arena, "account:%s", entrance->signer.login) : NULL,
		.detail = arena_print(entrance->arena, "{\"because\":\"%s\"}", entrance->refused) };

	return audit_write(entrance->db, entrance->arena, &actor_nobody, &event, entrance->now);
}

static enum err open_session(struct entrance *entrance, const struct held_grant *grant)
{
	const struct signer *signer = &entrance->signer;
	const bool enrolled = !timestamp_is_none(signer->totp_confirmed_at);
	struct new_session row = {
		.account_id = signer->id, .grant_id = grant->id, .method = entrance->method,
		.stage = enrolled ? SESSION_FULL : SESSION_ENROLLING, .started_at = entrance->now, .seen_at = entrance->now,
		.second_factor_at = { TIMESTAMP_NONE_US }, .address = entrance->wish->address, .browser = entrance->browser };

	entrance->result.token = token_new(entrance->arena);
	entrance->result.stage = row.stage;
	row.token_digest = digest_text(entrance->arena, entrance->result.token);
	if (enrolled && entrance->method == METHOD_PASSWORD)
		row.second_factor_at = entrance->now;
	if (!enrolled)
		TRY(db_run(entrance->db, &forget_offer, NULL, signer->id));
	if (entrance->new_hash != NULL)
		TRY(db_run(entrance->db, &set_hash, NULL, entrance->new_hash, signer->id));
	for (size_t i = 0; i < entrance->delay_count; i++)
		TRY(delay_forgive(entrance->db, &entrance->delays[i], strcmp(entrance->delays[i].kind, "address") != 0));
	return db_run(entrance->db, &insert_session, NULL, &row);
}

static enum err let_in(struct entrance *entrance)
{
	const struct signer *signer = &entrance->signer;
	struct audit_event event = { .action = "sign_in", .outcome = AUDIT_DONE };
	struct held_grant grant;
	struct actor actor;
	enum err err = db_one(entrance->db, entrance->arena, &grant_to_act_in, &grant, signer->id, signer->id);

	if (err == E_NOT_FOUND) {
		entrance->refused = "no_role";
		return note_refusal(entrance);
	}
	TRY(err);
	TRY(open_session(entrance, &grant));
	actor = (struct actor){ .account_id = signer->id, .login = signer->login, .name = signer->name, .role = grant.role,
				.unit_id = grant.unit_id, .unit_path = grant.unit_path, .unit_name = grant.unit_name };
	event.subject = arena_print(entrance->arena, "account:%s", signer->login);
	event.detail = entrance->method == METHOD_SSO ? "{\"by\":\"sso\"}" :
		       entrance->factor.kind == FACTOR_RECOVERY ? "{\"by\":\"recovery_code\"}" : NULL;
	return audit_write(entrance->db, entrance->arena, &actor, &event, entrance->now);
}

/* Good or bad, it commits: a refusal stays in the trail. */
static enum err conclude(void *context)
{
	struct entrance *entrance = context;

	TRY(audit_lock(entrance->db, entrance->arena));
	if (entrance->refused == NULL)
		TRY(look_again(entrance));
	if (entrance->refused == NULL && entrance->method == METHOD_PASSWORD &&
	    !timestamp_is_none(entrance->signer.totp_confirmed_at))
		TRY(use_factor(entrance));
	return entrance->refused == NULL ? let_in(entrance) : note_refusal(entrance);
}

static void conclude_anew(void *context)
{
	struct entrance *entrance = context;

	entrance->refused = entrance->judged;
	entrance->result = (struct sign_in){ .recovery_left = -1 };
}

static enum err finish(struct entrance *entrance, struct sign_in *out)
{
	entrance->judged = entrance->refused;
	conclude_anew(entrance);
	TRY(db_transaction(entrance->db, conclude, conclude_anew, entrance, NULL));
	if (entrance->refused != NULL)
		return E_DENIED;
	*out = entrance->result;
	return OK;
}

/* At most browser_chars_max characters of what the browser calls itself. */
static const char *browser_of(struct arena *arena, const char *browser)
{
	const char *cursor = browser != NULL ? browser : "";
	const char *begin = cursor;

	if (!text_is_utf8(begin, strlen(begin)))
		return "";
	for (int i = 0; i < browser_chars_max && text_next(&cursor) != 0; i++)
		;
	return arena_copy(arena, begin, (size_t)(cursor - begin));
}

enum err sign_in(struct db *db, struct arena *arena, const struct keyring *keyring, const struct sign_in_wish *wish,
		 struct timestamp now, struct sign_in *out)
{
	struct entrance entrance = { .db = db, .arena = arena, .keyring = keyring, .wish = wish, .now = now,
				     .login = canonical_login(arena, wish->login), .method = METHOD_PASSWORD,
				     .browser = browser_of(arena, wish->browser) };
	enum err err = db_one(db, arena, &by_login, &entrance.signer, entrance.login);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	TRY(choose_delays(&entrance));
	err = db_transaction_committed(db, take_turn, NULL, &entrance, NULL);
	if (err == E_BUSY && entrance.wait_seconds > 0)
		out->wait_seconds = entrance.wait_seconds;
	TRY(err);
	TRY(judge(&entrance));
	return finish(&entrance, out);
}

enum err sign_in_verified(struct db *db, struct arena *arena, const char *sso_name, const struct sign_in_wish *wish,
			  struct timestamp now, struct sign_in *out)
{
	struct entrance entrance = { .db = db, .arena = arena, .wish = wish, .now = now, .method = METHOD_SSO,
				     .browser = browser_of(arena, wish->browser) };
	const enum err err = db_one(db, arena, &by_sso_name, &entrance.signer, sso_name);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	/* The database finds Portal.Li and portal.lí for portal.li; to the portal they are other people. */
	if (!same_text(entrance.signer.sso_name, sso_name))
		entrance.signer = (struct signer){ .id = 0 };
	entrance.refused = objection(&entrance, true);
	return finish(&entrance, out);
}
