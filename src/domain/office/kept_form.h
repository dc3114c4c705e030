/* What was typed into a form that could not be taken yet, for the same account to see again (table kept_form). */
#ifndef YM_DOMAIN_OFFICE_KEPT_FORM_H
#define YM_DOMAIN_OFFICE_KEPT_FORM_H

#include "base/arena.h"
#include "crypt/key.h"
#include "db/db.h"

enum { kept_form_hours = 24 };	/* afterwards it is not found, and the worker wipes it */

struct kept_form {
	const char *path;	/* within the program */
	const char *body;	/* urlencoded */
};

/* *token: 40 hexadecimal digits, the only way back to it; its digest is stored. */
enum err kept_form_store(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *path,
			 const char *body, struct timestamp now, const char **token) MUST_CHECK;

/* E_NOT_FOUND: none, another account's, or too old. */
enum err kept_form_find(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t account_id, const char *token,
			struct timestamp now, struct kept_form *out) MUST_CHECK;

enum err kept_form_forget(struct db *db, struct arena *arena, const char *token) MUST_CHECK;

extern const struct statement *const kept_form_statements[];

#endif
