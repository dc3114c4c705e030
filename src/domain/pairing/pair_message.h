/* What a family and its student's side write to each other while the pair is active. The school reads everything first and releases or
 * refuses it; what nobody read for three days climbs to the township (work/care_job.c). Bodies are sealed, the place is message_key.
 * domain.md §2. */
#ifndef YM_DOMAIN_PAIRING_PAIR_MESSAGE_H
#define YM_DOMAIN_PAIRING_PAIR_MESSAGE_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum message_sender { MESSAGE_FAMILY, MESSAGE_CHILD, MESSAGE_SCHOOL };
extern const char *const message_sender_names[];	/* "family", "child", "school" */
enum message_state { MESSAGE_WAITING, MESSAGE_RELEASED, MESSAGE_REFUSED };
extern const char *const message_state_names[];		/* "waiting", "released", "refused" */

enum { message_chars_most = 500, message_climb_days = 3 };

struct pair_message {
	int64_t id;
	enum message_sender sender;
	enum message_state state;
	bool own;			/* the reader's side wrote it */
	const char *body;		/* NULL: wiped */
	struct timestamp sent_at, decided_at;
	const char *reason;		/* of a refusal; shown to its writer */
};
extern const struct shape pair_message_shape;

/* The thread as one side may read it: what it wrote itself, and what was released of the other side's; the newest 200, oldest first.
 * The school's belong to the child's side. The caller has found the pair and it is active. */
enum err pair_message_list(struct db *db, struct arena *arena, const struct keyring *keyring, int64_t pair_id, bool family_reads,
			   struct rows *out) MUST_CHECK;

/* In the caller's transaction, audited as "pair:CODE". The text was looked through (contact_scan). E_DENIED: the pair is not active;
 * E_CONFLICT: this display of the form sent one before. */
struct pair_message_wish {
	int64_t pair_id;
	const char *pair_code;
	enum message_sender sender;
	const char *body;
	const char *form_nonce;
};
enum err pair_message_send(struct db *db, struct arena *arena, const struct keyring *keyring, const struct pair_message_wish *wish,
			   struct timestamp now) MUST_CHECK;

/* Did this display of the form send one? E_NOT_FOUND: no. */
enum err pair_message_find_by_nonce(struct db *db, struct arena *arena, const char *form_nonce) MUST_CHECK;

extern const struct statement *const pair_message_statements[];

#endif
