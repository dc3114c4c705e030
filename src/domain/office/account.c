#include "domain/office/account.h"

#include <string.h>

#include "base/text.h"
#include "crypt/password.h"
#include "domain/office/account_parts.h"
#include "domain/office/audit.h"
#include "domain/office/sealed_places.h"
#include "domain/office/second_factor.h"
#include "domain/office/sign_in_parts.h"

const struct shape account_shape = SHAPE(account,
	COLUMN(account, id), COLUMN(account, login), COLUMN(account, name), COLUMN(account, sso_name, .nullable = true),
	COLUMN(account, created_at), COLUMN(account, disabled_at, .nullable = true),
	COLUMN(account, totp_confirmed_at, .nullable = true), COLUMN(account, password_changed_at, .nullable = true),
	COLUMN(account, enrolled), COLUMN(account, demo));

#define ACCOUNT(index)                                                                                               \
	"SELECT a.id, a.login, a.name, a.sso_name, a.created_at, a.disabled_at, a.totp_confirmed_at, a.password_changed_at, " \
	"a.totp_confirmed_at IS NOT NULL AS enrolled, a.demo FROM account a " index " WHERE "

/* A live role in the scope, or none anywhere: two lists by login, each an index's, put together. */
#define LIST_BELOW(index, holds)                                                                                     \
	{ .sql = ACCOUNT("JOIN ((SELECT STRAIGHT_JOIN g.account_id AS id, g.login FROM role_grant g FORCE INDEX (" index ") "  \
			 "JOIN account h ON h.id = g.account_id WHERE " holds " AND g.path LIKE CONCAT(?, '%') AND g.revoked_at IS NULL " \
			 "AND g.login > ? AND h.disabled = ? GROUP BY g.login, g.account_id ORDER BY g.login LIMIT ?) UNION ALL " \
			 "(SELECT r.id, r.login FROM account r FORCE INDEX (account_by_roles) WHERE r.live_grants = 0 AND r.disabled = ? " \
			 "AND r.login > ? ORDER BY r.login LIMIT ?)) n ON n.id = a.id") "TRUE ORDER BY a.login LIMIT ?",     \
	  .params = "sssbibsii", .row = &account_shape }
static const struct statement list_in_county = LIST_BELOW("role_grant_of_county", "g.county_path = CONCAT(SUBSTRING_INDEX(?, '/', 3), '/')");
static const struct statement list_in_town = LIST_BELOW("role_grant_of_town", "g.town_path = CONCAT(SUBSTRING_INDEX(?, '/', 4), '/')");

/* The same, asked of one account after the other: of the widest scope nearly all are listed. One look per account: an EXISTS would be made into a table of all grants. */
#define IN_SCOPE                                                                                                     \
	"COALESCE((SELECT MAX(u.path LIKE CONCAT(?, '%')) FROM role_grant g JOIN unit u ON u.id = g.unit_id "         \
	"WHERE g.account_id = a.id AND g.revoked_at IS NULL), TRUE)"

static const struct statement list = {
	.sql = ACCOUNT("FORCE INDEX (account_by_login)") "a.disabled = ? AND a.login > ? AND " IN_SCOPE " ORDER BY a.login LIMIT ?",
	.params = "bssi", .row = &account_shape };

/* Logins that begin so and names that begin so, each from its own index. */
#define BEGINNING(index, column)                                                                                     \
	"(SELECT a.id FROM account a FORCE INDEX (" index ") WHERE a.disabled = ? AND a.login > ? AND a." column " LIKE ? AND " \
	IN_SCOPE " ORDER BY a.login LIMIT ?)"
static const struct statement list_beginning = {
	.sql = ACCOUNT("JOIN (" BEGINNING("account_by_login", "login") " UNION " BEGINNING("account_by_name", "name") ") n ON n.id = a.id")
	       "TRUE ORDER BY a.login LIMIT ?",
	.params = "bsssibsssii", .row = &account_shape };

static const struct statement by_id = { .sql = ACCOUNT("") "a.id = ? AND " IN_SCOPE, .params = "is", .row = &account_shape };

static const struct statement count_login = {
	.sql = "SELECT COUNT(*) AS n FROM account WHERE login = ?", .params = "s", .row = &db_number };
static const struct statement count_sso_name = {
	.sql = "SELECT COUNT(*) AS n FROM account WHERE sso_name = ?", .params = "s", .row = &db_number };

struct new_account {
	const char *login, *name, *sso_name;
	struct bytes telephone, email;		/* sealed */
	const char *password_hash;
	struct timestamp created_at;
};

