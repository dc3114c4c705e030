/* Signing in: password and authenticator, or the name a portal verified; enrolment; the sessions that come of it. A delay grows
 * per account and per address with each failure (1, 2, 4 … 60 s) and fades: nobody is locked out for ever, and a stranger who
 * tries another's name costs that person seconds. An address the person signed in from in the last month is counted apart,
 * for this person only: who keeps trying from elsewhere does not keep the person out, nor does a colleague's machine. */
#ifndef YM_DOMAIN_OFFICE_SIGN_IN_H
#define YM_DOMAIN_OFFICE_SIGN_IN_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum { session_idle_minutes = 15, session_absolute_hours = 8 };

struct sign_in_wish {
	const char *login, *password;
	const char *code;		/* six digits, or a recovery code, or "" before enrolment */
	const char *address;		/* of the subscriber */
	const char *browser;		/* User-Agent, cut to 120 */
	bool demo_allowed;		/* accounts of the demonstration may sign in */
};

enum session_stage { SESSION_ENROLLING, SESSION_FULL };
extern const char *const session_stage_names[];

struct sign_in {
	const char *token;		/* the new session's, for its cookie */
	enum session_stage stage;
	int64_t wait_seconds;		/* E_BUSY: try again then */
	int64_t recovery_left;		/* of a sign-in by recovery code; else -1 */
};

/* Not inside a transaction: makes its own, so that a failure is counted and audited. E_DENIED: wrong, whatever of it;
 * E_BUSY: too soon, see wait_seconds. */
enum err sign_in(struct db *db, struct arena *arena, const struct keyring *keyring, const struct sign_in_wish *wish,
		 struct timestamp now, struct sign_in *out) MUST_CHECK;

/* By the name the portal verified. E_DENIED: no such account, or disabled. */
enum err sign_in_verified(struct db *db, struct arena *arena, const char *sso_name, const struct sign_in_wish *wish,
			  struct timestamp now, struct sign_in *out) MUST_CHECK;

enum session_state { SESSION_NONE, SESSION_LIVE, SESSION_IDLE, SESSION_OVER };

/* Whose session this token is. SESSION_LIVE fills *actor (grant chosen: the only one, or the last used) and *stage; its seen_at
 * moves at most once a minute. SESSION_IDLE: it was this person's (actor->account_id, login) and went idle: what was typed may
 * be kept. `sso_name` (NULL: none) must be the account's own where the session came by SSO. `still`: a page asked again by itself,
 * nobody did anything: seen_at stays. */
enum err session_find(struct db *db, struct arena *arena, const char *token, const char *sso_name, bool still, struct timestamp now,
		      enum session_state *state, enum session_stage *stage, struct actor *actor) MUST_CHECK;

/* A new token for the actor's session; the old one is nobody's. In the caller's transaction: whoever leaves enrolment does it right
 * after enrol_confirm, and sets the cookie anew. */
enum err session_rotate(struct db *db, struct arena *arena, const struct actor *actor, const char **token) MUST_CHECK;

enum err session_end(struct db *db, struct arena *arena, const struct actor *actor, struct timestamp now) MUST_CHECK;
/* Another session of the same account, or of one in the scope of who may. */
enum err session_revoke(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, int64_t session_id,
			struct timestamp now) MUST_CHECK;
enum err session_choose_grant(struct db *db, struct arena *arena, const struct actor *actor, int64_t grant_id, struct timestamp now) MUST_CHECK;

struct session_row {
	int64_t id;
	const char *address, *browser;
	struct timestamp started_at, seen_at;
	bool own;			/* the one that asks */
};
extern const struct shape session_row_shape;
enum err session_list(struct db *db, struct arena *arena, const struct actor *actor, int64_t account_id, struct timestamp now,
		      struct rows *out) MUST_CHECK;

/* Before a dangerous act. Counts failures as sign_in does; not inside a transaction. E_DENIED: wrong; E_BUSY: too soon. */
enum err second_factor_renew(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
			     const char *code, struct timestamp now, int64_t *wait_seconds) MUST_CHECK;

/* Enrolment: a new password (12 characters or more, not the first one, not the login, not among the commonest), a secret that is
 * shown until its first code is right. The secret on offer is sealed in the account's row, not in the page. */
enum err enrol_secret(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		      const char **secret) MUST_CHECK;
struct enrol_refusal {
	const char *field, *reason;	/* password: "too_short", "too_long", "common", "same"; code, old: "wrong" */
};
/* In the caller's transaction. Confirms secret and password, gives the recovery codes (shown once), makes the session full; others of
 * the account end. Who signs in through the portal has no password: "" there. E_INVALID with *refusal; E_CONFLICT: enrolled already. */
enum err enrol_confirm(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor,
		       const char *password, const char *code, struct timestamp now, const char *const **recovery,
		       struct enrol_refusal *refusal) MUST_CHECK;
/* Not inside a transaction. The account's other sessions end. A wrong old password counts as a wrong code does (second_factor_renew).
 * E_INVALID with *refusal; E_BUSY: too soon; E_CONFLICT: changed meanwhile, or the portal's. */
enum err password_change(struct db *db, struct arena *arena, const struct keyring *keyring, const struct actor *actor, const char *old,
			 const char *new_password, struct timestamp now, int64_t *wait_seconds, struct enrol_refusal *refusal) MUST_CHECK;

/* A program that signs people in lists all five. */
extern const struct statement *const sign_in_statements[];
extern const struct statement *const session_statements[];
extern const struct statement *const enrol_statements[];
extern const struct statement *const second_factor_statements[];
extern const struct statement *const delay_statements[];

#endif
