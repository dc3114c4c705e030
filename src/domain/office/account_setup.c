#include "domain/office/account_setup.h"

#include <string.h>

#include "crypt/password.h"
#include "crypt/seal.h"
#include "crypt/totp.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/office/second_factor.h"

static const struct statement safety_administrators = {
	.sql = "SELECT COUNT(*) AS n FROM role_grant g JOIN account a ON a.id = g.account_id "
	       "WHERE g.role = 'safety' AND g.revoked_at IS NULL AND a.disabled_at IS NULL",
	.params = "", .row = &db_number };

static const struct statement root = {
	.sql = "SELECT id AS n FROM unit WHERE parent_id IS NULL", .params = "", .row = &db_number };

static const struct statement unit_of_code = {
	.sql = "SELECT id AS n FROM unit WHERE kind = ? AND code = ? AND valid_to IS NULL", .params = "ss", .row = &db_number };
static const struct statement unit_of_charity = {
	.sql = "SELECT u.id AS n FROM unit u JOIN charity c ON c.id = u.charity_id WHERE c.credit_code = ?", .params = "s",
	.row = &db_number };

/* An account as the demonstration wants it. */
struct demo_account {
	int64_t id;
	bool demo;
	const char *password_hash;
	struct bytes totp_secret_sealed;
	struct timestamp totp_confirmed_at;
	int64_t totp_last_step;
};

static const struct shape demo_account_shape = SHAPE(demo_account,
	COLUMN(demo_account, id), COLUMN(demo_account, demo), COLUMN(demo_account, password_hash, .nullable = true),
	COLUMN(demo_account, totp_secret_sealed, .nullable = true), COLUMN(demo_account, totp_confirmed_at, .nullable = true),
	COLUMN(demo_account, totp_last_step));

static const struct statement by_login = {
	.sql = "SELECT id, demo, password_hash, totp_secret_sealed, totp_confirmed_at, totp_last_step FROM account WHERE login = ?",
	.params = "s", .row = &demo_account_shape };

static const struct statement put_back = {
	.sql = "UPDATE account SET demo = TRUE, password_hash = ?, password_changed_at = ?, password_must_change = ?, "
	       "totp_secret_sealed = ?, totp_confirmed_at = ?, disabled_at = NULL WHERE id = ?",
	.params = "stbxti" };

const struct statement *const account_setup_statements[] = {
	&safety_administrators, &root, &unit_of_code, &unit_of_charity, &by_login, &put_back, NULL };

enum err account_first(struct db *db, struct arena *arena, const struct keyring *keyring, const char *login, const char *name,
		       struct timestamp now, const char **password, struct account_refusal *refusal)
{
	const struct account_wish wish = { .login = login, .name = name };
	const char *first;
	int64_t id, administrators, top;

	TRY(audit_lock(db, arena));
	TRY(db_one(db, arena, &safety_administrators, &administrators));
	if (administrators > 0)
		return E_CONFLICT;
	TRY(db_one(db, arena, &root, &top));
	TRY(account_create(db, arena, keyring, &actor_command, &wish, now, &id, &first, refusal));
	TRY(role_grant_add(db, arena, &actor_command, id, ROLE_SAFETY, top, now, refusal));
	*password = first;
	return OK;
}

/* One person to be made, in a transaction. */
struct demo_making {
	struct db *db;
	struct arena *arena;
	const struct keyring *keyring;
	const struct demo_person *person;
	struct timestamp now;
	const char *hash;
	struct demo_account account;	/* id 0: to be made */
	bool as_made;			/* password and secret are what they should be */
};

static enum err find_unit(const struct demo_making *making, int64_t *id)
{
	const struct demo_person *person = making->person;

	if (person->kind == UNIT_CHARITY)
		return db_one(making->db, making->arena, &unit_of_charity, id, person->unit_code);
	return db_one(making->db, making->arena, &unit_of_code, id, unit_kind_names[person->kind], person->unit_code);
}

