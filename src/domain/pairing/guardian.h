/* Guardians, who have no account: whose telephone stands on the register, proved by a code, acts for the children of it. They agree
 * to pairing and withdraw; what they do with one pair is pair.h and release.h. No personal field of a child is read here: children go by
 * their code and grade. */
#ifndef YM_DOMAIN_PAIRING_GUARDIAN_H
#define YM_DOMAIN_PAIRING_GUARDIAN_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"
#include "domain/pairing/pair.h"
#include "domain/pairing/student.h"

extern const char guardian_code_purpose[];	/* of the telephone code: "guardian" */

/* A child on the register, or one who left it while a pair is live. */
struct guardian_child {
	int64_t id;
	const char *code, *path;
	enum stage stage;
	int64_t grade;
	struct date birth;
	bool asked;			/* the school has put the child forward, and not closed that: there is something to agree to */
	bool agreed;			/* consent to the newest text stands */
	bool agreed_before;		/* or to an older one */
};
extern const struct shape guardian_child_shape;

enum err guardian_known(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, bool *out) MUST_CHECK;
enum err guardian_children(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
			   struct rows *out) MUST_CHECK;

/* The child of this code, of this telephone. E_NOT_FOUND: another's, or none. */
enum err guardian_find_child(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone,
			     const char *code, struct guardian_child *out) MUST_CHECK;

/* The child of the live pair of this code, of this telephone. E_NOT_FOUND: another's, none, or the family has not accepted yet: a
 * guardian is asked after it. */
enum err guardian_find_pair(struct db *db, struct arena *arena, const struct keyring *keyring, const char *telephone, const char *code,
			    struct guardian_child *child, struct pair *pair) MUST_CHECK;

/* The school's side of paper: any child of the register in the actor's scope. */
enum err guardian_find_in_scope(struct db *db, struct arena *arena, const char *scope, const char *code,
				struct guardian_child *out) MUST_CHECK;

/* By the code to the telephone, or on paper that `actor` witnessed. E_CONFLICT: another text is the newest. E_DENIED: of age (18), by
 * telephone: a grown-up agrees at the school, on paper. */
enum err guardian_agree(struct db *db, struct arena *arena, const struct actor *actor, const struct guardian_child *child,
			int64_t text_id, enum given_channel channel, struct timestamp now) MUST_CHECK;

/* At once: releases are taken back, live pairs pause. E_CONFLICT: nothing to withdraw. */
enum err guardian_withdraw(struct db *db, struct arena *arena, const struct actor *actor, const struct guardian_child *child,
			   struct timestamp now) MUST_CHECK;

extern const struct statement *const guardian_statements[];		/* looking, by telephone */
extern const struct statement *const guardian_paper_statements[];	/* looking, by staff */

#endif