static const struct shape new_account_shape = SHAPE(new_account,
	COLUMN(new_account, login), COLUMN(new_account, name), COLUMN(new_account, sso_name, .nullable = true),
	COLUMN(new_account, telephone, .nullable = true), COLUMN(new_account, email, .nullable = true),
	COLUMN(new_account, password_hash), COLUMN(new_account, created_at));

static const struct statement insert = {
	.sql = "INSERT INTO account (login, name, sso_name, telephone_sealed, email_sealed, password_hash, created_at) "
	       "VALUES (?, ?, ?, ?, ?, ?, ?)",
	.bind = &new_account_shape };

static const struct statement set_creator = {
	.sql = "UPDATE account SET created_by = ? WHERE id = ?", .params = "ii" };

static const struct statement disable = {
	.sql = "UPDATE account SET disabled_at = ? WHERE id = ? AND disabled_at IS NULL", .params = "ti" };
static const struct statement enable = {
	.sql = "UPDATE account SET disabled_at = NULL WHERE id = ? AND disabled_at IS NOT NULL", .params = "i" };

static const struct statement reset = {
	.sql = "UPDATE account SET password_hash = ?, password_changed_at = NULL, password_must_change = TRUE, "
	       "totp_secret_sealed = NULL, totp_confirmed_at = NULL WHERE id = ?",
	.params = "si" };

const struct statement *const account_statements[] = {
	&list, &list_in_county, &list_in_town, &list_beginning, &by_id, &count_login, &count_sso_name, &insert, &set_creator, &disable, &enable, &reset, NULL };

static const char login_signs[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";

static enum err ask_list(struct db *db, struct arena *arena, const struct account_search *search, struct rows *out)
{
	const char *after = search->after_login != NULL ? search->after_login : "", *words = search->words;
	const char *name = db_like_start(arena, words);
	const int64_t rows = search->rows + 1;		/* one more tells whether there is a next page */
	/* What no login can begin with would have all of them compared. */
	const char *login = words != NULL && words[strspn(words, login_signs)] == '\0' ? name : "";

	if (words == NULL || words[0] == '\0') {
		const enum scope_width width = scope_width(search->scope);

		if (width == SCOPE_WIDEST)
			return db_all(db, arena, &list, out, search->disabled, after, search->scope, rows);
		return db_all(db, arena, width == SCOPE_OF_COUNTY ? &list_in_county : &list_in_town, out, search->scope, search->scope,
			      after, search->disabled, rows, search->disabled, after, rows, rows);
	}
	return db_all(db, arena, &list_beginning, out, search->disabled, after, login, search->scope, rows, search->disabled, after, name,
		      search->scope, rows, rows);
}

enum err account_list(struct db *db, struct arena *arena, const struct account_search *search, struct rows *out, bool *more)
{
	struct rows rows;

	TRY(ask_list(db, arena, search, &rows));
	*more = rows.count > (size_t)search->rows;
	if (*more)
		rows.count = (size_t)search->rows;
	*out = rows;
	return OK;
}

enum err account_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct account *out)
{
	return db_one(db, arena, &by_id, out, id, scope);
}

enum err account_write_event(struct db *db, struct arena *arena, const struct actor *actor, const char *action, const char *login,
			     const char *reason, const char *detail, struct timestamp now)
{
	const struct audit_event event = { .action = action, .outcome = AUDIT_DONE, .reason = reason, .detail = detail,
					   .subject = arena_print(arena, "account:%s", login) };

	return audit_write(db, arena, actor, &event, now);
}

static bool login_is_good(const char *login)
{
	static const char *const machines[] = { "worker", "command", "nobody", NULL };	/* actor.c: the trail's own words */
	const size_t length = strlen(login);

	if (length < 2 || length > 40 || login[0] < 'a' || login[0] > 'z' ||
	    strspn(login, login_signs) != length)
		return false;
	return column_name_index(machines, login) < 0;
}

static const char *given(const char *text)
{
	return text != NULL && text[0] != '\0' ? text : NULL;
}

static enum err refuse(struct account_refusal *refusal, const char *field, const char *reason)
{
	*refusal = (struct account_refusal){ field, reason };
	return E_INVALID;
}

static enum err check_wish(struct db *db, struct arena *arena, const struct account_wish *wish, struct account_refusal *refusal)
{
	int64_t count;

	if (!login_is_good(wish->login))
		return refuse(refusal, "login", "bad_login");
	TRY(db_one(db, arena, &count_login, &count, wish->login));
	if (count > 0)
		return refuse(refusal, "login", "taken");
	if (given(wish->sso_name) == NULL)
		return OK;
	TRY(db_one(db, arena, &count_sso_name, &count, wish->sso_name));
	return count > 0 ? refuse(refusal, "sso_name", "taken") : OK;
}

