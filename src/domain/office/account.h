/* Accounts of staff, the roles they hold, their passwords and authenticators. All that changes something is audited, in the
 * caller's transaction. Nobody grants a role to oneself, nor resets one's own authenticator (domain.md §5). */
#ifndef YM_DOMAIN_OFFICE_ACCOUNT_H
#define YM_DOMAIN_OFFICE_ACCOUNT_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

struct account {
	int64_t id;
	const char *login, *name;
	const char *sso_name;			/* NULL: signs in here */
	struct timestamp created_at, disabled_at, totp_confirmed_at, password_changed_at;
	bool enrolled;
	bool demo;
};
extern const struct shape account_shape;

struct role_grant {
	int64_t id;
	enum office_role role;
	int64_t unit_id;
	const char *unit_name, *unit_path;
	struct timestamp granted_at;
	const char *granted_by;			/* login; NULL: set-up */
};
extern const struct shape role_grant_shape;

struct account_wish {
	const char *login, *name, *telephone, *email, *sso_name;
};

struct account_refusal {
	const char *field, *reason;		/* "taken", "bad_login", "own", "held", "wrong_unit", "outside",
					 * "apart": an administrator's role goes with no other */
};

/* Accounts with a live role in the scope, and those without any role (for whoever may grant one). Keyset by login. */
struct account_search {
	const char *scope, *words, *after_login;
	bool disabled;
	int64_t rows;
};
enum err account_list(struct db *db, struct arena *arena, const struct account_search *search, struct rows *out, bool *more) MUST_CHECK;
enum err account_find(struct db *db, struct arena *arena, const char *scope, int64_t id, struct account *out) MUST_CHECK;
enum err account_grants(struct db *db, struct arena *arena, int64_t id, struct rows *out) MUST_CHECK;	/* live ones */

/* *password: a first one, to hand over in person; it must be changed at the first sign-in, where the authenticator is enrolled. */
enum err account_create(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			const struct account_wish *wish, struct timestamp now, int64_t *id, const char **password,
			struct account_refusal *refusal) MUST_CHECK;
enum err account_disable(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
			 struct timestamp now) MUST_CHECK;	/* ends its sessions */
enum err account_enable(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
			struct timestamp now) MUST_CHECK;

enum err role_grant_add(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, enum office_role role,
			int64_t unit_id, struct timestamp now, struct account_refusal *refusal) MUST_CHECK;
enum err role_grant_revoke(struct db *db, struct arena *arena, const struct actor *actor, int64_t grant_id, const char *reason,
			   struct timestamp now) MUST_CHECK;	/* sessions acting in it end */

/* A lost authenticator, in person, by the level above: secret, recovery codes and password are void, sessions end; *password is a
 * first one again. E_DENIED: one's own, or somebody's whose roles do not all lie below the actor's unit (safety: in its scope). */
enum err account_reset(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
		       struct timestamp now, const char **password) MUST_CHECK;

/* For work that was asked for and begins only now: is the account enabled, and does it hold that role (of office_role_names) at that
 * path or above it? The system's own (0) always does. */
enum err role_is_held(struct db *db, struct arena *arena, int64_t account_id, const char *role, const char *path, bool *held) MUST_CHECK;

extern const struct statement *const role_held_statements[];
extern const struct statement *const account_statements[];
extern const struct statement *const role_grant_statements[];

#endif
