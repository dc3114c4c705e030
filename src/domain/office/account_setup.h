/* The first accounts of an installation, made from the command line: its first administrator of safety, who grants all other
 * roles, or the staff of a demonstration. */
#ifndef YM_DOMAIN_OFFICE_ACCOUNT_SETUP_H
#define YM_DOMAIN_OFFICE_ACCOUNT_SETUP_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/account.h"
#include "domain/office/unit.h"

/* In the caller's transaction. *password is a first one. E_CONFLICT: there is an administrator of safety who may sign in;
 * E_NOT_FOUND: no org tree yet; E_INVALID with *refusal. */
enum err account_first(struct db *db, struct arena *arena, const struct keyring *keyring, const char *login, const char *name,
		       struct timestamp now, const char **password, struct account_refusal *refusal) MUST_CHECK;

/* One of the demonstration's staff, all known to everybody. */
struct demo_person {
	const char *login, *name;
	enum office_role role;
	enum unit_kind kind;
	const char *unit_code;			/* of that kind; of a charity its credit code */
	const char *password;
	const char *secret;			/* NULL: the authenticator is still to be enrolled */
	const char *sso_name;			/* NULL: signs in here */
};

/* All of them, ended by a NULL login; a login that stands twice holds two roles. */
extern const struct demo_person demo_people[];

/* Make this one, or put it back as it was made. Not inside a transaction. E_CONFLICT: the login is a real person's;
 * E_NOT_FOUND: no such unit. */
enum err account_demo(struct db *db, struct arena *arena, const struct keyring *keyring, const struct demo_person *person,
		      struct timestamp now) MUST_CHECK;

/* The code that a demonstration's account may sign in with now. E_NOT_FOUND: no such account of a demonstration, or not
 * enrolled; E_BUSY: the codes of this half minute are used, *wait_seconds until the next. */
enum err account_demo_code(struct db *db, struct arena *arena, const struct keyring *keyring, const char *login, struct timestamp now,
			   const char **code, int64_t *wait_seconds) MUST_CHECK;

extern const struct statement *const account_setup_statements[];

#endif