static enum err first_password(struct arena *arena, const char **password, const char **hash)
{
	*password = password_new(arena);
	return password_hash(arena, *password, hash);
}

enum err account_create(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			const struct account_wish *wish, struct timestamp now, int64_t *id, const char **password,
			struct account_refusal *refusal)
{
	struct new_account row = { .login = wish->login, .name = wish->name, .sso_name = given(wish->sso_name), .created_at = now };
	const char *first;
	int64_t fresh;

	TRY(audit_lock(db, arena));
	TRY(check_wish(db, arena, wish, refusal));
	TRY(first_password(arena, &first, &row.password_hash));
	row.telephone = seal_text(keyring, arena, place_in(&place_account_telephone, wish->login), given(wish->telephone));
	row.email = seal_text(keyring, arena, place_in(&place_account_email, wish->login), given(wish->email));
	TRY(db_run(db, &insert, NULL, &row));
	fresh = db_last_id(db);
	if (actor->account_id != 0)
		TRY(db_run(db, &set_creator, NULL, actor->account_id, fresh));
	TRY(account_write_event(db, arena, actor, "account_create", wish->login, NULL, NULL, now));
	*id = fresh;
	*password = first;
	return OK;
}

/* Who also holds a role outside of the actor's scope is not the actor's alone to lock out, or to let in with a new password. */
static enum err holds_roles_in_scope_only(struct db *db, struct arena *arena, const struct actor *actor, int64_t id)
{
	const struct role_grant *grant;
	struct rows grants;

	TRY(account_grants(db, arena, id, &grants));
	grant = grants.row;
	for (size_t i = 0; i < grants.count; i++)
		if (!scope_holds(actor->unit_path, grant[i].unit_path))
			return E_DENIED;
	return OK;
}

/* Somebody else, wholly within the actor's scope, with the trail locked for what comes. */
static enum err find_other(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, struct account *out)
{
	TRY(audit_lock(db, arena));
	TRY(account_find(db, arena, actor->unit_path, id, out));
	if (id == actor->account_id)
		return E_DENIED;
	return holds_roles_in_scope_only(db, arena, actor, id);
}

enum err account_disable(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
			 struct timestamp now)
{
	struct account account;
	uint64_t disabled = 0;

	TRY(find_other(db, arena, actor, id, &account));
	TRY(db_run(db, &disable, &disabled, now, id));
	if (disabled == 0)
		return E_CONFLICT;
	TRY(sessions_end_but(db, id, 0, now));
	return account_write_event(db, arena, actor, "account_disable", account.login, reason, NULL, now);
}

enum err account_enable(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
			struct timestamp now)
{
	struct account account;
	uint64_t enabled = 0;

	TRY(find_other(db, arena, actor, id, &account));
	TRY(db_run(db, &enable, &enabled, id));
	if (enabled == 0)
		return E_CONFLICT;
	return account_write_event(db, arena, actor, "account_enable", account.login, reason, NULL, now);
}

/* Every role of the account must lie strictly below the actor's unit: who holds a role beside or above the actor is not the
 * actor's to reset. Safety may reset whom it alone looks after. */
static enum err may_reset(struct db *db, struct arena *arena, const struct actor *actor, int64_t id)
{
	const struct role_grant *grant;
	struct rows grants;

	if (actor->role == ROLE_SAFETY)
		return holds_roles_in_scope_only(db, arena, actor, id);
	TRY(account_grants(db, arena, id, &grants));
	grant = grants.row;
	for (size_t i = 0; i < grants.count; i++)
		if (!scope_holds(actor->unit_path, grant[i].unit_path) || strcmp(actor->unit_path, grant[i].unit_path) == 0 ||
		    role_is_administrator(grant[i].role))
			return E_DENIED;
	return grants.count > 0 ? OK : E_DENIED;
}

enum err account_reset(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
		       struct timestamp now, const char **password)
{
	const char *first, *hash;
	struct account account;

	TRY(audit_lock(db, arena));
	TRY(account_find(db, arena, actor->unit_path, id, &account));
	if (id == actor->account_id || !right_held(actor->role, ACTION_AUTHENTICATOR_RESET))
		return E_DENIED;
	TRY(may_reset(db, arena, actor, id));
	TRY(first_password(arena, &first, &hash));
	TRY(db_run(db, &reset, NULL, hash, id));
	TRY(recovery_codes_void(db, id, now));
	TRY(sessions_end_but(db, id, 0, now));
	TRY(account_write_event(db, arena, actor, "authenticator_reset", account.login, reason, NULL, now));
	*password = first;
	return OK;
}
