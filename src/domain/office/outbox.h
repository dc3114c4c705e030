/* Messages to people: SMS and mail, written in the transaction that causes them and sent by the worker. A message is marked as
 * being handed over, in a committed transaction, before the first byte goes out. What surely failed is tried again with backoff;
 * what may have been taken (the worker died, the connection broke after the body) becomes "unknown" and waits for a person to
 * decide: never twice. Texts are in view/messages/<template>.<channel>.<language>; C holds no sentence. */
#ifndef YM_DOMAIN_OFFICE_OUTBOX_H
#define YM_DOMAIN_OFFICE_OUTBOX_H

#include "base/arena.h"
#include "base/column.h"
#include "crypt/key.h"
#include "crypt/seal.h"
#include "db/db.h"
#include "domain/office/actor.h"

enum channel { CHANNEL_SMS, CHANNEL_MAIL };
extern const char *const channel_names[];	/* "sms", "mail" */

enum outbox_state { OUTBOX_WAITING, OUTBOX_SENDING, OUTBOX_SENT, OUTBOX_FAILED, OUTBOX_UNKNOWN };
extern const char *const outbox_state_names[];

struct message_value {
	const char *name, *value;
};

struct message {
	enum channel channel;
	const char *to;				/* canonical telephone or mail address */
	const char *template;			/* "code", "telephone_changed", "account_changed" */
	const struct message_value *values;	/* ended by a NULL name; no child's facts */
	const char *language;			/* "zh", "en"; NULL: zh */
	const char *unit_path;			/* NULL: "" */
	struct timestamp expires_at;		/* none: never pointless */
};

/* In the caller's transaction. */
enum err outbox_put(struct db *db, struct arena *arena, const struct keyring *keyring, const struct message *message,
		    struct timestamp now) MUST_CHECK;

struct outbox_row {
	int64_t id;
	const char *message_key;
	enum channel channel;
	const char *template, *shown_to;
	enum outbox_state state;
	int64_t attempts;
	struct timestamp queued_at, sent_at, not_before;
	const char *failure;
};
extern const struct shape outbox_row_shape;

struct outbox_search {
	enum outbox_state state;
	bool of_state;
	bool oldest_first;		/* else the newest */
	int64_t beyond;			/* the id of the last row of the page before; 0: the first page */
	int64_t rows;
};
enum err outbox_list(struct db *db, struct arena *arena, const struct outbox_search *search, struct rows *out, bool *more) MUST_CHECK;
enum err outbox_find(struct db *db, struct arena *arena, int64_t id, struct outbox_row *out) MUST_CHECK;
/* A failed or unknown message is sent again, by a person's decision: audited. E_CONFLICT: it is neither, or was wiped. */
enum err outbox_resend(struct db *db, struct arena *arena, const struct actor *actor, int64_t id, const char *reason,
		       struct timestamp now) MUST_CHECK;

/* --- the worker's side --- */

enum delivery { DELIVERY_SENT, DELIVERY_REFUSED, DELIVERY_LATER, DELIVERY_UNKNOWN };	/* taken; never will be; surely not taken, try
											 * again; cannot be known */
struct delivered_message {
	const char *message_key;
	enum channel channel;
	const char *to, *template, *language;
	const struct message_value *values;
	size_t value_count;
};
/* Hands one message over; *detail (a short word or status) may be set. */
typedef enum delivery outbox_carrier(void *context, struct arena *arena, const struct delivered_message *message, const char **detail);

enum { outbox_attempts_max = 8 };		/* after 10 s, 20 s, 40 s … at most an hour */

/* Send one message that is due, if any. Messages "sending" for longer than a minute become unknown. */
enum err outbox_deliver(struct db *db, struct arena *arena, const struct keyring *keyring, outbox_carrier *carrier, void *context,
			struct timestamp now, bool *found) MUST_CHECK;

extern const struct statement *const outbox_put_statements[];
extern const struct statement *const outbox_statements[];
extern const struct statement *const outbox_worker_statements[];

#endif