static enum err hold_role(const struct demo_making *making, int64_t account_id)
{
	struct account_refusal refusal = { NULL, NULL };
	int64_t unit_id;
	enum err err;

	TRY(find_unit(making, &unit_id));
	err = role_grant_add(making->db, making->arena, &actor_command, account_id, making->person->role, unit_id, making->now,
			     &refusal);
	return err == E_INVALID && refusal.reason != NULL && strcmp(refusal.reason, "held") == 0 ? OK : err;
}

static enum err put_account_back(const struct demo_making *making, int64_t id)
{
	const struct demo_person *person = making->person;
	const struct bytes secret = seal_text(making->keyring, making->arena, place_in(&place_account_totp_secret, person->login),
					      person->secret);
	const struct timestamp enrolled_at = person->secret != NULL ? making->now : (struct timestamp){ TIMESTAMP_NONE_US };

	TRY(db_run(making->db, &put_back, NULL, making->hash, enrolled_at, person->secret == NULL, secret, enrolled_at, id));
	return recovery_codes_void(making->db, id, making->now);
}

static enum err make(void *context)
{
	struct demo_making *making = context;
	const struct demo_person *person = making->person;
	const struct account_wish wish = { .login = person->login, .name = person->name, .sso_name = person->sso_name };
	struct account_refusal refusal;
	const char *unused;
	int64_t id = making->account.id;

	TRY(audit_lock(making->db, making->arena));
	if (id == 0)
		TRY(account_create(making->db, making->arena, making->keyring, &actor_command, &wish, making->now, &id, &unused,
				   &refusal));
	if (!making->as_made)
		TRY(put_account_back(making, id));
	return hold_role(making, id);
}

static enum err is_as_made(struct demo_making *making)
{
	const struct demo_person *person = making->person;
	const struct demo_account *account = &making->account;
	struct secret secret;
	bool same;

	TRY(password_matches(account->password_hash, person->password, &same));
	TRY(seal_open(making->keyring, making->arena, place_in(&place_account_totp_secret, person->login),
		      account->totp_secret_sealed, &secret));
	if (person->secret == NULL)
		making->as_made = same && timestamp_is_none(account->totp_confirmed_at);
	else
		making->as_made = same && !timestamp_is_none(account->totp_confirmed_at) && secret.hidden != NULL &&
				  strcmp(secret.hidden, person->secret) == 0;
	return OK;
}

enum err account_demo(struct db *db, struct arena *arena, const struct keyring *keyring, const struct demo_person *person,
		      struct timestamp now)
{
	struct demo_making making = { .db = db, .arena = arena, .keyring = keyring, .person = person, .now = now };
	enum err err = db_one(db, arena, &by_login, &making.account, person->login);

	if (err != OK && err != E_NOT_FOUND)
		return err;
	if (err == OK && !making.account.demo)
		return E_CONFLICT;
	if (err == OK)
		TRY(is_as_made(&making));
	if (!making.as_made)
		TRY(password_hash(arena, person->password, &making.hash));
	return db_transaction(db, make, NULL, &making, NULL);
}

enum err account_demo_code(struct db *db, struct arena *arena, const struct keyring *keyring, const char *login, struct timestamp now,
			   const char **code, int64_t *wait_seconds)
{
	const int64_t present = now.us / 1000000 / totp_step_seconds;
	struct demo_account account;
	struct secret secret;
	int64_t step;

	TRY(db_one(db, arena, &by_login, &account, login));
	if (!account.demo || timestamp_is_none(account.totp_confirmed_at))
		return E_NOT_FOUND;
	TRY(seal_open(keyring, arena, place_in(&place_account_totp_secret, login), account.totp_secret_sealed, &secret));
	/* A code works once: the next one is taken a little early. */
	step = account.totp_last_step >= present ? account.totp_last_step + 1 : present;
	if (step > present + totp_window_steps) {
		*wait_seconds = (step - totp_window_steps) * totp_step_seconds - now.us / 1000000;
		return E_BUSY;
	}
	return totp_code(arena, secret.hidden, step, code);
}
